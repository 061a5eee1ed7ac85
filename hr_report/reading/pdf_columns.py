"""The order of lines: columns of running text are read one after the other, columns of a table side by side.

A gutter (blank from top to bottom over several lines) looks the same in both. It parts columns only where the text on
both sides stands on its own: running prose, lists of "label: value", or lines that keep to different base lines. In
doubt the page is left as it is, with the wide gap kept: a label must never lose its value.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from statistics import mean, median
from typing import TYPE_CHECKING

from hr_report.reading.pdf_words import Line, Word, line_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_WINDOW = 4  # lines that a gutter runs through at least
_GUTTER = 9.0  # points
_LABEL_AND_VALUE = re.compile(r"\w[^:]{1,40}:\s+\S")

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one column, or of the full width, with the left edge that their indents are measured from."""

    left: float
    lines: list[Line]


def in_reading_order(lines: Sequence[Line], rules: Sequence[float], left: float) -> list[Block]:
    """Blocks of lines in the order in which they are read.

    `rules` are the heights of level lines across the page: no column runs over them. `left` is the edge of the text.
    """
    bands: list[list[Line]] = [[] for _ in range(len(rules) + 1)]
    for line in lines:
        bands[bisect_left(rules, (line.top + line.bottom) / 2)].append(line)
    return [block for band in bands for block in _columns(band, left)]


def _columns(lines: Sequence[Line], left: float) -> list[Block]:
    cut = _best_cut(lines)
    if cut is None:
        return [Block(left, list(lines))] if lines else []
    start, end, x = cut
    near = _side(lines[start:end], lambda word: word.x0 < x)
    far = _side(lines[start:end], lambda word: word.x0 >= x)
    edge = min(line.x0 for line in far)
    return [*_columns(lines[:start], left), *_columns(near, left), *_columns(far, edge), *_columns(lines[end:], left)]


def _best_cut(lines: Sequence[Line]) -> tuple[int, int, float] | None:
    """First line, line after the last, and x of the gutter that parts the most lines into true columns."""
    if len(lines) < _WINDOW:
        return None
    spans = [_spans(line) for line in lines]
    tried: set[tuple[int, int]] = set()
    cuts = []
    for i in range(len(lines) - _WINDOW + 1):
        for gap in _gaps(spans[i : i + _WINDOW]):
            start, end, (a, b) = _stretch(spans, i, gap)
            start, end = _trim(lines, spans, start, end, (a + b) / 2)
            if (start, end) in tried or end - start < _WINDOW:
                continue
            tried.add((start, end))
            if _stand_alone(lines[start:end], (a + b) / 2):
                cuts.append((start, end, (a + b) / 2))
    return max(cuts, key=lambda cut: cut[1] - cut[0], default=None)


def _spans(line: Line) -> list[Interval]:
    """What a line covers from left to right; gaps narrower than a gutter count as covered."""
    spans = [(line.words[0].x0, line.words[0].x1)]
    for word in line.words[1:]:
        left, right = spans[-1]
        if word.x0 - right < _GUTTER:
            spans[-1] = (left, max(right, word.x1))
        else:
            spans.append((word.x0, word.x1))
    return spans


def _gaps(rows: Sequence[list[Interval]]) -> list[Interval]:
    """What no row of the window covers, between its outermost ends."""
    covered = sorted(span for row in rows for span in row)
    gaps, reach = [], covered[0][1]
    for left, right in covered[1:]:
        if left - reach >= _GUTTER:
            gaps.append((reach, left))
        reach = max(reach, right)
    return gaps


def _stretch(spans: Sequence[list[Interval]], seed: int, gap: Interval) -> tuple[int, int, Interval]:
    """Run the gutter up and down as far as no line crosses it."""
    start, end = seed, seed + _WINDOW
    while start > 0 and (narrower := _free(spans[start - 1], gap)):
        start, gap = start - 1, narrower
    while end < len(spans) and (narrower := _free(spans[end], gap)):
        end, gap = end + 1, narrower
    return start, end, gap


def _free(row: list[Interval], gap: Interval) -> Interval | None:
    a, b = gap
    for left, right in row:
        if right <= a or left >= b:
            continue
        if left <= a and right >= b:
            return None
        a, b = (right, b) if left - a < b - right else (a, left)
    return (a, b) if b - a >= _GUTTER else None


