"""The report model as JSON: one indented object for a single report, one line for each of several."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hr_report.models import Report


def write_json(report: Report) -> str:
    """One report as an indented JSON object, ending in a line end."""
    return report.model_dump_json(indent=2) + "\n"


def write_json_line(report: Report) -> str:
    """One report as one line of JSON, ending in a line end (JSON Lines)."""
    return report.model_dump_json() + "\n"
