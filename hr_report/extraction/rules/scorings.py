"""Scores: Allred and quick score, H-score, IRS, J-score, and ligand binding."""

from __future__ import annotations

import re
from decimal import Decimal

from hr_report.extraction.mentions import Match, Rule
from hr_report.extraction.numbers import read_number
from hr_report.extraction.patterns import digits
from hr_report.models import Allred, HScore, Irs, JScore, LigandBinding

_SYSTEMS = re.compile(r"\b(?:allred|h\W?score|remmele|quick)\b", re.IGNORECASE)
_NOTE_REACH = 400
"""How far behind a score the note may stand that tells its scale."""
_WORDS = {"zero": 0, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}


def _whole(text: str) -> int:
    """A total of digits, or in a word."""
    word = text.lower()
    return _WORDS[word] if word in _WORDS else int(digits(text))


def _allred(match: Match) -> Allred | None:
    groups = match.groupdict()
    total = groups.get("total")
    first, second = groups.get("ps"), groups.get("is")
    if total is None and (first is None or second is None):
        return None
    a, b = (int(digits(g)) if g else None for g in (first, second))
    if a is not None and b is not None and a <= 3 < b:
        a, b = b, a
    value = _whole(total) if total else (a or 0) + (b or 0)
    if value > 8:
        return None
    return Allred(total=value, proportion=a, intensity=b, text=" ".join(match[0].split()))


def _allred_of_parts(match: Match) -> Allred | None:
    """The score where it is the sum of its parts."""
    return _allred(match) if int(match["ps"]) + int(match["is"]) == int(match["total"]) else None


def _by_note(match: Match) -> Allred | None:
    """The score where the note behind names Allred's system and no other."""
    note = _SYSTEMS.findall(match.string, match.end(), match.end() + _NOTE_REACH)
    return _allred(match) if {system.lower() for system in note} == {"allred"} else None


def _h_score(match: Match) -> HScore | None:
    value = Decimal(0) if match["n"].lower() == "nil" else read_number(match["n"])
    return HScore(value=value, text=" ".join(match[0].split())) if value is not None and value <= 300 else None


def _irs(match: Match) -> Irs | None:
    value = int(digits(match["n"]))
    pp, si = match.groupdict().get("pp"), match.groupdict().get("si")
    if value > 12:
        return None
    return Irs(
        value=value,
        proportion=int(pp) if pp else None,
        intensity=int(si) if si else None,
        text=" ".join(match[0].split()),
    )


def _irs_of_parts(match: Match) -> Irs | None:
    """The score where it is what its parts say."""
    return _irs(match) if int(match["pp"]) * int(match["si"]) == int(match["n"]) else None


def _j_score(match: Match) -> JScore:
    return JScore(value=int(match["n"]), text=" ".join(match[0].split()))


def _fmol(match: Match) -> LigandBinding | None:
    value = read_number(match["n"])
    return None if value is None else LigandBinding(value=value, text=" ".join(match[0].split()))


# The parts of an Allred score: "proportion score 5", "IS: 3/3", and the total that may follow them, over line ends.
_ALLRED = r"(?<![a-z])(?:a[l1I]{1,2}[ri]?e?a?d)"
_ALLRED_CUES = ("red", "rad", "lled", "0led", "lied", "lead", "aled", "quick")
_NOTE = r"(?:\s?\([^()\n]{0,14}\))?"
_PS = rf"\b(?:proportion(?:al)?(?: score)?|PS)\W{{0,12}}(?:of )?(?P<ps>[0-5O])(?![\d%])(?:\s?/\s?5)?{_NOTE}"
_IS = rf"\b(?:[il1]ntensity(?: score)?|IS)\W{{0,12}}(?:of )?(?P<is>[0-3O])(?![\d%+A-Za-z])(?:\s?/\s?3)?{_NOTE}"
_BESIDE = r"[\s,;.+&|)(/]{1,60}(?:and |plus )?"
_TOTAL = (
    rf"(?:[\s,;.=&|()/]{{1,60}}(?:and |for )?(?:an? )?(?:(?:{_ALLRED} )?tota[l1I](?: {_ALLRED})?(?: score)?"
    rf"|\bTS|{_ALLRED}(?: score)?|sum)\W{{0,12}}"
    r"(?:of )?(?P<total>[0-8])(?![\d%])(?:\s?/\s?8)?|\s?=\s?(?P<total>[0-8])(?!\d)(?:\s?/\s?8)?)?"
)

