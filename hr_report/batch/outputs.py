"""Every output of a batch, written from the journal: one record in memory, each file replaced as a whole."""

from __future__ import annotations

import csv
import json
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from hr_report.batch.journal import find_twin, list_records
from hr_report.batch.outcome import open_record
from hr_report.batch.pages import find_page
from hr_report.writing.overview import write_overview
from hr_report.writing.summary import Summary, count_failure, count_report
from hr_report.writing.table import COLUMNS, FAILURE_COLUMNS, write_failure, write_row
from hr_report.writing.workbook import open_workbook
from hr_report.writing.worklist import WORKLIST_COLUMNS, write_work

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

ALWAYS = ("reports.csv", "reports.jsonl", "worklist.csv", "failures.csv")


def write_outputs(journal: sqlite3.Connection, out: Path, formats: Sequence[str]) -> None:
    """Write all outputs of a batch into `out`.

    Args:
        journal: what was read.
        out: the folder.
        formats: outputs beside those that are always written: "xlsx", "parquet".

    Raises:
        UsageError: a library that a format needs is not installed.
    """
    summary = Summary()
    with ExitStack() as stack:
        add_report = _open_reports(stack, out, parquet="parquet" in formats)
        add_failure = _open_table(stack, out / "failures.csv", FAILURE_COLUMNS)
        add_work = stack.enter_context(_open_worklist(out, xlsx="xlsx" in formats))
        for record in list_records(journal):
            outcome = open_record(record)
            if outcome.report is not None:
                twin, page = find_twin(journal, record), find_page(out, outcome.name)
                add_report(write_row(outcome.name, outcome.report, twin), record.report)
                for row in write_work(outcome.name, outcome.report, twin, page):
                    add_work(row)
                count_report(summary, outcome.name, outcome.report, page=page, is_twin=bool(twin))
            elif outcome.error is not None:
                add_failure(write_failure(outcome.name, outcome.error))
                count_failure(summary, outcome.name, outcome.error)
    extra = [name for kind, name in (("xlsx", "worklist.xlsx"), ("parquet", "reports.parquet")) if kind in formats]
    with _replacing(out / "index.html") as overview:
        overview.write(write_overview(summary, {name: (out / name).stat().st_size for name in (*ALWAYS, *extra)}))


def _open_reports(stack: ExitStack, out: Path, *, parquet: bool) -> Callable[[dict[str, str], str | None], None]:
    """What adds a report to all files that hold one row or line for each: its cells, and its JSON."""
    tables = [_open_table(stack, out / "reports.csv", COLUMNS)]
    if parquet:
        tables.append(_open_parquet(stack, out / "reports.parquet"))
    lines = stack.enter_context(_replacing(out / "reports.jsonl"))

    def add(row: dict[str, str], report: str | None) -> None:
        for add_row in tables:
            add_row(row)
        lines.write(f"{report}\n")

    return add


@contextmanager
def _open_worklist(out: Path, *, xlsx: bool) -> Iterator[Callable[[dict[str, str]], None]]:
    """What adds a row to the work-list. Rows that need a look come first: the others wait in a file without a name."""
    with ExitStack() as stack:
        tables = [_open_table(stack, out / "worklist.csv", WORKLIST_COLUMNS)]
        if xlsx:
            new = stack.enter_context(_new_path(out / "worklist.xlsx"))
            tables.append(stack.enter_context(open_workbook(new)))
        waiting = stack.enter_context(TemporaryFile("w+", encoding="utf-8", dir=out))

        def add(row: dict[str, str]) -> None:
            if row["needs_review"] == "yes":
                for add_row in tables:
                    add_row(row)
            else:
                waiting.write(f"{json.dumps(row)}\n")

        yield add
        waiting.seek(0)
        for row in map(json.loads, waiting):
            for add_row in tables:
                add_row(row)


def _open_table(stack: ExitStack, path: Path, columns: Sequence[str]) -> Callable[[dict[str, str]], object]:
    """A CSV; spreadsheet programs need the byte order mark to take it as UTF-8."""
    table = csv.DictWriter(stack.enter_context(_replacing(path, mark=True)), columns)
    table.writeheader()
    return table.writerow


def _open_parquet(stack: ExitStack, path: Path) -> Callable[[dict[str, str]], None]:
    from hr_report.writing.parquet import open_parquet  # noqa: PLC0415  an extra

    return stack.enter_context(open_parquet(stack.enter_context(_new_path(path)), COLUMNS))


@contextmanager
def _new_path(path: Path) -> Iterator[Path]:
    """A path to write to that takes the place of `path` once it is complete."""
    new = path.with_name(f".new-{path.name}")
    try:
        yield new
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


@contextmanager
def _replacing(path: Path, *, mark: bool = False) -> Iterator[TextIO]:
    with _new_path(path) as new, new.open("w", encoding="utf-8-sig" if mark else "utf-8", newline="") as stream:
        yield stream
        stream.flush()
