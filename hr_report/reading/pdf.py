"""A digital PDF becomes a Document: glyphs by pdfium, layout by `pdf_layout`, every letter with its box on the page.

pdfplumber's own parsing takes over for turned pages and text that runs sideways. Each page says which reader read it.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium

from hr_report.errors import DamagedFileError, EncryptedFileError, NoTextError, SourceTooLargeError
from hr_report.reading.document import PAGE_BREAK, Document, Notice, Page, Span
from hr_report.reading.limits import DEFAULT_LIMITS, Limits
from hr_report.reading.pdf_forms import field_glyphs
from hr_report.reading.pdf_furniture import PlacedLine, furniture
from hr_report.reading.pdf_glyphs import NAN, PageGlyphs, pdfium_glyphs
from hr_report.reading.pdf_layout import TextLine, lay_out
from hr_report.reading.pdf_plumber import open_plumber, plumber_glyphs
from hr_report.reading.pdf_turned import lay_out_turned

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNREADABLE = 0.1  # share of a page's letters that a font does not name
_UNNAMED = re.compile("[\N{REPLACEMENT CHARACTER}\ue000-\uf8ff]")


def read_pdf(
    content: bytes, *, name: str = "", password: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Document:
    """Read a PDF that holds text.

    Raises:
        EncryptedFileError: it needs a password, or another one than the given.
        DamagedFileError: it cannot be parsed, or holds no pages.
        SourceTooLargeError: more pages, or larger ones, than the limits allow.
        NoTextError: its pages are pictures.
    """
    label = name or "The PDF"
    with ExitStack() as stack:
        document = _open(content, password, label)
        stack.callback(document.close)
        if len(document) > limits.pages:
            raise SourceTooLargeError(f"{label} has {len(document)} pages, more than {limits.pages}.")
        if not len(document):
            raise DamagedFileError(f"{label} holds no pages.")
        with suppress(pdfium.PdfiumError):
            document.init_forms()
        reader = _Reader(document, content, password, limits, label)
        stack.callback(reader.close)
        reader.notices += _ignored(document)
        sheets = [reader.read_page(i) for i in range(len(document))]
    return _assemble(sheets, reader.notices, content, name)


class _Sheet:
    """A page that was read, with nothing kept but its text, boxes and the places of its lines."""

    __slots__ = ("boxes", "height", "hidden", "lines", "reader", "width")

    def __init__(self, page: PageGlyphs, lines: Sequence[TextLine]) -> None:
        self.width, self.height, self.reader = page.width, page.height, page.reader
        self.lines = [PlacedLine(line.text, line.top, line.bottom) for line in lines]
        self.boxes, self.hidden = array("f"), _hidden_spans(lines)
        for number, line in enumerate(lines):
            if number:
                self.boxes.extend((NAN, NAN, NAN, NAN))
            self.boxes.extend([side for glyph in line.glyphs for _ in glyph.text for side in glyph[1:5]])


def _hidden_spans(lines: Sequence[TextLine]) -> list[Span]:
    """Ranges of the page's text that the page does not show."""
    spans: list[Span] = []
    offset = 0
    for line in lines:
        for glyph in line.glyphs:
            end = offset + len(glyph.text)
            if glyph.hidden and spans and offset - spans[-1].end <= 1:
                spans[-1] = Span(spans[-1].start, end)
            elif glyph.hidden:
                spans.append(Span(offset, end))
            offset = end
        offset += 1
    return spans


