"""What is the report about: invasive, metastatic, in situ or benign breast, another primary, or unclear?

Literal cues are looked up first (fast), patterns only around them. The first rule that answers wins; each needs words
that stand for themselves: negated, historical and hedged ones do not count. Words: `diseases.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hr_report.extraction.diseases import (
    AFTER_TREATMENT,
    BENIGN,
    BREAST_ORIGIN,
    BREAST_SPECIMENS,
    BREAST_WORDS,
    DENIED,
    DISTANT_SITES,
    HISTORY,
    IN_SITU,
    INVASIVE_BREAST,
    INVASIVE_SIGNS,
    INVASIVE_STARTS,
    MALIGNANT,
    NEGATED_AFTER,
    NEGATED_BEFORE,
    NOT_A_FINDING,
    NOT_BREAST,
    ORIGIN_WORDS,
    OTHER_PRIMARIES,
    RECEPTORS,
    TUMOUR,
    UNSURE_ORIGIN,
)
from hr_report.extraction.evidence import evidence
from hr_report.models import Diagnosis, DiagnosisKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hr_report.reading.document import Document

_DATED = re.compile(
    r"(?:breast|mammary) (?:ca\b|cancer|carcinoma|tumou?r)\W{1,3}(?:\w+ ){0,2}(?:(?:19|20)\d\d|treated|diagnosed)"
)
"""An old cancer: "breast cancer 2015", "breast carcinoma treated by"."""

_YEAR = re.compile(r" (?:in|of|from|since|diagnosed(?: in)?) (?:19|20)\d\d")
"""An old carcinoma: "left breast carcinoma in 2006"."""

_OLD = re.compile(r"[a-z]+" + _YEAR.pattern)

_BEFORE, _AFTER = 60, 60
"""How far, in characters, a negation or a word of history reaches within its sentence."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The words that settle a diagnosis."""

    kind: DiagnosisKind
    start: int
    end: int
    site: str | None = None


def find_diagnosis(document: Document) -> Diagnosis:
    """The kind of disease that the report describes, with the words that say so; `unclear` where none do."""
    text = _fold(document.text)
    for rule in _RULES:
        found = rule(text)
        if found is not None:
            quote = evidence(document, found.start, found.end, f"diagnosis.{found.kind.value}")
            return Diagnosis(kind=found.kind, site=found.site, evidence=(quote,))
    return Diagnosis(kind=DiagnosisKind.UNCLEAR)


def find_other_subject(document: Document, diagnosis: Diagnosis) -> str | None:
    """Why receptors of this report are not those of a breast cancer: of another organ's tumour, or of a benign breast.

    After treatment a breast without tumour still is that of the cancer, whose results the report may recall.
    """
    if diagnosis.kind is DiagnosisKind.OTHER_PRIMARY:
        return "other_primary"
    if diagnosis.kind is not DiagnosisKind.BENIGN_BREAST:
        return None
    text = _fold(document.text)
    return None if any(word in text for word in AFTER_TREATMENT) else "benign_tissue"


def _fold(text: str) -> str:
    """Lower case of the same length, line ends and cell marks as blanks."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.translate({10: " ", 12: " ", 13: " ", 9: " "})


def _metastatic_breast(text: str) -> _Found | None:
    """A biopsy of another organ whose tumour is said to come from the breast."""
    if not any(word in text for word in ORIGIN_WORDS):
        return None
    if any(_stands(text, start, start + 6) for start in _places(text, BREAST_SPECIMENS)):
        return None
    for pattern in _compiled(BREAST_ORIGIN):
        for match in pattern.finditer(text):
            around = text[max(0, match.start() - 40) : match.end() + 40]
            site = _first(text, DISTANT_SITES)
            told = _stands(text, match.start(), match.end())
            if site is not None and told and not any(word in around for word in UNSURE_ORIGIN):
                return _Found(DiagnosisKind.METASTATIC_BREAST, match.start(), match.end(), site[1])
    return None


def _invasive_breast(text: str) -> _Found | None:
    """An invasive carcinoma in the breast's own words; or an invasive carcinoma in a breast specimen."""
    for start in _places(text, INVASIVE_STARTS):
        for pattern in _compiled(INVASIVE_BREAST):
            match = pattern.match(text, start)
            if match and _stands(text, match.start(), match.end()) and not _is_in_situ(text, match.end()):
                if not _stands_for_breast(text) and _first_other(text) is not None:
                    return None
                return _Found(DiagnosisKind.INVASIVE_BREAST, match.start(), match.end(), "breast")
    return _carcinoma_in_breast(text) if _stands_for_breast(text) and _first_other(text) is None else None


def _carcinoma_in_breast(text: str) -> _Found | None:
    """A carcinoma without a type, in a breast: invasive where the report says so, or grades or stages it so."""
    in_situ = _first(text, IN_SITU) is not None and _first(text, INVASIVE_SIGNS) is None
    words = ("infiltrating", "invasive") if in_situ else ("infiltrating", "invasive", "carcinoma", "adenocarcinoma")
    for start in _places(text, words):
        at = text.find("carcinoma", start, start + 60)
        end = at + len("carcinoma")
        if at >= 0 and _counts(text, start, end) and not _is_in_situ(text, end) and not _YEAR.match(text, end):
            return _Found(DiagnosisKind.INVASIVE_BREAST, start, end, "breast")
    return None


