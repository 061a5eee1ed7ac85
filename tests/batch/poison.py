"""Files that do real harm to the process that reads them, told by their first word; importable by worker processes."""

import os
import signal
import time
from pathlib import Path

from hr_report.batch import worker


def do_harm(word):
    if word == "KILL":
        os.kill(os.getpid(), signal.SIGKILL)
    elif word == "SEGV":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif word == "EXIT":
        os._exit(7)
    elif word == "HANG":
        time.sleep(3600)
    elif word == "EAT":
        sum(map(len, [bytearray(50_000_000) for _ in range(1_000)]))


def read_with_harm(items, settings):
    """As reading does it, with the harm done where a file is opened."""
    plain = worker._read

    def read(item, settings):
        do_harm(Path(item.path).read_text("utf-8"))
        return plain(item, settings)

    worker._read = read
    try:
        return worker.read_chunk(items, settings)
    finally:
        worker._read = plain


def double(numbers):
    """Work of another kind: the driver knows nothing of reports."""
    for number in numbers:
        if number < 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return [2 * number for number in numbers]


def raising(numbers):
    for number in numbers:
        if number % 7 == 3:
            raise ValueError(number)
    return list(numbers)
