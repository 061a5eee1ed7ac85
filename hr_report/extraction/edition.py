"""Which HER2 guideline the report says it follows: ISH numbers mean different things under different editions."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hr_report.reading.document import Document

EDITIONS = {"2013": "asco_cap_2013", "2014": "asco_cap_2013", "2018": "asco_cap_2018", "2023": "asco_cap_2018"}
"""Year named beside ASCO/CAP -> edition. 2014 is the year of the 2013 update's clarification."""


@cache
def _named() -> re.Pattern[str]:
    body = r"asco\s*[/-]?\s*(?:and\s+)?cap"
    return re.compile(rf"{body}[^.;]{{0,60}}?\b(20\d\d)\b|\b(20\d\d)\s+{body}", re.IGNORECASE)


def find_her2_edition(document: Document) -> str | None:
    """The HER2 guideline edition that the report names, None where it names none or several.

    ER and PR guidelines have other years (2010, 2020), so that a year settles which guideline is meant.
    """
    text = document.text
    if "asco" not in text.lower():
        return None
    years = {match[1] or match[2] for match in _named().finditer(text)}
    editions = {EDITIONS[year] for year in years if year in EDITIONS}
    return editions.pop() if len(editions) == 1 else None
