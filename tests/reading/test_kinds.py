"""Other kinds of files: RTF, Word, HTML, HL7 v2 and FHIR, told by their content."""

from __future__ import annotations

import base64
import io
import json
import zipfile

import hostile
import pytest
from hr_report.errors import DamagedFileError, EmptySourceError, SourceTooLargeError, UnsupportedTypeError, UsageError
from hr_report.reading import Document, Limits, read, read_all

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


RTF = rb"""{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 DIAGNOSIS: invasive ductal carcinoma, \u8805?10 mm\par
{\v secret hidden words}\trowd\cellx2000\cellx4000\cellx6000
ER\cell Positive\cell 95%\cell\row\trowd\cellx2000\cellx4000\cellx6000 PR\cell Negative\cell <1%\cell\row
\pard Caf\'e9 {\deleted HER2 positive}HER2: negative (1+)\par}"""


def test_rtf_keeps_rows_and_signs() -> None:
    document = read(RTF)
    assert document.kind == "rtf"
    assert "ER | Positive | 95%" in document.text
    assert "PR | Negative | <1%" in document.text
    assert "≥10 mm" in document.text
    assert "Café HER2: negative (1+)" in document.text
    assert "secret" not in document.text
    assert "HER2 positive" not in document.text


def docx(body: str, *, extra: int = 0) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>" + " " * extra)
    return buffer.getvalue()


def p(*runs: str) -> str:
    return "<w:p>" + "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def test_word_keeps_tables_controls_and_tick_boxes_in_order() -> None:
    cells = "".join(f"<w:tc>{p(text)}</w:tc>" for text in ("ER", "Positive", "95%"))
    wrapped = f"<w:tc>{p('PR')}</w:tc><w:tc>{p('Posi', 'tive')}{p('weak')}</w:tc><w:tc><w:sdt><w:sdtContent>{p('20%')}</w:sdtContent></w:sdt></w:tc>"
    control = "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='{}'/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>?</w:t></w:r></w:sdtContent></w:sdt>"
    body = (
        p("Before") + f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{wrapped}</w:tr></w:tbl>"
        + f"<w:sdt><w:sdtContent>{p('HER2: 1+')}</w:sdtContent></w:sdt>"
        + p(control.format(1), " Left ", control.format(0), " Right")
    )  # fmt: skip
    document = read(docx(body))
    assert document.kind == "word"
    assert [line for line in document.text.split("\n") if line] == [
        "Before", "ER | Positive | 95%", "PR | Positive weak | 20%", "HER2: 1+", "[x] Left [ ] Right",
    ]  # fmt: skip


def test_word_leaves_out_deleted_and_hidden_text_and_tells() -> None:
    deleted = (
        "<w:del><w:r><w:delText>ER: negative</w:delText></w:r></w:del><w:ins><w:r><w:t>ER: positive</w:t></w:r></w:ins>"
    )
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>PR: positive</w:t></w:r>"
    document = read(docx(p(deleted) + p(hidden, "PR: negative")))
    assert document.text.split() == ["ER:", "positive", "PR:", "negative"]
    assert codes(document) == ["tracked_changes", "hidden_text"]


def test_word_files_that_are_broken_or_grow_are_refused() -> None:
    with pytest.raises(DamagedFileError):
        read(docx("<w:p>"))
    with pytest.raises(DamagedFileError):
        read(docx(p("ER"))[:-30])
    with pytest.raises(SourceTooLargeError):
        read(docx(p("ER"), extra=5_000_000), limits=Limits(megabytes=1))
    archive = io.BytesIO()
    zipfile.ZipFile(archive, "w").writestr("a.txt", "ER: positive")
    with pytest.raises(UnsupportedTypeError):
        read(archive.getvalue())


def test_html_keeps_what_is_seen() -> None:
    page = """<!DOCTYPE html><html><head><title>x</title><style>p {}</style></head><body><h1>Report</h1>
    <p>Left&nbsp;breast: invasive<br>carcinoma &ge; 10 mm</p><script>alert(1)</script>
    <table><tr><th>Marker</th><th>Result</th></tr><tr><td>ER</td><td>Positive<br>(95%)</td></tr></table>
    <p style="display: none">PR: positive</p><p hidden>PR: positive</p><p>PR: <del>positive</del> negative</p>
    <p><input type=checkbox checked> HER2 negative <input type=checkbox> positive</p><pre>Ki-67:   14%
grade 2</pre></body></html>"""
    document = read(page.encode())
    assert document.kind == "html"
    assert [line for line in document.text.split("\n") if line] == [
        "Report", "Left breast: invasive", "carcinoma ≥ 10 mm", "Marker | Result", "ER | Positive (95%)",
        "PR: negative", "[x] HER2 negative [ ] positive", "Ki-67:   14%", "grade 2",
    ]  # fmt: skip
    assert codes(document) == ["struck_text"]


def test_html_for_looks_keeps_the_inner_table() -> None:
    page = b"<html><table><tr><td>Menu</td><td><table><tr><td>ER</td><td>95%</td></tr><tr><td>PR</td><td>80%</td></tr></table></td></tr></table></html>"
    assert [line for line in read(page).text.split("\n") if line] == ["Menu", "ER | 95%", "PR | 80%"]


HEAD = "MSH|^~\\&|LAB|INVENTED|||20260301||ORU^R01^ORU_R01|1|P|2.5.1\rPID|1||X||Invented^Person\r"


