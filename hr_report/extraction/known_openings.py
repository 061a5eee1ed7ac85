"""The openings of the rules' phrases, worked out beforehand: half of what a first report would otherwise wait for.

`openings.json` holds them by a digest of the phrase, so that a phrase that was changed is not found there and is worked
out anew; `python tests/make_openings.py` writes the file, and a test tells when it is out of date.
"""

from __future__ import annotations

import json
import zlib
from functools import cache
from pathlib import Path

from hr_report.extraction.openings import Openings, read_openings
from hr_report.extraction.patterns import expand

FILE = Path(__file__).with_name("openings.json")


def openings_of(phrase: str, *, case: bool) -> Openings | None:
    """The openings of `phrase`: as the file has them, else worked out; None where a match can begin with anything."""
    pattern = expand(phrase)
    key = digest(pattern, case=case)
    if key not in _known():
        return read_openings(pattern, case=case)
    texts = _known()[key]
    return None if texts is None else Openings(*(frozenset(text.split("\n")) - {""} for text in texts))


def digest(pattern: str, *, case: bool) -> str:
    """The key of a pattern in the file."""
    return f"{len(pattern)}-{zlib.crc32(f'{case:d}{pattern}'.encode()):08x}"


def to_text(known: dict[str, Openings | None]) -> str:
    """The content of the file: for each key the openings at tokens and the loose ones, a line end between them."""
    plain = {
        key: None if openings is None else ["\n".join(sorted(texts)) for texts in openings]
        for key, openings in sorted(known.items())
    }
    return json.dumps(plain, ensure_ascii=False, indent=0) + "\n"


@cache
def _known() -> dict[str, list[str] | None]:
    found: dict[str, list[str] | None] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return found
