"""Rows for spreadsheets: one a report, the same columns always, safe to open in a spreadsheet program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hr_report.writing import wording
from hr_report.writing.values import say_number, say_percent

if TYPE_CHECKING:
    from decimal import Decimal

    from hr_report.errors import HrReportError
    from hr_report.models import Her2Result, ReceptorResult, Report

_RECEPTOR = (
    "status",
    "percent",
    "percent_low",
    "percent_high",
    "intensity",
    "allred",
    "h_score",
    "irs",
    "stated_status",
    "derived_status",
    "quote",
    "page",
    "line",
)
_HER2 = (
    "status",
    "ihc",
    "ish",
    "ratio",
    "copies",
    "low",
    "stated_status",
    "derived_status",
    "quote",
    "page",
    "line",
)

COLUMNS = (
    "file",
    "same_content_as",
    "needs_review",
    "review_reasons",
    *(f"er_{name}" for name in _RECEPTOR),
    *(f"pr_{name}" for name in _RECEPTOR),
    *(f"her2_{name}" for name in _HER2),
    "diagnosis",
    "specimens",
    "discrepancies",
    "candidacy",
    "criteria_met",
    "criteria_not_met",
    "criteria_unknown",
    "criteria_needs_discussion",
    "pages",
    "reader",
    "sha256",
    "hr_report",
    "guideline",
    "drug_label",
)
"""The columns of `write_row`, in order."""

FAILURE_COLUMNS = ("file", "error", "message", "advice")
"""The columns of `write_failure`, in order."""

_FORMULA = re.compile(r"\s*[=+\-@\t\r|%]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def write_row(name: str, report: Report, twin: str = "") -> dict[str, str]:
    """One report as a row: file, flags, the three markers with their quotes, the criteria, the versions.

    Args:
        name: how the file is called.
        report: what was read.
        twin: the first file with the same content, if this is not the first.
    """
    row = {
        "file": name,
        "same_content_as": twin,
        "needs_review": _say_bool(report.needs_review),
        "review_reasons": " ".join(wording.say(reason) for reason in report.review_reasons),
        **{f"er_{key}": value for key, value in _write_receptor(report.er).items()},
        **{f"pr_{key}": value for key, value in _write_receptor(report.pr).items()},
        **{f"her2_{key}": value for key, value in _write_her2(report.her2).items()},
        "diagnosis": report.diagnosis.kind.value,
        "specimens": str(len(report.specimens)),
        "discrepancies": " ".join(found.message for found in report.discrepancies),
        "candidacy": report.candidacy.summary.value,
        **_write_criteria(report),
        "pages": str(report.source.pages),
        "reader": report.source.reader,
        "sha256": report.source.sha256,
        "hr_report": report.versions.hr_report,
        "guideline": report.versions.guideline,
        "drug_label": report.versions.drug_label,
    }
    return {column: defuse(row[column]) for column in COLUMNS}


def write_failure(name: str, error: HrReportError) -> dict[str, str]:
    """One file that could not be read as a row: what happened and what to do."""
    return {
        "file": defuse(name),
        "error": type(error).__name__,
        "message": defuse(error.message),
        "advice": defuse(error.advice),
    }


def defuse(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula: what starts like one gets an apostrophe in front.

    See OWASP, "CSV Injection". Characters that no spreadsheet file can hold become a blank.
    """
    if not cell:  # most are, so that a batch spends less on them
        return cell
    clean = _CONTROL.sub(" ", cell)
    return f"'{clean}" if _FORMULA.match(clean) else clean


def _write_receptor(result: ReceptorResult) -> dict[str, str]:
    percent = result.percent
    return {
        "status": result.status.value,
        "percent": say_percent(percent) if percent else "",
        "percent_low": say_number(percent.low) if percent else "",
        "percent_high": say_number(percent.high) if percent else "",
        "intensity": result.intensity.value if result.intensity else "",
        "allred": str(result.allred.total) if result.allred else "",
        "h_score": say_number(result.h_score.value) if result.h_score else "",
        "irs": str(result.irs.value) if result.irs else "",
        **_write_witness(result),
    }


def _write_her2(result: Her2Result) -> dict[str, str]:
    return {
        "status": result.status.value,
        "ihc": result.ihc.value if result.ihc else "",
        "ish": result.ish.value if result.ish else "",
        "ratio": _say_optional(result.ratio),
        "copies": _say_optional(result.copies),
        "low": "" if result.low is None else _say_bool(result.low),
        **_write_witness(result),
    }


def _write_witness(result: ReceptorResult | Her2Result) -> dict[str, str]:
    first = result.evidence[0] if result.evidence else None
    return {
        "stated_status": result.stated_status.value if result.stated_status else "",
        "derived_status": result.derived_status.value if result.derived_status else "",
        "quote": " ... ".join(" ".join(e.quote.split()) for e in result.evidence),
        "page": str(first.page) if first else "",
        "line": str(first.line) if first else "",
    }


def _write_criteria(report: Report) -> dict[str, str]:
    states = [criterion.state for criterion in report.candidacy.criteria]
    return {f"criteria_{state.value}": str(states.count(state)) for state in wording.CRITERION}


def _say_bool(value: bool) -> str:
    return "yes" if value else "no"


def _say_optional(value: Decimal | None) -> str:
    return "" if value is None else say_number(value)