def _other_primary(text: str) -> _Found | None:
    """A tumour or an operation of another organ, where nothing stands for a breast specimen."""
    if _stands_for_breast(text):
        return None
    found = _first_other(text)
    if found is None:
        return None
    start, word, site = found
    return _Found(DiagnosisKind.OTHER_PRIMARY, start, start + len(word.rstrip()), site)


def _in_situ_only(text: str) -> _Found | None:
    """Carcinoma in situ of the breast, with every word for invasion or spread negated or absent."""
    found = _first_standing(text, IN_SITU)
    if found is None or not _is_breast(text) or _malignant(text, in_situ=True) or _first(text, INVASIVE_SIGNS):
        return None
    start, word = found
    return _Found(DiagnosisKind.IN_SITU_ONLY, start, start + len(word), "breast")


def _benign_breast(text: str) -> _Found | None:
    """A benign finding of the breast, with every word for malignancy negated or absent."""
    found = _first(text, BENIGN)
    if found is None or not _is_breast(text) or _first_standing(text, IN_SITU) is not None:
        return None
    signs = TUMOUR if any(words in text for words in DENIED) else TUMOUR + RECEPTORS
    if _malignant(text, in_situ=False) or any(_stands(text, start, start + 6) for start in _places(text, signs)):
        return None
    start, word = found
    return _Found(DiagnosisKind.BENIGN_BREAST, start, start + len(word), "breast")


_RULES: tuple[Callable[[str], _Found | None], ...] = (
    _metastatic_breast,
    _invasive_breast,
    _other_primary,
    _in_situ_only,
    _benign_breast,
)


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


def _places(text: str, words: tuple[str, ...]) -> Iterator[int]:
    """Where any of `words` begins a word, word by word."""
    for word in words:
        start = text.find(word)
        while start >= 0:
            if start == 0 or not text[start - 1].isalpha():
                yield start
            start = text.find(word, start + 1)


def _first(text: str, words: tuple[str, ...]) -> tuple[int, str] | None:
    """The first of `words` (in their order) that stands in the text, and where."""
    for word in words:
        for start in _places(text, (word,)):
            return start, word
    return None


def _first_standing(text: str, words: tuple[str, ...]) -> tuple[int, str] | None:
    """As `_first`, of the places where a word stands for itself."""
    named = ((start, word) for word in words for start in _places(text, (word,)))
    return next(((start, word) for start, word in named if _stands(text, start, start + len(word))), None)


def _first_other(text: str) -> tuple[int, str, str] | None:
    for site, words in OTHER_PRIMARIES:
        for word in words:
            for start in _places(text, (word,)):
                if _stands(text, start, start + len(word)):
                    return start, word, site
    return None


def _is_breast(text: str) -> bool:
    found = _first(text, BREAST_WORDS)
    return found is not None and not any(word in text[max(0, found[0] - 10) : found[0] + 20] for word in NOT_BREAST)


def _stands_for_breast(text: str) -> bool:
    """True where the breast or an operation on it is named outside of history and doubt."""
    return any(_names_breast(text, start) for start in _places(text, BREAST_WORDS))


def _names_breast(text: str, start: int) -> bool:
    around = text[max(0, start - 40) : start + 40]
    if any(word in around for word in (*NOT_BREAST, *UNSURE_ORIGIN)) or _DATED.match(text, start):
        return False
    return _stands(text, start, start + 6)


def _before(text: str, start: int) -> str:
    """The words before, back to the start of the sentence or to a heading (other than one of history)."""
    window = text[max(0, start - _BEFORE) : start]
    colon = window.rfind(": ")
    if "history" in window[max(0, colon - 25) : max(0, colon)]:
        colon = -1
    return window[max(window.rfind(". "), window.rfind("; "), window.rfind(" - "), colon) + 1 :]


def _after(text: str, end: int) -> str:
    window = text[end : end + _AFTER]
    stop = min((at for at in (window.find(". "), window.find("; ")) if at >= 0), default=len(window))
    return window[:stop]


def _stands(text: str, start: int, end: int) -> bool:
    """True where the words are neither negated nor part of history, as far as their sentence tells."""
    before = " " + _before(text, start).replace("(", " ")
    if before.endswith("non-") or any(word in before for word in (*HISTORY, *(f" {word}" for word in NEGATED_BEFORE))):
        return False
    after = _after(text, end)[:40]
    return not any(word in after for word in NEGATED_AFTER)


def _is_in_situ(text: str, end: int) -> bool:
    return text[end : end + 12].lstrip(" ,-(").startswith(("in situ", "in-situ", "insitu"))


def _counts(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - 10) : end + 20]
    return not any(word in around for word in NOT_A_FINDING) and _stands(text, start, end)


def _malignant(text: str, *, in_situ: bool) -> bool:
    """True where a word for malignancy stands for itself; `in_situ` lets pass what carcinoma in situ is called."""
    for start in _places(text, MALIGNANT):
        end = start + 9
        if in_situ and ("intraductal" in text[max(0, start - 14) : start] or _is_in_situ(text, end)):
            continue
        if not in_situ and _OLD.match(text, start):
            continue
        if _counts(text, start, end):
            return True
    return False
