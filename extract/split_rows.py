"""Rows that a page break cuts in two: the rest of their words, at the top of the next page, is put back."""

from collections.abc import Sequence
from dataclasses import replace

from extract.grids import same_edges
from extract.headers import is_value_like
from records import Cell, Element, Grid, Line

_MOST_BETWEEN = 4
"""Lines that running heads and feet may put between a table and the rest of it."""


def with_split_rows(elements: Sequence[Element]) -> tuple[Element, ...]:
    """The elements of a paper, a table's last row made whole where the next page begins with the rest of its words.

    The rest has no figure and no mark, stands in columns in which the row above has words, and goes on in the middle of
    a sentence: it begins with a small letter.
    """
    found = list(elements)
    last: int | None = None
    for index, element in enumerate(found):
        if not isinstance(element, Grid):
            continue
        if last is not None and index - last - 1 <= _MOST_BETWEEN:
            above = found[last]
            between = found[last + 1 : index]
            if isinstance(above, Grid) and all(isinstance(e, Line) for e in between) and _is_rest(above, element):
                found[last], found[index] = _joined(above, element)
        last = index
    return tuple(found)


def _is_rest(above: Grid, below: Grid) -> bool:
    pages = (above.place.page, below.place.page)
    if pages[0] is None or pages[1] is None or pages[1] - pages[0] != 1 or above.width < 3:
        return False
    sides = (above.place.bbox, below.place.bbox)
    if sides[0] is None or sides[1] is None or not same_edges(sides[0], sides[1]):
        return False
    if above.width < below.width or len(below.rows) < 2:
        return False
    row, rest = above.rows[-1], below.rows[0]
    filled = [i for i, cell in enumerate(rest) if cell.text]
    if not filled or any(rest[i].marks or is_value_like(rest[i].text) for i in filled):
        return False
    if not rest[filled[0]].text[0].islower() or not any(is_value_like(cell.text) for cell in row):
        return False
    return all(row[i].text and not is_value_like(row[i].text) for i in filled)


def _joined(above: Grid, below: Grid) -> tuple[Grid, Grid]:
    rest = below.rows[0]
    row = tuple(
        _with(cell, rest[i]) if i < len(rest) and rest[i].text else cell for i, cell in enumerate(above.rows[-1])
    )
    return replace(above, rows=(*above.rows[:-1], row)), replace(below, rows=below.rows[1:])


def _with(cell: Cell, rest: Cell) -> Cell:
    return replace(cell, text=f"{cell.text} {rest.text}", exact=False, sure=min(cell.sure, rest.sure))
