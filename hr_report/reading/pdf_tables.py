"""Ruled tables of a page become rows whose cells stand on one line; drawn tick boxes become "[x]" or "[ ]".

Which lines form cells is decided by pdfplumber's table finder. What is added here: open sides are closed, rows that no
line separates are told apart by the lines of their text, and a cell that spans several rows counts for each of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from hr_report.reading.document import CELL
from hr_report.reading.pdf_glyphs import Glyph, PageGlyphs, Rect
from hr_report.reading.pdf_rules import upright_rules
from hr_report.reading.pdf_words import Line, Word, find_lines, joined, joined_lines, word_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_MAX_EDGES = 4_000
_NARROW = 6.0  # points
_LONG_CELL = 7  # lines; a cell with more is a passage of text, not a value
_REPEATED = 40  # letters; a longer cell that spans several rows is told once
_TICKS = frozenset("xX✓✔✗✘\N{MULTIPLICATION SIGN}■●•4")  # 4: the tick of Zapf Dingbats without its encoding


@dataclass
class Table:
    """Cells of one ruled grid, row by row; None where a cell of another row or column covers the place."""

    rows: list[list[Rect | None]]
    box: Rect
    words: dict[Rect, list[Word]] = field(default_factory=lambda: defaultdict(list))

    @property
    def columns(self) -> list[float]:
        """Left edges of the columns. Strips too narrow for text are the doubled rules of scans."""
        edges: list[float] = []
        for x in sorted({cell.x0 for row in self.rows for cell in row if cell is not None}):
            if not edges or x - edges[-1] >= _NARROW:
                edges.append(x)
        return edges


def find_tables(page: PageGlyphs, words: Sequence[Word]) -> list[Table]:
    """Ruled tables with at least two columns. `words` tell the columns of tables that have level rules only."""
    edges = [e for e in page.edges if max(e.x1 - e.x0, e.bottom - e.top) > 3]
    if not 3 <= len(edges) <= _MAX_EDGES:
        return []
    edges += [*_open_sides(edges), *upright_rules(edges, words)]
    tall = sum(e.bottom - e.top > e.x1 - e.x0 for e in edges)
    if tall < 2 or len(edges) - tall < 2:
        return []
    # Loading pdfplumber takes a fifth of a second, which most reports without tables need not pay.
    from pdfplumber.table import TableFinder  # noqa: PLC0415

    ruled: Any = _RuledPage(page, edges)
    finder = TableFinder(ruled)
    tables = [_table(found) for found in finder.tables]
    return [table for table in tables if len(table.columns) > 1]


class _RuledPage:
    """The part of a pdfplumber page that its table finder asks for."""

    def __init__(self, page: PageGlyphs, edges: list[Rect]) -> None:
        self.bbox = (0.0, 0.0, page.width, page.height)
        self.edges = [_edge(edge) for edge in edges]


def _edge(rect: Rect) -> dict[str, Any]:
    width, height = rect.x1 - rect.x0, rect.bottom - rect.top
    return {
        "object_type": "line",
        "x0": rect.x0,
        "x1": rect.x1,
        "top": rect.top,
        "bottom": rect.bottom,
        "doctop": rect.top,
        "width": width,
        "height": height,
        "orientation": "h" if width >= height else "v",
    }


def _open_sides(edges: list[Rect]) -> list[Rect]:
    """Sides of tables whose level lines run past their outermost upright line, as open-sided tables are drawn."""
    level: dict[tuple[int, int], list[Rect]] = defaultdict(list)
    upright = [e for e in edges if e.bottom - e.top > e.x1 - e.x0]
    for edge in edges:
        if edge.x1 - edge.x0 > 20:
            level[round(edge.x0 / 3), round(edge.x1 / 3)].append(edge)
    sides = []
    for lines in level.values():
        top, bottom = min(e.top for e in lines), max(e.bottom for e in lines)
        left, right = lines[0].x0, lines[0].x1
        inner = [e for e in upright if left - 3 < e.x0 < right + 3 and e.top < bottom + 3 and e.bottom > top - 3]
        if len(lines) < 2 or not inner:
            continue
        sides += [Rect(x, top, x, bottom) for x in (left, right) if all(abs(e.x0 - x) > 10 for e in inner)]
    return sides


def _table(found: Any) -> Table:
    rows = [[Rect(*cell) if cell else None for cell in row.cells] for row in found.rows]
    return Table(rows, Rect(*found.bbox))


def take_words(tables: list[Table], words: list[Word]) -> list[Word]:
    """Give each word to the innermost cell that holds it; returns the words outside of all tables."""
    outside = []
    ordered = sorted(tables, key=lambda t: (t.box.x1 - t.box.x0) * (t.box.bottom - t.box.top))
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        table = next((t for t in ordered if t.box.holds(x, y)), None)
        if table is None:
            outside.append(word)
            continue
        for piece in _split_at_rules(word, table):
            cell = _cell_at(table, (piece.x0 + piece.x1) / 2, y)
            if cell is None:
                outside.append(piece)
            else:
                table.words[cell].append(piece)
    return outside


def _cell_at(table: Table, x: float, y: float) -> Rect | None:
    cells = (cell for row in table.rows for cell in row if cell is not None and cell.holds(x, y))
    return min(cells, key=lambda c: (c.x1 - c.x0) * (c.bottom - c.top), default=None)


def _split_at_rules(word: Word, table: Table) -> list[Word]:
    """A word whose letters run over an upright rule ("95%|Strong" in tight cells) is two."""
    y = (word.top + word.bottom) / 2
    cell = _cell_at(table, word.x0 + 1, y)
    if cell is None or word.x1 <= cell.x1 + 2:
        return [word]
    xs = sorted({c.x0 for row in table.rows for c in row if c is not None and c.top <= y <= c.bottom})
    groups = groupby(word.glyphs, key=lambda g: bisect_right(xs, (g.x0 + g.x1) / 2))
    return [word_of(list(glyphs)) for _, glyphs in groups]


def rows_as_words(table: Table) -> list[Word]:
    """Each row of the table as one wide word, its cells separated by `CELL`.

    Every row has a cell for each column of the table, so that the third cell of one row stands below the third of
    another; a cell over several columns stands in the first of them.
    """
    lines: dict[Rect, list[Line]] = {cell: find_lines(words) for cell, words in table.words.items()}
    columns = table.columns
    found: list[Word] = []
    for index, row in enumerate(table.rows):
        cells = [cell for cell in row if cell is not None]
        spanning = _spanning(table, index)
        here = sorted({*cells, *spanning}, key=lambda c: c.x0)
        texts = {c: lines.get(c, []) for c in here}
        if any(len(texts[c]) > _LONG_CELL for c in cells):
            found += [_passage(line) for c in cells for line in texts[c]]
            continue
        for part in _hidden_rows(table, index, texts):
            if any(part.values()):
                found.append(_row_word(_by_column(part, columns), spanning, here, part))
    return found


def _by_column(part: dict[Rect, list[Line]], columns: list[float]) -> list[list[Line]]:
    placed: list[list[Line]] = [[] for _ in columns]
    for cell, lines in part.items():
        place = max(0, bisect_right(columns, cell.x0 + 1) - 1)
        placed[place] = [*placed[place], *lines]
    return placed


def _spanning(table: Table, index: int) -> list[Rect]:
    """Cells of earlier rows that reach down into this one."""
    tops = [cell.top for cell in table.rows[index] if cell is not None]
    if not tops:
        return []
    y = min(tops) + 1
    above = (cell for row in table.rows[:index] for cell in row if cell is not None)
    earlier = [cell for cell in above if cell.top < y - 2 < y < cell.bottom]
    return [c for c in earlier if sum(len(w.text) + 1 for w in table.words.get(c, [])) <= _REPEATED]


def _hidden_rows(table: Table, index: int, texts: dict[Rect, list[Line]]) -> list[dict[Rect, list[Line]]]:
    """A body of several rows without lines between them, as one ruled row: taken apart where all its cells agree.

    Only where it is the single row below the header: in a table whose rows are ruled, several lines are one wrapped
    value.
    """
    filled = [lines for lines in texts.values() if lines]
    count = len(filled[0]) if filled else 0
    body = [row for row in table.rows[1:] if any(c is not None and table.words.get(c) for c in row)]
    alone = len(body) == 1 and table.rows.index(body[0]) == index
    if len(filled) < 2 or count < 2 or not alone or any(len(lines) != count for lines in filled):
        return [texts]
    for lines in zip(*filled, strict=True):
        if max(x.bottom for x in lines) - min(x.bottom for x in lines) > 2.5:
            return [texts]
    return [{cell: lines[i : i + 1] for cell, lines in texts.items()} for i in range(count)]


def _row_word(columns: list[list[Line]], spanning: list[Rect], here: list[Rect], part: dict[Rect, list[Line]]) -> Word:
    own = [line for cell, lines in part.items() for line in lines if cell not in spanning]
    shown = own or [line for lines in columns for line in lines]
    first = min(shown, key=lambda line: line.top)
    glyphs: list[Glyph] = []
    last = max(i for i, lines in enumerate(columns) if lines)
    for i, lines in enumerate(columns[: last + 1]):
        if i:
            glyphs += [Glyph(sign) for sign in CELL]
        glyphs += joined_lines(lines)
    x0, x1 = min(c.x0 for c in here), max(c.x1 for c in here)
    head = min(c.top for c in here if c not in spanning)
    foot = max(c.bottom for c in here if c not in spanning)
    return Word(glyphs, x0, first.top, x1, first.bottom, is_row=True, head=head, foot=foot)


def _passage(line: Line) -> Word:
    return Word(joined(line.words), line.x0, line.top, line.x1, line.bottom)


def tick_boxes(page: PageGlyphs, tables: list[Table]) -> list[Glyph]:
    """The page's glyphs with drawn tick boxes in their place, as "[x]" or "[ ]". Cells of tables are no tick boxes."""
    cells = {(round(c.x0), round(c.top)) for t in tables for row in t.rows for c in row if c is not None}
    squares = [s for s in _outermost(page.squares) if (round(s.x0), round(s.top)) not in cells]
    if not squares:
        return page.glyphs
    ticks: dict[int, bool] = {}
    glyphs = []
    for glyph in page.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        inside = next((i for i, square in enumerate(squares) if square.holds(x, y)), None)
        if inside is not None and (glyph.text in _TICKS or not glyph.text.strip()):
            ticks[inside] = ticks.get(inside, False) or bool(glyph.text.strip())
        else:
            glyphs.append(glyph)
    for i, square in enumerate(squares):
        drawn = any(square.holds((s.x0 + s.x1) / 2, (s.top + s.bottom) / 2) for s in page.strokes)
        filled = any(s != square and _within(s, square) for s in page.squares)
        mark = "[x]" if ticks.get(i) or drawn or filled else "[ ]"
        glyphs += [Glyph(mark, *square), Glyph(" ", square.x1, square.top, square.x1, square.bottom)]
    return glyphs


