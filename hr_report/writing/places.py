"""Where a label may stand on a page without covering a letter of the report."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hr_report.models import PageBox
    from hr_report.reading.document import Box, Page

_GAP = 1.5


class Place(NamedTuple):
    """A rectangle on a page as it is seen, in points, origin at the top left."""

    x0: float
    top: float
    x1: float
    bottom: float


def list_glyphs(page: Page) -> list[Place]:
    """The rectangles of the letters that are drawn on a page."""
    sides = iter(page.glyphs)
    return [Place(*box) for box in zip(sides, sides, sides, sides, strict=True) if not math.isnan(box[0])]


def find_free(width: float, height: float, box: PageBox | Box, page: Page, taken: Sequence[Place]) -> Place | None:
    """A place of this size that touches none of `taken`: left of a box, right, above, below, or at the page's edges."""
    for place in _list_near(width, height, box, page):
        inside = place.x0 >= 0 and place.top >= 0 and place.x1 <= page.width and place.bottom <= page.height
        if inside and not any(_touch(place, other) for other in taken):
            return place
    return None


def _list_near(width: float, height: float, box: PageBox | Box, page: Page) -> Iterable[Place]:
    middle = (box.top + box.bottom - height) / 2
    corners = (
        (box.x0 - width - _GAP, middle),
        (box.x1 + _GAP, middle),
        (box.x0, box.top - height - _GAP),
        (box.x0, box.bottom + _GAP),
        (_GAP, middle),
        (page.width - width - _GAP, middle),
    )
    return (Place(x, y, x + width, y + height) for x, y in corners)


def _touch(one: Place, other: Place) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom
