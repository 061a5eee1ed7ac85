"""A batch that is killed again and again, and one with poison among its files.

Run `python tests/benchmarks/batch_harm.py`. Kills the real command with kill -9 at 20 random moments, each in a run of its
own, lets it go on and compares every output with that of an undisturbed run; then reads 1,000 files of which 10 do real
harm to the process that reads them. Prints what was found.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

from batch_speed import fill, make_text
from hr_report.batch.run import JOURNAL, Engine, run_batch
from hr_report.batch.sources import find_items
from hr_report.batch.worker import Settings

sys.path.insert(0, str(Path(__file__).parent.parent / "batch"))
from poison import read_with_harm

POISON = ("KILL", "SEGV", "EXIT", "HANG", "EAT")


def command(base: Path, out: Path) -> list[str]:
    """The real command with every output."""
    return [sys.executable, "-m", "hr_report.cli", "batch", str(base / "in"), "-o", str(out), "--jobs", "2", "--quiet",
            "--pages", "all", "--xlsx", "--parquet"]  # fmt: skip


def outputs(out: Path) -> dict[str, bytes]:
    """Every file of the results but the journal, which holds them in the order in which they came."""
    paths = (path for path in out.rglob("*") if path.is_file() and not path.name.startswith(JOURNAL))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths}


def measure_kills(base: Path, files: int, kills: int) -> None:
    """Each kill at a moment of its own, from the start to the end of an undisturbed run."""
    fill(base / "in", files)
    start = time.monotonic()
    subprocess.run(command(base, base / "whole"), check=True, stdout=subprocess.DEVNULL)
    whole, seconds = outputs(base / "whole"), time.monotonic() - start
    found: Counter[str] = Counter()
    for number in range(kills):
        out = base / f"cut{number}"
        process = subprocess.Popen(command(base, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0.1, seconds))  # noqa: S311  no secret
        process.send_signal(signal.SIGKILL)
        found["ended before the kill" if process.wait() == 0 else "killed"] += 1
        found["outputs were not complete"] += not (out / "index.html").exists()
        time.sleep(0.5)  # its workers see that it is gone
        subprocess.run(command(base, out), check=True, stdout=subprocess.DEVNULL)
        found["the same after going on"] += outputs(out) == whole
    print(f"{kills} kills of a run of {seconds:.1f} s over {files} files with {len(whole)} outputs:", dict(found))


def measure_poison(base: Path, files: int, harmful: int) -> None:
    """Files that crash, hang or eat memory among good ones."""
    (base / "in").mkdir()
    for number in range(files):
        every = files // harmful
        bad = f"-{POISON[number // every % len(POISON)].lower()}" if number % every == every // 2 else ""
        (base / f"in/{number:05d}{bad}.txt").write_text(bad[1:].upper() or make_text(number), "utf-8")
    settings = Settings(seconds=5, megabytes=800)
    work = partial(read_with_harm, settings=settings)
    start = time.monotonic()
    *_, tally = run_batch(find_items(base / "in"), base / "out", settings, engine=Engine(jobs=2), work=work)
    seconds = time.monotonic() - start
    print(f"{tally.total} files, {tally.failed} failed, {tally.done} settled in {seconds:.0f} s")
    with (base / "out/failures.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            print(f"  {row['error']:24} {row['message']}")
    with (base / "out/reports.csv").open(encoding="utf-8-sig", newline="") as lines:
        print(f"  {sum(1 for _ in csv.DictReader(lines))} reports in reports.csv")


def main() -> None:
    """Do harm and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--files", type=int, default=1_000)
    asked = parser.parse_args()
    if os.name == "nt":
        sys.exit("Signals are of POSIX systems.")
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        measure_poison(Path(one), asked.files, max(1, asked.files // 100))
        measure_kills(Path(two), 300, asked.kills)


if __name__ == "__main__":
    main()
