"""Where the text names ER, PR or HER2, or another subject whose values must not be taken for theirs."""

from __future__ import annotations

from hr_report.extraction.mentions import Match, Rule, always
from hr_report.extraction.patterns import spaced
from hr_report.models import Marker

ER, PR, HER2 = Marker.ER, Marker.PR, Marker.HER2

# Long names as OCR leaves them: a first letter lost or wrong, explicit confusions inside; each fits one marker only.
ESTROGEN = (
    r"(?<![a-z\d])(?:(?<!anti.)|(?=[o]?estrogen\s?recep))(?:[o0]e|[a-z0]"
    r"|)[s5]\s?[tl][ri][o0aec]\s?[gcqk9][ec3kosb]?[nmu]s?(?!\W{0,3}"
    r"(?:replacement|therapy|treatment|supplement|cream|use\b|patch"
    r"|/progest\w*\)))"
)
PROGESTERONE = r"(?<![a-z])p[rft][o0cnae]?[gckq9][eck3ob]?[gz]?[s5]\W?[tlf][gefzc]?[eoaéc]?r[o0cae]n[a-zé]{0,2}"
RECEPTOR = (
    r"(?:rcptrs?\b|[ri][ec]c(?!\s(?:pos|neg))\s?[eao]?[a-z]{1,2}\s?[to0][o0rsd]?[rt]?[a-z9]{0,2}"
    r"|\br[ec]c\b\.?|\br\.(?=\s[/:=|–-]))"
)
NEU = r"(?:n[ebczi]?[uvid]{1,2}|nfu)"
HER2_NAME = (
    rf"(?:(?<![a-z0-9])[hm]er(?:(?:\W|\.\s){{0,3}}[2z](?:\W{{0,3}}(?:[il1]\s?)?{NEU}\b)?"
    rf"(?:(?![a-z0-9])|(?=positive|negative|(?:pos|neg|ve)\b))|\W{{0,2}}{NEU}\b)"
    rf"|\bh er\W?2\b|(?<![a-z0-9])[a-z]er\W?2\W{{1,2}}{NEU}\b"
    r"|(?<![a-z])h[2z]n\b)"
)

ERBB2_NAME = r"(?<![a-z])(?:c\W{0,3}er[bd]\W{0,3}[b8]?\W{0,3}[2z]?(?![a-z0-9])|er[bd]{1,2}\W?[2z]\b)"

_ALONE = r"(?<![A-Za-z0-9_])(?<![A-Za-z0-9]-)"
"""Not a piece of a longer token: "01A-PR" of a barcode is no PR."""

_RESULT_NEXT = r"\s{1,3}(?:(?i:p\s?o\s?s\s?i|n\s?e\s?g\s?a)|\d[\dO]\s?%)"
_VALUE_NEXT = r"(?:\s{0,3}\([\w -]{1,10}\))?[\s|]{0,20}(?:\.{3,30}|[:=(])?\s{0,2}"
_VALUE_NEXT += r"(?:[<>~]?\s?\d[\dO]{0,2}\s?(?:%|points?\b)|(?i:posi|nega)ti|\(?[+-]\)?(?!\w))"


def _subject(match: Match) -> str:
    return str(match[0]).lower()


