"""Passages that speak about receptors without giving this patient's result, and cues about whose result it is.

`legend`, `control` and `method` close a passage: nothing in it is a result. `aside` is a short insertion (a clone, an
accession number, a category's definition) that a reader skips over. `prior`, `component`, `repeat` are cues that
stay with the statement they stand in.
"""

from __future__ import annotations

import regex

from hr_report.extraction.mentions import Match, Rule

_SENTENCE_REST = r"(?:[^.;\n]|\.(?=\d)|(?<=\d)\.\s?(?=\d)){0,220}"


def _text(match: Match) -> str:
    return str(match[0])


def _legend_text(match: Match) -> str | None:
    """A list of definitions: its categories differ, and a bound, a range or a grade stands beside them."""
    text = str(match[0]).lower()
    names = regex.findall(r"(?:low|weak|strong|intermediate|high)\w*\W{0,2}positive|low|weak|equivocal|borderlin|unfavou?r|favou?r|not amplified|amplified|high|positive|negative", text)
    bounds = regex.search(r"[<>≤≥]|than|least|over|under|below|above|\d\s?[-–]\s?\d|\d\+", text)
    return text if "|" not in text and len(set(names)) > 1 and len(names) == len(set(names)) and bounds else None


def _in_situ(_match: Match) -> str:
    return "in_situ"


def _invasive(_match: Match) -> str:
    return "invasive"


_CATEGORY = r"(?:(?:low|weak(?:ly)?|strong(?:ly)?)?\W{0,2}(?:positive|negative|equivocal|borderlin\w*|favou?rable|unfavou?rable)|not amplified|amplified|low|high)"
_BOUND = r"(?:[<>≤≥]\s?=?|less than(?: or equal to)?|greater than(?: or equal to)?|more than|at least|equal to or greater than|over|under|below|above)"

