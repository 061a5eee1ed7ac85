"""Pages without text are read by OCR, by two engines where both are installed.

The first reader is RapidOCR (its models come with the package, nothing is downloaded), the second Tesseract. Where they
disagree on a token, its place in the text is left unreadable (one replacement character for each letter) and both
readings are kept as a `Doubt`: nothing is taken silently. With one engine, the whole page is in doubt.
"""

from __future__ import annotations

import logging
import os
import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hr_report.errors import UnsupportedTypeError
from hr_report.reading.ocr_agreement import Reading, compare, with_negations
from hr_report.reading.pdf_glyphs import Glyph, PageGlyphs
from hr_report.reading.pdf_layout import TextLine, lay_out
from hr_report.reading.tidy import tidy

if TYPE_CHECKING:
    from hr_report.reading.ocr_picture import Picture

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
_SURE = 2.0  # Tesseract's confidence in which way up a page is; true ones were seen from 5 on
_WORD_LIKE = re.compile(r"(?=.*[aeiouy])[A-Za-z]{3,}[.,:;]?")
_LEAST_HEIGHT = 10  # pixels; lower marks are specks
# How Tesseract looks at a line, one look after the other until it agrees: enlargement, and blur beyond the page's own.
# Each was best at its place on short values of invented faxes.
_LOOKS = ((1.0, 0.0), (1.5, 0.9), (2.0, 0.0))
_TESSDATA = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of text that the first reader found, its box in pixels of the prepared picture, and its confidence."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """A page read by OCR: its size in points and its lines, with boxes on the page as it came.

    `doubted` holds both readings where the readers differ, by the left and upper side of the place. `second` tells
    whether a second reader was at hand.
    """

    width: float
    height: float
    lines: list[TextLine]
    doubted: dict[tuple[float, float], tuple[str, str]]
    second: bool


def is_installed() -> bool:
    """Whether the first reader is at hand."""
    return find_spec("rapidocr") is not None


def read_picture(image: Any) -> ReadPicture:
    """Read a picture of a page (a PIL image at 200 dpi).

    Raises:
        UnsupportedTypeError: no OCR engine is installed.
    """
    if not is_installed():
        advice = "Install it with: pip install 'hr-report[ocr]'"
        raise UnsupportedTypeError("Reading pictures of pages needs an OCR engine.", advice)
    from hr_report.reading.ocr_picture import DPI, ruling_lines, without_rules  # noqa: PLC0415 - needs the extra

    picture, pieces = _upright(image)
    rules = ruling_lines(picture.image)
    bare = without_rules(picture.image, rules)
    scale = 72 / DPI
    second = second_reader()
    glyphs: list[Glyph] = []
    doubted: dict[tuple[float, float], tuple[str, str]] = {}
    for piece in [*pieces, *_overlooked(bare, pieces)]:
        for glyph, reading in _glyphs(piece, _compared(piece, bare, second), scale):
            glyphs.append(glyph)
            if reading is not None:
                doubted[glyph.x0, glyph.top] = (reading.text, reading.other or "")
    width, height = picture.image.width * scale, picture.image.height * scale
    page = PageGlyphs(width, height, "ocr", glyphs, edges=rules)
    lines = lay_out(page)
    found = {}
    for line in lines:
        for number, glyph in enumerate(line.glyphs):
            back = picture.back(glyph)
            line.glyphs[number] = back
            if (glyph.x0, glyph.top) in doubted:
                found[back.x0, back.top] = doubted[glyph.x0, glyph.top]
    return ReadPicture(picture.width * scale, picture.height * scale, lines, found, second is not None)


def _upright(image: Any) -> tuple[Picture, list[Piece]]:
    """The picture turned so that its text is upright, and what the first reader makes of it."""
    from hr_report.reading.ocr_picture import is_sideways, prepare  # noqa: PLC0415 - needs the extra

    quarters = _quarters(image)
    if quarters is not None:
        picture = prepare(image, quarters)
        return picture, first_reading(picture)
    tries = [prepare(image, turn) for turn in ((1, 3) if is_sideways(image) else (0, 2))]
    return max(((picture, first_reading(picture)) for picture in tries), key=lambda entry: _sense(entry[1]))


def _quarters(image: Any) -> int | None:
    """Quarter turns (counter-clockwise) that bring the page upright, as Tesseract sees it; None if it cannot tell."""
    reader = _orientation_reader()
    if reader is None:
        return None
    reader.SetImage(image.convert("L"))
    found = reader.DetectOrientationScript()
    if not found or found["orient_conf"] < _SURE:
        return None
    return int(found["orient_deg"]) // 90


def _sense(pieces: list[Piece]) -> float:
    """How much of a reading looks like words. Engines are as confident of letters that stand on their head."""
    words = [(word, piece.confidence) for piece in pieces for word in piece.text.split()]
    return sum(len(word) * sure for word, sure in words if _WORD_LIKE.fullmatch(word))


def first_reading(picture: Picture) -> list[Piece]:
    """The lines that RapidOCR finds."""
    import numpy as np  # noqa: PLC0415 - comes with the extra

    from hr_report.reading.ocr_picture import printed_part  # noqa: PLC0415 - needs the extra

    part = printed_part(picture.image)
    # All steps are named in each call: the engine remembers those of the call before.
    shown = np.asarray(picture.image.crop(part).convert("RGB"))
    result = _rapid()(shown, use_det=True, use_cls=False, use_rec=True)
    if result.boxes is None:
        return []
    left, upper = part[:2]
    return [
        Piece(
            tidy(text), left + min(x for x, _ in box), upper + min(y for _, y in box),
            left + max(x for x, _ in box), upper + max(y for _, y in box), float(score),
        )
        for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True)
        if tidy(text).strip()
    ]  # fmt: skip


@cache
def _rapid() -> Any:
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    from rapidocr import RapidOCR  # noqa: PLC0415 - an extra

    return RapidOCR(params={"Global.log_level": "critical"})


@cache
def second_reader() -> Any:
    """Tesseract, reading English; None where it is not installed."""
    return _tesseract("eng")


@cache
def _orientation_reader() -> Any:
    return _tesseract("osd")


def _tesseract(data: str) -> Any:
    try:
        import tesserocr  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    mode = tesserocr.PSM.OSD_ONLY if data == "osd" else tesserocr.PSM.SINGLE_LINE
    for folder in filter(None, (os.environ.get("TESSDATA_PREFIX", ""), *_TESSDATA)):
        if (Path(folder) / f"{data}.traineddata").exists():
            reader = tesserocr.PyTessBaseAPI(path=folder, lang=data, psm=mode)
            reader.SetVariable("debug_file", os.devnull)
            return reader
    return None


def _overlooked(image: Any, pieces: list[Piece]) -> list[Piece]:
    """Words that only the second reader sees on the page, as the first reads them when it is shown the place."""
    reader = second_reader()
    if reader is None:
        return []
    import tesserocr  # noqa: PLC0415 - an extra

    reader.SetPageSegMode(tesserocr.PSM.SPARSE_TEXT)
    reader.SetImage(image)
    found = []
    for _, place, _, _ in reader.GetComponentImages(tesserocr.RIL.WORD, True):  # noqa: FBT003 - text only
        x0, top, x1, bottom = place["x"], place["y"], place["x"] + place["w"], place["y"] + place["h"]
        if place["h"] < _LEAST_HEIGHT or _is_covered((x0, top, x1, bottom), pieces):
            continue
        text, score = read_place(image, (x0, top, x1, bottom))
        if text:
            found.append(Piece(text, x0, top - 3, x1, bottom + 3, score))
    return found


def read_place(image: Any, box: tuple[float, float, float, float], scale: float = 1.0) -> tuple[str, float]:
    """What the first reader makes of a place that it is shown, and its confidence."""
    import numpy as np  # noqa: PLC0415 - comes with the extra

    from hr_report.reading.ocr_picture import piece_of  # noqa: PLC0415 - needs the extra

    shown = np.asarray(piece_of(image, box, scale).convert("RGB"))
    result = _rapid()(shown, use_det=False, use_cls=False, use_rec=True)
    return tidy(" ".join(result.txts or ())).strip(), float(min(result.scores or (0.0,)))


def _is_covered(box: tuple[int, int, int, int], pieces: list[Piece]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(piece.x0 - 3 <= x <= piece.x1 + 3 and piece.top - 3 <= y <= piece.bottom + 3 for piece in pieces)


def _compared(piece: Piece, image: Any, second: Any) -> list[Reading]:
    if second is None:
        return compare(piece.text, [piece.text])
    readings = compare(piece.text, [_second(piece, image, second, *_LOOKS[0])])
    if any(reading.other is not None for reading in readings):  # a second look, closer
        looks = [_second(piece, image, second, *look) for look in _LOOKS[1:]]
        readings = [
            late if early.other is not None else early
            for early, late in zip(readings, compare(piece.text, looks), strict=True)
        ]
    return with_negations(readings, piece.text)


def _second(piece: Piece, image: Any, second: Any, scale: float, blur: float) -> str:
    import tesserocr  # noqa: PLC0415 - an extra

    from hr_report.reading.ocr_picture import piece_of  # noqa: PLC0415 - needs the extra

    second.SetPageSegMode(tesserocr.PSM.SINGLE_LINE)
    second.SetImage(piece_of(image, (piece.x0, piece.top, piece.x1, piece.bottom), scale, blur))
    return tidy(str(second.GetUTF8Text())).strip()


def _glyphs(piece: Piece, readings: list[Reading], scale: float) -> list[tuple[Glyph, Reading | None]]:
    """Glyphs for the letters of a piece, spread evenly over its box; a token in doubt is one unreadable glyph."""
    each = (piece.x1 - piece.x0) / max(1, len(piece.text))
    # The box of a line is higher than its letters; take the middle, so that lines do not run into each other.
    room = 0.12 * (piece.bottom - piece.top)
    top, bottom = (piece.top + room) * scale, (piece.bottom - room) * scale
    found: list[tuple[Glyph, Reading | None]] = []
    for reading in readings:
        if found:
            place = (piece.x0 + each * reading.start) * scale
            found.append((Glyph(" ", place, top, place, bottom), None))
        if reading.other is not None:
            x0, x1 = (piece.x0 + each * reading.start) * scale, (piece.x0 + each * reading.end) * scale
            found.append((Glyph(UNREADABLE * len(reading.text), x0, top, x1, bottom), reading))
            continue
        for number, letter in enumerate(reading.text, start=reading.start):
            x0 = (piece.x0 + each * number) * scale
            found.append((Glyph(letter, x0, top, x0 + each * scale, bottom), None))
    return found
