"""How strongly cells stain: words ("weak to moderate") and grades ("2+", "+++"); for HER2 a grade is its score."""

from __future__ import annotations

from hr_report.extraction.mentions import Match, Rule, always
from hr_report.extraction.patterns import digits
from hr_report.models import Intensity

_INTENSITIES = {
    "weak": 1,
    "faint": 1,
    "mild": 1,
    "low": 1,
    "moderat": 2,
    "intermediat": 2,
    "medium": 2,
    "strong": 3,
    "intens": 3,
    "mark": 3,
    "stron": 3,
    "stro": 3,
}
BY_GRADES = {
    (0, 0): Intensity.NONE,
    (1, 1): Intensity.WEAK,
    (2, 2): Intensity.MODERATE,
    (3, 3): Intensity.STRONG,
    (1, 2): Intensity.WEAK_MODERATE,
    (2, 3): Intensity.MODERATE_STRONG,
    (1, 3): Intensity.WEAK_STRONG,
}
"""Intensity by the lowest and the highest grade (0 to 3) that is given."""


def _rank(word: str) -> int:
    return next(rank for stem, rank in _INTENSITIES.items() if word.lower().startswith(stem))


def _intensity(match: Match) -> Intensity | None:
    ranks = sorted({_rank(match[name]) for name in ("a", "b") if match[name]})
    return BY_GRADES[ranks[0], ranks[-1]]


_DEGREE = (
    r"(?:weak(?:ly)?|faint(?:ly)?|moderate(?:ly)?|intermediate(?:ly)?|medium|stronly|strong(?:ly)?|intense(?:ly)?)"
)
INTENSITY_RULES: tuple[Rule, ...] = (
    # "moderate to strong", "weak-moderate", "strong"
    Rule(
        "intensity",
        "intensity",
        rf"\b(?P<a>{_DEGREE})(?:\s?(?:-|–|to|and|or|/)\s?(?P<b>{_DEGREE}))?\b(?!-[a-z])",
        _intensity,
    ),
)


def _grade(match: Match) -> tuple[int, int] | None:
    low = match["low"]
    high = match.groupdict().get("high")
    values = [int({"i": "1", "L": "1"}.get(text, digits(text))) for text in (low, high) if text]
    return (min(values), max(values)) if all(0 <= v <= 4 for v in values) else None


def _grade_zero(match: Match) -> tuple[int, int]:
    low = match["low"]
    first = 0 if not low.isdigit() else int(low)
    high = int(match["high"])
    return (min(first, high), max(first, high))


def _plus_count(match: Match) -> tuple[int, int]:
    count = match["at"].count("+")
    return (count, count)


def _crosses(match: Match) -> tuple[int, int]:
    count = ("no", "one", "two", "three").index(match["at"].lower())
    return (count, count)


