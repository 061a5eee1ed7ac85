"""From what the report says to a status: the rules in their order, each guideline's edges, the named discrepancies."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hr_report import list_guidelines
from hr_report.errors import UsageError
from hr_report.interpretation.cutoffs import find_guideline, known_cut_offs, own_scale_bands
from hr_report.interpretation.guidelines import interpret
from hr_report.models import Marker, Observation, Status
from invent import findings, percent, profile, quote

NEG, LOW, POS, IND, CON = "negative", "low_positive", "positive", "indeterminate", "conflicting"

# what is said about ER, status, derived status, discrepancies
ER_RULES = [
    # rule 1: only a word, only a number, nothing
    ("", "not_reported", None, []),
    ("positive", POS, None, []),
    ("negative", NEG, None, []),
    ("low_positive", LOW, None, []),
    ("pending", "pending", None, []),
    ("not_performed", "not_performed", None, []),
    ("indeterminate", IND, None, []),
    ("equivocal", IND, None, []),
    ("conflicting", CON, None, ["statements_disagree"]),
    ("0%", NEG, NEG, []),
    ("<1%", NEG, NEG, []),
    ("0.5%", NEG, NEG, []),
    ("1%", LOW, LOW, []),
    ("10%", LOW, LOW, []),
    ("1-10%", LOW, LOW, []),
    ("10.5%", POS, POS, []),
    ("11%", POS, POS, []),
    (">10%", POS, POS, []),
    ("100%", POS, POS, []),
    (">=1%", POS, POS, []),
    ("5-20%", POS, POS, []),
    ("<10%", IND, IND, []),
    ("<5%", IND, IND, []),
    ("0-100%", IND, IND, []),
    # rule 2: word and number agree
    ("positive 90%", POS, POS, []),
    ("positive 5%", LOW, LOW, []),
    ("positive 10%", LOW, LOW, []),
    ("positive <10%", LOW, IND, []),
    ("positive 1-9%", LOW, LOW, []),
    ("positive >=1%", POS, POS, []),
    ("positive 0-100%", POS, IND, []),
    ("low_positive 5%", LOW, LOW, []),
    ("low_positive <10%", LOW, IND, []),
    ("negative 0%", NEG, NEG, []),
    ("negative <1%", NEG, NEG, []),
    ("negative <10%", NEG, IND, ["negative_range_reaches_1_percent"]),
    # rule 3: a known cut-off explains the clash, and the word stands
    ("negative 5%", NEG, LOW, ["cut_off_10_percent"]),
    ("negative 1-9%", NEG, LOW, ["cut_off_10_percent"]),
    ("negative 10%", NEG, LOW, ["cut_off_10_percent"]),
    ("negative allred 3", NEG, LOW, ["allred_cut_off_higher"]),
    ("negative allred 2+1=3", NEG, LOW, ["allred_cut_off_higher"]),
    ("negative h 20", NEG, POS, ["h_score_cut_off"]),
    ("negative irs 2x1=2", NEG, POS, ["irs_cut_off"]),
    ("indeterminate 15%", IND, POS, ["borderline_zone"]),
    ("equivocal 5%", IND, LOW, ["borderline_zone"]),
    ("indeterminate 90%", IND, POS, ["indeterminate_word_with_number"]),
    ("positive <1% allred 1+2=3", POS, NEG, ["allred_positive_below_1_percent"]),
    ("low_positive 30%", LOW, POS, ["low_positive_wording"]),
    # rule 4: nothing explains it
    ("negative 90%", CON, POS, ["word_number_clash"]),
    ("negative 11%", CON, POS, ["word_number_clash"]),
    ("positive 0%", CON, NEG, ["word_number_clash"]),
    ("positive <1%", CON, NEG, ["word_number_clash"]),
    ("low_positive 0%", CON, NEG, ["word_number_clash"]),
    ("low_positive 90%", CON, POS, ["word_number_clash"]),
    ("pending 90%", CON, POS, ["word_number_clash"]),
    ("not_performed 90%", CON, POS, ["word_number_clash"]),
    ("negative h 200", CON, POS, ["word_number_clash"]),
    # the other notations
    ("allred 0", NEG, NEG, []),
    ("allred 2", NEG, NEG, []),
    ("allred 3", LOW, LOW, ["allred_may_be_below_1_percent"]),
    ("allred 2+1=3", LOW, LOW, []),
    ("allred 1+2=3", NEG, NEG, []),
    ("allred 4", POS, POS, ["allred_may_be_below_1_percent"]),
    ("allred 3+1=4", POS, POS, []),
    ("allred 5", POS, POS, []),
    ("allred 8", POS, POS, []),
    ("h 0", NEG, NEG, []),
    ("h 0.5", NEG, NEG, []),
    ("h 2", LOW, LOW, []),
    ("h 10", LOW, LOW, []),
    ("h 11", POS, POS, []),
    ("h 300", POS, POS, []),
    ("irs 0", NEG, NEG, []),
    ("irs 1", NEG, NEG, []),
    ("irs 2", POS, POS, []),
    ("irs 12", POS, POS, []),
    ("j 0", NEG, NEG, []),
    ("j 1", NEG, NEG, []),
    ("j 2", LOW, LOW, []),
    ("j 3", POS, POS, []),
    ("fmol 9", NEG, NEG, []),
    ("fmol 10", POS, POS, []),
    ("fmol 49", POS, POS, []),
    ("positive fmol 49", POS, POS, []),
    # several numbers together
    ("90% allred 8 h 270", POS, POS, []),
    ("<10% allred 2+1=3", LOW, LOW, []),
    ("10% allred 5+3=8", LOW, LOW, ["scores_disagree"]),
    ("0% allred 8", CON, CON, ["scores_disagree"]),
    ("positive 90% allred 2", POS, CON, ["scores_disagree"]),
    ("negative 90% allred 2", CON, CON, ["scores_disagree"]),
    # impossible numbers are set aside
    ("allred 1", "not_reported", None, ["allred_impossible"]),
    ("allred 5+0=5", "not_reported", None, ["allred_impossible"]),
    ("allred 5+3=7", "not_reported", None, ["allred_parts_do_not_sum"]),
    ("positive allred 9", POS, None, ["allred_impossible"]),
    ("irs 7", "not_reported", None, ["irs_impossible"]),
    ("irs 3x3=6", "not_reported", None, ["irs_parts_do_not_multiply"]),
    ("h 301", "not_reported", None, ["h_score_out_of_range"]),
    ("j 4", "not_reported", None, ["j_score_out_of_range"]),
    ("150%", "not_reported", None, ["percent_out_of_range"]),
    ("fmol -1", "not_reported", None, ["ligand_binding_out_of_range"]),
    # intensity against percentage
    ("positive 90% none", POS, POS, ["intensity_none_with_staining"]),
    ("negative 0% strong", NEG, NEG, ["intensity_without_staining"]),
]


@pytest.mark.parametrize(
    ("said", "status", "derived", "codes"), ER_RULES, ids=[row[0] or "nothing" for row in ER_RULES]
)
def test_er(said, status, derived, codes):
    read = profile(er=said)
    assert (read.er.status, read.er.derived_status) == (status, derived)
    assert [item.code for item in read.discrepancies] == codes


@pytest.mark.parametrize(
    ("said", "status", "codes"),
    [
        ("0%", NEG, []),
        ("<1%", NEG, []),
        ("1%", POS, []),
        ("5%", POS, []),
        ("10%", POS, []),
        ("positive 5%", POS, []),
        ("low_positive", POS, []),
        ("low_positive 5%", POS, []),
        ("negative 5%", NEG, ["cut_off_10_percent"]),
        ("allred 3", POS, ["allred_may_be_below_1_percent"]),
        ("<10%", IND, []),
        ("positive <10%", POS, []),
    ],
)
def test_pr_has_no_low_positive(said, status, codes):
    read = profile(er="positive 90%", pr=said)
    assert read.pr.status == status
    assert [item.code for item in read.discrepancies] == codes


EDGES = {
    "asco_cap_2020": {"er": {"0.9%": NEG, "1%": LOW, "10%": LOW, "10.1%": POS}, "pr": {"0.9%": NEG, "1%": POS}},
    "cut_off_10": {"er": {"9.9%": NEG, "10%": POS}, "pr": {"9.9%": NEG, "10%": POS}},
    "allred_3": {
        "er": {"allred 2": NEG, "allred 3": POS, "1%": POS, "<1%": NEG},
        "pr": {"allred 2": NEG, "allred 3": POS},
    },
    "h_score_10": {"er": {"h 10": NEG, "h 10.5": POS, "50%": POS, "3%": NEG}, "pr": {"h 10": NEG, "h 11": POS}},
    "h_score_50": {"er": {"h 49": NEG, "h 50": POS, "60%": POS, "16%": NEG}, "pr": {"h 49": NEG, "h 50": POS}},
    "irs_2": {"er": {"irs 1": NEG, "irs 2": POS, "irs 12": POS}, "pr": {"irs 1": NEG, "irs 2": POS}},
    "irs_3": {"er": {"irs 2": NEG, "irs 3": POS, "irs 12": POS}, "pr": {"irs 2": NEG, "irs 3": POS}},
}
# For allred_3, "<1%" alone spans the cut-off (a strong stain of few cells totals 4): the percentage's own rule decides.


@pytest.mark.parametrize("guideline", EDGES)
def test_the_edges_of_each_guideline(guideline):
    for marker, table in EDGES[guideline].items():
        for said, status in table.items():
            read = profile(guideline=guideline, **{marker: said})
            assert getattr(read, marker).status == status, (marker, said)


def test_every_guideline_is_named_dated_and_tested():
    assert [guideline.id for guideline in list_guidelines()] == list(EDGES)
    assert [guideline.date for guideline in list_guidelines()] == [
        "2020-01-13", "2024-04-01", "2014-12-01", "2026-11-20", "2001-01-01", "2026-11-20", "2005-01-01",
    ]  # fmt: skip
    assert all(guideline.source and guideline.edition for guideline in list_guidelines())
    assert {guideline.her2_edition for guideline in list_guidelines()} == {"asco_cap_2018"}


def test_the_bands_of_each_guideline_leave_no_gap():
    for guideline in list_guidelines():
        top = {"percent": 100, "allred": 8, "h_score": 300, "irs": 12}[guideline.scale]
        step = 1 if guideline.scale in {"allred", "irs"} else 2
        for marker in (Marker.ER, Marker.PR):
            for count in range(top * step + 1):
                value = Decimal(count) / step
                held = [band for band in guideline.bands(marker) if value in band.interval]
                assert len(held) == 1, (guideline.id, marker, value)


def test_the_usual_cut_off_of_each_notation():
    edges = {scale: [(b.status.value, b.interval.low, b.interval.high) for b in own_scale_bands(scale)] for scale in
             ("percent", "allred", "h_score", "irs", "j_score", "ligand_binding")}  # fmt: skip
    assert edges == {
        "percent": [(NEG, 0, 1), (POS, 1, 100)],
        "allred": [(NEG, 0, 2), (POS, 3, 8)],
        "h_score": [(NEG, 0, 1), (POS, 1, 300)],
        "irs": [(NEG, 0, 1), (POS, 2, 12)],
        "j_score": [(NEG, 0, 0), (IND, 1, 2), (POS, 3, 3)],
        "ligand_binding": [(NEG, 0, 10), (POS, 10, 100000)],
    }


def test_the_cut_offs_that_explain_a_clash():
    assert [(c.code, c.word.value, c.scale, c.interval.low, c.interval.high) for c in known_cut_offs()] == [
        ("cut_off_10_percent", NEG, "percent", 1, 10),
        ("allred_cut_off_higher", NEG, "allred", 3, 4),
        ("h_score_cut_off", NEG, "h_score", 1, 50),
        ("irs_cut_off", NEG, "irs", 1, 2),
        ("borderline_zone", IND, "percent", 0, 20),
        ("borderline_zone", IND, "allred", 2, 4),
        ("borderline_zone", IND, "h_score", 1, 50),
        ("borderline_zone", IND, "irs", 1, 3),
        ("borderline_zone", IND, "j_score", 1, 2),
        ("allred_positive_below_1_percent", POS, "allred", 3, 4),
        ("low_positive_wording", LOW, "percent", 1, 50),
        ("cut_off_1_percent", POS, "percent", 1, 10),
    ]


def test_positive_at_5_percent_under_a_10_percent_cut_off_is_told():
    read = profile(er="positive 5%", guideline="cut_off_10")
    assert read.er.status == POS
    assert [item.code for item in read.discrepancies] == ["cut_off_1_percent"]


def test_an_unknown_guideline_is_refused_with_those_that_exist():
    with pytest.raises(UsageError, match=r"no guideline named 'asco_1999'.*asco_cap_2020"):
        find_guideline("asco_1999")


def test_er_negative_with_pr_positive_is_told_as_rare():
    read = profile(er="negative 0%", pr="positive 50%")
    assert [item.code for item in read.discrepancies] == ["er_negative_pr_positive"]
    assert [e.quote for e in read.discrepancies[0].evidence] == ["negative 0%", "positive 50%"]
    assert not profile(er="positive 90%", pr="positive 50%").discrepancies


def test_a_discrepancy_names_word_number_and_cut_off_and_asks_for_review():
    read = profile(er="negative 5%")
    assert read.review_reasons == ("cut_off_10_percent",)
    (told,) = read.discrepancies
    assert told.marker is Marker.ER
    assert "calls ER negative with 5%" in told.message
    assert "10 % cut-off" in told.message
    assert [e.quote for e in told.evidence] == ["negative 5%"]


def test_tumours_that_agree_in_status_give_it_although_numbers_differ():
    base = findings(parts=[("positive 90%", "", ""), ("positive 60%", "", "")])
    read = interpret(_differs(base))
    assert read.er.status is Status.POSITIVE
    assert read.er.percent is None
    assert [part.er.status for part in read.specimens] == [POS, POS]


def test_tumours_that_differ_are_conflicting_and_both_kept():
    read = interpret(_differs(findings(parts=[("90%", "", ""), ("0%", "", "")])))
    assert read.er.status is Status.CONFLICTING
    assert "specimens_disagree" in read.review_reasons
    assert [part.er.status for part in read.specimens] == [POS, NEG]


def test_one_low_positive_among_positive_tumours_is_positive():
    read = interpret(_differs(findings(parts=[("positive 90%", "", ""), ("positive 5%", "", "")])))
    assert read.er.status is Status.POSITIVE


def test_numbers_that_differ_within_one_specimen_are_judged_one_by_one():
    seen = tuple(
        Observation(marker=Marker.ER, percent=percent(text), counted=counted, evidence=(quote(text),))
        for text, counted in [("90%", True), ("80%", True), ("0%", False)]
    )
    read = interpret(_differs(findings(observations=seen), "numbers_differ"))
    assert read.er.status is Status.POSITIVE


def _differs(base, reason="differs_between_tumours"):
    return replace(base, er=replace(base.er, reasons=(reason,)))


def test_derived_values_say_from_what_they_come_and_never_repeat_what_is_reported():
    read = profile(er="positive allred 3+2=5").er
    kinds = {each.kind: each for each in read.derived}
    assert "allred_total" not in kinds
    assert (kinds["percent"].low, kinds["percent"].high) == (10, 34)
    assert kinds["percent"].low_excluded
    assert kinds["percent"].high_excluded
    assert all(each.basis == "derived" and "Allred 3+2=5" in each.steps[0] for each in read.derived)
    assert not profile(er="positive fmol 49").er.derived


def test_steps_tell_how_the_status_was_reached():
    steps = " ".join(profile(er="negative 5%").er.steps)
    assert "'5%' is 5 % on the scale of ASCO/CAP 2020" in steps
    assert "That is low positive." in steps
    assert "The report says negative." in steps
    assert "it stands" in steps


TOPS = {"percent": 100, "allred": 8, "h_score": 300, "irs": 12}


def test_the_bands_end_where_the_scale_ends():
    for guideline in list_guidelines():
        for marker in (Marker.ER, Marker.PR):
            ends = [band.interval for band in guideline.bands(marker)]
            assert (ends[0].low, ends[-1].high) == (0, TOPS[guideline.scale]), guideline.id
            assert not (ends[0].low_open)
            assert not (ends[-1].high_open)


@pytest.mark.parametrize("scale", ["percent", "h_score", "ligand_binding"])
def test_the_usual_bands_of_a_continuous_scale_do_not_overlap(scale):
    below, above = (band.interval for band in own_scale_bands(scale))
    assert below.high == above.low
    assert not below.overlaps(above)
