"""Plain text becomes a Document: the encoding is found, typography tidied, drawn tables become cells.

Tabs: where two or more neighbouring lines hold the same number of tabs, at least two, they are rows of a table and the
tabs become `CELL`. Elsewhere a tab is a wide gap: blanks up to the next eighth column, never fewer than two. Tables
drawn with | (or box-drawing lines) become `CELL`-separated; the rules between their rows stay as they are, so that line
numbers are those of the file.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from itertools import groupby

from hr_report.errors import EmptySourceError, UnsupportedTypeError
from hr_report.reading.document import CELL, PAGE_BREAK, Document, Notice, Page
from hr_report.reading.tidy import tidy

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TAB_WIDTH = 8
_BARS = str.maketrans({"\N{BOX DRAWINGS LIGHT VERTICAL}": "|", "\N{BOX DRAWINGS HEAVY VERTICAL}": "|",
                       "\N{BOX DRAWINGS DOUBLE VERTICAL}": "|", "\N{BROKEN BAR}": "|"})  # fmt: skip
_BAR_SIGNS = ("|", *map(chr, _BARS))
_RULE = re.compile(r"[\s|+=_:.\-\u2500-\u257f]+")
_MIN_TABLE_TABS = 2


def read_text(content: bytes, *, name: str = "", kind: str = "text") -> Document:
    """The Document of a text file.

    Raises:
        EmptySourceError: nothing but blanks.
        UnsupportedTypeError: the bytes are not text.
    """
    text, encoding, notices = decode(content)
    return document_of(text, name=name, kind=kind, encoding=encoding, notices=notices, content=content)


def document_of(
    text: str,
    *,
    name: str = "",
    kind: str = "text",
    encoding: str | None = None,
    notices: tuple[Notice, ...] = (),
    content: bytes | None = None,
) -> Document:
    """The Document of report text that is already a string. Raises `EmptySourceError` where it is blank."""
    settled = settle(text)
    if not settled.strip():
        raise EmptySourceError(f"{name or 'The source'} holds no text.")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass") if content is None else content).hexdigest()
    return Document(settled, pages_of(settled), name=name, sha256=digest, kind=kind, encoding=encoding, notices=notices)


def settle(text: str) -> str:
    """Text in its final form: tidy, tables as cells, tabs as gaps, no blanks at line ends."""
    pages = tidy(text).split(PAGE_BREAK)
    return PAGE_BREAK.join("\n".join(_settle_lines(page.split("\n"))) for page in pages)


def pages_of(text: str, reader: str = "text") -> tuple[Page, ...]:
    """The pages of a text whose page breaks are form feeds."""
    pages, start = [], 0
    for number, page in enumerate(text.split(PAGE_BREAK), start=1):
        pages.append(Page(number, start, start + len(page), reader=reader))
        start += len(page) + len(PAGE_BREAK)
    return tuple(pages)


def decode(content: bytes) -> tuple[str, str, tuple[Notice, ...]]:
    """The text of a file, the name of its encoding, and what had to be guessed or left out.

    UTF-8 and marked UTF-16 are certain. Anything else is read as Windows-1252 (a superset of Latin-1's letters), which
    is a guess and is told.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _strict(content, encoding), encoding.removesuffix("-sig"), ()
    if b"\0" in content:
        return _decode_with_nulls(content)
    try:
        return content.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        return _guess(content)


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        # A cut last character or a stray byte: keep the rest, the replacement character shows the place.
        return content.decode(encoding, "replace")


def _guess(content: bytes) -> tuple[str, str, tuple[Notice, ...]]:
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in content)
    if controls > max(2, len(content) // 100):
        raise UnsupportedTypeError("The content is binary, not text.")
    text = content.decode("cp1252", "replace")
    message = "The file names no encoding and is not UTF-8; it was read as Windows-1252. Check letters with accents."
    return text, "cp1252", (Notice("encoding_guessed", message),)


def _decode_with_nulls(content: bytes) -> tuple[str, str, tuple[Notice, ...]]:
    even, odd = content[0::2].count(0), content[1::2].count(0)
    half = len(content) // 2
    for encoding, nulls, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if nulls > 0.4 * half and others < 0.02 * half:
            message = f"The file has no byte order mark; it was read as {encoding.upper()}."
            return content.decode(encoding, "replace"), encoding, (Notice("encoding_guessed", message),)
    if content.count(0) > max(2, len(content) // 50):
        raise UnsupportedTypeError("The content is binary, not text.")
    text, encoding, notices = decode(content.replace(b"\0", b""))
    return text, encoding, (*notices, Notice("null_bytes", "The file holds NUL bytes; they were left out."))


def _settle_lines(lines: list[str]) -> list[str]:
    page = "".join(lines)
    if any(bar in page for bar in _BAR_SIGNS):
        lines = _bars_to_cells(lines)
    if "\t" in page:
        lines = _tabs_to_gaps(lines)
    return [line.rstrip() for line in lines]


def _bars_to_cells(lines: list[str]) -> list[str]:
    unified = [line.translate(_BARS) for line in lines]
    bars = [0 if _RULE.fullmatch(line) else line.count("|") for line in unified]
    rules = [bool(_RULE.fullmatch(line)) for line in unified]

    def in_table(i: int) -> bool:
        near = [j for j in (i - 2, i - 1, i + 1, i + 2) if 0 <= j < len(lines)]
        return bars[i] >= 2 or (bars[i] == 1 and any(bars[j] for j in near if abs(i - j) == 1 or rules[(i + j) // 2]))

    return [_cells(unified[i]) if bars[i] and in_table(i) else line for i, line in enumerate(lines)]


def _cells(line: str) -> str:
    inner = line.strip()
    inner = inner.removeprefix("|").removesuffix("|")
    return CELL.join(" ".join(cell.split()) for cell in inner.split("|"))


def _tabs_to_gaps(lines: list[str]) -> list[str]:
    settled: list[str] = []
    for tabs, group in groupby(lines, key=lambda line: line.strip().count("\t")):
        rows = list(group)
        if tabs >= _MIN_TABLE_TABS and len(rows) > 1:
            settled += [CELL.join(" ".join(cell.split()) for cell in row.strip(" \n").split("\t")) for row in rows]
        else:
            settled += [_expand(row) if "\t" in row else row for row in rows]
    return settled


def _expand(line: str) -> str:
    first, *rest = line.split("\t")
    for part in rest:
        to_stop = _TAB_WIDTH - len(first) % _TAB_WIDTH
        first += " " * (to_stop if to_stop > 1 else to_stop + _TAB_WIDTH) + part
    return first
