"""Reading of an untrusted file in a process of its own, which is killed at its limits of time and memory.

The child is `python -m hr_report.reading.sandbox`. It gets the file on its standard input and answers on its standard
output with JSON and bare numbers, never with anything that the parent would execute: a file that takes over the child
gains nothing over the parent. Nothing is written to disk.
"""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from array import array
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from hr_report import errors
from hr_report.errors import DamagedFileError, HrReportError, ReadingTimeoutError
from hr_report.reading import read
from hr_report.reading.document import Document, Doubt, Notice, Page, Span
from hr_report.reading.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Sequence

_ERRORS = {
    name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, HrReportError)
}
_MEGABYTE = 1_000_000


def read_apart(
    source: Path | bytes,
    *,
    name: str = "",
    password: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    ocr: str = "auto",
) -> Document:
    """Read a file as `hr_report.reading.read` does, in a process that is killed at the limits.

    Costs about a fifth of a second more. Where the system knows no limits of memory (Windows), only time is limited.

    Raises:
        ReadingTimeoutError: reading took longer than `limits.seconds`.
        DamagedFileError: the reader crashed, or ran out of `limits.memory_megabytes`.
        HrReportError: whatever `read` raises.
    """
    label = name or (source.name if isinstance(source, Path) else "")
    path = str(source.absolute()) if isinstance(source, Path) else None
    request = {"name": label, "password": password, "path": path, "limits": dataclasses.asdict(limits), "ocr": ocr}
    content = b"" if isinstance(source, Path) else source
    command = [sys.executable, "-m", "hr_report.reading.sandbox"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            command, input=json.dumps(request).encode() + b"\n" + content, capture_output=True, timeout=limits.seconds,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ReadingTimeoutError(f"Reading {label or 'the file'} took longer than {limits.seconds} s.") from None
    if done.returncode or not done.stdout:
        needs = f"needs more than {limits.memory_megabytes} MB of memory"
        raise DamagedFileError(f"{label or 'The file'} cannot be read safely: it is damaged or {needs}.")
    return _received(done.stdout)


def _received(answer: bytes) -> Document:
    head, _, body = answer.partition(b"\n")
    fields = json.loads(head)
    if "error" in fields:
        raise _ERRORS.get(fields["error"], HrReportError)(fields["message"], fields["advice"])
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


def _answer(document: Document) -> bytes:
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
    return json.dumps(fields).encode() + b"\n" + b"".join(page.glyphs.tobytes() for page in document.pages)


def _limit_memory(megabytes: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    size = megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no memory image of a patient's report on disk


def _serve(requests: BinaryIO, answers: BinaryIO) -> None:
    request = json.loads(requests.readline())
    limits = Limits(**request["limits"])
    _limit_memory(limits.memory_megabytes)
    source = Path(request["path"]) if request["path"] else requests.read()
    try:
        options = {key: request[key] for key in ("name", "password", "ocr")}
        answer = _answer(read(source, limits=limits, **options))
    except HrReportError as error:
        problem = {"error": type(error).__name__, "message": error.message, "advice": error.advice}
        answer = json.dumps(problem).encode() + b"\n"
    answers.write(answer)


def main(_arguments: Sequence[str] = ()) -> None:
    """Read one request from standard input and answer on standard output."""
    _serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
