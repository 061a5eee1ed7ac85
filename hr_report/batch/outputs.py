"""Every output of a batch, written from the journal: one record in memory, each file replaced as a whole."""

from __future__ import annotations

import csv
from contextlib import ExitStack, contextmanager
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
    summary = _write_reports(journal, out, parquet="parquet" in formats)
    _write_worklist(journal, out, xlsx="xlsx" in formats)
    extra = [name for kind, name in (("xlsx", "worklist.xlsx"), ("parquet", "reports.parquet")) if kind in formats]
    with _replacing(out / "index.html") as page:
        page.write(write_overview(summary, (*ALWAYS, *extra)))


def _write_reports(journal: sqlite3.Connection, out: Path, *, parquet: bool) -> Summary:
    summary = Summary()
    with ExitStack() as stack:
        add_row = _open_table(stack, out / "reports.csv", COLUMNS)
        add_failure = _open_table(stack, out / "failures.csv", FAILURE_COLUMNS)
        lines = stack.enter_context(_replacing(out / "reports.jsonl"))
        add_cells = _open_parquet(stack, out / "reports.parquet") if parquet else None
        for record in list_records(journal):
            outcome = open_record(record)
            if outcome.report is None:
                if outcome.error is not None:
                    add_failure(write_failure(outcome.name, outcome.error))
                    count_failure(summary, outcome.name, outcome.error)
                continue
            twin = find_twin(journal, record)
            row = write_row(outcome.name, outcome.report, twin)
            add_row(row)
            lines.write(f"{record.report}\n")
            if add_cells:
                add_cells(row)
            count_report(summary, outcome.name, outcome.report, page=find_page(out, outcome.name), is_twin=bool(twin))
    return summary


def _write_worklist(journal: sqlite3.Connection, out: Path, *, xlsx: bool) -> None:
    with ExitStack() as stack:
        writers = [_open_table(stack, out / "worklist.csv", WORKLIST_COLUMNS)]
        if xlsx:
            new = stack.enter_context(_new_path(out / "worklist.xlsx"))
            writers.append(stack.enter_context(open_workbook(new)))
        for record in list_records(journal, review_first=True):
            report = open_record(record).report
            if report is None:
                continue
            for row in write_work(record.name, report, find_twin(journal, record), find_page(out, record.name)):
                for write in writers:
                    write(row)


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
