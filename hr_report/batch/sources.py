"""Which files are reports: those of a folder, of a ZIP archive, or of a list; in a stable order."""

from __future__ import annotations

import csv
import os
import zipfile
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from hr_report.errors import (
    DamagedFileError,
    EncryptedFileError,
    HrReportError,
    SourceNotFoundError,
    SourceTooLargeError,
    SourceUnreadableError,
    UsageError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LARGEST_MEMBER = 200_000_000
"""Bytes that one file of an archive may unpack to."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file to read: how it is called in the results, where it is, and which member where that is an archive.

    `mark` tells whether it changed since (see `take_mark`); `content` travels with it to workers that cannot see it.
    """

    name: str
    path: str
    member: str | None = None
    mark: str = ""
    content: bytes | None = None


def find_items(
    where: Path,
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    beside: Path | None = None,
) -> list[Item]:
    """The files to read, sorted by name, none of them opened yet (archives within a folder are looked into).

    Args:
        where: a folder (walked recursively; hidden files and links to folders are left out), a ZIP archive, or a CSV
            list with a column "file" of paths beside the list and, if wanted, a column "id" that names the reports.
        include: patterns such as "*.pdf" or "2024/*"; a name must match one of them, if there are any.
        exclude: patterns that rule a name out.
        beside: a folder to leave out (where the results go).

    Raises:
        SourceNotFoundError: there is nothing at `where`.
        SourceUnreadableError: it may not be read.
        UsageError: it is a file that is neither an archive nor a list.
    """
    if not where.exists():
        raise SourceNotFoundError(f"There is no folder '{where}'.")
    found = [item for item in _list_items(where, beside) if _is_wanted(item.name, include, exclude)]
    return sorted(found, key=lambda item: item.name)


def _list_items(where: Path, beside: Path | None) -> Iterator[Item]:
    if where.is_dir():
        yield from _walk(where, beside)
    elif zipfile.is_zipfile(where):
        yield from _list_members(str(where), "")
    elif where.suffix.lower() == ".csv":
        yield from _read_list(where)
    else:
        raise UsageError(f"'{where}' is a single file.", "Use 'hr-report read', or name a folder, a ZIP or a CSV list.")


def _walk(folder: Path, beside: Path | None) -> Iterator[Item]:
    left_out = beside.resolve() if beside else None
    for here, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = [f for f in folders if not f.startswith(".") and Path(here, f).resolve() != left_out]
        for file in files:
            path = Path(here, file)
            name = path.relative_to(folder).as_posix()
            if file.startswith("."):
                continue
            if path.suffix.lower() == ".zip" and zipfile.is_zipfile(path):
                yield from _list_members(str(path), f"{name}/")
            else:
                yield Item(name, str(path))


def _refuse(error: OSError) -> None:
    raise SourceUnreadableError(f"The folder '{error.filename}' may not be read.", "Ask for read permission.")


def _list_members(path: str, prefix: str) -> Iterator[Item]:
    for info in _open_archive(path).infolist():
        if not info.is_dir() and not any(map(_is_hidden, info.filename.split("/"))):
            yield Item(prefix + info.filename, path, info.filename)


def _is_hidden(part: str) -> bool:
    return part == "__MACOSX" or (part.startswith(".") and part != "..")


@lru_cache(maxsize=1)
def _open_archive(path: str) -> zipfile.ZipFile:
    """An archive, kept open: its directory is read once, not for each member."""
    return zipfile.ZipFile(path)


def _read_list(path: Path) -> Iterator[Item]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        if "file" not in (rows.fieldnames or ()):
            raise UsageError(f"'{path}' has no column named 'file'.", "The first line of the list names its columns.")
        names: set[str] = set()
        for row in rows:
            name = (row.get("id") or row["file"] or "").strip()
            if name in names:
                raise UsageError(f"'{path}' names '{name}' twice.", "Each report needs a name of its own.")
            names.add(name)
            yield Item(name, str(path.parent / (row["file"] or "").strip()))


def take_content(item: Item) -> bytes | Path:
    """What to read for an item: its bytes where it travels with them or lies in an archive, else its path.

    Raises:
        SourceTooLargeError: an archive member unpacks to more than `LARGEST_MEMBER`.
        EncryptedFileError: an archive member needs a password.
        DamagedFileError: an archive member cannot be unpacked.
    """
    if item.content is not None:
        return item.content
    if item.member is None:
        return Path(item.path)
    archive = _open_archive(item.path)
    info = archive.getinfo(item.member)
    if info.file_size > LARGEST_MEMBER:
        raise SourceTooLargeError(f"'{item.name}' unpacks to {info.file_size} bytes.")
    if info.flag_bits & 1:
        raise EncryptedFileError(f"'{item.name}' needs a password.", "Unpack the archive and read the folder.")
    try:
        with archive.open(info) as member:
            return member.read(LARGEST_MEMBER)
    except (zipfile.BadZipFile, OSError, NotImplementedError, EOFError) as error:
        raise DamagedFileError(f"'{item.name}' cannot be unpacked ({type(error).__name__}).") from None


def with_content(item: Item) -> Item:
    """The item with its bytes, for workers that cannot see the file; as it is where it cannot be read here."""
    try:
        content = take_content(item)
        return replace(item, content=content.read_bytes() if isinstance(content, Path) else content)
    except (HrReportError, OSError):
        return item


def take_mark(item: Item) -> str:
    """What changes when the file changes: its size and time, or its checksum within an archive; "" where unknown."""
    try:
        if item.member is not None:
            info = _open_archive(item.path).getinfo(item.member)
            return f"{info.file_size}-{info.CRC:08x}"
        state = Path(item.path).stat()
    except OSError:
        return ""
    return f"{state.st_size}-{state.st_mtime_ns}"


def _is_wanted(name: str, include: Sequence[str], exclude: Sequence[str]) -> bool:
    if any(_matches(name, pattern) for pattern in exclude):
        return False
    return not include or any(_matches(name, pattern) for pattern in include)


def _matches(name: str, pattern: str) -> bool:
    """A pattern with a slash is held against the whole name, one without against its last part."""
    target = name if "/" in pattern else name.rpartition("/")[2]
    return fnmatchcase(target.lower(), pattern.lower())
