"""How a page is marked: highlights over the quotes, a tag beside each, and a margin of notes to the right of the page.

The margin is added beside the page, so that no note ever covers a word of the report. What comes out is a plain plan of
rectangles, lines and texts in points of the page as it is seen; `annotated` draws it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hr_report.models import Marker
from hr_report.writing import wording
from hr_report.writing.notes import Note, list_bands, list_notes
from hr_report.writing.places import Place, find_free, list_glyphs
from hr_report.writing.values import list_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hr_report.models import PageBox, Report
    from hr_report.reading.document import Document, Page

Colour = tuple[int, int, int]

LIGHT: dict[Marker, Colour] = {Marker.ER: (255, 214, 102), Marker.PR: (150, 200, 255), Marker.HER2: (214, 184, 255)}
_DARK: dict[Marker, Colour] = {Marker.ER: (122, 77, 0), Marker.PR: (20, 75, 150), Marker.HER2: (96, 48, 160)}
_WHITE, _INK, _SOFT, _LINE = (255, 255, 255), (28, 35, 48), (86, 96, 114), (190, 196, 206)

# Points on a page of usual size; a larger page has larger notes.
_USUAL, _MARGIN, _GUTTER, _PAD, _BIG, _SMALL, _TAG = 800.0, 172.0, 16.0, 5.0, 8.0, 6.2, 5.6
_LEADING = 1.22
_SHRINK = (1.0, 0.85, 0.7, 0.55)
_STANDS_FOR = str.maketrans({"≥": ">=", "≤": "<=", "–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"'})


@dataclass(frozen=True, slots=True)
class _Card:
    """A note laid out in lines (text, size, bold), not yet placed."""

    lines: tuple[tuple[str, float, bool], ...]
    note: Note | None
    wish: float

    @property
    def height(self) -> float:
        return sum(size * _LEADING for _, size, _ in self.lines) + 0.8 * self.lines[0][1]


def plan_marks(report: Report, document: Document) -> list[dict[str, Any]]:
    """What to draw, for each page that holds evidence; on the first page where there is none.

    Plain values only: numbers, texts and lists, fit for JSON.
    """
    notes = list_notes(report)
    bands = list_bands(notes, document)
    numbers = sorted({box.page for note in notes for box in note.evidence.boxes})
    pages = [document.pages[number - 1] for number in numbers] or [document.pages[0]]
    return [_plan_page(page, notes, bands, report if page is pages[0] else None) for page in pages]


def _plan_page(
    page: Page, notes: Sequence[Note], bands: dict[int, list[PageBox]], report: Report | None
) -> dict[str, Any]:
    scale = max(page.width, page.height) / _USUAL
    here = [note for note in notes if note.evidence.boxes[0].page == page.number]
    marks = [
        _highlight(note, boxes)
        for note in notes
        if (boxes := [box for box in bands[note.number] if box.page == page.number])
    ]
    marks += _tags(here, bands, page, scale)
    marks += _margin(here, page, scale, report)
    size = {"width": page.width, "height": page.height, "margin": _MARGIN * scale}
    return {"number": page.number, **size, "marks": marks}


def _highlight(note: Note, boxes: Sequence[PageBox]) -> dict[str, Any]:
    quads = [[box.x0, box.top, box.x1, box.bottom] for box in boxes]
    return {"quads": quads, "colour": LIGHT[note.marker], "contents": _contents(note)}


def _contents(note: Note) -> str:
    return f"{note.tag}: {note.said} ({note.detail})" if note.said else f"{note.tag} ({note.detail})"


def _tags(notes: Sequence[Note], bands: dict[int, list[PageBox]], page: Page, scale: float) -> list[dict[str, Any]]:
    """A tag beside each quote, where it covers nothing; none where there is no such place."""
    quotes = [Place(b.x0, b.top, b.x1, b.bottom) for boxes in bands.values() for b in boxes if b.page == page.number]
    taken = [*list_glyphs(page), *quotes]
    tags = []
    for note in notes:
        size = _TAG * scale
        width = _width(note.tag, size, bold=True) + size
        place = find_free(width, size * 1.35, note.evidence.boxes[0], page, taken)
        if place is not None:
            taken.append(place)
            label = ["text", place.x0 + 0.5 * size, place.bottom - 0.34 * size, size, _WHITE, True, note.tag]
            shapes = [["rect", *place, _DARK[note.marker]], label]
            tags.append({"rect": list(place), "shapes": shapes, "contents": _contents(note)})
    return tags


def _margin(notes: Sequence[Note], page: Page, scale: float, report: Report | None) -> list[dict[str, Any]]:
    """The margin itself, then a note for each value, at the height of its quote as far as there is room."""
    edge = page.width
    ground = Place(edge, 0.0, edge + _MARGIN * scale, page.height)
    shapes: list[Any] = [["rect", *ground, _WHITE], ["line", edge, 0.0, edge, page.height, _LINE, 0.6 * scale]]
    head = _head(report, scale)
    top = 2 * _PAD * scale + _write(shapes, head, edge + _GUTTER * scale, 2 * _PAD * scale, _INK)
    drawn = [{"rect": list(ground), "shapes": shapes, "contents": "Notes of hr_report"}]
    cards = _fitting(notes, page.height - top - _PAD * scale, scale)
    for card, y in zip(cards, _stack(cards, top, page.height - _PAD * scale), strict=True):
        drawn.append(_draw_card(card, y, page, scale))
    return drawn


def _head(report: Report | None, scale: float) -> list[tuple[str, float, bool]]:
    """What stands at the top of the margin: on the first marked page the results, and who has to check them."""
    if report is None:
        return []
    lines = [("Read by hr_report", _BIG * scale, True)]
    for result in (report.er, report.pr, report.her2):
        said = ", ".join((wording.STATUS[result.status].upper(), *list_values(result)))
        lines.append((f"{result.marker.label} {said}", _SMALL * scale, False))
    if report.needs_review:
        lines.append(("Needs a look by a person before anybody relies on it.", _SMALL * scale, True))
    lines.append((wording.DISCLAIMER, _SMALL * scale, False))
    return _wrapped(lines, scale)


def _fitting(notes: Sequence[Note], room: float, scale: float) -> list[_Card]:
    """The cards in the largest size in which all have room; the last are left out, and told, where none is enough."""
    cards: list[_Card] = []
    for shrink in _SHRINK:
        cards = [_card(note, scale, shrink) for note in sorted(notes, key=lambda n: n.evidence.boxes[0].top)]
        if sum(card.height for card in cards) <= room:
            return cards
    kept = cards
    while kept and sum(card.height for card in kept) + 4 * _SMALL * scale > room:
        kept = kept[:-1]
    rest = f"No room for {len(cards) - len(kept)} more notes; the highlights have them as comments."
    more = tuple(_wrapped([(rest, _SMALL * scale, False)], scale))
    return [*kept, _Card(more, None, kept[-1].wish if kept else 0.0)]


def _card(note: Note, scale: float, shrink: float) -> _Card:
    big, small = _BIG * scale * shrink, _SMALL * scale * shrink
    lines = _wrapped([(f"{note.tag}  {note.said}".strip(), big, True), (note.detail, small, False)], scale)
    box = note.evidence.boxes[0]
    return _Card(tuple(lines), note, (box.top + box.bottom) / 2 - 0.7 * big)


def _stack(cards: Sequence[_Card], top: float, bottom: float) -> list[float]:
    """Where each card begins: as near to its quote as the cards before it and the end of the page allow."""
    places: list[float] = []
    for card in cards:
        places.append(max(card.wish, top))
        top = places[-1] + card.height
    for number in range(len(cards) - 1, -1, -1):
        places[number] = min(places[number], bottom - cards[number].height)
        bottom = places[number]
    return places


def _draw_card(card: _Card, y: float, page: Page, scale: float) -> dict[str, Any]:
    left, right = page.width + _GUTTER * scale, page.width + _MARGIN * scale
    shapes: list[Any] = []
    top, bottom = y, y + card.height
    colour: Colour = _INK
    if card.note is not None:
        colour, box = _DARK[card.note.marker], card.note.evidence.boxes[0]
        aim, start = y + 0.7 * card.lines[0][1], min(page.height, (box.top + box.bottom) / 2)
        top, bottom = min(top, start - scale), max(bottom, start + scale)
        shapes.append(["line", page.width, start, left - 4 * scale, aim, colour, 0.6 * scale])
        bar = (left - 4 * scale, y, left - 2 * scale, y + card.height - 0.3 * card.lines[0][1])
        shapes.append(["rect", *bar, LIGHT[card.note.marker]])
    _write(shapes, card.lines, left, y, colour)
    contents = _contents(card.note) if card.note else card.lines[0][0]
    return {"rect": [page.width, top, right, bottom], "shapes": shapes, "contents": contents}


def _write(shapes: list[Any], lines: Sequence[tuple[str, float, bool]], x: float, y: float, colour: Colour) -> float:
    """Add lines of text below each other; returns their height."""
    top = y
    for text, size, bold in lines:
        shapes.append(["text", x, y + size, size, colour if bold else _SOFT, bold, text])
        y += size * _LEADING
    return y - top


def _wrapped(lines: Sequence[tuple[str, float, bool]], scale: float) -> list[tuple[str, float, bool]]:
    """The lines broken to the width of the margin."""
    room = (_MARGIN - _GUTTER - _PAD) * scale
    found = []
    for text, size, bold in lines:
        line = ""
        for word in text.translate(_STANDS_FOR).split():
            if line and _width(f"{line} {word}", size, bold=bold) > room:
                found.append((line, size, bold))
                line = ""
            line = f"{line} {word}" if line else word
        found.append((line, size, bold))
    return found


def _width(text: str, size: float, *, bold: bool) -> float:
    """About how wide a text is in Helvetica, rather too wide than too narrow."""
    narrow, wide = " .,:;'ijltfr()|!/I-", "mwMW%@"
    ems = (0.3 if c in narrow else 0.86 if c in wide else 0.7 if c.isupper() else 0.56 for c in text)
    return sum(ems) * size * (1.06 if bold else 1.0)
