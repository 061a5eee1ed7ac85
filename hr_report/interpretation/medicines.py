"""Medicine names by what they mean for everolimus (`knowledge/medicines.toml`)."""

from __future__ import annotations

import re
from functools import cache

from hr_report.interpretation.knowledge import load


@cache
def _pattern(group: str) -> re.Pattern[str]:
    names = sorted(load("medicines")["group"][group]["names"], key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in names) + r")(?![\w-])", re.IGNORECASE)


def named(group: str, entered: tuple[str, ...] | None) -> tuple[str, ...]:
    """Those of the `entered` names that belong to a group ("Lisinopril 10 mg" belongs to "ace_inhibitor")."""
    return tuple(name for name in entered or () if _pattern(group).search(name.replace("’", "'")))
