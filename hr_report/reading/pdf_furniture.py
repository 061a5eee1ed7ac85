"""Running headers and footers: lines that repeat at the same place of several pages are furniture, not results."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


_ZONE = 0.25  # share of the page height, at its top and its foot, where furniture may stand
_COUNTED = re.compile(r"\bpage\b|\bp\.|\bprinted\b|^\W*\d+\s*(?:/|of)\s*\d+\W*$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


class PlacedLine(NamedTuple):
    """A line of text and where it stands on its page, in points from the top."""

    text: str
    top: float
    bottom: float


def furniture(pages: Sequence[list[PlacedLine]], heights: Sequence[float]) -> list[set[int]]:
    """For each page the indices of its lines that are furniture.

    From the edge of the page inwards, a line is furniture as long as another page has the same line at the same
    height, and as many pages as not (of those that could have it). Page numbers may differ, nothing else.
    """
    if len(pages) < 2:
        return [set() for _ in pages]
    zones = [_zones(lines, height) for lines, height in zip(pages, heights, strict=True)]
    keyed = [{i: _key(lines[i]) for i in (*upper, *lower)} for lines, (upper, lower) in zip(pages, zones, strict=True)]
    seen = Counter(key for keys in keyed for key in set(keys.values()))
    return [
        _run(upper, keys, seen) | _run(lower, keys, seen) for (upper, lower), keys in zip(zones, keyed, strict=True)
    ]


def _zones(lines: Sequence[PlacedLine], height: float) -> tuple[list[int], list[int]]:
    """Indices of the lines near the top of the page and near its foot, from the edge inwards."""
    order = sorted((i for i, line in enumerate(lines) if line.text), key=lambda i: lines[i].top)
    upper = [i for i in order if lines[i].bottom <= _ZONE * height]
    lower = [i for i in reversed(order) if lines[i].top >= (1 - _ZONE) * height]
    return upper, lower


def _key(line: PlacedLine) -> tuple[str, int]:
    text = " ".join(line.text.split())
    if _COUNTED.search(text):
        text = _DIGITS.sub("#", text)
    return text, round(line.top / 4)


def _run(order: list[int], keys: dict[int, tuple[str, int]], seen: Counter[tuple[str, int]]) -> set[int]:
    return set(takewhile(lambda i: _count(keys[i], seen) > 1, order))


def _count(key: tuple[str, int], seen: Counter[tuple[str, int]]) -> int:
    text, place = key
    return max(seen[text, place], seen[text, place - 1] + seen[text, place], seen[text, place + 1] + seen[text, place])
