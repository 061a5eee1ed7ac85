"""Text that makes no words is told from text that does: bad OCR and broken fonts, never a sound report."""

from __future__ import annotations

import random
import string
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hr_report.reading import read
from hr_report.reading.garbled import is_garbled

from layouts import ALL, CASES

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = sorted((Path(__file__).parent.parent.parent / "sample_reports").glob("*.txt"))
LETTERS = string.ascii_lowercase


def shifted(text: str) -> str:
    """Each letter is named as the next one: a font whose table is off by one."""
    return text.translate(str.maketrans(LETTERS + LETTERS.upper(), LETTERS[1:] + "a" + LETTERS[1:].upper() + "A"))


def glyph_numbers(text: str) -> str:
    """Each sign is named by its number in the font, 29 below its code: how fonts without a table come out."""
    return "".join(chr(ord(sign) - 29) if "=" < sign <= "~" else sign for sign in text)


def shuffled(text: str) -> str:
    order = list(LETTERS)
    random.Random(1).shuffle(order)  # noqa: S311 - the same on every run
    return text.translate(str.maketrans(LETTERS + LETTERS.upper(), "".join(order) + "".join(order).upper()))


def every_third_wrong(text: str) -> str:
    chance = random.Random(2)  # noqa: S311 - the same on every run
    return "".join(chance.choice(LETTERS) if i % 3 == 2 and sign.isalnum() else sign for i, sign in enumerate(text))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sound_report_is_no_garble(path: Path) -> None:
    assert not is_garbled(path.read_text("utf-8"))


@pytest.mark.parametrize("name", ALL)
def test_no_drawn_layout_is_taken_for_garble(name: str) -> None:
    document = read(ALL[name](CASES[0]), ocr="never")
    assert "garbled" not in [notice.code for notice in document.notices]


@pytest.mark.parametrize("harm", [shifted, glyph_numbers, shuffled, every_third_wrong])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_garbled_report_is_told(path: Path, harm: Callable[[str], str]) -> None:
    assert is_garbled(harm(path.read_text("utf-8")))


def test_a_garbled_paragraph_within_a_sound_report_is_told() -> None:
    sound = SAMPLES[0].read_text("utf-8")
    assert is_garbled(f"{sound}\n{shifted(sound)}\n{sound}")


def test_names_codes_and_other_languages_pass() -> None:
    codes = (
        "X26-0001 HER2/CEP17 SP1 CK5/6 GATA3 TTF-1 SMMHC pT2 pN1mi(sn) ERBB2 NM_000546.5 p.His1047Arg NTRK BRAF KRAS "
    )
    german = "Die Östrogenrezeptoren sind in 90 % der Zellkerne stark positiv, die Schnittränder sind frei von Tumor. "
    greek = "Ο όγκος είναι θετικός στους υποδοχείς οιστρογόνων. "
    for text in (codes, german, greek, "ER: positive", ""):
        assert not is_garbled(text * 5)
