"""The order of lines: columns of running text are read one after the other, columns of a table side by side.

A gutter (blank from top to bottom over several lines) looks the same in both. It parts columns only where the text on
both sides stands on its own: running prose, lists of "label: value", or lines that keep to different base lines. In
doubt the page is left as it is, with the wide gap kept: a label must never lose its value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import mean, median

from hr_report.reading.pdf_words import Line, Word, line_of

_WINDOW = 4  # lines that a gutter runs through at least
_GUTTER = 9.0  # points
_LABEL_AND_VALUE = re.compile(r"\w[^:]{1,40}:\s+\S")

Interval = tuple[float, float]


def in_reading_order(lines: Sequence[Line]) -> list[list[Line]]:
    """Blocks of lines in the order in which they are read; each block is one column (or the full width)."""
    cut = _best_cut(lines)
    if cut is None:
        return [list(lines)] if lines else []
    start, end, x = cut
    left = _side(lines[start:end], lambda word: word.x0 < x)
    right = _side(lines[start:end], lambda word: word.x0 >= x)
    blocks = [*in_reading_order(lines[:start]), *in_reading_order(left)]
    return [*blocks, *in_reading_order(right), *in_reading_order(lines[end:])]


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
    """Leave off lines of one side only that a larger distance sets apart: headings above, notes below."""

    def one_sided(i: int) -> bool:
        return spans[i][-1][1] <= x or spans[i][0][0] >= x

    while start < end and one_sided(start) and _apart(lines, start, start + 1):
        start += 1
    while end > start and one_sided(end - 1) and _apart(lines, end - 2, end - 1):
        end -= 1
    return start, end


def _apart(lines: Sequence[Line], above: int, below: int) -> bool:
    if not 0 <= above < below < len(lines):
        return True
    return lines[below].top - lines[above].bottom > 0.6 * lines[below].height


def _side(lines: Sequence[Line], belongs: object) -> list[Line]:
    assert callable(belongs)
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


def with_floats(blocks: list[list[Line]], floats: list[list[Line]]) -> list[list[Line]]:
    """Put side boxes behind the text that they stand beside, each as a block of its own."""
    for box in floats:
        top, bottom = min(line.top for line in box), max(line.bottom for line in box)
        place = next(
            (
                (i, j)
                for i, block in enumerate(blocks)
                for j, line in enumerate(block)
                if line.top >= bottom - 2 and (j == 0 or block[j - 1].top <= bottom)
            ),
            None,
        )
        beside = [i for i, block in enumerate(blocks) if any(x.top < bottom and x.bottom > top for x in block)]
        if place is None or (beside and place[0] < beside[-1]):
            blocks.insert(beside[-1] + 1 if beside else len(blocks), box)
            continue
        i, j = place
        blocks[i : i + 1] = [part for part in (blocks[i][:j], box, blocks[i][j:]) if part]
    return blocks


def distances(lines: Sequence[Line]) -> list[float]:
    """The blank between each line and the next, in line heights."""
    return [(b.top - a.bottom) / max(1.0, a.height) for a, b in pairwise(lines)]
