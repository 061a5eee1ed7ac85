"""The label's points as decision tables: every value to its state, the order of the summaries, what is never said."""

import re

import pytest
from hr_report.errors import UsageError
from hr_report.interpretation.candidacy import label_version
from hr_report.interpretation.explanation import points_met
from hr_report.interpretation.knowledge import load
from hr_report.models import CandidacySummary, DiagnosisKind
from invent import candidacy

MET, NOT, UNK, DIS = "met", "not_met", "unknown", "needs_discussion"

STATES = {
    "C1": {
        "invasive_breast": MET,
        "metastatic_breast": MET,
        "in_situ_only": NOT,
        "benign_breast": NOT,
        "other_primary": NOT,
        "unclear": UNK,
    },
    "C2": {
        "not_breast": UNK,
        "er_positive": MET,
        "er_positive_no_number": MET,
        "er_low_positive": DIS,
        "both_negative": NOT,
        "er_negative_pr_positive": DIS,
        "er_negative_pr_missing": UNK,
        "er_missing_pr_positive": UNK,
        "er_word_number_differ": DIS,
        "er_conflicting": DIS,
        "pr_unsettled": DIS,
        "specimens_differ": DIS,
        "er_indeterminate": DIS,
        "er_pending": UNK,
        "er_not_performed": UNK,
        "er_not_reported": UNK,
    },
    "C3": {
        "not_breast": UNK,
        "ihc_negative": MET,
        "her2_low": MET,
        "ish_negative": MET,
        "negative_word_only": MET,
        "two_plus_no_ish": UNK,
        "equivocal": UNK,
        "positive": NOT,
        "tests_disagree": DIS,
        "conflicting": DIS,
        "specimens_differ": DIS,
        "indeterminate": UNK,
        "pending": UNK,
        "not_performed": UNK,
        "not_reported": UNK,
    },
    "C4": {
        "metastasis_sample": MET,
        "no_spread_since": MET,
        "spread_since": DIS,
        "specimens_differ": DIS,
        "not_given": UNK,
    },
    "C5": {"report_metastatic": MET, "metastatic": MET, "locally_advanced": MET, "early": NOT, "not_given": UNK},
    "C6": {
        "postmenopausal": MET,
        "premenopausal": NOT,
        "premenopausal_ovarian_suppression": DIS,
        "chemotherapy_amenorrhea": DIS,
        "male": DIS,
        "age_60_or_more": DIS,
        "not_given": UNK,
    },
    "C7": {"female": MET, "male": DIS, "not_given": UNK},
    "C8": {"taken": MET, "not_taken": NOT, "not_given": UNK},
    "C9": {
        "progressed_during": MET,
        "progressed_within_1_month": MET,
        "recurred_within_12_months": MET,
        "recurred_later": DIS,
        "stopped_side_effects": NOT,
        "finished": NOT,
        "still_taking": NOT,
        "not_given": UNK,
    },
    "C10": {
        "possible": MET,
        "prior_exemestane": DIS,
        "prior_mtor": DIS,
        "exemestane_allergy": NOT,
        "not_possible": NOT,
        "not_given": UNK,
    },
    "C11": {"none_known": MET, "allergy": NOT, "not_given": UNK},
    "C12": {"absent": MET, "present": NOT, "not_given": UNK},
}

POINTS = {
    "C1": 1,
    "C2": 5,
    "C3": 6,
    "C4": None,
    "C5": 4,
    "C6": 3,
    "C7": 2,
    "C8": 7,
    "C9": 7,
    "C10": 8,
    "C11": None,
    "C12": None,
}


def kind(name):
    return {"kind": DiagnosisKind(name)}


def answers(**given):
    return {"context": given}


