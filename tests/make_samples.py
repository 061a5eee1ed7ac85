"""Make the PDFs of sample_reports from its texts, each in the look of another invented laboratory.

Run `python tests/make_samples.py`; the result is the same, byte for byte, on every run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    KeepTogether,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

SAMPLES = Path(__file__).parent.parent / "sample_reports"
MARGIN = 50


@dataclass(frozen=True)
class Style:
    """The look of one laboratory. `break_before` names the heading that begins the second column."""

    font: str = "Helvetica"
    bold: str = "Helvetica-Bold"
    size: float = 10
    page: tuple[float, float] = A4
    mono: bool = False
    break_before: str = ""
    running: str = ""
    grid: tuple[object, ...] = ()
    shaded: bool = False
    form: bool = False
    labels_first: bool = False
    boxed_header: bool = False


GRID = (("GRID", (0, 0), (-1, -1), 0.5, colors.black),)
OPEN_SIDES = (("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black), ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black),
              ("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black))  # fmt: skip
LEVEL_ONLY = (("LINEABOVE", (0, 0), (-1, 0), 1, colors.black), ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
              ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black))  # fmt: skip
TIMES = {"font": "Times-Roman", "bold": "Times-Bold", "size": 11.0}

STYLES = {
    "01_cap_synoptic": Style(page=LETTER, boxed_header=True),
    "02_ruled_table": Style(grid=GRID, shaded=True),
    "03_two_column": Style(font="Times-Roman", bold="Times-Bold", break_before="RECEPTORS"),
    "04_narrative": Style(font="Times-Roman", bold="Times-Bold", size=11.5),
    "05_allred_uk": Style(boxed_header=True),
    "06_h_score": Style(page=LETTER, grid=GRID, shaded=True),
    "07_irs": Style(font="Times-Roman", bold="Times-Bold", size=10.5),
    "08_addendum": Style(mono=True, page=LETTER),
    "09_two_tumours": Style(size=10.5, labels_first=True),
    "10_low_positive": Style(mono=True),
    "11_triple_negative": Style(page=LETTER, grid=GRID),
    "12_her2_fish": Style(size=9.5, boxed_header=True),
    "13_pending": Style(labels_first=True),
    "14_conflict": Style(font="Times-Roman", bold="Times-Bold"),
    "15_liver_metastasis": Style(page=LETTER, grid=OPEN_SIDES),
    "16_dcis_only": Style(mono=True, size=9.5),
    "17_endometrium": Style(page=LETTER),
    "18_multi_page": Style(size=12, grid=GRID, running="Summerfield Academic Medical Center"),
    "19_her2_positive": Style(grid=LEVEL_ONLY, page=LETTER, size=9.5),
    "20_form": Style(form=True, size=11),
}


@dataclass
class Block:
    """Lines of one kind: title, rule, heading, rows, table, bullet, ticks or prose."""

    kind: str
    lines: list[str] = field(default_factory=list)


def blocks_of(text: str) -> list[Block]:
    """The structure that a sample's plain text shows."""
    blocks: list[Block] = [Block("title")]
    rules = 0
    for line in text.split("\n"):
        kind = _kind(line, rules)
        if kind == "rule":
            rules += 1
        last = blocks[-1]
        wrapped = last.kind in ("prose", "bullet") and (kind == "prose" or (kind == "rows" and line.startswith("  ")))
        if last.kind == "bullet" and not line.startswith("  "):
            wrapped = False
        if wrapped or (kind == "prose" and last.kind == "prose"):
            last.lines.append(line.strip())
        elif kind == last.kind and kind in ("title", "rows", "table", "ticks"):
            last.lines.append(line)
        else:
            blocks.append(Block(kind, [line]))
    return [block for block in blocks if block.kind != "rule" and any(x.strip() for x in block.lines)]


KINDS = (
    ("table", re.compile(r"\|")),
    ("ticks", re.compile(r".*\[[ x]\]")),
    ("bullet", re.compile(r"- ")),
    ("rows", re.compile(r".*(\S {2,}\S|\.{3,})")),
    ("heading", re.compile(r"[A-Z0-9 ,:/()#&-]+(?:\(.*\))?$")),
)


def _kind(line: str, rules: int) -> str:
    if line.startswith("====="):
        return "rule"
    if not line.strip():
        return "blank"
    if rules == 0:
        return "title"
    return next((kind for kind, pattern in KINDS if pattern.match(line)), "prose")


