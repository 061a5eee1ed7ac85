"""A digital PDF becomes a Document: glyphs by pdfium, layout by `pdf_layout`, every letter with its box on the page.

pdfplumber's own parsing takes over for turned pages and text that runs sideways. Each page says which reader read it.
"""

from __future__ import annotations

import gc
import re
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium

from hr_report.errors import DamagedFileError, EncryptedFileError, SourceTooLargeError, UsageError
from hr_report.reading.document import Document, Notice
from hr_report.reading.garbled import is_garbled
from hr_report.reading.limits import DEFAULT_LIMITS, Limits
from hr_report.reading.ocr import is_installed as ocr_is_installed
from hr_report.reading.ocr import read_picture
from hr_report.reading.pdf_forms import field_glyphs
from hr_report.reading.pdf_glyphs import PageGlyphs, look_over, pdfium_glyphs
from hr_report.reading.pdf_layout import lay_out
from hr_report.reading.pdf_plumber import open_plumber, plumber_glyphs
from hr_report.reading.pdf_turned import lay_out_turned
from hr_report.reading.sheets import OCR_DPI, Sheet, assemble, picture_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hr_report.reading.layer_check import Doubted
    from hr_report.reading.pdf_glyphs import Glyph

_COVERED = 0.1  # share of a page that pictures cover, beyond which they may hold text
_PICTURE = 0.5  # share of a page that pictures cover, beyond which the page is a picture
_MOSTLY = 0.5  # share of a page's text that is invisible, beyond which the text was laid under a picture
_STAMP = 80  # letters; as few beside a picture of a page are a stamp on it, or the line that a fax machine adds
_UNREADABLE = 0.1  # share of a page's letters that a font does not name
_NEEDS_OCR = "It has to be read by OCR: pip install 'hr-report[ocr]', and not --ocr never."
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
        UsageError: two readings are asked for, and no OCR engine is installed.
    """
    label = name or "The PDF"
    if ocr == "both" and not ocr_is_installed():
        raise UsageError("Reading pages twice needs an OCR engine.", "Install it with: pip install 'hr-report[ocr]'")
    with ExitStack() as stack:
        document = open_pdf(content, password, label)
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
        sheets = []
        for index in range(len(document)):
            with _collection_paused():
                sheets.append(reader.read_page(index))
    return assemble(sheets, reader.notices, content, name=name, kind="pdf")


@contextmanager
def _collection_paused() -> Iterator[None]:
    """A page makes thousands of small tuples and no circles; looking for circles meanwhile is a seventh of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


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
            if self.ocr == "always" and ocr_is_installed():
                return self._picture(page)
            return self._read_layer(page, index)
        finally:
            page.close()

    def _read_layer(self, page: Any, index: int) -> Sheet:
        """The text layer of a page; with OCR beside it, or instead of it, where it cannot be trusted alone."""
        parts = self._parts(page, index)
        laid_under = _uncover(parts)
        sheet = _sheet(parts, unconfirmed=laid_under)
        problem = _problem(parts, sheet, index + 1)
        helped = self.ocr != "never" and ocr_is_installed()
        blank = not any(line.text for line in sheet.lines)
        if helped and (problem or (blank and self.ocr == "both")):
            return self._picture(page)
        if helped and not blank and (laid_under or self.ocr == "both"):
            from hr_report.reading.layer_check import check_layer  # noqa: PLC0415 - few pages need it

            return _sheet(parts, check_layer(parts, self._rendered(page)), "+ocr")
        self.notices += [problem] if problem else []
        return sheet

    def _check_size(self, page: Any, index: int) -> None:
        size = max(page.get_size())
        if size > self.limits.page_points:
            raise SourceTooLargeError(f"Page {index + 1} of {self.label} is {size:.0f} points large.")

    def _parts(self, page: Any, index: int) -> list[PageGlyphs]:
        """What stands on a page: one part, or one for each direction in which its text runs."""
        if page.get_rotation():
            return self._plumber_parts(index, look_over(page))
        glyphs = pdfium_glyphs(page, self.limits.page_chars)
        if len(glyphs.glyphs) > self.limits.page_chars:
            raise SourceTooLargeError(f"Page {index + 1} of {self.label} holds too many characters.")
        if glyphs.turned:
            return self._plumber_parts(index, glyphs)
        if self.document.formenv is not None:
            glyphs.glyphs += field_glyphs(page, self.document.formenv)
        return [glyphs]

    def _plumber_parts(self, index: int, seen: PageGlyphs) -> list[PageGlyphs]:
        if self.plumber is None:
            self.plumber = open_plumber(self.content, self.password)
        try:
            parts = plumber_glyphs(self.plumber.pages[index])
        except Exception:  # noqa: BLE001 - pdfminer lets through whatever a damaged page makes it stumble over
            self.notices.append(Notice("page_unreadable", f"Page {index + 1} is damaged and was not read."))
            return [PageGlyphs(0.0, 0.0, "pdfplumber")]
        parts[0].pictures, parts[0].unseen = seen.pictures, seen.unseen  # pdfplumber does not tell
        return parts

    def _picture(self, page: Any) -> Sheet:
        return picture_sheet(read_picture(self._rendered(page)))

    def _rendered(self, page: Any) -> Any:
        width, height = page.get_size()
        scale = min(OCR_DPI / 72, (self.limits.pixels / max(1.0, width * height)) ** 0.5)
        return page.render(scale=scale, grayscale=True).to_pil()


