"""Invented findings to interpret: the words of a report without the report."""

from decimal import Decimal

from hr_report.extraction.findings import Finding, Findings, SpecimenFindings
from hr_report.interpretation.candidacy import assess
from hr_report.interpretation.context import PatientContext
from hr_report.interpretation.guidelines import interpret
from hr_report.models import (
    Allred,
    Diagnosis,
    DiagnosisKind,
    Evidence,
    HScore,
    Ihc,
    Intensity,
    Irs,
    Ish,
    JScore,
    LigandBinding,
    Marker,
    Percent,
    Status,
)


def percent(text):
    """'95%', '<1%', '>=1%', '10-75%' as a Percent."""
    body = text.rstrip("%")
    comparator = next((sign for sign in ("<=", ">=", "<", ">") if body.startswith(sign)), None)
    numbers = [Decimal(part) for part in body.lstrip("<>=").split("-")]
    low, high = numbers[0], numbers[-1]
    if comparator:
        low, high = (Decimal(0), high) if "<" in comparator else (low, Decimal(100))
    return Percent(low=low, high=high, comparator=comparator, text=text)


def quote(text):
    return Evidence(quote=text, start=0, end=len(text), page=1, line=1, rule="invented")


def receptor(marker, said):
    """'positive 5%', 'negative', '90%', 'allred 3', 'allred 2+1=3', 'h 5', 'irs 2', 'irs 2x3', 'j 2', 'fmol 49'."""
    fields, words = {}, said.split()
    while words:
        word = words.pop(0)
        if word in {status.value for status in Status}:
            fields["stated"] = Status(word)
        elif word == "allred":
            fields["allred"] = _allred(words.pop(0))
        elif word == "h":
            value = words.pop(0)
            fields["h_score"] = HScore(value=Decimal(value), text=f"H-score {value}")
        elif word == "irs":
            fields["irs"] = _irs(words.pop(0))
        elif word == "j":
            value = words.pop(0)
            fields["j_score"] = JScore(value=int(value), text=f"J{value}")
        elif word == "fmol":
            value = words.pop(0)
            fields["ligand_binding"] = LigandBinding(value=Decimal(value), text=f"{value} fmol/mg")
        elif word.endswith("%"):
            fields["percent"] = percent(word)
        else:
            fields["intensity"] = Intensity(word)
    return Finding(marker, evidence=(quote(said),) if said else (), **fields)


def _allred(said):
    if "=" not in said:
        return Allred(total=int(said), text=f"Allred {said}")
    parts, total = said.split("=")
    proportion, intensity = parts.split("+")
    return Allred(total=int(total), proportion=int(proportion), intensity=int(intensity), text=f"Allred {said}")


def _irs(said):
    parts, _, total = said.rpartition("=")
    proportion, _, intensity = parts.partition("x")
    if not parts:
        return Irs(value=int(total), text=f"IRS {said}")
    return Irs(value=int(total), proportion=int(proportion), intensity=int(intensity), text=f"IRS {said}")


def her2(said):
    """'positive 3+', 'negative 2+ not_amplified', 'ratio 1.2 copies 4.5 2+', 'pending', ''."""
    fields, words = {}, said.split()
    while words:
        word = words.pop(0)
        if word in {"ratio", "copies"}:
            fields[word] = Decimal(words.pop(0))
        elif word.startswith("ish:"):
            fields["ish"] = Ish(word.removeprefix("ish:"))
        elif word in {score.value for score in Ihc}:
            fields["ihc"] = Ihc(word)
        else:
            fields["stated"] = Status(word)
    return Finding(Marker.HER2, evidence=(quote(said),) if said else (), **fields)


def findings(er="", pr="", her="", kind=DiagnosisKind.INVASIVE_BREAST, parts=(), **more):
    return Findings(
        er=receptor(Marker.ER, er),
        pr=receptor(Marker.PR, pr),
        her2=her2(her),
        diagnosis=Diagnosis(kind=kind, evidence=(quote("invented diagnosis"),)),
        specimens=tuple(
            SpecimenFindings(f"part {number}", receptor(Marker.ER, a), receptor(Marker.PR, b), her2(c))
            for number, (a, b, c) in enumerate(parts, start=1)
        ),
        **more,
    )


def profile(er="", pr="", her="", guideline="asco_cap_2020", **more):
    return interpret(findings(er, pr, her, **more), guideline=guideline)


def candidacy(er="positive 90%", pr="positive 50%", her="negative 1+", jurisdiction="us", context=None, **more):
    given = PatientContext(**context) if context is not None else None
    return assess(profile(er, pr, her, **more), jurisdiction=jurisdiction, context=given)
