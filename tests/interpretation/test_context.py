"""What the reader adds: from a file, by answers, and which questions are worth asking."""

import pytest
from hr_report.errors import SourceNotFoundError, SourceUnreadableError, UsageError
from hr_report.interpretation.context import AiOutcome, Menopause, PatientContext, Sex, Stage, add_answers, load_context
from hr_report.interpretation.knowledge import load
from hr_report.interpretation.medicines import named
from hr_report.interpretation.questions import next_questions, take_answer
from hr_report.models import DiagnosisKind
from invent import profile


def test_a_toml_file(tmp_path):
    path = tmp_path / "me.toml"
    path.write_text('sex = "female"\nage = 61\nprior_drugs = ["Femara", "tamoxifen"]\nallergies = []\n', "utf-8")
    context = load_context(path)
    assert (context.sex, context.age) == (Sex.FEMALE, 61)
    assert context.prior_drugs == ("Femara", "tamoxifen")
    assert context.allergies == ()
    assert context.current_medicines is None


def test_a_json_file_with_byte_order_mark(tmp_path):
    path = tmp_path / "me.json"
    path.write_text('{"menopause": "postmenopausal", "hepatitis_b": true}', "utf-8-sig")
    context = load_context(path)
    assert (context.menopause, context.hepatitis_b) == (Menopause.POSTMENOPAUSAL, True)


