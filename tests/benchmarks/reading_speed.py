"""How long reading takes beside its floor and its ceiling: bare pdfium, and pdfplumber's own `extract_text`.

Run `python tests/benchmarks/reading_speed.py [pages]`. Prints milliseconds a page (the least of three runs) and ratios.
With `--ocr` it measures reading of scans instead, beside the first engine alone on the same pictures.
With `--batch FILES` it also reads that many PDFs of two pages, extraction and all outputs included, beside a plain loop
of `extract_text` over the same files: by the processor time of one process, and by the wall time of two.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pdfplumber
import pypdfium2 as pdfium
from hr_report.batch.run import Engine, run_batch
from hr_report.batch.sources import find_items
from hr_report.batch.worker import Settings, read_chunk
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


def report(pages: int, accession: int = 0) -> bytes:
    """A report of full pages, each with running text and a ruled table."""
    buffer = io.BytesIO()
    body = getSampleStyleSheet()["BodyText"]
    story = [Paragraph(f"Accession {accession:06d}. Left breast, core biopsy: invasive ductal carcinoma.", body)]
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
    sys.path.insert(0, str(Path(__file__).parent.parent))  # the drawn layouts are modules of the tests
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


def plumber_file(path: str) -> None:
    """The plain loop, for processes."""
    plumber_text(Path(path).read_bytes())


def measure_batch(base: Path, count: int, rounds: int = 3) -> None:
    """Ours and the plain loop over the same files, in turns."""
    (base / "in").mkdir()
    for number in range(count):
        (base / f"in/{number:05d}.pdf").write_bytes(report(2, number))
    items = find_items(base / "in")
    read_chunk(items[:1], Settings())
    alone, together = [], []
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.map(plumber_file, [items[0].path] * 4)
        for turn in range(rounds):
            times = [time.process_time()]
            read_chunk(items, Settings())
            times.append(time.process_time())
            for item in items:
                plumber_file(item.path)
            times.append(time.process_time())
            alone.append(say_rates("one process, processor time", count, *times))
            times = [time.perf_counter()]
            list(run_batch(items, base / f"out{turn}", Settings(), engine=Engine(jobs=2)))
            times.append(time.perf_counter())
            pool.map(plumber_file, [item.path for item in items], chunksize=20)
            times.append(time.perf_counter())
            together.append(say_rates("two processes, whole batch", count, *times))
    print(f"median: {median(alone):.2f} x alone, {median(together):.2f} x with two processes (goal: at least 4)")


def say_rates(title: str, count: int, began: float, between: float, end: float) -> float:
    """Print both rates; returns how many times as fast ours is."""
    ratio = (end - between) / (between - began)
    print(
        f"{title:28} {count / (between - began):7.1f} PDFs/s, plain loop {count / (end - between):6.1f}, {ratio:.2f} x"
    )
    return ratio


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=int, nargs="?", default=40)
    parser.add_argument("--ocr", action="store_true", help="measure scans instead")
    parser.add_argument("--batch", type=int, metavar="FILES")
    asked = parser.parse_args()
    if asked.ocr:
        measure_ocr()
        return
    measure_pages(asked.pages)
    if asked.batch:
        with tempfile.TemporaryDirectory() as base:
            measure_batch(Path(base), asked.batch)


def measure_pages(pages: int) -> None:
    """One long report, by page."""
    content = report(pages)
    letters = len(read(content).text) // pages
    floor, ours, ceiling = (least(task, content) / pages * 1000 for task in (bare_pdfium, read, plumber_text))
    print(f"{pages} pages, {letters} characters each; ms a page")
    print(f"bare pdfium, text with boxes {floor:6.2f}")
    print(f"hr_report read               {ours:6.2f}   {ours / floor:.2f} x bare pdfium (goal: at most 3)")
    print(f"pdfplumber extract_text      {ceiling:6.2f}   {ours / ceiling:.2f} of it (goal: at most 0.25)")


if __name__ == "__main__":
    main()
