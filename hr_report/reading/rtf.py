"""Rich Text Format becomes a Document; cells of its tables stand on one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hr_report.errors import DamagedFileError, UnsupportedTypeError
from hr_report.reading.text import document_of

if TYPE_CHECKING:
    from hr_report.reading.document import Document

# Hidden text, and text that a tracked change has deleted, are no part of the report. striprtf would keep them.
_UNSEEN = re.compile(r"\{(?:\\[a-z]+-?\d* ?)*\\(?:v|deleted)(?![a-z0-9])[^{}]*\}")


def read_rtf(content: bytes, *, name: str = "") -> Document:
    """Read an RTF file.

    Raises:
        UnsupportedTypeError: the `office` extra is not installed.
        DamagedFileError: it cannot be parsed.
    """
    try:
        from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - an extra
    except ImportError:
        advice = "Install it with: pip install 'hr-report[office]'"
        raise UnsupportedTypeError("Reading RTF needs the office extra.", advice) from None
    source = _UNSEEN.sub("", content.decode("latin-1"))
    try:
        text = rtf_to_text(source, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, LookupError) as error:
        raise DamagedFileError(f"{name or 'The RTF file'} cannot be parsed.") from error
    return document_of(text, name=name, kind="rtf", content=content)
