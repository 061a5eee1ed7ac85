"""A copy of a PDF (or a PDF that holds a picture) with its evidence highlighted and a margin of notes.

Everything is added as annotations with appearances of their own: a viewer shows and prints them as they are, and can
remove them again. The file is opened and written in a process apart, as it is for reading.
"""

from __future__ import annotations

import hashlib
import io
from contextlib import closing
from typing import TYPE_CHECKING, Any

from hr_report.errors import SourceUnreadableError, UsageError
from hr_report.reading.apart import answer, ask
from hr_report.reading.kinds import PAGED
from hr_report.reading.limits import DEFAULT_LIMITS, Limits
from hr_report.writing.margin import plan_marks

if TYPE_CHECKING:
    from hr_report.models import Report
    from hr_report.reading.document import Document

_TO_MAKE_APPEARANCES = 0.05


def annotate(
    report: Report,
    document: Document,
    content: bytes,
    *,
    password: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> bytes:
    """The marked copy.

    Args:
        report: what was read.
        document: the text and the places that it was read from.
        content: the file that the document came from; a copy of an encrypted one stays so, with the same password.
        password: of an encrypted PDF.
        limits: bounds of time and memory.

    Raises:
        UsageError: the file has no pages, being neither a PDF nor a picture.
        SourceUnreadableError: the content is not what the document was read from.
        ContentError: the file cannot be written anew.
    """
    label = document.name or "The source"
    if document.kind not in PAGED:
        advice = "Save the report as a PDF and read that, or use --html for a page with the text and its quotes."
        raise UsageError(f"{label} has no pages to draw on: it is neither a PDF nor a picture.", advice)
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise SourceUnreadableError(f"{label} was changed while it was read.", "Read it again.")
    request = {"kind": document.kind, "name": label, "password": password, "plan": plan_marks(report, document)}
    _, copy = ask("hr_report.writing.annotated", request, content, label=label, limits=limits)
    return copy


# ---- in the process apart ----------------------------------------------------------------------------------------


def _work(request: dict[str, Any], content: bytes, limits: Limits) -> tuple[dict[str, Any], bytes]:
    from hr_report.reading.pdf import open_pdf  # noqa: PLC0415 - loads native code, which only the child may run
    from hr_report.writing.drawing import draw_page  # noqa: PLC0415

    label = request["name"]
    if request["kind"] == "image":
        content = _picture_pdf(content, label, limits)
    with closing(open_pdf(content, request["password"], label)) as document:
        for sheet in request["plan"]:
            with closing(document[sheet["number"] - 1]) as page:
                draw_page(document, page, sheet)
                # The library makes the appearance of a highlight when it is first drawn, and saves it with the file.
                page.render(scale=_TO_MAKE_APPEARANCES)
        copy = io.BytesIO()
        document.save(copy)
    return {}, copy.getvalue()


def _picture_pdf(content: bytes, label: str, limits: Limits) -> bytes:
    """The pages of a picture as a PDF, each in the size that its resolution gives."""
    from hr_report.reading.image import find_resolution, open_frames  # noqa: PLC0415 - loads native code

    known = [(frame.mode, find_resolution(frame)) for frame in open_frames(content, label, limits)]
    one_bit = {mode for mode, _ in known} == {"1"}  # a fax, kept as it is: one bit for each dot
    frames = (_fit_for_pdf(frame, one_bit=one_bit) for frame in open_frames(content, label, limits))
    quality = {} if one_bit else {"quality": 95}
    copy = io.BytesIO()
    next(frames).save(copy, "PDF", save_all=True, append_images=frames, dpi=known[0][1], **quality)
    return copy.getvalue()


def _fit_for_pdf(frame: Any, *, one_bit: bool) -> Any:
    if one_bit:
        return frame.copy()
    return frame.convert("L" if frame.mode in {"1", "L"} else "RGB")


if __name__ == "__main__":
    answer(_work)
