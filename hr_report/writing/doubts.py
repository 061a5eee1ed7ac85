"""What a person has to look at: reasons for review, and statements that do not go together, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hr_report.writing import wording
from hr_report.writing.screen import Screen, printable, shorten
from hr_report.writing.values import say_place

if TYPE_CHECKING:
    from hr_report.models import Discrepancy, Evidence, Her2Result, ReceptorResult, Report

QUOTE_MOST = 240
"""Longest quote shown, in characters; the full one is in the JSON and on the HTML page."""


def split_doubts(report: Report) -> tuple[tuple[str, ...], tuple[Discrepancy, ...], tuple[Discrepancy, ...]]:
    """What needs a look, told once: bare reasons, discrepancies that ask for review, and discrepancies that do not."""
    known = {found.code for found in report.discrepancies}
    bare = tuple(code for code in report.review_reasons if code not in known)
    asked = tuple(found for found in report.discrepancies if found.code in report.review_reasons)
    noted = tuple(found for found in report.discrepancies if found.code not in report.review_reasons)
    return bare, asked, noted


def list_reasons(result: ReceptorResult | Her2Result, report: Report) -> tuple[str, ...]:
    """Sentences for the reasons of one result, without those that a discrepancy tells in full."""
    told = {found.code for found in report.discrepancies}
    return tuple(wording.say(code) for code in result.reasons if code not in told)


def write_doubts(report: Report, screen: Screen) -> list[str]:
    """The lines of the section that tells what needs a look and why; none where nothing does."""
    bare, asked, noted = split_doubts(report)
    lines = []
    if report.needs_review:
        lines.append(screen.paint("NEEDS A LOOK by a person before anybody relies on it", "bold", "yellow"))
        for reason in bare:
            lines += screen.wrap(wording.say(reason), "  ! ", "    ")
        for found in asked:
            lines += _write_discrepancy(found, "  ! ", report, screen)
    if noted:
        lines += ["", screen.paint("Also noted", "bold")] if lines else [screen.paint("Also noted", "bold")]
        for found in noted:
            lines += _write_discrepancy(found, "  - ", report, screen)
    return lines


def write_quote(evidence: Evidence, report: Report, screen: Screen, indent: str) -> list[str]:
    """A quote with its place, dimmed."""
    quote = shorten(printable(evidence.quote), QUOTE_MOST)
    said = f"“{quote}”  {say_place(evidence, report.source.pages)}"
    return [screen.paint(line, "dim") for line in screen.wrap(said, indent, indent + " ")]


def _write_discrepancy(found: Discrepancy, bullet: str, report: Report, screen: Screen) -> list[str]:
    return [*screen.wrap(found.message, bullet, "    "), *_write_sides(found, report, screen)]


def _write_sides(found: Discrepancy, report: Report, screen: Screen) -> list[str]:
    """Two quotes stand side by side where the screen is wide enough, else one below the other."""
    if len(found.evidence) != 2 or screen.width < 60:
        return [line for e in found.evidence for line in write_quote(e, report, screen, "      ")]
    half = Screen(width=(screen.width - 9) // 2, encoding=screen.encoding)
    left, right = (
        [*half.wrap(f"“{shorten(printable(e.quote), QUOTE_MOST)}”"), say_place(e, report.source.pages)]
        for e in found.evidence
    )
    rows = max(len(left), len(right))
    left += [""] * (rows - len(left))
    right += [""] * (rows - len(right))
    return [
        screen.paint(f"      {a.ljust(half.width)} | {b}".rstrip(), "dim") for a, b in zip(left, right, strict=True)
    ]
