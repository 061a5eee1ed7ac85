"""From one notation to another: Allred, H-score, IRS, J-score, percent. Arithmetic and bounds only, no policy.

Every function answers "what is still possible?": an interval or the list of possible scores. Nothing is rounded and
nothing is assumed, so the true value always lies within. Bands: `knowledge/scores.toml`.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from hr_report.interpretation.intervals import Interval, hull, interval_of
from hr_report.interpretation.knowledge import load
from hr_report.models import Intensity

ZERO, HUNDRED = Decimal(0), Decimal(100)

INTENSITY_POINTS: dict[Intensity, tuple[int, ...]] = {
    Intensity.NONE: (0,),
    Intensity.WEAK: (1,),
    Intensity.WEAK_MODERATE: (1, 2),
    Intensity.MODERATE: (2,),
    Intensity.MODERATE_STRONG: (2, 3),
    Intensity.WEAK_STRONG: (1, 2, 3),
    Intensity.STRONG: (3,),
}
"""Intensity words as the points 0 to 3 that Allred and IRS use; a range of words leaves several possible."""


@cache
def bands(scale: str) -> dict[int, Interval]:
    """Proportion score -> share of nuclei in percent, for "allred", "irs" or "j_score"."""
    return {row["score"]: interval_of(row) for row in load("scores")[scale]["proportion"]}


def proportion_scores(percent: Interval, scale: str) -> tuple[int, ...]:
    """The proportion scores of `scale` that a percentage allows; more than one where it straddles a band's edge."""
    return tuple(score for score, band in bands(scale).items() if band.overlaps(percent))


def allred_pairs(total: int) -> tuple[tuple[int, int], ...]:
    """The (proportion, intensity) pairs behind an Allred total; none for 1 and for anything beyond 0 to 8."""
    pairs = [(0, 0), *((proportion, intensity) for proportion in range(1, 6) for intensity in range(1, 4))]
    return tuple(pair for pair in pairs if sum(pair) == total)


def allred_percent(total: int, proportion: int | None = None, intensity: int | None = None) -> Interval | None:
    """The percentage that an Allred score allows, by its proportion score where given; None for an impossible score."""
    pairs = [pair for pair in allred_pairs(total) if proportion in (None, pair[0]) and intensity in (None, pair[1])]
    return hull(bands("allred")[first] for first, _ in pairs) if pairs else None


def allred_totals(percent: Interval, intensity: Intensity | None = None) -> tuple[int, ...]:
    """The Allred totals that a percentage (and an intensity) allow, ascending."""
    points = INTENSITY_POINTS[intensity] if intensity is not None else (0, 1, 2, 3)
    found = {
        proportion + point
        for proportion in proportion_scores(percent, "allred")
        for point in points
        if (proportion == 0) == (point == 0)
    }
    return tuple(sorted(found))


def h_score_percent(value: Decimal, intensity: Intensity | None = None) -> Interval | None:
    """The percentage that an H-score allows: from H/3 (all strong) to H (all weak), narrower by a named intensity.

    Args:
        value: 0 to 300.
        intensity: average intensity of the stained nuclei, taken as rounded to the nearest point.

    Returns:
        None where no staining gives this score (below 0, above 300, or staining of intensity none).
    """
    if not ZERO <= value <= 3 * HUNDRED:
        return None
    low_points, high_points = _mean_points(intensity)
    if high_points == 0:
        return Interval(ZERO, ZERO) if value == 0 else None
    low, high = value / high_points, min(HUNDRED, value / low_points)
    return Interval(low, high) if low <= high else None


def percent_h_score(percent: Interval, intensity: Intensity | None = None) -> Interval:
    """The H-scores that a percentage allows: 1 to 3 points a stained percent, fewer where the intensity is known."""
    low_points, high_points = _mean_points(intensity)
    return Interval(percent.low * low_points, percent.high * high_points, percent.low_open, percent.high_open)


def _mean_points(intensity: Intensity | None) -> tuple[Decimal, Decimal]:
    """The average points of stained nuclei that an intensity word allows: "moderate" is 1.5 to 2.5."""
    points = INTENSITY_POINTS[intensity] if intensity is not None else (1, 2, 3)
    if points == (0,):
        return ZERO, ZERO
    half = Decimal("0.5")
    return max(Decimal(1), min(points) - half), min(Decimal(3), max(points) + half)


def irs_pairs(value: int) -> tuple[tuple[int, int], ...]:
    """The (percentage points, intensity) pairs behind an IRS; none for 5, 7, 10, 11 and anything beyond 0 to 12."""
    pairs = [(0, 0), *((proportion, intensity) for proportion in range(1, 5) for intensity in range(1, 4))]
    return tuple(pair for pair in pairs if pair[0] * pair[1] == value)


def irs_percent(value: int, proportion: int | None = None, intensity: int | None = None) -> Interval | None:
    """The percentage that an IRS allows, by its percentage points where given; None for an impossible score."""
    pairs = [pair for pair in irs_pairs(value) if proportion in (None, pair[0]) and intensity in (None, pair[1])]
    return hull(bands("irs")[first] for first, _ in pairs) if pairs else None


def irs_values(percent: Interval, intensity: Intensity | None = None) -> tuple[int, ...]:
    """The immunoreactive scores that a percentage (and an intensity) allow, ascending."""
    points = INTENSITY_POINTS[intensity] if intensity is not None else (0, 1, 2, 3)
    found = {
        proportion * point
        for proportion in proportion_scores(percent, "irs")
        for point in points
        if (proportion == 0) == (point == 0)
    }
    return tuple(sorted(found))


def j_score_percent(value: int) -> Interval | None:
    """The percentage that a J-score allows; None beyond 0 to 3."""
    return bands("j_score").get(value)
