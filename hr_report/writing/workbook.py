"""The work-list as a workbook: frozen header, filters, flags in colour and words, lists to choose from."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hr_report.writing.worklist import REVIEW_COLUMNS, STATUSES, VERDICTS, WORKLIST_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_WIDTHS = {
    "review_reasons": 44,
    "file": 28,
    "specimen": 16,
    "what_it_means": 36,
    "comment": 30,
    "same_content_as": 18,
    "quote": 34,
    "values": 22,
    "page": 8,
}
_WIDTH = {c: _WIDTHS.get(c) or _WIDTHS.get(c.rpartition("_")[2]) or 14 for c in WORKLIST_COLUMNS}
"""The width of each column in characters."""

_LINE_HEIGHT, _MOST_LINES = 15, 8
_LONGEST_CELL = 32_767
_CREATED = datetime(1980, 1, 1, tzinfo=UTC)  # the time of the run would make each workbook another file
_TITLES = {
    "needs_review": "Needs a look",
    "review_reasons": "Why",
    "file": "File",
    "specimen": "Specimen",
    "what_it_means": "What it means",
    "same_content_as": "Same content as",
    "report_page": "Report page",
    "verdict": "Verdict",
    "reviewer": "Reviewer",
    "comment": "Comment",
}


def title_of(column: str) -> str:
    """The heading of a column for people: "er_status" as "ER status"."""
    if column in _TITLES:
        return _TITLES[column]
    marker, _, part = column.partition("_")
    return f"{marker.upper()} {part}"


@contextmanager
def open_workbook(path: Path) -> Iterator[Callable[[dict[str, str]], None]]:
    """Give a function that adds a row; the workbook is written row by row, so that memory stays constant.

    Needs XlsxWriter (extra "xlsx").
    """
    import xlsxwriter  # noqa: PLC0415  an extra

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": _CREATED})
        sheet = book.add_worksheet("Work-list")
        styles = _make_styles(book)
        _write_header(sheet, styles)
        rows = 0

        def add(row: dict[str, str]) -> None:
            nonlocal rows
            rows += 1
            _write_row(sheet, rows, row, styles)

        yield add
        _finish(sheet, rows)


def _make_styles(book: Any) -> dict[str, Any]:
    top = {"valign": "top", "text_wrap": True}
    return {
        "head": book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EDF2", **top}),
        "head_review": book.add_format({"bold": True, "bottom": 1, "bg_color": "#DDEFE6", **top}),
        "plain": book.add_format(top),
        "flag": book.add_format({"bold": True, "bg_color": "#FFE9B8", **top}),
        "entry": book.add_format({"bg_color": "#F3FAF6", "locked": False, **top}),
        "link": book.add_format({"font_color": "#0A6570", "underline": 1, **top}),
    }


def _find_height(row: dict[str, str]) -> int:
    """The height of a row in points: enough lines for its longest cell, within reason."""
    shown = (column for column in WORKLIST_COLUMNS if column != "report_page")  # that shows one word
    lines = max(-(-len(row[column]) // (_WIDTH[column] - 1)) for column in shown)
    return _LINE_HEIGHT * min(max(lines, 1), _MOST_LINES)


def _write_header(sheet: Any, styles: dict[str, Any]) -> None:
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_row(0, 2 * _LINE_HEIGHT)
    for place, column in enumerate(WORKLIST_COLUMNS):
        sheet.set_column(place, place, _WIDTH[column])
        style = styles["head_review" if column in REVIEW_COLUMNS else "head"]
        sheet.write_string(0, place, title_of(column), style)
    sheet.freeze_panes(1, 3)


def _write_row(sheet: Any, number: int, row: dict[str, str], styles: dict[str, Any]) -> None:
    sheet.set_row(number, _find_height(row))
    for place, column in enumerate(WORKLIST_COLUMNS):
        value = row[column][:_LONGEST_CELL]
        if column == "report_page" and value:
            sheet.write_url(number, place, f"external:{value}", styles["link"], "open")
        elif column == "needs_review":
            sheet.write_string(number, place, value, styles["flag" if value == "yes" else "plain"])
        elif column in REVIEW_COLUMNS:
            sheet.write_string(number, place, value, styles["entry"])
        elif value:
            sheet.write_string(number, place, value, styles["plain"])


def _finish(sheet: Any, rows: int) -> None:
    last = max(rows, 1)
    sheet.autofilter(0, 0, last, len(WORKLIST_COLUMNS) - 1)
    for column, choices in (("verdict", VERDICTS), *((f"{m}_corrected", STATUSES) for m in ("er", "pr", "her2"))):
        place = WORKLIST_COLUMNS.index(column)
        told = {"error_title": "Not in the list", "error_message": "Choose from the list, or leave it empty."}
        sheet.data_validation(1, place, last, place, {"validate": "list", "source": list(choices), **told})
