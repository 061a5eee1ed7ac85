"""The marked copy of a report: what is highlighted, what the notes say, and that nothing else on the page changes."""

import ctypes
import hashlib
import io
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from hr_report.errors import EncryptedFileError, SourceUnreadableError, UsageError
from hr_report.models import Marker
from hr_report.pipeline import explain
from hr_report.reading import read
from hr_report.writing.annotated import annotate
from hr_report.writing.margin import LIGHT, plan_marks
from PIL import Image
from pypdfium2 import raw
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from layouts import ALL, CASES

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "sample_reports"
LUMINAL = CASES[0]
SCALE = 2


def marked(content, **options):
    document = read(content, name="report.pdf", **options)
    report = explain(document)
    return report, document, annotate(report, document, content, **options)


def pdf_of(*pages, size=10, **options):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), **options)
    for lines in pages:
        canvas.setFont("Helvetica", size)
        for number, line in enumerate(lines):
            canvas.drawString(60, 800 - 1.4 * size * number, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def pictures(content, password=None):
    with pdfium.PdfDocument(content, password=password) as document:
        return [np.asarray(page.render(scale=SCALE).to_pil().convert("RGB")).astype(int) for page in document]


def without_margin(content, original):
    """Pictures of the copy's pages cut to those of the original: pdfium scales a page to whole pixels."""
    with pdfium.PdfDocument(content) as document, pdfium.PdfDocument(original) as first:
        for page, old in zip(document, first, strict=True):
            box = old.get_bbox()
            page.set_mediabox(*box)
            page.set_cropbox(*box)
        return [np.asarray(page.render(scale=SCALE).to_pil().convert("RGB")).astype(int) for page in document]


def string_of(annotation, key):
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def annotations(content, password=None):
    """Kind, contents, appearance, and the text under each quad, for every annotation of every page."""
    found = []
    with pdfium.PdfDocument(content, password=password) as document:
        for page in document:
            text = page.get_textpage()
            for index in range(raw.FPDFPage_GetAnnotCount(page)):
                annotation = raw.FPDFPage_GetAnnot(page, index)
                quads = []
                for number in range(raw.FPDFAnnot_CountAttachmentPoints(annotation)):
                    q = raw.FS_QUADPOINTSF()
                    raw.FPDFAnnot_GetAttachmentPoints(annotation, number, q)
                    quads.append(
                        text.get_text_bounded(min(q.x1, q.x4), min(q.y1, q.y4), max(q.x1, q.x4), max(q.y1, q.y4))
                    )
                has_look = raw.FPDFAnnot_GetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2
                found.append(
                    (raw.FPDFAnnot_GetSubtype(annotation), string_of(annotation, b"Contents"), has_look, quads)
                )
                raw.FPDFPage_CloseAnnot(annotation)
    return found


def letters(text):
    """The letters of a text in any order: those of turned text come in that of the page."""
    return "".join(sorted(re.sub(r"[\s|\ufffe]+", "", text)))


DIGITAL = [
    "01_cap_synoptic", "02_ruled_table", "03_two_column", "09_two_tumours", "12_her2_fish", "18_multi_page",
    "rotate_90", "rotate_180", "rotate_270", "cropped_page", "sideways_text", "upside_down",
]  # fmt: skip


def content_of(name):
    path = SAMPLES / f"{name}.pdf"
    return path.read_bytes() if path.exists() else ALL[name](LUMINAL)


@pytest.mark.parametrize("name", DIGITAL)
def test_quotes_take_the_colour_of_their_marker_and_nothing_else_changes(name):
    content = content_of(name)
    report, document, copy = marked(content)
    before, after, whole = pictures(content), without_margin(copy, content), pictures(copy)
    for sheet in plan_marks(report, document):
        old, new, wide = (pages[sheet["number"] - 1] for pages in (before, after, whole))
        assert wide.shape[0] == old.shape[0]
        assert wide.shape[1] > old.shape[1], "the notes stand beside the page, never on it"
        assert (wide[:, old.shape[1] + 10 :] < 100).any(), "the notes are drawn"
        free = np.ones(old.shape[:2], dtype=bool)
        for mark in sheet["marks"]:
            for x0, top, x1, bottom in mark.get("quads", [mark.get("rect")]):
                free[
                    max(0, int(top * SCALE) - 2) : int(bottom * SCALE) + 3,
                    max(0, int(x0 * SCALE) - 2) : int(x1 * SCALE) + 3,
                ] = False
        free[:, -3:] = False  # the line between page and margin
        assert (new == old)[free].all()
    for result in (report.er, report.pr, report.her2):
        for box in (box for e in result.evidence for box in e.boxes):
            inner = np.s_[
                int(box.top * SCALE) + 2 : int(box.bottom * SCALE) - 1,
                int(box.x0 * SCALE) + 2 : int(box.x1 * SCALE) - 1,
            ]
            old, new = before[box.page - 1][inner], after[box.page - 1][inner]
            paper, ink = old.min(axis=2) == 255, old.max(axis=2) < 30
            assert np.abs(new[paper] - LIGHT[result.marker]).max() <= 2
            assert new[ink].max() < 40, "the letters stay readable"


@pytest.mark.parametrize("name", DIGITAL)
def test_what_is_highlighted_is_the_quote(name):
    report, _, copy = marked(content_of(name))
    quotes = {letters(e.quote) for r in (report.er, report.pr, report.her2) for e in r.evidence}
    highlighted = [
        letters("".join(quads)) for kind, _, _, quads in annotations(copy) if kind == raw.FPDF_ANNOT_HIGHLIGHT
    ]
    assert set(highlighted) <= quotes
    assert len(set(highlighted)) >= len(quotes) - 1  # a quote within another for the same marker is highlighted once


def test_each_value_has_a_note_with_its_words_and_rule():
    report, _, copy = marked(content_of("12_her2_fish"))
    found = annotations(copy)
    comments = [contents for _, contents, _, _ in found]
    for wanted in (
        "ER 1: POSITIVE, 100 %, strong staining (rule forward: positive + percent + intensity)",
        "HER2 3: EQUIVOCAL, IHC 2+ (rule forward: ",
        "HER2 5: HER2/CEP17 ratio 1.3, 2.6 HER2 copies a cell (rule ",
    ):
        assert any(comment.startswith(wanted) for comment in comments), wanted
    assert len({c for c in comments if re.match(r"(ER|PR|HER2) \d", c)}) == len(
        report.er.evidence + report.pr.evidence + report.her2.evidence
    )
    assert all(has_look for _, _, has_look, _ in found), "every viewer shows them"


def test_of_several_tumours_each_note_names_its_own():
    _, _, copy = marked(content_of("09_two_tumours"))
    comments = [contents for _, contents, _, _ in annotations(copy)]
    assert any(c.startswith("PR") and "NEGATIVE, 0 % (tumour 2, left; rule" in c for c in comments)


def test_words_that_count_for_two_markers_show_both_colours():
    content = pdf_of(["Left breast, core biopsy: invasive ductal carcinoma.", "ER and PR: positive (90%)."])
    report, _, copy = marked(content)
    (box,) = report.er.evidence[0].boxes
    assert report.pr.evidence[0].boxes == (box,)
    cut = pictures(copy)[0][int(box.top * SCALE) : int(box.bottom * SCALE), int(box.x0 * SCALE) : int(box.x1 * SCALE)]
    for marker in (Marker.ER, Marker.PR):
        assert (np.abs(cut - LIGHT[marker]).max(axis=2) <= 2).mean() > 0.2
    assert not (cut.max(axis=2) == 255).all()


def test_the_copy_reads_as_the_original():
    for name in ("03_two_column", "rotate_90", "cropped_page"):
        report, document, copy = marked(content_of(name))
        again = read(copy)
        assert again.text == document.text
        assert [e.boxes for e in explain(again).er.evidence] == [e.boxes for e in report.er.evidence]


def test_an_encrypted_report_stays_encrypted():
    lines = ["Left breast, core biopsy: invasive ductal carcinoma.", "ER: positive (90%)."]
    content = pdf_of(lines, encrypt=StandardEncryption("secret", ownerPassword="owner", strength=128))
    _, _, copy = marked(content, password="secret")  # noqa: S106
    assert b"positive" not in copy
    with pytest.raises(EncryptedFileError):
        read(copy)
    assert read(copy, password="secret").text.startswith(lines[0])  # noqa: S106
    assert any("ER 1: POSITIVE, 90 %" in contents for _, contents, _, _ in annotations(copy, password="secret"))  # noqa: S106


def test_more_notes_than_the_margin_holds_are_told():
    lines = [f"Tumour {n}: ER positive ({n % 90 + 10}%), PR negative (0%), HER2 negative (1+)." for n in range(1, 100)]
    content = pdf_of(["Breast: invasive ductal carcinoma.", *lines], size=5)
    document = read(content)
    report = explain(document)
    (sheet,) = plan_marks(report, document)
    stamps = [mark for mark in sheet["marks"] if "shapes" in mark and mark["rect"][0] >= sheet["width"]]
    assert all(0 <= mark["rect"][1] < mark["rect"][3] <= sheet["height"] + 0.1 for mark in stamps)
    assert "No room for" in stamps[-1]["contents"]
    told = int(re.search(r"No room for (\d+) more", stamps[-1]["contents"])[1])
    quotes = {
        (r.marker, e.start, e.end)
        for p in (report, *report.specimens)
        for r in (p.er, p.pr, p.her2)
        for e in r.evidence
    }
    assert told + len(stamps) - 2 == len(quotes)


def test_a_report_without_results_says_so_in_its_margin():
    _, _, copy = marked(pdf_of(["Left breast, excision: benign changes."]))
    assert len(annotations(copy)) == 1
    (page,) = pictures(copy)
    assert page.shape[1] > 595 * SCALE


def test_a_file_that_was_changed_meanwhile_is_not_marked():
    content = content_of("01_cap_synoptic")
    document = read(content)
    with pytest.raises(SourceUnreadableError, match="changed"):
        annotate(explain(document), document, content + b" ")


def test_text_has_no_pages():
    document = read("Breast biopsy. ER: positive (90%).", name="a.txt")
    with pytest.raises(UsageError, match="no pages"):
        annotate(explain(document), document, document.text.encode())


# ---- scans -------------------------------------------------------------------------------------------------------


def scans_module():
    pytest.importorskip("rapidocr", reason="needs the ocr extra")
    return pytest.importorskip("layouts.scans", reason="needs the ocr extra")


@pytest.mark.parametrize("kind", ["noisy", "on_its_side"])
def test_a_scan_is_marked_where_its_words_stand(kind):
    scans = scans_module()
    content = scans.scanned_pdf(ALL["label_and_value"](LUMINAL), kind)
    report, _, copy = marked(content)
    assert report.er.evidence
    before, after = pictures(content)[0], pictures(copy)[0]
    for result in (report.er, report.pr, report.her2):
        (box,) = result.evidence[0].boxes
        place = np.s_[int(box.top * SCALE) : int(box.bottom * SCALE), int(box.x0 * SCALE) : int(box.x1 * SCALE)]
        assert (before[place].max(axis=2) < 120).mean() > 0.04, "letters stand there"
        light = np.abs(after[place] - LIGHT[result.marker]).max(axis=2)
        assert (light < 60).mean() > 0.4
    assert any(contents.startswith("ER 1: POSITIVE") for _, contents, _, _ in annotations(copy))


def test_a_picture_becomes_a_pdf_of_all_its_pages():
    scans = scans_module()
    frames = [scans.clean(ALL["label_and_value"](case))[0] for case in CASES[:2]]
    frames = [frame.crop((0, 0, frame.width, frame.height * 2 // 5)).convert("1") for frame in frames]
    buffer = io.BytesIO()
    frames[0].save(buffer, "TIFF", save_all=True, append_images=frames[1:], dpi=(200, 200), compression="group4")
    report, _, copy = marked(buffer.getvalue())
    with pdfium.PdfDocument(copy) as document:
        assert [round(page.get_height()) for page in document] == [round(frame.height * 72 / 200) for frame in frames]
    for result in (report.er, report.pr):
        for evidence in result.evidence:
            (box,) = evidence.boxes
            place = np.s_[int(box.top * SCALE) : int(box.bottom * SCALE), int(box.x0 * SCALE) : int(box.x1 * SCALE)]
            light = np.abs(pictures(copy)[box.page - 1][place] - LIGHT[result.marker]).max(axis=2)
            assert (light < 10).mean() > 0.4


# ---- the command -------------------------------------------------------------------------------------------------


def run(*arguments, stdin=b""):
    command = [sys.executable, "-m", "hr_report.cli", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, cwd=ROOT, timeout=120, check=False)
    done.err = done.stderr.decode("utf-8", "replace")
    assert "Traceback" not in done.err
    return done


def test_the_command_writes_a_copy_and_leaves_the_report_alone(tmp_path):
    path, out = tmp_path / "report.pdf", tmp_path / "out.pdf"
    path.write_bytes(content_of("01_cap_synoptic"))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    done = run("read", "--annotate", out, path)
    assert (done.returncode, done.err.count("marked copy")) == (0, 1)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == digest
    first = out.read_bytes()
    assert any(contents.startswith("ER 1: POSITIVE, 95 %") for _, contents, _, _ in annotations(first))
    assert run("read", "--annotate", out, "-", stdin=path.read_bytes()).returncode == 0
    assert annotations(out.read_bytes()) == annotations(first)


def test_the_command_marks_a_scan(tmp_path):
    path, out = tmp_path / "scan.pdf", tmp_path / "out.pdf"
    path.write_bytes(scans_module().scanned_pdf(ALL["label_and_value"](LUMINAL), "on_its_side"))
    done = run("read", "--annotate", out, path)
    assert done.returncode == 0, done.err
    assert any(contents.startswith("ER 1: POSITIVE") for _, contents, _, _ in annotations(out.read_bytes()))


def test_the_command_never_overwrites_the_report(tmp_path):
    path, link = tmp_path / "report.pdf", tmp_path / "link.pdf"
    content = content_of("01_cap_synoptic")
    path.write_bytes(content)
    link.symlink_to(path)
    for option in ("--annotate", "--html"):
        for out in (path, link):
            done = run("read", option, out, path)
            assert done.returncode == 2
            assert "overwrite" in done.err
    assert path.read_bytes() == content


def test_calls_that_cannot_be_are_told_before_anything_is_written(tmp_path):
    out = tmp_path / "out.pdf"
    text = tmp_path / "a.txt"
    text.write_text("Breast biopsy. ER: positive (90%).", "utf-8")
    pdf = SAMPLES / "01_cap_synoptic.pdf"
    for arguments, said in (
        ((text,), "Save the report as a PDF"),
        ((pdf, pdf), "one report"),
        (("--html", out, pdf), "same file"),
    ):
        done = run("read", "--annotate", out, *arguments)
        assert (done.returncode, done.stdout) == (2, b"")
        assert said in done.err
        assert not out.exists()
    done = run("read", "--annotate", tmp_path / "no" / "folder.pdf", pdf)
    assert done.returncode == 4
    assert "cannot be written" in done.err


def test_other_viewers_open_it():
    pytest.importorskip("pdfplumber")
    import pdfplumber  # noqa: PLC0415

    _, _, copy = marked(content_of("12_her2_fish"))
    with pdfplumber.open(io.BytesIO(copy)) as document:
        kinds = [str(annotation["data"]["Subtype"]) for annotation in document.pages[0].annots]
    assert any("Highlight" in kind for kind in kinds)
    assert any("Stamp" in kind for kind in kinds)
    assert Image.fromarray(pictures(copy)[0].astype("uint8")).size[0] > 0
