"""The usable numbers of one finding, on its own scale and as a percentage; impossible ones are set aside."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hr_report.interpretation import scores
from hr_report.interpretation.discrepancies import Sides, discrepancy
from hr_report.interpretation.intervals import Interval, exactly, percent_interval

if TYPE_CHECKING:
    from collections.abc import Callable

    from hr_report.extraction.findings import Finding
    from hr_report.models import Discrepancy, HScore, Intensity, JScore


@dataclass(frozen=True, slots=True)
class Measure:
    """One reported number: its scale, its value there, and the share of stained nuclei it allows (None: not known)."""

    scale: str
    value: Interval
    percent: Interval | None
    text: str


def measures(finding: Finding) -> tuple[tuple[Measure, ...], tuple[Discrepancy, ...]]:
    """The numbers of a finding in order of weight (percent first), and what is impossible among them."""
    usable: list[Measure] = []
    faults: list[Discrepancy] = []
    for read in _READERS:
        measure, code, text = read(finding)
        if measure is not None:
            usable.append(measure)
        elif code:
            faults.append(discrepancy(code, finding.marker, finding.evidence, Sides(number=text)))
    return tuple(usable), tuple(faults)


_Read = tuple[Measure | None, str, str]
"""A measure; or None with the code of what is wrong and the number's own words; or nothing where none is given."""

_NOT_GIVEN: _Read = (None, "", "")


def _percent(finding: Finding) -> _Read:
    percent = finding.percent
    if percent is None:
        return _NOT_GIVEN
    interval = percent_interval(percent)
    if interval.is_empty or not Decimal(0) <= percent.low <= percent.high <= Decimal(100):
        return None, "percent_out_of_range", percent.text
    return Measure("percent", interval, interval, percent.text), "", ""


def _allred(finding: Finding) -> _Read:
    allred = finding.allred
    if allred is None:
        return _NOT_GIVEN
    parts = (allred.proportion, allred.intensity)
    if None not in parts and sum(part or 0 for part in parts) != allred.total:
        return None, "allred_parts_do_not_sum", allred.text
    percent = scores.allred_percent(allred.total, *parts)
    if percent is None:
        return None, "allred_impossible", allred.text
    return Measure("allred", exactly(allred.total), percent, allred.text), "", ""


def _single_number(scale: str, given: HScore | JScore, percent: Interval | None) -> _Read:
    """A score that is one number; out of its range where no percentage gives it."""
    if percent is None:
        return None, f"{scale}_out_of_range", given.text
    return Measure(scale, exactly(given.value), percent, given.text), "", ""


def _h_score(finding: Finding) -> _Read:
    given = finding.h_score
    return _single_number("h_score", given, scores.h_score_percent(given.value)) if given else _NOT_GIVEN


def _irs(finding: Finding) -> _Read:
    irs = finding.irs
    if irs is None:
        return _NOT_GIVEN
    if irs.proportion is not None and irs.intensity is not None and irs.proportion * irs.intensity != irs.value:
        return None, "irs_parts_do_not_multiply", irs.text
    percent = scores.irs_percent(irs.value, irs.proportion, irs.intensity)
    if percent is None:
        return None, "irs_impossible", irs.text
    return Measure("irs", exactly(irs.value), percent, irs.text), "", ""


def _j_score(finding: Finding) -> _Read:
    given = finding.j_score
    return _single_number("j_score", given, scores.j_score_percent(given.value)) if given else _NOT_GIVEN


def _ligand_binding(finding: Finding) -> _Read:
    binding = finding.ligand_binding
    if binding is None:
        return _NOT_GIVEN
    if binding.value < 0:
        return None, "ligand_binding_out_of_range", binding.text
    return Measure("ligand_binding", exactly(binding.value), None, binding.text), "", ""


_READERS: tuple[Callable[[Finding], _Read], ...] = (_percent, _allred, _h_score, _irs, _j_score, _ligand_binding)


def combine(found: tuple[Measure, ...]) -> tuple[Interval | None, bool]:
    """What all measures together leave possible as a percentage, and whether they fit each other.

    Where they do not fit, the earlier (weightier) ones are kept and the later left out.
    """
    combined: Interval | None = None
    agree = True
    for measure in found:
        if measure.percent is None:
            continue
        both = measure.percent if combined is None else combined.intersect(measure.percent)
        if both.is_empty:
            agree = False
        else:
            combined = both
    return combined, agree


def on_scale(
    found: tuple[Measure, ...], percent: Interval | None, scale: str, intensity: Intensity | None
) -> Interval | None:
    """The value on a guideline's scale: as reported where it is, else as far as the percentage bounds it."""
    for measure in found:
        if measure.scale == scale != "percent":
            return measure.value
    if percent is None or scale == "percent":
        return percent
    if scale == "h_score":
        return scores.percent_h_score(percent, intensity)
    possible = (scores.allred_totals if scale == "allred" else scores.irs_values)(percent, intensity)
    return Interval(Decimal(min(possible)), Decimal(max(possible))) if possible else None
