"""Writing the dataset: whole or not at all.

Everything is written into a folder beside the dataset, made durable, and then swapped in. Whoever dies in between
leaves the old dataset in place, or beside its place from where the next build fetches it back. All of it happens
under the dataset's lock, so whatever lies around half-made belongs to a build that is dead.

    <name>                   the dataset
    .<name>.building-<pid>   a build under way
    .<name>.work-<letters>   what a build needs meanwhile
    .<name>.old              the dataset while it is being replaced
    .<name>.lock             who is building
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from pathlib import Path

from errors import DatasetError
from publish import tables
from publish.datapackage import GENERATOR, write_descriptor
from publish.datapackage import NAME as DESCRIPTOR
from publish.exchange import exchange
from publish.lock import Lock, hold, resolved
from publish.merge import Merged, write_tables
from publish.seal import HASHES, RUN, hashes_of, sealed_run
from records import Dataset

DATABASE = "kpi.duckdb"
WORKBOOK = "kpi.xlsx"
FILES = "written_files"
"""Key of `run.json`: every file of the folder. What is not listed there was put there by somebody else."""

# What desktops and open programs leave behind in any folder that they touch.
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", f"{DATABASE}.wal"})
_LITTER_STARTS = ("~$", ".~lock.")


def write_release(
    dataset: Dataset,
    target: Path,
    run: Mapping[str, object],
    extra: Callable[[Path], None] | None = None,
    lock: Lock | None = None,
) -> Path:
    """Write a dataset that is in memory; see `write_merged`."""
    return write_merged(Merged({}, tables.all_rows(dataset)), target, run, extra, lock)


def write_merged(
    merged: Merged,
    target: Path,
    run: Mapping[str, object],
    extra: Callable[[Path], None] | None = None,
    lock: Lock | None = None,
    early: Callable[[Path], object] = bool,
) -> Path:
    """Write the dataset to the folder `target`, in place of the one that is there; give the folder back.

    `run` (plain JSON values) goes into `run.json`, the only file that may hold times and durations. `extra` is called
    with the unfinished folder and may add files to it, `early` as soon as the Parquet files of the small tables are
    there. `lock` is for callers that hold the lock already. Raises
    DatasetError, and leaves `target` as it was, where another build is under way, where `target` is no dataset or
    holds files that are not ours, and where the disk does not take the files.
    """
    target = resolved(target)
    with nullcontext(lock) if lock and lock.target == target else hold(target):
        try:
            check_target(target)
            building = target.with_name(f".{target.name}.building-{os.getpid()}")
            try:
                building.mkdir(parents=True)
                _fill(building, merged, run, extra, early)
                _swap(building, target)
            finally:
                shutil.rmtree(building, ignore_errors=True)
        except OSError as error:
            raise DatasetError(f"the dataset {target} cannot be written: {error}. The old one is unchanged.") from error
    return target


def check_target(target: Path) -> None:
    """Put right what a killed build left, and see that a dataset can be written there. Only for holders of the lock.

    Raises DatasetError where the folder is no dataset or holds files that are not ours.
    """
    if "?" in str(target) or not _is_text(target):
        raise DatasetError(
            f"{_shown(target)} cannot hold a dataset: the database takes no ? and no broken letters in paths."
        )
    if target.is_mount():
        raise DatasetError(
            f"{target} cannot be replaced as a whole, as a disk is mounted there: name a folder inside it."
        )
    try:
        recover(target)
        _check_replaceable(target)
    except OSError as error:
        raise DatasetError(f"the dataset {target} cannot be written: {error}. The old one is unchanged.") from error


def _is_text(path: Path) -> bool:
    return _shown(path) == str(path)


def _shown(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "replace")


def recover(target: Path) -> None:
    """Put right what a killed build left behind. Only for holders of the lock."""
    aside = _aside(target)
    if aside.is_dir():
        if target.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(target)
    for stale in left_over(target, "building", r"\d+"):
        shutil.rmtree(stale)


def left_over(target: Path, kind: str, end: str) -> list[Path]:
    """Folders of a dataset's builds that are dead: `.<name>.<kind>-<end>` and no name that is longer."""
    name = re.compile(rf"\.{re.escape(target.name)}\.{kind}-{end}")
    return sorted(path for path in target.parent.iterdir() if name.fullmatch(path.name))


def unchanged(target: Path, seal: str) -> Mapping[str, object] | None:
    """What `run.json` of the dataset says, if a build with this seal has written it and no file has changed since."""
    if not target.is_dir():
        return None
    return sealed_run(target, seal, (name for name in _files(target) if not _is_litter(name)))


def is_dataset(folder: Path) -> bool:
    """Whether the folder holds a dataset of ours."""
    try:
        described = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(described, dict) and described.get("generator") == GENERATOR


def _fill(
    folder: Path,
    merged: Merged,
    run: Mapping[str, object],
    extra: Callable[[Path], None] | None,
    early: Callable[[Path], object],
) -> None:
    known = write_tables(folder, merged, DATABASE, WORKBOOK, early)
    write_descriptor(folder, known)
    if extra:
        extra(folder)
    written = _files(folder)
    listed = {FILES: sorted({*written, RUN}), HASHES: hashes_of(folder, written, known)}
    text = json.dumps({**run, **listed}, indent=2, ensure_ascii=False) + "\n"
    (folder / RUN).write_text(text, encoding="utf-8", newline="\n")


def _check_replaceable(target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise DatasetError(f"{target} is a file: name a folder for the dataset.")
    found = set(_files(target))
    if not found and not any(target.iterdir()):
        return
    if not is_dataset(target):
        raise DatasetError(f"{target} holds something other than a dataset: name a new or an empty folder.")
    strange = sorted(name for name in found - _listed(target) if not _is_litter(name))
    if strange:
        shown = ", ".join(strange[:3]) + (", ..." if len(strange) > 3 else "")
        raise DatasetError(
            f"{target} holds files that no build has written ({shown}) and that would be lost: move them elsewhere."
        )


def _listed(folder: Path) -> set[str]:
    try:
        run = json.loads((folder / RUN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    files = run.get(FILES) if isinstance(run, dict) else None
    return set(map(str, files)) if isinstance(files, list) else set()


def _is_litter(name: str) -> bool:
    last = name.rsplit("/", 1)[-1]
    return last in _LITTER or last.startswith(_LITTER_STARTS)


def _files(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()]


def _swap(building: Path, target: Path) -> None:
    _make_durable(building)
    if target.exists() and exchange(building, target):
        _sync(target.parent)
        shutil.rmtree(building, ignore_errors=True)
        return
    aside = _aside(target)
    try:
        if target.exists():
            target.rename(aside)
        building.rename(target)
    finally:
        if aside.exists() and not target.exists():
            aside.rename(target)
    _sync(target.parent)
    shutil.rmtree(aside, ignore_errors=True)


def _make_durable(folder: Path) -> None:
    for path in (*sorted(folder.rglob("*")), folder):
        _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")
