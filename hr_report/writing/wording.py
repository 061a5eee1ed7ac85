"""Tables only: the words for states, values and reason codes. Clinical sentences live with the knowledge.

A code without an entry is shown as its own words ("numbers_differ" as "numbers differ"), never hidden.
"""

from __future__ import annotations

from hr_report.models import CriterionState, DiagnosisKind, Ish, Marker, Status

MARKER_LONG = {
    Marker.ER: "Estrogen receptor",
    Marker.PR: "Progesterone receptor",
    Marker.HER2: "HER2",
}

STATUS = {
    Status.POSITIVE: "POSITIVE",
    Status.LOW_POSITIVE: "LOW POSITIVE",
    Status.NEGATIVE: "NEGATIVE",
    Status.EQUIVOCAL: "EQUIVOCAL",
    Status.INDETERMINATE: "INDETERMINATE",
    Status.CONFLICTING: "CONFLICTING",
    Status.PENDING: "PENDING",
    Status.NOT_PERFORMED: "NOT PERFORMED",
    Status.NOT_REPORTED: "NOT REPORTED",
}

STATUS_MEANING = {
    Status.EQUIVOCAL: "neither positive nor negative by this test",
    Status.INDETERMINATE: "the report does not settle it",
    Status.CONFLICTING: "the report says different things",
    Status.PENDING: "the report says that the result is still to come",
    Status.NOT_PERFORMED: "the report says that it was not tested",
    Status.NOT_REPORTED: "no result found in the text",
}

ISH = {
    Ish.AMPLIFIED: "amplified",
    Ish.NOT_AMPLIFIED: "not amplified",
    Ish.EQUIVOCAL: "equivocal",
    Ish.PENDING: "pending",
}

CRITERION = {
    CriterionState.MET: ("[x]", "met"),
    CriterionState.NOT_MET: ("[-]", "not met"),
    CriterionState.UNKNOWN: ("[ ]", "unknown"),
    CriterionState.NEEDS_DISCUSSION: ("[?]", "needs discussion"),
}
"""A mark that reads in plain text, and the word; never colour alone."""

DIAGNOSIS = {
    DiagnosisKind.INVASIVE_BREAST: "Invasive breast cancer",
    DiagnosisKind.METASTATIC_BREAST: "Metastatic breast cancer",
    DiagnosisKind.IN_SITU_ONLY: "In-situ breast disease only",
    DiagnosisKind.BENIGN_BREAST: "Benign breast tissue",
    DiagnosisKind.OTHER_PRIMARY: "A cancer of another organ",
    DiagnosisKind.UNCLEAR: "Diagnosis not settled by the text",
}

JURISDICTION = {"us": "US", "eu": "EU"}

