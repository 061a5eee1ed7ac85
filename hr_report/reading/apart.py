"""Work on an untrusted file in a process of its own, which is killed at its limits of time and memory.

The child is `python -m MODULE`, a module of ours that calls `answer` with its work. Request and answer have the same
form, a line of JSON and then bare bytes, and come on standard input and output: never anything that the parent would
execute. A file that takes over the child gains nothing over the parent. Nothing is written to disk.
"""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from hr_report import errors
from hr_report.errors import DamagedFileError, HrReportError, ReadingTimeoutError
from hr_report.reading.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable

_ERRORS = {
    name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, HrReportError)
}
_MEGABYTE = 1_000_000


def ask(
    module: str, request: dict[str, Any], content: bytes, *, label: str, limits: Limits
) -> tuple[dict[str, Any], bytes]:
    """What the child answers: its fields and what follows them.

    Costs about a fifth of a second more. Where the system knows no limits of memory (Windows), only time is limited.

    Raises:
        ReadingTimeoutError: the child took longer than `limits.seconds`.
        DamagedFileError: the child crashed, or ran out of `limits.memory_megabytes`.
        HrReportError: whatever the child's work raised.
    """
    head = json.dumps(request | {"limits": dataclasses.asdict(limits)}).encode()
    command = [sys.executable, "-m", module]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            command, input=head + b"\n" + content, capture_output=True, timeout=limits.seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise ReadingTimeoutError(f"Reading {label or 'the file'} took longer than {limits.seconds} s.") from None
    if done.returncode or not done.stdout:
        needs = f"needs more than {limits.memory_megabytes} MB of memory"
        raise DamagedFileError(f"{label or 'The file'} cannot be read safely: it is damaged or {needs}.")
    first, _, body = done.stdout.partition(b"\n")
    fields = json.loads(first)
    if "error" in fields:
        raise _ERRORS.get(fields["error"], HrReportError)(fields["message"], fields["advice"])
    return fields, body


def answer(work: Callable[[dict[str, Any], bytes, Limits], tuple[dict[str, Any], bytes]]) -> None:
    """In the child: take one request from standard input, do the work within the limits, write what came of it."""
    request = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**request.pop("limits"))
    _limit_memory(limits.memory_megabytes)
    body = b""
    try:
        fields, body = work(request, sys.stdin.buffer.read(), limits)
    except HrReportError as error:
        fields = {"error": type(error).__name__, "message": error.message, "advice": error.advice}
    sys.stdout.buffer.write(json.dumps(fields).encode() + b"\n" + body)


def _limit_memory(megabytes: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    size = megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no memory image of a patient's report on disk
