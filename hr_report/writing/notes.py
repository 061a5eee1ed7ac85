"""What is written beside the evidence on a page: one note for each value, with its words, its specimen and its rule."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from hr_report.models import Marker, PageBox
from hr_report.writing.values import list_observed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hr_report.models import Evidence, Her2Result, Observation, ReceptorResult, Report, Specimen
    from hr_report.reading.document import Document


@dataclass(frozen=True, slots=True)
class Note:
    """A value and its evidence: numbered in order of the text, so that a quote and its note name each other."""

    number: int
    marker: Marker
    said: str
    detail: str
    evidence: Evidence

    @property
    def tag(self) -> str:
        """What stands beside the quote and opens the note: "ER 1"."""
        return f"{self.marker.label} {self.number}"


def list_notes(report: Report) -> tuple[Note, ...]:
    """A note for each quote that a result for ER, PR or HER2 was read from and that has a place on a page."""
    found = {(r.marker, e.start, e.end): e for r in _list_results(report) for e in r.evidence if e.boxes}
    order = list(Marker)
    ordered = sorted(found, key=lambda key: (key[1], -key[2], order.index(key[0])))
    return tuple(_note(number, key[0], found[key], report) for number, key in enumerate(ordered, start=1))


def _list_results(report: Report) -> Iterable[ReceptorResult | Her2Result]:
    profiles: tuple[Report | Specimen, ...] = (report, *report.specimens)
    for profile in profiles:
        yield from (profile.er, profile.pr, profile.her2)


def _note(number: int, marker: Marker, evidence: Evidence, report: Report) -> Note:
    observed = _find_observation(marker, evidence, report.observations)
    said = _say(observed) if observed else ""
    several = len(report.specimens) > 1 and observed is not None and observed.specimen
    where = f"{observed.specimen}; " if several and observed else ""
    return Note(number, marker, said, f"{where}rule {evidence.rule}", evidence)


def _say(observation: Observation) -> str:
    """The values as the quote states them; its word, which most matters, in capitals."""
    first, *rest = list_observed(observation) or ("",)
    return ", ".join((first.upper() if observation.stated_status else first, *rest))


def _find_observation(marker: Marker, evidence: Evidence, observations: Sequence[Observation]) -> Observation | None:
    place = (evidence.start, evidence.end)
    same = (o for o in observations if o.marker is marker and any((e.start, e.end) == place for e in o.evidence))
    return next((o for o in same if o.counted), None)


def list_bands(notes: Sequence[Note], document: Document) -> dict[int, list[PageBox]]:
    """Which parts of the page each note, by its number, highlights: no two of them lie on each other.

    Words that count for two markers ("ER and PR positive") are parted lengthwise, so that both colours are seen. Of
    two quotes for one marker, the longer highlights what both hold.
    """
    bands: dict[int, list[PageBox]] = {note.number: [] for note in notes}
    for start, end, holders in _list_stretches(notes):
        for row, note in enumerate(holders):
            for box in document.boxes(start, end):
                high = (box.bottom - box.top) / len(holders)
                top = box.top + row * high
                bands[note.number].append(PageBox(page=box.page, x0=box.x0, top=top, x1=box.x1, bottom=top + high))
    return bands


def _list_stretches(notes: Sequence[Note]) -> list[tuple[int, int, tuple[Note, ...]]]:
    """The text from edge to edge of its quotes, each stretch with one note for each marker that it counts for."""
    edges = sorted({edge for note in notes for edge in (note.evidence.start, note.evidence.end)})
    stretches: list[tuple[int, int, tuple[Note, ...]]] = []
    for start, end in pairwise(edges):
        first: dict[Marker, Note] = {}
        for note in notes:
            if note.evidence.start <= start and end <= note.evidence.end:
                first.setdefault(note.marker, note)
        holders = tuple(first.values())
        if stretches and stretches[-1][2] == holders:
            stretches[-1] = (stretches[-1][0], end, holders)
        else:
            stretches.append((start, end, holders))
    return stretches
