"""Plain text as a source: encodings, typography, tables, refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hr_report.errors import (
    EmptySourceError,
    SourceNotFoundError,
    SourceTooLargeError,
    SourceUnreadableError,
    UnsupportedTypeError,
    UsageError,
)
from hr_report.reading import Limits, read
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

LINE = "Östrogen: ≥ 90 % ± 2"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (LINE.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + LINE.encode(), "utf-8"),
        (LINE.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + LINE.encode("utf-16-be"), "utf-16"),
        (LINE.encode("utf-32"), "utf-32"),
    ],
)
def test_marked_and_utf8_text_is_certain(content: bytes, encoding: str) -> None:
    document = read(content)
    assert (document.text, document.encoding, document.notices) == (LINE, encoding, ())


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le"])
def test_a_guessed_encoding_is_told(encoding: str) -> None:
    text = "Befund: Östrogenrezeptor positiv, 95 % der Kerne"
    document = read(text.encode(encoding))
    assert (document.text, document.encoding) == (text, encoding)
    assert [notice.code for notice in document.notices] == ["encoding_guessed"]


def test_stray_null_bytes_are_left_out_and_told() -> None:
    document = read(b"ER: pos\0itive, 95% of nuclei, strong. " + b"The remaining tissue is unremarkable. " * 5)
    assert "positive" in document.text
    assert [notice.code for notice in document.notices] == ["null_bytes"]


@pytest.mark.parametrize(
    ("raw", "settled"),
    [
        ("ER: positive\r\nPR: negative\rHER2: 0", "ER: positive\nPR: negative\nHER2: 0"),
        ("95\N{NO-BREAK SPACE}%", "95 %"),
        ("strati\N{LATIN SMALL LIGATURE FI}ed", "stratified"),
        ("ER: &lt;1%&nbsp;of nuclei&lt;br/&gt;PR: &amp;ge;90%", "ER: <1% of nuclei\nPR: ≥90%"),
        ("M&M conference; R&D; a < b", "M&M conference; R&D; a < b"),
        ("recep\N{SOFT HYPHEN}tor", "receptor"),
        ("recep\N{SOFT HYPHEN}\n   tor", "receptor"),
        ("1\N{MINUS SIGN}10%", "1-10%"),
        ("≥1%, ≤10 %, ±, Ventana™, 1–10", "≥1%, ≤10 %, ±, Ventana™, 1–10"),
        ("\N{BALLOT BOX WITH X} Positive \N{BALLOT BOX} Negative", "[x] Positive [ ] Negative"),
        ("ER:\tPositive", "ER:     Positive"),
        ("Marker\tResult\t%\nER\tPositive\t95", "Marker | Result | %\nER | Positive | 95"),
        ("ER\t\t95\nPR\tpos\t80", "ER |  | 95\nPR | pos | 80"),
        ("| ER  | Positive |\n|-----|----------|\n| PR | |", "ER | Positive\n|-----|----------|\nPR |"),
        ("║ ER ║ 95% ║", "ER | 95%"),
        ("a | b stays prose", "a | b stays prose"),
    ],
)
def test_typography_is_settled(raw: str, settled: str) -> None:
    assert read(raw).text == settled


def test_a_form_feed_begins_a_page() -> None:
    document = read("page one\n\fpage two")
    assert [document.text[page.start : page.end] for page in document.pages] == ["page one\n", "page two"]
    assert document.page_at(document.text.index("two")).number == 2


def test_a_path_given_as_text_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("ER: positive", encoding="utf-8")
    with pytest.raises(UsageError):
        read(str(path))
    assert read(path).name == "report.txt"
    assert read("report-that-is-not-there.txt").text == "report-that-is-not-there.txt"


@pytest.mark.parametrize("empty", ["", " \n\t\f\n", b"", b" \r\n", b"\0\0\0"])
def test_nothing_is_an_error(empty: str | bytes) -> None:
    with pytest.raises(EmptySourceError):
        read(empty)


@pytest.mark.parametrize("content", [b"\x1f\x8b" + bytes(40), bytes(range(256)) * 20, b"GIF89a" + b"x" * 9])
def test_other_kinds_of_files_are_refused(content: bytes) -> None:
    with pytest.raises(UnsupportedTypeError):
        read(content)


def test_sources_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFoundError):
        read(tmp_path / "missing.txt")
    with pytest.raises(SourceUnreadableError):
        read(tmp_path)
    big = tmp_path / "big.txt"
    big.write_bytes(b"ER " * 700_000)
    with pytest.raises(SourceTooLargeError):
        read(big, limits=Limits(megabytes=1))


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
def test_any_text_gives_pages_that_cover_it_or_an_empty_source(text: str) -> None:
    try:
        document = read(text)
    except (EmptySourceError, UsageError):
        return
    assert "\f".join(document.text[page.start : page.end] for page in document.pages) == document.text
    assert read(document.text).text == document.text or "|" in text or "\t" in text
