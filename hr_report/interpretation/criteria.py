"""Which case of each criterion the evidence is. Only keys are worked out here; states and sentences are data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hr_report.interpretation.context import PatientContext, Sex
from hr_report.interpretation.medicines import named
from hr_report.interpretation.receptors import POSITIVES
from hr_report.models import DiagnosisKind, Discrepancy, Evidence, Her2Result, Ihc, Marker, ReceptorResult, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from hr_report.interpretation.guidelines import Profile

ABOUT_BREAST_CANCER = (DiagnosisKind.INVASIVE_BREAST, DiagnosisKind.METASTATIC_BREAST, DiagnosisKind.UNCLEAR)
_MENOPAUSE_LIKELY_FROM = 60
"""Years of age from which NCCN counts menopause as reached; still only "likely" here."""

_NO_RESULT = frozenset({Status.NOT_REPORTED, Status.PENDING, Status.NOT_PERFORMED})

_SOFT_WORDS = frozenset(
    {
        "cut_off_10_percent",
        "cut_off_1_percent",
        "allred_cut_off_higher",
        "h_score_cut_off",
        "irs_cut_off",
        "allred_positive_below_1_percent",
        "allred_may_be_below_1_percent",
        "low_positive_wording",
        "negative_range_reaches_1_percent",
        "scores_disagree",
        "intensity_none_with_staining",
        "intensity_without_staining",
    }
)
"""Discrepancies under which another cut-off would give another status."""

_HER2_TESTS_DISAGREE = frozenset(
    {
        "her2_2plus_called_positive",
        "her2_3plus_not_amplified",
        "her2_0_or_1plus_amplified",
        "her2_ish_word_numbers_clash",
        "her2_edition_matters",
    }
)


@dataclass(frozen=True, slots=True)
class Case:
    """The case of a criterion and the quotes that lead to it."""

    key: str
    evidence: tuple[Evidence, ...] = ()


def breast_cancer(profile: Profile, context: PatientContext) -> Case:
    """C1: what the report is about."""
    del context
    return Case(profile.diagnosis.kind.value, profile.diagnosis.evidence)


def hormone_receptors(profile: Profile, context: PatientContext) -> Case:
    """C2: ER first, PR where ER is negative or missing."""
    del context
    quotes = _quotes(profile.er, profile.pr)
    if profile.diagnosis.kind not in ABOUT_BREAST_CANCER:
        return Case("not_breast", quotes)
    if _receptors_differ(profile):
        return Case("specimens_differ", quotes)
    return Case(_receptor_key(profile.er, profile.pr, profile.discrepancies), quotes)


def _receptor_key(er: ReceptorResult, pr: ReceptorResult, discrepancies: tuple[Discrepancy, ...]) -> str:
    if er.status is Status.NEGATIVE:
        return _er_negative_key(pr, discrepancies, doubt=_is_soft(Marker.ER, discrepancies))
    if er.status in POSITIVES and _is_soft(Marker.ER, discrepancies):
        return "er_word_number_differ"
    if er.status is Status.POSITIVE:
        return "er_positive_no_number" if {"word_only", "low_positive_not_excluded"} & {*er.reasons} else "er_positive"
    if er.status is Status.NOT_REPORTED and pr.status in POSITIVES:
        return "er_missing_pr_positive"
    return f"er_{er.status.value}"


def _er_negative_key(pr: ReceptorResult, discrepancies: tuple[Discrepancy, ...], *, doubt: bool) -> str:
    if doubt:
        return "er_word_number_differ"
    if pr.status in POSITIVES:
        return "er_negative_pr_positive"
    if pr.status is Status.NEGATIVE:
        return "er_word_number_differ" if _is_soft(Marker.PR, discrepancies) else "both_negative"
    return "pr_unsettled" if pr.status in (Status.CONFLICTING, Status.INDETERMINATE) else "er_negative_pr_missing"


def _is_soft(marker: Marker, discrepancies: tuple[Discrepancy, ...]) -> bool:
    return any(item.marker is marker and item.code in _SOFT_WORDS for item in discrepancies)


def _receptors_differ(profile: Profile) -> bool:
    """True where specimens have different ER results, or, with ER negative in all, different PR results."""
    er = {part.er.status for part in profile.specimens} - _NO_RESULT
    pr = {part.pr.status for part in profile.specimens} - _NO_RESULT
    return len(er) > 1 or (er == {Status.NEGATIVE} and len(pr) > 1)


def her2_negative(profile: Profile, context: PatientContext) -> Case:
    """C3: HER2 by its final status."""
    del context
    quotes = profile.her2.evidence
    if profile.diagnosis.kind not in ABOUT_BREAST_CANCER:
        return Case("not_breast", quotes)
    if len({part.her2.status for part in profile.specimens} - _NO_RESULT) > 1:
        return Case("specimens_differ", quotes)
    codes = {item.code for item in profile.discrepancies if item.marker is Marker.HER2}
    if profile.her2.status in (Status.NEGATIVE, Status.POSITIVE) and codes & _HER2_TESTS_DISAGREE:
        return Case("tests_disagree", quotes)
    return Case(_her2_key(profile.her2), quotes)


def _her2_key(her2: Her2Result) -> str:
    if her2.status is Status.NEGATIVE:
        if her2.low:
            return "her2_low"
        if her2.ihc is not None:
            return "ihc_negative"
        return "ish_negative" if her2.ish is not None else "negative_word_only"
    if her2.status is Status.EQUIVOCAL and her2.ihc is Ihc.TWO and her2.ish is None:
        return "two_plus_no_ish"
    return "indeterminate" if her2.status is Status.LOW_POSITIVE else her2.status.value


def current_result(profile: Profile, context: PatientContext) -> Case:
    """C4: whether the sample shows the cancer of today."""
    if context.spread_since_sample is not None:
        return Case("spread_since" if context.spread_since_sample else "no_spread_since")
    if profile.diagnosis.kind is DiagnosisKind.METASTATIC_BREAST:
        return Case("metastasis_sample", profile.diagnosis.evidence)
    differ = {hormone_receptors(profile, context).key, her2_negative(profile, context).key}
    return Case("specimens_differ" if "specimens_differ" in differ else "not_given")


def advanced(profile: Profile, context: PatientContext) -> Case:
    """C5: stage, by the report only where it shows distant spread."""
    if profile.diagnosis.kind is DiagnosisKind.METASTATIC_BREAST:
        return Case("report_metastatic", profile.diagnosis.evidence)
    return Case(context.stage.value if context.stage is not None else "not_given")


def after_menopause(profile: Profile, context: PatientContext) -> Case:
    """C6: menopausal state; age alone never settles it."""
    del profile
    if context.sex is Sex.MALE:
        return Case("male")
    if context.menopause is not None:
        return Case(context.menopause.value)
    old = context.age is not None and context.age >= _MENOPAUSE_LIKELY_FROM
    return Case("age_60_or_more" if old else "not_given")


def woman(profile: Profile, context: PatientContext) -> Case:
    """C7: sex."""
    del profile
    return Case(context.sex.value if context.sex is not None else "not_given")


def prior_inhibitor(profile: Profile, context: PatientContext) -> Case:
    """C8: letrozole or anastrozole among the earlier drugs; how it ended implies that it was taken."""
    del profile
    if named("nonsteroidal_ai", context.prior_drugs) or context.letrozole_or_anastrozole_ended is not None:
        return Case("taken")
    return Case("not_given" if context.prior_drugs is None else "not_taken")


def failed_inhibitor(profile: Profile, context: PatientContext) -> Case:
    """C9: how it ended."""
    del profile
    ended = context.letrozole_or_anastrozole_ended
    return Case(ended.value if ended is not None else "not_given")


def with_exemestane(profile: Profile, context: PatientContext) -> Case:
    """C10: whether exemestane can be the partner."""
    del profile
    if named("steroidal_ai", context.allergies):
        return Case("exemestane_allergy")
    if context.exemestane_possible is False:
        return Case("not_possible")
    if named("mtor", context.prior_drugs):
        return Case("prior_mtor")
    if named("steroidal_ai", context.prior_drugs):
        return Case("prior_exemestane")
    return Case("possible" if context.exemestane_possible else "not_given")


def no_allergy(profile: Profile, context: PatientContext) -> Case:
    """C11: the label's one contraindication."""
    del profile
    if context.allergies is None:
        return Case("not_given")
    return Case("allergy" if named("mtor", context.allergies) else "none_known")


def no_symptomatic_spread(profile: Profile, context: PatientContext) -> Case:
    """C12 (EU): symptoms from spread to inner organs."""
    del profile
    present = context.symptomatic_visceral_disease
    if present is None:
        return Case("not_given")
    return Case("present" if present else "absent")


def _quotes(*results: ReceptorResult) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(quote for result in results for quote in result.evidence))


FIND_CASE: dict[str, Callable[[Profile, PatientContext], Case]] = {
    "C1": breast_cancer,
    "C2": hormone_receptors,
    "C3": her2_negative,
    "C4": current_result,
    "C5": advanced,
    "C6": after_menopause,
    "C7": woman,
    "C8": prior_inhibitor,
    "C9": failed_inhibitor,
    "C10": with_exemestane,
    "C11": no_allergy,
    "C12": no_symptomatic_spread,
}
"""How the case of each criterion is found."""
