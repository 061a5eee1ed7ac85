"""Reports drawn in many layouts: what they state is read right, and every value's evidence stands where it says."""

from __future__ import annotations

import io
import itertools
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pdfplumber
import pypdfium2 as pdfium
import pytest
from hr_report.pipeline import parse_report
from hr_report.reading import Document, read
from hr_report.reading.pdf_glyphs import pdfium_glyphs
from hr_report.reading.pdf_layout import lay_out
from hr_report.reading.pdf_plumber import plumber_glyphs

from layouts import ALL, CASES, Case

if TYPE_CHECKING:
    from hr_report.models import Evidence, Report

EACH = [pytest.param(name, case, id=f"{name}-{case.name}") for name in ALL for case in CASES]
TURNED = {"rotate_90", "rotate_270", "rotate_180", "sideways_text", "sideways_table_clockwise", "upside_down"}
FIELDS = {"form_fields"}
# pdfplumber's own reading has no fields of forms, does not say which strokes tick a box, and does not know the bullet.
DIFFERENT_ON_PURPOSE = {"form_fields", "drawn_tick_boxes", "printed_tick_boxes", "bulleted"}


@cache
def drawn(name: str, case: Case) -> bytes:
    return ALL[name](case)


@cache
def report_of(name: str, case: Case) -> Report:
    return parse_report(drawn(name, case))


@pytest.mark.parametrize(("name", "case"), EACH)
def test_status_and_percent_are_right(name: str, case: Case) -> None:
    report = report_of(name, case)
    for marker in ("er", "pr"):
        result = getattr(report, marker)
        bounds = (result.percent.low, result.percent.high) if result.percent else None
        assert (result.status, bounds) == case.gold[marker]
    status, score = case.gold["her2"]
    assert report.her2.status == status
    assert report.her2.ihc in (score, None)


@pytest.mark.parametrize("name", ALL)
def test_a_row_keeps_its_cells_and_no_others(name: str) -> None:
    case = CASES[1]
    text = read(drawn(name, case)).text
    lines = [line for line in text.split("\n") if any(r.label in line for r in case.results)]
    apart = name in (
        "hanging_values",
        "spanned_labels",
        "transposed",
        "transposed_without_rules",
        "header_in_four_columns",
    )
    for result in () if apart or name == "hyphenated" else case.results:
        (line,) = (
            line for line in lines if result.label in line and f"{result.label} a" not in line.split("  ")[0][:3]
        )
        following = text[text.index(line) :].replace("\n", " ")[: len(line) + 60]
        assert result.word.lower() in following.lower()
        assert not any(other.label in line for other in case.results if other != result)


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.replace("[x]", "").replace("[ ]", "").replace("|", "").split()))


def inside(content: bytes, evidence: Evidence) -> Counter[str]:
    found: set[tuple[int, int]] = set()
    texts = []
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for box in evidence.boxes:
            page = pdf.pages[box.page - 1]
            left, top = page.cropbox[:2]
            for number, char in enumerate(page.chars):
                x, y = (char["x0"] + char["x1"]) / 2 - left, (char["top"] + char["bottom"]) / 2 - top
                if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom and (box.page, number) not in found:
                    found.add((box.page, number))
                    texts.append(char["text"])
    return letters("".join(texts).replace("\N{SOFT HYPHEN}", "").replace("\N{NO-BREAK SPACE}", ""))


@pytest.mark.parametrize("name", [name for name in ALL if name not in FIELDS])
def test_the_text_in_the_boxes_of_an_evidence_is_its_quote(name: str) -> None:
    case = CASES[1]
    report, content = report_of(name, case), drawn(name, case)
    for result in (report.er, report.pr, report.her2):
        assert result.evidence
        for evidence in result.evidence:
            assert evidence.boxes
            shown, quoted = inside(content, evidence), letters(evidence.quote)
            assert quoted <= shown, evidence
            if "fake_bold" not in name and "wrapped" not in name and name not in ("printed_tick_boxes", "hyphenated"):
                assert shown == quoted, evidence


@pytest.mark.parametrize("name", [name for name in ALL if name not in TURNED | DIFFERENT_ON_PURPOSE])
def test_pdfium_and_pdfplumber_lead_to_the_same_lines(name: str) -> None:
    content = drawn(name, CASES[1])
    with pdfium.PdfDocument(content) as document, pdfplumber.open(io.BytesIO(content)) as plumber:
        for page, other in zip(document, plumber.pages, strict=True):
            first = [line.text for line in lay_out(pdfium_glyphs(page, 100_000))]
            (part,) = plumber_glyphs(other)
            second = [line.text for line in lay_out(part)]
            assert [x.split() for x in first if x] == [x.split() for x in second if x]


@pytest.mark.parametrize("name", TURNED)
def test_a_turned_page_says_who_read_it(name: str) -> None:
    document = read(drawn(name, CASES[0]))
    assert {page.reader for page in document.pages} == {"pdfplumber"}


def test_every_drawn_letter_has_a_box_within_its_page() -> None:
    for name, case in itertools.product(ALL, CASES[:1]):
        document: Document = read(drawn(name, case))
        for page in document.pages:
            assert len(page.glyphs) == 4 * (page.end - page.start)
            for offset in range(page.start, page.end):
                box = page.box(offset, offset + 1)
                if document.text[offset].isalnum():
                    assert box is not None
                    assert -1 <= box.x0 < box.x1 <= page.width + 1
                    assert -1 <= box.top < box.bottom <= page.height + 1
