"""Passages that speak about receptors without giving this patient's result: legends, controls, methods, literature.

Nothing inside them is a result. Several are found by a telling core ("is considered positive if"); `reach` then takes
in the sentence before it.
"""

from __future__ import annotations

import regex

from hr_report.extraction.mentions import Match, Rule, whole_text

_SENTENCE_REST = r"(?:[^.;\n]|\.(?=\d)|(?<=\d)\.\s?(?=\d)){0,220}"
# The rest of a sentence over line ends, but not into a line that has a label of its own.
_ON = r"(?:[^.;\n]|\n(?![^\n:]{0,40}:|\s*\n))"
_CATEGORY = (
    r"(?:(?:(?:low|weak(?:ly)?|strong(?:ly)?)\W{0,2})?(?:positive|negative"
    r"|equivocal|borderlin\w*|favou?rable|unfavou?rable)|not amplified"
    r"|amplified|low|high)"
)
_BOUND = (
    r"(?:[<>≤≥]\s?=?|less than(?: or equal to)?|greater than(?: or equal to)?"
    r"|more than|at least|equal to or greater than|over|under|below"
    r"|above)"
)


def _legend_text(match: Match) -> str | None:
    """A list of definitions: its categories differ, and a bound, a range or a grade stands beside them."""
    text = str(match[0]).lower()
    names = regex.findall(
        r"(?:low|weak|strong|intermediate|high)\w*\W{0,2}positive|low|weak"
        r"|equivocal|borderlin|unfavou?r|favou?r|not amplified|amplified"
        r"|high|positive|negative",
        text,
    )
    bounds = regex.search(r"[<>≤≥]|than|least|over|under|below|above|\d\s?[-–]\s?\d|\d\+", text)
    return text if "|" not in text and len(set(names)) > 1 and len(names) == len(set(names)) and bounds else None


