"""Words and signs that state a result, its intensity, or that there is none yet."""

from __future__ import annotations

from collections.abc import Callable

import regex

from hr_report.extraction.mentions import Match, Rule
from hr_report.extraction.patterns import digits
from hr_report.models import Intensity, Status

P, N, LOW = Status.POSITIVE, Status.NEGATIVE, Status.LOW_POSITIVE
PENDING, UNDONE, UNSURE = Status.PENDING, Status.NOT_PERFORMED, Status.INDETERMINATE


def _is(status: Status) -> Callable[[Match], Status]:
    return lambda _match: status


def _found(match: Match) -> Status:
    """"Is identified" is a yes, unless the clause before it says no ("no distinct staining is identified")."""
    return N if regex.search(r"\b(?:no|without|absence of|lack of|nor)\b[^.;:]{0,60}$", match.string[max(0, match.start() - 70) : match.start()], regex.IGNORECASE) else P


_POSITIVE = r"(?:p[o0][sezn5]{1,2}[il1tj!]{1,3}[tfl1iy]?[il1tj!v]{1,2}[vuy]?[ec]|«positive»|«positive»ly|posit)"
_NEGATIVE = r"(?:n[ec3a]g[a@]?[tflri1]{1,2}[il1tj!]?[vuy][ec]|n[ec]gat[il]v[ec]|«negative»)"
_STAINING = (
    r"(?:(?:immuno\W?)?(?:reactivity|reaction|staining|stain|expression|positivity|labell?ing)|immunoreactive (?:tumou?r )?(?:cells|nuclei)"
    r"|(?:positive|stained|staining|reactive)(?: tumou?r)? (?:cells|nuclei)|positive (?:staining|reaction|nuclear staining))"
)
# What a status word may be "for" and still be about a receptor; "negative for malignancy" is about something else.
_FOR_OTHER = (
    r"(?! (?:for|of) (?=[a-z])(?![^.;:\n]{0,80}(?:,| and) (?:o?estrogen|progest|(?-i:ER|PR|PgR|HER2)\b))(?!(?:the |both |all |nuclear |protein |gene |any )*(?:«estrogen»|[o]?e?strogen|«progest»|progest|hormon|receptor|er\b|pr\b|p[gq]r\b|her|c\W?erb|erb|steroid|either"
    r"|over\W?express|express|amplif|immuno|stain|nuclear|protein|gene|it\b|each|this|reactiv|positiv|both|all three|\d)))"
)
_NOT_NODE = r"(?<!nodes?\W{0,3})(?<!margins?\W{0,3})"

