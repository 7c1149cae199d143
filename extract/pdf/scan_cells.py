"""What only scans ask of the cells of a table: room for symbols, and figures that do not fit their row."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.pdf.tables import Table, TableCell

_FIGURE = re.compile(r"^[<>≤≥~]*-?(£?)-?\d[\d,]*(?:\.\d+)?(%?[a-z]?)$")
_MOST_PERCENT = 150.0
_CLOSE, _FAR = 2.5, 2.0
"""Figures of a row that lie within the first factor of each other, and one that is further out by the second."""


def widened(table: Table) -> Table:
    """A table by white space with cells as wide and high as its columns and rows: its words do not tell where its
    symbols stand."""
    if table.method == "ruled":
        return table
    across = _edges([(c.column, c.column_span, c.box[0], c.box[2]) for c in table.cells], table.columns, table.box[::2])
    down = _edges([(c.row, c.row_span, c.box[1], c.box[3]) for c in table.cells], table.rows, table.box[1::2])
    cells = tuple(
        replace(
            cell,
            box=(
                min(cell.box[0], across[cell.column]),
                min(cell.box[1], down[cell.row]),
                max(cell.box[2], across[cell.column + cell.column_span]),
                max(cell.box[3], down[cell.row + cell.row_span]),
            ),
        )
        for cell in table.cells
    )
    return replace(table, cells=cells)


def _edges(spans: Sequence[tuple[int, int, float, float]], count: int, ends: tuple[float, ...]) -> list[float]:
    """Where columns (or rows) end: halfway between what stands in one and in the next."""
    low = [min((a for i, n, a, _ in spans if n == 1 and i == at), default=None) for at in range(count)]
    high = [max((b for i, n, _, b in spans if n == 1 and i == at), default=None) for at in range(count)]
    edges = [ends[0]]
    for at in range(1, count):
        before = max((h for h in high[:at] if h is not None), default=ends[0])
        after = min((v for v in low[at:] if v is not None), default=ends[1])
        edges.append(max(edges[-1], (before + after) / 2))
    return [*edges, ends[1]]


def misfits(table: Table) -> list[TableCell]:
    """The cells whose figure cannot be: a share of several hundred percent (a sign read as a digit), or a figure out of
    all proportion to the others of its row, which are alike (a point lost). Shares and pounds are not compared; a bare
    figure is compared with both, as its sign may have been read as a digit."""
    found = [cell for cell in table.cells if cell.text.endswith("%") and _size(cell.text) > _MOST_PERCENT]
    for row in range(table.rows):
        cells = [(cell, size) for cell in table.cells if cell.row == row and (size := _size(cell.text))]
        for cell, size in cells:
            others = [other for known, other in cells if known is not cell and _comparable(known.text, cell.text)]
            if len(others) < 2 or max(others) > _CLOSE * min(others):
                continue
            if size > _FAR * max(others) or size * _FAR < min(others):
                found.append(cell)
    return found


def _comparable(one: str, other: str) -> bool:
    first, second = _FIGURE.match(one.strip()), _FIGURE.match(other.strip())
    units = {match.groups() for match in (first, second) if match} - {("", "")}
    return len(units) < 2


def _size(text: str) -> float:
    match = _FIGURE.match(text.strip())
    return abs(float(re.sub(r"[^\d.]", "", text))) if match else 0.0
