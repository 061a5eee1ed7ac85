"""Every cell of the clinical tables is under review: changing any one of them fails here until someone signs for it.

After a change has been checked against its source, run `python tests/interpretation/test_reviewed.py` and commit the
new `reviewed.json` with it; its difference names the cells that were changed.
"""

import json
from hashlib import blake2s
from pathlib import Path

import pytest
from hr_report.interpretation import knowledge
from hr_report.interpretation.knowledge import load

SIGNED = Path(__file__).with_name("reviewed.json")
TABLES = sorted(path.stem for path in Path(knowledge.__file__).parent.glob("*.toml"))


def cells(value, path=""):
    """Each value of a table with its place; rows are named by their id where they have one."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from cells(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and not all(isinstance(item, str) for item in value):
        for number, inner in enumerate(value):
            name = inner.get("id", number) if isinstance(inner, dict) else number
            yield from cells(inner, f"{path}[{name}]")
    else:
        yield path, blake2s(repr(value).encode(), digest_size=4).hexdigest()


def digest():
    return {table: dict(cells(load(table))) for table in TABLES}


@pytest.mark.parametrize("table", TABLES)
def test_every_cell_is_as_it_was_reviewed(table):
    signed = json.loads(SIGNED.read_text("utf-8"))[table]
    now = digest()[table]
    changed = [place for place in {**signed, **now} if signed.get(place) != now.get(place)]
    assert not changed, f"changed in {table}.toml and not yet reviewed: {changed}"


def test_no_reviewed_table_has_gone():
    assert sorted(json.loads(SIGNED.read_text("utf-8"))) == TABLES


if __name__ == "__main__":
    SIGNED.write_text(json.dumps(digest(), indent=1, sort_keys=True) + "\n", "utf-8")
