"""The drawn layouts as scans: pictures of pages, as clean as from a flatbed or as poor as from a fax."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Callable


def picture(content: bytes, dpi: int) -> Any:
    """The first page of a PDF in grey."""
    with pdfium.PdfDocument(content) as document:
        return document[0].render(scale=dpi / 72, grayscale=True).to_pil()


def _skewed(image: Any, degrees: float) -> Any:
    return image.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)


def _noisy(image: Any, strength: float, seed: int) -> Any:
    noise = np.random.default_rng(seed).normal(0, strength, (image.height, image.width))
    return Image.fromarray(np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8))


def clean(content: bytes) -> tuple[Any, int]:
    """A flatbed scan at 200 dpi."""
    return picture(content, 200), 200


def noisy(content: bytes) -> tuple[Any, int]:
    """150 dpi, grainy, 1.3 degrees askew."""
    return _noisy(_skewed(picture(content, 150), 1.3), 22, seed=1), 150


def fax(content: bytes) -> tuple[Any, int]:
    """One bit a dot at 200 dpi, with specks, half a degree askew."""
    grey = _noisy(_skewed(picture(content, 200), -0.6).filter(ImageFilter.GaussianBlur(0.7)), 40, seed=2)
    return grey.point(lambda value: 255 if value > 150 else 0).convert("1"), 200


def upside_down(content: bytes) -> tuple[Any, int]:
    """Laid on the scanner the wrong way round."""
    return clean(content)[0].rotate(180), 200


def on_its_side(content: bytes) -> tuple[Any, int]:
    """A quarter turn."""
    return clean(content)[0].rotate(90, expand=True), 200


KINDS: dict[str, Callable[[bytes], tuple[Any, int]]] = {
    kind.__name__: kind for kind in (clean, noisy, fax, upside_down, on_its_side)
}


def scanned_pdf(content: bytes, kind: str) -> bytes:
    """The first page as a PDF that holds its picture and no text."""
    image, dpi = KINDS[kind](content)
    buffer = io.BytesIO()
    image.convert("L").save(buffer, format="PDF", resolution=dpi)
    return buffer.getvalue()
