"""Bytes kept under a key, whole or not at all.

    <folder>/<first two of the key>/<key>     a magic line, a checksum, the bytes

An entry is written beside its place and moved there, so that whoever dies leaves a whole entry or none; one that is
damaged all the same is taken for none. Several builds may share a store.
"""

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from errors import InputError

_MAGIC = b"kpi-backfill entry 2\n"
_DIGEST = hashlib.sha256().digest_size
_DAY = 86_400.0
ADVICE = "make room, name another folder with --cache, or build with --no-cache"


class Store:
    """The entries in `folder`, which is made with the first of them. `advice` is for whom it does not take one."""

    def __init__(self, folder: Path, advice: str = ADVICE) -> None:
        self.folder = folder
        self._advice = advice

    def refused(self, error: OSError) -> InputError:
        """What to tell where the folder does not take what is to be kept."""
        return InputError(f"{self.folder}: cannot be written ({error.strerror}); {self._advice}")

    def get(self, key: str) -> bytes | None:
        """What is kept under the key, None where there is nothing or it is damaged."""
        path = self.path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        head = len(_MAGIC) + _DIGEST
        body = data[head:]
        if not data.startswith(_MAGIC) or hashlib.sha256(body).digest() != data[len(_MAGIC) : head]:
            return None
        _touch(path)
        return body

    def put(self, key: str, body: bytes) -> None:
        """Keep the bytes. Raises InputError where the folder does not take them."""
        path, partial = self.path(key), self.draft(key)
        try:
            write_beside(partial, path, _MAGIC + hashlib.sha256(body).digest() + body)
        except OSError as error:
            raise self.refused(error) from error

    def draft(self, key: str) -> Path:
        """Where a file may be written that is to be kept under the key; the folder is there. Raises InputError."""
        path = self.path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self.refused(error) from error
        return _partial(path)

    def keep_draft(self, key: str) -> str:
        """Keep the draft as it is, for those who open it by its name. Gives back its hash."""
        path = self.path(key)
        try:
            digest = hash_of(_partial(path))
            _partial(path).replace(path)
        except OSError as error:
            with suppress(OSError):
                _partial(path).unlink()
            raise self.refused(error) from error
        return digest

    def has_file(self, key: str, digest: str) -> bool:
        """Whether the file is there, as it was kept."""
        path = self.path(key)
        try:
            whole = hash_of(path) == digest
        except OSError:
            return False
        _touch(path)
        return whole

    def path(self, key: str) -> Path:
        """Where the entry of a key is, or would be."""
        return self.folder / key[:2] / key

    def drop_unused(self, days: float) -> None:
        """Drop what was not used for so many days."""
        drop_old(entries(self.folder), days)

    def drop_partials(self) -> None:
        """Drop what a build that was killed has left half written: nobody takes a day to write an entry."""
        drop_old(self.folder.glob("??/.*"), 1)


def write_beside(partial: Path, path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write the bytes beside their place and move them there; `durable`: so that a loss of power leaves them whole too.
    Raises OSError, and leaves nothing behind then."""
    try:
        with partial.open("wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        partial.replace(path)
    except OSError:
        with suppress(OSError):
            partial.unlink()
        raise


def drop_old(paths: Iterable[Path], days: float) -> None:
    """Drop the files that nobody has touched for so many days."""
    oldest = time.time() - days * _DAY
    for path in paths:
        with suppress(OSError):  # another build may do the same
            if path.stat().st_mtime < oldest:
                path.unlink()


def _partial(path: Path) -> Path:
    """Where this process writes what is to be moved to the path. Hidden: no entry yet."""
    return path.with_name(f".{path.name}.{os.getpid()}")


def hash_of(path: Path) -> str:
    """The hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def entries(folder: Path) -> Iterator[Path]:
    """The files of all entries below a folder of entries, sorted."""
    return (path for path in sorted(folder.glob("??/*")) if not path.name.startswith("."))


def _touch(path: Path) -> None:
    """Its time is when it was last used; a store that may only be read does without."""
    with suppress(OSError):
        os.utime(path)
