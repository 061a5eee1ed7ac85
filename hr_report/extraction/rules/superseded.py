"""What a result was before: withdrawn, misreported, corrected, or quoted for comparison. It is the result no more.

Several are found by a telling core ("erroneously"); `reach` then takes in the sentence before it.
"""

from __future__ import annotations

from hr_report.extraction.mentions import Rule, whole_text

SUPERSEDED_RULES: tuple[Rule, ...] = (
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
    # "PR [previously issued as positive, 95%] negative", "(0 cells) [previously: positive]"
    # "original report (stated as positive, 60%)"
    # "HER2 FISH, reported on 10/28/2019 as negative"
    Rule(
        "issued_in_brackets",
        "aside",
        r"(?<=(?:original|wrong|erroneous|previous|earlier)[^.;\n]{0,60} )\((?:stated"
        r"|given|reported|issued) as [^()\n]{1,40}\)"
        r"|\breported on [\d/.-]{6,10} as \W?(?:not )?(?:amplified|positive|negative|equivocal)\W?"
        r"|[\[(](?:previously|formerly|originally|initially|first)(?: (?:issued|reported|given|stated|entered)"
        r"(?: on [\d/.-]{6,10})? as|:)"
        r" [^\])\n]{1,60}[\])]",
        whole_text,
        cues=("ly ", "ly:", "first", " as "),
    ),
    # "RECEPTOR PARAGRAPH (as first issued, now withdrawn): ...": to the end of the paragraph, or to the next heading
    Rule(
        "withdrawn_paragraph",
        "legend",
        r"\([^()\n]{0,40}\b(?:withdrawn|superseded)[^()\n]{0,20}\)\s?(?::[^\n]{0,600}"
        r"|\.(?:(?!\b(?-i:[A-Z]{5,})\b)[^\n]){0,300})",
        whole_text,
        cues=("withdrawn", "superseded"),
    ),
    # "Original (now withdrawn): ER negative (0/8), PR positive (6/8)", "ER was erroneously reported as negative"
    Rule(
        "withdrawn",
        "legend",
        r"\b(?:(?<!fluid )(?<!fluid was )(?<!needle )(?<!needle was )withdrawn"
        r"|(?<=\b(?:report|result|reading|finding|diagnosis)s? )(?:is|are|was|were|has been|have been|hereby)"
        r" (?:hereby )?retracted|(?:typed|keyed) as|erroneous(?:ly)?|in error\b|incorrectly"
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
            "typed as",
            "keyed as",
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
    # "The outside report gives ER as negative. We repeated the stain here": what was repeated is no longer the result
    Rule(
        "repeated_here",
        "legend",
        r"\b(?:outside|referring|submitted|original) report (?:gives|gave|states|stated|lists|listed|calls|called)"
        r" [^.;\n]{1,60}\.\s+(?=(?:we|it was|this was|they were) (?:have )?(?:therefore )?repeated\b)",
        whole_text,
        cues=("repeated",),
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
    # "ER reported previously as negative; on review it is positive", "Initially reported ER positive; on review"
    Rule(
        "was_but_now",
        "aside",
        r"\b(?:(?:is|was|were|been) )?(?:(?:reported|issued|called|read"
        r"|given|interpreted|scored|described) (?:previously|initially"
        r"|originally|formerly|at first)|(?:previously|initially|originally"
        r"|formerly) (?:reported|issued|called|read|given"
        r"|interpreted|scored|described))(?: (?:as|to be)| (?-i:ER|PR|PgR|HER-?2)(?: (?:as|to be))?)"
        r" (?:(?:weakly|strongly|focally|low) )?(?:positive|negative|amplified)"
        r"(?: \([^()\n]{1,24}\))?[,;:.]? (?=(?:but |and |it )*(?:(?:up)?on re\W?\w+"
        r"|on repeat|after re|is now|now|in fact"
        r"|is actually|has been (?:changed|revised))\b)",
        whole_text,
        cues=("previously", "ially", "nally", "formerly", "at first"),
    ),
    # "It was signed out as negative; however on my examination", "the PR slide, likewise signed out as negative, has"
    Rule(
        "signed_out_as",
        "aside",
        r"(?:,? (?:likewise|also|originally|initially|previously)|\b(?:is|was|were|had been)) (?:signed out|called"
        r"|read|reported)(?: as)? (?:positive|negative)(?:,|[;.,:]? (?:however|but),? (?:on|in) (?:my|our) \w+)",
        whole_text,
        cues=("signed out", " my ", " our "),
    ),
    # "The outside ER was reported positive, but we interpret it as negative": what is ours follows
    Rule(
        "but_we_read",
        "aside",
        r"\b(?:is|was|were) (?:reported|called|read|interpreted)(?: as)? (?:positive"
        r"|negative)[,;] but (?:we|I) (?:interpret|read"
        r"|score|consider|regard) (?:it|this) as\b",
        whole_text,
        cues=("but",),
    ),
    # "Contrary to the tumor of 2012, which was ER positive, the present one", "(which was ER+ in 2012)": another one
    Rule(
        "unlike_which",
        "aside",
        r"\b(?:contrary to|unlike|in contrast (?:to|with)|as opposed to|different(?:ly)? from) [^,.;:\n]{3,60},? "
        r"(?:which|that) (?:was|were|had been) [^,.;:\n]{3,50},|\((?:which|that) (?:was|were|had been) [^()\n]{1,60}\)",
        whole_text,
        cues=("contrary", "unlike", "contrast", "opposed", "different", "(which", "(that"),
    ),
    # "the primary tumour of 2011 was ER 90%", "in the mastectomy of 2015 ER was 40 %", "receptors then were negative"
    Rule(
        "of_that_time",
        "aside",
        r"\bthe (?:primary|original)(?: breast)?(?: tumou?r| cancer| carcinoma)? (?:of|in|from) (?:19|20)\d\d "
        r"(?:was|were|had|showed)\b[^.;\n]{1,80}"
        r"|\bin the (?:mastectomy|primary|excision|core|biopsy) (?:of|from|in) (?:19|20)\d\d [^.;\n]{1,100}"
        r"|\breceptors (?:then|at that time) (?:was|were) [^.;\n]{1,60}",
        whole_text,
        cues=("0000", "receptors"),
    ),
    # "negative (previously positive, 20 percent)", "(70 percent, previously 90 percent)": the earlier value beside this
    Rule(
        "previous_value",
        "aside",
        r"(?<=(?:positive|negative|pos|neg|%|percent|\d\s?\+)\s)\((?:previously|formerly|before) [^()\n]{1,40}\)"
        r"|(?<=%|percent), (?:previously|formerly) [^()\n;]{1,30}(?=\))"
        r"|\b(?:compared|relative) (?:to|with) (?:the |its )?(?:(?:19|20)\d\d )?(?:breast )?"
        r"(?:primary|core|biopsy|previous|prior"
        r"|earlier)[^.;:()\n]{0,24}\([^()\n]{1,60}\)"
        r"|\((?:outside|previous|original|initial|prior|earlier|referring"
        r"|submitted) (?:report|result|reading|interpretation"
        r"|value|core|biopsy)\w?:? [^()\n]{1,40}\)"
        r"|\((?:core|primary|outside|referring)(?: biopsy)?: [^()\n]{1,60}\)"
        r"|[;,] (?:pre\W?treatment|previous|prior|initial|original|core)(?: core| needle)?(?: biopsy)?:? "
        r"(?:[<>] ?)?\d{1,3}(?: ?%| ?\+)?(?=\))",
        whole_text,
        cues=(
            *("compared", "relative", "ly ", "before", "treatment", "previous", "prior", "initial", "original", "core"),
            *("outside", "earlier", "referring", "submitted"),
        ),
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
        r"|\boriginal report (?:states|stated|gives|gave)\s?:[^\n]{0,200}?(?=\.\s|\n|$)"
        r"|\b(?:the )?(?:original(?:ly)?|(?:first|initial|previous|earlier)(?= report)) "
        r"(?:report |result |text )?(?:read"
        r"|stated|said|reported as)\b[^\n;]{0,160}?(?=\.\s|\n|$|,\s(?:please"
        r"|now|but|which|should|this))",
        whole_text,
        cues=("original", " text", "wording", " report"),
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
)