# how each case comes about: rule -> what is said and answered
BECAUSE = {
    **{f"C1.{name}": kind(name) for name in STATES["C1"]},
    "C2.not_breast": kind("other_primary"),
    "C2.er_positive": {"er": "positive 90%", "pr": "negative"},
    "C2.er_positive_no_number": {"er": "positive"},
    "C2.er_low_positive": {"er": "positive 5%"},
    "C2.both_negative": {"er": "negative 0%", "pr": "negative"},
    "C2.er_negative_pr_positive": {"er": "negative", "pr": "positive 30%"},
    "C2.er_negative_pr_missing": {"er": "negative", "pr": "pending"},
    "C2.er_missing_pr_positive": {"er": "", "pr": "positive"},
    "C2.er_word_number_differ": {"er": "negative 5%", "pr": "negative"},
    "C2.er_conflicting": {"er": "negative 90%"},
    "C2.pr_unsettled": {"er": "negative", "pr": "indeterminate"},
    "C2.specimens_differ": {"er": "conflicting", "parts": [("positive 90%", "", ""), ("negative", "negative", "")]},
    "C2.er_indeterminate": {"er": "equivocal"},
    "C2.er_pending": {"er": "pending"},
    "C2.er_not_performed": {"er": "not_performed"},
    "C2.er_not_reported": {"er": "", "pr": ""},
    "C3.not_breast": kind("benign_breast"),
    "C3.ihc_negative": {"her": "negative 0"},
    "C3.her2_low": {"her": "2+ ish:not_amplified"},
    "C3.ish_negative": {"her": "ish:not_amplified"},
    "C3.negative_word_only": {"her": "negative"},
    "C3.two_plus_no_ish": {"her": "negative 2+"},
    "C3.equivocal": {"her": "equivocal"},
    "C3.positive": {"her": "positive 3+"},
    "C3.tests_disagree": {"her": "positive 3+ ish:not_amplified"},
    "C3.conflicting": {"her": "negative 3+"},
    "C3.specimens_differ": {"her": "conflicting", "parts": [("", "", "3+"), ("", "", "0")]},
    "C3.indeterminate": {"her": "indeterminate"},
    "C3.pending": {"her": "pending"},
    "C3.not_performed": {"her": "not_performed"},
    "C3.not_reported": {"her": ""},
    "C4.metastasis_sample": kind("metastatic_breast"),
    "C4.no_spread_since": answers(spread_since_sample=False),
    "C4.spread_since": answers(spread_since_sample=True),
    "C4.specimens_differ": {"her": "conflicting", "parts": [("", "", "3+"), ("", "", "0")]},
    "C4.not_given": {},
    "C5.report_metastatic": kind("metastatic_breast"),
    **{f"C5.{stage}": answers(stage=stage) for stage in ("metastatic", "locally_advanced", "early")},
    "C5.not_given": answers(age=70),
    **{f"C6.{state}": answers(menopause=state) for state in list(STATES["C6"])[:4]},
    "C6.male": answers(sex="male"),
    "C6.age_60_or_more": answers(age=60),
    "C6.not_given": answers(age=59),
    "C7.female": answers(sex="female"),
    "C7.male": answers(sex="male"),
    "C7.not_given": {},
    "C8.taken": answers(prior_drugs=["tamoxifen", "Arimidex 1 mg"]),
    "C8.not_taken": answers(prior_drugs=["tamoxifen"]),
    "C8.not_given": {},
    **{f"C9.{ended}": answers(letrozole_or_anastrozole_ended=ended) for ended in list(STATES["C9"])[:-1]},
    "C9.not_given": answers(prior_drugs=["letrozole"]),
    "C10.possible": answers(exemestane_possible=True),
    "C10.prior_exemestane": answers(exemestane_possible=True, prior_drugs=["Exemestane"]),
    "C10.prior_mtor": answers(exemestane_possible=True, prior_drugs=["everolimus", "exemestane"]),
    "C10.exemestane_allergy": answers(allergies=["exemestane"]),
    "C10.not_possible": answers(exemestane_possible=False),
    "C10.not_given": {},
    "C11.none_known": answers(allergies=["penicillin"]),
    "C11.allergy": answers(allergies=["Sirolimus"]),
    "C11.not_given": {},
    "C12.absent": {"jurisdiction": "eu", **answers(symptomatic_visceral_disease=False)},
    "C12.present": {"jurisdiction": "eu", **answers(symptomatic_visceral_disease=True)},
    "C12.not_given": {"jurisdiction": "eu"},
}

