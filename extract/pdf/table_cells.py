"""A table as it is found on a page: cells with words, and what is common to the ways of finding it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.pdf.lines import after_break, rows_of
from extract.pdf.objects import Word, union
from extract.pdf.table_columns import Column, chunks_of, column_at, parted
from records import Box, quick


@quick
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


def text_of(words: Sequence[Word]) -> str:
    """Words of a cell as text, in lines from the top down."""
    if len(words) < 2:
        return words[0].text if words else ""
    turned = [word for word in words if word.ink.angle in (90, 270)]
    if len(turned) == len(words):
        return _turned_text(words)
    text, above = "", 0
    for row in rows_of(words):
        line = " ".join(word.text for word in row)
        if _RUNS_ON.fullmatch(text.rsplit("; ", 1)[-1]) and _GROUP.match(line):
            text = f"{text}; {line}"
        else:
            text = text + line if above == 1 and _ends_word(text, line) else after_break(text, line)
        above = len(row)
    return text


_RUNS_ON = re.compile(r"[(£]?[-−–]?\s?£?\d{1,3}(?:,\d{3})*|[-−–—]")
_GROUP = re.compile(r"£?\d[\d,.]*%?(?!\S)")
"""A figure over another is not one figure with a space in it, `12` over `345`, and a dash over one is no minus."""


_LONG = 7
"""Letters of a word that may be too long for its column."""
_ENDS = frozenset(
    (
        *("s", "n", "d", "g", "t", "y", "l", "r", "e", "ns", "ng", "ed", "ts", "ds", "rs", "ly", "nt", "ce", "al"),
        *("ing", "ion", "ions", "ent", "ents", "ies", "ers", "ess", "ity"),
    )
)
"""Ends of words that are no words: what is left where a narrow column breaks a long word without a hyphen."""


def _ends_word(text: str, line: str) -> bool:
    """Whether a line begins with the end of the word that stands alone in the line above."""
    last, first = text.rsplit(" ", 1)[-1], line.split(" ", 1)[0]
    return len(last) >= _LONG and last.isalpha() and first in _ENDS


def _turned_text(words: Sequence[Word]) -> str:
    up = words[0].ink.angle == 270
    ordered = sorted(words, key=lambda w: (round(w.box[0] if up else -w.box[0]), -w.box[3] if up else w.box[1]))
    return " ".join(word.text for word in ordered)


def chunks_of_words(words: Sequence[Word]) -> list[list[Word]]:
    """The chunks of the line of words that has most of them."""
    return max((chunks_of(row) for row in rows_of(words)), key=len, default=[])


def grid_of(
    bands: Sequence[Sequence[Word]],
    columns: Sequence[Column],
    box: Box,
    method: str,
    why: str,
    cuts: Sequence[float] = (),
) -> Table | None:
    """Cells from bands of words over columns; a stretch of words over several columns spans them."""
    cells: list[TableCell] = []
    for r, band in enumerate(bands):
        slots: dict[tuple[int, int], list[Word]] = {}
        for line in rows_of(band):
            chunks = chunks_of(line, cuts)
            for chunk in chunks if len(chunks) == 1 else [part for c in chunks for part in parted(c, columns, line)]:
                slots.setdefault(column_at(columns, chunk[0].box[0], chunk[-1].box[2]), []).extend(chunk)
        for (first, last), words in _disjoint(slots).items():
            cells.append(TableCell(r, first, 1, last - first + 1, union([w.box for w in words]), tuple(words)))
    if not cells:
        return None
    cells = _spread(cells, columns)
    whole = union([box, *(cell.box for cell in cells)])
    return Table(whole, _with_empty(cells, len(bands), columns, bands), len(bands), len(columns), method, why)


_MIDDLE = 3.0
"""How far the middle of a header may be from the middle of the columns that it stands over, in points."""
_MOST_COLUMNS = 26


def _spread(cells: Sequence[TableCell], columns: Sequence[Column]) -> list[TableCell]:
    """Headers in the middle over several columns each, `2012` over October to December, span these columns: that there
    is white space beside a header does not say that it is of the one column below it.

    Only where a row of headers stands above a row that has words in each column, and where there is but one way to part
    the columns among the headers so that each stands in the middle of its own.
    """
    rows: dict[int, list[TableCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    spans: dict[TableCell, tuple[int, int]] = {}
    for r in sorted(rows)[:2]:
        heads = [cell for cell in rows[r] if cell.column > 0]
        below = {cell.column for cell in rows.get(r + 1, ()) if cell.column_span == 1}
        first = min(below - {0}, default=0)
        under = list(range(first, len(columns)))
        if not first or not 2 <= len(heads) < len(under) <= _MOST_COLUMNS or not below.issuperset(under):
            continue
        if any(cell.column_span > 1 for cell in heads):
            continue
        ways = _ways([(cell.box[0] + cell.box[2]) / 2 for cell in heads], first, columns)
        if len(ways) == 1 and _is_sure(heads, ways[0], rows[r + 1]):
            spans.update(zip(heads, ways[0], strict=True))
    return [
        replace(cell, column=spans[cell][0], column_span=spans[cell][1] - spans[cell][0] + 1) if cell in spans else cell
        for cell in cells
    ]


def _is_sure(heads: Sequence[TableCell], way: Sequence[tuple[int, int]], below: Sequence[TableCell]) -> bool:
    """Headers of as many columns each; or none of several that begins where one below it does, as headers at the left
    of their columns do."""
    if not all(a <= cell.column <= b for cell, (a, b) in zip(heads, way, strict=True)):
        return False
    if len({b - a for a, b in way}) == 1:
        return True
    wide = [cell for cell, (a, b) in zip(heads, way, strict=True) if b > a]
    return not any(abs(cell.box[0] - under.box[0]) < _MIDDLE for cell in wide for under in below)


def _ways(middles: Sequence[float], first: int, columns: Sequence[Column]) -> list[list[tuple[int, int]]]:
    """All ways to part the columns from `first` on into neighbours, one part below each of some middles."""
    last = len(columns) - 1
    if not middles:
        return [[]] if first > last else []
    ends = [
        b for b in range(first, last + 1) if abs((columns[first].left + columns[b].right) / 2 - middles[0]) < _MIDDLE
    ]
    return [[(first, b), *rest] for b in ends for rest in _ways(middles[1:], b + 1, columns)]


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
