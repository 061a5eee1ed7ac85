"""Tables with level rules only: where the rules part the rows, blank from top to bottom parts the columns."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from hr_report.reading.pdf_glyphs import Rect
from hr_report.reading.pdf_words import Word, find_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

_GUTTER = 6.0  # points


def upright_rules(edges: Sequence[Rect], words: Sequence[Word]) -> list[Rect]:
    """The upright rules that are not drawn, for each stack of level rules of the same width.

    Only where every row between two rules has a column with a single line: several lines in all columns are several
    rows, which the rules do not part.
    """
    stacks: dict[tuple[int, int], list[Rect]] = defaultdict(list)
    for edge in edges:
        if edge.x1 - edge.x0 > 60 and edge.bottom - edge.top < 3:
            stacks[round(edge.x0 / 3), round(edge.x1 / 3)].append(edge)
    found = []
    for stack in stacks.values():
        heights = sorted({round(edge.top) for edge in stack})
        top, bottom, left, right = heights[0], heights[-1], stack[0].x0, stack[0].x1
        upright = (e for e in edges if e.bottom - e.top > 6 and left - 3 < e.x0 < right + 3)
        if len(heights) < 3 or any(e.top < bottom and e.bottom > top for e in upright):
            continue
        inside = [w for w in words if left - 3 <= w.x0 and w.x1 <= right + 3 and top < (w.top + w.bottom) / 2 < bottom]
        columns = _gutters(inside)
        bands = [[w for w in inside if a < (w.top + w.bottom) / 2 < b] for a, b in pairwise(heights)]
        if columns and all(_is_one_row(band, columns) for band in bands if band):
            found += [Rect(x, top, x, bottom) for x in (left, *columns, right)]
    return found


def _gutters(words: Sequence[Word]) -> list[float]:
    """Where no word stands, from the first row to the last."""
    gutters = []
    reach = None
    for word in sorted(words, key=lambda w: w.x0):
        if reach is not None and word.x0 - reach >= _GUTTER:
            gutters.append((reach + word.x0) / 2)
        reach = word.x1 if reach is None else max(reach, word.x1)
    return gutters


def _is_one_row(band: Sequence[Word], columns: Sequence[float]) -> bool:
    cells: dict[int, list[Word]] = defaultdict(list)
    for word in band:
        cells[sum(word.x0 > x for x in columns)].append(word)
    return any(len(find_lines(cell)) == 1 for cell in cells.values())
