"""Numbers as reports write them, with their comparators; OCR's letters among the digits are read as digits."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from hr_report.extraction.patterns import DIGIT, compile_phrase, digits
from hr_report.models import Percent

# "90", "9O" (OCR), "2.5", "100"
NUMBER = rf"(?:{DIGIT}{{1,3}}(?:[.,][0-9O]+)?|(?<!\w)[1-9]S)"
# "%", "percent", "per cent", "pct"
SIGN = r"(?:\s{0,2}%|\s?[°º]\s?/\s?[o0]|\s?«percent»\b|\s?per\scent\b|\s?pct\b)"

BELOW = (
    r"(?:(?<!no\s)(?<!not\s)(?:<\s?/\s?=|<|˂|﹤|＜|≦|⩽|≤|<=|=<|(?<![a-z\d])(?:«less» than(?: or equal to)?"
    r"|«fewer» than|«under»|«below»|up to|no more than|not more than"
    r"|at most)))"
)
ABOVE = (
    r"(?:>\s?/\s?=|>|˃|﹥|＞|≧|⩾|≥|>=|=>|(?<![a-z\d])(?:«more» than|«greater» than(?: or equal to)?"
    r"|«over»|«above»|at «least»|upwards? of|«exceeding»|in excess of|no[t]? less than"
    r"|no fewer than|not below|not under))"
)
ABOUT = (
    r"(?:~|≈|(?<![a-z\d])(?:c\.|ca\.?|«approximately»|approx\.?|est\.|«about»|«around»|«roughly»"
    r"|«nearly»|«almost»|«estimated» at|an «estimated»|an «average» of"
    r"|«average» of))"
)


def read_number(text: str) -> Decimal | None:
    """The value of a number in which OCR may have printed letters for digits; None where it is none."""
    try:
        return Decimal(digits(text).replace(",", "."))
    except InvalidOperation:
        return None


_INCLUSIVE = (
    *(
        "≤",
        "≦",
        "⩽",
        "≥",
        "≧",
        "⩾",
        "<=",
        "</",
        "=<",
        ">/",
        ">=",
        "=>",
        "up to",
        "at ",
        "no more",
        "not more",
        "no less",
        "not less",
    ),
    *("no fewer", "not below", "not under"),
)
"""How a comparator begins that takes in its bound."""


def read_comparator(text: str | None) -> str | None:
    """The sign that a comparator stands for: "<", "<=", ">", ">=", or "~" for "about"; None where there is none."""
    if not text:
        return None
    word = " ".join(text.lower().split())
    equal = "=" if "equal" in word or word.startswith(_INCLUSIVE) else ""
    for sign, phrase in (("<", BELOW), (">", ABOVE)):
        if compile_phrase(phrase).fullmatch(text):
            return sign + equal
    return "~"


def interval(low: Decimal, high: Decimal | None, comparator: str | None, text: str) -> Percent | None:
    """A percentage as an interval, or None where it is out of 0 to 100 or upside down."""
    if high is None:
        high = low
        if comparator in {"<", "<="}:
            low = Decimal(0)
        elif comparator in {">", ">="}:
            high = Decimal(100)
    if not 0 <= low <= high <= 100:
        return None
    return Percent(low=low, high=high, comparator=comparator, text=" ".join(text.split()))


def opens_upwards(text: str) -> bool:
    """Whether a comparator that follows the number opens upwards ("or more", "+")."""
    return not any(word in text.lower() for word in ("less", "fewer", "below"))
