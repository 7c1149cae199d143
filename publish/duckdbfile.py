"""`kpi.duckdb`: all tables in one file that any DuckDB opens, with the descriptions of tables and columns as comments.

Rows go in as arrays of Python values, a column each, a batch at a time: no text is written out and parsed again on the
way, so there is nothing to quote and nothing to guess. Two builds give equal tables with equal order of rows, not equal
bytes: the engine lays its pages out as it likes.
"""

import errno
import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from errors import DatasetError
from publish.schema import Column, ColumnType, Table
from publish.tables import Row, Value

if TYPE_CHECKING:
    import numpy as np
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    Database = DuckDBPyConnection

Given = TypeVar("Given")
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
# What does not fit is sorted and joined on the disk; what cannot be done within a limit is tried again with the next.
_LIMITS = ("256MB", "512MB", "1GB")
_BOUNDS: dict[str, str | bool | int | float | list[str]] = {"memory_limit": _LIMITS[0]}
_PATTERN = re.compile(r"[*?\[]")  # what the engine takes for a pattern of names
_BATCH = 20_000
_ROW_GROUP = 30_720
"""Rows of a Parquet file that are put together in memory: of wide tables, a quarter of the engine's own size still fits
into the first limit."""
_GIVEN = "given_rows"


@contextmanager
def new_database(path: Path, spill: Path) -> Iterator["DuckDBPyConnection"]:
    """A new database file, open for writing; what does not fit into memory meanwhile goes to the folder `spill`.
    Raises DatasetError where the disk does not take what is written, or memory is not enough."""
    import duckdb

    try:
        with duckdb.connect(str(path), config={**_SETTINGS, **_BOUNDS, "temp_directory": str(spill)}) as database:
            yield database
    except duckdb.IOException as error:
        raise DatasetError(f"{path} cannot be written: {error}. Free some space or choose another folder.") from error
    except duckdb.InvalidInputException as error:  # a file of the cache that was damaged a moment ago
        raise DatasetError(f"{path} cannot be written: {error}. Build again.") from error
    except (duckdb.OutOfMemoryException, duckdb.TransactionException) as error:
        raise DatasetError(
            f"{path} cannot be written in {_LIMITS[-1]} of memory: build fewer papers at once."
        ) from error


def load_database() -> None:
    """Load the engine and what hands rows to it, before there are any."""
    import duckdb  # noqa: F401
    import numpy  # noqa: F401


class Scratch:
    """A database in memory, opened when it is first needed, with which rows are written to Parquet files."""

    def __init__(self) -> None:
        self._database: DuckDBPyConnection | None = None

    def write_parquet(self, table: Table, rows: Sequence[Row], more: Mapping[Column, "array[int]"], path: Path) -> None:
        """Write rows, with columns of numbers (64 bits, signed) behind theirs, to a file without descriptions. Raises
        OSError where the disk does not take it."""
        import duckdb

        try:
            if self._database is None:
                self._database = duckdb.connect(config=_SETTINGS)
            self._database.execute(_creation(replace(table, columns=(*table.columns, *more))))
            insert_rows(self._database, table, rows, more)
            self._database.execute(copy_command(quoted(table.name), path))
            self._database.execute(f"DROP TABLE {quoted(table.name)}")
        except BaseException as error:
            self.close()  # with what is half made in it
            if isinstance(error, duckdb.IOException):
                raise OSError(errno.EIO, str(error)) from error
            raise

    def close(self) -> None:
        """Give the memory back."""
        if self._database is not None:
            self._database.close()
            self._database = None


def copy_command(rows: str, path: Path, more: str = "") -> str:
    """The command that writes the rows of a table, or of a query in brackets, to a Parquet file. Compression and the
    size of row groups are fixed, so that the same rows give the same bytes."""
    options = f"FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE {_ROW_GROUP}{more}"
    return f"COPY {rows} TO {literal(str(path))} ({options})"


def write_table(database: "DuckDBPyConnection", table: Table, rows: Sequence[Row]) -> None:
    """Create a table with its comments and its rows."""
    create_table(database, table)
    insert_rows(database, table, rows)


def insert_rows(
    database: "DuckDBPyConnection", table: Table, rows: Sequence[Row], more: Mapping[Column, "array[int]"] | None = None
) -> None:
    """Fill a table with rows; `more` are columns of numbers (64 bits, signed) behind theirs."""
    import duckdb
    import numpy as np

    numbers = {column: np.frombuffer(values, dtype=np.int64) for column, values in (more or {}).items()}
    name, typed = quoted(table.name), _typed((*table.columns, *numbers))
    database.begin()
    try:
        for start in range(0, len(rows), _BATCH):
            columns = zip(*rows[start : start + _BATCH], strict=True)
            given = zip(table.columns, columns, strict=True)
            cells: dict[str, NDArray[Any]] = {column.name: _values(column, values) for column, values in given}
            cells |= {column.name: values[start : start + _BATCH] for column, values in numbers.items()}
            database.register(_GIVEN, cells)
            database.execute(f"INSERT INTO {name} SELECT {typed} FROM {_GIVEN}")  # noqa: S608  names of our own columns
            database.unregister(_GIVEN)
        database.commit()
    except BaseException:
        with suppress(duckdb.Error):  # a commit that failed is rolled back
            database.rollback()
        raise


