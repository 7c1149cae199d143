"""Readings kept between builds, each under the hash of all that it depends on (see `fingerprint`).

    <folder>/<code>/<first two of the key>/<key>     the reading, compressed, with a checksum in front

`<code>` names the version of the reading code, so that what no build of this version can use is found and pruned.
An entry is written beside its place and moved there, so that whoever dies leaves a whole entry or none; one that is
damaged all the same is taken for none. Several builds may share a cache.
"""

import hashlib
import os
import shutil
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from archive.codec import CodecError, decoded
from errors import InputError
from records import PaperReading

_MAGIC = b"kpi-backfill reading\n"
_DIGEST = hashlib.sha256().digest_size
_MARKER = "CACHEDIR.TAG"
# The line that backup programs look for: https://bford.info/cachedir/
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Readings of papers, kept by kpi-backfill; may be deleted.\n"
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What a cache holds: entries and bytes in all, and of them those that this version of the program can use."""

    folder: Path
    entries: int
    size: int
    usable: int


class Cache:
    """The cache in `folder`, as the reading code of version `code` uses it."""

    def __init__(self, folder: Path, code: str) -> None:
        self.folder = folder
        self._code = code

    def get(self, key: str) -> PaperReading | None:
        """The reading that is kept under the key, None where there is none or it is damaged."""
        path = self._path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        reading = _unpacked(data)
        if reading is not None:
            _touch(path)
        return reading

    def put(self, key: str, reading: bytes) -> None:
        """Keep a reading, as `codec.encoded` gives it. Raises InputError where the folder does not take it."""
        path = self._path(key)
        partial = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            self._make(path.parent)
            partial.write_bytes(_packed(reading))
            partial.replace(path)
        except OSError as error:
            with suppress(OSError):
                partial.unlink()
            raise InputError(
                f"{self.folder}: the cache cannot be written ({error.strerror}); "
                "make room, name another folder with --cache, or build with --no-cache"
            ) from error

    def info(self) -> CacheInfo:
        """Counts and sizes."""
        entries = list(_entries(self.folder))
        return CacheInfo(
            folder=self.folder,
            entries=len(entries),
            size=sum(path.stat().st_size for path in entries),
            usable=sum(path.parent.parent.name == self._code for path in entries),
        )

    def prune(self, days: float | None = None) -> int:
        """Drop what this version of the program cannot use and, if `days` is given, what was not used for as long;
        give back how many entries went. Raises InputError for a folder that is no cache."""
        if not self.folder.exists():
            return 0
        if not (self.folder / _MARKER).is_file():
            raise InputError(f"{self.folder}: is no cache of readings (it has no {_MARKER}); nothing was deleted")
        before = sum(1 for _ in _entries(self.folder))
        for partial in self.folder.glob("*/??/.*"):  # of a build that was killed while it wrote
            if partial.stat().st_mtime < time.time() - _DAY:
                partial.unlink()
        for version in self.folder.iterdir():
            if version.is_dir() and version.name != self._code:
                shutil.rmtree(version)
        if days is not None:
            oldest = time.time() - days * _DAY
            for path in _entries(self.folder):
                if path.stat().st_mtime < oldest:
                    path.unlink()
        return before - sum(1 for _ in _entries(self.folder))

    def _path(self, key: str) -> Path:
        return self.folder / self._code / key[:2] / key

    def _make(self, folder: Path) -> None:
        if folder.is_dir():
            return
        folder.mkdir(parents=True, exist_ok=True)
        marker = self.folder / _MARKER
        if not marker.exists():
            marker.write_text(_TAG, encoding="utf-8", newline="\n")
            (self.folder / ".gitignore").write_text("*\n", encoding="utf-8", newline="\n")


def _entries(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.glob("*/??/*")) if not path.name.startswith("."))


def _touch(path: Path) -> None:
    """Its time is when it was last used; a cache that may only be read does without."""
    with suppress(OSError):
        os.utime(path)


def _packed(reading: bytes) -> bytes:
    body = zlib.compress(reading, 1)
    return _MAGIC + hashlib.sha256(body).digest() + body


def _unpacked(data: bytes) -> PaperReading | None:
    head = len(_MAGIC) + _DIGEST
    body = data[head:]
    if not data.startswith(_MAGIC) or hashlib.sha256(body).digest() != data[len(_MAGIC) : head]:
        return None
    try:
        return decoded(zlib.decompress(body))
    except (zlib.error, CodecError):
        return None
