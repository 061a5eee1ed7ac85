"""From a linked statement to an Observation: the values of one marker at one place, with whose result it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hr_report.extraction.evidence import evidence
from hr_report.extraction.gaps import run_on
from hr_report.extraction.rules.staining import BY_GRADES
from hr_report.extraction.specimens import label_of, names_at
from hr_report.extraction.statements import DEFINITE, Statement, is_favorable
from hr_report.models import Ihc, Intensity, Ish, Marker, Observation, Percent, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hr_report.extraction.mentions import Mention
    from hr_report.extraction.sections import Section, Sections
    from hr_report.reading.document import Document

_ISH_OF = {
    Status.POSITIVE: Ish.AMPLIFIED,
    Status.NEGATIVE: Ish.NOT_AMPLIFIED,
    Status.EQUIVOCAL: Ish.EQUIVOCAL,
    Status.INDETERMINATE: Ish.EQUIVOCAL,
    Status.PENDING: Ish.PENDING,
}
_IHC_OF = {
    "0+": Ihc.ZERO_PLUS,
    (0, 0): Ihc.ZERO,
    (0, 1): Ihc.ZERO_TO_ONE,
    (1, 1): Ihc.ONE,
    (1, 2): Ihc.ONE_TO_TWO,
    (2, 2): Ihc.TWO,
    (2, 3): Ihc.TWO_TO_THREE,
    (3, 3): Ihc.THREE,
    (3, 4): Ihc.THREE,
}
_SCALE = 120
"""Characters before a sign in which pluses show that it counts them."""
_CELLS = re.compile(r"\b(?:cells?|nuclei)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;]\s")
_PANEL = re.compile(
    r"[o0](?:n|ri)c[o0][tf]yp[ec](?:\s+dx)?|rt\W?q?pcr|mammaprint|targetprint|pam\W?50"
    r"|prosigna|endopredict|\bmrna\b|gene\s+expression",
    re.IGNORECASE,
)
_REPLACES = re.compile(
    r"\b(?:replac(?:es|ed|ing)|supersed\w+|in place of|in preference to"
    r"|correct(?:ed)? (?:results?|values?)\b(?! of))\b",
    re.IGNORECASE,
)
_NO_SHARE = re.compile(r"(?<![\d.])(?:0|<\s?1)\s?%")
_REACH = 90
"""How far behind a receptor the shares of its statement stand."""
_TEMPLATE_BOUND = re.compile(r"reactive\W{1,3}(?:tumou?r )?cells\W{1,3}present\W{1,3}1\s?%", re.IGNORECASE)
"""The bound of the CAP template's words, its sign lost: "Immunoreactive tumor cells present (1%)"."""
_EXPRESSED = re.compile(r"\.?\s(?:protein )?(?:over\W?)?expression\b", re.IGNORECASE)
_SENT_ON = re.compile(r"\+\W*with\b", re.IGNORECASE)
_SO = re.compile(
    r"(?:\s?:|\s(?:is|are|was|were))\s(?:(?:diffuse|uniform|focal|patchy)(?:ly)?,?\s(?:and\s)?)?", re.IGNORECASE
)
"""Between a receptor and how it stains: "ER: strong", "ER is diffuse and strong"."""
_STAINS = re.compile(r"stain|express|positiv|reactiv|labell?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """An observation with what resolution needs to weigh it: where it stands and whose result it is."""

    observation: Observation
    start: int
    section: Section
    prior: bool
    repeat: bool
    rna: bool
    component: str | None
    weak: bool
    names: Mapping[str, str]

    @property
    def definite(self) -> bool:
        """Whether it gives a result, in words or numbers, rather than a promise of one."""
        seen = self.observation
        return seen.stated_status not in {None, Status.PENDING, Status.NOT_PERFORMED} or has_number(seen)


def has_number(seen: Observation) -> bool:
    """Whether any number, score or HER2 result is given."""
    return any(
        value is not None
        for value in (
            seen.percent,
            seen.allred,
            seen.h_score,
            seen.irs,
            seen.j_score,
            seen.ligand_binding,
            seen.ihc,
            seen.ish,
            seen.ratio,
        )
    )


def observe(
    document: Document, sections: Sections, statement: Statement, printed: tuple[Decimal, ...] = ()
) -> Reading | None:
    """Read one statement; None where it holds nothing about its marker. `printed`: the report's H-score cut-offs."""
    fields: dict[str, Any] = (
        _her2_fields(document.text, statement)
        if statement.marker is Marker.HER2
        else _receptor_fields(document.text, statement)
    )
    fields = {name: value for name, value in fields.items() if value is not None}
    if not fields and "several_tumours_in_one_statement" in statement.reasons:
        fields = {"stated_status": Status.CONFLICTING}
    if not fields and "layout_damaged" not in statement.reasons:
        return None
    section = sections.at(statement.start)
    names = names_at(sections, statement.start) | dict([statement.column] if statement.column else [])
    start, end = _whole(document.text, statement.start, statement.end)
    witness = evidence(document, start, end, _rule_name(statement), section.title or None)
    seen = Observation(
        marker=statement.marker,
        specimen=label_of(names) if names else None,
        counted=True,
        reasons=(*statement.reasons, *_doubts(fields, printed, witness.quote)),
        evidence=(witness,),
        **fields,
    )
    cues = statement.cues
    in_situ = ("in_situ" in cues and "invasive" not in cues) or section.kind == "in_situ"
    words = [value.rule for value in statement.values if value.kind == "status"]
    weak = bool(words) and set(words) == {"found"} and not has_number(seen) and seen.intensity is None
    repeat = "repeat" in cues or _replaces(document.text, section)
    return Reading(
        seen,
        statement.start,
        section,
        "prior" in cues or section.kind in {"history", "earlier"},
        repeat,
        _by_rna(document.text, statement),
        "in_situ" if in_situ else None,
        weak,
        names,
    )


def _doubts(fields: dict[str, Any], printed: tuple[Decimal, ...], quote: str) -> tuple[str, ...]:
    """Why a number may not mean to this laboratory what it means to a guideline."""
    if _TEMPLATE_BOUND.search(quote):
        return ("bound_sign_may_be_lost",)
    if "h_score" not in fields or "stated_status" in fields or "percent" in fields:
        return ()
    below = any(0 < fields["h_score"].value <= bound for bound in printed)
    return ("below_printed_cut_off",) if below else ()


def _replaces(text: str, section: Section) -> bool:
    """Whether an addendum says of itself that it replaces: "AMENDED", "Repeat, replaces the prior ER and PR"."""
    if section.title.startswith(("amend", "corrected", "revised", "modified")):
        return True
    return section.kind == "addendum" and _REPLACES.search(text, section.start, section.start + 320) is not None


def _by_rna(text: str, statement: Statement) -> bool:
    """Whether a gene-expression panel gives the value: "Oncotype DX: ER score 9.8 (positive)"."""
    if "rna" in statement.cues:
        return True
    if _PANEL.search(text, max(0, statement.start - 300), statement.start) is None:
        return False
    before = run_on(text[max(0, statement.start - 300) : statement.start + 1])[:-1]
    panels = list(_PANEL.finditer(before))
    if not panels:
        return False
    between = before[panels[-1].end() :]
    same_sentence = not re.search(r"[.;]\s+[A-Z]|(?<!:)\n", between)
    gene_score = re.search(r"\b(?:gene |score )?\(?\d{1,2}\.\d\b", text[statement.start : statement.end + 20])
    return same_sentence or bool(gene_score and "immunohisto" not in between.lower())


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The range with the bracket that it opens and does not close, so that a quote reads as a person would quote it."""
    quote = text[start:end]
    for left, right in ("()", "[]"):
        if quote.count(left) > quote.count(right):
            closing = text.find(right, end, end + 60)
            if closing >= 0 and not set("([\n") & set(text[end:closing]):
                end = closing + 1
    return start, end


def _rule_name(statement: Statement) -> str:
    return f"{statement.link}: " + " + ".join(dict.fromkeys(value.rule for value in statement.values))


def _stated(values: list[Mention]) -> Status | None:
    said = [value.value for value in values if value.kind == "status"]
    if Status.LOW_POSITIVE in said:
        return Status.LOW_POSITIVE
    firm = [value.value for value in values if value.kind == "status" and value.rule != "found"]
    said = firm or said
    for wanted in (DEFINITE, {Status.EQUIVOCAL, Status.INDETERMINATE}, set(Status)):
        for status in said:
            if status in wanted:
                return Status(status)
    return None


def _no_cells(text: str, statement: Statement) -> Percent | None:
    """None of the cells is 0 %: "no immunoreactive tumor cells", "not found in neoplastic nuclei"."""
    if not any(value.rule in {"no_staining", "not_expressed", "no_before"} for value in statement.values):
        return None
    quote = text[statement.start : statement.end] + _SENTENCE_END.split(text[statement.end : statement.end + 30])[0]
    cells = _CELLS.search(quote)
    return Percent(low=Decimal(0), high=Decimal(0), text=" ".join(quote[: cells.end()].split())) if cells else None


def _without_cut_offs(text: str, values: list[Mention]) -> list[Mention]:
    """Values without a bound in brackets that a negative result cannot have: "NEG (>=10%)" tells the cut-off."""
    if not any(value.value is Status.NEGATIVE for value in values):
        return values
    return [
        value
        for value in values
        if not (value.kind == "percent" and value.value.comparator in {">", ">="} and text[value.start - 1] == "(")
    ]


def _without_share_words(values: list[Mention]) -> list[Mention]:
    """Values without words that only name what a share is of: "less than 1% immunoreactive cells" is no "reactive"."""
    shares = [value for value in values if value.kind == "percent" and value.value.high <= 1]
    return [
        value
        for value in values
        if not (
            value.kind == "status"
            and value.value is Status.POSITIVE
            and any(0 <= value.start - share.end < 40 for share in shares)
        )
    ]


def _percent(values: list[Mention]) -> Percent | None:
    """The narrowest share that is given; none where a share lies apart from what the classes of staining sum to."""
    shares = [value.value for value in values if value.kind == "percent"]
    sums = [value.value for value in values if value.kind == "distribution"]
    if any(share.high < total.low or total.high < share.low for share in shares for total in sums):
        return None
    return min((*shares, *sums), key=lambda share: share.high - share.low, default=None)


def _first(values: list[Mention], kind: str) -> Any:
    """The value of a kind; of several that agree, the one that gives its parts."""
    held = [value.value for value in values if value.kind == kind]
    return next((value for value in held if getattr(value, "proportion", None) is not None), held[0] if held else None)


def _receptor_fields(text: str, statement: Statement) -> dict[str, Any]:
    values = _without_cut_offs(text, list(statement.values))
    stated = _stated(_without_share_words(values))
    if (
        stated is Status.POSITIVE
        and any(value.kind == "percent" for value in values)
        and all(value.rule == "found" for value in values if value.kind == "status")
    ):
        stated = None  # "found in less than 10 %": the number decides
    grade = _first(values, "grade")
    intensity = _first(values, "intensity") or (BY_GRADES.get(grade) if grade else None)
    fields = {
        "percent": _percent(values),
        "allred": _first(values, "allred"),
        "h_score": _first(values, "h_score"),
        "irs": _first(values, "irs"),
        "j_score": _first(values, "j_score"),
        "ligand_binding": _first(values, "ligand_binding"),
    }
    if stated is Status.EQUIVOCAL:
        stated = Status.INDETERMINATE
    if stated in {None, Status.PENDING} and not any(fields.values()) and intensity is not None:
        none = _NO_SHARE.search(text, statement.group.end, statement.group.end + _REACH)
        if "several_percentages" in statement.reasons and none:
            return {}  # one of the shares says that nothing stains
        so = intensity is not Intensity.NONE and _SO.fullmatch(text, statement.group.end, statement.values[0].start)
        if not (grade or so or _STAINS.search(text, statement.start, statement.end + 25)):
            return {}
        stated = Status.NEGATIVE if intensity is Intensity.NONE else Status.POSITIVE
    if stated is None and not any(fields.values()):
        return {}
    if stated is Status.NEGATIVE and fields["percent"] is None:
        fields["percent"] = _no_cells(text, statement)
    return {"stated_status": stated, "intensity": intensity, **fields}


def _says_nothing_of_her2(text: str, statement: Statement, value: Mention) -> bool:
    """Whether a word that settles a receptor leaves HER2 open.

    "Unfavorable" means positive for HER2 and negative for ER; "low expression" is no positive HER2; in "ER: +++, PR:
    ++, HER2: +" a plus is a grade; and staining of a HER2 slide is not yet a positive result.
    """
    if is_favorable(text, value) or value.value is Status.LOW_POSITIVE:
        return True
    if value.rule.startswith("sign") and value.value is Status.POSITIVE:
        return "++" in text[max(0, statement.start - _SCALE) : statement.start]
    if value.rule == "no_before":
        lacks = text.startswith("lack", value.start)
        return not lacks and _EXPRESSED.match(text, statement.group.end) is None
    return value.rule in {"found", "reactive"}


def _her2_fields(text: str, statement: Statement) -> dict[str, Any]:
    both = {"assay_ish", "assay_ihc"} <= statement.cues  # "by combined IHC and FISH: negative" is the final word
    ish_now = "assay_ish" in statement.cues and not both
    stated: list[Mention] = []
    grades: list[Ihc | None] = []
    ish: Ish | None = None
    for value in statement.values:
        if value.kind == "assay":
            ish_now = value.value == "ish" and not both
        elif value.kind == "ish":
            ish = ish or value.value
        elif value.kind == "grade":
            grades.append(_IHC_OF.get(value.value))
        elif value.kind != "status" or _says_nothing_of_her2(text, statement, value):
            continue
        elif (ish_now or _by_ish(text, statement, value)) and value.value in _ISH_OF:
            ish = ish or _ISH_OF[value.value]
        else:
            stated.append(value)
    ratio, copies = _first(list(statement.values), "ratio"), _first(list(statement.values), "copies")
    return {
        "stated_status": _stated(stated),
        "ihc": None if _undone(statement) else _agreed_grade(grades),
        "ish": ish,
        "ratio": _decimal(ratio),
        "copies": _decimal(copies),
    }


def _undone(statement: Statement) -> bool:
    """Whether the first thing said is that the test was not done: a grade behind it is the reference, "TNP 0 - 1+"."""
    return bool(statement.values) and statement.values[0].value is Status.NOT_PERFORMED


def _agreed_grade(grades: list[Ihc | None]) -> Ihc | None:
    """The first grade, unless another means something else: "0 - 1+" of a reference range beside the result 3+."""
    told = [grade for grade in grades if grade is not None]
    kinds = {grade if grade in {Ihc.TWO, Ihc.THREE} else Ihc.ZERO for grade in told} - {
        Ihc.ONE_TO_TWO,
        Ihc.TWO_TO_THREE,
    }
    return told[0] if told and len(kinds) < 2 else None


def _by_ish(text: str, statement: Statement, status: Mention) -> bool:
    """Whether the status is followed by its assay: "negative by FISH"; in "equivocal (2+) with FISH to follow" not."""
    last = statement.values[-1]
    between = text[status.end : last.start]
    return last.kind == "assay" and status.end <= last.start and len(between) < 25 and not _SENT_ON.search(between)


def _decimal(value: Any) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