RULES = [f"{criterion}.{case}" for criterion, cases in STATES.items() for case in cases]
DATA = {row["id"]: row for row in load("criteria")["criterion"]}


def test_the_data_holds_the_written_states_and_no_others():
    assert {each: {case: told["state"] for case, told in row["case"].items()} for each, row in DATA.items()} == STATES


def test_the_data_names_the_label_points():
    assert {each: row.get("label_point") for each, row in DATA.items()} == POINTS
    assert {each for each, row in DATA.items() if row["jurisdictions"] == ["eu"]} == {"C12"}
    assert all(row["jurisdictions"] == ["us", "eu"] for each, row in DATA.items() if each != "C12")


@pytest.mark.parametrize("rule", RULES)
def test_each_case_comes_about_and_gives_its_state(rule):
    found = {each.rule: each for each in candidacy(**BECAUSE[rule]).criteria}
    assert rule in found, [each for each in found if each.startswith(rule.partition(".")[0] + ".")]
    criterion = found[rule]
    assert criterion.state == STATES[criterion.id][rule.partition(".")[2]]
    assert criterion.missing if criterion.state == UNK else criterion.missing is None


def test_unknown_points_say_what_is_missing_and_others_do_not():
    for row in DATA.values():
        for case, told in row["case"].items():
            assert ("missing" in told) == (told["state"] == UNK), (row["id"], case)
            assert ("question" in told) or told["state"] in {MET, NOT} or case in {"not_breast", "not_given"}


def test_the_report_settles_its_points_with_evidence():
    criteria = {each.id: each for each in candidacy().criteria}
    assert [e.quote for e in criteria["C1"].evidence] == ["invented diagnosis"]
    assert [e.quote for e in criteria["C2"].evidence] == ["positive 90%", "positive 50%"]
    assert [e.quote for e in criteria["C3"].evidence] == ["negative 1+"]
    assert all(each.state == UNK for each in criteria.values() if each.id not in {"C1", "C2", "C3"})


ALL_GIVEN = {
    "sex": "female",
    "menopause": "postmenopausal",
    "stage": "metastatic",
    "spread_since_sample": False,
    "prior_drugs": ["letrozole"],
    "letrozole_or_anastrozole_ended": "progressed_during",
    "exemestane_possible": True,
    "allergies": [],
}
SUMMARIES = [
    # the first that applies is given, whatever else is wrong
    (CandidacySummary.NOT_ABOUT_THIS, {**kind("other_primary"), "er": "negative", "pr": "negative"}),
    (CandidacySummary.NOT_ABOUT_THIS, kind("in_situ_only")),
    (CandidacySummary.NOT_ABOUT_THIS, kind("benign_breast")),
    (CandidacySummary.CONFLICT, {"parts": [("90%", "", "3+"), ("0%", "0%", "3+")], "er": "conflicting", "her": "3+"}),
    (CandidacySummary.REPORT_DOES_NOT_MATCH, {"her": "3+", "er": ""}),
    (CandidacySummary.REPORT_DOES_NOT_MATCH, {"er": "negative", "pr": "negative", "her": ""}),
    (CandidacySummary.REPORT_INCOMPLETE, {"her": "", "er": "5%"}),
    (CandidacySummary.REPORT_INCOMPLETE, {"er": "pending"}),
    (CandidacySummary.REPORT_INCOMPLETE, kind("unclear")),
    (CandidacySummary.REPORT_NEEDS_DISCUSSION, {"er": "5%"}),
    (CandidacySummary.REPORT_NEEDS_DISCUSSION, {"her": "3+ ish:not_amplified"}),
    (CandidacySummary.REPORT_NEEDS_DISCUSSION, answers(spread_since_sample=True)),
    (CandidacySummary.REPORT_MATCHES_RECEPTOR_PART, {}),
    (CandidacySummary.REPORT_MATCHES_RECEPTOR_PART, answers(**{**ALL_GIVEN, "menopause": "premenopausal"})),
    (CandidacySummary.REPORT_MATCHES_RECEPTOR_PART, answers(**{k: v for k, v in ALL_GIVEN.items() if k != "sex"})),
    (CandidacySummary.REPORT_MATCHES_RECEPTOR_PART, {"jurisdiction": "eu", **answers(**ALL_GIVEN)}),
    (CandidacySummary.ALL_ENTERED_POINTS_MATCH, answers(**ALL_GIVEN)),
    (
        CandidacySummary.ALL_ENTERED_POINTS_MATCH,
        {"jurisdiction": "eu", **answers(**ALL_GIVEN, symptomatic_visceral_disease=False)},
    ),
]


