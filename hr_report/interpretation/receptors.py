"""One ER or PR finding -> its result: what the word says, what the numbers say, and the status of both together.

The rules, in order: (1) only one of word and number exists: that one; (2) they agree: that, and an unqualified
"positive" whose number lies within 1 to 10 % is low positive (ER); (3) they clash as a known cut-off explains: the word
stands and the cut-off is named; (4) they clash and nothing explains it: conflicting.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hr_report.interpretation.cutoffs import (
    Guideline,
    KnownCutOff,
    known_cut_offs,
    own_scale_bands,
    own_scale_title,
    possible_statuses,
)
from hr_report.interpretation.derivation import derive
from hr_report.interpretation.discrepancies import Sides, discrepancy
from hr_report.interpretation.measures import Measure, combine, measures, on_scale
from hr_report.models import Discrepancy, Intensity, Marker, ReceptorResult, Status

if TYPE_CHECKING:
    from hr_report.extraction.findings import Finding

POSITIVES = (Status.POSITIVE, Status.LOW_POSITIVE)
_NO_RESULT_WORDS = (Status.PENDING, Status.NOT_PERFORMED, Status.NOT_REPORTED)
_NUMBERS_WITHHELD = frozenset(("differs_between_tumours", "numbers_differ", "several_percentages"))
_UNSURE_WORDS = (Status.INDETERMINATE, Status.EQUIVOCAL)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What the numbers of one finding amount to: every category still possible, and the one that they settle."""

    found: tuple[Measure, ...]
    possible: tuple[Status, ...]
    status: Status | None
    reasons: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return ", ".join(measure.text for measure in self.found)


@dataclass(frozen=True, slots=True)
class _Decision:
    status: Status
    reasons: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    cut_off: KnownCutOff | None = None


def read_receptor(finding: Finding, guideline: Guideline) -> tuple[ReceptorResult, tuple[Discrepancy, ...]]:
    """The result of one ER or PR finding under `guideline`, with every discrepancy found on the way."""
    found, faults = measures(finding)
    numbers = _read_numbers(finding, found, guideline)
    decision = _decide(finding, numbers)
    codes = dict.fromkeys((*numbers.codes, *decision.codes, *_intensity_codes(finding, found)))
    if finding.stated is Status.NEGATIVE:
        codes.pop("allred_may_be_below_1_percent", None)  # the word has said so
    explained_by = decision.cut_off.name if decision.cut_off else ""
    sides = Sides((finding.stated or decision.status).value, numbers.text, explained_by)
    told = tuple(discrepancy(code, finding.marker, finding.evidence, sides) for code in codes)
    reasons = dict.fromkeys((*finding.reasons, *numbers.reasons, *decision.reasons))
    if _NUMBERS_WITHHELD & reasons.keys():
        reasons.pop("word_only", None)  # there are numbers, and they are told with their specimens
    result = ReceptorResult(
        marker=finding.marker,
        status=decision.status,
        percent=finding.percent,
        allred=finding.allred,
        h_score=finding.h_score,
        irs=finding.irs,
        j_score=finding.j_score,
        ligand_binding=finding.ligand_binding,
        intensity=finding.intensity,
        stated_status=finding.stated,
        derived_status=numbers.status,
        derived=derive(found, finding.intensity),
        reasons=tuple(reasons),
        steps=(*numbers.steps, *decision.steps),
        evidence=finding.evidence,
    )
    return result, (*faults, *told)


def _read_numbers(finding: Finding, found: tuple[Measure, ...], guideline: Guideline) -> _Numbers:
    if not found:
        return _Numbers((), (), None)
    percent, agree = combine(found)
    value = on_scale(found, percent, guideline.scale, finding.intensity)
    bands = guideline.bands(finding.marker)
    possible = possible_statuses(value, bands) if value is not None else ()
    codes = () if agree else ("scores_disagree",)
    if not agree and not _same_side(found, guideline, finding):
        return _Numbers(found, possible, Status.CONFLICTING, ("scores_disagree",), (), codes)
    if value is not None:
        step = f"{_said(found)} is {value} {guideline.unit}".rstrip() + f" on the scale of {guideline.title}."
    else:
        step = f"{_said(found)} has no counterpart on the scale of {guideline.title}."
    settled = _settle(possible, found, guideline)
    return _Numbers(found, possible or settled.possible, settled.status, settled.reasons, (step, *settled.steps),
                    (*codes, *settled.codes))  # fmt: skip


