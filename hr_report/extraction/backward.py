"""Values that a preposition or a verb ties to the marker after them: "negative for ER", "express PR"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hr_report.extraction import vocabulary
from hr_report.extraction.gaps import BOUNDARY, LIST_WORD, has_stop, is_tight, mend, plain_gap
from hr_report.extraction.mentions import Mention
from hr_report.extraction.statements import VALUES, Group, Scope
from hr_report.models import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hr_report.extraction.groups import Line

_BACKWARD = re.compile(vocabulary.BACKWARD, re.IGNORECASE)
_OBJECT = re.compile(vocabulary.OBJECT_GAP, re.IGNORECASE)
_OBJECT_RULES = frozenset(
    """
    absent_before not_expressed neither_does rich share_of_cells expressed no_staining has_lost awaiting pending_sent
    decorated not_decorated
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_PARTICIPLE = re.compile(r"n[o0]t (?:be )?(?:present|identified|seen|found|detected|noted|observed)", re.IGNORECASE)
_SENT_FOR = re.compile(
    r"\s*(?:for\s+(?:the )?)?(?:quantitative )?(?:(?!for\b)[a-z-]+,\s){0,3}(?:hormone receptors?"
    r"|receptors?|immuno\w*|biomarkers?|predictive markers?)?"
    r"(?: studies| analysis| testing)?\s*\(?\s*|\s*(?:for|to|from)\b[^.;:()\n]{0,40}\(\s*",
    re.IGNORECASE,
)
_TO_SECTION = re.compile(r"\s*(?:to|from) the [^.;:()\n]{0,40}\(\s*", re.IGNORECASE)
_PROMISES = re.compile(r"[^.;:\n]{0,50}:\s*")
_SHOWN = re.compile(
    r"\s*(?:of (?:the )?(?:\w+ ){0,4}(?:cells|nuclei)\s+)?(?:demonstrate"
    r"|show|exhibit|display|express|contain)s?\s+(?:the |nuclear )?",
    re.IGNORECASE,
)
"""What ties a share to its marker: "95% of the nuclei demonstrate (estrogen receptor)"."""
_NEXT_CLAUSE = re.compile(r"[\s)\].]*(?:\w+\s+){0,4}(?:,\s*)?(?:and|as well as) (?:for|in|with)\b", re.IGNORECASE)
_MEASURES = frozenset({"percent", "grade", "intensity", "allred", "h_score", "irs"})
_LABELLED = re.compile(r"(?:[:=]|\bintensity(?: of staining)?|\b(?:is|was))\s*$", re.IGNORECASE)
_HEADS = re.compile(r"(?:\s+(?:for|stains?|markers?))?\s*:\s*\n\s*", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:takes?\s+up|demonstrates?|shows?|exhibits?|displays?|express"
    r"|contain|(?:reacts?|stains?|marks?)\s+(?:with|for))\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"\bfor (?:the )?$", re.IGNORECASE)
_CLOSED = re.compile(r"\s?\)\s*(?:,|;|and\b|but\b|with\b|while\b|whereas\b)", re.IGNORECASE)
"""A bracket that ends before the next clause: what it holds is said of the marker before it."""
_COLON = re.compile(r"\s?(?:\([^()\n]{1,14}\)\s?)?:")
_OWN_RESULT = re.compile(r"[^.,;\n]{0,24}[:=]|\s(?:is|are|was|were|shows?)\b", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:(?P<lead>[.,;(]|\b(?:with|and|but|has|had|have|having|shows?|showing|a|an|strongly|weakly))\s|^)$",
    re.IGNORECASE,
)
"""What leads up to an adjective: "a carcinoma with (positive ER)", "…, (negative PR)"."""
_LINE_END = re.compile(r"(?<=[a-z]{3})\.(?=\s[a-z]{2})")
"""The stop that OCR leaves where a line ended: "no labeling of carcinoma. cells for ER"."""
_STOP = re.compile(r"\.\s|\n")
_SENTENCE_START = re.compile(r"(?:^|[.;:\n])\s*$")
_DASH = re.compile(r"\s?[-–]\s")
_ALONE_BEFORE = re.compile(r"\n\s*$|^\s*$")
_CLAUSE_START = re.compile(r"(?:^|[.;,(:\n]|\band)\s*$")


def gather_backward(line: Line, group: Group, claimed: set[int]) -> Scope:
    """The values that a preposition or a verb ties to the group that follows them."""
    index, start = _before_list(line, group)
    if index < 0 or index in claimed:
        return Scope()
    item = line.items[index]
    gap = plain_gap(line.text, line.items, index, start)
    if item.kind in {"no", "neither"} and _OBJECT.match(gap):
        return Scope((Mention("status", item.start, item.end, Status.NEGATIVE, item.rule),))
    if item.kind not in VALUES or (item.kind == "percent" and start < group.first):
        return Scope()
    if item.rule == "table_row" or (item.kind in {"intensity", "grade"} and _COLON.match(line.text, group.end)):
        return Scope()  # it is the last cell of the row before, or of the field before: "51%, moderate HER2: 0"
    tied = _ties(item, gap) or _heads(line, index, start, gap) or _stands_before(line, index, group, gap)
    tied = tied or _qualifies(line, index, group) or _brackets(line.text, item, gap, group)
    if _said_of_other(line.text, item, gap) or not tied:
        return Scope()
    scope = Scope(_chain(line, index, claimed, len(set(group.markers))))
    return Scope() if _held_by_previous(line, group, scope) else scope


def _heads(line: Line, index: int, start: int, gap: str) -> bool:
    """Whether a word begins a sentence and heads the list of stains behind its dash: "Negative - CK20, PR"."""
    item = line.items[index]
    begins = _SENTENCE_START.search(line.text, max(0, item.start - 4), item.start)
    if item.kind != "status" or begins is None or _DASH.fullmatch(gap) is None:
        return False
    first = line.items[start]
    return first.kind == "marker" or first.rule == "other_stain"


def _brackets(text: str, item: Mention, gap: str, group: Group) -> bool:
    """Whether a bracket names the stains that are still to come: "IHC in process (ER, PgR, HER2)"."""
    promised = item.kind == "status" and item.value in {Status.PENDING, Status.NOT_PERFORMED}
    return promised and gap == " (" and text.startswith(")", group.end)


def _qualifies(line: Line, index: int, group: Group) -> bool:
    """Whether a word stands as an adjective before its marker: "with positive ER, negative PR and negative HER2".

    Behind a comma it does where the word before the marker before does too.
    """
    for at, member, before in _list_back(line, index, group):
        lead = _leading(line, at, member)
        if lead is None:
            return False
        if lead not in ",;" or before is None or _STOP.search(line.text, before.end, line.items[at].start):
            return True
    return False


def _list_back(line: Line, index: int, group: Group) -> Iterator[tuple[int, Group, Group | None]]:
    """A group with the item before it and the group before that, then that group likewise, back to the first."""
    for number in range(line.number_at(group.start), -1, -1):
        if index < 0:
            return
        before = line.groups[number - 1] if number else None
        yield index, line.groups[number], before
        index = before.first - 1 if before else -1


def _leading(line: Line, index: int, group: Group) -> str | None:
    """What leads up to an adjective right before its marker; None where the word before the marker is none."""
    item, after = line.items[index], line.after(group.last)
    if item.rule not in {"positive", "negative"} or line.text[item.end : group.start] != " ":
        return None
    if _OWN_RESULT.match(line.text, group.end):
        return None
    if after is not None and after.kind in VALUES and line.text[group.end : after.start] in {" ", " - ", "-"}:
        return None
    lead = _LEAD.search(line.text, max(0, item.start - 20), item.start)
    if lead is None or (lead["lead"] == "." and not line.text[item.start].isupper()):
        return None
    return str(lead["lead"] or "^")


def _said_of_other(text: str, item: Mention, gap: str) -> bool:
    """Whether a value right before a marker closes what comes before it.

    "Intensity: strong" is said of the marker before, and so is 90 % in "for ER in 90 % and for PR in 75 %"; in "since
    invasion is not present HER2 testing …" something is said of the invasion.
    """
    if item.kind in _MEASURES and _NEXT_CLAUSE.match(mend(gap)):
        return True
    if item.kind == "intensity":
        ended = text[item.end : item.end + 1] == "."  # "weak. pr: positive", however small the letters
        return ended or _LABELLED.search(text[max(0, item.start - 26) : item.start]) is not None
    closes = item.rule == "not_expressed" and _PARTICIPLE.search(text[item.start : item.end])
    ended = item.rule == "no_staining" and not gap.strip() and text[item.start : item.end].lower().endswith("present")
    return bool(ended or (closes and _OBJECT.match(gap)))


def _chain(line: Line, index: int, claimed: set[int], count: int) -> tuple[Mention, ...]:
    """The value at `index` with those that lead up to it: "strong staining in 90 % of cells (for ER)".

    Before `count` markers as many of one kind may stand in a list: "85% and 20% (are decorated by ER and PR)".
    """
    values, first = [line.items[index]], index
    for before in range(index - 1, -1, -1):
        item = line.items[before]
        if item.kind in {"aside", "prior", "repeat", "component"}:
            continue
        gap = plain_gap(line.text, line.items, before, first)
        alike = sum(value.kind == item.kind for value in values)
        listed = alike < count and LIST_WORD.fullmatch(gap) is not None
        if item.kind not in VALUES or before in claimed or (alike and not listed) or _of_previous(line, before, gap):
            break
        if (
            _stands_at(line, before)
            or _CLOSED.match(gap)
            or BOUNDARY.search(gap)
            or len(gap) > 60
            or ":" in gap
            or has_stop(gap)
        ):
            break
        values.insert(0, item)
        first = before
    return tuple(values)


def _of_previous(line: Line, index: int, gap: str) -> bool:
    """Whether what a comma ends is said of the marker before: "positive for ER, 60% of cells, negative for PR"."""
    before = next((item for item in reversed(line.items[:index]) if item.kind in {"marker", "status"}), None)
    if "," not in gap or before is None or before.kind != "marker":
        return False
    return _FOR.search(line.text[max(0, before.start - 12) : before.start]) is not None


def _before_list(line: Line, group: Group) -> tuple[int, int]:
    """The last item before the list that a group ends ("positive for CK7, GATA3 and ER"), and where the list starts."""
    index, start = group.first - 1, group.first
    while index >= 0:
        item = line.items[index]
        gap = plain_gap(line.text, line.items, index, start)
        beside = start != group.first and not gap.strip(" ")  # "cytokeratin AE1/AE3" is one stain
        if item.kind == "subject" and (beside or LIST_WORD.fullmatch(gap)):
            start = index
        elif item.kind == "component" and start == group.first and _VERB.search(line.text, item.end, group.start):
            pass  # "80% of the invasive tumor nuclei take up the estrogen receptor antibody"
        elif item.kind != "aside" and not (item.kind == "assay" and item.value == "ihc"):
            break
        index -= 1
    return index, start


def _stands_before(line: Line, index: int, group: Group, gap: str) -> bool:
    """Whether a percentage stands right before its marker: "85% ER positive, 30% PR positive".

    It does where those before it in the same list do, back to the first.
    """
    for at, member, before in _list_back(line, index, group):
        between = gap if member is group else line.text[line.items[at].end : member.start]
        if not _leads(line, at, member, between):
            return False
        if before is None or before.end < line.items[at].start - 60:
            return True
    return False


def _leads(line: Line, index: int, group: Group, gap: str) -> bool:
    """Whether a percentage begins a clause, then its marker with a word and no percentage of its own behind it."""
    following, share = line.after(group.last), line.items[index]
    if share.kind != "percent" or gap.strip() or following is None or following.kind != "status":
        return False
    if line.text[group.end : following.start].strip(" -") or _has_own_percent(line, group):
        return False
    # "Chromogranin: 50%" on the line before is not the next line's
    lead = _ALONE_BEFORE if "\n" in gap else _CLAUSE_START
    return lead.search(line.text[max(0, share.start - 40) : share.start]) is not None


def _has_own_percent(line: Line, group: Group) -> bool:
    """Whether a percentage follows the group before the next marker, with no comma between."""
    after = next((item for item in line.items[group.last + 2 :] if item.kind in {"percent", "marker"}), None)
    if after is None or after.kind != "percent" or after.start - group.end >= 30:
        return False
    return "," not in line.text[group.end : after.start]


def _stands_at(line: Line, index: int) -> bool:
    """Whether the value at `index` stands right after a marker, which then has the better claim ("PR (60 %) and")."""
    before = next((item for item in reversed(line.items[:index]) if item.kind == "marker"), None)
    return before is not None and is_tight(line.text[before.end : line.items[index].start])


def _ties(item: Mention, gap: str) -> bool:
    gap = _LINE_END.sub("", mend(gap))
    if item.kind == "status" and _HEADS.fullmatch(gap):
        return True  # "Negative:\nPR": a word that heads its markers, on the line before them
    if len(gap) > 90 or BOUNDARY.search(gap):
        return False
    if item.rule in _OBJECT_RULES and _OBJECT.match(gap):
        return True
    if _promises(item, gap):
        return True
    if (item.kind == "percent" and _SHOWN.fullmatch(gap)) or (item.kind == "intensity" and not gap.strip(" ")):
        return True  # "95% of the nuclei demonstrate ER", "strong ER expression"
    return bool(_BACKWARD.match(gap)) and not has_stop(gap)


def _promises(item: Mention, gap: str) -> bool:
    """Whether markers are sent for, or promised: "submitted for receptors (ER/PR)", "will be reported: ER, PR"."""
    if item.rule == "pending_ordered":
        return _TO_SECTION.fullmatch(gap) is not None
    if item.rule in {"pending_sent", "not_performed"}:
        return _SENT_FOR.fullmatch(gap) is not None
    return item.rule in {"pending", "pending_future"} and _PROMISES.fullmatch(gap) is not None


def _held_by_previous(line: Line, group: Group, scope: Scope) -> bool:
    """Whether the value stands right after the marker before, whose value it then is ("ER positive with PR")."""
    before = [other for other in line.groups if other.end <= scope.values[0].start]
    gap = line.text[before[-1].end : scope.values[0].start] if before else ""
    if not before or not is_tight(gap):
        return False
    if ":" in gap and "\n" not in gap:
        return True
    return not re.match(r"\s*(?:\w+\s+)?for\b", line.text[scope.values[-1].end : group.start].lower())
