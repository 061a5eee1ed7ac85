"""A folder of reports through the real command: outputs, faults, crashes, and going on after a kill."""

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from functools import partial
from pathlib import Path

import hr_report
import openpyxl
import pytest
from hr_report.batch.journal import open_journal
from hr_report.batch.outcome import Record, close_error, open_record
from hr_report.batch.run import Engine, run_batch
from hr_report.batch.sources import find_items
from hr_report.batch.worker import Settings, describe_fault
from hr_report.models import Report

ROOT = Path(__file__).parent.parent
SILENT = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


sys.path.insert(0, str(Path(__file__).parent / "batch"))
from poison import read_with_harm  # noqa: E402  worker processes import it by this name


def report_text(percent, number=0):
    return (
        f"HILLVIEW PATHOLOGY, accession H-{number:06d}\nLeft breast, core biopsy: Invasive ductal carcinoma.\n"
        f"Estrogen receptor: Positive ({percent}%)\nProgesterone receptor: Negative (0%)\nHER2: Negative (IHC 1+)\n"
    )


def fill(folder, count):
    for number in range(count):
        path = folder / f"s{number % 3}" / f"r{number:04d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report_text(20 + number % 80, number), "utf-8")


def command(*arguments):
    return [sys.executable, "-m", "hr_report.cli", "batch", *map(str, arguments)]


