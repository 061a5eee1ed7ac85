"""Tables in the text: bare numbers take their meaning from the head of their column.

A row is a line whose cells are separated by bars, tabs or wide gaps. Numbers without a sign under a head such as
"% positive" are read here, because no rule that looks at a line alone can.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hr_report.extraction.mentions import Mention
from hr_report.extraction.numbers import interval, read_number
from hr_report.models import Allred, HScore, Irs

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEPARATOR = re.compile(r"\s*\|\s*|\t+|[^\S\n]{2,}")
NUMBER = re.compile(
    r"(?P<cmp>[<>≤≥]|<=|>=)?\s?(?P<n>(?=[OolI]{0,2}\d)[\dOolI]{1,3}(?:\.\d+)?)(?:\s?[-–]\s?(?P<high>\d{1,3}))?"
)

_FLAG = re.compile(r"[HLA*]{1,2}|HI|LO")
_FLAG_BEHIND = re.compile(r"\s?\((?:[HLA*]{1,2}|HI|LO|high|low|abnormal)\)$", re.IGNORECASE)
_NAMES_WIDTH = 12
"""How far in a line the heads begin, at least, where nothing stands over the column of the names."""
_EMPTY = re.compile(r"n/?a\.?|not applicable|[-–—]{2,}", re.IGNORECASE)
_UNIT = re.compile(r"%(?: (?:of )?(?:pos(?:itive)?|tumou?r|stained)?(?: ?(?:nuclei|cells))?)?", re.IGNORECASE)
"""The unit of a number in the cell before: "%", "% pos nuclei"."""
_RULED = re.compile(r"[-+=_:|\s]{3,}")
_VALUE = re.compile(r"[<>≤≥]?\s?\d{1,3}(?:\.\d+)?(?:\s?[-–]\s?\d{1,3})?\s?(?:%|$)")
_REFERENCE = re.compile(
    r"reference|normal|cut\W?off|threshold|range|^(?:internal |external )?controls?$", re.IGNORECASE
)
_REAGENT = re.compile(
    r"(?:primary )?(?:clone|antibody|(?:assay )?method|vendor|manufacturer"
    r"|source|dilution|block)s?(?:/\w+)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:s|sl|sr)?\.?\s?no\.?|#", re.IGNORECASE)
"""The head of a column that numbers the rows, before that of their names: "S.No"."""
_INVASIVE = re.compile(r"(?:invasive|infiltrating)(?: \w+){0,2}", re.IGNORECASE)
_IN_SITU = re.compile(r"(?:DCIS|LCIS|(?:ductal |carcinoma )*in\W?situ)(?: \w+){0,2}", re.IGNORECASE)
_RESULTS = re.compile(r"(?:test )?(?:results?|values?|findings?)", re.IGNORECASE)
_NAMES = re.compile(r"(?:test|marker|analyte|antibody|assay|antigen|receptor)s?(?: name)?", re.IGNORECASE)
_CATEGORY = re.compile(r"(?:low |weakly |strongly )?(?:positive|negative)|equivocal|borderline", re.IGNORECASE)
_SHARE = re.compile(r"\d\s?%")
_RESULT = re.compile(r"\b(?:neg(?:ative)?|no|none|weak|moderate|strong|seen)\b", re.IGNORECASE)
_FILLED = re.compile(r"[a-z:=]\s\d{1,3}$", re.IGNORECASE)
"""A field with its value in one cell: "H score 240"."""
_SHARE_HEAD = re.compile(r"(?:score )?([0-3])\s?\+?|negative|none", re.IGNORECASE)

#: What the head of a column says about the bare numbers under it, in order of precedence.
COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("h_score", re.compile(r"\bh\W?score|histoscore", re.IGNORECASE)),
    ("irs", re.compile(r"\birs\b|immunoreactive score", re.IGNORECASE)),
    ("percent", re.compile(r"proportion \(%\)", re.IGNORECASE)),
    ("proportion", re.compile(r"proportion|(?:percent(?:age)?|%) score|\bps\b", re.IGNORECASE)),
    ("intensity_score", re.compile(r"intensity score|\bis\b", re.IGNORECASE)),
    ("percent", re.compile(r"%|percent|\bpct\b", re.IGNORECASE)),
    ("allred", re.compile(r"allred|\btotal\b|\bts\b|quick", re.IGNORECASE)),
    ("grade", re.compile(r"intensity|staining|\bstain\b|score", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its place and its text."""

    start: int
    end: int
    text: str


