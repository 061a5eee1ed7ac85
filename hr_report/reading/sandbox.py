"""Reading of an untrusted file in a process of its own, which is killed at its limits of time and memory."""

from __future__ import annotations

import dataclasses
from array import array
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hr_report.reading import read
from hr_report.reading.apart import answer, ask
from hr_report.reading.document import Document, Doubt, Notice, Page, Span
from hr_report.reading.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Sequence


def read_apart(
    source: Path | bytes,
    *,
    name: str = "",
    password: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    ocr: str = "auto",
) -> Document:
    """Read a file as `hr_report.reading.read` does, in a process that is killed at the limits.

    Raises:
        ReadingTimeoutError: reading took longer than `limits.seconds`.
        DamagedFileError: the reader crashed, or ran out of `limits.memory_megabytes`.
        HrReportError: whatever `read` raises.
    """
    label = name or (source.name if isinstance(source, Path) else "")
    path = str(source.absolute()) if isinstance(source, Path) else None
    request = {"name": label, "password": password, "path": path, "ocr": ocr}
    content = b"" if isinstance(source, Path) else source
    fields, body = ask("hr_report.reading.sandbox", request, content, label=label, limits=limits)
    return _received(fields, body)


def _received(fields: dict[str, Any], body: bytes) -> Document:
    pages = []
    for page in fields.pop("pages"):
        size = 4 * page.pop("glyphs")
        pages.append(Page(**page, glyphs=array("f", body[:size])))
        body = body[size:]
    for spans in ("furniture", "hidden"):
        fields[spans] = tuple(Span(*span) for span in fields[spans])
    fields["notices"] = tuple(Notice(*notice) for notice in fields["notices"])
    fields["doubts"] = tuple(Doubt(Span(*span), *rest) for span, *rest in fields["doubts"])
    return Document(**fields, pages=tuple(pages))


def _work(request: dict[str, Any], content: bytes, limits: Limits) -> tuple[dict[str, Any], bytes]:
    source = Path(request["path"]) if request["path"] else content
    options = {key: request[key] for key in ("name", "password", "ocr")}
    document = read(source, limits=limits, **options)
    fields: dict[str, Any] = {
        field.name: getattr(document, field.name) for field in dataclasses.fields(document) if field.name != "pages"
    }
    for rows in ("furniture", "hidden", "notices", "doubts"):
        fields[rows] = [list(dataclasses.astuple(row)) for row in fields[rows]]
    fields["pages"] = [
        {f.name: getattr(page, f.name) for f in dataclasses.fields(page) if f.name != "glyphs"}
        | {"glyphs": len(page.glyphs)}
        for page in document.pages
    ]
    return fields, b"".join(page.glyphs.tobytes() for page in document.pages)


def main(_arguments: Sequence[str] = ()) -> None:
    """Read one request from standard input and answer on standard output."""
    answer(_work)


if __name__ == "__main__":
    main()
