"""Pages that were read, one by one, become one Document with offsets, boxes, furniture and doubts."""

from __future__ import annotations

import hashlib
from array import array
from typing import TYPE_CHECKING

from hr_report.errors import NoTextError
from hr_report.reading.document import PAGE_BREAK, Document, Doubt, Notice, Page, Span
from hr_report.reading.pdf_furniture import PlacedLine, furniture
from hr_report.reading.pdf_glyphs import Glyph, PageGlyphs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hr_report.reading.ocr import ReadPicture
    from hr_report.reading.pdf_layout import TextLine

OCR_DPI = 200
"""Resolution at which pages are rendered for OCR."""

_ROUNDING = 0.05  # points
_LINE_END = Glyph("\n")
_LAID_UNDER = (
    "The text is what another program's OCR laid under a scan, and nothing confirms it: check every value. "
    "With pip install 'hr-report[ocr]' the scan itself is read as well."
)


class Sheet:
    """A page that was read, with nothing kept but its text, its boxes, the places of its lines, and its doubts.

    `unconfirmed` tells that one OCR alone has read it.
    """

    __slots__ = ("boxes", "doubts", "height", "hidden", "lines", "reader", "unconfirmed", "width")

    def __init__(
        self,
        page: PageGlyphs,
        lines: Sequence[TextLine],
        doubted: Mapping[tuple[float, float], tuple[str, str]] | None = None,
        *,
        unconfirmed: bool = False,
    ) -> None:
        self.width, self.height, self.reader, self.unconfirmed = page.width, page.height, page.reader, unconfirmed
        self.lines = [PlacedLine(line.text, line.top, line.bottom) for line in lines]
        self.boxes = _boxes(lines)
        self.hidden = _hidden_spans(lines) if any(glyph[5] for line in lines for glyph in line.glyphs) else []
        self.doubts = _doubts(lines, doubted or {})


def _boxes(lines: Sequence[TextLine]) -> array[float]:
    """Four sides for each character of the text, line ends among them; side by side, since pages hold thousands."""
    glyphs: list[Glyph] = []
    for line in lines:
        glyphs += line.glyphs
        glyphs.append(_LINE_END)
    del glyphs[-1:]
    if any(len(glyph[0]) != 1 for glyph in glyphs):
        glyphs = [glyph for glyph in glyphs for _ in glyph.text]
    boxes = array("f", bytes(16 * len(glyphs)))
    for number, sides in enumerate(list(zip(*glyphs, strict=True))[1:5]):
        boxes[number::4] = array("f", sides)
    return boxes


def picture_sheet(picture: ReadPicture) -> Sheet:
    """The sheet of a page that was read by OCR."""
    page = PageGlyphs(picture.width, picture.height, "ocr")
    return Sheet(page, picture.lines, picture.doubted, unconfirmed=not picture.second)


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


def _doubts(lines: Sequence[TextLine], doubted: Mapping[tuple[float, float], tuple[str, str]]) -> list[Doubt]:
    found = []
    offset = 0
    for line in lines if doubted else ():
        for glyph in line.glyphs:
            if readings := _readings_at(glyph, doubted):
                found.append(Doubt(Span(offset, offset + len(glyph.text)), "ocr_disagreement", *readings))
            offset += len(glyph.text)
        offset += 1
    return found


def _readings_at(glyph: Glyph, doubted: Mapping[tuple[float, float], tuple[str, str]]) -> tuple[str, str] | None:
    """Both readings of an unreadable glyph; on turned pages its place was turned and turned back, which rounds."""
    exact = doubted.get((glyph.x0, glyph.top))
    if exact or not glyph.text.startswith("\N{REPLACEMENT CHARACTER}"):
        return exact
    near = (r for (x, y), r in doubted.items() if abs(x - glyph.x0) < _ROUNDING and abs(y - glyph.top) < _ROUNDING)
    return next(near, None)


def assemble(sheets: Sequence[Sheet], notices: Sequence[Notice], content: bytes, *, name: str, kind: str) -> Document:
    """The Document of the pages of a file. Raises `NoTextError` where none of them holds text."""
    repeated = furniture([sheet.lines for sheet in sheets], [sheet.height for sheet in sheets])
    texts: list[str] = []
    pages: list[Page] = []
    still: list[Span] = []
    hidden: list[Span] = []
    doubts: list[Doubt] = []
    start = 0
    for number, (sheet, indices) in enumerate(zip(sheets, repeated, strict=True), start=1):
        text = "\n".join(line.text for line in sheet.lines)
        texts.append(text)
        pages.append(Page(number, start, start + len(text), sheet.width, sheet.height, sheet.reader, sheet.boxes))
        hidden += [_moved(span, start) for span in sheet.hidden]
        doubts += [Doubt(_moved(d.span, start), d.code, d.first, d.second) for d in sheet.doubts]
        if sheet.unconfirmed and text.strip():
            doubts.append(Doubt(Span(start, start + len(text)), "ocr_single_reader"))
        still += _line_spans(sheet, indices, start)
        start += len(text) + len(PAGE_BREAK)
    whole = PAGE_BREAK.join(texts)
    if not whole.strip():
        raise NoTextError(f"{name or 'The file'} holds pictures of pages, and no text.")
    told = (*notices, *_told(sheets, hidden, doubts))
    digest = hashlib.sha256(content).hexdigest()
    return Document(
        whole, tuple(pages), name, digest, kind, None, tuple(still), tuple(hidden), tuple(told), tuple(doubts)
    )


def _told(sheets: Sequence[Sheet], hidden: Sequence[Span], doubts: Sequence[Doubt]) -> list[Notice]:
    told = []
    pictures = [str(number) for number, sheet in enumerate(sheets, start=1) if sheet.reader == "ocr"]
    twice = [str(number) for number, sheet in enumerate(sheets, start=1) if sheet.reader.endswith("+ocr")]
    if hidden:
        told.append(Notice("hidden_text", "The file holds text that its pages do not show; it is marked."))
    if pictures:
        told.append(Notice("ocr", f"Read by OCR: page {', '.join(pictures)}. Letters may be wrong."))
    if twice:
        told.append(Notice("ocr", f"Read twice, as text and by OCR: page {', '.join(twice)}."))
    if any(sheet.unconfirmed and sheet.reader == "ocr" for sheet in sheets):
        told.append(Notice("ocr_single_reader", "Only one OCR engine was at hand: every value needs to be checked."))
    if any(sheet.unconfirmed and sheet.reader != "ocr" for sheet in sheets):
        told.append(Notice("ocr_single_reader", _LAID_UNDER))
    count = sum(doubt.code == "ocr_disagreement" for doubt in doubts)
    if count:
        told.append(Notice("ocr_disagreement", f"The two readings differ in {count} places; these were left out."))
    return told


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _line_spans(sheet: Sheet, indices: set[int], offset: int) -> list[Span]:
    spans = []
    for index, line in enumerate(sheet.lines):
        if index in indices:
            spans.append(Span(offset, offset + len(line.text)))
        offset += len(line.text) + 1
    return spans
