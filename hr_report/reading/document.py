"""A report after reading: immutable text with offsets, pages, and, where the source has glyphs, their boxes.

Conventions that extraction relies on:

* `text` never changes after a Document exists: every offset elsewhere points into it.
* Cells of one table row stand on one line, separated by `CELL` (" | "), whatever they looked like on the page.
* Wide gaps between words of one line are kept as two or more blanks.
* Pages are separated by a form feed.
"""

from __future__ import annotations

import bisect
import itertools
import math
import re
from array import array
from dataclasses import dataclass, field
from functools import cached_property

CELL = " | "
"""Separator of the cells of a table row."""

PAGE_BREAK = "\f"
"""Separator of pages."""

_LINE_END = re.compile(r"[\n\f]")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range [start, end) of `Document.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points (1/72 inch), origin at the top left as the page is seen."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number (from 1), its range of the text, its size in points, and how it was read.

    `glyphs` holds four numbers (x0, top, x1, bottom) for each character of the page, NaN for characters that were not
    drawn (line ends, cell separators); empty where the source has no geometry. `reader` is one of "text", "pdfium",
    "pdfplumber", "ocr"; a PDF's page that was read both ways ends in "+ocr".
    """

    number: int
    start: int
    end: int
    width: float = 0.0
    height: float = 0.0
    reader: str = "text"
    glyphs: array[float] = field(default_factory=lambda: array("f"), repr=False, compare=False)

    def box(self, start: int, end: int) -> Box | None:
        """The rectangle around the drawn glyphs of [start, end), or None where there are none."""
        if not self.glyphs:
            return None
        cells = [self.glyphs[4 * (i - self.start) : 4 * (i - self.start) + 4] for i in range(start, end)]
        drawn = [c for c in cells if len(c) == 4 and not math.isnan(c[0])]
        if not drawn:
            return None
        left, top, right, bottom = zip(*drawn, strict=True)
        return Box(self.number, min(left), min(top), max(right), max(bottom))


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about the source that its reader should know: an encoding that was guessed, hidden text."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A range whose letters are not certain, as OCR leaves them. No value may be taken from it unseen.

    `code` is "ocr_disagreement" (two readers differ: the text shows a replacement character for each letter, `first`
    and `second` are the readings, empty where a reader saw nothing) or "ocr_single_reader" (only one reader was at
    hand: the text stands as it was read).
    """

    span: Span
    code: str
    first: str = ""
    second: str = ""


@dataclass(frozen=True)
class Document:
    """The text of one report with its pages.

    `furniture` are ranges that repeat on pages (running headers and footers): never read as results. `hidden` are
    ranges that the page does not show (white or invisible text). `doubts` are ranges that OCR is not certain of.
    """

    text: str
    pages: tuple[Page, ...]
    name: str = ""
    sha256: str = ""
    kind: str = "text"
    encoding: str | None = None
    furniture: tuple[Span, ...] = ()
    hidden: tuple[Span, ...] = ()
    notices: tuple[Notice, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    @cached_property
    def _page_starts(self) -> list[int]:
        return [page.start for page in self.pages]

    def page_at(self, offset: int) -> Page:
        """The page that holds the character at `offset`."""
        return self.pages[max(0, bisect.bisect_right(self._page_starts, offset) - 1)]

    def line_at(self, offset: int) -> int:
        """The line number (from 1, counted over the whole text) of the character at `offset`."""
        return bisect.bisect_right(self._line_starts, offset)

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Rectangles around the text of [start, end): one for each line that it touches on each page."""
        found = []
        for line_start, line_end in self._pieces(start, end):
            box = self.page_at(line_start).box(line_start, line_end)
            if box is not None:
                found.append(box)
        return tuple(found)

    def _pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        first = bisect.bisect_right(self._line_starts, start)
        last = bisect.bisect_left(self._line_starts, end)
        edges = [start, *self._line_starts[first:last], end]
        return [(a, b) for a, b in itertools.pairwise(edges) if a < b]
