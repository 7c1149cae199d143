"""What a published table and its columns are, whatever format they are written in."""

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["string", "integer", "long", "number", "boolean", "date"]
"""`integer` fits 32 bits, `long` 64 bits; `number` is a decimal in CSV and a 64-bit float elsewhere."""

LIST = ";"
NAMES = "|"
"""What parts the items of a sequence: names may hold a semicolon, so they are parted by a bar."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `required` cells are never empty; `enum` lists all values there can be, if that is a closed set."""

    name: str
    type: ColumnType
    description: str
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    separator: str = LIST


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """The cell of `column` is empty or stands in `reference` (a column of `table`)."""

    column: str
    table: str
    reference: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `primary_key` names a row; a Parquet file, a sheet of the workbook and a table of the database are
    written unless switched off."""

    name: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    parquet: bool = True
    sheet: bool = True
    database: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def position(self, name: str) -> int:
        """Which column `name` is, counted from 0."""
        return self.names.index(name)
