"""The cut-off that a report prints for its own H-scores: "An H-score above 50 is positive", "10 and under is negative".

A score below it is negative to the laboratory, and may be positive by a guideline that counts every percent of cells.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hr_report.extraction.patterns import compile_phrase

if TYPE_CHECKING:
    from hr_report.extraction.statements import Statement

_SCORE = r"\b(?:h\W{0,2}sc[o0]re|histo\W?score|h value)s?\b[\s\S]{0,160}?"
_POSITIVE_ABOVE = compile_phrase(
    _SCORE + r"(?:above|over|greater than|more than|[>≥]\s?=?)\s?(\d{1,3}) "
    r"(?:(?:is|are|=) )?(?:(?:considered|regarded as|called|taken as|interpreted as) )?(?:receptor[ -])?positive"
)
_NEGATIVE_UP_TO = compile_phrase(
    _SCORE + r"(?:(\d{1,3}) (?:and|or) (?:under|less|below)|(?:under|below|less than|<)\s?(\d{1,3})),? "
    r"(?:(?:is|are|=) )?(?:(?:considered|regarded as|called|taken as|interpreted as) )?(?:receptor[ -])?negative"
)

_BANDS = compile_phrase(_SCORE + r"\b0\s?(?:[-–]|to)\s?(\d{1,3})(?: is| =|:)? ?negative")
"""The lowest of the bands: "0-10 negative, 11-100 weak"."""


def find_printed_cut_offs(text: str, statements: list[Statement]) -> tuple[Decimal, ...]:
    """The H-scores up to which a report calls its results negative, where its statements have any."""
    if not any(value.kind == "h_score" for statement in statements for value in statement.values):
        return ()
    above = [Decimal(match[1]) for match in _POSITIVE_ABOVE.finditer(text)]
    up_to = [Decimal(match[1] or match[2]) for match in _NEGATIVE_UP_TO.finditer(text)]
    bands = [Decimal(match[1]) for match in _BANDS.finditer(text)]
    return (*above, *up_to, *bands)
