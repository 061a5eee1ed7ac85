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

_EDGES = frozenset((0, 1, 10, 100))
_BOUNDS = frozenset((1, 10))
_NEAR = 60


def is_definition(text: str, items: tuple[Mention, ...], statement: Statement) -> bool:
    """Whether the percentage of `statement` and the next one beside it are the bounds of two categories."""
    own = next((value for value in statement.values if value.kind == "percent"), None)
    if own is None or not _is_edge(own.value):
        return False
    for item in items:
        if item.start < own.end:
            continue
        if item.kind == "marker" or item.start - own.end > _NEAR or "\n" in text[own.end : item.start]:
            return False
        if item.kind == "percent":
            bounded = own.value.comparator or item.value.comparator or own.value.low != own.value.high
            return _is_edge(item.value) and item.value != own.value and bool(bounded)
    return False


def _is_edge(percent: Percent) -> bool:
    """Whether a percentage is a bound or a range that categories have: <1, >=1, 1-10, >10, or 1 or 10 alone."""
    return {percent.low, percent.high} <= (_BOUNDS if percent.low == percent.high else _EDGES)
