"""What users receive: frozen pydantic models, closed enums, exact numbers.

`Report.model_dump(mode="json")` is the public contract. Names are kept stable: add, don't rename.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[Decimal, PlainSerializer(_plain, return_type=int | float, when_used="json")]
"""An exact clinical number; a JSON number on output."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Marker(StrEnum):
    """The three receptors that are read."""

    ER = "er"
    PR = "pr"
    HER2 = "her2"

    @property
    def label(self) -> str:
        """How it is called in sentences and tables: "ER", "PR", "HER2"."""
        return self.value.upper()


class Status(StrEnum):
    """The state of one marker. The last six are all "no definite result", kept apart: each asks for another act.

    `low_positive` is used for ER only (ASCO/CAP 2020: 1 to 10 % of tumour nuclei), `equivocal` for HER2 only.
    """

    POSITIVE = "positive"
    LOW_POSITIVE = "low_positive"
    NEGATIVE = "negative"
    EQUIVOCAL = "equivocal"
    INDETERMINATE = "indeterminate"
    CONFLICTING = "conflicting"
    PENDING = "pending"
    NOT_PERFORMED = "not_performed"
    NOT_REPORTED = "not_reported"


class Basis(StrEnum):
    """Whether a value stands in the report or was worked out from one that does."""

    REPORTED = "reported"
    DERIVED = "derived"


class Intensity(StrEnum):
    """Average staining intensity; ranges are kept as the report gives them."""

    NONE = "none"
    WEAK = "weak"
    WEAK_MODERATE = "weak-moderate"
    MODERATE = "moderate"
    MODERATE_STRONG = "moderate-strong"
    WEAK_STRONG = "weak-strong"
    STRONG = "strong"


class Ihc(StrEnum):
    """HER2 immunohistochemistry score."""

    ZERO = "0"
    ZERO_PLUS = "0+"
    ZERO_TO_ONE = "0-1+"
    ONE = "1+"
    ONE_TO_TWO = "1-2+"
    TWO = "2+"
    TWO_TO_THREE = "2-3+"
    THREE = "3+"


class Ish(StrEnum):
    """HER2 in-situ hybridisation, by whichever probe (FISH, CISH, SISH, DISH)."""

    AMPLIFIED = "amplified"
    NOT_AMPLIFIED = "not_amplified"
    EQUIVOCAL = "equivocal"
    PENDING = "pending"


class PageBox(_Frozen):
    """A rectangle on a page, in points (1/72 inch), origin at the top left of the page as it is seen, `page` from 1."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Evidence(_Frozen):
    """The witness of a value: `text[start:end] == quote` holds for the document's text.

    `page` and `line` count from 1; `boxes` has one rectangle for each line of text that the quote touches, and is empty
    for sources without geometry; `rule` names the rule that read it.
    """

    quote: str
    start: int
    end: int
    page: int
    line: int
    boxes: tuple[PageBox, ...] = ()
    section: str | None = None
    rule: str


class Percent(_Frozen):
    """Share of tumour nuclei that stain, 0 to 100, as an interval: "95%" is 95..95, ">75%" is 75..100 with ">"."""

    low: Number
    high: Number
    comparator: str | None = None
    text: str


class Allred(_Frozen):
    """Allred score: proportion score 0-5 plus intensity score 0-3; total 0 or 2-8 (1 cannot occur)."""

    total: int
    proportion: int | None = None
    intensity: int | None = None
    text: str


class HScore(_Frozen):
    """H-score, 0 to 300: 1 x % weak + 2 x % moderate + 3 x % strong."""

    value: Number
    text: str


class Irs(_Frozen):
    """Immunoreactive score of Remmele and Stegner, 0 to 12: percentage points (0-4) times intensity (0-3)."""

    value: int
    proportion: int | None = None
    intensity: int | None = None
    text: str


class JScore(_Frozen):
    """J-score (Japan): 0 none, 1 below 1 %, 2 from 1 to below 10 %, 3 (3a, 3b) 10 % and above."""

    value: int
    text: str


class LigandBinding(_Frozen):
    """Biochemical assay in fmol per mg protein (not a percentage)."""

    value: Number
    text: str


class Derived(_Frozen):
    """A value worked out from a reported one: what is possible, never a guess.

    `kind` is the notation ("percent", "allred_proportion", "allred_total", "h_score", "irs", "j_score"), `low` and
    `high` bound it (an excluded end says so), `steps` tells from what and how.
    """

    kind: str
    low: Number
    high: Number
    low_excluded: bool = False
    high_excluded: bool = False
    basis: Basis = Basis.DERIVED
    steps: tuple[str, ...] = ()


class ReceptorResult(_Frozen):
    """The result for ER or PR: what the report states, what follows from its numbers, and the status of both together.

    `stated_status` is the report's own word, `derived_status` what its numbers say under the guideline. `reasons` are
    short codes that tell why the status is what it is (and why a number is withheld). `steps` tells, in sentences,
    how the status was reached.
    """

    marker: Marker
    status: Status
    percent: Percent | None = None
    allred: Allred | None = None
    h_score: HScore | None = None
    irs: Irs | None = None
    j_score: JScore | None = None
    ligand_binding: LigandBinding | None = None
    intensity: Intensity | None = None
    stated_status: Status | None = None
    derived_status: Status | None = None
    derived: tuple[Derived, ...] = ()
    reasons: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Her2Result(_Frozen):
    """The result for HER2. `low` is HER2-low (IHC 1+, or 2+ without amplification): information, still HER2-negative.

    `ultralow` is faint, incomplete staining in at most 10 % of the cells (reported as 0+): HER2-negative as well.
    """

    marker: Marker = Marker.HER2
    status: Status
    ihc: Ihc | None = None
    ish: Ish | None = None
    ratio: Number | None = None
    copies: Number | None = None
    low: bool | None = None
    ultralow: bool | None = None
    stated_status: Status | None = None
    derived_status: Status | None = None
    reasons: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Specimen(_Frozen):
    """The results of one specimen or tumour. `label` is how the report names it (a part, a block, a side)."""

    label: str
    er: ReceptorResult
    pr: ReceptorResult
    her2: Her2Result


class Observation(_Frozen):
    """One reading of one marker at one place, whether it counted or not.

    `counted` is False for history, superseded results, in-situ components beside invasive ones and the like;
    `reasons` then says why. Values are as read, before any interpretation.
    """

    marker: Marker
    stated_status: Status | None = None
    percent: Percent | None = None
    allred: Allred | None = None
    h_score: HScore | None = None
    irs: Irs | None = None
    j_score: JScore | None = None
    ligand_binding: LigandBinding | None = None
    intensity: Intensity | None = None
    ihc: Ihc | None = None
    ish: Ish | None = None
    ratio: Number | None = None
    copies: Number | None = None
    specimen: str | None = None
    counted: bool
    reasons: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...]


class Unlinked(_Frozen):
    """A value that no rule could give to a marker, kept so that a person can see it."""

    text: str
    kind: str
    evidence: Evidence


class Discrepancy(_Frozen):
    """Two statements of the report that do not go together, with the quotes of both. Never silently corrected."""

    code: str
    marker: Marker | None
    message: str
    evidence: tuple[Evidence, ...] = ()


class CriterionState(StrEnum):
    """What the evidence at hand says about one point of the drug label."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NEEDS_DISCUSSION = "needs_discussion"


