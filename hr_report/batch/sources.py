"""Which files of a folder are reports: all that are not hidden, in a stable order, unless patterns say otherwise."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from hr_report.errors import SourceNotFoundError, SourceUnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def find_files(
    folder: Path,
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    beside: Path | None = None,
) -> list[Path]:
    """The files under `folder`, sorted by their path within it.

    Args:
        folder: where to look, recursively. Links to folders are not followed, so that a loop cannot trap the walk.
        include: patterns such as "*.pdf" or "2024/*"; a file must match one of them, if there are any.
        exclude: patterns that rule a file out.
        beside: a folder to leave out (where the results go).

    Raises:
        SourceNotFoundError: no such folder.
        SourceUnreadableError: it is not a folder, or may not be read.
    """
    if not folder.exists():
        raise SourceNotFoundError(f"There is no folder '{folder}'.")
    if not folder.is_dir():
        raise SourceUnreadableError(f"'{folder}' is a file.", "Use 'hr-report read' for single files.")
    found = [p for p in _walk(folder, beside) if _is_wanted(name_in(folder, p), include, exclude)]
    return sorted(found, key=lambda path: name_in(folder, path))


def name_in(folder: Path, path: Path) -> str:
    """The name of a file within its folder, with forward slashes on every system."""
    return path.relative_to(folder).as_posix()


def _walk(folder: Path, beside: Path | None) -> Iterator[Path]:
    left_out = beside.resolve() if beside else None
    for here, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = [f for f in folders if not f.startswith(".") and Path(here, f).resolve() != left_out]
        yield from (Path(here, f) for f in files if not f.startswith("."))


def _refuse(error: OSError) -> None:
    raise SourceUnreadableError(f"The folder '{error.filename}' may not be read.", "Ask for read permission.")


def _is_wanted(name: str, include: Sequence[str], exclude: Sequence[str]) -> bool:
    if any(_matches(name, pattern) for pattern in exclude):
        return False
    return not include or any(_matches(name, pattern) for pattern in include)


def _matches(name: str, pattern: str) -> bool:
    """A pattern with a slash is held against the whole path, one without against the file's own name."""
    target = name if "/" in pattern else name.rpartition("/")[2]
    return fnmatchcase(target.lower(), pattern.lower())