GRADE_RULES: tuple[Rule, ...] = (
    # "zero or 1+", "0 to 1+", "1+ to 2+", "2-3+", "0-1+"
    Rule(
        "grade_range",
        "grade",
        r"(?<![\w.%/])(?P<low>z[eo][rn]?[o0]|[0-3O])\s?\+?\s?(?:-|–|to|or|/|,)\s?(?P<high>[1-4])\s?\+(?!\d)",
        _grade_zero,
    ),
    # "HER2 score: [x] 0"
    Rule("grade_marked", "grade", r"\[\s?[xX]\s?\]\s?(?P<at>(?P<low>[0-3])\s?\+?)(?![\d%])", _grade),
    # "0+", "Score 0+": ultralow
    Rule("grade_ultralow", "grade", r"(?<![\w.])0\s?\+(?!\s?\d|\w|\s?(?:%|to|-))", always("0+")),
    # "score +1", "SCORE 1+", "score of 0", "score = 2+"
    Rule(
        "grade_score",
        "grade",
        r"\b(?<!(?:proportion(?:al)?|total|allred|quick)\s{1,3})(?:«score»(?: \([A-Za-z][\w ]{1,12}\))?"
        r"|scored(?: as| at)?|intensity|IHC)(?:\W{0,3}(?:of|is"
        r"|as|was|=|:))?\W{0,3}(?P<at>\+?(?P<low>[0-4OolI])\s?\+?(?:\s?/\s?3(?!\d))?)(?!\d"
        r"|\s?%|[.,]\d|\s?/\s?(?:[4-9]|\d\d)|\w|\s?[-–]\s?[1-9])",
        _grade,
    ),
    # "3+", "2 +", "HER2......1+"
    Rule(
        "grade_plus",
        "grade",
        r"(?:(?<![\w./])|(?<=\.{3})(?!\d\s?\+\s?=))(?P<low>[0-4]|(?:(?<=\()|(?<=HER2\s)|(?<=HER2:\s)"
        r"|(?<=score\s))[lI])\s?\+(?!\s?\d\s?[=+]|\w)(?:\s(?:out )?of 3\s?\+?)?",
        _grade,
    ),
    # "HER-2: 3 plus"
    Rule("grade_plus", "grade", r"(?<=:\s)(?P<low>[0-3])\splus\b", _grade, cues=(" plus",)),
    # "+2"
    Rule("grade_plus_before", "grade", r"(?<![\w./+])\+(?P<low>[1-4])\b(?![.%]\d?)", _grade),
    # "HER2 +/+++", "HER2: ++ / +++": of three
    Rule(
        "grade_pluses",
        "grade",
        r"(?<![\w+/])(?P<at>\+{1,3})(?=\s?/\s?\+{3}(?![+\w/]))",
        _plus_count,
        cues=("/+++", "/ +++"),
    ),
    # "+++", "(++)"
    Rule("grade_pluses", "grade", r"(?<![\w+])(?<!\+/)(?<!\+/\s)(?<!\+\s/\s)(?P<at>\+{2,3})(?![+\w])", _plus_count),
    # "HER2: 0", "HER2 (4B5): 0", "HER2NEU-O", "negative 0", "(0)", "HER2 IHC score   0", "HER2   4B5   0"
    Rule(
        "grade_naught",
        "grade",
        r"(?=[0O](?!\w|\s?[%+]|[.,]\d|/\d{2}|/[4-9]|\s?-\s?[1-9]))"
        r"(?<=(?:neu|her\W?2|erb\W?b\W?2|negative|hercep\W?test|immuno\w*"
        r"|IHC(?: score)?|n/a|protein|(?:neu|her\W?2) stain(?:ing)?)(?: ?\([^()\n]{1,14}\)"
        r"(?=\s?[:\n])|, (?:poly|mono)clonal(?=:)"
        r"|\s{2,14}(?:4B5|A0?485|CB11|SP3)\s)?(?:[\s:,()|=\-]|\.{1,40}"
        r"|(?:is|was|returns as)\s){1,14})"
        r"(?P<at>(?P<low>[0O]))",
        _grade,
    ),
    Rule("grade_bracket", "grade", r"\(\s?(?P<at>(?P<low>[0-3O]))\s?\)", _grade),
    # "three crosses", "no cross": pluses in words
    Rule(
        "grade_crosses",
        "grade",
        r"\b(?P<at>no(?=\scross\s?(?:[.,;)\n]|$))|one|two|three)\scross(?:es)?\b(?!\W?(?:react|contam|over|match))",
        _crosses,
        cues=("cross",),
    ),
    # "ER/PR/HER2: 90%/0%/1+", "ER, PR, HER2: 90%, 0%, 0.": the last of a list
    Rule(
        "grade_of_list",
        "grade",
        r"\bHER\W?2\S{0,4}[\s:]{1,3}\d{1,3}\s?%\s?[,/]\s?\d{1,3}\s?%\s?[,/]\s?(?P<at>(?P<low>[0-3])\s?"
        r"\+?)(?![\d%]|\.\d)",
        _grade,
        cues=("%",),
    ),
    # "zero"
    Rule("grade_zero", "grade", r"\b(?P<low>z[eo]r[o0]|zoro|zeio)\b", always((0, 0))),
)