PASSAGE_RULES: tuple[Rule, ...] = (
    # "Reference ranges: ER/PR; Negative <1%, Positive >=1%."
    Rule("reference_range", "legend", r"\b(?:reference (?:range|value|interval)s?|normal (?:range|value)s?|cut\W?offs?|threshold|scoring (?:system|criteria|guide\w*|key|method)|interpretation (?:guide\w*|key|criteria)|interpretive (?:criteria|guide\w*)|legend|scale|key)\b\W{0,3}[:=(\-]" + r"(?:[^\n;]{0,200}?(?:\d+\s?%|\d\+)){1,6}[^.;\n]{0,60}", _text),
    # "HSCORE: <= 15 NEGATIVE. > 15 <= 30 BORDERLINE. > 30 POSITIVE."
    Rule("score_legend", "legend", rf"(?:{_BOUND}\s?\d+(?:\.\d+)?\s?%?\W{{0,3}}){{1,2}}(?:(?:is |are |=|:)\W{{0,2}})?{_CATEGORY}(?:\W{{1,4}}(?:{_BOUND}\s?\d+(?:\.\d+)?\s?%?\W{{0,3}}){{1,2}}(?:(?:is |are |=|:)\W{{0,2}})?{_CATEGORY})+", _text),
    # "Positive: greater than or equal to 1% of nuclei. Negative: less than 1% of nuclei."
    Rule("two_definitions", "legend", rf"\b(?:positive|negative)\W{{0,3}}(?:=|:|is|are)?\W{{0,2}}{_BOUND}\s?(?:or equal to )?1\s?%[^.;\n:]{{0,60}}[.;,\n]?\W{{0,3}}(?:and |or )?(?:positive|negative)\W{{0,3}}(?:=|:|is|are)?\W{{0,2}}{_BOUND}\s?(?:or equal to )?1\s?%[^.;\n]{{0,60}}", _text),
    # "ratio >=2.0 is amplified; ratio <2.0 is not amplified"
    Rule("ratio_legend", "legend", rf"\bratio\s?(?:of )?{_BOUND}\s?\d[\d.]*\s?(?:is |are |=|:)?\s?(?:considered )?(?:not |non-?)?amplified[^.\n]{{0,100}}", _text),
    # "Allred score 0-2 negative, 3-8 positive", "HER2 is scored 0 (no staining), 1+ (faint), 2+ (weak), 3+ (strong)"
    Rule("scale_explained", "legend", r"(?:\b(?:is|are) scored(?: as)?(?: from)? 0 ?(?:\(|to|,|=)[^.\n]{0,200}|\b(?:allred|quick|h)\W?(?:total )?score\W{1,3}(?:of )?0\s?[-–]\s?[0-9]\s?(?:is|=|:)?\s?negative[^.\n]{0,80})", _text),
    # "Cut-off for ER positivity: 1%", "staining in 1 to 10% of cells is reported as low positive"
    Rule("cutoff_for", "legend", r"\b(?:cut\W?off|threshold|cut\W?point)s?\b[^.;\n]{0,80}\d+\s?%", _text, cues=("cut", "threshold")),
    Rule("called", "legend", r"(?:\bof (?:\w+ )?(?:cells|nuclei|tumou?r cells)|\d\s?%) (?:is|are) (?:called|(?:reported|regarded|considered|classified|scored) as)\b[^.;\n]{0,60}", _text, reach=100),
    # "Negative <1%, Positive >=1%", "Low <10%, Borderline 10-20%, High >20%", "Negative 0-1+, Equivocal 2+, Positive 3+"
    Rule("category_legend", "legend", rf"\b{_CATEGORY}\W{{0,3}}(?:is |are |=|:)?\W{{0,2}}(?:{_BOUND})?\s?\d[\d.,\-–+ ]{{0,6}}%?\W{{1,4}}(?:(?:and|or) )?{_CATEGORY}\W{{0,3}}(?:is |are |=|:)?\W{{0,2}}(?:{_BOUND})?\s?\d[\d.\-–+]{{0,6}}\s?[%+](?:\W{{1,4}}{_CATEGORY}\W{{0,3}}(?:is |are |=|:)?\W{{0,2}}(?:{_BOUND})?\s?\d[\d.\-–+]{{0,6}}\s?[%+]?)*", _legend_text),
    # "0 = negative, 1+ = negative, 2+ = equivocal, 3+ = positive", "0-2 negative, 3-8 positive"
    Rule("grade_legend", "legend", rf"(?<![\w.])[0-8](?:\s?[-–]\s?[0-8])?\+?\s?(?:=|:|is|are|\()\s?\(?{_CATEGORY}\)?\W{{1,4}}[0-8](?:\s?[-–]\s?[0-8])?\+?\s?(?:=|:|is|are|\()\s?\(?{_CATEGORY}\)?(?:\W{{1,4}}[0-8](?:\s?[-–]\s?[0-8])?\+?\s?(?:=|:|is|are|\()?\s?\(?{_CATEGORY}\)?)*", _text),
    # "staining of 1% or more of nuclei is considered positive", "a positive tumor shows any nuclear immunostaining"
    Rule("definition", "legend", r"\b(?:(?:is|are|was|were|be|being) (?:considered|regarded as|defined as|scored as|interpreted as|classified as|reported as|deemed)(?: as| to be)? (?:\W?(?:low )?(?:positive|negative|equivocal|amplified|non\W?amplified)\W? )?(?:if|when|where|for|in (?:the presence|cases))|(?:is|are) defined as|(?:\d+\s?%|\d\+)[^.;\n]{0,60}(?:is|are) (?:considered|regarded as|defined as|scored as)|a positive (?:er|pr|tumou?r|result)[^.;\n]{0,40}shows any)" + _SENTENCE_REST, _text, reach=140),
    # "receptor status is determined based on the percentage of positively stained nuclei"
    Rule("method_sentence", "legend", r"\b(?:is|are|was|were|been|be) (?:then )?(?:determined|assessed|evaluated|scored|calculated|reported|interpreted|based|graded|performed)(?: as)? (?:based on|by|according to|as the|using|on the basis|in accordance|on a scale|per the)\b(?:(?!,? (?:and|which|that) (?:is|are|was|were|show|found|revealed))(?:[^.;\n]|\.(?=\d))){0,220}", _text),
    # "Equivocal results are reflexed to FISH", "negative cases"
    Rule("plural_results", "legend", r"\b(?:equivocal|borderline|negative|positive|indeterminate) (?:results|cases|tumou?rs|specimens|carcinomas|cancers)\b(?! for (?:er|pr|estrogen|progest))" + _SENTENCE_REST, _text),
    # "if the ratio is >= 2.0 …": a condition is no result
    Rule("condition", "legend", r"\b(?:if|when|whenever|in cases? (?:where|of|with)|should) (?:the |a |an |this |her\W?2\S{0,4} |er |pr )[^.;\n]{0,60}(?:ratio|score|result|percent|copies|copy|stain|positive|negative|amplified|equivocal|\d)" + _SENTENCE_REST, _text),
    Rule("any_staining_positive", "legend", r"\b(?:positive|negative),?\s(?:if|when|is\sdefined|means|indicates)\b" + _SENTENCE_REST, _text),
    # "(cut off ratio: > 2.2 amplified; < 1.8 not amplified; 1.8-2.2 equivocal)"
    Rule("cutoff_bracket", "legend", r"\(\s?(?:cut\W?off|reference|threshold|scoring|negative\s?[<=:]|positive\s?[>=:≥])[^()]{0,200}\)", _text),
    # "presented to the ER", "seen in the ER", "per rectum (PR)", "PR interval": other things of the same name
    Rule("emergency_room", "legend", r"\b(?:(?:presented|seen|admitted|came|brought|visit\w*|evaluated|went|discharged|transferred|treated)[^.;\n]{0,20} (?:in|to|from|at|via|through|by) (?:the |our |an )?(?-i:E\.?R\.?)(?!\w)|(?-i:ER) (?:visit|physician|doctor|staff|admission|department|room|stress|membrane)|endoplasmic reticulum[^.;\n]{0,12}|per rectum[^.;\n]{0,30}|(?-i:PR) (?:interval|segment|exam\w*|prolong\w*)|partial response[^.;\n]{0,20})" + r"(?:[^.;\n]{0,60}(?:positive|negative)[^.;\n]{0,20})?", _text),
    # "estrogen replacement therapy", "hormone replacement"
    Rule("hormone_drug", "legend", r"(?:\b(?:hormone|o?estrogen|progest\w+)\W{1,3}(?:replacement|therapy|treatment|supplement\w*|cream|patch\w*)|\banti\W?o?estrogen\w*)(?:[^.;\n]{0,80})", _text),
    # "family history: mother had ER positive breast cancer"
    Rule("family_history", "legend", r"\b(?:family history|(?:mother|sister|aunt|grandmother|daughter|cousin|father)(?:'s)?\b[^.;\n]{0,25}(?:had|has|with|diagnosed|breast))[^.;\n]{0,160}", _text),
    # "right breast carcinoma in 2008 (ER+/PR+/HER2-)", "contralateral cancer 2011, ER positive"
    Rule("old_cancer", "legend", r"\b(?:history|hx|h/o|past|contralateral|treated|diagnosed)\b[^.;\n]{0,70}\b(?:19[5-9]\d|200\d|201\d|contralateral|years? ago|elsewhere)\b[^.;\n]{0,120}", _text),
    # "ratio >= 2.0 is amplified", "> 2.0 ratio is considered amplified", "Not amplified (HER2 gene copy <4.0 or ratio <1.8)"
    Rule("amplification_legend", "aside", rf"\(?{_BOUND}\s?\d\.\d\s?(?:ratio )?(?:is |are )?(?:considered )?(?:=\s?)?(?:to be )?amplified\)?|\(\s?(?:HER\W?2 )?(?:gene )?(?:cop(?:y|ies)|ratio)[^)]{{0,60}}{_BOUND}\s?\d[^)]{{0,60}}\)|ratio\s?(?:of )?{_BOUND}\s?\d\.\d", _text),
    # "normal breast epithelium is positive for ER (internal control)"
    Rule("benign_tissue", "control", r"\b(?:(?:adjacent|background|surrounding|entrapped|normal|benign|non\W?neoplastic|non\W?tumou?r\w*)\W{1,2}){1,2}(?:breast |mammary |ductal |lobular |glandular )*(?:epitheli\w+|ducts?|lobules?|acini|glands?|tissue|breast|cells)\b[^.;\n]{0,80}(?:stain\w*|positive|negative|react\w*|express\w*|control)[^.;\n]{0,60}", _text),
    # "Score 3+ (positive) = A strong complete membrane staining"
    Rule("grade_defined", "legend", r"\bscore\s?(?:of\s)?[0-3]\+?\s?\(\s?(?:positive|negative|equivocal)\s?\)\s?[=:][^.;\n]{0,160}", _text, cues=("score",)),
    # "All controls stained appropriately", "positive and negative controls", "internal control: positive"
    Rule("control_sentence", "control", r"(?:(?:using |with )?(?:appropriate |adequate |satisfactory |known )?(?:positive|negative)\W{0,2}(?:and|/|&)\W{0,2}(?:positive|negative) (?:tissue )?controls?|(?:(?:positive|negative|internal|external|tissue|built\W?in|in\W?house|on\W?slide|same\W?slide|batch|normal|assay|appropriate|adequate|all|the|both)(?:[^\S\n]{1,2}|/|-|,\s|\sand\s)){0,4}(?<!using )\bcontrols?\b(?:\W{1,2}(?:tissues?|slides?|sections?|cells?|lines?))?)(?:[^.;:\n(]{0,20}(?:\(s\))?)(?:[:=]|\b(?:are|is|was|were|stain\w*|react\w*|show\w*|work\w*|perform\w*|present|absent|appropriate\w*|satisfactory|adequate|reviewed|examined|positive|negative|run)\b)" + r"(?:[^.;\n]){0,160}", _text, cues=("control", "contro")),
    Rule("control_word", "control", r"\b(?:(?:positive|negative|pos|neg|internal|external)\W{0,3}(?:and\W{0,3}(?:positive|negative|external|internal)\W{0,3})?(?:tissue )?cont(?:rols?|ro[il]s?)?\b(?: for \S{2,12})?|(?-i:(?:NEG|POS)\s?-\s?HER\W?2|(?:NEG|POS)[ -]CONT\w*))", _text),
    # "scores 0-3 are given by a kit: score 0 MCF-7"
    Rule("kit_lines", "control", r"\(?score\s?0 MCF\W?7[^)]{0,90}\)?", _text, cues=("mcf",)),
    # low-positive comment of the guideline
    Rule("low_positive_comment", "legend", r"\b(?:cancers?|carcinomas?|tumou?rs?|patients|cases) (?:with|that are|showing|in) (?:a )?(?:low (?:level )?(?:er )?(?:positive|expression)|1\s?(?:-|–|to)\s?10\s?%|er\W?low)" + _SENTENCE_REST, _text),
    Rule("limited_data", "legend", r"\b(?:there (?:are|is)|with) (?:only )?(?:more )?limited (?:data|evidence)" + _SENTENCE_REST, _text),
    # "responds in 75 % of cases", "studies have shown that 60% of ER-positive tumors"
    Rule("literature", "legend", r"\b(?:studies (?:have )?(?:show|suggest|indicat)\w*|literature|(?:are|is) eligible|response rates?|likel(?:y|ihood) (?:of|to) (?:a )?respon\w+|prognos\w+ (?:value|significance)|consensus statement|predictive (?:of|value|for)|considered eligible)" + _SENTENCE_REST, _text, reach=120),
)

