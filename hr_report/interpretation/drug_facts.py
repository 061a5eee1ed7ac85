"""What is known about everolimus, fact by fact, with source, date and standing (`knowledge/facts.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from hr_report.errors import UsageError
from hr_report.interpretation.knowledge import load
from hr_report.interpretation.sources import checked_on, cite, is_stale

if TYPE_CHECKING:
    from hr_report.models import Citation

_NAMES = ("everolimus", "afinitor")


class FactStatus(StrEnum):
    """How a fact stands against the drug label."""

    LABEL_CONFIRMED = "label_confirmed"
    LABEL_DIFFERS = "label_differs"
    SEED_ONLY = "seed_only"
    SUPERSEDED = "superseded"
    UNVERIFIED = "unverified"


STANDING = {
    FactStatus.LABEL_CONFIRMED: "read in its source",
    FactStatus.LABEL_DIFFERS: "read in its source; a patient page differs",
    FactStatus.SEED_ONLY: "told by a patient page; not confirmed for today",
    FactStatus.SUPERSEDED: "an older statement, corrected",
    FactStatus.UNVERIFIED: "reported, not confirmed",
}
"""How a fact stands, in words to show beside it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement: where it comes from, how it stands, and whether it is past its shelf life.

    `differs` tells what another page (`page`) says, where that is not what the source says.
    """

    id: str
    text: str
    status: FactStatus
    source: Citation
    stale: bool
    jurisdiction: str | None = None
    differs: str | None = None
    page: Citation | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """Facts under one heading."""

    id: str
    heading: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand and what it is for: use -> "yes", "no" or a limit."""

    name: str
    uses: dict[str, str]
    source: Citation


@dataclass(frozen=True, slots=True)
class About:
    """All that is told about a drug. `warning` is set where the knowledge is past its shelf life."""

    title: str
    topics: tuple[Topic, ...]
    brands: tuple[Brand, ...]
    checked_on: str
    warning: str | None = None


def about(topic: str = "everolimus", *, today: date | None = None) -> About:
    """What is known about everolimus, or about one topic of it ("taking", "pregnancy", "cost" …).

    Args:
        topic: "everolimus" for everything, or a topic id.
        today: the day to judge shelf lives by; the current day where left out.

    Raises:
        UsageError: there is no such topic; the advice lists them.
    """
    day = today or datetime.now(UTC).date()
    topics = tuple(_topic(key, heading, day) for key, heading in load("facts")["topics"])
    if topic.lower() not in _NAMES:
        topics = tuple(each for each in topics if each.id == topic.lower())
    if not topics:
        known = ", ".join(key for key, _ in load("facts")["topics"])
        raise UsageError(f"There is nothing about '{topic}'.", f"Ask about everolimus, or one of: {known}.")
    return About(
        title="Everolimus (Afinitor)",
        topics=topics,
        brands=tuple(_brand(row) for row in load("facts")["brand"]) if any(t.id == "brands" for t in topics) else (),
        checked_on=checked_on(),
        warning=stale_warning(day),
    )


def stale_warning(today: date) -> str | None:
    """A sentence where the sources were last read too long ago, None else."""
    if not is_stale(today):
        return None
    return f"These facts were last checked on {checked_on()}. Labels change: check the current label."


def _topic(key: str, heading: str, today: date) -> Topic:
    facts = tuple(_fact(row, today) for row in load("facts")["fact"] if row["topic"] == key and _is_shown(row, today))
    return Topic(key, heading, facts)


def _is_shown(row: dict[str, Any], today: date) -> bool:
    return not (row.get("hide_when_stale") and is_stale(today, row.get("shelf_life_days")))


def _fact(row: dict[str, Any], today: date) -> Fact:
    return Fact(
        id=row["id"],
        text=row["text"],
        status=FactStatus(row["status"]),
        source=cite(row["source"]),
        stale=is_stale(today, row.get("shelf_life_days")),
        jurisdiction=row.get("jurisdiction"),
        differs=row.get("differs"),
        page=cite(row["page"]) if "page" in row else None,
    )


def _brand(row: dict[str, Any]) -> Brand:
    return Brand(row["name"], {use: str(told) for use, told in row["uses"].items()}, cite(row["source"]))
