"""Groups of markers named together, and what one passage says about one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hr_report.models import Marker, Status

if TYPE_CHECKING:
    from hr_report.extraction.mentions import Mention

VALUES = frozenset(
    (
        "status",
        "signs",
        "percent",
        "distribution",
        "allred",
        "h_score",
        "irs",
        "j_score",
        "ligand_binding",
        "intensity",
        "grade",
        "ish",
        "ratio",
        "copies",
    )
)
"""Kinds of mentions that are values."""

_WITHHELD = frozenset(("several_percentages", "options_listed", "count_mismatch"))

DEFINITE = frozenset({Status.POSITIVE, Status.LOW_POSITIVE, Status.NEGATIVE})
"""Words that settle a result."""


def is_favorable(text: str, value: Mention) -> bool:
    """Whether a result is told as good or bad news: for HER2 "favorable" means negative, for ER positive."""
    return "avo" in text[value.start : value.end].lower()


@dataclass(frozen=True, slots=True)
class Group:
    """One or more markers named together, at the positions [first, last] of the mention list."""

    first: int
    last: int
    markers: tuple[Marker, ...]
    start: int
    end: int
    closed: bool = False
    """Whether an "and" has ended the list: what a comma adds after it starts a new statement."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one passage says about one marker: the values with the mentions that are its witnesses."""

    marker: Marker
    group: Group
    values: tuple[Mention, ...]
    link: str
    cues: frozenset[str] = frozenset()
    reasons: tuple[str, ...] = ()
    column: tuple[str, str] | None = None
    """The tumour whose column of a table it stands in: the kind of the name (see `specimens`), and the name."""

    @property
    def is_withheld(self) -> bool:
        """Whether the passage gives a result of this specimen in a way that leaves open which."""
        return "prior" not in self.cues and bool(_WITHHELD & set(self.reasons))

    @property
    def start(self) -> int:
        """Where the passage begins."""
        return min([self.group.start, *(value.start for value in self.values)])

    @property
    def end(self) -> int:
        """Where the passage ends."""
        return max([self.group.end, *(value.end for value in self.values)])


@dataclass(frozen=True, slots=True)
class Scope:
    """The values gathered for one group in one direction, with the cues met on the way."""

    values: tuple[Mention, ...] = ()
    cues: frozenset[str] = frozenset()
    reasons: tuple[str, ...] = ()
