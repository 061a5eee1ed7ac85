"""Words around a result that are no result: asides, and cues about whose result it is.

An `aside` is a short insertion (a clone, a block, an accession number) that a reader skips over. `prior`, `component`,
`repeat` and the like are cues that stay with the statement they stand in.
"""

from __future__ import annotations

from hr_report.extraction.mentions import Rule, always, whole_text

ASIDE_RULES: tuple[Rule, ...] = (
    # "(clone SP1)", "(rabbit monoclonal, Ventana)"
    Rule(
        "clone_bracket",
        "aside",
        r"\((?:[^()]{0,40}\W)?(?:clones?|antibod\w+|ventana|dako|novocastra"
        r"|leica|biocare|cell\W?marque|thermo\w*|neomarkers|roche|hercep\W?test\w*"
        r"|polyclonal|monoclonal|rabbit|mouse|SP\W?1|SP\W?2|SP\W?3|SP\W?42"
        r"|EP\W?1|6F11|1D5|ID5|1E2|4B5|A0?485|PgR\s?636|PgR\s?1294|PgP\s?1294"
        r"|1A6|AB8|CB11|TAB250)(?:[^()]|\([^()]{0,20}\)){0,60}\)",
        whole_text,
    ),
    # "ER-C", "HER2-C": names of slides in a list of stains
    Rule(
        "slide_name",
        "aside",
        r"(?<![A-Za-z])(?:ER|PR|HER2|hER2|eR|pR)[- ][Cc]\b(?!\W{0,2}(?:erb|is|are))",
        whole_text,
        case=True,
    ),
    # "PgR 636=PR", "ID5=ER"
    Rule(
        "clone_equals",
        "aside",
        r"\b(?:(?:1D5|ID5|IDS|SP\W?1|6F11|EP1|P[gGo0O]R\s?\d{2,4}|PGR\s?\d{2,4}"
        r"|1E2|A0?485|4B5|CB11|MIB\W?1)\s?[=\-]\s?(?:ER|PR|PgR|HER\W?2\S{0,4}"
        r"|Her2)|(?:ER|PR|PgR|HER\W?2\S{0,4})\s?=\s?(?:1D5|SP1|6F11|636"
        r"|1E2|A485|4B5))\b",
        whole_text,
    ),
    # "antibody 6F11", "monoclonal antibody"
    Rule(
        "clone_word",
        "aside",
        r"(?<!\breaction with )(?<!\bstaining with )(?<!\breactivity with )"
        r"\b(?:(?:rabbit|mouse|mono[cegl]?[li1]onal|polyclonal|anti\W?(?:er"
        r"|pr|pgr|estrogen receptor|progesterone receptor|her\W?2)(?:/neu)?)\W{1,2}){0,3}"
        r"(?:clones?|antibod(?:y|ies))\b(?:\W{0,3}(?:no\.?|used|is|was"
        r"|against|to|name|id|anti\W?\w{2,6})\W{0,2})*(?:\W{0,3}(?:SP\W?\d{1,2}"
        r"|EP\W?\d|6F11|1D5|ID5|1E2|16|636|1294|312|PgR\W?\d{2,4}|1A6|4B5"
        r"|A0?485|CB11|AB8|MIB\W?1|ER\W?88|ER-6F11))?",
        whole_text,
    ),
    # "SP1", "6F11", "PgR 636"
    Rule(
        "clone_name",
        "aside",
        r"(?<![\w])(?:SP\W?\d{1,3}|EP\W?\d{1,2}|6F11|1D5|ID5|1E2|4B5"
        r"|A0485|P[gG][RP]\W?(?:636|1294|312|88)(?!\W{0,3}(?:\.{2,}|[:=])\s?[\d<>])|1A6|CB11|AB8"
        r")(?:\s?\(\s?\w{0,12}\s?\)?)?"
        r"(?!\w)",
        whole_text,
        case=True,
    ),
    # "Leica", "Novocastra": vendors in a column of their own
    Rule(
        "vendor",
        "aside",
        r"\b(?:ventana|dako|agilent|oracle|leica|novocastra|biocare|cell\W?marque"
        r"|thermo\w*|neomarkers|roche|biogenex|zymed|epitomics|abcam|invitrogen)\b(?:[/ ]?"
        r"(?:roche|scientific|biosystems|medical))?",
        whole_text,
    ),
    # "3+ (of 3+)", "0 (of 3+)": the top of the scale
    Rule(
        "scale_top",
        "aside",
        r"\((?:out )?of 3\s?\+?\s?\)|\(\s?0\+?\s?(?:-|–|to)\s?3\s?\+\s?\)(?=\s?[:=])"
        r"|\bon (?:a |the )?scale (?:of 0 )?to 3\s?\+|(?<=\b(?:0|1\+)\s?)/\s?3\s?\+",
        whole_text,
        cues=("of 0", "to 0", "/0", "/ 0", "-0", "- 0", "–0"),
    ),
    # "PR, however, is positive", "staining is patchy but also positive": a word that turns to what is said
    Rule(
        "turn",
        "aside",
        r",[^\S\n](?:however|though|moreover|furthermore|meanwhile|(?:in|by) contrast|on the other hand),"
        r"|\bbut (?:also|still)(?= (?:\w+ly )?(?:positive|negative|present|expressed)\b)",
        whole_text,
        cues=(",", "but "),
    ),
    # "HER2 repeated because of the histology, result 3+": the reason put in between
    Rule("reason", "aside", r"\bbecause of [^,.;\n]{0,40},", whole_text, cues=("because",)),
    # "HercepTest by DAKO": whoever makes the kit
    Rule(
        "vendor_of_kit",
        "aside",
        r"hercep\S{0,8}\sby\s(?P<at>(?-i:(?!F?ISH|IHC)[A-Z]{2,6}))\b",
        whole_text,
        cues=("hercep",),
    ),
    # "Performed on another specimen (S12-345)", "Specimen (accession number):"
    Rule(
        "performed_on",
        "aside",
        r"(?<!\bbe\s)(?<!being\s)(?<!not\s)\b(?:performed|done|tested|reported"
        r"|carried out) (?:on|in|at|from) (?:another|other|this|the (?:current"
        r"|prior|previous|core|same)|a (?:prior|previous|separate)|prior"
        r"|previous)(?: (?:core|needle|biopsy|specimen|case|material|sample))*(?:\W{0,2}\("
        r"(?:(?!receptor|estrogen|\b(?-i:ER|PR)\b)[^)\n]){0,40}"
        r"\)?)?(?:\W{0,4}specimen\W{0,4}(?:\(?accession numbers?\)?)?\W{0,3}(?:[A-Z]{1,3}\d{2}\W\d{2,7"
        r"})?)?|\bspecimen\W{0,2}\(accession numbers?\)\W{0,3}(?:[A-Z]{1,3}\d{2}\W\d{2,7})?",
        whole_text,
        cues=("performed", "done", "tested", "reported", "carried", "specimen"),
    ),
    # "(results for invasive carcinoma performed on this specimen or a prior biopsy)", "** Continued on next page **"
    Rule(
        "form_instruction",
        "aside",
        r"\(results for [^()]{0,160}\)|(?:\*{1,3}\s?)?\bcontinued on next page\s?\*{0,3}"
        r"|-{2,3} page \d+ -{2,3}|\bpage \d{1,2} ?(?:of|/) ?\d{1,2}\b",
        whole_text,
        cues=("results", "page"),
    ),
    # "10% neutral buffered formalin", "10% zinc formalin", "fixed for 6-72 hours", "1:300 dilution"
    Rule(
        "fixation",
        "aside",
        r"\b(?:[1lI][0oO]|4)\s?% (?:neutral\W|buffered|nbf|formalin|phosphate|[^.;,\d\n]{0,24}formalin)[^.;,\n]{0,30}"
        r"|\b\d+(?:\.\d+)?\s?(?:-|–|to)?\s?\d*\s?(?:hours?|hrs?|minutes?"
        r"|min)\b|\b1\s?:\s?\d{2,4}(?: dilution)?",
        whole_text,
    ),
    # "[pos;neg;unk]": the list of options of a form
    Rule(
        "option_list",
        "aside",
        r"\[\s?(?:pos|neg|positive|negative|unk|unknown|n/?a|equivocal)(?:\s?[;,/"
        r"|]\s?(?:pos|neg|positive|negative|unk|unknown|n/?a|equivocal"
        r"|pending))+\s?\]",
        whole_text,
    ),
    # "previously performed", "see comment": a form's way to leave a field to another place
    Rule(
        "placeholder",
        "placeholder",
        r"\b(?:previously (?:performed|reported|done)(?!\s(?:as\s)?(?:o?estrogen"
        r"|progest|(?-i:ER|PR|HER)))|see (?:below|above|comment|note|report"
        r"|addendum))\b",
        whole_text,
    ),
    # "not applicable", "unknown": a form's way to leave a field empty; what follows is said of something else
    Rule(
        "left_empty",
        "placeholder",
        r"\b(?:not applicable|n/a|unknown|not (?:reported|stated|provided|known))\b",
        whole_text,
    ),
    # "T4, pN1a, pMX": stage values, where no result follows: T1 and T2 with a score each are tumours
    Rule(
        "stage",
        "stage",
        r"(?<![a-zA-Z0-9])(?!T[1-4]\s?:?\s(?:[<>]?\s?\d{1,3}\s?%|\d\s?/\s?8\b|[0-3]\+|score\b|(?:pos|neg)))"
        r"(?:[ypc]{1,2}\W?)?(?:T(?:[0-4Xx]|is)[a-d]?(?:mi"
        r"|mic)?|p`?T\d[a-d]?|[pP][nN][0-3OoXxuU][a-c]?(?:mi)?(?:\s?\(\s?[i\-+]*\s?[+\-]?\s?\))?"
        r"|[pP]?[mM][XxOo01]|pma)(?![a-zA-Z0-9])",
        whole_text,
        case=True,
    ),
)

