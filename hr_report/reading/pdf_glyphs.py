"""What pdfium finds on a page: glyphs with boxes, ruling lines, tick boxes. No layout is decided here.

pdfium reads a page in about a tenth of the time that pdfminer needs, but its own text order breaks tables whose labels
are drawn before their values; so only glyphs and lines are taken from it. Boxes have their origin at the top left of
the page as it is seen. pdfium is not thread-safe: one process reads one document at a time.
"""

from __future__ import annotations

import ctypes
import math
import re
from array import array
from collections import deque
from dataclasses import dataclass, field
from functools import partial
from itertools import compress, repeat
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

from hr_report.reading.tidy import tidy_glyph

if TYPE_CHECKING:
    from collections.abc import Sequence

NAN = math.nan

_MAX_SEGMENTS = 50_000  # a page with more strokes is a drawing; its lines are no table
_STRAIGHT = 1.0  # points that a ruling line may deviate
_TICK_BOX = (5.0, 16.0)  # sides of a drawn tick box, in points
_FAR = 20_000.0  # points
_WHOLE = 0.5  # share of a page; a larger picture may have text behind it
_FLOAT = ctypes.sizeof(ctypes.c_float)
_WHITE = 250
_INVISIBLE_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_LINE_END_HYPHENS = (0x02, 0xFFFE)  # how pdfium hands over a hyphen at a line end
_SOFT_HYPHEN = 0xAD
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class Glyph(NamedTuple):
    """One drawn character (its text may be several letters: a ligature, a tick box) with its box in points.

    Blanks between words and separators of cells are not drawn: their box is NaN. A soft hyphen has no text; at a line
    end it tells that the word goes on.
    """

    text: str
    x0: float = NAN
    top: float = NAN
    x1: float = NAN
    bottom: float = NAN
    hidden: bool = False


class Rect(NamedTuple):
    """A rectangle in points, origin at the top left of the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass
class PageGlyphs:
    """Everything that was read from one page before its layout is known.

    `edges` are ruling lines, `squares` outlines that may be tick boxes, `strokes` short slanted lines that may tick
    them, `turned` tells that some text does not run from left to right; `direction` is where it runs to, in degrees
    (90: upwards). `pictures` is how much of the page pictures cover, `unseen` how much of its text is drawn invisibly
    (0 to 1).
    """

    width: float
    height: float
    reader: str
    glyphs: list[Glyph] = field(default_factory=list)
    edges: list[Rect] = field(default_factory=list)
    squares: list[Rect] = field(default_factory=list)
    strokes: list[Rect] = field(default_factory=list)
    turned: bool = False
    direction: int = 0
    pictures: float = 0.0
    unseen: float = 0.0


_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass
class _Painted:
    """What the page's objects tell: where lines, fills and pictures are, and which texts may not be visible."""

    source: Any
    page: PageGlyphs
    left: float
    upper: float
    fills: list[Rect] = field(default_factory=list)
    invisible: set[int] = field(default_factory=set)
    white: list[tuple[int, Rect]] = field(default_factory=list)
    texts: list[tuple[Any, _Matrix]] = field(default_factory=list)
    segments: int = 0

    def rect(self, points: list[tuple[float, float]]) -> Rect:
        """The box of points given in the page's own coordinates (origin at the bottom left)."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return Rect(min(xs) - self.left, self.upper - max(ys), max(xs) - self.left, self.upper - min(ys))


def pdfium_glyphs(page: Any, most: int) -> PageGlyphs:
    """Read a page of pypdfium2 that is not turned (`/Rotate 0`); at most `most` + 1 characters of it."""
    painted = _painted(page)
    found = painted.page
    concealed = painted.invisible | {key for key, box in painted.white if not _on_colour(box, painted.fills)}
    text_page = page.get_textpage()
    try:
        found.glyphs = _read_glyphs(text_page.raw, painted, concealed, most)
    finally:
        text_page.close()
    return found


def look_over(page: Any) -> PageGlyphs:
    """What is painted on a page of pypdfium2, turned or not; of its text only how much is invisible."""
    return _painted(page).page


def _painted(page: Any) -> _Painted:
    bounds = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(bounds))
    painted = _Painted(page, PageGlyphs(page.get_width(), page.get_height(), "pdfium"), bounds.left, bounds.top)
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        _read_object(painted, pdfium.FPDFPage_GetObject(page, i), _IDENTITY, depth=0)
    painted.page.unseen = len(painted.invisible) / max(1, len(painted.texts))
    return painted


def _read_glyphs(text_page: Any, painted: _Painted, concealed: set[int], most: int) -> list[Glyph]:
    # The hot path: it sees each character of a report. One call of pdfium for each box, all boxes in one array;
    # everything else is done for all characters at once.
    count = min(pdfium.FPDFText_CountChars(text_page), most + 1)
    sides = _boxes(text_page, count)
    left, upper = painted.left, painted.upper
    x0s, x1s = sides[0::4].tolist(), sides[2::4].tolist()
    if left:
        x0s, x1s = [x - left for x in x0s], [x - left for x in x1s]
    tops, bottoms = [upper - y for y in sides[1::4]], [upper - y for y in sides[3::4]]
    texts = _letters(text_page, count)
    hidden = _outside(painted.page, x0s, tops, x1s, bottoms)
    if concealed:
        objects = [_address(pdfium.FPDFText_GetTextObject(text_page, i)) for i in range(count)]
        hidden = [out or key in concealed for out, key in zip(hidden, objects, strict=True)]
    # pdfium makes up line ends and blanks; those have no width.
    drawn = [text != "\n" and (text != " " or x1 > x0) for text, x0, x1 in zip(texts, x0s, x1s, strict=True)]
    if any(hidden):  # letters miles away from the page, or nowhere at all, are nobody's text
        near = map(is_near, x0s, tops, x1s, bottoms)
        drawn = [shown and kept for shown, kept in zip(drawn, near, strict=True)]
    return list(map(_new_glyph, compress(zip(texts, x0s, tops, x1s, bottoms, hidden, strict=True), drawn)))


# The same function without a check of its arguments' types, which takes half of the time of a call.
_get_box = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)


def _boxes(text_page: Any, count: int) -> array[float]:
    """Left, upper, right and lower side of each character; nought where pdfium knows none."""
    rects = array("f", bytes(4 * _FLOAT * count))
    base, _ = rects.buffer_info()
    places = range(base, base + 4 * _FLOAT * count, 4 * _FLOAT)
    deque(map(_get_box, repeat(_address(text_page)), range(count), places), maxlen=0)
    return rects


_new_glyph = partial(tuple.__new__, Glyph)
"""`Glyph._make` without a detour over Python."""


def is_near(*sides: float) -> bool:
    """Whether a place is on the page or within some metres of it: what stands farther off is nobody's text."""
    return all(abs(side) < _FAR for side in sides)  # false for NaN


