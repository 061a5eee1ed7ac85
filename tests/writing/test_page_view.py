"""The pictures of pages in the HTML page: the right pages, boxes over the right words, links both ways, in a browser."""

import base64
import html
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from hr_report.errors import DamagedFileError
from hr_report.pipeline import explain
from hr_report.reading import read
from hr_report.reading.page_images import show_pages
from hr_report.writing.highlight import list_marks
from hr_report.writing.html import write_html
from hr_report.writing.page_view import MOST_PAGES, choose_pages
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from test_html import DARK, Elements, browse, needs_browser, without_policy

from layouts import ALL, CASES

ROOT = Path(__file__).parent.parent.parent
LUMINAL = CASES[0]


def content_of(name):
    path = ROOT / "sample_reports" / f"{name}.pdf"
    return path.read_bytes() if path.exists() else ALL[name](LUMINAL)


def shown(content):
    document = read(content, name="report.pdf")
    report = explain(document)
    numbers = choose_pages(list_marks(report, len(document.text)), document)
    images = show_pages(content, numbers, kind=document.kind, name=document.name)
    return report, document, images, write_html(report, document, images)


def sides(attributes):
    x0, top, wide, high = (float(attributes[key]) for key in ("x", "y", "width", "height"))
    return x0, top, x0 + wide, top + high


PAGES = ["01_cap_synoptic", "12_her2_fish", "18_multi_page", "rotate_90", "cropped_page"]


@pytest.mark.parametrize("name", PAGES)
def test_each_quote_has_a_box_on_the_picture_of_its_page(name):
    report, document, images, page = shown(content_of(name))
    figures = page.split("<figure")[1:]
    drawn = {
        image.page: figure for image, figure in zip(images, [f for f in figures if "sheet" in f[:20]], strict=True)
    }
    for result in (report.er, report.pr, report.her2):
        for box in (box for e in result.evidence for box in e.boxes):
            rects = [
                sides(a)
                for tag, a in Elements(f"<div><figure{drawn[box.page].split('</figure>')[0]}</figure></div>").seen
                if tag == "rect"
            ]
            middle = (box.top + box.bottom) / 2
            assert any(
                x0 - 0.2 <= box.x0 and box.x1 <= x1 + 0.2 and top <= middle <= bottom for x0, top, x1, bottom in rects
            )
    for image in images:
        sheet = document.pages[image.page - 1]
        assert abs(image.width / image.height - sheet.width / sheet.height) < 0.01
        assert f'viewBox="0 0 {sheet.width:.1f} {sheet.height:.1f}"' in drawn[image.page]


def test_the_picture_is_the_page():
    content = content_of("cropped_page")
    _, _, (image,), page = shown(content)
    (data,) = re.findall(r'src="data:image/(?:png|jpeg);base64,([^"]+)"', page)
    assert base64.b64decode(data) == image.data
    with pdfium.PdfDocument(content) as document:
        true = np.asarray(document[0].render(scale=105 / 72, grayscale=True).to_pil()).astype(int)
    seen = np.asarray(Image.open(io.BytesIO(image.data)).convert("L")).astype(int)
    assert np.abs(seen - true).mean() < 2
    assert len(image.data) < 100_000


def test_values_text_and_boxes_lead_to_each_other():
    report, _, _, page = shown(content_of("12_her2_fish"))
    elements = Elements(page)
    names = [a["id"] for _, a in elements.seen if "id" in a]
    links = [a["href"][1:] for tag, a in elements.seen if tag == "a" and a["href"].startswith("#")]
    assert len(names) == len(set(names))
    assert set(links) <= set(names)
    boxes = [a for tag, a in elements.seen if tag == "a" and a.get("class", "").startswith("box ")]
    assert {a["href"] for a in boxes} == {"#" + name for name in names if name.startswith("quote")}
    assert {a["id"] for a in boxes} <= set(links)
    assert page.count(">on the page</a>") >= len(report.er.evidence + report.pr.evidence + report.her2.evidence)
    assert all(re.match(r"(ER|PR|HER2|diagnosis|Quoted)", a["aria-label"]) for a in boxes)


def test_nothing_is_loaded_or_run_and_the_picture_is_described():
    _, _, _, page = shown(content_of("18_multi_page"))
    seen = Elements(page).seen
    pictures = [a for tag, a in seen if tag == "img"]
    assert len(pictures) == 2
    assert all(a["src"].startswith("data:image/") and "Page" in a["alt"] for a in pictures)
    assert "img-src data:" in page
    assert not {tag for tag, _ in seen} & {"script", "iframe", "link"}
    assert not re.search(r"""\son\w+=["']|url\(""", page)


def test_text_needs_no_picture():
    text = read("Left breast, core biopsy: invasive ductal carcinoma. ER: positive (90%).")
    assert "<img" not in write_html(explain(text), text)
    assert show_pages(b"text", (1,), kind="text") == ()