def _outermost(squares: list[Rect]) -> list[Rect]:
    unique = list(dict.fromkeys(squares))
    return [s for s in unique if not any(o != s and _within(s, o) for o in unique)]


def _within(inner: Rect, outer: Rect) -> bool:
    return (
        outer.x0 - 0.5 <= inner.x0
        and inner.x1 <= outer.x1 + 0.5
        and outer.top - 0.5 <= inner.top
        and inner.bottom <= outer.bottom + 0.5
    )


def side_boxes(page: PageGlyphs, words: list[Word], tables: list[Table]) -> list[list[Word]]:
    """Words of side boxes (an outline or table with several lines of text, other text beside it), box by box."""
    found: list[list[Word]] = []
    boxes: list[Rect] = []
    for box in _outlines(page, tables):
        if any(_within(box, other) for other in boxes):
            continue
        near = [w for w in words if w.top < box.bottom and w.bottom > box.top]
        inside = [w for w in near if box.holds((w.x0 + w.x1) / 2, (w.top + w.bottom) / 2)]
        if not inside or len(inside) == len(words):
            continue
        own = set(inside)
        beside = any(w not in own for w in near)
        if beside and len(find_lines(inside)) > 1:
            boxes.append(box)
            found.append(inside)
    return found


def _outlines(page: PageGlyphs, tables: list[Table]) -> list[Rect]:
    """Tables, and rectangles of four lines: at least 60 by 20 points and no wider than four fifths of the page."""
    edges = [e for e in page.edges if not any(_within(e, t.box) for t in tables)]
    level = [e for e in edges if 60 <= e.x1 - e.x0 <= 0.8 * page.width]
    boxes = [t.box for t in tables if t.box.x1 - t.box.x0 <= 0.8 * page.width]
    for top in level:
        for bottom in level:
            if bottom.top - top.top > 20 and abs(bottom.x0 - top.x0) < 3 and abs(bottom.x1 - top.x1) < 3:
                sides = [
                    e
                    for e in edges
                    if e.bottom - e.top > 20
                    and min(abs(e.x0 - top.x0), abs(e.x0 - top.x1)) < 3
                    and e.top < top.top + 3
                    and e.bottom > bottom.top - 3
                ]
                if {round((e.x0 - top.x0) / max(1.0, top.x1 - top.x0)) for e in sides} == {0, 1}:
                    boxes.append(Rect(top.x0, top.top, top.x1, bottom.top))
    return sorted(set(boxes), key=lambda b: (b.x1 - b.x0) * (b.bottom - b.top), reverse=True)
