"""Every rule has an example above it that it reads, every example a rule, and every rule is missed when it is gone."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hr_report import extraction, parse_report
from hr_report.extraction import RULES
from hr_report.extraction.known_openings import FILE
from hr_report.extraction.mentions import Rule, Rules, run_rule
from hr_report.extraction.openings import read_tokens
from hr_report.extraction.sections import HEADING_RULES, SPECIMEN_RULES

from corpus.lines import Line, complaints, read_corpus
from make_openings import openings_now

ROOMS = Path(extraction.__file__).parent
ALL_RULES = {(rule.name, rule.phrase): rule for rule in (*RULES, *HEADING_RULES, *SPECIMEN_RULES)}


def _rule_calls(source: str) -> list[tuple[int, str]]:
    """The line and the name of each `Rule(...)` in a source text."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [
        (call.lineno, call.args[0].value)
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "Rule" and isinstance(call.args[0], ast.Constant)
    ]
    return sorted(named)


def _examples(lines: list[str], end: int) -> list[str]:
    """The quoted examples of the comment that ends above line `end` (counted from 1)."""
    comment: list[str] = []
    for line in reversed(lines[: end - 1]):
        if not line.lstrip().startswith("#"):
            break
        comment.insert(0, line.strip("# ").strip())
    return [quote.replace("\\n", "\n") for quote in re.findall(r'"([^"]+)"', " ".join(comment))]


def _documented_rules() -> list[tuple[list[str], list[str]]]:
    """Examples with the names of the rules below them; rules without a comment belong to the one above."""
    found: list[tuple[list[str], list[str]]] = []
    for room in sorted(ROOMS.rglob("*.py")):
        source = room.read_text(encoding="utf-8")
        lines = source.splitlines()
        first = True
        for number, name in _rule_calls(source):
            examples = _examples(lines, number)
            if examples or first or not found:
                found.append((examples, [name]))
            else:
                found[-1][1].append(name)
            first = False
    return found


def _reads(name: str, example: str) -> bool:
    padded = f"{example} "
    rules = [rule for (held, _), rule in ALL_RULES.items() if held == name]
    return any(any(True for _ in run_rule(rule, padded, 0, len(padded))) for rule in rules)


@pytest.mark.parametrize(("examples", "names"), _documented_rules(), ids=lambda value: "+".join(value)[:60])
def test_rule_reads_the_example_above_it(examples: list[str], names: list[str]) -> None:
    assert examples, f"{names} need an example above them"
    unread = [name for name in names if not any(_reads(name, example) for example in examples)]
    orphans = [example for example in examples if not any(_reads(name, example) for name in names)]
    assert (unread, orphans) == ([], [])


def test_the_openings_worked_out_beforehand_are_those_of_the_rules() -> None:
    assert FILE.read_text(encoding="utf-8") == openings_now(), "rules were changed: run `python tests/make_openings.py`"


def test_no_match_is_lost_by_looking_only_where_a_rule_can_begin() -> None:
    rules = Rules(tuple(ALL_RULES.values()))
    lines = [line.text for line in read_corpus()]
    for text in ("\n".join(lines[at : at + 25]) for at in range(0, len(lines), 25)):
        tokens = read_tokens(text)
        tried = {id(rule): at for rule, at in rules.to_try(tokens, 0, len(text))}
        for rule in rules.rules:
            everywhere = [match.span() for match, _ in run_rule(rule, text, 0, len(text))]
            found = [match.span() for match, _ in run_rule(rule, text, 0, len(text), tried.get(id(rule), []))]
            assert found == everywhere, rule.name


def _lines_by_rule() -> dict[str, list[Line]]:
    """The corpus lines in which each rule finds something."""
    lines = [line for line in read_corpus() if not line.file.startswith("known_failures")]
    found: dict[str, list[Line]] = {}
    for line in lines:
        for rule in RULES:
            if any(True for _ in run_rule(rule, line.text, 0, len(line.text))):
                found.setdefault(rule.name, []).append(line)
    return found


LINES_BY_RULE = _lines_by_rule()


@pytest.mark.parametrize("name", sorted({rule.name for rule in RULES}))
def test_switching_a_rule_off_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        return tuple(rule for rule in rules if rule.name != name)

    lines = LINES_BY_RULE.get(name, [])
    monkeypatch.setattr(extraction, "_RULES", Rules(without(RULES)))
    assert any(complaints(line, parse_report(line.text)) for line in lines), f"{name} is held by no line"
