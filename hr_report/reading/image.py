"""Pictures of reports (scans, faxes, photographs) become Documents by OCR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hr_report.errors import UnsupportedTypeError

if TYPE_CHECKING:
    from hr_report.reading.document import Document
    from hr_report.reading.limits import Limits


def read_image(content: bytes, *, name: str = "", limits: Limits) -> Document:
    """Read a picture. Raises `UnsupportedTypeError`: OCR is not built in yet."""
    raise UnsupportedTypeError(f"{name or 'The file'} is a picture of {len(content)} bytes (limit {limits.pixels}).")
