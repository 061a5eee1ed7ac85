"""Every phrasing of tests/corpus gives its expected result, and every quote stands where it says.

Run as a script (`python tests/test_corpus.py [part of a file name]`) for pass rates by file and a compact list of failures.
"""

from __future__ import annotations

import sys
from collections import Counter

import pytest
from hr_report import parse_report

from corpus.lines import Line, complaints, read_corpus


def _cases() -> list[object]:
    xfail = pytest.mark.xfail(strict=True, reason="a known failure")
    return [
        pytest.param(line, id=line.id, marks=xfail if line.file.startswith("known_failures") else ())
        for line in read_corpus()
    ]


@pytest.mark.parametrize("line", _cases())
def test_phrasing_gives_its_expected_result(line: Line) -> None:
    assert complaints(line, parse_report(line.text)) == []


def test_corpus_is_large_and_has_no_twins() -> None:
    texts = Counter(line.text for line in read_corpus())
    assert len(texts) >= 700
    assert [text for text, count in texts.items() if count > 1] == []


def _print_rates(part: str) -> int:
    """Print the failures of the files whose name holds `part`, then the pass rate of each file."""
    total: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for line in read_corpus():
        if part not in line.file:
            continue
        total[line.file] += 1
        try:
            found = complaints(line, parse_report(line.text))
        except Exception as error:  # noqa: BLE001 - a crash is one more failure to list
            found = [f"crash: {type(error).__name__}: {error}"]
        if found:
            failed[line.file] += 1
            print(f"{line.file}:{line.number}: {line.text[:260]!r}\n    " + "\n    ".join(found))  # noqa: T201
    for file in sorted(total):
        print(f"{total[file] - failed[file]:4d} of {total[file]:4d}  {file}")  # noqa: T201
    print(f"{total.total() - failed.total():4d} of {total.total():4d}  all")  # noqa: T201
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(_print_rates(sys.argv[1] if len(sys.argv) > 1 else ""))