MARKER_RULES: tuple[Rule, ...] = (
    # "Est rogen rec eptor", "Prog esterone  recept or": names that OCR broke
    Rule(
        "er_broken",
        "marker",
        rf"(?<![a-z])(?:o\s{{0,2}})?{spaced('estrogen')}(?:\W{{0,3}}{spaced('receptor')}\s?s?\b)?",
        always((ER,)),
    ),
    Rule(
        "pr_broken",
        "marker",
        rf"(?<![a-z]){spaced('progesterone')}(?:\W{{0,3}}{spaced('receptor')}\s?s?\b)?",
        always((PR,)),
    ),
    # "E R    90 %", "P R :", "H ER 2": the same of the short names, at the start of a line
    Rule(
        "er_apart",
        "marker",
        rf"(?<=(?:^|\n)\s{{0,12}})E\sR(?=\s{{2,}}|\s?:)|\bE\sR(?={_RESULT_NEXT})",
        always((ER,)),
        case=True,
    ),
    Rule(
        "pr_apart",
        "marker",
        rf"(?<=(?:^|\n)\s{{0,12}})P\sR(?=\s{{2,}}|\s?:)|\bP\sR(?={_RESULT_NEXT})",
        always((PR,)),
        case=True,
    ),
    Rule("her2_apart", "marker", r"\b(?!HER)H\s?E\s?R\W{0,3}2(?:\W{1,4}neu)?\b", always((HER2,)), case=True),
    # "estradiol receptors": French and older names; "ERICA", "PRICA": the receptor by immunocytochemical assay
    Rule(
        "er_name",
        "marker",
        r"\b(?:o?estradiol (?:receptors?|binding)|(?-i:ER[- ]?ICA))\b",
        always((ER,)),
        cues=("stradiol", "ica"),
    ),
    Rule(
        "pr_name",
        "marker",
        r"\b(?:progest(?:in(?:ic)?|ative|ational) (?:receptors?|type|binding)"
        r"|progestogen receptors?|(?-i:PR[- ]?ICA))\b",
        always((PR,)),
        cues=("progest", "ica"),
    ),
    # "ERP ... POS", "PRP: 65%", "ERP 142 fmol": the receptor protein
    Rule(
        "er_short",
        "marker",
        r"\bERP(?=\s?(?:\.{2,}|:|=|\d{1,4}\s(?i:fm)|(?i:positive|negative)))",
        always((ER,)),
        case=True,
        cues=("erp",),
    ),
    Rule(
        "pr_short",
        "marker",
        r"\bPRP(?=\s?(?:\.{2,}|:|=|\d{1,4}\s(?i:fm)|(?i:positive|negative)))",
        always((PR,)),
        case=True,
        cues=("prp",),
    ),
    # "HercepTest, membranous: 1+": the kit names its protein
    Rule(
        "her2_name",
        "marker",
        r"(?<=(?:^|[.;\n]|\b(?:by|with)(?: the\.?)?)\s{0,3}(?:the )?)hercep\W?test\w*"
        r"(?=[,:]? [^.;\n]{0,40}?(?:[0-3]\s?\+|score|negative|positive|pending|not (?:yet|done|performed)))",
        always((HER2,)),
        cues=("hercep",),
    ),
    # "estrogen receptors", "Oestrogen receptor (ER)", "ESTROGKN RECEPTOR" (OCR)
    Rule("er_name", "marker", rf"{ESTROGEN}(?:\W{{0,3}}{RECEPTOR})?", always((ER,))),
    # "progesterone receptors", "PROGESTERONI RECEPTOR" (OCR)
    Rule("pr_name", "marker", rf"{PROGESTERONE}(?:\W{{0,3}}{RECEPTOR})?", always((PR,))),
    # "Oestr. rec.", "Progest rec", "Prog. receptor": cut short
    Rule(
        "er_cut", "marker", r"(?<![a-z])o?est(?:r(?:og)?)?(?:\.\s?|\s)rec(?:ep\w*)?\b\.?", always((ER,)), cues=("est",)
    ),
    Rule("er_cut", "marker", r"(?<![a-z])o?estro?g?\.(?=\s?(?:pos|neg))", always((ER,)), cues=("est",)),
    Rule("pr_cut", "marker", r"(?<![a-z])prog(?:est)?\.(?=\s?(?:pos|neg))", always((PR,)), cues=("pr",)),
    Rule(
        "pr_cut", "marker", r"(?<![a-z])pr[o0]g(?:es[tl])?(?:\.\s?|\s)rec(?:ep\w*)?\b\.?", always((PR,)), cues=("pr",)
    ),
    # "ERPR: pos/pos"
    Rule("er_pr_joined", "marker", r"\bERP[gG]?R\b", always((ER, PR)), case=True),
    # "Hormone status - E: yes (40%), P: yes (40%)": a letter for each receptor, after what they are letters of
    Rule(
        "er_letter",
        "marker",
        r"(?<=\b(?:hormon(?:e|al)|receptor)s? (?:receptor )?status\W{1,4})E(?=\s?[:=])",
        always((ER,)),
        cues=("status",),
    ),
    Rule(
        "pr_letter",
        "marker",
        r"(?<=\b(?:hormon(?:e|al)|receptor)s? (?:receptor )?status\W{1,4}E\s?[:=][^.:;\n]{1,24}[,;]\s?)P(?=\s?[:=])",
        always((PR,)),
        cues=("status",),
    ),
    # "HercepTest: 3+", "Herceptest score 2+", "HercepTest shows complete staining": the kit for its marker
    Rule(
        "hercep_test",
        "marker",
        r"\bhercep\W?test(?=(?:\s?\([^()\n]{0,20}\))?\s?:?(?: score)?\s?"
        r"(?:[:=\-–]|(?:is|was)(?: scored| graded)?(?: as)?|of)?\s?"
        r"(?:[0-3]\s?\+|0\b|neg|pos|equiv)|\s(?:shows?|showed|demonstrates?|reveals?)\b)",
        always((HER2,)),
        cues=("hercep",),
    ),
    # "HER2", "HER-2/neu", "c-erbB-2", "Her-2/Neu (H2N)"
    Rule("her2_name", "marker", HER2_NAME, always((HER2,))),
    Rule("her2_name", "marker", ERBB2_NAME, always((HER2,)), cues=("erb", "erd")),
    # "E-R +++", "PG-R (+)"
    Rule("er_short", "marker", r"\bE-R(?=\s?(?:[+:=(]|neg|pos|\d))", always((ER,)), case=True),
    Rule("pr_short", "marker", r"\bPG?-R(?=\s?(?:[+:=(]|neg|pos|\d))", always((PR,)), case=True),
    # "OR+ 80%, PgR+ 40%", "OR 8/8 PR 5/8": oestrogen receptor, its sign or score right behind
    Rule(
        "er_short",
        "marker",
        r"\bOR(?=(?:\s?[+-](?![+\w])|:?\s[0-8]/8\b)[^.;\n]{0,40}\bP[gG]?R\b)",
        always((ER,)),
        case=True,
        cues=("or+", "or-", "or +", "or -", "or 0/", "or: 0/"),
    ),
    # "RE (estrogen receptors)": the order of the words in Romance languages
    Rule("er_romance", "marker", r"\bRE(?=\W{0,3}\(?(?i:o?estrogen))", always((ER,)), case=True),
    # "RP (progesterone receptors)"
    Rule("pr_romance", "marker", r"\bRP(?=\W{0,3}\(?(?i:progest))", always((PR,)), case=True),
    # "RE 90%, RP 20%", "RO : 100 %\nRP : 80 %", "RE: positive. RP: negative": side by side, each with a value
    Rule(
        "er_romance",
        "marker",
        rf"\bR[EO]\b(?={_VALUE_NEXT}[\s\S]{{0,150}}\bRPg?\b{_VALUE_NEXT})",
        always((ER,)),
        case=True,
        cues=("rp",),
    ),
    Rule(
        "pr_romance",
        "marker",
        rf"(?<=\bR[EO]\b{_VALUE_NEXT}[\s\S]{{0,150}})\bRPg?\b(?={_VALUE_NEXT})",
        always((PR,)),
        case=True,
    ),
    # "Immunoperoxidase Studies: Negative (Score 1+)": the HER2 field of the CAP template, its name lost
    Rule(
        "her2_field",
        "marker",
        r"(?<!her\W?2\S{0,4}\W{0,2})\bimmunoperoxidase studies(?=\W{1,3}(?:performed on \w+ specimen\W"
        r"{1,3})?(?:results?\W{1,3})?"
        r"(?:negative|positive|equivocal)\W{1,3}score)",
        always((HER2,)),
        cues=("immunoperoxidase",),
    ),
    # "ER: 90%", "ERA/PRA: Positive/negative", "E.R.", "ERs"
    Rule(
        "er_short",
        "marker",
        rf"{_ALONE}(?:ER(?:s|A|a(?=\s?[.:])|α|-?alpha)?|E\.\s?R\.|E\.R\b|OER|OeR)(?:'s)?(?:(?![A-Za-z0-9])"
        rf"|(?=(?i:pos(?:itive)?|neg(?:ative)?)(?![a-z])))",
        always((ER,)),
        case=True,
    ),
    # "PR 60%", "PgR", "PRA"
    Rule(
        "pr_short",
        "marker",
        rf"{_ALONE}(?:P[gGq]?R(?:s|A)?|Pg\.R\.?|P\.\s?R\.|P\.R\b)(?:'s)?(?:(?![A-Za-z0-9])"
        rf"|(?=(?i:pos(?:itive)?|neg(?:ative)?)(?![a-z])))",
        always((PR,)),
        case=True,
    ),
    # "nuclear reaction with anti-ER antibody", "staining with anti-PgR"
    Rule(
        "er_short",
        "marker",
        r"(?<=\b(?:reaction|staining|reactivity) with )anti-ER\b",
        always((ER,)),
        cues=("anti-er",),
    ),
    Rule(
        "pr_short",
        "marker",
        r"(?<=\b(?:reaction|staining|reactivity) with )anti-P[gG]?R\b",
        always((PR,)),
        cues=("anti-p",),
    ),
    # "eR: positive": case noise before a colon
    Rule("er_case_noise", "marker", rf"{_ALONE}(?:eR|Er|er)(?=\s?[:=])", always((ER,)), case=True),
    # "pR: negative"
    Rule("pr_case_noise", "marker", rf"{_ALONE}(?:pR|Pr|pr)(?=\s?[:=])", always((PR,)), case=True),
    # "Er negaTiVe, pr NegatIVe": case noise before a status word
    Rule(
        "er_case_status",
        "marker",
        rf"{_ALONE}[eE][rR](?=\s+(?:(?i:positive|negative)\b|(?i:a[l1]{{1,2}}r)|\d{{1,3}}\s?%))",
        always((ER,)),
        case=True,
    ),
    Rule(
        "pr_case_status",
        "marker",
        rf"{_ALONE}[pP][rR](?=\s+(?:(?i:positive|negative)\b|(?:and|or|&)\sER\b|(?i:a[l1]{{1,2}}r)|\d{{1,3}}\s?%))",
        always((PR,)),
        case=True,
    ),
    # "er pos (90%)", "pr neg": notes in small letters, at the start of a line
    Rule("er_noted", "marker", r"(?<=(?:^|\n)[ \-*•]{0,6})er(?=\s{1,3}(?:pos|neg)\b)", always((ER,)), case=True),
    Rule(
        "pr_noted",
        "marker",
        r"\b(?=pg?r\s)(?<=(?:^|\n)[ \-*•]{0,6}|\ber (?:pos|neg)\b[^\n]{0,60}\s)pg?r(?=\s{1,3}(?:pos|neg)\b)",
        always((PR,)),
        case=True,
    ),
    # "negative for er and pr", "er/pr:" in text whose case OCR has lost
    Rule(
        "er_lower",
        "marker",
        rf"{_ALONE}[eE][rR](?=\W{{0,3}}(?:/|,|and|&|or)\W{{0,3}}(?:[pP][gG]?[rR]|(?i:her\W?2))\b)",
        always((ER,)),
        case=True,
    ),
    Rule(
        "pr_lower",
        "marker",
        r"\b(?=[pP][gG]?[rR](?![A-Za-z0-9]))(?<=\b[eE][rR]\W{0,3}(?:/|,|and|&|or|nor)\W{0,3})[pP][gG]?[rR]",
        always((PR,)),
        case=True,
    ),
)

