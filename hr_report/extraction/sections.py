"""Sections of a report: which heading a statement stands under, and which specimen or tumour it speaks of."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hr_report.extraction.mentions import Match, Rule, Rules, find_mentions

if TYPE_CHECKING:
    from hr_report.extraction.openings import Tokens

#: Names of headings, by the kind of section that they open. A heading stands at the start of a line or a sentence.
HEADINGS: dict[str, str] = {
    "history": (
        r"(?:(?:pertinent|clinical|patient|past medical|medical|relevant"
        r"|brief|previous|prior|cancer|oncologic\w*|surgical) "
        r"(?:clinical )?(?:history|hx|information|data|details|findings"
        r"|summary|diagnosis)(?: and \w+)?|(?:previous|prior|original) report"
        r"|(?:previous|prior) pathology(?: report)?|history|clinical(?: notes?"
        r"| indication)?"
        r"|pre\W?op(?:erative)? diagnosis|post\W?op(?:erative)? diagnosis"
        r"|indications?(?: for \w+)?|reason for (?:test|study|referral)\w*"
        r"|PMH)"
    ),
    "gross": r"(?:gross(?: description| examination)?|macroscopic(?: description| examination)?|macroscopy|macro)",
    "diagnosis": (
        r"(?:(?:final |final pathologic(?:al)? |pathologic(?:al)? |anatomic(?:al)? "
        r"|revised |surgical pathology )?diagnos[ie]s(?: comment)?"
        r"|conclusion|impression)"
    ),
    "microscopic": r"(?:microscopic(?: description| examination| findings)?|microscopy|micro|histology|histopathology)",
    "comment": r"(?:comments?(?:\(s\))?|notes?)",
    "biomarkers": (
        r"(?:(?:breast )?(?:biomarkers?|tumou?r markers?|prognostic(?:/predictive)? (?:markers?"
        r"|panel|factors?|indicators?)|predictive (?:markers?|factors?)"
        r"|receptor (?:studies|status|results?|analysis)(?:,(?-i:[A-Z ]{5,40}))?|hormone receptors?(?: status"
        r"| studies| results| analysis)?|ancillary studies|special studies"
        r"|immunohistochem\w+(?: (?:results?|studies|findings|examination))?"
        r"|results? of immunohistochemical (?:examination|studies)))"
    ),
    "synoptic": (
        r"(?:(?:case )?synopsis|synoptic (?:report|summary|data)\w*|case summary"
        r"|(?:cancer|breast cancer) (?:case summary|template|checklist"
        r"|synopsis|staging)"
        r"|tumou?r summary)"
    ),
    "method": (
        r"(?:(?:test )?method(?:s|ology)?(?: and materials)?|technical (?:note"
        r"|information|comment)s?|procedures? performed|disclaimers?|references?"
        r"|footnotes?|test information)"
    ),
}


_LED = re.compile(r"(?:^|[.\n\f;:*)]|\s\s)[-*•\s]{0,6}(?:[A-Z0-9]{1,2}[.)]\s?)?$", re.IGNORECASE)
"""What leads to a heading: the start of a line or a sentence, a list's dash or letter."""
_LED_BY = 12


def _heading(match: Match) -> tuple[str, str] | None:
    start = match.start()
    if not _LED.search(match.string[max(0, start - _LED_BY) : start]):
        return None
    kind = next(kind for kind in HEADINGS if match[kind])
    return kind, _title(match[kind])


def _title(text: str) -> str:
    return " ".join(text.lower().split())


def _in_situ(match: Match) -> tuple[str, str] | None:
    """The part of what is in situ; words at the end of a line are its heading only where they fill it."""
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    alone = not line.strip(" \t-*•.0123456789ABCDE)") or line.endswith(("- ", "– ")) or _OF.fullmatch(line)
    if match[0].endswith("\n") and not alone:
        return None
    return "in_situ", _title(match["at"])


_RESULTS = (
    r"(?:biomarkers?|receptors?(?: stud(?:y|ies)| status| results?)?|immunohistochem\w+|(?-i:IHC)|prognostic markers?)"
)
_OF = re.compile(rf"\s*{_RESULTS} (?:on|of|in|for) (?:the )?", re.IGNORECASE)
"""What a heading says before the part that its results are of: "Biomarkers on (DCIS)"."""
_RECEPTOR_LINE = r"(?=\s*[-*•]?\s*(?:o?estrogen|progest|(?-i:ER|PR|RE|PgR)\b|HER))"

