"""What is said of cancers in general, of tests, or asked: literature, kinds of cancers, examples, questions.

Nothing inside such a passage is this patient's result.
"""

from __future__ import annotations

from hr_report.extraction.mentions import Rule, whole_text
from hr_report.extraction.patterns import RUNNING_ON, SENTENCE_REST

GENERAL_RULES: tuple[Rule, ...] = (
    # "ER-positive, PR-negative cancers tend to be less endocrine-sensitive", "the ER+ cohort of the trial"
    Rule(
        "group_of_cancers",
        "legend",
        r"(?<!two )(?<!both )(?<!these )\b(?:(?-i:ER|PR|PgR|HER2)|(?:hormone )?receptor)"
        r"(?:[- ]?(?:positive|negative)|\s?[+-])"
        r"(?:,?\s(?:and\s|or\s)?(?-i:ER|PR|PgR|HER2)[- ](?:positive|negative))*\s(?:breast )?"
        r"(?:cancers|carcinomas|tumou?rs"
        r"|disease|patients|women|cases|cohort|arm|subgroup|population)\b[^.;\n]{0,120}",
        whole_text,
        cues=(
            *("cancers", "carcinomas", "tumors", "tumours", "disease", "patients", "women", "cases"),
            *("cohort", "arm", "subgroup", "population"),
        ),
    ),
    # "from 8 ER+PR+ breast cancer patients", "ER+/HER2- samples": signs in front of those who have them
    Rule(
        "group_of_signs",
        "legend",
        r"\b(?-i:(?:ER|PR|PgR|HER2)[+-][ /]?){1,3}(?:breast )?(?:cancer )?(?:patients"
        r"|cancers|tumou?rs|samples|cell lines?"
        r"|cohorts?)\b[^.;\n]{0,80}",
        whole_text,
        cues=("patients", "cancers", "tumors", "tumours", "samples", "cell line", "cohort"),
    ),
    # "ER/PR+ -> tamoxifen": what follows from which
    Rule(
        "arrow",
        "legend",
        r"\b(?:ER|PR|HER2)(?:/PR)?(?:[+-]|[ -](?:positive|negative))?\s?(?:→"
        r"|->|=>)\s?(?:tamoxifen|aromatase|trastuzumab"
        r"|endocrine|anti|chemo|hormon)[^.;\n]{0,80}"
        r"|[\"“][^\"”\n]{2,60}[\"”]\s?(?:→|->|=>)[^\n]{1,100}",
        whole_text,
        cues=("→", "->", "=>"),
    ),
    # "definition: breast cancer negative for ER, PR and HER2", "a figure such as 18% of nuclei"
    Rule(
        "definition_of",
        "legend",
        r"\b(?:definition[\"']?: |examples?: ?[\"“'(]|diagnosed at (?:any age"
        r"|(?:age )?[≤<] ?\d\d))[^\n]{1,120}|\b(?:figure|number|value|result"
        r"|score)s? (?:like|such as)\b[^.;\n]{1,120}"
        r"|\b(?:is|are|if|was) not triple[- ]negative \([^()\n]{1,80}\)"
        r"|\bcriterion: [^.;\n]{0,60}\b(?:positive|negative|required)[^.;\n]{0,60}",
        whole_text,
        cues=("definition", "such as", " like", "not triple", "criterion", "example", "diagnosed at"),
    ),
    # "Hormone receptor-positive, HER2-negative disease is treated with endocrine therapy; triple-negative disease with"
    Rule(
        "disease_treated",
        "legend",
        r"\btriple[- ]negative (?:breast )?(?:disease|cancers?|tumou?rs) (?:is"
        r"|are|with) (?:treated|managed|chemotherapy"
        r"|immunotherapy)[^.;\n]{0,100}"
        r"|\b(?:hormone receptor|HER2)[- ](?:positive|negative)(?:,? (?:HER2"
        r"|hormone receptor)[- ](?:positive|negative))?"
        r" (?:disease|cancers?|tumou?rs) (?:is|are|with) (?:treated|managed)[^.;\n]{0,100}",
        whole_text,
        cues=("treated", "managed", "therapy"),
    ),
    # "a negative ER result may be due to poor fixation", "ER positivity would support breast origin"
    Rule(
        "result_in_general",
        "legend",
        r"\b(?:a|any) (?:false[- ])?(?:positive|negative) (?:ER|PR|HER\W?2"
        r"|receptor)\S{0,4} (?:result|test|stain|status|assay)"
        r" (?:may|can|could|does|is|predicts?|indicates?|suggests?|should|would|must)\b[^.;\n]{0,120}"
        r"|\b(?:ER|PR|HER\W?2|receptor) (?:positivity|negativity|expression) (?:would|might|could)\b[^.;\n]{0,120}"
        r"|\b(?:status|expression|receptors?) (?:may|can) (?:convert|change|differ|vary|be lost)\b[^.;\n]{0,120}",
        whole_text,
        cues=("a ", "any ", "ity", "expression", "status", "receptor"),
    ),
    # "cannot exclude ER positivity", "it is unlikely that the tumor is HER2 positive", "the surgeon believes it to be"
    Rule(
        "not_known",
        "legend",
        r"\b(?:cannot|could not|can not) (?:be )?(?:excluded?|ruled? out)\b[^.,;\n]{0,60}"
        r"|\bit is (?:un)?(?:likely|possible|probable|conceivable) that\b[^.;\n]{0,100}"
        r"|\b(?:surgeon|clinician|patient|oncologist) (?:believes|thinks|states|reports|says)\b[^.;\n]{0,100}"
        r"|\baccording to the patient\b(?!['’]s)[^.;\n]{0,100}",
        whole_text,
        cues=("not ", "cannot", "that ", "believes", "thinks", "states", "reports", "says", "patient"),
    ),
    # "? ER+ve recurrence", "Is the tumor ER positive?": a question
    Rule(
        "asked",
        "legend",
        r"\?\s{0,2}(?:(?-i:ER|PR|HER2)|triple)\b[^.;\n]{0,30}"
        r"|(?<=(?:^|[.;:\n])\s{0,3})(?:is|are|was|were|does|do|has|have"
        r"|could|can) (?:the |this |it |they |my |your |her |there )[^.;:\n?]{0,80}\?",
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
    # "concordance of ER 98%, PgR 96%", "proficiency testing (ER 98%)": of the laboratory
    Rule(
        "concordance",
        "legend",
        r"\b(?:concordance|agreement|proficiency)\b[^.;\n()]{0,50}\([^()\n]{0,80}%[^()\n]{0,40}\)"
        r"|\b(?:concordance|agreement) (?:of|was|is|with|for)\b[^.;\n]{0,80}",
        whole_text,
        cues=("concord", "agreement", "proficien"),
    ),
    # "would be expected to be ER negative", "are typically ER positive", "an ER-negative profile was unexpected"
    Rule(
        "expected",
        "legend",
        r"\b(?:(?<!\bas\s)would (?:usually |generally )?be (?:expected|likely)|(?:is"
        r"|are) (?:typically|usually|generally|often|almost always)"
        rf"|expected to be)\b{RUNNING_ON}{{0,220}}" + r"|\(expected\b[^)\n]{0,80}\)"
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
    # "70% of breast cancers in carriers are triple negative", "95 % of lobular carcinomas are positive"
    # "About 2 of every 3 breast cancers are ER positive", "Cancers that are negative for all three"
    Rule(
        "share_of_cancers",
        "legend",
        r"\b(?:\d{1,3}\s?%|percent|most|many|majority) of (?:all |the "
        r"|these |such )?(?:\w+ ){0,3}(?:cancers|carcinomas|tumou?rs)\b"
        + SENTENCE_REST
        + r"|\b\d+ (?:of|in|out of) (?:every )?\d+ (?:\w+ ){0,3}(?:cancers|carcinomas|tumou?rs)\b"
        + SENTENCE_REST
        + r"|\b(?:cancers|carcinomas|tumou?rs) (?:that|which) (?:are|do|have|lack|express)\b"
        + SENTENCE_REST,
        whole_text,
        reach=60,
        cues=("cancers", "carcinomas", "tumors", "tumours", "carcin0mas"),
    ),
    # "Luminal A - ER+, PR >=20%, HER2-; Luminal B - ER+, HER2- with PR <20%": what the subtypes mean
    Rule(
        "subtypes_defined",
        "legend",
        r"\bluminal A(?:-like)?\W{1,4}(?:ER|HR|hormone|o?estrogen)[^\n]{0,200}luminal B\b[^\n]{0,400}"
        r"|\bluminal(?: [AB])?\W{1,6}(?:these )?tumou?rs (?:are|that|have"
        r"|which)\b(?:[^.;\n]|\.(?=\w|\s(?-i:[a-z]))){0,160}",
        whole_text,
        cues=("luminal",),
    ),
    # "Most tubular carcinomas are ER positive": said of a kind of cancer
    Rule(
        "kind_of_cancer",
        "legend",
        r"\b(?:most|many|some|few|such|typical|classic(?:al)?) (?:[\w-]+ ){0,3}(?:cancers"
        r"|carcinomas|tumou?rs) (?:are|were"
        r"|show|express|lack|over\W?express|have|will be|tend)\b" + SENTENCE_REST,
        whole_text,
        cues=("cancers", "carcinomas", "tumors", "tumours"),
    ),
    # "A tumour does not have to be positive for both to be considered hormone receptor-positive"
    Rule(
        "need_not",
        "legend",
        r"\b(?:(?:does|do) not (?:have|need) to|need not) be (?:(?-i:ER"
        r"|PR|HER2)[- ])?(?:positive|negative)\b[^.;\n]{0,120}",
        whole_text,
        cues=("not be", "to be"),
    ),
    # "A report might show ER positive, PR positive, HER2 negative": an example
    Rule(
        "might_show",
        "legend",
        r"\b(?:might|may|could) (?:show|say|read|state)\b[^.;\n]{0,120}",
        whole_text,
        cues=("might", "may", "could"),
    ),
    # "the cancer is described as ER-positive", "Triple-negative = ER/PR <1%": what a word means
    Rule(
        "described_as",
        "legend",
        r"(?:\b(?:is|are)|['’]s) (?:described as|called|termed|known as|referred to as) [\"'“‘]?(?:(?:hormone"
        r"|o?estrogen|progesterone)\W{1,2}receptor|(?-i:ER|PR|HER2))[- ](?:positive"
        r"|negative)\b(?:\s?\([^()\n]{1,30}\))?"
        r"|\b(?:is|are) called triple[- ]negative\b"
        r"|\btriple[- ]negative(?: (?:breast )?(?:cancers?|tumou?rs?|disease|carcinomas?))?[\"'”’]?"
        r" ?(?:=|means|is defined as|refers to)[^.;\n]{0,160}",
        whole_text,
        cues=("described", "called", "termed", "known", "referred", "triple"),
    ),
    # "The differential diagnosis includes triple negative breast carcinoma"
    Rule(
        "differential",
        "legend",
        r"\bdifferential(?: diagnos[ei]s)?,? (?:includes?|is|would|remains?"
        r"|lies|of|considerations? (?:include|are))\b[^.;:\n]{0,120}",
        whole_text,
        cues=("differential",),
    ),
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
        r"\bER low\W?positive[\"”*]{0,3}(?: \([^()\n]{1,20}\))? (?:reporting )?(?:tumou?rs"
        r"|cancers|carcinomas|cases|group"
        r"|category)\b"
        r"(?:[^.;\n]|\.(?=\d)){0,160}",
        whole_text,
        cues=("low",),
    ),
    # "there are limited data on the benefit"
    Rule(
        "limited_data",
        "legend",
        rf"\b(?:there (?:are|is)|with) (?:only )?(?:more )?limited (?:data"
        rf"|evidence)(?:(?!\.\s(?:(?-i:ER|PR|PgR)|her\W?2|o?estrogen|progest)[^.:\n]{{0,24}}:){RUNNING_ON}){{0,220}}",
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
