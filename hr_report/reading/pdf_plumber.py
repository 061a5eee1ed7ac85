"""The second way to read a page: pdfplumber's own parsing, for pages that are turned and for checking the first way."""

from __future__ import annotations

import io
from typing import Any

from hr_report.errors import DamagedFileError
from hr_report.reading.pdf_glyphs import Glyph, PageGlyphs, Rect
from hr_report.reading.tidy import tidy_glyph


def open_plumber(content: bytes, password: str | None) -> Any:
    """The document as pdfplumber sees it. Loading the library takes a fifth of a second, so only when needed.

    Raises:
        DamagedFileError: pdfminer cannot parse the file.
    """
    import pdfplumber  # noqa: PLC0415
    from pdfplumber.utils.exceptions import PdfminerException  # noqa: PLC0415

    try:
        return pdfplumber.open(io.BytesIO(content), password=password or "")
    except PdfminerException as error:
        raise DamagedFileError("The PDF has turned pages that cannot be parsed.") from error


def plumber_glyphs(page: Any) -> PageGlyphs:
    """Read a page of pdfplumber, turned or not."""
    left, top, right, bottom = page.cropbox
    found = PageGlyphs(float(right - left), float(bottom - top), "pdfplumber")
    for char in page.chars:
        if not char["upright"]:
            found.turned = True
        box = (char["x0"] - left, char["top"] - top, char["x1"] - left, char["bottom"] - top)
        found.glyphs.append(Glyph(tidy_glyph(char["text"].replace("\0", "\N{REPLACEMENT CHARACTER}")), *box))
    found.edges = [Rect(e["x0"] - left, e["top"] - top, e["x1"] - left, e["bottom"] - top) for e in page.edges]
    page.close()
    return found
