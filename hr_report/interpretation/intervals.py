"""Exact intervals: what a statement like "<10%" leaves possible, no more and no less."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hr_report.models import Percent


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`; an open end leaves its own value out."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, value: Decimal) -> bool:
        above = value > self.low or (value == self.low and not self.low_open)
        below = value < self.high or (value == self.high and not self.high_open)
        return above and below

    @property
    def is_empty(self) -> bool:
        """True where no value is left."""
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def intersect(self, other: Interval) -> Interval:
        """What both allow; may be empty."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, high_closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Interval(low, high, low_open, not high_closed)

    def overlaps(self, other: Interval) -> bool:
        """True where at least one value is allowed by both."""
        return not self.intersect(other).is_empty

    def __str__(self) -> str:
        low, high = plain_number(self.low), plain_number(self.high)
        if self.low == self.high:
            return low
        return f"{'above ' if self.low_open else ''}{low} to {'below ' if self.high_open else ''}{high}"


def plain_number(value: Decimal) -> str:
    """A number to read: no exponent, no trailing zeros, at most two decimal places."""
    return f"{round(value, 2).normalize():f}"


def exactly(value: Decimal | int) -> Interval:
    """The interval that holds one value."""
    return Interval(Decimal(value), Decimal(value))


def hull(parts: Iterable[Interval]) -> Interval:
    """The smallest interval around all `parts` (at least one)."""
    parts = list(parts)
    low, low_open = min((part.low, part.low_open) for part in parts)
    high, high_closed = max((part.high, not part.high_open) for part in parts)
    return Interval(low, high, low_open, not high_closed)


def percent_interval(percent: Percent) -> Interval:
    """What a reported percentage allows: ">10%" leaves 10 out, "<1%" leaves 1 out, all else includes its ends."""
    return Interval(
        percent.low,
        percent.high,
        low_open=percent.comparator == ">" and percent.low < percent.high,
        high_open=percent.comparator == "<" and percent.low < percent.high,
    )


def interval_of(row: dict[str, Any]) -> Interval:
    """An interval from a table row with `low`, `high` and, where an end is left out, `low_open` or `high_open`."""
    return Interval(
        Decimal(row["low"]), Decimal(row["high"]), bool(row.get("low_open", False)), bool(row.get("high_open", False))
    )
