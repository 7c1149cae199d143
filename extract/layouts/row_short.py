"""Rows of a text that print fewer cells than the others: one was lost, and which one it was cannot be seen."""

from collections.abc import Sequence

from extract.columns import Header
from extract.headers import is_value_like
from extract.roles import Role
from records import Cell, Grid

_READ: tuple[Role, ...] = ("value", "previous", "target", "annual_target", "rating", "arrow", "comparator")


def short_rows(grid: Grid, header: Header, rows: Sequence[int]) -> frozenset[int]:
    """Rows that end before a column that most rows fill.

    Where many rows are short, the text leaves out empty cells at the end of a line, and nothing is lost. Columns told
    by blanks alone are never short: what is empty there, is empty on the page.
    """
    if grid.origin not in ("tabs", "pipes", "html"):
        return frozenset()
    data = [r for r in rows if any(is_value_like(cell.text) for cell in grid.rows[r])]
    filled = [c.index for c in header.of(*_READ) if 2 * sum(bool(grid.rows[r][c.index].text) for r in data) > len(data)]
    short = [r for r in data if any(c >= _printed(grid.rows[r]) for c in filled)]
    return frozenset(short) if len(short) * 3 <= len(data) else frozenset()


def _printed(row: Sequence[Cell]) -> int:
    """How many cells of the row the text prints, be they empty; those added to make the rows equal stand nowhere."""
    return max((c for c, cell in enumerate(row) if cell.place.start is not None), default=len(row)) + 1
