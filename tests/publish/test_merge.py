"""Pieces into a release: what is done beside the database's work, and what becomes of it where something fails."""

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

import duckdb
import pytest

from publish import duckdbfile, integrity, merge, parquet
from publish.columns import LINEAGE, OBSERVATIONS, TABLES
from publish.datapackage import file_hash
from publish.duckdbfile import Scratch
from publish.entries import PIECED, Records, entries_of
from publish.merge import Merged, write_tables
from publish.pieces import PieceFiles, write_piece
from publish.tables import all_rows
from records import Dataset, Finding


def pieces_of(dataset: Dataset, tmp_path: Path, parts: int) -> Merged:
    """The dataset in so many pieces whose entries mingle, its small tables as rows."""
    records = Records(
        observations=dataset.observations,
        series=dataset.series,
        targets=dataset.targets,
        summaries=dataset.summaries,
        findings=dataset.findings,
        reviews=[(("0",), review) for review in dataset.reviews],
    )
    scratch = Scratch()
    pieces: dict[str, list[PieceFiles]] = {}
    for table in PIECED:
        entries = sorted(entries_of(records)[table.name], key=lambda entry: entry.key)
        for part in range(min(parts, len(entries))):
            kinds = ("lines", "index", "piece")
            files = PieceFiles(*(tmp_path / f"{table.name}{parts}{part}.{kind}" for kind in kinds))
            write_piece(table, entries[part::parts], files, scratch)
            pieces.setdefault(table.name, []).append(files)
    scratch.close()
    names = {table.name for table in PIECED}
    return Merged(pieces, {name: rows for name, rows in all_rows(dataset).items() if name not in names})


@pytest.fixture
def merged(dataset: Dataset, tmp_path: Path) -> Merged:
    """The dataset in one piece."""
    return pieces_of(dataset, tmp_path, 1)


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

    def write_parquet(database: Any, table: Any, path: Path, *, query: str = "", patient: bool = True) -> bool:
        asked.append(patient)
        return patient and parquet.write_parquet(database, table, path, query=query)

    monkeypatch.setattr(merge, "write_parquet", write_parquet)
    again = folder.parent / "again"
    again.mkdir()
    write_tables(again, merged, "kpi.duckdb", "kpi.xlsx")
    assert {path.name: file_hash(path) for path in again.glob("*.parquet")} == expected
    assert sorted(asked) == [False] * len(expected) + [True] * len(expected)


def threads_at_work() -> bool:
    """Whether tables are being written by any thread."""
    return any(
        frame.f_code.co_name in ("_take", "_copy") for top in sys._current_frames().values() for frame in up(top)
    )


def up(frame: FrameType | None) -> Iterator[FrameType]:
    """A frame and those that called it."""
    while frame is not None:
        yield frame
        frame = frame.f_back


@pytest.mark.parametrize("short", [duckdb.OutOfMemoryException, duckdb.TransactionException])
@pytest.mark.parametrize("parts", [1, 3])
def test_what_memory_does_not_allow_beside_is_taken_in_afterwards(
    dataset: Dataset, folder: Path, monkeypatch: pytest.MonkeyPatch, parts: int, short: type[Exception]
) -> None:
    """The same tables come out, in their order; Parquet files are written once the rows are there."""
    merged = pieces_of(dataset, folder.parent, parts)
    told = write_tables(folder, merged, "kpi.duckdb", "kpi.xlsx")
    asked = []

    def insert_in_order(*words: Any, patient: bool = True) -> None:
        asked.append(patient)
        if not patient:
            raise short("too little")
        assert not threads_at_work(), "nothing else may need memory now"
        duckdbfile.insert_in_order(*words)

    monkeypatch.setattr(merge, "insert_in_order", insert_in_order)
    again = folder.parent / "again"
    again.mkdir()
    assert write_tables(again, merged, "kpi.duckdb", "kpi.xlsx") == told
    held = sum(table.database for table in PIECED)
    assert sorted(asked) == [False] * held + [True] * held
    for path in folder.glob("*.parquet"):
        assert file_hash(path) == file_hash(again / path.name)
    assert rows_of(folder) == rows_of(again)
    assert set(rows_of(folder)) == {table.name for table in TABLES} - {"lineage"}


