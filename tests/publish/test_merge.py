"""Pieces into a release: what is done beside the database's work, and what becomes of it where something fails."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from publish import merge, parquet
from publish.columns import OBSERVATIONS, TABLES
from publish.datapackage import file_hash
from publish.duckdbfile import Scratch
from publish.entries import PIECED, Records, entries_of
from publish.merge import Merged, write_tables
from publish.pieces import Lines, PieceFiles, write_piece
from publish.tables import all_rows
from records import Dataset


@pytest.fixture
def merged(dataset: Dataset, tmp_path: Path) -> Merged:
    """The dataset in one piece, its small tables as rows."""
    records = Records(
        observations=dataset.observations,
        series=dataset.series,
        targets=dataset.targets,
        summaries=dataset.summaries,
        findings=dataset.findings,
        reviews=[(("0",), review) for review in dataset.reviews],
    )
    scratch = Scratch()
    pieces = {}
    for table in PIECED:
        entries = entries_of(records)[table.name]
        files = PieceFiles(*(tmp_path / f"{table.name}.{kind}" for kind in ("lines", "index", "piece")))
        if entries:
            write_piece(table, entries, files, scratch)
            pieces[table.name] = [files]
    scratch.close()
    names = {table.name for table in PIECED}
    return Merged(pieces, {name: rows for name, rows in all_rows(dataset).items() if name not in names})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the tables go."""
    (tmp_path / "tables").mkdir()
    return tmp_path / "tables"


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    before = threading.active_count()
    yield
    assert threading.active_count() == before


def test_hashes_are_those_of_the_files(merged: Merged, folder: Path) -> None:
    """Each CSV file with its own."""
    told = write_tables(folder, merged, "kpi.duckdb", "kpi.xlsx")
    assert told == {f"{table.name}.csv": file_hash(folder / f"{table.name}.csv") for table in TABLES}


def test_what_memory_does_not_allow_beside_is_written_afterwards(
    merged: Merged, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same files come out."""
    write_tables(folder, merged, "kpi.duckdb", "kpi.xlsx")
    expected = {path.name: file_hash(path) for path in folder.glob("*.parquet")}
    asked = []

    def write_parquet(database: Any, table: Any, path: Path, *, patient: bool = True) -> bool:
        asked.append(patient)
        return patient and parquet.write_parquet(database, table, path)

    monkeypatch.setattr(merge, "write_parquet", write_parquet)
    again = folder.parent / "again"
    again.mkdir()
    write_tables(again, merged, "kpi.duckdb", "kpi.xlsx")
    assert {path.name: file_hash(path) for path in again.glob("*.parquet")} == expected
    assert sorted(asked) == [False] * len(expected) + [True] * len(expected)


def test_what_fails_beside_ends_all(merged: Merged, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A piece that is cut short is an error; lines that nobody needs any more are not put together."""
    real = Lines.next

    def following(lines: Lines, size: int) -> bytes:
        if lines._path.stem == OBSERVATIONS.name:
            raise OSError("cut short")
        return real(lines, size)

    monkeypatch.setattr(Lines, "next", following)
    with pytest.raises(OSError, match="cut short"):
        write_tables(folder, merged, "kpi.duckdb", "kpi.xlsx")


def test_what_fails_in_the_database_stops_what_is_beside(
    merged: Merged, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error is the database's own."""

    def breaches(_: object) -> None:
        raise duckdb.BinderException("broken")

    monkeypatch.setattr(merge, "breaches", breaches)
    with pytest.raises(duckdb.BinderException, match="broken"):
        write_tables(folder, merged, "kpi.duckdb", "kpi.xlsx")
