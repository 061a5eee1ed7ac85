"""Percentages in every shape: ranges, comparators, labels, columns and words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import regex

from hr_report.extraction.mentions import Match, Rule
from hr_report.extraction.numbers import (
    ABOUT,
    ABOVE,
    BELOW,
    NUMBER,
    SIGN,
    interval,
    opens_upwards,
    read_comparator,
    read_number,
)

if TYPE_CHECKING:
    from hr_report.models import Percent

_WORDS = {
    "four": 4,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "five": 5,
    "ten": 10,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "ninety-five": 95,
    "one hundred": 100,
    "hundred": 100,
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
}


_LONE_SIGN = r"(?<!\d)(?<!\d[O\s])%"
"""A percent sign that belongs to no number before it."""
_PERCENT_HEAD = re.compile(rf"{_LONE_SIGN}\s(?:tumou?r|stain|pos|of|cells|nuclei)|percent(?!(?:age)? score)")


def _range(match: Match) -> Percent | None:
    low, high = read_number(match["low"]), read_number(match["high"])
    if low is None or high is None or low > high:
        return None
    return interval(low, high, None, match[0])


def _sign_first(match: Match) -> Percent | None:
    value = read_number(match["n"] or match["also"])
    return None if value is None else interval(value, None, None, match[0])


def _between(match: Match) -> Percent | None:
    """A range; with "and" only after "between"."""
    return None if match["joint"] and not match[0].lower().startswith("between") else _range(match)


def _single(match: Match) -> Percent | None:
    value = read_number(match["n"])
    if value is None:
        return None
    groups = match.groupdict()
    comparator = read_comparator(groups.get("cmp"))
    if groups.get("after"):
        comparator = ">=" if opens_upwards(groups["after"]) else "<="
    return interval(value, None, comparator, match[0])


def _column(match: Match) -> Percent | None:
    """A bare number under a column head that says percent."""
    head = match.string[max(0, match.start() - 260) : match.start()].lower()
    return _single(match) if _PERCENT_HEAD.search(head) and "|" not in head[-40:] else None


def _word(match: Match) -> Percent | None:
    parts = match["n"].lower().replace("-", " ").split()
    value = Decimal(100) if "hundred" in parts else sum((Decimal(_WORDS[part]) for part in parts), Decimal(0))
    return interval(value, None, read_comparator(match.groupdict().get("cmp")), match[0])


def _named(match: Match) -> Percent | None:
    """The share or range of a field that names percent in front."""
    low = read_number(match["low"])
    high = read_number(match["high"]) if match["high"] else None
    return None if low is None else interval(low, high, match["cmp"], match[0])


def _counted(match: Match) -> Percent | None:
    """The share that a count of cells is: 8 of 10."""
    part, whole = Decimal(match["part"]), Decimal(match["whole"])
    return interval(100 * part / whole, None, read_comparator(match["cmp"]), match[0]) if part <= whole else None


_PAIR = regex.compile(
    r"\bER\b\W{0,2}(?:is )?(?P<er>\d{1,3})\s?(?:[,/;]|and)\s?(?:and )?"
    r"P[gG]?R\b\W{0,2}(?:is )?(?P<pr>\d{1,3})(?![\d%/+]|\.\d)"
)
_SCORED = regex.compile(r"score|allred|\birs\b|fmol|\bh\b", regex.IGNORECASE)


def _of_pair(match: Match) -> Percent | None:
    """A bare number of a pair that can only be shares: "ER 95, PR 20", "ER 0, PR 0"; "ER 7, PR 6" may be scores."""
    text = match.string
    pair = _PAIR.search(text, max(0, match.start() - 24), match.end() + 24)
    if pair is None or _SCORED.search(text, max(0, pair.start() - 60), pair.end() + 12):
        return None
    numbers = int(pair["er"]), int(pair["pr"])
    return _single(match) if max(numbers) <= 100 and (max(numbers) > 12 or numbers == (0, 0)) else None


PERCENT_RULES: tuple[Rule, ...] = (
    # "Percentage of tumor cells with nuclear positivity: 90", "% positive: 85", "Percent: 98", "Pct: 70"
    Rule(
        "percent_labelled",
        "percent",
        rf"(?:{_LONE_SIGN}|\b«percent»(?:age)?|\bpct\b\.?|\b(?:proportion"
        rf"|fraction)(?= of))(?: (?:of )?[^.:=\d\n]{{0,60}}?(?:cells"
        rf"|nuclei|positiv\w*|staining|stained)[^.:=\d\n]{{0,40}})?\s?[:=]\s{{0,3}}(?:(?P<cmp>{BELOW}"
        rf"|{ABOVE}|{ABOUT})\s{{0,2}})?(?P<n>{NUMBER}){SIGN}?(?![\dSs/]|\s?(?:-"
        rf"|–|to)\s?\d)",
        _single,
    ),
    # "Percentage of ER positive cells: 90": the marker within the field's name
    Rule(
        "percent_of_marker",
        "percent",
        rf"\bpercent(?:age)? of (?:ER|PR|PgR)[- ]positive (?:tumou?r )?(?:cells|nuclei)\s?[:=]\s{{0,3}}"
        rf"(?P<at>(?P<cmp>[<>≥≤])?\s?(?P<n>{NUMBER})){SIGN}?(?![\d/]|\s?[-–]\s?\d)",
        _single,
        cues=("percent",),
    ),
    # "Approx. % nuclei: 10-20", "Percentage of Nuclei Staining: 91-100"
    Rule(
        "percent_labelled_range",
        "percent",
        rf"(?:{_LONE_SIGN}|\bpercent(?:age)?)(?: of)? (?:tumou?r )?(?:cells"
        rf"|nuclei|positive|stained)(?: (?:staining|stained|positive))?"
        rf"\s?[:=]\s{{0,3}}"
        rf"(?P<low>{NUMBER})\s?[-–]\s?(?P<high>{NUMBER})(?![\d/])",
        _range,
        cues=("%",),
    ),
    # "% nuclei stained >95, predominant intensity strong", "% STAINING NUCLEI 85."
    Rule(
        "percent_phrase",
        "percent",
        rf"{_LONE_SIGN}(?: of)?(?: (?:tumou?r|cells|nuclei|nuclear|area|positive|stained|staining)){{1,3}}"
        rf" (?P<cmp>[<>≥≤])?\s?(?P<n>{NUMBER})(?=\s?[,.;)](?!\d)|\s\s|\s*$|\sstain|(?<![<>≥≤]\d)\s(?-i:[A-Z][a-z]))",
        _single,
        cues=("%",),
    ),
    # "% of nuclei stained           70": the field in one column, the value in the next
    Rule(
        "percent_in_column",
        "percent",
        rf"(?:{_LONE_SIGN}|\bpercent(?:age)?)(?: of)?(?: (?:tumou?r|cells|nuclei|positive|positivity"
        rf"|stained|staining)){{1,3}}(?:[^\S\n]{{3,}}|[^\S\n]*\n\s{{0,8}})(?P<cmp>[<>≥≤])?(?P<n>{NUMBER})(?!\S)",
        _single,
        cues=("%", "percent"),
    ),
    # "ER-PCT  030": the field of a registry
    Rule(
        "percent_field", "percent", r"(?<=\b(?:ER|PR)\W?)PCT[\s:]{1,8}(?P<n>\d{1,3})(?![\d%])", _single, cues=("pct",)
    ),
    # "Percent positive nuclei 60.", "percent >95.", "percent 20-30.", "PERCENTAGE 92 POSITIVE": nothing between
    Rule(
        "percent_named",
        "percent",
        rf"\b«percent»(?:age)?(?: (?:of )?(?:positive|stained|staining|tumou?r"
        rf"|invasive|nuclei|nuclear|area|cells)){{0,4}} (?:(?:is|was) )?(?P<cmp>[<>≥≤])?\s?"
        rf"(?P<low>{NUMBER})(?:\s?[-–]\s?(?P<high>{NUMBER}))?(?=\s?[.,;()"
        rf"|\n]|$|\s(?:ER|PR|PgR|HER|Ki|positive|negative)\b)"
        r"(?!\.\d)",
        _named,
        cues=("percent",),
    ),
    # "Percent of tumor cells staining ........ 55", "proportion of nuclei stained .... >90": dots lead to the value
    Rule(
        "percent_led",
        "percent",
        rf"(?:{_LONE_SIGN}|\b«percent»(?:age)?|\b(?:proportion|fraction)(?= of (?:\w+ )?(?:cells"
        rf"|nuclei)))(?: (?:of )?[^.:=\d\n]{{0,60}}?)?\s?\.{{3,}}\s{{0,3}}(?:(?P<cmp>{BELOW}"
        rf"|{ABOVE}|{ABOUT})\s{{0,2}})?(?P<n>{NUMBER}){SIGN}?(?![\d/]|\s?(?:-|–|to)\s?\d)",
        _single,
        cues=("...",),
    ),
    # "60-70%", "60% to 70%", "between 60 and 70 %", "10 – 20%"
    Rule(
        "percent_range",
        "percent",
        rf"(?:\bbetween )?(?<![\w.])(?P<low>{NUMBER})(?:{SIGN})?\s{{0,3}}(?:-|–|—|~"
        rf"|to|(?P<joint>and))\s{{0,3}}(?P<high>{NUMBER}){SIGN}",
        _between,
    ),
    # "75% or more", "90%+"
    Rule(
        "percent_or_more",
        "percent",
        rf"(?<![\w.])(?P<n>{NUMBER}){SIGN}(?:(?P<after>\+(?![+\w])|\s?or (?:more"
        rf"|greater|above|less|fewer|below)|\s?and above))",
        _single,
    ),
    # "over 75%", "<1%", "less than 1 percent", ">= 10 %", "about 80%"
    Rule(
        "percent_compared",
        "percent",
        rf"(?P<cmp>{BELOW}|{ABOVE}|{ABOUT})(?:(?<=[a-z])\.)?\s{{0,2}}(?:the )?(?P<n>{NUMBER}){SIGN}",
        _single,
    ),
    # "%90": the sign before the number, as in Turkish
    Rule(
        "percent_sign_first",
        "percent",
        r"(?<![\w%)])%(?P<n>\d{1,3}|\dO)(?![\w%/]|\s?%)"
        r"|(?:(?<=[:,;(=]\s)|(?<=est\.\s)|(?<=\s\s)|(?<=\bnot done\s))%\s(?P<also>\d{1,3})"
        r"(?=\s\s|\s*(?:[,;\n)]|$)|\.(?!\d))",
        _sign_first,
        cues=("%",),
    ),
    # "approx. _80_ %": the blank of a form filled in
    Rule("percent_filled", "percent", rf"_+\s?(?P<cmp>[<>])?\s?(?P<n>{NUMBER})\s?_+\s?%", _single, cues=("_",)),
    # "ER 95, PR 20", "ER is 70, PgR is 0": bare numbers, side by side
    Rule(
        "percent_of_pair",
        "percent",
        r"(?<=\b(?:ER|P[gG]?R)\W{1,2}(?:is )?)(?P<n>\d{1,3})(?![\d%/+]|\.\d|\s?(?:%|\+|/\s?\d))",
        _of_pair,
        case=True,
        cues=("pr ", "pgr ", "pr:", "pgr:", "pr=", "pgr="),
    ),
    # "estrogen rec. 3+/90": the grade before the share
    Rule("percent_and_grade", "percent", r"(?<=[1-3]\+/)(?P<n>[1-9]\d|100)(?![\w%/+.])", _single, cues=("+/",)),
    # "ER+ (90, 3+)": the share before the grade
    Rule("percent_and_grade", "percent", r"(?<=\()(?P<n>\d{2,3})(?=,\s?[0-3]\s?\+\s?\))", _single, cues=("+",)),
    # "PARAFFIN BLOCK      82 H   0-4 % (Negative)": a bare number before its reference interval in percent
    Rule(
        "percent_before_interval",
        "percent",
        r"(?<=[A-Za-z)]\s{1,12})(?P<n>\d{1,3})(?:\s[HL])?(?=\s{1,8}0\s?-\s?\d{1,2}\s?% \()",
        _single,
        cues=("% (",),
    ),
    # "8 out of 10 tumor cells", "in about 150 of 500 nuclei"
    Rule(
        "cells_counted",
        "percent",
        rf"(?<![\d./<>-])(?<!to\s)(?:(?P<cmp>{BELOW}|{ABOVE}|{ABOUT})\s{{0,2}})?(?P<part>\d{{1,3}}) "
        rf"(?:out )?of (?:each |every )?"
        r"(?P<whole>10|[1-5]00|1000) (?:(?:tumou?r|neoplastic|invasive"
        r"|carcinoma|malignant|cancer) )?(?:cells|nuclei)\b",
        _counted,
        cues=(" of 00", "of each 0", "of every 0"),
    ),
    # "82 H %": flagged as out of the reference interval
    Rule("percent_flagged", "percent", rf"(?<![\w.,/])(?P<n>{NUMBER})\s(?:H|HI|L|LO|A)\s?%", _single, cues=("%",)),
    # "95%", "9O %", "100 percent"
    Rule(
        "percent",
        "percent",
        rf"(?<!\w)(?<![a-z]han\s)(?<!or\sequal\sto\s)(?<!\d[,./])(?<!(?<![A-Za-z+])\d\s(?=\d\s?%))(?P<n>{NUMBER}){SIGN}",
        _single,
    ),
    # "958 OF NUCLEAR STAINING", "90t nuclear staining": the sign misread as a letter or a digit
    Rule(
        "percent_sign_misread",
        "percent",
        r"(?<![\w.,/])(?P<at>(?P<n>100|[1-9][05OS]|[05O])[8tSZ964])(?=\W{1,3}(?:of\W{1,3})?"
        r"(?:nuclear|of\s(?:tumou?r|the)|tumou?r\W{1,2}cell|cells\b))",
        _single,
    ),
    # "estrogen receptor (3OS)": the sign misread in brackets after the marker
    Rule(
        "percent_sign_misread_bracket",
        "percent",
        r"(?<=(?:receptors?|\bER|\bPR|\bPgR)\W{0,3})\(\s?(?P<cmp>[<>])?\s?(?P<n>100|[1-9][05OS])[8tSZ$469]\s?\)",
        _single,
    ),
    # "90 OF NUCLEAR STAINING": the sign lost
    Rule(
        "percent_sign_lost",
        "percent",
        r"(?<!\d\s)(?<![a-z]han\s)(?<![\w.,/\-])(?P<at>(?P<n>\d{1,2}|[0O]"
        r"|100))(?=(?!\s?\+)\W{1,2}(?:of\W{1,2})?nuclear\W{1,2}stain"
        r"|(?!\+)\W{1,2}of\W{1,2}(?:nuclear\W{1,2}stain"
        r"|tumou?r\W{1,2}(?:cell|nuclei)|(?:the\W{1,2})?(?:cells|nuclei)))",
        _single,
    ),
    # under a head of percent: "% TUMOR STAINED. Estrogen Receptor. 100. 3. POSITIVE"
    Rule(
        "percent_column",
        "percent",
        r"(?<=(?:receptors?|\bER|\bPR|\bPgR)\W{1,4})(?P<at>(?P<n>\d{1,3}))(?!\.\d)(?=\W{1,3}(?:[0-3]\+?\W"
        r"|positive|negative|weak|moderate|strong|low|high))",
        _column,
        cues=("%", "percent"),
    ),
    # "% Positive. Estrogen Receptor. Positive. 3+. 90. Favorable.": cells of a row whose table had a column of percent
    Rule(
        "percent_cell",
        "percent",
        r"(?<=(?:receptors?|\bER|\bPR|\bPgR)\W{1,4}(?:positive|negative|borderline|indeterminate)\W{1,3}"
        r"(?:[0-3](?:\s?-\s?[0-3])?\+?(?!\s?%)|none|weak|moderate|strong|n/a)\W{1,3})(?P<at>(?P<n>\d{1,3}))(?!\s?\+)"
        r"(?=\W{1,3}(?:favou?rable|unfavou?rable|indeterminate|positive|negative)\b)",
        _column,
        cues=("% p", "%p", "percent"),
    ),
    # "ninety percent of the nuclei", "less than one percent"
    Rule(
        "percent_in_words",
        "percent",
        rf"(?:(?P<cmp>{BELOW}|{ABOVE}|{ABOUT}) )?(?<![-\w])(?P<n>(?:(?:twenty|thirty"
        rf"|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three"
        rf"|four|five|six|seven|eight|nine))?|ten|fifteen|(?:one )?hundred"
        rf"|zero|one|two|three|four|five|six|seven|eight|nine))(?:\s«percent»\b"
        rf"|\sper\scent\b)",
        _word,
        cues=tuple(f"{letter} per" for letter in "eotyrxndn"),
    ),
    # "all of the tumor nuclei stain", "100 of 100 cells" is read elsewhere
)
