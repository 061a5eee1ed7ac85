"""Layouts whose pages are turned, cropped or nested."""

from __future__ import annotations

import io

import pypdfium2 as pdfium

from layouts.cases import LEFT, Case, Sheet
from layouts.ruled import GRID, draw


def _rotate(content: bytes, degrees: int) -> bytes:
    """Set /Rotate on every page."""
    with pdfium.PdfDocument(content) as document:
        for page in document:
            page.set_rotation(degrees)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _sideways(case: Case, degrees: int, *, ruled: bool = True) -> Sheet:
    """A report drawn sideways on an upright page; with /Rotate it is seen upright."""
    sheet = Sheet((842, 595) if degrees % 180 else (595, 842))
    if degrees % 180:
        sheet.setPageSize((595, 842))
    if degrees == 90:
        sheet.translate(595, 0)
    elif degrees == 270:
        sheet.translate(0, 842)
    elif degrees == 180:
        sheet.translate(595, 842)
    sheet.rotate({90: 90, 270: -90, 180: 180}[degrees])
    sheet.head()
    if ruled:
        draw(sheet, case.rows(), GRID, [140, 90, 90, 90])
    else:
        for r in case.results:
            sheet.row((LEFT, r.label), (230, r.word), (330, r.value))
    return sheet


def rotate_90(case: Case) -> bytes:
    return _rotate(_sideways(case, 90).foot(), 90)


def rotate_270(case: Case) -> bytes:
    return _rotate(_sideways(case, 270).foot(), 270)


def rotate_180(case: Case) -> bytes:
    return _rotate(_sideways(case, 180).foot(), 180)


def sideways_text(case: Case) -> bytes:
    """Drawn sideways, and seen so."""
    return _sideways(case, 90, ruled=False).foot()


def sideways_table_clockwise(case: Case) -> bytes:
    return _sideways(case, 270).foot()


def upside_down(case: Case) -> bytes:
    return _sideways(case, 180).foot()


def cropped_page(case: Case) -> bytes:
    """A media box that does not begin at the origin and a crop box within it."""
    sheet = Sheet()
    sheet.head()
    draw(sheet, case.rows(), GRID, [140, 90, 90, 90])
    with pdfium.PdfDocument(sheet.foot()) as document:
        document[0].set_mediabox(-40, -30, 620, 870)
        document[0].set_cropbox(20, 25, 580, 820)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def nested_form(case: Case) -> bytes:
    """The table is a form XObject that is moved and scaled."""
    sheet = Sheet()
    sheet.head()
    y = sheet.y
    sheet.beginForm("table")
    sheet.y = 200
    sheet.setFont("Helvetica", 10)
    draw(sheet, case.rows(), GRID, [140, 90, 90, 90])
    sheet.endForm()
    sheet.saveState()
    sheet.translate(10, 20)
    sheet.scale(0.95, 0.95)
    sheet.doForm("table")
    sheet.restoreState()
    sheet.y = y + 160
    return sheet.foot()


LAYOUTS = (
    rotate_90, rotate_270, rotate_180, sideways_text, sideways_table_clockwise, upside_down, cropped_page, nested_form,
)  # fmt: skip
