"""Many observations become one finding for each marker: an ordered list of precedences, no weights.

In order, each with its reason:
  0. Receptors of another organ's tumour ("endometrioid adenocarcinoma, ER positive") are no result of the breast.
  1. RT-PCR panels never give receptor status (ASCO/CAP 2020 recommends immunohistochemistry only).
  2. A result beats a promise of one: pending and not-performed count only where no result is given.
  3. Invasive over in situ: the label and the guideline speak of the invasive tumour.
  4. This specimen over an earlier one; an earlier result counts when it is the one reported.
  5. Repeated, amended or corrected results over those they replace.
  6. What remains must agree; otherwise the finding is CONFLICTING, and numbers that differ are withheld.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hr_report.extraction.findings import Finding, SpecimenFindings
from hr_report.extraction.specimens import group_by_tumour, label_of
from hr_report.models import Ihc, Ish, Marker, Observation, Percent, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from hr_report.extraction.observation import Reading

_SETTLED = {Ish.AMPLIFIED, Ish.NOT_AMPLIFIED}
_DEFINITE = {Status.POSITIVE, Status.LOW_POSITIVE, Status.NEGATIVE}
_LOW_IHC = {Ihc.ZERO, Ihc.ZERO_PLUS, Ihc.ZERO_TO_ONE, Ihc.ONE}
_AMPLIFIED = 2
"""The ratio from which HER2 counts as amplified; a report that prints it alone may be quoting the cut-off."""
_NUMBERS = ("allred", "h_score", "irs", "j_score", "ligand_binding")


def _unless_all(
    drop: Callable[[Reading], bool], reason: str, readings: list[Reading], lost: dict[int, str]
) -> list[Reading]:
    """Drop the readings that `drop` names, unless nothing would remain."""
    kept = [reading for reading in readings if not drop(reading)]
    if not kept or len(kept) == len(readings):
        return readings
    lost.update({id(reading): reason for reading in readings if drop(reading)})
    return kept


def choose(readings: list[Reading]) -> tuple[list[Reading], dict[int, str]]:
    """The readings of one marker that count, and for each other one why it does not."""
    lost: dict[int, str] = {id(reading): "rna_assay" for reading in readings if reading.rna}
    left = [reading for reading in readings if not reading.rna]
    left = _unless_all(lambda reading: not reading.definite, "promise_only", left, lost)
    left = _unless_all(lambda reading: reading.weak, "weak_word", left, lost)
    left = _unless_all(lambda reading: reading.component == "in_situ", "in_situ_component", left, lost)
    left = _unless_all(lambda reading: reading.section.kind == "history", "clinical_history", left, lost)
    tumours = group_by_tumour([(reading.names, reading) for reading in left])
    return [reading for _, members in tumours for reading in _latest(members, lost)], lost


def _latest(readings: list[Reading], lost: dict[int, str]) -> list[Reading]:
    """Of one tumour: this specimen over an earlier one, a repeated or amended result over what it replaces."""
    if _differ(readings):
        readings = _unless_all(lambda reading: reading.prior, "earlier_specimen", readings, lost)
    if _differ(readings) and any(reading.repeat for reading in readings):
        last = max(reading.start for reading in readings if reading.repeat)
        readings = _unless_all(
            lambda reading: reading.start < last and not reading.repeat, "superseded", readings, lost
        )
    if _differ(readings) and all(reading.repeat for reading in readings):
        latest = max(reading.section.addendum for reading in readings)
        readings = _unless_all(lambda reading: reading.section.addendum < latest, "superseded", readings, lost)
    return readings


def _polarity(seen: Observation) -> str | None:
    if seen.stated_status in {Status.POSITIVE, Status.LOW_POSITIVE}:
        return "positive"
    if seen.stated_status is Status.NEGATIVE:
        return "negative"
    if seen.stated_status is not None:
        return None
    if seen.percent is not None:
        return "positive" if seen.percent.low >= 1 else "negative" if seen.percent.high <= 1 else None
    if (told := _polarity_of_score(seen)) is not None:
        return told
    return {Ihc.ZERO: "negative", Ihc.ONE: "negative", Ihc.THREE: "positive"}.get(seen.ihc) if seen.ihc else None


def _is_plain(seen: Observation) -> bool:
    """Whether the numbers alone leave no doubt, whatever cut-off a laboratory has."""
    if seen.percent is not None:
        return seen.percent.low > 10 or seen.percent.high == 0
    if seen.allred is not None:
        return seen.allred.total == 0 or seen.allred.total >= 5
    plain = [(score.value, least) for score, least in ((seen.h_score, 50), (seen.irs, 5)) if score is not None]
    return any(value == 0 or value >= least for value, least in plain)


def _polarity_of_score(seen: Observation) -> str | None:
    """What a score says alone; None for scores between nothing and what every scale calls positive."""
    if seen.allred is not None:
        return "positive" if seen.allred.total >= 3 else "negative"
    for score, positive in ((seen.h_score, 10), (seen.irs, 3), (seen.j_score, 3)):
        if score is not None:
            return "positive" if score.value >= positive else "negative" if score.value == 0 else None
    return None


def _differ(readings: list[Reading]) -> bool:
    return len({_polarity(reading.observation) for reading in readings} - {None}) > 1


def resolve(
    marker: Marker, readings: list[Reading], withheld: Collection[Marker] = (), invasive: bool = False
) -> tuple[Finding, list[Reading], tuple[Observation, ...]]:
    """The finding for `marker`, the readings that it rests on, and every observation with whether it counted.

    Where this specimen's result is `withheld`, an earlier one does not step in for it; where the tumour is `invasive`,
    that of carcinoma in situ does not.
    """
    own = _own(readings, marker)
    chosen, lost = choose(own)
    if marker in withheld and chosen and all(reading.prior for reading in chosen):
        return set_aside(marker, readings, "several_percentages")
    if invasive and chosen and all(reading.component == "in_situ" for reading in chosen):
        return set_aside(marker, readings, "in_situ_only")
    told = tuple(
        _discount(reading.observation, lost[id(reading)]) if id(reading) in lost else reading.observation
        for reading in own
    )
    return merge(marker, chosen), chosen, told


def set_aside(
    marker: Marker, readings: list[Reading], reason: str
) -> tuple[Finding, list[Reading], tuple[Observation, ...]]:
    """No finding for `marker`, and every observation as one that did not count, for `reason`."""
    own = _own(readings, marker)
    told = tuple(_discount(reading.observation, reason) for reading in own)
    return Finding(marker, reasons=(reason,) if own else ()), [], told


def _discount(seen: Observation, reason: str) -> Observation:
    """The observation as one that did not count, for `reason`."""
    return seen.model_copy(update={"counted": False, "reasons": (*seen.reasons, reason)})


def resolve_specimens(chosen: list[Reading]) -> tuple[SpecimenFindings, ...]:
    """The findings tumour by tumour, where the report names more than one."""
    groups = group_by_tumour(
        [(reading.names, reading) for reading in sorted(chosen, key=lambda reading: reading.start)]
    )
    if len(groups) < 2:
        return ()
    return tuple(
        SpecimenFindings(label_of(names), *(merge(marker, _own(members, marker)) for marker in Marker))
        for names, members in groups
    )


def _own(readings: list[Reading], marker: Marker) -> list[Reading]:
    return [reading for reading in readings if reading.observation.marker is marker]


def _several_tumours(readings: list[Reading]) -> bool:
    return len(group_by_tumour([(reading.names, reading) for reading in readings])) > 1


def merge(marker: Marker, readings: list[Reading]) -> Finding:
    """Put what counts together; withhold what does not go together."""
    if not readings:
        return Finding(marker)
    seen = [reading.observation for reading in readings]
    reasons: list[str] = [reason for observation in seen for reason in observation.reasons]
    finding = Finding(marker, evidence=tuple(observation.evidence[0] for observation in seen))
    values: dict[str, Any] = {"stated": _word(seen, reasons, readings)}
    values["percent"] = _percent(_this_first("percent", readings), reasons)
    for name in _NUMBERS:
        values[name] = _same(name, [reading.observation for reading in _this_first(name, readings)], reasons)
    for name in ("intensity", "ratio", "copies"):
        held = [getattr(observation, name) for observation in seen if getattr(observation, name) is not None]
        differ = len(set(held)) > 1 and _several_tumours(readings)
        values[name] = held[0] if held and not differ else None
    if marker is Marker.HER2:
        values |= _her2_values(seen, reasons)
    polar = {_polarity(observation) for observation in seen}
    if len(polar) == 1 and not any(value is not None for value in values.values()):
        values["stated"] = {"positive": Status.POSITIVE, "negative": Status.NEGATIVE}.get(str(polar.pop()))
    if values["stated"] is Status.CONFLICTING:  # a number of one side would look like the result
        values.update(dict.fromkeys(("percent", *_NUMBERS, "intensity")))
    if any(reading.prior for reading in readings) and all(reading.prior for reading in readings):
        reasons.append("earlier_specimen_only")
    if all(reading.component == "in_situ" for reading in readings):
        reasons.append("in_situ_only")
    return replace(finding, **values, reasons=tuple(dict.fromkeys(reasons)))


def _this_first(name: str, readings: list[Reading]) -> list[Reading]:
    """Those of this specimen where they give the number `name`, since an earlier specimen's is not theirs."""
    this = [reading for reading in readings if not reading.prior]
    return this if any(getattr(reading.observation, name) is not None for reading in this) else readings


