"""Mentions: every place where the text names a marker, gives a value, or sets a context.

A rule is a name, a kind, a phrase (see `patterns`) with an example line above it, and the function that reads a match.
The rules stand in explicit tuples in the rooms of `rules`; their order is their precedence: a span that one rule has
claimed is closed to the later ones.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, repeat
from typing import TYPE_CHECKING, Any, TypeVar

from hr_report.extraction.known_openings import openings_of
from hr_report.extraction.openings import Openings, find_openings
from hr_report.extraction.patterns import compile_phrase, find_all
from hr_report.extraction.syntax import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hr_report.extraction.openings import Tokens

Value = TypeVar("Value")

Match = Any
"""A match object of the `regex` module (which ships no types)."""

_MANY = 200
"""Places from which on one search over the text is shorter than an attempt at each."""

_REMEMBERED = 20_000
"""Beginnings of tokens whose rules are remembered."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the text with what was read there: its kind, its value, and the rule that read it."""

    kind: str
    start: int
    end: int
    value: Any
    rule: str


@dataclass(frozen=True)
class Rule:
    """How one kind of mention is written. `read` turns a match into a value, or None where the match is none.

    `cues`, when given, are words one of which (lower case) must stand in the text for the rule to be tried at all.
    `reach` is how many characters before the match, within its sentence, belong to the mention as well.
    """

    name: str
    kind: str
    phrase: str
    read: Callable[[Match], Any]
    case: bool = False
    cues: tuple[str, ...] = ()
    reach: int = 0

    @cached_property
    def pattern(self) -> Any:
        """The phrase as a compiled pattern."""
        return compile_phrase(self.phrase, case=self.case)


def whole_text(match: Match) -> str:
    """The words of a match as they stand."""
    return str(match[0])


def always(value: Value) -> Callable[[Match], Value]:
    """A `read` for rules whose every match means the same value."""
    return lambda _match: value


def run_rule(rule: Rule, text: str, start: int, end: int, places: list[int] | None = None) -> list[tuple[Match, Any]]:
    """Every match of `rule` in [start, end) that it can read, with its value.

    `places` are the only offsets where a match can begin, ascending; by default any.
    """
    matches = _matches(rule.pattern, text, start, end, places)
    return [(match, value) for match in matches if (value := rule.read(match)) is not None] if matches else []


def _matches(pattern: Any, text: str, start: int, end: int, places: list[int] | None) -> list[Match]:
    """The matches from left to right without overlaps, whichever way of looking for them is the shorter one."""
    if places is None or len(places) > _MANY:
        return find_all(pattern, text, places[0] if places else start, end)
    matches = list(filter(None, map(pattern.match, repeat(text), places, repeat(end))))
    return matches if len(matches) < 2 else list(_apart(matches))


def _apart(matches: list[Match]) -> Iterator[Match]:
    """The matches that begin behind the end of the one before."""
    free = 0
    for match in matches:
        start, end = match.span()
        if start >= free:
            yield match
            free = end


_NOWHERE: list[int] = []


class _OpenedBy(dict[str, tuple[int, ...]]):
    """Which rules, by their numbers, a token with this beginning opens; filled on demand."""

    def __init__(self, by_opening: dict[str, list[int]]) -> None:
        super().__init__()
        self._by_opening = by_opening

    def __missing__(self, beginning: str) -> tuple[int, ...]:
        if len(self) > _REMEMBERED:
            self.clear()
        beginnings = (beginning[:length] for length in range(1, len(beginning) + 1))
        numbers = tuple({number for opening in beginnings for number in self._by_opening.get(opening, ())})
        self[beginning] = numbers
        return numbers