def _trim(lines: Sequence[Line], spans: Sequence[list[Interval]], start: int, end: int, x: float) -> tuple[int, int]:
    """Leave off paragraphs of one side only, above and below, unless they fill their column as its text does."""
    one_sided = [row[-1][1] <= x or row[0][0] >= x for row in spans]
    first, last = start, end
    for i in range(start, end):
        if not one_sided[i]:
            break
        if i + 1 < end and _apart(lines, i, i + 1):
            first = i + 1
    for i in range(end - 1, start, -1):
        if not one_sided[i]:
            break
        if _apart(lines, i - 1, i):
            last = i
    width = max((row[0][1] for row in spans[start:end] if row[0][1] <= x), default=x) - min(
        row[0][0] for row in spans[start:end]
    )
    below = [row[0][1] - row[0][0] for row in spans[last:end]]
    if len(below) >= 3 and median(below) >= 0.75 * width:
        last = end
    return first, last


def _apart(lines: Sequence[Line], above: int, below: int) -> bool:
    if not 0 <= above < below < len(lines):
        return True
    return lines[below].top - lines[above].bottom > 0.6 * lines[below].height


def _side(lines: Sequence[Line], belongs: Callable[[Word], bool]) -> list[Line]:
    parts = ([word for word in line.words if belongs(word)] for line in lines)
    return [line_of(words) for words in parts if words]


def _stand_alone(lines: Sequence[Line], x: float) -> bool:
    left = [[w for w in line.words if w.x0 < x] for line in lines]
    right = [[w for w in line.words if w.x0 >= x] for line in lines]
    columns = ([words for words in left if words], [words for words in right if words])
    if any(len(column) < 3 for column in columns):
        return False
    if any(word.is_row for column in columns for words in column for word in words):
        return all(_is_prose(c) or _is_list(c) or any(w.is_row for words in c for w in words) for c in columns)
    if all(_is_prose(column) or _is_list(column) for column in columns):
        return True
    if all(mean(len(words) for words in column) >= 3 for column in columns) and not _aligned(left, right):
        return True
    return _is_prose(columns[0]) and len(columns[0]) >= 5 and _fills(columns[0])


def _is_prose(column: list[list[Word]]) -> bool:
    firsts = [words[0].text[:1] for words in column[1:]]
    return mean(len(words) for words in column) >= 3.5 and sum(c.islower() for c in firsts) >= 0.3 * len(firsts)


def _is_list(column: list[list[Word]]) -> bool:
    texts = [" ".join(word.text for word in words) for words in column]
    return sum(bool(_LABEL_AND_VALUE.match(text)) for text in texts) >= 0.5 * len(texts)


def _fills(column: list[list[Word]]) -> bool:
    left, right = min(words[0].x0 for words in column), max(words[-1].x1 for words in column)
    return median((words[-1].x1 - left) / (right - left) for words in column) >= 0.7


def _aligned(left: Sequence[list[Word]], right: Sequence[list[Word]]) -> bool:
    both = sum(bool(a and b) for a, b in zip(left, right, strict=True))
    return both >= 0.4 * min(sum(map(bool, left)), sum(map(bool, right)))


def with_floats(blocks: list[Block], floats: list[list[Line]]) -> list[Block]:
    """Put side boxes behind the text that they stand beside (or below the text above), each as a block of its own."""
    for box in sorted(floats, key=lambda lines: (round(lines[0].top / 10), lines[0].x0)):
        top, bottom = min(line.top for line in box), max(line.bottom for line in box)
        boxed = Block(min(line.x0 for line in box), box)
        beside = [i for i, block in enumerate(blocks) if any(x.top < bottom and x.bottom > top for x in block.lines)]
        before = [i for i, block in enumerate(blocks) if any(x.top < top for x in block.lines)]
        place = (beside or before or [-1])[-1]
        if place < 0:
            blocks.insert(0, boxed)
            continue
        block, limit = blocks[place], bottom - 2 if beside else top
        cut = next((j for j, line in enumerate(block.lines) if line.top >= limit), len(block.lines))
        parts = [Block(block.left, block.lines[:cut]), boxed, Block(block.left, block.lines[cut:])]
        blocks[place : place + 1] = [part for part in parts if part.lines]
    return blocks
