"""Passages that speak about receptors without giving this patient's result: controls, history, look-alikes.

Nothing inside them is a result. Legends, generalities and superseded results have rooms of their own.
"""

from __future__ import annotations

from hr_report.extraction.mentions import Rule, whole_text
from hr_report.extraction.patterns import RUNNING_ON

_YEAR = r"(?:19[5-9]\d|20[0-2]\d)"
_SIDE = r"(?:left|right|[LR])"

PASSAGE_RULES: tuple[Rule, ...] = (
    # "presented to the ER", "seen in the ER", "per rectum (PR)", "PR interval": other things of the same name
    Rule(
        "emergency_room",
        "legend",
        r"\b(?:(?:presented|seen|admitted|came|brought|visit\w*|evaluated"
        r"|went|discharged|transferred|treated)[^.;\n]{0,20} (?:in|to|from"
        r"|at|via|through|by) (?:the |our |an )?(?-i:E\.?R\.?)(?!\w)|to the (?-i:ER) with\b"
        r"|in the (?-i:ER)(?=\s?[;,.])|(?-i:ER|XR) \d+ ?mg\b|(?-i:ER) (?:visit"
        r"|physician|doctor|staff|admission|department|room|stress|membrane|lumen|retention|cistern\w*)"
        r"|(?:rough|smooth|within the|go to the|visit the|from(?: the)?"
        r"|attended) (?-i:ER)\b|(?-i:PR) (?:bleed\w*|mass|by (?:our|CT"
        r"|MRI|RECIST))"
        r"|endoplasmic reticulum[^.;\n]{0,12}|per rectum[^.;\n]{0,30}|(?-i:PR) (?:interval"
        r"|segment|exam\w*|prolong\w*)|partial response[^.;\n]{0,20})"
        r"(?:[^.;\n]{0,60}(?:positive|negative)[^.;\n]{0,20})?",
        whole_text,
    ),
    # "estrogen replacement therapy", "hormone replacement"
    Rule(
        "hormone_drug",
        "legend",
        r"(?:\b(?:hormone|o?estrogen|progest\w+)\W{1,3}(?:replacement|therapy"
        r"|treatment|supplement\w*|cream|patch\w*)|\banti\W?o?estrogen\w*)(?:[^.;\n]{0,80})",
        whole_text,
    ),
    # "(ER positive per chart)": what the record says of another time
    Rule(
        "per_chart",
        "legend",
        r"\([^()\n]{0,40}\bper (?:the )?(?:chart|history|patient|record)s?\b[^()\n]{0,20}\)",
        whole_text,
        cues=("per ",),
    ),
    # "family history: mother had ER positive breast cancer"
    Rule(
        "family_history",
        "legend",
        r"\b(?:family history|(?:mother|sister|aunt|grandmother|daughter"
        rf"|cousin|father|niece|relatives?)(?:'s)?\b{RUNNING_ON}{{0,25}}(?:had|has|was|with|tumou?r|cancer|diagnosed"
        rf"|breast)){RUNNING_ON}{{0,160}}",
        whole_text,
    ),
    # "contralateral cancer 2011, ER positive", "breast cancer survivor (2006; ER/PR positive)"
    Rule(
        "old_cancer",
        "legend",
        rf"\bin (?:19[5-9]\d|20[01]\d)\b{RUNNING_ON}{{0,60}}\b(?:treated"
        rf"|mastectomy|lumpectomy|excised)\b{RUNNING_ON}{{0,120}}"
        rf"|\b(?:history|p?hx|pmhx?|h/o|past|contralateral|treated|diagnosed)\b{RUNNING_ON}{{0,70}}\b(?:19[5-9]\d"
        rf"|200\d|201\d|contralateral|years? ago|elsewhere)\b{RUNNING_ON}{{0,120}}"
        r"|\b(?:cancer|carcinoma) survivor\b[^.\n]{0,120}",
        whole_text,
    ),
    # "Previous L breast cancer 2012 (ER/PR pos)", "Ca L breast 2010 MRM (ER+ PR+)"
    # "s/p mastectomy 2016 for carcinoma (ER 90%)"
    Rule(
        "cancer_of_year",
        "legend",
        rf"\b(?:(?:previous|prior|old|earlier)(?: {_SIDE})?(?: triple[- ]negative"
        rf"| [EPH]\w{{1,3}}[- ](?:positive|negative))?"
        rf"(?: breast)?|{_SIDE} breast) (?:(?:invasive|infiltrating|ductal"
        rf"|lobular|duct) ){{0,2}}(?:ca\b\.?|cancer|carcinoma"
        rf"|tumou?r),? (?:in )?\(?{_YEAR}\b{RUNNING_ON}{{0,80}}"
        rf"|\b(?:ca|cancer|carcinoma) (?:of )?(?:the )?(?:{_SIDE} )?breast,?(?: {_SIDE})?,? "
        rf"(?:in )?\(?{_YEAR}\b{RUNNING_ON}{{0,80}}"
        rf"|\bon (?:tamoxifen|letrozole|anastrozole|exemestane|trastuzumab)\b{RUNNING_ON}{{0,100}}"
        rf"|\b(?:s/p|prior|previous) (?:{_SIDE} )?(?:mastectomy|lumpectomy"
        rf"|excision|MRM|BCS)\b{RUNNING_ON}{{0,30}}\b{_YEAR}\b{RUNNING_ON}{{0,120}}",
        whole_text,
        cues=("0000", "tamoxifen", "zole", "exemestane", "trastuz"),
    ),
    # "Our criteria:\n ER positive - at least 1% of nuclei": with the lines below it
    Rule(
        "criteria_lines",
        "legend",
        r"(?:^|(?<=\n))[^\n:]{0,60}\b(?:criteria|definitions?|interpretati(?:on"
        r"|ve) (?:guide\w*|scale|key)|scoring (?:guide\w*|key))"
        r"\b[^\n:]{0,40}:[ \t]*\n(?:[^\n]{0,30}\S[^\n]{0,160}\n?){1,6}",
        whole_text,
        cues=("criteria", "definition", "guid", "scale", "key"),
    ),
    # "ER-positive normal lobules serve as control", "positive in benign ducts only"
    Rule(
        "benign_stained",
        "control",
        r"\b(?:positive|stained|reactive|staining) (?:only )?(?:in (?:the )?)?(?:only )?"
        r"(?:adjacent |background |surrounding "
        r"|entrapped )*(?:«normal»|benign|non\W?neoplastic)(?: (?:breast"
        r"|mammary|ductal|lobular))* (?:epitheli\w+|ducts?|lobules?"
        r"|acini|glands?|tissue|breast)\b(?: only)?",
        whole_text,
        cues=("normal", "benign", "neoplastic"),
    ),
    # "ER staining is diffusely strong in the flat epithelial atypia"
    Rule(
        "lesion_stained",
        "control",
        r"\b(?:positive|negative|strong|stain\w*|express\w*|react\w*)\b[^.;\n]{0,40}\bin (?:the )?"
        r"(?:flat epithelial atypia|columnar cell"
        r"|(?:usual|atypical)(?: \w+)? hyperplasia|papilloma|adenosis|fibroadenoma|paget cells)\b",
        whole_text,
        cues=("atypia", "columnar", "hyperplasia", "papilloma", "adenosis", "fibroadenoma", "paget"),
    ),
    # "normal breast epithelium is positive for ER (internal control)"
    Rule(
        "benign_tissue",
        "control",
        r"\b(?:(?:adjacent|background|surrounding|entrapped|«normal»|benign"
        r"|non\W?neoplastic|non\W?tumou?r\w*)\W{1,2}){1,2}(?:breast |mammary "
        r"|ductal |lobular |glandular )*(?:epitheli\w+|ducts?|lobules?"
        r"|acini|glands?|tissue|breast|cells)\b[^.;\n]{0,80}(?:stain\w*"
        r"|positive|negative|react\w*|express\w*|control)(?:[^.;\n]|\.(?=\s(?-i:[a-z]{2}))){0,60}",
        whole_text,
    ),
    # "ovarian-type stroma that is ER and PR positive", "PASH cells are positive for CD34 and PR": no tumour cells
    Rule(
        "stroma_is",
        "control",
        r"\b(?:stroma\*{0,2} (?:that|which)|(?:stromal|PASH|myofibroblast\w*) cells?) (?:is"
        r"|are|expresses|express|stains?)\b"
        r"[^.;\n]{0,80}",
        whole_text,
        cues=("stroma", "pash", "myofibro"),
    ),
    # "Paget cells: CK7 positive, HER2 positive (3+), ER negative": of the skin, not of the tumour
    Rule(
        "paget_cells",
        "control",
        r"\bpaget(?:'s)? cells(?: are| show| express| stain|:)[^.;\n]{0,160}",
        whole_text,
        cues=("paget",),
    ),
    # "(1) ENDOMETRIUM: endometrioid adenocarcinoma. ER positive (90%)": a part of another organ, to the end of its line
    Rule(
        "other_organ_part",
        "control",
        r"(?<=(?:^|\n)\s{0,6}(?:\(?[A-H\d][.):]{1,2}\s{1,3})?)(?-i:ENDOMETRI\w+"
        r"|UTER(?:US|INE)|CERVIX|MYOMETRIUM|OVAR\w+"
        r"|FALLOPIAN|PROSTATE|THYROID|Endometri\w+|Uter(?:us|ine)|Cervix"
        r"|Prostate|Thyroid)\b[^:\n]{0,60}:(?:(?!\bbreast\b)[^\n]){1,400}",
        whole_text,
        cues=("endometri", "uter", "cervix", "ovar", "fallopian", "prostate", "thyroid", "myometrium"),
    ),
    # "Adjacent benign ducts: ER 3+, PR 3+"
    Rule(
        "benign_listed",
        "control",
        r"\b(?:adjacent|background|surrounding|entrapped|«normal»|benign|non\W?neoplastic)(?: (?:adjacent|«normal»"
        r"|benign|breast|mammary))* (?:epitheli\w+|duct\w*|lobul\w+|acini|glands?|tissue)\s?:"
        r"\s?(?:ER|PR|o?estrogen|progest)\b[^.;\n]{0,80}",
        whole_text,
    ),
    # "Score 3+ (positive) = A strong complete membrane staining"
    Rule(
        "grade_defined",
        "legend",
        r"\bscore\s?(?:of\s)?[0-3]\+?\s?\(\s?(?:positive|negative|equivocal)\s?\)\s?[=:][^.;\n]{0,160}",
        whole_text,
        cues=("score",),
    ),
    # "CONTROLS: ER - positive as expected. PR - positive as expected.", "Internal control (acini) ER, PR positive."
    Rule(
        "control_line",
        "control",
        r"\b(?:internal|external) controls? for (?:[^.\n:]|:(?=\s)){2,40}[-–:] (?:present"
        r"|positive|appropriate|satisfactory"
        r"|adequate|valid|acceptable)\b[^.\n;]{0,40}|"
        r"(?<=(?:^|\n|[.;]\s)\s{0,4})(?:internal|external) control \([^()\n]{0,30}\) (?="
        r"(?:ER|PR|o?estrogen)\b)[^.\n]{0,60}|"
        r"(?<=(?:^|\n|[.;]\s)\s{0,4})(?:(?:internal|external|tissue|positive"
        r"|negative) ){0,2}c[o0]n[tf][ri][o0][l1](?: (?:slides?|tissues?))?s?"
        r"(?:\s?\([^()\n]{0,30}\))?\s{0,2}[:=](?=\s{0,6}(?:E\.?R|P\.?R|HER|o?estrogen)\b)[^\n]{0,200}",
        whole_text,
        cues=("cont", "conf", "c0nt", "c0nf"),
    ),
    # "All controls stained appropriately", "positive and negative controls", "internal control: positive"
    Rule(
        "control_sentence",
        "control",
        r"\b(?:(?:using |with )?(?:appropriate |adequate |satisfactory |known )?(?:positive"
        r"|negative)\W{0,2}(?:and|/|&)\W{0,2}(?:positive|negative) (?:(?:tissue"
        r"|internal|external)[ /]?){0,3}c[o0](?:n|ri)[tf][ri][o0][l1i]s?"
        r"|(?:(?:positive|negative|interna[l1]|externa[l1]|tissue|built\W?in"
        r"|in\W?house|on\W?slide|same\W?slide|batch|normal|assay|appropriate"
        r"|adequate|all|the|both)(?:[^\S\n]{1,2}|/|-|,\s|\sand\s)){0,4}(?<!using )\b(?:micro)?c[o0]"
        r"(?:n|ri)[tf][ri][o0][l1i]s?\b"
        r"(?! (?:gave|yielded|show\w*|with) [^.;:\n]{0,30}(?:following|results?)\s?:)"
        r"(?! (?:o?estrogen|progesterone) receptors?\b)(?! of (?:the )?(?:hormone )?receptors?)"
        r"(?! the (?:results?|findings?|tumou?r|carcinoma)\b)"
        r"(?!(?<=\bwith\s\w{4,14}\s\w{8})\s?:)"
        r"(?:\W{1,2}(?:tissues?|slides?|sections?|cells?|lines?))?)(?:(?!, there "
        r"|, (?:and|but) (?:the )?(?:(?-i:ER|PR)\b|her\W?2|o?estrogen"
        r"|progest))[^.;:\n(]){0,40}?(?:\(s\))?"
        r"(?:[:=]|\b(?:are|is|was|were|gave|stain\w*|react\w*|show\w*|work\w*"
        r"|perform\w*|present|absent|appropriate\w*|satisfactory|adequate"
        r"|reviewed|examined|positive|negative|run)\b)"
        r"(?:(?!(?:o?estrogen|progesterone) receptor\b[^.;:\n]{0,24}:"
        r"|\bher\W?2\b[^.;:\n]{0,24}:|\)\s?:)[^.;\n]){0,160}",
        whole_text,
        cues=("cont", "conf", "corit", "c0nt", "c0nf"),
    ),
    Rule(
        "control_word",
        "control",
        r"\b(?:known (?:positive|negative) (?:tumou?r |breast )?(?:block|control|tissue|case|tumou?r|carcinoma)\b"
        rf"{RUNNING_ON}{{0,100}}"
        r"|(?:positive|negative|pos|neg|internal|external)\W{0,3}(?:(?:and\W{0,3})?(?:positive"
        r"|negative|external|internal)\W{0,3})?(?:tissue )?cont(?:rols?"
        r"|ro[il]s?)?\b(?: for \S{2,12})?|(?-i:(?:NEG|POS)\s?-\s?HER\W?2"
        r"|(?:NEG|POS)[ -]CONT\w*))",
        whole_text,
    ),
    # "scores 0-3 are given by a kit: score 0 MCF-7"
    Rule("kit_lines", "control", r"\(?\bscore\s?0 MCF\W?7[^)]{0,90}\)?", whole_text, cues=("mcf",)),
)
