"""Legends: passages that explain what a score, a bound or a category means. No number inside them is a result."""

from __future__ import annotations

import re

from hr_report.extraction.mentions import Match, Rule, whole_text

_CATEGORY = (
    r"(?:(?:(?:low|weak(?:ly)?|strong(?:ly)?)\W{0,2})?(?:«positive»|«negative»"
    r"|equivocal|borderlin\w*|favou?rable|unfavou?rable)|not amplified"
    r"|amplified|low|high)"
)
_BOUND = (
    r"(?:[<>≤≥]\s?=?|\b(?:«less» «than»(?: or equal to)?|«greater» «than»(?: or equal to)?"
    r"|«more» «than»|at least|equal to or greater than|over|under|below"
    r"|above))"
)


def _legend_text(match: Match) -> str | None:
    """A list of definitions: its categories differ, and a bound, a range or a grade stands beside them."""
    text = str(match[0]).lower()
    names = re.findall(
        r"(?:low|weak|strong|intermediate|high)\w*\W{0,2}positive|low|weak"
        r"|equivocal|borderlin|unfavou?r|favou?r|not amplified|amplified"
        r"|high|positive|negative",
        text,
    )
    bounds = re.search(r"[<>≤≥]|than|least|over|under|below|above|\d\s?[-–]\s?\d|\d\+", text)
    return (
        text if not set("|]") & set(text) and len(set(names)) > 1 and len(names) == len(set(names)) and bounds else None
    )


def _defined(category: str) -> str:
    """The pattern of a category with its bound of 1 %, and the rest of its clause, in which no marker is named."""
    return (
        rf"(?:and |or )?«{category}»\W{{0,3}}(?:=|:|is|are)?\W{{0,2}}(?:0\s?[-–]\s?)?{_BOUND}\s?(?:or equal to )?1\s?%"
        r"(?:(?!recept|\b(?-i:ER|PR|PgR)\b)[^.;\n:]){0,60}[.;,\n]?\W{0,3}"
    )


