"""How fast a batch is, whether it slows down, and what memory it takes: `python tests/benchmarks/batch_speed.py 10000`.

Makes that many small reports, no two alike, and reads them with the real batch. Prints figures; nothing is asserted.
"""

import os
import resource
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from hr_report.batch.run import Engine, run_batch
from hr_report.batch.sources import find_items
from hr_report.batch.worker import Settings, read_item

WORDS = ("ductal", "lobular", "tubular", "mucinous")


def make_text(number: int) -> str:
    er, pr = 1 + number % 100, number % 90
    return (
        f"WESTBRIDGE PATHOLOGY  accession W{number:07d}\n\nCLINICAL HISTORY\nPalpable mass, {number % 60} mm.\n\n"
        f"FINAL DIAGNOSIS\nLeft breast, core biopsy: Invasive {WORDS[number % 4]} carcinoma, grade {1 + number % 3}.\n\n"
        + "The specimen is received in formalin and consists of several cores of tan tissue.\n"
        * 12
        + f"\nRECEPTORS\nEstrogen receptor: Positive ({er}%, strong)\n"
        f"Progesterone receptor: {'Negative' if pr == 0 else 'Positive'} ({pr}%)\nHER2: Negative (IHC {number % 2}+)\n"
    )


def fill(folder: Path, count: int) -> None:
    for number in range(count):
        path = folder / f"{number // 1000:04d}" / f"{number:07d}.txt"
        if number % 1000 == 0:
            path.parent.mkdir(parents=True)
        path.write_text(make_text(number), "utf-8")


def megabytes() -> float:
    """The memory of this process now."""
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure_core(folder: Path, count: int = 500) -> None:
    items = find_items(folder)[:count]
    settings = Settings(seconds=0)
    read_item(items[0], settings)
    start = time.perf_counter()
    for item in items:
        read_item(item, settings)
    print(f"one process, no batch: {len(items) / (time.perf_counter() - start):,.0f} reports/s")


def measure_batch(folder: Path, out: Path, jobs: int) -> None:
    items = find_items(folder)
    start = time.perf_counter()
    marks, tenth = [(0, start, megabytes())], max(1, len(items) // 10)
    for tally in run_batch(items, out, Settings(), engine=Engine(jobs=jobs)):
        if tally.done >= (marks[-1][0] // tenth + 1) * tenth:
            marks.append((tally.done, time.perf_counter(), megabytes()))
    end = time.perf_counter()
    read_at = marks[-1][1]
    rates = [(b[0] - a[0]) / (b[1] - a[1]) for a, b in pairwise(marks)]
    print(
        f"{jobs} processes: {len(items) / (read_at - start):,.0f} reports/s reading, {end - read_at:.1f} s writing outputs"
    )
    print("rate by tenth:", ", ".join(f"{rate:,.0f}" for rate in rates))
    print("memory by tenth (MB):", ", ".join(f"{mark[2]:.0f}" for mark in marks))
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:,.0f} MB here, "
          f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000:,.0f} MB in the largest process")  # fmt: skip


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    with tempfile.TemporaryDirectory() as base:
        fill(Path(base) / "in", count)
        measure_core(Path(base) / "in")
        for jobs in (1, 2):
            if jobs == 2 or count <= 20_000:
                measure_batch(Path(base) / "in", Path(base) / f"out{jobs}", jobs)


if __name__ == "__main__":
    main()
