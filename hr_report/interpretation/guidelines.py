"""What the findings mean under a guideline: one status per marker, overall and by specimen, with every discrepancy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hr_report.extraction.findings import Finding
from hr_report.interpretation.cutoffs import (
    DEFAULT_GUIDELINE,
    Guideline,
    find_guideline,
    list_guidelines,
)
from hr_report.interpretation.discrepancies import Sides, discrepancy, review_codes
from hr_report.interpretation.her2 import read_her2
from hr_report.interpretation.receptors import POSITIVES, read_receptor
from hr_report.models import (
    Diagnosis,
    Discrepancy,
    Evidence,
    Her2Result,
    Marker,
    Observation,
    ReceptorResult,
    Specimen,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hr_report.extraction.findings import Findings, SpecimenFindings

__all__ = ["DEFAULT_GUIDELINE", "Guideline", "Profile", "find_guideline", "interpret", "list_guidelines"]

Result = ReceptorResult | Her2Result
_WITHHELD = ("differs_between_tumours", "numbers_differ")


@dataclass(frozen=True, slots=True)
class Profile:
    """The receptor profile of one report under one guideline."""

    er: ReceptorResult
    pr: ReceptorResult
    her2: Her2Result
    specimens: tuple[Specimen, ...]
    discrepancies: tuple[Discrepancy, ...]
    review_reasons: tuple[str, ...]
    diagnosis: Diagnosis
    observations: tuple[Observation, ...]
    guideline: Guideline


def interpret(findings: Findings, *, guideline: str = DEFAULT_GUIDELINE) -> Profile:
    """Turn what the report says into a status for ER, PR and HER2.

    Args:
        findings: the counted statements of the report, overall and by specimen.
        guideline: id of the cut-offs, see `list_guidelines()`. A report that names its own HER2 edition is read by it.

    Raises:
        UsageError: there is no guideline of that id.
    """
    rules = find_guideline(guideline)
    edition = findings.her2_edition or rules.her2_edition
    told: list[Discrepancy] = []
    specimens = tuple(_specimen(part, rules, edition, told) for part in findings.specimens)
    er, er_told = _receptor(findings, findings.er, rules, tuple(part.er for part in specimens))
    pr, pr_told = _receptor(findings, findings.pr, rules, tuple(part.pr for part in specimens))
    her2, her2_told = _her2(findings, edition, tuple(part.her2 for part in specimens))
    told = [*er_told, *pr_told, *her2_told, *_pair_check(er, pr), *told]
    discrepancies = tuple(dict.fromkeys(told))
    return Profile(
        er=er,
        pr=pr,
        her2=her2,
        specimens=specimens,
        discrepancies=discrepancies,
        review_reasons=tuple(dict.fromkeys((*findings.review_reasons, *review_codes(discrepancies)))),
        diagnosis=findings.diagnosis,
        observations=findings.observations,
        guideline=rules,
    )


def _specimen(part: SpecimenFindings, rules: Guideline, edition: str, told: list[Discrepancy]) -> Specimen:
    er, er_told = read_receptor(part.er, rules)
    pr, pr_told = read_receptor(part.pr, rules)
    her2, her2_told = read_her2(part.her2, edition)
    told.extend((*er_told, *pr_told, *her2_told, *_pair_check(er, pr)))
    return Specimen(label=part.label, er=er, pr=pr, her2=her2)


def _receptor(
    findings: Findings, finding: Finding, rules: Guideline, parts: tuple[ReceptorResult, ...]
) -> tuple[ReceptorResult, tuple[Discrepancy, ...]]:
    result, told = read_receptor(finding, rules)
    if not _is_withheld(finding):
        return result, told
    statuses = _known(part.status for part in parts) or _known(
        read_receptor(single, rules)[0].status for single in _singles(findings, finding.marker)
    )
    status, more = _joined(finding, result.status, statuses)
    return result.model_copy(update={"status": status}), (*told, *more)


def _her2(
    findings: Findings, edition: str, parts: tuple[Her2Result, ...]
) -> tuple[Her2Result, tuple[Discrepancy, ...]]:
    result, told = read_her2(findings.her2, edition)
    if not _is_withheld(findings.her2):
        return result, told
    statuses = _known(part.status for part in parts) or _known(
        read_her2(single, edition)[0].status for single in _singles(findings, Marker.HER2)
    )
    status, more = _joined(findings.her2, result.status, statuses)
    return result.model_copy(update={"status": status}), (*told, *more)


def _is_withheld(finding: Finding) -> bool:
    """True where the counted numbers differ, so that the overall finding carries none of them."""
    return any(reason in _WITHHELD for reason in finding.reasons) and finding.stated is not Status.CONFLICTING


def _known(statuses: Iterable[Status]) -> frozenset[Status]:
    return frozenset(status for status in statuses if status is not Status.NOT_REPORTED)


def _joined(finding: Finding, status: Status, statuses: frozenset[Status]) -> tuple[Status, tuple[Discrepancy, ...]]:
    """The overall status out of the single ones: theirs where they agree, conflicting where they do not."""
    if not statuses:
        return status, ()
    if len(statuses) == 1:
        return next(iter(statuses)), ()
    if statuses <= frozenset(POSITIVES):
        return Status.POSITIVE, ()
    told = discrepancy("specimens_disagree", finding.marker, finding.evidence, Sides())
    return Status.CONFLICTING, (told,)


def _singles(findings: Findings, marker: Marker) -> tuple[Finding, ...]:
    """Each counted observation of a marker as a finding of its own."""
    return tuple(_single(seen) for seen in findings.observations if seen.marker is marker and seen.counted)


def _single(seen: Observation) -> Finding:
    return Finding(
        marker=seen.marker,
        stated=seen.stated_status,
        percent=seen.percent,
        allred=seen.allred,
        h_score=seen.h_score,
        irs=seen.irs,
        j_score=seen.j_score,
        ligand_binding=seen.ligand_binding,
        intensity=seen.intensity,
        ihc=seen.ihc,
        ish=seen.ish,
        ratio=seen.ratio,
        copies=seen.copies,
        evidence=seen.evidence,
    )


def _pair_check(er: ReceptorResult, pr: ReceptorResult) -> tuple[Discrepancy, ...]:
    """ER-negative with PR-positive: rare, and worth a second look."""
    if er.status is not Status.NEGATIVE or pr.status is not Status.POSITIVE:
        return ()
    quotes: tuple[Evidence, ...] = tuple(dict.fromkeys((*er.evidence, *pr.evidence)))
    return (discrepancy("er_negative_pr_positive", None, quotes, Sides()),)
