"""Words that say that there is no result, or none yet: not performed, cannot be determined, borderline, pending."""

from __future__ import annotations

from hr_report.extraction.mentions import Rule, always
from hr_report.extraction.patterns import FOR_OTHER, spaced
from hr_report.models import Status

PENDING, UNDONE, UNSURE = Status.PENDING, Status.NOT_PERFORMED, Status.INDETERMINATE

STATE_RULES: tuple[Rule, ...] = (
    # "not performed", "was not done", "cancelled", "insufficient tumor"
    Rule(
        "not_performed",
        "status",
        r"\b(?:no (?:tissue|material|specimen) (?:(?:was|were|has been"
        r"|could be) )?(?:sent|submitted|taken|saved|frozen|suitable)\b"
        r"|(?:(?:was|were|is|are|has been|have been|could|can) ?)?not (?:be )?(?:been )?(?:routinely |currently )?"
        r"(?:performed|run\b"
        r"|assessable|evaluable"
        r"|assayed|done|carried out|undertaken|tested|assessed|evaluated|requested|attempted|ordered|indicated"
        r"|possible|feasible|examined|made(?= on)|offered (?:at|in|by))"
        r"|not «performed»|cancell?ed|(?:was|were|is|are) not determined"
        r"|quantity not sufficient"
        r"|qns\b|tnp\b"
        r"|(?:not (?:adequate|sufficient)|insufficient|inadequate|too (?:scant\w*"
        r"|few|little|small))(?= for (?:the )?(?:(?:customary|routine|usual|standard|steroid) )?(?:o?estrogen"
        r"|progest|hormone|receptor|biomarker|(?-i:ER|PR|HER)))"
        r"|too few (?:[a-z]+ )?(?:cells|nuclei) (?:remain\w*|(?:are |were )?(?:left|present|available))"
        r"|(?:(?<=[:\]☒☑✓✔]\s)|(?<=\s\s))insufficient(?=\s*(?:[.;\n\[☐]|$))"
        r"|not enough (?:residual )?(?:tumou?r|tissue|material)\b"
        r"|(?:insufficient|inadequate) (?:residual )?(?:(?:invasive|lesional"
        r"|viable|remaining|cell block) )?(?:tissue|tumou?r|material|carcinoma|cells"
        r"|sample|quantity|specimen)(?: (?:remaining|available|present"
        r"|left))?"
        r"|attempted,? but (?:failed|unsuccessful|(?:there were )?too few|insufficient)"
        r"|attempted(?: (?:once|twice|again|repeatedly))?[,.]? but (?:(?:both times|each time) )?the (?:tissue|tumou?r"
        r"|sections?|cells|cores?) (?:was|were|had been) lost"
        r"|(?:advised|recommended|requested|required|ordered),? but (?:(?:could|can) ?not be|was not|were not"
        r"|has not been|have not been) (?:done|performed|carried out)"
        r"|attempted(?: (?:twice|again|repeatedly))?,? (?:without success|unsuccessfully)"
        r"|(?:unable to|could not|cannot) (?:be )?(?:perform(?:ed)?|repeat(?:ed)?)|no (?:residual )?(?:tissue"
        r"|tumou?r|material) (?:available|left|remain\w*)"
        r"|(?:immuno)?(?:stains?|staining|tests?|testing) (?:is |are )?(?:not |un)available"
        r"|not available (?:in|at) (?:this|our) (?:department|laboratory|hospital|institution)\b)",
        always(UNDONE),
    ),
    # "cannot be determined", "uninterpretable", "equivocal", "borderline"
    Rule(
        "indeterminate",
        "status",
        r"\b(?:(?:cannot|can not|could not|unable to) (?:be )?(?:reliably "
        r"|adequately )?(?:determined?|interpret(?:ed)?|assess(?:ed)?|evaluated?"
        r"|scored?)|«indeterminate»\b|un\W?interpretable\b|not interpretable\b"
        r"|not evaluable\b|not (?:valuable|valorable)\b|washed off\b|non\W?contributory\b"
        r"|inconclusive\b|invalid\b|undetermined\b)",
        always(UNSURE),
    ),
    Rule("equivocal", "status", r"\b(?:«equivocal»|equiv\b\.?)(?!\w)" + FOR_OTHER, always(Status.EQUIVOCAL)),
    Rule(
        "borderline",
        "status",
        r"\bb[o0]r\s?der\s?[l1I][il1]ne(?: positive| negative)?\b(?! staining (?:is |was )?not )" + FOR_OTHER,
        always(UNSURE),
    ),
    # "awaiting ER, PR and HER2"
    Rule("awaiting", "status", r"\bawaiting\b", always(PENDING), cues=("awaiting",)),
    # "no ER or PR testing was performed"
    Rule(
        "none_performed",
        "status",
        r"(?<=\bno\b[^.;\n]{0,60})\b(?:testing|tests?|studies|analysis|immunostains?) (?:was"
        r"|were|has been|have been) (?:performed|done|carried out)",
        always(UNDONE),
    ),
    # "pending", "to follow", "in progress"
    Rule(
        "pending",
        "status",
        rf"\b(?:«pending»|{spaced('pending')}|not available at (?:the|this) time\b"
        rf"|not yet (?:back|available|received|complete[d]?|reported)|to follow"
        rf"|follows? in an?"
        r"|(?<!as\s)follows?(?=\s?(?:\.(?!\d)|;|\n|$))"
        r"|deferred|wait(?:ing)? for (?:the )?results?|in (?:progress|process|course)|await(?:ed|ing)"
        r"|under ?way"
        r"|pend\b|(?:will|shall) follow|will be the subject of|(?:is|are) the subject of|stud(?:ies|y) continues?)\b",
        always(PENDING),
    ),
    # "will be reported in an addendum", "to be performed"
    Rule(
        "pending_future",
        "status",
        r"\b(?:will|shall|wi[il1]l|are to|is to|to) (?:also )?(?:be|follow"
        r"|3e|ee|8e|he|bo) ?(?:subsequently |separately |also )?(?:re)?(?:performed"
        r"|reported|released|done|issued|ordered|carried out|evaluated|repeated"
        r"|forwarded|obtained|assessed|tested|submitted|sent|added|undertaken"
        r"|attempted|communicated|available|carried|contained)(?: and (?:subsequently |separately )?(?:reported"
        r"|issued))?",
        always(PENDING),
    ),
    # "have been ordered", "was requested"
    Rule(
        "pending_ordered",
        "status",
        r"\b(?:(?:(?:has|have|is|are|was|were|been|being) )?(?:(?:been"
        r"|being) )?(?:ordered|requested|initiated|arranged)\b(?! by)|(?:is|are) being (?:performed"
        r"|done|evaluated|carried out))",
        always(PENDING),
    ),
    # "was sent", "submitted for", "ER/PR taken"
    Rule(
        "pending_sent",
        "status",
        r"\b(?:(?<!that )(?<!which )(?:was|were|has been|have been|is|are) (?:sent|submitted"
        r"|directed|taken)(?: out)?\b(?! (?:by|fresh|in))|(?<=receptors?\W{1,3}"
        r"|ER/PRS?\W{1,3})taken\b|(?<=:\s)sent(?=\s?(?:[.;,\n]|\s\s|$))"
        r"|\b(?:has|have) gone (?:out )?to\b[^.;\n]{0,40}? for\b|\bsent to [^.;\n]{3,60}\b"
        r"(?:laborator(?:y|ies)\b|labs?\b)"
        r"|(?:sent|mailed|submitted|saved|(?:was|were|been) cut|set aside|reserved|separated|forwarded"
        r"|(?:has|have|was|were) (?:been )?(?:taken|frozen|procured|obtained))(?: (?:block"
        r"|slide|tissue|material)s?(?: [\w-]{1,6})?)?(?: to\b[^.;\n]{0,40}?)? for\b)",
        always(PENDING),
        cues=(
            "sent",
            "directed",
            " cut",
            "mailed",
            "submitted",
            "taken",
            "saved",
            "set aside",
            "reserved",
            "forwarded",
            "separated",
            "frozen",
            "procured",
            "obtained",
            "gone",
        ),
    ),
)
