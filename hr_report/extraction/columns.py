"""Tables that were read column by column: first all names, then the cells of one column after the other.

    Marker ER PR HER2 Ki-67 Result + + - low % Stained 95 40 - 8
    Marker. Estrogen Receptor. Progesterone Receptor. HER2. Result. Positive. Negative. Negative.

The cells belong to the names in order, but only where each column has exactly as many as there are names. Where one has
more or fewer, nothing of the table is taken: `layout_damaged`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import regex

from hr_report.extraction.mentions import Mention
from hr_report.extraction.numbers import interval, read_number
from hr_report.extraction.staining import BY_GRADES
from hr_report.extraction.statements import Group, Statement
from hr_report.models import Allred, HScore, Marker, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

_BESIDE = regex.compile(r"\)?(?=[\s.|])\s?[.|]?\s{0,4}")
_AGAIN = regex.compile(r"\s?[(/]\s?")
_NEXT = regex.compile(r"[\s.,;:|)]{0,5}")
_SKIPPED_HEAD = regex.compile(
    r"(?:clone|antibody|reference(?: range)?|cut\W?off|block|method)s?(?!\w)", regex.IGNORECASE
)
_TOKEN = regex.compile(r"[^\s|]+")

#: What the head of a column says about its bare numbers; None where they say nothing.
_HEADS: tuple[tuple[str | None, str], ...] = (
    (
        "percent",
        r"(?:%|percent(?:age)?)(?: (?:of|tumou?r|cells?|nuclei|nuclear|stain(?:ed|ing)?|positive|positivity))*",
    ),
    ("allred", r"(?:total )?allred(?: total)?(?: score)?"),
    ("h_score", r"h\W?score"),
    ("grade", r"(?:average |stain(?:ing)? )?intensity(?: of stain(?:ing)?)?"),
    (None, r"(?:test )?results?|status|interpretation|category|conclusion|finding|score|value"),
)
_HEAD = regex.compile(
    "|".join(f"(?P<h{number}>{phrase})" for number, (_, phrase) in enumerate(_HEADS)), regex.IGNORECASE
)

_WORDS = {
    "positive": Status.POSITIVE,
    "pos": Status.POSITIVE,
    "negative": Status.NEGATIVE,
    "neg": Status.NEGATIVE,
    "low positive": Status.LOW_POSITIVE,
    "equivocal": Status.EQUIVOCAL,
    "borderline": Status.INDETERMINATE,
    "indeterminate": Status.INDETERMINATE,
    "pending": Status.PENDING,
    "not performed": Status.NOT_PERFORMED,
    "not done": Status.NOT_PERFORMED,
    "+": Status.POSITIVE,
    "-": Status.NEGATIVE,
    "−": Status.NEGATIVE,
    "–": Status.NEGATIVE,
}
_DEGREES = {"none": 0, "weak": 1, "moderate": 2, "mod": 2, "strong": 3}
_DEGREE = r"(?:strong|moderate|mod|weak|none)"
_CELL = regex.compile(
    r"(?:score )?(?:"
    r"(?P<word>(?:low |weakly |strongly )?positive|negative|pos\b|neg\b|equivocal|borderline|indeterminate|pending"
    r"|not performed|not done)"
    r"|(?P<percent>(?P<cmp>[<>≤≥~]=?)?\s?(?P<low>\d{1,3})(?:\s?%?\s?[-–]\s?(?P<high>\d{1,3}))?\s?%)"
    r"|(?P<eight>[0-8])\s?/\s?8"
    r"|(?P<grade>[0-3])\s?\+|(?P<pluses>\+{2,3})(?!\+)"
    rf"|(?P<degree>{_DEGREE})(?:\s?(?:to|-|–)\s?(?P<degree_to>{_DEGREE}))?"
    r"|(?P<number>[<>≤≥]?\s?\d{1,3}(?:\s?[-–]\s?\d{1,3})?)(?![\d/.]\d)"
    r"|n/?a\b|not applicable|--+|high|low"
    r"|(?P<sign>[+\-−–])(?=[\s.,;|]|$))(?![\w%])"
    r"|\((?P<sign>[+\-])\)",
    regex.IGNORECASE,
)
_ALONG = regex.compile(rf"\s{{1,2}}(?P<degree>{_DEGREE})(?!\w)", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of the first column: a marker, or a stain that is none (no markers)."""

    index: int
    last: int
    markers: tuple[Marker, ...]


def read_column_runs(text: str, items: tuple[Mention, ...]) -> tuple[list[Statement], set[int]]:
    """Statements of tables read column by column, and the positions of all mentions that stand in them."""
    statements: list[Statement] = []
    used: set[int] = set()
    for names in _name_runs(text, items):
        start = items[names[-1].last].end
        found = _read_cells(text, start, names)
        if found is None:
            continue
        end, cells = found
        for place, name in enumerate(names):
            if name.markers:
                first = items[name.index]
                group = Group(name.index, name.last, name.markers, first.start, items[name.last].end)
                values = tuple(column[place] for column in cells) if cells else ()
                taken = tuple(value for column in values for value in column if _suits(name.markers[0], value))
                reasons = () if cells else ("layout_damaged",)
                statements.append(Statement(name.markers[0], group, taken, "columns", reasons=reasons))
        used |= {i for i, item in enumerate(items) if items[names[0].index].start <= item.start < end}
    return statements, used