def run(*arguments):
    done = subprocess.run(command(*arguments), capture_output=True, text=True, cwd=ROOT, timeout=180, check=False)
    assert "Traceback" not in done.stderr
    return done


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Good reports, a twin, one that needs a look, odd names, and files that cannot be read."""
    base = tmp_path_factory.mktemp("mixed")
    folder = base / "in"
    fill(folder, 6)
    (folder / "=cmd.txt").write_text(report_text(77), "utf-8")
    (folder / "twin.txt").write_text(report_text(20, 0), "utf-8")
    (folder / "clash.txt").write_text(report_text(90).replace("Positive (90%)", "Negative (90%)"), "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    done = run(folder, "-o", base / "out", "--jobs", 2, "--xlsx", "--pages", "all")
    return base / "out", done


def test_one_bad_file_never_stops_the_others(mixed):
    out, done = mixed
    assert done.returncode == 3
    assert "9 read, 1 of them need a look, 2 failed" in done.stdout
    assert [row["file"] for row in rows_of(out / "failures.csv")] == ["broken.pdf", "empty.txt"]
    assert all(row["message"] and row["advice"] for row in rows_of(out / "failures.csv"))


def test_one_row_and_one_line_a_report_in_order(mixed):
    out, _ = mixed
    rows = rows_of(out / "reports.csv")
    names = [row["file"].removeprefix("'") for row in rows]
    assert names == sorted(names)
    reports = [Report.model_validate_json(line) for line in (out / "reports.jsonl").read_text("utf-8").splitlines()]
    assert [report.source.name for report in reports] == names
    by_name = {row["file"]: row for row in rows}
    assert by_name["s0/r0000.txt"]["er_percent_low"] == "20"
    assert "Positive (20%" in by_name["s0/r0000.txt"]["er_quote"]
    assert by_name["clash.txt"]["needs_review"] == "yes"
    assert by_name["twin.txt"]["same_content_as"] == "s0/r0000.txt"


def test_no_cell_is_a_formula(mixed):
    out, _ = mixed
    for name in ("reports.csv", "worklist.csv", "failures.csv"):
        for row in rows_of(out / name):
            assert not [cell for cell in row.values() if re.match(r"\s*[=+\-@|%]", cell)]
    sheet = openpyxl.load_workbook(out / "worklist.xlsx").active
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert "'=cmd.txt" in {cell.value for row in sheet.iter_rows() for cell in row}


def test_the_worklist_begins_with_what_needs_a_look(mixed):
    out, _ = mixed
    rows = rows_of(out / "worklist.csv")
    assert [row["needs_review"] for row in rows] == ["yes"] + ["no"] * 8
    assert rows[0]["file"] == "clash.txt"
    assert "negative" in rows[0]["review_reasons"]
    assert (out / rows[0]["report_page"]).is_file()


def test_the_workbook_can_be_filled_in(mixed):
    out, _ = mixed
    sheet = openpyxl.load_workbook(out / "worklist.xlsx").active
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref
    choices = {rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert '"right,wrong,unclear"' in choices
    assert sheet.cell(2, 1).value == "yes"
    assert sheet.row_dimensions[1].height == 30
    assert sheet.row_dimensions[2].height == 45, "as high as the three lines of its longest cell"


def test_the_overview_tells_counts_in_words(mixed):
    out, _ = mixed
    page = (out / "index.html").read_text("utf-8")
    assert "11 reports" in page
    assert "9 read, 1 of them need a look, 2 failed. 1 have the same content as another." in page
    assert "broken.pdf" in page
    for link in re.findall(r'href="([^"#]+)"', page):
        assert (out / link).exists(), link


def test_logs_hold_no_report_text(mixed):
    _, done = mixed
    assert "HILLVIEW" not in done.stdout + done.stderr
    assert "Estrogen" not in done.stdout + done.stderr


def test_again_gives_the_same_bytes_and_reads_nothing_twice(mixed):
    out, _ = mixed
    before = {p.name: p.read_bytes() for p in out.iterdir() if p.suffix in {".csv", ".jsonl", ".html", ".xlsx"}}
    done = run(out.parent / "in", "-o", out, "--jobs", 2, "--xlsx", "--pages", "all")
    assert "worklist.xlsx" in before
    assert done.returncode == 3
    assert {name: (out / name).read_bytes() for name in before} == before


def test_a_changed_file_is_read_again(tmp_path):
    fill(tmp_path / "in", 2)
    run(tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1)
    (tmp_path / "in/s0/r0000.txt").write_text(report_text(99), "utf-8")
    run(tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1)
    assert [row["er_percent_low"] for row in rows_of(tmp_path / "out/reports.csv")] == ["99", "21"]


def test_another_guideline_reads_everything_again(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/low.txt").write_text("Breast: invasive carcinoma.\nER: 5%\nPR: 0%\nHER2: 0\n", "utf-8")
    seen = []
    for guideline in ("asco_cap_2020", "cut_off_10"):
        run(tmp_path / "in", "-o", tmp_path / "out", "--guideline", guideline, "--jobs", 1)
        seen.append(rows_of(tmp_path / "out/reports.csv")[0]["er_status"])
    assert seen == ["low_positive", "negative"]


def test_poison_files_are_named_with_their_reason(tmp_path):
    fill(tmp_path / "in", 60)
    poison = {"kill": "crashed", "segv": "crashed", "exit": "crashed", "hang": "timeout", "eat": "memory"}
    for name in poison:
        (tmp_path / "in" / f"{name}.txt").write_text(name.upper(), "utf-8")
    settings = Settings(seconds=3, megabytes=800)
    work = partial(read_with_harm, settings=settings)
    tally = list(run_batch(find_items(tmp_path / "in"), tmp_path / "out", settings, engine=Engine(jobs=2), work=work))[
        -1
    ]
    assert (tally.new, tally.failed) == (65, 5)
    failures = {row["file"]: (row["error"], row["message"]) for row in rows_of(tmp_path / "out/failures.csv")}
    assert set(failures) == {f"{name}.txt" for name in poison}
    assert failures["hang.txt"][0] == "ReadingTimeoutError"
    assert "memory" in failures["eat.txt"][1]
    assert {failures[f"{name}.txt"][0] for name in ("kill", "segv", "exit")} == {"ReadingCrashedError"}
    assert len(rows_of(tmp_path / "out/reports.csv")) == 60


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is of POSIX systems")
def test_after_kill_9_the_run_goes_on_and_ends_the_same(tmp_path):
    fill(tmp_path / "in", 300)
    options = ("--jobs", 2, "--quiet", "--pages", "all")
    run(tmp_path / "in", "-o", tmp_path / "whole", *options)
    cut_short = 0
    for enough in (20, 90, 160):
        process = subprocess.Popen(command(tmp_path / "in", "-o", tmp_path / "cut", *options), cwd=ROOT, **SILENT)
        wait_for(lambda: len(list((tmp_path / "cut").glob("pages/*/*.html"))) >= enough)  # noqa: B023  called at once
        process.send_signal(signal.SIGKILL)
        process.wait()
        cut_short += not (tmp_path / "cut/index.html").exists()
        time.sleep(0.3)
    assert cut_short, "each kill came too late to show anything"
    assert run(tmp_path / "in", "-o", tmp_path / "cut", *options).returncode == 0
    for name in ("reports.csv", "reports.jsonl", "worklist.csv", "failures.csv", "index.html"):
        assert (tmp_path / "cut" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


def test_two_runs_on_one_folder_are_refused(tmp_path):
    fill(tmp_path / "in", 1)
    (tmp_path / "out").mkdir()
    with open_journal(tmp_path / "out/journal.sqlite", "other"):
        done = run(tmp_path / "in", "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "Another run" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals are of POSIX systems")
def test_watch_takes_new_files_until_stopped(tmp_path):
    fill(tmp_path / "in", 2)
    process = subprocess.Popen(
        command(tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1, "--watch", "--quiet"),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for((tmp_path / "out/index.html").exists)
    fill(tmp_path / "in", 3)
    wait_for(lambda: len(rows_of(tmp_path / "out/reports.csv")) == 3)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "goes on from here" in err


def wait_for(ready, seconds=40):
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.1)


def test_a_zip_and_a_list_are_sources_too(tmp_path):
    fill(tmp_path / "in", 2)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for path in sorted((tmp_path / "in").rglob("*.txt")):
            archive.write(path, path.name)
    assert run(tmp_path / "all.zip", "-o", tmp_path / "a", "--jobs", 1).returncode == 0
    (tmp_path / "list.csv").write_text("id,file\nfirst,in/s0/r0000.txt\ngone,in/none.txt\n", "utf-8")
    assert run(tmp_path / "list.csv", "-o", tmp_path / "b", "--jobs", 1).returncode == 3
    assert [row["file"] for row in rows_of(tmp_path / "a/reports.csv")] == ["r0000.txt", "r0001.txt"]
    assert [row["file"] for row in rows_of(tmp_path / "b/reports.csv")] == ["first"]
    assert [row["error"] for row in rows_of(tmp_path / "b/failures.csv")] == ["SourceNotFoundError"]


@pytest.mark.parametrize(("arguments", "code"), [(("nowhere",), 4), (("README.md",), 2)])
def test_a_source_that_is_none(tmp_path, arguments, code):
    assert run(*arguments, "-o", tmp_path / "out").returncode == code


HL7 = (
    "MSH|^~\\&|LAB|NORTHSIDE|REG|REG|20260301||ORU^R01|1|P|2.5.1\r"
    "PID|1||T-1||Sample^Ida\rOBR|1||A-1|11529-5^Surgical pathology report^LN\rOBX|1|TX|22637-3^Diagnosis^LN||Left breast: invasive carcinoma.||||||F\r"
    "OBX|2|TX|22637-3^Diagnosis^LN||ER: Positive (90%)||||||F\r"
    "OBR|2||A-2|11529-5^Surgical pathology report^LN\rOBX|1|TX|22637-3^Diagnosis^LN||Right breast: invasive carcinoma.||||||F\r"
    "OBX|2|TX|22637-3^Diagnosis^LN||ER: Negative (0%)||||||F\r"
)


def test_a_message_with_two_reports_gives_two_rows(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/two.hl7").write_text(HL7, "utf-8")
    fill(tmp_path / "in", 1)
    for _ in range(2):
        done = run(tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1)
        assert "3 read" in done.stdout or "2 read" in done.stdout
        rows = {row["file"]: row["er_status"] for row in rows_of(tmp_path / "out/reports.csv")}
        assert rows == {"s0/r0000.txt": "positive", "two.hl7#1": "positive", "two.hl7#2": "negative"}
    names = [outcome.name for outcome in hr_report.parse_folder(tmp_path / "in")]
    assert names == ["s0/r0000.txt", "two.hl7#1", "two.hl7#2"]


def test_results_that_cannot_be_written(tmp_path):
    fill(tmp_path / "in", 1)
    (tmp_path / "out").write_text("a file", "utf-8")
    done = run(tmp_path / "in", "-o", tmp_path / "out")
    assert done.returncode == 4
    assert "cannot be written" in done.stderr


# ---- from Python -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", [0, 2])
def test_parse_folder_yields_an_outcome_for_each_file_in_order(tmp_path, jobs):
    fill(tmp_path, 45)
    (tmp_path / "empty.txt").write_bytes(b"")
    outcomes = list(hr_report.parse_folder(tmp_path, jobs=jobs))
    assert [o.name for o in outcomes] == sorted(o.name for o in outcomes)
    assert len(outcomes) == 46
    (failed,) = [o for o in outcomes if o.report is None]
    assert failed.name == "empty.txt"
    assert isinstance(failed.error, hr_report.errors.EmptySourceError)
    assert all(o.report.er.status == "positive" for o in outcomes if o.report)


def test_a_fault_of_the_program_names_its_kind_and_no_text():
    error = describe_fault(ValueError("ER: positive in Mrs. Sample"))
    assert "ValueError" in str(error)
    assert "Sample" not in str(error)


def test_a_record_survives_its_journey():
    for kind in ("EmptySourceError", "ReadingCrashedError", "UsageError"):
        error = getattr(hr_report.errors, kind)("what", "do")
        back = open_record(Record("x", "x", "", error=close_error(error))).error
        assert (type(back).__name__, back.message, back.advice) == (kind, "what", "do")
    report = hr_report.parse_report(report_text(55))
    assert open_record(Record("x", "x", "", report=report.model_dump_json())).report == report
    assert json.loads(report.model_dump_json())["er"]["percent"]["low"] == 55
