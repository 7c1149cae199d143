"""Letters of ratings behind the figures of a table: `11.2 G`, `7.15 R`, `10.71¹ G`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.columns import Header
from grammar.ratings import parse_rating
from records import Cell, Grid

_BEHIND = re.compile(
    r"(?P<figure>(?=[^\s\d]{0,12}\d)\S{1,40}(?: ?%| [a-z]{1,24})?)\s{1,4}[(\[]?(?P<letter>[A-Z])[)\]]?"
)
_LETTERS = frozenset("GARB")
_LEAST = 3


def with_letter_ratings(grid: Grid, header: Header, rows: Sequence[int]) -> Grid:
    """The grid, letters behind figures taken as the marks of their cells.

    Only where they can be nothing else: several figures have one, green and one of amber and red occur, and no other
    letter does (`P` and `R` may say provisional and revised, `A` audited).
    """
    columns = [column.index for column in header.of("value", "previous", "comparator")]
    found = {(r, c): m for r in rows for c in columns if (m := _BEHIND.fullmatch(grid.rows[r][c].text)) is not None}
    letters = {match["letter"] for match in found.values()}
    if len(found) < _LEAST or "G" not in letters or not letters & set("AR") or not letters <= _LETTERS:
        return grid
    return replace(
        grid,
        rows=tuple(
            tuple(_rated(cell, found[r, c]) if (r, c) in found else cell for c, cell in enumerate(row))
            for r, row in enumerate(grid.rows)
        ),
    )


def _rated(cell: Cell, match: "re.Match[str]") -> Cell:
    mark = parse_rating(match["letter"])
    if mark is None or any(known.rag for known in cell.marks):
        return cell
    return replace(cell, text=match["figure"], marks=(*cell.marks, mark), exact=False)