ASIDE_RULES: tuple[Rule, ...] = (
    # "(clone SP1)", "(6F11, VENTANA)", "PgR 636=PR", "antibody 6F11", "ID5=ER"
    Rule("clone_open", "aside", r"\(\s?(?:6F11|SP\W?1|1D5|ID5|1E2|4B5|636|1294|1A6|A0?485|AB8|CB11|hercep\W?test\w*)\b(?:\s?[,;]\s?(?:ventana|dako|leica|novocastra)?\b(?![^()]{0,30}\)))", _text),
    Rule("clone_bracket", "aside", r"\((?:[^()]{0,40}\W)?(?:clones?|antibod\w+|ventana|dako|novocastra|leica|biocare|cell\W?marque|thermo\w*|neomarkers|roche|hercep\W?test\w*|polyclonal|monoclonal|rabbit|mouse|SP\W?1|SP\W?2|SP\W?3|SP\W?42|EP\W?1|6F11|1D5|ID5|1E2|4B5|A0?485|PgR\s?636|PgR\s?1294|PgP\s?1294|1A6|AB8|CB11|TAB250)(?:[^()]|\([^()]{0,20}\)){0,60}\)", _text),
    # "ER-C", "HER2-C": names of slides in a list of stains
    Rule("slide_name", "aside", r"(?<![A-Za-z])(?:ER|PR|HER2|hER2|eR|pR)[- ][Cc]\b(?!\W{0,2}(?:erb|is|are))", _text, case=True),
    Rule("clone_equals", "aside", r"\b(?:(?:1D5|ID5|IDS|SP\W?1|6F11|EP1|P[gGo0O]R\s?\d{2,4}|PGR\s?\d{2,4}|1E2|A0?485|4B5|CB11|MIB\W?1)\s?[=\-]\s?(?:ER|PR|PgR|HER\W?2\S{0,4}|Her2)|(?:ER|PR|PgR|HER\W?2\S{0,4})\s?=\s?(?:1D5|SP1|6F11|636|1E2|A485|4B5))\b", _text),
    Rule("clone_word", "aside", r"\b(?:(?:rabbit|mouse|mono[cegl]?[li1]onal|polyclonal|anti\W?(?:er|pr|pgr|estrogen receptor|progesterone receptor|her\W?2)(?:/neu)?)\W{1,2}){0,3}(?:clones?|antibod(?:y|ies))\b(?:\W{0,3}(?:no\.?|used|is|was|against|to|name|id|anti\W?\w{2,6})\W{0,2})*(?:\W{0,3}(?:SP\W?\d{1,2}|EP\W?\d|6F11|1D5|ID5|1E2|16|636|1294|312|PgR\W?\d{2,4}|1A6|4B5|A0?485|CB11|AB8|MIB\W?1|ER\W?88|ER-6F11))?", _text),
    Rule("clone_name", "aside", r"(?<![\w])(?:SP\W?1|SP\W?2|SP\W?42|EP\W?1|6F11|1D5|ID5|1E2|4B5|A0485|P[gG][RP]\W?(?:636|1294|312|88)|1A6|CB11|AB8|MIB-1)(?:\s?\(\s?\w{0,12}\s?\)?)?(?!\w)", _text, case=True),
    # "Leica", "Novocastra": vendors in a column of their own
    Rule("vendor", "aside", r"\b(?:ventana|dako|agilent|leica|novocastra|biocare|cell\W?marque|thermo\w*|neomarkers|roche|biogenex|zymed|epitomics|abcam|invitrogen)\b(?:[/ ]?(?:roche|scientific|biosystems|medical))?", _text),
    # "(block A3)", "block 5-5", "slide A14", "(part 2)"
    Rule("block", "aside", r"\(?\b(?:blocks?|slides?|paraffin block|tissue block|cassette)\b\W{0,3}(?:no\.?|number|#)?\W{0,3}\"?'?[A-Z]?\d{0,2}[-.]?[A-Z0-9]{1,3}\"?'?\)?", _text),
    # "Performed on another specimen (S12-345)", "Specimen (accession number):", "per outside report"
    Rule("performed_on", "aside", r"(?<!\bbe\s)(?<!being\s)(?<!not\s)(?:performed|done|tested|reported|carried out) (?:on|in|at|from) (?:another|other|this|the (?:current|prior|previous|core|same)|a (?:prior|previous|separate)|prior|previous)(?: (?:core|needle|biopsy|specimen|case|material|sample))*(?:\W{0,2}\([^)\n]{0,40}\)?)?(?:\W{0,4}specimen\W{0,4}(?:\(?accession numbers?\)?)?\W{0,3}(?:[A-Z]{1,3}\d{2}\W\d{2,7})?)?|specimen\W{0,2}\(accession numbers?\)\W{0,3}(?:[A-Z]{1,3}\d{2}\W\d{2,7})?", _text),
    # "(results for invasive carcinoma performed on this specimen or a prior biopsy)", "** Continued on next page **"
    Rule("form_instruction", "aside", r"\(results for [^()]{0,160}\)|\*{0,3}\s?continued on next page\s?\*{0,3}|-{2,3} page \d+ -{2,3}|\bpage \d{1,2} ?(?:of|/) ?\d{1,2}\b", _text),
    # "10% neutral buffered formalin", "fixed for 6-72 hours", "1:300 dilution"
    Rule("fixation", "aside", r"\b(?:10|4)\s?% (?:neutral\W|buffered|nbf|formalin|phosphate)[^.;,\n]{0,30}|\b\d+(?:\.\d+)?\s?(?:-|–|to)?\s?\d*\s?(?:hours?|hrs?|minutes?|min)\b|\b1\s?:\s?\d{2,4}(?: dilution)?", _text),
    # "12/03/2010", "7/8/14": a date is no score
    Rule("date", "aside", r"(?<![\d/.])\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)?\d{2}(?![\d/])", _text),
    # "1.9 x 1.5 cm", "0.3 cm": sizes
    Rule("size", "aside", r"\d+(?:\.\d+)?(?:\s?x\s?\d+(?:\.\d+)?){0,2}\s?(?:cm|mm|microns?|µm|um)\b", _text),
    # "[pos;neg;unk]": the list of options of a form
    Rule("option_list", "aside", r"\[\s?(?:pos|neg|positive|negative|unk|unknown|n/?a|equivocal)(?:\s?[;,/|]\s?(?:pos|neg|positive|negative|unk|unknown|n/?a|equivocal|pending))+\s?\]", _text),
    # "not applicable", "previously performed": a form's way to leave a field empty
    Rule("placeholder", "placeholder", r"\b(?:not applicable|n/a|unknown|previously (?:performed|reported|done)|see (?:below|above|comment|note|report|addendum)|not reported|not stated|not provided|not known)\b", _text),
    # "T4, pN1a, pMX": stage values
    Rule("stage", "stage", r"(?<![a-zA-Z0-9])(?:[ypc]{1,2}\W?)?(?:T(?:[0-4Xx]|is)[a-d]?(?:mi|mic)?|p`?T\d[a-d]?|[pP][nN][0-3OoXxuU][a-c]?(?:mi)?(?:\s?\(\s?[i\-+]*\s?[+\-]?\s?\))?|[pP]?[mM][XxOo01]|pma)(?![a-zA-Z0-9])", _text, case=True),
)

