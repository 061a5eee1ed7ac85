"""Work spread over executors that may die: a chunk that is lost is done again one by one, and the culprit is told.

The driver knows nothing of reports. It needs executors with the interface of `concurrent.futures`, so that processes
of this machine and workers of a cluster are the same to it. A pool of processes breaks as a whole when one of them
dies; so each process is a pool of its own here (a lane), and a death costs one lane its chunk in hand, never the run.
"""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Given(Generic[Task]):
    """A chunk that an executor has in hand; `alone` where it is one suspect, so that a death names it."""

    tasks: tuple[Task, ...]
    since: float
    alone: bool


@dataclass
class _Lane(Generic[Task, Result]):
    """One executor with the chunks that it was given, and the tasks that it must try again one by one."""

    open: Callable[[], Executor]
    depth: int
    dies_as_a_whole: bool
    executor: Executor | None = None
    given: dict[Future[Sequence[Result]], _Given[Task]] = field(default_factory=dict)
    suspects: deque[Task] = field(default_factory=deque)
    children: set[multiprocessing.process.BaseProcess] = field(default_factory=set)

    def has_room(self) -> bool:
        """True where another chunk may be given. Where a death takes all chunks in hand, suspects go one at a time."""
        trying = self.suspects or any(given.alone for given in self.given.values())
        return len(self.given) < (1 if trying and self.dies_as_a_whole else self.depth)

    def give(self, work: Callable[[Sequence[Task]], Sequence[Result]], tasks: tuple[Task, ...], *, alone: bool) -> None:
        before = set(multiprocessing.active_children())
        try:
            self.executor = self.executor or self.open()
            future = self.executor.submit(work, tasks)
        except BrokenExecutor:
            # It died between two chunks: the death says nothing about this one.
            self.close()
            self.executor = self.open()
            future = self.executor.submit(work, tasks)
        self.children |= set(multiprocessing.active_children()) - before
        self.given[future] = _Given(tasks, time.monotonic(), alone)

    def close(self) -> None:
        """Let go of the executor and end its processes, whatever they are doing."""
        if self.executor is not None:
            for future in self.given:
                future.cancel()
            self.executor.shutdown(wait=False)
        for child in self.children:
            child.kill()
        self.executor, self.children = None, set()


def drive(
    tasks: Iterable[Task],
    work: Callable[[Sequence[Task]], Sequence[Result]],
    *,
    lost: Callable[[Task, float], Result],
    executors: Sequence[Callable[[], Executor]],
    chunk: int = 20,
    depth: int = 2,
    dies_as_a_whole: bool = True,
) -> Generator[Sequence[Result], None, None]:
    """Do `work` on all tasks and yield the results chunk by chunk as they finish.

    Args:
        tasks: taken only as fast as they are worked on, so that memory stays constant.
        work: does a chunk; must be importable by name for executors of other processes. It should not raise.
        lost: the result for a task whose process died or whose work raised while it was alone; gets the seconds it
            took until then.
        executors: how to open each of them, and open it again after it broke.
        chunk: how many tasks go together.
        depth: how many chunks wait at each executor, so that it is never idle.
        dies_as_a_whole: True where the death of a worker takes every chunk of its executor with it, as in a pool of
            processes; False where it takes only the chunk that the worker had, as in a cluster.
    """
    source = iter(tasks)
    lanes: list[_Lane[Task, Result]] = [_Lane(opener, depth, dies_as_a_whole) for opener in executors]
    try:
        while True:
            for lane in lanes:
                _fill(lane, source, work, chunk)
            waiting = [future for lane in lanes for future in lane.given]
            if not waiting:
                return
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for lane in lanes:
                for future in [f for f in lane.given if f in done]:
                    yield from _take(lane, future, lost)
    finally:
        for lane in lanes:
            lane.close()


def _fill(
    lane: _Lane[Task, Result],
    source: Iterator[Task],
    work: Callable[[Sequence[Task]], Sequence[Result]],
    chunk: int,
) -> None:
    while lane.has_room():
        suspect = (lane.suspects.popleft(),) if lane.suspects else ()
        tasks = suspect or tuple(islice(source, chunk))
        if not tasks:
            return
        lane.give(work, tasks, alone=bool(suspect))


def _take(
    lane: _Lane[Task, Result], future: Future[Sequence[Result]], lost: Callable[[Task, float], Result]
) -> Iterator[Sequence[Result]]:
    given = lane.given.pop(future)
    error = None if future.cancelled() else future.exception()
    if error is None and not future.cancelled():
        yield future.result()
        return
    if isinstance(error, BrokenExecutor):
        lane.close()
    if given.alone and error is not None:
        yield (lost(given.tasks[0], time.monotonic() - given.since),)
    else:
        lane.suspects.extend(given.tasks)


def open_processes(jobs: int, prepare: Callable[..., None], *arguments: object) -> list[Callable[[], Executor]]:
    """Openers of `jobs` executors of one fresh process each; `prepare` runs first in each of them."""
    context = multiprocessing.get_context("spawn")

    def opener() -> Executor:
        return ProcessPoolExecutor(1, mp_context=context, initializer=prepare, initargs=arguments)

    return [opener] * jobs
