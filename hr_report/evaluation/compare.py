"""Labels against results: agree, wrong, missed, spurious, with intervals; gains and losses against an earlier run."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hr_report.models import Marker, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hr_report.evaluation.labels import Label
    from hr_report.models import Her2Result, ReceptorResult, Report

DEFINITE = frozenset({Status.POSITIVE, Status.LOW_POSITIVE, Status.NEGATIVE, Status.EQUIVOCAL})
"""Statuses that somebody may act on; the others all say that there is no result to act on."""

_NEAR = frozenset({Status.POSITIVE, Status.LOW_POSITIVE})


@dataclass(frozen=True, slots=True)
class Comparison:
    """One marker of one file: what is right, what was read, and how the two stand.

    `verdict` is one of: agree; near (positive against low positive); wrong (another definite status: the fault that
    matters most); missed (no definite result where there is one); spurious (a definite result where there is none);
    other (two kinds of no result); unread (the file could not be read).
    """

    file: str
    marker: Marker
    truth: Status
    read: Status | None
    verdict: str
    needs_review: bool = False
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """The counts for one marker. `agree_interval` and `wrong_interval` are 95 % Wilson intervals of the shares."""

    marker: Marker
    total: int
    counts: Mapping[str, int]
    wrong_without_flag: int
    agree_interval: tuple[float, float]
    wrong_interval: tuple[float, float]
    confusion: Mapping[tuple[str, str], int]


def compare(labels: Iterable[Label], reports: Mapping[str, Report | None]) -> tuple[Comparison, ...]:
    """Hold each label against the result for its file; a file that is not among `reports` counts as unread."""
    return tuple(
        _compare_one(label.file, marker, truth, reports.get(label.file))
        for label in labels
        for marker, truth in label.status.items()
    )


def _compare_one(file: str, marker: Marker, truth: Status, report: Report | None) -> Comparison:
    if report is None:
        return Comparison(file, marker, truth, None, "unread")
    results: dict[Marker, ReceptorResult | Her2Result] = {r.marker: r for r in (report.er, report.pr, report.her2)}
    result = results[marker]
    quotes = tuple(" ".join(e.quote.split()) for e in result.evidence)
    verdict = judge(truth, result.status)
    return Comparison(file, marker, truth, result.status, verdict, report.needs_review, quotes)


def judge(truth: Status, read: Status) -> str:
    """How a status that was read stands to the one that is right; see `Comparison`."""
    if truth == read:
        return "agree"
    if truth in DEFINITE and read in DEFINITE:
        return "near" if {truth, read} == _NEAR else "wrong"
    if truth in DEFINITE:
        return "missed"
    return "spurious" if read in DEFINITE else "other"


def score_marker(marker: Marker, compared: Iterable[Comparison]) -> Score:
    """Count the comparisons of one marker."""
    own = [one for one in compared if one.marker is marker]
    counts = Counter(one.verdict for one in own)
    confusion = Counter((one.truth.value, one.read.value if one.read else "unread") for one in own)
    silent = sum(one.verdict == "wrong" and not one.needs_review for one in own)
    agree, wrong = wilson(counts["agree"], len(own)), wilson(counts["wrong"], len(own))
    return Score(marker, len(own), counts, silent, agree, wrong, confusion)


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson (1927): sound for small numbers and for shares near 0 and 1."""
    if not total:
        return (0.0, 1.0)
    z = 1.959964
    share = hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    reach = z / (1 + z * z / total) * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return (max(0.0, middle - reach), min(1.0, middle + reach))


def find_changes(
    before: Mapping[tuple[str, str], str], compared: Iterable[Comparison]
) -> tuple[list[Comparison], list[Comparison]]:
    """Gains and losses by file and marker: what agrees now and did not before, and the reverse."""
    gains: list[Comparison] = []
    losses: list[Comparison] = []
    for one in compared:
        earlier = before.get((one.file, one.marker.value))
        if earlier is None or (earlier == "agree") == (one.verdict == "agree"):
            continue
        (gains if one.verdict == "agree" else losses).append(one)
    return gains, losses
