"""Text that runs upwards, downwards or upside down is laid out as if upright; boxes stay where the page shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hr_report.reading.pdf_glyphs import Glyph, PageGlyphs, Rect
from hr_report.reading.pdf_layout import TextLine, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence


def lay_out_turned(parts: Sequence[PageGlyphs]) -> list[TextLine]:
    """The lines of a page, direction by direction; the one with the most text comes first."""
    lines: list[TextLine] = []
    for part in sorted(parts, key=lambda p: len(p.glyphs), reverse=True):
        laid = lay_out(_upright(part)) if part.direction else lay_out(part)
        lines += [TextLine([], 0.0, 0.0)] * bool(lines)
        lines += [
            TextLine([_back(glyph, part) for glyph in line.glyphs], line.top, line.bottom, line.is_row) for line in laid
        ]
    return lines


def _upright(page: PageGlyphs) -> PageGlyphs:
    glyphs = [Glyph(g.text, *_turn(Rect(*g[1:5]), page), g.hidden) for g in page.glyphs]
    edges = [_turn(edge, page) for edge in page.edges]
    width, height = (page.width, page.height) if page.direction == 180 else (page.height, page.width)
    return replace(page, width=width, height=height, glyphs=glyphs, edges=edges, squares=[], strokes=[])


def _turn(box: Rect, page: PageGlyphs) -> Rect:
    """Where a box comes to stand when the page is turned until its text is upright."""
    if page.direction == 90:
        return Rect(page.height - box.bottom, box.x0, page.height - box.top, box.x1)
    if page.direction == 270:
        return Rect(box.top, page.width - box.x1, box.bottom, page.width - box.x0)
    return Rect(page.width - box.x1, page.height - box.bottom, page.width - box.x0, page.height - box.top)


def _back(glyph: Glyph, page: PageGlyphs) -> Glyph:
    """The glyph where the page shows it. NaN of undrawn glyphs stays NaN."""
    text, x0, top, x1, bottom, hidden = glyph
    if page.direction == 90:
        return Glyph(text, top, page.height - x1, bottom, page.height - x0, hidden)
    if page.direction == 270:
        return Glyph(text, page.width - bottom, x0, page.width - top, x1, hidden)
    if page.direction == 180:
        return Glyph(text, page.width - x1, page.height - bottom, page.width - x0, page.height - top, hidden)
    return glyph
