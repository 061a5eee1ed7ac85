"""Reading in a worker process: one chunk of files, each within its limits of time and memory."""

from __future__ import annotations

import faulthandler
import hashlib
import math
import multiprocessing
import os
import signal
import sys
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hr_report.batch.outcome import Record, close_error
from hr_report.batch.sources import Item, take_content
from hr_report.errors import HrReportError, ReadingCrashedError
from hr_report.pipeline import explain
from hr_report.reading import read_all
from hr_report.writing.html import write_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hr_report.reading.document import Document

_SHARED_TIME = 0.01
"""How much of its seconds a file may lose to those before it in its chunk."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read each file.

    `seconds` is the most that one file may take, `megabytes` the memory that a worker may use; 0 is no limit. `pages`
    tells which reports get an HTML page: "none", "review" (those that need a look) or "all". `ocr` is that of reading.
    """

    guideline: str = "asco_cap_2020"
    jurisdiction: str = "us"
    pages: str = "none"
    ocr: str = "auto"
    seconds: float = 60
    megabytes: int = 4096


def read_chunk(items: Sequence[Item], settings: Settings) -> list[Record]:
    """Read files one after the other; a file that takes too long ends this process, and the driver takes over."""
    if not settings.seconds:
        return [record for item in items for record in read_item(item, settings)]
    records: list[Record] = []
    # The only clock that also stops native code and works off the main thread; its trace would go to the screen.
    with Path(os.devnull).open("w") as nowhere:
        wound = -math.inf
        try:
            for item in items:
                # Winding it up starts a thread, so that files which take next to no time share one. The first file
                # always has all its seconds, and the driver gives a suspect alone.
                if time.monotonic() - wound > settings.seconds * _SHARED_TIME:
                    wound = time.monotonic()
                    faulthandler.dump_traceback_later(settings.seconds, exit=True, file=nowhere)
                records += read_item(item, settings)
        finally:
            faulthandler.cancel_dump_traceback_later()
    return records


def read_item(item: Item, settings: Settings) -> list[Record]:
    """The records of one file; any fault becomes an error that names its kind and never the report's text."""
    try:
        return _read(item, settings)
    except HrReportError as error:
        return [fail(item, error)]
    except MemoryError:
        return [fail(item, describe_memory(item.name))]
    except Exception as error:  # noqa: BLE001  one odd file must not stop the others
        return [fail(item, describe_fault(error))]


def fail(item: Item, error: HrReportError) -> Record:
    """The record of a file that could not be read."""
    return Record(item.name, item.name, item.mark, error=close_error(error))


def _read(item: Item, settings: Settings) -> list[Record]:
    documents = read_all(take_content(item), name=item.name, ocr=settings.ocr)
    if len(documents) == 1:
        return [_explain(documents[0], item.name, item, settings)]
    return [_explain(one, f"{item.name}#{number}", item, settings) for number, one in enumerate(documents, start=1)]


def _explain(document: Document, name: str, item: Item, settings: Settings) -> Record:
    document = replace(document, name=name)
    report = explain(document, guideline=settings.guideline, jurisdiction=settings.jurisdiction)
    wanted = settings.pages == "all" or (settings.pages == "review" and report.needs_review)
    return Record(
        name,
        item.name,
        item.mark,
        sha256=document.sha256 if name == item.name else hashlib.sha256(document.text.encode()).hexdigest(),
        report=report.model_dump_json(),
        needs_review=report.needs_review,
        page=write_html(report, document) if wanted else None,
    )


def describe_fault(error: Exception) -> HrReportError:
    """A fault of the program as an error without its message, which may hold words of the report."""
    message = f"hr-report itself failed on this file ({type(error).__name__})."
    return HrReportError(message, "Read the report by eye, and tell the makers.")


def describe_memory(name: str) -> HrReportError:
    """A file that needs more memory than a worker may use."""
    return ReadingCrashedError(f"'{name}' needs more memory than is allowed.", "Read it alone, or raise the limit.")


def prepare(megabytes: int) -> None:
    """Make a fresh worker process ready: bound its memory, leave Ctrl-C to the parent, and end when the parent ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if megabytes and sys.platform != "win32":
        import resource  # noqa: PLC0415  not on every system

        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
