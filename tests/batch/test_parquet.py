"""The table as Parquet: the columns of the CSV, numbers as numbers."""

import subprocess
import sys
from pathlib import Path

import pytest

parquet = pytest.importorskip("pyarrow.parquet")
ROOT = Path(__file__).parents[2]


def test_numbers_are_numbers_and_empty_is_null(tmp_path):
    (tmp_path / "in").mkdir()
    text = "Left breast: invasive carcinoma.\nER: Positive (85%)\nPR: Negative (<1%)\nHER2: Negative (IHC 0)\n"
    (tmp_path / "in/a.txt").write_text(text, "utf-8")
    (tmp_path / "in/b.txt").write_text(text.replace("Positive (85%)", "pending"), "utf-8")
    command = [
        sys.executable,
        "-m",
        "hr_report.cli",
        "batch",
        str(tmp_path / "in"),
        "-o",
        str(tmp_path / "out"),
        "--parquet",
        "--quiet",
    ]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True, timeout=60)
    table = parquet.read_table(tmp_path / "out/reports.parquet").to_pylist()
    assert [row["file"] for row in table] == ["a.txt", "b.txt"]
    assert (table[0]["er_percent_low"], table[0]["pr_percent_high"]) == (85.0, 1.0)
    assert table[1]["er_percent_low"] is None
    assert table[1]["er_status"] == "pending"
