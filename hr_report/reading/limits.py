"""How much of a source is read before it is refused: a hospital's report is small, a hostile file is not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one source. Passing one raises `SourceTooLargeError` or `ReadingTimeoutError`.

    `megabytes` bounds the file, `pages` its pages, `page_chars` the characters of one page, `page_points` the width
    and height of a page in points (1/72 inch; 14,400 is what the PDF standard allows), `pixels` a picture or a
    rendered page. `seconds` and `memory_megabytes` apply where the source is read in a process of its own.
    """

    megabytes: int = 100
    pages: int = 2_000
    page_chars: int = 200_000
    page_points: int = 14_400
    pixels: int = 100_000_000
    seconds: int = 60
    memory_megabytes: int = 4_000  # address space, of which the OCR engines take 2,000 for a clean page


DEFAULT_LIMITS = Limits()
"""Sane for reports: the largest one seen in practice has some twenty pages."""
