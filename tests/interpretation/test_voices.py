"""The two voices and the versions, through the whole line: same facts, two audiences."""

import re
from datetime import date

import pytest
from hr_report import parse_report
from hr_report.errors import UsageError
from hr_report.interpretation.discrepancies import plain_message
from hr_report.interpretation.knowledge import load
from hr_report.interpretation.sources import checked_on
from hr_report.interpretation.voices import for_clinician, for_patient
from hr_report.models import Discrepancy, Marker, Source
from hr_report.reading.document import Document, Notice, Page
from hr_report.versions import describe_source, list_versions

BREAST = "Left breast, core biopsy: invasive ductal carcinoma, grade 2.\n"
PLAIN = f"{BREAST}Estrogen receptor: positive (90%, strong)\nProgesterone receptor: negative (0%)\nHER2 IHC: negative (1+)\n"
CLASH = f"{BREAST}Estrogen receptor: negative (5%)\nProgesterone receptor: negative (0%)\nHER2 IHC: 2+\n"
KIDNEY = "Kidney, left, nephrectomy: renal cell carcinoma, clear cell type.\n"


def headings(blocks):
    return [block.heading for block in blocks]


def texts(blocks):
    return [
        text for block in blocks for text in (*block.paragraphs, *block.items, *(" ".join(row) for row in block.rows))
    ]


def test_the_patient_hears_the_main_message_first_and_the_limits_last():
    blocks = for_patient(parse_report(PLAIN))
    assert (
        blocks[0].paragraphs[0].startswith("Your hormone receptor and HER2 results are the ones the drug label names.")
    )
    assert "does not tell you to start, stop, or avoid any drug" in blocks[-1].paragraphs[0]
    assert "What should be checked?" not in headings(blocks)


def test_the_patient_hears_what_the_report_says():
    said = " ".join(texts(for_patient(parse_report(PLAIN))))
    assert "ER-positive, 90%" in said
    assert "PR-negative, 0%" in said
    assert "HER2-low" in said
    assert "3 of the 8 points" in said


def test_the_patient_is_told_what_needs_a_look():
    blocks = {block.heading: block for block in for_patient(parse_report(CLASH))}
    checks = blocks["What should be checked?"].items
    assert checks[0] == "The word says negative for ER, but the number would count as positive in most labs."


def test_a_report_about_another_disease_is_told_so_and_nothing_else():
    said = texts(for_patient(parse_report(KIDNEY)))
    assert any("another disease, not breast cancer" in text and "other uses" in text for text in said)
    assert not any("ER-" in text or "8 points" in text for text in said)


def test_the_clinician_sees_state_rule_source_and_evidence_of_each_criterion():
    report = parse_report(PLAIN)
    table = next(block for block in for_clinician(report) if block.heading.startswith("Label criteria (US)"))
    rows = {row[0]: row for row in table.rows}
    assert len(rows) == 11
    assert rows["C2"][2] == "met"
    assert rows["C2"][5] == "C2.er_positive"
    assert "ASCO/CAP" in rows["C2"][7]
    assert "(page 1, line 2," in rows["C2"][8]
    assert rows["C6"][4] == "whether menopause has happened"


def test_the_clinician_sees_stated_beside_derived_with_the_steps():
    blocks = {block.heading: block for block in for_clinician(parse_report(CLASH))}
    er = blocks["Results"].rows[0]
    assert er[:5] == ("ER", "negative", "negative", "low_positive", "5%")
    assert any(step == ("ER", "The report says negative.") for step in blocks["How the status was reached"].rows)
    assert ("ER", "allred proportion", "2", "From '5%': 5 % of the nuclei allows 2.") in blocks[
        "Other notations (derived)"
    ].rows
    assert blocks["Discrepancies"].rows[0][0] == "cut_off_10_percent"
    assert dict(blocks["Versions"].rows)["guideline"].startswith("asco_cap_2020: ")


def test_both_voices_tell_the_same_status():
    for text in (PLAIN, CLASH, KIDNEY):
        report = parse_report(text)
        clinician = {row[0]: row[1] for row in for_clinician(report)[0].rows}
        assert clinician == {name.upper(): getattr(report, name).status.value for name in ("er", "pr", "her2")}


def test_every_discrepancy_has_a_plain_wording():
    for code, row in load("discrepancies").items():
        told = plain_message(Discrepancy(code=code, marker=Marker.ER, message="x"))
        assert told
        assert "{" not in told
        assert isinstance(row["review"], bool)
    assert plain_message(Discrepancy(code="made elsewhere", marker=None, message="as it is")) == "as it is"


def test_no_voice_gives_a_verdict():
    for text in (PLAIN, CLASH, KIDNEY):
        report = parse_report(text)
        said = " ".join(texts([*for_patient(report), *for_clinician(report)]))
        assert not re.search(r"\beligible|\bcandidate\b|should take|you should", said, re.IGNORECASE)


def test_versions_name_program_guideline_label_and_knowledge():
    versions = list_versions("cut_off_10", "eu")
    assert versions.guideline.startswith("cut_off_10: ")
    assert "2022-06-13" in versions.drug_label
    assert versions.knowledge_checked_on == checked_on()
    assert date.fromisoformat(checked_on())
    with pytest.raises(UsageError):
        list_versions("nobody_1999")


def test_a_source_is_described_as_it_was_read():
    pages = (Page(1, 0, 4, reader="pdfium"), Page(2, 5, 9, reader="ocr"), Page(3, 10, 14, reader="pdfium"))
    notice = Notice("encoding", "The encoding was guessed.")
    read = Document("a" * 14, pages, name="r.pdf", sha256="0f", kind="pdf", encoding="latin-1", notices=(notice,))
    assert describe_source(read) == Source(
        name="r.pdf", sha256="0f", kind="pdf", pages=3, reader="pdfium+ocr", encoding="latin-1", notices=("The encoding was guessed.",)
    )  # fmt: skip
