"""Options of forms: words and grades beside an empty box or blank, which state no result."""

from __future__ import annotations

import re

from hr_report.extraction.mentions import Match, Rule, whole_text
from hr_report.extraction.patterns import compile_phrase
from hr_report.extraction.rules.words import NEGATIVE, POSITIVE
from hr_report.models import Status

_WORD = (
    rf"(?:(?:low |weakly )?{POSITIVE}|{NEGATIVE}|pos\b|neg\b|equivocal|indeterminate|pending|unknown|n/a"
    r"|not (?:done|performed|tested|known)|insufficient|(?:not |non\W?)?amplified|borderline)"
)
EMPTY = r"(?:[☐□○◻]|\[\s{1,3}\]|\(\s{1,3}\))"
EMPTY_CUES = ("☐", "□", "○", "◻", "[ ", "( ")
"""An empty box, and what stands in every text that has one."""
_TICKED = r"(?:[☑☒✓✔■]|\[\s?[xX]\s?\]|\(\s?[xX]\s?\)|_{1,8}\s?[xX✓]\s?_{1,8})"
_LINE = r"(?:(?<![_xX✓])(?<![xX✓]\s)_{2,}(?!_|\s?[xX✓]))"
"""A line to write a mark on, left empty."""
_BOX = rf"(?:{EMPTY}|{_TICKED}|{_LINE})"
_BOXES_BEHIND = (
    r"(?<=(?:[:=]|\b(?:(?-i:ER|PR|PgR)|her\W?2\S{0,4}|receptors?|status))\s{0,8})"
    rf"\b{_WORD}\s{{0,2}}{_BOX}(?:[\s,;/]{{1,8}}{_WORD}\s{{0,2}}{_BOX}){{1,5}}"
)
_MARKED = compile_phrase(rf"(?P<word>{_WORD})\s{{0,2}}{_TICKED}")
_GRADE = r"[0-3]\s?\+?(?:\s?\([^()\n]{1,14}\))?"
_GRADES_BEHIND = rf"(?<=[:=]\s{{0,4}}){_GRADE}\s{{0,2}}{_BOX}(?:\s{{1,6}}{_GRADE}\s{{0,2}}{_BOX}){{2,3}}"
_MARKED_GRADE = compile_phrase(rf"(?P<grade>[0-3])\s?\+?(?:\s?\([^()\n]{{1,14}}\))?\s{{0,2}}{_TICKED}")
_BOX_CUES = (*EMPTY_CUES, "☑", "☒", "✓", "✔", "■", "[x", "(x", "__", "_x")
_STATUSES = (
    ("n[o0][nt].{0,2}ampl", Status.NEGATIVE),
    ("ampl", Status.POSITIVE),
    ("border", Status.EQUIVOCAL),
    ("low", Status.LOW_POSITIVE),
    ("weak", Status.POSITIVE),
    ("p[o0]s", Status.POSITIVE),
    ("n[e3]g", Status.NEGATIVE),
    ("equiv", Status.EQUIVOCAL),
    ("indet", Status.INDETERMINATE),
    ("pend", Status.PENDING),
    ("not [dpt]|insuf", Status.NOT_PERFORMED),
)


def _marked(match: Match) -> Status | None:
    """What the one ticked word says; None where no box is ticked, or several are."""
    ticked = list(_MARKED.finditer(match[0]))
    if len(ticked) != 1:
        return None
    word = ticked[0]["word"].lower()
    return next((status for stem, status in _STATUSES if re.match(stem, word)), None)


def _marked_grade(match: Match) -> tuple[int, int] | None:
    """The one ticked grade; None where no box is ticked, or several are."""
    ticked = [int(found["grade"]) for found in _MARKED_GRADE.finditer(match[0])]
    return (ticked[0], ticked[0]) if len(ticked) == 1 else None