class LabelsFirst(Flowable):
    """Rows of label and value whose labels are all drawn before the first value, as some programs do."""

    def __init__(self, rows: list[list[str]], style: Style) -> None:
        super().__init__()
        self.rows, self.look = rows, style

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        return width, len(self.rows) * self.look.size * 1.35

    def draw(self) -> None:
        self.canv.setFont(self.look.font, self.look.size)
        for column in range(max(map(len, self.rows))):
            for number, row in enumerate(self.rows):
                if column < len(row):
                    y = (len(self.rows) - number - 1) * self.look.size * 1.35 + 3
                    self.canv.drawString((0, 150, 270, 350)[column], y, row[column])


class Ticks(Flowable):
    """A line of tick boxes, as form fields, with their captions; "label: 85 %" becomes a text field."""

    count = 0

    def __init__(self, line: str, style: Style) -> None:
        super().__init__()
        self.line, self.look = line, style

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        return width, 22

    def draw(self) -> None:
        canvas, x = self.canv, 0.0
        for part in re.split(r"(\[[ x]\])", self.line):
            if part in ("[ ]", "[x]"):
                Ticks.count += 1
                canvas.acroForm.checkbox(
                    name=f"box{Ticks.count}", checked=part == "[x]", x=x, y=2, size=11, relative=True, borderWidth=1
                )
                x += 15
            elif part.strip():
                canvas.setFont(self.look.font, self.look.size)
                canvas.drawString(x, 4, part.strip())
                x += canvas.stringWidth(part.strip(), self.look.font, self.look.size) + 14


class Field(Flowable):
    """A label with a text field behind it."""

    def __init__(self, label: str, value: str, style: Style) -> None:
        super().__init__()
        self.label, self.value, self.look = label, value, style

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        return width, 22

    def draw(self) -> None:
        self.canv.setFont(self.look.font, self.look.size)
        self.canv.drawString(0, 4, self.label)
        x = self.canv.stringWidth(self.label, self.look.font, self.look.size) + 8
        self.canv.acroForm.textfield(
            name=f"field{self.label}{Ticks.count}", value=self.value, x=x, y=0, width=70, height=16, relative=True,
            fontSize=10, borderWidth=1,
        )  # fmt: skip


def flowables(blocks: list[Block], style: Style) -> list[Flowable]:
    """The parts of a report that is not a plain print-out, in order."""
    body = ParagraphStyle("body", fontName=style.font, fontSize=style.size, leading=style.size * 1.3, spaceAfter=6)
    body.alignment = TA_JUSTIFY
    bullet = ParagraphStyle("bullet", parent=body, leftIndent=12, bulletIndent=2, alignment=0, spaceAfter=2)
    heading = ParagraphStyle("heading", parent=body, fontName=style.bold, spaceBefore=7, spaceAfter=3, alignment=0)
    story: list[Flowable] = []
    for block in blocks:
        if block.kind == "heading":
            if block.lines[0] == style.break_before:
                story.append(FrameBreak())
            story.append(Paragraph(_escape(block.lines[0]), heading))
        elif block.kind == "bullet":
            story.append(Paragraph(_escape(" ".join(block.lines)[2:]), bullet, bulletText="-"))
        elif block.kind == "table":
            story += [_ruled(block.lines, style, body), Spacer(1, 8)]
        elif block.kind == "rows":
            story += [_rows(block.lines, style), Spacer(1, 5)]
        elif block.kind == "ticks" and style.form:
            story += [Ticks(line, style) for line in block.lines]
        elif style.form and (found := re.match(r"(Stained nuclei:) (.*)", " ".join(block.lines))):
            story.append(Field(found[1], found[2], style))
        else:
            story.append(Paragraph(_escape(" ".join(block.lines)), body))
    return [KeepTogether(part) if isinstance(part, Table) else part for part in story]


def _rows(lines: list[str], style: Style) -> Flowable:
    rows = [[cell for cell in re.split(r" {2,}|\.{3,} *", line.strip()) if cell] for line in lines]
    if style.labels_first:
        return LabelsFirst(rows, style)
    width = max(map(len, rows))
    padded = [row + [""] * (width - len(row)) for row in rows]
    look = [("FONT", (0, 0), (-1, -1), style.font, style.size), ("TOPPADDING", (0, 0), (-1, -1), 0.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1), ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 14)]  # fmt: skip
    return Table(padded, style=TableStyle(look), hAlign="LEFT")


