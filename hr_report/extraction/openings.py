r"""How the matches of a phrase can begin: worked out from the phrase, so that no rule is tried where it cannot match.

An opening is the first characters of a match, folded: small letters, every digit as "0", every white space as a blank.
A phrase has openings only where its matches begin at the start of a token (a run of letters, a run of digits, a single
sign), because a guard such as `\b` or `(?<![a-z])` stands in front. Openings may be too many, never too few.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from hr_report.extraction.syntax import Chars, Guard, Node, Repeat, fold, parse

LENGTH = 4
"""Characters of an opening at most."""

_MOST = 60
"""Openings with one first character that are told apart; past that they are cut shorter."""

_TOKEN = re.compile(r"[a-z]+|0+|[^a-z0\s.,:;)]")
"""Tokens of a folded text; no match begins with one of the signs left out."""


class _Opening(NamedTuple):
    """The beginning of a match so far: whether it may go on, and what cannot stand before it."""

    text: str = ""
    open: bool = True
    no_letter: bool = False
    no_digit: bool = False


class _AnywhereError(Exception):
    """A match can begin with anything."""


class Openings(NamedTuple):
    """The openings of a phrase: those that stand at the start of a token, and those that may stand anywhere."""

    at_tokens: frozenset[str]
    loose: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text with its folded form, where its tokens begin, and their first characters (as many as openings have)."""

    text: str
    folded: str
    starts: list[int]
    beginnings: list[str]


def read_tokens(text: str) -> Tokens:
    """The tokens of a text."""
    folded = fold(text)
    starts = [token.start() for token in _TOKEN.finditer(folded)]
    return Tokens(text, folded, starts, [folded[start : start + LENGTH] for start in starts])


@cache
def read_openings(pattern: str, *, case: bool = False) -> Openings | None:
    """The openings of a pattern; None where its matches can begin with anything."""
    try:
        found = _follow({_Opening()}, parse(pattern, case=case))
    except _AnywhereError:
        return None
    if not all(opening.text for opening in found):
        return None
    loose = frozenset(opening.text for opening in found if not _begins_token(opening))
    return Openings(frozenset(opening.text for opening in found) - loose, loose)


def find_openings(texts: frozenset[str]) -> re.Pattern[str]:
    """A pattern for the first characters of the places where one of `texts` stands in a folded text."""
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for text in sorted(texts):
        by_first[text[0]].append(re.escape(text[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?={'|'.join(rest)})" for first, rest in by_first.items()))


def _begins_token(opening: _Opening) -> bool:
    first = opening.text[0]
    return (
        first not in " .,:;)" and (opening.no_letter or not "a" <= first <= "z") and (opening.no_digit or first != "0")
    )


def _follow(openings: set[_Opening], node: Node) -> set[_Opening]:
    if not any(opening.open for opening in openings):
        return openings
    if isinstance(node, Guard):
        return {_guarded(opening, node) for opening in openings}
    if isinstance(node, Chars):
        return _cut({longer for opening in openings for longer in _extended(opening, node)})
    if isinstance(node, Repeat):
        return _repeated(openings, node)
    found: set[_Opening] = set()
    for branch in node.branches:
        following = openings
        for part in branch:
            following = _follow(following, part)
        found |= following
    return _cut(found)


def _repeated(openings: set[_Opening], node: Repeat) -> set[_Opening]:
    found = set(openings) if node.least == 0 else set()
    for count in range(1, min(node.most, LENGTH) + 1):
        openings = _follow(openings, node.node)
        if count >= min(node.least, LENGTH):
            found |= openings
    return _cut(found)


def _guarded(opening: _Opening, guard: Guard) -> _Opening:
    if opening.text or not opening.open:
        return opening
    return opening._replace(no_letter=opening.no_letter or guard.no_letter, no_digit=opening.no_digit or guard.no_digit)


def _extended(opening: _Opening, chars: Chars) -> list[_Opening]:
    text, going_on, no_letter, no_digit = opening
    if not going_on:
        return [opening]
    if chars.others:
        if not text:
            raise _AnywhereError
        return [opening._replace(open=False)]
    return [_Opening(text + char, len(text) + 1 < LENGTH, no_letter, no_digit) for char in chars.named]


def _cut(openings: set[_Opening]) -> set[_Opening]:
    """The same openings, shorter where too many begin alike."""
    if len(openings) <= _MOST:
        return openings
    alike: defaultdict[str, set[_Opening]] = defaultdict(set)
    for opening in openings:
        alike[opening.text[:1]].add(opening)
    found: set[_Opening] = set()
    for family in alike.values():
        length, shorter = LENGTH, family
        while len(shorter) > _MOST:
            length -= 1
            shorter = {
                _Opening(one.text[:length], one.open and len(one.text) < length, one.no_letter, one.no_digit)
                for one in shorter
            }
        found |= shorter
    return found
