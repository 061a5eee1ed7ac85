"""Which value belongs to which marker. What cannot be linked beyond doubt is left unlinked, never guessed.

The order of the passes is the order of certainty: values that a preposition ties to a marker ("negative for ER"), then
values that follow a marker ("ER: 90 %, strong"), then what a list carries on ("positive for ER (90 %) and PR"), and at
last forms whose values slipped a line, which are settled only when labels and values match one to one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import regex

from hr_report.extraction import vocabulary
from hr_report.extraction.forms import settle_slipped_forms
from hr_report.extraction.mentions import Mention
from hr_report.extraction.statements import VALUES, Group, Statement
from hr_report.extraction.tables import read_marker_columns
from hr_report.models import Marker, Status

TRANSPARENT = frozenset("aside repeat respectively prior option placeholder".split())
BARRIERS = frozenset("subject legend control method heading stage rna phenotype".split())
DEFINITE = frozenset({Status.POSITIVE, Status.LOW_POSITIVE, Status.NEGATIVE})

_CONNECTOR = regex.compile(vocabulary.CONNECTOR, regex.IGNORECASE)
_SAME = regex.compile(vocabulary.SAME, regex.IGNORECASE)
_BACKWARD = regex.compile(vocabulary.BACKWARD, regex.IGNORECASE)
_OBJECT = regex.compile(vocabulary.OBJECT_GAP, regex.IGNORECASE)
_LIST = regex.compile(vocabulary.LIST_GAP, regex.IGNORECASE)
_BOUNDARY = regex.compile(r"[.;](?=\s+[^a-z\s]|\s*$)|\n(?=\s*(?:[^a-z\s]|$))|\f|\s\|\s|[^\S\n]{3,}")
_UNFINISHED = regex.compile(vocabulary.UNFINISHED, regex.IGNORECASE)
_EXPLAINS = regex.compile(r"[<>≥≤]|\b(?:if|when|considered|defined|or|range|cut\W?off|criteria|greater|less than|cases|specimens|patients|reported as|requires?|is used|determine|defin\w+|indicat\w+)\b", regex.IGNORECASE)
_LIST_WORD = regex.compile(r"[\s,/&]*(?:and|or|&)?[\s]*", regex.IGNORECASE)
_HER2 = regex.compile(r"her\W?2|erb", regex.IGNORECASE)
_TUMOUR = regex.compile(r"\b(?:tumou?r|lesion|focus|mass|nodule|specimen|part|block)\b\W*(?:\d|[A-C]\b|one|two)", regex.IGNORECASE)
_AND = regex.compile(r"\b(?:and|or|nor)\b|&", regex.IGNORECASE)
_WORD = regex.compile(r"[A-Za-z]+")
_OBJECT_RULES = frozenset({"not_expressed", "expressed", "no_staining"})
_MAX_GAP = 150


@dataclass(frozen=True, slots=True)
class Scope:
    """The values gathered for one group in one direction, with the cues met on the way."""

    values: tuple[Mention, ...] = ()
    cues: frozenset[str] = frozenset()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """The mentions of a text in order, with the text: what the passes below walk along."""

    text: str
    items: tuple[Mention, ...]
    groups: tuple[Group, ...]
    group_at: dict[int, Group] = field(default_factory=dict)


def find_groups(text: str, items: tuple[Mention, ...]) -> tuple[Group, ...]:
    """Join markers that are named together ("ER, PR and HER2", "Estrogen Receptor (ER)") into groups."""
    groups: list[Group] = []
    for index, item in enumerate(items):
        if item.kind != "marker":
            continue
        markers = tuple(item.value)
        last = groups[-1] if groups else None
        if last is not None and _only_asides(items, last.last, index):
            gap = _plain_gap(text, items, last.last, index)
            same = set(markers) <= set(last.markers)
            closed = last.closed and not _AND.search(gap) and "/" not in gap
            if closed and not same:
                groups.append(Group(index, index, markers, item.start, item.end))
                continue
            if (same and set(last.markers) == set(markers) and _SAME.match(gap)) or (not same and _CONNECTOR.match(gap) and gap.strip(" \n()[]\"'.")):
                joined = last.markers + tuple(m for m in markers if m not in last.markers)
                groups[-1] = Group(last.first, index, joined, last.start, item.end, closed=last.closed or bool(_AND.search(gap)))
                continue
            if same and _SAME.match(gap) and set(markers) == {last.markers[-1]}:
                groups[-1] = replace(last, last=index, end=item.end)
                continue
        groups.append(Group(index, index, markers, item.start, item.end))
    return tuple(groups)


def _joined(*pieces: str) -> str:
    """Pieces of text around asides put together, without making a wide gap where none was."""
    if len(pieces) == 1:
        return pieces[0]
    first, *middle, last = pieces
    return " ".join([first.rstrip(" "), *(piece.strip(" ") for piece in middle), last.lstrip(" ")])


def _only_asides(items: tuple[Mention, ...], first: int, last: int) -> bool:
    return all(item.kind in {"aside", "assay"} for item in items[first + 1 : last])


def _plain_gap(text: str, items: tuple[Mention, ...], first: int, last: int) -> str:
    """The text between two items without the asides between them."""
    pieces, at = [], items[first].end
    for item in items[first + 1 : last]:
        pieces.append(text[at : item.start])
        at = item.end
    pieces.append(text[at : items[last].start])
    return mend(_joined(*pieces))


def mend(gap: str) -> str:
    """A gap without the full stops that stand where OCR lost a line end ("negative for. ER")."""
    return _UNFINISHED.sub(r"\1 ", gap)


def passable(gap: str) -> bool:
    """Whether a reader would still take what follows `gap` as said of what stands before it."""
    if len(gap) > _MAX_GAP:
        return False
    gap = mend(gap)
    words = [word.lower() for word in _WORD.findall(gap)]
    if _BOUNDARY.search(gap):
        return all(word in vocabulary.GLUE or len(word) == 1 or word.startswith("immun") for word in words)
    return not any(word in vocabulary.STOP for word in words)


def gather_forward(line: Line, group: Group, claimed: set[int]) -> Scope:
    """The values that follow a group, up to the next marker, another subject, or a gap that does not carry over."""
    values: list[Mention] = []
    cues: set[str] = set()
    reasons: list[str] = []
    gap, at = "", group.end
    for index in range(group.last + 1, len(line.items)):
        item = line.items[index]
        gap = _joined(gap, line.text[at : item.start]) if gap else line.text[at : item.start]
        at = item.end
        if item.kind in TRANSPARENT:
            if passable(gap) and not (values and _BOUNDARY.search(mend(gap))):
                cues.add(item.kind if item.kind != "aside" else "")
            continue
        if item.kind == "assay":
            if values and item.value == "ish" and Marker.HER2 in group.markers:
                if values[-1].kind in {"status", "grade"} and regex.fullmatch(r"[\s)]*(?:by|on|with|via|using|per)\s*", gap):
                    values.append(item)
                break
            cues.add(f"assay_{item.value}") if not values else None
            if item.value == "ish":
                values.append(item)
            continue
        if item.kind == "subject" and not values and _LIST_WORD.fullmatch(gap):
            gap = ""  # "ER and E-cadherin are positive": the list goes on
            continue
        if item.kind == "component":
            if item.value == "in_situ" and any(value.kind in VALUES for value in values):
                break
            if not values:
                cues.add(item.value)
            gap = mend(gap) + " "
            continue
        if item.kind not in VALUES or index in claimed or not passable(gap):
            break
        if item.kind in {"ish", "ratio", "copies"} and Marker.HER2 not in group.markers:
            break
        verdict = _fits(line, group, values, item, gap)
        if verdict != "take":
            if verdict == "several":
                reasons.append("several_percentages")
                values = [value for value in values if value.kind != "percent"]
            if verdict == "options":
                reasons.append("options_listed")
                values = [value for value in values if value.kind != "status"]
            break
        values.append(item)
        gap = ""
    cues.discard("")
    return Scope(tuple(values), frozenset(cues), tuple(reasons))


def _fits(line: Line, group: Group, values: list[Mention], item: Mention, gap: str) -> str:
    """Whether one more value fits those gathered so far: "take", "stop", or "options" for an unmarked choice."""
    del line
    peers = [value for value in values if value.kind == item.kind]
    if not peers:
        return "take"
    if len(set(group.markers)) > 1 and len(peers) < len(set(group.markers)) and _LIST.match(gap):
        return "take"
    if item.kind == "status":
        return _status_after(peers[-1].value, item.value, gap)
    if item.kind == "percent":
        held = peers[-1].value
        if held.low <= item.value.low and item.value.high <= held.high:
            return "take"
        return "several" if len(gap) <= 25 and not _BOUNDARY.search(gap) and "(" not in gap else "stop"
    if item.kind in {"allred", "irs"}:
        totals = {getattr(value.value, "total", getattr(value.value, "value", None)) for value in (peers[-1], item)}
        return "take" if len(totals) == 1 else "stop"
    if item.kind in {"grade", "intensity"}:
        return "take" if passable(gap) and not _BOUNDARY.search(gap) else "stop"
    return "take" if item.value == peers[-1].value else "stop"


def _status_after(held: Status, new: Status, gap: str) -> str:
    if held == new or {held, new} == {Status.POSITIVE, Status.LOW_POSITIVE}:
        return "take"
    if held not in DEFINITE and new in DEFINITE:
        return "take" if held in {Status.PENDING, Status.NOT_PERFORMED} and _BOUNDARY.search(gap) else "stop"
    if {held, new} <= DEFINITE and _TUMOUR.search(gap):
        return "options"
    if {held, new} <= DEFINITE and regex.fullmatch(r"\s*(?:/|or|,|\|)?\s*", gap, regex.IGNORECASE):
        return "options"
    return "stop"


def gather_backward(line: Line, group: Group, claimed: set[int]) -> Scope:
    """The values that a preposition or a verb ties to the group that follows them."""
    index, start = _before_list(line, group)
    if index < 0 or index in claimed:
        return Scope()
    item = line.items[index]
    gap = _plain_gap(line.text, line.items, index, start)
    if item.kind in {"no", "neither"} and _OBJECT.match(gap):
        return Scope((Mention("status", item.start, item.end, Status.NEGATIVE, item.rule),))
    if item.kind not in VALUES or not (_ties(item, gap) or _share_before(line, index, group, gap)):
        return Scope()
    values = [item]
    for before in range(index - 1, -1, -1):
        item = line.items[before]
        if item.kind in {"aside", "prior", "repeat", "component"}:
            continue
        gap = _plain_gap(line.text, line.items, before, line.items.index(values[0]))
        if item.kind not in VALUES or before in claimed or any(v.kind == item.kind for v in values):
            break
        if _stands_at(line, before):
            break
        if _BOUNDARY.search(gap) or len(gap) > 60 or ":" in gap or any(w.lower() in vocabulary.STOP for w in _WORD.findall(gap)):
            break
        values.insert(0, item)
    return Scope(tuple(values))


def _before_list(line: Line, group: Group) -> tuple[int, int]:
    """The last item before the list that a group ends ("positive for CK7, GATA3 and ER"), and where the list starts."""
    index, start = group.first - 1, group.first
    while index >= 0:
        item = line.items[index]
        if item.kind == "subject" and _LIST_WORD.fullmatch(_plain_gap(line.text, line.items, index, start)):
            start = index
        elif item.kind != "aside" and not (item.kind == "assay" and item.value == "ihc"):
            break
        index -= 1
    return index, start


def _share_before(line: Line, index: int, group: Group, gap: str) -> bool:
    """Whether a percentage stands right before its marker: "85% ER positive, 30% PR positive"."""
    following = line.items[group.last + 1] if group.last + 1 < len(line.items) else None
    if line.items[index].kind != "percent" or gap.strip(" ") or following is None or following.kind != "status":
        return False
    if line.text[group.end : following.start].strip(" -"):
        return False
    number = line.groups.index(group)
    after = next((item for item in line.items[group.last + 2 :] if item.kind in {"percent", "marker"}), None)
    lead = line.text[max(0, line.items[index].start - 40) : line.items[index].start]
    if regex.search(r"(?:^|[.;,(:\n]|\band)\s*$", lead) is None or (after is not None and after.kind == "percent" and after.start - group.end < 30 and "," not in line.text[group.end : after.start]):
        return False
    if number == 0 or line.groups[number - 1].end < line.items[index].start - 60:
        return True
    before = line.groups[number - 1]
    return before.first > 0 and _share_before(line, before.first - 1, before, line.text[line.items[before.first - 1].end : before.start])


def _stands_at(line: Line, index: int) -> bool:
    """Whether the value at `index` stands right after a marker, which then has the better claim ("PR (60 %) and")."""
    before = next((item for item in reversed(line.items[:index]) if item.kind == "marker"), None)
    if before is None:
        return False
    gap = line.text[before.end : line.items[index].start]
    return len(gap) <= 20 and not _BOUNDARY.search(gap) and not regex.search(r"[;,]|\b(?:and|but)\b", gap)


def _ties(item: Mention, gap: str) -> bool:
    gap = mend(gap)
    if len(gap) > 90 or _BOUNDARY.search(gap):
        return False
    if item.rule in _OBJECT_RULES and _OBJECT.match(gap):
        return True
    return bool(_BACKWARD.match(gap)) and not any(word.lower() in vocabulary.STOP for word in _WORD.findall(gap))


def link(text: str, mentions: list[Mention]) -> tuple[list[Statement], list[Mention]]:
    """Link values to markers. Returns the statements in text order, and the values that no rule could link."""
    items = tuple(mentions)
    statements, claimed = read_marker_columns(text, items)
    groups = tuple(group for group in find_groups(text, items) if group.first not in claimed)
    line = Line(text, items, groups)
    where = {id(item): index for index, item in enumerate(items)}
    backward: dict[int, Scope] = {}
    for group in groups:
        scope = gather_backward(line, group, claimed)
        if scope.values and (scope.values[0].rule in {"no_before", "neither"} or not _held_by_previous(line, groups, group, scope)):
            backward[group.first] = scope
            claimed.update(where[id(value)] for value in scope.values if id(value) in where)
    carried: Scope = Scope()
    for number, group in enumerate(groups):
        ahead = gather_forward(line, group, claimed)
        behind = backward.get(group.first, Scope())
        if not behind.values and carried.values and _carries(line, groups, number):
            behind = carried
        carried = behind
        claimed.update(where[id(value)] for value in ahead.values if id(value) in where)
        statements.extend(assign(line, group, ahead, behind))
    statements.extend(_assay_statements(line, groups, statements, claimed))
    statements = settle_slipped_forms(text, items, groups, statements)
    statements.extend(_standalone_ish(text, items, groups, statements))
    linked = {id(value) for statement in statements for value in statement.values}
    unlinked = [item for item in items if item.kind in VALUES and id(item) not in linked and item.kind not in {"intensity", "grade"}]
    return statements, unlinked


def _assay_statements(line: Line, groups: tuple[Group, ...], statements: list[Statement], claimed: set[int]) -> list[Statement]:
    """What follows FISH (or another in-situ hybridisation) on its own: "HER2 2+; FISH negative"."""
    if not any(Marker.HER2 in group.markers for group in groups):
        return []
    used = {id(value) for statement in statements for value in statement.values}
    found = []
    for index, item in enumerate(line.items):
        if item.kind != "assay" or item.value != "ish" or id(item) in used:
            continue
        group = Group(index, index, (Marker.HER2,), item.start, item.end)
        scope = gather_forward(line, group, claimed)
        values = tuple(value for value in scope.values if id(value) not in used and value.kind in {"status", "ish", "ratio", "copies"})
        first = next((value for value in scope.values if value.kind in VALUES), None)
        if values and first is not None and first.kind != "grade" and not _general(line.text, values[0]):
            claimed.update(index for index, other in enumerate(line.items) if any(other is value for value in values))
            found.append(Statement(Marker.HER2, group, values, "assay", scope.cues | {"assay_ish"} | _cues_after(line, group)))
    return found


def _general(text: str, item: Mention) -> bool:
    """Whether the sentence around an amplification word explains the test rather than gives its result."""
    before = regex.split(r"[.;:]\s|\n", text[max(0, item.start - 160) : item.start])[-1]
    after = regex.split(r"[.;]\s|\n", text[item.end : item.end + 120])[0]
    return bool(_EXPLAINS.search(before) or _EXPLAINS.search(after))


def _standalone_ish(text: str, items: tuple[Mention, ...], groups: tuple[Group, ...], statements: list[Statement]) -> list[Statement]:
    """Amplification results name their gene themselves: "no amplification of the HER2 gene"."""
    used = {id(value) for statement in statements for value in statement.values}
    named = any(Marker.HER2 in group.markers for group in groups)
    return [
        Statement(Marker.HER2, Group(index, index, (Marker.HER2,), item.start, item.end), (item,), "standalone")
        for index, item in enumerate(items)
        if item.kind == "ish" and id(item) not in used and (named or _HER2.search(text, item.start, item.end)) and not _general(text, item)
    ]


def _held_by_previous(line: Line, groups: tuple[Group, ...], group: Group, scope: Scope) -> bool:
    """Whether the value stands right after the marker before, which then has the better claim ("ER positive with PR")."""
    before = [other for other in groups if other.end <= scope.values[0].start]
    if not before:
        return False
    last = scope.values[-1]
    gap_back = line.text[before[-1].end : scope.values[0].start]
    gap_on = line.text[last.end : group.start].lower()
    tight = len(gap_back) <= 20 and not _BOUNDARY.search(gap_back) and not regex.search(r"[;,]|\b(?:and|but)\b", gap_back)
    return tight and not regex.match(r"\s*(?:\w+\s+)?for\b", gap_on)


def _carries(line: Line, groups: tuple[Group, ...], number: int) -> bool:
    """Whether a list goes on: "positive for ER (90 %) and PR (60 %)"."""
    if number == 0:
        return False
    before, here = groups[number - 1], groups[number]
    if here.start - before.end > 60:
        return False
    between = [item for item in line.items[before.last + 1 : here.first] if item.kind != "aside"]
    if any(item.kind not in VALUES or item.kind == "status" for item in between):
        return False
    end = between[-1].end if between else before.end
    return bool(regex.fullmatch(r"[\s)\].%]*(?:,|and|or|nor|&|/)+[\s(]*(?:and|for)?\s*", line.text[end : here.start], regex.IGNORECASE))


def assign(line: Line, group: Group, ahead: Scope, behind: Scope) -> list[Statement]:
    """Give the gathered values to the markers of a group: one value for all, or one for each, never something between."""
    markers = tuple(dict.fromkeys(group.markers))
    cues = ahead.cues | behind.cues | _cues_before(line, group) | _cues_after(line, group)
    link_name = "backward" if behind.values else "forward"
    values = list(behind.values)
    stated = [value for value in behind.values if value.kind == "status"]
    values += [value for value in ahead.values if not (stated and value.kind == "status" and value.value != stated[0].value)]
    by_marker: dict[Marker, list[Mention]] = {marker: [] for marker in markers}
    reasons = list(ahead.reasons)
    for kind in dict.fromkeys(value.kind for value in values):
        units = [value for value in values if value.kind == kind]
        shares = _share(kind, units, len(markers))
        if shares is None:
            reasons.append("count_mismatch")
            continue
        for marker, share in zip(markers, shares, strict=True):
            by_marker[marker].extend(share)
    return [Statement(marker, group, tuple(sorted(by_marker[marker], key=lambda v: v.start)), link_name, frozenset(cues), tuple(reasons)) for marker in markers]


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


def _cues_after(line: Line, group: Group) -> set[str]:
    """Cues that close the sentence: "…, as per previous pathology report"."""
    for item in line.items[group.last + 1 : group.last + 14]:
        gap = line.text[group.end : item.start]
        if len(gap) > 200 or regex.search(r"[.;]\s+[A-Z][a-z]|\n\s*\n|[.;]\s+[A-Z]\W?[.)]", gap):
            break
        if item.kind == "prior" and regex.search(r"(?:per|on|from|in|by|see|reported)\W{0,3}(?:the |a |her |patient\S* )?$", line.text[max(0, item.start - 14) : item.start], regex.IGNORECASE):
            return {"prior"}
    return set()


def _cues_before(line: Line, group: Group) -> set[str]:
    """Cues in the same sentence before the group: whose result, which assay."""
    cues: set[str] = set()
    for item in reversed(line.items[max(0, group.first - 6) : group.first]):
        gap = line.text[item.end : group.start]
        if len(gap) > 120 or _BOUNDARY.search(gap):
            break
        if item.kind in {"prior", "repeat", "rna"}:
            cues.add(item.kind)
        elif item.kind == "assay" and len(gap) < 40:
            cues.add(f"assay_{item.value}")
        elif item.kind == "component":
            cues.add(item.value)
        elif item.kind == "marker":
            break
    return cues

