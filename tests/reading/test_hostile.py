"""Broken and harmful files: each ends in a result or in a clear error, within its limits."""

from __future__ import annotations

import os
import random
import time
from typing import TYPE_CHECKING

import hostile
import pytest
from hr_report.errors import (
    ContentError,
    DamagedFileError,
    EncryptedFileError,
    HrReportError,
    NoTextError,
    ReadingTimeoutError,
    SourceTooLargeError,
    SourceUnreadableError,
)
from hr_report.reading import Document, Limits, read
from hr_report.reading.sandbox import read_apart

from layouts import ALL, CASES

if TYPE_CHECKING:
    from pathlib import Path

LINE = "ER: positive, 95%"


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


def test_a_sound_file_of_the_same_making_is_read() -> None:
    document = read(hostile.one_page())
    assert (document.text, codes(document)) == (LINE, [])


def test_encrypted_files_need_their_password() -> None:
    locked = hostile.encrypted("secret", "owner")
    with pytest.raises(EncryptedFileError, match="needs a password"):
        read(locked)
    with pytest.raises(EncryptedFileError, match="does not open"):
        read(locked, password="wrong")
    assert read(locked, password="secret").text == LINE


def test_an_empty_password_is_tried_unasked() -> None:
    assert read(hostile.encrypted("", "owner")).text == LINE


@pytest.mark.parametrize(
    "make", [hostile.truncated, hostile.no_pages, lambda: b"%PDF-1.7\n", lambda: b"%PDF-1.4 \xff" * 99]
)
def test_damaged_files_are_told(make: object) -> None:
    assert callable(make)
    with pytest.raises(DamagedFileError):
        read(make())


@pytest.mark.parametrize("make", [hostile.bad_startxref, hostile.lying_count])
def test_slight_damage_is_mended_or_told(make: object) -> None:
    assert callable(make)
    try:
        assert LINE in read(make()).text
    except ContentError:
        return


def test_a_page_tree_that_holds_itself_ends() -> None:
    start = time.monotonic()
    with pytest.raises(ContentError):
        read(hostile.recursive_pages())
    assert time.monotonic() - start < 5


def test_pictures_without_text_are_told() -> None:
    with pytest.raises(NoTextError):
        read(hostile.picture_only(), ocr="never")


def test_hidden_text_is_marked() -> None:
    document = read(hostile.hidden_text())
    hidden = " ".join(document.text[span.start : span.end] for span in document.hidden)
    assert "PR: positive, 80%" in hidden
    assert "HER2: positive" in hidden
    assert "Ki-67: 90%" in hidden
    assert LINE not in hidden
    assert codes(document) == ["hidden_text"]


def test_scripts_and_attachments_are_ignored_and_told() -> None:
    for make, code in ((hostile.with_script, "script"), (hostile.with_attachment, "attachment")):
        document = read(make())
        assert (document.text, codes(document)) == (LINE, [code])


def test_a_font_that_names_no_letters_is_told() -> None:
    assert "unreadable_font" in codes(read(hostile.nameless_font(), ocr="never"))


def test_limits_of_size_pages_and_letters() -> None:
    with pytest.raises(SourceTooLargeError):
        read(hostile.one_page(box=b"0 0 900000 900000"))
    with pytest.raises(SourceTooLargeError):
        read(hostile.one_page(), limits=Limits(pages=0))
    with pytest.raises(SourceTooLargeError):
        read(hostile.one_page(), limits=Limits(page_chars=5))


def test_permissions_and_devices(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(SourceUnreadableError):
        read(pipe)


def test_reading_apart_gives_the_same_document(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(hostile.hidden_text())
    assert read_apart(path) == read(path)
    assert read_apart(path).pages[0].glyphs.tobytes() == read(path).pages[0].glyphs.tobytes()
    assert read_apart(hostile.one_page(), name="b").name == "b"


def test_reading_apart_hands_errors_over(tmp_path: Path) -> None:
    with pytest.raises(EncryptedFileError, match="needs a password"):
        read_apart(hostile.encrypted("secret", "owner"))
    with pytest.raises(SourceUnreadableError):
        read_apart(tmp_path)


def test_a_bomb_is_stopped_by_time_or_memory() -> None:
    start = time.monotonic()
    with pytest.raises(HrReportError) as caught:
        read_apart(hostile.bomb(100), limits=Limits(seconds=5, memory_megabytes=400))
    assert isinstance(caught.value, DamagedFileError | ReadingTimeoutError | SourceTooLargeError)
    assert time.monotonic() - start < 10


def test_letters_miles_away_do_not_blow_the_page_up() -> None:
    text = read(hostile.scattered()).text
    assert LINE in text
    assert len(text) < 1_000


def damaged(content: bytes, seed: int) -> bytes:
    """The file with a few bytes changed, cut out, doubled, or cut off."""
    chance = random.Random(seed)  # noqa: S311 - the same damage on every run
    broken = bytearray(content)
    for _ in range(chance.choice((1, 4, 16))):
        place = chance.randrange(len(broken))
        match chance.randrange(4):
            case 0:
                broken[place] = chance.randrange(256)
            case 1:
                del broken[place : place + chance.randrange(1, 30)]
            case 2:
                broken[place:place] = broken[place : place + chance.randrange(1, 60)]
            case _:
                broken[place : place + 4] = b"9999"
    return bytes(broken)


@pytest.mark.parametrize("name", ["grid", "rotate_90", "form_fields", "nested_form", "drawn_tick_boxes"])
def test_any_damage_ends_in_a_result_or_a_clear_error(name: str, caplog: pytest.LogCaptureFixture) -> None:
    sound = ALL[name](CASES[0])
    told = []
    for seed in range(60):
        try:
            read(damaged(sound, seed), ocr="never")
        except HrReportError as error:
            told.append(str(error))
    assert "Estrogen" not in " ".join(told)
    assert not caplog.records, "no text of a report may come into a log"
