"""How fast texts are read beside rules of medspaCy, on one core.

Run `python tests/benchmarks/text_speed.py --medspacy-python OTHER/bin/python`, where OTHER is an environment of its own
with medspaCy (`pip install medspacy`). The texts are the sample reports with other numbers, of 2.6 kB each; with
`--texts FILE` also those of a JSON Lines file with a field "text". Both sides read the same texts in turns; what counts
is the processor time of each, so that other work on the machine does not. Prints figures; nothing is asserted.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import time
from collections import Counter
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from hr_report.models import Status
from hr_report.pipeline import parse_report

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
SAMPLES = HERE.parent.parent / "sample_reports"
SIZE = 2_600
GROSS = "The specimen is received in formalin and consists of {n} cores of tan tissue, {m} mm in length.\n"


def make_texts(count: int) -> list[str]:
    """Sample reports, each with numbers of its own, filled up or cut to about the same size."""
    samples = [path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    return [make_text(samples[number % len(samples)], number) for number in range(count)]


def make_text(sample: str, number: int) -> str:
    """One sample with other percentages, and as much of a gross description before it as it lacks."""
    text = re.sub(r"\b\d\d(?= ?%)", lambda found: str(11 + (int(found[0]) + number) % 89), sample)
    lines = [GROSS.format(n=1 + (number + place) % 7, m=3 + (number * place) % 15) for place in range(40)]
    lacking = max(0, SIZE - len(text)) // len(lines[0])
    return f"Accession T{number:06d}\n\nGROSS DESCRIPTION\n{''.join(lines[:lacking])}\n{text}"


def read_ours(texts: Sequence[str]) -> tuple[float, Counter[str]]:
    """Processor seconds for all texts up to the JSON that is kept, and in how many each marker has a result."""
    for text in texts[:20]:
        parse_report(text).model_dump_json()
    found: Counter[str] = Counter()
    start = time.process_time()
    for text in texts:
        report = parse_report(text)
        report.model_dump_json()
        found.update(r.marker.label for r in (report.er, report.pr, report.her2) if r.status != Status.NOT_REPORTED)
    return time.process_time() - start, found


def read_theirs(texts: Sequence[str], python: str) -> tuple[float, Counter[str]]:
    """The same by rules of medspaCy."""
    lines = "".join(f"{json.dumps(text)}\n" for text in texts)
    command = [python, str(HERE / "medspacy_rules.py")]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout.splitlines()[-1])
    return answer["seconds"], Counter(answer["found"])


def compare(title: str, texts: Sequence[str], python: str | None, rounds: int) -> None:
    """Both sides in turns, and the median of their ratios."""
    size = sum(map(len, texts)) / len(texts)
    print(f"\n{title}: {len(texts):,} texts of {size:,.0f} characters")
    ratios = []
    for _ in range(rounds):
        ours, found = read_ours(texts)
        print(f"  hr_report  {len(texts) / ours:8,.1f} reports/s  {dict(sorted(found.items()))}")
        if python:
            theirs, found = read_theirs(texts, python)
            ratios.append(theirs / ours)
            print(f"  medspaCy   {len(texts) / theirs:8,.1f} reports/s  {dict(sorted(found.items()))}")
    if ratios:
        print(f"  hr_report is {median(ratios):.1f} x as fast (goal: at least 20)")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=400)
    parser.add_argument("--medspacy-python", metavar="PATH")
    parser.add_argument("--texts", type=Path, metavar="FILE")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    compare("invented", make_texts(asked.count), asked.medspacy_python, asked.rounds)
    if asked.texts:
        rows = map(json.loads, asked.texts.read_text("utf-8").splitlines())
        compare("from the file", [row["text"] for row in rows], asked.medspacy_python, asked.rounds)


if __name__ == "__main__":
    main()
