"""What is told to a patient, in plain sentences (`knowledge/wording.toml`), from the profile and the criteria alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hr_report.interpretation.knowledge import load
from hr_report.models import (
    CandidacySummary,
    Criterion,
    CriterionState,
    DiagnosisKind,
    Her2Result,
    Ihc,
    ReceptorResult,
    Status,
)

if TYPE_CHECKING:
    from hr_report.interpretation.guidelines import Profile

_NOT_BREAST_CANCER = {
    DiagnosisKind.IN_SITU_ONLY: "in_situ",
    DiagnosisKind.BENIGN_BREAST: "benign",
    DiagnosisKind.OTHER_PRIMARY: "other_primary",
    DiagnosisKind.UNCLEAR: "unclear",
}


def patient_sentences(profile: Profile, summary: CandidacySummary, criteria: tuple[Criterion, ...]) -> tuple[str, ...]:
    """Paragraphs for the patient: what the report says, what is not clear, how far a report can answer, and limits."""
    also = _say_also(criteria)
    receptors = (_say_receptor("er", profile.er), _say_receptor("pr", profile.pr), _say_her2(profile.her2))
    kind = _NOT_BREAST_CANCER.get(profile.diagnosis.kind)
    about = (_wording("also", kind),) if kind else ()
    if summary is CandidacySummary.NOT_ABOUT_THIS:
        return (*about, _wording("closing", "disclaimer"))
    return (*about, *receptors, *also, *_say_closing(summary, criteria), _wording("closing", "disclaimer"))


def _say_closing(summary: CandidacySummary, criteria: tuple[Criterion, ...]) -> tuple[str, ...]:
    if summary is CandidacySummary.ALL_ENTERED_POINTS_MATCH:
        return (_wording("closing", "all_entered"),)
    return (_wording("closing", "eight_points"), _wording("closing", "counted", met=points_met(criteria)))


def _wording(room: str, key: str, **values: object) -> str:
    return str(load("wording")[room][key]).format(**values)


def _say_receptor(room: str, result: ReceptorResult) -> str:
    status = Status.INDETERMINATE if result.status is Status.EQUIVOCAL else result.status
    number = f", {result.percent.text}" if result.percent is not None else ""
    if status is Status.LOW_POSITIVE and room == "er":
        number = f" ({result.percent.text})" if result.percent is not None else ""
    return _wording(room, status.value, number=number)


def _say_her2(result: Her2Result) -> str:
    number = f", score {result.ihc.value}" if result.ihc is not None else ""
    if result.status is Status.NEGATIVE and result.low:
        return _wording("her2", "low", number=number)
    if result.status is Status.EQUIVOCAL and result.ihc is Ihc.TWO and result.ish is None:
        return _wording("her2", "two_plus")
    status = Status.INDETERMINATE if result.status is Status.LOW_POSITIVE else result.status
    return _wording("her2", status.value, number=number)


def _say_also(criteria: tuple[Criterion, ...]) -> tuple[str, ...]:
    rules = {criterion.rule.partition(".")[2] for criterion in criteria if criterion.id in ("C2", "C3")}
    said = []
    if "er_negative_pr_positive" in rules:
        said.append(_wording("also", "er_negative_pr_positive"))
    if "specimens_differ" in rules:
        said.append(_wording("also", "tumours_differ"))
    if {"er_word_number_differ", "tests_disagree"} & rules:
        said.append(_wording("also", "check_word_and_number"))
    return tuple(said)


def points_met(criteria: tuple[Criterion, ...]) -> int:
    """How many of the label's eight points are met; a point that two criteria share needs both."""
    points: dict[int, list[CriterionState]] = {}
    for row in load("criteria")["criterion"]:
        states = [criterion.state for criterion in criteria if criterion.id == row["id"]]
        if "label_point" in row:
            points.setdefault(row["label_point"], []).extend(states)
    return sum(all(state is CriterionState.MET for state in states) for states in points.values())
