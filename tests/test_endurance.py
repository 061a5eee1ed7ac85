"""No text keeps the reader busy: what repeats without end is read in a time that grows with its length, not faster."""

from __future__ import annotations

import time

import pytest
from hr_report import parse_report

from corpus.lines import read_corpus

_LONG = 20_000
_SECONDS = 20.0  # such texts take about one second; a pattern that runs away takes minutes
_PIECES = [" ", "a", "1 ", "(", "<", "+", "- ", "\n", "\t", "| ", ". ", "ER ", "ER\n", "ER,PR,", "HER2 ", "positive ",
           "not ", "% ", "1% ", "5+3=8 ", "and ", "nuclear staining ", "e s t r o g e n ", "[x] ", "ratio "]  # fmt: skip
_RULED = [f"{word} {'-' * 90} " for word in ("metastatic", "consistent with", "invasive", "ductal", "ER", "HER2 FISH")]


@pytest.mark.parametrize("piece", [*_PIECES, *_RULED, *(line.text for line in read_corpus()[::60])])
def test_a_text_that_repeats_itself_is_read_in_time(piece: str) -> None:
    began = time.monotonic()
    parse_report("ER positive 90%. " + piece * (_LONG // len(piece)) + " ER positive 90%.")
    assert time.monotonic() - began < _SECONDS
