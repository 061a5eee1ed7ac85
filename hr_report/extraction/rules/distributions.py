"""Shares of cells by staining class that are 100 together: "0: 5%, 1+: 10%, 2+: 25%, 3+: 60%"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hr_report.extraction.mentions import Match, Rule
from hr_report.extraction.numbers import NUMBER, interval, read_number

if TYPE_CHECKING:
    from hr_report.models import Percent


def _distribution(match: Match) -> Percent | None:
    parts = [read_number(match[name] or "0") for name in ("p0", "p1", "p2", "p3")]
    if any(part is None for part in parts):
        return None
    none, weak, moderate, strong = (part or Decimal(0) for part in parts)
    positive = weak + moderate + strong
    if match["p1"] is None and match["p2"] is None and match["p3"] is None:
        positive = 100 - none
        if none != 100:
            return None
    elif none + positive != 100:
        return None
    return interval(positive, None, None, match[0])


def _distribution_words(match: Match) -> Percent | None:
    """Shares by intensity without the opening zero: a sum of at most 100, and the total if one is given."""
    parts = [read_number(match[name]) for name in ("p1", "p2", "p3")]
    none, total = (read_number(match[name]) if match[name] else None for name in ("p0", "total"))
    if any(part is None for part in parts):
        return None
    positive = sum((part or Decimal(0) for part in parts), Decimal(0))
    if positive > 100 or (none is not None and none + positive != 100) or (total is not None and total != positive):
        return None
    return interval(positive, None, None, match[0])


def _distribution_falling(match: Match) -> Percent | None:
    """Shares from strong to none, some of them left out, which are 100 together."""
    parts = [read_number(match[name]) for name in ("p1", "p2", "p3") if match[name]]
    none = read_number(match["p0"])
    if not parts or none is None or any(part is None for part in parts):
        return None
    positive = sum((part or Decimal(0) for part in parts), Decimal(0))
    return interval(positive, None, None, match[0]) if positive + none == 100 else None


_OF_GRADE = r"\+?(?: (?:nuclei|cells))?\s?[-:=]?\s{0,2}"
"""Between a grade and the share of its cells: "1+: ", "2+ nuclei "."""

DISTRIBUTION_RULES: tuple[Rule, ...] = (
    # "(0- 40%; 1+ 40%; 2+ 10%; 3+ 10%)", "(0 100%)"
    # "0+ nuclei 6% 1+ nuclei 14% 2+ nuclei 30% 3+ nuclei 50%": shares of cells by intensity
    Rule(
        "distribution",
        "distribution",
        rf"\(?(?<![\w.])[0O]{_OF_GRADE}(?P<p0>1[0OD]{{2}}|\d{{1,2}}|[0O])\s?[%48tsS]"
        rf"(?:[\s;,.]{{1,3}}1{_OF_GRADE}(?P<p1>{NUMBER}??)\s?[%48ZtsS$3][\s;,.]{{1,3}}2{_OF_GRADE}"
        rf"(?P<p2>{NUMBER}??)\s?[%48ZtsS$3][\s;,.]{{1,3}}3{_OF_GRADE}(?P<p3>{NUMBER}??)\s?[%48ZtsS$3])?\)?",
        _distribution,
    ),
    # "5 / 10 / 25 / 60": shares of cells by staining class, none to strong, which are 100 together
    Rule(
        "distribution_slashes",
        "distribution",
        r"(?<![\d/.])(?P<p0>\d{1,3})\s?/\s?(?P<p1>\d{1,3})\s?/\s?(?P<p2>\d{1,3})\s?/\s?(?P<p3>\d{1,3})(?![\d/])",
        _distribution,
        cues=("/",),
    ),
    # "20%; 1+ 30%; 2+ 30%; 3+ 20%)": the opening zero lost
    Rule(
        "distribution_open",
        "distribution",
        r"(?:\b(?:negative|none|no staining)\s)?"
        rf"(?<![\d.+])(?P<p0>\d{{1,3}})\s?%[\s;,.]{{1,3}}1\+\s?[-:=]?\s{{0,2}}(?P<p1>{NUMBER})\s?%[\s;,.]{{1,3}}"
        rf"2\+\s?[-:=]?\s{{0,2}}(?P<p2>{NUMBER})\s?%[\s;,.]{{1,3}}3\+\s?[-:=]?\s{{0,2}}(?P<p3>{NUMBER})\s?%\)?",
        _distribution,
        cues=("1+",),
    ),
    # "10% 1+, 40% 2+, 50% 3+": shares before their grades
    Rule(
        "distribution_of_grades",
        "distribution",
        rf"(?<![\w.])(?P<p1>{NUMBER})\s?%\s?1\+\W{{1,3}}(?P<p2>{NUMBER})\s?%\s?2\+\W{{1,3}}(?P<p3>{NUMBER})\s?%\s?"
        rf"3\+(?P<p0>)(?P<total>)",
        _distribution_words,
        cues=("1+",),
    ),
    # "3+ in 75%, 2+ in 15%, negative in 10% of nuclei": from strong to none
    Rule(
        "distribution_falling",
        "distribution",
        rf"(?<![\w.])(?:3\+[^\S\n]{{0,3}}(?:in )?(?P<p3>{NUMBER})\s?%\W{{1,6}})?(?:(?<![\w.])2\+[^\S\n]{{0,3}}(?:in )?"
        rf"(?P<p2>{NUMBER})\s?%\W{{1,6}})?"
        rf"(?:(?<![\w.])1\+[^\S\n]{{0,3}}(?:in )?(?P<p1>{NUMBER})\s?%\W{{1,6}})?(?:and )?(?:negative"
        rf"|none|nil|0|no staining)[^\S\n]{{0,3}}(?:in )?(?P<p0>{NUMBER})\s?%",
        _distribution_falling,
        cues=("+",),
    ),
    # "3+ 60%, 2+ 20%, 1+ 10%", "3+ in 60%, 2+ in 30%, 1+ in 5%": from strong to weak
    Rule(
        "distribution_down",
        "distribution",
        rf"(?:(?<![\w.])3\+|\bstrong(?:ly)?)\s?(?:[:=(]|in )?\s?(?P<p3>{NUMBER})\s?%\W{{1,4}}(?:2\+"
        rf"|\bmoderate(?:ly)?)\s?(?:[:=(]|in )?\s?"
        rf"(?P<p2>{NUMBER})\s?%\W{{1,4}}(?:and )?(?:1\+|\bweak(?:ly)?)\s?(?:[:=(]|in )?\s?(?P<p1>{NUMBER})\s?%"
        rf"(?P<p0>)(?P<total>)",
        _distribution_words,
        cues=("%",),
    ),
    # "weak 10%, moderate 30%, strong 40%", "0 (5%), 1+ (10%), 2+ (25%), 3+ (60%)", "1+: 5%, 2+: 20%, 3+: 75%"
    Rule(
        "distribution_words",
        "distribution",
        rf"(?:(?:\b(?:negative|none|no staining|unstained)(?: [a-z]{{2,8}}){{0,2}}|(?<![\w.])0\+?)\s?[:=(\-]?\s?"
        rf"(?P<p0>{NUMBER})\s?%\W{{1,4}})?"
        rf"(?:\bweak(?:ly)?|\b1\+)\s?[:=(\-]?\s?(?P<p1>{NUMBER})\s?%\W{{1,4}}(?:\b(?:moderate"
        rf"(?:ly)?|intermediate)|\b2\+)\s?[:=(\-]?\s?(?P<p2>{NUMBER})\s?%\W{{1,4}}(?:and )?(?:\bstrong"
        rf"(?:ly)?|\b3\+)\s?[:=(\-]?\s?(?P<p3>{NUMBER})\s?%\)?(?:\W{{1,4}}(?:total"
        rf"|sum)(?: (?:reactive|positive))?\W{{1,3}}"
        rf"(?P<total>{NUMBER})\s?%)?",
        _distribution_words,
        cues=("%",),
    ),
)
