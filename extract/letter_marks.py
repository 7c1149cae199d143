"""Ratings in brackets behind figures (`40.6% [A]`, `41.0 (R)`): letters that elsewhere mean revised or audited."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from grammar.numbers import parse_quantity
from records import Cell, Element, Grid, Mark, Rag

_RATED = re.compile(r"(?P<figure>\S.*?)\s*(?P<mark>[\[(](?P<letter>[A-Z-])[\])])")
_RAGS: dict[str, Rag] = {"G": "G", "A": "A", "R": "R", "B": "B"}


def with_letter_marks(elements: Sequence[Element]) -> tuple[Element, ...]:
    """The elements, with such letters as marks of their cells, where all of a paper are those of ratings.

    Greens must be among them: `(R)` and `(A)` by themselves say that a figure was revised or audited.
    """
    letters = {match["letter"] for grid in _grids(elements) for row in grid.rows for c in row if (match := _match(c))}
    if not letters <= {*_RAGS, "-"} or "G" not in letters:
        return tuple(elements)
    return tuple(_marked(element) if isinstance(element, Grid) else element for element in elements)


def _grids(elements: Iterable[Element]) -> Iterable[Grid]:
    return (element for element in elements if isinstance(element, Grid))


def _match(cell: Cell) -> "re.Match[str] | None":
    match = _RATED.fullmatch(cell.text) if cell.text[-1:] in ("]", ")") else None
    if match is None or cell.marks or cell.nested:
        return None
    quantity = parse_quantity(match["figure"])
    return match if quantity is not None and (quantity.number is not None or quantity.missing) else None


def _marked(grid: Grid) -> Grid:
    return replace(grid, rows=tuple(tuple(_with_mark(cell) for cell in row) for row in grid.rows))


def _with_mark(cell: Cell) -> Cell:
    match = _match(cell)
    if match is None or match["letter"] not in _RAGS:
        return cell
    mark = Mark(match["mark"], "letter", rag=_RAGS[match["letter"]])
    return replace(cell, marks=(mark,))
