"""`hr-report batch`: a folder of reports becomes lists to check and correct."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hr_report.cli.loading import ocr_option
from hr_report.cli.telling import SOME_FAILED, STOPPED, guideline_option, jurisdiction_option, stop, stop_writing
from hr_report.errors import HrReportError

if TYPE_CHECKING:
    from hr_report.batch.run import Tally
    from hr_report.batch.sources import Item

SECONDS_BETWEEN_LOOKS = 5
"""How often `--watch` looks for new files."""


@click.command(short_help="Read a folder of reports into tables.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="Folder for the results.")
@click.option("--include", multiple=True, metavar="PATTERN", help='Only files like this, such as "*.pdf". Repeatable.')
@click.option("--exclude", multiple=True, metavar="PATTERN", help="Not files like this. Repeatable.")
@click.option("--jobs", type=click.IntRange(1), help="Processes that read at once.  [default: one for each core]")
@click.option("--cluster", metavar="ADDRESS", default="", help="Read on the Dask cluster there instead.")
@click.option("--send", is_flag=True, help="Send files to a cluster that cannot see them.")
@click.option("--xlsx", is_flag=True, help="Also write the work-list as a workbook.")
@click.option("--parquet", is_flag=True, help="Also write the table as a Parquet file.")
@click.option(
    "--pages",
    type=click.Choice(["none", "review", "all"]),
    default="review",
    show_default=True,
    help="Which reports get a page to look at.",
)
@ocr_option
@click.option("--timeout", type=click.FloatRange(0), default=60, show_default=True, help="Most seconds for one file.")
@click.option("--memory", type=click.IntRange(0), default=4096, show_default=True, help="Most megabytes for a process.")
@click.option("--watch", is_flag=True, help="Keep taking new files until stopped with Ctrl-C.")
@click.option("--quiet", is_flag=True, help="Print nothing but the last line.")
@click.option("--plain", is_flag=True, help="Print progress as lines, for a log.")
@guideline_option
@jurisdiction_option
def batch(folder: Path, out: Path, include: tuple[str, ...], exclude: tuple[str, ...], **options: Any) -> None:
    """Read every report under FOLDER and write tables to the --out folder.

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
        stop(error)
    except OSError as error:
        stop_writing(out, error)
    except KeyboardInterrupt:
        click.echo(f"\nStopped. What was read is in {out}; the same command goes on from here.", err=True)
        sys.exit(STOPPED)
    if tally.failed:
        click.echo(f"See {out / 'failures.csv'} for the files that failed and what to do.", err=True)
        sys.exit(SOME_FAILED)


def _run_once(items: list[Item], out: Path, formats: list[str], options: dict[str, Any]) -> Tally:
    """Read what is new among the items, telling how far it is."""
    from hr_report.batch.progress import Progress
    from hr_report.batch.run import Engine, Tally, run_batch
    from hr_report.batch.worker import Settings

    settings = Settings(
        guideline=options["guideline"],
        jurisdiction=options["jurisdiction"],
        pages=options["pages"],
        ocr=options["ocr"],
        seconds=options["timeout"],
        megabytes=options["memory"],
    )
    style = "quiet" if options["quiet"] else "bar" if sys.stderr.isatty() and not options["plain"] else "plain"
    progress = Progress(sys.stderr, style)
    tally = Tally(len(items))
    engine = Engine(jobs=options["jobs"] or os.cpu_count() or 1, cluster=options["cluster"], send=options["send"])
    for tally in run_batch(items, out, settings, engine=engine, formats=formats):
        progress.tell(tally)
    progress.end(tally)
    if tally.new or not options["watch"]:
        read = tally.done - tally.failed
        counts = f"{read:,} read, {tally.review:,} of them need a look, {tally.failed:,} failed."
        click.echo(f"{counts} Results are in {out}")
    return tally
