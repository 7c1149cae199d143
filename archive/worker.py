"""The other side of `crew`: a process that reads one paper after the other, and may die of any of them.

It is a session of its own, so that it can be ended together with whatever it has started; and it ends by itself once
its parent is gone, however deep in a paper it is.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection

from archive.limits import Failure, Limits, too_large
from archive.papers import Paper, PaperError, read_one
from archive.processes import end_with
from extract.settings import ReadSettings

READING, FAILED, READY = b"R", b"F", b"S"
"""First byte of an answer: a reading follows, a failure follows (limit, line break, reason), or: ready for work."""

_ROOM = 1.25
"""Part of the limit at which the system refuses memory: more than the limit itself, which the parent watches, so that
what is given up has a reason that names the limit."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What holds for all papers of a worker. `pdf`: there are PDFs among them."""

    settings: ReadSettings
    limits: Limits
    pdf: bool = False


def serve(connection: Connection, orders: Orders, parent: int, reader: Callable[[Paper, Orders], bytes]) -> None:
    """Read the papers that come through the connection until it ends, and send an answer for each."""
    os.setsid()
    load_readers(orders)
    _limit_memory(orders.limits)
    end_with(parent)
    connection.send_bytes(READY)
    while True:
        try:
            paper: Paper = connection.recv()  # from our own parent, through a pipe that nobody else holds
        except (EOFError, OSError):  # the parent is gone
            return
        try:
            said = reader(paper, orders)
        except MemoryError:  # refused by the system, before the parent saw what was held
            said = _failed(too_large(orders.limits))
        try:
            connection.send_bytes(said)
        except OSError:
            return


def load_readers(orders: Orders) -> None:
    """Load what reads papers: it takes a second, and memory that is not the first paper's."""
    import extract.reading

    if orders.pdf:
        import extract.pdf.reading  # noqa: F401


def answer(paper: Paper, orders: Orders) -> bytes:
    """The reading of a paper, or why there is none."""
    try:
        return READING + read_one(paper, orders.settings, orders.limits).encoded
    except PaperError as error:
        return _failed(error.failure)


def _failed(failure: Failure) -> bytes:
    return FAILED + f"{failure.limit}\n{failure.reason}".encode("utf-8", "replace")


def failure_of(data: bytes) -> Failure:
    """The failure that an answer tells of."""
    limit, _, reason = data.decode("utf-8").partition("\n")
    return Failure(reason, limit)


def _limit_memory(limits: Limits) -> None:
    """On top of what the process holds before its first paper: a fork holds what its parent does."""
    import resource

    import psutil

    held: int = getattr(psutil.Process().memory_info(), "data", 0)
    most = held + int(limits.memory * _ROOM) * 1024 * 1024
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
