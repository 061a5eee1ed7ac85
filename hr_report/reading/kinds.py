"""What kind of file a content is: told by its first bytes, never by its name."""

from __future__ import annotations

import io
import zipfile

from hr_report.errors import DamagedFileError, UnsupportedTypeError

_HEAD = 1_024
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_MARKS = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
)
# Marks of files that are no reports by themselves, with the name that a user knows them by.
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls)"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"%!PS", "a PostScript file"),
    (b"\x7fELF", "a program"),
)
_HL7 = (b"MSH", b"FHS", b"BHS")
_HTML = (b"<!doctype html", b"<html", b"<clinicaldocument")

PAGED = frozenset(("pdf", "image"))
"""The kinds whose pages can be looked at; native libraries parse them."""


def kind_of(content: bytes, label: str) -> str:
    """One of "pdf", "rtf", "image", "word", "hl7", "fhir", "html", "text".

    Raises:
        UnsupportedTypeError: a known kind of file that holds no report.
    """
    if b"%PDF-" in content[:_HEAD]:
        return "pdf"
    for mark, kind in _MARKS:
        if content.startswith(mark):
            return kind
    for mark, what in _FOREIGN:
        if content.startswith(mark):
            raise UnsupportedTypeError(f"{label} is {what}.")
    if content.startswith(b"PK\x03\x04"):
        return _zip_kind(content, label)
    return _text_kind(content[:_HEAD].removeprefix(_BYTE_ORDER_MARK).lstrip(b"\x0b \t\r\n"), content)


def _zip_kind(content: bytes, label: str) -> str:
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, EOFError, RuntimeError):
        raise DamagedFileError(f"{label} begins like an Office file and cannot be opened.") from None
    if "word/document.xml" in names:
        return "word"
    raise UnsupportedTypeError(f"{label} is an archive or another Office file.", "Take the reports out and read those.")


def _text_kind(head: bytes, content: bytes) -> str:
    if head[:3] in _HL7 and head[3:4] and not head[3:4].isalnum() and not head[3:4].isspace():
        return "hl7"
    if head[:1] in (b"{", b"[") and b'"resourceType"' in content:
        return "fhir"
    lowered = head.lower()
    if lowered.startswith((*_HTML, b"<?xml", b"<!--")) and any(mark in lowered for mark in _HTML):
        return "html"
    return "text"