def obx(*rows: str) -> str:
    return "".join(f"OBX|{number}|{row}\r" for number, row in enumerate(rows, start=1))


def obr(number: str = "S26-1") -> str:
    return f"OBR|1||{number}|11529-5^Surgical pathology^LN\r"


def test_hl7_sections_values_and_escapes() -> None:
    message = HEAD + obr() + obx(
        r"FT|22637-3^Final diagnosis^LN||Left breast: invasive carcinoma.\.br\ER: \H\positive\N\ (95\T\% \F\ strong)||||||F",
        "CWE|16112-5^Estrogen receptor^LN||10828004^Positive^SCT||||||F",
        "SN|14228-1^ER nuclei^LN||>^95|%|||||F",
        "NM|14230-7^PR nuclei^LN||20|%^percent^UCUM|||||F",
    )  # fmt: skip
    document = read(message.encode())
    assert document.kind == "hl7"
    assert document.text.split("\n") == [
        "FINAL DIAGNOSIS:", "Left breast: invasive carcinoma.", "ER: positive (95&% | strong)", "",
        "Estrogen receptor: Positive", "", "ER nuclei: >95 %", "", "PR nuclei: 20 %",
    ]  # fmt: skip


def test_hl7_corrections_replace_and_are_told() -> None:
    rows = (
        "TX|1^Result^L|1|ER negative||||||F",
        "TX|1^Result^L|1|ER positive||||||C",
        "TX|2^Note^L||PR positive||||||W",
    )
    document = read((HEAD + obr() + obx(*rows)).encode())
    assert "ER positive" in document.text
    assert "ER negative" not in document.text
    assert "PR positive" not in document.text
    assert codes(document) == ["superseded"]


def test_hl7_encloses_pdfs_with_their_boxes() -> None:
    data = base64.b64encode(hostile.one_page()).decode()
    document = read((HEAD + obr() + obx(f"ED|60572-5^Report^LN||LAB^application^pdf^Base64^{data}||||||F")).encode())
    assert document.text == "ER: positive, 95%"
    assert document.boxes(4, 12)


@pytest.mark.parametrize("ends", ["\r", "\n", "\r\n"])
def test_hl7_batches_hold_several_reports(ends: str) -> None:
    row = "TX|1^Result^L||ER positive||||||F"
    batch = f"FHS|^~\\&\r\x0b{HEAD}{obr('A')}{obx(row)}\x1c\r{HEAD}{obr('B')}{obx(row)}{obr('C')}{obx(row)}"
    documents = read_all(batch.replace("\r", ends).encode(), name="batch.hl7")
    assert [document.name for document in documents] == ["batch.hl7#A", "batch.hl7#B", "batch.hl7#C"]
    with pytest.raises(UsageError, match="3 reports"):
        read(batch.encode())


def test_hl7_without_observations_is_empty() -> None:
    with pytest.raises(EmptySourceError):
        read(HEAD.encode())


def bundle(*resources: dict[str, object]) -> bytes:
    entries = [{"fullUrl": f"urn:uuid:{r['id']}", "resource": r} for r in resources]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}).encode()


def test_fhir_results_conclusion_and_forms() -> None:
    form = {"contentType": "application/pdf", "data": base64.b64encode(hostile.one_page()).decode()}
    report = {
        "resourceType": "DiagnosticReport", "id": "r", "status": "final", "presentedForm": [form, {"url": "http://x"}],
        "conclusion": "Invasive carcinoma, ER positive.", "result": [{"reference": "urn:uuid:o"}, {"reference": "urn:uuid:v"}],
    }  # fmt: skip
    observation = {
        "resourceType": "Observation", "id": "o", "status": "final", "code": {"text": "ER nuclei"},
        "valueQuantity": {"value": 95, "unit": "%", "comparator": ">"},
    }  # fmt: skip
    void = observation | {"id": "v", "status": "entered-in-error", "code": {"text": "PR nuclei"}}
    document = read(bundle(report, observation, void), name="b.json")
    assert document.kind == "fhir"
    assert document.text == "ER nuclei: >95 %\n\nCONCLUSION:\nInvasive carcinoma, ER positive.\fER: positive, 95%"
    assert [page.reader for page in document.pages] == ["text", "pdfium"]
    assert codes(document) == ["attachment"]
    start = document.text.index("\f") + 1
    assert document.boxes(start, start + 2)[0].page == 2


def test_fhir_bundles_and_lines_hold_several_reports() -> None:
    reports = [
        {"resourceType": "DiagnosticReport", "id": str(n), "status": status, "conclusion": f"ER {n}"}
        for n, status in enumerate(("final", "entered-in-error", "preliminary"))
    ]
    lines = "\n".join(map(json.dumps, reports)).encode()
    for content in (bundle(*reports), lines):
        documents = read_all(content, name="x")
        assert [document.name for document in documents] == ["x#0", "x#2"]
        assert [codes(document) for document in documents] == [[], ["preliminary"]]


def test_fhir_that_is_not_json_is_damaged() -> None:
    with pytest.raises(DamagedFileError):
        read(b'{"resourceType": "DiagnosticReport", ')


def test_the_name_of_a_file_does_not_matter() -> None:
    assert read(hostile.one_page(), name="report.txt").kind == "pdf"
    assert read(b"ER: positive", name="report.pdf").kind == "text"
    assert read(b'{"note": "ER positive"}').kind == "text"
