"""Reviewing a batch and evaluating the reader, through the real commands."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from hr_report.evaluation import wilson
from hr_report.evaluation.compare import judge
from hr_report.models import Status

ROOT = Path(__file__).parent.parent


def run(*arguments):
    command = [sys.executable, "-m", "hr_report.cli", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)
    assert "Traceback" not in done.stderr
    return done


def report_text(er, pr="Negative (0%)", her2="Negative (IHC 1+)"):
    return f"Left breast, core biopsy: Invasive ductal carcinoma.\nEstrogen receptor: {er}\nProgesterone receptor: {pr}\nHER2: {her2}\n"


@pytest.fixture
def folder(tmp_path):
    texts = {"a.txt": "Positive (90%)", "b.txt": "Negative (0%)", "=c.txt": "Positive (95%)", "d.txt": "pending"}
    (tmp_path / "in").mkdir()
    for name, er in texts.items():
        (tmp_path / "in" / name).write_text(report_text(er), "utf-8")
    return tmp_path


@pytest.fixture
def batch(folder):
    assert run("batch", folder / "in", "-o", folder / "out", "--xlsx", "--quiet", "--jobs", 1).returncode == 0
    return folder


def fill_in(path, answers):
    """Correct the workbook as a person does, by headings."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        for heading, value in answers.get(sheet.cell(row, columns["File"]).value, {}).items():
            sheet.cell(row, columns[heading]).value = value
    corrected = path.with_name("corrected.xlsx")
    book.save(corrected)
    return corrected


