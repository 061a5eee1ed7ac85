"""The cut-off that a report prints for its own H-scores: "An H-score above 50 is positive", "10 and under is negative".

A score below it is negative to the laboratory, and may be positive by a guideline that counts every percent of cells.
"""

from __future__ import annotations

from decimal import Decimal

from hr_report.extraction.patterns import compile_phrase

_SCORE = r"\b(?:h\W{0,2}score|histo\W?score|h value)s?\b[\s\S]{0,160}?"
_POSITIVE_ABOVE = compile_phrase(
    _SCORE + r"(?:above|over|greater than|more than|[>≥]\s?=?)\s?(\d{1,3}) "
    r"(?:(?:is|are|=) )?(?:(?:considered|regarded as|called|taken as|interpreted as) )?positive"
)
_NEGATIVE_UP_TO = compile_phrase(
    _SCORE + r"(?:(\d{1,3}) (?:and|or) (?:under|less|below)|(?:under|below|less than|<)\s?(\d{1,3})),? "
    r"(?:(?:is|are|=) )?(?:(?:considered|regarded as|called|taken as|interpreted as) )?negative"
)


def is_below_printed_cut_off(text: str, h_score: Decimal) -> bool:
    """Whether the report prints a cut-off by which `h_score`, from 1 to 300, is negative."""
    above = [Decimal(match[1]) for match in _POSITIVE_ABOVE.finditer(text)]
    up_to = [Decimal(match[1] or match[2]) for match in _NEGATIVE_UP_TO.finditer(text)]
    return any(0 < h_score <= bound for bound in (*above, *up_to))
