"""Typography that carries no meaning, settled character by character before any offset exists.

Spaces of odd widths become blanks, invisible characters vanish, ligatures become letters, the many hyphens become one.
Characters with a clinical meaning (comparison signs, plus-minus, trade marks, en dashes of ranges) are left alone.
"""

from __future__ import annotations

import html
import re
import unicodedata

_BLANKS = (
    "\N{NO-BREAK SPACE}\N{OGHAM SPACE MARK}\N{EN QUAD}\N{EM QUAD}\N{EN SPACE}\N{EM SPACE}\N{THREE-PER-EM SPACE}"
    "\N{FOUR-PER-EM SPACE}\N{SIX-PER-EM SPACE}\N{FIGURE SPACE}\N{PUNCTUATION SPACE}\N{THIN SPACE}\N{HAIR SPACE}"
    "\N{NARROW NO-BREAK SPACE}\N{MEDIUM MATHEMATICAL SPACE}\N{IDEOGRAPHIC SPACE}"
)
_INVISIBLE = (
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{WORD JOINER}"
    "\N{ZERO WIDTH NO-BREAK SPACE}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{MONGOLIAN VOWEL SEPARATOR}"
    "\N{LEFT-TO-RIGHT EMBEDDING}\N{RIGHT-TO-LEFT EMBEDDING}\N{POP DIRECTIONAL FORMATTING}"
    "\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}"
)
_HYPHENS = "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{MINUS SIGN}\N{SMALL HYPHEN-MINUS}\N{HYPHEN BULLET}"
_LIGATURES = {
    "\N{LATIN SMALL LIGATURE FF}": "ff",
    "\N{LATIN SMALL LIGATURE FI}": "fi",
    "\N{LATIN SMALL LIGATURE FL}": "fl",
    "\N{LATIN SMALL LIGATURE FFI}": "ffi",
    "\N{LATIN SMALL LIGATURE FFL}": "ffl",
    "\N{LATIN SMALL LIGATURE LONG S T}": "st",
    "\N{LATIN SMALL LIGATURE ST}": "st",
}
# Tick boxes, in Unicode and in the private range where the Wingdings font of word processors lands.
_TICK_BOXES = {
    "\N{BALLOT BOX}": "[ ]",
    "\N{BALLOT BOX WITH CHECK}": "[x]",
    "\N{BALLOT BOX WITH X}": "[x]",
    "\uf06f": "[ ]",
    "\uf071": "[ ]",
    "\uf0a8": "[ ]",
    "\uf0fd": "[x]",
    "\uf0fe": "[x]",
}
_LINE_ENDS = "\v\N{NEXT LINE}\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"

_CHARACTERS: dict[int, str] = (
    {ord(char): " " for char in _BLANKS}
    | {ord(char): "" for char in _INVISIBLE}
    | {ord(char): "-" for char in _HYPHENS}
    | {ord(char): "\n" for char in _LINE_ENDS}
    | {ord(char): letters for char, letters in (_LIGATURES | _TICK_BOXES).items()}
    # Fullwidth forms of East Asian keyboards: one for one the ASCII signs.
    | {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    # Control characters that no report means to show; tab, line feed and form feed stay.
    | dict.fromkeys((*range(9), *range(14, 32), 127), "")
)

_BROKEN_AT_SOFT_HYPHEN = re.compile("(?<=[^\\W\\d_])\N{SOFT HYPHEN}[ \\t]*\\r?\\n[ \\t]*(?=[^\\W\\d_])")
_REFERENCE = re.compile(r"&(?:[lg]t|[lg]e|amp|nbsp|quot|apos|plusmn|[nm]dash|#\d{2,5}|#x[0-9a-f]{2,4});", re.IGNORECASE)
_BREAK = re.compile(r"<br ?/?>\n?", re.IGNORECASE)
_MOST_ESCAPES = 2
"""How often an export may have escaped a text that was escaped already."""


def tidy(text: str) -> str:
    r"""Text in plain typography: one kind of line end, blank and hyphen; no ligatures and no invisible characters.

    >>> tidy("ER\xa0≥\u20091 %\r\nstrati\ufb01ed")
    'ER ≥ 1 %\nstratified'
    """
    text = _resolve(text) if "&" in text else text
    joined = _BROKEN_AT_SOFT_HYPHEN.sub("", text) if "\N{SOFT HYPHEN}" in text else text
    lines = joined.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines.translate(_CHARACTERS))


def _resolve(text: str) -> str:
    """The text of an export that escaped it as for a web page: "&lt;1%" is "<1%"."""
    plain = text
    for _ in range(_MOST_ESCAPES):
        plain = _REFERENCE.sub(lambda reference: html.unescape(reference[0]), plain)
    return text if plain == text else _BREAK.sub("\n", plain)


def tidy_glyph(char: str) -> str:
    """The same for the text of a single glyph on a page; it may become several letters, or none."""
    return char.translate(_CHARACTERS)


# First or second halves of compounds that keep their hyphen when a line breaks after it. A word that is missing here
# only loses its hyphen, where it occurs nowhere else in the report.
_COMPOUND_FIRST = frozenset(
    """
    non low high well poorly moderately weakly strongly triple double single hormone receptor lymph node margin
    lympho self long short half full post pre anti re co multi semi intra inter extra whole cross on off in out
    two three four five dual left right
    """.split()  # noqa: SIM905 - a list of words is reviewed more easily as words
)
_COMPOUND_SECOND = frozenset(
    """
    positive negative low high grade node free type like based related specific rich poor stained cell cells
    differentiated amplified reactive equivocal expressing enriched directed targeted year day week month sided
    side hand up down in out off on
    """.split()  # noqa: SIM905 - a list of words is reviewed more easily as words
)


def join_hyphenated(first: str, second: str, words: frozenset[str]) -> str | None:
    """What a word becomes that was broken after a hyphen at a line end.

    Args:
        first: the letters before the hyphen ("Estro" of "Estro-").
        second: the word that begins the next line ("gen").
        words: the lower-case words of the report, as they stand within lines.

    Returns:
        The word without its hyphen ("estrogen") where that is safe, with it ("receptor-positive") where it is a
        compound, or None where the line end has to stay ("ER-", "HER-2": the sign may belong to the result).
    """
    stem = first[:1].lower() + first[1:] if len(first) > 2 else first
    if not (len(first) >= 2 and len(second) >= 2 and _plain(stem) and _plain(second)):
        return None
    if stem + second in words:
        return first + second
    compound = f"{first}-{second}"
    if compound.lower() in words or stem in _COMPOUND_FIRST or second in _COMPOUND_SECOND:
        return compound
    if stem in words and second in words:
        return compound
    return first + second


def _plain(part: str) -> bool:
    return part.isascii() and part.isalpha() and part.islower()
