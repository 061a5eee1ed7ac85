"""What `hr-report read` writes beside the screen: a page to look at, and a copy with the quotes marked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hr_report.errors import HrReportError, SourceUnreadableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hr_report.models import Report
    from hr_report.reading.document import Document
    from hr_report.reading.page_images import PageImage

html_option = click.option(
    "--html", "page", type=click.Path(path_type=Path), metavar="OUT.html", help="Also write a page."
)
annotate_option = click.option(
    "--annotate", type=click.Path(path_type=Path), metavar="OUT.pdf", help="Also write a copy with the quotes marked."
)


def check_outputs(files: Sequence[str], options: dict[str, Any]) -> None:
    """Refuse outputs that cannot be, before anything is read.

    Raises:
        UsageError: one output for several files, or one that would overwrite what is read.
    """
    for option, out in _list_outputs(options):
        if len(files) > 1:
            raise UsageError(f"{option} writes about one report.", "Name one FILE, or use 'hr-report batch'.")
        if any(_is_same(out, Path(name)) for name in files if name != "-"):
            raise UsageError(f"{option} would overwrite the report itself.", "Name another file for the output.")
    outs = [out for _, out in _list_outputs(options)]
    if len(outs) > 1 and outs[0].absolute() == outs[1].absolute():
        raise UsageError("--html and --annotate name the same file.", "Name two files.")


def _list_outputs(options: dict[str, Any]) -> list[tuple[str, Path]]:
    return [(option, options[key]) for option, key in (("--html", "page"), ("--annotate", "annotate")) if options[key]]


def _is_same(out: Path, name: Path) -> bool:
    try:
        return out.samefile(name)
    except OSError:
        return False


def save_outputs(
    source: Path | bytes, reports: Sequence[Report], documents: Sequence[Document], options: dict[str, Any]
) -> None:
    """Write what the options ask for.

    Raises:
        HrReportError: it cannot be made, or not be written.
    """
    if not _list_outputs(options):
        return
    if options["annotate"]:
        _save_copy(source, reports[0], documents[0], options)
    if options["page"]:
        _save_page(source, reports, documents, options)


def _save_copy(source: Path | bytes, report: Report, document: Document, options: dict[str, Any]) -> None:
    from hr_report.writing.annotated import annotate

    copy = annotate(report, document, _content(source), password=options["password"])
    _write(options["annotate"], copy)
    click.echo(f"The marked copy is in {options['annotate']}", err=True)


def _save_page(
    source: Path | bytes, reports: Sequence[Report], documents: Sequence[Document], options: dict[str, Any]
) -> None:
    from hr_report.writing.html import write_html

    if len(reports) > 1:
        raise UsageError(f"The file holds {len(reports)} reports.", "Use 'hr-report batch --pages all' on its folder.")
    images = _show(source, reports[0], documents[0], options["password"])
    _write(options["page"], write_html(reports[0], documents[0], images).encode())
    click.echo(f"The page is in {options['page']}", err=True)


def _show(source: Path | bytes, report: Report, document: Document, password: str | None) -> Sequence[PageImage]:
    """Pictures of the pages that hold quotes; a page without them is better than none."""
    from hr_report.reading.kinds import PAGED
    from hr_report.reading.page_images import show_pages
    from hr_report.writing.highlight import list_marks
    from hr_report.writing.page_view import choose_pages

    if document.kind not in PAGED:
        return ()
    numbers = choose_pages(list_marks(report, len(document.text)), document)
    try:
        return show_pages(_content(source), numbers, kind=document.kind, name=document.name, password=password)
    except HrReportError as error:
        click.echo(f"hr-report: The page shows the text only. {error.message}", err=True)
        return ()


def _content(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        return source.read_bytes()
    except OSError as error:
        raise SourceUnreadableError(f"{source.name} cannot be opened ({type(error).__name__}).") from None


def _write(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        raise SourceUnreadableError(f"'{out}' cannot be written ({error.strerror}).", "Name another file.") from None
