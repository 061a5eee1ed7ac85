"""How long reading takes beside its floor and its ceiling: bare pdfium, and pdfplumber's own `extract_text`.

Run `python tests/benchmarks/reading_speed.py [pages]`. Prints milliseconds a page (the least of three runs) and ratios.
With `ocr` as its argument it measures reading of scans instead, beside the first engine alone on the same pictures.
"""

from __future__ import annotations

import io
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber
import pypdfium2 as pdfium
from hr_report.reading import read
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

if TYPE_CHECKING:
    from collections.abc import Callable

PROSE = (
    "Sections show an infiltrating carcinoma that grows in cords and small nests within a fibrous stroma. The nuclei "
    "vary moderately in size and shape, and mitoses are sparse. Tubules are formed in about a third of the tumour. "
)
ROWS = [
    ["Marker", "Result", "Nuclei", "Clone"],
    ["Estrogen receptor", "Positive", "95%", "SP1"],
    ["Progesterone receptor", "Positive", "60%", "1E2"],
    ["HER2", "Negative", "1+", "4B5"],
    ["Ki-67", "14%", "", "30-9"],
]


def report(pages: int) -> bytes:
    """A report of full pages, each with running text and a ruled table."""
    buffer = io.BytesIO()
    body = getSampleStyleSheet()["BodyText"]
    story = []
    for number in range(pages):
        story += [Paragraph(PROSE * 3, body) for _ in range(3)]
        story += [Spacer(1, 8), Table(ROWS, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)]), Spacer(1, 8)]
        story += [Paragraph(f"Section {number}. {PROSE}", body), PageBreak()]
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1).build(story)
    return buffer.getvalue()


def bare_pdfium(content: bytes) -> None:
    """Text and the box of every character, and nothing made of them."""
    with pdfium.PdfDocument(content) as document:
        for page in document:
            text_page = page.get_textpage()
            text_page.get_text_range()
            for i in range(text_page.count_chars()):
                text_page.get_charbox(i, loose=True)
            text_page.close()
            page.close()


def plumber_text(content: bytes) -> None:
    """pdfplumber's own text, pages closed."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        for page in document.pages:
            page.extract_text()
            page.close()


def least(task: Callable[[bytes], object], content: bytes, runs: int = 3) -> float:
    """Seconds of the fastest run."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        task(content)
        times.append(time.perf_counter() - start)
    return min(times)


def measure_ocr() -> None:
    """Measure scans: as pictures only, and with text that is read as well."""
    import numpy as np  # noqa: PLC0415 - needs the ocr extra
    from hr_report.reading.ocr import _rapid, second_reader  # noqa: PLC0415

    from layouts import ALL, CASES  # noqa: PLC0415
    from layouts.scans import KINDS  # noqa: PLC0415

    def bare_engine(content: bytes) -> None:
        with pdfium.PdfDocument(content) as document:
            picture = document[0].render(scale=200 / 72, grayscale=True).to_pil().convert("RGB")
        _rapid()(np.asarray(picture), use_det=True, use_cls=False, use_rec=True)

    drawn = [(ALL["prose"](CASES[0]), "clean"), (ALL["grid"](CASES[1]), "noisy"), (ALL["two_columns"](CASES[2]), "fax")]
    drawn += [(report(1), "clean")]
    floor = alone = both = 0.0
    for content, kind in drawn:
        buffer = io.BytesIO()
        image, dpi = KINDS[kind](content)
        image.convert("L").save(buffer, format="PDF", resolution=dpi)
        floor += least(bare_engine, buffer.getvalue())
        alone += least(read, buffer.getvalue())
        both += least(partial(read, ocr="both"), content)
    print(f"{len(drawn)} scans; seconds a page; second engine {'at hand' if second_reader() else 'missing'}")
    print(f"bare engine       {floor / len(drawn):6.2f}")
    print(f"hr_report read    {alone / len(drawn):6.2f}   {alone / floor:.2f} x the bare engine (goal: at most 1.3)")
    print(f"text and OCR      {both / len(drawn):6.2f}   {both / floor:.2f} x the bare engine")


def main() -> None:
    """Measure and print."""
    if sys.argv[1:] == ["ocr"]:
        measure_ocr()
        return
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    content = report(pages)
    letters = len(read(content).text) // pages
    floor, ours, ceiling = (least(task, content) / pages * 1000 for task in (bare_pdfium, read, plumber_text))
    print(f"{pages} pages, {letters} characters each; ms a page")
    print(f"bare pdfium, text with boxes {floor:6.2f}")
    print(f"hr_report read               {ours:6.2f}   {ours / floor:.2f} x bare pdfium (goal: at most 3)")
    print(f"pdfplumber extract_text      {ceiling:6.2f}   {ours / ceiling:.2f} of it (goal: at most 0.25)")


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parent.parent.parent), str(Path(__file__).parent.parent)]
    main()
