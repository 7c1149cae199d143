"""Rows that no line parts, told from cells that print two figures above each other: `92.7%` over `(1,310)`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

from extract.pdf.lines import rows_of
from extract.pdf.objects import Word, centre
from extract.pdf.table_cells import Table, TableCell, text_of
from extract.pdf.table_columns import goes_on, is_figure
from grammar.periods import parse_period

_LEVEL = 3.0
"""Lines of two cells whose middles differ by less stand at the same height, in points."""
_MANY = 5
"""So many figures above each other are rows: no cell prints that many of its own."""
_PADDING = 6.0
"""The widest that the white space between the border of a cell and its words is taken to be, in points."""
_WRAPPED = 1.33
"""From a line of wrapped text to the next, in font sizes, where no cell of the table shows it."""
_APART = 1.2
"""Lines so many times as far from each other as those of wrapped text are no lines of one text."""
_SHORT = 6
"""Letters of a code, a letter or an arrow that stands for a row."""


@dataclass(frozen=True, slots=True)
class _Stack:
    """A cell with its lines of print from the top down, and the heights of their middles."""

    cell: TableCell
    lines: tuple[tuple[Word, ...], ...]
    heights: tuple[float, ...]

    @property
    def of_figures(self) -> bool:
        return _all_figures(self.cell.words)


class _Wrapping:
    """How far lines of wrapped text stand from each other in the rows of a table."""

    def __init__(self, rows: Sequence[Sequence[TableCell]]) -> None:
        self._rows = rows

    @cached_property
    def _leadings(self) -> list[tuple[float, int]]:
        """The least leading of each row that has one, the least of all first. Worked out where a row needs it."""
        found = []
        for r, row in enumerate(self._rows):
            stacks = (_stack(cell) for cell in row if len(cell.words) > 1)
            leadings = [_leading(stack) for stack in stacks if len(stack.lines) > 1]
            found += [(min(leadings), r)] if leadings else []
        return sorted(found)

    def beside(self, row: int) -> float:
        """From a line to the next, in font sizes, as the cells of the other rows show it."""
        return next((leading for leading, r in self._leadings if r != row), _WRAPPED)


def unstacked(table: Table) -> Table:
    """Rows that no line parts: cells of one row that each stack figures line by line, at the same heights.

    A cell may also hold two figures of one row, its share over its count. So the other cells have to repeat line by
    line too; where that leaves doubt the row stays whole, and what cannot be read in it is flagged as elsewhere.
    """
    cells: list[TableCell] = []
    added = 0
    by_row: list[list[TableCell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        by_row[cell.row].append(cell)
    wrapping = _Wrapping(by_row)
    for r, row in enumerate(by_row):
        tops = _shared_lines(row, wrapping)
        if len(tops) < 2:
            cells += [replace(cell, row=r + added) for cell in row] if added else row
            continue
        cells += _parted(row, tops, r + added)
        added += len(tops) - 1
    return replace(table, cells=tuple(cells), rows=table.rows + added) if added else table


def _parted(row: Sequence[TableCell], tops: Sequence[float], first: int) -> list[TableCell]:
    """The cells of a row as rows, from number `first` on, one for each height; no line of print is cut."""
    stops = [(a + b) / 2 for a, b in pairwise(tops)]
    edges = [min(cell.box[1] for cell in row), *stops, max(cell.box[3] for cell in row)]
    cells = []
    for cell in row:
        lines = _stack(cell)
        for k, (low, high) in enumerate(pairwise(edges)):
            within = [line for line, y in zip(lines.lines, lines.heights, strict=True) if low <= y < high]
            box = (cell.box[0], low, cell.box[2], high)
            words = tuple(word for line in within for word in line)
            cells.append(TableCell(first + k, cell.column, 1, cell.column_span, box, words))
    return cells


def _stack(cell: TableCell) -> _Stack:
    lines = tuple(tuple(line) for line in rows_of(cell.words))
    return _Stack(cell, lines, tuple(float(median(centre(word.box)[1] for word in line)) for line in lines))


def _shared_lines(row: Sequence[TableCell], wrapping: _Wrapping) -> tuple[float, ...]:
    """The heights of the lines that the cells of a row share, if at least two of them stack figures; () for one row."""
    if any(cell.row_span > 1 for cell in row) or sum(map(_may_stack_figures, row)) < 2:
        return ()
    cells = [_stack(cell) for cell in row if cell.words]
    stacks = [cell for cell in cells if len(cell.lines) >= 2 and cell.of_figures]
    first = max((cell.heights for cell in cells), key=len)
    if len(stacks) < 2 or len(stacks[0].lines) * 2 <= len(first):
        return ()
    if any(_wraps(cell) for cell in cells if cell.of_figures):
        return ()
    if not all(min(abs(y - height) for height in first) < _LEVEL for cell in cells for y in cell.heights):
        return ()
    apart = min(map(_leading, (cell for cell in cells if len(cell.lines) > 1))) > _APART * wrapping.beside(row[0].row)
    return first if _are_rows(cells, stacks, len(first), apart=apart) else ()


def _leading(cell: _Stack) -> float:
    """From a line of a cell to the next, at the least, in font sizes."""
    return min(b - a for a, b in pairwise(cell.heights)) / (max(word.ink.size for word in cell.cell.words) or 1.0)


def _are_rows(cells: Sequence[_Stack], stacks: Sequence[_Stack], count: int, *, apart: bool) -> bool:
    """Whether all cells of a row repeat line by line.

    A long list may lack entries. Of two to four lines none may lack: a code, a target or a rating that stands once is
    of all the lines beside it. And the lines have to be of their own: figures of one kind above each other, names
    that the width of their cell did not break, or lines farther `apart` than those of wrapped text. A code or a rating
    on each line tells as much as both.
    """
    if count >= _MANY:
        full = [cell for cell in cells if len(cell.lines) * 4 >= 3 * count]
        return len(full) >= 2 and all(cell in full for cell in cells if not cell.of_figures)
    if any(len(cell.lines) != count for cell in cells):
        return False
    names = [cell for cell in cells if not cell.of_figures and not _is_label(cell)]
    if any(_goes_on_small(cell) for cell in names):
        return False
    if len(names) == 1 and any(map(_is_label, cells)):
        return True
    return all(map(_is_of_one_kind, stacks)) and (apart or all(map(_is_list, names)))


def _is_label(cell: _Stack) -> bool:
    """Codes, letters of ratings, arrows: one short word on each line, all letters or all signs, none that goes on."""
    texts = [line[0].text for line in cell.lines if len(line) == 1 and len(line[0].text) <= _SHORT]
    return (
        len(texts) == len(cell.lines)
        and not any(text[0].isdigit() or text[0].islower() for text in texts)
        and (all(text[0].isalpha() for text in texts) or not any(c.isalnum() for text in texts for c in text))
    )


def _goes_on_small(cell: _Stack) -> bool:
    """A line that begins with a small letter goes on with the one above."""
    return any(line[0].text[0].islower() for line in cell.lines[1:])


def _is_list(cell: _Stack) -> bool:
    """Words of which a line ends though the next word had room on it: the width of the cell did not break them all."""
    left, _, right, _ = cell.cell.box
    edge = min(min(line[0].box[0] - left, right - line[-1].box[2]) for line in cell.lines)
    room = right - left - 2 * min(max(edge, 0.0), _PADDING)
    for above, below in pairwise(cell.lines):
        word = below[0].box[2] - below[0].box[0] + 0.3 * below[0].ink.size
        if above[-1].box[2] - above[0].box[0] + word < room:
            return True
    return False


def _is_of_one_kind(cell: _Stack) -> bool:
    """No share over a count or an amount, no figure over one in brackets or a fraction; stand-ins are of any kind."""
    kinds = {kind for line in cell.lines if (kind := _kind("".join(word.text for word in line)))}
    return len(kinds) < 2


def _kind(text: str) -> str:
    """What a line of figures is of; "" where it has none."""
    if not any(c.isdigit() for c in text):
        return ""
    if text[0] in "([" and text[-1] in ")]":
        return "aside"
    if "/" in text:
        return "fraction"
    return next((sign for sign in "%£$€" if sign in text), "figure")


def _wraps(cell: _Stack) -> bool:
    """A figure that goes on in the next line: `2,104 (2,020-` over `2,188)`."""
    return any(goes_on(line) for line in cell.lines[:-1])


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
