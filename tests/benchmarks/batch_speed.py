"""How fast a batch is, how it scales, whether it slows down, what memory and room it takes.

Run `python tests/benchmarks/batch_speed.py 10000`. Makes that many small reports, no two alike, some of which need a look
and some with two specimens, and reads them with the real batch. Prints figures; nothing is asserted.
"""

import argparse
import os
import resource
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from hr_report.batch.run import Engine, run_batch
from hr_report.batch.sources import find_items
from hr_report.batch.worker import Settings, read_item

WORDS = ("ductal", "lobular", "tubular", "mucinous")


def make_text(number: int) -> str:
    """A small report. Every 20th says that ER is negative with a high number; every 10th is of both breasts."""
    er, pr = 1 + number % 100, number % 90
    said = "Negative" if number % 20 == 7 else "Positive"
    results = (
        f"\nRECEPTORS\nEstrogen receptor: {said} ({er}%, strong)\n"
        f"Progesterone receptor: {'Negative' if pr == 0 else 'Positive'} ({pr}%)\nHER2: Negative (IHC {number % 2}+)\n"
    )
    kind = f"Invasive {WORDS[number % 4]} carcinoma, grade {1 + number % 3}."
    parts = [f"A. Left breast, core biopsy: {kind}\n{results}", f"B. Right breast, core biopsy: {kind}\n{results}"]
    return (
        f"WESTBRIDGE PATHOLOGY  accession W{number:07d}\n\nCLINICAL HISTORY\nPalpable mass, {number % 60} mm.\n\n"
        + "The specimen is received in formalin and consists of several cores of tan tissue.\n" * 12
        + "\nFINAL DIAGNOSIS\n"
        + ("\n".join(parts) if number % 10 == 3 else f"Left breast, core biopsy: {kind}\n{results}")
    )


def fill(folder: Path, count: int) -> None:
    """That many reports, a thousand to a folder."""
    for number in range(count):
        path = folder / f"{number // 1000:04d}" / f"{number:07d}.txt"
        if number % 1000 == 0:
            path.parent.mkdir(parents=True)
        path.write_text(make_text(number), "utf-8")


def megabytes(process: int | str = "self") -> float:
    """The memory of a process now; 0 where it has ended."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text("utf-8").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def workers() -> float:
    """The memory of the largest worker now."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text("utf-8").split()
    return max(map(megabytes, children), default=0)


def measure_core(folder: Path, count: int = 500) -> None:
    """The rate of reading alone."""
    items = find_items(folder)[:count]
    settings = Settings(seconds=0)
    read_item(items[0], settings)
    start = time.perf_counter()
    for item in items:
        read_item(item, settings)
    print(f"one process, no batch: {len(items) / (time.perf_counter() - start):,.0f} reports/s")


def measure_batch(folder: Path, out: Path, jobs: int, formats: list[str]) -> float:
    """A whole batch; returns the reports that were read in a second once all workers were busy."""
    items = find_items(folder)
    start = time.perf_counter()
    marks, tenth = [(0, start, megabytes(), 0.0)], max(1, len(items) // 10)
    for tally in run_batch(items, out, Settings(pages="review"), engine=Engine(jobs=jobs), formats=formats):
        if tally.done >= (marks[-1][0] // tenth + 1) * tenth:
            marks.append((tally.done, time.perf_counter(), megabytes(), workers()))
    end = time.perf_counter()
    read_at = marks[-1][1]
    rates = [(b[0] - a[0]) / (b[1] - a[1]) for a, b in pairwise(marks)]
    share = (end - read_at) / (end - start)
    print(f"\n{jobs} processes: {len(items) / (read_at - start):,.0f} reports/s reading, {len(items) / (end - start):,.0f} in all;"
          f" {end - read_at:.1f} s ({share:.0%}) writing outputs")  # fmt: skip
    print("rate by tenth:", ", ".join(f"{rate:,.0f}" for rate in rates), f"(last/second {rates[-1] / rates[1]:.2f})")
    print("memory by tenth (MB):", ", ".join(f"{mark[2]:.0f}" for mark in marks[1:]))
    print("largest worker by tenth (MB):", ", ".join(f"{mark[3]:.0f}" for mark in marks[1:]))
    print(f"peak memory here: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:,.0f} MB")
    return (marks[-1][0] - marks[1][0]) / (read_at - marks[1][1])


def show_sizes(out: Path) -> None:
    """How large each output is."""
    for path in sorted(out.iterdir()):
        files = [p for p in path.rglob("*") if p.is_file()] if path.is_dir() else [path]
        note = f" in {len(files):,} files" if path.is_dir() else ""
        print(f"{path.name:16} {sum(p.stat().st_size for p in files) / 1e6:10,.2f} MB{note}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=5_000)
    parser.add_argument("--jobs", type=int, action="append", help="may be given several times; 1 and 2, if not given")
    parser.add_argument("--xlsx", action="append_const", dest="formats", const="xlsx", default=[])
    parser.add_argument("--parquet", action="append_const", dest="formats", const="parquet")
    parser.add_argument("--keep", type=Path, help="a new folder for reports and results, to look at them afterwards")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        base = asked.keep or Path(passing)
        fill(base / "in", asked.count)
        measure_core(base / "in")
        rates = {}
        for jobs in asked.jobs or (1, 2):
            rates[jobs] = measure_batch(base / "in", base / f"out{jobs}", jobs, asked.formats)
        for many in [many for many in rates if many > 1 and 1 in rates]:
            print(f"\n{many} processes read {rates[many] / rates[1]:.2f} x as fast as one, first tenth left out")
        show_sizes(base / f"out{jobs}")


if __name__ == "__main__":
    main()
