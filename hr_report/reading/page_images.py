"""Pictures of single pages of a PDF or a scan, as small as they can be read; made in a process apart, like reading."""

from __future__ import annotations

import io
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hr_report.reading.apart import answer, ask
from hr_report.reading.kinds import PAGED
from hr_report.reading.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DPI = 105
_MOST_PIXELS = 2_500_000  # a page of usual size has 1.1 million; more is a poster
_GREYS, _COLOURS, _QUALITY = 16, 64, 60
_NEARLY_GREY = 12  # levels that the colours of a pixel may differ by


@dataclass(frozen=True, slots=True)
class PageImage:
    """The picture of one page as it is seen: its kind ("image/png" or "image/jpeg"), size in pixels, and bytes."""

    page: int
    kind: str
    width: int
    height: int
    data: bytes


def show_pages(
    content: bytes,
    numbers: Sequence[int],
    *,
    kind: str,
    name: str = "",
    password: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[PageImage, ...]:
    """Pictures of some pages of a file.

    Args:
        content: the file, a PDF or a picture.
        numbers: which pages, counted from 1.
        kind: that of the file, "pdf" or "image"; other kinds have no pages to show.
        name: how messages call the file.
        password: of an encrypted PDF.
        limits: bounds of time and memory.

    Raises:
        HrReportError: the pages cannot be drawn within the limits.
    """
    if kind not in PAGED or not numbers:
        return ()
    request = {"kind": kind, "numbers": list(numbers), "name": name, "password": password}
    fields, body = ask("hr_report.reading.page_images", request, content, label=name, limits=limits)
    images = []
    for image in fields["images"]:
        size = image.pop("size")
        images.append(PageImage(**image, data=body[:size]))
        body = body[size:]
    return tuple(images)


# ---- in the process apart ----------------------------------------------------------------------------------------


def _work(request: dict[str, Any], content: bytes, limits: Limits) -> tuple[dict[str, Any], bytes]:
    draw = _draw_pdf if request["kind"] == "pdf" else _draw_picture
    fields, bodies = [], []
    for number, image in draw(content, request, limits):
        kind, data = _packed(image)
        fields.append({"page": number, "kind": kind, "width": image.width, "height": image.height, "size": len(data)})
        bodies.append(data)
    return {"images": fields}, b"".join(bodies)


def _draw_pdf(content: bytes, request: dict[str, Any], _: Limits) -> Iterator[tuple[int, Any]]:
    import pypdfium2 as pdfium  # noqa: PLC0415 - native code, which only the child runs

    from hr_report.reading.pdf import open_pdf  # noqa: PLC0415

    with closing(open_pdf(content, request["password"], request["name"])) as document:
        with suppress(pdfium.PdfiumError):
            document.init_forms()
        for number in request["numbers"]:
            with closing(document[number - 1]) as page:
                width, height = page.get_size()
                scale = min(_DPI / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
                yield number, page.render(scale=scale).to_pil()


def _draw_picture(content: bytes, request: dict[str, Any], limits: Limits) -> Iterator[tuple[int, Any]]:
    from hr_report.reading.image import find_resolution, open_frames  # noqa: PLC0415 - loads native code

    for number, frame in enumerate(open_frames(content, request["name"], limits), start=1):
        if number not in request["numbers"]:
            continue
        across, down = find_resolution(frame)
        wide, high = frame.width / across, frame.height / down
        dpi = min(_DPI, (_MOST_PIXELS / (wide * high)) ** 0.5)
        grey = frame.mode in {"1", "L"}
        yield number, frame.convert("L" if grey else "RGB").resize((round(wide * dpi), round(high * dpi)))


def _packed(image: Any) -> tuple[str, bytes]:
    """The smaller of a PNG of few shades, best for drawn letters, and a JPEG, best for the grain of a scan."""
    image = image.convert("RGB") if image.mode not in {"L", "RGB"} else image
    image = image.convert("L") if image.mode == "RGB" and _is_grey(image) else image
    shades = image.quantize(_GREYS if image.mode == "L" else _COLOURS)
    drawn, grainy = io.BytesIO(), io.BytesIO()
    shades.save(drawn, "PNG", optimize=True)
    image.save(grainy, "JPEG", quality=_QUALITY, optimize=True)
    if drawn.tell() <= grainy.tell():
        return "image/png", drawn.getvalue()
    return "image/jpeg", grainy.getvalue()


def _is_grey(image: Any) -> bool:
    from PIL import ImageChops  # noqa: PLC0415 - comes with pdfplumber

    red, green, blue = image.split()
    apart: list[Any] = [ImageChops.difference(a, b) for a, b in ((red, green), (green, blue), (red, blue))]
    return all(image.getextrema()[1] <= _NEARLY_GREY for image in apart)


if __name__ == "__main__":
    answer(_work)