SUBJECT_RULES: tuple[Rule, ...] = (
    # Other stains and tests: "Ki-67: 20%", "proliferative fraction", "p53 negative", "E-cadherin positive", "AR 90%"
    Rule(
        "other_stain",
        "subject",
        r"(?<![a-z0-9])(?:proliferati\w+ (?:fract\w+|index|activity|rate)"
        r"|ki\W{0,3}\s?6\s?7|mib\W{0,2}[1i]\b|p[\s-]?(?:53|63"
        r"|16|120|40)|bcl\W?2|e[\s-]{0,2}cadherin\w*|e-cad\b|cytokeratins?(?: \d+(?:/\d+)?)?"
        r"|pan\W?(?:cyto)?keratins?|keratins?|ck\W?\d+(?:/\d+)?"
        r"|ae\W?1\s?[/:]\s?(?:ae)?\W?3|cam\W{0,2}5\W?2|egfr|her\W?1\b|her\W?3\b"
        r"|androgen(?:\W{0,3}receptors?)?|\bar\b(?=\W{0,3}(?:[:(=]|\d|pos"
        r"|neg))|calponin|smooth\W{0,3}muscle\w*|smmhc|myosin|desmin|vimentin"
        r"|cd\s?\d{1,3}\b|d2\W?40|gata\W?3|gcdfp\W?\d*|mammaglobin|s[\s-]?100"
        r"|chromogranin|synaptophysin|ttf\W?1|wt\W?1\b|pax\W?\d+|cdx\W?2"
        r"|napsin(?:\sA\b)?|hep\W?par\W?1?\b|moc\W?31|ber\W?ep\W?4|calretinin"
        r"|nkx\W?3\W?1|satb\W?2|arginase\W?1?|claudin\W?4"
        r"|pd\W?l\W?1|topo\w*\W?(?:ii|2)\w*"
        r"|dna\W{0,3}(?:ploidy|index|content|analysis)|s[\s-]?phase|ploidy|cathepsin\W?d"
        r"|brca\W?[12]|mucicarmine|congo\W?red|gross\W?cystic\w*|hmb\W?45"
        r"|melan\W?a|inhibin|cea\b|ema\b|ca[\s-]?125|tpf\b|cyclin\W?d1|factor\W?viii"
        r"|podoplanin|sma\b|sox\W?10|trps\W?1|pten\b|alk\b|braf\b|msi\b"
        r"|mlh1|pms2|msh[26])",
        _subject,
    ),
    # other findings, which carry such words too: "nodes: negative", "margins negative"
    Rule(
        "other_finding",
        "subject",
        r"\b(?:(?:sentinel\W{1,3})?lymph\W{0,3}nodes?|(?:sentinel|axillary"
        r"|non-?sentinel)\W{1,3}nodes?|nodes?\b|nodal|margins?|(?:lympho?\W?vascular"
        r"|angiolymphatic|lymphatic|vascular|perineural|venous|dermal\W{1,3}lymphatic)(?:\W{1,3}"
        r"(?:space\W{1,3})?invasion)?|necrosis|cellularity|tumou?r content"
        r"|(?:micro)?calcifications?|nottingham|mitotic|mitos[ie]s|tubule\w*"
        r"|extra\W?(?:capsular|nodal)|nipple|skin\b|skeletal|chest\W{1,3}wall"
        r"|metasta(?:sis|ses)(?!\w)|satellite|paget\w*)",
        _subject,
    ),
)