def rows_of(text: str, start: int, end: int) -> Iterator[tuple[Cell, ...]]:
    """The lines of [start, end) as rows of cells; a line without separators is a row of one cell."""
    at = start
    for line in text[start:end].splitlines(keepends=True):
        cells, begin = [], 0
        divided = "  " in line or "\t" in line or "|" in line or not line.isascii()
        for separator in [*(_SEPARATOR.finditer(line) if divided else ()), None]:
            stop = separator.start() if separator else len(line.rstrip())
            piece = line[begin:stop].strip()
            if piece:
                offset = at + begin + len(line[begin:stop]) - len(line[begin:stop].lstrip())
                cells.append(Cell(offset, offset + len(piece), piece))
            begin = separator.end() if separator else stop
        yield tuple(cells)
        at += len(line)


def is_ruled(cells: tuple[Cell, ...]) -> bool:
    """Whether a row is a line drawn between others."""
    return bool(cells) and all(_RULED.fullmatch(cell.text) for cell in cells)


def read_columns(text: str, windows: tuple[tuple[int, int], ...]) -> list[Mention]:
    """Numbers whose column head tells what they are; a column of reference values is none of the result."""
    found: list[Mention] = []
    for start, end in windows:
        head: tuple[str | None, ...] = ()
        places: tuple[int, ...] = ()
        for cells in rows_of(text, text.rfind("\n", 0, start) + 1, end):
            if is_ruled(cells):
                continue
            kinds = _column_kinds(text, cells)
            if len(cells) > 1 and any(kinds) and _is_head(cells, kinds):
                head, places = kinds, _places(text, cells)
            elif len(cells) == 1 and head and _continues(places, _places(text, cells)):
                continue
            elif len(cells) < 2:
                head = ()
            elif head:
                kinds = _heads(head, places, _places(text, cells)) or _by_order(head, len(cells))
                found.extend(_row_values(cells, kinds))
                found.extend(_values_by_reference(cells, kinds))
            found.extend(_unit_values(cells))
    return [mention for mention in found if any(start <= mention.start < end for start, end in windows)]


def _places(text: str, cells: tuple[Cell, ...]) -> tuple[int, ...]:
    """Where each cell begins in its line; nowhere for cells that bars divide, which no width tells."""
    if not cells or "|" in text[cells[0].start : cells[-1].end]:
        return ()
    line = text.rfind("\n", 0, cells[0].start) + 1
    return tuple(cell.start - line for cell in cells)


def _by_order(head: tuple[str | None, ...], count: int) -> tuple[str | None, ...]:
    """The heads of the cells of a row that has as many cells, or one more in front, its label."""
    return (None, *head)[-count:] if count in {len(head), len(head) + 1} else (None,) * count


def _heads(head: tuple[str | None, ...], places: tuple[int, ...], row: tuple[int, ...]) -> tuple[str | None, ...]:
    """The head that each cell stands under, by its place in the line; nothing where the columns do not line up."""
    under = [max((number for number, place in enumerate(places) if place <= at + 2), default=None) for at in row]
    if len(row) == len(places) and len(set(under)) < len(row):
        return ()  # as many cells as heads, two of them under one: a narrower row, which the order tells
    firsts = dict(zip(reversed(under), reversed(row), strict=True))
    if row and all(number is None or abs(places[number] - at) <= 2 for number, at in firsts.items()):
        return tuple(None if number is None else head[number] for number in under)
    return ()


