"""The corpus' own lines, disturbed: what keeps the meaning keeps the result, what turns the meaning turns the result.

A disturbance may cost a result (the reader abstains), up to the share named in each test. It may never bring forth a
definite result or a number that the undisturbed text does not state.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import pytest
from hr_report import parse_report

from corpus.lines import ABSTAINED, MARKERS, Expected, Line, complaints, describe, evidence_complaints, read_corpus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hr_report.models import Report

SAMPLE = 400
"""Lines per test; bounds the file to well under a minute."""

ONE_STATEMENT = (
    "traps/legends",
    "traps/controls",
    "traps/methods",
    "traps/look_alikes",
    "traps/other_numbers",
    "traps/gene_assays",
)
"""Traps that stay traps when a letter is lost. (Where one statement limits another, losing the first changes the meaning.)"""


def _dice(seed: int, line: Line) -> random.Random:
    """Each line has dice of its own: it is disturbed alike on every run, whatever lines are added."""
    return random.Random(f"{seed} {line.text}")  # noqa: S311 - nothing secret


@lru_cache(maxsize=8)
def _lines(*folders: str, sample: int = SAMPLE) -> list[Line]:
    """A fixed sample of the lines of some folders that are read rightly when nothing disturbs them."""
    found = [line for line in read_corpus() if line.file.startswith(folders)]
    found.sort(key=lambda line: _dice(7, line).random())
    return [line for line in found[: 2 * sample] if not complaints(line, parse_report(line.text))][:sample]


def _wrong(line: Line, report: Report) -> list[str]:
    """Definite statuses and numbers that the line does not allow, and quotes that do not stand where they say."""
    found = evidence_complaints(line.text, report)
    for marker in MARKERS:
        expected, result = line.expected(marker), getattr(report, marker)
        settled = expected.statuses | ABSTAINED | ({"equivocal"} if "2+" in expected.allows("ihc") else set())
        if result.status not in settled:
            found.append(f"{marker} {result.status}, expected {'/'.join(sorted(expected.statuses))}")
        for name, got in describe(result).items():
            allowed = expected.allows(name)
            if "*" not in allowed and got not in allowed | {"none"} and not _within(got, allowed):
                found.append(f"{marker}.{name} {got}, expected {'/'.join(sorted(allowed))}")
    return found


def _within(got: str, allowed: frozenset[str]) -> bool:
    """A total without its parts, or a narrower or wider interval than an accepted one, states nothing that is false."""
    if got.partition("(")[0] in {value.partition("(")[0] for value in allowed}:
        return True
    low, dots, high = got.partition("..")
    bounds = [value.split("..") for value in allowed if ".." in value]
    return bool(dots) and any(
        float(a) <= float(low) <= float(high) <= float(b) or float(low) <= float(a) <= float(b) <= float(high)
        for a, b in bounds
    )


def _kept(line: Line, report: Report) -> bool:
    """Whether every definite status of the line is still there."""
    return all(
        getattr(report, marker).status in expected.statuses
        for marker, expected in line.markers
        if not expected.statuses <= ABSTAINED
    )


def _check(variants: Iterable[Line], keep: float, spare: int = 0) -> None:
    """No variant may be wrong (but for `spare`); at least the share `keep` of them must keep its results."""
    seen = kept = 0
    wrong: list[str] = []
    for line in variants:
        report = parse_report(line.text)
        faults = _wrong(line, report)
        if faults:
            wrong.append(f"{line.file}:{line.number}: {line.text!r}: {'; '.join(faults)}")
        seen += 1
        kept += _kept(line, report)
    assert seen, "no line could be disturbed"
    assert len(wrong) <= spare, "\n".join([f"{len(wrong)} of {seen} wrong", *wrong[:20]])
    assert kept >= keep * seen, f"{kept} of {seen} kept"


# -- meaning kept -------------------------------------------------------------------------------------------------


def _british(text: str) -> str:
    text = re.sub(r"(?<![oO])([Ee])strogen", lambda m: "oestrogen" if m[1] == "e" else "Oestrogen", text)
    text = re.sub(r"(?<!O)ESTROGEN", "OESTROGEN", text)
    return re.sub(r"(?i)\btumor", lambda m: m[0] + ("U" if m[0].isupper() else ""), text).replace("tumors", "tumours")


def _breaks(chance: float, rng: random.Random, text: str) -> str:
    return re.sub(r"(?<=\S) (?=\S)", lambda _: "\n" if rng.random() < chance else " ", text)


def _stops(chance: float, rng: random.Random, text: str) -> str:
    """Line ends as OCR leaves them: a full stop and a blank where a line ended between two words."""
    return re.sub(r"(?<=[a-z]) (?=[a-z])", lambda _: ". " if rng.random() < chance else " ", text)


def _case(rng: random.Random, text: str) -> str:
    return "".join(c.swapcase() if rng.random() < 0.08 else c for c in text)


CONFUSED = {
    "i": "l",
    "l": "1",
    "o": "0",
    "O": "0",
    "e": "c",
    "u": "v",
    "t": "f",
    "r": "i",
    "g": "q",
    "n": "ri",
    "0": "O",
    "1": "l",
}


def _noise(strength: float, rng: random.Random, text: str) -> str:
    """Confuse letters of words of four letters and more, and 0 and 1 of numbers; a lost "no" or "ER" is beyond reading."""

    def disturb(match: re.Match[str]) -> str:
        word = match[0]
        if len(re.sub(r"[^A-Za-z]", "", word)) < 4 and not word.isdigit():
            return word
        return "".join(CONFUSED.get(c, c) if rng.random() < strength else c for c in word)

    return re.sub(r"[A-Za-z]+|(?<![\w./+-])\d+(?=\s?%)", disturb, text)


def _spaced(rng: random.Random, text: str) -> str:
    """Words of six letters and more split in two, as OCR does with wide-set type."""

    def split(match: re.Match[str]) -> str:
        at = rng.randrange(2, len(match[0]) - 2)
        return f"{match[0][:at]} {match[0][at:]}" if rng.random() < 0.1 else match[0]

    return re.sub(r"[A-Za-z]{6,}", split, text)


LAYOUT = {
    "british spelling": (lambda _, text: _british(text), 0.99),
    "upper case": (lambda _, text: text.upper(), 0.97),
    "lower case": (lambda _, text: text.lower(), 0.5),
    "some line breaks": (partial(_breaks, 0.2), 0.97),
    "many line breaks": (partial(_breaks, 0.5), 0.93),
    "stray full stops": (partial(_stops, 0.1), 0.93),
}
"""What changes nothing but the looks, and the share of results that must survive it."""

NOISE = {
    "case noise": (_case, 0.85, 0),
    "split words": (_spaced, 0.9, 1),
    "light noise": (partial(_noise, 0.01), 0.95, 0),
    "middling noise": (partial(_noise, 0.04), 0.8, 2),
    "heavy noise": (partial(_noise, 0.12), 0.4, 6),
}
"""What damages letters, the share of results that must survive it, and how many wrong ones are borne."""


TRAPS_SPRUNG = {
    "lower case": 2,
    "some line breaks": 3,
    "many line breaks": 8,
    "stray full stops": 6,
    "split words": 3,
    "light noise": 1,
    "middling noise": 5,
    "heavy noise": 14,
}
"""Traps that such looks spring so far, of about 325 (of 177 for split words and noise). Bounds to lower."""


def _plain_lines() -> list[Line]:
    """Lines of running text: forms and tables mean something by their layout."""
    return [line for line in _lines("positive/") if not line.file.endswith(("checkbox", "tables_flattened"))]


@pytest.mark.parametrize("name", LAYOUT)
def test_other_looks_keep_the_result(name: str) -> None:
    disturb, keep = LAYOUT[name]
    spare = 1 if name == "lower case" else 0  # an intensity beside "pr:"
    _check((replace(line, text=disturb(_dice(11, line), line.text)) for line in _plain_lines()), keep, spare)


@pytest.mark.parametrize("name", NOISE)
def test_noise_keeps_the_result_or_loses_it(name: str) -> None:
    disturb, keep, spare = NOISE[name]
    # Without its word "borderline", 15 % is rightly positive.
    lines = [line for line in _plain_lines() if not line.file.endswith("indeterminate")]
    _check((replace(line, text=disturb(_dice(12, line), line.text)) for line in lines), keep, spare)


@pytest.mark.parametrize("name", LAYOUT)
def test_traps_with_other_looks_bring_forth_nothing(name: str) -> None:
    traps = [line for line in _lines("traps/") if not line.file.endswith(("clashes", "broken_guards"))]
    spare = TRAPS_SPRUNG.get(name, 0)
    _check((replace(line, text=LAYOUT[name][0](_dice(13, line), line.text)) for line in traps), 0.0, spare)


@pytest.mark.parametrize("name", NOISE)
def test_noisy_traps_bring_forth_nothing(name: str) -> None:
    disturb, spare = NOISE[name][0], TRAPS_SPRUNG.get(name, 0)
    _check((replace(line, text=disturb(_dice(14, line), line.text)) for line in _lines(*ONE_STATEMENT)), 0.0, spare)


# -- the phrase inside a report -----------------------------------------------------------------------------------

BEFORE = (
    "SURGICAL PATHOLOGY REPORT\nPatient: Adeline Marrow   Accession: Q19-40417\nCollected 3/8/2021\n",
    "CLINICAL HISTORY: Palpable mass at 8 o'clock, seen after a visit to the ER for chest pain; ECG with PR interval 150 ms.\n",
    (
        "GROSS DESCRIPTION: Received in 10% neutral buffered formalin is an 8.0 x 5.5 x 3.0 cm segment, inked and serially sliced. "
        "Cassettes A1 to A8.\n"
    ),
    (
        "DIAGNOSIS: Breast, left, segmental excision: Invasive ductal carcinoma, Nottingham grade 2 (7/9), 1.8 cm. Margins free by 4 mm. "
        "Two of eight lymph nodes contain carcinoma (2/8).\n"
    ),
    "Lymphovascular invasion is not identified. Ductal carcinoma in situ makes up 10% of the lesion, with 5% necrosis.\n",
)
AFTER = (
    "\nKi-67: 35%. p53: negative. E-cadherin: positive.\n",
    "\nAll controls reacted as expected.\n",
    "\nPathologic stage: pT1c pN1a. Benign breast tissue with usual ductal hyperplasia is also present.\n",
    "\nThis test was developed in this laboratory and is not cleared by any agency. Electronically signed 9/8/2021.\n",
)


def _embed(rng: random.Random, line: Line) -> Line:
    before = [part for part in BEFORE if rng.random() < 0.7]
    after = [part for part in AFTER if rng.random() < 0.7]
    return replace(line, text="".join(before) + "\n" + line.text + "\n" + "".join(after))


def test_a_phrase_inside_a_report_keeps_its_result() -> None:
    _check((_embed(_dice(17, line), line) for line in _lines("positive/")), 0.98)


def test_a_trap_inside_a_report_brings_forth_nothing() -> None:
    traps = [line for line in _lines("traps/") if not line.file.endswith(("clashes", "history", "gene_assays"))]
    _check((_embed(_dice(19, line), line) for line in traps), 0.9, spare=1)


# -- meaning turned -----------------------------------------------------------------------------------------------

MARKER_PAIRS = (
    ("oestrogen", "progesterone"),
    ("estrogen", "progesterone"),
    ("progesterone", "estrogen"),
    ("ERA", "PRA"),
    ("PRA", "ERA"),
    ("OER", "PgR"),
    ("PgR", "ER"),
    ("PGR", "ER"),
    ("ER", "PR"),
    ("PR", "ER"),
)
_MARKERS = re.compile("|".join(rf"\b{a}\b" if a.isupper() or a == "PgR" else rf"(?i:{a})" for a, _ in MARKER_PAIRS))


def _swap_marker(match: re.Match[str]) -> str:
    word = match[0]
    other = next(b for a, b in MARKER_PAIRS if a in (word, word.lower()))
    return other.upper() if word.isupper() else other.capitalize() if word[0].isupper() and other.islower() else other


def _as_other_receptor(expected: Expected) -> Expected:
    """ER has a low positive category and PR has none: both words are accepted once the markers are swapped."""
    if expected.statuses & {"positive", "low_positive"}:
        return replace(expected, statuses=expected.statuses | {"positive", "low_positive"})
    return expected


def _swapped(line: Line) -> Line:
    swap = {"er": "pr", "pr": "er"}
    markers = tuple((swap.get(m, m), _as_other_receptor(e) if m in swap else e) for m, e in line.markers)
    return replace(line, text=_MARKERS.sub(_swap_marker, line.text), markers=markers)


def test_swapped_markers_swap_the_results() -> None:
    named = re.compile(r"\b(ER|PR|PgR|estrogen|progesterone)\b", re.IGNORECASE)
    lines = [
        line for line in _lines("positive/") if named.search(line.text) and "low positive" not in line.text.lower()
    ]
    _check((_swapped(line) for line in lines), 0.97)


POLARITY = {"positive": "negative", "pos": "neg", "positivity": "negativity", "+ve": "-ve", "(+)": "(-)", "+": "-"}
POLARITY |= {b: a for a, b in POLARITY.items()}
_POLARITY = re.compile(r"(?i)\b(?:positive|negative|pos|neg)\b|[+-]ve\b|\([+-]\)|(?<=ER|PR|gR|R2)[+-](?=\W|$)")
_OTHER_WORDS = re.compile(
    r"(?i)\b(?:no|not|non\w*|neither|nor|none|lack\w*|absen\w*|without|fail\w*|express\w*|overexpress\w*|detect\w*|low|triple"
    r"|weak\w*|focal\w*|patchy|retain\w*|found|ampl\w*|react\w*|favou?rable|unfavou?rable|stain\w*)\b|\d(?!\d*\b)|\d\+|%|[+-]/"
)


def _turned(line: Line) -> Line:
    def turn(match: re.Match[str]) -> str:
        word = match[0]
        other = POLARITY[word.lower()]
        return other.upper() if word.isupper() else other.capitalize() if word[0].isupper() else other

    flip = {"positive": "negative", "negative": "positive"}
    markers = tuple((m, replace(e, statuses=frozenset(flip.get(s, s) for s in e.statuses))) for m, e in line.markers)
    return replace(line, text=_POLARITY.sub(turn, line.text), markers=markers)


def test_swapped_polarity_swaps_the_results() -> None:
    files = (
        "positive/words_",
        "positive/coordinated",
        "positive/respectively",
        "positive/panels",
        "positive/checkbox",
        "positive/her2_words",
    )
    plain = [
        line
        for line in _lines(*files)
        if _POLARITY.search(line.text)
        and not _OTHER_WORDS.search(line.text.replace("HER2", "").replace("HER-2", ""))
        and all(not e.fields and e.statuses <= {"positive", "negative"} for _, e in line.markers)
    ]
    assert len(plain) > 50
    _check((_turned(line) for line in plain), 0.97)
