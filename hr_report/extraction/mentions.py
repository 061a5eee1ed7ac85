"""Mentions: every place where the text names a marker, gives a value, or sets a context.

A rule is a name, a kind, a phrase (see `patterns`) with an example line above it, and the function that reads a match.
The rules stand in explicit tuples in `markers`, `numbers`, `words`, `her2` and `context`; their order is their
precedence: a span that one rule has claimed is closed to the later ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hr_report.extraction.patterns import TIMEOUT, compile_phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Match = Any
"""A match object of the `regex` module (which ships no types)."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the text with what was read there: its kind, its value, and the rule that read it."""

    kind: str
    start: int
    end: int
    value: Any
    rule: str


@dataclass(frozen=True, slots=True)
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


def run_rule(rule: Rule, text: str, start: int, end: int) -> Iterable[tuple[Match, Any]]:
    """Every match of `rule` in [start, end) that it can read, with its value."""
    pattern = compile_phrase(rule.phrase, case=rule.case)
    for match in pattern.finditer(text, start, end, timeout=TIMEOUT):
        value = rule.read(match)
        if value is not None:
            yield match, value


def _sentence_start(text: str, offset: int, reach: int) -> int:
    """Where the sentence of `offset` begins, at most `reach` characters before."""
    begin = max(0, offset - reach)
    return max([begin, *(text.rfind(mark, begin, offset) + 1 for mark in ".;\n")])


def find_mentions(
    rules: tuple[Rule, ...], text: str, windows: tuple[tuple[int, int], ...], known: list[Mention] | None = None
) -> list[Mention]:
    """The mentions of `rules` in `windows` of `text`, in text order, without overlaps; `known` and earlier rules win.

    A named group "at" narrows the span of a mention to that group; the rest of the match is its context.
    """
    found: list[Mention] = list(known or ())
    for start, end in windows:
        lowered = text[start:end].lower()
        taken = bytearray(end - start)
        for mention in known or ():
            if start <= mention.start and mention.end <= end:
                taken[mention.start - start : mention.end - start] = b"\x01" * (mention.end - mention.start)
        for rule in rules:
            if rule.cues and not any(cue in lowered for cue in rule.cues):
                continue
            for match, value in run_rule(rule, text, start, end):
                first, last = match.span("at") if "at" in match.re.groupindex else match.span()
                if rule.reach:
                    first = max(start, _sentence_start(text, first, rule.reach))
                if any(taken[first - start : last - start]):
                    continue
                taken[first - start : last - start] = b"\x01" * (last - first)
                found.append(Mention(rule.kind, first, last, value, rule.name))
    return sorted(found, key=lambda mention: mention.start)
