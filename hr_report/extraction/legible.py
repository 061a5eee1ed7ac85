"""What of a document may be read as a result, and what asks for a second look: hidden text, headers, OCR doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hr_report.extraction.gaps import run_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hr_report.models import Observation
    from hr_report.reading.document import Document

#: Notices of reading after which a person should look at the source: something may be missing or not final.
REVIEW_NOTICES = frozenset(
    ("page_unreadable", "page_without_text", "unreadable_font", "garbled", "preliminary", "superseded", "attachment")
)


def readable_text(document: Document) -> str:
    """The text to match on, of the same length: no hidden text, no running headers, wrapped sentences running on."""
    text = document.text
    for span in (*document.furniture, *document.hidden):
        blank = "".join(char if char in "\n\f" else " " for char in text[span.start : span.end])
        text = text[: span.start] + blank + text[span.end :]
    return run_on(text)


def find_review_reasons(document: Document, observations: Iterable[Observation]) -> tuple[str, ...]:
    """Codes of doubts that touch a value that counted, of damaged layouts, and of notices that ask for a look."""
    witnesses = [witness for seen in observations if seen.counted for witness in seen.evidence]
    reasons = [
        doubt.code
        for doubt in document.doubts
        if any(doubt.span.start < witness.end and witness.start < doubt.span.end for witness in witnesses)
    ]
    reasons += ["layout_damaged" for seen in observations if seen.counted and "layout_damaged" in seen.reasons]
    reasons += [notice.code for notice in document.notices if notice.code in REVIEW_NOTICES]
    return tuple(dict.fromkeys(reasons))