def _same_side(found: tuple[Measure, ...], guideline: Guideline, finding: Finding) -> bool:
    """True where numbers that do not fit each other still fall on the same side of the cut-off."""
    sides = set()
    for measure in found:
        value = on_scale((measure,), measure.percent, guideline.scale, finding.intensity)
        if value is not None:
            sides.add(frozenset(s in POSITIVES for s in possible_statuses(value, guideline.bands(finding.marker))))
    return len(sides) == 1 and len(next(iter(sides))) == 1


def _said(found: tuple[Measure, ...]) -> str:
    return " with ".join(f"'{measure.text}'" for measure in found)


def _settle(possible: tuple[Status, ...], found: tuple[Measure, ...], guideline: Guideline) -> _Numbers:
    """One category out of those possible: the only one, or what the notation's own cut-off says."""
    if len(possible) == 1:
        return _Numbers((), possible, possible[0], (), (f"That is {_words(possible[0])}.",))
    if possible and all(status in POSITIVES for status in possible):
        step = "That is positive; whether low positive (1 to 10 %) or not, the number leaves open."
        return _Numbers((), possible, Status.POSITIVE, ("low_positive_not_excluded",), (step,))
    for measure in found:
        own = possible_statuses(measure.value, own_scale_bands(measure.scale))
        if measure.scale == guideline.scale or len(own) != 1:
            continue
        return _settle_by_own_scale(own[0], possible, measure)
    return _Numbers((), possible, Status.INDETERMINATE, ("number_spans_the_cut_off",),
                    ("The number reaches over the cut-off and settles nothing.",))  # fmt: skip


def _settle_by_own_scale(own: Status, possible: tuple[Status, ...], measure: Measure) -> _Numbers:
    positive = [status for status in possible if status in POSITIVES]
    status = positive[0] if own in POSITIVES and len(positive) == 1 else own
    step = f"By the cut-off of its own scale ({own_scale_title(measure.scale)}) that is {_words(status)}."
    unsure = measure.scale == "allred" and Status.NEGATIVE in possible and own in POSITIVES
    codes = ("allred_may_be_below_1_percent",) if unsure else ()
    return _Numbers((), possible or (own,), status, ("by_own_scale",), (step,), codes)


def _decide(finding: Finding, numbers: _Numbers) -> _Decision:
    marker, stated = finding.marker, finding.stated
    if stated is None:
        return _decide_without_word(numbers, finding.reasons)
    if stated is Status.CONFLICTING:
        return _Decision(Status.CONFLICTING, ("statements_disagree",), codes=("statements_disagree",))
    word = f"The report says {_words(stated)}."
    if stated in _UNSURE_WORDS:
        return _decide_unsure(stated, numbers, word)
    if not numbers.found:
        return _decide_by_word(marker, stated, word)
    if stated in _NO_RESULT_WORDS:
        return _Decision(Status.CONFLICTING, ("word_number_clash",), (word,), ("word_number_clash",))
    decision = _compare(marker, stated, numbers, word)
    return _with_bound(decision, word) if "bound_sign_may_be_lost" in finding.reasons else decision


def _decide_without_word(numbers: _Numbers, reasons: tuple[str, ...]) -> _Decision:
    if numbers.status is None:
        return _Decision(Status.NOT_REPORTED)
    if "below_printed_cut_off" in reasons and numbers.status in POSITIVES:
        step = "By the cut-off that the report prints that is negative; which of the two holds is left open."
        return _Decision(Status.INDETERMINATE, ("number_only",), (step,))
    return _Decision(numbers.status, ("number_only",), ("The report gives a number and no word for the result.",))


def _decide_by_word(marker: Marker, stated: Status, word: str) -> _Decision:
    if stated in _NO_RESULT_WORDS:
        return _Decision(stated, steps=(word,))
    if stated is Status.LOW_POSITIVE and marker is Marker.PR:
        return _Decision(Status.POSITIVE, ("word_only", "no_low_positive_for_pr"), (word,))
    return _Decision(stated, ("word_only",), (word, "It gives no number."))


