"""The driver on real processes that really die."""

import itertools
import multiprocessing
import time
from concurrent.futures import ThreadPoolExecutor

from hr_report.batch.driver import drive, open_processes
from poison import double, raising


def lost(task, seconds):
    assert seconds >= 0
    return ("lost", task)


def nothing():
    pass


def run(tasks, work, jobs=2, **more):
    chunks = drive(tasks, work, lost=lost, executors=open_processes(jobs, nothing), **more)
    return list(itertools.chain.from_iterable(chunks))


def test_everything_is_done_once():
    assert sorted(run(range(100), double, chunk=7)) == [2 * n for n in range(100)]


def test_a_death_costs_exactly_its_cause():
    poison = {17, 18, 60}
    tasks = [-n if n in poison else n for n in range(1, 101)]
    done = run(tasks, double, chunk=10)
    assert {r for r in done if isinstance(r, tuple)} == {("lost", -n) for n in poison}
    assert sorted(r for r in done if isinstance(r, int)) == sorted(2 * n for n in tasks if n > 0)


def test_work_that_raises_costs_exactly_its_cause():
    done = run(range(20), raising, jobs=1, chunk=5)
    assert sorted(r for r in done if isinstance(r, int)) == [n for n in range(20) if n % 7 != 3]
    assert sorted(r[1] for r in done if isinstance(r, tuple)) == [3, 10, 17]


def test_nothing_to_do():
    assert run([], double) == []


def test_tasks_are_taken_only_as_fast_as_they_are_done():
    taken = itertools.count()
    source = (next(taken) for _ in range(10_000))
    chunks = drive(source, list, lost=lost, executors=[lambda: ThreadPoolExecutor(1)], chunk=10, depth=2)
    next(chunks)
    chunks.close()
    assert next(taken) <= 40


def test_a_run_that_is_left_leaves_no_process():
    chunks = drive(itertools.count(1), double, lost=lost, executors=open_processes(2, nothing), chunk=5)
    next(chunks)
    chunks.close()
    until = time.monotonic() + 20  # a worker that was just being started ends a moment later
    while multiprocessing.active_children() and time.monotonic() < until:
        time.sleep(0.05)
    assert multiprocessing.active_children() == []
