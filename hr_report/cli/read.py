"""`hr-report read`: one report, or several, for a person or a program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hr_report.cli.loading import load_documents, ocr_option, password_option, take_source
from hr_report.cli.saving import annotate_option, check_outputs, html_option, save_outputs
from hr_report.cli.telling import SOME_FAILED, guideline_option, jurisdiction_option, stop, tell
from hr_report.errors import HrReportError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from hr_report.interpretation.context import PatientContext
    from hr_report.models import Report


@click.command(short_help="Explain one report, or several.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--for", "voice", type=click.Choice(["patient", "clinician"]), help="Explain for one of them only.")
@click.option("--context", type=click.Path(path_type=Path), metavar="FILE", help="What you know beside the report.")
@click.option("--know", multiple=True, metavar="FIELD=VALUE", help="One thing you know; may be given several times.")
@click.option("--json", "as_json", is_flag=True, help="Print data: one object, or one line for each of several.")
@click.option("--trace", is_flag=True, help="Also show every reading, whether it counted, and by which rule.")
@html_option
@annotate_option
@ocr_option
@password_option
@guideline_option
@jurisdiction_option
def read(files: tuple[str, ...], **options: Any) -> None:
    """Print what each FILE says about ER, PR and HER2, and what that means.

    FILE is a PDF, a text or Word file, an HL7 or FHIR message, or a picture; "-" reads from standard input. Exit code:
    0 when all were read, 2 for a wrong call, 4 when a file cannot be opened, 5 when it holds no readable report, 3 when
    some of several files failed.
    """
    try:
        _check(files, options)
        options["context"] = _what_is_known(options)
    except HrReportError as error:
        stop(error)
    codes = [_read_one(name, len(files) > 1, options) for name in files]
    failed = [code for code in codes if code]
    if failed:
        sys.exit(failed[0] if len(codes) == 1 else SOME_FAILED)


def _check(files: tuple[str, ...], options: dict[str, Any]) -> None:
    if sum((options["as_json"], options["trace"], options["voice"] is not None)) > 1:
        raise UsageError("--json, --trace and --for exclude each other.", "The JSON holds everything.")
    check_outputs(files, options)


def _what_is_known(options: dict[str, Any]) -> PatientContext | None:
    if not (options["context"] or options["know"]):
        return None  # loading it waits until a file is being read
    from hr_report.interpretation.context import PatientContext, add_answers, load_context

    known = load_context(options["context"]) if options["context"] else PatientContext()
    return add_answers(known, options["know"])


def _choose_writer(several: bool, options: dict[str, Any]) -> Callable[[Report], str]:
    """What turns a report into text, as the options ask."""
    from hr_report.interpretation.voices import for_clinician, for_patient
    from hr_report.writing.blocks import write_blocks
    from hr_report.writing.model_json import write_json, write_json_line
    from hr_report.writing.screen import look_at
    from hr_report.writing.terminal import write_terminal
    from hr_report.writing.trace import write_trace

    if options["as_json"]:
        return write_json_line if several else write_json
    screen = look_at(sys.stdout)
    rule = "=" * screen.width + "\n" if several else ""
    if options["voice"]:
        voice = for_patient if options["voice"] == "patient" else for_clinician
        return lambda report: rule + write_blocks(voice(report), screen)
    if options["trace"]:
        return lambda report: f"{rule}{write_terminal(report, screen)}\n{write_trace(report, screen)}"
    return lambda report: rule + write_terminal(report, screen)


def _read_one(name: str, several: bool, options: dict[str, Any]) -> int:
    """Read and print one file; returns its exit code."""
    try:
        source = take_source(name)
        documents = load_documents(name, options, source)
        from hr_report.pipeline import explain

        write = _choose_writer(several or len(documents) > 1, options)
        chosen = {key: options[key] for key in ("guideline", "jurisdiction", "context")}
        reports = [explain(document, **chosen) for document in documents]
        texts = [write(report) for report in reports]
        save_outputs(source, reports, documents, options)
    except HrReportError as error:
        return tell(error, name)
    except Exception as error:  # noqa: BLE001  a person gets a sentence, never a traceback with report text in it
        from hr_report.batch.worker import describe_fault

        return tell(describe_fault(error), name)
    click.echo("".join(texts), nl=False)
    return 0
