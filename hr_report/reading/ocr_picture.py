"""A picture of a page is made fit for OCR: upright, straight, gently smoothed; and its ruling lines are found.

Measured on invented faxes: without straightening, a whole table was read one row off; a Gaussian blur of 0.8 pixels
heals the broken strokes of one-bit faxes and harms nothing else.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, ImageFilter, ImageOps

from hr_report.reading.pdf_glyphs import Glyph, Rect

if TYPE_CHECKING:
    from collections.abc import Iterator

DPI = 200
"""Resolution that pages are rendered at for OCR."""

_POINT = DPI / 72
_BLUR = 0.8
_INK = 140  # darker is ink
_LEVEL_RULE, _UPRIGHT_RULE = 40 * _POINT, 13 * _POINT  # shorter strokes are letters
_THICK, _OPEN_STROKES = 3, 40  # pixels between rows of one stroke; strokes that a row may belong to
_FAINT = 30  # what is as much darker than the paper may be faint print; noise is less, smoothed
_SPECKS = 2  # pixels of a row that may be dirt
_MARGIN = 30  # pixels of white to leave
_LEAST_SIDE = 800  # pixels; the engine enlarges smaller pictures, which takes longer and is read no better
_SOLID = 0.92  # share of a rule that is ink; the rest is noise


@dataclass(frozen=True, slots=True)
class Picture:
    """A page fit for OCR, and how it was turned: first by quarter turns (counter-clockwise), then by `skew` degrees.

    `width` and `height` are those of the page as it came, in pixels.
    """

    image: Any
    width: int
    height: int
    quarters: int
    skew: float

    def back(self, glyph: Glyph) -> Glyph:
        """A glyph of the prepared picture (in points) where the page as it came shows it (in points)."""
        text, x0, top, x1, bottom, hidden = glyph
        if math.isnan(x0):
            return glyph
        corners = [self._point_back(x, y) for x in (x0, x1) for y in (top, bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Glyph(text, min(xs), min(ys), max(xs), max(ys), hidden)

    def forth(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page as it came (in points) lies in the prepared picture, in pixels."""
        width, height = self.width / _POINT, self.height / _POINT
        match self.quarters:
            case 1:
                x, y = y, width - x
            case 2:
                x, y = width - x, height - y
            case 3:
                x, y = height - y, x
        turned = (width, height) if self.quarters % 2 == 0 else (height, width)
        angle = math.radians(self.skew)
        dx, dy = x - turned[0] / 2, y - turned[1] / 2
        x = turned[0] / 2 + dx * math.cos(angle) + dy * math.sin(angle)
        y = turned[1] / 2 - dx * math.sin(angle) + dy * math.cos(angle)
        return x * _POINT, y * _POINT

    def _point_back(self, x: float, y: float) -> tuple[float, float]:
        width, height = self.width / _POINT, self.height / _POINT
        turned = (width, height) if self.quarters % 2 == 0 else (height, width)
        angle = math.radians(self.skew)
        dx, dy = x - turned[0] / 2, y - turned[1] / 2
        x = turned[0] / 2 + dx * math.cos(angle) - dy * math.sin(angle)
        y = turned[1] / 2 + dx * math.sin(angle) + dy * math.cos(angle)
        match self.quarters:
            case 1:
                return width - y, x
            case 2:
                return width - x, height - y
            case 3:
                return y, height - x
        return x, y


def prepare(image: Any, quarters: int) -> Picture:
    """Turn a picture by quarters, straighten it and smooth it."""
    grey = image.convert("L")
    turned = grey.rotate(90 * quarters, expand=True, fillcolor=255) if quarters else grey
    skew = find_skew(turned)
    if abs(skew) >= 0.1:
        turned = turned.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return Picture(turned.filter(ImageFilter.GaussianBlur(_BLUR)), grey.width, grey.height, quarters, skew)


def find_skew(grey: Any) -> float:
    """Degrees (counter-clockwise) that straighten the page's lines, within 5 either way."""
    small = grey.resize((800, max(1, round(800 * grey.height / grey.width))))
    ink = Image.fromarray((np.asarray(small) < _INK).astype(np.uint8) * 255)
    best = 0.0
    for span, step in ((5.0, 0.5), (0.5, 0.1)):
        angles = [best + step * i for i in range(-round(span / step), round(span / step) + 1)]
        best = max(angles, key=lambda angle: (_evenness(ink, angle), -abs(angle)))
    return round(best, 2)


