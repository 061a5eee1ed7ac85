"""Values of form fields: they are not part of a page's text, so they are added to its glyphs where they are shown."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from hr_report.reading.pdf_glyphs import Glyph, Rect
from hr_report.reading.tidy import tidy

if TYPE_CHECKING:
    from collections.abc import Callable

_TICKED = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
_WRITTEN = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)
_LETTER_HEIGHT = 10.0


def field_glyphs(page: Any, form: Any) -> list[Glyph]:
    """Glyphs for the fields of a page: written values letter by letter, boxes and buttons as "[x]" or "[ ]"."""
    bounds = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(bounds))
    glyphs: list[Glyph] = []
    for i in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, i)
        try:
            if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET:
                glyphs += _widget(annotation, form, bounds)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return glyphs


def _widget(annotation: Any, form: Any, bounds: Any) -> list[Glyph]:
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    rect = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(rect))
    box = Rect(rect.left - bounds.left, bounds.top - rect.top, rect.right - bounds.left, bounds.top - rect.bottom)
    if kind in _TICKED:
        mark = "[x]" if pdfium.FPDFAnnot_IsChecked(form, annotation) else "[ ]"
        return [Glyph(mark, *box), Glyph(" ", box.x1, box.top, box.x1, box.bottom)]
    if kind in _WRITTEN:
        return _written(_value(annotation, form), box)
    return []


def _value(annotation: Any, form: Any) -> str:
    def call(buffer: Any, size: int) -> int:
        return int(pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size))

    return tidy(_wide_text(call))


def _wide_text(call: Callable[[Any, int], int]) -> str:
    size = call(None, 0)
    buffer = ctypes.create_string_buffer(size)
    call(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")


def _written(value: str, box: Rect) -> list[Glyph]:
    lines = value.split("\n")
    room = (box.bottom - box.top) / len(lines)
    glyphs: list[Glyph] = []
    for number, line in enumerate(lines):
        middle = box.top + (number + 0.5) * room
        height = min(0.9 * room, _LETTER_HEIGHT)
        width = min((box.x1 - box.x0) / max(1, len(line)), 0.55 * height)
        for place, letter in enumerate(line):
            x0 = box.x0 + 2 + place * width
            glyphs.append(Glyph(letter, x0, middle - height / 2, x0 + width, middle + height / 2))
    return glyphs
