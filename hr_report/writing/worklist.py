"""The list that a registrar finishes: a row for each report and specimen, with room for what the person found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hr_report.models import Status
from hr_report.writing import wording
from hr_report.writing.doubts import split_doubts
from hr_report.writing.table import defuse
from hr_report.writing.values import list_values

if TYPE_CHECKING:
    from hr_report.models import Her2Result, ReceptorResult, Report, Specimen

MARKERS = ("er", "pr", "her2")

READ_COLUMNS = (
    "needs_review",
    "review_reasons",
    "file",
    "specimen",
    *(f"{marker}_{part}" for marker in MARKERS for part in ("status", "values", "quote", "page")),
    "what_it_means",
    "same_content_as",
    "report_page",
)
"""What the reader found."""

VERDICTS = ("right", "wrong", "unclear")
"""What a reviewer can say of a row."""

REVIEW_COLUMNS = ("verdict", *(f"{marker}_corrected" for marker in MARKERS), "reviewer", "comment")
"""What the reviewer fills in: a verdict for the row; where it is "wrong", the status that is right."""

WORKLIST_COLUMNS = (*READ_COLUMNS, *REVIEW_COLUMNS)

STATUSES = tuple(status.value for status in Status)
"""What a corrected status can be."""


def write_work(name: str, report: Report, twin: str = "", page: str = "") -> list[dict[str, str]]:
    """The rows of one report: one for each specimen where there are several, else one.

    Args:
        name: how the file is called.
        report: what was read.
        twin: the first file with the same content, if this is not the first.
        page: where the HTML page of the report is, if there is one.
    """
    shared = {
        "needs_review": "yes" if report.needs_review else "no",
        "review_reasons": " ".join(list_review_sentences(report)),
        "file": name,
        "what_it_means": report.candidacy.summary_text,
        "same_content_as": twin,
        "report_page": page,
        **dict.fromkeys(REVIEW_COLUMNS, ""),
    }
    if len(report.specimens) < 2:
        parts = [_write_profile("", report)]
    else:
        parts = [_write_profile(specimen.label, specimen) for specimen in report.specimens]
    rows = [shared | part for part in parts]
    return [{column: defuse(row[column]) for column in WORKLIST_COLUMNS} for row in rows]


def list_review_sentences(report: Report) -> tuple[str, ...]:
    """Why a report needs a look, in sentences: the discrepancies as they stand, other codes from the table."""
    bare, asked, _ = split_doubts(report)
    return (*map(wording.say, bare), *(found.message for found in asked))


def _write_profile(label: str, profile: Report | Specimen) -> dict[str, str]:
    row = {"specimen": " ".join(label.split())}
    results: tuple[ReceptorResult | Her2Result, ...] = (profile.er, profile.pr, profile.her2)
    for result in results:
        row |= {f"{result.marker.value}_{part}": value for part, value in _write_result(result).items()}
    return row


def _write_result(result: ReceptorResult | Her2Result) -> dict[str, str]:
    return {
        "status": result.status.value,
        "values": ", ".join(list_values(result)),
        "quote": " ... ".join(" ".join(e.quote.split()) for e in result.evidence),
        "page": str(result.evidence[0].page) if result.evidence else "",
    }
