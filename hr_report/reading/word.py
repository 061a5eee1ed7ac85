"""A Word file (DOCX) becomes a Document: paragraphs and tables in order, content controls and tick boxes included.

Read from the file's XML, since the common library passes over content controls, where templates keep their values.
Text that a tracked change deleted, and hidden text, is left out and told.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from hr_report.errors import DamagedFileError, SourceTooLargeError
from hr_report.reading.document import CELL, Notice
from hr_report.reading.text import document_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hr_report.reading.document import Document
    from hr_report.reading.limits import Limits

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MEGABYTE = 1_000_000
_GROWTH = 4  # times the limit of the file that its XML may take up
_SIGNS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
_LEFT_OUT = tuple(_W + part for part in ("del", "moveFrom", "pPr", "rPr", "sdtPr"))
_BROKEN = (zipfile.BadZipFile, zlib.error, ET.ParseError, KeyError, EOFError, ValueError, RuntimeError)
_OFF = ("0", "false", "off", "none")


def read_word(content: bytes, *, name: str = "", limits: Limits) -> Document:
    """Read a DOCX file.

    Raises:
        DamagedFileError: it cannot be parsed.
        SourceTooLargeError: its XML is larger than the limits allow.
    """
    label = name or "The Word file"
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = archive.getinfo("word/document.xml").file_size
            if size > _GROWTH * limits.megabytes * _MEGABYTE:
                raise SourceTooLargeError(f"{label} unpacks to {size // _MEGABYTE} MB.")
            body = ET.fromstring(archive.read("word/document.xml")).find(f"{_W}body")  # noqa: S314 - expat bounds entities
    except _BROKEN as error:
        raise DamagedFileError(f"{label} begins like a Word file and cannot be read.") from error
    if body is None:
        raise DamagedFileError(f"{label} holds no document.")
    notices = []
    if body.find(f".//{_W}delText") is not None:
        notices.append(Notice("tracked_changes", "The file has tracked changes; deleted text was left out."))
    if any(_is_hidden(run) for run in body.iter(f"{_W}r")):
        notices.append(Notice("hidden_text", "The file holds hidden text; it was left out."))
    text = "\n".join(_lines(body))
    return document_of(text, name=name, kind="word", notices=tuple(notices), content=content)


def _lines(parent: ET.Element) -> Iterator[str]:
    for element in parent:
        if element.tag == f"{_W}p":
            yield from _text(element).split("\n")
        elif element.tag == f"{_W}tbl":
            yield ""
            for row in element.iter(f"{_W}tr"):
                yield CELL.join(" ".join(" ".join(_lines(cell)).split()) for cell in _cells(row)).rstrip(" |")
            yield ""
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}customXml"):
            yield from _lines(element)


def _cells(row: ET.Element) -> Iterator[ET.Element]:
    for element in row:
        if element.tag == f"{_W}tc":
            yield element
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent"):
            yield from _cells(element)


def _text(element: ET.Element) -> str:
    """The text of a paragraph or a part of it."""
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag in _SIGNS:
        return _SIGNS[element.tag]
    if element.tag in _LEFT_OUT or _is_hidden(element):
        return ""
    return _tick_box(element) or "".join(_text(child) for child in element)


def _tick_box(element: ET.Element) -> str:
    """Either "[x]" or "[ ]" for a tick box (of today's or of the older kind of form), else nothing."""
    control = element.find(f"{_W}sdtPr/{_W14}checkbox/{_W14}checked")
    if control is not None:
        return "[ ]" if control.get(f"{_W14}val", "1") in _OFF else "[x]"
    field = element.find(f"{_W}ffData/{_W}checkBox")
    if field is None:
        return ""
    state = field.find(f"{_W}checked")
    if state is None:
        state = field.find(f"{_W}default")
    return "[x]" if state is not None and state.get(f"{_W}val", "1") not in _OFF else "[ ]"


def _is_hidden(run: ET.Element) -> bool:
    if run.tag != f"{_W}r":
        return False
    mark = run.find(f"{_W}rPr/{_W}vanish")
    struck = run.find(f"{_W}rPr/{_W}strike")
    return any(flag is not None and flag.get(f"{_W}val", "1") not in _OFF for flag in (mark, struck))
