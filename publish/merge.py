"""Pieces of tables -> the files of a release, in the published order, without holding all rows of a table in memory.

CSV files are put together from the pieces' own lines; the database sorts the pieces' Parquet files into its tables, on
the disk where memory is short, and writes the Parquet files and the workbook from these. A table that the database does
not hold goes from the pieces' Parquet files into its own. Only what goes into the workbook, which has a limit, is rows
in memory.

Lines are put together in a thread of their own; two more take tables in and write their Parquet files, two tables at a
time, while the first looks for what is broken and writes the workbook: most of it is done without Python. What memory
is too short for beside all else is done at the end, alone.
"""

import errno
import hashlib
import heapq
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
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
    insert_rows,
    new_database,
    row_count,
    rows_of_files,
    show_rows,
    stored_rows,
    with_patience,
    write_table,
)
from publish.integrity import breaches
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
"""The order of work."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The tables of a release: those in pieces, and those that are small enough to be rows in memory. `sound` are the
    names of tables in which nothing is broken, unless it is in those that they refer to."""

    pieces: Mapping[str, Sequence[PieceFiles]]
    rows: Mapping[str, Sequence[Row]]
    sound: frozenset[str] = frozenset()


_Stack = Sequence[tuple[PieceFiles, Extent]]
"""Pieces that stand one behind the other, in their order."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A CSV file: its hash, and the hashes of its entries in their order, where they are needed to sort the table."""

    hash: str
    ranks: "array[int] | None" = None


class _StoppedError(Exception):
    """Other work of the same release has failed."""


class _Beside:
    """Work that is done beside the main thread's, in the order in which it was given. It ends early where that fails.

    A release is put together by one process: few threads keep its memory within bounds.
    """

    def __init__(self) -> None:
        self._stop = Event()
        self.lines, self.tables = ThreadPoolExecutor(1), ThreadPoolExecutor(2)

    def go_on(self) -> None:
        """Raise where the work is wanted no more."""
        if self._stop.is_set():
            raise _StoppedError

    def end(self) -> None:
        """Wait for what is under way, and leave the rest."""
        self._stop.set()
        for crew in (self.lines, self.tables):
            crew.shutdown(cancel_futures=True)


@contextmanager
def _beside() -> Iterator[_Beside]:
    beside = _Beside()
    try:
        yield beside
    finally:
        beside.end()


def write_tables(
    folder: Path,
    merged: Merged,
    database_name: str,
    workbook_name: str,
    early: Callable[[Path], object] = bool,
) -> dict[str, str]:
    """Write all tables in all formats to the folder; give back the hashes of the CSV files by name. `early` is called
    with the folder as soon as the Parquet files of tables that are rows in memory are there."""
    with new_database(folder / database_name, spill=folder / ".spill") as database, _beside() as beside:
        release = _Release(folder, merged, database, beside)
        hashes = release.take_in()
        release.finish_copies(*(table for table in TABLES if table.name in merged.rows))
        early(folder)
        if broken := release.broken():
            hashes[ISSUES] = _add_issues(folder, database, issue_rows(broken))
        counts = {table: row_count(database, table) for table in TABLES if table.sheet}
        held = fitting(counts)
        sheets = [(table, [*stored_rows(database, table)] if table in held else counts[table]) for table in counts]
        write_workbook(folder / workbook_name, sheets)
        release.finish_copies()
        return {_csv(folder, table).name: said for table, said in hashes.items()}


