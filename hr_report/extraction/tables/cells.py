"""The cells of a table whose lines are lost: what one cell may hold, and what the head of its column says about it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from hr_report.extraction.mentions import Mention
from hr_report.extraction.numbers import interval, read_number
from hr_report.extraction.rules.staining import BY_GRADES
from hr_report.models import Allred, HScore, Irs, Marker, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

_CELLS = (
    r"(?:tumou?r|invasive|cells?|nuclei|nuclear|stained|sta[il1]n[il1]ng"
    r"|(?<=% )stain|positive|positivity|pos\b\.?|reactive|of|with)"
)
#: What the head of a column says about its bare numbers, in order of precedence.
HEADS: tuple[tuple[str, str], ...] = (
    (
        "skipped",
        (
            r"(?:primary )?(?:clone|antibody clone|vendor|method|reference(?: range)?|ref range|block|dilution"
            r"|(?:cells|nuclei) counted"
            r"|cut\W?(?:off|point)(?: for positive)?|(?:(?:internal|external) )?c[o0]ntr[o0]l)s?"
        ),
    ),
    (
        "percent",
        (
            r"(?:positive|stained) (?:tumou?r )?(?:nuclei|cells)\W{0,2}(?:%|percent)|nuclei pos(?:itive)?\.? \(%\)"
            rf"|proportion \(%\)|(?<!\d)(?<!\d )(?:%|percent(?:age)?"
            rf"|pct\b\.?)(?:\s?pos\b\.?)?(?: {_CELLS})*"
        ),
    ),
    ("allred", r"(?:total )?(?:allred|quick)(?: total)?(?: score)?|total \(8\)|total score \(?(?:TS|of 8)\)?"),
    ("h_score", r"h\W?score|histoscore"),
    ("irs", r"IRS(?: \(PP ?[x×] ?SI\))?|immunoreactive score"),
    (
        "grade",
        (
            r"(?:average |avg\.? |predominant )?(?:stain(?:ing)? )?[il1]ntensity(?: of stain(?:ing)?)?(?! score)"
            r"|intens\b|int\b"
        ),
    ),
    (
        "status",
        (
            r"(?:test |patient )?results?|status|interp(?:retation|\.|\b)|category|conclusion"
            r"|findings?|remarks?|call|outcome|value|quantity|score"
        ),
    ),
)
HEAD = re.compile(r"(?:" + "|".join(f"(?P<{kind}>{phrase})" for kind, phrase in HEADS) + r")(?![\w-])", re.IGNORECASE)
_NEXT = re.compile(r"[\s.,;:|)]{1,40}")
"""What may stand between two cells."""

_STATUSES = {
    "positive": Status.POSITIVE,
    "pos": Status.POSITIVE,
    "reactive": Status.POSITIVE,
    "favorable": Status.POSITIVE,
    "negative": Status.NEGATIVE,
    "neg": Status.NEGATIVE,
    "non-reactive": Status.NEGATIVE,
    "nonreactive": Status.NEGATIVE,
    "unfavorable": Status.NEGATIVE,
    "low positive": Status.LOW_POSITIVE,
    "equivocal": Status.EQUIVOCAL,
    "equiv": Status.EQUIVOCAL,
    "borderline": Status.INDETERMINATE,
    "indeterminate": Status.INDETERMINATE,
    "pending": Status.PENDING,
    "in process": Status.PENDING,
    "in progress": Status.PENDING,
    "not performed": Status.NOT_PERFORMED,
    "not done": Status.NOT_PERFORMED,
    "qns": Status.NOT_PERFORMED,
    "detected": Status.POSITIVE,
    "present": Status.POSITIVE,
    "not detected": Status.NEGATIVE,
    "absent": Status.NEGATIVE,
    "overexp": Status.POSITIVE,
    "overexpressed": Status.POSITIVE,
    "not overexp": Status.NEGATIVE,
    "not overexpressed": Status.NEGATIVE,
    "+": Status.POSITIVE,
    "-": Status.NEGATIVE,
    "−": Status.NEGATIVE,
    "–": Status.NEGATIVE,
}
_MANNER = re.compile(r"^(?:weakly|strongly|diffusely|focally|patchy) ")
_MISREAD = re.compile(r"(p)[o0]s[i1l]t[i1l]ve|n[ec]ga[tl][i1l]ve")
_DEGREES = {"none": 0, "weak": 1, "moderate": 2, "mod": 2, "strong": 3}
_DEGREE = r"(?:strong|moderate|mod|weak|none)"
_IN_BRACKETS = (
    r"(?:\s?\((?:score )?(?:(?P<also_grade>[0-3])\s?\+?(?:\s?/\s?3\s?\+?)?"
    r"|(?P<also_percent>[<>≤≥~]?=?\s?\d{1,3}(?:\s?-\s?\d{1,3})?)\s?%[^()\d]{0,24}|[^()\d]{1,24})\))?"
)
CELL = re.compile(
    r"(?:(?:score )?(?:"
    r"(?P<word>(?:low |weakly |strongly |diffusely |focally |patchy )?p[o0]s[i1l]t[i1l]ve"
    r"(?! (?:nuclear )?area\b)|n[ec]ga[tl][i1l]ve|(?:(?:diffusely|strongly"
    r"|weakly|focally|patchy) )?pos\b\.?|neg\b\.?"
    r"|(?:non\W?)?reactive|(?:un)?favorable"
    r"|equivocal|equiv\b\.?|borderline|indeterminate|pending|in process|in progress"
    r"|not performed|not done|qns|(?:not )?detected|present|absent"
    r"|(?:not )?overexp(?:ressed\b|\b\.?))(?:, (?:focal|diffuse|patchy)\b| reaction\b)?"
    r"|(?P<percent>(?P<cmp>[<>≤≥~]=?)?\s?(?P<low>\d[\dO]{0,2}(?:\.\d+)?)(?:\s?%?\s?[-–]\s?"
    r"(?P<high>\d{1,3}))?\s?(?:%|pct\b))"
    r"|(?P<ps>[0-5])\s?\+\s?(?P<is>[0-3])\s?=\s?(?P<sum>[0-8])(?:\s?/\s?8)?(?!\d)"
    r"|(?P<eight>[0-8])\s?/\s?8(?!\d)"
    r"|(?P<grade>[0-3])\s?\+(?!\d)|(?P<pluses>\+{2,3})(?!\+)"
    rf"|(?P<degree>{_DEGREE})(?:\s?(?:to|-|–)\s?(?P<degree_to>{_DEGREE}))?"
    r"|(?P<number>\d[OS](?=\s)|(?:[<>≤≥]\s?)?\d{1,3}(?:,\d{3})*(?:\.\d+)?(?:\s?[-–]\s?\d{1,3})?)(?![\d/+])"
    r"|n/?a\b|not applicable|retained|intact|--+|—|high|low|intermed(?:iate)?\b\.?"
    r"|nil|(?P<sign>[+\-−–])(?=[\s.,;|]|$))(?![\w%/])"
    r"|\((?P<bracketed>[+\-])\))" + _IN_BRACKETS,
    re.IGNORECASE,
)
"""One cell: a word, a sign, a percentage, a score, a grade, a degree, a bare number, or nothing ("n/a", "--")."""

ALONG = re.compile(rf"\s{{1,2}}(?P<degree>{_DEGREE})(?:\s?(?:to|-|–)\s?(?P<degree_to>{_DEGREE}))?(?!\w)", re.IGNORECASE)
"""A degree that shares the cell of what stands before it: "95 strong"."""


def next_cell(text: str, at: int) -> int:
    """Where the cell after `at` begins."""
    gap = _NEXT.match(text, at)
    return gap.end() if gap else at


def head_kind(head: re.Match[str]) -> str:
    """The kind of a head: the name of the group that took it."""
    return str(head.lastgroup)


def _as_printed(word: re.Match[str]) -> str:
    """The word that OCR has misread."""
    return "positive" if word[1] else "negative"


def read_cell(cell: re.Match[str], kind: str, rule: str) -> Iterator[Mention]:
    """What a cell under a head of `kind` says."""
    start, end = cell.start(), cell.end()
    sign = (
        cell["sign"] if kind not in {"percent", "h_score", "allred", "irs", "grade"} else None
    )  # there a dash is an empty cell
    word = " ".join((cell["word"] or sign or cell["bracketed"] or "").lower().split()).rstrip(".")
    if word:
        word = _MISREAD.sub(_as_printed, _MANNER.sub("", word))
        yield Mention("status", start, end, _STATUSES[word], rule)
    elif cell["percent"]:
        low = read_number(cell["low"])
        share = interval(low, _decimal(cell["high"]), cell["cmp"], cell["percent"]) if low is not None else None
        if share is not None:
            yield Mention("percent", start, end, share, rule)
    elif cell["sum"]:
        score = Allred(
            total=int(cell["sum"]), proportion=int(cell["ps"]), intensity=int(cell["is"]), text=cell[0].strip()
        )
        yield Mention("allred", start, end, score, rule)
    elif cell["eight"]:
        yield Mention("allred", start, end, Allred(total=int(cell["eight"]), text=cell[0]), rule)
    elif cell["grade"] or cell["pluses"]:
        yield _grade(start, end, int(cell["grade"]) if cell["grade"] else len(cell["pluses"]), rule)
    elif cell["degree"]:
        yield from read_degree(cell, rule)
    elif cell["number"]:
        yield from _read_number(cell, kind, rule)
    yield from _read_bracket(cell, rule)


def read_cells(text: str, start: int, end: int, kind: str, rule: str) -> Iterator[Mention]:
    """What a cell with words around its values says: "Positive in 70% of the neoplastic cells", "90 / strong"."""
    kinds: set[str] = set()
    at = start
    while at < end and (cell := CELL.search(text, at, end)):
        bare = kind if cell.start() == start or cell[0][:5].lower() == "score" else "none"
        yield from (value for value in read_cell(cell, bare, rule) if value.kind not in kinds)
        kinds |= {value.kind for value in read_cell(cell, kind, rule)}
        at = max(cell.end(), at + 1)


def read_degree(match: re.Match[str], rule: str) -> Iterator[Mention]:
    """The intensity that a degree or a range of degrees names."""
    low = _DEGREES[match["degree"].lower()]
    high = _DEGREES[(match["degree_to"] or match["degree"]).lower()]
    if (intensity := BY_GRADES.get((min(low, high), max(low, high)))) is not None:
        yield Mention("intensity", match.start("degree"), match.end(), intensity, rule)


def _read_bracket(cell: re.Match[str], rule: str) -> Iterator[Mention]:
    """What stands in brackets behind: "NEG (1+)", "Positive (90%)"."""
    if cell["also_grade"]:
        yield _grade(cell.start("also_grade"), cell.end(), int(cell["also_grade"]), rule)
    elif cell["also_percent"]:
        sign, low, high = _parts(cell["also_percent"])
        share = interval(low, high, sign, f"{cell['also_percent']}%") if low is not None else None
        if share is not None and not cell["number"]:
            yield Mention("percent", cell.start("also_percent"), cell.end(), share, rule)


def _grade(start: int, end: int, grade: int, rule: str) -> Mention:
    return Mention("grade", start, end, (grade, grade), rule)


def _read_number(cell: re.Match[str], kind: str, rule: str) -> Iterator[Mention]:
    """A bare number by the head of its column; under a head that says nothing it can only be a grade."""
    sign, number, high = _parts(cell["number"])
    if number is None:
        return
    start, end, text = cell.start(), cell.end(), cell["number"]
    if kind == "percent":
        share = interval(number, high, sign, text)
        if share is not None:
            yield Mention("percent", start, end, share, rule)
    elif high is not None or sign or number != int(number):
        return
    elif kind == "allred" and number <= 8:
        yield Mention("allred", start, end, Allred(total=int(number), text=text), rule)
    elif kind == "h_score" and number <= 300:
        yield Mention("h_score", start, end, HScore(value=number, text=text), rule)
    elif kind == "irs" and number <= 12:
        yield Mention("irs", start, end, Irs(value=int(number), text=text), rule)
    elif kind in {"grade", "status"} and number <= 3:
        yield _grade(start, end, int(number), rule)


def _parts(text: str) -> tuple[str | None, Decimal | None, Decimal | None]:
    """The comparator, the low end and the high end of a number as a cell gives it."""
    text = text.strip()
    sign = text[0] if text[0] in "<>≤≥~" else None
    low, _, high = text.lstrip("<>≤≥~= ").replace("–", "-").partition("-")
    return sign, read_number(low.replace(",", "").strip()), _decimal(high.strip() or None)


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def suits(marker: Marker, value: Mention) -> bool:
    """Whether a marker can have a value of this kind: a percentage beside HER2 is not that of a receptor."""
    return marker is not Marker.HER2 or value.kind in {"status", "grade"}
