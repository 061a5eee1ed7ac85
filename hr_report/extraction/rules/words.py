"""Words that state a result; those that only say what was seen have a room of their own."""

from __future__ import annotations

import re

from hr_report.extraction.mentions import Match, Rule, always
from hr_report.extraction.patterns import FOR_OTHER, spaced
from hr_report.models import Status

P, N, LOW = Status.POSITIVE, Status.NEGATIVE, Status.LOW_POSITIVE


_DENIED = re.compile(r"\b(?:no|without|absence of|lack of|nor)\b[^.;:]{0,90}$", re.IGNORECASE)


def found(match: Match) -> Status:
    """A yes, unless the clause before it says no: "no distinct staining is identified"."""
    return N if _DENIED.search(match.string, max(0, match.start() - 100), match.start()) else P


def unless_none(match: Match) -> Status:
    """A yes, unless none is what does it: "none of the cells counted expressed PR"."""
    before = match.string[max(0, match.start() - 60) : match.start()]
    return N if re.search(r"\bn[o0](?:ne|t one)\b[^.;:,]{0,50}$", before, re.IGNORECASE) else P


#: The two words as OCR leaves them.
POSITIVE = r"(?:p[o0u][sezn5c]{1,2}[il1tj!]{1,3}[tfl1iy]?[il1tj!v]{1,2}[vuy]?[ec]|«positive»|«positive»ly|posit)"
NEGATIVE = r"(?:n[ec3a]g[a@]?[tflri1]{1,2}[il1tj!]?[vuy][ec]|n[ec]gat[il]v[ec]|«negative»)"
_STAINING = (
    r"(?:(?:immuno\W?)?(?:reactivity|reaction|staining|stain|expression"
    r"|positivity|labell?ing|decoration)|immunoreactive (?:tumou?r )?(?:cells"
    r"|nuclei)"
    rf"|(?:{POSITIVE}|stained|staining|reactive)(?: tumou?r)? (?:cells"
    r"|nuclei)|positive (?:staining|reaction|nuclear staining))"
)
SHARE = (
    r"(?:(?:one )?half|(?:one|a|two) thirds?|(?:a|one|three)[- ]quarters?|the (?:vast |great |large )?majority|most"
    r"|(?:four|three)[- ]fifths|(?:nine|eight|seven|six)[- ]tenths|(?:virtually|nearly|almost|essentially) all)"
)
_NOT_NODE = "".join(
    rf"(?<!{word}\W{{{width}}})" for word in ("node", "nodes", "margin", "margins") for width in (1, 2, 3)
)
_NO_LABEL = r"(?<!(?:[:;|,\n(]|receptors?|status|\bER|\bPg?R|\))\s{0,20}(?:%|percent(?:age)?|pct\.?)\s)"
"""No name of a field: "Percent positive: ____", where "90 percent positive" is a result."""
_APART = r"(?:(?<![a-z])|(?<=\bER)|(?<=\bPR)|(?<=\bPgR)|(?<=\bHER2))"
"""A word on its own, or joined to a name: "ERpositive"."""

_MARKS = r"stains?|labels?|highlights?|decorates?|marks?"
_BENIGN = r"(?:entrapped|residual|adjacent|normal|benign|background)"
_GLANDS = r"(?:ducts?|lobules?|epitheli\w+|glands?|acini)\b"
_TUMOUR = (
    r"(?:the )?(?:invasive |infiltrating )?(?:tumou?r|carcinoma|component"
    r"|neoplasm|cancer|malignant|neoplastic|lesional)\b"
    r"(?: cells)?"
)

