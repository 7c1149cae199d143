"""Zip and tar files as sources: unpacked under numbers of our own into a folder of ours, never under their names.

A name inside a container is a label and nothing else, so `../` in one leads nowhere. What a container may unpack to
is limited, as a few kilobytes can say that they are many gigabytes.
"""

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from errors import InputError

ENDINGS = (".zip", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_NESTED = (*ENDINGS, ".gz", ".bz2", ".xz", ".7z", ".rar")
_MEMBERS = 50_000
_MEMBER_BYTES = 512 * 2**20
_TOTAL_BYTES = 20 * 2**30
_RATIO = 200
"""Papers shrink to a twentieth at the best; what shrinks to a two-hundredth, and is large, is made to do harm."""
_HARMLESS = 8 * 2**20
_PIECE = 2**20
_BROKEN = (OSError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, tarfile.TarError, zlib.error)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """One file of a container: its name there, and where it is now, or why it was left."""

    name: str
    path: Path
    refused: str = ""


class _Member(Protocol):
    """A file of a container, whatever its kind."""

    name: str
    refused: str

    def open(self) -> IO[bytes]: ...


def is_container(path: Path) -> bool:
    """Whether the ending says that it is a zip or a tar file."""
    return path.name.lower().endswith(ENDINGS)


def unpack(path: Path, into: Path) -> Iterator[Unpacked]:
    """The files of a container, each written to `into` under a number. Raises InputError where it cannot be opened."""
    into.mkdir(parents=True, exist_ok=True)
    left = _TOTAL_BYTES
    try:
        with _members(path) as members:
            for number, member in enumerate(members, start=1):
                target = into / f"{number:06d}"
                if number > _MEMBERS:
                    yield Unpacked("", target, f"holds more than {_MEMBERS:,} files: unpack it and name the folder")
                    return
                refused = member.refused or _why_left(member.name)
                if not refused:
                    refused, size = _copy(member, target, min(left, _MEMBER_BYTES))
                    left -= size
                yield Unpacked(member.name, target, refused)
    except _BROKEN as error:
        raise InputError(f"{path}: cannot be unpacked ({error}); fetch it again, or unpack it yourself") from error


def _why_left(name: str) -> str:
    if name.lower().endswith(_NESTED):
        return "a packed file within a packed file: unpack it and name the folder"
    return ""


def _copy(member: _Member, target: Path, most: int) -> tuple[str, int]:
    """Writes the file of a member: why it was not, if so, and how many bytes were unpacked."""
    size = 0
    try:
        with member.open() as source, target.open("wb") as file:
            while piece := source.read(_PIECE):
                size += len(piece)
                if size > most:
                    target.unlink()
                    return f"unpacks to more than {most // 2**20:,} MB, which no paper does: unpack it yourself", size
                file.write(piece)
    except _BROKEN as error:
        target.unlink(missing_ok=True)
        return f"cannot be unpacked ({error}): fetch it again, or unpack it yourself", size
    return "", size


@contextmanager
def _members(path: Path) -> Iterator[Iterator[_Member]]:
    if path.name.lower().endswith(".zip"):
        with zipfile.ZipFile(path) as packed:
            yield (_Zipped(packed, info) for info in packed.infolist() if not info.is_dir())
    else:
        with tarfile.open(path, "r|*") as stream:  # read once, from front to back
            yield (_Tarred(stream, info) for info in stream if not info.isdir())


class _Zipped:
    """A file of a zip."""

    def __init__(self, packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        self.name = info.filename
        self.refused = _why_refused(info)
        self._packed, self._info = packed, info

    def open(self) -> IO[bytes]:
        return self._packed.open(self._info)


class _Tarred:
    """A file of a tar."""

    def __init__(self, stream: tarfile.TarFile, info: tarfile.TarInfo) -> None:
        self.name = info.name
        self.refused = "" if info.isfile() else "no regular file (a link or a device)"
        self._stream, self._info = stream, info

    def open(self) -> IO[bytes]:
        source = self._stream.extractfile(self._info)
        if source is None:
            raise tarfile.TarError("it has no contents")
        return source


def _why_refused(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 1:
        return "asks for a password: unpack it and name the folder"
    if info.file_size > _HARMLESS and info.file_size > _RATIO * info.compress_size:
        return f"says that {info.compress_size:,} bytes are {info.file_size:,}, which no paper does: unpack it yourself"
    return ""
