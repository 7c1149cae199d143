"""Signs that a table was put together wrongly: a cell that may hold the figures of two, a figure that no cell holds.

A sign is no error: totals in brackets stand beside counts, and names reach over borders. It says where a second
reading by another program is worth its time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.pdf.lines import rows_of
from extract.pdf.objects import Word, holds
from extract.pdf.table_cells import Table, TableCell
from extract.pdf.table_columns import chunks_of
from records import Box

_OVER = 2.0
"""Points by which a figure reaches over a border of its cell before it is cut by it."""
_LEAST_FIGURES = 4
"""A table of fewer figures is not worth a second reading."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A word with a digit, where it stands, and the cell (row, column) that it was put into."""

    box: Box
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a table is doubtful, in words, and the figures to compare."""

    why: str
    figures: tuple[Figure, ...]


def doubt_of(table: Table, words: Sequence[Word]) -> Doubt | None:
    """The doubt about a table with figures, None where nothing speaks against it. `words` are those of its page."""
    figures = [(word, cell) for cell in table.cells for word in cell.words if _has_digit(word)]
    if len(figures) < _LEAST_FIGURES or any(word.ink.angle for word, _ in figures):
        return None
    why = "; ".join(dict.fromkeys(_signs(table, words)))
    if not why:
        return None
    return Doubt(why, tuple(Figure(word.box, cell.row, cell.column) for word, cell in figures))


def _has_digit(word: Word) -> bool:
    return any(map(str.isdigit, word.text))


def _is_number(words: Sequence[Word]) -> bool:
    """A chunk that is one figure, with a sign or a unit at most."""
    text = "".join(word.text for word in words)
    return any(map(str.isdigit, text)) and not any(map(str.isalpha, text))


def _signs(table: Table, words: Sequence[Word]) -> Iterator[str]:
    ruled = table.method == "ruled"
    taken: set[Word] = set()
    for cell in table.cells:
        held = [word for word in cell.words if _has_digit(word)]
        taken.update(held)
        if not held:
            continue
        if len(held) > 1 and _is_shared(cell):
            yield "figures stand apart in one cell"
        if not ruled and cell.row and cell.column_span > 1 and _is_number(cell.words):
            yield "a figure stands under several columns"
        if ruled and any(w.box[0] < cell.box[0] - _OVER or w.box[2] > cell.box[2] + _OVER for w in held):
            yield "a border cuts a figure"
    if any(word not in taken and holds(table.box, word.box) for word in words if _has_digit(word)):
        yield "a figure stands in no cell"


def _is_shared(cell: TableCell) -> bool:
    """Figures beside each other with a gap as between columns, or figures alone on two lines."""
    rows = rows_of(cell.words)
    numbers = [[chunk for chunk in chunks_of(row) if _is_number(chunk)] for row in rows]
    return any(len(row) > 1 for row in numbers) or sum(1 for row, n in zip(rows, numbers, strict=True) if n) > 1
