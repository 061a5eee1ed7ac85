"""Two readers of the same piece of a page: where they agree, where they do not.

A value may be taken only where both readers have it: comparison signs and digits are exactly where a single engine goes
wrong ("<1%" read as "1%"), and two engines were never seen to agree on a wrong value. Tokens that hold digits or signs,
and short words, must be the same; longer words may differ by a letter, since no result hangs on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_SAME = str.maketrans({"–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "＜": "<", "＞": ">"})
_TOKEN = re.compile(r"[^\s|]+")
_NAME = re.compile(r"[a-z]{3,}\d{1,2}")  # three letters and a number: a name like HER2, never a value
# What Tesseract makes of digits in faxes; used in names only, where letters leave one reading.
_CONFUSED = str.maketrans({"2": "z", "?": "z", "0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "8": "b"})
_ALIKE = 0.75
_NEGATIONS = frozenset(("no", "non", "nor", "not", "without"))
_SHORT = 4  # letters; of shorter words ("ER", "PR", "no", "not") each letter counts


@dataclass(frozen=True, slots=True)
class Reading:
    """A token of the first reader, and what the second read instead (None where they agree)."""

    text: str
    start: int
    end: int
    other: str | None = None


def compare(first: str, seconds: list[str]) -> list[Reading]:
    """The tokens of the first reader, each with the verdict of the second (who may look more than once)."""
    plain = first.translate(_SAME)
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(plain)]
    views = [_aligned(plain, second.translate(_SAME)) for second in seconds]
    readings = []
    for text, start, end in tokens:
        others = [view(start, end) for view in views]
        agreed = any(_agree(text, other) for other in others)
        shown = first[start:end]
        readings.append(Reading(shown, start, end, None if agreed else next(filter(None, others), "")))
    return readings


def with_negations(readings: list[Reading], first: str) -> list[Reading]:
    """The readings, a "not" in doubt together with its word: without it the rest would say the opposite."""
    joined: list[Reading] = []
    for reading in readings:
        last = joined[-1] if joined else None
        if last and last.other is not None and last.text.strip("(").casefold() in _NEGATIONS:
            seen = reading.text if reading.other is None else reading.other
            whole = first[last.start : reading.end]
            joined[-1] = Reading(whole, last.start, reading.end, f"{last.other} {seen}".strip())
        else:
            joined.append(reading)
    return joined


def _aligned(first: str, second: str) -> Callable[[int, int], str]:
    """What stands in the second text at a range of the first, blanks left out."""
    places = [i for i, char in enumerate(first) if not char.isspace()]
    rank = {place: number for number, place in enumerate(places)}
    one, two = "".join(first.split()), "".join(second.split())
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()

    def at(start: int, end: int) -> str:
        low, high = rank[start], rank[end - 1] + 1
        shown = ""
        for kind, a, b, c, d in blocks:
            if kind == "equal":
                shown += two[c + max(0, low - a) : c + max(0, min(b, high) - a)] if a < high and b > low else ""
            elif kind == "insert":
                shown += two[c:d] if low <= a < high or (a == high and a == len(one)) else ""
            elif a < high and b > low:
                shown += two[c:d]
        return shown

    return at


def _agree(first: str, second: str) -> bool:
    if first == second:
        return True
    one, two = first.strip(".,;:()[]'\"").casefold(), second.strip(".,;:()[]'\"").casefold()
    if one == two or (_NAME.fullmatch(one) and one.translate(_CONFUSED) == two.translate(_CONFUSED)):
        return True
    if len(one) < _SHORT or not one.isalpha() or abs(len(one) - len(two)) > 1:  # "not" before a word is no slip
        return False
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= _ALIKE
