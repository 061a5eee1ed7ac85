"""Words of what is seen: staining is found, nuclei are decorated, cells stain. Weaker than the words of a result."""

from __future__ import annotations

from hr_report.extraction.mentions import Rule, always
from hr_report.extraction.rules.words import SHARE, found, unless_none
from hr_report.models import Status

_STAIN = r"(?:immuno\W?)?(?:staining|expression|reactivity|labell?ing|positivity)"
_OF_CELLS = r"(?: of (?:them|these|the (?:\w+ ){0,3}(?:cells|nuclei)|(?:\w+ ){0,2}(?:cells|nuclei)))? "
SEEN_RULES: tuple[Rule, ...] = (
    # "Two thirds decorate with", "is seen in roughly half of them", "receptor in a third of them": a quarter or more
    # "brown staining of most of the nuclei for ER"
    Rule(
        "share_of_cells",
        "status",
        rf"\b(?:virtually|nearly|almost|practically|essentially) every (?:tumou?r )?(?:cell"
        rf"|nucleus)(?: (?:in|of) (?:the )?(?:\w+ ){{0,1}}tumou?r)? (?:reacts"
        rf"|stains|marks|labels|takes)(?: \w+ly)?(?= (?:with|for|the)\b)"
        rf"|\b{SHARE}{_OF_CELLS}(?:decorate|stain|mark|label|react|express"
        rf"|take up)\b(?: \w+ly)?(?= (?:with|antiserum|antibod\w+"
        rf"|for|the|both|o?estrogen|progest"
        r"|(?-i:ER|PR|PgR)\b))"
        r"|\b(?:is|are|was|were|(?:can|could) be) (?:shown|demonstrated"
        r"|seen|found|detected|present|identified|expressed"
        rf"|exhibited) (?:in|by) (?:about |roughly |approximately |well over "
        rf"|over |more than |at least )?{SHARE}(?! other)\b"
        rf"|\bstaining (?:of|in) (?:about |roughly |approximately |over |more than |at least )?{SHARE}"
        r"(?: of)?(?: the)? (?:\w+ ){0,2}(?:cells|nuclei)(?= for\b)"
        rf"|(?<=(?:receptors?|o?estrogen|progesterone|\bER|\bPR|\bPgR)\s?:\s)(?:all"
        rf"|{SHARE})(?: of)?(?: the)? (?:tumou?r )?(?:cells|nuclei)\b"
        rf"|(?<=(?:receptors?|o?estrogen|progesterone|\bER|\bPR|\bPgR)\s)in (?:about |roughly |approximately "
        rf"|over |more than |at least )?{SHARE}"
        r"(?= of\b| (?:its|the|these|tumou?r|neoplastic|malignant)\b)",
        always(Status.POSITIVE),
        cues=("half", "third", "quarter", "fifths", "tenths", "majority", "most", " all", "every"),
    ),
    # "ER: >2/3 of nuclei": the share as a fraction
    Rule(
        "fraction_of_cells",
        "status",
        r"(?<=\b(?:ER|PR|PgR|receptors?)\s?:\s?)(?:[>≥~]\s?)?(?:1/4|1/3|1/2|2/3|3/4)(?:\s?[-–]\s?(?:1/2|2/3|3/4))?"
        r" of (?:the )?(?:tumou?r )?(?:cells|nuclei)\b",
        always(Status.POSITIVE),
        cues=("0/0",),
    ),
    # "ER: detected", "Estrogen receptors: present": weak words
    Rule(
        "found",
        "status",
        r"(?<=[:=]\s{0,20})(?:detected|present|found|identified|expressed)\b"
        r"|(?<=(?:receptors?|estrogen|progesterone|\bER|\bPR|\bPgR) [-–] )(?:detected|present|found|identified)\b"
        rf"|(?<=[:=]\s{{0,4}})(?:immuno\W?)?(?:reactivity|staining|positivity) in (?:the )?(?:{SHARE}|many|some)\b"
        r"|(?<=[:=]\s{0,4}nuclear )(?:labell?ing|staining|reactivity) (?:found|present|seen|identified)\b"
        r"|(?<=(?:receptors?|\bER|\bPR|\bPgR|protein)\s)(?:detected|present"
        r"|found|identified|(?:both|each) demonstrated)\b"
        r"|(?<=\[\s?[xX]\s?\]\s?)(?:detected|present|identified)\b"
        r"|(?<=\b(?:receptors?|R\.) / )(?:detected|present)\b"
        r"|(?<=\.{3}\s{0,3})(?:detected|present|found|identified)\b"
        r"|(?<=\s\s\s)detected(?=[^\S\n]*(?:\n|$)|[^\S\n]{3})",
        found,
    ),
    # "cells stain for ER"
    Rule(
        "found",
        "status",
        r"(?<=(?:cells|nuclei)\W{1,2})(?:(?:diffuse|strong|moderate|weak|uniform)ly\W{1,2}){0,2}"
        r"(?:stain|are stained|react|label|mark|decorate)(?:\W{1,2}(?:and|(?:diffuse|strong|moderate|weak|uniform"
        r"|intense|faint)ly)){0,3}(?= (?:for|with))",
        found,
        cues=("cells", "nuclei"),
    ),
    # "shows expression of ER": first what follows, since it is rarer than what stands before
    Rule(
        "found",
        "status",
        rf"\b{_STAIN}(?= (?:for|of|with antibody to|with) (?:the |both )*(?:o?e?strogen"
        rf"|progest|(?-i:ER|PR|PgR)\b|hormone))"
        r"(?<=\b(?:show|demonstrat|reveal|exhibit|display|ha)(?:s|es|ed|e|d|ing|ve)?\s"
        rf"(?:[^.;:\n]|\.(?=\s(?-i:[a-z]))){{0,60}}\b{_STAIN})",
        found,
    ),
    # "lights up just about every cell", "decorates most of the nuclei", "nuclei are decorated": weak words
    Rule(
        "found",
        "status",
        r"\b(?:lights? up|marks?|labels?|decorates?|stains?) (?:(?:just about|nearly|almost|virtually|essentially"
        rf"|practically|roughly|about|approximately|some) )?(?:all|every|many|{SHARE})(?: of)?(?: the)? (?:tumou?r "
        r"|neoplastic |invasive |malignant\.? |carcinoma )?(?:cells?|nucle(?:us|i))\b"
        r"|\b(?:cells?|nuclei) (?:are|is|were) (?:decorated|labell?ed|marked)\b(?! by)"
        r"|(?<!not\s)(?<!nor\s)\b(?:marks|labels|marked)(?: (?:strong|weak"
        r"|faint|diffuse|moderate)ly)?(?= for (?:the |both )*(?:o?estrogen|progest"
        r"|(?-i:ER|PR|PgR)\b))",
        unless_none,
        cues=("light", "mark", "label", "decorate", "stain"),
    ),
    # "There is abundant nuclear staining for both ER and PR", "there was immunoreactivity for estrogen receptor"
    Rule(
        "found",
        "status",
        r"\bthere (?:is|was) (?:(?:abundant|bright|brisk|clear|definite"
        r"|diffuse|focal|intense|moderate|nuclear|patchy|strong|weak"
        r"|uniform|widespread)(?:,| and| to)? ){0,5}(?P<at>(?:immuno\W?)?(?:staining"
        r"|reactivity|labell?ing|positivity|expression))"
        r"(?= (?:for|of|with) (?:the |both )*(?:o?e?strogen|progest|hormone|(?-i:ER|PR|PgR)\b)"
        r"(?![^.;\n]{0,40}\b(?:only|benign|normal|control)))",
        always(Status.POSITIVE),
        cues=("there is", "there was"),
    ),
    # "The invasive part of the lesion stains for ER throughout"
    Rule(
        "found",
        "status",
        r"(?<=\b(?:tumou?r|carcinoma|lesion|component|cancer|metastasis"
        r"|neoplasm) )(?:stains|reacts|labels|marks)(?: \w+ly)?"
        r"(?= (?:for|with) (?:the |both )*(?:o?e?strogen rec|progest|(?-i:ER|PR|PgR)\b)(?![^.;\n]{0,40}\bonly\b))",
        found,
        cues=("stains", "reacts", "labels", "marks"),
    ),
    # "Stains for ER and PR highlight the nuclei of the tumor cells", "does not highlight the carcinoma"
    Rule(
        "highlights",
        "status",
        r"\b(?P<non>(?:does|do|did) not )?(?:highlights?|picks? out|decorates?) (?:the )?"
        r"(?:(?:cells|nuclei) of )?(?:the )?"
        r"(?:tumou?r|(?:invasive |infiltrating )?carcinoma|neoplastic|malignant"
        r"|lesional|invasive)\b(?: (?:cells|nuclei))?",
        lambda match: Status.NEGATIVE if match["non"] else unless_none(match),
        cues=("highlight", "pick", "decorate"),
    ),
    # "The nuclei of the tumor stained weakly with the estrogen receptor antibody"
    Rule(
        "stained_so",
        "status",
        r"\b(?P<at>stain(?:s|ed)?|labell?ed|react(?:s|ed))(?= (?:(?:very "
        r"|quite )?(?:strong|weak|moderate|diffuse|uniform"
        r"|focal|intense|faint|patchi)ly(?:,? (?:and |but )?)?){1,2} ?(?:with|for) (?:the |an? |both |antibod\w+ |to "
        r"|against )*(?:o?estrogen|progest|hormone|(?-i:ER|PR|PgR)\b))",
        found,
        cues=("ly ",),
    ),
    # "not decorated by the antibody"
    Rule(
        "not_decorated",
        "status",
        r"\bnot (?:decorated|labell?ed|highlighted|marked|stained) (?:by|with)\b"
        r"|\b(?:none of the|no) (?:(?:tumou?r|malignant|neoplastic|invasive|carcinoma) )?(?:cells|nuclei) take up\b",
        always(Status.NEGATIVE),
        cues=("decorated", "label", "highlighted", "marked", "stained", "take"),
    ),
    # "nuclei are decorated by the antibody against estrogen receptor"
    Rule(
        "decorated",
        "status",
        r"\b(?:are|is|were|was) (?:decorated|labell?ed|highlighted|marked) (?:by|with)\b"
        r"|\b(?:are|is|were|was) (?:(?:each|both) )?(?:exhibited|shown"
        r"|displayed) by (?=[^.;\n]{0,50}\b(?:nuclei|cells)\b)"
        r"(?!no\b|none\b)",
        unless_none,
        cues=("decorated", "label", "highlighted", "marked", "exhibited", "shown", "displayed"),
    ),
    # "receptors are present", "staining is identified for": weak words, a number or another word goes first
    Rule(
        "found",
        "status",
        r"\b(?:is|are|was|were|to be) (?:likewise |also |diffusely |strongly |focally |weakly "
        r"|uniformly )?(?:present|detected|identified|found|seen|demonstrated)\b(?! (?:to be"
        r"|negative|non\W?reactive|as|by|on|separately|elsewhere"
        r"|in the (?!tumou?r|invasive|neoplas|carcinom|malignan|majority|vast|lesion)))",
        found,
    ),
    # "strong ER, absent PR": before its marker
    Rule(
        "absent_before",
        "status",
        r"(?<![:=]\s{0,2})\babsent(?= (?:o?estrogen|progest|(?-i:ER|PR|PgR|HER2)\b)(?!\s?:))",
        always(Status.NEGATIVE),
        cues=("absent",),
    ),
    # "Her2 status: no", "E: yes (40%)"
    Rule(
        "yes",
        "status",
        r"(?<=\b(?:ER|PR|PgR|E|P|her\W?2|status|receptors?)\s?[:=]\s?)yes\b(?=\s?(?:[.,;(]|\n|$))"
        r"|(?<=\b(?-i:ER|PR|PgR|HER2) )yes(?=\s?(?:[,;.]|\n|$))",
        always(Status.POSITIVE),
        cues=("yes",),
    ),
    Rule(
        "no",
        "status",
        r"(?<=\b(?:ER|PR|PgR|E|P|her\W?2|status|receptors?)\s?[:=]\s?)no(?=\s?(?:[.,;]|\n|$))"
        r"|(?<=\b(?-i:ER|PR|PgR|HER2) )no(?=\s?(?:[,;]|\n|$))",
        always(Status.NEGATIVE),
        cues=("no",),
    ),
    # "absent", "for progesterone, absence.", "/ absence in the nuclei", "membrane reaction lacking"
    Rule(
        "absent",
        "status",
        r"(?<!which (?:is|are) )(?<!that (?:is|are) )\babsent\b|(?<=[,:/]\s)absence(?=\s?[.,;)]|\s*$|\sin\s)"
        r"|\b(?:reaction|staining|expression|reactivity) (?:is |are )?(?:entirely |completely )?lacking\b",
        always(Status.NEGATIVE),
    ),
)
