"""In-situ hybridisation of HER2 where it stands on its own: "HER2 2+; FISH negative", "no amplification"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hr_report.extraction.cues import cues_after
from hr_report.extraction.forward import gather_forward
from hr_report.extraction.statements import VALUES, Group, Statement
from hr_report.models import Marker

if TYPE_CHECKING:
    from hr_report.extraction.groups import Line
    from hr_report.extraction.mentions import Mention

_HER2 = re.compile(r"her\W?2|erb", re.IGNORECASE)
_EXPLAINS = re.compile(
    r"(?<!-)[<>≥≤]|\b(?:if|when|considered|defined|or|range|cut\W?off|criteria|greater|less than|cases"
    r"|specimens|patients"
    r"|(?<!\bis )(?<!\bwas )reported as|requires?|is used|determine|defin\w+|indicat\w+)\b",
    re.IGNORECASE,
)


def link_assays(line: Line, statements: list[Statement], claimed: set[int]) -> list[Statement]:
    """What follows FISH (or another in-situ hybridisation) on its own: "HER2 2+; FISH negative"."""
    if not _names_her2(line):
        return []
    used = {id(value) for statement in statements for value in statement.values}
    found = []
    for index, item in enumerate(line.items):
        if item.kind != "assay" or item.value != "ish" or id(item) in used:
            continue
        group = Group(index, index, (Marker.HER2,), item.start, item.end)
        before = _said_before(line, index, claimed)
        if before is not None:
            claimed.add(index - 1)
            found.append(Statement(Marker.HER2, group, (before, item), "assay", frozenset({"assay_ish"})))
            continue
        scope = gather_forward(line, group, claimed)
        values = tuple(
            value
            for value in scope.values
            if id(value) not in used and value.kind in {"status", "ish", "ratio", "copies"}
        )
        first = next((value for value in scope.values if value.kind in VALUES), None)
        if values and first is not None and first.kind != "grade" and not _general(line.text, values[0]):
            claimed.update(index for index, other in enumerate(line.items) if any(other is value for value in values))
            found.append(
                Statement(Marker.HER2, group, values, "assay", scope.cues | {"assay_ish"} | cues_after(line, group))
            )
    return found


def _names_her2(line: Line) -> bool:
    """Whether the text names HER2, be it by what is counted alone: "HER2 signals per nucleus 2.1"."""
    return any(Marker.HER2 in group.markers for group in line.groups) or any(
        item.kind == "copies" and _HER2.search(line.text, item.start, item.end) for item in line.items
    )


def _said_before(line: Line, index: int, claimed: set[int]) -> Mention | None:
    """The word that an assay follows: "HER2: equivocal by IHC, negative by FISH"."""
    if index == 0 or index - 1 in claimed or line.items[index - 1].kind != "status":
        return None
    before = line.items[index - 1]
    return before if re.fullmatch(r"\s*(?:by|on)\s*", line.text[before.end : line.items[index].start]) else None


def link_standalone_ish(line: Line, statements: list[Statement]) -> list[Statement]:
    """Amplification results name their gene themselves: "no amplification of the HER2 gene"."""
    used = {id(value) for statement in statements for value in statement.values}
    named = _names_her2(line)
    return [
        Statement(Marker.HER2, Group(index, index, (Marker.HER2,), item.start, item.end), (item,), "standalone")
        for index, item in enumerate(line.items)
        if item.kind == "ish"
        and id(item) not in used
        and (named or _HER2.search(line.text, item.start, item.end))
        and not _general(line.text, item)
    ]


def _general(text: str, item: Mention) -> bool:
    """Whether the sentence around an amplification word explains the test rather than gives its result."""
    before = re.split(r"[.;:]\s|\n", text[max(0, item.start - 160) : item.start])[-1]
    after = re.split(r"[.;]\s|\n|\b(?:reference|normal|ref)\b", text[item.end : item.end + 120])[0]
    return bool(_EXPLAINS.search(before) or _EXPLAINS.search(after))
