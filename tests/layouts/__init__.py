"""Invented reports drawn in the layouts that laboratories use, each with what it states: the reader is measured on them.

`cases` says what a report states, the other modules draw it: `flowing` text, `ruled` tables, `columns` and boxes,
`turned` pages, and `odd` glyphs. `ALL` lists every layout by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layouts import columns, flowing, odd, ruled, turned
from layouts.cases import CASES, Case

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ALL", "CASES", "Case"]

ALL: dict[str, Callable[[Case], bytes]] = {
    layout.__name__: layout for room in (flowing, ruled, columns, turned, odd) for layout in room.LAYOUTS
}
