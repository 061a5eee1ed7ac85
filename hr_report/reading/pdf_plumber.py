"""The second way to read a page: pdfplumber's own parsing, for pages that are turned and for checking the first way."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

from hr_report.errors import DamagedFileError
from hr_report.reading.pdf_glyphs import Glyph, PageGlyphs, Rect, is_near
from hr_report.reading.tidy import tidy_glyph

_UNNAMED = re.compile(r"\0|\(cid:\d+\)")  # how pdfminer hands over a character that its font does not name


def open_plumber(content: bytes, password: str | None) -> Any:
    """The document as pdfplumber sees it. Loading the library takes a fifth of a second, so only when needed.

    Raises:
        DamagedFileError: pdfminer cannot parse the file.
    """
    import pdfplumber  # noqa: PLC0415

    # Its warnings quote what stands on the page, and no text of a report may come into a log.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL + 1)
    try:
        return pdfplumber.open(io.BytesIO(content), password=password or "")
    except Exception as error:  # pdfminer lets through whatever a damaged file makes it stumble over
        raise DamagedFileError("The PDF has turned pages that cannot be parsed.") from error


def plumber_glyphs(page: Any) -> list[PageGlyphs]:
    """Read a page of pdfplumber, turned or not: one part for each direction in which text runs (at least one)."""
    left, top, right, bottom = page.cropbox
    width, height = float(right - left), float(bottom - top)
    edges = [Rect(e["x0"] - left, e["top"] - top, e["x1"] - left, e["bottom"] - top) for e in page.edges]
    edges = [edge for edge in edges if is_near(*edge)]
    parts: dict[int, PageGlyphs] = {}
    for char in page.chars:
        direction = _direction(char["matrix"])
        if direction not in parts:
            parts[direction] = PageGlyphs(width, height, "pdfplumber", edges=edges, direction=direction)
        text = tidy_glyph(_UNNAMED.sub("\N{REPLACEMENT CHARACTER}", char["text"]))
        if not text and char["text"] != "\N{SOFT HYPHEN}":
            continue
        box = (char["x0"] - left, char["top"] - top, char["x1"] - left, char["bottom"] - top)
        if not is_near(*box):
            continue
        hidden = box[2] < 0 or box[3] < 0 or box[0] > width or box[1] > height
        parts[direction].glyphs.append(Glyph(text, *box, hidden))
    page.close()
    return list(parts.values()) or [PageGlyphs(width, height, "pdfplumber")]


def _direction(matrix: tuple[float, ...]) -> int:
    """Where text runs to, in degrees: 0 to the right, 90 upwards, 180 to the left, 270 downwards."""
    a, b = matrix[:2]
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 180
    return 90 if b > 0 else 270
