"""The command line as people use it: the real entry point in a process of its own."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hr_report import __version__
from hr_report.models import Report
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).parent.parent

PLAIN = """MILLBROOK WOMEN'S HOSPITAL - SURGICAL PATHOLOGY
Patient: Sample, Ines

FINAL DIAGNOSIS
Right breast, needle core biopsy: Invasive ductal carcinoma, grade 2.

RECEPTORS
Estrogen receptor: Positive (90%, strong)
Progesterone receptor: Negative (0%)
HER2 (IHC): Negative (score 1+)
"""


def run(*arguments, stdin=b"", **environment):
    env = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "TERM", "COLUMNS", "PYTHONIOENCODING"}}
    command = [sys.executable, "-m", "hr_report.cli", *map(str, arguments)]
    done = subprocess.run(
        command, input=stdin, capture_output=True, env=env | environment, cwd=ROOT, timeout=60, check=False
    )
    done.out, done.err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    assert "Traceback" not in done.err
    return done


@pytest.fixture
def plain(tmp_path):
    path = tmp_path / "plain.txt"
    path.write_text(PLAIN, "utf-8")
    return path


def results_of(text):
    return {
        m[1]: (m[2].strip(), (m[3] or "").strip())
        for m in re.finditer(r"^  (ER|PR|HER2) +([A-Z ]+?)(?:  +(.*))?$", text, re.MULTILINE)
    }


def test_help_tells_a_newcomer_what_to_do():
    shown = run("--help").out
    assert "hr-report read report.pdf" in shown
    assert "\n    hr-report batch reports/ -o out/" in shown
    assert "Not a medical device" in shown
    assert run("-h").out == shown


def test_version():
    assert run("--version").out == f"hr-report {__version__}\n"


def test_a_person_finds_the_results_first(plain):
    done = run("read", plain)
    assert done.returncode == 0
    assert done.err == ""
    assert results_of(done.out) == {
        "ER": ("POSITIVE", "90 %, strong staining"),
        "PR": ("NEGATIVE", "0 %"),
        "HER2": ("NEGATIVE", "IHC 1+, HER2-low"),
    }
    assert done.out.index("  ER ") < 250


def test_each_value_has_its_quote_and_place(plain):
    shown = run("read", plain).out
    assert re.search(r"“Estrogen receptor: Positive \(90%, strong\)?”\s+line 8", shown)
    assert re.search(r"“HER2 \(IHC\): Negative \(score 1\+\)?”\s+line 10", shown)


def test_meaning_criteria_missing_and_disclaimer_are_shown(plain):
    shown = run("read", plain).out
    for part in (
        "What it means",
        "What the report settles",
        "[x] met",
        "[ ] unknown",
        "What is missing, and who can tell",
        "Not a medical device",
    ):
        assert part in shown
    assert not re.search(r"\byou (?:are|should)\b.{0,40}(?:eligible|take)", shown, re.IGNORECASE)


def test_json_is_the_model(plain):
    done = run("read", "--json", plain)
    data = json.loads(done.out)
    assert data["er"]["percent"] == {"low": 90, "high": 90, "comparator": None, "text": "90%"}
    assert Report.model_validate_json(done.out).pr.status == "negative"
    witness = data["er"]["evidence"][0]
    assert PLAIN[witness["start"] : witness["end"]] == witness["quote"]


def test_several_files_as_json_lines(plain, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(PLAIN.replace("Positive (90%, strong)", "Negative (0%)"), "utf-8")
    lines = run("read", "--json", plain, other).out.splitlines()
    assert [json.loads(line)["er"]["status"] for line in lines] == ["positive", "negative"]


def test_trace_shows_rules_and_what_did_not_count(plain):
    shown = run("read", "--trace", plain).out
    assert "Readings that counted: 3" in shown
    assert "Readings that did not count: 0" in shown
    assert re.search(r"characters\s+\d+-\d+,\s+rule\s+\w+", shown)


def test_standard_input():
    done = run("read", "-", stdin=PLAIN.encode())
    assert results_of(done.out)["ER"][0] == "POSITIVE"


def test_guideline_changes_the_word(tmp_path):
    path = tmp_path / "low.txt"
    path.write_text("Breast, core biopsy: invasive carcinoma.\nER: 5%\nPR: 0%\nHER2: 0\n", "utf-8")
    words = {g: results_of(run("read", path, "--guideline", g).out)["ER"][0] for g in ("asco_cap_2020", "cut_off_10")}
    assert words["asco_cap_2020"] == "LOW POSITIVE"
    assert words["cut_off_10"] == "NEGATIVE"


def test_jurisdiction_changes_the_label(plain):
    assert "of the US label" in run("read", plain).out
    assert "of the EU label" in run("read", plain, "--jurisdiction", "eu").out


# ---- what goes wrong --------------------------------------------------------------------------------------------


def pdf_without_text(path):
    canvas = Canvas(str(path))
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.showPage()
    canvas.save()


def pdf_with_password(path):
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret", ownerPassword="owner", strength=128))
    canvas.drawString(100, 700, "ER: positive")
    canvas.save()


WRONG = {
    "missing.pdf": (None, 4, "missing.pdf", "spelling"),
    "empty.txt": (b"", 5, "empty.txt", "Export"),
    "damaged.pdf": (b"%PDF-1.7\nthis is not a PDF", 5, "damaged.pdf", "again"),
    "picture.bin": (bytes(range(256)) * 20, 5, "picture.bin", "PDF"),
    "scan.pdf": (pdf_without_text, 5, "scan.pdf", "OCR"),
    "locked.pdf": (pdf_with_password, 5, "locked.pdf", "password"),
}


def put(path, content):
    if callable(content):
        content(path)
    elif content is not None:
        path.write_bytes(content)


@pytest.mark.parametrize("name", WRONG)
def test_each_fault_is_a_sentence_and_advice(name, tmp_path):
    content, code, *words = WRONG[name]
    put(tmp_path / name, content)
    done = run("read", tmp_path / name)
    assert done.returncode == code
    assert done.out == ""
    assert done.err.startswith("hr-report: ")
    for word in words:
        assert word in done.err


def test_a_password_opens_a_locked_file(tmp_path):
    pdf_with_password(tmp_path / "locked.pdf")
    done = run("read", "--password", "secret", tmp_path / "locked.pdf")
    assert done.returncode == 0
    assert results_of(done.out)["ER"][0] == "POSITIVE"
    wrong = run("read", "--password", "other", tmp_path / "locked.pdf")
    assert wrong.returncode == 5
    assert "other" not in wrong.err


def test_a_message_with_two_reports_is_shown_in_full(tmp_path):
    segments = ["MSH|^~\\&|LAB|EASTSIDE|REG|REG|20260301||ORU^R01|1|P|2.5.1", "PID|1||T-1||Sample^Uma"]
    for number, word in ((1, "Positive (90%)"), (2, "Negative (0%)")):
        segments += [
            f"OBR|{number}||A-{number}|11529-5^Surgical pathology report^LN",
            "OBX|1|TX|22637-3^Diagnosis^LN||Breast: invasive carcinoma.||||||F",
            f"OBX|2|TX|22637-3^Diagnosis^LN||ER: {word}||||||F",
        ]
    (tmp_path / "two.hl7").write_text("\r".join(segments) + "\r", "utf-8")
    shown = run("read", tmp_path / "two.hl7").out
    assert re.findall(r"^  ER    (\w+)", shown, re.MULTILINE) == ["POSITIVE", "NEGATIVE"]
    lines = run("read", "--json", tmp_path / "two.hl7").out.splitlines()
    assert [json.loads(line)["er"]["status"] for line in lines] == ["positive", "negative"]
    assert run("read", tmp_path / "two.hl7", "--html", tmp_path / "p.html").returncode == 2


def test_a_page_is_written(plain, tmp_path):
    done = run("read", plain, "--html", tmp_path / "p.html")
    assert done.returncode == 0
    assert "Estrogen receptor: Positive" in (tmp_path / "p.html").read_text("utf-8")
    assert run("read", plain, "--html", tmp_path).returncode == 4
    assert run("read", plain, plain, "--html", tmp_path / "p.html").returncode == 2


def test_a_folder_is_sent_to_batch(tmp_path):
    done = run("read", tmp_path)
    assert done.returncode == 4
    assert "hr-report batch" in done.err


def test_one_bad_file_among_several(plain, tmp_path):
    done = run("read", plain, tmp_path / "missing.txt", plain)
    assert done.returncode == 3
    assert done.out.count("  ER    POSITIVE") == 2
    assert "missing.txt" in done.err


@pytest.mark.parametrize(
    "arguments", [(), ("read",), ("read", "--nonsense", "x"), ("raed", "x"), ("read", "--jurisdiction", "mars", "x")]
)
def test_a_wrong_call_gives_usage(arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert "Usage:" in done.out + done.err


def test_an_unknown_guideline_lists_those_that_exist(plain):
    done = run("read", plain, "--guideline", "nonsense")
    assert done.returncode == 2
    assert "asco_cap_2020" in done.err


@pytest.mark.parametrize("pair", [("--json", "--trace"), ("--json", "--for=patient"), ("--trace", "--for=clinician")])
def test_views_exclude_each_other(plain, pair):
    assert run("read", *pair, plain).returncode == 2


# ---- beside the report ------------------------------------------------------------------------------------------


def test_two_voices(plain):
    patient, clinician = (run("read", "--for", voice, plain).out for voice in ("patient", "clinician"))
    assert "What can you ask your care team?" in patient
    assert "rule" not in patient
    assert "How the status was reached" in clinician
    assert "Not a medical device" in patient
    assert "Not a medical device" in clinician


def test_a_context_file_settles_what_the_report_cannot_know(plain, tmp_path):
    known = tmp_path / "known.toml"
    known.write_text('sex = "female"\nmenopause = "postmenopausal"\n', "utf-8")
    assert "[ ] unknown           After menopause" in run("read", plain).out
    assert "[x] met               After menopause" in run("read", "--context", known, plain).out
    known.write_text('sax = "female"\n', "utf-8")
    done = run("read", "--context", known, plain)
    assert done.returncode == 2
    assert "female" not in done.err


def test_asking_takes_answers_skips_and_stops(plain):
    done = run("ask", plain, stdin=b"1\nnonsense\n\n1\nq\n")
    assert done.returncode == 0
    assert "[x] met               Advanced breast cancer" in done.out
    assert "[x] met               Woman" in done.out
    assert "[ ] unknown           After menopause" in done.out
    assert "neither yes nor no" in done.err


def test_asking_ends_with_the_input(plain):
    done = run("ask", plain, stdin=b"")
    assert done.returncode == 0
    assert results_of(done.out)["ER"][0] == "POSITIVE"


def test_about_tells_facts_with_sources():
    done = run("about", "pregnancy")
    assert "Everolimus can harm an unborn baby." in done.out
    assert "prescribing information" in done.out
    assert run("about", "nonsense").returncode == 2


# ---- any terminal -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_lines_fit_the_terminal(plain, columns):
    shown = run("read", plain, COLUMNS=str(columns)).out
    assert max(map(len, shown.splitlines())) <= max(columns, 56)


def test_an_ascii_terminal_gets_ascii(plain):
    done = run("read", plain, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.isascii()
    assert '"Estrogen receptor: Positive (90%, strong' in done.out


def test_no_colour_in_a_pipe(plain):
    assert b"\x1b" not in run("read", plain).stdout


def on_a_terminal(path, **environment):
    """What a real pseudo-terminal receives."""
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    env = {**{k: v for k, v in os.environ.items() if k != "NO_COLOR"}, "TERM": "xterm", "COLUMNS": "80", **environment}
    command = [sys.executable, "-m", "hr_report.cli", "read", str(path)]
    with subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, env=env, cwd=ROOT) as process:
        os.close(follower)
        received = b""
        try:
            while piece := os.read(leader, 65536):
                received += piece
        except OSError:  # how Linux tells that the other side closed
            pass
        finally:
            os.close(leader)
        assert process.wait(30) == 0
    return received.decode()


def test_colour_only_on_a_terminal_that_wants_it(plain):
    coloured = on_a_terminal(plain)
    assert "\x1b[1m" in coloured
    assert "\x1b" not in on_a_terminal(plain, NO_COLOR="1")
    dumb = on_a_terminal(plain, TERM="dumb")
    assert "\x1b" not in dumb
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == dumb, "colour must never carry meaning of its own"


def test_report_text_cannot_steer_the_terminal(tmp_path):
    path = tmp_path / "evil.txt"
    path.write_text(
        "Breast: invasive carcinoma.\nER: positive (90%) \x1b]0;owned\x07 \u202eevitagen\nPR: 0%\nHER2: 0\n", "utf-8"
    )
    for arguments in (("read", path), ("read", "--trace", path)):
        shown = run(*arguments).out
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", shown)


def test_output_may_be_cut_off_by_the_reader(plain):
    command = f"'{sys.executable}' -m hr_report.cli read '{plain}' | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)  # noqa: S602
    assert "Traceback" not in done.stderr


def test_starting_is_instant():
    """Bare Python and `--version`, in turn, on the same machine: the difference is what we add."""

    def seconds(*command):
        start = time.perf_counter()
        subprocess.run([sys.executable, *command], capture_output=True, cwd=ROOT, check=True)
        return time.perf_counter() - start

    pairs = [(seconds("-c", "pass"), seconds("-m", "hr_report.cli", "--version")) for _ in range(5)]
    assert min(b - a for a, b in pairs) < 0.25
