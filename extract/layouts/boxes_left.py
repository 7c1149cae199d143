"""Boxes of labels that no reader can tell apart: listed as a whole, so that no row of theirs becomes an indicator."""

from collections.abc import Sequence

from extract.context import Context
from extract.layouts.boxes_history import row_kind
from extract.layouts.boxes_parts import Cells, filled
from extract.sink import Sink
from records import Grid


def is_labels_alone(grid: Grid, context: Context) -> bool:
    """Rows that labels name and nothing else, figures and marks among them, which no reader could tell apart.

    As a table they would be indicators called `Result` and `Status`.
    """
    rows = [row for row in grid.rows if filled(row)]
    named = [row[0] for row in rows[1:] if row[0].text]
    if len(named) < 3 or not all(row_kind(cell, context) for cell in named):
        return False
    kinds = {row_kind(cell, context) for cell in named}
    figures = any(_is_figure_row(row) for row, kind in _by_label(rows[1:], context) if kind == "latest")
    return figures and bool({"rating", "arrow"} & kinds)


def _by_label(rows: Sequence[Cells], context: Context) -> list[tuple[Cells, str]]:
    return [(row, row_kind(row[0], context)) for row in rows if row[0].text]


def _is_figure_row(row: Cells) -> bool:
    return any(any(character.isdigit() for character in cell.text) for cell in row[1:])


def leave_labels(grid: Grid, context: Context, sink: Sink) -> None:
    """List a box of labels that cannot be read, with one finding for all its cells."""
    cells = [cell for row in grid.rows for cell in filled(row)]
    reason = "a box whose figures cannot be told apart"
    for cell in cells:
        sink.claim(cell, "unread", reason)
    words = " | ".join(cell.text for cell in cells)
    title = context.title if row_kind(cells[0], context) else ""
    sink.find("box_not_read", reason, grid.place, f"{title} | {words}" if title else words)
