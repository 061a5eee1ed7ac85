"""What became of one file: a report or an error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hr_report.errors import HrReportError
    from hr_report.models import Report


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file of a batch. `name` is its path within the folder, with forward slashes.

    Exactly one of `report` and `error` is set.
    """

    name: str
    report: Report | None = None
    error: HrReportError | None = None
