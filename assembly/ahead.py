"""Work done ahead by copies of this process: what they make is left in the store, where whoever needs it finds it.

Nothing is sent back. What a copy did not come to, or failed at, is made where it is needed, and fails there if it must:
so there is one place for errors, and results are the same with any number of copies.
"""

import os
import sys
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from archive.processes import end_with, may_fork, start
from assembly.context import PieceLostError
from errors import InputError

Work = Callable[[], object]

_DONE = b"D"


def work_ahead(works: Sequence[Work], copies: int) -> None:
    """Do all work in so many copies of this process; nothing where it cannot be copied, or it would not pay."""
    if copies < 2 or len(works) < 2 or not may_fork():
        return
    waiting = deque(range(len(works)))
    crew: dict[Connection, BaseProcess] = {}
    try:
        for _ in range(min(copies, len(works))):
            try:
                process, ours = start(_serve, works, os.getpid())
            except OSError:  # the system lets nobody have more processes, or more memory
                break
            crew[ours] = process
            _give(ours, waiting)
        while crew:
            for connection in wait(list(crew)):
                if isinstance(connection, Connection) and not _goes_on(connection, waiting):
                    _end(connection, crew.pop(connection))
    finally:
        for connection, process in crew.items():
            _end(connection, process)


def _goes_on(connection: Connection, waiting: deque[int]) -> bool:
    """Hear that a copy has done its work, and give it more; False where there is no more, or the copy is gone."""
    try:
        connection.recv_bytes()
    except (EOFError, OSError):
        return False
    return bool(waiting) and _give(connection, waiting)


def _give(connection: Connection, waiting: deque[int]) -> bool:
    try:
        connection.send(waiting[0])
    except OSError:  # it is gone, as will be heard
        return False
    waiting.popleft()
    return True


def _end(connection: Connection, process: BaseProcess) -> None:
    connection.close()
    process.kill()
    process.join()


def _serve(connection: Connection, works: Sequence[Work], parent: int) -> None:
    end_with(parent)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # what it fails at, the parent will fail at and tell
    while True:
        try:
            number: int = connection.recv()  # from our own parent, through a pipe that nobody else holds
        except (EOFError, OSError):
            return
        with suppress(InputError, PieceLostError, MemoryError):  # whoever needs it will try again, and tell
            works[number]()
        connection.send_bytes(_DONE)