def _name_runs(text: str, items: tuple[Mention, ...]) -> Iterator[list[_Name]]:
    """Runs of names side by side with no word between them, among them two markers at least, none of them twice."""
    run: list[_Name] = []
    at = -1
    for index, item in enumerate(items):
        if item.kind in {"aside", "assay"} and run and _BESIDE.fullmatch(text, at, item.start):
            at = item.end
            continue
        markers = tuple(item.value) if item.kind == "marker" else ()
        named = (item.kind == "marker" and len(markers) == 1) or item.rule == "other_stain"
        if run and markers and markers == run[-1].markers and _AGAIN.fullmatch(text, at, item.start):
            run[-1] = _Name(run[-1].index, index, markers)  # "Estrogen receptor (ER)"
            at = item.end
            continue
        if run and not (named and _BESIDE.fullmatch(text, at, item.start)):
            yield from _complete(run)
            run = []
        if named:
            run.append(_Name(index, index, markers))
            at = item.end
    yield from _complete(run)


def _complete(run: list[_Name]) -> Iterator[list[_Name]]:
    markers = [name.markers for name in run if name.markers]
    if len(markers) > 1 and len(set(markers)) == len(markers):
        yield run


def _read_cells(text: str, at: int, names: list[_Name]) -> tuple[int, list[list[list[Mention]]]] | None:
    """Where the table ends, and its cells column by column; no cells where a column does not fit; None for no table."""
    columns: list[list[list[Mention]]] = []
    count, end = len(names), at
    while True:
        at = _NEXT.match(text, end).end()
        if skipped := _SKIPPED_HEAD.match(text, at):
            end = _skip(text, skipped.end(), count)
            continue
        head = _HEAD.match(text, at)
        begin = _NEXT.match(text, head.end()).end() if head else at
        if head is None and columns:
            return end, columns
        kind = next(kind for number, (kind, _) in enumerate(_HEADS) if head[f"h{number}"]) if head else None
        cells, stop = _take(text, begin, count, kind)
        if not cells or (head is None and len(cells) < 2):
            return (end, columns) if columns else None
        if len(cells) != count:
            return stop, []
        columns.append(cells)
        end = stop


def _skip(text: str, at: int, count: int) -> int:
    """The end of a column of clones or blocks, one word for each name."""
    for _ in range(count):
        word = _TOKEN.match(text, _NEXT.match(text, at).end())
        at = word.end() if word else at
    return at


def _take(text: str, at: int, count: int, kind: str | None) -> tuple[list[list[Mention]], int]:
    """The cells from `at` on, and where they end: a degree after a number shares its cell if the count is right so."""
    plain = _walk(text, at, kind, along=False)
    if len(plain[0]) == count:
        return plain
    joined = _walk(text, at, kind, along=True)
    return joined if len(joined[0]) == count else plain


def _walk(text: str, at: int, kind: str | None, *, along: bool) -> tuple[list[list[Mention]], int]:
    cells: list[list[Mention]] = []
    end = at
    while len(cells) < 12 and (cell := _CELL.match(text, at)):
        values = list(_values(cell, kind))
        end = cell.end()
        if along and (cell["number"] or cell["percent"] or cell["word"]) and (degree := _ALONG.match(text, end)):
            values.extend(_degree(degree))
            end = degree.end()
        cells.append(values)
        at = _NEXT.match(text, end).end()
    return cells, end


def _values(cell: regex.Match[str], kind: str | None) -> Iterator[Mention]:
    start, end, rule = cell.start(), cell.end(), "column_cell"
    word = " ".join((cell["word"] or cell["sign"] or "").lower().split())
    if word:
        word = word.removeprefix("weakly ").removeprefix("strongly ")
        yield Mention("status", start, end, _WORDS[word], rule)
    elif cell["percent"]:
        share = interval(Decimal(cell["low"]), _decimal(cell["high"]), cell["cmp"], cell["percent"])
        if share is not None:
            yield Mention("percent", start, end, share, rule)
    elif cell["eight"]:
        yield Mention("allred", start, end, Allred(total=int(cell["eight"]), text=cell[0]), rule)
    elif cell["grade"] or cell["pluses"]:
        grade = int(cell["grade"]) if cell["grade"] else len(cell["pluses"])
        yield Mention("grade", start, end, (grade, grade), rule)
    elif cell["degree"]:
        yield from _degree(cell)
    elif cell["number"]:
        yield from _number(cell, kind)


def _degree(match: regex.Match[str]) -> Iterator[Mention]:
    low = _DEGREES[match["degree"].lower()]
    high = _DEGREES[(match.groupdict().get("degree_to") or match["degree"]).lower()]
    if (intensity := BY_GRADES.get((min(low, high), max(low, high)))) is not None:
        yield Mention("intensity", match.start("degree"), match.end(), intensity, "column_cell")


def _number(cell: regex.Match[str], kind: str | None) -> Iterator[Mention]:
    """A bare number, by the head of its column; under a head that says nothing it could only be a grade of HER2."""
    low, _, high = cell["number"].replace("–", "-").lstrip("<>≤≥ ").partition("-")
    number = read_number(low.strip())
    if number is None:
        return
    start, end, rule = cell.start(), cell.end(), "column_cell"
    sign = cell["number"][0] if cell["number"][0] in "<>≤≥" else None
    if kind == "percent":
        share = interval(number, _decimal(high.strip() or None), sign, cell["number"])
        if share is not None:
            yield Mention("percent", start, end, share, rule)
    elif high or sign:
        return
    elif kind == "allred" and number <= 8:
        yield Mention("allred", start, end, Allred(total=int(number), text=cell["number"]), rule)
    elif kind == "h_score" and number <= 300:
        yield Mention("h_score", start, end, HScore(value=number, text=cell["number"]), rule)
    elif kind in {"grade", None} and number <= 3:
        yield Mention("grade", start, end, (int(number), int(number)), rule)


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _suits(marker: Marker, value: Mention) -> bool:
    """Whether a marker can have a value of this kind: HER2's percentages and scores are not those of a receptor."""
    if marker is Marker.HER2:
        return value.kind in {"status", "grade"}
    return True