#: Whole clauses that deny; they go before the words in them.
CLAUSE_RULES: tuple[Rule, ...] = (
    # "neither the tumor nor its metastasis exhibits ER": the verb of two that do not
    Rule(
        "neither_does",
        "status",
        r"\b«neither» [^.;:\n]{3,60} nor [^.;:\n]{3,50}? (?:exhibits?|express(?:es)?|shows?|contains?|stains? for"
        r"|demonstrates?|displays?)(?= (?:any )?(?:o?estrogen|progest|(?-i:ER|PR|PgR)\b|hormon|receptor))",
        always(N),
        cues=("nor ",),
    ),
    # "Positive staining for ER is not identified": the verb denies what the first word says
    Rule(
        "staining_is_not",
        "status",
        r"\b(?P<at>(?:positive |immuno\W?|nuclear )*(?:staining|reactivity|positivity|expression))"
        r"(?= (?:for|of|with|against) [^.;:,\n]{2,50} (?:is|are|was|were|(?:can|could) ?not be|cannot be) ?(?:not )?"
        r"(?:(?<=not )(?:identified|seen|present|detected|observed|demonstrated|noted|found|evident|appreciated)"
        r"|(?<=not be )(?:identified|seen|detected|observed|demonstrated|found)|(?:absent|lacking)\b))",
        always(N),
        cues=("not ", "absent", "lacking"),
    ),
    # "no longer positive", "no longer detectable", "was never positive"
    Rule(
        "no_longer",
        "status",
        r"\b(?:no longer|never) (?:been |be )?(?:«positive»|(?:immuno\W?)?reactive"
        r"|expressed|detect(?:ed|able)|demonstrable|amplified"
        r"|over\W?expressed|express(?:es)?|(?<=(?:\bER|\bPR|\bHER2|receptors?"
        r"|expression|staining) (?:is|are|was|were) no longer )"
        r"present)\b",
        always(N),
        cues=("longer", "never"),
    ),
    # "focal weak staining, not sufficient for positive"
    Rule(
        "not_enough",
        "status",
        r"\b(?:not (?:sufficient|enough|adequate)|insufficient|(?:does|do) not (?:qualify|suffice)|falls? short)\b"
        r" [^.;:\n]{0,30}\bpositiv\w*",
        always(Status.INDETERMINATE),
        cues=("positiv",),
    ),
    # "highlights normal ducts but not the carcinoma", "stains only entrapped benign ducts"
    # "positive in DCIS but not in the invasive carcinoma"
    Rule(
        "but_not_tumour",
        "status",
        rf"\b(?:{_MARKS}) (?:only )?(?:the )?(?:{_BENIGN} ){{1,3}}(?:breast "
        rf"|mammary )?{_GLANDS},? but not (?:in )?{_TUMOUR}"
        rf"|\b(?:{_MARKS}) only (?:the )?(?:{_BENIGN} ){{1,3}}(?:breast |mammary )?{_GLANDS}"
        rf"|\b(?:positive|expressed|present|seen|staining|reactive) (?:only )?in (?:the )?"
        rf"(?:DCIS|(?:in\W?situ|intraductal)"
        rf" (?:component|carcinoma)|(?:{_BENIGN} ){{1,3}}{_GLANDS}),? but not (?:in )?{_TUMOUR}",
        always(N),
        cues=("but not", "only"),
    ),
    # "Not one nucleus was positive for PR", "Hardly any nuclei stain": the former denies, the latter leaves it open
    Rule(
        "not_one",
        "status",
        r"\bnot (?:one|a single) (?:\w+ )?(?:cells?|nucle(?:us|i)) (?:(?:is"
        r"|are|was|were) )?(?:«positive»|stain(?:s|ed|ing)?"
        r"|reactive|express\w*|labell?ed|decorated)\b",
        always(N),
        cues=("not ",),
    ),
    Rule(
        "hardly_any",
        "status",
        r"\b(?:hardly|scarcely|barely) any (?:\w+ )?(?:cells?|nucle(?:us|i)) (?:(?:is|are|was|were) )?(?:«positive»"
        r"|stain(?:s|ed|ing)?|reactive|express\w*|labell?ed|decorated)\b",
        always(Status.INDETERMINATE),
        cues=(" any ",),
    ),
)

