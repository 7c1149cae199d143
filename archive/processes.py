"""Processes for papers: forked where that is safe, as it takes a hundredth of the time, else spawned.

A fork copies whatever the parent holds, so the copy lets go of it: each open file and pipe of the parent is put out
of its reach (a lock that a copy held would outlive its holder, and a pipe would never end), and signals mean again
what they mean to a new process. A parent with threads is never forked: what they hold would be held for ever.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

_OPEN = Path("/proc/self/fd")
_THREADS = Path("/proc/self/task")
_STANDARD = 3
"""Below it stand standard input, output and error, which stay."""
_LOOK = 1.0


def start(target: Callable[..., None], *args: Any) -> tuple[BaseProcess, Connection]:
    """A process that calls `target` with the far end of a pipe and `args`, and the near end."""
    ours, theirs = multiprocessing.Pipe()
    process: BaseProcess
    if may_fork():
        process = multiprocessing.get_context("fork").Process(target=_begin, args=(target, theirs, *args))
    else:
        process = multiprocessing.get_context("spawn").Process(target=target, args=(theirs, *args))
    process.start()
    theirs.close()
    return process, ours


def may_fork() -> bool:
    """Whether a copy of this process would be sound: on Linux, and nothing runs beside the one that asks."""
    try:
        return sys.platform == "linux" and len(list(_THREADS.iterdir())) == 1 and _OPEN.is_dir()
    except OSError:
        return False


def end_with(parent: int) -> None:
    """End this process, and all of its session if it is the first of one, once its parent is gone: a parent that was
    killed cannot say so."""
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    if os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _begin(target: Callable[..., None], connection: Connection, *args: Any) -> None:
    _let_go(connection.fileno())
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    gc.freeze()  # what was there before is the parent's: looking through it would copy it page by page
    target(connection, *args)


def _let_go(kept: int) -> None:
    """Point the parent's files and pipes at nothing. Closed ones would give their numbers to files of the copy, which
    an object left from the parent could then close."""
    nothing = os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC)
    for number in [int(path.name) for path in _OPEN.iterdir()]:
        if number >= _STANDARD and number not in (kept, nothing) and _is_open(number):
            try:
                os.dup2(nothing, number, inheritable=False)
            except OSError:  # it was opened when more were allowed: its number comes to nobody again
                os.close(number)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
