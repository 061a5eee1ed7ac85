"""Tables that lost their lines but kept their rows: the heads, then row after row, all on one line.

    TEST RESULT % CELLS STAIN CLONE ER POS 90 3+ 1D5 PR POS 75 2+ PGR636 HER2 NEG - 0 A0485

A row counts only where it has one cell for each head, and the next row or the end of the sentence follows. The heads
tell what the bare numbers are; read here, they go before every rule that looks at a number alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hr_report.extraction.mentions import Mention
from hr_report.extraction.rules.markers import ESTROGEN, PROGESTERONE, RECEPTOR
from hr_report.extraction.statements import is_favorable
from hr_report.extraction.tables.cells import ALONG, CELL, HEAD, head_kind, read_cell, read_degree
from hr_report.models import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

_START = re.compile(
    r"\b(?:test|antigen|marker|antibod(?:y|ies)|analyte|receptor|stain|assay"
    r"|parameter)s?\b(?=[.,|:]?\s)|\b(?=positive nuclei %)",
    re.IGNORECASE,
)
#: Heads that stand only in such rows; the others are those of `cells`.
_ROW_HEADS: tuple[tuple[str, str], ...] = (
    ("skipped", r"stain(?:ing)? (?:pattern|localization)|localization"),
    ("pattern", r"pattern"),
    (
        "part",
        (
            r"(?:proportion|intensity|percent(?:age)?)(?: score)?(?: \([PI]S\))"
            r"|(?:proportion|intensity|percent(?:age)?|%) score(?: [PI]S\b)?|points \((?:PP|SI)\)"
        ),
    ),
    ("allred", r"total(?: score)?(?: \(TS\)| TS\b)?"),
    ("grade", r"stain(?:ing)?(?: grade| [il1]ntensity)?"),
)
_ROW_HEAD = re.compile(
    r"(?:" + "|".join(f"(?P<{kind}>{phrase})" for kind, phrase in _ROW_HEADS) + r")(?![\w-])", re.IGNORECASE
)
_BESIDE = re.compile(r"[^\S\n]?[.,|:/]?[^\S\n]{1,14}(?!\n)")
_BELOW = re.compile(r"[^\S\n]{0,3}\n[^\S\n]{0,12}(?!\n)")
"""Between two cells side by side, and between two that stand on lines of their own; a row may follow either way."""
_NOTE = re.compile(r"\s\([^()\n]{3,24}\)")
"""What a head adds in brackets: "RESULT (POSITIVE CUTOFF)"."""
_SLASHED = re.compile(r"[^/\n.]{1,30}(?=\s/)")
"""A cell of any words between slashes: "no membrane stain"."""
_STOPPED = re.compile(r"[^.\n]{1,30}(?=\.)")
"""The same between full stops: "IHC clone SP1"."""
_TOKEN = re.compile(r"[-–—]+(?=\s)|\d+\.\d+|[<>≥≤]\s?(?:or\s)?=?\s?\d[\d.]*(?:\s?%)?|[<>≥≤=]{0,2}\s?[A-Za-z0-9][\w/-]*")
_RECEPTOR = re.compile(
    rf"(?:{ESTROGEN}|{PROGESTERONE})(?:\W{{0,3}}{RECEPTOR})?(?: \([\w ]{{1,10}}\))?"
    r"|(?-i:ER|P[gG]?R)\b(?: \([\w ]{1,10}\))?(?: IHC\b)?",
    re.IGNORECASE,
)
_HER2 = re.compile(r"her\W?2(?:\W?neu)?(?: \([\w ]{2,10}\))?(?: IHC\b)?(?![\w-])", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z][\w/-]*(?: ?\d+)?(?: \([\w ]{1,10}\))?")
_RULE = "table_row"
_MOST = 12
_SHORT = 24


def read_rows(text: str, windows: tuple[tuple[int, int], ...]) -> list[Mention]:
    """What the rows of flattened tables say of the receptors and HER2."""
    found: list[Mention] = []
    for start, end in windows:
        at = start
        while head := _START.search(text, at, end):
            between = _BELOW if _BELOW.match(text, head.end()) else _BESIDE
            kinds, body = _read_heads(text, head, between)
            at = max(body, head.end())
            barred = "|" in text[head.end() : body]  # its lines are kept, and read with all words in `by_line`
            if len(kinds) > 1 and not barred:
                found.extend(_read_body(text, body, kinds, between))
    return found


def _read_heads(text: str, first: re.Match[str], between: re.Pattern[str]) -> tuple[list[str], int]:
    """The kinds of the heads that follow the first one, and where they end."""
    kinds: list[str] = []
    end = first.end()
    while len(kinds) < _MOST:
        gap = between.match(text, end) if end > first.start() else None
        begin = gap.end() if gap else end
        head = _ROW_HEAD.match(text, begin) or HEAD.match(text, begin)
        if head is None or (gap is None and kinds):
            break
        kinds.append(head_kind(head))
        note = _NOTE.match(text, head.end())
        end = note.end() if note else head.end()
    if kinds and kinds[-1] == "pattern":
        kinds[-1] = "percent"
    return ["skipped" if kind == "pattern" else kind for kind in kinds], end


def _read_body(text: str, at: int, kinds: list[str], between: re.Pattern[str]) -> Iterator[Mention]:
    """The mentions of the rows from `at` on, up to the first that does not fit the heads."""
    while gap := _BESIDE.match(text, at) or _BELOW.match(text, at):
        receptor, her2 = _RECEPTOR.match(text, gap.end()), _HER2.match(text, gap.end())
        name = receptor or her2 or _NAME.match(text, gap.end())
        row = _read_row(text, name.end(), kinds, between) if name else None
        if row is None:
            return
        at, values = row
        if receptor or any(_says_her2(text, value) for value in values if her2):
            yield from (value for value in values if receptor or value.kind == "aside" or _says_her2(text, value))


def _says_her2(text: str, value: Mention) -> bool:
    """Whether a value is a result of HER2, for which "favorable" is no word to take."""
    return value.kind == "grade" or (value.kind == "status" and not is_favorable(text, value))


def _may_be_empty(place: int, kinds: list[str], values: list[Mention]) -> bool:
    """Whether the last cell of a row may be left out: how a stain that is negative stains."""
    negative = any(value.value is Status.NEGATIVE for value in values)
    return place == len(kinds) - 1 and kinds[place] in {"grade", "percent"} and negative


def _is_result(value: Mention, kind: str, kinds: list[str]) -> bool:
    """Whether what a cell says is a result: no part of a score, nor the cut-off in brackets behind a word."""
    behind_word = kind == "status" and value.kind == "percent" and "percent" in kinds
    return kind != "part" and not behind_word


def _slash_after(text: str, at: int) -> int:
    """Where the slash behind a cell stands, so that "3 / 8" is two cells and no score; the end of the text without."""
    slash = text.find(" / ", at, at + _SHORT)
    return slash if slash >= 0 else len(text)


def _read_row(text: str, at: int, kinds: list[str], between: re.Pattern[str]) -> tuple[int, list[Mention]] | None:
    """The end of a row and what its cells say; None where it has not one cell for each head."""
    values: list[Mention] = []
    for place, kind in enumerate(kinds):
        gap = between.match(text, at)
        slashed = gap is not None and "/" in gap[0]
        if kind == "skipped":
            words = _SLASHED if slashed else _STOPPED if gap is not None and "." in gap[0] else _TOKEN
            cell = words.match(text, gap.end()) if gap else None
        else:
            cell = CELL.match(text, gap.end(), _slash_after(text, gap.end()) if slashed else len(text)) if gap else None
        if cell is None and _may_be_empty(place, kinds, values):
            break
        if cell is None:
            return None
        at = cell.end()
        if kind == "skipped":
            values.append(Mention("aside", cell.start(), cell.end(), cell[0], _RULE))
        else:
            values.extend(value for value in read_cell(cell, kind, _RULE) if _is_result(value, kind, kinds))
            share = cell["number"] or cell["percent"]
            shares_cell = kind == "percent" and share and "grade" not in kinds[place + 1 :]
            degree = ALONG.match(text, at) if shares_cell else None
            if degree is not None:
                values.extend(read_degree(degree, _RULE))
                at = degree.end()
    after = between.match(text, at)
    if after is not None and CELL.match(text, after.end()):
        return None  # one cell too many
    return at, values