STATE_RULES: tuple[Rule, ...] = (
    # "[x] Positive [ ] Negative": a marked option counts, an open one is none
    Rule("option_marked", "status", rf"(?:\[\s?[xX✓✔*■]\s?\]|\(\s?[xX✓✔*]\s?\)|[☒☑✓✔■●])\s{{0,2}}(?P<at>{_POSITIVE})", _is(P)),
    Rule("option_marked_negative", "status", rf"(?:\[\s?[xX✓✔*■]\s?\]|\(\s?[xX✓✔*]\s?\)|[☒☑✓✔■●])\s{{0,2}}(?P<at>{_NEGATIVE})", _is(N)),
    Rule(
        "option_open", "option",
        rf"(?:\[\s{{0,3}}_?\s?\]|\(\s{{0,3}}\)|[☐□○◻]|_{{2,}})\s{{0,2}}(?:low |weakly )?(?:{_POSITIVE}|{_NEGATIVE}|pos\b|neg\b|[0-3]\s?\+?(?![\d%])|equivocal|indeterminate|borderline|not performed|pending|cannot be determined|unknown)(?:\s?\(\s?(?:score\s)?[0-3]\s?\+?\s?\))?",
        lambda match: match[0],
    ),
    # "not performed", "was not done", "cancelled", "insufficient tumor"
    Rule(
        "not_performed", "status",
        r"(?:(?:was|were|is|are|has been|have been|could|can)? ?not (?:be )?(?:been )?(?:performed|done|carried out|undertaken|tested|assessed|evaluated|requested|possible)|not «performed»|cancell?ed|quantity not sufficient|\bqns\b"
        r"|(?:insufficient|inadequate) (?:residual )?(?:(?:invasive|lesional|viable|remaining) )?(?:tissue|tumou?r|material|carcinoma|cells|sample|quantity|specimen)(?: (?:remaining|available|present|left))?"
        r"|(?:unable to|could not|cannot) (?:be )?perform(?:ed)?|no (?:residual )?(?:tissue|tumou?r|material) (?:available|left|remain\w*))",
        _is(UNDONE),
    ),
    # "cannot be determined", "uninterpretable", "equivocal", "borderline"
    Rule(
        "indeterminate", "status",
        r"(?:(?:cannot|can not|could not|unable to) (?:be )?(?:reliably |adequately )?(?:determined?|interpret(?:ed)?|assess(?:ed)?|evaluated?|scored?)|\b«indeterminate»\b|\bun\W?interpretable\b|\bnot interpretable\b|\bnot evaluable\b|\bnon\W?contributory\b|\binconclusive\b|\bundetermined\b)",
        _is(UNSURE),
    ),
    Rule("equivocal", "status", r"\b(?:«equivocal»|equiv\.)(?!\w)" + _FOR_OTHER, _is(Status.EQUIVOCAL)),
    Rule("borderline", "status", r"\bbor\s?der\s?line(?: positive| negative)?\b" + _FOR_OTHER, _is(UNSURE)),
    # "pending", "to follow", "in progress"
    Rule("pending", "status", r"\b(?:«pending»|to follow|in progress|await(?:ed|ing)|under ?way|will follow|will be the subject of|(?:is|are) the subject of)\b", _is(PENDING)),
    # "will be reported in an addendum", "to be performed"
    Rule(
        "pending_future", "status",
        r"\b(?:will|shall|wi[il1]l|are to|is to|to) (?:also )?(?:be|follow|3e|ee|8e|he|bo) ?(?:subsequently |separately |also )?(?:re)?(?:performed|reported|done|issued|ordered|carried out|evaluated|repeated|forwarded|obtained|assessed|tested|submitted|sent|added|undertaken|attempted|communicated|available)(?: and (?:subsequently |separately )?(?:reported|issued))?",
        _is(PENDING),
    ),
    # "have been ordered", "was requested"
    Rule("pending_ordered", "status", r"\b(?:(?:(?:has|have|is|are|was|were|been|being) )?(?:(?:been|being) )?(?:ordered|requested)\b(?! by)|(?:is|are) being (?:performed|done|evaluated|carried out))", _is(PENDING)),
    # "was sent", "submitted for", "ER/PR taken"
    Rule(
        "pending_sent", "status",
        r"\b(?:(?:was|were|has been|have been|is|are) (?:sent|submitted|taken)(?: out)?\b(?! (?:by|fresh|in))|(?<=receptors?\W{1,3}|ER/PRS?\W{1,3})taken\b|(?:sent|submitted|saved|set aside|reserved|forwarded) for\b)",
        _is(PENDING), cues=("sent", "submitted", "taken", "saved", "set aside", "reserved", "forwarded"),
    ),
)

