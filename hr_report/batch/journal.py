"""What is done so far, kept so that a run that was cut off goes on where it was: one SQLite file beside the results.

Each chunk of records is one transaction: after a kill or a power cut it is there as a whole or not at all. A second run
on the same folder is refused while the first one holds the file.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hr_report.batch.outcome import Record
from hr_report.errors import SourceNotFoundError, SourceUnreadableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS made_with (settings TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS record (
    name TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    mark TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    needs_review INTEGER NOT NULL,
    report BLOB,
    error TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS from_source ON record (source);
CREATE INDEX IF NOT EXISTS same_content ON record (sha256, name) WHERE sha256 <> '';
"""


@contextmanager
def open_journal(path: Path, settings: str) -> Iterator[sqlite3.Connection]:
    """Open the journal at `path`, or begin it; records made with other settings or another version are dropped.

    Raises:
        UsageError: another run has it open.
        SourceUnreadableError: it cannot be written, or is not a journal.
    """
    try:
        journal = sqlite3.connect(path, timeout=1, isolation_level=None)
        journal.execute("PRAGMA locking_mode=EXCLUSIVE")
        journal.execute("PRAGMA journal_mode=WAL")
        journal.execute("PRAGMA synchronous=NORMAL")
        journal.executescript(_TABLES)
        _keep_settings(journal, settings)
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            message = f"Another run is writing to '{path.parent}'."
            raise UsageError(message, "Wait for it, or use another folder.") from None
        message = f"'{path}' cannot be written."
        raise SourceUnreadableError(message, "Check the folder's permissions and space.") from None
    except sqlite3.DatabaseError:
        raise SourceUnreadableError(f"'{path}' is damaged.", "Delete it to read all files again.") from None
    try:
        yield journal
    finally:
        journal.close()


def _keep_settings(journal: sqlite3.Connection, settings: str) -> None:
    journal.execute("BEGIN IMMEDIATE")
    if journal.execute("SELECT settings FROM made_with").fetchall() != [(settings,)]:
        journal.execute("DELETE FROM record")
        journal.execute("DELETE FROM made_with")
        journal.execute("INSERT INTO made_with VALUES (?)", (settings,))
    journal.execute("COMMIT")


@dataclass(frozen=True, slots=True)
class Done:
    """What is known of a file that was read before: how many of its reports need a look, and whether it failed."""

    review: int
    failed: bool


def find_done(journal: sqlite3.Connection, name: str, mark: str) -> Done | None:
    """What is known of a file, if it was read before and has not changed since."""
    query = "SELECT min(mark), sum(needs_review), max(error IS NOT NULL) FROM record WHERE source = ?"
    seen, review, failed = journal.execute(query, (name,)).fetchone()
    return Done(review, bool(failed)) if mark and seen == mark else None


def add_records(journal: sqlite3.Connection, records: Iterable[Record]) -> None:
    """Keep a chunk of records, all of them or none."""
    rows = [
        (r.name, r.source, r.mark, r.sha256, r.needs_review, _pack(r.report), json.dumps(r.error) if r.error else None)
        for r in records
    ]
    journal.execute("BEGIN")
    journal.executemany("DELETE FROM record WHERE source = ?", {(row[1],) for row in rows})
    journal.executemany("INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    journal.execute("COMMIT")


def list_records(journal: sqlite3.Connection, *, review_first: bool = False) -> Iterator[Record]:
    """The records in order of their names, or those that need a look before the others; one at a time in memory."""
    order = "needs_review DESC, name" if review_first else "name"
    query = f"SELECT name, source, mark, sha256, needs_review, report, error FROM record ORDER BY {order}"  # noqa: S608  ours
    for name, source, mark, sha256, needs_review, report, error in journal.execute(query):
        kept = tuple(json.loads(error)) if error else None
        yield Record(name, source, mark, sha256, _unpack(report), bool(needs_review), kept)


def find_twin(journal: sqlite3.Connection, record: Record) -> str:
    """The first name, in order, of a file with the same content; "" where this is the first one or the only one."""
    query = "SELECT min(name) FROM record WHERE sha256 = ? AND sha256 <> ''"
    first = journal.execute(query, (record.sha256,)).fetchone()[0]
    return "" if first in {None, record.name} else str(first)


def _pack(report: str | None) -> bytes | None:
    return None if report is None else zlib.compress(report.encode(), 1)


def _unpack(report: bytes | None) -> str | None:
    return None if report is None else zlib.decompress(report).decode()


def find_report(journal: sqlite3.Connection, name: str) -> str | None:
    """The JSON of one report, or None where there is none of that name."""
    row = journal.execute("SELECT report FROM record WHERE name = ?", (name,)).fetchone()
    return _unpack(row[0]) if row else None


@contextmanager
def look_into(path: Path) -> Iterator[sqlite3.Connection]:
    """Open an existing journal for reading.

    Raises:
        SourceNotFoundError: there is none.
    """
    if not path.is_file():
        raise SourceNotFoundError(f"There are no results in '{path.parent}'.", "Name the folder that a batch wrote.")
    journal = sqlite3.connect(path, timeout=1, isolation_level=None)
    try:
        yield journal
    finally:
        journal.close()
