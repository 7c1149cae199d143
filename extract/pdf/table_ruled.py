"""Tables whose cells lines part: the smallest fields of a lattice, put together where no line parts them."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extract.pdf.groups import Groups
from extract.pdf.lines import rows_of
from extract.pdf.objects import PageObjects, Word, centre, holds
from extract.pdf.table_cells import Table, TableCell, chunks_of_words, grid_of
from extract.pdf.table_columns import chunks_of, columns_of, is_figure, row_bands, stacked_figures
from extract.pdf.table_repairs import without_slivers
from extract.pdf.table_rules import Edge, Lattice, positions
from extract.pdf.table_stacks import unstacked
from grammar.periods import parse_period
from records import Box

_SNAP = 2.6
_LEAST_ROW = 6.0
"""A row is at least this high, in points."""


def table_of_lattice(lattice: Lattice, page: PageObjects) -> Table | None:
    xs = positions(lattice.down)
    ys = positions(lattice.across)
    box = lattice.box
    words = [word for word in page.words if holds(box, word.box, 1)]
    if not words or len(ys) < 2:
        return None
    if len(xs) < 2:
        return None  # a rule above and below: by white space
    ys = sorted([*ys, *_ends_of_columns(lattice, xs, ys, words)])
    cells = _lattice_cells(lattice, xs, ys, words)
    if len(cells) < 2:
        return None
    table = _filled_table(cells, words, xs, ys, box)
    if table.columns < 2:
        return None
    if _holds_columns(table):
        return _half_ruled(words, ys, box)
    return table


def _at(edges: Sequence[Edge], places: Sequence[float]) -> list[list[Edge]]:
    """The edges drawn at each of some positions."""
    return [[edge for edge in edges if abs(edge.at - at) <= _SNAP] for at in places]


def _is_drawn(edges: Sequence[Edge], low: float, high: float) -> bool:
    """Whether edges, all at one position, cover half of low..high."""
    return sum(max(0.0, min(edge.end, high) - max(edge.start, low)) for edge in edges) >= 0.5 * (high - low)


def _lattice_cells(
    lattice: Lattice, xs: Sequence[float], ys: Sequence[float], words: Sequence[Word]
) -> list[tuple[int, int, int, int, Box]]:
    """Row, column, spans and box of each cell: the smallest fields, put together where no line parts them."""
    rows, columns = len(ys) - 1, len(xs) - 1
    together = Groups(rows * columns)
    down, across = _at(lattice.down, xs), _at(lattice.across, ys)
    for r in range(rows):
        for c in range(columns):
            i = r * columns + c
            if c + 1 < columns and not _is_drawn(down[c + 1], ys[r], ys[r + 1]):
                together.join(i, i + 1)
            if r + 1 < rows and not _is_drawn(across[r + 1], xs[c], xs[c + 1]):
                together.join(i, i + columns)
    groups: dict[int, list[tuple[int, int]]] = {}
    for r in range(rows):
        for c in range(columns):
            groups.setdefault(together.root(r * columns + c), []).append((r, c))
    cells = []
    for fields in groups.values():
        r0, r1 = min(r for r, _ in fields), max(r for r, _ in fields)
        c0, c1 = min(c for _, c in fields), max(c for _, c in fields)
        whole = len(fields) == (r1 - r0 + 1) * (c1 - c0 + 1)
        runs = _runs(fields, down, ys) if not whole or (r1 > r0 and c1 > c0) else []
        if whole and len(runs) > r1 - r0 + 1:  # columns above what no line parts from them
            whole = False
        if not whole:  # its fields apart, but those that words run across
            for r, a, b in runs:
                parts = [(a, b)] if b > a and _runs_across(words, ys[r], ys[r + 1], xs[a : b + 2]) else _each(a, b)
                cells += [
                    (r, first, 1, last - first + 1, (xs[first], ys[r], xs[last + 1], ys[r + 1]))
                    for first, last in parts
                ]
        else:
            cells.append((r0, c0, r1 - r0 + 1, c1 - c0 + 1, (xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1])))
    return sorted(cells)


def _runs(
    fields: Sequence[tuple[int, int]], down: Sequence[Sequence[Edge]], ys: Sequence[float]
) -> list[tuple[int, int, int]]:
    """Row, first and last column of the fields of a row that no line parts: words below all columns of a table, with no
    line above them, are one cell and no part of the cells above."""
    found: list[tuple[int, int, int]] = []
    for r, c in sorted(fields):
        if found and found[-1][0] == r and found[-1][2] == c - 1 and not _is_drawn(down[c], ys[r], ys[r + 1]):
            found[-1] = (r, found[-1][1], c)
        else:
            found.append((r, c, c))
    return found


def _each(first: int, last: int) -> list[tuple[int, int]]:
    return [(i, i) for i in range(first, last + 1)]


def _runs_across(words: Sequence[Word], top: float, bottom: float, xs: Sequence[float]) -> bool:
    """Whether a stretch of words reaches over an edge between fields of a row."""
    row = [word for word in words if top <= centre(word.box)[1] < bottom and xs[0] <= centre(word.box)[0] < xs[-1]]
    chunks = [chunk for line in rows_of(row) for chunk in chunks_of(line)] if row else []
    return any(chunk[0].box[0] < x - 1 and chunk[-1].box[2] > x + 1 for chunk in chunks for x in xs[1:-1])


def _ends_of_columns(lattice: Lattice, xs: Sequence[float], ys: Sequence[float], words: Sequence[Word]) -> list[float]:
    """The heights within a row at which all lines between columns begin or end together, words above and below, none
    across: another row begins there, though no line says so."""
    inner = [edge for edge in lattice.down if xs[0] + _SNAP < edge.at < xs[-1] - _SNAP]
    found: list[float] = []
    for y in sorted({edge.end for edge in inner} | {edge.start for edge in inner}):
        top = max((at for at in (*ys, *found) if at <= y), default=None)
        bottom = min((at for at in ys if at >= y), default=None)
        if top is None or bottom is None or min(y - top, bottom - y) < _LEAST_ROW:
            continue
        here = [edge for edge in inner if edge.start < bottom - _SNAP and edge.end > top + _SNAP]
        together = [edge for edge in here if min(abs(edge.start - y), abs(edge.end - y)) <= _SNAP]
        if len(together) < 2 or len(together) < len(here):
            continue
        row = [word for word in words if top <= centre(word.box)[1] < bottom]
        sides = {centre(word.box)[1] < y for word in row}
        if len(sides) == 2 and not any(word.box[1] < y - 2 and word.box[3] > y + 2 for word in row):
            found.append(y)
    return found


def _filled_table(
    cells: Sequence[tuple[int, int, int, int, Box]],
    words: Sequence[Word],
    xs: Sequence[float],
    ys: Sequence[float],
    box: Box,
) -> Table:
    """Words put into the cells that their middles lie in; rows and columns that hold nothing but borders go."""
    filled: list[TableCell] = []
    fields = _fields(words, xs, ys)
    for r, c, rs, cs, b in cells:
        inside = [item for i in range(r, r + rs) for j in range(c, c + cs) for item in fields.get((i, j), ())]
        if rs * cs > 1:
            inside.sort(key=lambda item: item[0])
        filled.extend(_split(TableCell(r, c, rs, cs, b, tuple(word for _, word in inside)), xs))
    rows = max(cell.row + cell.row_span for cell in filled)
    table = Table(box, tuple(sorted(filled, key=_order)), rows, len(xs) - 1, "ruled", "lines part its cells")
    return without_slivers(unstacked(table))


def _fields(
    words: Sequence[Word], xs: Sequence[float], ys: Sequence[float]
) -> dict[tuple[int, int], list[tuple[int, Word]]]:
    """The words of each of the smallest fields, by row and column, each with its place among all."""
    found: dict[tuple[int, int], list[tuple[int, Word]]] = {}
    for index, word in enumerate(words):
        x, y = centre(word.box)
        found.setdefault((bisect_right(ys, y) - 1, bisect_right(xs, x) - 1), []).append((index, word))
    return found


def _order(cell: TableCell) -> tuple[int, int]:
    return cell.row, cell.column


def _split(cell: TableCell, xs: Sequence[float]) -> list[TableCell]:
    """A wide cell in which words stand apart under the lines of the header: those lines part it, though not drawn."""
    if cell.column_span < 2 or len(chunks_of_words(cell.words)) < 2:
        return [cell]
    every = [chunk for row in rows_of(cell.words) for chunk in chunks_of(row)]
    stops = []
    for c in range(cell.column + 1, cell.column + cell.column_span):
        crossed = any(chunk[0].box[0] < xs[c] - 1 and chunk[-1].box[2] > xs[c] + 1 for chunk in every)
        if not crossed:
            stops.append(c)
    edges = [cell.column, *stops, cell.column + cell.column_span]
    parts = []
    for first, end in pairwise(edges):
        box = (xs[first], cell.box[1], xs[end], cell.box[3])
        words = tuple(word for word in cell.words if box[0] <= centre(word.box)[0] < box[2])
        parts.append(TableCell(cell.row, first, cell.row_span, end - first, box, words))
    held = [part for part in parts if part.words]
    return parts if len(held) >= 2 and all(len(chunks_of_words(part.words)) == 1 for part in held) else [cell]


def _holds_columns(table: Table) -> bool:
    """Cells in which figures stand beside words or each other, line after line: white space parts them further."""
    for cell in table.cells:
        if len(cell.words) < 4:
            continue
        rows = rows_of(cell.words)
        apart = [row for row in rows if _figures_apart(row)]
        if len(apart) >= 3 and len(apart) * 2 >= len(rows):
            return True
    for column in range(table.columns):
        own = [c for c in table.cells if c.column == column and c.column_span == 1 and c.words]
        apart_cells = [c for c in own if _figures_apart(c.words, only=True) and len(rows_of(c.words)) == 1]
        if len(apart_cells) >= 2 and len(apart_cells) * 2 >= len(own):
            return True
    wide = [c for c in table.cells if c.column_span == table.columns and c.words]
    return len([c for c in wide if len(chunks_of_words(c.words)) >= 2]) * 2 >= table.rows


def _figures_apart(row: Sequence[Word], *, only: bool = False) -> bool:
    if len(row) < 2:
        return False
    chunks = chunks_of(row)
    if len(chunks) < 2:
        return False
    if only:  # the periods below the bars of a chart are none
        return all(is_figure(c[0].text) and parse_period(" ".join(w.text for w in c)) is None for c in chunks)
    return any(is_figure(c[-1].text) for c in chunks[1:])


def _half_ruled(words: Sequence[Word], ys: Sequence[float], box: Box) -> Table | None:
    """Lines part rows, or only heads; white space parts columns."""
    bands = []
    for top, bottom in pairwise(ys):
        band = [w for w in words if top <= centre(w.box)[1] < bottom]
        bands += [band] if band else []
    rows = rows_of(words)
    columns = columns_of(rows)
    if len(columns) < 2:
        return None
    split = []
    for band in bands:
        lines = rows_of(band)
        parts = row_bands(lines, columns) if stacked_figures(lines, columns) else [list(range(len(lines)))]
        split += [[word for i in part for word in lines[i]] for part in parts]
    return grid_of(split, columns, box, "half ruled", "lines part its rows, white space its columns")
