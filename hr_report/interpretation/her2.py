"""One HER2 finding -> its result: IHC score, ISH by word or by numbers (groups 1 to 5), and the report's own word.

ISH settles IHC 2+. IHC 2+ without ISH is equivocal whatever word stands beside it. IHC and ISH that cannot both be
right (3+ without amplification) leave the report's word where it gives one, and are conflicting where it does not.
Tables: `knowledge/her2.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hr_report.interpretation.discrepancies import Sides, discrepancy
from hr_report.interpretation.intervals import interval_of
from hr_report.interpretation.knowledge import load
from hr_report.models import Discrepancy, Her2Result, Ihc, Ish, Marker, Status

if TYPE_CHECKING:
    from hr_report.extraction.findings import Finding

_LOW_SCORES = (Ihc.ZERO, Ihc.ZERO_PLUS, Ihc.ZERO_TO_ONE, Ihc.ONE)
_RANGES = {Ihc.ONE_TO_TWO: Status.NEGATIVE, Ihc.TWO_TO_THREE: Status.POSITIVE}
_PER_CELL = Decimal(100)
"""Copy numbers from here on are counts over many cells, not averages per cell; ratios do not reach it."""
_DEFINITE = (Status.POSITIVE, Status.NEGATIVE)


@dataclass(frozen=True, slots=True)
class _Settled:
    """A status with the codes that led to it and, where a discrepancy needs it, what explains it."""

    status: Status | None
    reasons: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    name: str = ""


def read_her2(finding: Finding, edition: str) -> tuple[Her2Result, tuple[Discrepancy, ...]]:
    """The result of one HER2 finding.

    Args:
        finding: what the report says about HER2.
        edition: "asco_cap_2018" (affirmed 2023) or "asco_cap_2013".
    """
    measured = _measured(finding, edition)
    decision = _decide(finding, measured)
    sides = Sides((finding.stated or Status.NOT_REPORTED).value, _said(finding), decision.name or measured.name)
    codes = dict.fromkeys((*measured.codes, *decision.codes))
    told = tuple(discrepancy(code, Marker.HER2, finding.evidence, sides) for code in codes)
    status = decision.status or Status.NOT_REPORTED
    result = Her2Result(
        status=status,
        ihc=finding.ihc,
        ish=finding.ish or _ish_of_numbers(finding),
        ratio=finding.ratio,
        copies=finding.copies,
        low=_is_low(finding, status),
        ultralow=_is_ultralow(finding),
        stated_status=finding.stated,
        derived_status=measured.status,
        reasons=tuple(dict.fromkeys((*finding.reasons, *measured.reasons, *decision.reasons))),
        steps=(*measured.steps, *decision.steps),
        evidence=finding.evidence,
    )
    return result, told


def ish_group(ratio: Decimal, copies: Decimal) -> int:
    """The dual-probe group, 1 to 5, of a HER2/CEP17 ratio and the average HER2 copies per cell."""
    return int(_group(ratio, copies)["number"])


def group_status(group: int, ihc: Ihc | None, edition: str) -> Status:
    """What a dual-probe group means with an IHC score under an edition; `conflicting` for group 5 with 3+."""
    row = next(row for row in load("her2")["group"] if row["number"] == group)
    return Status(row[edition][_group_class(ihc)])


def _group(ratio: Decimal, copies: Decimal) -> dict[str, Any]:
    for row in load("her2")["group"]:
        if ratio in interval_of(row["ratio"]) and copies in interval_of(row["copies"]):
            return dict(row)
    raise AssertionError("the groups cover every ratio and copy number")


def _ihc_class(ihc: Ihc | None) -> str:
    if ihc is None:
        return "none"
    return "low" if ihc in _LOW_SCORES else ihc.value


def _group_class(ihc: Ihc | None) -> str:
    """Score ranges have no row in the group tables: they are read as the 2+ that they include."""
    return "2+" if ihc in _RANGES else _ihc_class(ihc)


def _measured(finding: Finding, edition: str) -> _Settled:
    """What IHC and ISH say, without the report's word for HER2."""
    if finding.ihc is None and finding.ish is None and finding.ratio is None and finding.copies is None:
        return _Settled(None)
    if finding.ratio is not None and finding.copies is not None and max(finding.ratio, finding.copies) < _PER_CELL:
        return _by_group(finding, edition, finding.ratio, finding.copies)
    ish, steps, codes = _ish(finding)
    return _final(finding, ish, steps, codes)


