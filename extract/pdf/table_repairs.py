"""Repairs of ruled tables: rows that no line parts, and double lines that part nothing."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.pdf.lines import rows_of
from extract.pdf.objects import Word, centre
from extract.pdf.table_cells import Table, TableCell, text_of
from extract.pdf.table_columns import goes_on, is_figure
from grammar.periods import parse_period


def unstacked(table: Table) -> Table:
    """Rows that no line parts: cells of one row that each stack figures line by line, at the same heights."""
    cells: list[TableCell] = []
    added = 0
    by_row: list[list[TableCell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        by_row[cell.row].append(cell)
    for r, row in enumerate(by_row):
        tops = _shared_lines(row)
        if len(tops) < 2:
            cells += [replace(cell, row=r + added) for cell in row] if added else row
            continue
        bottom = max(cell.box[3] for cell in row)
        stops = [(a + b) / 2 for a, b in pairwise(tops)]
        edges = [min(cell.box[1] for cell in row), *stops, bottom]
        for cell in row:
            for k, (low, high) in enumerate(pairwise(edges)):
                words = tuple(word for word in cell.words if low <= centre(word.box)[1] < high)
                box = (cell.box[0], low, cell.box[2], high)
                cells.append(TableCell(r + added + k, cell.column, 1, cell.column_span, box, words))
        added += len(tops) - 1
    return replace(table, cells=tuple(cells), rows=table.rows + added) if added else table


def _shared_lines(row: Sequence[TableCell]) -> list[float]:
    """The heights of the lines that the cells of a row share, if at least two of them stack figures; () for one row."""
    if any(cell.row_span > 1 for cell in row) or sum(map(_may_stack_figures, row)) < 2:
        return []
    lines = [[centre(line[0].box)[1] for line in rows_of(cell.words)] for cell in row]
    stacks = [
        heights for cell, heights in zip(row, lines, strict=True) if len(heights) >= 2 and _all_figures(cell.words)
    ]
    first = max(lines, key=len, default=[])
    if len(stacks) < 2 or any(_wraps(cell) for cell in row if _all_figures(cell.words)):
        return []
    shared = all(any(abs(y - height) < 3 for height in first) for stack in stacks for y in stack)
    full = sum(1 for heights in lines if len(heights) * 4 >= 3 * len(first))
    return first if shared and full >= 2 and len(stacks[0]) * 2 > len(first) else []


def _wraps(cell: TableCell) -> bool:
    """A figure that goes on in the next line: `2,104 (2,020-` over `2,188)`."""
    return any(goes_on(line) for line in rows_of(cell.words)[:-1])


def _may_stack_figures(cell: TableCell) -> bool:
    """A first look, as few cells do."""
    return len(cell.words) >= 2 and all(is_figure(word.text) for word in cell.words)


def _all_figures(words: Sequence[Word]) -> bool:
    """Figures and nothing else; periods of a header are none."""
    if not words or not all(is_figure(word.text) for word in words) or parse_period(text_of(words)) is not None:
        return False
    return any(c.isdigit() for word in words for c in word.text) and not any(
        parse_period(word.text) is not None for word in words
    )


def without_slivers(table: Table) -> Table:
    """Without rows and columns so thin that they can only be the space between double lines."""
    thin_rows = _thin(table, across=True)
    thin_columns = _thin(table, across=False)
    if not thin_rows and not thin_columns:
        return table
    row_at = _renumbered(table.rows, thin_rows)
    column_at_ = _renumbered(table.columns, thin_columns)
    cells = []
    for cell in table.cells:
        rows = [r for r in range(cell.row, cell.row + cell.row_span) if r not in thin_rows]
        columns = [c for c in range(cell.column, cell.column + cell.column_span) if c not in thin_columns]
        if rows and columns:
            cells.append(
                TableCell(row_at[rows[0]], column_at_[columns[0]], len(rows), len(columns), cell.box, cell.words)
            )
    return Table(
        table.box,
        tuple(cells),
        table.rows - len(thin_rows),
        table.columns - len(thin_columns),
        table.method,
        table.why,
    )


def _thin(table: Table, *, across: bool) -> frozenset[int]:
    count = table.rows if across else table.columns
    thin = set()
    for i in range(count):
        here = [
            c
            for c in table.cells
            if (c.row if across else c.column) <= i < (c.row + c.row_span if across else c.column + c.column_span)
        ]
        own = [c for c in here if (c.row_span if across else c.column_span) == 1]
        size = min((c.box[3] - c.box[1] if across else c.box[2] - c.box[0] for c in own), default=99.0)
        if size < 4.5 and not any(c.words for c in own):
            thin.add(i)
    return frozenset(thin)


def _renumbered(count: int, without: frozenset[int]) -> dict[int, int]:
    kept = [i for i in range(count) if i not in without]
    return {old: new for new, old in enumerate(kept)}
