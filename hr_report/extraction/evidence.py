"""The witness of a value: a range of the document's text as an `Evidence`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hr_report.models import Evidence, PageBox

if TYPE_CHECKING:
    from hr_report.reading.document import Document


def evidence(document: Document, start: int, end: int, rule: str, section: str | None = None) -> Evidence:
    """Quote `document.text[start:end]` with its page, line and page rectangles.

    Args:
        document: the report.
        start: first character of the quote.
        end: one past the last character; must be greater than `start`.
        rule: name of the rule that read it.
        section: heading under which it stands, where known.
    """
    boxes = tuple(
        PageBox(page=box.page, x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom)
        for box in document.boxes(start, end)
    )
    return Evidence(
        quote=document.text[start:end],
        start=start,
        end=end,
        page=document.page_at(start).number,
        line=document.line_at(start),
        boxes=boxes,
        section=section,
        rule=rule,
    )
