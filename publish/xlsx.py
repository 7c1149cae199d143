"""`kpi.xlsx`: a sheet for each table, with filters, a frozen header, real dates and real numbers.

Texts are always written as texts, so that nothing that a paper prints can become a formula, a link or a number.
What does not fit ends in a note that can be seen, never in a crash or a silent loss: a workbook holds two million
cells, beyond which spreadsheet programs take minutes to open it. A table that is left out has a sheet with a note, a
text that is too long for a cell ends with a mark; the CSV files hold the whole.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from errors import DatasetError
from publish.schema import Table
from publish.tables import Row

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CELLS = 2_000_000
"""The most cells of a workbook, empty ones included."""
CELL_UNITS = 32_767
"""Excel's limit: UTF-16 units of a cell."""

CUT = " […cut; the CSV file holds the whole text]"
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 (a fixed date without meaning: the same rows give the same bytes)
_FIRST_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was
_EPOCH = date(1899, 12, 30)
_WIDEST = 60
_SAMPLE = 200
_FIRST = "series"
_SHARED = ' t="s"><v>'


def fitting(rows: Mapping[Table, int], cells: int = CELLS) -> frozenset[Table]:
    """The tables that a workbook holds, by their numbers of rows: the series first, then the smaller before the
    larger, as long as they fit."""
    held = []
    for table in sorted(rows, key=lambda table: (table.name != _FIRST, rows[table] * len(table.columns), table.name)):
        size = rows[table] * len(table.columns)
        if size <= cells:
            held.append(table)
            cells -= size
    return frozenset(held)


def write_workbook(path: Path, data: Sequence[tuple[Table, Sequence[Row] | int]]) -> None:
    """Write a new workbook: each table with its rows or, where it is left out, with their number. Raises DatasetError
    where the disk does not take it."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    options = {
        "tmpdir": str(path.parent),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    try:
        with Workbook(str(path), options) as book:
            book.set_properties({"title": "kpi-backfill dataset", "created": _CREATED})
            header, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
            for table, rows in data:
                _write_sheet(book, table, rows, header, day)
    except FileCreateError as error:
        raise DatasetError(f"{path} cannot be written: {error}. Free some space or choose another folder.") from error


def fit(text: str) -> str:
    """The text, or as much of it as a cell holds and a mark."""
    if len(text) * 2 <= CELL_UNITS or len(text.encode("utf-16-le")) // 2 <= CELL_UNITS:
        return text
    kept = text.encode("utf-16-le")[: 2 * (CELL_UNITS - len(CUT))]
    return kept.decode("utf-16-le", errors="ignore") + CUT


def _write_sheet(book: "Workbook", table: Table, given: Sequence[Row] | int, header: "Format", day: "Format") -> None:
    sheet = book.add_worksheet(table.name, _direct_sheet())
    rows: Sequence[Row] = () if isinstance(given, int) else given
    for index, width in enumerate(_widths(table, rows)):
        sheet.set_column(index, index, width)
    for index, name in enumerate(table.names):
        sheet.write_string(0, index, name, header)
    sheet.freeze_panes(1, 0)
    if isinstance(given, int):
        sheet.write_string(1, 0, f"NOTE: {given:,} rows are too many for a workbook; {table.name}.csv holds them")
    sheet.autofilter(0, 0, max(len(rows), 1), len(table.columns) - 1)
    header._get_xf_index()  # formats are numbered as they are used, the header's first
    sheet.write_rows(table, rows, 1, day)


@lru_cache(maxsize=1)
def _direct_sheet() -> "type[Worksheet]":
    """A sheet that writes the XML of its rows itself: three times as fast as cell by cell, and the same but for hints
    (`spans`) that are optional."""
    from xlsxwriter.utility import xl_col_to_name
    from xlsxwriter.worksheet import Worksheet

    class DirectSheet(Worksheet):  # type: ignore[misc]  # the library has no types
        rows: Sequence[str] = ()
        dim_rowmax: int  # the library's: the last row that holds anything

        def write_rows(self, table: Table, rows: Sequence[Row], first: int, day: "Format") -> None:
            """Take all rows below those that are written cell by cell."""
            names = [xl_col_to_name(index) for index in range(len(table.columns))]
            if rows:
                self._check_dimensions(first + len(rows) - 1, len(names) - 1)
            texts = _Texts(self.str_table._get_shared_string_index)
            forms = _forms(table, texts, day._get_xf_index())
            self.rows = [_row(names, forms, number, row) for number, row in enumerate(rows, start=first + 1)]
            self.str_table.count += sum(row.count(_SHARED) for row in self.rows) - len(texts)

        def _write_rows(self) -> None:
            last = self.dim_rowmax
            self.dim_rowmax = max(self.table)
            super()._write_rows()
            self.dim_rowmax = last
            self.fh.writelines(self.rows)

    return DirectSheet


def _row(names: Sequence[str], forms: Sequence[Callable[[Any], str]], number: int, row: Row) -> str:
    cells = [
        f'<c r="{name}{number}"{form(value)}</v></c>'
        for name, form, value in zip(names, forms, row, strict=True)
        if value is not None
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _shown(value: Decimal | float) -> str:
    return f"{float(value):.16G}"


class _Texts(dict[str, str]):
    """The XML of texts, each made once: most come many times."""

    def __init__(self, index_of: Callable[[str], int]) -> None:
        super().__init__()
        self._index_of = index_of

    def __missing__(self, value: str) -> str:
        found = self[value] = f"{_SHARED}{self._index_of(fit(value))}"
        return found


def _forms(table: Table, texts: _Texts, day: int) -> list[Callable[[Any], str]]:
    """The XML of a cell of each column from after its address to its value."""
    text = texts.__getitem__

    def number(value: Decimal | float) -> str:
        return f"><v>{_shown(value)}"

    def calendar_day(value: date) -> str:
        return f' s="{day}"><v>{(value - _EPOCH).days}' if value >= _FIRST_DAY else text(value.isoformat())

    def truth(value: bool) -> str:
        return f' t="b"><v>{value:d}'

    ways: dict[str, Callable[[Any], str]] = {"string": text, "date": calendar_day, "boolean": truth}
    return [ways.get(column.type, number) for column in table.columns]


def _widths(table: Table, rows: Sequence[Row]) -> list[int]:
    """Characters that the header and the longest of the first values need, within reason."""
    sample = rows[:_SAMPLE]
    widest = [max((_length(row[index]) for row in sample), default=0) for index in range(len(table.columns))]
    return [
        min(max(len(column.name) + 3, width + 1), _WIDEST) for column, width in zip(table.columns, widest, strict=True)
    ]


def _length(value: object) -> int:
    if isinstance(value, Decimal | float):
        return len(_shown(value))
    return len(value.split("\n", 1)[0]) if isinstance(value, str) else 0 if value is None else len(str(value))
