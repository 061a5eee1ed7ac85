"""Glyphs become words and words become lines, by where they stand on the page."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from hr_report.reading.pdf_glyphs import Glyph

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# All in heights of the glyph's box, which is about one em. pdfplumber's ratio of 0.15 of the size was measured to keep
# words of every layout apart, also where each glyph is placed alone and no blanks are drawn.
_WORD_GAP = 0.15
_BACKSTEP = 0.4
_SAME_BASE = 0.3
_DOUBLE = 0.5

BLANK = Glyph(" ")
"""A blank between two words: part of the text, not drawn."""


@dataclass(slots=True, eq=False)
class Word:
    """Glyphs that stand together (or a whole table row), with the box that decides their line.

    `foot` is where a table row ends on the page; its box is that of its first line of text.
    """

    glyphs: list[Glyph]
    x0: float
    top: float
    x1: float
    bottom: float
    is_row: bool = False
    head: float = math.inf
    foot: float = -math.inf

    @property
    def height(self) -> float:
        """Height of the box in points."""
        return self.bottom - self.top

    @property
    def text(self) -> str:
        """The letters."""
        return "".join([glyph.text for glyph in self.glyphs])


@dataclass(slots=True, eq=False)
class Line:
    """Words on one line, from left to right."""

    words: list[Word]
    top: float
    bottom: float
    x0: float = 0.0
    x1: float = 0.0
    text: str = field(default="", compare=False)

    @property
    def height(self) -> float:
        """Height of the box in points."""
        return self.bottom - self.top

    @property
    def head(self) -> float:
        """Where the line begins on the page, with the borders of table rows."""
        return min(self.top, *(word.head for word in self.words), math.inf)

    @property
    def foot(self) -> float:
        """Where the line ends on the page, with the borders of table rows."""
        return max(self.bottom, *(word.foot for word in self.words), -math.inf)


def word_of(glyphs: list[Glyph]) -> Word:
    """The word that glyphs make up; they must not be empty."""
    if glyphs[0].bottom == glyphs[-1].bottom and glyphs[0].top == glyphs[-1].top:  # one font, one base line
        return Word(glyphs, glyphs[0].x0, glyphs[0].top, glyphs[-1].x1, glyphs[0].bottom)
    _, x0s, tops, x1s, bottoms, _ = zip(*glyphs, strict=True)
    return Word(glyphs, min(x0s), min(tops), max(x1s), max(bottoms))


def find_words(glyphs: Iterable[Glyph]) -> list[Word]:
    """Words in the order of drawing. A blank, a gap, or another base line begins a new word."""
    words: list[Word] = []
    current: list[Glyph] = []
    end = base = gap = math.nan
    for glyph in glyphs:
        text, x0, _, x1, bottom, _ = glyph
        if text == " ":
            if current:
                words.append(word_of(current))
                current = []
            continue
        if not current:
            current = [glyph] if text else []
            gap = _WORD_GAP * (bottom - glyph.top)
        elif (bottom == base and -gap < x0 - end < gap) or not text:  # nearly all letters come this way
            current.append(glyph)
        elif text == current[-1].text and _printed_twice(current[-1], glyph):
            continue
        elif _goes_on(current[-1], glyph):
            current.append(glyph)
        else:
            words.append(word_of(current))
            current = [glyph]
            gap = _WORD_GAP * (bottom - glyph.top)
        end, base = x1, bottom
    if current:
        words.append(word_of(current))
    return words


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    height = last.bottom - last.top
    step = glyph.x0 - last.x1
    return -_BACKSTEP * height <= step <= _WORD_GAP * height and abs(glyph.bottom - last.bottom) <= _SAME_BASE * height


def _printed_twice(first: Glyph, second: Glyph) -> bool:
    """Fake bold: the same letter drawn again with a tiny shift. The two f of a ligature come so, too, and stay."""
    if first.text == "f":
        return False
    return second.x0 - first.x0 < _DOUBLE * (first.x1 - first.x0) and abs(first.top - second.top) < 1.5


def find_lines(words: Sequence[Word]) -> list[Line]:
    """Lines from top to bottom. Words share a line where the smaller overlaps the larger by half of its height."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda w: (w.top + w.bottom, w.x0)):
        top, bottom = word.top, word.bottom
        for line in lines[:-4:-1]:
            if top == line.top and bottom == line.bottom:
                line.words.append(word)
                break
            shared = min(line.bottom, bottom) - max(line.top, top)
            if shared > 0.5 * min(line.height, bottom - top):
                line.words.append(word)
                if bottom - top <= 1.6 * line.height:  # one tall word must not swallow its neighbours' lines
                    line.top, line.bottom = min(line.top, top), max(line.bottom, bottom)
                break
        else:
            lines.append(Line([word], top, bottom))
    return [_settle(line) for line in sorted(lines, key=lambda line: line.top + line.bottom)]


