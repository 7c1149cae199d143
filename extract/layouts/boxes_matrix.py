"""A box whose own title, and the words that say which way is better, stand in rows above a matrix of periods."""

from dataclasses import replace

from extract.context import Context
from extract.layouts.boxes_parts import filled, is_title, polarity_of
from extract.layouts.matrix import is_matrix, read_matrix
from extract.sink import Sink
from records import Cell, Grid

_MOST_WORDS = 3
"""Rows of words that may stand above the periods."""


def is_titled_matrix(grid: Grid, context: Context) -> bool:
    """Rows of a title, then of polarity or other words, then a matrix."""
    return _parts(grid, context) is not None


def read_titled_matrix(grid: Grid, context: Context, sink: Sink) -> None:
    """Read the matrix under the title and the polarity that stand above it."""
    parts = _parts(grid, context)
    if parts is None:
        raise ValueError("no titled matrix")
    title, words, inner = parts
    polarity = next((found for cell in words if (found := polarity_of(cell.text))), context.polarity)
    for cell in words:
        told = bool(polarity_of(cell.text))
        sink.claim(cell, "observation" if told else "commentary", "polarity" if told else "words of the box")
    sink.claim(title, "observation", "title of the box")
    read_matrix(inner, replace(context, title=title.text, title_cell=title, polarity=polarity, code=""), sink)


def _parts(grid: Grid, context: Context) -> tuple[Cell, list[Cell], Grid] | None:
    """The title, the other words, and the grid below them."""
    above: list[Cell] = []
    for index, row in enumerate(grid.rows):
        cells = filled(row)
        if len(cells) > 1 or len(above) > _MOST_WORDS:
            inner = replace(grid, rows=grid.rows[index:])
            break
        above += cells
    else:
        return None
    if not above or not is_title(above[0], context) or not all(map(_is_remark, above[1:])):
        return None
    titled = replace(context, title=above[0].text, title_cell=above[0])
    return (above[0], above[1:], inner) if is_matrix(inner, titled) else None


def _is_remark(cell: Cell) -> bool:
    """A polarity, or a sentence: any other words below a title may be the title themselves."""
    return bool(polarity_of(cell.text)) or cell.text.endswith(".")
