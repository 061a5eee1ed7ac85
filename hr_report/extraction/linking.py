"""Which value belongs to which marker. What cannot be linked beyond doubt is left unlinked, never guessed.

The order of the passes is the order of certainty: tables whose columns are the markers, values that a preposition ties
to a marker ("negative for ER"), values that follow a marker ("ER: 90 %, strong"), what a list carries on ("positive for
ER (90 %) and PR"), assays that stand alone ("FISH negative"), and at last forms whose values slipped a line, which are
settled only when labels and values match one to one.
"""

from __future__ import annotations

import re

from hr_report.extraction.assays import link_assays, link_standalone_ish
from hr_report.extraction.backward import gather_backward
from hr_report.extraction.cues import cues_after, cues_before
from hr_report.extraction.definitions import is_definition
from hr_report.extraction.forms import settle_slipped_forms
from hr_report.extraction.forward import gather_forward
from hr_report.extraction.groups import Line, find_groups
from hr_report.extraction.mentions import Mention
from hr_report.extraction.rules.options import EMPTY, EMPTY_CUES
from hr_report.extraction.statements import VALUES, Group, Scope, Statement
from hr_report.extraction.tables.in_turn import read_column_runs
from hr_report.extraction.tables.marker_columns import read_marker_columns
from hr_report.extraction.tables.tumour_columns import read_tumour_columns
from hr_report.extraction.tables.value_first import read_value_clauses, read_value_first
from hr_report.models import Marker, Status

_LIST_GOES_ON = re.compile(r"[\s)\].%]*(?:,|and|or|nor|&|/)+[\s(]*(?:and|for)?\s*", re.IGNORECASE)

_AS_IS = re.compile(r", as (?:is|are|was|were) (?:the )?$", re.IGNORECASE)
_WAS = re.compile(r"\b(?:previous(?:ly)?|prior|formerly|original(?:ly)?|known)\W[^.;:\n]{0,30}$", re.IGNORECASE)
_EMPTY_BOX = re.compile(EMPTY + r"\s{0,2}")
_SEPARATED = re.compile(r"[,;/]|\band\b", re.IGNORECASE)
_CHOICE = re.compile(
    r"\b(?<!not )(?<!non-)(?<!non)amplified[\s/|,]{1,3}(?:not |non\W?)amplified\b"
    r"|\b(?:not |non\W?)amplified[\s/|,]{1,3}amplified\b",
    re.IGNORECASE,
)
#: What a phenotype says of each marker.
_PHENOTYPES = {
    "triple_negative": (tuple(Marker), Status.NEGATIVE),
    "triple_positive": (tuple(Marker), Status.POSITIVE),
    "hr_negative": ((Marker.ER, Marker.PR), Status.NEGATIVE),
    "hr_positive": ((Marker.ER, Marker.PR), Status.POSITIVE),
}


def link(text: str, mentions: list[Mention]) -> tuple[list[Statement], list[Mention]]:
    """Link values to markers. Returns the statements in text order, and the values that no rule could link."""
    items = tuple(_without_choices(text, _without_unticked(text, mentions)))
    statements, claimed = _read_tables(text, items)
    line = Line(text, items, tuple(group for group in find_groups(text, items) if group.first not in claimed))
    statements += _link_groups(line, claimed)
    statements += link_assays(line, statements, claimed)
    statements = settle_slipped_forms(text, items, line.groups, statements)
    statements += link_standalone_ish(line, statements)
    statements += [
        statement for item in items if item.kind == "phenotype" for statement in _phenotype(text, items, item)
    ]
    statements = [statement for statement in statements if not is_definition(text, items, statement)]
    linked = {id(value) for statement in statements for value in statement.values}
    unlinked = [item for item in items if item.kind in VALUES - {"intensity", "grade"} and id(item) not in linked]
    return sorted(statements, key=lambda statement: statement.start), unlinked


