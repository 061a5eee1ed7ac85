"""How long the commands take from start to end, above what Python itself takes.

Run `python tests/benchmarks/start_time.py`. The commands run in turns; what counts is the median of 15 runs of each, less
that of `python -c pass`. Prints figures; nothing is asserted.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from reading_speed import report

ROOT = Path(__file__).parent.parent.parent
RUNS = 15


def main() -> None:
    """Measure and print."""
    tool = [sys.executable, "-m", "hr_report.cli"]
    with tempfile.TemporaryDirectory() as base:
        pdf = Path(base, "two_pages.pdf")
        pdf.write_bytes(report(2))
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "--version (goal: 0.12)": [*tool, "--version"],
            "one text (goal: 0.5)": [*tool, "read", str(ROOT / "sample_reports/12_her2_fish.txt")],
            "one two-page PDF (goal: 0.7)": [*tool, "read", str(pdf)],
        }
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for name, command in [*commands.items()] * (RUNS + 1):
            start = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True)
            seconds[name].append(time.perf_counter() - start)
    # The first run of each wrote what Python keeps of the modules.
    bare = median(seconds["python -c pass"][1:])
    for name, times in seconds.items():
        print(f"{name:30} {median(times[1:]) - bare:6.3f} s above {bare:.3f} s")


if __name__ == "__main__":
    main()