def _ruled(lines: list[str], style: Style, body: ParagraphStyle) -> Table:
    cell = ParagraphStyle("cell", parent=body, alignment=0, spaceAfter=0, fontSize=style.size - 0.5)
    rows = [[Paragraph(_escape(c.strip()), cell) for c in line.strip().strip("|").split("|")] for line in lines]
    look = [*style.grid, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    if style.shaded:
        look.append(("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey))
    return Table(rows, style=TableStyle(look), repeatRows=1)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def draw_head(canvas: Canvas, blocks: list[Block], style: Style) -> float:
    """Letterhead and the patient's data; returns the height that is left below."""
    width, height = style.page
    y = height - 52
    for number, line in enumerate(blocks[0].lines):
        canvas.setFont(style.bold if number == 0 else style.font, 15 if number == 0 else 9.5)
        canvas.drawString(MARGIN, y, line.strip())
        y -= 16
    top = y + 8
    canvas.line(MARGIN, top, width - MARGIN, top)
    for line in blocks[1].lines:
        y -= 3
        cells = [cell for cell in re.split(r" {2,}", line.strip()) if cell]
        canvas.setFont(style.font, 9)
        for x, cell in zip((MARGIN + 5, MARGIN + 70, 300, 370), cells, strict=False):
            canvas.drawString(x, y - 6, cell)
        y -= 11
    y -= 6
    if style.boxed_header:
        canvas.rect(MARGIN, y, width - 2 * MARGIN, top - y)
    else:
        canvas.line(MARGIN, y, width - MARGIN, y)
    return y


def make_pdf(text: str, style: Style, path: Path) -> None:
    """Write one sample as a PDF."""
    if style.mono:
        print_out(text, style, path)
        return
    blocks = blocks_of(text)
    width, height = style.page
    rest = draw_head(Canvas("unused", pagesize=style.page), blocks, style)

    def first(canvas: Canvas, _doc: object) -> None:
        draw_head(canvas, blocks, style)
        _run(canvas, style)

    def later(canvas: Canvas, _doc: object) -> None:
        _run(canvas, style)
        if style.running:
            canvas.setFont(style.font, 9)
            patient, *_, number = re.split(r" {2,}", blocks[1].lines[0].strip())[1:]
            canvas.drawString(MARGIN, height - 40, f"{style.running}, {patient}")
            canvas.drawRightString(width - MARGIN, height - 40, number)
            canvas.line(MARGIN, height - 46, width - MARGIN, height - 46)

    doc = BaseDocTemplate(str(path), pagesize=style.page, invariant=1, title="Invented sample report", author="")
    foot = 50
    if style.break_before:
        half = (width - 2 * MARGIN - 24) / 2
        frames = [
            Frame(MARGIN, foot, half, rest - foot, 0, 0, 0, 0),
            Frame(MARGIN + half + 24, foot, half, rest - foot, 0, 0, 0, 0),
        ]
    else:
        frames = [Frame(MARGIN, foot, width - 2 * MARGIN, rest - foot, 0, 0, 0, 6)]
    whole = [Frame(MARGIN, foot, width - 2 * MARGIN, height - 55 - foot, 0, 0, 0, 0)]
    doc.addPageTemplates([PageTemplate("first", frames, first), PageTemplate("later", whole, later)])
    doc.build(
        [NextPageTemplate("later"), *flowables(blocks[2:], style)],
        canvasmaker=NumberedCanvas if style.running else Canvas,
    )


def _run(canvas: Canvas, style: Style) -> None:
    if style.running:
        canvas.setFont(style.font, 8)
        canvas.drawString(MARGIN, 30, "Confidential. Invented sample, no real person.")


class NumberedCanvas(Canvas):
    """A canvas that writes "Page 2 of 3", which is known only at the end."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.states: list[dict[str, object]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        self.states.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, state in enumerate(self.states, start=1):
            self.__dict__.update(state)
            self.setFont("Helvetica", 8)
            self.drawRightString(self._pagesize[0] - MARGIN, 30, f"Page {number} of {len(self.states)}")
            super().showPage()
        super().save()


def print_out(text: str, style: Style, path: Path) -> None:
    """A print-out in typewriter letters, line by line."""
    canvas = Canvas(str(path), pagesize=style.page, invariant=1)
    canvas.setTitle("Invented sample report")
    y = style.page[1] - 50
    canvas.setFont("Courier", style.size - 0.5)
    for line in text.rstrip("\n").split("\n"):
        if y < 50:
            canvas.showPage()
            canvas.setFont("Courier", style.size - 0.5)
            y = style.page[1] - 50
        canvas.drawString(45, y, line)
        y -= style.size * 1.25
    canvas.save()


def main(folder: Path = SAMPLES) -> None:
    """Write every sample as a PDF into a folder."""
    rl_config.invariant = 1
    for name, style in STYLES.items():
        make_pdf((SAMPLES / f"{name}.txt").read_text(encoding="utf-8"), style, folder / f"{name}.pdf")


if __name__ == "__main__":
    main()
