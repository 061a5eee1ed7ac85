"""Tables with a column for each tumour: tumours, sides or parts head the columns, or what was before and after.

    RECEPTOR GRID               TUMOR #1 (2:00)      TUMOR #2 (5:00)
    ER, % cells / grade         90 / strong          95 / strong
    HER2                        1+                   0

    Lesion                      1                    2
    ER                          Pos 100%             Neg <1%

A row counts only where it has a cell for each tumour; of more cells than tumours each belongs to the nearest name.
"""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from hr_report.extraction.statements import Group, Statement
from hr_report.extraction.tables.by_line import Cell, column_kind, rows_of
from hr_report.extraction.tables.cells import CELL, read_cells, suits
from hr_report.models import Marker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hr_report.extraction.mentions import Mention

#: What a column is named by, as the names of specimens are (see `specimens`).
_NAMES = (
    ("tumour", r"(?:tumou?r|lesion|focus|mass|nodule)\s?(?:no\.?\s?|\#\s?)?(?:[1-5A-E]|I{1,3}|one|two|three)\b"),
    ("part", r"(?:part|specimen|site)\s?(?:no\.?\s?|\#\s?)?(?:[1-9A-K]|I{1,3})\b"),
    ("side", r"(?:right|left)\b"),
    (
        "prior",
        (
            r"(?:[\d/.-]{6,10} \((?:first run|initial|original)|pre\W?(?:treatment|therapy|NAC|op\w*)?|before|prior"
            r"|previous|initial|(?:core )?biopsy|core)\b"
        ),
    ),
    (
        "this",
        (
            r"(?:[\d/.-]{6,10} \((?:repeat|second run)|post\W?(?:treatment|therapy|NAC|op\w*)?|after|current|this"
            r"|repeat|excision|resection|surgical)\b"
        ),
    ),
    ("in_situ", r"(?:DCIS|in\W?situ)\b"),
    ("invasive", r"(?:invasive|infiltrating)\b"),
)
_CUES = frozenset({"prior", "this", "in_situ", "invasive"})
"""Names that tell whose result a column is, and name no tumour."""
_NAME = re.compile("|".join(f"(?P<{kind}>{phrase})" for kind, phrase in _NAMES), re.IGNORECASE)
_NUMBER = re.compile(r"(?:[1-5A-E]|I{1,3})$")
_NUMBERED = re.compile(
    r"^[^\S\n]*(?:tumou?r|lesion|focus|mass|nodule|specimen|site|part)(?: no\.?"
    r"| number)?[^\S\n]{2,}(?:1|A|I)[^\S\n]{2,}"
    r"(?:2|B|II)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""A head that names the tumours by numbers alone, behind what they are the numbers of."""
_GAP = re.compile(r"(?<=\S)(?:[^\S\n]{2,}|[^\S\n]?\|[^\S\n]?)(?=\S)")
"""What stands between two cells of a line."""
_PART = re.compile(
    r"%|percent|strength|(?:stain(?:ing)? )?intensity|h\W?score|allred|score|total|report|result|interpret\w+|status\b",
    re.IGNORECASE,
)
"""The label of a row that goes on with the marker of the row above."""
_MOST = 15
"""Lines that such a table has at most, with its head."""


def read_tumour_columns(text: str, items: tuple[Mention, ...]) -> tuple[list[Statement], set[int]]:
    """Statements of tables whose columns are tumours, and the positions of all mentions that stand in their rows."""
    statements: list[Statement] = []
    used: set[int] = set()
    gaps = _GAP.finditer(text) if "  " in text or "|" in text else ()
    begins = [text.rfind("\n", 0, gap.end()) + 1 for gap in gaps if _NAME.match(text, gap.end())]
    numbered = {match.start() for match in _NUMBERED.finditer(text)}
    for begin in dict.fromkeys((*begins, *numbered)):
        names, *rows = _rows_from(text, begin)
        named = _numbered if begin in numbered else _named
        heads = {cell: name for cell in names if (name := named(cell)) is not None}
        columns = list(heads.values())
        if len(columns) < 2 or len(set(columns)) < len(columns) or len(names) > len(columns) + 1:
            continue
        marked: list[int] = []
        for row in rows:
            label, cells = _split(text, list(heads), row)
            under = _by_column(text, list(heads), cells)
            inside = [n for n, item in enumerate(items) if label.start <= item.start < (cells or [label])[-1].end]
            goes_on = not label.text or _PART.match(label.text) is not None
            marked = [n for n in inside if items[n].kind == "marker"] or (marked if goes_on else [])
            if under is None or not marked or items[marked[-1]].start >= label.end:
                continue
            said = list(_read_row(text, items, marked, label, zip(heads.items(), under, strict=True)))
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


def _numbered(cell: Cell) -> tuple[str, str] | None:
    """The kind and the name of the tumour whose number heads a column."""
    return ("tumour", f"tumour {cell.text}") if _NUMBER.match(cell.text) else None


def _split(text: str, heads: list[Cell], row: tuple[Cell, ...]) -> tuple[Cell, list[Cell]]:
    """The label of a row, over all its cells that end before the first head and tell nothing, and the other cells.

    A line that goes on under the heads has an empty label.
    """
    edge = heads[0].start - text.rfind("\n", 0, heads[0].start)
    line = text.rfind("\n", 0, row[0].start)
    if row[0].start - line >= edge - 2:
        return Cell(row[0].start, row[0].start, ""), list(row)
    words = list(takewhile(lambda cell: cell.end - line < edge and not CELL.match(cell.text), row)) or [row[0]]
    label = Cell(row[0].start, words[-1].end, text[row[0].start : words[-1].end])
    return label, list(row[len(words) :])


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
    columns: Iterable[tuple[tuple[Cell, tuple[str, str]], list[Cell]]],
) -> Iterator[Statement]:
    """What a row whose label names one marker says tumour by tumour."""
    markers = {marker for n in marked for marker in items[n].value}
    if len(markers) != 1:
        return
    marker = markers.pop()
    default = "status" if marker is Marker.HER2 else "none"
    group = Group(marked[0], marked[-1], (marker,), items[marked[0]].start, items[marked[-1]].end)
    for (head, column), cells in columns:
        kind = column_kind(label) or column_kind(head) or default
        said = (value for cell in cells for value in read_cells(text, cell.start, cell.end, kind, "tumour_column"))
        values = tuple(value for value in said if suits(marker, value))
        cues = frozenset({column[0]} & _CUES)
        if values:
            yield Statement(marker, group, values, "tumours", cues, column=None if cues else column)
