"""A folder of reports becomes files: read what is new, keep it in the journal, write every output from the journal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

from hr_report.batch.cluster import open_cluster
from hr_report.batch.driver import drive, open_processes
from hr_report.batch.journal import add_records, find_done, open_journal
from hr_report.batch.outputs import write_outputs
from hr_report.batch.pages import save_page
from hr_report.batch.sources import Item, take_mark, with_content
from hr_report.batch.worker import Settings, fail, prepare, read_chunk
from hr_report.errors import ReadingCrashedError, ReadingTimeoutError, UsageError
from hr_report.versions import list_versions

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from hr_report.batch.outcome import Record

Work = Callable[[Sequence[Item]], "Sequence[Record]"]
JOURNAL = "journal.sqlite"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many files there are, were known before, and are new; and of all these, how many need a look, or failed."""

    total: int
    known: int = 0
    new: int = 0
    review: int = 0
    failed: int = 0

    @property
    def done(self) -> int:
        """Files that are settled, one way or the other."""
        return self.known + self.new

    def add(self, records: Sequence[Record]) -> Tally:
        """The tally with these records, read now."""
        failed = self.failed + sum(record.error is not None for record in records)
        review = self.review + sum(record.needs_review for record in records)
        files = len({record.source for record in records})
        return replace(self, new=self.new + files, review=review, failed=failed)


@dataclass(frozen=True, slots=True)
class Engine:
    """Where the work is done: `jobs` processes of this machine, or the Dask cluster at `cluster`.

    `send` lets the files travel to the workers of a cluster, where these cannot see them.
    """

    jobs: int = 1
    cluster: str = ""
    send: bool = False


def run_batch(
    items: Sequence[Item],
    out: Path,
    settings: Settings,
    *,
    engine: Engine = Engine(),
    formats: Sequence[str] = (),
    work: Work | None = None,
) -> Iterator[Tally]:
    """Read what the journal of `out` does not hold yet, and write the outputs; yields the tally after each chunk.

    Args:
        items: the files, from `find_items`.
        out: folder for the results; a run that was cut off goes on where it was.
        settings: how to read each file.
        engine: where the work is done.
        formats: outputs beside those that are always written: "xlsx", "parquet".
        work: what does a chunk, for a run that is to be watched while it fails; reading, if not given.
    """
    out.mkdir(parents=True, exist_ok=True)
    with open_journal(out / JOURNAL, _say_settings(settings)) as journal:
        tally, todo = _sort_out(items, journal)
        yield tally
        if not todo and (out / "index.html").exists() and not formats:
            return
        chunks = _spread(todo, settings, engine, work or partial(read_chunk, settings=settings))
        try:
            for records in chunks:
                for record in records:
                    if record.page is not None:
                        save_page(out, record.name, record.page)
                add_records(journal, records)
                tally = tally.add(records)
                yield tally
        finally:
            chunks.close()
            write_outputs(journal, out, formats)


def _spread(
    todo: Sequence[Item], settings: Settings, engine: Engine, work: Work
) -> Generator[Sequence[Record], None, None]:
    tasks = map(with_content, todo) if engine.send else iter(todo)
    lost = partial(describe_lost, settings=settings)
    if engine.cluster:
        opener, workers = open_cluster(engine.cluster)
        return drive(tasks, work, lost=lost, executors=[opener], depth=2 * workers, dies_as_a_whole=False)
    executors = open_processes(min(engine.jobs, max(1, len(todo))), prepare, settings.megabytes)
    return drive(tasks, work, lost=lost, executors=executors)


def check_formats(formats: Sequence[str]) -> None:
    """Say before any work what a format lacks.

    Raises:
        UsageError: a library that a format needs is not installed.
    """
    needs = {"xlsx": "xlsxwriter", "parquet": "pyarrow"}
    for name in formats:
        if find_spec(needs[name]) is None:
            raise UsageError(f"--{name} needs {needs[name]}.", f"Install it: pip install 'hr-report[{name}]'.")


def _sort_out(items: Sequence[Item], journal: sqlite3.Connection) -> tuple[Tally, list[Item]]:
    """What is known from an earlier run, and what is left to do."""
    todo = []
    known = review = failed = 0
    for item in items:
        mark = take_mark(item)
        seen = find_done(journal, item.name, mark)
        if seen is None:
            todo.append(replace(item, mark=mark))
        else:
            known, review, failed = known + 1, review + seen.review, failed + seen.failed
    return Tally(len(items), known=known, review=review, failed=failed), todo


def _say_settings(settings: Settings) -> str:
    """Everything that results depend on: another version or guideline reads all files again."""
    versions = list_versions(settings.guideline).model_dump_json()
    return f"{versions} {settings.jurisdiction} {settings.pages} {settings.ocr}"


def describe_lost(item: Item, seconds: float, *, settings: Settings) -> Record:
    """A file whose process ended while it read this file alone."""
    error: ReadingTimeoutError | ReadingCrashedError
    if settings.seconds and seconds >= settings.seconds:
        error = ReadingTimeoutError(f"'{item.name}' took longer than {settings.seconds:g} seconds.")
    else:
        error = ReadingCrashedError(f"'{item.name}' ended the process that read it.")
    return fail(item, error)
