"""One outcome for each file of a folder, in a stable order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hr_report.batch.outcome import Outcome
from hr_report.batch.sources import find_files, name_in
from hr_report.errors import HrReportError
from hr_report.pipeline import parse_report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def parse_folder(
    folder: Path,
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    guideline: str = "asco_cap_2020",
    jurisdiction: str = "us",
) -> Iterator[Outcome]:
    """Read each file under `folder` and yield its report or its error, sorted by path.

    Args:
        folder: where the reports are; walked recursively, hidden files are left out.
        include: patterns such as "*.pdf"; a file must match one of them, if there are any.
        exclude: patterns that rule a file out.
        guideline: see `parse_report`.
        jurisdiction: see `parse_report`.

    Raises:
        SourceError: the folder itself cannot be read. A file that cannot be read never raises: its outcome tells.
    """
    for path in find_files(folder, include=include, exclude=exclude):
        yield read_one(path, name_in(folder, path), guideline, jurisdiction)


def read_one(path: Path, name: str, guideline: str, jurisdiction: str) -> Outcome:
    """The outcome of one file; any fault becomes an error that names its kind and never the report's text."""
    try:
        report = parse_report(path, guideline=guideline, jurisdiction=jurisdiction)
        source = report.source.model_copy(update={"name": name})
        return Outcome(name, report=report.model_copy(update={"source": source}))
    except HrReportError as error:
        return Outcome(name, error=error)
    except Exception as error:  # noqa: BLE001  one odd file must not stop the others
        return Outcome(name, error=describe_fault(error))


def describe_fault(error: Exception) -> HrReportError:
    """A fault of the program as an error without its message, which may hold words of the report."""
    kind = type(error).__name__
    message = f"hr-report itself failed on this file ({kind})."
    return HrReportError(message, "Read the report by eye, and tell the makers.")
