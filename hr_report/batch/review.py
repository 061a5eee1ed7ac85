"""The corrected work-list comes back: who found what, kept for good, and how often the reader was right."""

from __future__ import annotations

import csv
import json
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hr_report.batch.journal import find_report
from hr_report.errors import SourceNotFoundError, UsageError
from hr_report.models import Report
from hr_report.writing.workbook import title_of
from hr_report.writing.worklist import MARKERS, STATUSES, VERDICTS, WORKLIST_COLUMNS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from pathlib import Path

AUDIT = "audit.jsonl"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reviewer found for one marker of one row. `now` is None where the reviewer could not tell."""

    file: str
    specimen: str
    marker: str
    was: str
    now: str | None
    reviewer: str
    comment: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is about."""
        return (self.file, self.specimen, self.marker)


def read_corrections(path: Path) -> list[dict[str, str]]:
    """The rows of a work-list, CSV or XLSX, by the names of `WORKLIST_COLUMNS`.

    Raises:
        SourceNotFoundError: there is no such file.
        UsageError: it is not a work-list, or openpyxl is missing.
    """
    if not path.is_file():
        raise SourceNotFoundError(f"There is no file '{path}'.")
    rows = list(_read_workbook(path) if path.suffix.lower() == ".xlsx" else _read_csv(path))
    if not rows or not {"file", "specimen", "verdict"} <= set(rows[0]):
        raise UsageError(f"'{path}' is not a work-list.", "Correct a copy of worklist.csv or worklist.xlsx.")
    return rows


def _read_csv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def _read_workbook(path: Path) -> Iterator[dict[str, str]]:
    try:
        import openpyxl  # noqa: PLC0415  an extra
    except ImportError:
        raise UsageError("Workbooks need openpyxl.", "Install it: pip install 'hr-report[xlsx]'.") from None
    names = {title_of(column): column for column in WORKLIST_COLUMNS}
    with closing(openpyxl.load_workbook(path, read_only=True)) as book:
        rows = book.worksheets[0].iter_rows(values_only=True)
        columns = [names.get(str(title), str(title)) for title in next(rows, ())]
        for row in rows:
            yield {c: "" if v is None else str(v) for c, v in zip(columns, row, strict=False)}


def list_findings(rows: Sequence[dict[str, str]], journal: sqlite3.Connection) -> list[Finding]:
    """What the reviewed rows say, held against what the reader itself keeps (not against the cells of the list).

    Raises:
        UsageError: a cell does not fit; the message names the row.
    """
    found = []
    for number, row in enumerate(rows, start=2):
        verdict = row.get("verdict", "").strip().lower()
        if verdict and verdict not in VERDICTS:
            raise UsageError(f"Row {number} has a verdict that is none.", f"Use one of: {', '.join(VERDICTS)}.")
        if verdict:
            found += _read_row(number, row, verdict, journal)
    return found


def _read_row(number: int, row: dict[str, str], verdict: str, journal: sqlite3.Connection) -> list[Finding]:
    file, specimen = _undo(row["file"]), _undo(row["specimen"])
    was = _find_statuses(number, file, specimen, journal)
    corrected = {marker: row.get(f"{marker}_corrected", "").strip().lower() for marker in MARKERS}
    if wrong := [status for status in corrected.values() if status and status not in STATUSES]:
        raise UsageError(f"Row {number} corrects to '{wrong[0]}'.", f"Use one of: {', '.join(STATUSES)}.")
    if verdict == "wrong" and not any(corrected.values()):
        raise UsageError(f"Row {number} says 'wrong' and corrects nothing.", "Fill in the status that is right.")
    if verdict != "wrong" and any(corrected.values()):
        raise UsageError(f"Row {number} says '{verdict}' and corrects a status.", "Say 'wrong', or empty the cell.")
    notes = (row.get("reviewer", "").strip(), row.get("comment", "").strip())
    unclear = verdict == "unclear"
    return [
        Finding(file, specimen, marker, was[marker], None if unclear else corrected[marker] or was[marker], *notes)
        for marker in MARKERS
    ]


def _undo(cell: str) -> str:
    """A cell without the apostrophe that kept it from being a formula."""
    return cell.removeprefix("'")


def _find_statuses(number: int, file: str, specimen: str, journal: sqlite3.Connection) -> dict[str, str]:
    text = find_report(journal, file)
    if text is None:
        raise UsageError(f"Row {number} names a file that this folder does not hold.", "Was another list corrected?")
    report = Report.model_validate_json(text)
    labels = {" ".join(one.label.split()): one for one in report.specimens} if len(report.specimens) > 1 else {}
    profile = labels.get(specimen) if specimen else report
    if profile is None:
        raise UsageError(f"Row {number} names a specimen that the report does not hold.", "Was the batch run again?")
    return {"er": profile.er.status.value, "pr": profile.pr.status.value, "her2": profile.her2.status.value}


def keep_findings(findings: Sequence[Finding], audit: Path) -> list[Finding]:
    """Append to the audit what is new in it; returns that. Nothing in the audit is ever changed or removed."""
    last = {finding.key: finding for finding in list_audit(audit)}
    new = [finding for finding in findings if last.get(finding.key) != finding]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with audit.open("a", encoding="utf-8") as lines:
        for f in new:
            row = {"at": now, **{name: getattr(f, name) for name in Finding.__slots__}}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    return new


def list_audit(audit: Path) -> list[Finding]:
    """Everything that reviewers found so far, oldest first."""
    if not audit.exists():
        return []
    rows = [json.loads(line) for line in audit.read_text("utf-8").splitlines() if line.strip()]
    return [Finding(**{name: row[name] for name in Finding.__slots__}) for row in rows]


def count_right(findings: Sequence[Finding]) -> dict[str, tuple[int, int]]:
    """For each marker, how many of the findings say that the reader was right, and how many could tell."""
    last = {finding.key: finding for finding in findings}.values()
    told = Counter(f.marker for f in last if f.now is not None)
    right = Counter(f.marker for f in last if f.now == f.was)
    return {marker: (right[marker], told[marker]) for marker in MARKERS}