class _Release:
    """The tables of a release on their way into the database and into Parquet files."""

    def __init__(self, folder: Path, merged: Merged, database: "Database", beside: _Beside) -> None:
        self._folder, self._merged, self._database, self._beside = folder, merged, database, beside
        self._stacks = {
            table: _stacked(merged.pieces.get(table.name, ())) for table in TABLES if self._is_pieced(table)
        }
        self._written: dict[Table, Future[_Written]] = {}
        self._copied: dict[Table, Future[bool]] = {}

    def take_in(self) -> dict[Table, str]:
        """Take all tables into the database, and write their CSV files, whose hashes are given back. Parquet files are
        begun with."""
        self._written = {
            table: self._beside.lines.submit(self._write_lines, table)
            for table in _LONGEST_FIRST
            if self._is_pieced(table)
        }
        held = [table for table in TABLES if table.database]
        for table in held:
            create_table(self._database, table)
        tables = self._beside.tables
        self._copied = {table: tables.submit(self._copy, table) for table in TABLES if self._files(table)}
        taken = {table: tables.submit(self._take, table) for table in held}
        self._copied |= {
            table: tables.submit(self._copy, table, taken[table])
            for table in sorted(held, key=self._is_pieced)
            if table.parquet
        }
        hashes = {
            table: _write_csv(self._folder, table, self._merged.rows[table.name])
            for table in TABLES
            if not self._is_pieced(table)
        }
        self._take_in_passing()
        short = [table for table in held if not taken[table].result()]
        if short:  # nothing else may need memory now
            wait(self._copied.values())
        for table in short:
            self._insert(self._database, table, patient=True)
        return hashes | {table: written.result().hash for table, written in self._written.items()}

    def broken(self) -> Sequence[Finding]:
        """What is broken in the tables, all of which are taken in."""
        sound = [table for table in TABLES if table.name in self._merged.sound]
        for table in TABLES:
            if self._files(table) and table not in sound:
                show_rows(self._database, table, self._files(table))
        found = if_memory_allows(lambda: breaches(self._database, sound, patient=False))
        if found is None:
            self.finish_copies()
            found = breaches(self._database, sound)
        return found

    def finish_copies(self, *tables: Table) -> None:
        """Wait for the Parquet files of these tables, else of all, and write those for which memory was too short."""
        for table in [table for table in self._copied if not tables or table in tables]:
            if not self._copied.pop(table).result():
                self._write_parquet(self._database, table, patient=True)

    def _is_pieced(self, table: Table) -> bool:
        return table.name not in self._merged.rows

    def _files(self, table: Table) -> Sequence[Path]:
        """The pieces of a table that the database does not hold."""
        return () if table.database else self._parquet_pieces(table)

    def _parquet_pieces(self, table: Table) -> Sequence[Path]:
        stack = self._stacks.get(table)
        pieces = self._merged.pieces.get(table.name, ()) if stack is None else [piece for piece, _ in stack]
        return [piece.parquet for piece in pieces]

    def _ranks(self, table: Table) -> "array[int] | None":
        """The order of the entries of pieces that mingle, as soon as it is known."""
        return self._written[table].result().ranks if self._stacks[table] is None else None

    def _take(self, table: Table) -> bool:
        """Take a table in, if memory is enough for that beside all else."""
        self._beside.go_on()
        with self._database.cursor() as database:
            return if_memory_allows(lambda: self._insert(database, table, patient=False)) is not None

    def _insert(self, database: "Database", table: Table, *, patient: bool) -> bool:
        if self._is_pieced(table):
            insert_in_order(database, table, self._parquet_pieces(table), self._ranks(table), patient=patient)
        else:
            insert = partial(insert_rows, database, table, self._merged.rows[table.name])
            with_patience(database, insert) if patient else insert()
        return True

    def _take_in_passing(self) -> None:
        """Tables that the database does not hold, and that are no pieces: they are there while a release is written."""
        for table in TABLES:
            if not table.database and not self._files(table):
                create_table(self._database, table, passing=True)
                insert_rows(self._database, table, self._merged.rows.get(table.name, ()))
                write_parquet(self._database, table, self._parquet(table))

    def _copy(self, table: Table, taken: "Future[bool] | None" = None) -> bool:
        """Write the Parquet file of a table that is taken in, if memory is enough for that beside all else."""
        if taken is not None and not taken.result():
            return False
        self._beside.go_on()
        with self._database.cursor() as database:
            return self._write_parquet(database, table, patient=False)

    def _write_parquet(self, database: "Database", table: Table, *, patient: bool) -> bool:
        if table.database:
            return write_parquet(database, table, self._parquet(table), patient=patient)
        with rows_of_files(database, table, self._files(table), self._ranks(table)) as query:
            return write_parquet(database, table, self._parquet(table), query=query, patient=patient)

    def _parquet(self, table: Table) -> Path:
        return self._folder / f"{table.name}.parquet"

    def _write_lines(self, table: Table) -> _Written:
        pieces = self._merged.pieces.get(table.name, ())
        return _write_lines(self._folder, table, pieces, self._stacks[table], self._beside)


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
