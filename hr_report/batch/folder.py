"""One outcome for each file of a folder, in a stable order, for programs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hr_report.batch.driver import drive, open_processes
from hr_report.batch.outcome import Outcome, Record, open_record
from hr_report.batch.run import describe_lost
from hr_report.batch.sources import find_items
from hr_report.batch.worker import Settings, prepare, read_chunk, read_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path


def parse_folder(
    where: Path,
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    guideline: str = "asco_cap_2020",
    jurisdiction: str = "us",
    ocr: str = "auto",
    jobs: int = 0,
) -> Iterator[Outcome]:
    """Read each file under a folder and yield its report or its error, sorted by name.

    Args:
        where: a folder (walked recursively, hidden files left out), a ZIP archive, or a CSV list with a column "file".
        include: patterns such as "*.pdf"; a name must match one of them, if there are any.
        exclude: patterns that rule a name out.
        guideline: see `parse_report`.
        jurisdiction: see `parse_report`.
        ocr: see `read_document`.
        jobs: how many processes read. 0 reads in this process, where a file that crashes it or never ends cannot be
            held off; more than 0 needs the usual `if __name__ == "__main__":` in a script.

    Raises:
        SourceError: the folder itself cannot be read. A file that cannot be read never raises: its outcome tells.
    """
    items = find_items(where, include=include, exclude=exclude)
    settings = Settings(guideline=guideline, jurisdiction=jurisdiction, ocr=ocr)
    if not jobs:
        yield from (open_record(record) for item in items for record in read_item(item, settings))
        return
    chunks = drive(
        items,
        partial(read_chunk, settings=settings),
        lost=partial(describe_lost, settings=settings),
        executors=open_processes(jobs, prepare, settings.megabytes),
    )
    yield from map(open_record, _in_order([item.name for item in items], chunks))


def _in_order(names: Sequence[str], chunks: Iterable[Sequence[Record]]) -> Iterator[Record]:
    """Records in the order of the files in `names`, each as soon as those before it are there."""
    place = {name: number for number, name in enumerate(names)}
    early: dict[int, list[Record]] = {}
    wanted = 0
    for chunk in chunks:
        for record in chunk:
            early.setdefault(place[record.source], []).append(record)
        while wanted in early:
            yield from early.pop(wanted)
            wanted += 1
