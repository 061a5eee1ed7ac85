"""How the commands get at the text of a file: untrusted PDFs and pictures are read in a process of their own."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from hr_report.reading.document import Document

ocr_option = click.option(
    "--ocr",
    type=click.Choice(["auto", "always", "both", "never"]),
    default="auto",
    show_default=True,
    help="Whether pictures of text are read; auto where a page has no sound text, both to check its text.",
)

_WARM_UP = """Left breast, core biopsy: invasive ductal carcinoma.
Estrogen receptor: Positive (95%, strong), Allred 8/8. PR: negative, 0% of nuclei. HER2: 1+, FISH not amplified."""
"""An invented report that meets the patterns of an ordinary one."""

password_option = click.option(
    "--password",
    prompt="Password",
    prompt_required=False,
    hide_input=True,
    help="Of an encrypted PDF; asked for where none follows.",
)


def take_source(name: str) -> Path | bytes:
    """The file of that name; "-" is what comes on standard input, which can be taken once."""
    return _take_stdin() if name == "-" else Path(name)


def load_documents(name: str, options: dict[str, Any], source: Path | bytes | None = None) -> tuple[Document, ...]:
    """Every report of a file; "-" is standard input. `source` is what `take_source` gave, where it is needed again.

    Raises:
        HrReportError: the file cannot be read.
    """
    from hr_report.reading import read_all

    source = take_source(name) if source is None else source
    label = "standard input" if name == "-" else Path(name).name
    asked = {"name": label, "password": options["password"], "ocr": options["ocr"]}
    if not _is_risky(source):
        return read_all(source, **asked)
    # What comes after reading is loaded and warmed up meanwhile: that hides what the other process costs.
    meanwhile = Thread(target=_load_the_rest, daemon=True)
    meanwhile.start()
    from hr_report.reading.sandbox import read_apart

    document = read_apart(source, **asked)
    meanwhile.join()
    return (document,)


def _is_risky(source: Path | bytes) -> bool:
    """True for what native libraries parse: PDFs and pictures."""
    from hr_report.errors import HrReportError
    from hr_report.reading.kinds import PAGED, kind_of

    try:
        if isinstance(source, Path):
            with source.open("rb") as file:
                source = file.read(4096)
        return kind_of(source, "") in PAGED
    except (OSError, HrReportError):
        return False


def _load_the_rest() -> None:
    import hr_report.writing.terminal  # noqa: F401
    from hr_report.pipeline import explain
    from hr_report.reading.text import document_of

    explain(document_of(_WARM_UP))  # patterns are compiled when they first meet a text


def _take_stdin() -> bytes:
    if sys.stdin.isatty():
        click.echo("Paste the report, then press Ctrl-D (on Windows Ctrl-Z and Enter).", err=True)
    return sys.stdin.buffer.read()
