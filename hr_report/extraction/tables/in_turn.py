"""Tables that were read column by column: first all names, then the cells of one column after the other.

    Marker ER PR HER2 Ki-67 Result + + - low % Stained 95 40 - 8
    Marker. Estrogen Receptor. Progesterone Receptor. HER2. Result. Positive. Negative. Negative.

Cells stand on lines or in sentences of their own where the names do, else side by side. They belong to the names in
order, but only where each column has exactly as many as there are names: `layout_damaged` else, and nothing is taken.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hr_report.extraction.statements import Group, Statement
from hr_report.extraction.tables.cells import (
    ALONG,
    CELL,
    HEAD,
    head_kind,
    next_cell,
    read_cell,
    read_cells,
    read_degree,
    suits,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hr_report.extraction.mentions import Mention
    from hr_report.models import Marker

_TAIL = (
    r"\)?(?:\s?\([\w\- ]{2,12}\))?(?:,? (?:tissue|index|protein|oncoprotein"
    r"|status|ihc|(?:cell proliferation )?antigen)\b)?"
)
_ENDS = re.compile(_TAIL, re.IGNORECASE)
_BESIDE = re.compile(_TAIL + r"(?=[\s.|])(?:\.\s{1,4}|[^\S\n]*\n[^\S\n]*|\s?\|\s?|[^\S\n]{1,30})", re.IGNORECASE)
_AGAIN = re.compile(r"\s?[(/]\s?")
_CLONE = re.compile(r"\s?\(?[\w\- ]{2,12}\)?")
_LABEL = re.compile(r"(?:[A-Za-z][\w/\-]*,?\s){1,5}?(?:\([^()]{1,14}\)\s)?(?=[\d<>+\-(]|n/a|pos|neg)", re.IGNORECASE)
_SENTENCE = re.compile(r"\.(?:\s+|$)")
_LINE = re.compile(r"[^\S\n]*\n\s*|$")
_MORE = re.compile(r",?[^\S\n]{1,2}(?:in )?(?=[<>≤≥~\d])")
_FALLING = re.compile(r"(?P<high>\d{1,3})\s[-–]\s(?P<low>\d{1,3})(?!\d)")
_OF_CELLS = re.compile(r"(?<=%) of (?:the )?(?:tumou?r |neoplastic )?(?:cells|nuclei)\b", re.IGNORECASE)
_MOST = 14
_SKIPPED = 120
"""Characters that a column of clones or reference values may take."""
_NEAR = 40
_RULE = "column_cell"


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of the first column: a marker, or a stain that is none (no markers)."""

    index: int
    last: int
    markers: tuple[Marker, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """Where a table ends, and its cells column by column; no columns where they do not fit the names."""

    end: int
    columns: tuple[tuple[tuple[Mention, ...], ...], ...] = ()


def read_column_runs(text: str, items: tuple[Mention, ...]) -> tuple[list[Statement], set[int]]:
    """Statements of tables read column by column, and the positions of all mentions that stand in them."""
    statements: list[Statement] = []
    used: set[int] = set()
    for names in _name_runs(text, items):
        start = items[names[0].index].start
        table = _read_table(text, items, names)
        if table is None:
            continue
        cues = _cues(text, items, names[0].index)
        for place, name in enumerate(names):
            if name.markers:
                group = Group(name.index, name.last, name.markers, items[name.index].start, items[name.last].end)
                values = [value for column in table.columns for value in column[place]]
                taken = tuple(value for value in values if suits(name.markers[0], value))
                reasons = () if table.columns else ("layout_damaged",)
                statements.append(Statement(name.markers[0], group, taken, "columns", cues, reasons))
        used |= {index for index, item in enumerate(items) if start <= item.start < table.end}
    return statements, used


def _cues(text: str, items: tuple[Mention, ...], first: int) -> frozenset[str]:
    """Whose result a table gives, by what stands right before it: "Profile (CORRECTED 6/28) ER PR HER2"."""
    start = items[first].start
    near = [item for item in items[max(0, first - 3) : first] if start - item.end <= _NEAR]
    return frozenset(
        item.kind for item in near if item.kind in {"prior", "repeat"} and "." not in text[item.end : start]
    )


def _name_runs(text: str, items: tuple[Mention, ...]) -> Iterator[list[_Name]]:
    """Runs of names side by side with no word between them, among them two markers at least, none of them twice."""
    run: list[_Name] = []
    at, beside = -1, False
    for index, item in enumerate(items):
        markers = tuple(item.value) if item.kind == "marker" else ()
        if run and not beside and item.kind in {"aside", "assay"} and _CLONE.fullmatch(text, at, item.end):
            at, beside = item.end, True  # a second one beside it begins a column of clones
            continue
        tail = _ENDS.match(text, at) if run and item.kind == "assay" else None
        if tail and tail.end() >= item.end:
            continue  # "Estrogen receptor, IHC"
        beside = False
        if run and _named(item) and markers == run[-1].markers and _AGAIN.fullmatch(text, at, item.start):
            run[-1] = _Name(run[-1].index, index, markers)  # "Estrogen receptor (ER)", "Ki-67 (MIB-1)"
            at = item.end
            continue
        named = _named(item)
        if run and not (named and _BESIDE.fullmatch(text, at, item.start)):
            yield from _complete(run)
            run = []
        if named:
            run.append(_Name(index, index, markers))
            at = item.end
    yield from _complete(run)


def _named(item: Mention) -> bool:
    """Whether a mention can stand in the column of the names: one marker, or another stain."""
    return item.rule == "other_stain" or (item.kind == "marker" and len(item.value) == 1)


def _complete(run: list[_Name]) -> Iterator[list[_Name]]:
    markers = [name.markers for name in run if name.markers]
    if len(markers) > 1 and len(set(markers)) == len(markers):
        yield run


def _read_table(text: str, items: tuple[Mention, ...], names: list[_Name]) -> _Table | None:
    """The table that follows the names; None where none does."""
    gaps = [text[items[one.last].end : items[two.index].start] for one, two in itertools.pairwise(names)]
    last = items[names[-1].last].end
    tail = _ENDS.match(text, last)
    end = tail.end() if tail else last
    if all("\n" in gap for gap in gaps):
        return _read_segments(text, end, len(names), _LINE)
    if all("." in gap for gap in gaps):
        return _read_segments(text, end, len(names), _SENTENCE)
    return _read_words(text, end, len(names))


def _read_segments(text: str, at: int, count: int, separator: re.Pattern[str]) -> _Table | None:
    """Cells that stand on lines, or in sentences, of their own."""
    pieces = list(_segments(text, at, separator))
    columns: list[tuple[tuple[Mention, ...], ...]] = []
    place, end = 0, at
    while place < len(pieces):
        begin, stop = pieces[place]
        head = HEAD.match(text, begin, stop)
        if _is_cell(text, begin, stop):
            head = None
        elif head is None or stop - begin > 30:
            break
        else:
            place += 1
        kind = head_kind(head) if head else "status"
        here = pieces[place : place + count]
        if kind == "skipped":  # a clone may have run on from the line before
            heads = (number for number, piece in enumerate(here) if HEAD.match(text, *piece))
            here = here[: next(heads, count)]
        else:
            run = next((number for number, piece in enumerate(pieces[place:]) if not _is_cell(text, *piece)), len(here))
            if run != count:
                return _Table(stop) if run > 1 else (_Table(end, tuple(columns)) if columns else None)
            columns.append(tuple(tuple(read_cells(text, *piece, kind, _RULE)) for piece in here))
        place, end = place + len(here), here[-1][1] if here else end
    return _Table(end, tuple(columns)) if columns else None


def _segments(text: str, at: int, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The lines or sentences from `at` on that are not empty."""
    at = next_cell(text, at)
    for _ in range(80):
        found = separator.search(text, at)
        if at >= len(text) or found is None:
            return
        if found.start() > at:
            yield at, found.start()
        at = found.end()


def _is_cell(text: str, start: int, end: int) -> bool:
    """Whether a line or sentence is a cell: a short one that begins as one."""
    cell = CELL.match(text, start, end)
    if cell is None or end - start > 60:
        return False
    return cell.end() == end or (cell["sign"] is None and re.match(r"[\s,(:;]", text[cell.end()]) is not None)


def _read_words(text: str, at: int, count: int) -> _Table | None:
    """Cells side by side. A column of which nothing is known ("Fields measured 10 10 12") is passed over."""
    columns: list[tuple[tuple[Mention, ...], ...]] = []
    end = at
    while True:
        at = next_cell(text, end)
        head = HEAD.match(text, at)
        passed = _pass_column(text, at, head, count)
        if passed is not None:
            end = passed
            continue
        kind = head_kind(head) if head else "status"
        cells, stop = _take(text, next_cell(text, head.end()) if head else at, count, kind)
        if kind == "skipped" or not cells or (head is None and (columns or not _are_words(cells))):
            return _Table(end, tuple(columns)) if columns else None
        if len(cells) != count:
            # a short column of intensities leaves those before it, which were whole, as they are
            return _Table(stop, tuple(columns) if kind == "grade" else ())
        columns.append(tuple(cells))
        end = stop


def _pass_column(text: str, at: int, head: re.Match[str] | None, count: int) -> int | None:
    """The end of a column that says nothing of a result: clones and references, or one under an unknown head."""
    if head is not None:
        following = HEAD.search(text, head.end(), head.end() + _SKIPPED) if head_kind(head) == "skipped" else None
        return following.start() if following else None
    label = None if CELL.match(text, at) else _LABEL.match(text, at)
    cells, stop = _take(text, label.end(), count, "status") if label else ([], at)
    return stop if len(cells) == count else None


def _are_words(cells: list[tuple[Mention, ...]]) -> bool:
    """Whether cells without a head are results: two of them at least give a word."""
    return sum(any(value.kind == "status" for value in cell) for cell in cells) > 1


def _take(text: str, at: int, count: int, kind: str) -> tuple[list[tuple[Mention, ...]], int]:
    """The cells from `at` on, and where they end: a degree after a number shares its cell if the count is right so."""
    plain = _walk(text, at, kind, along=False)
    if len(plain[0]) == count:
        return plain
    joined = _walk(text, at, kind, along=True)
    return joined if len(joined[0]) == count else plain


def _cell_at(text: str, at: int) -> re.Match[str] | None:
    """The cell at `at`; "80 - 15" is no range but three cells, the second of them empty."""
    cell = CELL.match(text, at)
    falls = _FALLING.match(text, at) if cell and cell["number"] else None
    return CELL.match(text, at, falls.end("high")) if falls and int(falls["high"]) > int(falls["low"]) else cell


def _walk(text: str, at: int, kind: str, *, along: bool) -> tuple[list[tuple[Mention, ...]], int]:
    cells: list[tuple[Mention, ...]] = []
    end = at
    while len(cells) < _MOST and (cell := _cell_at(text, at)):
        head = HEAD.match(text, at)
        if cells and head and head.end() > cell.end():
            break  # "Positive nuclei, %" is a head, though it begins as a cell does
        values = list(read_cell(cell, kind, _RULE))
        end = cell.end()
        if (
            along
            and (cell["word"] or cell[0].lower() in {"low", "high"})
            and (more := _MORE.match(text, end))
            and (also := CELL.match(text, more.end()))
        ):
            values.extend(read_cell(also, kind, _RULE))  # "Positive 85%", "Positive in 85%", "Positive, 85%"
            end = also.end()
        if along and (share := _OF_CELLS.match(text, end)):
            end = share.end()
        if along and (cell["number"] or cell["percent"] or cell["word"]) and (degree := ALONG.match(text, end)):
            values.extend(read_degree(degree, _RULE))
            end = degree.end()
        cells.append(tuple(values))
        at = next_cell(text, end)
    return cells, end