def test_a_long_report_shows_some_pages_and_says_so():
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number in range(MOST_PAGES + 5):
        canvas.drawString(
            60,
            700,
            f"Specimen {number + 1}. Breast, core biopsy: invasive ductal carcinoma. ER: positive ({number + 50}%).",
        )
        canvas.showPage()
    canvas.save()
    _, _, images, page = shown(buffer.getvalue())
    assert len(images) == MOST_PAGES
    assert f"{MOST_PAGES} of the {MOST_PAGES + 5} pages" in page


def test_a_large_page_makes_no_giant_picture():
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(7000, 9000))
    canvas.drawString(60, 700, "Breast biopsy: invasive ductal carcinoma. ER: positive (50%).")
    canvas.save()
    (image,) = show_pages(buffer.getvalue(), (1,), kind="pdf")
    assert image.width * image.height <= 2_600_000


def test_a_file_that_cannot_be_drawn_raises_and_never_crashes():
    with pytest.raises(DamagedFileError):
        show_pages(b"%PDF-1.7 nothing", (1,), kind="pdf", name="a.pdf")
    with pytest.raises(DamagedFileError):
        show_pages(content_of("01_cap_synoptic"), (7,), kind="pdf", name="a.pdf")


def test_the_command_puts_pictures_into_the_page(tmp_path):
    out = tmp_path / "out.html"
    command = [sys.executable, "-m", "hr_report.cli", "read", "--html", out, "sample_reports/01_cap_synoptic.pdf"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=True).returncode == 0
    assert out.read_text("utf-8").count("<img") == 1


def test_a_scan_is_shown_with_its_boxes():
    pytest.importorskip("rapidocr", reason="needs the ocr extra")
    scans = pytest.importorskip("layouts.scans", reason="needs the ocr extra")
    report, document, images, page = shown(scans.scanned_pdf(ALL["label_and_value"](LUMINAL), "clean"))
    (image,) = images
    grey = np.asarray(Image.open(io.BytesIO(image.data)).convert("L"))
    scale = image.width / document.pages[0].width
    (box,) = report.er.evidence[0].boxes
    assert (
        grey[int(box.top * scale) : int(box.bottom * scale), int(box.x0 * scale) : int(box.x1 * scale)] < 128
    ).mean() > 0.04
    assert 'class="box for-er"' in page


# ---- in a browser ------------------------------------------------------------------------------------------------

PLACES = """<script>window.addEventListener('load', () => {
  const image = document.querySelector('.paper img'), page = image.getBoundingClientRect();
  const of = (r) => [(r.left - page.left) / page.width, (r.top - page.top) / page.height, (r.right - page.left) / page.width, (r.bottom - page.top) / page.height];
  const places = {};
  for (const box of document.querySelectorAll('.box')) places[box.getAttribute('class')] = of(box.querySelector('rect').getBoundingClientRect());
  const text = document.querySelector('.pair pre').getBoundingClientRect();
  const wide = document.documentElement.scrollWidth, room = document.documentElement.clientWidth;
  document.body.setAttribute('data-places', JSON.stringify({places, beside: text.left >= page.right, wide, room, natural: image.naturalWidth}));
});</script>"""


@needs_browser
@pytest.mark.parametrize("width", [500, 1280])
def test_a_browser_draws_each_box_over_its_words(width, tmp_path):
    report, document, (image,), page = shown(content_of("01_cap_synoptic"))
    page = without_policy(page).replace("</head>", PLACES + "</head>")
    told = json.loads(
        html.unescape(
            re.search(r'data-places="([^"]+)"', browse(page, tmp_path, "--dump-dom", f"--window-size={width},900"))[1]
        )
    )
    assert told["wide"] <= told["room"]
    assert told["natural"] == image.width
    assert told["beside"] == (width > 1000)
    sheet = document.pages[0]
    for result in (report.er, report.pr, report.her2):
        box = result.evidence[0].boxes[0]
        true = (box.x0 / sheet.width, box.top / sheet.height, box.x1 / sheet.width, box.bottom / sheet.height)
        assert told["places"][f"box for-{result.marker.value}"] == pytest.approx(true, abs=0.006)


@needs_browser
@pytest.mark.parametrize("scheme", [[], [DARK]])
def test_the_policy_lets_the_picture_through(scheme, tmp_path):
    _, _, _, page = shown(content_of("01_cap_synoptic"))
    picture = tmp_path / "page.png"
    browse(page, tmp_path, f"--screenshot={picture}", "--window-size=1280,4600", *scheme)
    seen = np.asarray(Image.open(picture).convert("RGB")).astype(int)
    amber = (seen[..., 0] > 180) & (seen[..., 2] < 130) & (seen[..., 1] > 140)
    assert amber.sum() > 2_000