def test_findings_are_kept_once_with_who_and_from_what(batch):
    answers = {
        "a.txt": {"Verdict": "right", "Reviewer": "RM"},
        "b.txt": {"Verdict": "wrong", "ER corrected": "low_positive", "Reviewer": "RM", "Comment": "5 % on the slide"},
        "'=c.txt": {"Verdict": "unclear", "Reviewer": "RM"},
    }
    corrected = fill_in(batch / "out/worklist.xlsx", answers)
    done = run("review", batch / "out", corrected)
    assert done.returncode == 0
    assert "9 findings added" in done.stdout
    assert "ER    1 of 2: 50.0 %" in done.stdout
    assert "PR    2 of 2" in done.stdout
    lines = [json.loads(line) for line in (batch / "out/audit.jsonl").read_text("utf-8").splitlines()]
    (changed,) = [line for line in lines if line["now"] and line["now"] != line["was"]]
    assert {k: changed[k] for k in ("file", "marker", "was", "now", "reviewer", "comment")} == {
        "file": "b.txt", "marker": "er", "was": "negative", "now": "low_positive", "reviewer": "RM", "comment": "5 % on the slide",
    }  # fmt: skip
    assert {line["file"] for line in lines} == {"a.txt", "b.txt", "=c.txt"}

    before = (batch / "out/audit.jsonl").read_bytes()
    assert "0 findings added" in run("review", batch / "out", corrected).stdout
    assert (batch / "out/audit.jsonl").read_bytes() == before
    again = fill_in(
        batch / "out/worklist.xlsx", {"a.txt": {"Verdict": "wrong", "ER corrected": "negative", "Reviewer": "TS"}}
    )
    run("review", batch / "out", again)
    assert (batch / "out/audit.jsonl").read_bytes().startswith(before), "the audit only grows"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"Verdict": "perhaps"}, "verdict"),
        ({"Verdict": "wrong"}, "corrects nothing"),
        ({"Verdict": "right", "ER corrected": "negative"}, "Say 'wrong'"),
        ({"Verdict": "wrong", "ER corrected": "sort of"}, "corrects to"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_as_a_whole(batch, answer, said):
    done = run("review", batch / "out", fill_in(batch / "out/worklist.xlsx", {"b.txt": answer}))
    assert done.returncode == 2
    assert said in done.stderr
    assert "Row " in done.stderr
    assert not (batch / "out/audit.jsonl").exists()


def test_a_csv_list_comes_back_too(batch):
    path = batch / "out/worklist.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        row["verdict"] = "right"
    with path.open("w", encoding="utf-8", newline="") as lines:
        table = csv.DictWriter(lines, rows[0])
        table.writeheader()
        table.writerows(rows)
    assert "12 findings added" in run("review", batch / "out", path).stdout


def test_reviewing_needs_results_and_a_list(tmp_path, batch):
    assert run("review", tmp_path / "nowhere", "x.xlsx").returncode == 4
    assert run("review", batch / "out", tmp_path / "none.csv").returncode == 4
    assert run("review", batch / "out", ROOT / "README.md").returncode == 2


# ---- evaluation --------------------------------------------------------------------------------------------------


def test_evaluation_counts_agreement_wrong_and_missed(folder):
    labels = folder / "labels.csv"
    labels.write_text(
        "file,er,pr,her2\na.txt,positive,negative,negative\nb.txt,positive,negative,\n=c.txt,low positive,negative,\nd.txt,positive,,\ngone.txt,negative,,\n",
        "utf-8",
    )
    done = run("evaluate", labels, folder / "in", "-o", folder / "ev")
    assert done.returncode == 0
    assert "ER    5 labelled: 1 agree, 1 near, 1 wrong, 1 missed, 1 unread" in done.stdout
    assert "PR    3 labelled: 3 agree" in done.stdout
    assert "agree 100.0 % (43.9 to 100.0)" in done.stdout
    page = (folder / "ev/disagreements.html").read_text("utf-8")
    assert page.index("<td>wrong") < page.index("<td>near") < page.index("<td>missed")
    assert "Estrogen receptor: Negative" in page


def test_gains_and_losses_against_an_earlier_run(folder):
    labels = folder / "labels.csv"
    labels.write_text("file,er\na.txt,positive\nb.txt,negative\n", "utf-8")
    run("evaluate", labels, folder / "in", "-o", folder / "ev")
    rows = json.loads((folder / "ev/evaluation.json").read_text("utf-8"))
    rows[0]["verdict"] = "missed"
    (folder / "before.json").write_text(json.dumps(rows), "utf-8")
    (folder / "in/b.txt").write_text(report_text("Positive (50%)"), "utf-8")
    shown = run("evaluate", labels, folder / "in", "--before", folder / "before.json").stdout
    assert "Gained: a.txt er (agree)" in shown
    assert "Lost: b.txt er (wrong)" in shown


@pytest.mark.parametrize("text", ["name,er\na,positive\n", "file,er\na.txt,sort of\n", "file,size\na.txt,3\n"])
def test_labels_that_are_none_are_refused(folder, text):
    (folder / "labels.csv").write_text(text, "utf-8")
    assert run("evaluate", folder / "labels.csv", folder / "in").returncode == 2


def test_every_pair_of_statuses_has_a_verdict():
    verdicts = {(a, b): judge(a, b) for a in Status for b in Status}
    assert {v for (a, b), v in verdicts.items() if a == b} == {"agree"}
    assert verdicts[Status.POSITIVE, Status.NEGATIVE] == "wrong"
    assert verdicts[Status.NEGATIVE, Status.LOW_POSITIVE] == "wrong"
    assert verdicts[Status.POSITIVE, Status.LOW_POSITIVE] == "near"
    assert verdicts[Status.POSITIVE, Status.CONFLICTING] == "missed"
    assert verdicts[Status.NOT_REPORTED, Status.NEGATIVE] == "spurious"
    assert verdicts[Status.PENDING, Status.NOT_REPORTED] == "other"


def test_wilson_intervals_are_those_of_the_literature():
    """Newcombe 1998, table I: 81 of 263 and 0 of 20."""
    assert [round(edge, 4) for edge in wilson(81, 263)] == [0.2553, 0.3662]
    assert [round(edge, 4) for edge in wilson(0, 20)] == [0.0, 0.1611]
