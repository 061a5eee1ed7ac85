"""The terminal view of reports that are rare in real life, made by hand."""

from hr_report import parse_report
from hr_report.interpretation.knowledge import load
from hr_report.models import DiagnosisKind, Status
from hr_report.writing import wording
from hr_report.writing.screen import Screen, printable
from hr_report.writing.terminal import write_terminal
from hr_report.writing.trace import write_trace
from hr_report.writing.values import list_values

CLASH = """Breast, left, core biopsy: Invasive ductal carcinoma.
ER: Negative (90%, strong)
PR: Positive (40%)
HER2: 2+ (equivocal), ISH pending
"""


def view(text, width=80):
    return write_terminal(parse_report(text), Screen(width=width))


def test_a_clash_is_told_before_anything_follows_from_it():
    shown = view(CLASH)
    assert "ER    CONFLICTING" in shown
    assert "the report says different things" in shown
    assert shown.index("NEEDS A LOOK") < shown.index("What it means")
    assert "  ! " in shown


def test_what_is_not_there_is_said_not_hidden():
    shown = view("Breast, excision: Invasive lobular carcinoma, 14 mm.")
    assert shown.count("NOT REPORTED") == 3
    assert shown.count("no result found in the text") == 3


def test_two_quotes_stand_side_by_side_on_a_wide_screen_only():
    text = "Breast biopsy: invasive carcinoma.\nER: positive (80%)\nAddendum comment: ER is negative.\n"
    report = parse_report(text)
    if not any(len(found.evidence) == 2 for found in report.discrepancies):
        raise AssertionError(report.discrepancies)
    assert " | " in write_terminal(report, Screen(width=100))
    assert " | " not in write_terminal(report, Screen(width=50))


def test_every_state_has_its_words():
    assert set(wording.STATUS) == set(Status)
    assert set(wording.DIAGNOSIS) == set(DiagnosisKind)


def test_an_unknown_code_is_shown_as_its_own_words():
    assert wording.say("some_her2_code") == "Some HER2 code."
    assert wording.say("er:numbers_differ").startswith("ER: Different")


def test_printable_text_has_no_steering_characters():
    assert printable("a\x1b[31mb\u202ec\r\nd\te") == "a?[31mb?c d e"


def test_percentages_keep_their_comparators():
    said = {}
    for written in ("95%", ">75%", "<1%", "10-75%"):
        report = parse_report(f"Breast biopsy: invasive carcinoma.\nER: {written}\nPR: 0%\n")
        said[written] = list_values(report.er)[0]
    assert said == {"95%": "95 %", ">75%": "> 75 %", "<1%": "< 1 %", "10-75%": "10-75 %"}


def test_the_trace_tells_why_a_reading_did_not_count():
    report = parse_report(CLASH)
    first, *others = report.observations
    aside = first.model_copy(update={"counted": False, "reasons": ("clinical_history",)})
    shown = write_trace(report.model_copy(update={"observations": (aside, *others)}), Screen())
    assert "Readings that did not count: 1" in shown
    assert "because: It stands in the clinical history" in shown


def test_every_discrepancy_that_asks_for_a_look_has_a_sentence_of_its_own():
    """Lists and the overview name it without its marker and numbers."""
    assert {code for code, row in load("discrepancies").items() if row["review"]} <= set(wording.REASON)
