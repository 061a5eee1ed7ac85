"""Pages whose text runs sideways are laid out as if turned upright, while boxes stay where the page shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hr_report.reading.pdf_glyphs import PageGlyphs


def upright(page: PageGlyphs) -> PageGlyphs:
    """The page; sideways text is left for a later stage."""
    return page