def rows_of(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of a database, in their order."""
    with duckdb.connect(str(folder / "kpi.duckdb"), read_only=True) as database:
        names = [name for (name,) in database.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {name: database.execute(f'FROM "{name}"').fetchall() for name in names}


def test_what_memory_does_not_allow_beside_is_looked_through_afterwards(
    merged: Merged, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With patience, when the Parquet files are written."""
    asked: list[tuple[bool, bool]] = []

    def breaches(database: Any, sound: Any, *, patient: bool = True) -> tuple[Finding, ...]:
        asked.append((patient, (folder / "lineage.parquet").is_file()))
        if not patient:
            raise duckdb.OutOfMemoryException("too little")
        return integrity.breaches(database, sound)

    monkeypatch.setattr(merge, "breaches", breaches)
    write_tables(folder, merged, "kpi.duckdb", "kpi.xlsx")
    assert [patient for patient, _ in asked] == [False, True]
    assert asked[-1] == (True, True)


def test_steps_that_pieces_vouch_for_are_not_looked_through(
    dataset: Dataset, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All others are; those of pieces that do not vouch are, too."""
    merged = replace(pieces_of(dataset, folder.parent, 1), sound=frozenset({"lineage"}))
    asked = []

    def key_breaches(database: Any, table: Any, patient: bool) -> list[Finding]:
        asked.append(table)
        return []

    monkeypatch.setattr(integrity, "_key_breaches", key_breaches)
    write_tables(folder, merged, "kpi.duckdb", "kpi.xlsx")
    assert asked == [table for table in TABLES if table is not LINEAGE]
    asked.clear()
    again = folder.parent / "again"
    again.mkdir()
    write_tables(again, replace(merged, sound=frozenset()), "kpi.duckdb", "kpi.xlsx")
    assert asked == list(TABLES)


@pytest.mark.parametrize("parts", [1, 3])
def test_steps_of_two_pieces_with_one_key_are_an_issue(dataset: Dataset, folder: Path, parts: int) -> None:
    """Though the database does not hold them."""
    merged = pieces_of(dataset, folder.parent, parts)
    twice = {**merged.pieces, "lineage": [*merged.pieces["lineage"], merged.pieces["lineage"][0]]}
    write_tables(folder, replace(merged, pieces=twice), "kpi.duckdb", "kpi.xlsx")
    issues = (folder / "issues.csv").read_text(encoding="utf-8")
    assert "lineage: more than one row has the same observation_id + step" in issues
    assert "broken_reference" not in issues


def test_pieces_that_mingle_give_the_same_files(dataset: Dataset, merged: Merged, folder: Path) -> None:
    """Whole pieces one behind the other, or entry by entry."""
    told = write_tables(folder, merged, "kpi.duckdb", "kpi.xlsx")
    again = folder.parent / "again"
    again.mkdir()
    assert write_tables(again, pieces_of(dataset, folder.parent, 3), "kpi.duckdb", "kpi.xlsx") == told
    for path in folder.glob("*.parquet"):
        assert file_hash(path) == file_hash(again / path.name)


@pytest.mark.parametrize("parts", [1, 3])
def test_a_piece_that_is_cut_short_ends_all(dataset: Dataset, folder: Path, parts: int) -> None:
    """It is an error; lines that nobody needs any more are not put together."""
    merged = pieces_of(dataset, folder.parent, parts)
    lines = merged.pieces[OBSERVATIONS.name][-1].csv
    lines.write_bytes(lines.read_bytes()[:-1])
    with pytest.raises(OSError, match="cut short"):
        write_tables(folder, merged, "kpi.duckdb", "kpi.xlsx")


def test_what_fails_in_the_database_stops_what_is_beside(
    merged: Merged, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error is the database's own."""

    def breaches(*_: object, patient: bool = True) -> None:
        raise duckdb.BinderException(f"broken {patient}")

    monkeypatch.setattr(merge, "breaches", breaches)
    with pytest.raises(duckdb.BinderException, match="broken"):
        write_tables(folder, merged, "kpi.duckdb", "kpi.xlsx")
