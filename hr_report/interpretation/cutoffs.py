"""Guidelines as tables: which interval on which scale is which category. Read from `knowledge/guidelines.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from hr_report.errors import UsageError
from hr_report.interpretation.intervals import Interval, interval_of
from hr_report.interpretation.knowledge import load
from hr_report.models import Marker, Status

DEFAULT_GUIDELINE = "asco_cap_2020"


@dataclass(frozen=True, slots=True)
class Band:
    """One category of a scale."""

    status: Status
    interval: Interval


@dataclass(frozen=True, slots=True)
class Guideline:
    """One published set of cut-offs: its scale, its bands for ER and PR, and the HER2 rules that go with it."""

    id: str
    title: str
    edition: str
    date: str
    source: str
    scale: str
    unit: str
    er: tuple[Band, ...]
    pr: tuple[Band, ...]
    her2_edition: str

    def bands(self, marker: Marker) -> tuple[Band, ...]:
        """The categories for ER or PR."""
        return self.er if marker is Marker.ER else self.pr


@dataclass(frozen=True, slots=True)
class KnownCutOff:
    """A cut-off in use somewhere that explains why a report's `word` goes with a number in `interval` of `scale`."""

    code: str
    word: Status
    scale: str
    interval: Interval
    name: str
    source: str


@cache
def list_guidelines() -> tuple[Guideline, ...]:
    """Every guideline that numbers can be read under; the first is the default."""
    return tuple(_guideline(row) for row in load("guidelines")["guideline"])


def find_guideline(guideline_id: str) -> Guideline:
    """The guideline of that id.

    Raises:
        UsageError: there is none; the advice lists those that exist.
    """
    for guideline in list_guidelines():
        if guideline.id == guideline_id:
            return guideline
    known = ", ".join(guideline.id for guideline in list_guidelines())
    raise UsageError(f"There is no guideline named '{guideline_id}'.", f"Choose one of: {known}.")


@cache
def own_scale_bands(scale: str) -> tuple[Band, ...]:
    """The usual categories of a notation by itself, where a conversion leaves the category open."""
    return _bands(load("guidelines")["own_scale"][scale]["bands"])


@cache
def own_scale_title(scale: str) -> str:
    """How the usual cut-off of a notation is called."""
    return str(load("guidelines")["own_scale"][scale]["title"])


@cache
def known_cut_offs() -> tuple[KnownCutOff, ...]:
    """Cut-offs that explain a clash of word and number, in the order in which they are tried."""
    return tuple(
        KnownCutOff(row["code"], Status(row["word"]), row["scale"], interval_of(row), row["name"], row["source"])
        for row in load("guidelines")["known_cut_off"]
    )


def possible_statuses(interval: Interval, bands: tuple[Band, ...]) -> tuple[Status, ...]:
    """The categories that an interval touches, in the order of the bands."""
    return tuple(band.status for band in bands if band.interval.overlaps(interval))


def _guideline(row: dict[str, Any]) -> Guideline:
    plain = {key: str(row[key]) for key in ("id", "title", "edition", "date", "source", "scale", "unit")}
    return Guideline(**plain, er=_bands(row["er"]), pr=_bands(row["pr"]), her2_edition=row["her2_edition"])


def _bands(rows: list[dict[str, Any]]) -> tuple[Band, ...]:
    return tuple(Band(Status(row["status"]), interval_of(row)) for row in rows)
