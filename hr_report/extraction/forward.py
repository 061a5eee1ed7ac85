"""Values that follow a marker: "ER: positive (90 %, strong)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hr_report.extraction import vocabulary
from hr_report.extraction.gaps import BOUNDARY, LIST_WORD, join_pieces, mend, passable, soften
from hr_report.extraction.statements import DEFINITE, VALUES, Group, Scope
from hr_report.models import Marker, Status

if TYPE_CHECKING:
    from hr_report.extraction.groups import Line
    from hr_report.extraction.mentions import Mention

_TRANSPARENT = frozenset(("aside", "repeat", "prior", "option", "placeholder"))
_FIELDS = frozenset(("percent_labelled", "percent_labelled_range"))
"""Fields of their own name, which go before a category's bounds."""
_HER2_ONLY = frozenset(("ish", "ratio", "copies"))
_LIST = re.compile(vocabulary.LIST_GAP, re.IGNORECASE)
_BY = re.compile(r"[\s)]*(?:by|on|with|via|using|per)\s*", re.IGNORECASE)
_IN = re.compile(r"[\s)]*(?:in|within|of)\s+(?:the\s+)?|\s?\(", re.IGNORECASE)
_AND_INVASIVE = re.compile(r"[\s,]*(?:and|as well as|\+|/|&)\s*(?:in\s+)?(?:the\s+)?(?:inva|infiltr)", re.IGNORECASE)
_OWN = re.compile(r"\s(?:(?:is|was) )?(?:(?:not |non\W?)?amplified|ratio|negative|positive)\b", re.IGNORECASE)
"""The result that an assay has itself: "equivocal (2+) with FISH amplified"."""
_CONCLUDES = re.compile(r"\W{0,4}(?:interpretation|conclusion|result)\s?:", re.IGNORECASE)
_OTHER_PLACE = re.compile(r"\s(?:(?:on|in|at)\s[^.;:\n]{2,30})?;\s", re.IGNORECASE)
"""A second result of the same marker, from another place: "0% on core; 90% on excision"."""
_STOPS = re.compile(r"\.\s")
_COLUMN = re.compile(r"[),]?[^\S\n]{3,}|\s*\|\s*|[^\S\n]*\([^()\n]{0,12}\)[^\S\n]{3,}")
_RESULT_HEAD = re.compile(r"\s?[.\n]\s*(?:results?|interpretation|values?)\s?[.:\n]\s*", re.IGNORECASE)
_NAME_GAP = re.compile(r"[ \w]{0,12}\s?[.\n]\s*(?:[A-Za-z][\w -]{1,24}[.\n]\s*){0,2}")
_NUMBERS = re.compile(r"[\s\d%+.,)/|–-]*")
_PLAIN = frozenset(("positive", "negative", "pos_short", "neg_short", "sign_plus", "sign_next"))
_WIDE = re.compile(r"[^\S\n]{2,}(?!$)")
_PART = re.compile(r"(?:intensity|proportion|score|percentage)[\s.:]*$", re.IGNORECASE)
_BEGINS = re.compile(r"[.;\n]\s*$")
_HEAD = re.compile(r"\s?[-–:]\s{0,2}")
_ENDED = re.compile(r"[.;]\s+$")
_AND_OF = re.compile(r",? and of\s", re.IGNORECASE)
_BOUND = re.compile(r"[<>≤≥]")
_OTHER_HEAD = re.compile(
    r"[.\n|]\s*(?:(?:stain(?:ing)? )?intensity|%\s?(?:positive |stained )?(?:cells|nuclei)|percent\w*)\s*[.\n|]\s*$",
    re.IGNORECASE,
)
_EITHER = re.compile(r"\s*(?:/|or|,|\|)?\s*[\[(]?\s*", re.IGNORECASE)
_PART_LETTER = re.compile(
    r"[\s,;)]*(?:and )?\(?(?:[B-H1-5]\s?[):]|[A-H]\d{1,2}\b\s?[):]?|(?-i:T)[2-5]\b\s?:?"
    r"|(?<=[;,]\s)(?-i:[B-H])(?=\s)|(?<=[;,]\s)(?:left|right)\b[,:]?)\s*",
    re.IGNORECASE,
)
"""The letter of the next part, its block, or tumour: "A) Negative (0%) B) Positive (99%)", "T1 8/8, T2 0/8"."""
_NEXT_TUMOUR = re.compile(
    r"[.;,]\s+(?:nodule|tumou?r|lesion|focus|mass|specimen|part)\s(?:[A-H]|\d)\s?:\s?(?:score\s)?", re.IGNORECASE
)
"""The next tumour in a list of them: "Nodule A: score 3+. Nodule B: (score 1+)"."""
_IN_TUMOUR = re.compile(
    r"\s+in (?:the )?(?:\w+ ){0,3}(?:tumou?r|carcinoma|component|lesion|nodule|focus|mass)\b", re.IGNORECASE
)
_TUMOUR = re.compile(
    r"\b(?:tumou?r|lesion|focus|mass|nodule|specimen|part|block)\b\W*(?:\d|[A-C]\b|one|two)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Passed:
    """What stepping over a mention that is no value leaves: the gap so far, a cue, whether to keep it, to stop."""

    gap: str
    cue: str | None = None
    keep: bool = False
    stop: bool = False


def gather_forward(line: Line, group: Group, claimed: set[int]) -> Scope:
    """The values that follow a group, up to the next marker, another subject, or a gap that does not carry over."""
    values: list[Mention] = []
    cues: set[str] = set()
    reasons: list[str] = []
    gap, at, listed = "", group.end, False
    for index in range(group.last + 1, len(line.items)):
        item = line.items[index]
        gap = join_pieces(gap, line.text[at : item.start]) if gap else line.text[at : item.start]
        gap = soften(gap, line.text[item.start])
        empty = not values and _left_empty(line.text, line.items[index - 1], line.text[at : item.start + 1])
        if empty or (not values and _ends_names(line, group, gap)):
            break
        at = item.end
        passed = _pass_over(group, values, item, gap, line.text[item.end : item.end + 30])
        if passed is not None:
            gap = _keep_end(passed.gap, line.text[item.start])
            listed = listed or item.kind == "subject"
            if passed.cue:
                cues.add(passed.cue)
            if passed.keep:
                values.append(item)
            if passed.stop:
                break
            continue
        follows = _may_follow(group, item, gap) or (values and _NEXT_TUMOUR.fullmatch(gap) and item.kind in VALUES)
        if index in claimed or not follows or (listed and not _of_all(item, gap)):
            break
        if item.rule in _FIELDS:
            values = [value for value in values if value.kind != "percent"]
        third = item.kind == "status" and "options_listed" in reasons
        verdict = "options" if third else _judge(line, group, values, index, gap)
        values = [*values, item] if verdict == "take" else _give_up(verdict, values, reasons)
        if verdict not in {"take", "options"}:
            break
        gap = ""
    return Scope(tuple(values), frozenset(cues), tuple(reasons))


def _ends_names(line: Line, group: Group, gap: str) -> bool:
    """Whether a column of names ends here, read before that of the results: "ER. PR. HER2. RESULT. Positive"."""
    if _RESULT_HEAD.fullmatch(gap) is None:
        return False
    before = line.number_at(group.start - 1)
    between = line.text[line.groups[before].end : group.start] if before >= 0 else ""
    return before >= 0 and _NAME_GAP.fullmatch(between) is not None


def _of_all(item: Mention, gap: str) -> bool:
    """Whether a value is said of a list that other stains close: only a word is, and in the same sentence.

    A word in brackets is said of the last of them alone: "ER, PR, E-cadherin (neg)".
    """
    return item.kind == "status" and not BOUNDARY.search(mend(gap)) and gap.strip(" ") != "("


def _keep_end(gap: str, following: str) -> str:
    """A gap whose sentence ended before what was passed over, with the capital that shows it."""
    return gap + following if following.isupper() and _ENDED.search(gap) else gap


def _left_empty(text: str, before: Mention, gap: str) -> bool:
    """Whether the field of a marker was left empty: "unknown", or "previously done" where the statement ends there.

    A part of it that was left empty ("average intensity: n/a") says nothing of the rest.
    """
    if before.rule == "left_empty":
        part = _PART.search(text[max(0, before.start - 30) : before.start]) is not None
        return not part and not (before.end - before.start == 3 and _WIDE.match(gap))  # "n/a" in a row of a table
    ends = BOUNDARY.search(gap) or _STOPS.search(gap)
    return before.kind == "placeholder" and ends is not None


def _pass_over(group: Group, values: list[Mention], item: Mention, gap: str, line_rest: str) -> _Passed | None:
    """How to step over a mention that is no value; None for values and for what ends the statement."""
    if item.kind in _TRANSPARENT:
        heard = item.kind != "aside" and passable(gap) and not (values and BOUNDARY.search(mend(gap)))
        return _Passed(gap, cue=item.kind if heard else None)
    if item.kind == "legend" and _CONCLUDES.match(line_rest):
        return _Passed(gap)  # "3%, NEGATIVE: <5%. POSITIVE: >10%. Interpretation: NEGATIVE"
    if item.kind == "assay":
        return _pass_assay(group, values, item, gap, line_rest)
    if item.kind == "subject" and not values and LIST_WORD.fullmatch(gap):
        return _Passed("")  # "ER and E-cadherin are positive": the list goes on; only a word can be said of all
    if item.kind == "component":
        held = any(value.kind in VALUES for value in values)
        heard = passable(gap) and (not values or _within(item, gap, line_rest))
        return _Passed(mend(gap) + " ", cue=item.value if heard else None, stop=item.value == "in_situ" and held)
    return None


def _within(component: Mention, gap: str, line_rest: str) -> bool:
    """Whether a result is said to be that of the component behind it: "positive in the DCIS", and of no other."""
    return _IN.fullmatch(gap) is not None and not (component.value == "in_situ" and _AND_INVASIVE.match(line_rest))


def _pass_assay(group: Group, values: list[Mention], item: Mention, gap: str, line_rest: str) -> _Passed:
    """An assay names what follows it ("HER2 FISH: negative"), or what stands before ("negative by FISH")."""
    if values and item.value == "ish" and Marker.HER2 in group.markers:
        names_before = values[-1].kind in {"status", "grade"} and _BY.fullmatch(gap) and not _OWN.match(line_rest)
        return _Passed(gap, keep=bool(names_before), stop=True)
    return _Passed(
        gap, cue=None if values else f"assay_{item.value}", keep=item.value == "ish" and Marker.HER2 in group.markers
    )


def _may_follow(group: Group, item: Mention, gap: str) -> bool:
    if item.kind not in VALUES or not passable(gap):
        return False
    if item.kind == "status" and _OTHER_HEAD.search(gap):
        return False  # "ER. Intensity. Negative": the head of another column stands between them
    if item.rule.startswith("over_expression") and Marker.HER2 not in group.markers:
        return False  # "(ER 90%, PR 80%). No overexpression of c-erbB-2"
    if _AND_OF.fullmatch(gap):
        return False  # "100% of the cells for estrogen and of 20% for progesterone"
    if item.kind == "ish" and _BOUND.search(gap):
        return False  # "HER2/CEP17 < 2.0 or amplified" explains the test
    return item.kind not in _HER2_ONLY or Marker.HER2 in group.markers


def _give_up(verdict: str, values: list[Mention], reasons: list[str]) -> list[Mention]:
    """What remains of the values where one more does not fit: an open choice withholds its kind, with the reason."""
    if verdict == "several":
        reasons.append("several_percentages")
        return [value for value in values if value.kind != "percent"]
    if verdict == "options":
        reasons.append("options_listed")
        return [value for value in values if value.kind != "status"]
    if verdict == "tumours":
        reasons.append("several_tumours_in_one_statement")
        return []
    return values


def _judge(line: Line, group: Group, values: list[Mention], index: int, gap: str) -> str:
    """What one more value means: as `_fits` says, or "tumours" where it is that of another beside it."""
    if _is_reference(line, index, values) or _heads_list(line, index):
        return "stop"
    if _says_nothing(group, line.items[index]):
        return "take"
    if _is_next_column(group, values, line.items[index], gap) or _contradicts(group, values, line.items[index], gap):
        return "tumours"
    verdict = _fits(group, values, line.items[index], gap)
    if verdict == "stop" and line.items[index].kind == "percent" and _OTHER_PLACE.fullmatch(gap):
        return "several"
    if verdict in {"stop", "several"} and _is_next_part(group, values, line.items[index], gap):
        return "tumours"
    elsewhere = verdict in {"stop", "options"} and _is_of_other_tumour(line, values, index, gap)
    return "tumours" if elsewhere or (verdict == "options" and _begins_again(line, index, values)) else verdict


def _fits(group: Group, values: list[Mention], item: Mention, gap: str) -> str:
    """Whether one more value fits: "take", "stop", "options" (an unmarked choice) or "several" (of percentages)."""
    peers = [value for value in values if value.kind == item.kind and not _says_nothing(group, value)]
    count = len(set(group.markers))
    if not peers or (len(peers) < count and _LIST.match(gap)):
        return "take"
    last = peers[-1].value
    if item.kind == "status":
        weak = all(peer.rule == "found" for peer in peers) and item.rule != "found" and item.value in DEFINITE
        return "take" if weak and "," in gap else _status_after(last, item.value, gap)
    if item.kind == "percent":
        if last.low <= item.value.low and item.value.high <= last.high:
            return "take"
        beside = (len(gap) <= 25 and not BOUNDARY.search(gap) and "(" not in gap) or not gap.strip(" |")
        return "several" if beside and "\n" not in gap else "stop"
    if item.kind in {"grade", "intensity"}:
        return "stop" if BOUNDARY.search(gap) else "take"
    return "take" if _total(item.value) == _total(last) else "stop"


def _says_nothing(group: Group, value: Mention) -> bool:
    """Whether a word settles nothing: "favorable" of HER2, which is good news and no result."""
    return Marker.HER2 in group.markers and value.rule in {"favorable", "unfavorable"}


def _is_next_column(group: Group, values: list[Mention], item: Mention, gap: str) -> bool:
    """Whether a value stands in the column of the next tumour: "Progesterone receptor   7/8   0/8"."""
    kinds = {item.kind, "status"} if item.kind == "grade" else {item.kind}
    peer = next((value for value in reversed(values) if value.kind in kinds), None)
    if peer is None or len(set(group.markers)) > 1 or not _COLUMN.fullmatch(gap):
        return False
    return _differ(peer, item, group.markers)


def _contradicts(group: Group, values: list[Mention], item: Mention, gap: str) -> bool:
    """Whether a word denies the one before, numbers alone between: "NEGATIVE 0 0 POSITIVE 90", two columns in a row."""
    said = next((value for value in reversed(values) if value.kind == "status"), None)
    if said is None or len(set(group.markers)) > 1 or not {said.rule, item.rule} <= _PLAIN:
        return False
    if said.value == item.value:
        return False
    return _NUMBERS.fullmatch(gap) is not None and (said is not values[-1] or any(map(str.isdigit, gap)))


def _is_next_part(group: Group, values: list[Mention], item: Mention, gap: str) -> bool:
    """Whether a value is that of the next part or block: "A6 H-score 0 A9 H-score 150"."""
    peer = next((value for value in reversed(values) if value.kind == item.kind), None)
    named = _PART_LETTER.fullmatch(gap) or _NEXT_TUMOUR.fullmatch(gap)
    return peer is not None and bool(named) and _differ(peer, item, group.markers)


def _differ(one: Mention, other: Mention, markers: tuple[Marker, ...]) -> bool:
    """Whether two results in neighbouring columns are not the same: words, scores out of eight, grades of HER2."""
    if other.kind == "grade":
        before, grade = one.value, other.value
        if Marker.HER2 not in markers or not isinstance(grade, tuple):
            return False
        strong = before[0] >= 3 if isinstance(before, tuple) else before is not Status.NEGATIVE
        return strong != (grade[0] >= 3) and (not strong or one.kind == "grade")
    if one.kind == "status":
        return one.value != other.value and {one.value, other.value} <= {Status.POSITIVE, Status.NEGATIVE}
    if one.kind == "percent":
        return bool(one.value.low >= 1) is not bool(other.value.low >= 1)
    least = {"allred": 3, "irs": 3, "h_score": 10}.get(one.kind)
    return least is not None and (_total(one.value) >= least) != (_total(other.value) >= least)


def _is_of_other_tumour(line: Line, values: list[Mention], index: int, gap: str) -> bool:
    """Whether two words are said of two tumours: "positive in the larger tumor, negative in the smaller tumor"."""
    item = line.items[index]
    if item.kind != "status" or not {values[-1].value, item.value} <= DEFINITE or values[-1].value == item.value:
        return False
    return _IN_TUMOUR.match(gap) is not None and _IN_TUMOUR.match(line.text, item.end) is not None


def _heads_list(line: Line, index: int) -> bool:
    """Whether a word opens the list of the stains that it is said of: "ER (weak). Negative - CK20, PR"."""
    item, following = line.items[index], line.after(index)
    if item.kind != "status" or following is None or following.kind not in {"marker", "subject"}:
        return False
    begins = _BEGINS.search(line.text, max(0, item.start - 4), item.start) is not None
    return begins and _HEAD.fullmatch(line.text, item.end, following.start) is not None


def _is_reference(line: Line, index: int, values: list[Mention]) -> bool:
    """Whether a word with its bound repeats the reference range behind a result: "73% Receptor positive Neg <10%"."""
    item, following = line.items[index], line.after(index)
    stated = [value.value for value in values if value.kind == "status"]
    if item.kind != "status" or not stated or item.value in stated or following is None or following.kind != "percent":
        return False
    beside = len(line.text[item.end : following.start].strip(" :(")) == 0
    bound = following.value.comparator is not None
    return beside and bound and any(value.kind == "percent" for value in values)


def _begins_again(line: Line, index: int, values: list[Mention]) -> bool:
    """Whether a whole second result stands behind the first: "Positive 70% 3+ Negative 0%", two columns on one line."""
    item, following = line.items[index], line.after(index)
    if following is None or following.kind not in {"percent", "grade", "allred"} or values[-1].kind == "status":
        return False
    return item.rule in {"positive", "negative"} and not line.text[item.end : following.start].strip(" (")


def _total(value: Any) -> Any:
    """The sum of a score that may also carry its parts; any other value as it is."""
    return getattr(value, "total", getattr(value, "value", value))


def _status_after(held: Status, new: Status, gap: str) -> str:
    """What a second word does to the first: a result replaces a promise, an open choice voids both."""
    if held == new or {held, new} == {Status.POSITIVE, Status.LOW_POSITIVE}:
        return "take"
    if held is Status.PENDING and new is Status.NOT_PERFORMED:
        return "take"  # "the studies requested were cancelled"
    if held in {Status.PENDING, Status.NOT_PERFORMED} and new in DEFINITE:
        return "take" if BOUNDARY.search(gap) else "stop"
    if {held, new} <= DEFINITE and (_TUMOUR.search(gap) or _PART_LETTER.fullmatch(gap)):
        return "tumours"
    if {held, new} <= DEFINITE and _EITHER.fullmatch(gap):
        return "options"
    return "stop"
