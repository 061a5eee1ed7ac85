"""How phrases become regular expressions: tolerant gaps and explicit tables of OCR confusions.

Report text is never changed; tolerance lives here. A blank in a phrase stands for any run of white space, also with the
stray full stop that OCR leaves where a line ended. `«word»` stands for the word with the letter confusions of OCR.
"""

from __future__ import annotations

import functools
import re
from typing import Any

import regex

GAP = r"(?:[.,]?\s+)"
"""Between two words of one phrase: white space, perhaps after a full stop or comma that a line end left behind."""

SENTENCE_REST = r"(?:[^.;\n]|\.(?=\d)|(?<=\d)\.\s?(?=\d)){0,220}"
"""What is left of a sentence on its line; the point of a number does not end it, nor with a blank after it."""

RUNNING_ON = r"(?:[^.;\n]|\.(?=\s(?-i:[a-z]))|\n(?![^\n:]{0,40}:|\s*\n))"
"""A character of a sentence that may run on over line ends, but not into a line that has a label of its own."""

# What a status word may be "for" and still be about a receptor; "negative for malignancy" is about something else.
FOR_OTHER = (
    r"(?!\s+with\s+(?-i:(?!ER|PR|PgR|HER|IHC|FISH)[A-Z]{1,6}-?\d))"
    r"(?!(?:,?\s+(?:for|of)|\.\s+(?-i:for|of)) (?=[a-z])(?![^.;:\n]{0,80}(?:,| and) (?:o?estrogen"
    r"|progest|(?-i:ER|PR|PgR|HER2)\b))(?!(?:the |both |all |nuclear "
    r"|protein |gene |any )*(?:«estrogen»|[o]?e?strogen|«progest»|progest"
    r"|hormon|receptor|er\b|pr\b|p[gq]r\b|her|c\W?erb|erb|steroid|either"
    r"|over\W?express|express|amplif|immuno|stain|nuclear|protein|gene"
    r"|it\b|each|this|reactiv|positiv|both|all three|\d)))"
)

TIMEOUT = 5.0
"""Seconds that one search of the `regex` module over one report may take; it raises TimeoutError past it."""

# What OCR was seen to print for a letter, on faxes and old typescript. A class never joins two markers.
OCR_LETTERS = {
    "a": "[aá]",
    "b": "[b8]",
    "c": "[ceg]",
    "e": "[ecéf3]",
    "f": "[ft]",
    "g": "[gcq9k]",
    "h": "[hb]",
    "i": "[il1!tj]",
    "l": "[l1i!]",
    "n": "[nm]",
    "o": "[o0cqea]",
    "q": "[qg]",
    "r": "[ri]",
    "s": "[s5z]",
    "t": "[tlif]",
    "u": "[uv]",
    "v": "[vuy]",
}

#: What OCR prints for a digit.
OCR_DIGITS = {"0": "0Oo", "1": "1lI!", "5": "5S", "8": "8B"}
DIGIT = "[0-9OolI]"
"""A digit, or a letter that stands for 0 or 1 beside real digits or a percent sign."""


def ocr(word: str) -> str:
    """The pattern of `word` with each letter replaced by what OCR may have printed for it."""
    return "".join(OCR_LETTERS.get(letter, regex.escape(letter)) for letter in word)


def spaced(word: str) -> str:
    """The pattern of `word` in pieces, with blanks between its letters, as OCR of wide or broken type leaves it."""
    letters = r"\s{0,2}".join({"i": "[il1]", "l": "[l1]", "o": "[o0]"}.get(letter, letter) for letter in word)
    return rf"(?=\w{{1,{len(word) - 1}}}\s){letters}"


def expand(phrase: str) -> str:
    """Turn a phrase into a pattern: blanks become gaps, `«word»` its OCR-tolerant form."""
    phrase = regex.sub(r"«(\w+)»", lambda found: ocr(found[1]), phrase)
    phrase = regex.sub(r"(?<![\w\\\[])n(?=o(?:t(?!\w)|[ )|]))o", "n[o0]", phrase)
    return str(
        regex.sub(r"\\.|\[(?:\\.|[^\]\\])*\]|(?<gap> )", lambda found: GAP if found["gap"] else found[0], phrase)
    )


@functools.cache
def compile_phrase(phrase: str, *, case: bool = False) -> Any:
    """Compile a phrase (see `expand`), by default ignoring case.

    The standard library's engine is twice as quick to compile and to match; `regex` takes what it cannot: look-behinds
    of any width, and a name for several groups.
    """
    pattern = expand(phrase)
    try:
        return re.compile(pattern, 0 if case else re.IGNORECASE)
    except re.error:
        return regex.compile(pattern, 0 if case else regex.IGNORECASE)


def find_all(pattern: Any, text: str, start: int, end: int) -> list[Any]:
    """Every match of a compiled pattern in [start, end)."""
    if isinstance(pattern, re.Pattern):
        return list(pattern.finditer(text, start, end))
    return list(pattern.finditer(text, start, end, timeout=TIMEOUT))


def digits(text: str) -> str:
    """The digits of a number in which OCR printed letters ("9O" -> "90")."""
    table = {letter: digit for digit, letters in OCR_DIGITS.items() for letter in letters}
    return "".join(table.get(char, char) for char in text)
