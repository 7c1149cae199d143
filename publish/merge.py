"""Pieces of tables -> the files of a release, in the published order, without holding all rows of a table in memory.

CSV files are put together from the pieces' own lines; the database sorts the pieces' Parquet files into its tables, on
the disk where memory is short, and writes the Parquet files and the workbook from these. Only what goes into the
workbook, which has a limit, is rows in memory.

Lines are put together in a thread of their own; another writes Parquet files and looks for what is broken, while the
database takes the tables in: most of all three is done without Python.
"""

import errno
import hashlib
import heapq
from array import array
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from publish.columns import ISSUES, LINEAGE, TABLES
from publish.csvfile import header_of, write_csv
from publish.datapackage import file_hash, written_hash
from publish.duckdbfile import (
    create_table,
    drop_table,
    if_memory_allows,
    insert_in_order,
    new_database,
    row_count,
    stored_rows,
    write_table,
)
from publish.integrity import breaches, own_breaches
from publish.parquet import write_parquet
from publish.pieces import Extent, Key, Lines, PieceFiles, extent_of, key_hash, read_keys
from publish.schema import Table
from publish.tables import Row, issue_order, issue_rows
from publish.xlsx import fitting, write_workbook
from records import Finding

if TYPE_CHECKING:
    from publish.duckdbfile import Database

_BUFFER = 1 << 20
_LONGEST_FIRST = (LINEAGE, *(table for table in TABLES if table is not LINEAGE))
"""The order of work: the longest table's files are written while the others are still taken in."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The tables of a release: those in pieces, and those that are small enough to be rows in memory."""

    pieces: Mapping[str, Sequence[PieceFiles]]
    rows: Mapping[str, Sequence[Row]]


_Stack = Sequence[tuple[PieceFiles, Extent]]
"""Pieces that stand one behind the other, in their order."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A CSV file: its hash, and the hashes of its entries in their order, where they are needed to sort the table."""

    hash: str
    ranks: "array[int] | None" = None


@dataclass(frozen=True, slots=True)
class _Looked:
    """Whether the Parquet file of a table is written, and what is broken in the table, if that is known."""

    is_copied: bool
    broken: Sequence[Finding] | None


class _StoppedError(Exception):
    """Other work of the same release has failed."""


class _Beside:
    """Work that is done beside the main thread's, in the order in which it was given. It ends early where that fails.

    A release is put together by one process: a thread more for each kind of work keeps its memory within bounds.
    """

    def __init__(self) -> None:
        self._stop = Event()
        self.lines, self.copies = ThreadPoolExecutor(1), ThreadPoolExecutor(1)

    def go_on(self) -> None:
        """Raise where the work is wanted no more."""
        if self._stop.is_set():
            raise _StoppedError

    def end(self) -> None:
        """Wait for what is under way, and leave the rest."""
        self._stop.set()
        for crew in (self.lines, self.copies):
            crew.shutdown(cancel_futures=True)


@contextmanager
def _beside() -> Iterator[_Beside]:
    beside = _Beside()
    try:
        yield beside
    finally:
        beside.end()


def write_tables(folder: Path, merged: Merged, database_name: str, workbook_name: str) -> dict[str, str]:
    """Write all tables in all formats to the folder; give back the hashes of the CSV files by name."""
    with new_database(folder / database_name, spill=folder / ".spill") as database, _beside() as beside:
        hashes, looked = _fill(database, folder, merged, beside)
        known = {table: found for table, look in looked.items() if (found := look.result().broken) is not None}
        if broken := breaches(database, known):
            hashes[ISSUES] = _add_issues(folder, database, issue_rows(broken))
        counts = {table: row_count(database, table) for table in TABLES if table.sheet}
        held = fitting(counts)
        sheets = [(table, [*stored_rows(database, table)] if table in held else counts[table]) for table in counts]
        write_workbook(folder / workbook_name, sheets)
        for table, look in looked.items():
            if table.parquet and not look.result().is_copied:
                write_parquet(database, table, _parquet(folder, table))
        return {_csv(folder, table).name: said for table, said in hashes.items()}


