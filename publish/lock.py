"""One build at a time on one dataset.

The lock is an advisory lock of the operating system on a file beside the dataset: it goes with its holder, however
that ends, so a killed build never leaves a dataset locked.
"""

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from errors import DatasetError


@dataclass(frozen=True, slots=True)
class Lock:
    """Proof that this process may change the dataset `target` (a resolved path)."""

    target: Path


@contextmanager
def hold(target: Path) -> Iterator[Lock]:
    """Hold the lock of a dataset. Raises DatasetError, naming the holder, while another build has it."""
    target = resolved(target)
    path = target.with_name(f".{target.name}.lock")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = _acquire(path, target)
        os.ftruncate(handle, 0)
        os.pwrite(handle, _card(), 0)
    except OSError as error:
        raise DatasetError(f"{path} cannot be written: {error.strerror}. Choose another folder.") from error
    try:
        yield Lock(target)
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def resolved(target: Path) -> Path:
    """The folder itself, whatever links lead to it. Raises DatasetError for a path that has no name (`/`)."""
    real = target.resolve()
    if not real.name:
        raise DatasetError(f"{target} cannot hold a dataset: name a folder inside it.")
    return real


def _acquire(path: Path, target: Path) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _holder(handle)
            os.close(handle)
            raise DatasetError(f"{target} is being built by {holder}. Wait for it to end, or stop it.") from None
        # The holder before us takes its file away: a lock on a file that is gone keeps nobody out.
        if path.exists() and os.path.samestat(os.fstat(handle), path.stat()):
            return handle
        os.close(handle)


def _card() -> bytes:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since}).encode()


def _holder(handle: int) -> str:
    try:
        card = json.loads(os.pread(handle, 4096, 0))
        return f"process {card['pid']} on {card['host']} since {card['since']}"
    except (ValueError, KeyError, TypeError):
        return "another process"  # which has only just begun
