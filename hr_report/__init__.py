"""Reads ER, PR and HER2 results in breast pathology reports and explains them for the everolimus label.

    from pathlib import Path
    import hr_report

    report = hr_report.parse_report(Path("report.pdf"))
    report.er.status, report.er.percent, report.er.evidence[0].quote

Names are imported when first used, so that `import hr_report` and `hr-report --version` stay fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hr_report import errors, models
    from hr_report.batch import parse_folder
    from hr_report.interpretation.context import PatientContext, load_context
    from hr_report.interpretation.guidelines import list_guidelines
    from hr_report.pipeline import parse_report
    from hr_report.reading import read as read_document

__version__ = "0.1.0"

__all__ = [
    "PatientContext",
    "__version__",
    "errors",
    "list_guidelines",
    "load_context",
    "models",
    "parse_folder",
    "parse_report",
    "read_document",
]

_HOMES = {
    "PatientContext": ("hr_report.interpretation.context", "PatientContext"),
    "load_context": ("hr_report.interpretation.context", "load_context"),
    "errors": ("hr_report.errors", ""),
    "list_guidelines": ("hr_report.interpretation.guidelines", "list_guidelines"),
    "models": ("hr_report.models", ""),
    "parse_folder": ("hr_report.batch", "parse_folder"),
    "parse_report": ("hr_report.pipeline", "parse_report"),
    "read_document": ("hr_report.reading", "read"),
}


def __getattr__(name: str) -> object:
    """Import a public name from its home when it is first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'hr_report' has no attribute '{name}'")
    home, attribute = _HOMES[name]
    module = import_module(home)
    value: object = getattr(module, attribute) if attribute else module
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