def _fill(
    database: "Database", folder: Path, merged: Merged, beside: _Beside
) -> tuple[dict[Table, str], dict[Table, "Future[_Looked]"]]:
    """Take all tables into the database, and write their CSV files, whose hashes are given back."""
    stacks = {table: _stacked(merged.pieces.get(table.name, ())) for table in TABLES if table.name not in merged.rows}
    written = {
        table: beside.lines.submit(
            _write_lines, folder, table, merged.pieces.get(table.name, ()), stacks[table], beside
        )
        for table in _LONGEST_FIRST
        if table in stacks
    }
    hashes: dict[Table, str] = {}
    looked: dict[Table, Future[_Looked]] = {}
    for table in _LONGEST_FIRST:
        if table in written:
            create_table(database, table)
            stack = stacks[table]
            ranks = written[table].result().ranks if stack is None else None
            pieces = merged.pieces[table.name] if stack is None else [piece for piece, _ in stack]
            insert_in_order(database, table, [piece.parquet for piece in pieces], ranks)
        else:
            hashes[table] = _write_csv(folder, table, merged.rows[table.name])
            write_table(database, table, merged.rows[table.name])
        looked[table] = beside.copies.submit(_look, database.cursor(), table, folder, beside)
    return hashes | {table: done.result().hash for table, done in written.items()}, looked


def _look(database: "Database", table: Table, folder: Path, beside: _Beside) -> _Looked:
    """Write the Parquet file of a table and see what is broken in it, if memory is enough for that beside all else."""
    beside.go_on()
    with database:
        is_copied = table.parquet and write_parquet(database, table, _parquet(folder, table), patient=False)
        return _Looked(is_copied, if_memory_allows(lambda: own_breaches(database, table, patient=False)))


def _parquet(folder: Path, table: Table) -> Path:
    return folder / f"{table.name}.parquet"


def _csv(folder: Path, table: Table) -> Path:
    return folder / f"{table.name}.csv"


def _write_csv(folder: Path, table: Table, rows: Sequence[Row]) -> str:
    """Write the CSV file of a table; give back its hash."""
    write_csv(_csv(folder, table), table, rows)
    return file_hash(_csv(folder, table))


def _stacked(pieces: Sequence[PieceFiles]) -> _Stack | None:
    """The pieces in order, where they stand one behind the other, as when each is a folder; None where they mingle."""
    extents = [(extent_of(piece), number) for number, piece in enumerate(pieces)]
    extents.sort(key=lambda told: (told[0].first, told[1]))
    mingle = any((one.last, a) > (then.first, b) for (one, a), (then, b) in pairwise(extents))
    return None if mingle else tuple((pieces[number], extent) for extent, number in extents)


def _write_lines(
    folder: Path, table: Table, pieces: Sequence[PieceFiles], stack: _Stack | None, beside: _Beside
) -> _Written:
    """Write the CSV file of a table: piece by piece where they are stacked, else entry by entry."""
    ranks = array("q") if stack is None else None
    said = hashlib.sha256()
    with _csv(folder, table).open("wb") as file:
        lines = _mingled(pieces, ranks) if ranks is not None else _blocks(stack or ())
        for block in chain([header_of(table)], lines):
            beside.go_on()
            file.write(block)
            said.update(block)
    return _Written(written_hash(said), ranks)


def _blocks(stack: _Stack) -> Iterator[bytes]:
    """The lines of pieces, one piece behind the other. Raises OSError where a file has been cut."""
    for piece, extent in stack:
        size = 0
        with piece.csv.open("rb", buffering=0) as lines:
            while block := lines.read(_BUFFER):
                size += len(block)
                yield block
        if size != extent.size:
            raise OSError(errno.EIO, f"{piece.csv} is cut short")


def _mingled(pieces: Sequence[PieceFiles], ranks: "array[int]") -> Iterator[bytes]:
    """The lines of pieces, entry by entry, many at a time; the hash of each entry goes to `ranks`."""
    lines = [Lines(piece) for piece in pieces]
    block = bytearray()
    for key, number, size in _in_order(pieces):
        block += lines[number].next(size)
        ranks.append(key_hash(key))
        if len(block) >= _BUFFER:
            yield bytes(block)
            block.clear()
    yield bytes(block)


def _in_order(pieces: Sequence[PieceFiles]) -> Iterator[tuple[Key, int, int]]:
    """The key of each entry, the number of its piece, the bytes of its lines."""

    def numbered(number: int) -> Iterator[tuple[Key, int, int]]:
        return ((key, number, size) for key, size in read_keys(pieces[number]))

    return heapq.merge(*map(numbered, range(len(pieces))), key=lambda entry: entry[:2])


def _add_issues(folder: Path, database: "Database", rows: Sequence[Row]) -> str:
    """Breaches, which are of the last stage and of no paper; the hash of the file that now tells them too."""
    found = sorted((*rows, *stored_rows(database, ISSUES)), key=issue_order)
    drop_table(database, ISSUES)
    write_table(database, ISSUES, found)
    return _write_csv(folder, ISSUES, found)
