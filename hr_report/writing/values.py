"""Values as words: one way to say a percentage, a score, a place, for every output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hr_report.models import Her2Result, Intensity, Status
from hr_report.writing import wording

if TYPE_CHECKING:
    from decimal import Decimal

    from hr_report.models import Allred, Diagnosis, Evidence, Irs, Observation, Percent, ReceptorResult


def say_number(value: Decimal) -> str:
    """A number without an exponent or trailing zeros: 1.50 as "1.5", 1E+2 as "100"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def say_percent(percent: Percent) -> str:
    """A share of nuclei: "95 %", "10-75 %", "< 1 %", "> 75 %", "about 90 %"."""
    low, high = say_number(percent.low), say_number(percent.high)
    sign = percent.comparator
    if sign in {"<", "<=", "≤"}:
        return f"{sign} {high} %"
    if sign in {">", ">=", "≥"}:
        return f"{sign} {low} %"
    about = "about " if sign else ""
    return f"{about}{low} %" if low == high else f"{about}{low}-{high} %"


def _say_parts(score: Allred | Irs, sign: str) -> str:
    if score.proportion is None or score.intensity is None:
        return ""
    return f" ({score.proportion} {sign} {score.intensity})"


def list_receptor_values(result: ReceptorResult | Observation) -> tuple[str, ...]:
    """The values of ER or PR in words, most telling first."""
    said = []
    if result.percent:
        said.append(say_percent(result.percent))
    if result.intensity:
        said.append("no staining" if result.intensity is Intensity.NONE else f"{result.intensity.value} staining")
    if result.allred:
        said.append(f"Allred {result.allred.total} of 8{_say_parts(result.allred, '+')}")
    if result.h_score:
        said.append(f"H-score {say_number(result.h_score.value)} of 300")
    if result.irs:
        said.append(f"IRS {result.irs.value} of 12{_say_parts(result.irs, 'x')}")
    if result.j_score:
        said.append(f"J-score {result.j_score.value}")
    if result.ligand_binding:
        said.append(f"{say_number(result.ligand_binding.value)} fmol/mg")
    return tuple(said)


def list_her2_values(result: Her2Result | Observation) -> tuple[str, ...]:
    """The values of HER2 in words."""
    said = []
    if result.ihc:
        said.append(f"IHC {result.ihc.value}")
    if result.ish:
        said.append(f"ISH {wording.ISH[result.ish]}")
    if result.ratio is not None:
        said.append(f"HER2/CEP17 ratio {say_number(result.ratio)}")
    if result.copies is not None:
        said.append(f"{say_number(result.copies)} HER2 copies a cell")
    if isinstance(result, Her2Result) and result.low:
        said.append("HER2-low")
    return tuple(said)


def list_values(result: ReceptorResult | Her2Result) -> tuple[str, ...]:
    """The values of any marker in words, after what its status means where that is not plain.

    Of a conflicting result no value is shown: each would look like the one that counts. The quotes have them all.
    """
    if result.status is Status.CONFLICTING:
        return (wording.STATUS_MEANING[result.status],)
    said = list_her2_values(result) if isinstance(result, Her2Result) else list_receptor_values(result)
    meaning = wording.STATUS_MEANING.get(result.status)
    return (meaning, *said) if meaning else said


def list_observed(observation: Observation) -> tuple[str, ...]:
    """What one reading of a marker says, before any interpretation."""
    word = (wording.STATUS[observation.stated_status].lower(),) if observation.stated_status else ()
    return (*word, *list_receptor_values(observation), *list_her2_values(observation))


def say_diagnosis(diagnosis: Diagnosis) -> str:
    """What the report is about: "Invasive breast cancer", "A cancer of another organ, kidney"."""
    kind = wording.DIAGNOSIS[diagnosis.kind]
    site = " ".join((diagnosis.site or "").split())
    return f"{kind}, {site}" if site and site.lower() not in kind.lower() else kind


def say_place(evidence: Evidence, pages: int) -> str:
    """Where a quote stands: "page 2, line 31", or "line 31" where the source is one page."""
    return f"line {evidence.line}" if pages <= 1 else f"page {evidence.page}, line {evidence.line}"
