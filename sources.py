"""Which files a build reads: named files, and all papers below named folders, in a fixed order."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from errors import InputError

_MARKER = "kpi-backfill.yaml"
_DATASET = "datapackage.json"
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
        ".zip",
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


def find_sources(named: Sequence[Path], keep_out: Sequence[Path] = ()) -> tuple[Source, ...]:
    """All inputs, sorted by name. Raises InputError where a path does not exist or nothing is found."""
    outside = {path.resolve() for path in keep_out}
    found: dict[Path, Source] = {}
    for path in named:
        if path.is_dir():
            for source in _below(path, outside):
                found.setdefault(source.path, source)
        elif path.exists():
            found.setdefault(path, Source(path, path.name, "" if path.is_file() else "no regular file"))
        else:
            raise InputError(f"{path}: there is no such file or folder")
    if not found:
        folders = ", ".join(str(path) for path in named)
        raise InputError(f"{folders}: no papers found; PDFs and text dumps (.txt) are read, in subfolders too")
    return tuple(sorted(found.values(), key=lambda source: (source.name, str(source.path))))


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
            if name.startswith(".") or name == _MARKER or path.suffix.lower() in _NO_PAPERS:
                continue
            yield Source(path, path.relative_to(folder).as_posix(), _refusal(path, root))


def _refusal(path: Path, root: Path) -> str:
    if path.is_symlink() and not path.resolve().is_relative_to(root):
        return "a link that leads out of the folder; copy the file into it"
    if not path.is_file():
        return "no regular file"
    return ""


def _unreadable(error: OSError) -> None:
    raise InputError(f"{error.filename}: the folder cannot be read: {error.strerror}") from error
