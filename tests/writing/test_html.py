"""The page: everything escaped, nothing loaded, each value linked to its words; looked at by a real browser."""

import html
import importlib.util
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hr_report.errors import EmptySourceError
from hr_report.evaluation import Label, compare, score_marker
from hr_report.evaluation.page import write_disagreements
from hr_report.models import Marker, Specimen, Status
from hr_report.pipeline import explain, parse_report
from hr_report.reading import read
from hr_report.reading.page_images import show_pages
from hr_report.writing.html import write_html
from hr_report.writing.overview import write_overview
from hr_report.writing.summary import Summary, count_failure, count_report
from PIL import Image

EVIL = """SOUTHGATE LABORATORY <script>alert(1)</script>
Breast, left, core biopsy: Invasive ductal carcinoma "grade 2" & DCIS.
ER: Positive (90%, strong) <img src=x onerror=alert(2)>
Allred score ER 8/8.
PR: Negative (0%) </pre></main><b>
HER2: IHC 2+, FISH not amplified
"""

TWO = """Breast, left: two invasive carcinomas.
Tumour A: ER positive (90%), PR positive (30%), HER2 1+.
Tumour B: ER negative (0%), PR negative (0%), HER2 3+.
"""


def page_of(text):
    document = read(text)
    return write_html(explain(document), document)


class Elements(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.seen, self.open, self.text = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)


def test_report_text_stays_text():
    elements = Elements(page_of(EVIL))
    assert elements.open == []
    assert {tag for tag, _ in elements.seen} & {"script", "img", "b", "iframe", "link"} == set()
    assert "<script>alert(1)</script>" in "".join(elements.text)
    assert "<img src=x onerror=alert(2)>" in "".join(elements.text)


def test_nothing_is_loaded_and_nothing_runs():
    page = page_of(EVIL)
    assert "default-src &#x27;none&#x27;" in page
    assert not re.search(r"""\s(src|srcset|on\w+)=["']""", page)
    for tag, attributes in Elements(page).seen:
        if tag != "a":
            assert "href" not in attributes


def test_each_value_is_linked_to_its_words():
    elements = Elements(page_of(EVIL))
    anchors = {a["id"] for tag, a in elements.seen if tag == "mark" and "id" in a}
    links = {a["href"][1:] for tag, a in elements.seen if tag == "a" and a["href"].startswith("#quote")}
    assert links
    assert links <= anchors


def test_the_full_text_is_there_unchanged():
    page = page_of(EVIL)
    pre = page.split("<pre>", 1)[1].rsplit("</pre>", 1)[0]
    shown = re.sub(r'<span class="mark-label">.*?</span>', "", pre)
    assert html.unescape(re.sub(r"<[^>]+>", "", shown)) == EVIL


def test_scales_say_in_words_what_they_draw():
    said = [a["aria-label"] for tag, a in Elements(page_of(EVIL)).seen if tag == "svg"]
    assert "ER: 90 % on a scale from 0 to 100 percent, with lines at 1 and 10 percent" in said
    assert "HER2: immunohistochemistry 2+ on a scale of 0, 1+, 2+ and 3+" in said
    assert "HER2: in-situ hybridisation not amplified" in said


def test_what_is_worked_out_is_never_drawn_as_reported():
    page = page_of(
        "Breast biopsy: invasive carcinoma.\nER: positive, Allred score 6/8.\nPR: positive (30%).\nHER2: 0\n"
    )
    er, pr = page.split('class="card pr"')[0], page.split('class="card pr"')[1]
    assert 'class="open"' in er
    assert "not reported; worked out: above 10 to 100 % of tumour nuclei" in er
    assert 'class="drop"' not in er
    assert 'class="open"' not in pr
    assert 'class="drop"' in pr


def test_ids_are_unique_and_headings_are_in_order():
    for text in (EVIL, TWO):
        elements = Elements(page_of(text))
        ids = [a["id"] for _, a in elements.seen if "id" in a]
        assert len(ids) == len(set(ids))
        levels = [int(tag[1]) for tag, _ in elements.seen if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))


def test_each_specimen_is_listed():
    document = read(TWO)
    report = explain(document)
    one = Specimen(label="Tumour <A>", er=report.er, pr=report.pr, her2=report.her2)
    page = write_html(
        report.model_copy(update={"specimens": (one, one.model_copy(update={"label": "Tumour B"}))}), document
    )
    text = " ".join(Elements(page).text)
    assert "Each specimen or tumour" in text
    assert "Tumour <A>" in text


def test_an_empty_result_still_makes_a_page():
    assert "Not reported" in page_of("Breast, excision: benign.")


# ---- in a browser ------------------------------------------------------------------------------------------------

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
AXE = importlib.util.find_spec("axe_selenium_python")

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip


def browse(page, tmp_path, *more):
    path = tmp_path / "page.html"
    path.write_text(page, "utf-8")
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", *more, path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout


