"""Passages that speak about receptors without giving this patient's result: controls, history, look-alikes, literature.

Nothing inside them is a result. Several are found by a telling core ("erroneously"); `reach` then takes in the
sentence before it. Legends have a room of their own.
"""

from __future__ import annotations

from hr_report.extraction.mentions import Rule, whole_text
from hr_report.extraction.patterns import SENTENCE_REST

# The rest of a sentence over line ends, but not into a line that has a label of its own.
_ON = r"(?:[^.;\n]|\.(?=\s(?-i:[a-z]))|\n(?![^\n:]{0,40}:|\s*\n))"

PASSAGE_RULES: tuple[Rule, ...] = (
    # "Owing to a transcription error the estrogen receptors should read POSITIVE": what follows is the result
    Rule(
        "error_named",
        "aside",
        r"\b(?:owing to|due to|because of|by|through) (?:an? )?(?:transcription"
        r"|typograph\w+|clerical|dictation|typing) error,?"
        r"(?=[^.;\n]{0,80} should (?:now )?read\b)",
        whole_text,
        cues=("error",),
    ),
    # "PR [previously issued as positive, 95%] negative", "original report (stated as positive, 60%)"
    # "HER2 FISH, reported on 10/28/2019 as negative"
    Rule(
        "issued_in_brackets",
        "aside",
        r"(?<=(?:original|wrong|erroneous|previous|earlier)[^.;\n]{0,60} )\((?:stated"
        r"|given|reported|issued) as [^()\n]{1,40}\)"
        r"|\breported on [\d/.-]{6,10} as \W?(?:not )?(?:amplified|positive|negative|equivocal)\W?"
        r"|[\[(](?:previously|formerly|originally|initially|first) (?:issued|reported|given|stated|entered) as"
        r" [^\])\n]{1,60}[\])]",
        whole_text,
        cues=("ly ", "first", " as "),
    ),
    # "Original (now withdrawn): ER negative (0/8), PR positive (6/8)", "ER was erroneously reported as negative"
    Rule(
        "withdrawn",
        "legend",
        r"\b(?:withdrawn|retracted|erroneous(?:ly)?|in error\b|incorrectly"
        r"|mistakenly|(?:first|initial|original) run\b|do(?:es)? not (?:concur|agree) with"
        r"|was (?:called|read|reported|interpreted)(?: as)? [^.;\n]{0,40}[.;,] (?:but )?"
        r"(?:I|we) (?:have to |must |would )?disagree"
        r"|(?:first|initially|originally) (?:read|scored|reported|interpreted|called|given) as"
        r"|(?:transcription|typograph\w+|clerical|dictation) error"
        r"|error of (?:transcription|typing|dictation))(?:[^.;\n]|\.(?=\d)){0,200}",
        whole_text,
        cues=(
            "withdrawn",
            "retracted",
            "erro",
            "incorrectly",
            "mistakenly",
            "not concur",
            "not agree",
            "disagree",
            "first ",
            "nally ",
            "ially ",
        ),
        reach=220,
    ),
    # "? ER+ve recurrence", "Is the tumor ER positive?": a question
    Rule(
        "asked",
        "legend",
        r"\?\s{0,2}(?:(?-i:ER|PR|HER2)|triple)\b[^.;\n]{0,30}"
        r"|(?<=(?:^|[.;:\n])\s{0,3})(?:is|are|was|were|does|do|has|have"
        r"|could|can) (?:the |this |it |they )[^.;:\n?]{0,80}\?",
        whole_text,
        cues=("?",),
    ),
    # "Rule out ER positive carcinoma": what is looked for
    Rule(
        "rule_out",
        "legend",
        r"\b(?:rule out|r/o|to exclude|suspicious for|question of|query) (?!malignan)[^.;:\n]{0,60}",
        whole_text,
        cues=("rule out", "r/o", "exclude", "suspicious", "question", "query"),
    ),
    # "ER concordance 98%", "the ER-negative rate": how good a test is
    Rule(
        "test_quality",
        "legend",
        r"\b(?:(?-i:ER|PR|PgR|HER2)|receptors?) (?:concordance|agreement"
        r"|sensitivity|specificity|accuracy)\W{0,3}(?:of |was |is )?\d+(?:\.\d+)?\s?%"
        r"|\b(?:(?-i:ER|PR|PgR|HER2)|receptor)\W?(?:negative|positive|positivity|negativity) rates?\b",
        whole_text,
        cues=("concordance", "agreement", "ity", "accuracy", " rate"),
    ),
    # "PR was given as positive (80%). This should read negative (0%)."
    Rule(
        "should_read",
        "legend",
        r"\b(?:given|reported|entered|stated|recorded) as (?:[^.;\n]|\.(?=\d)){0,60}[.;,]\s+"
        r"(?:this |it |that |which |and )should\b"
        r"(?:[^.;\n]|\.(?=\d)){0,80}",
        whole_text,
        cues=("should",),
    ),
    # "PR: previously issued as 0%. The corrected value is 41%": what it was is skipped
    Rule(
        "issued_as",
        "aside",
        r"\b(?:previously |initially |originally )?(?:given|issued|reported|entered|stated|recorded) as"
        r" (?:[^.;\n]|\.(?=\d)){0,60}[.;,]\s+(?:the |and )*correct(?:ed)? (?:value|result|percentage|figure|score)",
        whole_text,
        cues=("correct",),
    ),
    # "negative (previously positive, 20 percent)", "(70 percent, previously 90 percent)": the earlier value beside this
    Rule(
        "previous_value",
        "aside",
        r"(?<=(?:positive|negative|pos|neg|%|percent|\d\s?\+)\s)\((?:previously|formerly|before) [^()\n]{1,40}\)"
        r"|(?<=%|percent), (?:previously|formerly) [^()\n;]{1,30}(?=\))"
        r"|\b(?:compared|relative) (?:to|with) (?:the |its )?(?:primary|core|biopsy|previous|prior|earlier)"
        r"[^.;:()\n]{0,24}\((?:[<>~]? ?\d{1,3} ?%|positive|negative)[^()\n]{0,16}\)"
        r"|[;,] (?:pre\W?treatment|previous|prior|initial|original|core)(?: core| needle)?(?: biopsy)?:? "
        r"(?:[<>] ?)?\d{1,3}(?: ?%| ?\+)?(?=\))",
        whole_text,
        cues=("compared", "relative", "ly ", "before", "treatment", "previous", "prior", "initial", "original", "core"),
    ),
    # "ER was thought to be positive, but is negative on review"
    Rule(
        "thought_to_be",
        "aside",
        r"\b(?:is|was|were|been|are) (?:initially |originally |first |previously )?(?:thought|believed|assumed|presumed"
        r"|suspected|said|supposed) (?:to be |to have been )?(?:weakly |strongly )?(?:positive|negative|amplified)\b",
        whole_text,
        cues=("thought", "believed", "assumed", "presumed", "suspected", "said", "supposed"),
    ),
    # "The original read PR: Neg (0%)", "originally reported as ER negative", "Prior text: HER2 1+": superseded
    Rule(
        "original_read",
        "aside",
        r"\b(?:prior|previous|original|earlier|old|former) (?:text|wording) ?:[^\n.;]{0,60}"
        r"|\b(?:the )?original(?:ly)? (?:report |result |text )?(?:read"
        r"|stated|said|reported as)\b[^\n;]{0,60}?(?=\.\s|\n|$|,\s(?:please"
        r"|now|but|which|should|this))",
        whole_text,
        cues=("original", " text", "wording"),
    ),
    # "concordance of ER 98%, PgR 96%", "proficiency testing (ER 98%)": of the laboratory
    Rule(
        "concordance",
        "legend",
        r"\b(?:concordance|agreement|proficiency)\b[^.;\n()]{0,50}\([^()\n]{0,80}%[^()\n]{0,40}\)"
        r"|\b(?:concordance|agreement) (?:of|was|is|with|for)\b[^.;\n]{0,80}",
        whole_text,
        cues=("concord", "agreement", "proficien"),
    ),
    # "ER status changed from negative to positive (12%)"
    Rule(
        "changed_from",
        "repeat",
        r"\b(?:changed|revised|amended|corrected|converted|upgraded) from (?:«negative»"
        r"|«positive»|[\d<>%+ ]{1,6})(?= to\b)",
        whole_text,
        cues=(" from ",),
    ),
    # "would be expected to be ER negative", "are typically ER positive", "an ER-negative profile was unexpected"
    Rule(
        "expected",
        "legend",
        r"\b(?:(?<!\bas\s)would (?:usually |generally )?be (?:expected|likely)|(?:is"
        r"|are) (?:typically|usually|generally|often|almost always)"
        rf"|expected to be)\b{_ON}{{0,220}}" + r"|\(expected\b[^)\n]{0,80}\)"
        r"|\b(?:is|was) (?:unexpected|unusual|surprising)\b",
        whole_text,
        reach=120,
        cues=(
            "unexpected",
            "unusual",
            "surprising",
            "would",
            "typically",
            "usually",
            "generally",
            "often",
            "almost",
            "expected",
        ),
    ),
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
        rf"|cousin|father|niece|relatives?)(?:'s)?\b{_ON}{{0,25}}(?:had|has|was|with|tumou?r|cancer|diagnosed"
        rf"|breast)){_ON}{{0,160}}",
        whole_text,
    ),
    # "contralateral cancer 2011, ER positive", "breast cancer survivor (2006; ER/PR positive)"
    Rule(
        "old_cancer",
        "legend",
        rf"\bin (?:19[5-9]\d|20[01]\d)\b{_ON}{{0,60}}\b(?:treated|mastectomy|lumpectomy|excised)\b{_ON}{{0,120}}"
        rf"|\b(?:history|p?hx|pmhx?|h/o|past|contralateral|treated|diagnosed)\b{_ON}{{0,70}}\b(?:19[5-9]\d"
        rf"|200\d|201\d|contralateral|years? ago|elsewhere)\b{_ON}{{0,120}}"
        r"|\b(?:cancer|carcinoma) survivor\b[^.\n]{0,120}",
        whole_text,
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
    # "70% of breast cancers in carriers are triple negative", "95 % of lobular carcinomas are positive"
    Rule(
        "share_of_cancers",
        "legend",
        r"\b(?:\d{1,3}\s?%|percent|most|many|majority) of (?:all |the "
        r"|these |such )?(?:\w+ ){0,3}(?:cancers|carcinomas|tumou?rs)\b" + SENTENCE_REST,
        whole_text,
        reach=60,
        cues=("cancers", "carcinomas", "tumors", "tumours", "carcin0mas"),
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
    # "normal breast epithelium is positive for ER (internal control)"
    Rule(
        "benign_tissue",
        "control",
        r"\b(?:(?:adjacent|background|surrounding|entrapped|«normal»|benign"
        r"|non\W?neoplastic|non\W?tumou?r\w*)\W{1,2}){1,2}(?:breast |mammary "
        r"|ductal |lobular |glandular )*(?:epitheli\w+|ducts?|lobules?"
        r"|acini|glands?|tissue|breast|cells)\b[^.;\n]{0,80}(?:stain\w*"
        r"|positive|negative|react\w*|express\w*|control)[^.;\n]{0,60}",
        whole_text,
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
        r"|negative) )?c[o0]n[tf][ri][o0][l1](?: (?:slides?|tissues?))?s?"
        r"(?:\s?\([^()\n]{0,30}\))?\s{0,2}[:=](?=\s{0,6}(?:ER|PR|HER|o?estrogen)\b)[^\n]{0,200}",
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
        r"(?!(?<=\bwith\s\w{4,14}\s\w{8})\s?:)"
        r"(?:\W{1,2}(?:tissues?|slides?|sections?|cells?|lines?))?)(?:[^.;:\n(]{0,40}?(?:\(s\))?)"
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
        rf"{_ON}{{0,100}}"
        r"|(?:positive|negative|pos|neg|internal|external)\W{0,3}(?:and\W{0,3}(?:positive"
        r"|negative|external|internal)\W{0,3})?(?:tissue )?cont(?:rols?"
        r"|ro[il]s?)?\b(?: for \S{2,12})?|(?-i:(?:NEG|POS)\s?-\s?HER\W?2"
        r"|(?:NEG|POS)[ -]CONT\w*))",
        whole_text,
    ),
    # "scores 0-3 are given by a kit: score 0 MCF-7"
    Rule("kit_lines", "control", r"\(?\bscore\s?0 MCF\W?7[^)]{0,90}\)?", whole_text, cues=("mcf",)),
    # "cancers with low ER expression", "patients with 1-10% staining"
    Rule(
        "low_positive_comment",
        "legend",
        r"\b(?:cancers?|carcinomas?|tumou?rs?|patients|cases) (?:with|that are"
        r"|showing|in) (?:a )?(?:low (?:level )?(?:er )?(?:positive|expression)"
        r"|1\s?(?:-|–|to)\s?10\s?%|er\W?low)" + SENTENCE_REST,
        whole_text,
    ),
    # "ER Low Positive (1-10%) tumors: there are limited data": of a group of cancers, not of this one
    Rule(
        "low_positive_group",
        "legend",
        r"\bER low\W?positive(?: \([^()\n]{1,20}\))? (?:tumou?rs|cancers|carcinomas|cases|group|category)\b"
        r"(?:[^.;\n]|\.(?=\d)){0,160}",
        whole_text,
        cues=("low",),
    ),
    # "there are limited data on the benefit"
    Rule(
        "limited_data",
        "legend",
        rf"\b(?:there (?:are|is)|with) (?:only )?(?:more )?limited (?:data"
        rf"|evidence)(?:(?!\.\s(?:(?-i:ER|PR|PgR)|her\W?2|o?estrogen|progest)[^.:\n]{{0,24}}:){_ON}){{0,220}}",
        whole_text,
    ),
    # "studies have shown that 60% of ER-positive tumors"
    Rule(
        "literature",
        "legend",
        r"\b(?:(?<!(?:immuno\w*|receptor|special|stain\w*|marker)\s)studies (?:have )?(?:show"
        r"|suggest|indicat)\w*|literature"
        r"|(?:are|is) eligible|response rates?|likel(?:y|ihood) (?:of|to) (?:a )?respon\w+"
        r"|prognos\w+ (?:value|significance)|consensus statement|predictive (?:of"
        r"|value|for)|considered eligible)" + SENTENCE_REST,
        whole_text,
        reach=120,
    ),
)
