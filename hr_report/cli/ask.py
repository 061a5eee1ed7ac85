"""`hr-report ask`: a report, then questions on what it cannot know; `hr-report about`: what is known of the drug."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hr_report.cli.loading import load_documents, ocr_option, password_option
from hr_report.cli.telling import guideline_option, jurisdiction_option, stop, tell
from hr_report.errors import HrReportError, UsageError

if TYPE_CHECKING:
    from hr_report.interpretation.context import PatientContext
    from hr_report.interpretation.guidelines import Profile
    from hr_report.interpretation.questions import Question


@click.command(short_help="Explain one report, and ask what it cannot know.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--context", "given", type=click.Path(path_type=Path), metavar="FILE", help="What is known already.")
@ocr_option
@password_option
@guideline_option
@jurisdiction_option
def ask(file: Path, given: Path | None, ocr: str, password: str | None, guideline: str, jurisdiction: str) -> None:
    """Ask what the report in FILE cannot know (menopause, earlier treatment ...), then explain all of it.

    Press Enter to skip a question; type "q" to leave the questions at any time. Answers are kept nowhere.
    """
    from hr_report.extraction import extract
    from hr_report.interpretation.context import PatientContext, load_context
    from hr_report.interpretation.guidelines import interpret
    from hr_report.pipeline import explain
    from hr_report.writing.screen import look_at
    from hr_report.writing.terminal import write_terminal

    try:
        document, *others = load_documents(str(file), {"ocr": ocr, "password": password})
        if others:
            raise UsageError(f"'{file}' holds {1 + len(others)} reports.", "Give one report at a time.")
        profile = interpret(extract(document), guideline=guideline)
        known = load_context(given) if given else PatientContext()
        context = _ask_all(profile, known, jurisdiction)
        report = explain(document, guideline=guideline, jurisdiction=jurisdiction, context=context)
    except HrReportError as error:
        stop(error)
    click.echo(write_terminal(report, look_at(sys.stdout)), nl=False)


def _ask_all(profile: Profile, context: PatientContext, jurisdiction: str) -> PatientContext:
    from hr_report.interpretation.questions import next_questions, take_answer

    skipped: set[str] = set()
    while True:
        left = [q for q in next_questions(profile, context, jurisdiction=jurisdiction) if q.field not in skipped]
        if not left:
            return context
        answer = _ask_one(left[0])
        if answer in {None, "q", "quit"}:
            return context
        if not answer:
            skipped.add(left[0].field)
            continue
        try:
            context = take_answer(context, left[0], answer)
        except UsageError as error:
            tell(error)


def _ask_one(question: Question) -> str | None:
    """The answer as typed, stripped; None where the input ended."""
    click.echo(f"\n{question.text}")
    if question.help:
        click.echo(f"  {question.help}")
    for number, (_, label) in enumerate(question.options, start=1):
        click.echo(f"  {number}  {label}")
    click.echo("> ", nl=False)
    line = sys.stdin.readline()
    return line.strip() if line else None


@click.command(short_help="Tell what is known about everolimus.")
@click.argument("topic", default="everolimus")
def about(topic: str) -> None:
    """Tell what is known about everolimus (Afinitor), fact by fact, with sources and dates.

    TOPIC narrows it down, such as "taking", "pregnancy" or "side_effects".
    """
    from hr_report.interpretation.drug_facts import about as tell_about
    from hr_report.writing.blocks import write_about
    from hr_report.writing.screen import look_at

    try:
        known = tell_about(topic)
    except HrReportError as error:
        stop(error)
    click.echo(write_about(known, look_at(sys.stdout)), nl=False)
