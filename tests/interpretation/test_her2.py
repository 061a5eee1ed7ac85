"""HER2: the ISH groups, IHC with ISH, the report's own word, HER2-low, the editions."""

from decimal import Decimal

import pytest
from hr_report.interpretation.her2 import group_status, ish_group
from hr_report.interpretation.intervals import interval_of
from hr_report.interpretation.knowledge import load
from hr_report.models import Ihc, Status
from invent import profile

NEG, POS, EQU, CON = "negative", "positive", "equivocal", "conflicting"

# ratio, copies -> group
GROUPS = [
    ("2.0", "4.0", 1),
    ("5.5", "12.3", 1),
    ("2.0", "3.9", 2),
    ("3.1", "2.0", 2),
    ("1.9", "6.0", 3),
    ("1.2", "8.4", 3),
    ("1.9", "4.0", 4),
    ("1.3", "5.9", 4),
    ("1.9", "3.9", 5),
    ("0", "0", 5),
]
# group -> status by IHC score: none, 0/1+, 2+, 3+
MEANING = {
    "asco_cap_2018": {
        1: (POS, POS, POS, POS),
        2: (EQU, NEG, NEG, POS),
        3: (EQU, NEG, POS, POS),
        4: (EQU, NEG, NEG, POS),
        5: (NEG, NEG, NEG, CON),
    },
    "asco_cap_2013": {
        1: (POS, POS, POS, POS),
        2: (POS, POS, POS, POS),
        3: (POS, POS, POS, POS),
        4: (EQU, EQU, EQU, POS),
        5: (NEG, NEG, NEG, CON),
    },
}
COLUMNS = [(None,), (Ihc.ZERO, Ihc.ZERO_PLUS, Ihc.ZERO_TO_ONE, Ihc.ONE), (Ihc.TWO,), (Ihc.THREE,)]


@pytest.mark.parametrize(("ratio", "copies", "group"), GROUPS)
def test_the_group_of_a_ratio_and_copies(ratio, copies, group):
    assert ish_group(Decimal(ratio), Decimal(copies)) == group


@pytest.mark.parametrize("edition", MEANING)
def test_what_each_group_means_with_each_score(edition):
    for group, meanings in MEANING[edition].items():
        for scores, meaning in zip(COLUMNS, meanings, strict=True):
            for score in scores:
                assert group_status(group, score, edition) == meaning, (group, score)


# what is said about HER2 -> status, discrepancies
SAID = [
    ("", "not_reported", []),
    ("positive", POS, []),
    ("negative", NEG, []),
    ("equivocal", EQU, []),
    ("indeterminate", "indeterminate", []),
    ("pending", "pending", []),
    ("not_performed", "not_performed", []),
    ("conflicting", CON, ["statements_disagree"]),
    ("low_positive", "indeterminate", []),
    ("low_positive 1+", NEG, []),
    # IHC alone
    ("0", NEG, []),
    ("0+", NEG, []),
    ("0-1+", NEG, []),
    ("1+", NEG, []),
    ("1-2+", EQU, []),
    ("2+", EQU, []),
    ("2-3+", EQU, []),
    ("3+", POS, []),
    # IHC and word
    ("negative 0", NEG, []),
    ("positive 3+", POS, []),
    ("equivocal 2+", EQU, []),
    ("negative 2+", EQU, ["her2_needs_ish"]),
    ("positive 2+", EQU, ["her2_needs_ish"]),
    ("positive 2+ ish:pending", EQU, ["her2_needs_ish"]),
    ("pending 2+", EQU, []),
    ("not_performed 2+", EQU, []),
    ("indeterminate 2+", EQU, []),
    ("negative 1-2+", NEG, []),
    ("positive 1-2+", EQU, ["her2_needs_ish"]),
    ("positive 2-3+", POS, []),
    ("negative 2-3+", EQU, ["her2_needs_ish"]),
    ("negative 3+", CON, ["her2_word_score_clash"]),
    ("positive 0", CON, ["her2_word_score_clash"]),
    ("positive 1+", CON, ["her2_word_score_clash"]),
    ("equivocal 1+", EQU, ["her2_word_score_clash"]),
    ("indeterminate 3+", "indeterminate", ["her2_word_score_clash"]),
    # ISH
    ("ish:amplified", POS, []),
    ("ish:not_amplified", NEG, []),
    ("ish:equivocal", EQU, []),
    ("ish:pending", "pending", []),
    ("negative ish:pending", NEG, []),
    ("2+ ish:amplified", POS, []),
    ("2+ ish:not_amplified", NEG, []),
    ("2+ ish:equivocal", EQU, []),
    ("2+ ish:pending", EQU, []),
    ("1-2+ ish:not_amplified", NEG, []),
    ("1-2+ ish:amplified", POS, []),
    ("2-3+ ish:amplified", POS, []),
    ("2-3+ ish:not_amplified", CON, ["her2_3plus_not_amplified"]),
    ("equivocal 2+ ish:not_amplified", NEG, []),
    ("equivocal 2+ ish:amplified", POS, []),
    ("equivocal ish:amplified", POS, []),
    ("equivocal ish:pending", EQU, []),
    ("negative 2+ ish:not_amplified", NEG, []),
    ("positive 2+ ish:not_amplified", NEG, ["her2_2plus_called_positive"]),
    ("negative 2+ ish:amplified", CON, ["her2_word_score_clash"]),
    ("positive ish:not_amplified", CON, ["her2_word_score_clash"]),
    ("positive ish:equivocal", EQU, ["her2_word_score_clash"]),
    ("1+ ish:pending", NEG, []),
    ("3+ ish:pending", POS, []),
    ("3+ ish:equivocal", POS, []),
    ("1+ ish:equivocal", EQU, []),
    # IHC and ISH that cannot both be right
    ("3+ ish:not_amplified", CON, ["her2_3plus_not_amplified"]),
    ("positive 3+ ish:not_amplified", POS, ["her2_3plus_not_amplified"]),
    ("1+ ish:amplified", CON, ["her2_0_or_1plus_amplified"]),
    ("positive 0 ish:amplified", POS, ["her2_0_or_1plus_amplified"]),
    # numbers of ISH
    ("ratio 2.0", POS, []),
    ("ratio 1.99", NEG, []),
    ("copies 6.0", POS, []),
    ("copies 5.9", EQU, []),
    ("copies 4.0", EQU, []),
    ("copies 3.9", NEG, []),
    ("copies 511", "not_reported", []),
    ("2+ ratio 1.2", NEG, []),
    ("2+ ratio 2.4", POS, []),
    ("ish:amplified ratio 1.1", CON, ["her2_ish_word_numbers_clash"]),
    ("ish:amplified copies 5.4", POS, []),
    ("2+ ish:equivocal ratio 1.5", EQU, []),
    ("2+ ratio 1.1 copies 2.0", NEG, []),
    ("2+ ratio 3.0 copies 9.0", POS, []),
    ("2+ ratio 1.3 copies 4.8", NEG, ["her2_ratio_copies_uncommon"]),
    ("ratio 1.3 copies 4.8", EQU, ["her2_ratio_copies_uncommon"]),
    ("3+ ratio 1.1 copies 2.0", CON, ["her2_3plus_not_amplified"]),
    ("ish:amplified ratio 1.1 copies 2.0", CON, ["her2_ish_word_numbers_clash"]),
    ("2+ ish:equivocal ratio 1.3 copies 4.8", EQU, ["her2_edition_matters"]),
    ("2+ ish:amplified ratio 2.3 copies 3.1", POS, ["her2_edition_matters"]),
    ("ish:amplified ratio 2.3 copies 3.1", POS, ["her2_edition_matters"]),
    ("ish:not_amplified ratio 1.3 copies 4.8", NEG, []),
]


