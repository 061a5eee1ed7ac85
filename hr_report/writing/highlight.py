"""The full text of a report with every quote marked in its place, so that a value leads to its words and back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hr_report.writing.markup import Html, el, escape, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hr_report.models import Criterion, Discrepancy, Evidence, Report, Specimen
    from hr_report.reading.document import Document, Page

LABELS = ("ER", "PR", "HER2", "diagnosis", "other")


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of the text that is shown as marked: what it is evidence for, and the name that links lead to.

    `shown` tells that a picture of its page is there, with a box over these words.
    """

    start: int
    end: int
    anchor: str
    labels: tuple[str, ...] = field(default=())
    shown: bool = False

    @property
    def box(self) -> str:
        """The name that links to its box on the page lead to."""
        return self.anchor.replace("quote", "box")

    @property
    def said(self) -> str:
        """What its label says: "ER PR"; nothing where it is evidence for something else."""
        return " ".join(label for label in self.labels if label != "other")

    @property
    def kind(self) -> str:
        """The class of its colour."""
        return next((f"for-{label.lower()}" for label in self.labels if label != "other"), "for-other")


def list_marks(report: Report, length: int) -> tuple[Mark, ...]:
    """The marks of a report in order of the text: overlapping quotes become one mark with all their labels."""
    spans = sorted({(e.start, min(e.end, length), label) for label, e in _list_quotes(report) if e.start < length})
    merged: list[tuple[int, int, tuple[str, ...]]] = []
    for start, end, label in spans:
        if merged and start < merged[-1][1]:
            first, last, known = merged[-1]
            merged[-1] = (first, max(last, end), known if label in known else (*known, label))
        else:
            merged.append((start, end, (label,)))
    return tuple(Mark(a, b, f"quote-{n}", labels) for n, (a, b, labels) in enumerate(merged, 1))


def _list_quotes(report: Report) -> Iterable[tuple[str, Evidence]]:
    profiles: tuple[Report | Specimen, ...] = (report, *report.specimens)
    for profile in profiles:
        for label, result in (("ER", profile.er), ("PR", profile.pr), ("HER2", profile.her2)):
            yield from ((label, e) for e in result.evidence)
    yield from (("diagnosis", e) for e in report.diagnosis.evidence)
    told: tuple[Discrepancy | Criterion, ...] = (*report.discrepancies, *report.candidacy.criteria)
    for found in told:
        yield from (("other", e) for e in found.evidence)


def find_mark(marks: Iterable[Mark], evidence: Evidence) -> Mark | None:
    """The mark that holds a quote."""
    return next((mark for mark in marks if mark.start <= evidence.start < mark.end), None)


def write_text(document: Document, marks: tuple[Mark, ...], figures: Mapping[int, Html]) -> Html:
    """The text page by page, with its marks, each page beside its picture where there is one."""
    return join(*(_write_page(document, page, marks, figures.get(page.number)) for page in document.pages))


def _write_page(document: Document, page: Page, marks: tuple[Mark, ...], figure: Html | None) -> Html:
    pieces: list[str] = []
    at = page.start
    for mark in marks:
        start, end = max(mark.start, at), min(mark.end, page.end)
        if start < end:
            pieces += [document.text[at:start], _write_mark(document.text[start:end], mark, first=start == mark.start)]
            at = end
    pieces.append(document.text[at : page.end])
    title = el("h3", f"Page {page.number}") if len(document.pages) > 1 else Html("")
    text = el("pre", *(escape(piece.replace("\f", "")) if not isinstance(piece, Html) else piece for piece in pieces))
    return join(title, el("div", figure, text, class_="pair") if figure else text)


def _write_mark(text: str, mark: Mark, *, first: bool) -> Html:
    if not first:
        return el("mark", text, class_=mark.kind)
    said = mark.said
    if mark.shown:
        said = el("a", said or "page", href=f"#{mark.box}", aria_label=f"{said} on the page".strip())
    label = el("span", said, class_="mark-label") if said else Html("")
    return el("mark", label, text, id=mark.anchor, class_=mark.kind)
