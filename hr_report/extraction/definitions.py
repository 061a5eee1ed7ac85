"""Statements that define a category rather than give a result: "<1% negative; 1-10% low positive; >10% positive".

Rules for legends know them by their words, which a scan may damage. The numbers tell as well: two percentages that are
bounds of categories (1, 10), side by side and without a marker between them, are a definition and no result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hr_report.extraction.mentions import Mention
    from hr_report.extraction.statements import Statement
    from hr_report.models import Percent

_EDGES = frozenset((0, 1, 5, 10, 100))
_BOUNDS = frozenset((1, 10))
_NEAR = 60


def is_definition(text: str, items: tuple[Mention, ...], statement: Statement) -> bool:
    """Whether the percentage of `statement` and another one beside it are the bounds of two categories."""
    own = next((value for value in statement.values if value.kind == "percent"), None)
    if own is None or not _is_edge(own.value):
        return False
    after = [item for item in items if item.start >= own.end]
    before = [item for item in reversed(items) if item.end <= own.start]
    return any(_bounds(text, own, _nearest(side)) for side in (after, before))


def _nearest(items: list[Mention]) -> Mention | None:
    """The first percentage, unless a marker stands before it."""
    found = next((item for item in items if item.kind in {"percent", "marker"}), None)
    return found if found is not None and found.kind == "percent" else None


def _bounds(text: str, own: Mention, other: Mention | None) -> bool:
    """Whether two percentages on one line are bounds of different categories, one of them at least a real bound."""
    if other is None or not (_is_edge(other.value) and _apart(own.value, other.value)):
        return False
    between = text[min(own.end, other.end) : max(own.start, other.start)]
    bounded = own.value.comparator or other.value.comparator or own.value.low != own.value.high
    return len(between) <= _NEAR and "\n" not in between and bool(bounded)


def _apart(one: Percent, other: Percent) -> bool:
    """Whether two percentages are different categories: neither holds the other (">=1%, 1-10%" is a result)."""
    within = one.low <= other.low and other.high <= one.high
    return not within and not (other.low <= one.low and one.high <= other.high)


def _is_edge(percent: Percent) -> bool:
    """Whether a percentage is a bound or a range that categories have: <1, >=1, 1-10, >10, or 1 or 10 alone."""
    return {percent.low, percent.high} <= (_BOUNDS if percent.low == percent.high else _EDGES)
