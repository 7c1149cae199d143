"""Papers read by several processes, each of which may crash, hang or grow without harm to the others or to the run.

Each worker has one paper at a time. The parent waits for answers, and ends a worker whose paper takes too long or
too much memory; a paper that ended its worker is tried once more when all others are done, by itself, as the trouble
may have been the company. Answers come as they are ready: who needs them in order sorts them.
"""

import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from archive.codec import CodecError, decoded
from archive.limits import Failure, crashed, too_large, too_slow
from archive.papers import Paper, Read
from archive.processes import may_fork, start
from archive.worker import READING, READY, Orders, answer, failure_of, load_readers, serve

_LOOK = 0.1
"""Seconds between two looks at the memory of the workers."""
_START = 120.0
"""Seconds that a worker may take to be ready: on a machine that does nothing else, a quarter of one."""
_STALE = 0.5
"""Part of the memory limit that a worker may keep when its paper is done; above it, the next paper gets another."""

Outcome = Read | Failure
Answered = tuple[int, Outcome, float]
"""The number of a paper, what became of it, and the seconds that it took, both tries together."""
Answer = Callable[[Paper, Orders], bytes]
"""What a worker does with a paper: the function is found by its name in the worker's process."""
Meanwhile = Callable[[int], object]


@dataclass(slots=True)
class _Worker:
    """A process, the end of its pipe, and the paper that it has (its number), if any. `empty` is what it holds before
    its first paper, in megabytes: a fork seems to hold all that its parent does."""

    process: BaseProcess
    connection: Connection
    paper: int | None = None
    since: float = 0.0
    ready: bool = False
    empty: float = 0.0

    @property
    def pid(self) -> int:
        return self.process.pid or 0


Crew = list[_Worker]


@contextmanager
def hired_ahead(orders: Orders, reader: Answer = answer) -> Iterator[Crew]:
    """A worker that gets ready before it is known whether there is anything to read, where that costs little: it is
    ended if nobody has taken it over by then."""
    crew = [_hired(orders, reader)] if may_fork() else []
    try:
        yield crew
    finally:
        _dismiss(crew)


def read_papers(
    papers: Sequence[Paper],
    orders: Orders,
    workers: int,
    reader: Answer = answer,
    meanwhile: Meanwhile = bool,
    crew: Crew | None = None,
) -> Iterator[Answered]:
    """The number of each paper in `papers` and its reading, or why it has none, as they are ready. `meanwhile` is
    called whenever all workers read or get ready, with the number of papers that wait for one of them to be done: what
    it does should take no longer than a paper. `crew` are workers hired ahead with the same orders."""
    orders = replace(orders, pdf=any(paper.media == "pdf" for paper in papers))
    if may_fork() and len(papers) > workers:
        _keep_to_one_thread()
        load_readers(orders)  # once, for all workers; few papers are not worth waiting for it
    again: dict[int, float] = {}
    crew = [] if crew is None else crew
    for number, outcome, seconds in _round(papers, range(len(papers)), orders, workers, reader, meanwhile, crew):
        if isinstance(outcome, Failure) and outcome.limit != "--max-pages":
            again[number] = seconds  # counted pages are counted pages; all else may go better alone
        else:
            yield number, outcome, seconds
    for number, outcome, seconds in _round(papers, sorted(again), orders, 1, reader, meanwhile, crew):
        yield number, outcome, seconds + again[number]