STATUS_RULES: tuple[Rule, ...] = (
    # "low positive", "low-positive (1-10%)"
    Rule("low_positive", "status", rf"\blow\W{{0,2}}(?:level\W{{0,2}})?(?:{_POSITIVE}|expression|expressing)" , _is(LOW)),
    # "no immunoreactive tumor cells present", "no nuclear staining", "lack of expression", "absence of reactivity"
    Rule(
        "no_staining", "status",
        rf"\b(?:no|without|lacks?|lacking|absence of|lack of|absent|devoid of|complete absence of|loss of)(?: (?:any|evidence of|evident|definite|distinct|complete|intra\W?nuclear|significant|discernible|detectable|identifiable|convincing|nuclear|specific|appreciable|demonstrable|the|all|tumou?r|tumou?r cell|cytoplasmic|membrane|membranous|protein)){{0,3}} {_STAINING}(?: (?:is|are|was|were))?(?: (?:present|seen|identified|detected|observed|found|noted))?",
        _is(N),
    ),
    # "ER is expressed whereas PR is not."
    Rule("is_not", "status", r"(?<=(?:\bER|\bPR|\bPgR|receptors?|HER2)\s)(?:is|are)\snot(?=\s*(?:[.;,]|$))", _is(N)),
    # "is not expressed", "not detected", "are not seen", "not immunoreactive", "fails to stain", "do not express"
    Rule(
        "not_expressed", "status",
        r"\b(?:(?:is|are|was|were)? ?(?:not|nor) (?:be )?(?:detected|detectable|identified|seen|found|observed|expressed|present|demonstrated|demonstrable|(?:immuno\W?)?reactive|stained|staining|over\W?expressed|positive|noted)"
        r"|(?:does|do|did) not (?:express|stain|show (?:any )?(?:nuclear )?(?:staining|expression|reactivity|positivity)|react|demonstrate (?:any )?(?:nuclear )?(?:staining|expression|reactivity)|label|overexpress)"
        r"|fail(?:s|ed)? to (?:stain|express|react|show (?:any )?(?:nuclear )?(?:staining|expression)|demonstrate (?:any )?(?:nuclear )?(?:staining|expression))|un\W?reactive|non\W{0,2}(?:immuno\W?)?reactive|un\W?stained|unfavou?rable)\b" + _FOR_OTHER,
        _is(N),
    ),
    # "expression is lost", "none of the tumour cells stain", "no tumor cells stain", "immunonegative", "but not PR"
    Rule("none_stain", "status", r"\b(?:(?:is|are|was|were) (?:completely )?(?:lost|absent)\b|(?:none of the|no|not a single|not any) (?:tumou?r |neoplastic |carcinoma |invasive |malignant |lesional )*(?:cells?|nuclei|nucleus) (?:(?:is|are|was|were) )?(?:stain(?:s|ed|ing)?|positive|label\w*|react\w*|immunoreactive|express\w*)|immuno\W?negativ\w*)\b(?! (?:for|of) (?!(?:the |both )*(?:o?e?strogen|progest|er\b|pr\b|pgr\b|her|hormone)))", _is(N)),
    Rule("over_expression_absent", "status", r"\b(?:no|without|absence of|lack of|negative for)(?: (?:evidence of|her\W?2\S{0,4}|protein|significant))* over\W?expression(?: (?:is |was )?(?:seen|identified|detected|found|present))?|\bover\W?expression (?:is |was )?(?:not (?:seen|identified|detected|found|present)|absent)|\bnon\W?over\W?express\w*", _is(N)),
    Rule("over_expression_present", "status", r"\bover\W?expression (?:is |was )?(?:present|identified|detected|found|seen|confirmed)\b|\b(?:shows?|demonstrates?|positive for|with)(?: (?:her\W?2\S{0,4}|protein|strong))* over\W?expression\b", _is(P)),
    # "all tumor nuclei are negative", "negative", "NEGATIVE", "n e g"
    Rule("negative", "status", rf"(?<![a-z]){_NOT_NODE}{_NEGATIVE}(?:ly)?(?:(?= for (?:over\W?express|amplif|express))|(?![a-z]))" + _FOR_OTHER, _is(N)),
    Rule("neg_short", "status", r"(?<![a-z])neg\b\.?(?! cont)" + _FOR_OTHER, _is(N)),
    # "strongly positive", "focally positive", "immunoreactive", "POSITIVE"
    Rule("positive", "status", rf"(?<![a-z]){_NOT_NODE}(?<!(?:rare|few|occasional|scattered|isolated|single)\s(?=\w+\s(?:tumou?r\s)?(?:cells|nuclei))){_POSITIVE}(?:ly)?(?![a-z])(?!(?<=ly) stain(?:ed|ing) (?:cells|nuclei|tumou?r))(?! (?:cells|nuclei|nuclear staining)\W{{0,3}}[:=(]?\s?\d)(?! «control»)(?!\W{{0,2}}(?:and|/)\W{{0,2}}negative «control»)" + _FOR_OTHER, _is(P)),
    Rule("pos_short", "status", r"(?<![a-z])(?:pos|«posi»|posltive)\b\.?(?! cont)" + _FOR_OTHER, _is(P)),
    Rule("immunopositive", "status", r"\bimmuno\W?positive\b|(?<=(?:receptors?|\bER|\bPR|\bPgR)\s)positivity\b", _is(P)),
    Rule("reactive", "status", r"\b(?:immuno\W?)?«reactive»(?: (?:tumou?r )?(?:cells|nuclei) (?:are |were )?(?:present|seen|identified))?\b" + _FOR_OTHER, _is(P)),
    # "expresses", "expressed", "overexpressed", "favorable"
    Rule("expressed", "status", r"\b(?:over\W?expressed|expressing|expresse[sd]\b|express\b|favou?rable)", _is(P)),
    # "ER: detected", "Estrogen receptors: present", "stain for ER", "nuclear expression of ER": weak words too
    Rule("found", "status", r"(?<=[:=]\s?)(?:detected|present|found|identified|expressed)\b|(?<=(?:receptors?|ER|PR|PgR)\s)(?:detected|present|found|identified)\b|(?<=cells\W{1,2})(?:stain|are stained|react|label)(?= (?:for|with))|(?<=\b(?:show|demonstrat|reveal|exhibit|display|ha)(?:s|es|ed|e|d|ing|ve)?\s[^.;:\n]{0,50})(?:immuno\W?)?(?:staining|expression|reactivity|labell?ing)(?= (?:for|of|with antibody to|with) (?:the |both )*(?:o?e?strogen|progest|(?-i:ER|PR|PgR)\b|hormone))", lambda match: _found(match)),
    # "receptors are present", "found", "staining is identified for": weak words, a number or another word goes first
    Rule(
        "found", "status",
        r"\b(?:is|are|was|were) (?:diffusely |strongly |focally |weakly |uniformly )?(?:present|detected|identified|found|seen|demonstrated)\b(?! (?:to be|as|by|on|in the|separately|elsewhere))",
        lambda match: _found(match),
    ),
    # "absent"
    Rule("absent", "status", r"\babsent\b", _is(N)),
)