OPTION_RULES: tuple[Rule, ...] = (
    # "0 / 1+ / [2+] / 3+": every grade listed, whatever mark one of them bears
    Rule(
        "grades_offered",
        "option",
        r"(?<![\w.])[0O]\s?[/|,]\s?\[?\s?1\+\s?\]?\s?[/|,]\s?\[?\s?2\+\s?\]?\s?[/|,]\s?\[?\s?3\+\s?\]?"
        r"|(?<![\w.])0\s1\+\s2\+\s3\+",
        whole_text,
    ),
    # ": Positive ☐  Negative ☑", ": Positive [x]  Negative [ ]", ": Positive __X__ Negative ____": behind its word
    Rule("box_behind", "status", _BOXES_BEHIND, _marked, cues=_BOX_CUES),
    # ": Positive ☐  Negative ☐", ": Positive ____ Negative ____": the same with no box ticked
    Rule("boxes_empty", "option", _BOXES_BEHIND, whole_text, cues=_BOX_CUES),
    # "IHC score: 0 [ ]  1+ [ ]  2+ (borderline) [x]  3+ [ ]": the same with grades; then with no box ticked
    Rule("grade_box_behind", "grade", _GRADES_BEHIND, _marked_grade, cues=_BOX_CUES),
    # "IHC score: 0 [ ]  1+ [ ]  2+ (borderline) [ ]  3+ [ ]"
    Rule("grade_boxes_empty", "option", _GRADES_BEHIND, whole_text, cues=_BOX_CUES),
    # "ER: pos neg pend", "pos negpend": a form's words side by side, their marks lost
    Rule(
        "words_offered",
        "option",
        r"\bpos(?:itive)?\.?[\s/|]{1,3}neg(?:ative)?\.?[\s/|]{0,3}(?:pend\w*"
        r"|equiv\w*|unk\w*|indet\w*|n/?a|not (?:done|performed|tested|known))\b"
        r"(?:[\s/|]{1,3}(?:pend\w*|equiv\w*|unk\w*|indet\w*|n/?a)\b)*",
        whole_text,
    ),
    # "[ ] ER: Negative", "[ ] PR: Low Positive (1-10% of cells)": the marker in the option itself
    Rule(
        "option_of_marker",
        "option",
        rf"(?:\[\s{{0,4}}_?\s?\]|\(\s{{0,4}}\)|[☐□○◻]|{_LINE})[^\S\n]{{0,2}}(?:(?-i:ER|PR|PgR)|her\W?2(?:/neu)?"
        rf"|(?:o?estrogen|progesterone) receptors?)\s?[:\-–]?\s{{0,2}}(?:low |weakly )?(?:{POSITIVE}|{NEGATIVE}"
        r"|equivocal|indeterminate|not (?:performed|done|assess\w+)|pending|cannot be determined)"
        r"(?:\s?\([^()\n]{0,60}\))?",
        whole_text,
    ),
    # "✓ Positive   Negative ☐": the mark before the one, the empty box behind the other
    Rule("option_closed", "option", rf"(?<=[✓✔]\s?{_WORD}\s{{1,8}}){_WORD}\s?{EMPTY}", whole_text, cues=_BOX_CUES),
    # "[ ] Negative", "__ Positive", "[ ] 2+", "( ) 0%"
    Rule(
        "option_open",
        "option",
        rf"(?:\[\s{{0,8}}_?\s?\]|\(\s{{0,8}}\)|[☐□○◻]|{_LINE})\s{{0,2}}(?:low "
        rf"|weakly )?(?:{POSITIVE}|{NEGATIVE}|pos\b|neg\b|[0-3]\s?\+?(?![\d%]"
        rf"|\s?[-–]\s?\d)(?:\s?(?:or|/|-|to)\s?[1-3]\s?\+)?"
        rf"|(?:no )?immunoreactive (?:tumou?r )?cells(?: present)?|[<>≥≤]\s?=?\s?\d+\s?%(?: immunoreact"
        rf"ive tumou?r cells)?"
        rf"|\d{{1,3}}\s?[-–]\s?\d{{1,3}}(?:\s?%)?|(?:faint|weak|moderate|medium|intermediate|strong|intense)\b"
        rf"|\d{{1,3}}\s?%(?!\d)|equivocal|equiv\b\.?|indet(?:erminate)?\b|borderline"
        rf"|(?:not )?(?:detected|present|identified)\b|not (?:performed"
        rf"|done|tested|assess\w+|indicated|required|ordered)"
        rf"|not applicable|insufficient|pend(?:ing)?\b|ordered\b|sent\b|cannot be determined|(?:not |non\W?)?amplified"
        rf"|(?:not )?over\W?expressed|unknown)(?:\s?\(\s?(?:(?:score\s)?[0-3]\s?\+?(?:\s?[-–/,]\s?[0-3]"
        rf"\+?)?|[<>≥≤]=?\s?[\dlIO]{{1,3}}\s?%"
        rf"|(?:less|fewer|greater|more) than [\dlIO]{{1,3}}\s?%|percentage of [^()\n]{{1,60}}"
        rf"|negative|equivocal|indeterminate|borderline|positive)\s?\))?",
        whole_text,
    ),
)
