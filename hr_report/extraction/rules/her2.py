"""HER2 in-situ hybridisation: amplification, ratio, copies, and which assay a passage speaks of."""

from __future__ import annotations

from decimal import Decimal

from hr_report.extraction.mentions import Match, Rule, always
from hr_report.models import Ish, Status


def _ratio(match: Match) -> Decimal | None:
    value = Decimal(match["n"].replace(",", "."))
    return value if value < 100 else None


_AMP = r"(?:«amplif»\w*|arnpl\w*|amdt,?ified|ampl\w*)"
HER2_RULES: tuple[Rule, ...] = (
    # "no amplification of the HER2 gene", "not amplified", "amplification not found", "negative for amplification"
    # "did not show amplification", "isn't amplified"
    Rule(
        "not_amplified",
        "ish",
        rf"(?:\b|(?=n['’]t\b))(?:(?:not|non|n['’]t)\W{{0,2}}(?:to )?(?:be )?(?:gene )?{_AMP}|no (?:evidence of "
        rf"|evidence for )?(?:her\W?2\S{{0,5}} )?(?:gene )?{_AMP}(?: of (?:the )?her\W?2\S{{0,5}}"
        rf"(?: gene)?)?|{_AMP}(?: of (?:the )?her\W?2\S{{0,5}}(?: gene)?)? (?:was |is |were )?(?:not (?:found|detected"
        rf"|seen|identified|present|observed)|absent|negative)"
        rf"|{_AMP}\W{{0,3}}(?:status)?\W{{1,3}}not (?:detected|identified"
        rf"|seen|found|present)|(?:negative|absence|lack of evidence) (?:for"
        rf"|of) (?:her\W?2\S{{0,5}} )?(?:gene )?{_AMP}|un\W?amplified|(?:(?:does"
        rf"|do|did) not|fail(?:s|ed) to) (?:show|demonstrate"
        rf"|reveal|exhibit|have|display)(?: any)? (?:evidence of )?(?:her\W?2\S{{0,5}} )?"
        rf"(?:gene )?{_AMP}|lacks? (?:her\W?2\S{{0,5}} )?(?:gene )?{_AMP}|without (?:evidence of )?(?:gene )?{_AMP}"
        rf"|{_AMP}\W{{0,3}}(?:status)?\W{{0,3}}negative|{_AMP} ?\([-−–]\))",
        always(Ish.NOT_AMPLIFIED),
        cues=("amp", "amdt", "arnp"),
    ),
    # "borderline amplification", "equivocal for amplification"
    Rule(
        "equivocal_amplification",
        "ish",
        rf"\b(?:borderline|equivocal|indeterminate) (?:for )?(?:her\W?2\S{{0,5}} )?(?:gene |low level )?{_AMP}"
        rf"|\b{_AMP}\W{{0,3}}(?:status)?\W{{0,3}}(?:equivocal|borderline)",
        always(Ish.EQUIVOCAL),
        cues=("amp", "arnp"),
    ),
    # "positive for amplification", "amplified", "gene amplification is present", "amplification detected"
    Rule(
        "amplified",
        "ish",
        rf"\b(?:{_AMP} ?\(\+\)|positive for (?:her\W?2\S{{0,5}} )?(?:gene )?{_AMP}|{_AMP} (?:is "
        rf"|was |were )?(?:present|proven|confirmed|detected|found|identified|seen|positive)"
        rf"|(?:shows?|showed|demonstrates?|demonstrated|with|evidence of) (?:high level "
        rf"|low level )?(?:her\W?2\S{{0,5}} )?(?:gene )?amplification(?! (?:status"
        rf"|not|is|was|by|test|analysis|ratio))|\b(?:«amplified»|arnplified)\b(?! (?:c[o0]n|if|when"
        rf"|is defined|result)))",
        always(Ish.AMPLIFIED),
        cues=("amp", "arnp"),
    ),
    # "strong complete membrane staining in more than 90% of cells": what a positive result is in words
    Rule(
        "complete_membrane",
        "status",
        r"\b(?:strong|intense)(?:(?:,| and)? (?:complete|circumferential|uniform|diffuse))+ membran\w+ "
        r"(?:staining|immuno\w+|reactivity|positivity|expression)(?=[^.;:\n<>]{0,40}? (?:in|of) (?:(?:more than |over"
        r" |about |approximately |almost |nearly |virtually )*(?:[4-9]\d|100)\s?%|(?:nearly |almost |virtually )?all"
        r" (?:of )?(?:the )?(?:tumou?r |neoplastic |invasive )*cells))",
        always(Status.POSITIVE),
        cues=("membran",),
    ),
    # "HER-2 by FISH 1.1, normal"
    Rule(
        "ish_normal",
        "ish",
        r"(?<=\b(?:FISH|CISH|SISH)(?: ratio)?\s?:?\s?[01]\.\d{1,2}[,\s]\s?\(?)normal\b",
        always(Ish.NOT_AMPLIFIED),
        cues=("normal",),
    ),
    # "2+ (sent for FISH)", "will be sent for in situ hybridization"
    Rule(
        "ish_sent",
        "ish",
        r"(?<!cases\s)(?<!cases\sare\s)(?<!results\sare\s)(?<!would\sbe\s)"
        r"\b(?:sent|submitted|referred|reflexed) (?:out )?(?:for|to) "
        r"(?:her\W?2\S{0,4} )?(?:fish|[cds]ish|ish|in situ hybridi[sz]ation)\b",
        always(Ish.PENDING),
        cues=("fish", "ish", "hybridi"),
    ),
    # "ratio of 0.94", "HER2/CEP17 ratio: 4.26 / 3.13 = 1.36", "ratio = 1.2"
    Rule(
        "ish_ratio",
        "ratio",
        r"(?:\b(?:rati[o0]|quotient)\b|\bher\W?2\S{0,4}\s?/\s?(?:cep|chr\w{0,8})\W?17(?=\s?[:=]))"
        r"(?:[^.;\n\d<>]|\.\s|(?<=her\W?)2|(?<=(?:cep|chr\w{0,8})\W?)17){0,110}?(?:\d+(?:\.\d+)?\s?/\s?"
        r"\d+(?:\.\d+)?\s?=\s?)?"
        r"(?<![<>≥≤]\s?=?\s?)(?<!(?:chr\w{0,8}|cep|her|ch|neu)\W{0,3})(?P<n>\d{1,2}[.,]\d{1,3}|\d{1,2}(?=\s?(?:[,;.)\n]"
        r"|$)))(?!\s?[%\-–/]|[\dlIO])(?!\.[lIO])(?!\s?(?:is|are|was)? ?(?:considered|=))",
        _ratio,
        cues=("ratio", "quotient", "cep", "chr"),
    ),
    # "HER-2/NEU, FISH      5.6 H   <2.0 (Not amplified)": before its reference interval
    Rule(
        "ish_ratio_before_interval",
        "ratio",
        r"(?<=\b[CSD]?F?ISH\s{1,12})(?P<n>\d{1,2}\.\d{1,2})(?:\s[HL])?(?=\s{1,8}<\s?[12]\.\d{1,2}\s?\()",
        _ratio,
        cues=("ish",),
    ),
    # "with 4.8 copies of HER2 per cell"
    Rule(
        "ish_copies_of",
        "copies",
        r"(?<![\d.])(?P<n>\d{1,2}\.\d{1,2}) (?:copies|signals) of (?:the )?her\W?2\S{0,4}?"
        r"(?: gene)? ?(?:per|/) ?(?:tumou?r )?"
        r"(?:cell|nucleus)\b",
        _ratio,
        cues=("copies of", "signals of"),
    ),
    # "average HER2 copy number 3.2", "HER2 signals per cell: 2.1"
    Rule(
        "ish_copies",
        "copies",
        r"\b(?:(?:her\W?2\S{0,4}|gene) (?:gene )?(?:copy number|copies|signals?)(?: number)?"
        r"(?: ?(?:per|/) ?(?:tumou?r )?(?:cell|nucleus))?|(?:average|mean) (?:number of )?her\W?2\S{0,4"
        r"} (?:gene )?(?:copy number|copies|(?:probe )?signals)?(?: ?(?:per"
        r"|/) ?(?:tumou?r )?(?:cell|nucleus))?)\W{0,3}(?:of|is|was|=)?\s?(?P<n>\d{1,2}\.\d{1,2})"
        r"(?![\d%])",
        _ratio,
        cues=("cop", "signal"),
    ),
)