HEADING_RULES: tuple[Rule, ...] = (
    # "ADDENDUM REPORT", "Addendum Diagnosis", "SUPPLEMENTAL REPORT", "AMENDED REPORT"
    Rule(
        "addendum",
        "addendum",
        r"(?<![a-z])(?:addend(?:um|a)(?: (?:report|diagnosis|comment|\#?\s?\d))?"
        r"|suppl\w{0,3}ment\w{0,3} ?report|(?<=\n)supplement(?=\s*[:\n])"
        r"|supplementary(?= \d|\s?:)|s u p p l\W?. ?. e n t(?: a l)? r e ?p o r t"
        r"|amendment(?= ?(?:\#?\d|:))|(?:amended|corrected|revised|modified) (?:report|diagnosis|comment"
        r"|result\w*))(?![a-z])(?! (?:will|to follow))",
        lambda match: ("addendum", _title(match[0])),
        cues=("addend", "suppl", "s u p p", "amend", "corrected", "revised", "modified"),
    ),
    # "DCIS: ER positive", "Ductal carcinoma in situ:\n  Oestrogen receptor: negative": results of one component
    Rule(
        "in_situ_part",
        "section",
        r"\b(?P<at>DCIS|LCIS|(?:ductal |lobular )?carcinoma in\W{0,2}situ"
        r"|in\W{0,2}situ (?:component|carcinoma|tumou?r|disease)|in\W?situ(?=:)|intraductal (?:component"
        r"|carcinoma))(?: component| in this specimen)?(?: \([^()\n]{1,20}\))?\s?[:\n]"
        r"(?=\s*[-*•]?\s*(?:o?estrogen|progest|ER\b|PR\b|HER))",
        _in_situ,
        cues=("situ", "dcis", "lcis", "intraductal"),
    ),
    # "Invasive carcinoma: ER positive"
    Rule(
        "invasive_part",
        "section",
        r"\b(?P<at>(?:inva[s5][il1]ve|infiltrating)(?: (?:\w+ ){0,2}(?:component"
        r"|carcinoma|tumou?r|disease|focus))?)(?: \([^()\n]{1,20}\))?\s?[:\n](?=\s*[-*•]?\s*(?:o?estrogen|progest"
        r"|ER\b|PR\b|HER))",
        lambda match: ("invasive", _title(match["at"])),
        cues=("inva", "infiltrating"),
    ),
    # "IMMUNOHISTOCHEMISTRY OF THE INITIAL BIOPSY (B15/98): ER 70%", "Biomarkers on biopsy S-25-71: ER 0%": earlier
    Rule(
        "earlier_part",
        "section",
        rf"(?<=(?:^|\n)\s{{0,8}}){_RESULTS} (?P<at>(?:on|of|in|from) (?:the )?[^\n:%]{{0,40}}?\b"
        rf"(?:initial|previous|prior"
        r"|earlier|original|pre\W?treatment|before (?:the )?treatment|biopsy (?=[^\n]{0,4}[A-Z]{0,3}\W?"
        r"\d))\b[^\n:%]{0,50})"
        rf"[:\n]{_RECEPTOR_LINE}",
        lambda match: ("earlier", _title(match["at"])),
        cues=("initial", "previous", "prior", "earlier", "original", "treatment", "biopsy"),
    ),
    # "Biomarkers repeated on this resection (A7): ER 0%", "Receptor study on residual tumour: ER 60%": of this specimen
    Rule(
        "this_part",
        "section",
        rf"(?<=(?:^|\n)\s{{0,8}}){_RESULTS} (?P<at>(?:repeated )?(?:on|of"
        rf"|in) (?:the )?[^\n:%]{{0,20}}?\b(?:this|residual"
        rf"|present|current|resection)\b[^\n%]{{0,90}}){_RECEPTOR_LINE}",
        lambda match: ("biomarkers", _title(match["at"])),
        cues=("this", "residual", "present", "current", "resection"),
    ),
    # "ANALYTE      RESULT        % NUCLEI": the head of a table of results ends what stands before it
    Rule(
        "table_head",
        "section",
        r"\b(?:analyte|marker|antibody|antigen|test|stain)s?[ \t|]{2,}(?:test )?results?\b",
        lambda match: ("biomarkers", _title(match[0])),
        cues=("result",),
    ),
    # "CLINICAL HISTORY:", "Gross Description.", "C. COMMENT:"
    Rule(
        "heading",
        "section",
        r"(?<![\w,][ ])\b(?:"
        + "|".join(f"(?P<{kind}>{names})" for kind, names in HEADINGS.items())
        + r")\s?(?:\([^)\n]{0,30}\))?\s?(?=[:.\n\-]|$)",
        _heading,
    ),
)


