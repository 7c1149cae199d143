"""Which files a build reads: named files, and all papers below named folders, in a fixed order."""

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from containers import is_container, unpack
from errors import DocumentError, InputError

_MARKER = "kpi-backfill.yaml"
_DATASET = "datapackage.json"
_PIECE = 2**20
_NO_PAPERS = frozenset(
    {
        ".csv",
        ".json",
        ".yaml",
        ".yml",
        ".parquet",
        ".duckdb",
        ".xlsx",
        ".xls",
        ".py",
        ".pyc",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
    }
)
"""Endings that are no papers; in a folder such files are passed over, named alone they are tried."""


@dataclass(frozen=True, slots=True)
class Source:
    """One input: where it is, the name it is published under, and why it is not opened, if so."""

    path: Path
    name: str
    refused: str = ""


def read_source(source: Source) -> bytes:
    """The bytes of an input. Raises DocumentError where it is refused or cannot be opened."""
    if source.refused:
        raise DocumentError(source.refused)
    try:
        return source.path.read_bytes()
    except OSError as error:
        raise DocumentError(f"cannot be opened: {error.strerror}; check its permissions") from error


def pieces_of(source: Source) -> Iterator[bytes]:
    """The bytes of an input, a piece at a time: a file may be larger than memory. Raises DocumentError."""
    if source.refused:
        raise DocumentError(source.refused)
    try:
        with source.path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    except OSError as error:
        raise DocumentError(f"cannot be opened: {error.strerror}; check its permissions") from error


def _shown(name: str) -> str:
    """A name as text: names of files may hold bytes that are none."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def find_sources(
    named: Sequence[Path], keep_out: Sequence[Path] = (), unpacked: Path | None = None
) -> tuple[Source, ...]:
    """All inputs, sorted by name. A path that does not exist may be a pattern (`papers/**/*.pdf`); the files of zip
    and tar files are written to the folder `unpacked`, or refused without one. Raises InputError where nothing is
    found.
    """
    outside = {path.resolve() for path in keep_out}
    found: dict[Path, Source] = {}
    for path in _expanded(named):
        if path.is_dir():
            for source in _below(path, outside):
                found.setdefault(source.path, source)
        else:
            found.setdefault(path, Source(path, _shown(path.name), "" if path.is_file() else "no regular file"))
    files = [file for source in found.values() for file in _opened(source, unpacked)]
    if not files:
        folders = ", ".join(str(path) for path in named)
        raise InputError(
            f"{folders}: no papers found; PDFs and text dumps (.pdf, .txt and the like) are read, in subfolders, "
            "zip and tar files too"
        )
    return tuple(sorted(files, key=lambda source: (source.name, str(source.path))))


def _expanded(named: Sequence[Path]) -> Iterator[Path]:
    for path in named:
        if path.exists():
            yield path
        elif glob.has_magic(str(path)):
            yield from sorted(map(Path, glob.glob(str(path), recursive=True)))  # noqa: PTH207 - a whole pattern
        else:
            raise InputError(f"{path}: there is no such file or folder")


def _opened(source: Source, unpacked: Path | None) -> Iterator[Source]:
    """The source itself, or what is packed in it. One that cannot be unpacked is a source that is refused."""
    if source.refused or not is_container(source.path):
        yield source
        return
    if unpacked is None:
        yield replace(source, refused="a packed file: unpack it")
        return
    folder = unpacked / f"{len(list(unpacked.iterdir())):06d}" if unpacked.is_dir() else unpacked / "000000"
    try:
        for member in unpack(source.path, folder):
            name = member.name.replace("\\", "/")
            if not _is_passed_over(Path(name)):
                yield Source(member.path, f"{source.name}/{_shown(name)}", member.refused)
    except InputError as error:
        yield Source(source.path, source.name, str(error).removeprefix(f"{source.path}: "))


def _is_passed_over(name: Path) -> bool:
    """Files that are no papers, hidden ones, and what desktops leave in packed folders."""
    hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in name.parts)
    return hidden or name.name == _MARKER or name.suffix.lower() in _NO_PAPERS


def _below(folder: Path, outside: set[Path]) -> Iterator[Source]:
    """Files below a folder. Hidden ones, workspaces and datasets are passed over; links out of it are refused."""
    root = folder.resolve()
    for current, folders, files in os.walk(folder, onerror=_unreadable):
        here = Path(current)
        if here != folder and ((here / _MARKER).exists() or (here / _DATASET).exists()):
            folders.clear()
            continue
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (here / name).resolve() not in outside
        )
        for name in sorted(files):
            path = here / name
            if _is_passed_over(Path(name)):
                continue
            yield Source(path, _shown(path.relative_to(folder).as_posix()), _refusal(path, root))


def _refusal(path: Path, root: Path) -> str:
    if path.is_symlink() and not path.resolve().is_relative_to(root):
        return "a link that leads out of the folder; copy the file into it"
    if not path.is_file():
        return "no regular file"
    return ""


def _unreadable(error: OSError) -> None:
    raise InputError(f"{error.filename}: the folder cannot be read: {error.strerror}") from error
