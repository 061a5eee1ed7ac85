"""How each value came about: every reading with its rule, whether it counted, and what no rule could place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hr_report.writing import wording
from hr_report.writing.screen import Screen, printable, shorten
from hr_report.writing.values import list_observed, say_place

if TYPE_CHECKING:
    from hr_report.models import Observation, Report, Unlinked

_QUOTE_MOST = 160


def write_trace(report: Report, screen: Screen) -> str:
    """The readings behind a report as text for `screen`, ending in a line end."""
    counted = [o for o in report.observations if o.counted]
    other = [o for o in report.observations if not o.counted]
    lines = [screen.paint("TRACE", "bold"), *_write_steps(report, screen)]
    lines += _write_observations(f"Readings that counted: {len(counted)}", counted, report, screen)
    lines += _write_observations(f"Readings that did not count: {len(other)}", other, report, screen)
    lines.append(screen.paint(f"Values that no rule could give to a marker: {len(report.unlinked)}", "bold"))
    for left in report.unlinked:
        lines += _write_unlinked(left, report, screen)
    return screen.fit("\n".join(lines) + "\n")


def _write_steps(report: Report, screen: Screen) -> list[str]:
    lines = [screen.paint("How each status was reached", "bold")]
    for result in (report.er, report.pr, report.her2):
        for step in result.steps:
            lines += screen.wrap(f"{result.marker.label}: {step}", "  ", "      ")
    return lines if len(lines) > 1 else []


def _write_observations(title: str, found: list[Observation], report: Report, screen: Screen) -> list[str]:
    lines = [screen.paint(title, "bold")]
    for seen in found:
        specimen = f"  [{printable(seen.specimen)}]" if seen.specimen else ""
        said = ", ".join(list_observed(seen)) or "no value"
        lines += screen.wrap(f"{seen.marker.label.ljust(5)}{said}{specimen}", "  ", "       ")
        for reason in seen.reasons:
            lines += screen.wrap(f"because: {wording.say(reason)}", "       ")
        for e in seen.evidence:
            quote = shorten(printable(e.quote), _QUOTE_MOST)
            section = f", under {printable(e.section)}" if e.section else ""
            place = f"{say_place(e, report.source.pages)}{section}, characters {e.start}-{e.end}, rule {e.rule}"
            wrapped = screen.wrap(f"“{quote}”  {place}", "       ", "        ")
            lines += [screen.paint(line, "dim") for line in wrapped]
    return lines


def _write_unlinked(left: Unlinked, report: Report, screen: Screen) -> list[str]:
    e = left.evidence
    said = f"{left.kind}: “{shorten(printable(left.text), _QUOTE_MOST)}”"
    return screen.wrap(f"{said}  {say_place(e, report.source.pages)}, rule {e.rule}", "  ", "      ")
