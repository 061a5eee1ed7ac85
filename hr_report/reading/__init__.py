"""A source becomes a Document: the only room that edits text. Content, not the name, tells the kind of a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from hr_report.errors import (
    EmptySourceError,
    SourceNotFoundError,
    SourceTooLargeError,
    SourceUnreadableError,
    UsageError,
)
from hr_report.reading.document import Document
from hr_report.reading.kinds import kind_of
from hr_report.reading.limits import DEFAULT_LIMITS, Limits
from hr_report.reading.text import document_of, read_text

__all__ = ["DEFAULT_LIMITS", "Document", "Limits", "read", "read_all"]

OCR_CHOICES = ("auto", "always", "both", "never")
_MEGABYTE = 1_000_000
_LONGEST_PATH = 1_024


def read(
    source: str | Path | bytes,
    *,
    name: str = "",
    password: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    ocr: str = "auto",
) -> Document:
    """Read one report.

    Args:
        source: report text (`str`), a file (`Path`), or the content of a file (`bytes`).
        name: how messages and the Document call the source; the file's name where it is a Path.
        password: for an encrypted PDF; an empty one is tried without asking.
        limits: bounds for size and pages.
        ocr: "auto" reads pages whose text is missing or no text by OCR where an engine is installed, "always" every
            page of a PDF, "both" each page as text and by OCR, keeping what both agree on, "never" none.

    Raises:
        UsageError: an unknown choice for `ocr`, a `str` that is the path of an existing file, or a file that holds
            several reports.
        SourceError: the file cannot be opened, or is larger than the limits allow.
        ContentError: the file opens, and holds no readable report.
    """
    documents = read_all(source, name=name, password=password, limits=limits, ocr=ocr)
    if len(documents) > 1:
        label = documents[0].name or "The source"
        raise UsageError(f"{label} holds {len(documents)} reports.", "Read it with read_all, or as a batch.")
    return documents[0]


def read_all(
    source: str | Path | bytes,
    *,
    name: str = "",
    password: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    ocr: str = "auto",
) -> tuple[Document, ...]:
    """Read every report of a source, at least one: an HL7 batch or a FHIR bundle may hold several.

    Arguments and errors are those of `read`.
    """
    if ocr not in OCR_CHOICES:
        raise UsageError(f"{ocr!r} is no choice for OCR.", f"Choose one of {', '.join(OCR_CHOICES)}.")
    if isinstance(source, str):
        _refuse_path(source)
        return (document_of(source, name=name),)
    if isinstance(source, Path):
        return read_all(_load(source, limits), name=name or source.name, password=password, limits=limits, ocr=ocr)
    label = name or "The source"
    if len(source) > limits.megabytes * _MEGABYTE:
        raise SourceTooLargeError(f"{label} is larger than {limits.megabytes} MB.")
    if not source.strip(b"\0\t\n\r\f "):
        raise EmptySourceError(f"{label} is empty.")
    return _read_content(source, kind_of(source, label), name, password, limits, ocr)


# Each kind is imported when a file of it turns up, so that reading text does not pay for loading a PDF library.
def _read_content(  # noqa: PLR0911 - one line for each kind
    content: bytes, kind: str, name: str, password: str | None, limits: Limits, ocr: str
) -> tuple[Document, ...]:
    match kind:
        case "pdf":
            from hr_report.reading.pdf import read_pdf  # noqa: PLC0415

            return (read_pdf(content, name=name, password=password, limits=limits, ocr=ocr),)
        case "rtf":
            from hr_report.reading.rtf import read_rtf  # noqa: PLC0415

            return (read_rtf(content, name=name),)
        case "word":
            from hr_report.reading.word import read_word  # noqa: PLC0415

            return (read_word(content, name=name, limits=limits),)
        case "html":
            from hr_report.reading.html import read_html  # noqa: PLC0415

            return (read_html(content, name=name),)
        case "hl7":
            from hr_report.reading.hl7 import read_hl7  # noqa: PLC0415

            return read_hl7(content, name=name, enclosed=partial(read, name=name, limits=limits, ocr=ocr))
        case "fhir":
            from hr_report.reading.fhir import read_fhir  # noqa: PLC0415

            return read_fhir(content, name=name, enclosed=partial(read, name=name, limits=limits, ocr=ocr))
        case "image":
            from hr_report.reading.image import read_image  # noqa: PLC0415

            return (read_image(content, name=name, limits=limits),)
    return (read_text(content, name=name),)


def _load(path: Path, limits: Limits) -> bytes:
    try:
        if not path.exists():
            raise SourceNotFoundError(f"{path.name} does not exist.")
        if not path.is_file():
            raise SourceUnreadableError(f"{path.name or path} is not a file.")
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