CUE_RULES: tuple[Rule, ...] = (
    # "on the prior core biopsy", "the original tumour", "previously reported", "history of"
    Rule(
        "prior",
        "prior",
        r"\b(?:prior|previous(?:ly)?|original (?:tumou?r|primary)|that tumou?r was"
        r"|outside(?! unstained)|preceding (?:core|needle|biopsy)|at that time"
        r"|contributor's report|earlier|pre\W?treatment"
        r"|as first reported|history of|hx of|h/o|had been(?= (?:known )?(?:(?-i:ER|PR|HER)|o?estrogen|triple|hormone))"
        r"|before (?:therapy|treatment|chemotherapy|neoadjuvant)|known|cross\W?refer\w*|core biopsy report"
        r"|(?:see|per|on) (?:core|needle)|another specimen|elsewhere|referring)\b",
        whole_text,
    ),
    # "repeat", "re-evaluated", "amended", "corrected"
    Rule(
        "repeat",
        "repeat",
        r"\b(?:repeat(?:ed)?|re\W?(?:run|evaluat\w+|assess\w+|peat\w*|test\w+"
        r"|stain\w+|ma[dk]e)|new staining|amend(?:ed|ment)|correct(?:ed|ion)|revis(?:ed|ion)"
        r"|supersede\w*|should (?:now )?read)\b",
        whole_text,
    ),
    # "Estrogen receptor (DCIS and invasive): positive": said of both
    Rule(
        "both_components",
        "aside",
        r"\(?\b(?:DCIS|in\W?situ(?: component)?)(?: and|/| ?&) ?(?:the )?(?:invasive"
        r"|infiltrating)(?: (?:carcinoma|component"
        r"|tumou?r))?\)(?=\s?:)|\(?\b(?:invasive|infiltrating)(?: and|/"
        r"| ?&) ?(?:the )?(?:DCIS|in\W?situ)(?: component)?\)"
        r"(?=\s?:)",
        whole_text,
        cues=("dcis", "situ"),
    ),
    # "DCIS", "ductal carcinoma in situ", "intraductal component", "(1+). IN SITU - ER 40%"
    Rule(
        "in_situ",
        "component",
        r"(?<=[.;:\n]\s)in\W?situ(?=\s?[-–]\s)|\b(?:(?<!no\s)(?:DC[Il1]S"
        r"|LC[Il1]S)\b|(?:ductal |lobular )?carcinoma in\W{0,2}situ"
        r"|in\W{0,2}situ (?:component|carcinoma|portion|part|area|foc(?:us|i))|intraducta[l1] (?:component|tumou?r"
        r"|carcinoma|portion|part|area|foc(?:us|i))|insitu (?:component|carcinoma))",
        always("in_situ"),
    ),
    # "invasive carcinoma", "infiltrating component", "Progesterone receptor: invasive - no staining"
    Rule(
        "invasive",
        "component",
        r"(?<=[.;:\n]\s)invasive(?=\s[-–]\s)|\b(?:invasive|infiltrating|infiltrative) (?:\w+ ){0,2}"
        r"(?:component|carcinoma|tumou?r|cells|cancer"
        r"|portion|part|area|foc(?:us|i))\b",
        always("invasive"),
    ),
    # "no estrogen receptors found", "not for estrogen receptor"
    Rule(
        "no_before",
        "no",
        r"\b(?!(?:(?<=:\s)|(?<=:\s\s)|(?<=:\s\s\s))no[^\S\n]*\n)(?<!yes\s)(?<!\]\s)(?<!\]\s\s)"
        r"(?<![☑☒✓☐□✔]\s)(?:no|not for"
        r"|(?<=but\s)not(?: for)?|non|lacks?|lacking|devoid of|absence of"
        r"|lack of|without|loss of)(?= (?:the |both |either |any )?(?:immuno\w* |nuclear )?(?:[o0]?«estrogen»"
        r"|[a-z]?str[o0]g|pr[o0]g|(?-i:ER|PR|PgR)\b|hormon)(?![^.;\n]{0,60}\b(?:testing"
        r"|tests?|stud(?:y|ies)|results?|information|data|analys[ie]s|assays?)\b))"
        r"|\b(?:no(?: evidence (?:of|for))?|neither (?:cancer|carcinoma|tumou?r|focus|lesion|mass) (?:shows?"
        r"|has|exhibits)|lacks|lacking|(?:does|do|did) not (?:show|demonstrate"
        r"|exhibit|have)(?: any)?)(?= her\W?2\S{0,4} (?:(?:onco)?protein )?over\W?expression)",
        whole_text,
    ),
    # "neither", "none of"
    Rule(
        "neither",
        "neither",
        r"\b(?:neither(?: of)?|n[o0]ne of)\b(?![^.;\n]{0,60}\b(?:among|included|mentioned|performed|available|done"
        r"|tested|submitted|provided|requested|reported|stated|assessed|ordered|received)\b)",
        whole_text,
        cues=("neither", "none", "n0ne"),
    ),
)

