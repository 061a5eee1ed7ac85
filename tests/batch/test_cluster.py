"""A real Dask scheduler with real workers on this machine, one of them killed in mid-run."""

import contextlib
import csv
import os
import signal
import socket
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from hr_report.batch.run import Engine, run_batch
from hr_report.batch.sources import find_items
from hr_report.batch.worker import Settings
from hr_report.errors import UsageError
from slow import read_slowly

distributed = pytest.importorskip("distributed")

SILENT = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
TEXT = (
    "Left breast, core biopsy: invasive carcinoma {n}.\nER: Positive ({p}%)\nPR: Negative (0%)\nHER2: Negative (1+)\n"
)


def start(*arguments):
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[2])])}
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]],
        env=env,
        start_new_session=True,
        **SILENT,
    )


def stop(process):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture
def cluster(tmp_path):
    """An address with two workers of one thread each, and the workers' processes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    port = address.rpartition(":")[2]
    scheduler = start("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
    workers = [
        start("worker", address, "--nthreads", "1", "--no-dashboard", "--local-directory", str(tmp_path / f"w{n}"))
        for n in range(2)
    ]
    try:
        wait_for_workers(address, 2)
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            stop(process)


def wait_for_workers(address, count):
    end = time.monotonic() + 40
    while time.monotonic() < end:
        with contextlib.suppress(OSError), distributed.Client(address, timeout=2) as client:
            client.wait_for_workers(count, timeout=20)
            return
        time.sleep(0.5)
    raise AssertionError("no workers")


def fill(folder, count):
    folder.mkdir()
    for n in range(count):
        (folder / f"{n:03d}.txt").write_text(TEXT.format(n=n, p=20 + n % 80), "utf-8")


def files_in(path):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [row["file"] for row in csv.DictReader(lines)]


def test_a_killed_worker_loses_nothing_and_doubles_nothing(cluster, tmp_path):
    address, workers = cluster
    fill(tmp_path / "in", 200)
    settings = Settings(seconds=20)
    work = partial(read_slowly, settings=settings)
    runs = run_batch(
        find_items(tmp_path / "in"), tmp_path / "out", settings, engine=Engine(cluster=address, send=True), work=work
    )
    killed = None
    for tally in runs:
        if killed is None and tally.new >= 40:
            killed = workers[0]
            stop(killed)
    assert killed is not None
    assert (tally.new, tally.failed) == (200, 0)
    assert files_in(tmp_path / "out/reports.csv") == [f"{n:03d}.txt" for n in range(200)]


def test_an_address_without_a_scheduler_is_refused(tmp_path):
    fill(tmp_path / "in", 1)
    with pytest.raises(UsageError, match="No scheduler"):
        list(
            run_batch(
                find_items(tmp_path / "in"), tmp_path / "out", Settings(), engine=Engine(cluster="tcp://127.0.0.1:9")
            )
        )
