"""A folder of reports: one outcome for each file, never stopped by one of them.

Names are imported when first used, so that whoever needs one module of this room does not pay for all of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hr_report.batch.folder import parse_folder
    from hr_report.batch.outcome import Outcome

__all__ = ["Outcome", "parse_folder"]

_HOMES = {"Outcome": "hr_report.batch.outcome", "parse_folder": "hr_report.batch.folder"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'hr_report.batch' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
