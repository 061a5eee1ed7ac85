"""Layouts with text side by side: columns, boxes, frames."""

from __future__ import annotations

from reportlab.lib import colors
from reportlab.platypus import Table

from layouts.cases import LEFT, PROSE, Case, Sheet
from layouts.flowing import sentences
from layouts.ruled import GRID

HALF = 226
RIGHT = LEFT + HALF + 26


def _right_text(sheet: Sheet, case: Case, y: float) -> None:
    for sentence in sentences(case):
        y = sheet.lines(sentence, RIGHT, y, HALF) + 4


def two_columns(case: Case) -> bytes:
    sheet = Sheet()
    sheet.head()
    end = sheet.lines(f"{PROSE} {PROSE}", LEFT, sheet.y, HALF)
    _right_text(sheet, case, sheet.lines(PROSE, RIGHT, sheet.y, HALF) + 6)
    sheet.y = end + 12
    return sheet.foot()


def two_columns_shifted(case: Case) -> bytes:
    """The base lines of the columns do not agree."""
    sheet = Sheet()
    sheet.head()
    end = sheet.lines(f"{PROSE} {PROSE}", LEFT, sheet.y, HALF, step=12.2)
    _right_text(sheet, case, sheet.lines(PROSE, RIGHT, sheet.y + 5, HALF) + 6)
    sheet.y = end + 30
    return sheet.foot()


def columns_drawn_row_by_row(case: Case) -> bytes:
    """Two columns of sentences whose lines are drawn alternately, so that the order of drawing tells nothing."""
    sheet = Sheet()
    sheet.head()
    left, right = Sheet(), []
    left.lines(PROSE, 0, 0, HALF)
    words: list[str] = []

    def collect(_x: float, _y: float, text: str) -> None:
        words.append(text)

    left.at = collect  # type: ignore[method-assign]
    left.lines(PROSE, 0, 0, HALF)
    rows = list(words)
    words.clear()
    for sentence in sentences(case):
        left.lines(sentence, 0, 0, HALF)
    right = list(words)
    for number, line in enumerate(rows):
        sheet.at(LEFT, sheet.y, line)
        if number < len(right):
            sheet.at(RIGHT, sheet.y, right[number])
        sheet.y += 13
    return sheet.foot()


def side_box(case: Case) -> bytes:
    """The results in a drawn box beside running text."""
    sheet = Sheet()
    sheet.head()
    top = sheet.y
    end = sheet.lines(PROSE, LEFT, top, 290)
    sheet.rect(370, sheet.high - top - 58, 180, 70)
    for number, r in enumerate(case.results):
        sheet.at(378, top + 6 + 17 * number, f"{r.label}: {r.word} {r.value}")
    sheet.y = end + 12
    return sheet.foot()


def table_beside_text(case: Case) -> bytes:
    sheet = Sheet()
    sheet.head()
    top = sheet.y
    end = sheet.lines(PROSE, LEFT, top, 210)
    table = Table([[r.label, r.word, r.value] for r in case.results], colWidths=[120, 60, 60], style=GRID)
    _, height = table.wrapOn(sheet, 300, 300)
    table.drawOn(sheet, 290, sheet.high - top - height)
    sheet.y = end + 12
    return sheet.foot()


def two_tables_side_by_side(case: Case) -> bytes:
    sheet = Sheet()
    sheet.head()
    left = Table([["Node", "Finding"], ["Sentinel 1", "free"], ["Sentinel 2", "free"]], colWidths=[80, 70], style=GRID)
    right = Table([[r.label, f"{r.word} ({r.value})"] for r in case.results], colWidths=[130, 110], style=GRID)
    for table, x in ((left, LEFT), (right, 290)):
        _, height = table.wrapOn(sheet, 300, 300)
        table.drawOn(sheet, x, sheet.high - sheet.y - height)
    sheet.y += 80
    return sheet.foot()


def framed_page(case: Case) -> bytes:
    """A border around the whole page, and a table in it."""
    sheet = Sheet()
    sheet.rect(30, 30, sheet.wide - 60, sheet.high - 60)
    sheet.head()
    table = Table([[r.label, r.word, r.value] for r in case.results], colWidths=[140, 90, 60], style=GRID)
    _, height = table.wrapOn(sheet, 400, 300)
    table.drawOn(sheet, LEFT, sheet.high - sheet.y - height)
    sheet.y += height + 20
    return sheet.foot()


def boxed_fields(case: Case) -> bytes:
    """Each value in a small box of its own behind its label."""
    sheet = Sheet()
    sheet.head()
    for r in case.results:
        sheet.at(LEFT, sheet.y, f"{r.label}:")
        sheet.rect(200, sheet.high - sheet.y - 5, 110, 17)
        sheet.at(206, sheet.y, f"{r.word} ({r.value})")
        sheet.y += 24
    return sheet.foot()


def header_in_four_columns(case: Case) -> bytes:
    """Two pairs of label and value on each line, then the same for the results."""
    sheet = Sheet()
    sheet.head()
    sheet.setStrokeColor(colors.grey)
    sheet.line(LEFT, sheet.high - sheet.y + 12, 540, sheet.high - sheet.y + 12)
    er, pr, her2 = case.results
    sheet.row(
        (LEFT, f"{er.label}:"),
        (170, f"{er.word} ({er.value})"),
        (310, f"{pr.label}:"),
        (430, f"{pr.word} ({pr.value})"),
    )
    sheet.row((LEFT, f"{her2.label}:"), (170, f"{her2.word} ({her2.value})"), (310, "Block:"), (430, "A4"))
    return sheet.foot()


LAYOUTS = (
    two_columns, two_columns_shifted, columns_drawn_row_by_row, side_box, table_beside_text, two_tables_side_by_side,
    framed_page, boxed_fields, header_in_four_columns,
)  # fmt: skip
