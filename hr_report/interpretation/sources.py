"""Citations by id, and how old the knowledge is (`knowledge/sources.toml`)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from hr_report.interpretation.knowledge import load
from hr_report.models import Citation


@cache
def cite(source_id: str) -> Citation:
    """The citation of that id."""
    row = load("sources")["source"][source_id]
    return Citation(id=source_id, title=row["title"], date=row["date"], url=row.get("url"))


def checked_on() -> str:
    """The day (ISO) on which the sources were last read for this project."""
    return str(load("sources")["checked_on"])


def is_stale(today: date, days: int | None = None) -> bool:
    """True where the knowledge was last checked longer ago than its shelf life (or than `days`)."""
    life = timedelta(days=days if days is not None else load("sources")["shelf_life_days"])
    return today - date.fromisoformat(checked_on()) > life
