"""Every notation against every other: written tables, brute force, and random stainings."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import pytest
from hr_report.interpretation import scores
from hr_report.interpretation.intervals import Interval, exactly, hull, percent_interval
from hr_report.models import Intensity
from hypothesis import given
from hypothesis import strategies as st
from invent import percent

ALLRED_PROPORTION = {0: {0}, 1: {"0.5"}, 2: {1, 5, 10}, 3: {11, 20, 33}, 4: {34, 50, 66}, 5: {67, 90, 100}}
"""Whole percentages (and one below 1) that each proportion score stands for, its edges among them."""

ALLRED_PAIRS = {
    0: [(0, 0)],
    1: [],
    2: [(1, 1)],
    3: [(1, 2), (2, 1)],
    4: [(1, 3), (2, 2), (3, 1)],
    5: [(2, 3), (3, 2), (4, 1)],
    6: [(3, 3), (4, 2), (5, 1)],
    7: [(4, 3), (5, 2)],
    8: [(5, 3)],
    9: [],
}
ALLRED_TOTAL_PERCENT = {
    0: (0, 0),
    2: (0, 1),
    3: (0, 10),
    4: (0, 34),
    5: (1, 67),
    6: (10, 100),
    7: (33, 100),
    8: (66, 100),
}
IRS_PAIRS = {
    0: [(0, 0)],
    1: [(1, 1)],
    2: [(1, 2), (2, 1)],
    3: [(1, 3), (3, 1)],
    4: [(2, 2), (4, 1)],
    5: [],
    6: [(2, 3), (3, 2)],
    7: [],
    8: [(4, 2)],
    9: [(3, 3)],
    10: [],
    11: [],
    12: [(4, 3)],
    13: [],
}
IRS_PERCENT = {
    0: (0, 0),
    1: (0, 10),
    2: (0, 50),
    3: (0, 80),
    4: (10, 100),
    6: (10, 80),
    8: (80, 100),
    9: (50, 80),
    12: (80, 100),
}
IRS_PROPORTION = {0: {0}, 1: {"0.5", 1, 9}, 2: {10, 50}, 3: {51, 80}, 4: {81, 100}}
J_PROPORTION = {0: {0}, 1: {"0.5"}, 2: {1, 9}, 3: {11, 100}}


@pytest.mark.parametrize(
    ("scale", "table"), [("allred", ALLRED_PROPORTION), ("irs", IRS_PROPORTION), ("j_score", J_PROPORTION)]
)
def test_each_percentage_has_its_one_proportion_score(scale, table):
    for score, values in table.items():
        for value in values:
            assert scores.proportion_scores(exactly(Decimal(value)), scale) == (score,), value


def test_exactly_10_percent_on_the_j_score_may_be_either():
    assert scores.proportion_scores(exactly(10), "j_score") == (2, 3)


@pytest.mark.parametrize("scale", ["allred", "irs", "j_score"])
def test_every_percentage_has_a_proportion_score(scale):
    for tenth in range(1001):
        assert scores.proportion_scores(exactly(Decimal(tenth) / 10), scale)


@pytest.mark.parametrize("total", ALLRED_PAIRS)
def test_allred_totals_and_their_parts(total):
    assert list(scores.allred_pairs(total)) == ALLRED_PAIRS[total]


def test_all_16_allred_pairs():
    pairs = [pair for listed in ALLRED_PAIRS.values() for pair in listed]
    assert len(pairs) == 16
    for proportion, intensity in pairs:
        bounds = scores.allred_percent(proportion + intensity, proportion, intensity)
        assert bounds == scores.bands("allred")[proportion]


@pytest.mark.parametrize(("total", "bounds"), ALLRED_TOTAL_PERCENT.items())
def test_an_allred_total_alone_bounds_the_percentage(total, bounds):
    found = scores.allred_percent(total)
    assert (found.low, found.high) == bounds


@pytest.mark.parametrize(
    ("total", "proportion", "intensity"), [(1, None, None), (5, 5, 0), (2, 0, 2), (9, None, None), (7, 2, 5)]
)
def test_impossible_allred_scores_have_no_percentage(total, proportion, intensity):
    assert scores.allred_percent(total, proportion, intensity) is None


@pytest.mark.parametrize("value", IRS_PAIRS)
def test_irs_values_and_their_parts(value):
    assert list(scores.irs_pairs(value)) == IRS_PAIRS[value]
    found = scores.irs_percent(value)
    assert (None if found is None else (found.low, found.high)) == IRS_PERCENT.get(value)


def test_j_scores_and_their_percentages():
    assert [(i.low, i.high) for i in map(scores.j_score_percent, range(4))] == [(0, 0), (0, 1), (1, 10), (10, 100)]
    assert scores.j_score_percent(4) is None


def test_h_score_bounds_against_every_distribution():
    reached = {}
    for strong in range(101):
        for moderate in range(101 - strong):
            for weak in range(101 - strong - moderate):
                value, cells = weak + 2 * moderate + 3 * strong, weak + moderate + strong
                low, high = reached.get(value, (cells, cells))
                reached[value] = (min(low, cells), max(high, cells))
    assert len(reached) == 301
    for value, (low, high) in reached.items():
        bounds = scores.h_score_percent(Decimal(value))
        assert (ceil(bounds.low), floor(bounds.high)) == (low, high), value


@pytest.mark.parametrize("value", ["-1", "300.5", "301"])
def test_impossible_h_scores_have_no_percentage(value):
    assert scores.h_score_percent(Decimal(value)) is None


def test_an_h_score_with_intensity_none():
    assert scores.h_score_percent(Decimal(0), Intensity.NONE) == exactly(0)
    assert scores.h_score_percent(Decimal(5), Intensity.NONE) is None


stainings = st.tuples(*[st.integers(0, 1000)] * 3).map(sorted).map(lambda s: (s[0], s[1] - s[0], s[2] - s[1]))
"""Weak, moderate and strong cells among 1000."""


def mean_intensity(weak, moderate, strong):
    points = Fraction(weak + 2 * moderate + 3 * strong, weak + moderate + strong)
    return min(3, max(1, floor(points + Fraction(1, 2))))


def allred_of(weak, moderate, strong):
    """By the original fractions: 1/100, 1/10, 1/3, 2/3 of the cells."""
    share = Fraction(weak + moderate + strong, 1000)
    if not share:
        return 0, 0
    edges = [share >= Fraction(1, 100), share > Fraction(1, 10), share > Fraction(1, 3), share > Fraction(2, 3)]
    return 1 + sum(edges), mean_intensity(weak, moderate, strong)


NAMES = {1: Intensity.WEAK, 2: Intensity.MODERATE, 3: Intensity.STRONG}


@given(stainings)
def test_derived_values_always_contain_the_truth(staining):
    cells = exactly(Decimal(sum(staining)) / 10)
    h_score = Decimal(staining[0] + 2 * staining[1] + 3 * staining[2]) / 10
    proportion, points = allred_of(*staining)
    intensity = NAMES.get(points)
    assert cells.low in scores.h_score_percent(h_score)
    assert cells.low in scores.allred_percent(proportion + points)
    assert cells.low in scores.allred_percent(proportion + points, proportion, points)
    assert h_score in scores.percent_h_score(cells)
    assert proportion in scores.proportion_scores(cells, "allred")
    assert proportion + points in scores.allred_totals(cells)
    if intensity:
        assert proportion + points in scores.allred_totals(cells, intensity)
        assert h_score in scores.percent_h_score(cells, intensity)
        assert cells.low in scores.h_score_percent(h_score, intensity)
        irs = scores.proportion_scores(cells, "irs")[0] * points
        assert irs in scores.irs_values(cells, intensity)
        assert cells.low in scores.irs_percent(irs)


@given(st.decimals(0, 100, places=1), st.decimals(0, 100, places=1))
def test_more_stained_cells_never_give_a_lower_score(one, other):
    low, high = (exactly(value) for value in sorted((one, other)))
    for derive in (scores.allred_totals, scores.irs_values):
        assert min(derive(low)) <= min(derive(high))
        assert max(derive(low)) <= max(derive(high))
    assert scores.percent_h_score(low).high <= scores.percent_h_score(high).high


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("95%", ["95"], ["94", "96"]),
        ("<1%", ["0", "0.9"], ["1"]),
        (">10%", ["10.1", "100"], ["10"]),
        (">=1%", ["1", "100"], ["0.9"]),
        ("<=10%", ["0", "10"], ["10.1"]),
        ("10-75%", ["10", "75"], ["9", "76"]),
    ],
)
def test_what_a_percentage_leaves_possible(text, inside, outside):
    interval = percent_interval(percent(text))
    assert all(Decimal(value) in interval for value in inside)
    assert not any(Decimal(value) in interval for value in outside)


ends = st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans(), st.booleans())
intervals = ends.map(lambda e: Interval(Decimal(min(e[:2])), Decimal(max(e[:2])), e[2], e[3]))


@given(intervals, intervals, st.integers(0, 12).map(lambda n: Decimal(n) / 2))
def test_intervals_meet_and_join_as_sets_do(one, other, value):
    assert (value in one.intersect(other)) == (value in one and value in other)
    if value in one or value in other:
        assert value in hull([one, other])