@pytest.mark.parametrize(
    ("name", "text", "error", "told"),
    [
        ("me.toml", "sex = female", UsageError, "not valid TOML or JSON"),
        ("me.json", "{", UsageError, "not valid TOML or JSON"),
        ("me.toml", 'sex = "secret"', UsageError, "do not fit: sex"),
        ("me.toml", "weight = 70", UsageError, "do not fit: weight"),
        ("me.toml", "age = 200", UsageError, "do not fit: age"),
        ("me.json", "[1]", UsageError, "do not fit: file"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_without_repeating_its_values(tmp_path, name, text, error, told):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(error, match=told) as raised:
        load_context(path)
    assert "secret" not in str(raised.value)


def test_a_missing_and_an_unreadable_file(tmp_path):
    with pytest.raises(SourceNotFoundError):
        load_context(tmp_path / "none.toml")
    with pytest.raises(SourceUnreadableError):
        load_context(tmp_path)
    binary = tmp_path / "me.toml"
    binary.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(SourceUnreadableError):
        load_context(binary)


def fields(given=None, jurisdiction="us", **said):
    said = {"er": "positive 90%", "her": "negative", **said}
    return [
        each.field
        for each in next_questions(profile(**said), PatientContext(**(given or {})), jurisdiction=jurisdiction)
    ]


def test_the_telling_questions_come_first():
    assert fields()[:3] == ["stage", "spread_since_sample", "sex"]


def test_what_was_answered_or_is_in_the_report_is_not_asked():
    assert "sex" not in fields({"sex": "female"})
    assert "prior_drugs" not in fields({"prior_drugs": []})
    metastatic = fields(kind=DiagnosisKind.METASTATIC_BREAST)
    assert "stage" not in metastatic
    assert "spread_since_sample" not in metastatic


@pytest.mark.parametrize("name", ["in_situ_only", "benign_breast", "other_primary"])
def test_nothing_is_asked_about_another_disease(name):
    assert fields(kind=DiagnosisKind(name)) == []


def test_questions_depend_on_earlier_answers():
    assert "symptomatic_visceral_disease" not in fields()
    assert "symptomatic_visceral_disease" in fields(jurisdiction="eu")
    assert "letrozole_or_anastrozole_ended" not in fields()
    assert "letrozole_or_anastrozole_ended" in fields({"prior_drugs": ["Arimidex"]})
    assert "menopause" not in fields({"sex": "male"})
    assert "pregnant" not in fields({"sex": "male"})
    assert "pregnant" not in fields({"menopause": "postmenopausal"})
    assert "pregnant" in fields({"menopause": "premenopausal"})


def ask(field, **given):
    context = PatientContext(**given)
    asked = next_questions(profile(er="positive", her="negative"), context, jurisdiction="eu")
    return context, next(each for each in asked if each.field == field)


@pytest.mark.parametrize(
    ("field", "answer", "value"),
    [
        ("stage", "1", Stage.METASTATIC),
        ("stage", "early", Stage.EARLY),
        ("sex", " Female ", Sex.FEMALE),
        ("age", "61", 61),
        ("hepatitis_b", "Yes", True),
        ("hepatitis_b", "n", False),
        ("prior_drugs", "Femara, tamoxifen; ", ("Femara", "tamoxifen")),
        ("allergies", "none", ()),
    ],
)
def test_an_answer_becomes_part_of_the_context(field, answer, value):
    context, question = ask(field)
    assert getattr(take_answer(context, question, answer), field) == value


@pytest.mark.parametrize(
    ("field", "answer", "advice"),
    [
        ("stage", "9", r"1 \(Yes, to another part"),
        ("stage", "maybe", "Answer with a number"),
        ("hepatitis_b", "perhaps", "Answer yes or no"),
        ("age", "old", "from 0 to 130"),
        ("age", "200", "from 0 to 130"),
    ],
)
def test_an_answer_that_does_not_fit_is_asked_again(field, answer, advice):
    context, question = ask(field)
    with pytest.raises(UsageError, match=advice):
        take_answer(context, question, answer)


def test_answers_add_up():
    context, question = ask("letrozole_or_anastrozole_ended", prior_drugs=("letrozole",))
    added = take_answer(context, question, "1")
    assert added.letrozole_or_anastrozole_ended is AiOutcome.PROGRESSED_DURING
    assert added.prior_drugs == ("letrozole",)


def test_every_field_of_the_context_is_asked_for_and_every_choice_is_a_value_of_it():
    rows = load("questions")["question"]
    assert sorted(row["field"] for row in rows) == sorted(PatientContext.model_fields)
    for row in rows:
        for value, _ in row.get("options", ()):
            PatientContext(**{row["field"]: value})


@pytest.mark.parametrize(
    ("group", "inside", "outside"),
    [
        ("nonsteroidal_ai", ["Letrozole 2.5 mg", "ARIMIDEX"], ["exemestane", "tamoxifen"]),
        ("steroidal_ai", ["Aromasin"], ["letrozole"]),
        ("mtor", ["sirolimus", "Torisel"], ["tacrolimus"]),
        ("cdk46", ["palbociclib"], ["alpelisib"]),
        ("ace_inhibitor", ["lisinopril 10 mg", "Perindopril"], ["losartan"]),
        ("strong_inhibitor", ["Clarithromycin", "ritonavir"], ["azithromycin"]),
        ("moderate_inhibitor", ["diltiazem", "fluconazole"], ["ketoconazole"]),
        ("strong_inducer", ["rifampin", "carbamazepine"], ["oxcarbazepine", "gabapentin"]),
        ("food_or_herb", ["Grapefruit juice", "St. John's wort"], ["orange juice"]),
        ("other_interaction", ["imatinib"], ["aspirin"]),
        ("estrogen", ["estradiol"], ["anti-estrogen"]),
    ],
)
def test_medicines_by_name(group, inside, outside):
    assert named(group, tuple(inside)) == tuple(inside)
    assert named(group, tuple(outside)) == ()
    assert named(group, None) == ()


def test_answers_on_the_command_line_add_to_a_context() -> None:
    known = add_answers(
        PatientContext(sex="female"), ("menopause=postmenopausal", " prior_drugs = letrozole, tamoxifen", "age=61")
    )
    assert (known.sex, known.menopause, known.age) == ("female", "postmenopausal", 61)
    assert known.prior_drugs == ("letrozole", "tamoxifen")


@pytest.mark.parametrize("answer", ["menopause", "shoe_size=42", "age=young"])
def test_answers_that_do_not_fit_are_refused_without_being_repeated(answer: str) -> None:
    with pytest.raises(UsageError) as caught:
        add_answers(PatientContext(), (answer,))
    assert "young" not in str(caught.value)