def _sheet(
    parts: Sequence[PageGlyphs], doubted: Doubted | None = None, also: str = "", *, unconfirmed: bool = False
) -> Sheet:
    """The laid out text of a page; `also` is added to the name of its reader."""
    turned = len(parts) > 1 or parts[0].direction
    lines = lay_out_turned(parts) if turned else lay_out(parts[0])
    return Sheet(replace(parts[0], reader=parts[0].reader + also), lines, doubted, unconfirmed=unconfirmed)


def _uncover(parts: Sequence[PageGlyphs]) -> bool:
    """Whether the page is a picture and its text invisible: what somebody's OCR read. That text is then not hidden."""
    if parts[0].pictures < _PICTURE or parts[0].unseen < _MOSTLY:
        return False
    for part in parts:
        part.glyphs = [glyph._replace(hidden=not _is_on(part, glyph)) for glyph in part.glyphs]
    return True


def _is_on(page: PageGlyphs, glyph: Glyph) -> bool:
    return glyph.x1 >= 0 and glyph.bottom >= 0 and glyph.x0 <= page.width and glyph.top <= page.height


def _problem(parts: Sequence[PageGlyphs], sheet: Sheet, number: int) -> Notice | None:
    """Why OCR is needed: a page has no text, or none that can be trusted. None where its text is sound."""
    text = "\n".join([line.text for line in sheet.lines])
    letters = "".join(text.split())
    covered = parts[0].pictures
    if (not letters and covered > _COVERED) or (len(letters) < _STAMP and covered > _PICTURE and not sheet.unconfirmed):
        return Notice("page_without_text", f"Page {number} is a picture; its text was not read.")
    if len(_UNNAMED.findall(letters)) > _UNREADABLE * len(letters):
        return Notice("unreadable_font", f"Page {number} uses a font that does not tell its letters. {_NEEDS_OCR}")
    if is_garbled(text):
        return Notice("garbled", f"Page {number} holds text that makes no words. {_NEEDS_OCR}")
    return None


def _ignored(document: Any) -> list[Notice]:
    """What a file carries beside its pages; nothing of it is run or opened."""
    found = []
    if pdfium.raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        found.append(Notice("script", "The file carries a script; it was not run."))
    if pdfium.raw.FPDFDoc_GetAttachmentCount(document) > 0:
        found.append(Notice("attachment", "The file carries other files; they were not read."))
    return found


def open_pdf(content: bytes, password: str | None, label: str) -> Any:
    """The document as pypdfium2 has it; the caller closes it.

    Raises:
        EncryptedFileError: it needs a password, or another one than the given.
        DamagedFileError: it cannot be parsed.
    """
    try:
        return pdfium.PdfDocument(content, password=password)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            if password:
                raise EncryptedFileError(f"The password does not open {label}.") from None
            raise EncryptedFileError(f"{label} is encrypted and needs a password.") from None
        raise DamagedFileError(f"{label} begins like a PDF and cannot be parsed.") from None
