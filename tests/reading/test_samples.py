"""The sample reports: text and PDF hold the same, the PDFs are what the script makes, boxes stand on the words."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pypdfium2
import pytest
from hr_report.reading import Document, read

TESTS = Path(__file__).parent.parent
SAMPLES = TESTS.parent / "sample_reports"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.txt"))
GOLD = json.loads((TESTS / "goldens" / "samples.json").read_text(encoding="utf-8"))


def words(document: Document) -> list[str]:
    return sorted(re.findall(r"[^\s|=]+", document.text.replace("...", " ").replace(".. ", " ").replace(" . ", " ")))


def test_every_sample_has_a_pdf_and_a_gold() -> None:
    assert NAMES == sorted(GOLD) == sorted(path.stem for path in SAMPLES.glob("*.pdf"))


@pytest.mark.parametrize("name", NAMES)
def test_text_and_pdf_hold_the_same_words(name: str) -> None:
    text, pdf = read(SAMPLES / f"{name}.txt"), read(SAMPLES / f"{name}.pdf")
    shown = [pdf.text[span.start : span.end] for span in pdf.furniture]
    running = [word for span in shown for word in re.findall(r"\S+", span)]
    found = words(pdf)
    for word in running:
        found.remove(word)
    assert found == words(text)
    assert {page.reader for page in pdf.pages} == {"pdfium"}
    assert pdf.notices == pdf.hidden == ()


def test_furniture_is_found_on_every_page_it_repeats_on() -> None:
    document = read(SAMPLES / "18_multi_page.pdf")
    pages = [document.page_at(span.start).number for span in document.furniture]
    assert len(document.pages) == 3
    assert sorted(pages) == [1, 2, 2, 3, 3]


@pytest.mark.parametrize("name", NAMES)
def test_the_words_in_a_box_are_the_words_of_the_text(name: str) -> None:
    document = read(SAMPLES / f"{name}.pdf")
    with pypdfium2.PdfDocument(SAMPLES / f"{name}.pdf") as pdf:
        for page in document.pages:
            text_page = pdf[page.number - 1].get_textpage()
            for found in re.finditer(r"\d+ ?%|Positive|NEGATIVE|Equivocal", document.text[page.start : page.end]):
                (box,) = document.boxes(page.start + found.start(), page.start + found.end())
                inside = text_page.get_text_bounded(
                    box.x0 - 0.5, page.height - box.bottom, box.x1 + 0.5, page.height - box.top
                )
                assert found.group() in " ".join(inside.split()) or name == "20_form"


def test_the_pdfs_are_made_from_the_texts(tmp_path: Path) -> None:
    sys.path.insert(0, str(TESTS))
    import make_samples  # noqa: PLC0415

    make_samples.main(tmp_path)
    for name in NAMES:
        assert (tmp_path / f"{name}.pdf").read_bytes() == (SAMPLES / f"{name}.pdf").read_bytes(), name