def _is_head(cells: tuple[Cell, ...], kinds: tuple[str | None, ...]) -> bool:
    """Whether a row names columns: none of its cells is a number, but for the grades 0, 1+, 2+, 3+ side by side."""
    grades = [kind for kind in kinds if kind is not None and kind.startswith("share")]
    return all(
        _VALUE.match(cell.text) is None or (len(grades) > 2 and kind is not None)
        for cell, kind in zip(cells, kinds, strict=True)
    )


def _continues(head: tuple[int, ...], line: tuple[int, ...]) -> bool:
    """Whether a line of one cell goes on with a head above it: "% Positive" over "nuclear area"."""
    return any(place > _NAMES_WIDTH and abs(place - at) <= 2 for place in head for at in line)


def _column_kinds(text: str, cells: tuple[Cell, ...]) -> tuple[str | None, ...]:
    """What each cell of a row would be as the head of a column.

    The first column of antibodies names the rows; beside a column of the invasive tumour that in situ does not count.
    """
    if any(_INVASIVE.fullmatch(cell.text) for cell in cells):
        return tuple("reference" if _IN_SITU.fullmatch(cell.text) else column_kind(cell) for cell in cells)
    if cells and _RESULTS.fullmatch(cells[0].text) and any(_NAMES.fullmatch(cell.text) for cell in cells):
        # Results before their names: nothing in such rows stands where a reader of lines looks for it.
        return tuple(None if _NAMES.fullmatch(cell.text) else "reference" for cell in cells)
    if len(cells) < 3 and not (len(cells) == 2 and min(_places(text, cells), default=0) > _NAMES_WIDTH):
        return (None,) * len(cells)
    if len({cell.text.lower() for cell in cells[1:] if _CATEGORY.fullmatch(cell.text)}) == len(cells) - 1 > 2:
        return (None, *("reference" for _ in cells[1:]))  # a table of what the categories mean
    names = 2 if _NUMBERED.fullmatch(cells[0].text) else 1
    kinds = tuple(
        None if place < names and _REAGENT.fullmatch(cell.text) else column_kind(cell)
        for place, cell in enumerate(cells)
    )
    shares = [kind for kind in kinds if kind is not None and kind.startswith("share")]
    if len(shares) > 2 and len(set(shares)) == len(shares):
        return kinds
    return tuple(None if kind in shares else kind for kind in kinds)  # "1", "1", "2" are values, "0", "1+", "2+" heads


def column_kind(cell: Cell) -> str | None:
    """What a cell says, as a head, of the bare numbers of its column or row; "reference" where they are no results."""
    if grade := _SHARE_HEAD.fullmatch(cell.text):
        return f"share{grade[1] or 0}"
    if len(cell.text) > 34 or any(said.search(cell.text) for said in (_SHARE, _FILLED, _RESULT)):
        return None
    if _REFERENCE.search(cell.text) or _REAGENT.fullmatch(cell.text):
        return "reference"
    return next((kind for kind, pattern in COLUMNS if pattern.search(cell.text)), None)


def _unit_values(cells: tuple[Cell, ...]) -> Iterator[Mention]:
    """A number in one cell and its percent sign in the next, or behind a flag; not the end of a range."""
    for place, (left, right) in enumerate(itertools.pairwise(cells)):
        match = NUMBER.fullmatch(left.text)
        ends_range = place > 0 and cells[place - 1].text in {"-", "–", "—", "to"}
        flagged = _FLAG.fullmatch(right.text) and place + 2 < len(cells)
        unit = cells[place + 2] if flagged else right
        if _UNIT.fullmatch(unit.text) and match and not ends_range:
            yield from _share_of(left, match, unit.end)