CUE_RULES: tuple[Rule, ...] = (
    # "on the prior core biopsy", "previously reported", "per outside report", "history of"
    Rule("prior", "prior", r"\b(?:prior|previous(?:ly)?|outside|earlier|history of|hx of|h/o|known|cross\W?refer\w*|core biopsy report|(?:see|per|on) (?:core|needle)|another specimen|elsewhere|referring)\b", _text),
    # "repeat", "re-evaluated", "amended", "corrected"
    Rule("repeat", "repeat", r"\b(?:repeat(?:ed)?|re\W?(?:evaluat\w+|assess\w+|peat\w*|test\w+|stain\w+)|amend(?:ed|ment)|correct(?:ed|ion)|revis(?:ed|ion)|supersede\w*)\b", _text),
    # "DCIS", "ductal carcinoma in situ", "intraductal component"
    Rule("in_situ", "component", r"\b(?:(?<!no\s)(?:DCIS|LCIS)\b|(?:ductal |lobular )?carcinoma in\W{0,2}situ|in\W{0,2}situ (?:component|carcinoma)|intraductal (?:component|carcinoma)|insitu (?:component|carcinoma))", _in_situ),
    # "invasive carcinoma", "infiltrating component"
    Rule("invasive", "component", r"\b(?:invasive|infiltrating|infiltrative) (?:\w+ ){0,2}(?:component|carcinoma|tumou?r|cells|cancer)\b", _invasive),
    # "respectively"
    Rule("respectively", "respectively", r"\brespectively\b", _text, cues=("respect",)),
    # "both", "neither … nor"
    Rule("neither", "neither", r"\b(?:neither(?: of)?|none of)\b", _text, cues=("neither", "none")),
    # "no estrogen receptors found", "not for estrogen receptor"
    Rule("no_before", "no", r"\b(?:no|not for|but not(?: for)?|non|lacks?|lacking|absence of|lack of|without|loss of)(?= (?:the )?(?:immuno\w* )?(?:«estrogen»|[a-z]?str[o0]g|pr[o0]g|(?-i:ER|PR|PgR)\b|hormon))", _text),
)

PHENOTYPE_RULES: tuple[Rule, ...] = (
    # "triple negative", "triple-negative phenotype"
    Rule("triple_negative", "phenotype", r"\btriple\W{0,3}(?:marker )?negativ\w*", lambda _m: "triple_negative", cues=("triple",)),
    Rule("triple_positive", "phenotype", r"\btriple\W{0,3}positiv\w*", lambda _m: "triple_positive", cues=("triple",)),
    # "hormone receptor negative"
    Rule("hr_negative", "phenotype", r"\bhormon(?:e|al) receptors?(?: status)?\W{0,3}(?:are |is )?(?:both )?negative\b", lambda _m: "hr_negative", cues=("hormon",)),
)
