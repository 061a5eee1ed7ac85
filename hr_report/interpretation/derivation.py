"""Reported numbers in the other notations, as `Derived` values with the step that led there."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hr_report.interpretation import scores
from hr_report.interpretation.intervals import Interval
from hr_report.models import Derived, Intensity

if TYPE_CHECKING:
    from hr_report.interpretation.measures import Measure

SCALE_NAMES = {
    "percent": "percentage",
    "allred": "Allred score",
    "h_score": "H-score",
    "irs": "immunoreactive score",
    "j_score": "J-score",
}


def derive(found: tuple[Measure, ...], intensity: Intensity | None) -> tuple[Derived, ...]:
    """Each reported number in every notation that the report does not give itself, from the weightiest number down."""
    reported = {measure.scale for measure in found}
    result: dict[str, Derived] = {}
    for measure in found:
        if measure.percent is None:
            continue
        for kind, interval, how in _from_percent(measure, intensity):
            if kind.removesuffix("_total") not in reported and kind not in result:
                result[kind] = _derived(kind, interval, f"From '{measure.text}': {how}")
    return tuple(result.values())


def _from_percent(measure: Measure, intensity: Intensity | None) -> list[tuple[str, Interval, str]]:
    percent = measure.percent
    if percent is None:
        return []
    named = SCALE_NAMES[measure.scale]
    shade = f" with {intensity.value} staining" if intensity is not None else " with any intensity"
    rows = [("percent", percent, f"{named} of this size means {percent} % of the nuclei.")]
    for kind, values in (
        ("allred_proportion", scores.proportion_scores(percent, "allred")),
        ("allred_total", scores.allred_totals(percent, intensity)),
        ("irs", scores.irs_values(percent, intensity)),
        ("j_score", scores.proportion_scores(percent, "j_score")),
    ):
        if values:
            listed = ", ".join(str(value) for value in values)
            how = f"{percent} % of the nuclei{shade if kind in ('allred_total', 'irs') else ''} allows {listed}."
            rows.append((kind, Interval(Decimal(min(values)), Decimal(max(values))), how))
    h_score = scores.percent_h_score(percent, intensity)
    rows.append(("h_score", h_score, f"{percent} % of the nuclei{shade} gives {h_score}."))
    return rows


def _derived(kind: str, interval: Interval, step: str) -> Derived:
    return Derived(
        kind=kind,
        low=interval.low,
        high=interval.high,
        low_excluded=interval.low_open,
        high_excluded=interval.high_open,
        steps=(step,),
    )
