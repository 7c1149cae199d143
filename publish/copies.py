"""Whether the database, the Parquet files and the workbook still hold what the CSV files hold: rows and a checksum.

The descriptor's hashes watch over the CSV files alone. The checksum of a table is the sum of the hashes of its rows
in one canonical form, so the order of rows does not matter; numbers count as far as a workbook keeps them.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from errors import DatasetError
from publish.columns import TABLES
from publish.duckdbfile import read_parquet_rows, read_rows
from publish.reading import read_table
from publish.release import DATABASE, WORKBOOK
from publish.schema import ColumnType, Table
from publish.tables import Value
from publish.xlsx import fit, fitting
from publish.xlsx_reading import read_workbook

_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class _Sum:
    """Rows of a table and the sum of their hashes."""

    rows: int
    total: int


def differing_copies(folder: Path) -> tuple[str, ...]:
    """What is wrong with the copies of the tables, a sentence for each. Raises DatasetError for what is no dataset."""
    told: list[str] = []
    sheets = _sheets(folder, told)
    in_sheets: dict[Table, _Sum] = {}
    for table in TABLES:
        try:
            plain = [list(row.values()) for row in read_table(folder, table)]
        except DatasetError as error:  # a CSV file that somebody changed
            told.append(str(error))
            continue
        expected = _sum_of(table, plain, _from_csv)
        if table.database:
            told += _compare(DATABASE, table, expected, partial(read_rows, folder / DATABASE, table), _from_value)
        if table.parquet:
            path = folder / f"{table.name}.parquet"
            told += _compare(path.name, table, expected, partial(read_parquet_rows, path), _from_value)
        if table.sheet and sheets is not None:
            in_sheets[table] = _sum_of(table, plain, _from_csv_fitted)
    held = fitting({table: fitted.rows for table, fitted in in_sheets.items()})
    for table, fitted in in_sheets.items():
        if table in held and sheets is not None:
            told += _compare(WORKBOOK, table, fitted, partial(sheets.__getitem__, table.name), _from_sheet)
    return tuple(dict.fromkeys(told))


def _sheets(folder: Path, told: list[str]) -> dict[str, list[list[str]]] | None:
    try:
        return read_workbook(folder / WORKBOOK, {table.name: table.names for table in TABLES if table.sheet})
    except DatasetError as error:
        told.append(str(error))
        return None


def _compare(
    name: str,
    table: Table,
    expected: _Sum,
    read: Callable[[], Iterable[Sequence[Value]]],
    form: Callable[[ColumnType, Value], str],
) -> Iterator[str]:
    try:
        found = _sum_of(table, read(), form)
    except DatasetError as error:
        yield str(error)
        return
    except (ValueError, OverflowError):
        yield f"{name}: {table.name} holds cells of another kind than {table.name}.csv"
        return
    if found.rows != expected.rows:
        yield f"{name}: {table.name} holds {found.rows} rows, {table.name}.csv holds {expected.rows}"
    elif found != expected:
        yield f"{name}: {table.name} holds other values than {table.name}.csv"


def _sum_of(table: Table, rows: Iterable[Sequence[Value]], form: Callable[[ColumnType, Value], str]) -> _Sum:
    kinds = [column.type for column in table.columns]
    count = total = 0
    for row in rows:
        cells = "\x1f".join(form(kind, cell) for kind, cell in zip(kinds, row, strict=True))
        digest = hashlib.blake2b(cells.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        count, total = count + 1, total + int.from_bytes(digest, "big")
    return _Sum(count, total)


def _number(text: str) -> str:
    return f"{float(text):.15g}" if text else ""


def _from_csv(kind: ColumnType, cell: Value) -> str:
    return _number(str(cell)) if kind == "number" else str(cell)


def _from_csv_fitted(kind: ColumnType, cell: Value) -> str:
    return fit(str(cell)) if kind == "string" else _from_csv(kind, cell)


def _from_value(kind: ColumnType, cell: Value) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return _number(str(cell)) if kind == "number" else str(cell)


def _from_sheet(kind: ColumnType, cell: Value) -> str:
    """A cell of a workbook: days are numbers there, truths 0 and 1."""
    text = str(cell)
    if not text or kind == "string":
        return text
    if kind == "date":
        return text if "-" in text else (_EPOCH + timedelta(days=int(float(text)))).isoformat()
    if kind == "boolean":
        return {"1": "true", "0": "false"}.get(text, text)
    return _number(text) if kind == "number" else str(int(float(text)))
