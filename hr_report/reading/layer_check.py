"""A page that has a text layer is read a second time, by OCR, and the two readings are held against each other.

The layer may be what somebody's OCR made of a scan, or its fonts may name letters that they do not draw; what a person
sees is the picture. Where both readings agree, the layer stands as it is, with its exact boxes. Where they differ, or
one of them sees nothing, the place is left unreadable and both readings are kept.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hr_report.reading.ocr import UNREADABLE, Piece, first_reading, read_place
from hr_report.reading.ocr_agreement import compare, with_negations
from hr_report.reading.ocr_picture import prepare
from hr_report.reading.pdf_glyphs import Glyph, PageGlyphs, Rect
from hr_report.reading.pdf_words import find_words
from hr_report.reading.sheets import OCR_DPI

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hr_report.reading.ocr_agreement import Reading
    from hr_report.reading.ocr_picture import Picture

Doubted = dict[tuple[float, float], tuple[str, str]]
"""Both readings (the layer's, OCR's), by the left and upper side of the place."""

_QUARTERS = {0: 0, 90: 3, 180: 2, 270: 1}
"""Quarter turns (counter-clockwise) that bring text upright, by where it runs to."""

_WORD_GAP = 0.15  # of the height of a glyph
_ROOM = 4  # pixels around a piece, where its outermost letters may stand
_TELLING = re.compile(r"[^\W_]|^[-+<>=~±≤≥%]{1,3}$")  # what a result may hang on; bullets and drawn rules are no part
_LOOKS = (1.0, 1.5, 2.0)  # enlargements at which OCR looks again at a place where the readings differ


@dataclass(slots=True)
class _Mark:
    """A drawn glyph of the layer, with its middle and its sides in pixels of the prepared picture."""

    part: PageGlyphs
    index: int
    glyph: Glyph
    x0: float
    x1: float
    y: float
    height: float


def check_layer(parts: Sequence[PageGlyphs], image: Any) -> Doubted:
    """Compare the glyphs of a page with OCR's reading of its picture (a PIL image at 200 dpi).

    Glyphs in doubt are replaced in `parts` by one unreadable glyph for each word.
    """
    picture = prepare(image, _QUARTERS[_direction(parts)])
    pieces = first_reading(picture)
    words = [word for part in parts for word in _words(part, picture)]
    shares, lonely = _shared_out(words, pieces)
    doubted: Doubted = {}
    for piece, own in shares:
        if own:
            _compare_piece(piece.text, own, (piece.x0, piece.top, piece.x1, piece.bottom), picture.image, doubted)
        elif _TELLING.search(piece.text) and not _in_tick_box(piece, parts[0], picture):
            glyph = _unread(piece, picture)
            parts[0].glyphs.append(glyph)
            doubted[glyph.x0, glyph.top] = ("", piece.text)
    for word in lonely:
        _compare_piece("", word, _box(word), picture.image, doubted)
    for part in parts:
        part.glyphs = [glyph for glyph in part.glyphs if glyph is not _GONE]
    return doubted


def _direction(parts: Sequence[PageGlyphs]) -> int:
    """Where most of the text runs to."""
    return max(parts, key=lambda part: len(part.glyphs)).direction


_GONE = Glyph("")
"""Stands for a letter of a word that has become one unreadable glyph."""


def _words(part: PageGlyphs, picture: Picture) -> list[list[_Mark]]:
    """The visible words of the layer, found where the prepared picture has them: upright."""
    marks: dict[int, _Mark] = {}
    shown = []
    for index, glyph in enumerate(part.glyphs):
        if glyph.hidden or not glyph.text or math.isnan(glyph.x0):
            continue
        mark = _mark(part, index, picture)
        half = mark.height / 2
        shown.append(Glyph(glyph.text, mark.x0, mark.y - half, mark.x1, mark.y + half))
        marks[id(shown[-1])] = mark
    return [[marks[id(glyph)] for glyph in word.glyphs] for word in find_words(shown)]


def _mark(part: PageGlyphs, index: int, picture: Picture) -> _Mark:
    glyph = part.glyphs[index]
    corners = [picture.forth(x, y) for x in (glyph.x0, glyph.x1) for y in (glyph.top, glyph.bottom)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return _Mark(part, index, glyph, min(xs), max(xs), (min(ys) + max(ys)) / 2, max(ys) - min(ys))


def _shared_out(
    words: list[list[_Mark]], pieces: list[Piece]
) -> tuple[list[tuple[Piece, list[_Mark]]], list[list[_Mark]]]:
    """For each piece that OCR found, the layer's glyphs there from left to right; and the words outside of all."""
    shares: list[list[_Mark]] = [[] for _ in pieces]
    lonely = []
    for word in words:
        x0, top, x1, bottom = _box(word)
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        near = [
            (abs(y - (piece.top + piece.bottom) / 2), number)
            for number, piece in enumerate(pieces)
            if piece.x0 - _ROOM <= x <= piece.x1 + _ROOM and piece.top - _ROOM <= y <= piece.bottom + _ROOM
        ]
        if near:
            shares[min(near)[1]] += word
        else:
            lonely.append(word)
    return [(piece, sorted(own, key=lambda m: m.x0)) for piece, own in zip(pieces, shares, strict=True)], lonely