PHENOTYPE_RULES: tuple[Rule, ...] = (
    # "triple negative", "triple-negative phenotype", "invasive carcinoma, TNBC"
    Rule(
        "triple_negative",
        "phenotype",
        r"(?<!\b(?:behave|act|respond)s? (?:as|like) (?:a )?)(?<!\bnot (?:a )?)"
        r"(?<!\b(?:approach|resembl|near)\w{0,5} (?:(?:that of|to) )?(?:a )?)\btriple\W{0,3}"
        r"(?:marker )?neg(?:ativ\w*)?\b(?! (?:status )?(?:is |was )?(?:excluded|ruled out)| (?:core |needle )?biops)"
        r"|(?<=[,:(]\s)(?-i:TNBC)(?=\s?(?:[.,;)\n]|$))",
        always("triple_negative"),
        cues=("triple", "tnbc"),
    ),
    # "hormone receptors both expressed", "both hormone receptors are positive", "hormone receptor positive (ER and PR)"
    Rule(
        "hr_positive",
        "phenotype",
        r"\bhormone receptors? (?:are |is )?both (?:positive|expressed|present)\b"
        r"|\bboth (?:of the )?hormone receptors (?:are |were )?(?:positive|expressed|present)\b"
        r"|\bhormone receptors?[ -]positive \((?:both|(?-i:ER ?(?:and|&|/|\+|,) ?PG?R))\)",
        always("hr_positive"),
        cues=("hormone receptor",),
    ),
    # "triple positive"
    Rule("triple_positive", "phenotype", r"\btriple\W{0,3}positiv\w*", always("triple_positive"), cues=("triple",)),
    # "hormone receptor negative", "hormone receptor studies are negative", "do not express hormone receptors"
    Rule(
        "hr_negative",
        "phenotype",
        r"\b(?:hormon(?:e|al)|steroid) receptors?(?: (?:status|studies|stains|assays|proteins?|immunostains))?\W{0,3}"
        r"(?:are |is |were |was )?(?:both |all )?(?:negative|not (?:expressed|detected|demonstrated|identified))\b"
        r"(?! (?:tumou?rs|cancers|carcinomas|control|in (?:the )?(?:benign|normal|dcis)))"
        r"|\b(?:does|do|did) not express (?:any )?(?:hormone|steroid) receptors?\b"
        r"|(?<=[,;:(]\s)(?<!\d:\s)receptors?[ -]negative(?=\s?[,;.)\n])"
        r"|\b(?-i:HR)(?:[ -]?negative\b|\s?\(?[-−–]\)?(?=\s?[/,] ?HER))",
        always("hr_negative"),
        cues=("hormon", "steroid", "receptor", "hr"),
    ),
)
