r"""CSV that neither a spreadsheet nor a data frame misreads.

UTF-8 without a mark, `\n`, ISO dates, `.` decimals without exponent or thousands marks, `true` and `false`; an empty
cell means "not printed". Two sorts of text would not survive the programs that open CSV files, so they are written
with a mark; `unprotect` takes it away again, exactly:

- a text that a spreadsheet could run as a formula (`=1+1`, `@x`, `- text`) begins with one more apostrophe.
  Signed numbers (`-5`, `+3.2%`) and mere dashes and arrows (`-`, `->`) are harmless and left alone;
- a text that pandas takes for a missing value (`N/A`, `None`, `NULL`, ...) ends with one space. All other texts are
  trimmed, so the space can mean nothing else, and nobody sees it.

Only CSV is marked: Parquet, DuckDB and the workbook hold the texts themselves. What a mark cannot do is give a
column its type: a column of printed values that happen to be numbers is read as numbers, unless one asks for
text (`pandas.read_csv(..., dtype=...)`) or opens the Parquet file.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from publish.schema import Table
from publish.tables import Row, Value

MISSING = frozenset(
    (
        *("#N/A", "#N/A N/A", "#NA", "N/A", "n/a", "NA", "<NA>", "NULL", "null", "None"),
        *("NaN", "nan", "-NaN", "-nan", "1.#IND", "-1.#IND", "1.#QNAN", "-1.#QNAN"),
    )
)
"""Texts that `pandas.read_csv` takes for missing by default; R's `NA` is among them."""

_BATCH = 2_000
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-] ?£?[0-9][0-9,]*(\.[0-9]+)?%?")
_DASHES = re.compile(r"[+<>/\s‐-―−←-⇿➔-➾⟰-⟿⤀-⥿⬀-⯿-]+")


def protect(text: str) -> str:
    """The trimmed text as it is written to CSV. See the module's text for the marks."""
    return text + " " if text in MISSING and not _could_run(text) else defused(text)


def defused(text: str) -> str:
    """The text, no formula: what is handed through of people's own lists keeps all else as it is."""
    return "'" + text if _could_run(text) else text


def unprotect(cell: str) -> str:
    """The text that `protect` was given."""
    if cell.startswith("'") and _could_run(cell[1:]):
        return cell[1:]
    return cell[:-1] if cell.endswith(" ") and cell[:-1] in MISSING else cell


def plain_number(number: Decimal | float | int) -> str:
    """`100.00` -> `100`, `1E+3` -> `1000`, `-0.0` -> `0`. A number that is not finite is a bug: ValueError."""
    exact = number if isinstance(number, Decimal) else Decimal(repr(number))
    if not exact.is_finite():
        raise ValueError(f"{number} cannot be published")
    text = format(exact, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def write_csv(path: Path, table: Table, rows: Sequence[Row]) -> None:
    """Write one table with its header."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.names)
        writer.writerows(csv_cells(table, rows))


def header_of(table: Table) -> bytes:
    """The first line of the table's file."""
    return (",".join(table.names) + "\n").encode("utf-8")


def csv_cells(table: Table, rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """The rows with each cell as it is written."""
    formats = [_FORMATS[column.type] for column in table.columns]
    for start in range(0, len(rows), _BATCH):
        columns = zip(*rows[start : start + _BATCH], strict=True)
        cells = [_written(form, column) for form, column in zip(formats, columns, strict=True)]
        yield from zip(*cells, strict=True)


def _written(form: Callable[..., str], column: Sequence[Value]) -> list[str]:
    """The cells of a column as text: each value once, as most of them come many times. Equal numbers of other types
    are written alike."""
    known = {value: "" if value is None else form(value) for value in set(column)}
    return [known[value] for value in column]


def _could_run(text: str) -> bool:
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text) and not _DASHES.fullmatch(text)


def _iso(day: date) -> str:
    return day.isoformat()


def _word(truth: bool) -> str:
    return "true" if truth else "false"


_FORMATS: dict[str, Callable[..., str]] = {
    "string": protect,
    "integer": str,
    "long": str,
    "number": plain_number,
    "boolean": _word,
    "date": _iso,
}
