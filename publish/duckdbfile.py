"""`kpi.duckdb`: all tables in one file that any DuckDB opens, with the descriptions of tables and columns as comments.

Rows go in as arrays of Python values, a column each, a batch at a time: no text is written out and parsed again on the
way, so there is nothing to quote and nothing to guess. Two builds give equal tables with equal order of rows, not equal
bytes: the engine lays its pages out as it likes.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from errors import DatasetError
from publish.schema import Column, ColumnType, Table
from publish.tables import Row, Value

if TYPE_CHECKING:
    import numpy as np
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

_TYPES: Mapping[ColumnType, str] = {
    "string": "VARCHAR",
    "integer": "INTEGER",
    "long": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}

# One thread keeps the order of rows and the bytes of Parquet files the same everywhere, and for tables of this size
# starting more costs more than it saves. Nothing is ever fetched from a network.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # Without this a column that happens to have no empty cell is written as one that cannot have any.
    "disabled_optimizers": "statistics_propagation",
    # All values of a batch are looked at to tell the type of a column, not a sample: the rest may be empty.
    "pandas_analyze_sample": 1_000_000,
}
_BATCH = 20_000
_GIVEN = "given_rows"


@contextmanager
def new_database(path: Path) -> Iterator["DuckDBPyConnection"]:
    """A new database file, open for writing. Raises DatasetError where the disk does not take what is written."""
    import duckdb

    try:
        with duckdb.connect(str(path), config=_SETTINGS) as database:
            yield database
    except duckdb.IOException as error:
        raise DatasetError(f"{path} cannot be written: {error}. Free some space or choose another folder.") from error


def write_table(database: "DuckDBPyConnection", table: Table, rows: Sequence[Row]) -> None:
    """Create a table with its comments and its rows."""
    name = quoted(table.name)
    defined = ", ".join(f"{quoted(column.name)} {_TYPES[column.type]}" for column in table.columns)
    database.execute(f"CREATE TABLE {name} ({defined})")
    database.execute(f"COMMENT ON TABLE {name} IS {literal(table.description)}")
    for column in table.columns:
        database.execute(f"COMMENT ON COLUMN {name}.{quoted(column.name)} IS {literal(column.description)}")
    typed = ", ".join(f"{quoted(column.name)}::{_TYPES[column.type]}" for column in table.columns)
    database.begin()
    for start in range(0, len(rows), _BATCH):
        columns = zip(*rows[start : start + _BATCH], strict=True)
        cells = {c.name: _values(c, values) for c, values in zip(table.columns, columns, strict=True)}
        database.register(_GIVEN, cells)
        database.execute(f"INSERT INTO {name} SELECT {typed} FROM {_GIVEN}")  # noqa: S608  names of our own columns
        database.unregister(_GIVEN)
    database.commit()


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _values(column: Column, values: Sequence[Value]) -> "NDArray[np.object_]":
    import numpy as np

    cells = np.empty(len(values), dtype=object)
    if column.type == "number":
        cells[:] = [None if value is None else float(value) for value in values]  # type: ignore[arg-type]
    else:
        cells[:] = values
    return cells


def read_rows(path: Path, table: Table) -> Iterator[Row]:
    """The rows of a table of a database file. Raises DatasetError where the file or the table cannot be read."""
    import duckdb

    if not path.is_file():
        raise DatasetError(f"{path.name}: is not there")
    names = ", ".join(quoted(name) for name in table.names)
    try:
        with duckdb.connect(str(path), read_only=True) as database:
            yield from _fetched(database.execute(f"SELECT {names} FROM {quoted(table.name)}"))  # noqa: S608 (our names)
    except duckdb.Error as error:
        raise DatasetError(f"{path.name}: {table.name} cannot be read ({str(error).splitlines()[0]})") from error


def read_parquet_rows(path: Path) -> Iterator[Row]:
    """The rows of a Parquet file. Raises DatasetError where it cannot be read."""
    import duckdb

    try:
        with duckdb.connect(config=_SETTINGS) as database:
            yield from _fetched(database.execute("SELECT * FROM read_parquet(?)", [str(path)]))
    except duckdb.Error as error:
        raise DatasetError(f"{path.name}: cannot be read ({str(error).splitlines()[0]})") from error


def _fetched(found: "DuckDBPyConnection") -> Iterator[Row]:
    while rows := found.fetchmany(_BATCH):
        yield from rows