class _Reader:
    """An open PDF, read page by page; pdfplumber's view of it is opened at the first page that needs it."""

    def __init__(self, document: Any, content: bytes, password: str | None, limits: Limits, label: str) -> None:
        self.document, self.content, self.password, self.limits, self.label = document, content, password, limits, label
        self.notices: list[Notice] = []
        self.plumber: Any = None

    def close(self) -> None:
        """Close what pdfplumber opened."""
        if self.plumber is not None:
            self.plumber.close()

    def read_page(self, index: int) -> _Sheet:
        """The lines of one page; the page is closed again, so that memory does not grow with the page count."""
        try:
            page = self.document[index]
        except pdfium.PdfiumError:
            self.notices.append(Notice("page_unreadable", f"Page {index + 1} is damaged and was not read."))
            return _Sheet(PageGlyphs(0.0, 0.0, "pdfium"), [])
        try:
            parts = self._parts(page, index)
        finally:
            page.close()
        for part in parts:
            self._tell(part, index + 1)
        turned = len(parts) > 1 or parts[0].direction
        return _Sheet(parts[0], lay_out_turned(parts) if turned else lay_out(parts[0]))

    def _parts(self, page: Any, index: int) -> list[PageGlyphs]:
        """What stands on a page: one part, or one for each direction in which its text runs."""
        width, height = page.get_size()
        if max(width, height) > self.limits.page_points:
            raise SourceTooLargeError(f"Page {index + 1} of {self.label} is {max(width, height):.0f} points large.")
        if page.get_rotation():
            return self._plumber_parts(index)
        glyphs = pdfium_glyphs(page, self.limits.page_chars)
        if len(glyphs.glyphs) > self.limits.page_chars:
            raise SourceTooLargeError(f"Page {index + 1} of {self.label} holds too many characters.")
        if glyphs.turned:
            return self._plumber_parts(index)
        if self.document.formenv is not None:
            glyphs.glyphs += field_glyphs(page, self.document.formenv)
        return [glyphs]

    def _plumber_parts(self, index: int) -> list[PageGlyphs]:
        if self.plumber is None:
            self.plumber = open_plumber(self.content, self.password)
        return plumber_glyphs(self.plumber.pages[index])

    def _tell(self, page: PageGlyphs, number: int) -> None:
        letters = "".join([glyph.text for glyph in page.glyphs])
        if letters and len(_UNNAMED.findall(letters)) > _UNREADABLE * len(letters):
            message = f"Page {number} uses a font that does not tell its letters; its text cannot be trusted."
            self.notices.append(Notice("unreadable_font", message))
        if not letters.strip() and page.pictures > 0.1:
            self.notices.append(Notice("page_without_text", f"Page {number} is a picture; its text was not read."))


def _ignored(document: Any) -> list[Notice]:
    """What a file carries beside its pages; nothing of it is run or opened."""
    found = []
    if pdfium.raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        found.append(Notice("script", "The file carries a script; it was not run."))
    if pdfium.raw.FPDFDoc_GetAttachmentCount(document) > 0:
        found.append(Notice("attachment", "The file carries other files; they were not read."))
    return found


def _open(content: bytes, password: str | None, label: str) -> Any:
    try:
        return pdfium.PdfDocument(content, password=password)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            if password:
                raise EncryptedFileError(f"The password does not open {label}.") from None
            raise EncryptedFileError(f"{label} is encrypted and needs a password.") from None
        raise DamagedFileError(f"{label} begins like a PDF and cannot be parsed.") from None


def _assemble(sheets: Sequence[_Sheet], notices: list[Notice], content: bytes, name: str) -> Document:
    repeated = furniture([sheet.lines for sheet in sheets], [sheet.height for sheet in sheets])
    texts: list[str] = []
    pages: list[Page] = []
    still: list[Span] = []
    hidden: list[Span] = []
    start = 0
    for number, (sheet, indices) in enumerate(zip(sheets, repeated, strict=True), start=1):
        text = "\n".join(line.text for line in sheet.lines)
        texts.append(text)
        pages.append(Page(number, start, start + len(text), sheet.width, sheet.height, sheet.reader, sheet.boxes))
        hidden += [Span(start + span.start, start + span.end) for span in sheet.hidden]
        still += _line_spans(sheet, indices, start)
        start += len(text) + len(PAGE_BREAK)
    whole = PAGE_BREAK.join(texts)
    if not whole.strip():
        raise NoTextError(f"{name or 'The PDF'} holds pictures of pages, and no text.")
    if hidden:
        notices.append(Notice("hidden_text", "The file holds text that its pages do not show; it is marked."))
    digest = hashlib.sha256(content).hexdigest()
    return Document(whole, tuple(pages), name, digest, "pdf", None, tuple(still), tuple(hidden), tuple(notices))


def _line_spans(sheet: _Sheet, indices: set[int], offset: int) -> list[Span]:
    spans = []
    for index, line in enumerate(sheet.lines):
        if index in indices:
            spans.append(Span(offset, offset + len(line.text)))
        offset += len(line.text) + 1
    return spans
