"""Tables whose columns are the markers: one row for each thing that is told of them.

                        ER (SP1)      PR (16)       Ki-67
    % nuclei 3+         40.0          0.5           9.0
    % positive          88.0          4.8           15.0
    Interpretation      POSITIVE      POSITIVE      LOW

The label of a row tells what its bare numbers are. A table that does not fit together is given up as a whole
(`layout_damaged`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hr_report.extraction.statements import VALUES, Group, Statement
from hr_report.extraction.tables.by_line import NUMBER, Cell, column_kind, is_ruled, rows_of
from hr_report.extraction.tables.cells import read_cells, suits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hr_report.extraction.mentions import Mention
    from hr_report.models import Marker

_KIT = r"(?:\s?\([^()\n]{1,24}\))?"
"""A clone or kit in brackets behind a name: "ER (SP1)"."""
_BETWEEN = re.compile(_KIT + r"(?:[^\S\n]|\|)+")
_BEHIND = re.compile(_KIT + r"(?:[^\S\n]|\|)*\n")
_LABEL = re.compile(r"[|\s]*(?:\w+(?: \w+){0,2}(?:[^\S\n]*\||[^\S\n]{2})[^\S\n]*)?")
"""What may stand before the name of a column that is the only one."""
_FILLED = re.compile(r"[:=]\s?\S|^[^\w%#]")
"""A field with its value in one cell, or a box to tick."""
_NO_RESULT = re.compile(
    r"\b[0-3]\s?\+|\b(?:nuclei|cells|intensity|score|grade) [0-3]$|^(?:total|number of) (?:nuclei|cells|fields)",
    re.IGNORECASE,
)
"""The label of a row that counts cells, or gives those of one grade: "% nuclei 3+"."""
_MOST = 12
"""Rows that such a table has at most."""


def read_marker_columns(text: str, items: tuple[Mention, ...]) -> tuple[list[Statement], set[int]]:
    """Statements of tables whose columns are the markers, and the positions of all mentions that belong to them."""
    statements: list[Statement] = []
    used: set[int] = set()
    for names in _lines_of_names(text, items):
        columns = [Group(i, i, _markers(items[i]), items[i].start, items[i].end) for i in names]
        rows = list(_rows_below(text, items, names))
        members = {index for _, row in rows for index in row}
        told = [_align(text, items, columns, cells, row) for cells, row in rows]
        if not members and not any(cell for row in told if row for cell in row):
            continue
        fits = None not in told
        reasons = () if fits else ("layout_damaged",)
        for place, column in enumerate(columns):
            if column.markers:
                values = tuple(value for row in told if row and fits for value in row[place])
                statements.append(Statement(column.markers[0], column, values, "table", reasons=reasons))
                used.add(column.first)
        used |= members
    return statements, used


def _lines_of_names(text: str, items: tuple[Mention, ...]) -> Iterator[list[int]]:
    """The positions of the stains that fill the rest of a line: a marker alone, or several among them, each once."""
    names = [index for index, item in enumerate(items) if item.kind in {"marker", "subject"}]
    run: list[int] = []
    for name in names:
        if run and not _BETWEEN.fullmatch(text, items[run[-1]].end, items[name].start):
            run = []
        run.append(name)
        if not _BEHIND.match(text, items[name].end):
            continue
        markers = [markers for index in run if (markers := _markers(items[index]))]
        line = text.rfind("\n", 0, items[name].start) + 1
        alone = len(run) == 1 and _LABEL.fullmatch(text, line, items[name].start) is not None
        if len(markers) == len(set(markers)) > 1 - alone:
            yield run


def _markers(name: Mention) -> tuple[Marker, ...]:
    """The markers that head a column; none where another stain does."""
    return tuple(name.value) if name.kind == "marker" else ()


def _rows_below(
    text: str, items: tuple[Mention, ...], names: list[int]
) -> Iterator[tuple[tuple[Cell, ...], list[int]]]:
    """The lines below a line of names, as cells and as the positions of their values.

    They end at a line that names a marker, or that has no cell for each column, nor tells a value of several markers.
    """
    begin = text.find("\n", items[names[-1]].end) + 1
    stop = begin
    for _ in range(_MOST if begin else 0):
        begin, stop = stop, text.find("\n", stop) + 1 or len(text)
        inside = [i for i in range(names[-1] + 1, len(items)) if begin <= items[i].start < stop]
        cells = next(rows_of(text, begin, stop), ())
        if is_ruled(cells):
            continue
        values = [i for i in inside if items[i].kind in VALUES]
        if any(items[i].kind in {"marker", "subject"} for i in inside) or not (
            _is_labelled(items, cells, values, len(names)) or (values and len(names) > 1)
        ):
            return
        yield cells, values


def _is_labelled(items: tuple[Mention, ...], cells: tuple[Cell, ...], values: list[int], count: int) -> bool:
    """Whether a line has a cell for each column behind one that tells no result itself."""
    if len(cells) != count + 1 or _FILLED.search(cells[0].text):
        return False
    return not any(items[i].kind == "status" and items[i].start < cells[0].end for i in values)


def _align(
    text: str, items: tuple[Mention, ...], columns: list[Group], cells: tuple[Cell, ...], row: list[int]
) -> list[list[Mention]] | None:
    """The values of a row by column: by cells where it has one for each, else by order; None where neither fits."""
    count = len(columns)
    if len(cells) in {count, count + 1}:
        kind = _label_kind(cells[0]) if len(cells) > count else None
        if kind == "reference":
            return [[] for _ in columns]
        return [
            _read_cell(text, items, cell, row, kind, column)
            for cell, column in zip(cells[-count:], columns, strict=True)
        ]
    if len(cells) <= 1 and len(row) == count and len({items[i].kind for i in row}) == 1:
        return [[items[i]] for i in row]
    return None


def _label_kind(label: Cell) -> str | None:
    """What the label of a row says of its bare numbers; "reference" where the row tells no result."""
    return "reference" if _NO_RESULT.search(label.text) else column_kind(label)


def _read_cell(
    text: str, items: tuple[Mention, ...], cell: Cell, row: list[int], kind: str | None, column: Group
) -> list[Mention]:
    """What a cell tells: its mentions, or its bare number by the label of the row."""
    if kind is not None and NUMBER.fullmatch(cell.text):
        told = read_cells(text, cell.start, cell.end, kind, "table_row_label")
        return [value for value in told if all(suits(marker, value) for marker in column.markers)]
    return [items[i] for i in row if cell.start <= items[i].start < cell.end]
