"""What the commands share: how errors are told, exit codes, and the options that several of them take."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import click

from hr_report.errors import SourceUnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from hr_report.errors import HrReportError

SOME_FAILED = 3
"""Exit code where some of several files failed."""

STOPPED = 130
"""Exit code where a person stopped the run, as shells have it."""

guideline_option = click.option(
    "--guideline", metavar="ID", default="asco_cap_2020", show_default=True, help="Whose cut-offs name the numbers."
)
jurisdiction_option = click.option(
    "--jurisdiction",
    type=click.Choice(["us", "eu"]),
    default="us",
    show_default=True,
    help="Whose everolimus label the criteria follow.",
)


def tell(error: HrReportError, name: str = "") -> int:
    """Say on standard error what went wrong and what to do; returns the exit code."""
    place = {"": "", "-": "standard input: "}.get(name, "" if name in error.message else f"{name}: ")
    click.echo(f"hr-report: {place}{error.message}\n           {error.advice}".rstrip(), err=True)
    return error.exit_code


def stop_writing(out: Path, error: OSError) -> NoReturn:
    """Tell that the results cannot be written, and end."""
    reason = error.strerror or type(error).__name__
    stop(SourceUnreadableError(f"'{out}' cannot be written ({reason}).", "Check its permissions and the space left."))


def stop(error: HrReportError) -> NoReturn:
    """Tell an error and end."""
    sys.exit(tell(error))
