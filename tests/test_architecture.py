"""The shape of the house: which room may import which, and how large files and functions may grow."""

import ast
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import hr_report
import pytest
from hr_report import errors

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "hr_report"
FILES = sorted(PACKAGE.rglob("*.py"))

LINE = (
    "errors",
    "models",
    "reading",
    "extraction",
    "interpretation",
    "versions",
    "pipeline",
    "writing",
    "evaluation",
    "batch",
    "cli",
)
"""A room may import rooms to its left, and itself."""

FILE_BUDGET = 420
FUNCTION_BUDGET = 40
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "core", "base"}


def room_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def module_of(path):
    parts = ("hr_report", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in FILES}


def imports_of(path):
    """Modules of this package that a file imports anywhere, for typing only included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the room"
            inside = {f"{node.module}.{alias.name}" for alias in node.names} & set(MODULES)
            found |= inside or {node.module}
    return {name for name in found if name.startswith("hr_report.")}


def name_of(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", [p for p in FILES if p != PACKAGE / "__init__.py"], ids=name_of)
def test_a_room_imports_only_rooms_before_it(path):
    own = LINE.index(room_of(path))
    for name in imports_of(path):
        other = name.split(".")[1]
        if other in LINE:
            assert LINE.index(other) <= own, f"{name_of(path)} imports {name}"


def test_every_room_has_its_place_in_the_line():
    assert {room_of(p) for p in FILES} - {"__init__"} <= set(LINE)


def test_no_import_cycles():
    inner = set(MODULES) - {"hr_report"}
    graph = {name: imports_of(MODULES[name]) & inner - {name} for name in inner}
    while leaves := {name for name, needs in graph.items() if not needs & set(graph)}:
        graph = {name: needs for name, needs in graph.items() if name not in leaves}
    assert not graph, f"these import each other in a circle: {sorted(graph)}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_stays_small_enough_to_hold_in_the_head(path):
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= FILE_BUDGET, f"{name_of(path)} has {lines} lines: make a new room"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_function_does_one_thing(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            lines = (node.end_lineno or 0) - body[0].lineno + 1
            assert lines <= FUNCTION_BUDGET, f"{name_of(path)}: {node.name} has {lines} lines"


def test_the_straight_line_stays_readable():
    assert len((PACKAGE / "pipeline.py").read_text("utf-8").splitlines()) <= 80


def test_no_drawer_that_everything_falls_into():
    assert not [name_of(p) for p in FILES if p.stem in DRAWERS]


def test_the_error_tree_is_drawn_as_it_is():
    drawn = re.findall(r"(\w+Error)\s+(\d)", errors.__doc__ or "")
    tree = {
        name: kind.exit_code
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, errors.HrReportError)
    }
    assert {name: int(code) for name, code in drawn} == tree


def test_no_path_of_a_machine():
    machine = re.compile(r"(?<![\w.\]])/(?:home|root|Users|work|tmp)/\w|[A-Z]:\\\\Users")
    texts = [p for p in ROOT.rglob("*") if p.suffix in {".py", ".md", ".toml", ".txt"} and is_ours(p)]
    assert len(texts) > 10
    assert not [name_of(p) for p in texts if machine.search(p.read_text("utf-8", errors="replace"))]


def is_ours(path):
    parts = path.relative_to(ROOT).parts
    return not any(
        (part.startswith(".") and part != ".github") or part in {"build", "dist", "out", "venv"} for part in parts
    )


def test_public_names_are_imported_only_when_used():
    code = "import sys, hr_report; print(*sorted(m for m in sys.modules if m.split('.')[0] in {'pydantic','regex','pdfplumber'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == []


def test_every_public_name_exists():
    assert sorted(hr_report.__all__) == list(hr_report.__all__)
    for name in hr_report.__all__:
        assert getattr(hr_report, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'parse_reports'"):
        hr_report.parse_reports  # noqa: B018


def test_line_is_in_order_of_the_documents():
    """The order above is the order that the contributing guide teaches."""
    guide = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
    named = re.search(r"`(errors < .*?)`", guide, re.DOTALL)
    assert named
    taught = [part.strip() for part in named[1].split("<")]
    assert all(LINE.index(a) < LINE.index(b) for a, b in pairwise(taught))
    assert set(LINE) == set(taught)