@pytest.mark.parametrize(("summary", "said"), SUMMARIES)
def test_the_summaries_in_their_order(summary, said):
    assert candidacy(**said).summary == summary


@pytest.mark.parametrize("name", ["in_situ_only", "benign_breast", "other_primary"])
def test_receptors_of_another_disease_never_meet_a_point(name):
    criteria = {each.id: each.state for each in candidacy(**kind(name)).criteria}
    assert (criteria["C1"], criteria["C2"], criteria["C3"]) == (NOT, UNK, UNK)


@pytest.mark.parametrize(("given", "met"), [({}, 3), (ALL_GIVEN, 8), ({**ALL_GIVEN, "sex": "male"}, 6)])
def test_how_many_of_the_eight_points_are_met(given, met):
    found = candidacy(context=given)
    assert points_met(found.criteria) == met
    assert met == 8 or any(f"{met} of the 8 points" in text for text in found.patient_text)


def test_a_point_that_two_criteria_share_needs_both():
    both = {"prior_drugs": ["letrozole"], "letrozole_or_anastrozole_ended": "progressed_during"}
    assert points_met(candidacy(context={"prior_drugs": ["letrozole"]}).criteria) == 3
    assert points_met(candidacy(context=both).criteria) == 4


def test_the_eu_label_adds_its_limit_and_is_named():
    assert [each.id for each in candidacy().criteria][-1] == "C11"
    eu = candidacy(jurisdiction="eu")
    assert [each.id for each in eu.criteria][-1] == "C12"
    assert {each.source.id for each in eu.criteria if each.id in {"C1", "C5", "C12"}} == {"afinitor_smpc_2022"}
    assert any("EU label leaves out" in note for note in candidacy().notes)
    assert any("US label has no limit" in note for note in eu.notes)
    assert "2021-04" in label_version("us")
    assert "2022-06-13" in label_version("eu")


def test_an_unknown_jurisdiction_is_refused():
    with pytest.raises(UsageError, match=r"no label for 'mars'.*us, eu"):
        candidacy(jurisdiction="mars")


CAUTIONS = {
    "CF1": {"lung_disease": True},
    "CF2": {"infection": True},
    "CF3": {"hepatitis_b": True},
    "CF4": {"current_medicines": ["Ramipril 5 mg"]},
    "CF5": {"mouth_sores": True},
    "CF6": {"kidney_disease": True},
    "CF7": {"surgery_or_wound": True},
    "CF8": {"age": 65},
    "CF9": {"diabetes": True},
    "CF10": {"low_blood_counts": True},
    "CF11": {"live_vaccine": True},
    "CF12": {"radiation": True},
    "CF13": {"breastfeeding": True},
    "CF14": {"liver_disease": True},
    "CF15": {"current_medicines": ["clarithromycin"]},
    "CF16": {"osteoporosis": True},
    "CF17": {"current_medicines": ["Estradiol patch"]},
    "CF18": {"lactose_intolerance": True},
}


@pytest.mark.parametrize("caution", CAUTIONS)
def test_each_answer_raises_its_caution_alone_and_moves_no_criterion(caution):
    found = candidacy(context=CAUTIONS[caution])
    assert [each.id for each in found.cautions if each.raised] == [caution]
    base = {each.id: each.state for each in candidacy().criteria}
    moved = {each.id for each in found.criteria if each.state != base[each.id]}
    assert moved <= ({"C6"} if "age" in CAUTIONS[caution] else set())


