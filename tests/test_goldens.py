"""The sample reports, as text and as PDF, give what tests/goldens/samples.json says that they state."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hr_report import parse_report, read_document

ROOT = Path(__file__).parent.parent
GOLDENS: dict[str, Any] = json.loads((ROOT / "tests/goldens/samples.json").read_text("utf-8"))
FILES = [ROOT / f"sample_reports/{name}.{kind}" for name in GOLDENS for kind in ("txt", "pdf")]


def _plain(result: dict[str, Any], field: str) -> Any:
    """A field of a result as the goldens write it: an interval as a pair, a score as its number."""
    value = result.get(field)
    if field == "percent" and value:
        return [value["low"], value["high"]]
    if isinstance(value, dict):
        return value.get("total", value.get("value"))
    return value


def _differences(found: dict[str, Any], wanted: dict[str, Any]) -> list[tuple[str, str, Any, Any]]:
    return [
        (marker, field, value, _plain(found[marker], field))
        for marker in ("er", "pr", "her2")
        for field, value in wanted[marker].items()
        if _plain(found[marker], field) != value
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_sample_gives_its_golden(path: Path) -> None:
    golden = GOLDENS[path.stem]
    report = parse_report(path)
    found = report.model_dump(mode="json")
    assert _differences(found, golden) == []
    assert report.diagnosis.kind == golden["diagnosis"]
    assert len(report.specimens) == len(golden["specimens"])
    for specimen, wanted in zip(found["specimens"], golden["specimens"], strict=True):
        assert _differences(specimen, wanted) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_quote_stands_where_it_says(path: Path) -> None:
    document, report = read_document(path), parse_report(path)
    for seen in report.observations:
        for witness in seen.evidence:
            assert document.text[witness.start : witness.end] == witness.quote
            assert witness.page == document.page_at(witness.start).number
            assert bool(witness.boxes) == (path.suffix == ".pdf")
