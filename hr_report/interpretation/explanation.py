"""What is told to a patient, in plain sentences (`knowledge/wording.toml`), from the results and the criteria alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from hr_report.interpretation.knowledge import load
from hr_report.models import CandidacySummary, CriterionState, DiagnosisKind, Ihc, Status

if TYPE_CHECKING:
    from hr_report.models import Criterion, Diagnosis, Her2Result, ReceptorResult

_NOT_BREAST_CANCER = {
    DiagnosisKind.IN_SITU_ONLY: "in_situ",
    DiagnosisKind.BENIGN_BREAST: "benign",
    DiagnosisKind.OTHER_PRIMARY: "other_primary",
    DiagnosisKind.UNCLEAR: "unclear",
}


class Results(Protocol):
    """What is explained: a profile before the report is put together, or the report itself."""

    @property
    def er(self) -> ReceptorResult: ...  # noqa: D102

    @property
    def pr(self) -> ReceptorResult: ...  # noqa: D102

    @property
    def her2(self) -> Her2Result: ...  # noqa: D102

    @property
    def diagnosis(self) -> Diagnosis: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Said:
    """Paragraphs for the patient: what the report says, how far that answers the label, and the limits of this tool."""

    report: tuple[str, ...]
    label: tuple[str, ...]
    limits: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Every paragraph in order."""
        return (*self.report, *self.label, *self.limits)


def patient_sentences(results: Results, summary: CandidacySummary, criteria: tuple[Criterion, ...]) -> Said:
    """Explain the results; where the report is about another disease, only that is told."""
    kind = _NOT_BREAST_CANCER.get(results.diagnosis.kind)
    about = (wording("also", kind),) if kind else ()
    limits = (wording("closing", "disclaimer"),)
    if summary is CandidacySummary.NOT_ABOUT_THIS:
        return Said(about, (), limits)
    receptors = (_say_receptor("er", results.er), _say_receptor("pr", results.pr), _say_her2(results.her2))
    return Said((*about, *receptors, *_say_also(criteria)), _say_closing(summary, criteria), limits)


def wording(room: str, key: str, **values: object) -> str:
    """The sentence `key` of a section of `knowledge/wording.toml`."""
    return str(load("wording")[room][key]).format(**values)


def points_met(criteria: tuple[Criterion, ...]) -> int:
    """How many of the label's eight points are met; a point that two criteria share needs both."""
    points: dict[int, list[CriterionState]] = {}
    for row in load("criteria")["criterion"]:
        states = [criterion.state for criterion in criteria if criterion.id == row["id"]]
        if "label_point" in row:
            points.setdefault(row["label_point"], []).extend(states)
    return sum(all(state is CriterionState.MET for state in states) for states in points.values())


def _say_receptor(room: str, result: ReceptorResult) -> str:
    status = Status.INDETERMINATE if result.status is Status.EQUIVOCAL else result.status
    if result.percent is None:
        return wording(room, status.value, number="")
    low = status is Status.LOW_POSITIVE
    return wording(room, status.value, number=f" ({result.percent.text})" if low else f", {result.percent.text}")


def _say_her2(result: Her2Result) -> str:
    number = f", score {result.ihc.value}" if result.ihc is not None else ""
    if result.status is Status.NEGATIVE and result.low:
        return wording("her2", "low", number=number)
    if result.status is Status.EQUIVOCAL and result.ihc is Ihc.TWO and result.ish is None:
        return wording("her2", "two_plus")
    status = Status.INDETERMINATE if result.status is Status.LOW_POSITIVE else result.status
    return wording("her2", status.value, number=number)


def _say_also(criteria: tuple[Criterion, ...]) -> tuple[str, ...]:
    rules = {criterion.rule.partition(".")[2] for criterion in criteria if criterion.id in ("C2", "C3")}
    said = []
    if "er_negative_pr_positive" in rules:
        said.append(wording("also", "er_negative_pr_positive"))
    if "specimens_differ" in rules:
        said.append(wording("also", "tumours_differ"))
    if {"er_word_number_differ", "tests_disagree"} & rules:
        said.append(wording("also", "check_word_and_number"))
    return tuple(said)


def _say_closing(summary: CandidacySummary, criteria: tuple[Criterion, ...]) -> tuple[str, ...]:
    if summary is CandidacySummary.ALL_ENTERED_POINTS_MATCH:
        return (wording("closing", "all_entered"), wording("also", "changes"))
    counted = wording("closing", "counted", met=points_met(criteria))
    return (wording("closing", "eight_points"), counted, wording("also", "changes"))
