"""The text between two mentions: whether a reader would carry on over it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import regex

from hr_report.extraction import vocabulary

if TYPE_CHECKING:
    from hr_report.extraction.mentions import Mention

BOUNDARY = re.compile(r"[.;](?=\s+(?:[^a-z\s]|y?p[TN])|\s*$)|\n(?=\s*(?:[^a-z\s]|$))|\n\s*\n|\f|\s\|\s|[^\S\n]{3,}")
"""Where a statement may end: a full stop, a line that does not run on, a cell, a wide gap."""

WORD = re.compile(r"[A-Za-z]+")
LIST_WORD = re.compile(
    r"(?:\s?\((?:focal|patchy|weak|diffuse|rare|strong)\))?\s?(?:[,/&]\s?(?:and|or|&)?|and|or)\.?\s?", re.IGNORECASE
)
"""What joins the members of a list: "CK7, GATA3 and ER"."""
_UNFINISHED = re.compile(vocabulary.UNFINISHED, re.IGNORECASE)
_KIT = re.compile(r"^\s*\([^()\n]{1,24}\)(?=\s?:)")
"""A kit or clone in brackets between a name and its colon: "HER2 (Oracle):"."""
_CODE = re.compile(r"\b(?=[A-Za-z]+\d)\w+\b")
"""A code of letters and digits, as of a clone or a block, says nothing of its own."""
_LEADER = re.compile(r"\s?\.{3,}\s?")
_BREAKS = re.compile(r"[;,]|\b(?:and|but)\b")
_RUNS_ON = re.compile(r"(?:\.\s+|[^\S\n]*\n\s*)$")
_CELL = r"(?:\d{1,3}\s?%?|[0-3]\s?\+|n/?a|weak|moderate|strong|low|high|intermediate|positive|negative|none|nil)"
"""A cell on a line of its own, with which no sentence goes on."""
_WRAPPED = regex.compile(
    r"(?<=[^\s.:;|][^\S\n]?)\n(?=[^\S\n]{0,8}(?:[a-z(](?![^\n]{0,40}(?:[|:]|\S[^\S\n]{4,}\S))"
    r"|(?:for|of|and|in|with|to|the|or|by|is|are|was|were|had|has)\s))"
    rf"(?![^\S\n]*{_CELL}[^\S\n]*(?:\n|$))"
    r"|(?<=[A-Za-z],|(?<!/)\b(?:of|for|the|and|with|in|by|is|are|was|were|to|a|an|or|per|than)"
    r"|\b(?:of|for|the|and|with|by|is|are|was|were|to|or)\.)\n(?=[^\S\n]{0,8}\w)",
)
_MAX_GAP = 150


def mend(gap: str) -> str:
    """A gap without the full stops that lead to a value, or stand where OCR lost a line end ("negative for. ER")."""
    return str(_UNFINISHED.sub(r"\1 ", _LEADER.sub(": ", gap))) if "." in gap else gap


def run_on(text: str) -> str:
    """The text, of the same length, with blanks for the line ends at which a sentence plainly goes on."""
    return str(_WRAPPED.sub(" ", text))


def soften(gap: str, following: str) -> str:
    """A gap whose last line end or full stop is none, since what follows goes on in small letters."""
    return str(_RUNS_ON.sub(" ", gap)) if following.islower() else gap


def passable(gap: str) -> bool:
    """Whether a reader would still take what follows `gap` as said of what stands before it."""
    if len(gap) > _MAX_GAP:
        return False
    gap = mend(gap)
    words = [word.lower() for word in WORD.findall(gap)]
    if BOUNDARY.search(gap):
        words = [word.lower() for word in WORD.findall(_CODE.sub("", _KIT.sub("", gap)))]
        return all(word in vocabulary.GLUE or len(word) == 1 or word.startswith("immun") for word in words)
    return not any(word in vocabulary.STOP for word in words)


def is_tight(gap: str) -> bool:
    """Whether a value stands right after a marker: nothing between them but a few words of one phrase."""
    return len(gap) <= 20 and not BOUNDARY.search(gap) and not _BREAKS.search(gap)


def has_stop(gap: str) -> bool:
    """Whether a word in `gap` turns to something else."""
    return any(word.lower() in vocabulary.STOP for word in WORD.findall(gap))


def join_pieces(*pieces: str) -> str:
    """Pieces of text around asides put together, without making a wide gap where none was."""
    if len(pieces) == 1:
        return pieces[0]
    first, *middle, last = pieces
    return " ".join([first.rstrip(" "), *(piece.strip(" ") for piece in middle), last.lstrip(" ")])


def plain_gap(text: str, items: tuple[Mention, ...], first: int, last: int) -> str:
    """The text between two items without the asides between them."""
    pieces, at = [], items[first].end
    for item in items[first + 1 : last]:
        pieces.append(text[at : item.start])
        at = item.end
    pieces.append(text[at : items[last].start])
    return soften(mend(join_pieces(*pieces)), text[items[last].start])
