"""Reading level of what patients are shown: the main message at sixth grade, everything else at eighth or below."""

import re

import pytest
from hr_report import parse_report
from hr_report.interpretation.drug_facts import about
from hr_report.interpretation.knowledge import load
from hr_report.interpretation.voices import for_patient

readability = pytest.importorskip("readability", reason="needs the test extra")

DRUG_NAMES = re.compile(
    r"\b(?:everolimus|exemestane|letrozole|anastrozole|tamoxifen|sirolimus|temsirolimus|palbociclib|afinitor|aromasin"
    r"|femara|arimidex|zortress|torpenz|novartis|sunitinib|sorafenib|cyclosporine|grapefruit|waldenstrom)\b",
    re.IGNORECASE,
)
FILLED = {
    "number": ", 90%",
    "met": 3,
    "marker": "ER",
    "word": "negative",
    "missing": "the PR result",
    "open": 8,
    "name": "it",
}


def grade(text):
    """Flesch-Kincaid grade; names of drugs count as plain words, since no wording can shorten them."""
    text = DRUG_NAMES.sub("drug", text).replace("PR-", "PR ").replace("ER-", "ER ")
    sentences = [re.findall(r"[A-Za-z][A-Za-z'-]*|\d+", part) for part in re.split(r"(?<=[.?!:])\s+", text)]
    tokens = "\n".join(" ".join([*words, "."]) for words in sentences if words)
    return readability.getmeasures(tokens, lang="en")["readability grades"]["Kincaid"]


def test_the_measure_tells_plain_from_hard():
    assert grade("The cat sat on the mat. It was a big cat.") < 2
    assert grade("Immunohistochemical characterization necessitates interdisciplinary interpretation.") > 15


WORDING = [
    (f"{room}.{key}", text.format(**FILLED)) for room, told in load("wording").items() for key, text in told.items()
]
FACTS = [(fact.id, fact.text, fact.differs) for topic in about().topics for fact in topic.facts]
QUESTIONS = [(row["field"], " ".join([row["text"], row["help"]])) for row in load("questions")["question"]]
CASES = [
    (f"{row['id']}.{case}", f"{told['reason']} {told.get('question', '')}")
    for row in load("criteria")["criterion"]
    for case, told in row["case"].items()
]
PLAIN = [(code, row["plain"].format(**FILLED)) for code, row in load("discrepancies").items()]
CAUTIONS = [(row["id"], f"{row['text']} {row['question']}") for row in load("cautions")["caution"]]


@pytest.mark.parametrize(("name", "text"), [each for each in WORDING if each[0].startswith("main.")])
def test_the_main_message_reads_at_sixth_grade(name, text):
    assert grade(text) <= 6, (name, grade(text))


@pytest.mark.parametrize(("name", "text"), [*WORDING, *QUESTIONS, *PLAIN], ids=lambda each: each[:30])
def test_what_patients_read_is_at_eighth_grade_or_below(name, text):
    assert grade(text) <= 8, (name, grade(text))


@pytest.mark.parametrize(("name", "text", "differs"), FACTS, ids=lambda each: str(each)[:30])
def test_facts_read_at_eighth_grade_or_below(name, text, differs):
    assert grade(f"{text} {differs or ''}") <= 8, (name, grade(f"{text} {differs or ''}"))


@pytest.mark.parametrize(("name", "text"), [*CASES, *CAUTIONS], ids=lambda each: each[:30])
def test_reasons_and_questions_read_at_eighth_grade_or_below(name, text):
    assert grade(text) <= 8, (name, grade(text))


def test_sentences_are_short():
    for name, text in [*WORDING, *((fact, text) for fact, text, _ in FACTS)]:
        for sentence in re.split(r"(?<=[.?!:])\s+", text):
            limit = 30 if name == "closing.eight_points" else 25
            assert len(sentence.split()) <= limit, (name, sentence)


REPORTS = {
    "positive": "Left breast, core biopsy: invasive ductal carcinoma.\nER: positive (90%)\nPR: positive (60%)\nHER2: negative (1+)",
    "low": "Right breast, biopsy: invasive lobular carcinoma.\nER: positive (4%)\nPR: negative (0%)\nHER2: 2+",
    "clash": "Left breast: invasive ductal carcinoma.\nER: negative (5%)\nPR: negative\nHER2: positive (3+)",
    "not breast": "Kidney, nephrectomy: renal cell carcinoma, clear cell type.",
    "nothing": "Left breast: invasive ductal carcinoma. Receptors to follow.",
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_whole_explanation_reads_at_eighth_grade_or_below(name):
    blocks = for_patient(parse_report(REPORTS[name]))
    text = " ".join(sentence for block in blocks for sentence in (*block.paragraphs, *block.items))
    assert grade(text) <= 8