def line_of(words: Sequence[Word]) -> Line:
    """A line of the given words, whatever their heights."""
    return _settle(Line(list(words), min(w.top for w in words), max(w.bottom for w in words)))


def _settle(line: Line) -> Line:
    line.words.sort(key=lambda word: word.x0)
    line.words = _without_doubles(line.words)
    line.x0, line.x1 = line.words[0].x0, max(word.x1 for word in line.words)
    return line


def _without_doubles(words: list[Word]) -> list[Word]:
    """Leave out words that were drawn a second time almost in place (fake bold, word by word)."""
    kept = words[:1]
    for word in words[1:]:
        before = kept[-1]
        if (
            word.x0 - before.x0 < 0.25 * word.height
            and abs(word.x1 - before.x1) < 0.25 * word.height
            and abs(word.top - before.top) < 1.5
            and word.text == before.text
        ):
            continue
        kept.append(word)
    return kept


def touch(first: Word, second: Word) -> bool:
    """Whether two words of a line stand so close that they are one: a raised sign, glyphs drawn out of order.

    A raised letter or digit is the mark of a footnote, and no part of the word.
    """
    if first.is_row or second.is_row or second.x0 - first.x1 > _WORD_GAP * max(first.height, second.height):
        return False
    raised = second.height < 0.8 * first.height and first.bottom - second.bottom > 0.15 * first.height
    return not (raised and second.text.isalnum())


def joined(words: Sequence[Word]) -> list[Glyph]:
    """The glyphs of words with single blanks between them."""
    glyphs = list(words[0].glyphs) if words else []
    for before, word in pairwise(words):
        if not touch(before, word):
            glyphs.append(BLANK)
        glyphs += word.glyphs
    return glyphs


def merge_interlocked(lines: Sequence[Line]) -> list[Line]:
    """Rows of a table without rules whose wrapped cells are centred: their lines lie between each other's.

    Lines that overlap in height and share no place from left to right are one row; each column is read downwards.
    """
    merged: list[Line] = []
    group: list[Line] = []
    for line in lines:
        if group and not _interlock(group, line):
            merged.append(_one_row(group))
            group = []
        group.append(line)
    if group:
        merged.append(_one_row(group))
    return merged


def _interlock(group: Sequence[Line], line: Line) -> bool:
    last = group[-1]
    shared = last.bottom - line.top
    if shared < 0.2 * min(last.height, line.height) or any(w.is_row for w in (*last.words, *line.words)):
        return False
    return all(a.x1 <= b.x0 or b.x1 <= a.x0 for a in last.words for b in line.words)


def _one_row(group: Sequence[Line]) -> Line:
    if len(group) == 1:
        return group[0]
    main = max(group, key=lambda line: len(line.words))
    columns: list[list[Word]] = []
    for word in sorted((word for line in group for word in line.words), key=lambda w: w.x0):
        near = columns[-1] if columns else []
        if near and word.x0 - max(w.x1 for w in near) < 0.9 * word.height:
            near.append(word)
        else:
            columns.append([word])
    cells = []
    for column in columns:
        left, right = min(word.x0 for word in column), max(word.x1 for word in column)
        cell = Word(joined_lines(find_lines(column)), left, main.top, right, main.bottom)
        cell.head, cell.foot = group[0].top, group[-1].bottom
        cells.append(cell)
    return line_of(cells)


def joined_lines(lines: Sequence[Line]) -> list[Glyph]:
    """The glyphs of the lines of one cell, with single blanks between them."""
    glyphs: list[Glyph] = []
    for line in lines:
        glyphs += [BLANK] * bool(glyphs) + joined(line.words)
    return glyphs