def _by_group(finding: Finding, edition: str, ratio: Decimal, copies: Decimal) -> _Settled:
    row = _group(ratio, copies)
    status = group_status(row["number"], finding.ihc, edition)
    step = f"Ratio {ratio} with {copies} copies is {row['name']}; {_edition_title(edition)}: {status.value}."
    named = {Ish.AMPLIFIED: Status.POSITIVE, Ish.NOT_AMPLIFIED: Status.NEGATIVE, Ish.EQUIVOCAL: Status.EQUIVOCAL}
    said = named.get(finding.ish) if finding.ish is not None else None
    reasons: tuple[str, ...] = (f"ish_group_{row['number']}",)
    if said is None or said is status:
        codes = ("her2_3plus_not_amplified",) if status is Status.CONFLICTING else ()
        uncommon = ("her2_ratio_copies_uncommon",) if row["number"] in (2, 3, 4) else ()
        return _Settled(status, reasons, (step,), (*codes, *uncommon), row["name"])
    other_editions = [other for other in load("her2")["editions"] if other != edition]
    if any(group_status(row["number"], finding.ihc, other) is said for other in other_editions):
        settled = _final(finding, finding.ish, (step,), ("her2_edition_matters",))
        return _Settled(settled.status, reasons, settled.steps, settled.codes, row["name"])
    if status is Status.CONFLICTING or _needs_ihc(status, finding):
        settled = _final(finding, finding.ish, (step,), ())
        return _Settled(settled.status, reasons, settled.steps, settled.codes, row["name"])
    return _Settled(Status.CONFLICTING, reasons, (step,), ("her2_ish_word_numbers_clash",), row["name"])


def _needs_ihc(status: Status, finding: Finding) -> bool:
    """True for groups 2 to 4 without an IHC score: the number alone settles nothing, so the report's ISH word leads."""
    return status is Status.EQUIVOCAL and finding.ihc is None


def _ish(finding: Finding) -> tuple[Ish | None, tuple[str, ...], tuple[str, ...]]:
    """The ISH result where at most one of ratio and copies is given; the report's word leads."""
    by_number = _ish_of_numbers(finding)
    if by_number is None:
        return finding.ish, (), ()
    step = f"{_ish_numbers(finding)} alone reads as {by_number.value.replace('_', ' ')}."
    if finding.ish in (None, Ish.PENDING, by_number):
        return by_number, (step,), ()
    # One number alone leaves the other open, so that "equivocal" contradicts neither side.
    opposite = Ish.EQUIVOCAL not in (finding.ish, by_number)
    return finding.ish, (step,), ("her2_ish_word_numbers_clash",) if opposite else ()


def _ish_of_numbers(finding: Finding) -> Ish | None:
    """ISH from the ratio, or from copies per cell where there is no ratio; None for counts that are not per cell."""
    if finding.ratio is None and finding.ish in (Ish.AMPLIFIED, Ish.NOT_AMPLIFIED):
        return None  # copies alone do not weigh against a stated result: the ratio that decided it is not given
    given = {"ratio": finding.ratio, "copies": finding.copies}
    for row in load("her2")["single"]:
        value = given[row["number"]]
        if value is None:
            continue
        return next((Ish(band["ish"]) for band in row["bands"] if value in interval_of(band)), None)
    return None


def _final(finding: Finding, ish: Ish | None, steps: tuple[str, ...], codes: tuple[str, ...]) -> _Settled:
    row = load("her2")["final"][_ihc_class(finding.ihc)]
    said = row.get(ish.value if ish is not None else "none")
    if said is None:
        return _Settled(None, (), steps, codes)
    status = Status(said)
    if "her2_ish_word_numbers_clash" in codes:
        return _Settled(Status.CONFLICTING, (), steps, codes)
    shown = " with ".join(part for part in (_score(finding), _ish_words(ish)) if part)
    if status is Status.CONFLICTING:
        code = "her2_0_or_1plus_amplified" if finding.ihc in _LOW_SCORES else "her2_3plus_not_amplified"
        codes = (*codes, code)
    return _Settled(status, (), (*steps, f"{shown} is {status.value}."), codes)


def _decide(finding: Finding, measured: _Settled) -> _Settled:
    stated = finding.stated
    if stated is None:
        return _Settled(measured.status, ("score_only",) if measured.status else ())
    word = (f"The report says {stated.value.replace('_', ' ')}.",)
    if stated is Status.CONFLICTING:
        return _Settled(Status.CONFLICTING, ("statements_disagree",), word, ("statements_disagree",))
    if measured.status is None:
        return _decide_by_word(stated, word)
    if stated in (Status.PENDING, Status.NOT_PERFORMED, Status.NOT_REPORTED, Status.LOW_POSITIVE):
        return _Settled(measured.status, (f"word_{stated.value}",), word)
    if stated in (Status.EQUIVOCAL, Status.INDETERMINATE):
        return _decide_unsure(finding, measured, word)
    return _compare(finding, measured, stated, word)


