"""Scans and pictures: two readers, what they agree on, and where it stands on the page."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hr_report.errors import DamagedFileError, NoTextError, UsageError
from hr_report.reading import Document, Limits, ocr, read
from hr_report.reading.ocr_agreement import compare, with_negations
from hr_report.reading.sandbox import read_apart

from layouts import ALL, CASES

LUMINAL, PR_LOST = CASES[:2]


def other(first: str, *seconds: str) -> list[str | None]:
    return [reading.other for reading in compare(first, list(seconds))]


@pytest.mark.parametrize(
    ("first", "second", "doubted"),
    [
        ("ER: Positive (95%)", "ER: Positive (95%)", {}),
        ("ER: Positive (95%)", "ER: Posltive (95%)", {}),  # a letter of a long word
        ("ER: Positive 95%", "ER: Positive 35%", {2: "35%"}),
        ("<1%", "1%", {0: "1%"}),
        ("1+", "4+", {0: "4+"}),
        ("100%", "400%", {0: "400%"}),
        ("Positive", "Negative", {0: "Negative"}),
        ("ER Negative", "PR Negative", {0: "PR"}),
        ("not amplified", "amplified", {0: ""}),
        ("HER2 0", "HERZ 0", {}),  # a name, where only one reading makes sense
        ("0", "O", {0: "O"}),  # a value
        ("EstrogenReceptor 95%", "Estrogen Receptor 95%", {}),
        ("95 %", "", {0: "", 1: ""}),
    ],
)
def test_readers_must_agree_on_values_and_short_words(first: str, second: str, doubted: dict[int, str]) -> None:
    assert {i: text for i, text in enumerate(other(first, second)) if text is not None} == doubted


def test_a_word_that_only_the_second_reader_sees_puts_its_neighbour_in_doubt() -> None:
    assert any(text is not None for text in other("HER2 amplified", "HER2 not amplified"))


def test_a_second_look_may_settle_a_doubt() -> None:
    assert other("<1%", "A%", "<1%") == [None]


@pytest.mark.parametrize(
    ("first", "second", "bound"),
    [
        ("HER2 not amplified", "HER2 amplified", ["not amplified"]),
        ("HER2 amplified", "HER2 amplified", []),
        ("margins not involved by 2 mm", "margins involved by 3 mm", ["not involved", "2"]),
    ],
)
def test_a_not_in_doubt_takes_its_word_along(first: str, second: str, bound: list[str]) -> None:
    readings = with_negations(compare(first, [second]), first)
    assert [reading.text for reading in readings if reading.other is not None] == bound


def test_a_wrong_choice_is_told() -> None:
    with pytest.raises(UsageError):
        read(b"ER: positive", ocr="sometimes")


scans = pytest.importorskip("layouts.scans", reason="needs the ocr extra")
pytest.importorskip("rapidocr", reason="needs the ocr extra")
from hr_report.reading.ocr_picture import printed_part  # noqa: E402 - needs the extra
from PIL import Image  # noqa: E402

needs_second = pytest.mark.skipif(ocr.second_reader() is None, reason="needs Tesseract as the second reader")


def upper_half(image: Any) -> Any:
    """OCR takes its time for white paper, too."""
    return image.crop((0, 0, image.width, image.height * 2 // 5))


def test_faint_print_at_the_foot_of_a_page_is_shown_to_the_engine() -> None:
    page = Image.new("L", (1654, 2339), 255)
    page.paste(0, (300, 300, 900, 330))
    page.paste(215, (700, 2200, 1000, 2220))
    x0, top, x1, bottom = printed_part(page)
    assert 0 < x0 < 300
    assert 0 < top < 300
    assert 1000 < x1 < page.width
    assert 2220 < bottom < page.height
    assert printed_part(Image.new("L", (500, 400), 255)) == (0, 0, 500, 400)


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


@needs_second
def test_a_fax_of_a_wrapped_table_keeps_its_rows_and_its_places() -> None:
    digital = read(ALL["grid_wrapped_middle"](LUMINAL))
    faxed = read(scans.scanned_pdf(ALL["grid_wrapped_middle"](LUMINAL), "fax"))
    assert {page.reader for page in faxed.pages} == {"ocr"}
    assert "ocr" in codes(faxed)
    for row in (" | Positive | 95% | Strong", " | Positive | 60% | Moderate"):
        assert row in faxed.text
        (near,) = faxed.boxes(faxed.text.index(row) + 3, faxed.text.index(row) + 11)
        (true,) = digital.boxes(digital.text.index(row) + 3, digital.text.index(row) + 11)
        assert abs(near.x0 - true.x0) < 8
        assert abs(near.top - true.top) < 8


@needs_second
def test_pictures_turned_on_their_side_are_read_and_placed_as_they_lie() -> None:
    image = upper_half(scans.clean(ALL["label_and_value"](LUMINAL))[0]).rotate(90, expand=True)
    buffer = io.BytesIO()
    image.save(buffer, format="PNG", dpi=(200, 200))
    document = read(buffer.getvalue())
    assert (document.kind, document.pages[0].reader) == ("image", "ocr")
    assert "Estrogen receptor:" in document.text
    start = document.text.index("Positive (95%)")
    (box,) = document.boxes(start, start + 14)
    assert box.bottom - box.top > 3 * (box.x1 - box.x0)
    assert box.x1 <= document.pages[0].width


def test_each_page_of_a_tiff_is_a_page() -> None:
    frames = [upper_half(scans.clean(ALL["label_and_value"](case))[0]) for case in (LUMINAL, PR_LOST)]
    buffer = io.BytesIO()
    frames[0].save(buffer, format="TIFF", save_all=True, append_images=frames[1:], dpi=(200, 200))
    document = read(buffer.getvalue())
    first, second = document.text.split("\f")
    assert "95%" in first
    assert "80%" in second


def test_with_one_reader_every_letter_is_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "second_reader", lambda: None)
    buffer = io.BytesIO()
    upper_half(scans.clean(ALL["label_and_value"](LUMINAL))[0]).save(buffer, format="PNG", dpi=(200, 200))
    document = read(buffer.getvalue())
    (doubt,) = document.doubts
    assert doubt.code == "ocr_single_reader"
    assert (doubt.span.start, doubt.span.end) == (0, len(document.text))
    assert "ocr_single_reader" in codes(document)


@needs_second
def test_a_disagreement_is_unreadable_in_the_text_and_kept_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_second", lambda piece, *_: piece.text.replace("95%", "35%"))
    document = read(scans.scanned_pdf(ALL["label_and_value"](LUMINAL), "clean"))
    assert "95%" not in document.text
    (doubt,) = [d for d in document.doubts if "95%" in d.first]
    assert document.text[doubt.span.start : doubt.span.end] == "\N{REPLACEMENT CHARACTER}" * len(doubt.first)
    assert "35%" in doubt.second
    assert "ocr_disagreement" in codes(document)


def test_ocr_can_be_forbidden() -> None:
    with pytest.raises(NoTextError):
        read(scans.scanned_pdf(ALL["label_and_value"](LUMINAL), "clean"), ocr="never")


def test_a_broken_picture_is_told() -> None:
    with pytest.raises(DamagedFileError):
        read(b"\x89PNG\r\n\x1a\n" + bytes(40))


def test_reading_apart_hands_doubts_over() -> None:
    buffer = io.BytesIO()
    upper_half(scans.fax(ALL["typewriter"](PR_LOST))[0]).convert("L").save(buffer, format="TIFF", dpi=(200, 200))
    document = read_apart(buffer.getvalue(), limits=Limits(seconds=120, memory_megabytes=6_000))
    assert document.pages[0].reader == "ocr"
    assert document.doubts
