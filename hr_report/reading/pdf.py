"""A digital PDF becomes a Document: glyphs by pdfium, layout by `pdf_layout`, every letter with its box on the page.

pdfplumber's own parsing takes over for turned pages and text that runs sideways. Each page says which reader read it.
"""

from __future__ import annotations

import re
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium

from hr_report.errors import DamagedFileError, EncryptedFileError, SourceTooLargeError
from hr_report.reading.document import Document, Notice
from hr_report.reading.limits import DEFAULT_LIMITS, Limits
from hr_report.reading.ocr import is_installed as ocr_is_installed
from hr_report.reading.ocr import read_picture
from hr_report.reading.pdf_forms import field_glyphs
from hr_report.reading.pdf_glyphs import PageGlyphs, pdfium_glyphs
from hr_report.reading.pdf_layout import lay_out
from hr_report.reading.pdf_plumber import open_plumber, plumber_glyphs
from hr_report.reading.pdf_turned import lay_out_turned
from hr_report.reading.sheets import OCR_DPI, Sheet, assemble, picture_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

_COVERED = 0.1  # share of a page that pictures cover, beyond which they may hold text
_UNREADABLE = 0.1  # share of a page's letters that a font does not name
_UNNAMED = re.compile("[\N{REPLACEMENT CHARACTER}\ue000-\uf8ff]")


def read_pdf(
    content: bytes,
    *,
    name: str = "",
    password: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    ocr: str = "auto",
) -> Document:
    """Read a PDF; `ocr` as for `hr_report.reading.read`.

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
        reader = _Reader(document, content, password, limits, label, ocr)
        stack.callback(reader.close)
        reader.notices += _ignored(document)
        sheets = [reader.read_page(i) for i in range(len(document))]
    return assemble(sheets, reader.notices, content, name=name, kind="pdf")


class _Reader:
    """An open PDF, read page by page; pdfplumber's view of it is opened at the first page that needs it."""

    def __init__(
        self, document: Any, content: bytes, password: str | None, limits: Limits, label: str, ocr: str
    ) -> None:
        self.document, self.content, self.password, self.limits, self.label = document, content, password, limits, label
        self.ocr = ocr
        self.notices: list[Notice] = []
        self.plumber: Any = None

    def close(self) -> None:
        """Close what pdfplumber opened."""
        if self.plumber is not None:
            with suppress(Exception):  # it builds the pages again to close them, and stumbles over damaged ones
                self.plumber.close()

    def read_page(self, index: int) -> Sheet:
        """The lines of one page; the page is closed again, so that memory does not grow with the page count."""
        try:
            page = self.document[index]
        except pdfium.PdfiumError:
            self.notices.append(Notice("page_unreadable", f"Page {index + 1} is damaged and was not read."))
            return Sheet(PageGlyphs(0.0, 0.0, "pdfium"), [])
        try:
            self._check_size(page, index)
            parts = self._parts(page, index)
            problem = _problem(parts, index + 1)
            if ocr_is_installed() and (self.ocr == "always" or (self.ocr == "auto" and problem)):
                return self._picture(page)
        finally:
            page.close()
        self.notices += [problem] if problem else []
        turned = len(parts) > 1 or parts[0].direction
        return Sheet(parts[0], lay_out_turned(parts) if turned else lay_out(parts[0]))

    def _check_size(self, page: Any, index: int) -> None:
        size = max(page.get_size())
        if size > self.limits.page_points:
            raise SourceTooLargeError(f"Page {index + 1} of {self.label} is {size:.0f} points large.")

    def _parts(self, page: Any, index: int) -> list[PageGlyphs]:
        """What stands on a page: one part, or one for each direction in which its text runs."""
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
        try:
            return plumber_glyphs(self.plumber.pages[index])
        except Exception:  # noqa: BLE001 - pdfminer lets through whatever a damaged page makes it stumble over
            self.notices.append(Notice("page_unreadable", f"Page {index + 1} is damaged and was not read."))
            return [PageGlyphs(0.0, 0.0, "pdfplumber")]

    def _picture(self, page: Any) -> Sheet:
        width, height = page.get_size()
        scale = min(OCR_DPI / 72, (self.limits.pixels / max(1.0, width * height)) ** 0.5)
        return picture_sheet(read_picture(page.render(scale=scale, grayscale=True).to_pil()))


def _problem(parts: Sequence[PageGlyphs], number: int) -> Notice | None:
    """Why OCR is needed: a page has no text, or none that can be trusted. None where its text is sound."""
    letters = "".join([glyph.text for part in parts for glyph in part.glyphs]).strip()
    if not letters and parts[0].pictures > _COVERED:
        return Notice("page_without_text", f"Page {number} is a picture; its text was not read.")
    if len(_UNNAMED.findall(letters)) > _UNREADABLE * len(letters):
        return Notice("unreadable_font", f"Page {number} uses a font that does not tell its letters.")
    return None


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
