"""The database and the Parquet files, against the rows they were made from."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from publish import duckdbfile
from publish.columns import OBSERVATIONS, TABLES
from publish.duckdbfile import literal, new_database, quoted, within_memory, write_table
from publish.parquet import write_parquet
from publish.tables import Row, all_rows
from records import Dataset


def _floats(rows: list[Row]) -> list[tuple[object, ...]]:
    return [tuple(float(cell) if isinstance(cell, Decimal) else cell for cell in row) for row in rows]


def _write(folder: Path, rows: dict[str, list[Row]]) -> Path:
    path = folder / "kpi.duckdb"
    with new_database(path, folder / "spill") as database:
        for table in TABLES:
            write_table(database, table, rows[table.name])
            write_parquet(database, table, folder / f"{table.name}.parquet")
    return path


def test_tables_hold_the_rows_in_order(dataset: Dataset, tmp_path: Path) -> None:
    """Every cell comes back as it went in, with no mark on any text."""
    rows = all_rows(dataset)
    with duckdb.connect(str(_write(tmp_path, rows)), read_only=True) as database:
        for table in TABLES:
            assert database.execute(f"FROM {quoted(table.name)}").fetchall() == _floats(rows[table.name])


def test_many_rows_keep_their_order(dataset: Dataset, tmp_path: Path) -> None:
    """Rows go in by batches; none is lost or moved where one batch ends."""
    rows = {**all_rows(dataset), "issues": [(str(n), *"abcdefg", n, *[None] * 5) for n in range(4_501)]}
    with duckdb.connect(str(_write(tmp_path, rows)), read_only=True) as database:
        assert database.execute("FROM issues").fetchall() == rows["issues"]


def test_columns_carry_their_descriptions(dataset: Dataset, tmp_path: Path) -> None:
    """Whoever opens the database can read what a column means."""
    with duckdb.connect(str(_write(tmp_path, all_rows(dataset))), read_only=True) as database:
        found = database.execute(
            "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'observations' ORDER BY column_index"
        ).fetchall()
    assert found == [(column.name, column.description) for column in OBSERVATIONS.columns]


def test_parquet_holds_true_texts_dates_and_numbers(dataset: Dataset, nasty: tuple[str, ...], tmp_path: Path) -> None:
    """Pandas reads the printed texts themselves, 64-bit floats and days."""
    _write(tmp_path, all_rows(dataset))
    frame = pd.read_parquet(tmp_path / "observations.parquet")
    assert tuple(frame.columns) == OBSERVATIONS.names
    assert frame["value_raw"].tolist() == list(nasty)
    assert frame["period_start"].tolist() == [date(2020, 4, 1)] * len(nasty)
    assert str(frame["value"].dtype) == "float64"
    assert frame["section"].isna().all()


def test_the_parquet_schema_does_not_depend_on_the_rows(dataset: Dataset, tmp_path: Path) -> None:
    """A column without gaps has the same type, and may have gaps next time, as one with gaps."""
    full, empty = tmp_path / "full", tmp_path / "empty"
    for folder, content in ((full, dataset), (empty, Dataset())):
        folder.mkdir()
        _write(folder, all_rows(content))
    for table in TABLES:
        schemas = [pq.read_schema(folder / f"{table.name}.parquet") for folder in (full, empty)]
        assert schemas[0].equals(schemas[1])
        assert all(field.nullable for field in schemas[0])


def test_sql_names_and_texts_are_quoted() -> None:
    """Quotes in names and texts are doubled."""
    assert quoted('a"b') == '"a""b"'
    assert literal("it's") == "'it''s'"


def test_a_row_that_does_not_fit_its_column_is_refused(tmp_path: Path) -> None:
    """A bug of an earlier stage is not turned into another number."""
    row: Row = ("i1", *"abcdefg", 2**31, *[None] * 5)
    with pytest.raises(duckdb.ConversionException):
        _write(tmp_path, {**all_rows(Dataset()), "issues": [row]})


def test_what_needs_more_memory_gets_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One step after the other, as far as the last limit; then it is an error."""
    large = "SELECT len(list(number)) FROM range(5000000) numbers(number)"
    little: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": "10MB",
        "temp_directory": str(tmp_path / "spill"),
    }
    monkeypatch.setattr(duckdbfile, "_LIMITS", ("10MB", "20MB", "1GB"))
    with duckdb.connect(config=little) as database:
        with pytest.raises(duckdb.OutOfMemoryException):
            database.execute(large)
        assert within_memory(database, large).fetchall() == [(5_000_000,)]
    monkeypatch.setattr(duckdbfile, "_LIMITS", ("10MB", "20MB"))
    with duckdb.connect(config=little) as database, pytest.raises(duckdb.OutOfMemoryException):
        within_memory(database, large)


@pytest.mark.parametrize("short", [duckdb.OutOfMemoryException, duckdb.TransactionException])
def test_rows_for_which_memory_was_short_go_in_once(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, short: type[Exception]
) -> None:
    """What had gone in before is taken back."""
    rows = all_rows(dataset)["observations"]
    tried: list[object] = []

    class Failing:
        def __init__(self, database: duckdb.DuckDBPyConnection) -> None:
            self._database = database

        def __getattr__(self, name: str) -> object:
            return getattr(self._database, name)

        def commit(self) -> None:
            tried.append(short)
            if len(tried) == 1:
                self._database.rollback()
                raise short("too little")
            self._database.commit()

    with new_database(tmp_path / "kpi.duckdb", tmp_path / "spill") as database:
        duckdbfile.create_table(database, OBSERVATIONS)
        failing: Any = Failing(database)
        duckdbfile.with_patience(database, lambda: duckdbfile.insert_rows(failing, OBSERVATIONS, rows))
        assert duckdbfile.row_count(database, OBSERVATIONS) == len(rows)
    assert len(tried) == 2