class Citation(_Frozen):
    """Where a clinical statement comes from."""

    id: str
    title: str
    date: str
    url: str | None = None


class Criterion(_Frozen):
    """One point of the drug label, its state for this report, why, and what is missing where it is unknown."""

    id: str
    title: str
    state: CriterionState
    reason: str
    rule: str
    who_knows: str
    missing: str | None = None
    evidence: tuple[Evidence, ...] = ()
    source: Citation


class CandidacySummary(StrEnum):
    """What the report says about the receptor part of the label. Never a verdict on the patient."""

    NOT_ABOUT_THIS = "not_about_this"
    CONFLICT = "conflict"
    REPORT_DOES_NOT_MATCH = "report_does_not_match"
    REPORT_INCOMPLETE = "report_incomplete"
    REPORT_NEEDS_DISCUSSION = "report_needs_discussion"
    REPORT_MATCHES_RECEPTOR_PART = "report_matches_receptor_part"
    ALL_ENTERED_POINTS_MATCH = "all_entered_points_match"


class Caution(_Frozen):
    """A question for the care team that a label warning raises. Never changes a criterion."""

    id: str
    text: str
    raised: bool = False
    reason: str | None = None
    source: Citation


class Candidacy(_Frozen):
    """What the report (and what its reader added) means for the everolimus label's criteria."""

    drug: str
    jurisdiction: str
    summary: CandidacySummary
    summary_text: str
    patient_text: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    cautions: tuple[Caution, ...] = ()
    questions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class DiagnosisKind(StrEnum):
    """What the report is about, as far as its words settle it."""

    INVASIVE_BREAST = "invasive_breast"
    METASTATIC_BREAST = "metastatic_breast"
    IN_SITU_ONLY = "in_situ_only"
    BENIGN_BREAST = "benign_breast"
    OTHER_PRIMARY = "other_primary"
    UNCLEAR = "unclear"


class Diagnosis(_Frozen):
    """The kind of disease that the report describes, with the words that say so."""

    kind: DiagnosisKind
    site: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Source(_Frozen):
    """What was read. `reader` tells how ("text", "pdfium", "pdfplumber", "ocr", or several joined by +)."""

    name: str
    sha256: str
    kind: str
    pages: int
    reader: str
    encoding: str | None = None
    notices: tuple[str, ...] = ()


class Versions(_Frozen):
    """What the result depends on, so that it can be reproduced."""

    hr_report: str
    guideline: str
    drug_label: str
    knowledge_checked_on: str


class Report(_Frozen):
    """Everything read from one report and what it means."""

    er: ReceptorResult
    pr: ReceptorResult
    her2: Her2Result
    specimens: tuple[Specimen, ...] = ()
    diagnosis: Diagnosis
    observations: tuple[Observation, ...] = ()
    unlinked: tuple[Unlinked, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    needs_review: bool
    review_reasons: tuple[str, ...] = ()
    candidacy: Candidacy
    source: Source
    versions: Versions
