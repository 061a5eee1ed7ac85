"""What became of one file: a report or an error, and the plain record in which it travels between processes."""

from __future__ import annotations

from dataclasses import dataclass

from hr_report import errors
from hr_report.models import Report


@dataclass(frozen=True, slots=True)
class Outcome:
    """One report of a batch. `name` is the path of its file within the folder, with forward slashes.

    A file that holds several reports gives one outcome for each, named "batch.hl7#1" and so on. Exactly one of
    `report` and `error` is set.
    """

    name: str
    report: Report | None = None
    error: errors.HrReportError | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """An outcome as plain text, cheap to send and to keep.

    `source` is the file that the report is from, `mark` tells whether that has changed since; `report` is the JSON of
    the model; `error` holds the kind, the message and the advice; `page` is the HTML page where one was asked for.
    """

    name: str
    source: str
    mark: str
    sha256: str = ""
    report: str | None = None
    needs_review: bool = False
    error: tuple[str, str, str] | None = None
    page: str | None = None


def open_record(record: Record) -> Outcome:
    """The outcome that a record carries."""
    if record.report is not None:
        return Outcome(record.name, report=Report.model_validate_json(record.report))
    kind, message, advice = record.error or ("HrReportError", "Nothing is known.", "Run the batch again.")
    return Outcome(record.name, error=getattr(errors, kind, errors.HrReportError)(message, advice))


def close_error(error: errors.HrReportError) -> tuple[str, str, str]:
    """An error as plain text."""
    return type(error).__name__, error.message, error.advice