def _decide_unsure(stated: Status, numbers: _Numbers, word: str) -> _Decision:
    """Borderline, equivocal, cannot be determined: the word stands; a number beside it is told."""
    if not numbers.found:
        return _Decision(Status.INDETERMINATE, ("word_only",), (word,))
    cut_off = _known_cut_off(stated, numbers)
    code = cut_off.code if cut_off else "indeterminate_word_with_number"
    return _Decision(Status.INDETERMINATE, (code,), (word,), (code,), cut_off)


def _compare(marker: Marker, stated: Status, numbers: _Numbers, word: str) -> _Decision:
    """Word and number are both there: agreement, an explained clash, or a clash."""
    if "scores_disagree" in numbers.codes and not _first_agrees(stated, numbers):
        return _Decision(Status.CONFLICTING, ("scores_disagree",), (word,))
    agreed = _agreed(marker, stated, numbers)
    if agreed is not None:
        wide = stated is Status.NEGATIVE and len(numbers.possible) > 1
        codes = ("negative_range_reaches_1_percent",) if wide else ()
        return _Decision(agreed, codes, (word, "Word and number agree."), codes)
    cut_off = _known_cut_off(stated, numbers)
    if cut_off is None:
        return _Decision(Status.CONFLICTING, ("word_number_clash",), (word, "Word and number do not fit."),
                         ("word_number_clash",))  # fmt: skip
    status = Status.POSITIVE if stated is Status.LOW_POSITIVE and marker is Marker.PR else stated
    return _Decision(status, (cut_off.code,), (word, f"The word fits {cut_off.name}; it stands."),
                     (cut_off.code,), cut_off)  # fmt: skip


def _with_bound(decision: _Decision, word: str) -> _Decision:
    """The decision where 1 % may be the bound of a template whose sign was lost: positive, how much is left open."""
    codes = (*decision.codes, "bound_sign_may_be_lost")
    if decision.status is not Status.LOW_POSITIVE:
        return replace(decision, codes=codes)
    step = "1 % is the bound of the template's words; whether a sign was lost, the report leaves open."
    return _Decision(Status.POSITIVE, ("low_positive_not_excluded",), (word, step), codes)


def _first_agrees(stated: Status, numbers: _Numbers) -> bool:
    positive = stated in POSITIVES
    return any((status in POSITIVES) == positive for status in numbers.possible)


def _agreed(marker: Marker, stated: Status, numbers: _Numbers) -> Status | None:
    """The status where the word is among what the numbers allow, narrowed by them; None where it is not."""
    if stated is Status.NEGATIVE:
        own_scale_says_positive = "by_own_scale" in numbers.reasons and numbers.status in POSITIVES
        return Status.NEGATIVE if Status.NEGATIVE in numbers.possible and not own_scale_says_positive else None
    positive = [status for status in numbers.possible if status in POSITIVES]
    if not positive:
        return None
    if marker is Marker.PR:
        return Status.POSITIVE
    if stated is Status.LOW_POSITIVE:
        return Status.LOW_POSITIVE if Status.LOW_POSITIVE in positive else None
    return positive[0] if len(positive) == 1 else Status.POSITIVE


def _known_cut_off(stated: Status, numbers: _Numbers) -> KnownCutOff | None:
    """The first known cut-off under which the word fits one of the numbers; none where the numbers disagree."""
    if "scores_disagree" in numbers.codes:
        return None
    word = Status.INDETERMINATE if stated in _UNSURE_WORDS else stated
    for cut_off in known_cut_offs():
        for measure in numbers.found:
            inside = measure.value.intersect(cut_off.interval) == measure.value
            if cut_off.word is word and cut_off.scale == measure.scale and inside:
                return cut_off
    return None


def _intensity_codes(finding: Finding, found: tuple[Measure, ...]) -> tuple[str, ...]:
    percent, _ = combine(found)
    if percent is None or finding.intensity is None:
        return ()
    if finding.intensity is Intensity.NONE and percent.low > 0:
        return ("intensity_none_with_staining",)
    if finding.intensity is not Intensity.NONE and percent.high == 0:
        return ("intensity_without_staining",)
    return ()


def _words(status: Status) -> str:
    return status.value.replace("_", " ")