def _word(seen: list[Observation], reasons: list[str], readings: list[Reading]) -> Status | None:
    words = [observation.stated_status for observation in seen if observation.stated_status is not None]
    if any(observation.ish in _SETTLED for observation in seen):
        if _her2_differs(readings):
            reasons.append("differs_between_tumours")
            return Status.CONFLICTING
        polar = {
            _polarity(observation)
            for observation in seen
            if observation.ihc is not Ihc.TWO and observation.stated_status in _DEFINITE
        }
        return Status.CONFLICTING if {observation.ish for observation in seen} >= _SETTLED else _agreed(polar - {None})
    several = _several_tumours(readings)
    told = [one for one in seen if one.stated_status is not None or not words or several or _is_plain(one)]
    polar = {_polarity(observation) for observation in told} - {None}
    if len(polar) > 1:
        reasons.append("differs_between_tumours" if several else "statements_differ")
        return Status.CONFLICTING
    for wanted in (
        Status.CONFLICTING,
        Status.LOW_POSITIVE,
        Status.POSITIVE,
        Status.NEGATIVE,
        Status.EQUIVOCAL,
        Status.INDETERMINATE,
        Status.NOT_PERFORMED,
        Status.PENDING,
    ):
        if wanted in words:
            return wanted
    return None


def _her2_differs(readings: list[Reading]) -> bool:
    """Whether HER2 is amplified in one tumour, and in another, not hybridised, negative by its score."""
    amplified = negative = False
    for _, members in group_by_tumour([(reading.names, reading) for reading in readings]):
        seen = [reading.observation for reading in members]
        amplified |= any(one.ish is Ish.AMPLIFIED for one in seen)
        negative |= all(one.ish is None and one.ratio is None and one.ihc in _LOW_IHC for one in seen)
    return amplified and negative


