"""Workers of a Dask cluster as an executor of the driver."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hr_report.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

_SECONDS_TO_ANSWER = 10


def open_cluster(address: str) -> tuple[Callable[[], Executor], int]:
    """An opener of an executor on the cluster at `address`, and how many workers it has now.

    Raises:
        UsageError: Dask is not installed, nobody answers at the address, there are no workers, or they run several
            threads (the PDF reader allows one thread a process).
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise UsageError("A cluster needs Dask.", "Install it: pip install 'hr-report[cluster]'.") from None
    try:
        client = distributed.Client(address, timeout=_SECONDS_TO_ANSWER)
    except (OSError, ValueError):
        raise UsageError(f"No scheduler answers at '{address}'.", "Start one with 'dask scheduler'.") from None
    workers = client.scheduler_info(n_workers=-1)["workers"].values()
    how = f"Start them so: dask worker {address} --nthreads 1"
    if not workers:
        raise UsageError(f"The cluster at '{address}' has no workers.", how)
    if any(worker["nthreads"] != 1 for worker in workers):
        raise UsageError("Workers must run one thread each.", how)

    def opener() -> Executor:
        executor: Executor = client.get_executor(pure=False)
        return executor

    return opener, len(workers)