def _label(match: Match) -> str:
    return " ".join(match["at"].split()).strip(" .:,;()#\"'").lower()


SPECIMEN_RULES: tuple[Rule, ...] = (
    # "Tumor 1:", "TUMOR #2", "Lesion 2", "focus 1"
    Rule(
        "tumour_number",
        "tumour",
        r"\b(?P<at>(?:tumou?r|lesion|focus|mass|nodule)\s?(?:no\.?|number"
        r"|\#)?\s?(?:[1-5]|I{1,3}|one|two|three|[ABC](?=\s?[:),(]|\s(?:is"
        r"|was|positive|negative)))\b)(?!\s?(?:%|cm|mm|\.\d|x\b|of\b|and\b"
        r"|,))",
        _label,
    ),
    # "larger tumor", "satellite nodule", "focus at 12 o'clock"
    Rule(
        "tumour_rank",
        "tumour",
        r"\b(?P<at>(?:larger|largest|smaller|smallest|second|dominant|satellite) (?:tumou?r"
        r"|lesion|focus|mass|nodule))\b",
        _label,
    ),
    Rule(
        "tumour_clock",
        "tumour",
        r"\b(?P<at>\d{1,2}(?::\d\d)? ?o.?clock)",
        _label,
        cues=("clock",),
    ),
    # "Part 2:", "Specimen B", "PART #3", "A. Right breast", "(B) LEFT BREAST"
    Rule(
        "part",
        "part",
        r"\b(?:part|specimen|sample)\W{0,3}(?:no\.?|\#)?\W{0,2}(?P<at>\d{1,2}|[A-K])\b(?!\s?(?:%|cm|mm|/\d|\.\d))",
        _label,
    ),
    Rule(
        "part_letter",
        "part",
        r"\b(?=[A-H\d][.):])(?<=(?:^|[.;\n])\s{0,3}\(?)(?P<at>[A-H]|\d)[.):]{1,2}\s{1,3}(?=\"?(?:right|left|breast)\b)",
        _label,
    ),
    # "block A3"
    Rule(
        "block", "block", r"\b(?:block|slide)\W{0,3}(?:no\.?|\#)?\W{0,3}\"?(?P<at>[A-Z]{0,2}\W?\d{1,2}[A-Z]?)\b", _label
    ),
    # "RIGHT BREAST", "breast, left"
    Rule("side", "side", r"\b(?P<at>right|left)\W{1,3}(?:breast|mastectomy|lumpectomy|segmental|tumou?r)", _label),
    Rule("side_after", "side", r"\bbreast\W{1,3}(?P<at>right|left)\b", _label),
)
_HEADINGS, _SPECIMENS = Rules(HEADING_RULES), Rules(SPECIMEN_RULES)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the text under one heading. `addendum` counts the addenda met so far (0 before the first)."""

    kind: str
    title: str
    start: int
    addendum: int


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of a text in order, and the specimen labels that it names."""

    sections: tuple[Section, ...]
    labels: tuple[tuple[int, str, str], ...]

    def at(self, offset: int) -> Section:
        """The section that `offset` stands in."""
        index = bisect.bisect_right([section.start for section in self.sections], offset) - 1
        return self.sections[max(0, index)]


def split_sections(tokens: Tokens) -> Sections:
    """Find headings and specimen labels. Every text has a first section of kind "start"."""
    whole = ((0, len(tokens.text)),)
    sections = [Section("start", "", 0, 0)]
    addendum = 0
    for mention in find_mentions(_HEADINGS, tokens, whole):
        kind, title = mention.value
        addendum += kind == "addendum"
        sections.append(Section(kind, title, mention.start, addendum))
    labels = tuple((mention.start, mention.kind, mention.value) for mention in find_mentions(_SPECIMENS, tokens, whole))
    return Sections(tuple(sections), labels)
