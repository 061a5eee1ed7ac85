"""What extraction hands to interpretation: what the report finally says of each marker, uninterpreted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from hr_report.models import (
        Allred,
        Diagnosis,
        Evidence,
        HScore,
        Ihc,
        Intensity,
        Irs,
        Ish,
        JScore,
        LigandBinding,
        Marker,
        Observation,
        Percent,
        Status,
        Unlinked,
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """The counted statements about one marker in one specimen (or overall), merged where they are compatible.

    `stated` is the report's own word: positive, low_positive ("low positive", said so), negative, equivocal,
    indeterminate, pending, not_performed, or None where only numbers are given; CONFLICTING where the counted words
    themselves disagree. A number is None where none is given or where counted numbers disagree (`reasons` then says
    `differs_between_tumours` or `numbers_differ`). An empty Finding (no stated, no number) means not reported.
    """

    marker: Marker
    stated: Status | None = None
    percent: Percent | None = None
    allred: Allred | None = None
    h_score: HScore | None = None
    irs: Irs | None = None
    j_score: JScore | None = None
    ligand_binding: LigandBinding | None = None
    intensity: Intensity | None = None
    ihc: Ihc | None = None
    ish: Ish | None = None
    ratio: Decimal | None = None
    copies: Decimal | None = None
    reasons: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class SpecimenFindings:
    """The findings of one specimen or tumour, under the report's own label for it."""

    label: str
    er: Finding
    pr: Finding
    her2: Finding


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything the text says: overall, by specimen, each observation, and what could not be linked.

    `her2_edition` names the HER2 guideline that the report itself follows ("asco_cap_2013"), None where it names none.
    """

    er: Finding
    pr: Finding
    her2: Finding
    diagnosis: Diagnosis
    specimens: tuple[SpecimenFindings, ...] = ()
    observations: tuple[Observation, ...] = ()
    unlinked: tuple[Unlinked, ...] = ()
    review_reasons: tuple[str, ...] = field(default=())
    her2_edition: str | None = None
