"""What the reader knows beside the report. All is optional: None means not asked, and nothing is assumed from it."""

from __future__ import annotations

import json
import tomllib
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hr_report.errors import SourceNotFoundError, SourceUnreadableError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


class Sex(StrEnum):
    """Sex, as far as the label's wording needs it."""

    FEMALE = "female"
    MALE = "male"


class Menopause(StrEnum):
    """Menopausal state; the last two are not what the label and its trial mean by menopause."""

    POSTMENOPAUSAL = "postmenopausal"
    PREMENOPAUSAL = "premenopausal"
    OVARIAN_SUPPRESSION = "premenopausal_ovarian_suppression"
    CHEMOTHERAPY_AMENORRHEA = "chemotherapy_amenorrhea"


class Stage(StrEnum):
    """How far the cancer has spread, as scans and examination tell."""

    METASTATIC = "metastatic"
    LOCALLY_ADVANCED = "locally_advanced"
    EARLY = "early"


class AiOutcome(StrEnum):
    """How treatment with letrozole or anastrozole ended."""

    PROGRESSED_DURING = "progressed_during"
    PROGRESSED_WITHIN_1_MONTH = "progressed_within_1_month"
    RECURRED_WITHIN_12_MONTHS = "recurred_within_12_months"
    RECURRED_LATER = "recurred_later"
    STOPPED_SIDE_EFFECTS = "stopped_side_effects"
    FINISHED = "finished"
    STILL_TAKING = "still_taking"


class PatientContext(BaseModel):
    """Answers of the patient or the care team. For the three lists, None means not asked and empty means none.

    `stage` "locally_advanced" means beyond cure by surgery or radiation. `letrozole_or_anastrozole_ended` tells how
    that treatment ended; its 12 months count from its end. Names of drugs may be generic or brand names.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    sex: Sex | None = None
    age: int | None = Field(default=None, ge=0, le=130)
    menopause: Menopause | None = None
    stage: Stage | None = None
    spread_since_sample: bool | None = None
    symptomatic_visceral_disease: bool | None = None
    prior_drugs: tuple[str, ...] | None = None
    letrozole_or_anastrozole_ended: AiOutcome | None = None
    exemestane_possible: bool | None = None
    allergies: tuple[str, ...] | None = None
    current_medicines: tuple[str, ...] | None = None
    gene_changes: tuple[str, ...] | None = None
    pregnant: bool | None = None
    can_become_pregnant: bool | None = None
    breastfeeding: bool | None = None
    hepatitis_b: bool | None = None
    infection: bool | None = None
    lung_disease: bool | None = None
    kidney_disease: bool | None = None
    liver_disease: bool | None = None
    diabetes: bool | None = None
    high_cholesterol: bool | None = None
    low_blood_counts: bool | None = None
    mouth_sores: bool | None = None
    surgery_or_wound: bool | None = None
    live_vaccine: bool | None = None
    radiation: bool | None = None
    osteoporosis: bool | None = None
    lactose_intolerance: bool | None = None


def load_context(path: Path) -> PatientContext:
    """Read a patient context from a small TOML or JSON file.

    Raises:
        SourceNotFoundError: there is no such file.
        SourceUnreadableError: the file cannot be opened.
        UsageError: it is neither TOML nor JSON, or a field is unknown or does not fit. Values are never repeated.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise SourceNotFoundError(f"There is no file '{path}'.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SourceUnreadableError(f"'{path}' cannot be read as text.", "Check that it is a text file.") from error
    try:
        given = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except (json.JSONDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"'{path}' is not valid TOML or JSON.", 'Write lines such as: sex = "female"') from error
    return _fit(given, f"'{path}'")


def add_answers(context: PatientContext, answers: tuple[str, ...]) -> PatientContext:
    """The context with answers such as "menopause=postmenopausal" or "prior_drugs=letrozole,tamoxifen" added.

    Raises:
        UsageError: an answer is not of the form FIELD=VALUE, its field is unknown, or its value does not fit. Values
            are never repeated.
    """
    given: dict[str, Any] = context.model_dump(exclude_none=True)
    for answer in answers:
        field, equals, value = answer.partition("=")
        if not equals:
            raise UsageError("An answer has the form FIELD=VALUE.", "For instance: --know menopause=postmenopausal")
        name = field.strip()
        several = [part.strip() for part in value.split(",") if part.strip()]
        given[name] = several if name in _LISTS else value.strip()
    return _fit(given, "--know")


_LISTS = frozenset(("prior_drugs", "allergies", "current_medicines", "gene_changes"))
"""Fields that hold several answers."""


def _fit(given: dict[str, Any], source: str) -> PatientContext:
    try:
        return PatientContext.model_validate(given)
    except ValidationError as error:
        places = (".".join(str(part) for part in item["loc"]) or "file" for item in error.errors())
        fields = ", ".join(dict.fromkeys(places))
        known = ", ".join(PatientContext.model_fields)
        raise UsageError(f"{source} has fields that do not fit: {fields}.", f"Known fields: {known}.") from None