PASSAGE_RULES: tuple[Rule, ...] = (
    # "(cut off ratio: > 2.2 amplified; < 1.8 not amplified; 1.8-2.2 equivocal)", "(positive >= 1%)", "(positive: 1% or more)"
    Rule(
        "cutoff_bracket",
        "aside",
        rf"\(\s?(?:(?:cut\W?off|reference|threshold|scoring|normal)[^()]{{0,200}}"
        rf"|(?:pos(?:itive)?|neg(?:ative)?)\s?[:=]?\s?(?:(?:is|if|when|defined as) )?{_BOUND}\s?"
        r"(?:or equal to )?(?:1|10|1\.8|2(?:\.[02])?)(?![\d.]\d?)[^()]{0,160}"
        r"|(?:pos(?:itive)?)\W{0,3}(?:(?:is|if|when) )?1\s?% or (?:more|greater|above)[^()]{0,160})\)",
        whole_text,
    ),
    # "Reference range: ER and PR negative <1%", "Cut-off: 1%"
    Rule(
        "reference_range",
        "legend",
        r"\b(?:reference (?:ra(?:n|ri)ge|value|interval)s?|normal (?:ra(?:n|ri)ge|value)s?"
        r"|cut\W?offs?|threshold|scoring (?:system|criteria|guide\w*|key"
        r"|method)|interpretation (?:guide\w*|key|criteria)|interpretive (?:criteria"
        r"|guide\w*)|legend|scale|key)\b\W{0,3}[:=(\-]"
        r"(?:(?:[^\n;:](?!\bER\s?:|\bPR\s?:|receptors?\s?:)){0,200}?(?:\d+\s?%|\d\+)){1,6}[^.;:\n]{0,60}(?![^.;\n]?:)",
        whole_text,
    ),
    # "HSCORE: <= 15 NEGATIVE. > 15 <= 30 BORDERLINE. > 30 POSITIVE."
    Rule(
        "score_legend",
        "legend",
        rf"(?:{_BOUND}\s?\d+(?:\.\d+)?\s?%?\W{{0,3}}){{1,2}}(?:(?:is |are "
        rf"|=|:)\W{{0,2}})?{_CATEGORY}(?:\W{{1,4}}(?:{_BOUND}\s?\d+(?:\.\d+)?\s?%?\W{{0,3}}){{1,2}}"
        rf"(?:(?:is |are |=|:)\W{{0,2}})?{_CATEGORY})+",
        whole_text,
    ),
    # "Positive: greater than or equal to 1% of nuclei. Negative: less than 1% of nuclei."
    Rule(
        "two_definitions",
        "legend",
        rf"\b(?:positive|negative)\W{{0,3}}(?:=|:|is|are)?\W{{0,2}}{_BOUND}\s?(?:or equal to )?1\s?%[^."
        rf";\n:]{{0,60}}[.;,\n]?\W{{0,3}}(?:and |or )?(?:positive|negative)\W{{0,3}}(?:="
        rf"|:|is|are)?\W{{0,2}}{_BOUND}\s?(?:or equal to )?1\s?%[^.;\n]{{0,60}}",
        whole_text,
    ),
    # "For ER & PR: Positive 10 - 100% 1-9% Low Positive": a scale for the markers
    Rule(
        "scale_for",
        "legend",
        r"\bfor (?:ER|PR|PgR|ER ?(?:&|and|/) ?P[gG]?R|estrogen[^.:\n]{0,40}"
        r"|HER\W?2\S{0,4})\s?:\W{0,3}(?:low )?(?:positive|negative)"
        r"[^.;\n]{0,12}(?:[<>≥≤]|\d+\s?[-–]\s?\d+\s?%)[^.;\n]{0,80}",
        whole_text,
    ),
    # "Group 1: ratio at least 2.0 and copies at least 4.0, positive"
    Rule(
        "group_legend",
        "legend",
        r"\bgroup [1-5]\W{1,3}(?:her2\W{1,3}|cep17\W{1,3})*ratio ?(?:of )?(?:at least|below|above|less|greater|more"
        r"|<|>|≥|≤)[^.\n]{0,30}(?:\.\d[^.\n]{0,40}){1,3}",
        whole_text,
    ),
    # "This sample has a low level (1-10%) of ER expression": the comment on low positive results
    Rule(
        "low_level_comment",
        "legend",
        r"\blow(?:er)?[- ]level\w?[^.;\n]{0,20}\(?\s?1\s?[-–]\s?10\s?%\s?\)?[^.;\n]{0,90}",
        whole_text,
        reach=80,
    ),
    # "A ratio of greater than 2.2 is considered to be amplified", "(2.0 ratio is considered amplified)"
    Rule(
        "ratio_considered",
        "legend",
        r"(?:\bratios? of (?:greater|less|more|at least|\d)|\d\.\d ratio (?:is|are))(?:[^.;\n]|\.(?=\d)){0,120}"
        r"(?:considered|regarded|amplified|equivocal|normal)(?:[^.;\n]|\.(?=\d)){0,80}",
        whole_text,
        cues=("ratio",),
    ),
    # "Normal HER-2/neu levels: < 1.80; amplified HER-2/neu levels: > 2.20"
    Rule(
        "levels_legend",
        "legend",
        r"\b(?:normal|equivocal|amplified) her\W?2\S{0,5}[. ]{1,3}levels?\s?:\s?[<>\d][\d.\s\-–]{1,14}",
        whole_text,
        cues=("level",),
    ),
    # "For comparison, the primary tumour of 2009 was ER 95%"
    Rule("comparison", "legend", r"\bfor comparison\b[^.;\n]{0,200}", whole_text, cues=("comparison",)),
    # "a result of 1% or more is positive for ER and PR"
    Rule(
        "or_more_is_positive",
        "legend",
        r"\d\s?% or (?:more|greater|above)[^.;\n]{0,50}\b(?:is|are) (?:considered |regarded as |called )?positive"
        r"[^.;\n]{0,60}",
        whole_text,
        reach=60,
    ),
    # "\nREFERENCE (guideline 2018): 1% or more" on a line of its own
    Rule(
        "reference_line",
        "legend",
        r"(?<=\n)[ \t]*(?:reference|legend|key|scale|scoring|interpretation guide"
        r"|guideline)s?\b[^:\n]{0,60}:[^\n]{0,400}",
        whole_text,
    ),
    # "Scoring of HER2: 0 = no staining, 1+ = faint incomplete, 2+ = weak to moderate complete"
    Rule(
        "grades_explained",
        "legend",
        r"\b[0-3]\+?\s?=\s?[a-z][^.=\n]{2,60}[,;]\s?[0-3]\+?\s?=\s?[a-z][^.\n]{0,160}",
        whole_text,
        cues=("=",),
    ),
    # "score 0-2 negative, 3-8 positive"
    Rule(
        "score_ranges",
        "legend",
        r"(?:\bscores? )?(?<![\w.])[0-8]\s?[-–]\s?[0-8]\s(?:is |are )?(?:negative"
        r"|positive)\W{1,4}(?:and )?[0-8]\s?[-–]\s?[0-8]"
        r"\s(?:is |are )?(?:negative|positive)",
        whole_text,
    ),
    # "HER2: 0 and 1+ negative, 2+ equivocal, 3+ positive"
    Rule(
        "grades_listed",
        "legend",
        r"\b0 ?(?:and|or|to|,|/|-) ?1\+ ?(?:\(|is |are |= ?|: ?)?negative\b[^.\n]{0,80}",
        whole_text,
    ),
    # "Allred score 0-2 negative, 3-8 positive", "HER2 is scored 0 (no staining), 1+ (faint), 2+ (weak), 3+ (strong)"
    Rule(
        "scale_explained",
        "legend",
        r"(?:\b(?:is|are) scored(?: as)?(?: from)? 0 ?(?:\(|to|,|=)[^.\n]{0,200}"
        r"|\b(?:allred|quick|h)\W?(?:total )?score\W{1,3}(?:of )?0\s?[-–]\s?[0-9]\s?(?:is"
        r"|=|:)?\s?negative[^.\n]{0,80})",
        whole_text,
    ),
    # "Cut-off for ER positivity: 1%", "staining in 1 to 10% of cells is reported as low positive"
    Rule(
        "cutoff_for",
        "legend",
        r"\b(?:cut\W?off|threshold|cut\W?point)s?\b(?:[^.;\n]|(?<=:)\n){0,80}\d+\s?%",
        whole_text,
        cues=("cut", "threshold"),
    ),
    Rule(
        "called",
        "legend",
        r"(?:\bof (?:\w+ )?(?:cells|nuclei|tumou?r cells)|\d\s?%) (?:is"
        r"|are) (?:called|(?:rep[o0]rted|regarded|considered|classified|scored) as)\b[^.;\n]{0,60}",
        whole_text,
        reach=100,
    ),
    # "Negative <1%, Positive >=1%", "Low <10%, High >20%", "Negative 0-1+, Equivocal 2+, Positive 3+"
    Rule(
        "category_legend",
        "legend",
        rf"\b{_CATEGORY}\W{{0,3}}(?:is |are |=|:)?\W{{0,2}}(?:{_BOUND})?\s?\d[\d.,\-–+ ]{{0,6}}%?\W{{1,4}}"
        rf"(?:(?:and|or) )?{_CATEGORY}\W{{0,3}}(?:is |are |=|:)?\W{{0,2}}(?:{_BOUND})?\s?\d[\d.\-–+]{{0,6}}"
        rf"\s?[%+](?:\W{{1,4}}{_CATEGORY}\W{{0,3}}(?:is |are |=|:)?\W{{0,2}}(?:{_BOUND})?\s?\d[\d.\-–+]"
        rf"{{0,6}}\s?[%+]?)*",
        _legend_text,
    ),
    # "staining of 1% or more of nuclei is considered positive", "a positive tumor shows any nuclear immunostaining"
    Rule(
        "definition",
        "legend",
        r"\b(?:(?:is|are|was|were|be|being) (?:considered|regarded as|defined as"
        r"|scored as|interpreted as|classified as|reported as|deemed)(?: as"
        r"| to be)? (?:\W?(?:low )?(?:positive|negative|equivocal|amplified"
        r"|non\W?amplified)\W? )?(?:if|when|where|for|in (?:the presence"
        r"|cases))|(?:is|are) defined as|(?:\d+\s?%|\d\+)[^.;\n]{0,60}(?:is"
        r"|are) (?:considered|regarded as|defined as|scored as)|a positive (?:er"
        r"|pr|tumou?r|result|o?estrogen|progest\w+)[^;\n]{0,60}shows?\b)" + _SENTENCE_REST,
        whole_text,
        reach=140,
    ),
    # "receptor status is determined based on the percentage of positively stained nuclei"
    Rule(
        "method_sentence",
        "legend",
        r"\b(?:is|are|was|were|been|be) (?:then )?(?:determined|assessed"
        r"|evaluated|scored|calculated|reported|interpreted|based|graded"
        r"|performed)(?: as)? (?:based on|by|according to|as the|using"
        r"|on the basis|in accordance|on a scale|per the)\b(?:(?!,? (?:and"
        r"|which|that) (?:is|are|was|were|show|found|revealed))(?:[^.;\n]"
        r"|\.(?=\d))){0,220}",
        whole_text,
    ),
    # "Equivocal results are reflexed to FISH", "negative cases"
    Rule(
        "plural_results",
        "legend",
        r"\b(?:equivocal|borderline|negative|positive|indeterminate) (?:results"
        r"|cases|tumou?rs|specimens|carcinomas|cancers)\b(?! for (?:er"
        r"|pr|estrogen|progest))" + _SENTENCE_REST,
        whole_text,
    ),
    # "if the ratio is 2.0 or more": a condition is no result
    Rule(
        "condition",
        "legend",
        r"\b(?:if|when|whenever|in cases? (?:where|of|with)|should) (?:the "
        r"|a |an |this |her\W?2\S{0,4} |er |pr )[^.;\n]{0,60}(?:ratio|score"
        r"|result|percent|copies|copy|stain|positive|negative|amplified"
        r"|equivocal|\d)" + _SENTENCE_REST,
        whole_text,
    ),
    # "positive if 1% or more stain", "negative when none stain"
    Rule(
        "any_staining_positive",
        "legend",
        r"\b(?:positive|negative),?\s(?:if|when|is\sdefined|means|indicates)\b" + _SENTENCE_REST,
        whole_text,
    ),
    # "Original (now withdrawn): ER negative (0/8), PR positive (6/8)", "ER was erroneously reported as negative"
    Rule(
        "withdrawn",
        "legend",
        r"\b(?:withdrawn|retracted|erroneous(?:ly)?|in error\b|incorrectly|mistakenly"
        r"|(?:transcription|typograph\w+|clerical|dictation) error)(?:[^.;\n]|\.(?=\d)){0,200}",
        whole_text,
        cues=("withdrawn", "retracted", "erro", "incorrectly", "mistakenly"),
        reach=220,
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
        r"|(?:rough|smooth|within the|go to the|visit the) (?-i:ER)\b"
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
    # "family history: mother had ER positive breast cancer"
    Rule(
        "family_history",
        "legend",
        r"\b(?:family history|(?:mother|sister|aunt|grandmother|daughter"
        rf"|cousin|father|niece|relatives?)(?:'s)?\b{_ON}{{0,25}}(?:had|has|with|diagnosed"
        rf"|breast)){_ON}{{0,160}}",
        whole_text,
    ),
    # "contralateral cancer 2011, ER positive"
    Rule(
        "old_cancer",
        "legend",
        rf"\b(?:history|hx|h/o|past|contralateral|treated|diagnosed)\b{_ON}{{0,70}}\b(?:19[5-9]\d"
        rf"|200\d|201\d|contralateral|years? ago|elsewhere)\b{_ON}{{0,120}}",
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
        r"(?:\d\s?%|\bpercent|\bmost|\bmany|\bmajority) of (?:all |the "
r"|these |such )?(?:\w+ ){0,3}(?:cancers|carcinomas|tumou?rs)\b"
        + _SENTENCE_REST,
        whole_text,
        reach=60,
        cues=("cancers", "carcinomas", "tumors", "tumours", "carcin0mas"),
    ),
    # "normal breast epithelium is positive for ER (internal control)"
    Rule(
        "benign_tissue",
        "control",
        r"\b(?:(?:adjacent|background|surrounding|entrapped|norma[l1]|benign"
        r"|non\W?neoplastic|non\W?tumou?r\w*)\W{1,2}){1,2}(?:breast |mammary "
        r"|ductal |lobular |glandular )*(?:epitheli\w+|ducts?|lobules?"
        r"|acini|glands?|tissue|breast|cells)\b[^.;\n]{0,80}(?:stain\w*"
        r"|positive|negative|react\w*|express\w*|control)[^.;\n]{0,60}",
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
    # "All controls stained appropriately", "positive and negative controls", "internal control: positive"
    Rule(
        "control_sentence",
        "control",
        r"(?:(?:using |with )?(?:appropriate |adequate |satisfactory |known )?(?:positive"
        r"|negative)\W{0,2}(?:and|/|&)\W{0,2}(?:positive|negative) (?:(?:tissue"
        r"|internal|external)[ /]?){0,3}c[o0](?:n|ri)tr[o0][l1i]s?"
        r"|(?:(?:positive|negative|interna[l1]|externa[l1]|tissue|built\W?in"
        r"|in\W?house|on\W?slide|same\W?slide|batch|normal|assay|appropriate"
        r"|adequate|all|the|both)(?:[^\S\n]{1,2}|/|-|,\s|\sand\s)){0,4}(?<!using )\bc[o0](?:n|ri)tr[o0][l1i]s?\b"
        r"(?:\W{1,2}(?:tissues?|slides?|sections?|cells?|lines?))?)(?:[^.;:\n(]{0,20}(?:\(s\))?)"
        r"(?:[:=]|\b(?:are|is|was|were|stain\w*|react\w*|show\w*|work\w*"
        r"|perform\w*|present|absent|appropriate\w*|satisfactory|adequate"
        r"|reviewed|examined|positive|negative|run)\b)" + r"(?:[^.;\n]){0,160}",
        whole_text,
        cues=("contr", "coritr", "c0ntr"),
    ),
    Rule(
        "control_word",
        "control",
        r"\b(?:(?:positive|negative|pos|neg|internal|external)\W{0,3}(?:and\W{0,3}(?:positive"
        r"|negative|external|internal)\W{0,3})?(?:tissue )?cont(?:rols?"
        r"|ro[il]s?)?\b(?: for \S{2,12})?|(?-i:(?:NEG|POS)\s?-\s?HER\W?2"
        r"|(?:NEG|POS)[ -]CONT\w*))",
        whole_text,
    ),
    # "scores 0-3 are given by a kit: score 0 MCF-7"
    Rule("kit_lines", "control", r"\(?score\s?0 MCF\W?7[^)]{0,90}\)?", whole_text, cues=("mcf",)),
    # "cancers with low ER expression", "patients with 1-10% staining"
    Rule(
        "low_positive_comment",
        "legend",
        r"\b(?:cancers?|carcinomas?|tumou?rs?|patients|cases) (?:with|that are"
        r"|showing|in) (?:a )?(?:low (?:level )?(?:er )?(?:positive|expression)"
        r"|1\s?(?:-|–|to)\s?10\s?%|er\W?low)" + _SENTENCE_REST,
        whole_text,
    ),
    # "there are limited data on the benefit"
    Rule(
        "limited_data",
        "legend",
        r"\b(?:there (?:are|is)|with) (?:only )?(?:more )?limited (?:data|evidence)" + _SENTENCE_REST,
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
        r"|value|for)|considered eligible)" + _SENTENCE_REST,
        whole_text,
        reach=120,
    ),
)
