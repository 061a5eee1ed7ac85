"""Markers that are named together, and the line of mentions that linking walks along."""

from __future__ import annotations

import bisect
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hr_report.extraction import vocabulary
from hr_report.extraction.gaps import LIST_WORD, plain_gap
from hr_report.extraction.statements import Group

if TYPE_CHECKING:
    from hr_report.extraction.mentions import Mention

_CONNECTOR = re.compile(vocabulary.CONNECTOR, re.IGNORECASE)
_SAME = re.compile(vocabulary.SAME, re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"[a-z)]?\.\s+(?:[A-Z][a-z]+ (?:for|of)|The|THE|This|THIS)\b")
"""A stain's own sentence begins: "progesterone receptor. Stains for HER2"."""

_VERB = re.compile(r"(?: (?:onco)?protein)?(?: (?:over)?expression)? (?:is|was|shows?|appears)\b", re.IGNORECASE)
"""A clause of its own after a closed list: "ER and PR, and HER2 protein is not demonstrated"."""
_ENDED = re.compile(r"[a-z)]\.\s+$")
_AND = re.compile(r"\b(?:and|or|nor)\b|&", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """The mentions of a text in order, with the text and the groups of markers."""

    text: str
    items: tuple[Mention, ...]
    groups: tuple[Group, ...]

    def number_at(self, offset: int) -> int:
        """The number of the last group that begins at or before `offset`; -1 where none does."""
        return bisect.bisect_right(self.groups, offset, key=lambda group: group.start) - 1

    def after(self, index: int) -> Mention | None:
        """The mention that follows the one at `index`, if any."""
        return self.items[index + 1] if index + 1 < len(self.items) else None


def find_groups(text: str, items: tuple[Mention, ...]) -> tuple[Group, ...]:
    """Join markers that are named together ("ER, PR and HER2", "Estrogen Receptor (ER)") into groups."""
    groups: list[Group] = []
    for index, item in enumerate(items):
        if item.kind != "marker":
            continue
        joined = _join(text, items, groups[-1], index) if groups else None
        if joined is None:
            groups.append(Group(index, index, tuple(item.value), item.start, item.end))
        else:
            groups[-1] = joined
    return tuple(groups)


def _is_list(text: str, members: tuple[Mention, ...]) -> bool:
    """Whether stains stand in one list with nothing but commas and "and" between: "ER, PR, Ki-67 and HER2"."""
    return all(
        other.kind in {"subject", "marker"} and LIST_WORD.fullmatch(text, one.end, other.start) is not None
        for one, other in itertools.pairwise(members)
    )


def _each_has_adjective(text: str, items: tuple[Mention, ...], last: Group) -> bool:
    """Whether the words of a list stand before their markers, each its own: "positive ER, positive PR, (HER2 …)"."""
    before = items[max(0, last.first - 3) : last.first]
    if [item.kind for item in before] != ["status", "marker", "status"]:
        return False
    return text[before[0].end : before[1].start] == text[before[2].end : last.start] == " "


def _join(text: str, items: tuple[Mention, ...], last: Group, index: int) -> Group | None:
    """The group with the marker at `index` added, or None where it stands on its own."""
    between = items[last.last + 1 : index]
    markers, end = tuple(items[index].value), items[index].end
    if any(item.kind == "subject" for item in between) and _is_list(text, items[last.last : index + 1]):
        again = set(markers) & set(last.markers)
        return None if again else Group(last.first, index, last.markers + markers, last.start, end, last.closed)
    if any(item.kind not in {"aside", "assay"} for item in between):
        return None
    gap = plain_gap(text, items, last.last, index)
    pair = len(items[last.last].value) > 1  # "Hormone receptor PR: neg" is said of the one
    if set(markers) == set(last.markers) or (set(markers) == {last.markers[-1]} and not pair):
        return Group(last.first, index, last.markers, last.start, end, last.closed) if _SAME.match(gap) else None
    conjunction = bool(_AND.search(gap))
    ended = (last.closed and "," in gap) or _ENDED.search(text, items[last.last].end, items[index].start) is not None
    own_clause = ended and _VERB.match(text, end) is not None
    own_clause |= not conjunction and _each_has_adjective(text, items, last)
    apart = _NEXT_SENTENCE.search(gap) or own_clause or (last.closed and not conjunction and "/" not in gap)
    if apart or set(markers) <= set(last.markers):
        return None
    beside = gap == " " and {items[last.last].rule, items[index].rule} == {"er_short", "pr_short"}  # "ER PR negative"
    if not beside and (not _CONNECTOR.match(gap) or not gap.strip(" \n()[]\"'.")):
        return None
    together = last.markers + tuple(marker for marker in markers if marker not in last.markers)
    return Group(last.first, index, together, last.start, end, last.closed or conjunction)
