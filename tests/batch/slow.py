"""Reading at a pace at which a test can step in; importable by the workers of a cluster."""

import time

from hr_report.batch.worker import read_chunk


def read_slowly(items, settings):
    time.sleep(0.4)
    return read_chunk(items, settings)