def _letters(text_page: Any, count: int) -> list[str]:
    """The text of each character; a line feed for those that are no part of the text."""
    buffer = ctypes.create_string_buffer(2 * count + 2)
    units = pdfium.FPDFText_GetText(text_page, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    text = buffer.raw[: 2 * units].decode("utf-16-le", "replace").removesuffix("\0").replace("\r", "\n")
    if len(text) == count and text.isascii() and not _CONTROLS.search(text):
        return list(text)
    # pdfium leaves characters out of its text that it cannot name, so that the counts differ: ask for each.
    return [_letter(pdfium.FPDFText_GetUnicode(text_page, i)) for i in range(count)]


def _outside(
    page: PageGlyphs, x0s: list[float], tops: list[float], x1s: list[float], bottoms: list[float]
) -> Sequence[bool]:
    """For each character whether it stands outside of the page."""
    width, height = page.width, page.height
    if not x0s:
        return []
    known = math.isfinite(sum(x0s) + sum(tops))
    if known and min(x1s) >= 0 and min(bottoms) >= 0 and max(x0s) <= width and max(tops) <= height:
        return [False] * len(x0s)
    sides = zip(x0s, tops, x1s, bottoms, strict=True)
    return [not (x1 >= 0 and bottom >= 0 and x0 <= width and top <= height) for x0, top, x1, bottom in sides]


def _letter(code: int) -> str:
    if code in (10, 13):
        return "\n"
    if code in _LINE_END_HYPHENS:
        return "-"
    if code == 0 or 0xD800 <= code <= 0xDFFF:
        return _REPLACEMENT
    return tidy_glyph(chr(code)) or ("" if code == _SOFT_HYPHEN else "\n")


def _read_object(painted: _Painted, obj: Any, outer: _Matrix, depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(obj)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        _read_text_object(painted, obj, outer)
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        _read_path(painted, obj, outer)
    elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
        box = _bounds(painted, obj, outer)
        painted.fills.append(box)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            area = max(0.0, box.x1 - box.x0) * max(0.0, box.bottom - box.top)
            share = area / max(1.0, painted.page.width * painted.page.height)
            painted.page.pictures += share
            if share > _WHOLE and painted.texts and _is_opaque(painted, obj):
                painted.invisible |= {
                    _address(text) for text, its in painted.texts if _lies_in(painted, text, its, box)
                }
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 8:
        inner = _times(_matrix(obj), outer)
        for i in range(pdfium.FPDFFormObj_CountObjects(obj)):
            _read_object(painted, pdfium.FPDFFormObj_GetObject(obj, i), inner, depth + 1)


def _read_text_object(painted: _Painted, obj: Any, outer: _Matrix) -> None:
    painted.texts.append((obj, outer))
    a, b, c, d, _, _ = _matrix(obj) if outer is _IDENTITY else _times(_matrix(obj), outer)
    if abs(b) > 0.02 * abs(a) or a <= 0 or d <= 0 or abs(c) > abs(d):
        painted.page.turned = True
    if pdfium.FPDFTextObj_GetTextRenderMode(obj) in _INVISIBLE_MODES:
        painted.invisible.add(_address(obj))
        return
    colour, alpha = _fill_colour(obj)
    if alpha < 13:
        painted.invisible.add(_address(obj))
    elif min(colour) >= _WHITE:
        painted.white.append((_address(obj), _bounds(painted, obj, outer)))


def _read_path(painted: _Painted, obj: Any, outer: _Matrix) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(obj, ctypes.byref(fill), ctypes.byref(stroke))
    count = pdfium.FPDFPath_CountSegments(obj)
    painted.segments += count
    if not (fill.value or stroke.value) or painted.segments > _MAX_SEGMENTS:
        return
    lines = _straight_lines(obj, count, _times(_matrix(obj), outer))
    box = _bounds(painted, obj, outer)
    if fill.value and min(_fill_colour(obj)[0]) < _WHITE:
        painted.fills.append(box)
    width, height = box.x1 - box.x0, box.bottom - box.top
    page = painted.page
    if _is_tick_box(width, height) and all(_is_level(a, b) for a, b in lines) and len(lines) >= 3:
        page.squares.append(box)
    for start, end in lines:
        line = painted.rect([start, end])
        if not is_near(*line):
            continue
        if _is_level(start, end):
            page.edges.append(line)
        elif line.x1 - line.x0 < _TICK_BOX[1] * 1.5 and line.bottom - line.top < _TICK_BOX[1] * 1.5:
            page.strokes.append(line)


def _straight_lines(obj: Any, count: int, matrix: _Matrix) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    lines = []
    first = last = (0.0, 0.0)
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(obj, i)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and point != last:
            lines.append((last, point))
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment) and last != first:
            lines.append((last, first))
    return lines


def _is_level(start: tuple[float, float], end: tuple[float, float]) -> bool:
    return abs(start[0] - end[0]) <= _STRAIGHT or abs(start[1] - end[1]) <= _STRAIGHT


def _is_tick_box(width: float, height: float) -> bool:
    low, high = _TICK_BOX
    return low <= width <= high and low <= height <= high and 0.75 <= width / height <= 1.33


def _on_colour(box: Rect, fills: list[Rect]) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return any(fill.holds(x, y) for fill in fills)


def _lies_in(painted: _Painted, obj: Any, outer: _Matrix, box: Rect) -> bool:
    own = _bounds(painted, obj, outer)
    return box.holds((own.x0 + own.x1) / 2, (own.top + own.bottom) / 2)


def _is_opaque(painted: _Painted, obj: Any) -> bool:
    """Whether a picture covers what was drawn before it: some programs put the text of a scan behind its picture."""
    if pdfium.FPDFPageObj_HasTransparency(obj):
        return False
    bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(painted.source.pdf, painted.source, obj)
    if not bitmap:
        return False
    try:
        size = pdfium.FPDFBitmap_GetStride(bitmap) * pdfium.FPDFBitmap_GetHeight(bitmap)
        alphas = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), size)[3::400]  # every hundredth dot
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return 10 * sum(alpha > 250 for alpha in alphas) > 9 * len(alphas)


def _fill_colour(obj: Any) -> tuple[tuple[int, int, int], int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = pdfium.FPDFPageObj_GetFillColor(
        obj, ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(alpha)
    )
    return ((red.value, green.value, blue.value), alpha.value) if known else ((0, 0, 0), 255)


def _matrix(obj: Any) -> _Matrix:
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(obj, ctypes.byref(m))
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    if outer is _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _bounds(painted: _Painted, obj: Any, outer: _Matrix) -> Rect:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(obj, ctypes.byref(left), ctypes.byref(bottom), ctypes.byref(right), ctypes.byref(top))
    a, b, c, d, e, f = outer
    corners = [(x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    return painted.rect([(a * x + c * y + e, b * x + d * y + f) for x, y in corners])


def _address(obj: Any) -> int:
    return ctypes.cast(obj, ctypes.c_void_p).value or 0