def _read_tables(text: str, items: tuple[Mention, ...]) -> tuple[list[Statement], set[int]]:
    """Statements of tables: the markers as columns, or read column by column where that does not fit, or names last."""
    statements, claimed = read_marker_columns(text, items)
    runs, in_runs = read_column_runs(text, items)
    told = {run.group.first: len(run.values) for run in runs}
    fuller = {said.group.first for said in statements if told.get(said.group.first, 0) > len(said.values)}
    kept = [said for said in statements if said.group.first not in fuller]
    kept += [run for run in runs if run.group.first not in claimed or run.group.first in fuller]
    claimed |= in_runs
    rows, in_rows = read_value_first(text, items)
    clauses, in_clauses = read_value_clauses(text, items)
    kept += [row for row in (*rows, *clauses) if row.group.first not in claimed]
    tumours, in_tumours = read_tumour_columns(text, items)
    kept = [said for said in kept if said.group.first not in in_tumours]
    return kept + tumours, claimed | in_rows | in_clauses | in_tumours


def _without_unticked(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions without values right behind an empty box: "( ) Allred 0-2", "[ ] FISH pending"."""
    boxes = {match.end() for match in _EMPTY_BOX.finditer(text)} if any(cue in text for cue in EMPTY_CUES) else set()
    boxes |= {item.end + 1 for item in mentions if item.kind == "assay" and item.start in boxes}
    return [mention for mention in mentions if mention.kind not in VALUES or mention.start not in boxes]


def _without_choices(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions without in-situ results that a form offers side by side, marks lost: "Amplified Non-amplified"."""
    if not any(mention.kind == "ish" for mention in mentions):
        return mentions
    spans = [match.span() for match in _CHOICE.finditer(text)]
    return [
        mention
        for mention in mentions
        if mention.kind != "ish" or not any(start <= mention.start < end for start, end in spans)
    ]


def _link_groups(line: Line, claimed: set[int]) -> list[Statement]:
    """The passes over the groups: backward first, since a preposition is the firmer tie, then forward."""
    where = {id(item): index for index, item in enumerate(line.items)}
    backward: dict[int, Scope] = {}
    for group in line.groups:
        scope = gather_backward(line, group, claimed)
        backward[group.first] = scope
        claimed.update(where[id(value)] for value in scope.values if id(value) in where)
    statements: list[Statement] = []
    carried = Scope()
    for number, group in enumerate(line.groups):
        ahead = gather_forward(line, group, claimed)
        behind = backward[group.first]
        named = any(value.kind in {"status", "signs", "grade"} for value in ahead.values)
        if not behind.values and not named and carried.values and _carries(line, number):
            behind = carried
        if not ahead.values and not behind.values and _AS_IS.search(line.text, max(0, group.start - 12), group.start):
            ahead = _said_before(line, statements, group)
        carried = behind
        claimed.update(where[id(value)] for value in ahead.values if id(value) in where)
        statements.extend(assign(line, group, ahead, behind))
    return statements


def _said_before(line: Line, statements: list[Statement], group: Group) -> Scope:
    """The word of the statement right before, said of this group as well: "ER is negative, as are PR and HER2"."""
    before = statements[-1] if statements else None
    words = tuple(value for value in before.values if value.kind == "status") if before is not None else ()
    near = before is not None and "\n\n" not in line.text[before.end : group.start] and group.start - before.end <= 14
    return Scope(words) if near and len(words) == 1 else Scope()


def _phenotype(text: str, items: tuple[Mention, ...], item: Mention) -> list[Statement]:
    """What "triple negative" says of each marker."""
    markers, status = _PHENOTYPES[item.value]
    index = next(number for number, other in enumerate(items) if other is item)
    word = Mention("status", item.start, item.end, status, item.rule)
    group = Group(index, index, markers, item.start, item.end)
    cues = frozenset({"prior"} if _WAS.search(text, max(0, item.start - 40), item.start) else ())
    return [Statement(marker, group, (word,), "phenotype", cues) for marker in markers]


def _carries(line: Line, number: int) -> bool:
    """Whether a list goes on: "positive for ER (90 %) and PR (60 %)"."""
    if number == 0:
        return False
    before, here = line.groups[number - 1], line.groups[number]
    if here.start - before.end > 60:
        return False
    between = [item for item in line.items[before.last + 1 : here.first] if item.kind != "aside"]
    if any(item.kind not in VALUES or item.kind == "status" for item in between):
        return False
    end = between[-1].end if between else before.end
    return _LIST_GOES_ON.fullmatch(line.text[end : here.start]) is not None


def assign(line: Line, group: Group, ahead: Scope, behind: Scope) -> list[Statement]:
    """Give the gathered values to the markers of a group: one for all, or one for each, never something between."""
    markers = tuple(dict.fromkeys(group.markers))
    cues = ahead.cues | behind.cues | cues_before(line, group) | cues_after(line, group)
    link_name = "backward" if behind.values else "forward"
    values = list(behind.values)
    stated = [value for value in behind.values if value.kind == "status"]
    values += [
        value for value in ahead.values if not (stated and value.kind == "status" and value.value != stated[0].value)
    ]
    by_marker: dict[Marker, list[Mention]] = {marker: [] for marker in markers}
    reasons = list(ahead.reasons)
    for kind in dict.fromkeys(value.kind for value in values):
        units = [value for value in values if value.kind == kind]
        shares = _share_before_her2(line, units, values, markers) or _share(kind, units, len(markers))
        if shares is None:
            reasons.append("count_mismatch")
            continue
        for marker, share in zip(markers, shares, strict=True):
            by_marker[marker].extend(share)
    return [
        Statement(
            marker,
            group,
            tuple(sorted(by_marker[marker], key=lambda v: v.start)),
            link_name,
            frozenset(cues),
            tuple(reasons),
        )
        for marker in markers
    ]


def _share_before_her2(
    line: Line, units: list[Mention], values: list[Mention], markers: tuple[Marker, ...]
) -> list[list[Mention]] | None:
    """How markers with HER2 as the last share values of one kind, where what is HER2's own can be told."""
    kind = units[0].kind
    if markers[-1] is not Marker.HER2 or len(markers) == 1:
        return None
    if kind == "status" and 1 < len(units) == len(markers) - 1 and _graded(values):
        return [*([unit] for unit in units), []]  # "ER/PR/HER2: positive/negative/1+"
    if kind == "grade" and len(units) == 1:
        return [*([] for _ in markers[1:]), units]  # "PR, HER2 (score 1+)": the grade is HER2's
    if _is_last_of_three(line, values, markers):
        return [*([unit] for unit in units), []] if kind == "percent" else [[], [], units]
    return None


def _is_last_of_three(line: Line, values: list[Mention], markers: tuple[Marker, ...]) -> bool:
    """Whether two percentages and a word or grade are those of ER, PR and HER2: "ER/PR/HER2: 90%/0%/1+"."""
    kinds = [value.kind for value in values]
    if len(markers) != 3 or kinds not in (["percent", "percent", "grade"], ["percent", "percent", "status"]):
        return False
    return _SEPARATED.search(line.text, values[1].end, values[2].start) is not None


def _graded(values: list[Mention]) -> bool:
    """Whether one grade follows all words: HER2's result."""
    grades = [value for value in values if value.kind == "grade"]
    return len(grades) == 1 and all(value.end <= grades[0].start for value in values if value.kind == "status")


def _share(kind: str, units: list[Mention], count: int) -> list[list[Mention]] | None:
    """How `count` markers share the values of one kind; None where neither one for all nor one for each fits."""
    if kind == "signs":
        signs = units[0].value
        if len(signs) != count:
            return None
        return [[Mention("status", units[0].start, units[0].end, sign, units[0].rule)] for sign in signs]
    if count == 1:
        return [units]
    if len(units) == count:
        return [[unit] for unit in units]
    if len({str(unit.value) for unit in units}) == 1:
        return [list(units[:1]) for _ in range(count)]
    return None
