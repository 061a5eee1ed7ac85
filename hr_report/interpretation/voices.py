"""The same report in two voices: plain blocks for patients, tables with rules and sources for clinicians."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hr_report.interpretation.discrepancies import plain_message
from hr_report.interpretation.explanation import patient_sentences, wording
from hr_report.interpretation.intervals import plain_number
from hr_report.models import CriterionState, Her2Result, ReceptorResult

if TYPE_CHECKING:
    from hr_report.models import Criterion, Derived, Evidence, Report

STATE_WORDS = {
    CriterionState.MET: "met",
    CriterionState.NOT_MET: "not met",
    CriterionState.UNKNOWN: "unknown",
    CriterionState.NEEDS_DISCUSSION: "needs discussion",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with paragraphs, a list, or a table (`columns` names its columns)."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def for_patient(report: Report) -> tuple[Block, ...]:
    """The report in plain words: one main message first, no verdict, no directive, questions to take along."""
    candidacy = report.candidacy
    said = patient_sentences(report, candidacy.summary, candidacy.criteria)
    open_points = tuple(each.missing[0].upper() + each.missing[1:] for each in candidacy.criteria if each.missing)
    blocks = (
        Block(wording("heading", "main"), (wording("main", candidacy.summary.value),)),
        Block(wording("heading", "says"), said.report),
        Block(wording("heading", "review"), (wording("review", "some"),), _checks(report))
        if report.needs_review
        else None,
        Block(wording("heading", "label"), said.label) if said.label else None,
        Block(wording("heading", "open"), items=open_points) if said.label and open_points else None,
        _raised(report),
        Block(wording("heading", "ask"), items=candidacy.questions) if candidacy.questions else None,
        Block(wording("heading", "limits"), said.limits),
    )
    return tuple(block for block in blocks if block is not None)


def for_clinician(report: Report) -> tuple[Block, ...]:
    """Results, criteria, discrepancies and cautions with their evidence, rules, sources and versions."""
    blocks = (
        Block(
            "Results", columns=("marker", "status", "stated", "derived", "values", "evidence"), rows=_results(report)
        ),
        Block("How the status was reached", columns=("marker", "step"), rows=_steps(report)),
        Block("Other notations (derived)", columns=("marker", "notation", "range", "from"), rows=_derived(report)),
        Block("Discrepancies", columns=("code", "message", "evidence"), rows=_discrepancies(report)),
        Block(
            f"Label criteria ({report.candidacy.jurisdiction.upper()})",
            (report.candidacy.summary_text,),
            columns=("id", "criterion", "state", "reason", "missing", "rule", "who knows", "source", "evidence"),
            rows=tuple(_criterion_row(each) for each in report.candidacy.criteria),
        ),
        Block("Cautions raised", columns=("id", "caution", "reason", "source"), rows=_cautions(report)),
        Block("Notes", items=report.candidacy.notes),
        Block("Versions", columns=("what", "edition"), rows=_versions(report)),
    )
    return tuple(block for block in blocks if block.rows or block.items or block.paragraphs)


def _checks(report: Report) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain_message(item) for item in report.discrepancies))


def _raised(report: Report) -> Block | None:
    raised = tuple(caution.text for caution in report.candidacy.cautions if caution.raised)
    return Block(wording("heading", "cautions"), items=raised) if raised else None


def _results(report: Report) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            result.marker.label,
            result.status.value,
            result.stated_status.value if result.stated_status else "",
            result.derived_status.value if result.derived_status else "",
            _values(result),
            _cite(result.evidence),
        )
        for result in (report.er, report.pr, report.her2)
    )


def _values(result: ReceptorResult | Her2Result) -> str:
    if isinstance(result, Her2Result):
        ratio = f"ratio {result.ratio}" if result.ratio is not None else ""
        copies = f"{result.copies} copies" if result.copies is not None else ""
        ihc = f"IHC {result.ihc.value}" if result.ihc else ""
        ish = f"ISH {result.ish.value.replace('_', ' ')}" if result.ish else ""
        low = "HER2-low" if result.low else ""
        return ", ".join(part for part in (ihc, ish, ratio, copies, low) if part)
    given = (result.percent, result.allred, result.h_score, result.irs, result.j_score, result.ligand_binding)
    texts = [each.text for each in given if each is not None]
    return ", ".join([*texts, *([result.intensity.value] if result.intensity else [])])


def _cite(evidence: tuple[Evidence, ...]) -> str:
    return "; ".join(
        f"“{' '.join(each.quote.split())}” (page {each.page}, line {each.line}, {each.rule})" for each in evidence
    )


def _steps(report: Report) -> tuple[tuple[str, ...], ...]:
    return tuple((result.marker.label, step) for result in (report.er, report.pr, report.her2) for step in result.steps)


def _derived(report: Report) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (result.marker.label, each.kind.replace("_", " "), _range(each), each.steps[0])
        for result in (report.er, report.pr)
        for each in result.derived
    )


def _range(derived: Derived) -> str:
    if derived.low == derived.high:
        return plain_number(derived.low)
    low, high = plain_number(derived.low), plain_number(derived.high)
    return f"{'>' if derived.low_excluded else ''}{low} to {'<' if derived.high_excluded else ''}{high}"


def _discrepancies(report: Report) -> tuple[tuple[str, ...], ...]:
    return tuple((item.code, item.message, _cite(item.evidence)) for item in report.discrepancies)


def _criterion_row(criterion: Criterion) -> tuple[str, ...]:
    return (
        criterion.id,
        criterion.title,
        STATE_WORDS[criterion.state],
        criterion.reason,
        criterion.missing or "",
        criterion.rule,
        criterion.who_knows,
        f"{criterion.source.title} ({criterion.source.date})",
        _cite(criterion.evidence),
    )


def _cautions(report: Report) -> tuple[tuple[str, ...], ...]:
    raised = [caution for caution in report.candidacy.cautions if caution.raised]
    return tuple(
        (each.id, each.text, each.reason or "", f"{each.source.title} ({each.source.date})") for each in raised
    )


def _versions(report: Report) -> tuple[tuple[str, ...], ...]:
    versions = report.versions
    return (
        ("hr_report", versions.hr_report),
        ("guideline", versions.guideline),
        ("drug label", versions.drug_label),
        ("knowledge last checked", versions.knowledge_checked_on),
    )
