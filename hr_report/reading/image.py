"""Pictures of reports (scans, faxes, photographs; PNG, JPEG, TIFF with one page or many) become Documents by OCR."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from hr_report.errors import DamagedFileError, SourceTooLargeError, UnsupportedTypeError
from hr_report.reading.ocr import is_installed, read_picture
from hr_report.reading.sheets import OCR_DPI, Sheet, assemble, picture_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hr_report.reading.document import Document
    from hr_report.reading.limits import Limits

_PAGE_INCHES = 11.7  # the long side of the paper, where a picture does not tell its resolution
_DPI_RANGE = (72, 1_200)


def read_image(content: bytes, *, name: str = "", limits: Limits) -> Document:
    """Read a picture, page by page.

    Raises:
        UnsupportedTypeError: no OCR engine is installed.
        DamagedFileError: the picture cannot be opened.
        SourceTooLargeError: more pages or pixels than the limits allow.
    """
    label = name or "The picture"
    if not is_installed():
        advice = "Install it with: pip install 'hr-report[ocr]'"
        raise UnsupportedTypeError(f"{label} is a picture, and reading it needs an OCR engine.", advice)
    sheets: list[Sheet] = [
        picture_sheet(read_picture(_at_reading_size(frame))) for frame in open_frames(content, label, limits)
    ]
    return assemble(sheets, (), content, name=name, kind="image")


def open_frames(content: bytes, label: str, limits: Limits) -> Iterator[Any]:
    """The pages of a picture as PIL images, each good until the next is taken.

    Raises:
        DamagedFileError: the picture cannot be opened.
        SourceTooLargeError: more pages or pixels than the limits allow.
    """
    from PIL import Image, ImageSequence, UnidentifiedImageError  # noqa: PLC0415 - comes with pdfplumber, slow to load

    try:
        picture = Image.open(io.BytesIO(content))
        for number, frame in enumerate(ImageSequence.Iterator(picture)):
            if number >= limits.pages or frame.width * frame.height > limits.pixels:
                raise SourceTooLargeError(f"{label} has more pages or pixels than the limits allow.")
            frame.load()
            yield frame
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise DamagedFileError(f"{label} begins like a picture and cannot be opened.") from error


def find_resolution(frame: Any) -> tuple[float, float]:
    """Dots to the inch, across and down: what the picture tells if that can be, else what makes it a sheet of paper."""
    across, down = frame.info.get("dpi", (0, 0))
    low, high = _DPI_RANGE
    if low <= across <= high and low <= down <= high:
        return float(across), float(down)
    return (max(frame.size) / _PAGE_INCHES,) * 2


def _at_reading_size(frame: Any) -> Any:
    """The frame in grey, at the resolution that OCR is tuned for. Faxes have fewer lines than columns to the inch."""
    across, down = find_resolution(frame)
    size = (round(frame.width * OCR_DPI / across), round(frame.height * OCR_DPI / down))
    return frame.convert("L").resize(size)
