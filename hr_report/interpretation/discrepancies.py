"""Discrepancies by name: one message each, and whether a person must look (`knowledge/discrepancies.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hr_report.interpretation.knowledge import load
from hr_report.models import Discrepancy, Evidence, Marker

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Sides:
    """What stands against what: the report's word, its number, and what explains the clash where something does."""

    word: str = ""
    number: str = ""
    name: str = ""


def discrepancy(code: str, marker: Marker | None, evidence: tuple[Evidence, ...], sides: Sides) -> Discrepancy:
    """Build the discrepancy `code`, a table name of `knowledge/discrepancies.toml`, with the quotes of both sides.

    Args:
        code: which discrepancy.
        marker: the receptor concerned, None for several.
        evidence: the statements that do not go together.
        sides: fills the places of the message.
    """
    template = str(load("discrepancies")[code]["message"])
    said = marker.label if marker is not None else ""
    word = sides.word.replace("_", " ")
    message = template.format(marker=said, word=word, number=sides.number, name=sides.name)
    return Discrepancy(code=code, marker=marker, message=message, evidence=evidence)


def plain_message(found: Discrepancy) -> str:
    """The same in words for patients; the message itself for a code that is not from the table."""
    row = load("discrepancies").get(found.code)
    if row is None:
        return found.message
    return str(row["plain"]).format(marker=found.marker.label if found.marker is not None else "")


def needs_review(code: str) -> bool:
    """True where the discrepancy asks that a person looks at the report."""
    return bool(load("discrepancies")[code]["review"])


def review_codes(found: Iterable[Discrepancy]) -> tuple[str, ...]:
    """The codes among `found` that ask for review, each once, in order."""
    return tuple(dict.fromkeys(item.code for item in found if needs_review(item.code)))
