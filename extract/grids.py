"""Building grids from rows of cells, whatever they came from. The only place where rows become rectangular."""

from collections.abc import Sequence
from dataclasses import replace

from extract.markup import NestedCell, plain
from grammar.marks import parse_marks
from records import Box, Cell, Grid, Mark, Place

_NOWHERE = Place()
_EMPTY = Cell("", _NOWHERE)
_SAME_EDGE = 18.0
"""Points by which the sides of a table and of its continuation may differ."""


def make_cell(raw: str, place: Place, number: int = 0, symbol_font: bool = False) -> Cell:
    """A cell of the text `raw` at `place`: markup resolved, marks read, nested tables as grids."""
    markup = plain(raw)
    nested = tuple(_nested_grid(table, place, number, index) for index, table in enumerate(markup.tables))
    nested = tuple(grid for grid in nested if any(grid.rows))
    return Cell(markup.text, place, marks_of(markup.text), nested, markup.bold, exact=markup.text == raw)


def marks_of(text: str) -> tuple[Mark, ...]:
    """Marks of a whole cell; long text holds none."""
    return parse_marks(text) if 0 < len(text) <= 40 else ()


def _nested_grid(table: tuple[tuple[NestedCell, ...], ...], place: Place, number: int, index: int) -> Grid:
    base = place.start or 0
    rows = [
        [
            replace(
                make_cell(cell.text, replace(place, start=base + cell.offset, end=base + max(cell.end, cell.offset))),
                bold=cell.bold,
                row_span=cell.row_span,
                column_span=cell.column_span,
            )
            for cell in row
        ]
        for row in table
    ]
    return make_grid(spread(rows), number, "html", place)


def spread(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Cells with spans laid out on a rectangle: a spanned place holds an empty cell."""
    filled: dict[tuple[int, int], Cell] = {}
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in filled:
                c += 1
            for dr in range(cell.row_span):
                for dc in range(cell.column_span):
                    filled[(r + dr, c + dc)] = cell if not (dr or dc) else replace(_EMPTY, place=cell.place)
            c += cell.column_span
    height = len(rows)
    width = max((c for _, c in filled), default=-1) + 1
    return [[filled.get((r, c), _EMPTY) for c in range(width)] for r in range(height)]


def _placed(cell: Cell, line: Place, number: int, r: int, c: int) -> Cell:
    """The cell at its table, row and column; an empty one takes the line of its row. Made directly: there are many."""
    at = cell.place
    if at == _NOWHERE:
        place = Place(line.page, line.line, None, None, line.bbox, number, r, c)
    else:
        place = Place(at.page, at.line, at.start, at.end, at.bbox, number, r, c)
    nested = tuple(_within(inner, number, r, c) for inner in cell.nested) if cell.nested else ()
    return Cell(
        cell.text, place, cell.marks, nested, cell.bold, cell.row_span, cell.column_span, cell.exact, cell.sure,
        cell.differs,
    )  # fmt: skip


def _within(grid: Grid, number: int, r: int, c: int) -> Grid:
    """A nested grid whose cells stand at the table, row and column of the cell around them."""
    rows = tuple(
        tuple(replace(cell, place=replace(cell.place, table=number, row=r, column=c)) for cell in row)
        for row in grid.rows
    )
    return replace(grid, rows=rows)


def same_edges(above: Box, below: Box) -> bool:
    """Whether two tables stand between the same sides, as the parts of one over a page break do."""
    return abs(above[0] - below[0]) <= _SAME_EDGE and abs(above[2] - below[2]) <= _SAME_EDGE


def make_grid(rows: Sequence[Sequence[Cell]], number: int, origin: str, place: Place) -> Grid:
    """A rectangular grid; every cell gets its table, row and column (0-based), trailing empty columns go."""
    width = max((c + 1 for row in rows for c, cell in enumerate(row) if cell.text or cell.nested), default=0)
    finished = []
    for r, row in enumerate(rows):
        line = next((cell.place for cell in row if cell.place.line is not None or cell.place.page is not None), place)
        cells = list(row[:width]) + [_EMPTY] * (width - len(row))
        finished.append(tuple(_placed(cell, line, number, r, c) for c, cell in enumerate(cells)))
    return Grid(tuple(finished), number, origin, place)