@pytest.mark.parametrize(("said", "status", "codes"), SAID, ids=[row[0] or "nothing" for row in SAID])
def test_her2(said, status, codes):
    read = profile(her=said)
    assert read.her2.status == status
    assert [item.code for item in read.discrepancies] == codes


@pytest.mark.parametrize(
    ("said", "low", "ultralow"),
    [
        ("0", False, None),
        ("0+", False, True),
        ("0-1+", None, None),
        ("1+", True, False),
        ("2+ ish:not_amplified", True, False),
        ("2+", None, False),
        ("3+", False, False),
        ("negative", None, None),
        ("1-2+ ish:not_amplified", None, None),
    ],
)
def test_her2_low_is_information_beside_the_status(said, low, ultralow):
    her2 = profile(her=said).her2
    assert (her2.low, her2.ultralow) == (low, ultralow)
    assert her2.status is not Status.LOW_POSITIVE


def test_a_report_that_names_the_2013_edition_is_read_by_it():
    assert profile(her="2+ ratio 1.3 copies 4.8", her2_edition="asco_cap_2013").her2.status == EQU
    assert profile(her="2+ ratio 2.3 copies 3.1", her2_edition="asco_cap_2013").her2.status == POS
    assert profile(her="2+ ratio 2.3 copies 3.1").her2.status == NEG


def test_ish_by_number_alone_is_shown_as_ish():
    assert profile(her="2+ ratio 1.2").her2.ish == "not_amplified"


def test_the_message_names_both_sides():
    (told,) = profile(her="negative 3+").discrepancies
    assert told.message == "The report calls HER2 negative, but IHC 3+ says otherwise."
    assert [e.quote for e in told.evidence] == ["negative 3+"]


HUNDREDTHS = [Decimal(value) for value in ("0", "1.99", "2.0", "3.99", "4.0", "5.99", "6.0", "50", "999", "1000")]


@pytest.mark.parametrize("ratio", HUNDREDTHS)
def test_each_ratio_and_copy_number_is_in_exactly_one_group(ratio):
    for copies in HUNDREDTHS:
        held = [
            row["number"]
            for row in load("her2")["group"]
            if ratio in interval_of(row["ratio"]) and copies in interval_of(row["copies"])
        ]
        assert held == [ish_group(ratio, copies)]


def test_one_number_alone_is_in_exactly_one_band_up_to_its_limit():
    limits = {"ratio": 1000, "copies": 100}
    for row in load("her2")["single"]:
        limit = limits[row["number"]]
        for value in [*(each for each in HUNDREDTHS if each <= limit), Decimal(limit)]:
            assert sum(value in interval_of(band) for band in row["bands"]) == 1, (row["number"], value)
        assert not any(Decimal(limit + 1) in interval_of(band) for band in row["bands"])


PEN = "pending"
FINAL = {
    # none, amplified, not amplified, equivocal, pending
    "low": (NEG, CON, NEG, EQU, NEG),
    "1-2+": (EQU, POS, NEG, EQU, EQU),
    "2+": (EQU, POS, NEG, EQU, EQU),
    "2-3+": (EQU, POS, CON, EQU, EQU),
    "3+": (POS, POS, CON, POS, POS),
    "none": (None, POS, NEG, EQU, PEN),
}


def test_ihc_with_ish_as_written():
    columns = ("none", "amplified", "not_amplified", "equivocal", "pending")
    assert {row: tuple(told.get(column) for column in columns) for row, told in load("her2")["final"].items()} == FINAL
