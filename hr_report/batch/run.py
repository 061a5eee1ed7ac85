"""A folder of reports becomes files: reports.csv, reports.jsonl and failures.csv."""

from __future__ import annotations

import csv
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hr_report.writing.model_json import write_json_line
from hr_report.writing.table import COLUMNS, FAILURE_COLUMNS, write_failure, write_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import TextIO

    from hr_report.batch.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Tally:
    """How many files were read, of those how many need a look, and how many failed."""

    read: int = 0
    review: int = 0
    failed: int = 0

    def add(self, outcome: Outcome) -> Tally:
        """The tally with one more outcome."""
        if outcome.report is None:
            return Tally(self.read, self.review, self.failed + 1)
        return Tally(self.read + 1, self.review + outcome.report.needs_review, self.failed)


def write_outcomes(outcomes: Iterable[Outcome], out: Path) -> Iterator[Tally]:
    """Write each outcome to the files in `out` as it comes, and yield the tally so far."""
    out.mkdir(parents=True, exist_ok=True)
    tally = Tally()
    with ExitStack() as stack:
        rows = csv.DictWriter(stack.enter_context(_open(out / "reports.csv", mark=True)), COLUMNS)
        lines = stack.enter_context(_open(out / "reports.jsonl"))
        failures = csv.DictWriter(stack.enter_context(_open(out / "failures.csv", mark=True)), FAILURE_COLUMNS)
        rows.writeheader()
        failures.writeheader()
        for outcome in outcomes:
            if outcome.report is not None:
                rows.writerow(write_row(outcome.name, outcome.report))
                lines.write(write_json_line(outcome.report))
            elif outcome.error is not None:
                failures.writerow(write_failure(outcome.name, outcome.error))
            tally = tally.add(outcome)
            yield tally


def _open(path: Path, *, mark: bool = False) -> TextIO:
    """A file for rows; spreadsheet programs need the byte order mark to take a CSV as UTF-8."""
    return path.open("w", encoding="utf-8-sig" if mark else "utf-8", newline="")
