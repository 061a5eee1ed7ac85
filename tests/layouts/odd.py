"""Layouts with odd glyphs: placed one by one, printed twice, ligatures, hyphens, tick boxes, form fields."""

from __future__ import annotations

from reportlab.pdfbase import pdfmetrics

from layouts.cases import LEFT, Case, Sheet, unicode_face
from layouts.flowing import sentences


def glyph_by_glyph(case: Case) -> bytes:
    """Every letter is placed alone and no blank is drawn."""
    sheet = Sheet()
    sheet.head()
    for sentence in sentences(case):
        x = float(LEFT)
        for letter in sentence:
            if letter != " ":
                sheet.at(x, sheet.y, letter)
            x += pdfmetrics.stringWidth(letter, "Helvetica", 10)
        sheet.y += 15
    return sheet.foot()


def fake_bold_lines(case: Case) -> bytes:
    """Each line is printed twice with a shift."""
    sheet = Sheet()
    sheet.head()
    for sentence in sentences(case):
        sheet.at(LEFT + 0.35, sheet.y, sentence)
        sheet.row((LEFT, sentence))
    return sheet.foot()


def fake_bold_letters(case: Case) -> bytes:
    """Each letter is printed twice with a shift before the next."""
    sheet = Sheet()
    sheet.head()
    for r in case.results:
        x = float(LEFT)
        for letter in f"{r.label}: {r.word} ({r.value})":
            sheet.at(x, sheet.y, letter)
            sheet.at(x + 0.3, sheet.y, letter)
            x += pdfmetrics.stringWidth(letter, "Helvetica", 10)
        sheet.y += 16
    return sheet.foot()


def letter_spaced(case: Case) -> bytes:
    sheet = Sheet()
    sheet.head()
    for r in case.results:
        text = sheet.beginText(LEFT, sheet.high - sheet.y)
        text.setCharSpace(0.8)
        text.textOut(f"{r.label}: {r.word} ({r.value})")
        sheet.drawText(text)
        sheet.y += 16
    return sheet.foot()


def stretched_words(case: Case) -> bytes:
    """Justified text with wide blanks."""
    sheet = Sheet()
    sheet.head()
    for sentence in sentences(case):
        text = sheet.beginText(LEFT, sheet.high - sheet.y)
        text.setWordSpace(4.5)
        text.textOut(sentence)
        sheet.drawText(text)
        sheet.y += 16
    return sheet.foot()


def unicode_typography(case: Case) -> bytes:
    """No-break and thin spaces, a soft hyphen, ligatures, the true minus."""
    sheet = Sheet()
    sheet.head()
    sheet.face(unicode_face(), 9.5)
    sheet.row((LEFT, "Strati\N{LATIN SMALL LIGATURE FI}ed and con\N{LATIN SMALL LIGATURE FL}uent growth."))
    for sentence in sentences(case):
        sheet.row((LEFT, sentence.replace(" ", "\N{NO-BREAK SPACE}").replace("recep", "recep\N{SOFT HYPHEN}")))
    return sheet.foot()


def hyphenated(case: Case) -> bytes:
    """Words that a line end divides."""
    sheet = Sheet()
    sheet.head()
    er, pr, her2 = case.results
    for r in (er, pr):
        first, second = r.label[:5], r.label[5:]
        sheet.row((LEFT, f"The tumour was tested with antibodies. {first}-"), step=13)
        sheet.row((LEFT, f"{second}: {r.word} ({r.value}), with intensity as fol-"), step=13)
        sheet.row((LEFT, f"lows: {r.intensity.lower()}."), step=17)
    sheet.row((LEFT, f"{her2.label}: {her2.word} ({her2.value})"))
    return sheet.foot()


def drawn_tick_boxes(case: Case) -> bytes:
    """Squares, one of them crossed, before each choice."""
    sheet = Sheet()
    sheet.head()
    for r in case.results:
        sheet.at(LEFT, sheet.y, f"{r.label}:")
        for x, choice in ((200, "Positive"), (290, "Negative")):
            low = sheet.high - sheet.y - 1
            sheet.rect(x, low, 9, 9)
            if choice == r.word:
                sheet.line(x + 1, low + 1, x + 8, low + 8)
                sheet.line(x + 1, low + 8, x + 8, low + 1)
            sheet.at(x + 14, sheet.y, choice)
        sheet.at(390, sheet.y, f"({r.value})")
        sheet.y += 18
    return sheet.foot()


def printed_tick_boxes(case: Case) -> bytes:
    """Squares with the tick of the Zapf Dingbats font."""
    sheet = Sheet()
    sheet.head()
    for r in case.results:
        sheet.at(LEFT, sheet.y, f"{r.label}:")
        for x, choice in ((200, "Positive"), (290, "Negative")):
            sheet.rect(x, sheet.high - sheet.y - 1, 9, 9)
            if choice == r.word:
                sheet.face("ZapfDingbats", 9)
                sheet.at(x + 1, sheet.y, "4")
                sheet.face("Helvetica")
            sheet.at(x + 14, sheet.y, choice)
        sheet.at(390, sheet.y, f"({r.value})")
        sheet.y += 18
    return sheet.foot()


def form_fields(case: Case) -> bytes:
    """Values that stand in form fields only."""
    sheet = Sheet()
    sheet.head()
    for number, r in enumerate(case.results):
        sheet.at(LEFT, sheet.y, f"{r.label}:")
        place = {"y": sheet.high - sheet.y - 5, "height": 18, "fontSize": 10}
        sheet.acroForm.textfield(name=f"f{number}", value=f"{r.word} ({r.value})", x=200, width=160, **place)
        sheet.y += 26
    return sheet.foot()


def superscripts(case: Case) -> bytes:
    """Marks of footnotes and brands, raised and small."""
    sheet = Sheet()
    sheet.head()
    for r in case.results:
        sheet.at(LEFT, sheet.y, r.label)
        sheet.face("Helvetica", 6)
        sheet.at(LEFT + pdfmetrics.stringWidth(r.label, "Helvetica", 10) + 0.5, sheet.y - 4, "a")
        sheet.face("Helvetica")
        sheet.row((210, r.word), (300, r.value), step=18)
    sheet.row((LEFT, "a: tested on block A1"))
    return sheet.foot()


def mixed_sizes(case: Case) -> bytes:
    """Large bold labels with small values on the same base line."""
    sheet = Sheet()
    sheet.head()
    for r in case.results:
        sheet.face("Helvetica-Bold", 14)
        sheet.at(LEFT, sheet.y, r.label)
        sheet.face("Times-Roman", 9)
        sheet.row((250, f"{r.word} ({r.value})"), step=22)
    return sheet.foot()


LAYOUTS = (
    glyph_by_glyph, fake_bold_lines, fake_bold_letters, letter_spaced, stretched_words, unicode_typography, hyphenated,
    drawn_tick_boxes, printed_tick_boxes, form_fields, superscripts, mixed_sizes,
)  # fmt: skip
