"""The README is a promise: its code runs, its options exist, its quick start is two lines."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import hr_report
import pytest
from hr_report import errors
from hr_report.cli import main
from hr_report.models import Status

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def code_blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def commands():
    context = click.Context(main)
    return {name: main.get_command(context, name) for name in main.list_commands(context)}


def test_the_quick_start_is_exactly_two_lines_on_a_file_that_exists():
    section = README.split("## Quick start", 1)[1].split("\n## ", 1)[0]
    (block,) = re.findall(r"```bash\n(.*?)```", section, re.DOTALL)
    first, second = block.splitlines()
    assert first.startswith(second.split(" && ")[0]), "both lines start from nothing"
    assert (ROOT / first.split()[-1]).is_file()
    assert second.endswith("pytest")


@pytest.mark.parametrize("source", code_blocks("python"))
def test_each_python_example_runs(source, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    exec(compile(source, "README.md", "exec"), {})  # noqa: S102  our own text
    out = capsys.readouterr().out
    assert "positive 95 Estrogen receptor: positive (95%" in out
    assert "negative negative 1+" in out
    assert "met" in out


def test_every_command_and_option_is_in_the_readme():
    for name, command in commands().items():
        assert f"hr-report {name}" in README
        for option in command.params:
            if isinstance(option, click.Option):
                for text in option.opts:
                    assert f"`{text}" in README, f"{name} {text} is not in README.md"


def test_the_readme_promises_no_option_that_does_not_exist():
    real = {text for command in commands().values() for option in command.params for text in option.opts}
    promised = {
        text for line in README.splitlines() if line.startswith("| `-") for text in re.findall(r"`(--?[a-z-]+)", line)
    }
    assert promised - {"--help", "--version"} <= real


def test_every_status_and_exit_code_is_explained():
    for status in Status:
        assert f"`{status.value}`" in README
    codes = {
        kind.exit_code
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.HrReportError)
    }
    for code in codes - {1}:
        assert f"| {code} |" in README


def test_the_screen_shown_is_the_real_one():
    (shown,) = code_blocks("text")
    sample = "sample_reports/" + shown.split()[0]
    command = [sys.executable, "-m", "hr_report.cli", "read", sample]
    done = subprocess.run(
        command, capture_output=True, cwd=ROOT, env=os.environ | {"COLUMNS": "80", "PYTHONUTF8": "1"}, check=True
    )
    results = [line for line in shown.splitlines() if re.match(r"  (ER|PR|HER2) ", line)]
    assert len(results) == 3
    for line in results:
        assert line in done.stdout.decode().splitlines()


def test_links_lead_somewhere():
    for target in re.findall(r"\]\((?!http|#)([^)]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_version_is_the_same_everywhere():
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == hr_report.__version__
