"""Layouts of tables, with rules and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, Table

from layouts.cases import LEFT, Case, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

GRID = [("GRID", (0, 0), (-1, -1), 0.6, colors.black)]
CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=9, leading=11)
LONG = {
    "Estrogen receptor": "Estrogen receptor (clone SP1, rabbit monoclonal, pharmaceutical grade)",
    "Progesterone receptor": "Progesterone receptor (clone 1E2, rabbit monoclonal)",
    "HER2": "HER2 (clone 4B5, rabbit monoclonal, scored on the membrane)",
}


def draw(sheet: Sheet, rows: Sequence[Sequence[object]], look: list[tuple[object, ...]], widths: list[float]) -> None:
    """Draw a table at the sheet's place."""
    table = Table([list(row) for row in rows], colWidths=widths, style=look)
    _, height = table.wrapOn(sheet, 500, 700)
    table.drawOn(sheet, LEFT, sheet.high - sheet.y - height)
    sheet.y += height + 24


def _table(case: Case, look: list[tuple[object, ...]], widths: list[float] | None = None) -> bytes:
    sheet = Sheet()
    sheet.head()
    draw(sheet, case.rows(), look, widths or [140, 90, 90, 90])
    return sheet.foot()


def _wrapped(case: Case, place: str) -> bytes:
    sheet = Sheet()
    sheet.head()
    header, *rows = case.rows()
    cells = [[Paragraph(LONG[row[0]], CELL), *[Paragraph(c, CELL) for c in row[1:]]] for row in rows]
    draw(sheet, [header, *cells], [*GRID, ("VALIGN", (0, 0), (-1, -1), place)], [120, 80, 80, 80])
    return sheet.foot()


def grid(case: Case) -> bytes:
    return _table(case, GRID)


def grid_wrapped_middle(case: Case) -> bytes:
    return _wrapped(case, "MIDDLE")


def grid_wrapped_top(case: Case) -> bytes:
    return _wrapped(case, "TOP")


def grid_wrapped_bottom(case: Case) -> bytes:
    return _wrapped(case, "BOTTOM")


def grid_open_sides(case: Case) -> bytes:
    rules = [("INNERGRID", (0, 0), (-1, -1), 0.6, colors.black), ("LINEABOVE", (0, 0), (-1, 0), 0.6, colors.black)]
    return _table(case, [*rules, ("LINEBELOW", (0, -1), (-1, -1), 0.6, colors.black)])


def grid_without_row_rules(case: Case) -> bytes:
    """Upright rules, and level ones only around the header and the body."""
    look = [("BOX", (0, 0), (-1, -1), 0.6, colors.black), ("LINEBELOW", (0, 0), (-1, 0), 0.6, colors.black)]
    return _table(case, [*look, ("INNERGRID", (0, 0), (-1, 0), 0.6, colors.black)]
                  + [("LINEBEFORE", (column, 0), (column, -1), 0.6, colors.black) for column in (1, 2, 3)])  # fmt: skip


def grid_tight(case: Case) -> bytes:
    """Cells without padding: the letters nearly touch the rules."""
    sheet = Sheet()
    sheet.head()
    look = [*GRID, ("LEFTPADDING", (0, 0), (-1, -1), 0.5), ("RIGHTPADDING", (0, 0), (-1, -1), 0.5)]
    header, *rows = case.rows()
    draw(sheet, [header, *rows], look, [101, 41, 66, 42])
    return sheet.foot()


def white_on_dark_header(case: Case) -> bytes:
    look = [("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#1f3864")), ("TEXTCOLOR", (0, 0), (-1, 0), colors.white)]
    return _table(case, [*GRID, *look])


def shaded_cells(case: Case) -> bytes:
    """Fills instead of rules."""
    look = [("BACKGROUND", (c, r), (c, r), colors.HexColor("#dde6f0")) for c in range(4) for r in range(4)]
    return _table(case, [*look, ("GRID", (0, 0), (-1, -1), 2, colors.white)])


def level_rules(case: Case) -> bytes:
    rules = [("LINEABOVE", (0, 0), (-1, 0), 1, colors.black), ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black)]
    return _table(case, [*rules, ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black)])


def level_rules_wrapped(case: Case) -> bytes:
    sheet = Sheet()
    sheet.head()
    header, *rows = case.rows()
    cells = [[Paragraph(LONG[row[0]], CELL), *[Paragraph(c, CELL) for c in row[1:]]] for row in rows]
    rules = [("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black), ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black)]
    draw(sheet, [header, *cells], [*rules, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")], [120, 80, 80, 80])
    return sheet.foot()


def no_rules(case: Case) -> bytes:
    return _table(case, [("FONT", (0, 0), (-1, -1), "Times-Roman", 10.5)])


def transposed(case: Case) -> bytes:
    sheet = Sheet()
    sheet.head()
    columns = [["", "Result", "Nuclei / score", "Intensity"], *case.rows()[1:]]
    draw(sheet, [list(row) for row in zip(*columns, strict=True)], GRID, [90, 110, 130, 90])
    return sheet.foot()


def transposed_without_rules(case: Case) -> bytes:
    sheet = Sheet()
    sheet.head()
    columns = [["", "Result", "Nuclei / score", "Intensity"], *case.rows()[1:]]
    for row in zip(*columns, strict=True):
        sheet.row(*zip((LEFT, 160, 290, 430), row, strict=True))
    return sheet.foot()


def spanned_labels(case: Case) -> bytes:
    """The marker's cell spans a row for each of its findings."""
    sheet = Sheet()
    sheet.head()
    rows: list[list[str]] = []
    look = list(GRID)
    for r in case.results:
        look.append(("SPAN", (0, len(rows)), (0, len(rows) + 1)))
        rows += [[r.label, "Result", f"{r.word}"], ["", "Nuclei / score", r.value]]
    draw(sheet, rows, [*look, ("VALIGN", (0, 0), (0, -1), "MIDDLE")], [140, 110, 110])
    return sheet.foot()


def split_over_pages(case: Case) -> bytes:
    """The table begins at the foot of one page and goes on, with its header again, on the next."""
    sheet = Sheet()
    sheet.head()
    header, *rows = case.rows()
    sheet.y = 700
    draw(sheet, [header, rows[0]], GRID, [140, 90, 90, 90])
    sheet.showPage()
    sheet.face("Helvetica")
    sheet.y = 60
    draw(sheet, [header, *rows[1:]], GRID, [140, 90, 90, 90])
    return sheet.foot()


LAYOUTS = (
    grid, grid_wrapped_middle, grid_wrapped_top, grid_wrapped_bottom, grid_open_sides, grid_without_row_rules,
    grid_tight, white_on_dark_header, shaded_cells, level_rules, level_rules_wrapped, no_rules, transposed,
    transposed_without_rules, spanned_labels, split_over_pages,
)  # fmt: skip
