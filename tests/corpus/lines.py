"""Reads the corpus: one expectation, many phrasings, and holds a report against it. The format is told in README.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from hr_report import read_document
from hr_report.models import Her2Result, ReceptorResult, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPUS = Path(__file__).parent
MARKERS = ("er", "pr", "her2")
DEFINITE = frozenset({"positive", "low_positive", "negative", "equivocal"})
ABSTAINED = frozenset({"indeterminate", "conflicting", "pending", "not_performed", "not_reported"})
INTENSITIES = frozenset({"none", "weak", "weak-moderate", "moderate", "moderate-strong", "weak-strong", "strong"})
RECEPTOR_NUMBERS = ("percent", "allred", "h", "irs", "j", "fmol")
HER2_NUMBERS = ("ihc", "ish", "ratio", "copies")
UNLESS_SAID = frozenset({"intensity", "low"})
"""Fields that are looked at only where the expectation names them."""


@dataclass(frozen=True)
class Expected:
    """What one marker must be: accepted statuses, and for each field the accepted values ("*" accepts anything)."""

    statuses: frozenset[str]
    or_abstain: bool = False
    fields: tuple[tuple[str, frozenset[str]], ...] = ()

    def allows(self, name: str) -> frozenset[str]:
        """The accepted values of one field; nothing said means that there must be none."""
        return dict(self.fields).get(name, frozenset({"*"} if name in UNLESS_SAID else {"none"}))


NOT_REPORTED = Expected(frozenset({"not_reported"}))


@dataclass(frozen=True)
class Line:
    """One phrasing with its expectation and the place where it stands."""

    text: str
    markers: tuple[tuple[str, Expected], ...]
    specimens: tuple[tuple[tuple[str, Expected], ...], ...]
    review: bool
    file: str
    number: int

    @property
    def id(self) -> str:
        """A readable name: file, line number, and the beginning of the phrasing."""
        return f"{self.file}:{self.number}:{re.sub(r'[^A-Za-z0-9%+/.<>=-]+', '_', self.text)[:48]}"

    def expected(self, marker: str) -> Expected:
        """What is expected of one marker; one that is not named must not be reported."""
        return dict(self.markers).get(marker, NOT_REPORTED)


@lru_cache(maxsize=1)
def read_corpus() -> tuple[Line, ...]:
    """Every line of every file, in the order of the file names."""
    return tuple(line for path in sorted(CORPUS.rglob("*.txt")) for line in read_file(path))


def read_file(path: Path) -> Iterator[Line]:
    """The lines of one file: `== expectation`, then a phrasing a line, or a block between <<< and >>>."""
    name = path.relative_to(CORPUS).with_suffix("").as_posix()
    heading = ""
    block: list[str] | None = None
    began = 0
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if block is not None:
            if raw == ">>>":
                yield _line("\n".join(block), heading, name, began)
                block = None
            else:
                block.append(raw)
        elif raw == "<<<":
            block, began = [], number
        elif raw.startswith("== "):
            heading = raw[3:]
        elif raw.strip() and not raw.startswith("#"):
            yield _line(raw.replace("\\n", "\n"), heading, name, number)
    if block is not None:
        raise ValueError(f"{path}: the block of line {began} is not closed")


def _line(text: str, heading: str, file: str, number: int) -> Line:
    markers: list[tuple[str, Expected]] = []
    specimens: list[tuple[tuple[str, Expected], ...]] = []
    review = False
    for part in heading.split(" | "):
        if part == "review":
            review = True
        elif part.startswith("specimen "):
            specimens.append(tuple(read_expectation(p) for p in part.removeprefix("specimen ").split(", ")))
        elif part != "none":
            markers.append(read_expectation(part))
    return Line(text, tuple(markers), tuple(specimens), review, file, number)


def read_expectation(text: str) -> tuple[str, Expected]:
    """Read "er positive 95 strong allred=8(5+3)" into the marker and what is expected of it."""
    marker, status, *rest = text.split()
    if marker not in MARKERS:
        raise ValueError(f"no marker {marker!r} in {text!r}")
    or_abstain = status.endswith("~")
    named = set(status.removesuffix("~").split("/"))
    statuses = frozenset((ABSTAINED if "abstain" in named else frozenset()) | (named - {"abstain"}))
    if not statuses <= DEFINITE | ABSTAINED:
        raise ValueError(f"no such status in {text!r}")
    return marker, Expected(statuses, or_abstain, tuple(_read_field(word) for word in rest))


def _read_field(word: str) -> tuple[str, frozenset[str]]:
    if word in INTENSITIES:
        return "intensity", frozenset({word})
    if "=" in word:
        name, value = word.split("=", 1)
        return name, frozenset(value.split("/"))
    if word == "*":
        return "percent", frozenset({"*"})
    optional = frozenset({"none"}) if word.endswith("?") else frozenset()
    return "percent", frozenset({_interval(word.removesuffix("?"))}) | optional


def _interval(word: str) -> str:
    low, _, high = word.partition("..")
    if word.startswith(">"):
        return f"{word[1:]}..100"
    if word.startswith("<"):
        return f"0..{word[1:]}"
    return f"{low}..{high or low}"


def describe(result: ReceptorResult | Her2Result) -> dict[str, str]:
    """The fields of one marker's result in the corpus' own notation; "none" where there is no value."""
    if isinstance(result, Her2Result):
        low = {True: "yes", False: "no", None: "none"}[result.low]
        return {
            "ihc": result.ihc or "none",
            "ish": result.ish or "none",
            "ratio": _number(result.ratio),
            "copies": _number(result.copies),
            "low": low,
        }
    percent = result.percent
    return {
        "percent": f"{_number(percent.low)}..{_number(percent.high)}" if percent else "none",
        "allred": _score(result.allred, "total", "+"),
        "h": _number(result.h_score.value if result.h_score else None),
        "irs": _score(result.irs, "value", "x"),
        "j": str(result.j_score.value) if result.j_score else "none",
        "fmol": _number(result.ligand_binding.value if result.ligand_binding else None),
        "intensity": result.intensity or "none",
    }


def _number(value: object) -> str:
    return "none" if value is None else f"{float(str(value)):g}"


def _score(score: object, total: str, sign: str) -> str:
    if score is None:
        return "none"
    proportion, intensity = score.proportion, score.intensity  # type: ignore[attr-defined]
    parts = f"({proportion}{sign}{intensity})" if proportion is not None and intensity is not None else ""
    return f"{getattr(score, total)}{parts}"


def complaints(line: Line, report: Report) -> list[str]:
    """Everything in which the report differs from what the line expects, one sentence each."""
    found = [
        complaint
        for marker in MARKERS
        for complaint in marker_complaints(marker, line.expected(marker), getattr(report, marker))
    ]
    if line.review and not report.needs_review:
        found.append("review: expected needs_review")
    found += _specimen_complaints(line, report)
    found += evidence_complaints(line.text, report)
    return found


def marker_complaints(marker: str, expected: Expected, result: ReceptorResult | Her2Result) -> list[str]:
    """In which ways one marker's result differs from what is expected of it."""
    status = str(result.status)
    abstained = status in ABSTAINED
    if status not in expected.statuses and not (expected.or_abstain and abstained):
        return [f"{marker}: expected {'/'.join(sorted(expected.statuses))}, got {status}"]
    got = describe(result)
    wrong = []
    for name in got:
        allowed = expected.allows(name)
        if expected.or_abstain or expected.statuses <= ABSTAINED - {"indeterminate"}:
            allowed = allowed | {"none"}
        if "*" not in allowed and got[name] not in allowed and not _without_parts(got[name], allowed):
            wrong.append(f"{marker}.{name}: expected {'/'.join(sorted(allowed))}, got {got[name]}")
    return wrong


