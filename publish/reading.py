"""Reading a published dataset back, for the commands that look at one."""

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from errors import DatasetError
from publish import columns
from publish.csvfile import unprotect
from publish.datapackage import NAME as DESCRIPTOR
from publish.datapackage import file_hash
from publish.release import is_dataset
from publish.schema import Table

Record = dict[str, str]
"""A row by the names of its columns. Texts are as they were printed, other cells as CSV writes them, "" is empty."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a dataset folder says about its observations. `lineage` holds the steps of each observation, in order."""

    folder: Path
    observations: tuple[Record, ...]
    lineage: dict[str, tuple[Record, ...]]


def read_dataset(folder: Path) -> Published:
    """Observations and their lineage. Raises DatasetError where the folder is no dataset of this version."""
    steps: dict[str, list[Record]] = {}
    for step in read_table(folder, columns.LINEAGE):
        steps.setdefault(step["observation_id"], []).append(step)
    observations = tuple(read_table(folder, columns.OBSERVATIONS))
    return Published(folder, observations, {key: tuple(taken) for key, taken in steps.items()})


def read_table(folder: Path, table: Table) -> Iterator[Record]:
    """Rows of one table, one after the other. Raises DatasetError where the folder is no dataset of this version."""
    if not is_dataset(folder):
        raise DatasetError(_missing(folder))
    path = folder / f"{table.name}.csv"
    texts = [column.type == "string" for column in table.columns]
    csv.field_size_limit(sys.maxsize)  # a printed text has no greatest length
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            if tuple(next(reader, ())) != table.names:
                raise DatasetError(
                    f"{path} does not have the columns that this version writes: build the dataset again."
                )
            for cells in reader:
                yield dict(zip(table.names, _read(cells, texts, path, reader.line_num), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DatasetError(f"{path} cannot be read ({error}): build the dataset again.") from error


def changed_files(folder: Path) -> tuple[str, ...]:
    """CSV files that are gone or no longer what the build wrote, by the hashes of the dataset's own descriptor."""
    if not is_dataset(folder):
        raise DatasetError(_missing(folder))
    described = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    written = {resource["path"]: resource["hash"] for resource in described["resources"]}
    return tuple(
        name for name, was in written.items() if not (folder / name).is_file() or file_hash(folder / name) != was
    )


def _read(cells: list[str], texts: list[bool], path: Path, line: int) -> list[str]:
    if len(cells) != len(texts):
        raise DatasetError(
            f"{path}, line {line}: {len(cells)} cells in place of {len(texts)}: build the dataset again."
        )
    return [unprotect(cell) if is_text else cell for cell, is_text in zip(cells, texts, strict=True)]


def _missing(folder: Path) -> str:
    aside = folder.resolve().with_name(f".{folder.resolve().name}.old")
    if not folder.exists() and aside.is_dir():
        return f"{folder} was being replaced when its build was killed: build it again, or rename {aside} to it."
    lacks = "descriptor of ours" if folder.exists() else "folder"
    return f"{folder} is no dataset (it has no {lacks}): build one first."
