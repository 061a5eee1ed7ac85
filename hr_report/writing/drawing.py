"""Draws a plan of marks on a page of pypdfium2: highlights, and stamps of rectangles, lines and texts.

The plan is in points of the page as it is seen, origin at the top left; a page has coordinates of its own, which may be
turned and moved.
"""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from hr_report.errors import DamagedFileError

_AUTHOR = "hr_report"


class _Seen(NamedTuple):
    """From points of the page as it is seen to its own coordinates: x' = a x + c y + e, y' = b x + d y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def rect(self, x0: float, top: float, x1: float, bottom: float) -> Any:
        """The rectangle in the page's own coordinates, as pdfium wants it."""
        (xa, ya), (xb, yb) = self.point(x0, top), self.point(x1, bottom)
        return pdfium.FS_RECTF(min(xa, xb), max(ya, yb), max(xa, xb), min(ya, yb))


def draw_page(document: Any, page: Any, sheet: dict[str, Any]) -> None:
    """Add the margin and the marks of one page of the plan."""
    seen = _add_margin(page, sheet)
    for mark in sheet["marks"]:
        if "quads" in mark:
            _highlight(page, mark, seen)
        else:
            _stamp(document, page, mark, seen)


def _add_margin(page: Any, sheet: dict[str, Any]) -> _Seen:
    """Make the page wider to the right as it is seen; everything on it stays where it is."""
    bounds = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(bounds))
    left, bottom, right, top = bounds.left, bounds.bottom, bounds.right, bounds.top
    # A page that was read as a picture may be known by another size.
    wide, high = page.get_size()
    sx, sy = wide / sheet["width"], high / sheet["height"]
    margin = sheet["margin"] * sx
    match page.get_rotation():
        case 90:
            seen, box = _Seen(0, sx, sy, 0, left, bottom), (left, bottom, right, top + margin)
        case 180:
            seen, box = _Seen(-sx, 0, 0, sy, right, bottom), (left - margin, bottom, right, top)
        case 270:
            seen, box = _Seen(0, -sx, -sy, 0, right, top), (left, bottom - margin, right, top)
        case _:
            seen, box = _Seen(sx, 0, 0, -sy, left, top), (left, bottom, right + margin, top)
    page.set_mediabox(*box)
    page.set_cropbox(*box)
    return seen


def _highlight(page: Any, mark: dict[str, Any], seen: _Seen) -> None:
    quads = [seen.rect(*quad) for quad in mark["quads"]]
    around = pdfium.FS_RECTF(
        min(q.left for q in quads), max(q.top for q in quads), max(q.right for q in quads), min(q.bottom for q in quads)
    )
    annotation = _create(page, pdfium.FPDF_ANNOT_HIGHLIGHT, around, mark["contents"])
    pdfium.FPDFAnnot_SetColor(annotation, pdfium.FPDFANNOT_COLORTYPE_Color, *mark["colour"], 255)
    for q in quads:
        points = pdfium.FS_QUADPOINTSF(q.left, q.top, q.right, q.top, q.left, q.bottom, q.right, q.bottom)
        pdfium.FPDFAnnot_AppendAttachmentPoints(annotation, points)
    pdfium.FPDFPage_CloseAnnot(annotation)


def _stamp(document: Any, page: Any, mark: dict[str, Any], seen: _Seen) -> None:
    annotation = _create(page, pdfium.FPDF_ANNOT_STAMP, seen.rect(*mark["rect"]), mark["contents"])
    draw: dict[str, Any] = {"rect": _rect, "line": _line, "text": _text}
    for kind, *values in mark["shapes"]:
        shape = draw[kind](document, seen, *values)
        if not pdfium.FPDFAnnot_AppendObject(annotation, shape):
            raise DamagedFileError("A note cannot be drawn on the page.")
    pdfium.FPDFPage_CloseAnnot(annotation)


def _create(page: Any, kind: int, rect: Any, contents: str) -> Any:
    annotation = pdfium.FPDFPage_CreateAnnot(page, kind)
    if not annotation:
        raise DamagedFileError("The page cannot be marked.")
    pdfium.FPDFAnnot_SetRect(annotation, rect)
    pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDF_ANNOT_FLAG_PRINT)
    pdfium.FPDFAnnot_SetStringValue(annotation, b"Contents", _wide(contents))
    pdfium.FPDFAnnot_SetStringValue(annotation, b"T", _wide(_AUTHOR))
    return annotation


def _rect(_: Any, seen: _Seen, x0: float, top: float, x1: float, bottom: float, colour: list[int]) -> Any:
    box = seen.rect(x0, top, x1, bottom)
    shape = pdfium.FPDFPageObj_CreateNewRect(box.left, box.bottom, box.right - box.left, box.top - box.bottom)
    pdfium.FPDFPageObj_SetFillColor(shape, *colour, 255)
    pdfium.FPDFPath_SetDrawMode(shape, pdfium.FPDF_FILLMODE_WINDING, False)  # noqa: FBT003 - no outline
    return shape


def _line(_: Any, seen: _Seen, x0: float, y0: float, x1: float, y1: float, colour: list[int], width: float) -> Any:
    shape = pdfium.FPDFPageObj_CreateNewPath(*seen.point(x0, y0))
    pdfium.FPDFPath_LineTo(shape, *seen.point(x1, y1))
    pdfium.FPDFPageObj_SetStrokeColor(shape, *colour, 255)
    pdfium.FPDFPageObj_SetStrokeWidth(shape, width)
    pdfium.FPDFPath_SetDrawMode(shape, pdfium.FPDF_FILLMODE_NONE, True)  # noqa: FBT003 - an outline
    return shape


def _text(document: Any, seen: _Seen, x: float, y: float, size: float, colour: list[int], bold: bool, text: str) -> Any:
    """A text on its baseline, upright as the page is seen, in a font that every viewer has."""
    shape = pdfium.FPDFPageObj_NewTextObj(document, b"Helvetica-Bold" if bold else b"Helvetica", size)
    known = text.encode("latin-1", "replace").decode("latin-1")  # the font's own letters; others show as "?"
    pdfium.FPDFText_SetText(shape, _wide(known))
    pdfium.FPDFPageObj_SetFillColor(shape, *colour, 255)
    pdfium.FPDFPageObj_Transform(shape, seen.a, seen.b, -seen.c, -seen.d, *seen.point(x, y))
    return shape


def _wide(text: str) -> Any:
    """Text as pdfium wants it: UTF-16 with a zero at its end."""
    return ctypes.cast(ctypes.create_string_buffer((text + "\0").encode("utf-16-le")), pdfium.FPDF_WIDESTRING)
