"""Bounds told in passing, without the heading of a legend: "ER below 1% is negative". No number inside is a result."""

from __future__ import annotations

from hr_report.extraction.mentions import Rule, whole_text

_RECEPTOR = r"(?-i:E\.?R\.?|P[Gg]?\.?R\.?)"
_RECEPTORS = rf"{_RECEPTOR}(?: ?(?:and|or|/|&|,) ?{_RECEPTOR})?"
_BOUND = (
    r"(?:(?:[<>≥≤]\s?=?|below|under|less than|fewer than|over|above|more than|greater than|at least)\s?(?:1|5|10)"
    r"\s?(?:%|percent)|(?:1|5|10)\s?(?:%|percent) or (?:more|greater|above|higher|less|fewer)"
    r"|1\s?%?\s?(?:-|–|to)\s?10\s?%)"
)
"""A share at which categories part: a result may be "over 90%", the bound of a category is 1, 5 or 10."""
_OF_CELLS = r"(?: of (?:the )?(?:\w+ ){0,2}(?:nuclei|cells))?"
_IS_CALLED = r"(?:is|are|=|means?)(?: (?:called|considered|regarded as|reported as|designated))?"
_CATEGORY = r"[\"'‘“]?(?:low[- ])?(?:positive|negative)"

BOUND_RULES: tuple[Rule, ...] = (
    # "Positive ER/PR: ≥ 1% (ER Low Positive: 1-10%)": a definition by the names of the markers
    Rule(
        "positive_from",
        "legend",
        r"\bpositive (?:ER|PR|ER ?(?:/|and|or|&) ?PR)\s?:\s?(?:[>≥]\s?=?|at least )\s?(?:1|5|10)\s?%"
        r"(?:\s\([^()]{0,44}\))?",
        whole_text,
        cues=("positive ",),
    ),
    # "low positive (ER) 1-10%", "positive >=1%; ER 1-10% low positive": a category with its marker put in
    Rule(
        "low_positive_of",
        "legend",
        r"\blow positive \((?-i:ER|ER/PR)\)\W{1,3}1\s?(?:%\s?)?(?:-|–|to)\s?10\s?%"
        r"|(?<=[>≥]\s?=?\s?1\s?%[^.;\n%]{0,50}[;,]\s)(?:ER )?1\s?(?:%\s?)?(?:-"
        r"|–|to)\s?10\s?% (?:ER )?(?:is reported as )?"
        r"low[- ]positive",
        whole_text,
        cues=("low",),
    ),
    # "ER/PR POSITIVE 5% OR MORE", "ER and PR positive if 10% or more": one bound for both
    Rule(
        "pair_positive_from",
        "legend",
        r"\bER ?(?:/|and|&|,) ?PG?R (?:is |are )?positive,?:? (?:if |at |from |when |is |= ?)?(?:[≥>] ?=? ?)?"
        r"(?:1|5|10) ?(?:%|percent) (?:or|and) (?:more|greater|above|over)"
        r"|\bER ?(?:/|and|&|,) ?PG?R (?:is |are )?positive ?[,:=]? ?(?:≥|>=|at least) ?(?:1|5|10) ?%[^.;\n]{0,40}",
        whole_text,
        cues=("positive",),
    ),
    # "cases with 10% or more stained nuclei are reported positive"
    Rule(
        "cases_called",
        "legend",
        r"\b(?:cases|tumou?rs|cancers|specimens|samples) (?:with|showing"
        r"|having) [^.;\n]{0,80}\b(?:are|is|(?:should|will"
        r"|may|can) be) (?:reported|considered|regarded|called|scored|taken|classified|read|designated)(?: as| to be)?"
        r" (?:(?-i:ER|PR) )?(?:low\W)?(?:positive|negative)[^.;\n]{0,40}",
        whole_text,
        cues=(" are ", " is ", " be "),
    ),
    # "ER and PR are called POS when 1% or more of the nuclei stain", "HER2 is considered positive (3+) when"
    # "E.R. & P.R. considered -ve when < 1% of cells are stained"
    Rule(
        "called_when",
        "legend",
        rf"(?:\b(?:(?:{_RECEPTORS}|receptors?|her\W?2\S{{0,4}}) )?(?:is|are) |\b{_RECEPTORS} )(?:called|considered"
        r"|regarded as|reported as|scored|scored as|read as|interpreted as|taken as)"
        r" (?:(?:pos|neg)\w*(?: \([0-3]\s?\+\))?|[-+]ve|reactive|(?:no )?immunoreactive(?: tumou?r)?"
        r"(?: cells)?(?: present)?) (?:when|if|at|with|from|below|under|above|over|less than|more than)\b(?:[^.;\n]"
        r"|\.(?=\d)){0,80}",
        whole_text,
        cues=("called", "considered", "regarded", "reported", "scored", "read", "interpreted", "taken"),
    ),
    # "If 1% to 10% of nuclei are immunoreactive, the sample should be reported as ER Low Positive"
    Rule(
        "if_reported_as",
        "legend",
        r"\b(?:if|when) (?:[^.;\n]|\.(?=\d)){1,100}? (?:should|will|must|may|can|is|are) (?:be )?(?:reported|considered"
        r"|regarded|called|interpreted|classified|scored|designated)(?: as)? (?:[^.;\n]|\.(?=\d)){0,60}",
        whole_text,
        cues=("if ", "when "),
    ),
    # "Positive for receptors = more than 5% of cells"
    Rule(
        "positive_for_receptors",
        "legend",
        r"\b(?:positive|negative) for (?:hormone )?receptors? ?(?:=|is|means|if) [^.;\n]{0,60}",
        whole_text,
        cues=("receptor",),
    ),
    # "3+ (POSITIVE): complete, intense in >10% of cells. 2+ (EQUIVOCAL): weak to moderate": each grade explained
    Rule(
        "grades_explained",
        "legend",
        r"(?<![\w.])[0-3]\s?\+?\s?\((?:positive|negative|equivocal)\)\s?[:=](?:[^:=\n]{10,160}[.;,]\s?[0-3]\s?\+?\s?"
        r"\((?:positive|negative|equivocal)\)\s?[:=]){1,3}(?:[^.;\n]|\.(?=\d)){0,160}",
        whole_text,
        cues=("(pos", "(neg", "(equiv"),
    ),
    # "E.R. score = intensity (0 to 3+)/percentage. Below 1% is negative"
    Rule(
        "score_formula",
        "legend",
        r"\bscore ?= ?(?:intensity|proportion|percentage|percent)\b[^.\n]{0,60}"
        r"(?:\.\s(?:below|under|less than) 1 ?% is (?:considered )?negative\b)?",
        whole_text,
        cues=("score",),
    ),
    # "ER below 1% of nuclei is negative", "ER or PR of 1% or more is positive", "Under 1% is PR negative"
    # "1% to 10% is 'ER low positive'", "ER/PR >=1% = hormone receptor positive"
    Rule(
        "share_is",
        "legend",
        rf"\b{_RECEPTORS} (?:of )?{_BOUND}{_OF_CELLS} {_IS_CALLED} (?:hormone receptor[- ])?{_CATEGORY}\b"
        rf"|(?<![\w.]){_BOUND} (?:nuclear )?staining (?:is|are) (?:to be )?(?:called"
        rf"|considered|regarded as|reported as|taken as)"
        rf" {_CATEGORY}\b[^.;\n]{{0,40}}"
        rf"|(?<![\w.]){_BOUND}{_OF_CELLS} {_IS_CALLED} [\"'‘“]?(?:\b(?:ER|PR)|hormone receptor)[- ]{_CATEGORY}\b",
        whole_text,
        cues=("%", "percent"),
    ),
    # "2+ with a negative ISH is HER2-low; 2+ with a positive ISH is HER2 positive"
    Rule(
        "grade_with_ish",
        "legend",
        r"\b[0-3]\s?\+ with an? (?:negative|positive|amplified|non-?amplified) (?:F?ISH|in situ)[^.\n]{0,120}",
        whole_text,
        cues=("+ with",),
    ),
    # "Equivocal for HER2 is 2+ staining defined as weak to moderate": over line ends
    Rule(
        "staining_defined",
        "legend",
        r"\b(?:positive|negative|equivocal)\b(?:[^.;\n]|\.\s(?=(?-i:[a-z]))){0,40}\bis (?:0 or "
        r"|[0-2]\+ or )?[0-3]\+? staining defined as(?:[^.]|\.(?=\d)){0,220}",
        whole_text,
        cues=("defined as",),
    ),
    # "is graded 0-3+. 0 is no staining. 1+ is weak staining intensity. 2+ is moderate"
    Rule(
        "graded_from_nought",
        "legend",
        r"\b(?:graded|scored) (?:from |as )?0\s?(?:[-–]|to)\s?3\s?\+(?:\.\s[0-3]\+? (?:is|=|means) [^.]{3,60}){0,4}",
        whole_text,
        cues=("graded", "scored"),
    ),
    # "over 30% strong complete membrane staining is positive (3+), 10% or less is negative"
    Rule(
        "staining_is_grade",
        "legend",
        r"\b(?:her\W?2\S{0,4}:? )?(?:(?:over|above|more than|greater than"
        r"|at least|below|under|less than)|[<>≥≤])\s?(?:10|30)\s?%"
        r" [^.;\n]{0,60}staining (?:is|are|=) (?:positive|negative|equivocal|scored?)\b[^.\n]{0,80}",
        whole_text,
        cues=("staining",),
    ),
    # "pos = positive, amp = amplified": what the short words of a form stand for
    Rule(
        "short_words",
        "legend",
        r"\b(?:pos = positive|neg = negative|(?:non-?|not )?amp = (?:non-?|not )?amplified|equiv = equivocal"
        r"|ind = indeterminate|n/?a = not [a-z]+)\b",
        whole_text,
        cues=("=",),
    ),
    # "ER and PR: + denotes 1% or more of the nuclei"
    Rule(
        "sign_denotes",
        "legend",
        r"(?<![\w+])\+ (?:denotes|means|indicates|signifies|stands for)\b(?:[^.;\n]|\.(?=\d)|\n(?=(?-i:[a-z]))){0,80}",
        whole_text,
        cues=("denote", "mean", "indicat", "signif", "stands"),
    ),
    # "diploid 1 - 2.5, polysomy 2.5 - 4, equivocal 4 - 6, amplified over 6 signals"
    Rule(
        "bands_of_copies",
        "legend",
        r"\bequivocal \d[\d.]*\s?(?:[-–]|to)\s?\d[\d.]*,? (?:and )?amplified (?:over|above|more than|greater than|[>≥])"
        r"[^.;\n]{0,40}",
        whole_text,
        reach=120,
        cues=("equivocal",),
    ),
)