def _decide_by_word(stated: Status, word: tuple[str, ...]) -> _Settled:
    if stated is Status.LOW_POSITIVE:  # "low" is used for HER2-low (negative) and for weak positivity alike
        return _Settled(Status.INDETERMINATE, ("her2_low_wording",), word)
    return _Settled(stated, ("word_only",) if stated in _DEFINITE else (), word)


def _decide_unsure(finding: Finding, measured: _Settled, word: tuple[str, ...]) -> _Settled:
    """The report says equivocal or indeterminate: ISH settles that; an IHC score of its own does not."""
    ish_result = finding.ish in (Ish.AMPLIFIED, Ish.NOT_AMPLIFIED) or _ish_of_numbers(finding) is not None
    if measured.status is Status.EQUIVOCAL or (ish_result and measured.status in (*_DEFINITE, Status.CONFLICTING)):
        return _Settled(measured.status, ("ish_settles",) if measured.status in _DEFINITE else (), word)
    stated = finding.stated or Status.INDETERMINATE
    if measured.status is Status.PENDING:
        return _Settled(stated, ("ish_pending",), word)
    return _Settled(stated, ("her2_word_score_clash",), word, ("her2_word_score_clash",))


def _compare(finding: Finding, measured: _Settled, stated: Status, word: tuple[str, ...]) -> _Settled:
    """The report says positive or negative, and there is a score or an ISH result."""
    if measured.status is stated:
        return _Settled(stated, (), (*word, "Word and score agree."))
    if measured.status is Status.PENDING:
        return _Settled(stated, ("ish_pending",), word)
    if measured.status is Status.CONFLICTING and "her2_ish_word_numbers_clash" not in measured.codes:
        return _Settled(stated, ("ihc_ish_disagree",), (*word, "IHC and ISH disagree; the report's word stands."))
    if measured.status is Status.EQUIVOCAL:
        return _compare_equivocal(finding, stated, word)
    if finding.ihc is Ihc.TWO and stated is Status.POSITIVE and measured.status is Status.NEGATIVE:
        # Laboratories have called 2+ "weakly positive": the word belongs to the IHC score, which ISH settles.
        return _Settled(measured.status, ("ish_settles",), (*word, "ISH settles 2+."), ("her2_2plus_called_positive",))
    return _Settled(Status.CONFLICTING, ("her2_word_score_clash",), (*word, "Word and score do not fit."),
                    ("her2_word_score_clash",))  # fmt: skip


def _compare_equivocal(finding: Finding, stated: Status, word: tuple[str, ...]) -> _Settled:
    if finding.ihc is not None and _RANGES.get(finding.ihc) is stated and finding.ish is None:
        return _Settled(stated, ("score_range",), (*word, "The score's range includes that."))
    if finding.ish in (None, Ish.PENDING) and _ish_of_numbers(finding) is None:
        return _Settled(Status.EQUIVOCAL, ("her2_needs_ish",), word, ("her2_needs_ish",))
    return _Settled(Status.EQUIVOCAL, ("her2_word_score_clash",), word, ("her2_word_score_clash",))


def _is_low(finding: Finding, status: Status) -> bool | None:
    if status is Status.POSITIVE:
        return False
    if status is not Status.NEGATIVE:
        return None
    if finding.ihc is Ihc.ONE or (finding.ihc is Ihc.TWO and status is Status.NEGATIVE):
        return True
    return False if finding.ihc in (Ihc.ZERO, Ihc.ZERO_PLUS) else None


def _is_ultralow(finding: Finding) -> bool | None:
    """True for 0+; a plain 0 may or may not include faint staining, so it stays open."""
    if finding.ihc is Ihc.ZERO_PLUS:
        return True
    return False if finding.ihc in (Ihc.ONE, Ihc.TWO, Ihc.THREE) else None


def _edition_title(edition: str) -> str:
    return str(load("her2")["editions"][edition]["title"])


def _score(finding: Finding) -> str:
    return f"IHC {finding.ihc.value}" if finding.ihc is not None else ""


def _ish_words(ish: Ish | None) -> str:
    return f"ISH {ish.value.replace('_', ' ')}" if ish is not None else ""


def _ish_numbers(finding: Finding) -> str:
    ratio = f"ratio {finding.ratio}" if finding.ratio is not None else ""
    copies = f"{finding.copies} copies" if finding.copies is not None else ""
    return ", ".join(part for part in (ratio, copies) if part)


def _said(finding: Finding) -> str:
    return ", ".join(part for part in (_score(finding), _ish_words(finding.ish), _ish_numbers(finding)) if part)
