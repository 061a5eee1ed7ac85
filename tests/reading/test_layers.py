"""Text layers that cannot be trusted alone: searchable scans, fonts that lie, garbled text; and reading twice."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import hostile
import pypdfium2 as pdfium
import pytest
from hr_report.errors import NoTextError, UsageError
from hr_report.pipeline import explain
from hr_report.reading import Document, pdf, read
from hr_report.reading.pdf_glyphs import Glyph, PageGlyphs
from hr_report.reading.pdf_turned import lay_out_turned
from hr_report.reading.sheets import Sheet
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from layouts import ALL, CASES

if TYPE_CHECKING:
    from pathlib import Path

    from hr_report.models import Report

LUMINAL = CASES[0]
LINES = (
    "Left breast, core biopsy: invasive ductal carcinoma.",
    "Estrogen receptor: positive, 95%",
    "Progesterone receptor: positive, 60%",
    "HER2: negative, 1+",
)


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


def values(report: Report) -> list[object]:
    percents = [result.percent.text if result.percent else None for result in (report.er, report.pr)]
    return [report.er.status.value, report.pr.status.value, report.her2.status.value, *percents]


def scan(*lines: str, beneath: tuple[str, ...] | None = None, mode: int = 3, turn: int = 0) -> bytes:
    """A page that is a picture of `lines`, with the words `beneath` laid under it (the same, if not told)."""
    buffer = io.BytesIO()
    drawn = Canvas(buffer, pagesize=(420, 420), invariant=1)
    for number, line in enumerate(lines):
        drawn.drawString(40, 360 - 24 * number, line)
    drawn.save()
    with pdfium.PdfDocument(buffer.getvalue()) as document:
        picture = ImageReader(document[0].render(scale=200 / 72, grayscale=True).to_pil())
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(420, 420), invariant=1)
    canvas.setPageRotation(turn)
    canvas.drawImage(picture, 0, 0, 420, 420)
    for number, line in enumerate(lines if beneath is None else beneath):
        text = canvas.beginText(40, 360 - 24 * number)
        text.setTextRenderMode(mode)
        text.textOut(line)
        canvas.drawText(text)
    canvas.save()
    return buffer.getvalue()


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "ocr_is_installed", lambda: False)


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize("turn", [0, 90])
def test_a_searchable_scan_is_read_and_flagged_where_nothing_confirms_it(turn: int) -> None:
    document = read(scan(*LINES, turn=turn))
    report = explain(document)
    assert values(report) == ["positive", "positive", "negative", "95%", "60%"]
    assert "ocr_single_reader" in report.review_reasons
    assert not document.hidden
    (notice,) = document.notices
    assert "hr-report[ocr]" in notice.message


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize(("opacity", "flagged"), [(255, True), (20, False)])
def test_text_behind_a_scan_is_flagged_and_text_under_a_water_mark_is_not(opacity: int, flagged: bool) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(420, 420), invariant=1)
    for number, line in enumerate(LINES):
        canvas.drawString(40, 360 - 24 * number, line)
    canvas.drawImage(ImageReader(Image.new("RGBA", (420, 420), (200, 220, 240, opacity))), 0, 0, 420, 420, mask="auto")
    canvas.save()
    report = explain(read(buffer.getvalue()))
    assert values(report) == ["positive", "positive", "negative", "95%", "60%"]
    assert ("ocr_single_reader" in report.review_reasons) == flagged


@pytest.mark.usefixtures("no_engine")
def test_invisible_text_beside_visible_text_stays_hidden() -> None:
    assert codes(read(hostile.hidden_text())) == ["hidden_text"]


@pytest.mark.usefixtures("no_engine")
def test_garbled_text_asks_for_ocr_and_for_a_look() -> None:
    garbled = hostile.one_page(b"BT /F1 9 Tf 72 700 Td (Ftusphfo sfdfqups: qptjujwf. Qsphftufspof sfdfqups: ofhbujwf, "
                               b"dbsdjopnb jowbtjwf pg uif mfgu csfbtu xjui dmfbs nbshjot) Tj ET")  # fmt: skip
    document = read(garbled)
    (notice,) = document.notices
    assert notice.code == "garbled"
    assert "hr-report[ocr]" in notice.message
    assert "garbled" in explain(document).review_reasons


@pytest.mark.usefixtures("no_engine")
def test_a_stamp_on_a_scan_is_not_its_text() -> None:
    assert "page_without_text" in codes(read(scan(*LINES, beneath=("Received by fax",), mode=0)))


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize("turn", [0, 90])
def test_a_page_without_text_is_told_however_it_is_turned(turn: int) -> None:
    with pytest.raises(NoTextError):
        read(scan(*LINES, beneath=(), turn=turn))


@pytest.mark.usefixtures("no_engine")
def test_two_readings_are_not_promised_without_an_engine() -> None:
    with pytest.raises(UsageError, match="OCR engine"):
        read(hostile.one_page(), ocr="both")
    assert read(b"ER: positive", ocr="both").text == "ER: positive"


pytest.importorskip("rapidocr", reason="needs the ocr extra")


@pytest.mark.parametrize("name", ["grid_wrapped_middle", "label_and_value", "rotate_90", "upside_down"])
def test_where_both_readings_agree_the_text_stays_as_it_is(name: str) -> None:
    content = ALL[name](LUMINAL)
    alone, both = read(content), read(content, ocr="both")
    assert both.text == alone.text
    assert both.pages[0].glyphs.tobytes() == alone.pages[0].glyphs.tobytes()
    assert both.pages[0].reader == f"{alone.pages[0].reader}+ocr"
    assert not both.doubts
    assert not explain(both).needs_review


def test_a_font_that_lies_about_a_digit_is_found_out() -> None:
    content = hostile.lying_font(*LINES)
    assert explain(read(content)).er.percent.text == "35%", "the text alone cannot know"
    document = read(content, ocr="both")
    (doubt,) = document.doubts
    assert (doubt.first, doubt.second) == ("35%", "95%")
    report = explain(document)
    assert values(report) == ["positive", "positive", "negative", None, "60%"]
    assert "ocr_disagreement" in report.review_reasons
    (told,) = [found for found in report.discrepancies if found.code == "ocr_disagreement"]
    assert "“35%” or “95%”" in told.message
    assert told.evidence[0].line == 2


@pytest.mark.parametrize(
    ("shown", "beneath", "message"),
    [
        ("HER2 FISH: not amplified", "HER2 FISH: amplified", "“amplified” or “notamplified”"),
        ("HER2 FISH: amplified", "HER2 FISH: not amplified", "“not amplified” or “amplified”"),
        ("Estrogen receptor: negative", "Estrogen receptor: positive", "“positive” or “negative”"),
        ("Estrogen receptor: positive", "Estrogen receptor:", "“receptor:” or “receptor:positive”"),
        ("Estrogen receptor:", "Estrogen receptor: positive", "“positive” or nothing"),
    ],
)
def test_what_stands_in_one_reading_only_is_not_taken(shown: str, beneath: str, message: str) -> None:
    report = explain(read(scan(LINES[0], shown, beneath=(LINES[0], beneath))))
    assert values(report)[::2] == ["not_reported", "not_reported", None]
    assert "ocr_disagreement" in report.review_reasons
    assert any(message in found.message for found in report.discrepancies), report.discrepancies


def test_a_letter_that_is_drawn_twice_is_doubted_twice() -> None:
    line = "Estrogen receptor: positive, 95%"
    twice = b"BT /F1 12 Tf 1 0 0 1 72 700 Tm (%b) Tj 1 0 0 1 72.4 700 Tm (%b) Tj ET" % (line.encode(), line.encode())
    content = hostile.lying_font(line)
    start, end = content.index(b"BT /F1"), content.index(b" ET") + 3
    document = read(content[:start] + twice + content[end:], ocr="both")
    assert [(doubt.first, doubt.second) for doubt in document.doubts] == [("35%", "95%")]
    assert document.text.split()[:3] == line.split()[:3]
    assert "%" not in document.text


@pytest.mark.parametrize("direction", [90, 180, 270])
def test_a_doubt_keeps_its_readings_on_a_turned_page(direction: int) -> None:
    glyphs = [Glyph("\N{REPLACEMENT CHARACTER}" * 3, 100.1, 200.2, 117.3, 240.7), Glyph("%", 97.7, 300.3, 117.3, 330.3)]
    page = PageGlyphs(595.3, 841.9, "pdfplumber", glyphs, direction=direction)
    (doubt,) = Sheet(page, lay_out_turned([page]), {(100.1, 200.2): ("35%", "95%")}).doubts
    assert (doubt.first, doubt.second) == ("35%", "95%")


def test_the_command_line_tells_both_readings(tmp_path: Path) -> None:
    path = tmp_path / "lying.pdf"
    path.write_bytes(hostile.lying_font(*LINES))
    command = [sys.executable, "-m", "hr_report.cli", "read", "--ocr", "both", str(path)]
    shown = subprocess.run(
        command, capture_output=True, check=True, env=os.environ | {"PYTHONUTF8": "1"}
    ).stdout.decode()
    assert "read as pdfium+ocr" in shown
    assert "Two ways of reading the page disagree: “35%” or “95%”. Neither was taken." in shown


def test_a_line_that_only_the_picture_shows_is_told() -> None:
    report = explain(read(scan(*LINES, beneath=LINES[:-1]), ocr="auto"))
    assert values(report) == ["positive", "positive", "not_reported", "95%", "60%"]
    (told,) = report.discrepancies
    assert "nothing or “HER2: negative, 1+”" in told.message


def test_a_searchable_scan_that_ocr_confirms_needs_no_look() -> None:
    document = read(scan(*LINES))
    assert document.pages[0].reader == "pdfium+ocr"
    report = explain(document)
    assert values(report) == ["positive", "positive", "negative", "95%", "60%"]
    assert "ocr_single_reader" not in report.review_reasons


def test_a_scan_that_is_turned_by_its_page_is_read() -> None:
    assert "positive, 95%" in read(scan(*LINES, beneath=(), turn=90)).text


def test_garbled_text_gives_way_to_ocr() -> None:
    layer = tuple("".join(chr(ord(sign) + 1) if sign.isalpha() else sign for sign in line) for line in LINES)
    document = read(scan(*LINES, beneath=layer))
    assert document.pages[0].reader == "ocr"
    assert "Estrogen receptor: positive" in document.text