@dataclass(frozen=True)
class Rules:
    """Rules in order of precedence, with what tells quickly which of them a text gives reason to try."""

    rules: tuple[Rule, ...]

    @cached_property
    def _cues(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(map(fold, rule.cues)) for rule in self.rules)

    @cached_property
    def _openings(self) -> tuple[Openings | None, ...]:
        return tuple(openings_of(rule.phrase, case=rule.case) for rule in self.rules)

    @cached_property
    def _opened_by(self) -> _OpenedBy:
        table: dict[str, list[int]] = {}
        for number, openings in enumerate(self._openings):
            for opening in openings.at_tokens if openings else ():
                table.setdefault(opening, []).append(number)
        return _OpenedBy(table)

    @cached_property
    def _loose(self) -> dict[int, re.Pattern[str] | None]:
        """What finds the places where the rules with loose openings may begin (None: anywhere), by their numbers."""
        return {
            number: find_openings(openings.loose) if openings else None
            for number, openings in enumerate(self._openings)
            if openings is None or openings.loose
        }

    def find_places(self, tokens: Tokens, start: int, end: int) -> dict[int, list[int]]:
        """Where in [start, end) each rule, by its number, may begin to match; rules that cannot match are left out."""
        places: defaultdict[int, list[int]] = defaultdict(list)
        first, last = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
        opened = list(map(self._opened_by.__getitem__, tokens.beginnings[first:last]))
        for at, numbers in compress(zip(tokens.starts[first:last], opened, strict=True), opened):
            for number in numbers:
                places[number].append(at)
        return places

    def to_try(self, tokens: Tokens, start: int, end: int) -> Iterator[tuple[Rule, list[int] | None]]:
        """The rules that may match in [start, end), in order, each with where (None: anywhere)."""
        here: dict[str, bool] = {}
        folded, places = tokens.folded, self.find_places(tokens, start, end)
        all_cues, all_loose, rules = self._cues, self._loose, self.rules
        for number in sorted(places.keys() | all_loose.keys()):
            cues = all_cues[number]
            if cues and not _any_stands(cues, folded, start, end, here):
                continue
            inside = places.get(number, _NOWHERE)
            if number not in all_loose:
                yield rules[number], inside
            elif (loose := all_loose[number]) is None:
                yield rules[number], None
            elif also := [match.start() for match in loose.finditer(folded, start, end)]:
                yield rules[number], sorted({*inside, *also})
            elif inside:
                yield rules[number], inside


def _any_stands(cues: tuple[str, ...], folded: str, start: int, end: int, here: dict[str, bool]) -> bool:
    """Whether one of the cues stands in [start, end) of a folded text; `here` remembers what was looked for."""
    for cue in cues:
        stands = here.get(cue)
        if stands is None:
            stands = here[cue] = folded.find(cue, start, end) >= 0
        if stands:
            return True
    return False


_STOP_LOST = re.compile(r"(?<=\))\s(?=[A-Z][a-z]+ [a-z])")
"""Where a sentence ends with a bracket whose full stop was lost: "1+ (not overexpressed) Totals of 0 and 2 are"."""


def _sentence_start(text: str, offset: int, reach: int) -> int:
    """Where the sentence of `offset` begins, at most `reach` characters before."""
    begin = max(0, offset - reach)
    lost = [match.end() for match in _STOP_LOST.finditer(text, begin, offset)]
    return max([begin, *lost[-1:], *(text.rfind(mark, begin, offset) + 1 for mark in ".;\n")])


def find_mentions(
    rules: Rules, tokens: Tokens, windows: tuple[tuple[int, int], ...], known: list[Mention] | None = None
) -> list[Mention]:
    """The mentions of `rules` in `windows` of a text, in text order, without overlaps; `known` and earlier rules win.

    A named group "at" narrows the span of a mention to that group; the rest of the match is its context.
    """
    found: list[Mention] = list(known or ())
    text = tokens.text
    for start, end in windows:
        taken = bytearray(end - start)
        for mention in known or ():
            if start <= mention.start and mention.end <= end:
                taken[mention.start - start : mention.end - start] = b"\x01" * (mention.end - mention.start)
        for rule, inside in rules.to_try(tokens, start, end):
            for match, value in run_rule(rule, text, start, end, inside):
                first, last = match.span("at") if "at" in match.re.groupindex else match.span()
                if rule.reach:
                    first = max(start, _sentence_start(text, first, rule.reach))
                if 1 in taken[first - start : last - start]:
                    continue
                taken[first - start : last - start] = b"\x01" * (last - first)
                found.append(Mention(rule.kind, first, last, value, rule.name))
    return sorted(found, key=lambda mention: mention.start)