def _values_by_reference(cells: tuple[Cell, ...], kinds: tuple[str | None, ...]) -> Iterator[Mention]:
    """A number whose unit stands with its reference alone: "88 (H)    <1 % nuclei" under "Value", "Reference"."""
    for (left, kind), (right, other) in itertools.pairwise(zip(cells, kinds, strict=True)):
        match = NUMBER.fullmatch(_FLAG_BEHIND.sub("", left.text)) if kind is None and other == "reference" else None
        if match and _SHARE.search(right.text):
            yield from _share_of(left, match, left.end)


def _share_of(cell: Cell, number: re.Match[str], end: int) -> Iterator[Mention]:
    """The percentage that a cell gives as one number, its unit in another cell."""
    low = read_number(number["n"])
    share = None if low is None or number["high"] else interval(low, None, number["cmp"], f"{cell.text} %")
    if share is not None:
        yield Mention("percent", cell.start, end, share, "table_unit")


def _row_values(cells: tuple[Cell, ...], head: tuple[str | None, ...]) -> Iterator[Mention]:
    parts: dict[str, tuple[Cell, int]] = {}
    for cell, kind in zip(cells, head, strict=True):
        if kind == "reference":
            yield Mention("aside", cell.start, cell.end, cell.text, "table_reference")
            continue
        if kind is not None and _EMPTY.fullmatch(cell.text):
            yield Mention("aside", cell.start, cell.end, cell.text, "table_empty")
            continue
        match = NUMBER.fullmatch(cell.text.rstrip(" %"))
        number = read_number(match["n"]) if match else None
        if match is None or kind is None or number is None:
            continue
        if "%" in cell.text and kind != "percent" and not kind.startswith("share"):
            continue  # the sign tells more than the head: it is read as any percentage
        if kind == "percent":
            share = interval(number, Decimal(match["high"]) if match["high"] else None, match["cmp"], cell.text)
            if share is not None:
                yield Mention("percent", cell.start, cell.end, share, "table_column")
        elif not match["high"] and not match["cmp"] and number == int(number):
            parts[kind] = (cell, int(number))
    yield from _scores(parts)
    yield from _shares(parts)


def _shares(parts: dict[str, tuple[Cell, int]]) -> Iterator[Mention]:
    """Shares of cells by grade, in columns headed 0, 1+, 2+, 3+: what is not 0 is the percentage."""
    cells = [parts[f"share{grade}"] for grade in range(4) if f"share{grade}" in parts]
    if len(cells) == 4 and sum(number for _, number in cells) == 100:
        first, last = sorted((cells[0][0], cells[-1][0]), key=lambda cell: cell.start)
        share = interval(Decimal(100 - cells[0][1]), None, None, " | ".join(cell.text for cell, _ in cells))
        if share is not None:
            yield Mention("distribution", first.start, last.end, share, "table_column")


def _scores(parts: dict[str, tuple[Cell, int]]) -> Iterator[Mention]:
    for kind, top in (("h_score", 300), ("irs", 12)):
        if kind in parts and parts[kind][1] <= top:
            cell, number = parts[kind]
            value = (
                HScore(value=Decimal(number), text=cell.text)
                if kind == "h_score"
                else Irs(value=number, text=cell.text)
            )
            yield Mention(kind, cell.start, cell.end, value, "table_column")
    proportion, intensity = parts.get("proportion"), parts.get("intensity_score")
    if "allred" in parts or (proportion and intensity):
        cell, total = parts.get("allred") or (intensity[0], proportion[1] + intensity[1])  # type: ignore[index]
        if total <= 8:
            score = Allred(
                total=total,
                proportion=proportion[1] if proportion and intensity else None,
                intensity=intensity[1] if proportion and intensity else None,
                text=cell.text,
            )
            yield Mention("allred", cell.start, cell.end, score, "table_column")
    if "grade" in parts and parts["grade"][1] <= 3:
        cell, number = parts["grade"]
        yield Mention("grade", cell.start, cell.end, (number, number), "table_column")
