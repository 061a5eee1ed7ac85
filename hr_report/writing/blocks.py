"""Headings with paragraphs, lists and records, as text for a terminal: the voices for patients and for clinicians."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hr_report.interpretation.drug_facts import STANDING, FactStatus
from hr_report.writing import wording
from hr_report.writing.screen import Screen, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hr_report.interpretation.drug_facts import About, Fact
    from hr_report.interpretation.voices import Block


def write_blocks(blocks: Iterable[Block], screen: Screen) -> str:
    """Blocks one below the other, ending in a line end; a table becomes records, which no width can break."""
    parts = ["\n".join(_write_block(block, screen)) for block in blocks]
    foot = "\n".join(screen.wrap(wording.DISCLAIMER))
    return screen.fit("\n\n".join([*parts, foot]) + "\n")


def _write_block(block: Block, screen: Screen) -> list[str]:
    lines = [screen.paint(block.heading, "bold")]
    for number, paragraph in enumerate(block.paragraphs):
        lines += ([""] if number else []) + screen.wrap(printable(paragraph), "  ")
    for item in block.items:
        lines += screen.wrap(printable(item), "  - ", "    ")
    for row in block.rows:
        lines += _write_record(block.columns, row, screen)
    return lines


def _write_record(columns: tuple[str, ...], row: tuple[str, ...], screen: Screen) -> list[str]:
    first, *others = row
    if len(others) == 1:
        return screen.wrap(f"{printable(first)}: {printable(others[0])}", "  ", "    ")
    lines = [f"  {screen.paint(printable(first), 'bold')}"]
    for column, value in zip(columns[1:], others, strict=True):
        if value:
            lines += screen.wrap(f"{column}: {printable(value)}", "    ", "      ")
    return lines


def write_about(known: About, screen: Screen) -> str:
    """What is known about a drug, fact by fact, each with its source and date."""
    lines = [screen.paint(known.title, "bold"), *screen.wrap(f"Sources last read on {known.checked_on}.")]
    lines += screen.wrap(f"Warning: {known.warning}") if known.warning else []
    for topic in known.topics:
        lines += ["", screen.paint(topic.heading, "bold")]
        for fact in topic.facts:
            lines += _write_fact(fact, screen)
    for brand in known.brands:
        uses = "; ".join(f"{use}: {answer}" for use, answer in brand.uses.items() if answer != "no")
        lines += screen.wrap(f"{brand.name}: {uses}", "  - ", "    ")
    return screen.fit("\n".join([*lines, "", *screen.wrap(wording.DISCLAIMER)]) + "\n")


def _write_fact(fact: Fact, screen: Screen) -> list[str]:
    lines = screen.wrap(fact.text, "  - ", "    ")
    if fact.differs:
        page = f" ({fact.page.title}, {fact.page.date})" if fact.page else ""
        lines += screen.wrap(f"A patient page says otherwise{page}: {fact.differs}", "    ")
    where = f" [{fact.jurisdiction.upper()}]" if fact.jurisdiction else ""
    standing = "" if fact.status is FactStatus.LABEL_CONFIRMED else f"; {STANDING[fact.status]}"
    old = "; past its shelf life, check it anew" if fact.stale else ""
    said = f"{fact.source.title}, {fact.source.date}{where}{standing}{old}"
    return [*lines, *(screen.paint(line, "dim") for line in screen.wrap(said, "    "))]
