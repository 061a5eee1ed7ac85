"""Cues in the sentence around a group of markers: whose result it is, by which assay, of which component."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hr_report.extraction.gaps import BOUNDARY, soften
from hr_report.extraction.statements import VALUES

if TYPE_CHECKING:
    from hr_report.extraction.groups import Line
    from hr_report.extraction.mentions import Mention
    from hr_report.extraction.statements import Group

_SENTENCE_OVER = re.compile(r"[.;]\s+[A-Z][a-z]|\n\s*\n|[.;]\s+[A-Z]\W?[.)]")
_INTRODUCES = re.compile(r":\s*\.?\s*$")
_LISTED = re.compile(
    r"[\s(]*(?:(?:strong|weak|moderate)ly )?(?:positive|negative|pos"
    r"|neg|no|for|strong|moderate|weak|in|with|(?:of )?(?:the )?(?:tumou?r )?(?:cells|nuclei)|staining"
    r"|<?\d{1,3}(?:\s?-\s?\d{1,3})?\s?%|[0-8](?:/| of )8|quick|(?:[hj]\W?)?score|allred"
    r"|irs|x\b|absent|lost|(?:un)?changed|confirmed|\d{1,3}[ab+]?|[\s(),+-])*(?:[,;]\.?|and|/|&"
    r"|(?:(?<=[+%)-])|(?<=/8)|(?<=tive)|(?<=\bneg)|(?<=\bpos))\s)[\s(]*"
    r"(?:(?:positive|negative|\d{1,3}\s?%) for |no )?",
    re.IGNORECASE,
)
_NOW = re.compile(r"[;,] (?:the )?(?:current|present|this|now)\b", re.IGNORECASE)
"""A turn from what was to what is: "previously triple negative; current biopsy ER positive"."""
_FIELD = re.compile(r"\s?[-–:]\s")
_COLON = re.compile(r"[^.;:\n]{0,30}:")
_HEADED = re.compile(r"\s[A-Z]\w+(?: \w+){0,3}:")
_AS_PER = re.compile(r"(?:per|on|from|in|by|see|reported)\W{0,3}(?:the |a |her |patient\S* )?$", re.IGNORECASE)


def cues_after(line: Line, group: Group) -> set[str]:
    """Cues that close the sentence: "…, as per previous pathology report"."""
    for item in line.items[group.last + 1 : group.last + 14]:
        gap = line.text[group.end : item.start]
        if len(gap) > 200 or _SENTENCE_OVER.search(gap):
            break
        if item.kind == "prior" and _AS_PER.search(line.text[max(0, item.start - 14) : item.start]):
            return {"prior"}
    return set()


def cues_before(line: Line, group: Group, members: int = 4) -> set[str]:
    """Cues in the same sentence before the group: whose result, which assay.

    A cue that stands before a list is heard by up to `members` of its members.
    """
    cues: set[str] = set()
    for number in range(group.first - 1, max(-1, group.first - 7), -1):
        item = line.items[number]
        gap = line.text[item.end : group.start]
        joined = soften(_INTRODUCES.sub(": ", gap).replace(";", ","), line.text[group.start])
        if len(gap) > (180 if item.kind == "prior" else 120) or BOUNDARY.search(joined):
            break
        if item.kind != "marker" and ";" in gap and BOUNDARY.search(gap):
            continue  # behind a semicolon only a list is carried on: "IN SITU - ER 40%; PR NEGATIVE"
        if item.kind == "prior" and _NOW.search(gap):
            continue
        if item.kind in {"prior", "repeat", "rna"}:
            cues.add(item.kind)
        elif item.kind == "assay" and len(gap) < 40:
            cues.add(f"assay_{item.value}")
        elif item.kind == "component" and ";" in gap and cues & {"in_situ", "invasive"}:
            continue  # "negative in the invasive tumor; it is seen in the intraductal component (ER 30%)"
        elif item.kind == "component" and len(gap) < 90:
            cues |= set() if _is_of_other(line, number, group) else {item.value}
        elif item.kind == "marker":
            return cues | (_cue_of_list(line, group, item, members - 1) if members else set())
    return cues


def _is_of_other(line: Line, number: int, group: Group) -> bool:
    """Whether the component at `number` tells of another result: of its own, or of one it closes.

    "positive (DCIS)", "Calcifications: present in DCIS Ancillary studies: ER"
    """
    component = line.items[number]
    bracketed = line.text[component.start - 1 : component.start] == "(" and line.text.startswith(")", component.end)
    closes = bracketed and line.items[max(0, number - 1)].kind in VALUES
    in_it = line.text.endswith("in ", 0, component.start)
    closes |= in_it and _HEADED.match(line.text, component.end, group.start) is not None
    return closes or _has_its_value(line, component, group)


def _has_its_value(line: Line, component: Mention, group: Group) -> bool:
    """Whether a component is a field with its value, the marker behind it a new one: "DCIS - weak (10%) HER2: 3+"."""
    if not _FIELD.match(line.text, component.end) or not _COLON.match(line.text, group.end):
        return False
    between = line.items[: group.first]
    return any(item.kind in VALUES and item.start >= component.end for item in between)


def _cue_of_list(line: Line, group: Group, before: Mention, members: int) -> set[str]:
    """Whose result a list gives: "the core was reported as ER negative, PR negative"."""
    gap = line.text[before.end : group.start]
    if not _LISTED.fullmatch(gap):
        return set()
    number = line.number_at(before.start)
    carried = {"in_situ", "invasive"} if ";" in gap else {"prior", "repeat", "in_situ", "invasive"}
    return cues_before(line, line.groups[number], members) & carried
