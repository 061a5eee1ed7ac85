"""Sentences that define, set a condition or tell the method: "positive if 1% or more stain". They give no result."""

from __future__ import annotations

from hr_report.extraction.mentions import Rule, whole_text
from hr_report.extraction.patterns import SENTENCE_REST

CONDITION_RULES: tuple[Rule, ...] = (
    # "staining of 1% or more of nuclei is considered positive", "a positive tumor shows any nuclear immunostaining"
    Rule(
        "definition",
        "legend",
        r"\b(?:(?:is|are|was|were|be|being) (?:«considered»|«regarded» as|defined as"
        r"|scored as|interpreted as|classified as|reported as|deemed)(?: as"
        r"| to be)? (?:\W?(?:low )?(?:«positive»|«negative»|equivocal|amplified"
        r"|non\W?amplified)\W? )?(?:if|when|where|for|in (?:the presence"
        r"|cases))|(?:is|are) defined as|(?:\d+\s?%|\d\+(?!,? which (?:is"
        r"|are)\b))(?!,? and\b)(?:(?:(?!\)\s(?-i:[A-Z]))[^.;\n]){0,60}(?:is"
        r"|are) (?:considered|regarded as|defined as)|(?:(?!\bher\W?2|recept)[^.;\n]){0,60}"
        r"(?:is|are) scored as)|a positive (?:er"
        r"|pr|tumou?r|result|o?estrogen|progest\w+)[^;\n]{0,60}shows?\b)" + SENTENCE_REST,
        whole_text,
        reach=140,
    ),
    # "receptor status is determined based on the percentage of positively stained nuclei"
    Rule(
        "method_sentence",
        "legend",
        r"\b(?<!will\s)(?<!\bto\s)(?:is|are|was|were|been|be) (?:then )?(?:determined|assessed"
        r"|evaluated|scored|calculated|reported|interpreted|based|graded"
        r"|performed)(?: as)? (?!by the [^.;\n]{0,50} as (?:non\W?|not )?(?:amplified|positive|negative)\b"
        r"(?! (?:if|when|for)))"
        r"(?:based on|by|according to|as the|using"
        r"|on the basis|in accordance|on a scale|per the)\b(?:(?!,? (?:and"
        r"|which|that) (?:is|are|was|were|show|found|revealed))(?:[^.;\n]"
        r"|\.(?=\d))){0,220}",
        whole_text,
    ),
    # "Equivocal results are reflexed to FISH", "negative cases"
    Rule(
        "plural_results",
        "legend",
        r"\b(?:equivocal|borderline|negative|positive|indeterminate)(?:[^\S\n]results| (?:patients|women"
        r"|cases|tumou?rs|specimens|carcinomas|cancers))\b(?! for (?:er"
        r"|pr|estrogen|progest))" + SENTENCE_REST + r"|\bpatients with an? (?:neg|pos)\w* result\b" + SENTENCE_REST,
        whole_text,
    ),
    # "if the ratio is 2.0 or more": a condition is no result
    Rule(
        "condition",
        "legend",
        r"\b(?:if|when|whenever|unless|provided(?: that)?|assuming(?: that)?|in the event(?: that)?"
        r"|in cases? (?:where|of|with)|should(?=\s)) (?:the "
        r"|a |an |this |your |any |breast |her\W?2\S{0,4} |er |pr )(?:[^.;\n]|\.(?=\s(?-i:[a-z]))){0,60}(?:ratio|score"
        r"|result|percent|copies|copy|stain|positive|negative|amplified"
        r"|equivocal|\d)"
        + SENTENCE_REST
        + r"|(?<=(?:^|[.;\n])\s{0,3})(?-i:If|IF)\b(?![^.;\n]{0,200}\bshould (?:now )?read)"
        r"(?:[^.;\n]|\.(?=\d|\s(?-i:[a-z]))){1,220}",
        whole_text,
    ),
    # "positive if 1% or more stain", "negative when none stain", "ER/PR Pos when 1 or more percent"
    Rule(
        "any_staining_positive",
        "legend",
        r"(?:\b(?:«positive»|«negative»|pos\.?|neg\.?|(?:un)?favou?rable),?\s(?:if|when|is\sdefined|means|indicates)\b"
        r"|\b(?:«positive»|«negative») for [^.;\n]{3,40} (?:means|indicates|implies)\b)" + SENTENCE_REST,
        whole_text,
    ),
    # "Expected values ER: <10 negative. PR: <10 negative.", "Reference: positive ER or PR, 1% or more"
    Rule(
        "expected_values",
        "legend",
        r"\b(?:(?:expected|reference|normal) (?:values?|ranges?|limits?|intervals?)[\s:]{1,3}"
        r"(?:(?:ER|P[gG]?R|HER\W?2\S{0,4}|(?:o?estrogen|progesterone)(?: receptors?)?)"
        r"\s?:?\s?[<>≥≤][^.;\n]{0,30}(?:[.;]\s)?){1,3}"
        r"|reference\s?: (?:positive|negative) (?:ER|PR|o?estrogen|receptors?)[^.;]{0,80})",
        whole_text,
        cues=("expected", "reference", "normal"),
    ),
    # "Positive is 1% or more", "at or above 10% counts as positive", "not reach the level that we call positive"
    Rule(
        "bound_is_positive",
        "legend",
        r"\bpositive(?: results?)? ?(?:is|=|means|if|when)\s?(?:≥|>=?|at least)?\s?\d{1,2}\s?%"
        r"(?: or (?:more|greater|above|higher)| and above)?[^.;\n]{0,80}"
        r"|\b(?:at or above|at least|≥|>=) ?\d{1,2}\s?% (?:counts?|is|are) (?:as |called |considered )?positive\b"
        r"|\b(?:reach|meet|exceed|attain)\w* (?:the|our) (?:level|threshold|cut\W?off|limit)\b"
        r"[^.;\n]{0,40}\b(?:positive|positivity)\b",
        whole_text,
        cues=("positiv",),
    ),
    # "Low Positive (ER only) 1-10%; Negative below 1%"
    Rule(
        "low_positive_defined",
        "legend",
        r"\blow positive \(ER only\):? \d{1,2}\s?-\s?\d{1,2}\s?%(?:; negative[^.;\n]{0,30})?",
        whole_text,
        cues=("only",),
    ),
)
