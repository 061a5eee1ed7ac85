"""Labels made by people: a CSV with a column "file" and, for each marker, the status that is right."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hr_report.errors import SourceNotFoundError, UsageError
from hr_report.models import Marker, Status

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Label:
    """What is right for one file. A marker that nobody labelled is absent."""

    file: str
    status: dict[Marker, Status]


def load_labels(path: Path) -> tuple[Label, ...]:
    """Read labels from a CSV with the columns file, er, pr, her2; an empty cell is no label.

    Raises:
        SourceNotFoundError: there is no such file.
        UsageError: a column is missing, or a cell is not a status.
    """
    if not path.is_file():
        raise SourceNotFoundError(f"There is no file '{path}'.")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        columns = set(rows.fieldnames or ())
        if "file" not in columns or not columns & set(Marker):
            raise UsageError(f"'{path}' lacks columns.", "The first line must be: file,er,pr,her2")
        return tuple(_read_label(row, number) for number, row in enumerate(rows, start=2))


def _read_label(row: dict[str, str], number: int) -> Label:
    status = {}
    for marker in Marker:
        said = (row.get(marker.value) or "").strip().lower().replace(" ", "_")
        if said:
            status[marker] = _read_status(said, number)
    return Label((row["file"] or "").strip(), status)


def _read_status(said: str, number: int) -> Status:
    try:
        return Status(said)
    except ValueError:
        known = ", ".join(Status)
        raise UsageError(f"Line {number} of the labels has a status that is none.", f"Use one of: {known}.") from None