def _signs(match: Match) -> tuple[Status, ...]:
    return tuple(P if sign == "+" else N for sign in match["at"] if sign in "+-−–")


_MARKER_BEFORE = r"(?<=\b(?:ER|PR|P[gG]R|ERA|PRA|HER\W?2(?:\W?neu)?|neu|receptors?|[FCSD]?ISH)\)?\s?[:=]?\s?)"
SIGN_RULES: tuple[Rule, ...] = (
    # "ER/PR: +/-", "ER/PR/HER2 (+/+/-)"
    Rule("sign_list", "signs", r"(?<![\w+])\(?(?P<at>[+\-−–](?:\s?/\s?[+\-−–]){1,3})\)?(?![\w+])", _signs),
    # "ER(+)", "PR (-)", "ER: (+)", "HER2 (neg)"
    Rule("sign_in_brackets", "status", r"[(\[]\s?(?P<at>\+|-|−|–)(?:ve)?\s?[)\]]", lambda m: P if m["at"] == "+" else N),
    # "ER +ve", "PR -ve"
    Rule("sign_ve", "status", r"(?P<at>[+\-−–])\s?ve\b", lambda m: P if m["at"] == "+" else N),
    # "ER+", "ER +,", "PR-," "HER2-)": a dash before a word or a number is a separator, no sign
    Rule("sign_plus", "status", _MARKER_BEFORE + r"(?P<at>\+)(?![+\d])", _is(P)),
    Rule("sign_minus_after_plus", "status", r"(?<=\+\s?/\s?HER\W?2)(?P<at>[-−–])(?!\w)", _is(N)),
    Rule("sign_minus", "status", r"(?<=\b(?:ER|PR|P[gG]R|HER2|Her2|her2|neu|[FCSD]?ISH))(?P<at>[-−–])(?=\s?[,;.)\]/]|\s+(?:ER|PR|P[gG]R|HER|Her|her|and|&)\b|\s*$)", _is(N), case=True),
)

_INTENSITIES = {"weak": 1, "faint": 1, "mild": 1, "low": 1, "moderat": 2, "intermediat": 2, "medium": 2, "strong": 3, "intens": 3, "mark": 3, "stron": 3, "stro": 3}
_BY_BOUNDS = {
    (1, 1): Intensity.WEAK, (2, 2): Intensity.MODERATE, (3, 3): Intensity.STRONG, (1, 2): Intensity.WEAK_MODERATE,
    (2, 3): Intensity.MODERATE_STRONG, (1, 3): Intensity.WEAK_STRONG,
}


def _rank(word: str) -> int:
    return next(rank for stem, rank in _INTENSITIES.items() if word.lower().startswith(stem))


