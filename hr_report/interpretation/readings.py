"""Places near a receptor where two readings of the page differ: told with both readings, and never taken."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from hr_report.extraction import find_windows
from hr_report.extraction.evidence import evidence
from hr_report.extraction.openings import read_tokens
from hr_report.interpretation.discrepancies import Sides, discrepancy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hr_report.models import Discrepancy
    from hr_report.reading.document import Document, Doubt

_CODE = "ocr_disagreement"
_RULE = "two readings"
_MOST = 3  # differences of one line that the message spells out


def find_disagreements(document: Document) -> tuple[Discrepancy, ...]:
    """One discrepancy for each line with a doubt where a result can stand by either of the two readings."""
    doubts = [doubt for doubt in document.doubts if doubt.code == _CODE]
    if not doubts:
        return ()
    texts = (_filled(document, [(d, d.first) for d in doubts]), _filled(document, [(d, d.second) for d in doubts]))
    windows = [window for text in texts for window in find_windows(read_tokens(text))]
    near = [d for d in doubts if any(start <= d.span.start < end for start, end in windows)]
    lines = groupby(near, key=lambda doubt: document.line_at(doubt.span.start))
    return tuple(_told(document, tuple(found)) for _, found in lines)


def _filled(document: Document, readings: Iterable[tuple[Doubt, str]]) -> str:
    """The text with one of the readings at each place in doubt, cut or padded so that all offsets stay."""
    text = document.text
    for doubt, reading in readings:
        start, end = doubt.span.start, doubt.span.end
        text = text[:start] + reading[: end - start].ljust(end - start) + text[end:]
    return text


def _told(document: Document, doubts: tuple[Doubt, ...]) -> Discrepancy:
    text = document.text.replace("\f", "\n")  # a page break ends a line, too
    start, end = text.rfind("\n", 0, doubts[0].span.start) + 1, text.find("\n", doubts[-1].span.end)
    pairs = [f"{_said(doubt.first)} or {_said(doubt.second)}" for doubt in doubts[:_MOST]]
    more = f"; and {len(doubts) - _MOST} more" if len(doubts) > _MOST else ""
    line = evidence(document, start, end if end >= 0 else len(text), _RULE)
    return discrepancy(_CODE, None, (line,), Sides(name="; ".join(pairs) + more))


def _said(reading: str) -> str:
    return f"“{reading}”" if reading else "nothing"
