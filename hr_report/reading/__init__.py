"""A source becomes a Document: the only room that edits text. Content, not the name, tells the kind of a file."""

from __future__ import annotations

from pathlib import Path

from hr_report.errors import (
    EmptySourceError,
    SourceNotFoundError,
    SourceTooLargeError,
    SourceUnreadableError,
    UnsupportedTypeError,
    UsageError,
)
from hr_report.reading.document import Document
from hr_report.reading.limits import DEFAULT_LIMITS, Limits
from hr_report.reading.text import document_of, read_text

__all__ = ["DEFAULT_LIMITS", "Document", "Limits", "read"]

_MEGABYTE = 1_000_000
_LONGEST_PATH = 1_024

# Marks at the start of files that are no reports by themselves, with the name that a user knows them by.
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls)"),
    (b"PK\x03\x04", "a ZIP or Office file (.docx, .xlsx)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"%!PS", "a PostScript file"),
    (b"\x7fELF", "a program"),
)


def read(
    source: str | Path | bytes, *, name: str = "", password: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Document:
    """Read one source.

    Args:
        source: report text (`str`), a file (`Path`), or the content of a file (`bytes`).
        name: how messages and the Document call the source; the file's name where it is a Path.
        password: for an encrypted PDF; an empty one is tried without asking.
        limits: bounds for size and pages.

    Raises:
        UsageError: a `str` that is the path of an existing file.
        SourceError: the file cannot be opened, or is larger than the limits allow.
        ContentError: the file opens, and holds no readable report.
    """
    if isinstance(source, str):
        _refuse_path(source)
        return document_of(source, name=name)
    if isinstance(source, Path):
        return read(_load(source, limits), name=name or source.name, password=password, limits=limits)
    return _read_content(source, name, password, limits)


def _read_content(content: bytes, name: str, password: str | None, limits: Limits) -> Document:
    if len(content) > limits.megabytes * _MEGABYTE:
        raise SourceTooLargeError(f"{name or 'The source'} is larger than {limits.megabytes} MB.")
    if not content.strip(b"\0\t\n\r\f "):
        raise EmptySourceError(f"{name or 'The source'} is empty.")
    if b"%PDF-" in content[:1024]:
        # Reading text must not pay for loading a PDF library.
        from hr_report.reading.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(content, name=name, password=password, limits=limits)
    for mark, kind in _FOREIGN:
        if content.startswith(mark):
            raise UnsupportedTypeError(f"{name or 'The source'} is {kind}.")
    return read_text(content, name=name)


def _load(path: Path, limits: Limits) -> bytes:
    try:
        if not path.exists():
            raise SourceNotFoundError(f"{path.name} does not exist.")
        if not path.is_file():
            raise SourceUnreadableError(f"{path.name} is not a file.")
        if path.stat().st_size > limits.megabytes * _MEGABYTE:
            raise SourceTooLargeError(f"{path.name} is larger than {limits.megabytes} MB.")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise SourceUnreadableError(f"{path.name} cannot be opened ({type(error).__name__}).") from error


def _refuse_path(text: str) -> None:
    if len(text) > _LONGEST_PATH or "\n" in text or not text.strip():
        return
    try:
        is_path = Path(text).exists()
    except (OSError, ValueError):
        return
    if is_path:
        raise UsageError(
            "The text given is the path of an existing file.", "Give a pathlib.Path to read the file, not a str."
        )