def _keep_to_one_thread() -> None:
    """numpy is asked for no linear algebra, and the threads that it keeps for it would stand in the way of a fork."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"


def room_for(size: int) -> int:
    """How many processes that hold so many bytes the free memory has room for."""
    import psutil

    return int(psutil.virtual_memory().available // size)


def _round(
    papers: Sequence[Paper],
    numbers: Sequence[int],
    orders: Orders,
    workers: int,
    reader: Answer,
    meanwhile: Meanwhile,
    crew: Crew,
) -> Iterator[Answered]:
    waiting = deque(numbers)
    try:
        while waiting or any(worker.paper is not None for worker in crew):
            busy = sum(worker.paper is not None for worker in crew)
            while len(crew) < min(workers, busy + len(waiting)):
                crew.append(_hired(orders, reader))
            for worker in crew:
                if worker.ready and worker.paper is None and waiting:
                    _give(worker, waiting.popleft(), papers)
            free = [worker for worker in crew if worker.paper is None]
            if not any(worker.ready for worker in free):
                meanwhile(max(0, len(waiting) - len(free)))
            for worker, outcome in _heard(crew, orders):
                number = worker.paper
                if outcome is not None and number is not None:
                    worker.paper = None
                    yield number, outcome, time.monotonic() - worker.since
                if isinstance(outcome, Failure) or not worker.process.is_alive() or _is_stale(worker, orders):
                    _end(worker)
                    crew.remove(worker)
    finally:
        _dismiss(crew)


def _dismiss(crew: Crew) -> None:
    """End all workers."""
    while crew:
        _end(crew.pop())


def _hired(orders: Orders, reader: Answer) -> _Worker:
    _keep_to_one_thread()
    process, connection = start(serve, orders, os.getpid(), reader)
    return _Worker(process, connection, since=time.monotonic())


def _give(worker: _Worker, number: int, papers: Sequence[Paper]) -> None:
    worker.paper, worker.since = number, time.monotonic()
    with suppress(OSError):  # a worker that is gone is noticed by what is heard of it
        worker.connection.send(papers[number])


def _heard(crew: Sequence[_Worker], orders: Orders) -> Iterator[tuple[_Worker, Outcome | None]]:
    """Workers of whom there is news, with what became of their papers."""
    by_connection = {worker.connection: worker for worker in crew}
    spoken = wait(list(by_connection), timeout=_LOOK)
    for connection in spoken:
        if isinstance(connection, Connection):
            yield by_connection[connection], _said(by_connection[connection], orders)
    for worker in crew:
        if worker.connection not in spoken and (failure := _trouble(worker, orders)):
            yield worker, failure


def _said(worker: _Worker, orders: Orders) -> Outcome | None:
    try:
        said = worker.connection.recv_bytes()
    except (EOFError, OSError):
        worker.process.join()
        if not worker.ready:  # the next one would fare no better
            raise RuntimeError(
                f"a process to read papers ended before it was ready ({_cause(worker.process.exitcode)}); "
                "build with --workers 0, or give it more with --max-memory"
            ) from None
        return crashed(_cause(worker.process.exitcode), orders.limits)
    kind, body = said[:1], said[1:]
    if kind == READY:
        worker.ready, worker.empty = True, _memory(worker)
        return None
    try:
        return Read(decoded(body), body) if kind == READING else failure_of(body)
    except CodecError:
        return crashed("what it said is no reading", orders.limits)


def _trouble(worker: _Worker, orders: Orders) -> Failure | None:
    """What is wrong with a worker that says nothing."""
    spent = time.monotonic() - worker.since
    if not worker.ready:
        if spent > _START:
            raise RuntimeError(f"a process to read papers was not ready after {_START:g} seconds")
        return None
    if worker.paper is None:
        return None
    if spent > orders.limits.seconds:
        return too_slow(orders.limits)
    return too_large(orders.limits) if _memory(worker) - worker.empty > orders.limits.memory else None


def _is_stale(worker: _Worker, orders: Orders) -> bool:
    idle = worker.paper is None and worker.ready
    return idle and _memory(worker) - worker.empty > _STALE * orders.limits.memory


def _memory(worker: _Worker) -> float:
    """Megabytes that the worker holds itself; what it starts is held by the limit that it inherits."""
    import psutil

    try:
        return float(psutil.Process(worker.pid).memory_info().rss) / 2**20
    except psutil.Error:
        return 0.0


def _cause(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"


def _end(worker: _Worker) -> None:
    """End a worker and all that it started."""
    worker.connection.close()
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(worker.pid, signal.SIGKILL)
    if worker.process.is_alive():
        worker.process.kill()
    worker.process.join()