LEGEND_RULES: tuple[Rule, ...] = (
    # "(cut off ratio: > 2.2 amplified; < 1.8 not amplified; 1.8-2.2 equivocal)", "(positive: 1% or more)"
    # "(over 4 = amplified)"
    Rule(
        "cutoff_bracket",
        "aside",
        r"\(\s?(?:(?:(?:(?!\b\d+\b|pos|neg)[^()\n%]){1,24}, )?(?:cut\W?off|reference|ref\.?|threshold|scoring"
        r"|normal(?! (?:breast|duct|acin|gland|lobul|epitheli|tissue)))\b(?!\s?\))[^()]{0,200}"
        rf"|\d+\s?[-–]\s?\d+\s(?:is |= ?)?negative[^()]{{0,120}}"
        rf"|(?:pos(?:itive)?|neg(?:ative)?)\s?[:=]?\s?(?:(?:is|if|when|defined as) )?{_BOUND}\s?"
        r"(?:or equal to )?(?:1|10|1\.8|2(?:\.[02])?)(?![\d.]\d?)[^()]{0,160}"
        rf"|(?:over\W?expressed|amplified|(?:un)?favou?rable)\s?[:=]?\s?(?:ratio )?(?:(?:is"
        rf"|if|when) )?{_BOUND}\s?\d[\d.]*\s?%?"
        r"|(?:borderline|equivocal) \d{1,2}(?:\.\d)?\s?[-–]\s?\d{1,2}(?:\.\d)?[;,][^()]{1,40}"
        r"|(?:(?:over|above|under|below|[<>≥≤]=?) ?\d[\d.]* ?%?|[0-3]\+) ?(?:="
        r"|is|means) ?(?:not )?(?:amplified|positive|negative)"
        r"|(?:pos(?:itive)?)\W{0,3}(?:(?:is|if|when) )?1\s?% or (?:more|greater|above)[^()]{0,160})\)",
        whole_text,
    ),
    # "Criteria: ER and PR, positive when 1% or more. Equivocal: ratio below 2.0": on one line, over sentences
    Rule(
        "criteria_sentences",
        "legend",
        r"\bcriteria(?: for \w+)?\s?:(?:(?!\b(?:ER|PR|HER2|receptor)\s?:\s?(?:pos|neg|\d))(?:[^.\n]|\.(?=\d))){1,200}"
        r"(?:\.\s(?=(?:[^.\n]|\.(?=\d)){0,60}(?:less|greater|below|above|under|over|or more|[<>≥≤]|\d\+))"
        r"(?:(?!\b(?:ER|PR|HER2|receptor)\s?:\s?(?:pos|neg|\d))(?:[^.\n]|\.(?=\d))){1,200}){0,4}",
        whole_text,
        cues=("criteria",),
    ),
    # "Reference range: ER and PR negative <1%", "Cut-off: 1%"
    Rule(
        "reference_range",
        "legend",
        r"\b(?:(?<!\n)reference(?= ?: ?(?:less|more|greater|[<>≥≤\d]))"
        r"|reference (?:ra(?:n|ri)ge|value|interval)s?|«normal» (?:ra(?:n|ri)[gq]e|value)s?"
        r"|cut\W?offs?|threshold|scoring (?:system|criteria|guide\w*|key"
        r"|method)|interpretation (?:guide\w*|key|criteria)|interpretive (?:criteria"
        r"|guide\w*)|legend|scale|key)\b(?:\s?\([^()\n]{0,20}\))?\W{0,3}[:=(\-](?:\s?(?-i:ER ?/ ?PR):)?"
        r"(?:(?:(?:[^\n;:]|\n(?=[<>≥\d]))(?!\bER\w?\s?(?::|\.{3})|\bPg?R\s?(?::"
        r"|\.{3})|receptors?\s?(?::|\.{3})|[.\d]\s(?:o?estrogen|progesterone) receptors? (?:reactive"
        r"|is|are|was|were|shows?|stains?"
        r"|expression|(?:positive|negative) in)\b)){0,200}?"
        r"(?:\d[\dO]*\s?%|\d\+)){1,6}"
        r"(?:(?!\bher\W?2\S{0,6} ?\w* ?:)[^.;:\n]){0,60}(?![^.;\n]?:)",
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
        rf"\b(?:{_defined('positive')}{_defined('negative')}|{_defined('negative')}{_defined('positive')})",
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
        r"(?:\bratios? of (?:greater|less|more|at least|\d[\d.]*\s?(?:(?:or|and|to|is|are)\b|[-–]))"
        r"|\b\d\.\d ratio (?:is|are))(?:[^.;\n]|\.(?=\d)){0,120}"
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
        r"\b\d{1,3}\s?% or (?:more|greater|above|higher)[^.;\n]{0,50}\b(?:is|are) (?:considered "
        r"|regarded as |accepted as |taken as |reported as |called )?positive"
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
        cues=("reference", "legend", "key", "scale", "scoring", "interpretation", "guideline"),
    ),
    # "Scoring of HER2: 0 = no staining, 1+ = faint incomplete, 2+ = weak to moderate complete"
    Rule(
        "grades_explained",
        "legend",
        r"\b[0-3]\+?\s?=\s?[a-z][^.=\n]{2,60}[,;]\s?[0-3]\+?\s?=\s?[a-z][^.\n]{0,160}",
        whole_text,
        cues=("=",),
    ),
    # "score 0-2 negative, 3-8 positive", "IRS: 0-2 negative, 3-12 positive"
    Rule(
        "score_ranges",
        "legend",
        r"(?:\bscores? )?(?<![\w.])[0-8]\s?(?:[-–&,]|to|or|and)\s?[0-8]:?\s(?:is |are )?(?:negative"
        r"|positive)\W{1,4}(?:and )?[0-8]\s?(?:[-–]|to)\s?(?:[0-8]|1[0-2]):?"
        r"\s(?:is |are )?(?:negative|positive)",
        whole_text,
    ),
    # "<1% Neg   >=1% Pos", "<10 NEG ; >=10 POS": two bounds, each with its word
    Rule(
        "bounds_and_words",
        "legend",
        r"(?<![\w.])<\s{0,2}[1lI]?[0O1lI]\s{0,2}%?\W{1,5}neg\w*\W{1,12}[>≥]\s{0,2}=?\s{0,2}[1lI]?[0O1l"
        r"I]\s{0,2}%?\W{1,5}pos\w*",
        whole_text,
        cues=("neg",),
    ),
    # "3+: intense complete staining in >10%; 2+: weak to moderate"
    Rule(
        "grades_described",
        "legend",
        r"\b[0-3]\+\s?[:=]\s?[a-z](?:[^.;\n]|\n(?!\s*\n)){0,90};\s?[0-3]\+?\s?[:=](?:[^.\n]|\n(?!\s*\n)){0,240}",
        whole_text,
    ),
    # "less than 5% unfavorable, 5-10% indeterminate, greater than 10% favorable"
    Rule(
        "bounds_rising",
        "legend",
        rf"{_BOUND}\s?\d[\d.]*\s?%?\W{{1,3}}(?:is )?{_CATEGORY}\W{{1,3}}\d[\d.]*\s?(?:[-–]|to)\s?\d[\d.]*\s?%?\W{{1,3}}"
        rf"[a-z ]{{3,24}}\W{{1,3}}{_BOUND}\s?\d[\d.]*\s?%?\W{{1,3}}(?:is )?(?:{_CATEGORY}|favo\w+)",
        whole_text,
    ),
    # "(ER/PR graded as: Negative / Low positive 1-10 / High positive >50 percent)"
    Rule(
        "graded_as",
        "legend",
        r"\((?:ER ?/ ?PR|ER and PR|receptors?) (?:are |is )?(?:[gq]raded"
        r"|scored|reported|classified) as:?[^()]{1,160}\)",
        whole_text,
        cues=(" as",),
    ),
    # "Negative: less than 3; Borderline 3 - 9; Positive: 10 or greater": bands of a bound ligand
    Rule(
        "bands_with_borderline",
        "legend",
        r"\bneg(?:ative)?\W{1,3}(?:less than|below|under|<|0\s?[-–])\s?\d{1,3}(?:\s?fmol\S{0,4})?[;,.]?"
        r" ?(?:borderline|equivocal"
        r"|intermediate|indeterminate)\W{1,3}\d{1,3}\s?(?:[-–]|to)\s?\d{1,3}(?:\s?fmol\S{0,4})?[;,.]? ?"
        r"pos(?:itive)?\W{1,3}[^.;\n]{1,30}",
        whole_text,
        cues=("neg",),
    ),
    # "Negative: H score < 1; Weakly positive: 1-100; Moderately positive: 101-200"
    Rule(
        "degrees_of_scores",
        "legend",
        r"(?:\bnegative\W{1,3}[^.;\n\d]{0,12}[<0-9][^.;\n]{0,8}[;,]\s?)?\bweak(?:ly)? positive\s?[:=]\s?"
        r"\d+\s?[-–]\s?\d+(?:[^.\n]|\n(?!\s*\n)){0,160}"
        r"|\b\d+\s?[-–]\s?\d+ (?:negative|weakly positive)[,;]\s?\d+\s?[-–]\s?\d+ (?:weak"
        r"|moderate)ly positive[^.\n]{0,120}",
        whole_text,
        cues=("weak",),
    ),
    # "Scoring as per guideline: ER and PR negative <1%; ER low positive 1-10%; positive >10%"
    Rule(
        "scoring_as_per",
        "legend",
        r"\bscor(?:ing|ed) (?:is |was )?(?:as per|acc\w{4,6} to|per|by|following)\b[^.:]{0,40}:"
        r"(?:[^.\n]|\n(?!\s*\n)){0,200}",
        whole_text,
        cues=("scor",),
    ),
    # "HER2: 0 and 1+ negative, 2+ equivocal, 3+ positive"
    Rule(
        "grades_listed",
        "legend",
        r"\b0 ?(?:and|or|to|,|/(?=[^.\n]{0,60}\b[23] ?\+)|-|&) ?1\+ ?(?:\(|is |are |= ?|: ?)?"
        r"(?:(?:negative|normal|not overexpressed)\b|neg\b(?=\W{1,4}2\s?\+))[^.\n]{0,80}",
        whole_text,
    ),
    # "ratio >=2.0 is amplified; ratio <2.0 is not amplified", "ratio below 2.0 not amplified, 2.0 and above amplified"
    Rule(
        "ratio_legend",
        "legend",
        rf"\bn(?:ot|on)\W?amplified:? ?(?:ratio )?{_BOUND}\s?\d\.\d(?:[^\n.]|\.(?=\d)){{0,60}}amplified:? ?(?:ratio )?"
        rf"{_BOUND}\s?\d\.\d"
        r"|\bratio \d(?:\.\d+)? or (?:above|greater|more|higher)\b(?:[^\n.;]|\.(?=\d)){0,80}"
        rf"|\bratio\s?(?:of )?{_BOUND}\s?\d[\d.]*(?: by FISH)?(?: with (?:[^\n.;]|\.(?=\d)){{0,50}})?"
        rf"\s?(?:is |are |=|:)?\s?(?:considered )?(?:not "
        rf"|non-?)?amplified(?:[^.\n]|\.(?=\d)){{0,100}}",
        whole_text,
        cues=("ratio", "amplified"),
    ),
    # "Allred score 0-2 negative, 3-8 positive", "Quick score 0 or 2: unlikely to respond"
    # "HER2 is scored 0 (no staining), 1+ (faint), 2+ (weak), 3+ (strong)"
    Rule(
        "scale_explained",
        "legend",
        r"(?:\b(?:allred|quick) scores? (?:of )?[0-8] (?:or|and|to) [0-8]\s?[:=][^.\n]{0,120}"
        r"|\b(?:is|are) scored(?: as)?(?: from)? 0 ?(?:\((?=[^.\n]{0,120}[1-3]\s?\+)|to|,|=)[^.\n]{0,200}"
        r"|\b(?:allred|quick|h)\W?(?:total )?score\W{1,3}(?:of )?0\s?[-–]\s?[0-9]\s?(?:is"
        r"|=|:)?\s?negative[^.\n]{0,80})",
        whole_text,
    ),
    # "One percent nuclear staining is the threshold for positive", "1% as cut-off for ER positivity"
    # "Cut-off for ER positivity: 1%", "staining in 1 to 10% of cells is reported as low positive"
    Rule(
        "cutoff_for",
        "legend",
        r"\b(?:cut\W?offs?|limits?)\b(?: of \w+)?\s?:\s?(?:(?:E\.R\."
        r"|P(?:g\.)?R\.|\bER\b|\bPg?R\b)[/, ]?){1,2}[^.;\n]{0,60}"
        r"|\bcut\W?offs\b[^.;:\n]{0,40}:(?:[^.\n]|\.(?=\d)){0,200}"
        r"|\b(?:1|10)\s?%[^\S\n]?(?:is the )?(?:positiv\w+ )?(?:cut\W?off|threshold|cut\W?point|limit)\b[^.;\n]{0,60}"
        r"|\blimits? for (?:positiv\w+|negativ\w+)[^%;\n]{0,80}:\s?\d{1,2}\s?%"
        r"|\blimit of (?:1|10)\s?%[^.;\n)]{0,60}|\blimits? (?:now |is |was |at )?(?:1|5|10)\s?%"
        r"|\b(?:1|5|10)\s?% as (?:the |a |our )?(?:cut\W?off|threshold|limit)\b[^.;:\n)]{0,60}"
        r"|\b(?:one|five|ten|1|5|10) percent(?: [a-z]+){0,3} is (?:the"
        r"|our) (?:threshold|cut\W?off|limit)\b[^.;\n]{0,60}"
        r"|(?<!above\s)(?<!below\s)\b(?:cut\W?off|threshold|cut\W?point)s?\b(?! interpretation)"
        r"(?:(?!\)\s(?-i:[A-Z]))[^.;\n]|(?<=:)\n|\n(?=\s?[<>≥≤])"
        r"|\n(?=(?:for|of)\b|(?:positivity|is)\b)){0,80}\d+\s?(?:%|percent\b)",
        whole_text,
        cues=("cut", "threshold", "limit"),
    ),
    Rule(
        "called",
        "legend",
        r"\b(?:of (?:\w+ ){1,2}|\d{1,3}\s?% )(?:is"
        r"|are) (?:called|(?:«reported»|«regarded»|«considered»|classified|scored) as)\b[^.;\n]{0,60}",
        whole_text,
        reach=100,
    ),
    # "0-4% unfavorable, 5-9% borderline, 10% or more favorable", "total 0-2 negative, 3-8 positive": bands from nought
    Rule(
        "bands_from_nought",
        "legend",
        r"(?<![\d.])0\s?(?:[-–]|to)\s?\d{1,2}(?:\.\d)?\s?%?(?: is| =|:)? ?(?:unfav\w*|neg\w*)(?:[,;.]{0,2}\s(?:and )?"
        r"(?:[<>≥≤]\s?|over |above )?\d{1,3}(?:\.\d)?\s?%?\s?(?:(?:[-–]|to|or|and)\s?(?:\d{1,3}(?:\.\d)?|more"
        r"|above|over|greater)|\+)?\s?%?(?: is| =|:)? ?(?:borderline|equivocal|indeterminate|low|weak\w*|moderate\w*"
        r"|strong\w*|pos\w*|fav\w*)(?: pos\w*)?\b\.?){1,4}",
        whole_text,
    ),
    # "Negative <1%, Positive >=1%", "Low <10%, High >20%", "Negative 0-1+, Equivocal 2+, Positive 3+"
    Rule(
        "category_legend",
        "legend",
        rf"\b{_CATEGORY}\W{{0,3}}(?:is |are |=|:)?\W{{0,2}}(?:{_BOUND})?\s?\d(?:[\d.,\-–+ ]|or ){{0,6}}%?\W{{1,4}}"
        rf"(?:(?:and|or) )?{_CATEGORY}\W{{0,3}}(?:is |are |=|:)?\W{{0,2}}(?:{_BOUND})?\s?\d[\d.\-–+]{{0,6}}"
        rf"\s?[%+](?:\W{{1,4}}{_CATEGORY}\W{{0,3}}(?:is |are |=|:)?\W{{0,2}}(?:{_BOUND})?\s?\d[\d.\-–+]"
        rf"{{0,6}}\s?[%+]?)*",
        _legend_text,
    ),
    # "0 - 1+ Neg   2+ Equiv   3+ Pos", "0, 1+, 2+ (equivocal), 3+ (positive)": grades side by side, each explained
    Rule(
        "grades_side_by_side",
        "legend",
        r"(?<![\w.])[0O](?!\s?/\s?1\+\s?/\s?2\+)(?![^.;\n]{0,8}\(\s\))\s?(?:[-–,/]"
        r"|and|to|or)?\s?[1lI]\s?\+[^.;_\[]{0,24}[\s,;]2\s?\+"
        r"[^.;_\[]{0,40}[\s,;]3\s?\+(?:[^\n.;:)]{0,20}\w*)",
        whole_text,
    ),
    # "HER2 score: 0 - 1.9 not overexpressed, 2.0 - 2.9 borderline": bands of a score, each with its word
    Rule(
        "score_bands",
        "legend",
        r"(?:\bher\W?2\S{0,4} )?(?:\bscores?\s?:?\s?)?(?<![\d.])0(?:\.0)?\s?[-–]\s?[0-2]\.\d{1,2},?\s?"
        r"(?:is |are |=|:|\()?\s?"
        r"(?:no[tn]\W?over\W?[ec]xp[ri]essed|«negative»|neg\b|no amplification"
        r"|not amplified)(?:[^.\n]|\.(?=\d)){0,120}",
        whole_text,
    ),
)