@pytest.mark.parametrize(
    ("given", "caution"),
    [
        ({"high_cholesterol": True}, "CF9"),
        ({"pregnant": True}, "CF13"),
        ({"can_become_pregnant": True}, "CF13"),
        ({"current_medicines": ["verapamil"]}, "CF15"),
        ({"current_medicines": ["Phenytoin"]}, "CF15"),
        ({"current_medicines": ["grapefruit juice"]}, "CF15"),
        ({"current_medicines": ["St. John's wort"]}, "CF15"),
        ({"current_medicines": ["St John’s wort tea"]}, "CF15"),
        ({"current_medicines": ["dexamethasone"]}, "CF15"),
    ],
)
def test_further_ways_to_raise_a_caution(given, caution):
    assert [each.id for each in candidacy(context=given).cautions if each.raised] == [caution]


def test_cautions_are_all_told_and_none_raised_without_answers():
    found = candidacy().cautions
    assert [each.id for each in found] == list(CAUTIONS)
    assert not [each for each in found if each.raised or each.reason]
    unraised = candidacy(context={"age": 64, "lung_disease": False, "current_medicines": ["aspirin"]}).cautions
    assert not [each for each in unraised if each.raised]


def test_notes_beside_the_criteria():
    notes = " ".join(candidacy(context={"prior_drugs": ["Ibrance"], "gene_changes": ["ESR1"]}, her="1+").notes)
    assert "CDK4/6" in notes
    assert "Gene changes" in notes
    assert "HER2-low" in notes
    plain = " ".join(candidacy(her="0").notes)
    assert "CDK4/6" not in plain
    assert "HER2-low" not in plain


def test_questions_follow_the_open_points_then_the_cautions():
    found = candidacy(her="2+", context={"kidney_disease": True})
    assert found.questions[0] == "HER2 is 2+. What did the ISH (FISH) test show?"
    assert found.questions[-1] == "How are my kidneys?"
    assert len(found.questions) == len(set(found.questions))


def test_nothing_is_asked_where_the_report_is_about_another_disease():
    assert candidacy(**kind("other_primary")).questions == ()


@pytest.mark.parametrize(
    ("parts", "differ"),
    [
        ([("positive 90%", "", ""), ("pending", "", "")], False),
        ([("positive 90%", "", ""), ("", "positive", "")], False),
        ([("positive", "", ""), ("positive 80%", "", "")], False),
        ([("positive 90%", "positive", ""), ("positive 80%", "negative", "")], False),
        ([("negative", "negative", ""), ("negative", "positive", "")], True),
        ([("positive 90%", "", ""), ("positive 5%", "", "")], True),
        ([("positive", "", ""), ("negative", "", "")], True),
        ([("positive", "", ""), ("indeterminate", "", "")], True),
    ],
)
def test_when_specimens_differ_in_hormone_receptors(parts, differ):
    rules = {each.rule for each in candidacy(er="positive", pr="", parts=parts).criteria}
    assert ("C2.specimens_differ" in rules) == differ


@pytest.mark.parametrize(
    ("parts", "differ"),
    [
        ([("", "", "0"), ("", "", "pending")], False),
        ([("", "", "0"), ("", "", "1+")], False),
        ([("", "", "0"), ("", "", "2+")], True),
    ],
)
def test_when_specimens_differ_in_her2(parts, differ):
    rules = {each.rule for each in candidacy(her="negative", parts=parts).criteria}
    assert ("C3.specimens_differ" in rules) == differ


NEVER = re.compile(
    r"\beligib|\bcandidate\b|\brecommend|\bshould take|\bshould not take|\bqualif|\bstart taking|\bstop taking",
    re.IGNORECASE,
)


def every_text(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from every_text(each)
    elif isinstance(value, list):
        for each in value:
            yield from every_text(each)


@pytest.mark.parametrize("table", ["criteria", "cautions", "wording", "questions", "discrepancies", "facts"])
def test_no_verdict_and_no_directive_stands_in_any_table(table):
    said = [text for text in every_text(load(table)) if NEVER.search(text)]
    # One fact reports, as such, what an older patient page says.
    assert [text for text in said if not text.startswith("A patient page says that women who are pregnant")] == []
