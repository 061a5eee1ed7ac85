"""HTML (and the narrative of CDA documents) becomes a Document; rows of tables stand on one line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from hr_report.reading.document import CELL, Notice
from hr_report.reading.text import decode, document_of

if TYPE_CHECKING:
    from hr_report.reading.document import Document

_BLOCKS = frozenset(
    """
    p div section article header footer main h1 h2 h3 h4 h5 h6 li ul ol dl dt dd pre blockquote table caption address
    fieldset legend form hr paragraph item list title text
    """.split()  # noqa: SIM905 - a list of words is reviewed more easily as words
)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head"})
_STRUCK = frozenset({"del", "s", "strike"})
_EMPTY = frozenset({"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "embed", "source", "wbr"})
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)


def read_html(content: bytes, *, name: str = "") -> Document:
    """Read an HTML or CDA file. Hidden elements and struck text are left out; the latter is told."""
    declared = _CHARSET.search(content[:2048])
    text, encoding, notices = _decoded(content, declared[1].decode("ascii") if declared else "")
    found, struck = html_to_text(text)
    if struck:
        notices = (*notices, Notice("struck_text", "The file holds struck-out text; it was left out."))
    return document_of(found, name=name, kind="html", encoding=encoding, notices=notices, content=content)


def _decoded(content: bytes, declared: str) -> tuple[str, str, tuple[Notice, ...]]:
    text, encoding, notices = decode(content)
    if notices and declared:
        try:
            return content.decode(declared), declared.lower(), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return text, encoding, notices


def html_to_text(markup: str) -> tuple[str, bool]:
    """The text of a page as it is seen, and whether struck-out text was left out."""
    parser = _Parser()
    parser.feed(markup)
    parser.close()
    return parser.text(), parser.struck


@dataclass
class _Row:
    cells: list[str] = field(default_factory=list)


class _Parser(HTMLParser):
    """Collects lines; inside a table, cells. Only one level of tables is cells: an outer table is for looks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.rows: list[_Row] = []
        self.marks: list[int] = []  # where the cell that is being read begins in `lines`
        self.closed: list[str] = []  # elements whose content is not seen, innermost last
        self.verbatim = 0
        self.struck = False
        self.spans: dict[int, tuple[str, int]] = {}

    def text(self) -> str:
        """The lines, without more than one empty line in a row."""
        lines = [line.rstrip() if CELL in line else line.strip() for line in self.lines]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if self.closed or (tag not in _EMPTY and _is_unseen(tag, given)):
            if tag not in _EMPTY:
                self.closed.append(tag)
                self.struck = self.struck or tag in _STRUCK
            return
        if tag == "br":
            self._newline()
        elif tag == "input":
            self._add(_input_text(given))
        elif tag == "tr":
            self._newline()
            self.rows.append(_Row())
        elif tag in ("td", "th") and self.rows:
            self.lines.append("")
            self.marks.append(len(self.lines) - 1)
        elif tag in _BLOCKS:
            self._newline()
            self.verbatim += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if self.closed:
            if tag in self.closed:
                while self.closed.pop() != tag:
                    pass
            return
        if tag in ("td", "th") and self.rows and self.marks:
            start = self.marks.pop()
            self.rows[-1].cells.append("\n".join(self.lines[start:]).strip())
            del self.lines[start:]
        elif tag == "tr" and self.rows:
            self._end_row(self.rows.pop())
        elif tag in _BLOCKS:
            self._newline()
            self.verbatim -= tag == "pre" and self.verbatim > 0

    def handle_data(self, data: str) -> None:
        if self.closed:
            return
        if self.verbatim:
            first, *more = data.split("\n")
            self.lines[-1] += first
            self.lines += more
            return
        self._add(re.sub(r"[ \t\r\n]+", " ", data))

    def _add(self, text: str) -> None:
        line = self.lines[-1]
        self.lines[-1] = line + (text.lstrip(" ") if not line or line.endswith(" ") else text)

    def _newline(self) -> None:
        if self.lines[-1].strip() or not self.lines:
            self.lines.append("")

    def _end_row(self, row: _Row) -> None:
        """A row whose cells hold several lines each is a page drawn as a table; otherwise its cells are joined."""
        if any(CELL in cell or cell.count("\n") > 6 for cell in row.cells):
            self.lines += [line for cell in row.cells for line in cell.split("\n")]
        elif any(row.cells):
            self.lines.append(CELL.join(" ".join(cell.split()) for cell in row.cells).rstrip(" |"))
        self.lines.append("")


def _is_unseen(tag: str, given: dict[str, str]) -> bool:
    style = given.get("style", "").replace(" ", "").lower()
    return (
        tag in _UNSEEN
        or tag in _STRUCK
        or "hidden" in given
        or "display:none" in style
        or "visibility:hidden" in style
        or "line-through" in style
    )


def _input_text(given: dict[str, str]) -> str:
    kind = given.get("type", "text").lower()
    if kind in ("checkbox", "radio"):
        return "[x] " if "checked" in given else "[ ] "
    return f" {given.get('value', '')} " if kind in ("text", "number") else ""
