"""Pieces of tables -> the files of a release, in the published order, without holding all rows of a table in memory.

CSV files are put together from the pieces' own lines; the database sorts the pieces' Parquet files into its tables, on
the disk where memory is short, and writes the Parquet files and the workbook from these. Only what goes into the
workbook, which has a limit, is rows in memory.
"""

import heapq
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publish.columns import ISSUES, TABLES
from publish.csvfile import header_of, write_csv
from publish.duckdbfile import (
    create_table,
    drop_table,
    insert_in_order,
    new_database,
    row_count,
    stored_rows,
    write_table,
)
from publish.integrity import breaches
from publish.parquet import write_parquet
from publish.pieces import Key, Lines, PieceFiles, key_hash, read_keys
from publish.schema import Table
from publish.tables import Row, issue_order, issue_rows
from publish.xlsx import fitting, write_workbook

if TYPE_CHECKING:
    from publish.duckdbfile import Database

_BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class Merged:
    """The tables of a release: those in pieces, and those that are small enough to be rows in memory."""

    pieces: Mapping[str, Sequence[PieceFiles]]
    rows: Mapping[str, Sequence[Row]]


def write_tables(folder: Path, merged: Merged, database_name: str, workbook_name: str) -> None:
    """Write all tables in all formats to the folder."""
    with new_database(folder / database_name, spill=folder / ".spill") as database:
        for table in TABLES:
            if table.name in merged.rows:
                write_csv(folder / f"{table.name}.csv", table, merged.rows[table.name])
                write_table(database, table, merged.rows[table.name])
            else:
                _merge(folder, database, table, merged.pieces.get(table.name, ()))
        if broken := breaches(database):
            _add_issues(folder, database, issue_rows(broken))
        for table in TABLES:
            if table.parquet:
                write_parquet(database, table, folder / f"{table.name}.parquet")
        counts = {table: row_count(database, table) for table in TABLES if table.sheet}
        held = fitting(counts)
        sheets = [(table, [*stored_rows(database, table)] if table in held else counts[table]) for table in counts]
        write_workbook(folder / workbook_name, sheets)


def _merge(folder: Path, database: "Database", table: Table, pieces: Sequence[PieceFiles]) -> None:
    create_table(database, table)
    order = array("q")
    visited: list[int] = []
    with (folder / f"{table.name}.csv").open("wb", buffering=_BUFFER) as file:
        file.write(header_of(table))
        lines = [Lines(piece) for piece in pieces]
        for key, number, size in _in_order(pieces):
            file.write(lines[number].next(size))
            order.append(key_hash(key))
            if not visited or visited[-1] != number:
                visited.append(number)
    is_stacked = len(set(visited)) == len(visited)
    files = [pieces[number].parquet for number in (visited if is_stacked else range(len(pieces)))]
    insert_in_order(database, table, files, None if is_stacked else order)


def _in_order(pieces: Sequence[PieceFiles]) -> Iterator[tuple[Key, int, int]]:
    """The key of each entry, the number of its piece, the bytes of its lines."""

    def numbered(number: int) -> Iterator[tuple[Key, int, int]]:
        return ((key, number, size) for key, size in read_keys(pieces[number]))

    return heapq.merge(*map(numbered, range(len(pieces))), key=lambda entry: entry[:2])


def _add_issues(folder: Path, database: "Database", rows: Sequence[Row]) -> None:
    """Breaches, which are of the last stage and of no paper."""
    found = sorted((*rows, *stored_rows(database, ISSUES)), key=issue_order)
    write_csv(folder / f"{ISSUES.name}.csv", ISSUES, found)
    drop_table(database, ISSUES)
    write_table(database, ISSUES, found)