def _box(marks: list[_Mark]) -> tuple[float, float, float, float]:
    half = max(mark.height for mark in marks) / 2
    middle = sum(mark.y for mark in marks) / len(marks)
    return min(mark.x0 for mark in marks), middle - half, max(mark.x1 for mark in marks), middle + half


def _compare_piece(
    seen: str, marks: list[_Mark], box: tuple[float, float, float, float], image: Any, doubted: Doubted
) -> None:
    """Hold the layer's glyphs at a place against OCR's text of it; OCR looks again where they differ."""
    text, places = _spelled(marks)
    readings = compare(text, [seen])
    if _differing(readings):
        looks = [read_place(image, box, scale)[0] for scale in _LOOKS]
        readings = compare(text, [*filter(None, (seen,)), *looks])
    for reading in _differing(with_negations(readings, text)):
        touched = sorted({places[i] for i in range(reading.start, reading.end)})
        glyph = _blotted([marks[number] for number in touched])
        doubted[glyph.x0, glyph.top] = (reading.text, reading.other or "")


def _differing(readings: list[Reading]) -> list[Reading]:
    return [r for r in readings if r.other is not None and any(map(_TELLING.search, (r.text, r.other)))]


def _spelled(marks: list[_Mark]) -> tuple[str, list[int]]:
    """The text of glyphs with blanks at the gaps, and the number of the glyph at each letter of it."""
    text, places = "", []
    end = math.inf
    for number, mark in enumerate(marks):
        if number and _is_doubled(marks[number - 1], mark):
            continue
        blank = " " * (mark.x0 - end > _WORD_GAP * mark.height)
        text += blank + mark.glyph.text
        places += [number] * len(blank + mark.glyph.text)
        end = mark.x1
    return text, places


def _is_doubled(first: _Mark, second: _Mark) -> bool:
    """Fake bold: the same letter drawn again in its place. The two f of a ligature come so, too, and stay."""
    same = first.glyph.text == second.glyph.text != "f"
    return same and second.x0 - first.x0 < 0.5 * (first.x1 - first.x0)


def _blotted(marks: list[_Mark]) -> Glyph:
    """Put one unreadable glyph in the place of several."""
    glyphs = [mark.glyph for mark in marks]
    letters = UNREADABLE * sum(len(glyph.text) for glyph in glyphs)
    _, x0s, tops, x1s, bottoms, _ = zip(*glyphs, strict=True)
    blot = Glyph(letters, min(x0s), min(tops), max(x1s), max(bottoms))
    place = Rect(*blot[1:5])
    for part in {id(mark.part): mark.part for mark in marks}.values():
        for index, glyph in enumerate(part.glyphs):  # also what was drawn a second time in the same place
            if place.holds((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2):
                part.glyphs[index] = _GONE
    marks[0].part.glyphs[marks[0].index] = blot
    return blot


def _unread(piece: Piece, picture: Picture) -> Glyph:
    """An unreadable glyph where only OCR sees text."""
    scale = 72 / OCR_DPI
    room = 0.12 * (piece.bottom - piece.top)
    sides = (piece.x0 * scale, (piece.top + room) * scale, piece.x1 * scale, (piece.bottom - room) * scale)
    return picture.back(Glyph(UNREADABLE * len(piece.text), *sides))


def _in_tick_box(piece: Piece, page: PageGlyphs, picture: Picture) -> bool:
    """Whether a piece is the tick that is drawn in a box: the layer knows it as strokes."""
    glyph = _unread(piece, picture)
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return any(square.holds(x, y) for square in page.squares)
