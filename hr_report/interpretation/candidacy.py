"""The everolimus label's points against one report and the reader's answers. Never a verdict on the patient.

Each criterion is met, not met, unknown or needs discussion, with its evidence or with what is missing. The summary is
the first of its codes that applies, in the order of `_SUMMARY`. Tables: `knowledge/criteria.toml`, `cautions.toml`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from hr_report.errors import UsageError
from hr_report.interpretation.context import PatientContext
from hr_report.interpretation.criteria import FIND_CASE, Case
from hr_report.interpretation.explanation import patient_sentences
from hr_report.interpretation.knowledge import load
from hr_report.interpretation.medicines import named
from hr_report.interpretation.sources import cite
from hr_report.models import Candidacy, CandidacySummary, Caution, Criterion, CriterionState

if TYPE_CHECKING:
    from collections.abc import Callable

    from hr_report.interpretation.guidelines import Profile

_States = dict[str, tuple[str, CriterionState]]
"""Criterion id -> its case and state."""


def assess(profile: Profile, *, jurisdiction: str = "us", context: PatientContext | None = None) -> Candidacy:
    """Hold the report, and what its reader added, against each point of the label.

    Args:
        profile: the interpreted receptor profile.
        jurisdiction: whose label, "us" or "eu" (adds "no symptomatic visceral disease").
        context: what the reader knows beside the report; nothing is assumed without it.

    Raises:
        UsageError: there is no label for that jurisdiction.
    """
    labels = load("criteria")["labels"]
    if jurisdiction not in labels:
        raise UsageError(f"There is no label for '{jurisdiction}'.", f"Choose one of: {', '.join(labels)}.")
    given = context or PatientContext()
    rows = [row for row in load("criteria")["criterion"] if jurisdiction in row["jurisdictions"]]
    criteria = tuple(_criterion(row["id"], FIND_CASE[row["id"]](profile, given), jurisdiction) for row in rows)
    quiet = _quiet_cautions()
    cautions = tuple(_caution(row, given) if context else quiet[row["id"]] for row in load("cautions")["caution"])
    summary = _summarise(criteria)
    return Candidacy(
        drug=load("criteria")["drug"],
        jurisdiction=jurisdiction,
        summary=summary,
        summary_text=_summary_text(summary, criteria),
        patient_text=patient_sentences(profile, summary, criteria).all,
        criteria=criteria,
        cautions=cautions,
        questions=() if summary is CandidacySummary.NOT_ABOUT_THIS else _questions(criteria, cautions),
        notes=_notes(profile, given, jurisdiction),
    )


def label_version(jurisdiction: str) -> str:
    """Title and date of the label that the criteria follow."""
    row = load("criteria")["labels"][jurisdiction]
    return f"{row['title']} ({row['date']})"


def _criterion(name: str, case: Case, jurisdiction: str) -> Criterion:
    bare = _bare_criterion(name, case.key, jurisdiction)
    return bare.model_copy(update={"evidence": case.evidence}) if case.evidence else bare


@cache
def _bare_criterion(name: str, case: str, jurisdiction: str) -> Criterion:
    """A criterion in one of its cases, without evidence."""
    row = next(row for row in load("criteria")["criterion"] if row["id"] == name)
    told = row["case"][case]
    source = "afinitor_smpc_2022" if jurisdiction == "eu" and row["source"] == "afinitor_uspi_2021" else row["source"]
    return Criterion(
        id=name,
        title=row["title"],
        state=CriterionState(told["state"]),
        reason=told["reason"],
        rule=f"{name}.{case}",
        who_knows=row["who_knows"],
        missing=told.get("missing"),
        source=cite(source),
    )


def _caution(row: dict[str, Any], context: PatientContext) -> Caution:
    told = [field.replace("_", " ") for field in row.get("fields", ()) if getattr(context, field)]
    for group in row.get("medicines", ()):
        told.extend(named(group, context.current_medicines))
    if "age_from" in row and context.age is not None and context.age >= row["age_from"]:
        told.append(f"age {context.age}")
    quiet = _quiet_cautions()[row["id"]]
    if not told:
        return quiet
    return quiet.model_copy(update={"raised": True, "reason": f"You entered: {', '.join(dict.fromkeys(told))}."})


@cache
def _quiet_cautions() -> dict[str, Caution]:
    """Each caution as it stands when nothing raises it."""
    rows = load("cautions")["caution"]
    return {row["id"]: Caution(id=row["id"], text=row["text"], source=cite(row["source"])) for row in rows}


def _summarise(criteria: tuple[Criterion, ...]) -> CandidacySummary:
    states: _States = {criterion.id: (criterion.rule.partition(".")[2], criterion.state) for criterion in criteria}
    return next(code for code, applies in _SUMMARY if applies(states))


def _any(states: _States, ids: tuple[str, ...], state: CriterionState) -> bool:
    return any(states[each][1] is state for each in ids)


_RECEPTORS = ("C2", "C3")
_SUMMARY: tuple[tuple[CandidacySummary, Callable[[_States], bool]], ...] = (
    (CandidacySummary.NOT_ABOUT_THIS, lambda s: s["C1"][1] is CriterionState.NOT_MET),
    (CandidacySummary.CONFLICT, lambda s: any(s[each][0] == "specimens_differ" for each in _RECEPTORS)),
    (CandidacySummary.REPORT_DOES_NOT_MATCH, lambda s: _any(s, _RECEPTORS, CriterionState.NOT_MET)),
    (CandidacySummary.REPORT_INCOMPLETE, lambda s: _any(s, ("C1", *_RECEPTORS), CriterionState.UNKNOWN)),
    (
        CandidacySummary.REPORT_NEEDS_DISCUSSION,
        lambda s: _any(s, ("C1", "C2", "C3", "C4"), CriterionState.NEEDS_DISCUSSION),
    ),
    (
        CandidacySummary.ALL_ENTERED_POINTS_MATCH,
        lambda s: all(state is CriterionState.MET for _, state in s.values()),
    ),
    (CandidacySummary.REPORT_MATCHES_RECEPTOR_PART, lambda _: True),
)
"""The summary codes in order: the first whose condition holds is given."""


def _summary_text(summary: CandidacySummary, criteria: tuple[Criterion, ...]) -> str:
    missing = [each.missing for each in criteria if each.id in ("C1", "C2", "C3") and each.missing]
    template = str(load("criteria")["summary"][summary.value])
    return template.format(missing="; ".join(missing))


def _notes(profile: Profile, context: PatientContext, jurisdiction: str) -> tuple[str, ...]:
    """What a clinician should keep in mind beside the criteria; never moves one of them."""
    notes = load("criteria")["notes"]
    found = [notes["other_label"][jurisdiction], notes["survival"]]
    if named("cdk46", context.prior_drugs):
        found.append(notes["cdk46"])
    if context.gene_changes:
        found.append(notes["gene_changes"])
    if profile.her2.low or profile.her2.ultralow:
        found.append(notes["her2_low"])
    return tuple(found)


def _questions(criteria: tuple[Criterion, ...], cautions: tuple[Caution, ...]) -> tuple[str, ...]:
    """Questions for the care team: one for each open point, then those of the cautions that were raised."""
    cases = {row["id"]: row["case"] for row in load("criteria")["criterion"]}
    asked = [cases[each.id][each.rule.partition(".")[2]].get("question") for each in criteria]
    warned = {row["id"]: row["question"] for row in load("cautions")["caution"]}
    raised = [warned[caution.id] for caution in cautions if caution.raised]
    return tuple(dict.fromkeys(question for question in (*asked, *raised) if question))