ASSAY_RULES: tuple[Rule, ...] = (
    # "by FISH", "in situ hybridization", "CISH"
    Rule(
        "assay_ish",
        "assay",
        r"\b(?<!\b(?:EBER|EBV|HPV|ALK|MYC|kappa|lambda|rna)\W{0,2})(?:(?-i:[FCSD]?[Il1]SH|FTSH|PISH)\b"
        r"(?!\s(?:for|of)\s(?!HER|ERB|C-?ERB|NEU)(?-i:[A-Z][A-Z0-9]{2,}))"
        r"|fluorescen(?:ce|t) in\W{0,2}situ hybridi[sz]\w*"
        r"|chromogenic in\W{0,2}situ hybridi[sz]\w*|in\W{0,2}situ hybridi[sz]\w*"
        r"|dual\W{0,2}(?:probe|ish)|gene (?:copy|status)|pathvysion|inform\b)",
        always("ish"),
    ),
    # "immunohistochemistry", "HercepTest", "IHC"
    Rule(
        "assay_ihc",
        "assay",
        r"\b(?:immuno\W?histo\w*|(?-i:IHC)|he[rx]c?[ceg]?[ec]?p\W?t?[ef]?st\w*"
        r"|immunoperoxidase\w*|immunostain\w*|over\W?expression)\b",
        always("ihc"),
    ),
    # "Oncotype DX", "RT-PCR", "gene expression score": never a receptor status
    Rule(
        "assay_rna",
        "rna",
        r"\b(?:rt\W{0,2}q?pcr|[o0](?:n|ri)c[o0][tf]yp[ec]\W{0,2}(?:dx)?|mammaprint|targetprint"
        r"|pam\W?50|prosigna|endopredict|gene expression (?:score|assay"
        r"|profil\w*)|mrna)\b",
        always("rna"),
    ),
)
