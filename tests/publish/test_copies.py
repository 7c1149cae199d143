"""Database, Parquet files and workbook are compared with the CSV files, value by value."""

from pathlib import Path

import duckdb
import openpyxl
import pytest

from publish.copies import differing_copies
from publish.release import write_release
from records import Dataset


@pytest.fixture
def folder(dataset: Dataset, tmp_path: Path) -> Path:
    """A dataset with a row in every table, as a build writes it."""
    return write_release(dataset, tmp_path / "ds", {})


def test_what_a_build_writes_agrees(folder: Path) -> None:
    """Dates, truths, numbers, formulas, line breaks and control characters are the same in every form."""
    assert differing_copies(folder) == ()


def test_a_changed_number_in_the_database_is_found(folder: Path) -> None:
    """The same count of rows, another value."""
    with duckdb.connect(str(folder / "kpi.duckdb")) as database:
        database.execute("UPDATE series SET value = value + 1")
    assert differing_copies(folder) == ("kpi.duckdb: series holds other values than series.csv",)


def test_a_lost_row_is_found(folder: Path) -> None:
    """Rows are counted."""
    with duckdb.connect(str(folder / "kpi.duckdb")) as database:
        database.execute("DELETE FROM documents")
    (told,) = differing_copies(folder)
    assert told.startswith("kpi.duckdb: documents holds 0 rows, documents.csv holds ")


def test_a_changed_cell_of_the_workbook_is_found(folder: Path) -> None:
    """A workbook that another program has written is read as well."""
    book = openpyxl.load_workbook(folder / "kpi.xlsx")
    book["observations"].cell(row=2, column=3).value = "another.txt"
    book.save(folder / "kpi.xlsx")
    assert differing_copies(folder) == ("kpi.xlsx: observations holds other values than observations.csv",)


@pytest.mark.parametrize(
    ("name", "told"),
    [("kpi.duckdb", "kpi.duckdb: "), ("kpi.xlsx", "kpi.xlsx: cannot"), ("areas.parquet", "areas.parq")],
)
def test_broken_and_missing_files_are_named(folder: Path, name: str, told: str) -> None:
    """A file that cannot be read is a finding, not the end of the check."""
    (folder / name).write_bytes(b"nothing")
    assert differing_copies(folder) and all(text.startswith(told) for text in differing_copies(folder))
    (folder / name).unlink()
    assert differing_copies(folder) and all(text.startswith(told) for text in differing_copies(folder))


def test_a_short_change_of_order_is_none(folder: Path) -> None:
    """The checksum does not depend on the order of rows."""
    with duckdb.connect(str(folder / "kpi.duckdb")) as database:
        database.execute("CREATE TABLE turned AS SELECT * FROM targets ORDER BY rowid DESC")
        database.execute("DROP TABLE targets")
        database.execute("ALTER TABLE turned RENAME TO targets")
    assert differing_copies(folder) == ()
