"""What is done so far, kept so that a run that was cut off goes on where it was: one SQLite file beside the results.

Each chunk of records is one transaction: after a kill or a power cut it is there as a whole or not at all. A second run
on the same folder is refused while the first one holds the file. Reports share most of their words, so each is packed
against the first one: that takes a fifth of the room and less than half of the time.
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
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS made_with (settings TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS first_report (words BLOB NOT NULL);
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

_MOST_WORDS = 32_768
"""As far back as zlib looks."""


@contextmanager
def open_journal(path: Path, settings: str) -> Iterator[sqlite3.Connection]:
    """Open the journal at `path`, or begin it; records made with other settings or another version are dropped.

    Raises:
        UsageError: another run has it open.
        SourceUnreadableError: it cannot be written, or is not a journal.
    """
    try:
        journal = sqlite3.connect(path, timeout=1, isolation_level=None)
        journal.execute("PRAGMA page_size=8192")  # a packed report fits into one, most often with others
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
        journal.execute("DELETE FROM first_report")
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
    kept = list(records)
    journal.execute("BEGIN")
    pack = _make_packer(journal, kept)
    rows = [
        (r.name, r.source, r.mark, r.sha256, r.needs_review, pack(r.report), json.dumps(r.error) if r.error else None)
        for r in kept
    ]
    journal.executemany("DELETE FROM record WHERE source = ?", {(row[1],) for row in rows})
    journal.executemany("INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    journal.execute("COMMIT")


def list_records(journal: sqlite3.Connection) -> Iterator[Record]:
    """The records in order of their names, one at a time in memory."""
    words = _find_words(journal)
    query = "SELECT name, source, mark, sha256, needs_review, report, error FROM record ORDER BY name"
    for name, source, mark, sha256, needs_review, report, error in journal.execute(query):
        kept = tuple(json.loads(error)) if error else None
        yield Record(name, source, mark, sha256, _unpack(report, words), bool(needs_review), kept)


def find_twin(journal: sqlite3.Connection, record: Record) -> str:
    """The first name, in order, of a file with the same content; "" where this is the first one or the only one."""
    query = "SELECT min(name) FROM record WHERE sha256 = ? AND sha256 <> ''"
    first = journal.execute(query, (record.sha256,)).fetchone()[0]
    return "" if first in {None, record.name} else str(first)


def find_report(journal: sqlite3.Connection, name: str) -> str | None:
    """The JSON of one report, or None where there is none of that name."""
    row = journal.execute("SELECT report FROM record WHERE name = ?", (name,)).fetchone()
    return _unpack(row[0], _find_words(journal)) if row else None


def _find_words(journal: sqlite3.Connection) -> bytes:
    row = journal.execute("SELECT words FROM first_report").fetchone()
    return bytes(row[0]) if row else b""


def _make_packer(journal: sqlite3.Connection, records: Iterable[Record]) -> Callable[[str | None], bytes | None]:
    """What packs reports against the first one that the journal got; that is kept too, to unpack them."""
    words = _find_words(journal)
    if not words:
        words = next((record.report.encode() for record in records if record.report), b"")[-_MOST_WORDS:]
        if words:
            journal.execute("INSERT INTO first_report VALUES (?)", (words,))
    ready = zlib.compressobj(3, zdict=words)

    def pack(report: str | None) -> bytes | None:
        if report is None:
            return None
        packer = ready.copy()
        return packer.compress(report.encode()) + packer.flush()

    return pack


def _unpack(report: bytes | None, words: bytes) -> str | None:
    return None if report is None else zlib.decompressobj(zdict=words).decompress(report).decode()


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
