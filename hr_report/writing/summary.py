"""What a whole batch says, counted as the reports go by: its size does not grow with their number."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hr_report.models import CriterionState, Marker
from hr_report.writing.worklist import list_review_sentences

if TYPE_CHECKING:
    from hr_report.errors import HrReportError
    from hr_report.models import ReceptorResult, Report

MOST_LISTED = 200
"""How many reports that need a look, and how many failures, are listed by name."""

BINS = ("< 1", "1-10", "11-20", "21-30", "31-40", "41-50", "51-60", "61-70", "71-80", "81-90", "91-100")
"""Percent of tumour nuclei; an interval is counted where its middle lies, except that "< 1" is a bin of its own."""


@dataclass
class Summary:
    """Counts over a batch. Filled by `count_report` and `count_failure`."""

    read: int = 0
    review: int = 0
    failed: int = 0
    twins: int = 0
    status: dict[Marker, Counter[str]] = field(default_factory=lambda: {marker: Counter() for marker in Marker})
    percent: dict[Marker, Counter[str]] = field(default_factory=lambda: {Marker.ER: Counter(), Marker.PR: Counter()})
    met: Counter[str] = field(default_factory=Counter)
    candidacy: Counter[str] = field(default_factory=Counter)
    diagnosis: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    to_review: list[tuple[str, str, str]] = field(default_factory=list)
    failures: list[tuple[str, str, str]] = field(default_factory=list)


def count_report(summary: Summary, name: str, report: Report, *, page: str = "", is_twin: bool = False) -> None:
    """Count one report."""
    summary.read += 1
    summary.twins += is_twin
    for result in (report.er, report.pr, report.her2):
        summary.status[result.marker][result.status.value] += 1
    for receptor in (report.er, report.pr):
        if receptor.percent is not None:
            summary.percent[receptor.marker][find_bin(receptor)] += 1
    summary.met.update(c.title for c in report.candidacy.criteria if c.state is CriterionState.MET)
    summary.candidacy[report.candidacy.summary.value] += 1
    summary.diagnosis[report.diagnosis.kind.value] += 1
    if report.needs_review:
        summary.review += 1
        sentences = list_review_sentences(report)
        summary.reasons.update(report.review_reasons)
        if len(summary.to_review) < MOST_LISTED:
            summary.to_review.append((name, " ".join(sentences), page))


def count_failure(summary: Summary, name: str, error: HrReportError) -> None:
    """Count one file that could not be read."""
    summary.failed += 1
    summary.faults[type(error).__name__] += 1
    if len(summary.failures) < MOST_LISTED:
        summary.failures.append((name, error.message, error.advice))


def find_bin(result: ReceptorResult) -> str:
    """The bin of `BINS` in which the percentage of a result is counted."""
    percent = result.percent
    if percent is None:
        raise ValueError("no percentage")
    middle = (percent.low + percent.high) / 2
    if middle < 1:
        return BINS[0]
    return BINS[1] if middle <= 10 else BINS[min(10, 1 + int((middle - 1) // 10))]