def _without_parts(got: str, allowed: frozenset[str]) -> bool:
    """Whether a score was read with its parts where the expectation names the total only."""
    return "(" in got and got.partition("(")[0] in allowed


def _specimen_complaints(line: Line, report: Report) -> list[str]:
    """Each expected specimen must be met by a specimen of the report of its own."""
    left = list(report.specimens)
    found = []
    for wanted in line.specimens:
        match = next(
            (s for s in left if not any(marker_complaints(m, e, getattr(s, m)) for m, e in wanted)),
            None,
        )
        if match is None:
            found.append(f"specimens: none of {[s.label for s in report.specimens]} is {wanted_text(wanted)}")
        else:
            left.remove(match)
    return found


def wanted_text(wanted: tuple[tuple[str, Expected], ...]) -> str:
    """A specimen's expectation in a few words."""
    return ", ".join(f"{m} {'/'.join(sorted(e.statuses))}" for m, e in wanted)


def evidence_complaints(text: str, report: Report) -> list[str]:
    """Every quote must be what stands at its place; a marker with a result must have a quote.

    Places are those of the Document that was read: reading settles typography before offsets exist.
    """
    text = read_document(text).text
    results = [report.er, report.pr, report.her2, *report.observations]
    results += [getattr(specimen, marker) for specimen in report.specimens for marker in MARKERS]
    found = [
        f"evidence: {evidence.quote!r} is not at {evidence.start}:{evidence.end}"
        for result in results
        for evidence in result.evidence
        if text[evidence.start : evidence.end] != evidence.quote
    ]
    found += [
        f"evidence: {marker} has a result without a quote"
        for marker in MARKERS
        if getattr(report, marker).status != "not_reported" and not getattr(report, marker).evidence
    ]
    return found
