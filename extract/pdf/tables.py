"""The tables of a page: by their lines where lines part them, by white space where they do not.

Two readings are compared where both are possible: a box in which words stand in columns that no line parts is read by
white space.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extract.pdf.groups import Groups
from extract.pdf.lines import rows_of
from extract.pdf.objects import PageObjects, Word, centre, holds, union
from extract.pdf.table_columns import Column, chunks_of, column_at, columns_of, is_figure, row_bands, stacked_figures
from extract.pdf.table_rules import Edge, Lattice, lattices_of
from grammar.periods import parse_period
from records import Box

_SNAP = 2.6


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell with its words in reading order. Rows and columns are counted from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words, lines joined; a word that a hyphen breaks at the end of a line is put together."""
        return text_of(self.words)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its cells in reading order, and how it was found."""

    box: Box
    cells: tuple[TableCell, ...]
    rows: int
    columns: int
    method: str
    why: str


def tables_of(page: PageObjects) -> list[Table]:
    """All tables of a page, from the top down, none over another."""
    found: list[Table] = []
    for lattice in lattices_of(page):
        table = _of_lattice(lattice, page)
        if table is not None:
            found.append(table)
    found = _outermost(found)
    taken = {word for table in found for cell in table.cells for word in cell.words}
    loose = [w for w in page.words if w not in taken and w.ink.angle == 0 and not _inside_any(w, found)]
    found.extend(borderless(loose, found, page))
    return sorted(found, key=lambda table: (table.box[1], table.box[0]))


def text_of(words: Sequence[Word]) -> str:
    """Words of a cell as text, in lines from the top down."""
    if not words:
        return ""
    turned = [word for word in words if word.ink.angle in (90, 270)]
    if len(turned) == len(words):
        return _turned_text(words)
    text = ""
    for row in rows_of(words):
        line = " ".join(word.text for word in row)
        if text.endswith("-") and len(text) > 2 and text[-2].isalpha() and line[0].islower():
            text = text[:-1] + line
        else:
            text = f"{text} {line}" if text else line
    return text


def _turned_text(words: Sequence[Word]) -> str:
    up = words[0].ink.angle == 270
    ordered = sorted(words, key=lambda w: (round(w.box[0] if up else -w.box[0]), -w.box[3] if up else w.box[1]))
    return " ".join(word.text for word in ordered)


def _inside_any(word: Word, tables: Sequence[Table]) -> bool:
    return any(holds(table.box, word.box) for table in tables)


def _outermost(tables: Sequence[Table]) -> list[Table]:
    kept: list[Table] = []
    for table in sorted(tables, key=lambda t: -(t.box[2] - t.box[0]) * (t.box[3] - t.box[1])):
        if not any(holds(known.box, table.box) for known in kept):
            kept.append(table)
    return kept


# ------------------------------------------------------------------------------------------------ by lines
def _of_lattice(lattice: Lattice, page: PageObjects) -> Table | None:
    xs = _positions(lattice.down)
    ys = _positions(lattice.across)
    box = lattice.box
    words = [word for word in page.words if holds(box, word.box, 1)]
    if not words or len(ys) < 2:
        return None
    if len(xs) < 2:
        return None  # a rule above and below: by white space
    cells = _lattice_cells(lattice, xs, ys)
    if len(cells) < 2:
        return None
    table = _filled_table(cells, words, xs, ys, box)
    if table.columns < 2:
        return None
    if _holds_columns(table):
        return _half_ruled(words, ys, box)
    return table


def _positions(edges: Sequence[Edge]) -> list[float]:
    found: list[float] = []
    for at in sorted(edge.at for edge in edges):
        if not found or at - found[-1] > _SNAP:
            found.append(at)
    return found


def _coverage(edges: Sequence[Edge], at: float, low: float, high: float) -> float:
    """How much of low..high is drawn at a position."""
    return sum(max(0.0, min(edge.end, high) - max(edge.start, low)) for edge in edges if abs(edge.at - at) <= _SNAP)


def _lattice_cells(lattice: Lattice, xs: Sequence[float], ys: Sequence[float]) -> list[tuple[int, int, int, int, Box]]:
    """Row, column, spans and box of each cell: the smallest fields, put together where no line parts them."""
    rows, columns = len(ys) - 1, len(xs) - 1
    together = Groups(rows * columns)
    for r in range(rows):
        for c in range(columns):
            i = r * columns + c
            if c + 1 < columns and _coverage(lattice.down, xs[c + 1], ys[r], ys[r + 1]) < 0.5 * (ys[r + 1] - ys[r]):
                together.join(i, i + 1)
            if r + 1 < rows and _coverage(lattice.across, ys[r + 1], xs[c], xs[c + 1]) < 0.5 * (xs[c + 1] - xs[c]):
                together.join(i, i + columns)
    groups: dict[int, list[tuple[int, int]]] = {}
    for r in range(rows):
        for c in range(columns):
            groups.setdefault(together.root(r * columns + c), []).append((r, c))
    cells = []
    for fields in groups.values():
        r0, r1 = min(r for r, _ in fields), max(r for r, _ in fields)
        c0, c1 = min(c for _, c in fields), max(c for _, c in fields)
        if len(fields) != (r1 - r0 + 1) * (c1 - c0 + 1):  # no rectangle: leave its fields apart
            cells += [(r, c, 1, 1, (xs[c], ys[r], xs[c + 1], ys[r + 1])) for r, c in fields]
        else:
            cells.append((r0, c0, r1 - r0 + 1, c1 - c0 + 1, (xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1])))
    return sorted(cells)


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
    return _without_slivers(_unstacked(table))


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
    chunks = chunks_of_words(cell.words)
    if cell.column_span < 2 or len(chunks) < 2:
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


def _unstacked(table: Table) -> Table:
    """Rows that no line parts: cells of one row that each stack figures line by line, at the same heights."""
    cells: list[TableCell] = []
    added = 0
    for r in range(table.rows):
        row = [cell for cell in table.cells if cell.row == r]
        tops = _shared_lines(row)
        if len(tops) < 2:
            cells += [replace(cell, row=cell.row + added) for cell in row]
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
    if any(cell.row_span > 1 for cell in row):
        return []
    lines = [[centre(line[0].box)[1] for line in rows_of(cell.words)] for cell in row]
    stacks = [
        heights for cell, heights in zip(row, lines, strict=True) if len(heights) >= 2 and _all_figures(cell.words)
    ]
    first = max(lines, key=len, default=[])
    if len(stacks) < 2:
        return []
    shared = all(any(abs(y - height) < 3 for height in first) for stack in stacks for y in stack)
    full = sum(1 for heights in lines if len(heights) * 4 >= 3 * len(first))
    return first if shared and full >= 2 and len(stacks[0]) * 2 > len(first) else []


def _all_figures(words: Sequence[Word]) -> bool:
    """Figures and nothing else; periods of a header are none."""
    if not words or not all(is_figure(word.text) for word in words) or parse_period(text_of(words)) is not None:
        return False
    return any(c.isdigit() for word in words for c in word.text) and not any(
        parse_period(word.text) is not None for word in words
    )


def _without_slivers(table: Table) -> Table:
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
        apart_cells = [c for c in own if len(rows_of(c.words)) == 1 and _figures_apart(c.words, only=True)]
        if len(apart_cells) >= 2 and len(apart_cells) * 2 >= len(own):
            return True
    wide = [c for c in table.cells if c.column_span == table.columns and c.words]
    return len([c for c in wide if len(chunks_of_words(c.words)) >= 2]) * 2 >= table.rows


def _figures_apart(row: Sequence[Word], *, only: bool = False) -> bool:
    chunks = chunks_of(row)
    if len(chunks) < 2:
        return False
    return all(is_figure(c[0].text) for c in chunks) if only else any(is_figure(c[-1].text) for c in chunks[1:])


def chunks_of_words(words: Sequence[Word]) -> list[list[Word]]:
    """The chunks of the line of words that has most of them."""
    return max((chunks_of(row) for row in rows_of(words)), key=len, default=[])


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
    return _grid_of(split, columns, box, "half ruled", "lines part its rows, white space its columns")


# ------------------------------------------------------------------------------------------------ by white space
def _grid_of(
    bands: Sequence[Sequence[Word]], columns: Sequence[Column], box: Box, method: str, why: str
) -> Table | None:
    """Cells from bands of words over columns; a stretch of words over several columns spans them."""
    cells: list[TableCell] = []
    for r, band in enumerate(bands):
        slots: dict[tuple[int, int], list[Word]] = {}
        for line in rows_of(band):
            for chunk in chunks_of(line):
                slots.setdefault(column_at(columns, chunk[0].box[0], chunk[-1].box[2]), []).extend(chunk)
        for (first, last), words in _disjoint(slots).items():
            cells.append(TableCell(r, first, 1, last - first + 1, union([w.box for w in words]), tuple(words)))
    if not cells:
        return None
    whole = union([box, *(cell.box for cell in cells)])
    return Table(whole, _with_empty(cells, len(bands), columns, bands), len(bands), len(columns), method, why)


def _disjoint(slots: dict[tuple[int, int], list[Word]]) -> dict[tuple[int, int], list[Word]]:
    """Slots that overlap, put together."""
    merged: list[tuple[int, int, list[Word]]] = []
    for (first, last), words in sorted(slots.items()):
        if merged and first <= merged[-1][1]:
            low, high, known = merged[-1]
            merged[-1] = (low, max(high, last), [*known, *words])
        else:
            merged.append((first, last, list(words)))
    return {(first, last): words for first, last, words in merged}


def _with_empty(
    cells: Sequence[TableCell], rows: int, columns: Sequence[Column], bands: Sequence[Sequence[Word]]
) -> tuple[TableCell, ...]:
    """The cells and the empty places between them, which may hold symbols."""
    taken = {(cell.row, c) for cell in cells for c in range(cell.column, cell.column + cell.column_span)}
    edges = [columns[0].left - 2]
    edges += [(a.right + b.left) / 2 for a, b in pairwise(columns)]
    edges.append(columns[-1].right + 2)
    empty = []
    for r in range(rows):
        top = min(word.box[1] for word in bands[r])
        bottom = max(word.box[3] for word in bands[r])
        empty += [
            TableCell(r, c, 1, 1, (edges[c], top, edges[c + 1], bottom), ())
            for c in range(len(columns))
            if (r, c) not in taken
        ]
    return tuple(sorted([*cells, *empty], key=lambda cell: (cell.row, cell.column)))


def borderless(words: Sequence[Word], tables: Sequence[Table], page: PageObjects) -> list[Table]:
    """Tables that only white space shows: stretches of lines whose chunks line up, figures among them."""
    found: list[Table] = []
    strip: list[list[Word]] = []
    lows = sorted(table.box[1] for table in tables)
    last_bottom: float | None = None
    for row in rows_of(words):
        top = min(word.box[1] for word in row)
        size = median(word.ink.size for word in row)
        barrier = last_bottom is not None and any(last_bottom <= low <= top for low in lows)
        if strip and last_bottom is not None and (top - last_bottom > 3.0 * size or barrier):
            found.extend(_in_strip(strip))
            strip = []
        strip.append(row)
        last_bottom = max(word.box[3] for word in row)
    found.extend(_in_strip(strip))
    return found


def _in_strip(rows: Sequence[list[Word]]) -> list[Table]:
    """The tables among lines that follow each other closely."""
    tabular = [_is_tabular(row) for row in rows]
    found = []
    i = found_to = 0
    while i < len(rows):
        if not tabular[i]:
            i += 1
            continue
        end = i
        quiet = 0
        for j in range(i + 1, len(rows)):
            if tabular[j]:
                end, quiet = j, 0
            else:
                quiet += 1
                if quiet > 2 or _is_prose(rows[j], rows[i : end + 1]):
                    break
        first, last = _absorbed(rows, i, end, floor=found_to)
        table = _table_of(rows[first : last + 1])
        if table is not None:
            found.append(table)
            found_to = last + 1
        i = last + 1
    return found


def _absorbed(rows: Sequence[list[Word]], first: int, last: int, floor: int) -> tuple[int, int]:
    """The lines of a table and those close above and below that lie within its columns: a header's first line, the
    last line of a wrapped name."""
    columns = columns_of(rows[first : last + 1])
    if len(columns) < 2:
        return first, last
    while first > floor and _fits(rows[first - 1], rows[first], columns):
        first -= 1
    while last + 1 < len(rows) and _fits(rows[last + 1], rows[last], columns):
        last += 1
    return first, last


def _fits(row: Sequence[Word], beside: Sequence[Word], columns: Sequence[Column]) -> bool:
    size = median(word.ink.size for word in row)
    top, bottom = min(w.box[1] for w in row), max(w.box[3] for w in row)
    gap = max(min(w.box[1] for w in beside) - bottom, top - max(w.box[3] for w in beside))
    if gap > 0.45 * size or row[0].ink.size > beside[0].ink.size + 0.6:
        return False
    for chunk in chunks_of(row):
        left, right = chunk[0].box[0], chunk[-1].box[2]
        over, until = column_at(columns, left, right)
        column = columns[over]
        if over != until or left < column.left - size or right > column.right + size or right - left > 30 * size:
            return False
    return True


def _is_tabular(row: Sequence[Word]) -> bool:
    """Two or more chunks far apart."""
    chunks = chunks_of(row)
    gaps = [b[0].box[0] - a[-1].box[2] for a, b in pairwise(chunks)]
    size = median(word.ink.size for word in row)
    return len(chunks) >= 2 and max(gaps) > 1.1 * size


def _is_prose(row: Sequence[Word], table: Sequence[Sequence[Word]]) -> bool:
    """A full line of words across the width of the table."""
    left = min(word.box[0] for line in table for word in line)
    right = max(word.box[2] for line in table for word in line)
    width = max(word.box[2] for word in row) - min(word.box[0] for word in row)
    return len(chunks_of(row)) == 1 and width > 0.75 * (right - left) and len(row) > 6


def _table_of(rows: Sequence[list[Word]]) -> Table | None:
    if len(rows) < 2:
        return None
    columns = columns_of(rows)
    if len(columns) < 2:
        return None
    figures = sum(
        1 for row in rows for chunk in chunks_of(row)[1:] if is_figure(chunk[0].text) or is_figure(chunk[-1].text)
    )
    if figures < 2 or figures < 0.4 * len(rows):
        return None
    bands = [[word for i in band for word in rows[i]] for band in row_bands(rows, columns)]
    if len(bands) < 2:
        return None
    box = union([word.box for row in rows for word in row])
    return _grid_of(bands, columns, box, "white space", "no lines part it; its words stand in columns")
