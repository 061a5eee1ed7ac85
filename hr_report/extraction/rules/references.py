"""References printed beside results: the bounds of a laboratory, what a guideline asks, whom a test is meant for.

They stand between or behind the values of a row, or in a note; no number inside them is a result.
"""

from __future__ import annotations

from hr_report.extraction.mentions import Rule, whole_text
from hr_report.extraction.patterns import SENTENCE_REST

REFERENCE_RULES: tuple[Rule, ...] = (
    # "NEG <5 BORDERLINE 5-10 POS >10", "Pos >=10  Neg <10": the reference in a row
    Rule(
        "reference_in_row",
        "aside",
        r"\b(?:pos\w*|fav\w*)\s?[>≥]\s?=?\s?\d{1,2}(?:\.\d)?\s?%?[^\S\n]{1,4}(?:neg\w*"
        r"|unfav\w*)\s?<\s?\d{1,2}(?:\.\d)?(?:\s?%)?"
        r"|\b(?:neg\w*|unfav\w*)\s?<\s?\d{1,2}(?:\.\d)?\s?%?[\s,;]{1,4}(?:borderline|equivocal|indeterminate)\s?"
        r"\d{1,2}(?:\.\d)?\s?[-–]\s?\d{1,2}(?:\.\d)?\s?%?[\s,;]{1,4}(?:p[o0]s\w*|fav\w*)\s?[>≥]\s?=?\s?"
        r"\d{1,2}(?:\.\d)?(?:\s?%)?",
        whole_text,
        cues=("<",),
    ),
    # "Result 83 Units % Ref <10 neg Interp POS": the bound of one field
    Rule(
        "reference_field",
        "aside",
        r"\bref(?:erence)?\b\.?:?\s{1,4}[<>≥≤]=?\s?\d[\d.]*\s?%?\s{1,3}(?:neg|pos|low|high|(?:un)?favou?rable)\w*"
        r"(?:, \d[\d.]*\s?[-–]\s?\d[\d.]*\s?%? (?:inconclusive|borderline|equivocal|indeterminate|low\w*),"
        r" [>≥]=?\s?\d[\d.]*\s?%? (?:pos|high)\w*)?",
        whole_text,
        cues=("ref",),
    ),
    # "Repeat ER on a fresh section with working control: 40%"
    Rule(
        "working_control",
        "aside",
        r"\b(?:on (?:a )?(?:fresh|new|second|further) (?:section|slide|block) )?with (?:an? )?(?:working|valid|adequate"
        r"|reactive|accepted|acceptable|satisfactory) control(?=\s?:)",
        whole_text,
        cues=("control",),
    ),
    # "PR 3% (with 10% as limit: neg)": the bound between a share and what it is called
    Rule(
        "limit_beside",
        "aside",
        r"(?<=%\s)\(?with (?:1|5|10)\s?% as (?:the )?(?:limit|cut\W?off|threshold)(?=:)",
        whole_text,
        cues=("limit", "cut", "threshold"),
    ),
    # "REFERENCE RANGES\nER, PR: >= 1% favorable": a heading, with the line of bounds below it
    Rule(
        "reference_heading",
        "legend",
        r"\breference(?: ranges?| values?| intervals?)?[ \t]*\n(?=[^\n]{0,60}[<>≥≤])[^\n]{0,200}",
        whole_text,
        cues=("reference",),
    ),
    # "EXPECTED VALUES (ER AND PR)\n  POSITIVE  > 10 %\n  NEGATIVE  < 5 %": a heading, and a line for each category
    Rule(
        "values_by_line",
        "legend",
        r"\b(?:expected|reference|normal|cut\W?off) (?:values?|ranges?|limits?)(?: ?\([^()\n]{1,24}\))? ?:?[^\S\n]*"
        r"(?:\n[^\S\n]*(?:low |weakly )?(?:positive|negative|borderline|equivocal|indeterminate|(?:un)?favou?rable)"
        r"\s{1,20}[<>≥≤\d][^\n]{0,60}){2,5}",
        whole_text,
    ),
    # "NEGATIVE when the HER2 to Chr17 ratio is <2.0 with an average copy number < 4.0"
    # "HER2 3+ or FISH+ = HER2 positive"
    Rule(
        "ratio_when",
        "legend",
        r"\b(?:positive|negative|equivocal) (?:when|if) (?:the )?(?:average "
        r"|mean )?(?:her\W?2\S{0,4} (?:to|/|copy|signal|gene)|ratio|FISH)"
        r"(?:[^;\n.]|\.(?=\d)){0,160}|\bher\W?2 3 ?\+ or F?ISH ?(?:\+|positive|amplified)[^.;\n]{0,40}",
        whole_text,
        cues=("when", " if ", " or fish", " or ish"),
    ),
    # "HER2 SCORING: 0 negative; 1+ negative; 2+ equivocal; 3+ positive"
    Rule(
        "grades_named",
        "legend",
        r"(?:\bher\W?2\S{0,4} (?:scor\w+|key|scale)? ?:? ?)?(?<![\w.])0 ?(?:[-=:] ?)?\(?(?:is )?negative\)?[,;] ?1 ?\+"
        r" ?(?:[-=:] ?)?\(?(?:is )?negative[^.\n]{0,80}",
        whole_text,
        cues=("1+", "1 +"),
    ),
    # "HER2 is negative when the score is 0 or 1+, equivocal when 2+, positive when 3+"
    Rule(
        "grades_when",
        "legend",
        r"\bher\W?2\S{0,4} (?:is |= ?)?(?:negative|positive) (?:when|if"
        r"|for) (?:the )?(?:score )?(?:is )?(?:of )?[0-3][^.\n]{0,100}",
        whole_text,
        cues=(" when ", " if ", " for "),
    ),
    # "Percentage of ER positive cells required for positivity is 1%"
    Rule(
        "required_for",
        "legend",
        r"\b(?:required|needed|necessary) (?:for|to call)(?: (?:a|it))? positiv\w*[^.;\n]{0,40}",
        whole_text,
        reach=80,
        cues=("required", "needed", "necessary"),
    ),
    # "Reference for ER and PR: pos when any nuclear stain in 10 % of cells or more"
    Rule(
        "reference_for",
        "legend",
        r"\breference for (?:(?-i:ER|PG?R|PgR|HER\W?2)|o?estrogen|receptors?)[^.:;\n]{0,30}:[^.;\n]{0,120}",
        whole_text,
        cues=("reference for",),
    ),
    # "Reference: ASCO/CAP 2010 for ER and PR (1%)"
    Rule(
        "guideline_for",
        "legend",
        r"\bASCO\s?/?\s?CAP (?:guidelines? )?(?:of )?(?:19|20)\d\d for [^.;\n]{0,120}",
        whole_text,
        cues=("cap",),
    ),
    # "Positive ER/PR is 1% or more", "may behave like ER negative ones"
    Rule(
        "positive_is",
        "legend",
        r"\b(?:positive (?:ER|PR|ER ?(?:/|and|or|&) ?PR|receptors?)|(?:ER|PR|ER ?(?:/|and|or|&) ?PR)\s?: pos(?:itive)?)"
        r" (?:is|means|=) \d+\s?% or (?:more|greater)[^.;\n]{0,40}"
        r"|\b(?:«behave»|act|respond)s? (?:more )?(?:like|as|similarly to) (?:an? )?(?:ER|PR|HER\W?2|receptor)\W?"
        r"(?:negative|positive)[^.;\n]{0,40}"
        r"|\b(?:read|regarded|considered|taken) as (?:positive|negative) (?:at|from|above|below)\b[^.;\n]{0,40}",
        whole_text,
    ),
    # "98 % Favorable > or = 10 %": the bound behind a share and what it is called
    Rule(
        "bound_behind_share",
        "aside",
        r"\b\d{1,3}(?:\.\d+)?\s?%\s{1,12}(?:un)?favou?rable\s{1,12}(?P<at>[<>≥≤]\s?(?:or\s)?=?\s?\d{1,2}\s?%)",
        whole_text,
        cues=("%",),
    ),
    # "61.5% (Positive >= 20%)": the same in brackets
    Rule(
        "bound_in_brackets",
        "aside",
        r"\b\d{1,3}(?:\.\d+)?\s?%\s?(?P<at>\((?:positive|negative|favou?rable|normal|cut\W?off)"
        r"\s?(?:if |is |when |:|=)?\s?[<>≥≤]\s?=?\s?\d{1,2}\s?%\))",
        whole_text,
        cues=("%",),
    ),
    # "Favorable >10", "Unfavorable <5%": the reference beside a result
    Rule(
        "favorable_bound",
        "legend",
        r"\b(?:un)?favou?rable\s?:?\s?[<>≥≤]\s?=?\s?\d{1,2}(?!\d|\.\d)(?:\s?%)?",
        whole_text,
        cues=("favo",),
    ),
    # "ER/PR: 0 - 4 percent negative; 5 percent and above positive", "HER2 score: less than 1.5 negative; 1.5 to"
    Rule(
        "bounds_of_marker",
        "legend",
        r"\b(?:(?-i:ER|P[gG]?R)|her\W?2\S{0,4}) score:? (?:negative|positive) ?[<>≥≤](?:[^.;\n]|\.(?=\d)){0,60}"
        r"|\b(?:(?-i:ER/P[gG]?R|ER|P[gG]?R)|her\W?2\S{0,4})(?:(?: \w+){0,2}:| score)\s?(?:less than"
        r"|under|below|<|0\s?(?:[-–]|to))\s?\d[\d.]*"
        r"\s?(?:%|percent)?,? (?:is )?(?:negative|neg|not \w+)[;,] (?:[<>≥≤]|greater|more|over|\d[\d.]*\s?"
        r"(?:[-–]|to\b|or\b|and\b|%|percent))(?:[^.\n]|\.(?=\d)){0,120}",
        whole_text,
        cues=(":", " score"),
    ),
    # "NORMAL VALUES: ER Positive >10, PR Positive >10 fmol/mg", "Category limits: negative < 1, positive 1 or more"
    Rule(
        "normal_values",
        "legend",
        r"\b(?:normal|reference|expected|category|decision|cut\W?off) (?:values?|limits?|levels?|bounds)\s?:"
        r"(?=[^.]{0,80}[<>≥≤])(?:[^.\n]|[.\n]\s?(?=(?-i:[a-z])|[\d(<>])){0,200}",
        whole_text,
        cues=("value", "limit", "level", "bounds"),
    ),
    # "POSITIVE IS A TOTAL SCORE ABOVE 2"
    Rule(
        "positive_is_a_score",
        "legend",
        r"\b(?:positive|negative) is an? [^.;\n]{0,30}(?:above|below|over|under|greater|less|more)\b[^.;\n]{0,30}",
        whole_text,
        cues=(" is a",),
    ),
    # "(H-score range 0-300; greater than 50 regarded as positive)"
    Rule(
        "range_in_brackets",
        "aside",
        r"\((?:[a-z-]+ ){0,2}range:? \d{1,3}\s?(?:[-–]|to)\s?\d{1,3}[^()\n]{0,80}\)",
        whole_text,
        cues=("range",),
    ),
    # "91 % FAVORABLE (>= 10 %) (< 10 %)", "0 FAVORABLE (0, 1+) (3+)": what is favorable and what is not, in brackets
    Rule(
        "favorable_ranges",
        "aside",
        r"(?<=favou?rable )(?:\(\s?[<>≥≤][^()\n]{0,8}\)(?:\s?\(\s?[<>≥≤][^()\n]{0,8}\))?"
        r"|\(\s?\d[^()\n]{0,8}\)\s?\(\s?\d[^()\n]{0,8}\))",
        whole_text,
        cues=("favo",),
    ),
    # "absent in 100% of cells": the share that does not stain
    Rule(
        "share_unstained",
        "aside",
        r"(?<=\b(?:a\s?b\s?s\s?e\s?n\s?t|«absent»|«negative»|lost) )in (?:all \()?[1lI][0oO]{2}\s?%\)?"
        r"(?: of (?:the )?(?:[a-z]+ ){0,2}(?:cells|nuclei))?",
        whole_text,
        cues=(" in ",),
    ),
    # "84% > 5% ABOVE CUT POINT": the bound between a number and what it means
    Rule(
        "above_cut_point",
        "aside",
        r"(?<=\d\s?%?\s)[<>≥≤]\s?=?\s?\d{1,3}(?:\.\d+)?\s?%?\s(?:above|below|at) (?:the )?cut\W?(?:point|off)\b,?",
        whole_text,
        cues=("cut",),
    ),
    # "82 H   0-4 % (Negative)", "5.6 H   <2.0 (Not amplified)", "1+   0-1+ (Negative)": an interval with what it means
    Rule(
        "interval_in_words",
        "aside",
        r"(?<=\d\+?(?:\s[HL])?\s{1,8})(?:0\s?-\s?\d{1,2}\s?[%+]|<\s?[12]\.\d{1,2})\s?"
        r"\((?:negative|low|normal|not amplified|not over\W?expressed)\)",
        whole_text,
        cues=("(",),
    ),
    # "3+ H 0 - 1+", "TO FOLLOW 0 - 1+": the reference interval behind a grade
    Rule(
        "grade_interval",
        "aside",
        r"(?<=(?:[0-3]\s?\+|follow|pending|performed)(?:\s[HLA])?\s{1,8})0\s?[-–]\s?1\s?\+",
        whole_text,
        cues=("+",),
    ),
    # "ref ER/PR <5 = Negative", "(POSITIVE 10 AND OVER; NEGATIVE UNDER 10)": the bounds in a note
    Rule(
        "reference_note",
        "legend",
        r"\breference\s?: (?:less than|under|below|<) ?\d{1,3} ?%? (?:is )?(?:negative"
        r"|unfav\w*)(?:(?!\bher\W?2)[^.\n]){0,80}"
        r"|\bref\.?:? (?:for )?(?:(?-i:ER|P[gG]?R)[/, ]?){1,2}[^.;\n]{0,40}"
        r"|\(\s?(?:positive|negative) (?:under |over |above |below )?\d{1,3} (?:and"
        r"|or) (?:over|above|more|greater|under|less)[^()\n]{0,80}\)",
        whole_text,
    ),
    # "staining of more than 10% is score 3+", "3+ positive, 2+ equivocal"
    Rule(
        "grade_called",
        "legend",
        r"\bstaining\b(?=[^.;\n]{0,60}(?:\d\s?%|complete|faint|weak|intense|strong|circumf))[^.;\n]{0,60}"
        r" (?:is|are) (?:sc[o0][ri][ec]d?|graded|called|read)(?: as)? [0-3]\s?\+"
        r"|(?:\bher\W?2\S{0,4} )?\b3\s?\+ (?:is |= ?)?positive[,;] ?2\s?\+ (?:is |= ?)?equivocal[^.\n]{0,60}",
        whole_text,
        cues=("+",),
    ),
    # "An H-score above 10 is taken as positive", "values above 10 are regarded as positive"
    # "results 1-10% are low positive"
    Rule(
        "above_is_positive",
        "legend",
        r"\b(?:results?|values?|percentages?) (?:of |between |from )?\d{1,2}\s?(?:[-–]|to|and)\s?\d{1,3}\s?%"
        r" (?:for (?:ER|PR) )?(?:is|are) (?:to be )?(?:called |considered "
        r"|regarded as |reported as )?(?:low )?(?:positive|negative)[^.;\n]{0,40}"
        r"|\b(?:scores?|values?|results?|staining|percentages?) (?:above|over|greater than|more than|of|below|less than"
        r"|under|[<>≥≤])[^.;\n%]{0,30}(?<!and\s)(?<!which\s)"
        r"\b(?:is|are) (?:taken|considered|regarded|interpreted|classed|called|scored|read)"
        r"(?: as| to be)? (?:positive|negative|favou?rable|unfavou?rable)",
        whole_text,
        cues=("positive", "negative", "favo"),
    ),
    # "HER2 3+ requires uniform intense staining of more than 30%", "2+ is followed by FISH"
    Rule(
        "grade_requires",
        "legend",
        r"\b(?:her\W?2\S{0,4} )?[0-3]\s?\+ (?:requires|means|denotes|is defined|(?:is|are) (?:followed|tested|reflexed"
        r"|investigated|referred))\b(?:[^.;\n]|\.(?=\d)){0,120}",
        whole_text,
        cues=("+",),
    ),
    # "to see whether the tumor is positive for ER": a question
    Rule("whether", "legend", r"\bwhether (?:or not )?" + SENTENCE_REST, whole_text, cues=("whether",)),
    # "validated for patients with node-negative, estrogen receptor positive invasive breast cancer"
    Rule(
        "validated_for",
        "legend",
        r"\b(?:«validated»|«indicated»|«approved»|«intended»|recommended|eligible|eligibility|designed|offered)"
        r" (?:only )?(?:for|in) (?:use in )?(?:[\w-]+,? ){0,4}(?:«patients»|women|tumou?rs|cancers|carcinomas?|cases)\b"
        + SENTENCE_REST
        + r"|\b(?:eligible|eligibility:?) (?:if|when|criteria)\b[^.;\n()]{0,120}",
        whole_text,
        cues=("for", "in", "eligib"),
    ),
)