MEASURE = """<script>document.addEventListener('DOMContentLoaded', () => {
  const wide = document.documentElement.scrollWidth, room = document.documentElement.clientWidth;
  const styled = getComputedStyle(document.querySelector('.card')).borderRadius;
  document.body.setAttribute('data-measured', JSON.stringify({wide, room, styled}));
});</script>"""


def without_policy(page):
    return re.sub(r"<meta http-equiv=[^>]+>", "", page)


@needs_browser
@pytest.mark.parametrize("width", [500, 1280])
def test_the_page_fits_phone_and_desktop(width, tmp_path):
    page = without_policy(page_of(EVIL)).replace("</head>", MEASURE + "</head>")
    shown = browse(page, tmp_path, "--dump-dom", f"--window-size={width},900")
    measured = json.loads(html.unescape(re.search(r'data-measured="([^"]+)"', shown)[1]))
    assert measured["wide"] <= measured["room"]
    assert measured["styled"] != "0px"


@needs_browser
def test_the_browser_keeps_the_style_and_blocks_scripts(tmp_path):
    page = page_of(EVIL).replace("</head>", "<script>document.title = 'ran'</script></head>")
    shown = browse(page, tmp_path, "--dump-dom")
    assert "<title>ran</title>" not in shown
    picture = tmp_path / "page.png"
    browse(page_of(EVIL), tmp_path, f"--screenshot={picture}", "--window-size=600,900")
    colours = len(Image.open(picture).convert("RGB").getcolors(1_000_000))
    assert colours > 60


def overview_page():
    summary = Summary()
    count_report(summary, "a.txt", parse_report(EVIL), page="pages/a.html")
    count_report(summary, "b.txt", parse_report(TWO))
    count_failure(summary, "c.pdf", EmptySourceError("'c.pdf' is empty."))
    return write_overview(summary, {"reports.csv": 1_460_000, "failures.csv": 30})


def test_the_overview_warns_of_large_files():
    page = overview_page()
    assert "reports.csv</a> (1.5\N{NO-BREAK SPACE}MB)" in page
    assert "failures.csv</a> (1\N{NO-BREAK SPACE}kB)" in page


def disagreements_page():
    labels = (
        Label("a.txt", {Marker.ER: Status.NEGATIVE, Marker.PR: Status.NEGATIVE}),
        Label("b.txt", {Marker.HER2: Status.POSITIVE}),
    )
    compared = compare(labels, {"a.txt": parse_report(EVIL), "b.txt": None})
    return write_disagreements([score_marker(marker, compared) for marker in Marker], compared, compared[:1])


DARK, LIGHT = "--blink-settings=preferredColorScheme=0", "--blink-settings=preferredColorScheme=1"


def illustrated_page():
    content = (Path(__file__).parent.parent.parent / "sample_reports" / "12_her2_fish.pdf").read_bytes()
    document = read(content, name="report.pdf")
    return write_html(explain(document), document, show_pages(content, (1,), kind="pdf"))


PAGES = {
    "report": lambda: page_of(EVIL),
    "illustrated": illustrated_page,
    "two_tumours": lambda: page_of(TWO),
    "overview": overview_page,
    "disagreements": disagreements_page,
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_whole_and_safe(name):
    page = PAGES[name]()
    elements = Elements(page)
    assert elements.open == []
    assert {tag for tag, _ in elements.seen} & {"script", "iframe", "link"} == set()
    assert all(a["src"].startswith("data:") for tag, a in elements.seen if tag == "img")
    ids = [a["id"] for _, a in elements.seen if "id" in a]
    assert len(ids) == len(set(ids))


@needs_browser
@pytest.mark.skipif(AXE is None, reason="axe is not installed")
@pytest.mark.parametrize(
    ("name", "scheme"),
    [*((name, LIGHT) for name in PAGES), ("two_tumours", DARK), ("illustrated", DARK), ("overview", DARK)],
)
def test_no_accessibility_violations(name, scheme, tmp_path):
    folder = Path(AXE.submodule_search_locations[0])
    axe = next(folder.rglob("axe.min.js")).read_text("utf-8")
    run = "document.body.setAttribute('data-dark', matchMedia('(prefers-color-scheme: dark)').matches);"
    run += "axe.run().then(r => document.body.setAttribute('data-axe', JSON.stringify(r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))))"
    page = without_policy(PAGES[name]()).replace("</body>", f"<script>{axe}</script><script>{run}</script></body>")
    shown = browse(page, tmp_path, "--dump-dom", "--virtual-time-budget=20000", scheme)
    found = re.search(r'data-axe="([^"]*)"', shown)
    assert found, "axe did not run"
    assert ('data-dark="true"' in shown) == (scheme == DARK)
    assert json.loads(html.unescape(found[1])) == []
