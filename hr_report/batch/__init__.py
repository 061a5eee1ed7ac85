"""A folder of reports: one outcome for each file, never stopped by one of them."""

from __future__ import annotations

from hr_report.batch.folder import parse_folder
from hr_report.batch.outcome import Outcome

__all__ = ["Outcome", "parse_folder"]
