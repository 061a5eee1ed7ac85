"""Pictures of the report's pages with a box over each quote, linked with its words in the text; no script is needed."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import TYPE_CHECKING

from hr_report.models import Marker
from hr_report.writing.markup import Html, el, join, void
from hr_report.writing.places import Place, find_free, list_glyphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hr_report.reading.document import Box, Document, Page
    from hr_report.reading.page_images import PageImage
    from hr_report.writing.highlight import Mark

MOST_PAGES = 20
"""Pages shown as pictures, at about 60 kB each: a report of a thousand pages still makes a page that opens."""

_RECEPTORS = {marker.label for marker in Marker}
_USUAL, _LETTER = 800.0, 9.0  # points: the longer side of a usual page, and the size of a label on it


def choose_pages(marks: Sequence[Mark], document: Document) -> tuple[int, ...]:
    """The pages that hold quotes with a place, at most `MOST_PAGES`: those of the receptors before others."""
    found: dict[int, bool] = {}
    for mark in marks:
        for box in document.boxes(mark.start, mark.end):
            found[box.page] = found.get(box.page, False) or not _RECEPTORS.isdisjoint(mark.labels)
    return tuple(sorted(sorted(found, key=lambda number: (not found[number], number))[:MOST_PAGES]))


def place_marks(marks: Sequence[Mark], document: Document, images: Iterable[PageImage]) -> tuple[Mark, ...]:
    """The marks, each told whether a picture shows it."""
    shown = {image.page for image in images}
    return tuple(
        replace(mark, shown=any(box.page in shown for box in document.boxes(mark.start, mark.end))) for mark in marks
    )


def write_figure(image: PageImage, page: Page, marks: Sequence[Mark], document: Document) -> Html:
    """The picture of a page, with boxes that lead to the words."""
    source = f"data:{image.kind};base64,{base64.b64encode(image.data).decode()}"
    told = f"Page {page.number} of the report as it looks. Its words follow as text."
    picture = void("img", src=source, alt=told, width=image.width, height=image.height)
    taken = list_glyphs(page)
    boxes = []
    for mark in marks:
        here = [box for box in document.boxes(mark.start, mark.end) if box.page == page.number]
        if here:
            first = document.boxes(mark.start, mark.end)[0].page == page.number
            boxes.append(_write_box(mark, here, page, taken, first=first))
    layer = el(
        "svg",
        *boxes,
        viewBox=f"0 0 {page.width:.1f} {page.height:.1f}",
        preserveAspectRatio="none",
        role="group",
        aria_label=f"Places of the quotes on page {page.number}",
    )
    caption = el("figcaption", f"Page {page.number} as it looks. A box leads to its words in the text.")
    return el("figure", el("div", picture, layer, class_="paper"), caption, class_="sheet")


def _write_box(mark: Mark, boxes: Sequence[Box], page: Page, taken: list[Place], *, first: bool) -> Html:
    parts = [
        el("rect", x=_say(b.x0 - 1), y=_say(b.top), width=_say(b.x1 - b.x0 + 2), height=_say(b.bottom - b.top), rx=1.5)
        for b in boxes
    ]
    if mark.said and first:
        parts.append(_write_label(mark.said, boxes[0], page, taken))
    named = {"id": mark.box} if first else {}
    title = f"{mark.said or 'Quoted'}: to these words in the text"
    return el("a", *parts, href=f"#{mark.anchor}", class_=f"box {mark.kind}", aria_label=title, **named)


def _write_label(said: str, box: Box, page: Page, taken: list[Place]) -> Html:
    """The label beside its box, where it covers nothing; else above it, small enough to leave the line readable."""
    size = _LETTER * max(page.width, page.height) / _USUAL
    width = 0.8 * size * len(said) + 2
    place = find_free(width, size, box, page, taken) or Place(box.x0, box.top - size, box.x0 + width, box.top)
    taken.append(place)
    return el("text", said, x=_say(place.x0), y=_say(place.bottom - 0.14 * size), font_size=_say(size))


def _say(points: float) -> str:
    return f"{points:.1f}"


def write_pair_rules(marks: Iterable[Mark]) -> str:
    """Style rules that make a box and its words light up together, whichever of them is pointed at or focused."""
    rules = []
    for mark in marks:
        if mark.shown:
            box, words = f"#{mark.box}", f"#{mark.anchor}"
            rules.append(f"main:has({words}:hover, {words} a:focus) {box} rect {{ stroke-width: 3; }}")
            rules.append(f"main:has({box}:hover, {box}:focus) {words} {{ outline: 3px solid var(--accent); }}")
    return "\n".join(rules)


def say_left_out(marks: Sequence[Mark], document: Document, images: Sequence[PageImage]) -> Html:
    """Which pages with quotes have no picture, if any."""
    pages = {box.page for mark in marks for box in document.boxes(mark.start, mark.end)}
    if not images or len(pages) <= len(images):
        return Html("")
    told = f"{len(images)} of the {len(pages)} pages with quotes are shown as pictures, to keep this page small."
    return join(el("p", told, class_="soft"))
