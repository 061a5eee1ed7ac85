"""Plus and minus signs that state a result: "ER+", "PR (-)", "ER/PR: +/-"."""

from __future__ import annotations

from hr_report.extraction.mentions import Match, Rule, always
from hr_report.models import Status

P, N = Status.POSITIVE, Status.NEGATIVE


def _signs(match: Match) -> tuple[Status, ...]:
    return tuple(P if sign == "+" else N for sign in match["at"] if sign in "+-−–0")


def _sign(match: Match) -> Status:
    return P if match["at"] == "+" else N


_MARKER_BEFORE = (
    r"(?<=\b(?:ER|PR|E\.\s?R\.|P\.\s?R\.|P[gG]R|RE|RP|RPg|ERA|PRA|HER\W?2(?:\W?neu)?|neu|receptors?|estrogen"
    r"|progesterone|[FCSD]?ISH)(?: ICA)?\)?\.?\s?[:=]?\s?)"
)
SIGN_RULES: tuple[Rule, ...] = (
    # "ER/PR: +/-", "ER/PR/HER2 (+/+/-)"
    Rule("sign_list", "signs", r"(?<![\w+])\(?(?P<at>[+\-−–](?:\s?[/\\]\s?[+\-−–0]){1,3})\)?(?![\w+])", _signs),
    # "ER/PR/HER2 +--", "ER, PR, HER2: +, -, -": a sign for each name of a list
    Rule(
        "sign_run",
        "signs",
        r"(?<=\b(?:PR|PgR|HER\W?2(?:\W?neu)?)\s?[:=]?\s?)\(?(?P<at>(?=[+\-−–]{0,2}\+)(?=[+\-−–]{0,2}[\-−–])[+\-−–]{2,3}"
        r"|[+\-−–](?:, ?[+\-−–]){1,2}(?=\s?[.;)\n]|\s*$))\)?(?![\w+\-−–])",
        _signs,
        cues=("+",),
    ),
    # "HER2/neu: negative (+)": a single plus is the score 1+
    Rule(
        "score_in_pluses",
        "grade",
        r"(?<=her\W?2\S{0,5}\s?[:=]?\s?negative\s)\(\+\)",
        always((1, 1)),
        cues=("(+)",),
    ),
    # "ER(+)", "PR (-)", "ER: (+)", "ER (+, faint, patchy)", "HER2. (-, FISH)"
    Rule(
        "sign_in_brackets",
        "status",
        r"[(\[]\s?(?P<at>\+|-|−|–)(?:ve)?\s?[)\]]|\((?P<at>[+\-−–]), [\w<>][\w<>/, +%-]{2,24}\)",
        _sign,
    ),
    # "ER +ve", "PR -ve"
    Rule("sign_ve", "status", r"(?P<at>[+\-−–])\s?ve\b", _sign),
    # "ER+", "ER +,": a dash before a word or a number is a separator, no sign
    Rule("sign_plus", "status", _MARKER_BEFORE + r"(?P<at>\+)(?![+\d]|\s?/\s?\+{3})", always(P)),
    # "HR+/HER2-", "ER/PR: +/+. HER2/NEU: -.", "ER: + (90%), PR: - ,", "ER+ PR+ HER2- breast carcinoma"
    Rule(
        "sign_minus_after_plus",
        "status",
        r"(?<=\+\s?/\s?(?:HER\W?2|H2N))(?P<at>[-−–])(?!\w)"
        r"|(?<=\+(?:\W{1,4}|[^\n.;]{1,16}[,;]\s)(?:PR|PgR|HER\W?2(?:\W?neu)?)\s?:\s?)(?P<at>[-−–])"
        r"(?=\s?[.,;)](?!\d)|[^\S\n]*(?:\n|$))"
        r"|(?<=\b(?-i:ER|PR|PgR)\s?[+\-−–][\s/,]{1,2}(?:PR|PgR|HER\W?2))(?P<at>[-−–])"
        r"(?=\s(?!pos|neg|equi|not|low|high|weak|strong|fish|score|over|ampli|pend)[a-z])",
        always(N),
        cues=("+", "r- ", "r- her"),
    ),
    # "PR + (40%) - (0%)": the sign of the next column
    Rule(
        "sign_next",
        "status",
        r"(?<=[+\-−–] \(\d{1,3}%\)\s{1,4})(?P<at>[+\-−–])(?= \(\d{1,3}%\))",
        _sign,
        cues=("%) +", "%) -", "%) –"),
    ),
    # "ER: 0. PR: 0", "ER 3+, PR 0, HER2 0": nothing, on whatever scale
    Rule(
        "naught",
        "status",
        r"(?:\b(?-i:ER|PR|PgR)|\breceptors?)\s?[:=]\s?(?P<at>0)(?=\s?[.,;)\n](?!\d)|\s*$)",
        always(N),
    ),
    Rule(
        "naught",
        "status",
        r"\+\s?[,/;]\s?(?-i:P[gG]?R)\s(?P<at>0)(?=\s?[.,;/\n](?!\d)|\s*$)",
        always(N),
    ),
    # "HER2 ICA: -"
    Rule("sign_minus_assay", "status", r"(?<=\bICA:\s)(?P<at>[-−–])(?=\s|$)", always(N), cues=("ica",)),
    # "estrogen -, progesterone -", "HER2 - by IHC": a dash that a comma, the method or the end follows
    Rule(
        "sign_minus_named",
        "status",
        r"(?<=(?:estrogen|progesterone|receptors?|\b(?-i:ER|PR|PgR)|HER\W?2(?:\W?neu)?(?: FISH)?)\s)(?P<at>[-−–])"
        r"(?=\s?[,;.)]|\s?/(?!\s?[+\-])|\s*$|\sby\s(?:IHC|immuno\w+|FISH)\b)(?!\W{1,4}(?:pos|neg|weak|strong|low|\d))",
        always(N),
    ),
    # "PR-,", "HER2-)", "ER- PR-"
    Rule(
        "sign_minus",
        "status",
        r"(?<=\b(?:ER|PR|P[gG]R|HER2|Her2|her2|(?:HER|Her|her)-?2-?(?:neu|NEU|Neu)|H2N|neu|NEU|[FCSD]?ISH|[EP]\.R\.\s))(?P<at>[-−–])(?!\s?(?:and"
        r"|or|&|,|/)[^.;\n]{0,14}-(?i:pos|neg))(?=\s?[,;.)\]/]|['\"’”]"
        r"|\s+(?:ER|PR|P[gG]R|P\.R\.|HER\w*|Her\w*|her\w*|and|&)(?!\w)|\s+\(|\s*$|\s*\n)",
        always(N),
        case=True,
    ),
)
