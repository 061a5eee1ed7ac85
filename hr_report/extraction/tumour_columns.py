"""Tables with a column for each tumour: names of tumours, sides or parts head the columns, markers the rows.

    RECEPTOR GRID               TUMOR #1 (2:00)      TUMOR #2 (5:00)
    ER, % cells / grade         90 / strong          95 / strong
    HER2                        1+                   0

A row counts only where it has a cell for each tumour; of more cells than tumours each belongs to the nearest name.
"""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from hr_report.extraction.cells import read_cells, suits
from hr_report.extraction.statements import Group, Statement
from hr_report.extraction.tables import Cell, column_kind, rows_of
from hr_report.models import Marker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hr_report.extraction.mentions import Mention

#: What a column is named by, as the names of specimens are (see `specimens`).
_NAMES = (
    ("tumour", r"(?:tumou?r|lesion|focus|mass|nodule)\s?(?:no\.?\s?|\#\s?)?(?:[1-5A-E]|I{1,3}|one|two|three)\b"),
    ("part", r"(?:part|specimen|site)\s?(?:no\.?\s?|\#\s?)?(?:[1-9A-K]|I{1,3})\b"),
    ("side", r"(?:right|left)\b"),
)
_NAME = re.compile("|".join(f"(?P<{kind}>{phrase})" for kind, phrase in _NAMES), re.IGNORECASE)
_ANY = rf"(?:{'|'.join(phrase for _, phrase in _NAMES)})"
_HEAD = re.compile(rf"\b{_ANY}[^\n|]{{0,24}}?(?:\s?\|\s?|[^\S\n]{{2,}}){_ANY}", re.IGNORECASE)
_MOST = 15
"""Lines that such a table has at most, with its head."""


def read_tumour_columns(text: str, items: tuple[Mention, ...]) -> tuple[list[Statement], set[int]]:
    """Statements of tables whose columns are tumours, and the positions of all mentions that stand in their rows."""
    statements: list[Statement] = []
    used: set[int] = set()
    for head in _HEAD.finditer(text) if "  " in text or "|" in text else ():
        begin = text.rfind("\n", 0, head.start()) + 1
        names, *rows = _rows_from(text, begin)
        heads = {cell: name for cell in names if (name := _named(cell)) is not None}
        columns = list(heads.values())
        if len(columns) < 2 or len(set(columns)) < len(columns) or len(names) > len(columns) + 1:
            continue
        for label, *cells in rows:
            under = _by_column(text, list(heads), cells)
            inside = [n for n, item in enumerate(items) if label.start <= item.start < (cells or [label])[-1].end]
            marked = [n for n in inside if items[n].kind == "marker"]
            if under is None or not marked or items[marked[-1]].start >= label.end:
                continue
            said = list(_read_row(text, items, marked, label, zip(columns, under, strict=True)))
            used |= set(inside) if said else set()
            statements += said
    return statements, used


def _rows_from(text: str, begin: int) -> list[tuple[Cell, ...]]:
    """The line at `begin` and those below it, up to an empty one."""
    return list(takewhile(bool, islice(rows_of(text, begin, len(text)), _MOST)))


def _named(cell: Cell) -> tuple[str, str] | None:
    """The kind and the name of the tumour that heads a column."""
    name = _NAME.match(cell.text)
    return (str(name.lastgroup), " ".join(name[0].lower().split())) if name else None


def _by_column(text: str, heads: list[Cell], cells: list[Cell]) -> list[list[Cell]] | None:
    """The cells of a row under each head, of more than heads each under the nearest; None where a head has none."""
    if len(cells) == len(heads):
        return [[cell] for cell in cells]
    centres = [_centre(text, head) for head in heads]
    under: list[list[Cell]] = [[] for _ in heads]
    for cell in cells:
        distances = [abs(_centre(text, cell) - centre) for centre in centres]
        under[distances.index(min(distances))].append(cell)
    return under if all(under) else None


def _centre(text: str, cell: Cell) -> float:
    """Where the middle of a cell stands in its line."""
    return (cell.start + cell.end) / 2 - text.rfind("\n", 0, cell.start)


def _read_row(
    text: str,
    items: tuple[Mention, ...],
    marked: list[int],
    label: Cell,
    columns: Iterable[tuple[tuple[str, str], list[Cell]]],
) -> Iterator[Statement]:
    """What a row whose label names one marker says tumour by tumour."""
    markers = {marker for n in marked for marker in items[n].value}
    if len(markers) != 1:
        return
    marker = markers.pop()
    kind = column_kind(label) or "status"
    kind = "none" if kind == "status" and marker is not Marker.HER2 else kind
    group = Group(marked[0], marked[-1], (marker,), items[marked[0]].start, items[marked[-1]].end)
    for column, cells in columns:
        said = (value for cell in cells for value in read_cells(text, cell.start, cell.end, kind, "tumour_column"))
        values = tuple(value for value in said if suits(marker, value))
        if values:
            yield Statement(marker, group, values, "tumours", column=column)
