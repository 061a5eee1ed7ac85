"""One page's glyphs become lines of text: in reading order, with wide gaps kept and hyphenated words joined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from hr_report.reading.pdf_columns import Block, in_reading_order, with_floats
from hr_report.reading.pdf_tables import Table, find_tables, rows_as_words, side_boxes, take_words, tick_boxes
from hr_report.reading.pdf_words import BLANK, Line, Word, find_lines, find_words, merge_interlocked, touch
from hr_report.reading.tidy import join_hyphenated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hr_report.reading.pdf_glyphs import Glyph, PageGlyphs

_WIDE_GAP = 0.9  # of the text height; a blank between words is a quarter to a third, stretched ones a half
_COLUMN = 0.5  # of the text height: the mean width of a letter, so that columns of the page stay columns of the text
_MOST_BLANKS = 300
_INDENT = 2.0  # of the text height
_ACROSS = 0.55  # of the page width
_PARAGRAPH = 0.75  # of the text height, beyond the usual distance of lines
_ROW = 1.6  # of the text height, between rows of a table without rules
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(slots=True)
class TextLine:
    """One line of the finished text with the glyphs it came from; `top` and `bottom` tell where it stood."""

    glyphs: list[Glyph]
    top: float
    bottom: float
    is_row: bool = False

    @property
    def text(self) -> str:
        """The letters."""
        return "".join([glyph.text for glyph in self.glyphs])


def lay_out(page: PageGlyphs) -> list[TextLine]:
    """The lines of a page in reading order; an empty line stands where the page leaves room between paragraphs."""
    found = find_words(page.glyphs)
    tables = find_tables(page, found)
    words = take_words(tables, find_words(tick_boxes(page, tables)) if page.squares else found)
    words += [row for table in tables for row in rows_as_words(table)]
    boxes = side_boxes(page, words, tables)
    boxed = {id(word) for box in boxes for word in box}
    floats = [find_lines(box) for box in boxes]
    rest = [word for word in words if id(word) not in boxed]
    left = min((word.x0 for word in rest), default=0.0)
    blocks = in_reading_order(find_lines(rest), _rules(page, tables), left)
    usual = max(1.0, median([word.height for word in words])) if words else 1.0
    lines: list[TextLine] = []
    before: Line | None = None
    for block in with_floats(blocks, floats):
        if before is not None and not _follows(before, block.lines[0], usual):
            lines.append(TextLine([], before.bottom, before.bottom))
        lines += _block_lines(block, usual)
        before = block.lines[-1]
    return _without_hyphens(lines)


def _rules(page: PageGlyphs, tables: Sequence[Table]) -> list[float]:
    """Heights of level lines across most of the page that belong to no table."""
    heights = {round(e.top, 1) for e in page.edges if e.x1 - e.x0 > _ACROSS * page.width and e.bottom - e.top < 3}
    return sorted(y for y in heights if not any(t.box.top - 2 <= y <= t.box.bottom + 2 for t in tables))


def _follows(before: Line, line: Line, usual: float) -> bool:
    """Whether a line continues the text above it without a paragraph between them."""
    room = _ROW if _is_wide(before) and _is_wide(line) else _PARAGRAPH
    near = -usual < line.head - before.foot <= room * usual
    return near and line.words[0].is_row == before.words[0].is_row


def _is_wide(line: Line) -> bool:
    return any(b.x0 - a.x1 > _WIDE_GAP * a.height for a, b in pairwise(line.words))


def _block_lines(block: Block, usual: float) -> list[TextLine]:
    lines: list[TextLine] = []
    rows = merge_interlocked(block.lines)
    for number, line in enumerate(rows):
        if number and not _follows(rows[number - 1], line, usual):
            lines.append(TextLine([], line.top, line.top))
        is_row = any(word.is_row for word in line.words)
        lines.append(TextLine(_render(line, block.left, usual), line.top, line.bottom, is_row))
    return lines


def _render(line: Line, left: float, usual: float) -> list[Glyph]:
    """The glyphs of a line with its blanks: one between words, two or more where the page leaves a wide gap."""
    indent = 0.0 if line.words[0].is_row else line.x0 - left
    glyphs = [BLANK] * _blanks(indent, usual) if indent > _INDENT * usual else []
    before: Word | None = None
    for word in line.words:
        if before is not None:
            gap = word.x0 - before.x1
            if gap > _WIDE_GAP * max(usual, min(before.height, word.height)) or before.is_row or word.is_row:
                glyphs += [BLANK] * max(2, _blanks(word.x0 - left, usual) - len(glyphs))
            elif not touch(before, word):
                glyphs.append(BLANK)
        glyphs += word.glyphs
        before = word
    return glyphs


def _blanks(distance: float, usual: float) -> int:
    """How many blanks a distance is wide; a damaged file must not ask for a million."""
    return min(_MOST_BLANKS, round(distance / (_COLUMN * usual)))


def _without_hyphens(lines: list[TextLine]) -> list[TextLine]:
    """Move the end of a word that a line break divides up to its beginning, where that is safe."""
    pairs = [
        (line, below)
        for line, below in pairwise(lines)
        if line.glyphs and below.glyphs and line.glyphs[-1].text in ("-", "") and not (line.is_row or below.is_row)
    ]
    known = _whole_words(lines) if pairs else frozenset()
    for line, below in pairs:
        _join(line, below, known)
    return [line for line in lines if line.glyphs or not line.bottom > line.top]


def _whole_words(lines: Sequence[TextLine]) -> frozenset[str]:
    """The words that stand within lines, where no line end can have divided them."""
    texts = ("".join(line.text.lower().strip().partition(" ")[1:]).rpartition(" ")[0] for line in lines)
    return frozenset(word for text in texts for word in _WORD.findall(text))


def _join(line: TextLine, below: TextLine, known: frozenset[str]) -> None:
    soft = not line.glyphs[-1].text
    first = (line.text if soft else line.text[:-1]).rpartition(" ")[2]
    rest = below.text.lstrip().split(" ", 1)[0]
    core = rest.rstrip(".,;:)")
    joined = first + core if soft else join_hyphenated(first.lstrip("("), core, known)
    if joined is None:
        return
    start = len(below.text) - len(below.text.lstrip())
    start = _glyphs_for(below.glyphs, start)
    size = _glyphs_for(below.glyphs[start:], len(rest))
    moved = below.glyphs[start : start + size]
    if not soft and "-" not in joined:
        line.glyphs.pop()
    line.glyphs += moved
    del below.glyphs[: start + size]
    while below.glyphs and below.glyphs[0].text == " ":
        below.glyphs.pop(0)


def _glyphs_for(glyphs: list[Glyph], letters: int) -> int:
    count = 0
    while letters > 0:
        letters -= len(glyphs[count].text)
        count += 1
    return count
