"""Files that are broken or mean harm, made by hand."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT = b"BT /F1 12 Tf 72 700 Td (ER: positive, 95%) Tj ET"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf(objects: Sequence[bytes], root: bytes = b"1 0 R", extra: bytes = b"") -> bytes:
    """A PDF of numbered objects, the first of them its catalog."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %b %b >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, extra, start)
    return bytes(out)


def stream(data: bytes, head: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), head, data)


def one_page(
    content: bytes = TEXT, box: bytes = b"0 0 595 842", head: bytes = b"", catalog: bytes = b"", font: bytes = FONT,
    more: Sequence[bytes] = (),
) -> bytes:  # fmt: skip
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%b] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>" % box
    )
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalog,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page,
            stream(content, head),
            font,
            *more,
        ]
    )


def encrypted(user: str, owner: str) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=pdfencrypt.StandardEncryption(user, owner, strength=128))
    canvas.drawString(72, 700, "ER: positive, 95%")
    canvas.save()
    return buffer.getvalue()


def truncated() -> bytes:
    return one_page()[:150]


def bad_startxref() -> bytes:
    return one_page().replace(b"startxref\n", b"startxref\n99")


def recursive_pages() -> bytes:
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"])


def no_pages() -> bytes:
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"])


def lying_count() -> bytes:
    return one_page().replace(b"/Count 1", b"/Count 7")


def bomb(megabytes: int) -> bytes:
    """A content stream that grows a thousandfold: text that is drawn over and over."""
    piece = b"BT /F1 9 Tf 72 700 Td (ERERERERERERERERERER) Tj ET\n"
    packer = zlib.compressobj(9)
    parts = [packer.compress(piece * 20_000) for _ in range(megabytes)]
    return one_page(b"".join([*parts, packer.flush()]), head=b"/Filter /FlateDecode")


def picture_only() -> bytes:
    image = b"q 500 0 0 700 40 60 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"
    return one_page(image)


def hidden_text() -> bytes:
    shown = b"BT /F1 12 Tf 72 700 Td (ER: positive, 95%) Tj ET "
    white = b"BT /F1 12 Tf 1 1 1 rg 72 680 Td (PR: positive, 80%) Tj ET "
    unpainted = b"BT /F1 12 Tf 3 Tr 72 660 Td (HER2: positive) Tj ET "
    outside = b"BT /F1 12 Tf 0 Tr 0 g 72 -300 Td (Ki-67: 90%) Tj ET "
    return one_page(shown + white + unpainted + outside)


def with_script() -> bytes:
    catalog = b"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert\\(1\\)) >>] >> >>"
    return one_page(catalog=catalog)


def with_attachment() -> bytes:
    catalog = b"/Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >>"
    files = [b"<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>", stream(b"MZ", b"/Type /EmbeddedFile")]
    return one_page(catalog=catalog, more=files)


def nameless_font() -> bytes:
    """A font whose table to Unicode leads to nowhere: letters are drawn, and nobody can say which."""
    table = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <00> <FF> "
        b"endcodespacerange 1 beginbfrange <00> <FF> <E000> endbfrange endcmap end end"
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    return one_page(font=font, more=[stream(table)])


def lying_font(*lines: str) -> bytes:
    """Lines drawn in a font that calls the 9 it draws a 3; every other letter has its own name."""
    table = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <00> <FF> "
        b"endcodespacerange 2 beginbfrange <20> <38> <0020> <3A> <7E> <003A> endbfrange 1 beginbfchar <39> <0033> "
        b"endbfchar endcmap end end"
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 6 0 R >>"
    shown = [b"1 0 0 1 72 %d Tm (%b) Tj" % (700 - 24 * number, line.encode()) for number, line in enumerate(lines)]
    return one_page(b"BT /F1 12 Tf " + b" ".join(shown) + b" ET", font=font, more=[stream(table)])


def scattered() -> bytes:
    """Letters on the page and letters a million miles from it."""
    far = b" BT /F1 12 Tf 1 0 0 1 990000000 690 Tm (PR: positive) Tj ET BT /F1 1e9 Tf 72 600 Td (HER2) Tj ET"
    return one_page(TEXT + far)
