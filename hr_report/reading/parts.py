"""Several Documents that belong to one report (a message's text and its PDF) become one, page after page."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from hr_report.reading.document import PAGE_BREAK, Document, Doubt, Notice, Page, Span

if TYPE_CHECKING:
    from collections.abc import Sequence


def joined(
    parts: Sequence[Document], *, name: str, kind: str, content: bytes, notices: Sequence[Notice] = ()
) -> Document:
    """One Document of one or more; `content` is the source that they came in."""
    pages: list[Page] = []
    furniture: list[Span] = []
    hidden: list[Span] = []
    doubts: list[Doubt] = []
    told = list(notices)
    offset = 0
    for part in parts:
        for page in part.pages:
            moved = replace(page, number=len(pages) + 1, start=page.start + offset, end=page.end + offset)
            pages.append(moved)
        furniture += [Span(span.start + offset, span.end + offset) for span in part.furniture]
        hidden += [Span(span.start + offset, span.end + offset) for span in part.hidden]
        doubts += [replace(d, span=Span(d.span.start + offset, d.span.end + offset)) for d in part.doubts]
        told += [notice for notice in part.notices if notice not in told]
        offset += len(part.text) + len(PAGE_BREAK)
    return Document(
        PAGE_BREAK.join(part.text for part in parts),
        tuple(pages),
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        kind=kind,
        encoding=next((part.encoding for part in parts if part.encoding), None),
        furniture=tuple(furniture),
        hidden=tuple(hidden),
        notices=tuple(told),
        doubts=tuple(doubts),
    )
