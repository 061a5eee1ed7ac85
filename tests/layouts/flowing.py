"""Layouts of running text and of labels with values."""

from __future__ import annotations

from reportlab.lib.pagesizes import LETTER, landscape

from layouts.cases import LEFT, PROSE, Case, Sheet


def sentences(case: Case) -> list[str]:
    """The results in words, a sentence for each."""
    er, pr, her2 = case.results
    return [
        *(f"{r.label}: {r.word.lower()}, {r.value} of tumor nuclei, {r.intensity.lower()} staining." for r in (er, pr)),
        f"{her2.label} (IHC): {her2.word.lower()} ({her2.value}).",
    ]


def prose(case: Case) -> bytes:
    sheet = Sheet()
    sheet.head()
    sheet.y = sheet.lines(PROSE, LEFT, sheet.y, 480) + 8
    for sentence in sentences(case):
        sheet.row((LEFT, sentence))
    return sheet.foot()


def label_and_value(case: Case) -> bytes:
    sheet = Sheet(LETTER)
    sheet.head()
    for r in case.results:
        sheet.row((LEFT, f"{r.label}:"), (220, f"{r.word} ({r.value})"))
    return sheet.foot()


def labels_first(case: Case) -> bytes:
    sheet = Sheet()
    sheet.head()
    top = sheet.y
    for number, r in enumerate(case.results):
        sheet.at(LEFT, top + 16 * number, f"{r.label}:")
    for number, r in enumerate(case.results):
        sheet.at(210, top + 16 * number, r.word)
    for number, r in enumerate(case.results):
        sheet.at(300, top + 16 * number, r.value)
    sheet.y = top + 60
    return sheet.foot()


def values_first(case: Case) -> bytes:
    sheet = Sheet()
    sheet.head()
    top = sheet.y
    for number, r in reversed(list(enumerate(case.results))):
        sheet.at(210, top + 16 * number, f"{r.word}, {r.value}")
    for number, r in enumerate(case.results):
        sheet.at(LEFT, top + 16 * number, f"{r.label}:")
    sheet.y = top + 60
    return sheet.foot()


def dot_leaders(case: Case) -> bytes:
    sheet = Sheet()
    sheet.head()
    sheet.face("Courier")
    for r in case.results:
        sheet.row((LEFT, f"{r.label} ".ljust(34, ".") + f" {r.word} ({r.value})"))
    return sheet.foot()


def typewriter(case: Case) -> bytes:
    sheet = Sheet()
    sheet.face("Courier", 9)
    sheet.row((LEFT, "PATHOLOGY REPORT".center(70)))
    sheet.row((LEFT, "=" * 70))
    for line in ("DIAGNOSIS: invasive ductal carcinoma, left breast", "", "RECEPTORS:"):
        sheet.row((LEFT, line), step=11)
    for r in case.results:
        sheet.row((LEFT, f"   {r.label:<26}{r.word:<14}{r.value:<10}{r.intensity}"), step=11)
    return sheet.foot()


def landscape_page(case: Case) -> bytes:
    sheet = Sheet(landscape(LETTER))
    sheet.head()
    for r in case.results:
        sheet.row((LEFT, r.label), (260, r.word), (400, r.value), (560, r.intensity))
    return sheet.foot()


def bulleted(case: Case) -> bytes:
    sheet = Sheet()
    sheet.head()
    for r in case.results:
        sheet.row((LEFT + 4, "\N{BULLET}"), (LEFT + 16, f"{r.label}: {r.word} ({r.value})"))
    return sheet.foot()


def hanging_values(case: Case) -> bytes:
    """Value below its label, indented, as narrow forms print it."""
    sheet = Sheet()
    sheet.head()
    for r in case.results:
        sheet.row((LEFT, f"{r.label}:"), step=13)
        sheet.row((LEFT + 30, f"{r.word} ({r.value})"), step=19)
    return sheet.foot()


def running_header(case: Case) -> bytes:
    """Three pages with the same header and footer; the results stand on the second."""
    sheet = Sheet()
    for page in (1, 2, 3):
        sheet.face("Helvetica", 8)
        sheet.at(LEFT, 36, "Invented Laboratory, patient Invented, Person, case X26-0001")
        sheet.at(LEFT, 810, "Confidential. Receptor tests are approved at this laboratory.")
        sheet.at(480, 810, f"Page {page} of 3")
        sheet.face("Helvetica")
        sheet.y = 70
        if page == 1:
            sheet.head()
        sheet.y = sheet.lines(PROSE, LEFT, sheet.y, 480) + 8
        if page == 2:
            for sentence in sentences(case):
                sheet.row((LEFT, sentence))
        sheet.showPage()
    return sheet.done()


LAYOUTS = (
    prose, label_and_value, labels_first, values_first, dot_leaders, typewriter, landscape_page, bulleted,
    hanging_values, running_header,
)  # fmt: skip