REASON = {
    "addendum_number": "The number comes from an addendum.",
    "allred_cut_off_higher": "A word and an Allred score fit only a higher cut-off.",
    "allred_impossible": "An Allred score is not a possible one.",
    "allred_may_be_below_1_percent": "An Allred score can come from fewer than 1 % of the cells.",
    "allred_parts_do_not_sum": "The parts of an Allred score do not add up to it.",
    "allred_positive_below_1_percent": "A result is called positive below 1 %.",
    "attachment": "The file points to another file that was not read.",
    "below_printed_cut_off": "The number lies below the cut-off that the report prints, and above the guideline's.",
    "bound_sign_may_be_lost": "1 % stands where the template prints its bound (1 % or more); a sign may be lost.",
    "borderline_zone": "A result is called borderline.",
    "clinical_history": "It stands in the clinical history, not in the result.",
    "count_mismatch": "The list holds more names than values, or fewer: it is unclear which belongs to which.",
    "cut_off_10_percent": "A word and a number fit only a 10 % cut-off.",
    "cut_off_1_percent": "A word and a number fit only the 1 % cut-off.",
    "differs_between_tumours": "The tumours of this report have different values; see each specimen.",
    "earlier_specimen": "It is told of an earlier specimen.",
    "benign_tissue": "The report finds no cancer; receptors of benign tissue, or recalled, are no result.",
    "other_primary": "The report is about a tumour of another organ; its receptors are no breast result.",
    "earlier_specimen_only": "Only the result of an earlier specimen is told.",
    "garbled": "The text of a page makes no words (a poor OCR, a broken font): it has to be read by OCR.",
    "er_negative_pr_positive": "ER is negative and PR is positive.",
    "h_score_cut_off": "A word and an H-score fit only one of several cut-offs.",
    "h_score_differs": "Different H-scores are given.",
    "h_score_out_of_range": "An H-score is not a possible one.",
    "her2_0_or_1plus_amplified": "HER2 IHC is 0 or 1+ while ISH shows amplification.",
    "her2_2plus_called_positive": "HER2 is called positive at 2+ while ISH shows no amplification.",
    "her2_3plus_not_amplified": "HER2 IHC is 3+ while ISH shows no amplification.",
    "her2_edition_matters": "The ISH numbers mean different things under two editions of the guideline.",
    "her2_ish_word_numbers_clash": "The ISH result does not fit its own numbers.",
    "her2_needs_ish": "HER2 has a word at 2+ and no ISH result.",
    "her2_word_score_clash": "The word and the score for HER2 do not go together.",
    "ihc_differs": "Different IHC scores are given.",
    "ihc_ish_disagree": "IHC and ISH do not go together.",
    "in_situ_only": "It describes the in-situ part only.",
    "indeterminate_word_with_number": "A result is called indeterminate although a number would settle it.",
    "intensity_none_with_staining": "Staining is given with an intensity of none.",
    "intensity_without_staining": "An intensity is given without stained cells.",
    "irs_cut_off": "A word and an immunoreactive score fit only one of several cut-offs.",
    "irs_impossible": "An immunoreactive score is not a possible one.",
    "irs_parts_do_not_multiply": "The parts of an immunoreactive score do not multiply to it.",
    "ish_differs": "Different ISH results are given.",
    "j_score_out_of_range": "A J-score is not a possible one.",
    "layout_damaged": "The layout is damaged: it is unclear which value belongs to which marker.",
    "layout_mended": "Lines of the report were out of order; check the quote.",
    "ligand_binding_out_of_range": "An amount of receptor is not a possible one.",
    "low_positive_not_excluded": "What is given leaves open whether it is low positive (1 to 10 %).",
    "low_positive_wording": "Low positive is said of a number above that category.",
    "negative_range_reaches_1_percent": "A negative result has a range that goes beyond 1 %.",
    "no_low_positive_for_pr": "Low positive is a category for ER only.",
    "number_only": "The report gives the number without a word for it.",
    "number_spans_the_cut_off": "The number can lie on either side of the cut-off.",
    "numbers_differ": "Different numbers are given.",
    "ocr_disagreement": "Two ways of reading the page disagree about this value.",
    "ocr_single_reader": "The scan was read by one OCR engine only: check every value on the page.",
    "options_listed": "The report lists options without a clear mark on one of them.",
    "page_unreadable": "A page is damaged and was not read.",
    "page_without_text": "A page is a picture and was not read: a result may stand there.",
    "percent_out_of_range": "A percentage is not a possible one.",
    "preliminary": "The report is marked as preliminary.",
    "promise_only": "The report says that it is or will be tested, and gives no result here.",
    "rna_assay": "It comes from a gene panel, which does not give receptor status.",
    "score_only": "The report gives the score without a word for it.",
    "scores_disagree": "The numbers of one marker do not fit each other.",
    "several_percentages": "Several percentages are given for one marker; none was chosen.",
    "several_tumours_in_one_statement": "One statement tells of several tumours with different results.",
    "specimens_disagree": "Specimens or tumours have different results.",
    "statements_differ": "The statements of the report differ.",
    "statements_disagree": "The statements of the report disagree.",
    "superseded": "A later statement of the report replaces it.",
    "unreadable_font": "A page uses a font that does not tell its letters.",
    "weak_word": "A firmer statement of the report goes first.",
    "word_number_clash": "A word and a number do not go together, and no known cut-off explains it.",
    "word_only": "The report gives the word without a number: the laboratory can tell the percentage.",
}
"""Sentences for the codes in `review_reasons` and `reasons`."""

_ACRONYMS = {"er", "pr", "her2", "ihc", "irs", "ish", "ocr"}

DISCLAIMER = (
    "For education and research. Not a medical device, and not a decision about treatment: "
    "check every value against the report itself."
)


def say(code: str) -> str:
    """The sentence for a reason code; a code with a marker in front ("er:numbers_differ") names it."""
    marker, colon, rest = code.partition(":")
    if colon and marker in set(Marker):
        return f"{Marker(marker).label}: {say(rest)}"
    return REASON.get(code) or _say_plainly(code)


def _say_plainly(code: str) -> str:
    words = " ".join(word.upper() if word in _ACRONYMS else word for word in code.split("_"))
    return f"{words[:1].upper()}{words[1:]}."
