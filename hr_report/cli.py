"""The command line: arguments, progress, exit codes. Everything else is imported inside the commands, to start fast."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from hr_report import __version__
from hr_report.errors import HrReportError, SourceUnreadableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from hr_report.batch.run import Tally
    from hr_report.batch.sources import Item
    from hr_report.models import Report
    from hr_report.reading.document import Document

SOME_FAILED = 3
"""Exit code where some of several files failed."""

STOPPED = 130
"""Exit code where a person stopped the run, as shells have it."""

SECONDS_BETWEEN_LOOKS = 5
"""How often `--watch` looks for new files."""

_guideline = click.option(
    "--guideline", metavar="ID", default="asco_cap_2020", show_default=True, help="Whose cut-offs name the numbers."
)
_jurisdiction = click.option(
    "--jurisdiction",
    type=click.Choice(["us", "eu"]),
    default="us",
    show_default=True,
    help="Whose everolimus label the criteria follow.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="hr-report", message="%(prog)s %(version)s")
def main() -> None:
    r"""Find ER, PR and HER2 in breast pathology reports and explain them.

    Everything stays on this computer. Each value is shown with the words of the report it was read from, so that you
    can check it. Where a report is unclear, hr-report says so and gives no result.

    \b
    Start here:
      hr-report read report.pdf           one report, explained on the screen
      hr-report batch reports/ -o out/    a folder of reports, as tables

    For education and research. Not a medical device: a person checks every value.
    """


@main.command(short_help="Explain one report, or several.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print data: one object, or one line for each of several.")
@click.option("--trace", is_flag=True, help="Also show every reading, whether it counted, and by which rule.")
@click.option("--html", "page", type=click.Path(path_type=Path), metavar="OUT.html", help="Also write a page.")
@_guideline
@_jurisdiction
def read(
    files: tuple[str, ...], as_json: bool, trace: bool, page: Path | None, guideline: str, jurisdiction: str
) -> None:
    """Print what each FILE says about ER, PR and HER2, and what that means.

    FILE is a PDF or a text file; "-" reads from standard input. Exit code: 0 when all were read, 2 for a wrong call,
    4 when a file cannot be opened, 5 when it holds no readable report, 3 when some of several files failed.
    """
    if as_json and trace:
        _stop(UsageError("--json and --trace exclude each other.", "The JSON already holds every reading."))
    if page and len(files) > 1:
        _stop(UsageError("--html writes the page of one report.", "Name one FILE, or use 'hr-report batch'."))
    write = _choose_writer(as_json, trace, len(files))
    codes = [_read_one(name, write, page, guideline, jurisdiction) for name in files]
    failed = [code for code in codes if code]
    if failed:
        sys.exit(failed[0] if len(codes) == 1 else SOME_FAILED)


def _choose_writer(as_json: bool, trace: bool, count: int) -> Callable[[Report], str]:
    from hr_report.writing.model_json import write_json, write_json_line
    from hr_report.writing.screen import look_at
    from hr_report.writing.terminal import write_terminal
    from hr_report.writing.trace import write_trace

    if as_json:
        return write_json if count == 1 else write_json_line
    screen = look_at(sys.stdout)
    rule = screen.fit("=" * screen.width) + "\n" if count > 1 else ""
    if trace:
        return lambda report: f"{rule}{write_terminal(report, screen)}\n{write_trace(report, screen)}"
    return lambda report: rule + write_terminal(report, screen)


def _read_one(name: str, write: Callable[[Report], str], page: Path | None, guideline: str, jurisdiction: str) -> int:
    """Read and print one file; returns its exit code."""
    from hr_report.batch.worker import describe_fault
    from hr_report.pipeline import explain
    from hr_report.reading import read as read_document

    try:
        document = read_document(_take_stdin(), name="standard input") if name == "-" else read_document(Path(name))
        report = explain(document, guideline=guideline, jurisdiction=jurisdiction)
        text = write(report)
        if page:
            _save_page(report, document, page)
    except HrReportError as error:
        return _tell(error, name)
    except Exception as error:  # noqa: BLE001  a person gets a sentence, never a traceback with report text in it
        return _tell(describe_fault(error), name)
    click.echo(text, nl=False)
    return 0


def _save_page(report: Report, document: Document, page: Path) -> None:
    from hr_report.writing.html import write_html

    try:
        page.write_text(write_html(report, document), "utf-8")
    except OSError as error:
        raise SourceUnreadableError(f"'{page}' cannot be written ({error.strerror}).", "Name another file.") from None
    click.echo(f"The page is in {page}", err=True)


def _take_stdin() -> bytes:
    if sys.stdin.isatty():
        click.echo("Paste the report, then press Ctrl-D (on Windows Ctrl-Z and Enter).", err=True)
    return sys.stdin.buffer.read()


def _tell(error: HrReportError, name: str = "") -> int:
    """Say on standard error what went wrong and what to do; returns the exit code."""
    place = {"": "", "-": "standard input: "}.get(name, "" if name in error.message else f"{name}: ")
    click.echo(f"hr-report: {place}{error.message}\n           {error.advice}".rstrip(), err=True)
    return error.exit_code


def _stop(error: HrReportError) -> NoReturn:
    sys.exit(_tell(error))


@main.command(short_help="Read a folder of reports into tables.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="Folder for the results.")
@click.option("--include", multiple=True, metavar="PATTERN", help='Only files like this, such as "*.pdf". Repeatable.')
@click.option("--exclude", multiple=True, metavar="PATTERN", help="Not files like this. Repeatable.")
@click.option("--jobs", type=click.IntRange(1), help="Processes that read at once.  [default: one for each core]")
@click.option("--xlsx", is_flag=True, help="Also write the work-list as a workbook.")
@click.option("--parquet", is_flag=True, help="Also write the table as a Parquet file.")
@click.option(
    "--pages",
    type=click.Choice(["none", "review", "all"]),
    default="review",
    show_default=True,
    help="Which reports get a page to look at.",
)
@click.option("--timeout", type=click.FloatRange(0), default=60, show_default=True, help="Most seconds for one file.")
@click.option("--memory", type=click.IntRange(0), default=2048, show_default=True, help="Most megabytes for a process.")
@click.option("--watch", is_flag=True, help="Keep taking new files until stopped with Ctrl-C.")
@click.option("--quiet", is_flag=True, help="Print nothing but the last line.")
@click.option("--plain", is_flag=True, help="Print progress as lines, for a log.")
@_guideline
@_jurisdiction
def batch(folder: Path, out: Path, include: tuple[str, ...], exclude: tuple[str, ...], **options: Any) -> None:
    r"""Read every report under FOLDER and write tables to the --out folder.

    FOLDER may also be a ZIP archive, or a CSV list with a column "file".

    \b
    index.html      an overview to open in a browser
    worklist.csv    one row for each report and specimen, with columns for corrections
    reports.csv     one row for each report, with all values
    reports.jsonl   the same reports in full, one JSON object a line
    failures.csv    the files that could not be read, and why

    One bad file never stops the others. A run that was cut off goes on where it was when it is started again.
    Exit code: 0 when all were read, 3 when some failed.
    """
    from hr_report.batch.run import check_formats
    from hr_report.batch.sources import find_items

    formats = [name for name in ("xlsx", "parquet") if options[name]]
    tally = None
    try:
        check_formats(formats)
        while tally is None or options["watch"]:
            if tally is not None:
                time.sleep(SECONDS_BETWEEN_LOOKS)
            items = find_items(folder, include=include, exclude=exclude, beside=out)
            tally = _run_once(items, out, formats, options)
    except HrReportError as error:
        _stop(error)
    except KeyboardInterrupt:
        click.echo(f"\nStopped. What was read is in {out}; the same command goes on from here.", err=True)
        sys.exit(STOPPED)
    if tally.failed:
        click.echo(f"See {out / 'failures.csv'} for the files that failed and what to do.", err=True)
        sys.exit(SOME_FAILED)


def _run_once(items: list[Item], out: Path, formats: list[str], options: dict[str, Any]) -> Tally:
    """Read what is new among the items, telling how far it is."""
    from hr_report.batch.progress import Progress
    from hr_report.batch.run import Tally, run_batch
    from hr_report.batch.worker import Settings

    settings = Settings(
        guideline=options["guideline"],
        jurisdiction=options["jurisdiction"],
        pages=options["pages"],
        seconds=options["timeout"],
        megabytes=options["memory"],
    )
    style = "quiet" if options["quiet"] else "bar" if sys.stderr.isatty() and not options["plain"] else "plain"
    progress = Progress(sys.stderr, style)
    tally = Tally(len(items))
    for tally in run_batch(items, out, settings, jobs=options["jobs"] or os.cpu_count() or 1, formats=formats):
        progress.tell(tally)
    progress.end(tally)
    if tally.new or not options["watch"]:
        read = tally.done - tally.failed
        counts = f"{read:,} read, {tally.review:,} of them need a look, {tally.failed:,} failed."
        click.echo(f"{counts} Results are in {out}")
    return tally


if __name__ == "__main__":
    main(prog_name="hr-report")
