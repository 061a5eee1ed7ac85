"""Lists under one head that tells what their bare numbers are: the share of stained cells, or H-scores.

MARKERS % TUMOR NUCLEI: ER >95 PR 20-30
PARAMETERS (% of immunoreactive cells): Estrogen rec. (1D5): 85 Progesterone rec. (PgR 636): 40
ER/PgR: 85/40 (% positive nuclei)
H-score (maximum 300): Estrogen receptor, clone 6F11 ..... 275
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from hr_report.extraction.mentions import Mention
from hr_report.extraction.numbers import NUMBER, interval, read_comparator, read_number
from hr_report.extraction.rules.markers import ESTROGEN, PROGESTERONE, RECEPTOR
from hr_report.models import HScore

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = re.compile(
    r"(?<!\d)(?<!\d\s)(?:%|\bpercent(?:age)?)(?:\s(?:of|the|positive|positively|(?:immuno)?stained|immunopositive"
    r"|(?:immuno)?reactive|neoplastic|tumou?r|invasive|malignant)){0,5}\s(?:cells|nuclei)\)?\s?:(?!\s*[<>≤≥~]?\s?\d)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:cells|nuclei)\)?\s?:", re.IGNORECASE)
_SCORED = re.compile(r"scores?\b[^:\n]{0,27}:", re.IGNORECASE)
"""What stands in every text that has such a head."""
_ENTRY = re.compile(
    rf"(?:(?:{ESTROGEN}|{PROGESTERONE})(?:\W{{0,3}}{RECEPTOR})?|\b(?-i:ER|P[gG]?R)\b)(?:\s?\([\w ./-]{{1,14}}\))?"
    rf"(?:, clone [\w ./-]{{2,10}}?)?\s?(?:[:=]|\.{{3,}})?\s{{1,4}}(?P<value>(?P<cmp>[<>≥≤])?\s?"
    rf"(?P<low>{NUMBER})(?:\s?[-–]\s?(?P<high>\d{{1,3}}))?)"
    r"(?=\s?[.,;\n]|\s*$|\s{1,4}[A-Za-z])(?!\.\d)",
    re.IGNORECASE,
)
_SCORES = re.compile(
    r"\b(?:h\W?scores?|histo\W?scores?)(?:\s?\([^()\n]{1,24}\))?\s?:(?!\s*[<>≤≥~]?\s?\d)", re.IGNORECASE
)
_TOP = 300
_PAIR = re.compile(
    r"\bER\s?/\s?P[gG]?R\)?\s?[:=]?\s{0,2}(?P<one>\d{1,3})\s?/\s?(?P<two>\d{1,3})(?=\s?\(?%\s(?:positive|stained|of)\b)"
)
_RULE = "headed_list"
_REACH = 260
"""Characters behind the head in which an entry of its list may begin."""
_END = re.compile(r"\n\s*\n")


def read_headed_lists(text: str, windows: tuple[tuple[int, int], ...]) -> Iterator[Mention]:
    """The percentages and H-scores of lists whose head says that they are."""
    for start, end in windows:
        for head in _HEAD.finditer(text, start, end) if _COUNTED.search(text, start, end) else ():
            for entry in _entries(text, head.end(), end):
                yield from _share(entry, "value", entry["high"], entry["low"], entry["cmp"])
        for head in _SCORES.finditer(text, start, end) if _SCORED.search(text, start, end) else ():
            for entry in _entries(text, head.end(), end):
                yield from _score(entry)
        for pair in _PAIR.finditer(text, start, end):
            for name in ("one", "two"):
                yield from _share(pair, name, None, pair[name])


def _entries(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The entries of the list at `start`, to an empty line."""
    blank = _END.search(text, start, end)
    for entry in _ENTRY.finditer(text, start, blank.start() if blank else end):
        if entry.start() > start + _REACH:
            return  # an entry that begins within reach is read to its end: "85" is never cut to "8"
        yield entry


def _score(entry: re.Match[str]) -> Iterator[Mention]:
    number = read_number(entry["low"])
    if number is not None and number <= _TOP and not entry["high"] and not entry["cmp"]:
        score = HScore(value=number, text=entry["value"].strip())
        yield Mention("h_score", entry.start("value"), entry.end("value"), score, _RULE)


def _share(match: re.Match[str], name: str, high: str | None, low: str, sign: str | None = None) -> Iterator[Mention]:
    number = read_number(low)
    top = Decimal(high) if high else None
    share = None if number is None else interval(number, top, read_comparator(sign), match[name].strip())
    if share is not None:
        yield Mention("percent", match.start(name), match.end(name), share, _RULE)
