"""Pieces of tables: rows that are made once, kept, and merged with those of other pieces into the published order.

A piece holds entries, each with a key and some rows that stay together; entries are sorted by their keys. It is three
files: the rows as CSV, as Parquet (with the columns `entry_hash` and `entry_row` behind those of the table), and an
index: how many bytes the CSV file has, then the entries, frames of their keys and how many bytes each takes in it.
"""

import csv
import errno
import hashlib
import io
import struct
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from publish.csvfile import csv_cells
from publish.duckdbfile import Scratch
from publish.schema import Column, Table
from publish.tables import Row

Key = tuple[str, ...]
HIDDEN = (Column("entry_hash", "long", "hash of the entry's key"), Column("entry_row", "integer", "row of the entry"))
_BATCH = 512
_FRAME = 32
_AHEAD = 8192
"""Entries of an index, and bytes of lines, that are read at a time. Thousands of pieces may be merged at once."""
_LENGTH, _TOTAL = struct.Struct(">I"), struct.Struct(">Q")
_UNIT, _FIELD = b"\x1e", "\x1f"


@dataclass(frozen=True, slots=True)
class Entry:
    """Rows that stay together, and where they go among the others."""

    key: Key
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class PieceFiles:
    """Where the files of a piece are."""

    csv: Path
    index: Path
    parquet: Path


def key_hash(key: Key) -> int:
    """A number for a key, the same in all pieces."""
    said = _FIELD.join(key).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big", signed=True)


def write_piece(table: Table, entries: Sequence[Entry], files: PieceFiles, scratch: Scratch) -> int:
    """Write the three files; give back how many rows there are. The entries may come in any order."""
    entries = sorted(entries, key=lambda entry: entry.key)
    _write_csv_and_index(table, entries, files)
    hashes, places = array("q"), array("q")
    for entry in entries:
        hashes.extend((key_hash(entry.key),) * len(entry.rows))
        places.extend(range(len(entry.rows)))
    rows = [row for entry in entries for row in entry.rows]
    scratch.write_parquet(table, rows, dict(zip(HIDDEN, (hashes, places), strict=True)), files.parquet)
    return len(rows)


def _write_csv_and_index(table: Table, entries: Sequence[Entry], files: PieceFiles) -> None:
    with files.csv.open("wb") as rows, files.index.open("wb") as index:
        index.write(_TOTAL.pack(0))
        for start in range(0, len(entries), _BATCH):
            batch = entries[start : start + _BATCH]
            cells = iter(csv_cells(table, [row for entry in batch for row in entry.rows]))
            told = []
            for entry in batch:
                text = io.StringIO(newline="")
                csv.writer(text, lineterminator="\n").writerows(next(cells) for _ in entry.rows)
                data = text.getvalue().encode("utf-8")
                rows.write(data)
                told.append(_FIELD.join((str(len(data)), *entry.key)).encode("utf-8", "surrogatepass"))
            for first in range(0, len(told), _FRAME):
                packed = _UNIT.join(told[first : first + _FRAME])
                index.write(_LENGTH.pack(len(packed)) + packed)
        index.seek(0)
        index.write(_TOTAL.pack(rows.tell()))


def read_keys(files: PieceFiles) -> Iterator[tuple[Key, int]]:
    """The keys of a piece's entries and the bytes of lines of each, some at a time; no file stays open between."""
    place = _TOTAL.size
    while True:
        with files.index.open("rb") as index:
            index.seek(place)
            head = index.read(_LENGTH.size)
            if not head:
                return
            told = index.read(_LENGTH.unpack(head)[0])
        place += _LENGTH.size + len(told)
        yield from map(_entry, told.split(_UNIT))


@dataclass(frozen=True, slots=True)
class Extent:
    """The first and the last key of a piece, and how many bytes of lines it has."""

    first: Key
    last: Key
    size: int


def extent_of(files: PieceFiles) -> Extent:
    """The extent of a piece, which has at least one entry."""
    index = files.index.read_bytes()
    frames, place = [], _TOTAL.size
    while place < len(index):
        (size,) = _LENGTH.unpack_from(index, place)
        frames.append(index[place + _LENGTH.size : place + _LENGTH.size + size])
        place += _LENGTH.size + size
    first, _ = _entry(frames[0].split(_UNIT, 1)[0])
    last, _ = _entry(frames[-1].rsplit(_UNIT, 1)[-1])
    return Extent(first, last, *_TOTAL.unpack_from(index))


def _entry(told: bytes) -> tuple[Key, int]:
    size, *key = told.decode("utf-8", "surrogatepass").split(_FIELD)
    return tuple(key), int(size)


class Lines:
    """The lines of a piece's entries, read one entry after the other, a little ahead; no file stays open between."""

    def __init__(self, files: PieceFiles) -> None:
        self._path = files.csv
        self._place = 0
        self._ahead = b""

    def next(self, size: int) -> bytes:
        """The lines of the next entry, so many bytes. Raises OSError where the file has been cut."""
        if size > len(self._ahead):
            with self._path.open("rb") as rows:
                rows.seek(self._place)
                self._ahead = rows.read(max(size, _AHEAD))
        lines, self._ahead = self._ahead[:size], self._ahead[size:]
        if len(lines) != size:
            raise OSError(errno.EIO, f"{self._path} is cut short")
        self._place += size
        return lines
