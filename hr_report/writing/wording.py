"""Tables only: the words for states, values and reason codes. Clinical sentences live with the knowledge.

A code without an entry is shown as its own words ("numbers_differ" as "numbers differ"), never hidden.
"""

from __future__ import annotations

from hr_report.models import CriterionState, DiagnosisKind, Ish, Marker, Status

MARKER = {Marker.ER: "ER", Marker.PR: "PR", Marker.HER2: "HER2"}

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
    Status.INDETERMINATE: "the report says that it could not be determined",
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
    "allred_impossible": "An Allred score is given that cannot occur.",
    "derived_from_number": "The status follows from the number; the report gives no word for it.",
    "differs_between_tumours": "The tumours of this report have different values; see each specimen.",
    "layout_damaged": "The layout is damaged: it is unclear which value belongs to which marker.",
    "numbers_differ": "The report gives numbers that differ.",
    "ocr_disagreement": "Two ways of reading the scan disagree about a value.",
    "ocr_single_engine": "This value was read from a scan by one engine only.",
    "stated_and_number_clash": "The word and the number do not go together.",
}
"""Sentences for the codes in `review_reasons` and `reasons`."""

DISCLAIMER = (
    "For education and research. Not a medical device, and not a decision about treatment: "
    "check every value against the report itself."
)


def say(code: str) -> str:
    """The sentence for a reason code; a code with a marker in front ("er:numbers_differ") names it."""
    marker, colon, rest = code.partition(":")
    if colon and marker in set(Marker):
        return f"{MARKER[Marker(marker)]}: {say(rest)}"
    return REASON.get(code, code.replace("_", " ").capitalize() + ".")