STATUS_RULES: tuple[Rule, ...] = (
    # "low positive", "low-positive (1-10%)"
    Rule(
        "low_positive",
        "status",
        rf"\blow\W{{0,2}}(?:(?:level|end)\W{{0,2}})?(?:{POSITIVE}|expression|expressing)",
        always(LOW),
    ),
    # "no immunoreactive tumor cells present", "nor is there any reaction", "lack of expression"
    Rule(
        "no_staining",
        "status",
        rf"\b(?:no|nil|nor (?:is|was) there|without|lacks?|lacking|absence of|lack of|absent|devoid of"
        rf"|complete absence of|loss of)(?: (?:any|evidence of|evident|definite"
        rf"|distinct|complete|intra\W?nuclear|relevant|significant|discernible|detectable"
        rf"|identifiable|convincing|nuclear|specific|appreciable|demonstrable"
        rf"|the|all|tumou?r|tumou?r cell|cytoplasmic|membrane|membranous"
        rf"|protein)){{0,3}} {_STAINING}(?: (?:is|are|was|were))?(?: (?:present"
        rf"|seen|identified|detected|observed|found|noted))?",
        always(N),
    ),
    # "ER is expressed whereas PR is not.", "progesterone receptor protein was not"
    Rule(
        "is_not",
        "status",
        r"(?<=(?:\bER|\bPR|\bPgR|receptors?|receptor protein|HER2)\s)(?:is|are|was|were)\snot(?=\s*(?:[.;,]|$))",
        always(N),
    ),
    # "is not expressed", "not detected", "are not seen", "not immunoreactive", "fails to stain", "do not express"
    Rule(
        "not_expressed",
        "status",
        r"\b(?:(?:cannot|could not|can not) be (?:demonstrated|detected|identified|seen|found|shown)"
        r"|(?:is|are|was|were) expressed (?:by|in) (?:no|none)\b|none (?:detected|demonstrated|seen)"
        r"|(?:(?:is|are|was|were) ?)?(?:not|nor) (?:be )?(?:detected|detectable"
        r"|identified|seen|found|observed|exp[rkf]essed|present|demonstrated|obtained|proven"
        r"|demonstrable|(?:immuno\W?)?reactive|stained|staining|over\W?expressed"
        r"|positive|noted|exhibited)"
        r"|(?:does|do|did) not (?:express|possess|contain|stain|show (?:any )?(?:nuclear )?(?:staining"
        r"|expression|reactivity|positivity)|react|mark(?= (?:for|with))"
        r"|take up|demonstrate (?:any )?(?:nuclear )?(?:staining"
        r"|expression|reactivity)|label|decorate|overexpress)"
        r"|fail(?:s|ed)? to (?:stain|express|react|decorate|mark|label"
        r"|take up|(?:show|demonstrate|reveal|exhibit) (?:any )?"
        r"(?:nuclear |positive )?(?:staining|expression|(?:immuno\W?)?reactivity|positivity)"
        r"|(?:demonstrate|reveal|detect|show)(?= (?:any )?(?:o?estrogen|progest|hormone rec|(?-i:ER|PR|PgR)\b)))"
        r"|(?:is|are|was|were|does|do|did|has|have|could)n['’]t (?:been "
        r"|be )?(?:«positive»|express(?:ed)?|detect(?:ed|able)"
        r"|present|seen|identified|found|demonstrated|stain(?:ed|ing)?|(?:immuno\W?)?reactive|react|label|amplified"
        r"|over\W?expressed|show (?:any )?(?:nuclear )?(?:staining|expression|reactivity|positivity))"
        r"|un\W?«reactive»|n[o0]n\W{0,2}(?:immuno\W?)?«reactive»|un\W?stained|un\W?colou?red"
        r")\b" + FOR_OTHER,
        always(N),
    ),
    # "unfavorable"
    Rule("unfavorable", "status", r"\bunfavou?rable\b" + FOR_OTHER, always(N), cues=("unfavo",)),
    # "neither hormone receptor is expressed"
    Rule(
        "neither_is",
        "status",
        r"(?<=\bneither (?:of the )?(?:hormone )?receptors? )(?:is|was|are|were) (?:expressed|present|detected|seen"
        r"|identified|demonstrated|positive|found)\b",
        always(N),
        cues=("neither",),
    ),
    # "Neither lesion overexpresses HER2"
    Rule(
        "neither_does",
        "status",
        r"\bneither (?:of the )?(?:lesions?|tumou?rs?|foc(?:us|i)|components?|carcinomas?|nodules?)"
        r" (?:over\W?)?express(?:es)?\b",
        always(N),
        cues=("neither",),
    ),
    # "has lost PR expression", "ER expression: none", "Lost ER expression"
    Rule(
        "has_lost",
        "status",
        r"\b(?:has|have|had) (?:been )?lost\b(?! (?:in transit|during|on the way))"
        r"|\blost(?= (?:its |the |all )?(?:o?estrogen"
        r"|progest|hormone|(?-i:ER|PR|PgR)\b))|(?<=(?:expression|staining"
        r"|reactivity|positivity)\s?[:=]\s?)(?:none|nil)\b"
        r"|(?<=\b(?:ER|PR|PgR|receptors?)\s{1,3}\([A-Za-z]{1,4}[\s-]?\d[\w ]{0,8}\)\s{1,4})none\b(?=\s?(?:[,;]|\n|$))"
        r"|(?<=\bER\s?:\s?[^.;\n]{0,20}(?:strong|positive|weak|moderate"
        r"|%)[^.;\n]{0,12}[.;,]\s?PR\s?:\s?)none(?=\s?(?:[.,;\n]|$))"
        r"|(?<=\bER[\s:]{1,3})none(?=[,;]? PR[\s:]{1,3}none\b(?![,;.]? (?:HER\W?2|H2N)\S{0,4}[\s:]{1,3}none))"
        r"|(?<=\bER[\s:]{1,3}none[,;]? PR[\s:]{1,3})none\b(?![,;.]? (?:HER\W?2|H2N)\S{0,4}[\s:]{1,3}none)"
        r"|(?<=(?:\bO?ER|\bPR|\bPgR|receptors?)(?: (?:nuclear )?stain(?:ing)?)?\W{1,4}(?:"
        r"(?:is|are|was|were|both)\s)?)nil\b",
        always(N),
    ),
    # "ER 80 %, PR in none", "PR: immunoreactivity in no nuclei"
    Rule(
        "in_none",
        "status",
        r"(?<=(?:reactivity|staining|positivity|expression|receptors?|\bER"
        r"|\bPR|\bPgR) )in (?:none|no (?:tumou?r )?(?:cells|nuclei))\b",
        always(N),
        cues=("in no",),
    ),
    # "expression is lost", "none of the tumour cells stain", "no tumor cells stain", "immunonegative"
    Rule(
        "none_stain",
        "status",
        r"\b(?:(?<!which\s)(?<!that\s)(?:is|are|was|were) (?:completely )?(?:lost|absent|lacking)\b|(?:none of the"
        r"|no|not a single|not any) (?:tumou?r |cell |neoplastic |carcinoma "
        r"|invasive |malignant |lesional )*(?:cells?|nuclei|nucleus) (?:(?:is"
        r"|are|was|were) )?(?:stain(?:s|ed|ing)?|positive|label\w*|decorated|marked|react\w*"
        r"|immunoreactive|express\w*)|immuno\W?negativ\w*)\b(?! (?:for"
        r"|of) (?!(?:the |both )*(?:o?e?strogen|progest|er\b|pr\b|pgr\b"
        r"|her|hormone)))",
        always(N),
    ),
    # "no overexpression", "overexpression not seen", "non-overexpressed"
    Rule(
        "over_expression_absent",
        "status",
        r"\b(?:no|without|absence of|lack of|lacks|lacking|negative for|(?:does|do|did) not (?:show|demonstrate|have"
        r"|exhibit|reveal)(?: any)?)(?: (?:evidence (?:of|for)"
        r"|her\W?2\S{0,4}|protein|oncoprotein|significant))* over\W?express[i1l]on(?: (?:is "
        r"|was )?(?:seen|identified|detected|found|present))?|\bover\W?expression (?:is "
        r"|was )?(?:not (?:seen|identified|detected|found|present)|absent)"
        r"|\bnon\W?over\W?express\w*",
        always(N),
    ),
    # "overexpression is present", "shows overexpression"
    Rule(
        "over_expression_present",
        "status",
        r"\bover\W?expression (?:is |was )?(?:present|identified|detected"
        r"|found|seen|confirmed)\b|\b(?:regard|interpret|consider)(?:ed)? (?:this )?as over\W?expression\b"
        r"|\b(?:shows?|demonstrates?|positive for"
        r"|with)(?: (?:her\W?2\S{0,4}|protein|strong))* over\W?expression\b",
        found,
    ),
    # "all tumor nuclei are negative", "negative", "NEGATIVE"
    Rule(
        "negative",
        "status",
        rf"{_APART}{_NOT_NODE}(?<!false\s)(?<!false-){NEGATIVE}(?:ly)?(?!\s(?:nuclei|cells)\W{{0,3}}\d)(?:(?= for "
        rf"(?:over\W?express|amplif|express))|(?![a-z]))" + FOR_OTHER,
        always(N),
    ),
    # "neg", "neg."
    Rule("neg_short", "status", rf"{_APART}neg\b\.?(?! cont)" + FOR_OTHER, always(N)),
    # "strongly positive", "focally positive", "POSITIVE"
    Rule(
        "positive",
        "status",
        rf"{_APART}{_NO_LABEL}{_NOT_NODE}(?<!false\s)(?<!false-)(?!(?:(?<=rare\s)|(?<=few\s)|(?<=occasional\s)"
        rf"|(?<=scattered\s)|(?<=isolated\s)"
        rf"|(?<=single\s))\w+\s(?:tumou?r\s)?(?:cells|nuclei))"
        rf"(?!(?:(?<=percentage\s)|(?<=percent\s)|(?<=%\s))positive\s(?:tumou?r\s)?(?:nuclei|cells)\b)"
        rf"(?!(?:(?<=\bcells\s)|(?<=\bnuclei\s))positive\s?(?:in\s|[:=]\s?)?[<>≥≤~]?\s?\d){POSITIVE}(?:ly)?(?![a-z])(?!"
        rf"(?<=ly) stain(?:ed|ing) (?:cells|nuclei|tumou?r))(?! (?:nuclear )?(?:stained (?:nuclear )?)?area)"
        rf"(?! (?:(?:stained|staining) )?(?:cells"
        rf"|nuclei|nuclear staining|(?:nuclear )?area)\W{{0,3}}[:=(]?\s?\d)(?! «control»)"
        rf"(?!(?<=% positive)\s?[:=])(?!\W{{0,2}}(?:and"
        rf"|/)\W{{0,2}}negative «control»)" + FOR_OTHER,
        always(P),
    ),
    # "Pos itive", "NEGAT IVE": words that OCR broke
    Rule("positive_broken", "status", rf"(?<![a-z]){spaced('positive')}(?![a-z])" + FOR_OTHER, always(P)),
    Rule("negative_broken", "status", rf"(?<![a-z]){_NOT_NODE}{spaced('negative')}(?![a-z])" + FOR_OTHER, always(N)),
    # "pos", "pos."
    Rule(
        "pos_short",
        "status",
        rf"{_APART}{_NO_LABEL}(?!p[oa]st(?![a-z]))(?:p[o0]s|«posi»|posltive)\b\.?(?! cont"
        rf"| (?:nuclear )?area| nuclei| cells)" + FOR_OTHER,
        always(P),
    ),
    # "immunopositive", "ER positivity"
    Rule(
        "immunopositive",
        "status",
        r"\bimmuno\W?positive\b|(?<=(?:receptors?|\bER|\bPR|\bPgR)\s)positivity\b"
        r"(?! (?:(?:is|was|has been) (?:not|absent|lost|excluded|ruled|denied)|(?:could|can) ?not|cannot))",
        always(P),
    ),
    # "immunoreactive", "reactive"
    Rule(
        "reactive",
        "status",
        r"\b(?<!any\s)(?<!rare\s)(?<!rare\.\s)(?<!few\s)(?<!occasional\s)(?<!scattered\s)(?<!non\W)(?<!n0n\W)"
        r"(?<!non\W\W)(?:im(?:m|rn|nn)uno\W?)?«reactive»(?: (?:tumou?r )?"
        r"(?:cells|nuclei) (?:are |were )?(?:present"
        r"|seen|identified))?\b" + FOR_OTHER,
        always(P),
    ),
    # "estrogen receptor but not progesterone receptor is demonstrable", "the carcinoma is ER but not PR positive"
    Rule(
        "this_but_not",
        "status",
        r"(?<=(?:o?estrogen receptors?|\bER) )but(?= not (?:the )?(?:progest|(?-i:PR|PgR)\b)[^.;:\n]{0,24}"
        r" (?:(?:is|are|was|were) (?:demonstrable|demonstrated|expressed"
        r"|present|positive|detected|seen|found)\b|positive\b))",
        always(P),
        cues=("but",),
    ),
    # "the tumor is estrogen receptor rich", "an ER-rich tumour", "rich in estrogen receptor"
    Rule(
        "rich",
        "status",
        r"(?<=\b(?:receptors?|ER|PR|PgR)[\s\-])rich\b|\brich in(?= (?:both )?(?:o?estrogen|progest|hormone receptor))",
        always(P),
        cues=("rich",),
    ),
    # "PR unexpressed", "ER positivity; PR negativity"
    Rule(
        "unexpressed",
        "status",
        r"\bunexpressed\b|(?<=(?:receptors?|\bER|\bPR|\bPgR)\s)negativity\b(?=\s?(?:[.,;(]|$|\n))",
        always(N),
        cues=("unexpressed", "negativity"),
    ),
    # "an ER expressor (96%)", "a HER2 non-expressor"
    Rule(
        "expressor",
        "status",
        r"(?P<non>\b[nu][o0][nu]\W{1,2})express[o0e]rs?\b|(?<![-–]\s?)\bexpress[o0e]rs?\b",
        lambda match: N if match["non"] else P,
        cues=("express",),
    ),
    # "favorable": for HER2 no word to take
    Rule("favorable", "status", r"\bfavou?rable\b", always(P), cues=("favo",)),
    # "expresses", "expressed", "overexpressed"
    Rule(
        "expressed",
        "status",
        r"\b(?:over\W?expressed|expressing|expresse[sd]\b(?! neither)(?:\s?\.(?=\s(?:both|the|o?estrogen|progest)))?"
        r"|express\b|retain(?:s|ed)?\b"
        r"|(?<=\b(?:tumou?r|neoplasm|cancer|carcinoma|lesion|cells|nuclei"
        r"|right|left|one|latter|other)\W(?:[^.;:\n]{0,20}\W)?)"
        r"(?:contains?|have|possess(?:es)?|carry|bear)(?= (?:o?estrogen"
        r"|progest|hormone|(?-i:ER|PR|PgR)\b)(?![^.;\n]{0,26}\b(?:neg|low"
        r"|poor))))",
        unless_none,
    ),
)
