"""Which files are taken, from folders, archives and lists."""

import os
import zipfile
from pathlib import Path

import pytest
from hr_report.batch import sources
from hr_report.batch.sources import find_items, take_content, take_mark
from hr_report.errors import EncryptedFileError, SourceNotFoundError, SourceTooLargeError, UsageError


def names(*arguments, **options):
    return [item.name for item in find_items(*arguments, **options)]


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.pdf", "sub/C.TXT", "sub/deep/d.txt", ".hidden/x.txt", ".DS_Store", "out/reports.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return tmp_path


def test_recursive_sorted_without_hidden_files_and_results(folder):
    assert names(folder, beside=folder / "out") == ["a.pdf", "b.txt", "sub/C.TXT", "sub/deep/d.txt"]


def test_include_and_exclude(folder):
    assert names(folder, include=["*.txt"]) == ["b.txt", "sub/C.TXT", "sub/deep/d.txt"]
    assert names(folder, include=["*.txt"], exclude=["sub/*"]) == ["b.txt"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_loop_of_links_does_not_trap_the_walk(folder):
    (folder / "sub" / "loop").symlink_to(folder)
    assert "sub/deep/d.txt" in names(folder)
    assert not [name for name in names(folder) if name.startswith("sub/loop")]


def test_archives_alone_and_inside_a_folder(tmp_path):
    path = tmp_path / "in" / "reports.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.txt", "ER: positive")
        archive.writestr("sub/two.txt", "ER: negative")
        archive.writestr("__MACOSX/._one.txt", "junk")
        archive.writestr("../evil.txt", "kept inside its name")
    assert names(path) == ["../evil.txt", "one.txt", "sub/two.txt"]
    (item,) = find_items(path.parent, include=["one.txt"])
    assert item.name == "reports.zip/one.txt"
    assert take_content(item) == b"ER: positive"
    assert take_mark(item).startswith("12-")


def test_archive_bombs_and_passwords_are_refused(tmp_path, monkeypatch):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.txt", b"0" * 2_000_000)
    monkeypatch.setattr(sources, "LARGEST_MEMBER", 1_000_000)
    with pytest.raises(SourceTooLargeError):
        take_content(find_items(path)[0])
    raw = bytearray((tmp_path / "bomb.zip").read_bytes())
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        raw[raw.find(mark) + place] |= 1
    locked = tmp_path / "locked.zip"
    locked.write_bytes(raw)
    monkeypatch.undo()
    with pytest.raises(EncryptedFileError):
        take_content(find_items(locked)[0])


def test_a_list_names_files_beside_it(tmp_path):
    (tmp_path / "x.txt").write_text("ER: positive", "utf-8")
    table = tmp_path / "list.csv"
    table.write_text("\ufeffid,file\ncase 1,x.txt\ncase 2,missing.txt\n", "utf-8")
    items = find_items(table)
    assert [item.name for item in items] == ["case 1", "case 2"]
    assert take_content(items[0]) == tmp_path / "x.txt"
    assert take_mark(items[1]) == ""


@pytest.mark.parametrize("text", ["name\nx.txt\n", "id,file\na,x\na,y\n"])
def test_a_list_that_cannot_be_followed_is_refused(tmp_path, text):
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError):
        find_items(path)


def test_a_missing_folder_and_a_single_file(tmp_path):
    with pytest.raises(SourceNotFoundError):
        find_items(tmp_path / "nowhere")
    path = tmp_path / "one.txt"
    path.write_text("x", "utf-8")
    with pytest.raises(UsageError):
        find_items(path)


def test_the_mark_changes_with_the_file(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("one", "utf-8")
    (item,) = find_items(tmp_path)
    before = take_mark(item)
    assert take_mark(item) == before
    path.write_text("other", "utf-8")
    assert take_mark(item) != before
    assert isinstance(take_content(item), Path)
