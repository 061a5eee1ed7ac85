"""A report for a person at a terminal: the results first, then what needs a look, what it means, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hr_report.models import CriterionState, Status
from hr_report.writing import wording
from hr_report.writing.doubts import list_reasons, write_doubts, write_quote
from hr_report.writing.screen import Screen, printable
from hr_report.writing.values import list_values, say_diagnosis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hr_report.models import Criterion, Her2Result, ReceptorResult, Report

_STATUS_WIDTH = max(map(len, wording.STATUS.values()))
_STATE_STYLE = {
    CriterionState.MET: ("green",),
    CriterionState.NOT_MET: ("red",),
    CriterionState.UNKNOWN: (),
    CriterionState.NEEDS_DISCUSSION: ("yellow",),
}


def write_terminal(report: Report, screen: Screen) -> str:
    """The whole report as text for `screen`, ending in a line end."""
    blocks = [
        _write_head(report, screen),
        _write_results(report, screen),
        write_doubts(report, screen),
        _write_specimens(report, screen),
        _write_meaning(report, screen),
        _write_criteria(report, screen),
        _write_missing(report, screen),
        _write_questions(report, screen),
        _write_foot(report, screen),
    ]
    return screen.fit("\n\n".join("\n".join(block) for block in blocks if block) + "\n")


def _write_head(report: Report, screen: Screen) -> list[str]:
    source = report.source
    pages = f"{source.pages} page{'s' if source.pages != 1 else ''}"
    name = printable(source.name) or "report text"
    lines = [screen.paint(name, "bold") + f"  ({pages}, read as {source.reader})"]
    lines += screen.wrap(printable(say_diagnosis(report.diagnosis)))
    for notice in source.notices:
        lines += screen.wrap(f"Note: {notice}", hang="      ")
    return lines


def _write_results(report: Report, screen: Screen) -> list[str]:
    lines: list[str] = []
    for result in (report.er, report.pr, report.her2):
        lines += _write_result(result, report, screen)
    return lines


def _write_result(result: ReceptorResult | Her2Result, report: Report, screen: Screen) -> list[str]:
    name = result.marker.label.ljust(5)
    word = wording.STATUS[result.status].ljust(_STATUS_WIDTH)
    margin = " " * (2 + len(name) + 1 + _STATUS_WIDTH + 2)
    values, *more = screen.wrap(", ".join(list_values(result)), margin)
    lines = [f"  {name} {screen.paint(word, 'bold')}  {values.strip()}".rstrip(), *more]
    hang = "        "
    for evidence in result.evidence:
        lines += write_quote(evidence, report, screen, hang)
    for reason in list_reasons(result, report):
        lines += screen.wrap(reason, hang)
    return lines


def _title(text: str, screen: Screen) -> str:
    return screen.paint(text, "bold")


def _write_specimens(report: Report, screen: Screen) -> list[str]:
    if len(report.specimens) < 2:
        return []
    lines = [_title(f"Each of the {len(report.specimens)} specimens or tumours", screen)]
    for specimen in report.specimens:
        lines += screen.wrap(printable(specimen.label), "  ")
        for result in (specimen.er, specimen.pr, specimen.her2):
            if result.status is Status.NOT_REPORTED:
                continue
            name, word = result.marker.label.ljust(5), wording.STATUS[result.status].ljust(_STATUS_WIDTH)
            lines.append(f"    {name} {word}  {', '.join(list_values(result))}".rstrip())
    return lines


def _write_meaning(report: Report, screen: Screen) -> list[str]:
    candidacy = report.candidacy
    lines = [_title("What it means", screen), *screen.wrap(candidacy.summary_text, "  ")]
    for paragraph in candidacy.patient_text:
        lines += ["", *screen.wrap(paragraph, "  ")]
    return lines


def _write_criteria(report: Report, screen: Screen) -> list[str]:
    candidacy = report.candidacy
    settled = [c for c in candidacy.criteria if c.state is not CriterionState.UNKNOWN]
    whose = wording.JURISDICTION.get(candidacy.jurisdiction, candidacy.jurisdiction)
    title = f"What the report settles of the {whose} label of {candidacy.drug}"
    lines = [_title(line, screen) for line in screen.wrap(title)]
    for criterion in settled:
        lines += _write_criterion(criterion, criterion.reason, screen)
    return lines if settled else []


def _write_missing(report: Report, screen: Screen) -> list[str]:
    unknown = [c for c in report.candidacy.criteria if c.state is CriterionState.UNKNOWN]
    lines = [_title("What is missing, and who can tell", screen)]
    for criterion in unknown:
        lines += _write_criterion(criterion, f"{criterion.missing or criterion.reason} ({criterion.who_knows})", screen)
    return lines if unknown else []


def _write_criterion(criterion: Criterion, reason: str, screen: Screen) -> list[str]:
    mark, word = wording.CRITERION[criterion.state]
    state = f"{mark} {word}".ljust(20)
    first, *more = screen.wrap(criterion.title, " " * 24)
    told = [screen.paint(line, "dim") for line in screen.wrap(reason, " " * 24)]
    return [f"  {screen.paint(state, *_STATE_STYLE[criterion.state])}  {first.strip()}", *more, *told]


def _write_questions(report: Report, screen: Screen) -> list[str]:
    raised = [f"{c.text} ({c.reason})" if c.reason else c.text for c in report.candidacy.cautions if c.raised]
    lines = _write_list("Cautions to raise with the care team", raised, screen)
    questions = _write_list("Questions for the care team", report.candidacy.questions, screen)
    return [*lines, *([""] if lines and questions else []), *questions]


def _write_list(title: str, items: Iterable[str], screen: Screen) -> list[str]:
    bullets = [line for item in items for line in screen.wrap(item, "  - ", "    ")]
    return [_title(title, screen), *bullets] if bullets else []


def _write_foot(report: Report, screen: Screen) -> list[str]:
    versions = report.versions
    made = (
        f"hr-report {versions.hr_report}, guideline {versions.guideline}, drug label {versions.drug_label}, "
        f"checked {versions.knowledge_checked_on}."
    )
    return [*screen.wrap(wording.DISCLAIMER), *(screen.paint(line, "dim") for line in screen.wrap(made))]
