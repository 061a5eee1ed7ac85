"""Tables and lists whose rows end with their name, all on one line or line by line.

    Result / % / Intensity / Marker POS 88 3+ ESTROGEN RECEPTOR POS 35 2+ PROGESTERONE RECEPTOR NEG -- 0 HER2
    Positive 95% ER; Positive 70% PR; Negative HER2

Read as any other text each value would fall to the marker before it, so such a table is recognised by its heads: the
last of them is that of the names. A row counts where it has one cell for each head and a name behind them. A list
without heads is one where each of its clauses begins with its values and ends with a marker.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hr_report.extraction.statements import VALUES, Group, Statement
from hr_report.extraction.tables.cells import CELL, HEAD, head_kind, read_cell, suits

if TYPE_CHECKING:
    from hr_report.extraction.mentions import Mention

_NAMES = re.compile(r"\b(?:marker|antibody|analyte|test|stain|receptor|antigen)s?\b(?!\s?[:=])", re.IGNORECASE)
_AFTER_HEAD = re.compile(r"(?<=[a-z%)])[^\S\n]?[/|,]?[^\S\n]{1,3}$", re.IGNORECASE)
_BETWEEN = re.compile(r"[^\S\n]?[/|,]?[^\S\n]{1,3}")
_GAP = re.compile(r"[\s.|:]{1,4}")
_BEFORE_NAMES = 70
_REACH = 400
"""How far before the first marker the heads of its table may stand, rows of other stains between."""
_RULE = "value_first"
_BEGINS = re.compile(r"(?:^|[.:\n])\s*$")
_INSIDE = re.compile(r"[^\S\n]?[,(]?[^\S\n]?\)?[^\S\n]?")
"""What stands between the parts of a clause: "Positive (95%) ER"."""
_PARTED = re.compile(r"\s?[;\n]\s*")
_CLOSES = re.compile(r"\s?(?:[.;](?!\d)|\n|$)")


def read_value_first(text: str, items: tuple[Mention, ...]) -> tuple[list[Statement], set[int]]:
    """Statements of tables whose rows end with their name, and the positions of all mentions that stand in them."""
    statements: list[Statement] = []
    used: set[int] = set()
    starts = {item.start: index for index, item in enumerate(items) if item.kind in {"marker", "subject"}}
    markers = [item.start for item in items if item.kind == "marker"]
    for names in _NAMES.finditer(text, max(0, markers[0] - _REACH), markers[-1]) if len(starts) > 1 and markers else ():
        gap = _AFTER_HEAD.search(text, max(0, names.start() - 6), names.start())
        kinds = _kinds_before(text, gap.start()) if gap else []
        if len(kinds) < 2:
            continue
        at = names.end()
        while (row := _read_row(text, at, kinds, starts)) is not None:
            values, name = row
            item = items[name]
            if item.kind == "marker":
                group = Group(name, name, tuple(item.value), item.start, item.end)
                suited = tuple(value for value in values if all(suits(marker, value) for marker in item.value))
                statements.append(Statement(item.value[0], group, suited, _RULE))
            used |= {index for index, other in enumerate(items) if at <= other.start <= item.start}
            at = item.end
    return statements, used


def _kinds_before(text: str, end: int) -> list[str]:
    """The kinds of the heads that stand side by side right before `end`."""
    for start in range(max(0, end - _BEFORE_NAMES), end):
        if start and text[start - 1].isalnum():
            continue
        kinds, at = [], start
        while (head := HEAD.match(text, at, end)) is not None:
            kinds.append(head_kind(head))
            gap = _BETWEEN.match(text, head.end(), end)
            at = gap.end() if gap else head.end()
            if head.end() == end:
                return kinds
            if gap is None:
                break
    return []


def _read_row(text: str, at: int, kinds: list[str], starts: dict[int, int]) -> tuple[list[Mention], int] | None:
    """What the cells of the row at `at` say, and the position of its name among the mentions; None where none fits."""
    values: list[Mention] = []
    for kind in kinds:
        gap = _GAP.match(text, at)
        cell = CELL.match(text, gap.end()) if gap else None
        if cell is None:
            return None
        values.extend(read_cell(cell, kind, _RULE))
        at = cell.end()
    gap = _GAP.match(text, at)
    name = starts.get(gap.end()) if gap else None
    return None if name is None else (values, name)


def read_value_clauses(text: str, items: tuple[Mention, ...]) -> tuple[list[Statement], set[int]]:
    """Statements of lists of clauses that end with their marker, and the positions of all mentions in them."""
    statements: list[Statement] = []
    used: set[int] = set()
    at = 0
    while at < len(items):
        clauses = _clauses_from(text, items, at)
        if len(clauses) > 1:
            used.update(range(at, clauses[-1][-1] + 1))
        for *values, name in clauses if len(clauses) > 1 else ():
            item = items[name]
            group = Group(name, name, tuple(item.value), item.start, item.end)
            statements.append(Statement(item.value[0], group, tuple(items[n] for n in values), _RULE))
        at = max(at, clauses[-1][-1] if len(clauses) > 1 else at) + 1
    return statements, used


def _clauses_from(text: str, items: tuple[Mention, ...], first: int) -> list[list[int]]:
    """The clauses of the list that begins at the mention `first`, each with its values and its marker at the end."""
    clauses: list[list[int]] = []
    at = first
    if items[at].kind not in VALUES or _BEGINS.search(text, max(0, items[at].start - 4), items[at].start) is None:
        return []
    while (clause := _clause(text, items, at)) is not None:
        clauses.append(clause)
        at = clause[-1] + 1
        if at == len(items) or _PARTED.fullmatch(text, items[at - 1].end, items[at].start) is None:
            break
    closed = bool(clauses) and _CLOSES.match(text, items[clauses[-1][-1]].end) is not None
    return clauses if closed else []


def _clause(text: str, items: tuple[Mention, ...], first: int) -> list[int] | None:
    """The values from `first` on with the one marker right behind them; None where what stands there is no clause."""
    for at in range(first, len(items)):
        if at > first and _INSIDE.fullmatch(text, items[at - 1].end, items[at].start) is None:
            return None
        if items[at].kind == "marker":
            return list(range(first, at + 1)) if at > first and len(items[at].value) == 1 else None
        if items[at].kind not in VALUES:
            return None
    return None