def _intensity(match: Match) -> Intensity | None:
    ranks = sorted({_rank(match[name]) for name in ("a", "b") if match[name]})
    return _BY_BOUNDS[ranks[0], ranks[-1]]


_DEGREE = r"(?:weak(?:ly)?|faint(?:ly)?|moderate(?:ly)?|intermediate(?:ly)?|medium|stronly|strong(?:ly)?|intense(?:ly)?)"
INTENSITY_RULES: tuple[Rule, ...] = (
    # "Average Intensity of Staining: none", "| none |"
    Rule("intensity_none", "intensity", r"(?<=(?:intensity(?:\sof\sstaining)?\s?[:=]|\|)\s?)(?:none|nil)\b", lambda _m: Intensity.NONE),
    # "moderate to strong", "weak-moderate", "strong"
    Rule("intensity", "intensity", rf"\b(?P<a>{_DEGREE})(?:\s?(?:-|–|to|and|or|/)\s?(?P<b>{_DEGREE}))?\b", _intensity),
)


def _grade(match: Match) -> tuple[int, int] | None:
    low = match["low"]
    high = match.groupdict().get("high")
    values = [int({"i": "1", "L": "1"}.get(text, digits(text))) for text in (low, high) if text]
    return (min(values), max(values)) if all(0 <= v <= 4 for v in values) else None


def _plus_count(match: Match) -> tuple[int, int]:
    count = match["at"].count("+")
    return (count, count)


GRADE_RULES: tuple[Rule, ...] = (
    # "zero or 1+", "0 to 1+", "1+ to 2+", "2-3+", "0-1+"
    Rule("grade_range", "grade", r"(?<![\w.%/])(?P<low>z[eo][rn]?[o0]|[0-3O])\s?\+?\s?(?:-|–|to|or|/|,)\s?(?P<high>[1-4])\s?\+(?!\d)", lambda m: _grade_zero(m)),
    # "3+", "2 +", "score +1", "SCORE 1+", "score of 0", "score = 2+"
    # "HER2 score: [x] 0"
    Rule("grade_marked", "grade", r"\[\s?[xX]\s?\]\s?(?P<at>(?P<low>[0-3])\s?\+?)(?![\d%])", _grade),
    # "0+", "Score 0+": ultralow
    Rule("grade_ultralow", "grade", r"(?<![\w.])0\s?\+(?!\s?\d|\w|\s?(?:%|to|-))", lambda _m: "0+"),
    Rule("grade_score", "grade", r"\b(?:«score»|scored(?: as)?|intensity|IHC)(?:\W{0,3}(?:of|is|as|was|=|:))?\W{0,3}(?P<at>\+?(?P<low>[0-4OolI])\s?\+?(?:\s?/\s?3(?!\d))?)(?!\d|\s?%|[.,]\d|\s?/\s?(?:[4-9]|\d\d)|\w)", _grade),
    Rule("grade_plus", "grade", r"(?<![\w./])(?P<low>[0-4]|(?<=\()[lI])\s?\+(?!\s?\d\s?[=+]|\w)", _grade),
    Rule("grade_plus_before", "grade", r"(?<![\w./+])\+(?P<low>[1-4])\b(?![.%]\d?)", _grade),
    # "+++", "(++)"
    Rule("grade_pluses", "grade", r"(?<![\w+])(?P<at>\+{2,3})(?![+\w])", _plus_count),
    # "HER2: 0", "HER2NEU-O", "negative 0", "(0)"
    Rule("grade_naught", "grade", r"(?<=(?:neu|her\W?2|(?-i:erbB)\W?2|negative|hercep\W?test|immuno\w*|IHC|n/a)[\s:,.()|=\-]{1,5})(?P<at>(?P<low>[0O]))(?!\w|\s?[%+]|[.,]\d|/\d{2}|/[4-9]|\s?-\s?[1-9])", _grade),
    Rule("grade_bracket", "grade", r"\(\s?(?P<at>(?P<low>[0-3O]))\s?\)", _grade),
    # "zero"
    Rule("grade_zero", "grade", r"\b(?P<low>z[eo]r[o0]|zoro|zeio)\b", lambda _m: (0, 0)),
)


def _grade_zero(match: Match) -> tuple[int, int]:
    low = match["low"]
    first = 0 if not low.isdigit() else int(low)
    high = int(match["high"])
    return (min(first, high), max(first, high))