def create_table(database: "DuckDBPyConnection", table: Table, *, passing: bool = False) -> None:
    """Create a table with its comments and no rows; a passing one is this connection's alone, and goes with it."""
    name = quoted(table.name)
    if passing:
        database.execute(_creation(table, "TEMP TABLE"))
        return
    commands = [_creation(table), f"COMMENT ON TABLE {name} IS {literal(table.description)}"]
    commands += [
        f"COMMENT ON COLUMN {name}.{quoted(column.name)} IS {literal(column.description)}" for column in table.columns
    ]
    database.execute("; ".join(("BEGIN", *commands, "COMMIT")))


def insert_in_order(
    database: "DuckDBPyConnection",
    table: Table,
    files: Sequence[Path],
    ranks: "array[int] | None",
    *,
    patient: bool = True,
) -> None:
    """Fill a table from Parquet files in the order of `rows_of_files`. Sorting uses the disk where memory is short. Who
    is not patient gets the engine's `OutOfMemoryException` where that is not enough."""
    if files:
        with rows_of_files(database, table, files, ranks) as query:
            executed(database, f"INSERT INTO {quoted(table.name)} {query}", patient=patient)


@contextmanager
def rows_of_files(
    database: "DuckDBPyConnection", table: Table, files: Sequence[Path], ranks: "array[int] | None" = None
) -> Iterator[str]:
    """A query for the rows of a table in Parquet files, of which there is at least one: in the order of the files where
    `ranks` is None, else in that of entries and the rows in them. `ranks` holds the hashes of all entries
    (`entry_hash`, 64 bits, signed) in their order."""
    listed = "[" + ", ".join(literal(_PATTERN.sub(r"[\g<0>]", str(path))) for path in files) + "]"
    query = f"SELECT {_typed(table.columns)} FROM read_parquet({listed})"  # noqa: S608 (our names)
    if ranks is None:
        yield query
        return
    import numpy as np

    given = {"entry": np.frombuffer(ranks, dtype=np.int64), "place": np.arange(len(ranks), dtype=np.int64)}
    database.register(_GIVEN, given)
    try:
        yield f"{query} JOIN {_GIVEN} ON entry_hash = entry ORDER BY place, entry_row"
    finally:
        database.unregister(_GIVEN)


def show_rows(database: "DuckDBPyConnection", table: Table, files: Sequence[Path]) -> None:
    """Let queries of this connection find the rows of Parquet files as a table; nothing of it is kept."""
    with rows_of_files(database, table, files) as query:
        database.execute(f"CREATE TEMP VIEW {quoted(table.name)} AS {query}")


def executed(database: "DuckDBPyConnection", query: str, *, patient: bool) -> "DuckDBPyConnection":
    """Execute a query. Who is not patient gets the engine's `OutOfMemoryException` where memory is short."""
    return within_memory(database, query) if patient else database.execute(query)


def within_memory(database: "DuckDBPyConnection", query: str) -> "DuckDBPyConnection":
    """Execute a query in as little memory as it can be done with: most of what a dataset needs, however large, is done
    in very little."""
    return with_patience(database, lambda: database.execute(query))


def with_patience(database: "DuckDBPyConnection", work: Callable[[], Given]) -> Given:
    """What work gives that can be repeated, with more memory each time. A commit for which memory is short fails as a
    transaction."""
    import duckdb

    for limit in _LIMITS[1:]:
        try:
            return work()
        except (duckdb.OutOfMemoryException, duckdb.TransactionException):
            database.execute(f"SET memory_limit = '{limit}'")
    return work()


def if_memory_allows(work: Callable[[], Given]) -> Given | None:
    """What work without patience gives, None where memory is short."""
    import duckdb

    try:
        return work()
    except (duckdb.OutOfMemoryException, duckdb.TransactionException):
        return None


def drop_table(database: "DuckDBPyConnection", table: Table) -> None:
    """Take a table away."""
    database.execute(f"DROP TABLE {quoted(table.name)}")


def row_count(database: "DuckDBPyConnection", table: Table) -> int:
    """How many rows a table has."""
    ((count,),) = database.execute(f"SELECT count(*) FROM {quoted(table.name)}").fetchall()  # noqa: S608 (our names)
    return int(count)


def stored_rows(database: "DuckDBPyConnection", table: Table) -> Iterator[Row]:
    """The rows of a table, in their order."""
    yield from _fetched(database.execute(f"SELECT * FROM {quoted(table.name)}"))  # noqa: S608 (our names)


def rows_said(database: "DuckDBPyConnection", query: str, *, patient: bool = True) -> list[Row]:
    """What a query gives. Who is not patient gets the engine's `OutOfMemoryException` where memory is short."""
    return executed(database, query, patient=patient).fetchall()


def rows_in(path: Path, queries: Sequence[str]) -> list[list[Row]]:
    """What each query gives in a database file, which it cannot change."""
    import duckdb

    with duckdb.connect(str(path), read_only=True, config={**_SETTINGS, **_BOUNDS}) as database:
        return [rows_said(database, query) for query in queries]


def _creation(table: Table, kind: str = "TABLE") -> str:
    defined = ", ".join(f"{quoted(column.name)} {_TYPES[column.type]}" for column in table.columns)
    return f"CREATE {kind} {quoted(table.name)} ({defined})"


def _typed(columns: Iterable[Column]) -> str:
    return ", ".join(f"{quoted(column.name)}::{_TYPES[column.type]} AS {quoted(column.name)}" for column in columns)


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
