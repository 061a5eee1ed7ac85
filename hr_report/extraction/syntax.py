"""The syntax of phrases, as far as it says how a match begins: characters, repeats, choices, and guards before it."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass, replace
from functools import cache
from typing import cast


class _Folding(dict[int, str]):
    """Folds one character; filled on demand."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = char.casefold() if len(char.casefold()) == 1 else char.lower()[0]
        self[code] = " " if char.isspace() else "0" if char.isdecimal() else {"ı": "i"}.get(folded, folded)
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """`text` in small letters, with every digit as "0" and every white space as a blank; of the same length."""
    return text.translate(_FOLDING)


@dataclass(frozen=True, slots=True)
class Chars:
    """The characters that one place can hold: those that are named (folded), and whether there are others.

    `letters`, `digits`: whether a letter, a digit can stand there; `all_letters`, `all_digits`: whether every one can.
    """

    named: frozenset[str] = frozenset()
    others: bool = False
    letters: bool = False
    digits: bool = False
    all_letters: bool = False
    all_digits: bool = False

    def __or__(self, more: Chars) -> Chars:
        return Chars(
            self.named | more.named,
            self.others or more.others,
            self.letters or more.letters,
            self.digits or more.digits,
            self.all_letters or more.all_letters,
            self.all_digits or more.all_digits,
        )


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition that takes no characters; after it, what stands before is surely no letter, no digit."""

    no_letter: bool = False
    no_digit: bool = False
    start: bool = False
    """Whether nothing at all stands before."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part that comes `least` to `most` times."""

    node: Node
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Sequences one of which stands there."""

    branches: tuple[tuple[Node, ...], ...]


Node = Chars | Guard | Repeat | Choice

_ANY = Chars(others=True, letters=True, digits=True)
_CLASSES = {
    "s": Chars(frozenset(" ")),
    "d": Chars(frozenset("0"), digits=True, all_digits=True),
    "w": Chars(others=True, letters=True, digits=True, all_letters=True, all_digits=True),
    "W": Chars(others=True),
    "D": Chars(others=True, letters=True),
    "S": _ANY,
}
_CONTROL = frozenset("ntfrv")
_AROUND = re.compile(r"\(\?(<?)([=!])")
_GROUP = re.compile(r"\((?:\?(?:P?<\w+>|[a-z]*-?[a-z]*:))?")
_PLAIN = re.compile(r"[A-Za-z0-9%/=<>#'\"]+(?![?*+{])")
_COUNTS = frozenset("?*+{")
_COUNT = re.compile(r"(?:([?*+])|\{(\d*)(,?)(\d*)\})[?+]?")
_CLASS = re.compile(r"\[(\^?)((?:\\.|[^\\])(?:\\.|[^\]\\])*)\]", re.DOTALL)
_MEMBER = re.compile(r"(\\.|[^\\])-(\\.|[^\\])|\\?.", re.DOTALL)
_UNBOUNDED = 1000


def parse(pattern: str, *, case: bool = False) -> Node:
    """The structure of a pattern; `case` where it is matched with regard to case."""
    node, end = _choice(pattern, 0, case)
    if end != len(pattern):
        raise ValueError(f"cannot read {pattern[end:]!r}")
    return node


def _choice(pattern: str, at: int, case: bool) -> tuple[Choice, int]:
    branches: list[tuple[Node, ...]] = []
    nodes: list[Node] = []
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            branches.append(tuple(nodes))
            nodes = []
            at += 1
            continue
        plain = _PLAIN.match(pattern, at)
        if plain is not None:
            nodes.extend(map(_literal, plain[0]))
            at = plain.end()
            continue
        node, at = _atom(pattern, at, case)
        if pattern[at : at + 1] in _COUNTS and (count := _COUNT.match(pattern, at)):
            node, at = _counted(node, count), count.end()
        nodes.append(node)
    return Choice((*branches, tuple(nodes))), at


def _counted(node: Node, count: re.Match[str]) -> Repeat:
    if count[1]:
        return Repeat(node, int(count[1] == "+"), 1 if count[1] == "?" else _UNBOUNDED)
    least = int(count[2] or 0)
    return Repeat(node, least, int(count[4] or _UNBOUNDED) if count[3] else least)


def _atom(pattern: str, at: int, case: bool) -> tuple[Node, int]:
    if pattern[at] == "(":
        return _group(pattern, at, case)
    if pattern[at] == "[":
        members = _CLASS.match(pattern, at)
        if members is None:
            raise ValueError(f"no end of the class in {pattern[at:]!r}")
        return _class(members[2], negated=bool(members[1]), case=case), members.end()
    if pattern[at] == "\\":
        escaped = pattern[at + 1]
        return (Guard(no_letter=True, no_digit=True) if escaped == "b" else _member(pattern[at : at + 2])), at + 2
    if pattern[at] in "^$":
        return Guard(*(pattern[at] == "^",) * 3), at + 1
    return (_ANY if pattern[at] == "." else _literal(pattern[at])), at + 1


def _group(pattern: str, at: int, case: bool) -> tuple[Node, int]:
    around = _AROUND.match(pattern, at)
    group = around or cast("re.Match[str]", _GROUP.match(pattern, at))
    inside, end = _choice(pattern, group.end(), case)
    if around is None:
        return inside, end + 1
    return (_guard(inside, refused=around[2] == "!") if around[1] else Guard()), end + 1


@cache
def _literal(chars: str) -> Chars:
    named = frozenset(map(fold, chars))
    return Chars(named, letters=any(char.isalpha() for char in named), digits="0" in named)


def _member(item: str) -> Chars:
    """One character or escape."""
    if item[0] != "\\":
        return _literal(item)
    return _CLASSES.get(item[1]) or _literal(" " if item[1] in _CONTROL else item[1])


@cache
def _class(body: str, *, negated: bool, case: bool) -> Chars:
    if negated:
        return _ANY
    found, plain = Chars(), ""
    for item in _MEMBER.finditer(body):
        if item[1]:
            plain += "".join(map(chr, range(ord(item[1][-1]), ord(item[2][-1]) + 1)))
        elif item[0][0] == "\\":
            found |= _member(item[0])
        else:
            plain += item[0]
    found |= _literal(plain)
    letters = set(string.ascii_letters) <= set(plain) if case else set(string.ascii_lowercase) <= found.named
    return replace(
        found,
        all_letters=found.all_letters or letters,
        all_digits=found.all_digits or set(string.digits) <= set(plain),
    )


def _guard(inside: Choice, *, refused: bool) -> Guard:
    """What a look behind makes sure of."""
    if refused:
        single = [branch[0] for branch in inside.branches if len(branch) == 1]
        chars = [part for part in single if isinstance(part, Chars)]
        return Guard(any(part.all_letters for part in chars), any(part.all_digits for part in chars))
    last = _last((inside,))
    return Guard(not last.letters, not last.digits) if last else Guard()


def _last(parts: tuple[Node, ...]) -> Chars | None:
    """What can stand at the end of a sequence; None where it can be empty."""
    found = Chars()
    for part in reversed(parts):
        if isinstance(part, Guard):
            if part.start:
                return found
            continue
        if isinstance(part, Chars):
            return found | part
        branches = part.branches if isinstance(part, Choice) else ((part.node,),)
        ends = [_last(branch) for branch in branches]
        for end in ends:
            found |= end or Chars()
        if all(ends) and not (isinstance(part, Repeat) and part.least == 0):
            return found
    return None