def _agreed(polar: set[str | None]) -> Status | None:
    """The one word that all use, or None: where in-situ hybridisation is given, it decides."""
    return {"positive": Status.POSITIVE, "negative": Status.NEGATIVE}[str(polar.pop())] if len(polar) == 1 else None


def _percent(readings: list[Reading], reasons: list[str]) -> Percent | None:
    shares = [reading.observation.percent for reading in readings if reading.observation.percent is not None]
    if not shares:
        return None
    best = min(shares, key=lambda share: share.high - share.low)
    if all(share.low <= best.low and best.high <= share.high for share in shares):
        return best
    late = [reading for reading in readings if reading.observation.percent is not None and reading.section.addendum]
    if late and not _several_tumours(readings):
        last = [
            reading.observation.percent
            for reading in late
            if reading.section.addendum == max(r.section.addendum for r in late)
        ]
        if len({(share.low, share.high) for share in last if share}) == 1:
            reasons.append("addendum_number")
            return last[0]
    reasons.append("differs_between_tumours" if _several_tumours(readings) else "numbers_differ")
    return None


def _same(name: str, seen: list[Observation], reasons: list[str]) -> Any:
    held = [getattr(observation, name) for observation in seen if getattr(observation, name) is not None]
    key = {getattr(value, "value", getattr(value, "total", value)) for value in held}
    if len(key) > 1:
        reasons.append(f"{name}_differs")
        return None
    return held[0] if held else None


def _her2_values(seen: list[Observation], reasons: list[str]) -> dict[str, Any]:
    """ISH state and IHC score; ratio and copies are withheld where the ISH results differ."""
    values: dict[str, Any] = {"ish": _ish(seen, reasons), "ihc": _same("ihc", seen, reasons)}
    grades = {observation.ihc for observation in seen if observation.ihc}
    if values["ihc"] is None and grades and grades <= _LOW_IHC:
        values["ihc"] = Ihc.ZERO_TO_ONE
    if "ish_differs" in reasons:
        values |= {"ratio": None, "copies": None}
    return values


def _ish(seen: list[Observation], reasons: list[str]) -> Ish | None:
    held = {observation.ish for observation in seen if observation.ish is not None}
    final = held - {Ish.PENDING}
    sides = {one.ratio > _AMPLIFIED for one in seen if one.ratio is not None and one.ratio != _AMPLIFIED}
    if len(final) > 1 or len(sides) > 1:
        reasons.append("ish_differs")
        return Ish.EQUIVOCAL
    return next(iter(final or held), None)