SCORE_RULES: tuple[Rule, ...] = (
    # "H-score: 270", "HSCORE OF 90", "histoscore 120/300", "H score = 180 (0-300)"
    Rule(
        "h_score",
        "h_score",
        r"\b(?:h\W{0,2}«score»|histo\W?«score»)s?(?:\s?\([^)\d]{0,30}\))?(?:\s?\.{4,}\s?|[\s:=.(,\-]{0,4})"
        r"(?:of|is|was|value)?[\s:=.(\-]{0,4}(?P<n>\d{1,3}(?:\.\d+)?|(?=[lIoO]{0,2}[1-9])[\dlIoO]{2,3}"
        r"|O(?=\s?[.,;)\n])|nil\b)"
        r"(?!\s?(?:\([^()\n]{0,12}\)\s?)?\+)(?![\d%A-Za-z]"
        r"|\s?[x×*])(?:\s?(?:/|out of)\s?300)?",
        _h_score,
    ),
    # "ER POSITIVE 98% 3+ 285" under heads of percent, intensity and H-score
    Rule(
        "h_score_row",
        "h_score",
        r"(?<=(?:receptor|\bER|\bPR|\bPgR)[\s|]{1,4}(?:positive|negative)[\s"
        r"|]{1,4}\d{1,3}\s?%[\s|]{1,4}(?:[0-3]\+?|n/a)[\s|]{1,4})"
        r"(?P<n>\d{1,3})(?![\d%.+])",
        _h_score,
        cues=("h-score", "h score", "hscore"),
    ),
    # "ER 300 (H-score)"
    Rule("h_score_after", "h_score", r"(?<![\d.,/])(?P<n>\d{1,3})\s?\(\s?H\W?score\s?\)", _h_score, cues=("score",)),
    # "score 290 on a scale of 300"
    Rule(
        "h_score_of_scale",
        "h_score",
        r"\bscore(?: of|:)? (?P<n>\d{1,3}) (?:on a scale of|out of|of a possible) (?:0 to )?300\b",
        _h_score,
        cues=("300", "000"),
    ),
    # "ER-positive (H = 260)"
    Rule(
        "h_equals",
        "h_score",
        r"(?<=[(\s,;])H\s?=\s?(?P<n>\d{1,3})(?!\w|\.\d|\s?[%x×])",
        _h_score,
        case=True,
        cues=("h",),
    ),
    # "Positive, H 270"
    Rule(
        "h_alone",
        "h_score",
        r"(?:(?<=tive[,\s])|(?<=tive,\s))\(?\bH\s(?P<n>\d{1,3})(?![\w%]|\.\d)",
        _h_score,
        case=True,
        cues=("h",),
    ),
    # "H-score = (1 x 10) + (2 x 30) + (3 x 40) = 190"
    Rule(
        "h_score_sum",
        "h_score",
        r"\bh\W{0,2}score[^.;\n\d]{0,12}(?:[(\[]?\s?[0-3]\s?[x×*]\s?\d{1,3}\s?%?\s?[)\]]?\s?\+?\s?){2,4"
        r"}=\s?(?P<n>\d{1,3})(?![\d%])",
        _h_score,
    ),
    # "Histoscore for ER: 300", "H-scores: ER 240, PR 110", "H-scores of 280 and 140"
    Rule(
        "h_score_for",
        "h_score",
        r"(?<=(?:h\W?scores?|histoscores?)(?:\s?\([^()\n]{0,60}\))?[^.;\n\d]{0,6}(?:[^.\n]{0,40}\D)?(?:\bER"
        r"|\bPR|\bPgR|receptors?)\)?(?:\s(?:is|was|of))?\s?[:=]?\s?)(?P<n>\d[\dO]{0,2})(?![\dO]"
        r"|\s?%|\.\d|/(?!300)\d|\+)(?:/300\b)?",
        _h_score,
        cues=("score",),
    ),
    Rule(
        "h_score_listed",
        "h_score",
        r"(?<=(?:h\W?scores?|histoscores?)\s(?:of\s)?\d{1,3}\s?(?:for [^.;:\n\d]{2,24} )?(?:and|,)\s?)"
        r"(?P<n>\d{1,3})(?![\d%])",
        _h_score,
        cues=("score",),
    ),
    # "ER 12 (4 x 3)": a product of the two parts
    Rule(
        "irs_of_parts",
        "irs",
        r"(?<![\d.,/])(?P<n>\d{1,2})\s?\(\s?(?P<pp>[0-4])\s?[x×*]\s?(?P<si>[0-3])\s?\)",
        _irs_of_parts,
    ),
    # "IRS: 4 x 3 = 12"
    Rule(
        "irs_product",
        "irs",
        r"\b(?:IRS\b|immunoreactive score)(?:[^\d\n]{0,25})(?P<pp>[0-4])\s?[x×*]\s?(?P<si>[0-3])\s?=\s?"
        r"(?P<n>\d{1,2})(?:\s?/\s?12)?",
        _irs,
        cues=("irs", "immunoreactive"),
    ),
    # "IRS 12 (4x3)", "immunoreactive score (Remmele): 8/12", "IRS 12 (SI 3 x PP 4; 95% of cells)"
    Rule(
        "irs",
        "irs",
        r"\b(?:IRS\b|immuno\W?reactiv(?:e|ity) score|remmele(?:\W{1,3}(?:and )?stegner)?"
        r"(?: score)?)(?:(?!receptor|\b(?-i:ER|PR|PgR)\b)[^\d\n;]){0,34}?"
        r"(?<![lIoO])(?P<n>[lI]?\d|1[oO]|\d{2})(?![\dlIoOSB]|\s?%|[.,]\d"
        r"|\s?[x×])(?:\s?of\s12)?(?:\s?/\s?12)?(?:\s?\(\s?(?P<pp>[0-4])\s?[x×*]\s?(?P<si>[0-3])\s?\)"
        r"|\s?\(\s?SI\s?(?P<si>[0-3])\s?[x×*]\s?PP\s?(?P<pp>[0-4])(?:;\s?|\)))?",
        _irs,
        cues=("irs", "reactiv", "remmele"),
    ),
    # "IRS: ER 12, PR 6", "IRS for PR: 0/12"
    Rule(
        "irs_for",
        "irs",
        r"(?<=\b(?:IRS\b|immunoreactive score|remmele)[^.;\n\d]{0,20}(?:[^.;\n]{0,40}\D)?"
        r"(?:\bER|\bPR|\bPgR|receptors?)\)?"
        r"\s?[:=]?\s?)(?P<n>\d{1,2})(?![\d%]|[.,]\d|\s?[%+x×*]|\s?[-–]\s?\d)(?:\s?/\s?12"
        r"(?!\d))?(?!\s?/|\s?\(\s?[0-4]\s?[x×*])",
        _irs,
        cues=("irs", "immunoreactive score", "remmele"),
    ),
    # "ER 12/12 points", "ER 12/12, PR 8/12": of twelve, as only this score is
    Rule(
        "irs_of_twelve",
        "irs",
        r"(?<![\d/.])(?P<n>\d|1[0-2])\s?/\s?12 (?:points?|pts?)\b"
        r"|(?<=\b(?-i:ER|PR|PgR):? )(?P<n>\d|1[0-2])/12(?![\d/])",
        _irs,
        cues=("point", "pt", "/00"),
    ),
    # "J-score 3b"
    Rule("j_score", "j_score", r"\bj\W?score\W{0,3}(?:of|is)?\s?(?P<n>[0-3])[ab]?\b", _j_score, cues=("score",)),
    # "49 fmol/mg protein", "E.R. 0 fmol"
    Rule(
        "fmol",
        "ligand_binding",
        r"(?P<n>\d{1,4}(?:\.\d+)?)\.?\s?(?:(?:fm[o0][l1I]s?|femtomoles?|fm)\s?(?:/|per)\s?(?:mg"
        r"|milligram)(?:\s(?:of )?(?:cyt[o0]s[o0]l )?pr[o0]tein)?|(?:fm[o0][l1I]s?|femtomoles?)\b(?!\s?(?:/|per)))",
        _fmol,
        cues=("fm", "femto"),
    ),
    # "PS 5 + IS 3 = 8", "proportion score 5, intensity score 3, total score 8", "PS 5 IS 3 TS 8"
    Rule(
        "allred_parts",
        "allred",
        rf"(?:{_ALLRED}\W{{0,3}}(?:score)?\W{{0,4}})?{_PS}{_BESIDE}(?:{_ALLRED}\W{{0,3}})?{_IS}{_TOTAL}",
        _allred,
        cues=("proportion", "ps"),
    ),
    # "IS 3 + PS 5 = 8", "intensity score 3, proportion score 5"
    Rule(
        "allred_parts_reversed",
        "allred",
        rf"(?:{_ALLRED}\W{{0,3}}(?:score)?\W{{0,4}})?{_IS}{_BESIDE}(?:{_ALLRED}\W{{0,3}})?{_PS}{_TOTAL}",
        _allred,
        cues=("proportion", "ps"),
    ),
    # "Allred score 5+3 = 8", "Allred: 5 + 3 = 8/8", "(5+3=8)"
    Rule(
        "allred_sum",
        "allred",
        r"(?<![a-z\d])(?:a[l1I]{1,2}r[e]?ad\W{0,3}|allred\W{0,3}|quick\W?)?(?:scr?or?e?\W{0,3})?(?:of "
        r"|is )?(?<!\d)(?P<ps>[0-5])\s?\+\s?(?P<is>[0-3])\s?[=+]\s?(?P<total>[0-8])(?!\d"
        r"|\s?%)(?:\s?/\s?8|\s(?:out )?of\s(?:8|eight))?",
        _allred,
        cues=("+",),
    ),
    # "Allred 8 = 5+3", "Allred 8 (5+3)", "Allred score 8/8 (PS5 + IS3)"
    Rule(
        "allred_total_sum",
        "allred",
        r"(?<![a-z])(?:a[l1I]{1,2}re?a?d|quick)\W{0,3}(?:(?:total )?scr?or?e?)?\W{0,4}(?:of "
        r"|is )?(?P<total>[0-8])(?:\s?/\s?8|\s?out of\s?8)?\s?[=(]{1,2}\s?(?:PS"
        r"|P|proportion)?\s?(?P<ps>[0-5])\s?\+\s?(?:IS\s?|I\s|intensity\s?)?(?P<is>[0-3lI])(?!\w)\)?",
        _allred,
        cues=_ALLRED_CUES,
    ),
    # "Allred 5+3": the two parts alone
    Rule(
        "allred_parts_alone",
        "allred",
        r"(?<![a-z])(?:a[l1I]{1,2}re?a?d|quick|(?-i:AS))\W{0,3}(?:(?:total )?score)?\W{0,4}(?:of |is )?"
        r"(?P<ps>[0-5])\s?\+\s?(?P<is>[0-3])(?![\d%]|\s?[=+])",
        _allred,
        cues=("+",),
    ),
    # "Allred score: 8/8", "Allred 7", "quick score 8/8", "Allred score of 7 out of 8"
    Rule(
        "allred",
        "allred",
        r"(?<![a-z])(?:a[l1I]{1,2}[ri]?e?a?d|quick)(?:\W{0,3}(?:quick|total|allred)\)?)?(?:\W{0,3}scr?or?e?s?)?"
        r"(?:\s?\((?:0\s?[-–]\s?8|[a-z1 ]{1,20})\))?\W{0,4}(?:of|is|was"
        r"|total)?\W{0,2}(?<!/\s?)(?P<total>[0-8]|O(?=\s?[.,;)\n]))(?![\d%]|\.\d)(?!\s?%|\s?\+\s?[0-5](?!\d)"
        r"|\s?for\b(?! both))(?!\s?[-–]\s?\d)(?:\s?/\s?8(?!\d)"
        r"|\s?out\sof\s(?:8|eight))?(?!\s?/\s?\d)",
        _allred,
        cues=_ALLRED_CUES,
    ),
    # "Allred score for ER: 8", "Allred (ER) 8", "Allred score: ER = 7, PR = 6", "Allred scores of 8 and 6"
    Rule(
        "allred_for",
        "allred",
        r"(?<=(?:a[l1I]{1,2}[ri]?e?a?d|quick)[^.;\n\d]{0,20}(?:[^.;\n]{0,40}\D)?(?:\bER"
        r"|\bPR|\bPgR|receptors?)\)?\s?[:=]?\s?)(?P<total>[0-8])(?![\d%]|\.\d)(?!\s?[-–+/]\s?\d)"
        r"(?!\s{1,3}\d{1,2}\b)(?:\s?/\s?8(?!\d))?",
        _allred,
        cues=_ALLRED_CUES,
    ),
    Rule(
        "allred_listed",
        "allred",
        r"(?<=(?:a[l1I]{1,2}[ri]?e?a?d|quick)\sscores?\W{1,3}(?:of\s)?[0-8](?:/8)?\s?(?:and"
        r"|,)\s?)(?P<total>[0-8])(?!\d|\s?%)(?:\s?/\s?8(?!\d))?",
        _allred,
        cues=_ALLRED_CUES,
    ),
    # "a proportion of 2 and an intensity of 1 which gives 3"
    Rule(
        "allred_for_parts",
        "allred",
        r"\b(?:an? )?proportion(?: score)? of (?P<ps>[0-5]) (?:and|with) an? intensity(?: score)? of (?P<is>[0-3])"
        r"(?![\d%])(?:,? (?:which gives|giving|making|for|so) (?:an? )?(?:total "
        r"|score )?(?:of )?(?P<total>[0-8])(?!\d))?",
        _allred,
        cues=("proportion",),
    ),
    # "5 for proportion, 2 for intensity"
    Rule(
        "allred_for_parts",
        "allred",
        r"(?<![\d.])(?P<ps>[0-5]) for proportion\W{1,3}(?:and )?(?P<is>[0-3]) for intensity"
        r"(?:\W{1,4}(?:total|sum)\W{0,3}(?P<total>[0-8]))?",
        _allred,
        cues=("proportion",),
    ),
    # "6 (4+2)", "8 (PS 5 + IS 3)", "8 [5+3]", "QS 7/8 (5+2)": a sum of the two parts
    Rule(
        "allred_of_parts",
        "allred",
        r"(?:\b[QT]S\s?[:=]?\s?)?(?<![\d.,/+])(?P<total>[0-8])(?:\s?/\s?8)?\s?[(\[]\s?(?:PS?\s?)?(?P<ps>[0-5])\s?\+\s?"
        r"(?:IS?\s?)?(?P<is>[0-3])\s?[)\]]",
        _allred_of_parts,
    ),
    # "5+2, total 7"
    Rule(
        "allred_parts_total",
        "allred",
        r"(?<![\d.,/+])(?P<ps>[0-5])\s?\+\s?(?P<is>[0-3])\W{1,3}(?:total|sum)\W{0,3}(?P<total>[0-8])(?!\d)",
        _allred_of_parts,
        cues=("total", "sum"),
    ),
    # "Estrogen Receptor 5 3 8 POSITIVE" under heads of proportion, intensity and total
    Rule(
        "allred_row",
        "allred",
        r"(?<=(?:receptors?|estrogen|progesterone|\bER|\bPR|\bPgR)[\s|.:]{1,6}(?:(?:positive"
        r"|negative)[\s|.:]{1,4})?)(?P<ps>[0-5])[\s"
        r"|,]{1,6}(?P<is>[0-3])[\s|,]{1,6}(?P<total>[0-8])(?![\d%.]\d?"
        r"|\s?%)",
        _allred_of_parts,
        cues=("allred", "proportion", "quick"),
    ),
    # "Allred score seven out of eight"
    Rule(
        "allred_in_words",
        "allred",
        r"\b(?:allred|quick)(?: score)?(?: of| is|:)? "
        r"(?P<total>zero|two|three|four|five|six|seven|eight) (?:out )?of eight\b",
        _allred,
        cues=("allred", "quick"),
    ),
    # "ER : Positive, Score 7\nNote - Scoring by Allred system": the scale is told in a note
    Rule(
        "allred_by_note",
        "allred",
        r"(?<=\b(?:ER|PR|PgR|receptors?)\s{0,8}:\s{0,4}(?:positive|negative), )score (?P<total>[0-8])"
        r"(?![\d%]|\s?[+/.]\s?\d|\s?\+)",
        _by_note,
        cues=("allred",),
    ),
    # "TS=8", "ER: AS 8", "6 (Allred)"
    Rule(
        "allred_named",
        "allred",
        r"\b[QT]S\s?[:=]?\s?(?P<total>[0-8])(?![\d/%]|\.\d|\s\d)"
        r"|(?<=\b(?:ER|PR):\s)AS\s(?P<total>[0-8])(?![\d/%]|\.\d|\s\d)|(?<![\d./])(?P<total>[0-8])\s?\(\s?"
        r"(?:allred|quick)(?: score)?\s?\)",
        _allred,
        cues=("ts", "qs", "as ", "allred", "quick"),
    ),
    # "ER sum: 8"
    Rule(
        "allred_sum_named",
        "allred",
        r"(?<=\b(?:ER|PR|PgR) )sum\s?:\s?(?P<total>[0-8O])(?!\d|[/%]|\.\d)",
        _allred,
        cues=("sum",),
    ),
    # "POSITIVE (TOTAL SCORE 8)"
    Rule(
        "allred_total_score",
        "allred",
        r"(?<=(?:positive|negative) \()total score\s?[:=]?\s?(?P<total>[0-8])(?=\s?\))",
        _allred,
        cues=("total score",),
    ),
    # "Score 7 of 8"
    Rule(
        "allred_score_of", "allred", r"(?<=\bscore\W{1,3})(?P<total>[0-8]) of (?:8|eight)\b", _allred, cues=("score",)
    ),
    # "score 7/8", "8/8", "TS 8/8", "8 points"
    Rule(
        "allred_of_eight",
        "allred",
        r"(?<![\d/.\-])(?<!\d\s/\s)(?P<total>[0-8])\s?(?:/\s?8(?![\d/])|out\sof\s(?:8|eight)\b)",
        _allred,
    ),
    Rule(
        "allred_points",
        "allred",
        r"(?<!\d[/.\-]?)(?<!\()(?P<total>[0-8])\spoints?\b(?!\W{0,2}\s?[x×*])",
        _allred,
        cues=("point",),
    ),
)