def _evenness(ink: Any, angle: float) -> float:
    rows = np.asarray(ink.rotate(angle)).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def is_sideways(grey: Any) -> bool:
    """Whether lines of text run up or down the page."""
    small = grey.convert("L").resize((600, max(1, round(600 * grey.height / grey.width))))
    ink = (np.asarray(small) < _INK).astype(np.float64)
    level, upright = ink.sum(axis=1) / small.width, ink.sum(axis=0) / small.height
    return bool(np.square(np.diff(upright)).sum() > 1.5 * np.square(np.diff(level)).sum())


def ruling_lines(image: Any) -> list[Rect]:
    """Straight lines of a prepared picture, in points: those of tables and forms."""
    ink = np.asarray(image) < _INK + 40
    level = [Rect(a / _POINT, y / _POINT, b / _POINT, y / _POINT) for y, a, b in _strokes(ink, _LEVEL_RULE)]
    upright = [Rect(x / _POINT, a / _POINT, x / _POINT, b / _POINT) for x, a, b in _strokes(ink.T, _UPRIGHT_RULE)]
    return [*level, *upright]


def printed_part(image: Any) -> tuple[int, int, int, int]:
    """The box of a prepared picture that holds all that is darker than its paper; white margins cost an engine time."""
    pixels = np.asarray(image)
    marks = pixels < np.median(pixels[::8, ::8]) - _FAINT
    rows, columns = (np.flatnonzero(np.count_nonzero(marks, axis=axis) > _SPECKS) for axis in (1, 0))
    if not (rows.size and columns.size):
        return (0, 0, image.width, image.height)
    x0, x1 = _widened(int(columns[0]), int(columns[-1]), image.width)
    top, bottom = _widened(int(rows[0]), int(rows[-1]), image.height)
    return (x0, top, x1, bottom)


def _widened(first: int, last: int, size: int) -> tuple[int, int]:
    """A range with room around it, no shorter than the engine wants."""
    room = max(_MARGIN, (_LEAST_SIDE - (last - first)) // 2)
    return max(0, first - room), min(size, last + room)


def without_rules(image: Any, rules: list[Rect]) -> Any:
    """The picture with its ruling lines painted over: a rule beside a word is read as a bar."""
    erased = np.array(image)
    for rule in rules:
        x0, top = max(0, round(rule.x0 * _POINT) - 2), max(0, round(rule.top * _POINT) - 2)
        erased[top : round(rule.bottom * _POINT) + 3, x0 : round(rule.x1 * _POINT) + 3] = 255
    return Image.fromarray(erased)


def piece_of(image: Any, box: tuple[float, float, float, float], scale: float = 1.0, blur: float = 0.0) -> Any:
    """A part of a picture with white around it, enlarged, as a reader of single lines wants it."""
    x0, top, x1, bottom = box
    crop = image.crop((max(0, int(x0) - 4), max(0, int(top) - 2), int(x1) + 4, int(bottom) + 2))
    if blur:
        crop = crop.filter(ImageFilter.GaussianBlur(blur))
    if scale != 1.0:
        crop = crop.resize((round(crop.width * scale), round(crop.height * scale)), Image.Resampling.BICUBIC)
    return ImageOps.expand(crop, border=14, fill=255)


def _strokes(ink: Any, least: float) -> list[tuple[float, int, int]]:
    """Straight strokes: runs of neighbouring rows that overlap are one. Row (its middle), start, end."""
    strokes: list[list[int]] = []  # first row, last row, start, end
    for row, start, end in _runs(ink, least):
        for stroke in reversed(strokes[-_OPEN_STROKES:]):
            if row - stroke[1] <= _THICK and start <= stroke[3] + _THICK and end >= stroke[2] - _THICK:
                stroke[1], stroke[2], stroke[3] = row, min(start, stroke[2]), max(end, stroke[3])
                break
        else:
            strokes.append([row, row, start, end])
    return [((first + last) / 2, start, end) for first, last, start, end in strokes]


def _runs(ink: Any, least: float) -> Iterator[tuple[int, int, int]]:
    """Rows of a picture that hold a solid run of ink: row, start, end."""
    length = round(least)
    if ink.shape[1] <= length:
        return
    sums = np.cumsum(ink, axis=1, dtype=np.int32)
    solid = (sums[:, length:] - sums[:, :-length]) >= _SOLID * length
    for row in np.flatnonzero(solid.any(axis=1)):
        marks = np.flatnonzero(np.diff(np.concatenate(([0], solid[row].astype(np.int8), [0]))))
        for start, end in zip(marks[::2], marks[1::2], strict=True):
            yield int(row), int(start), int(end) + length
