"""A row that a page break cuts in two is put together again, and nothing else is."""

import pytest

from extract.split_rows import with_split_rows
from records import Cell, Element, Grid, Line, Mark, Place

HEADER = ("Ref", "Indicator", "Actual", "Comment")
LAST = ("A2", "Number of missed bins", "52", "Two rounds were late in")
REST = ("", "", "", "the first week of May")
NEXT = ("A3", "Complaints answered", "79.4%", "Below target")


def grid(*rows: tuple[str, ...], page: int = 1, left: float = 40.0, right: float = 550.0) -> Grid:
    """A table on a page between two edges."""
    where = Place(page=page, bbox=(left, 50, right, 700))
    cells = tuple(tuple(Cell(text, where) for text in row) for row in rows)
    return Grid(cells, page, "pdf", where)


def texts(elements: tuple[Element, ...]) -> list[list[tuple[str, ...]]]:
    """The rows of all tables."""
    return [[tuple(cell.text for cell in row) for row in item.rows] for item in elements if isinstance(item, Grid)]


def line(text: str) -> Line:
    """A line between two tables."""
    return Line(text, Place(page=1))


ABOVE = grid(HEADER, LAST)


def test_the_rest_of_a_comment_is_put_back() -> None:
    """Words at the top of the next page that go on in the middle of a sentence end the row above."""
    found = with_split_rows([ABOVE, line("Page 3"), grid(REST, NEXT, page=2)])
    assert texts(found) == [[HEADER, (*LAST[:3], "Two rounds were late in the first week of May")], [NEXT]]
    assert isinstance(found[1], Line) and len(found) == 3


def test_a_joined_cell_is_no_longer_that_of_the_file() -> None:
    """Its offsets lead nowhere, and it is as sure as the less sure of its parts."""
    below = grid(REST, NEXT, page=2)
    unsure = Grid((tuple(Cell(c.text, c.place, sure=0.4) for c in below.rows[0]), below.rows[1]), 2, "pdf", below.place)
    (first, _) = with_split_rows([ABOVE, unsure])
    assert isinstance(first, Grid)
    assert (first.rows[-1][3].exact, first.rows[-1][3].sure) == (False, 0.4)
    assert (first.rows[-1][1].exact, first.rows[-1][1].sure) == (True, 1.0)


def test_a_row_can_be_cut_on_each_of_several_pages() -> None:
    """The table goes on and on: each break is mended for itself."""
    third = grid(("", "", "", "and again in June"), ("A4", "Homes built", "7", ""), page=3)
    found = with_split_rows([ABOVE, grid(REST, (*NEXT[:3], "Late in May"), page=2), third])
    assert texts(found)[1:] == [[(*NEXT[:3], "Late in May and again in June")], [("A4", "Homes built", "7", "")]]


@pytest.mark.parametrize(
    "below",
    [
        grid(("", "", "61", "the first week of May"), NEXT, page=2),
        grid(("", "", "", "The first week of May"), NEXT, page=2),
        grid(("", "", "", "n/a"), NEXT, page=2),
        grid(REST, NEXT, page=3),
        grid(REST, NEXT, page=1),
        grid(REST, page=2),
        grid(REST, NEXT, page=2, left=80.0),
        grid(REST, NEXT, page=2, right=500.0),
        grid(HEADER, NEXT, page=2),
    ],
    ids=["figure", "capital", "sign", "two pages on", "same page", "alone", "left edge", "right edge", "header"],
)
def test_what_is_no_rest_stays_a_row(below: Grid) -> None:
    """Figures, new sentences, other tables and other pages: nothing is joined that may be a row of its own."""
    given = [ABOVE, below]
    assert with_split_rows(given) == tuple(given)


def test_a_rest_with_a_mark_stays_a_row() -> None:
    """A cell with a symbol is no rest of words."""
    below = grid(REST, NEXT, page=2)
    marked = (*below.rows[0][:3], Cell("the first week", below.place, marks=(Mark("▲", "glyph", arrow="up"),)))
    given = [ABOVE, Grid((marked, below.rows[1]), 2, "pdf", below.place)]
    assert with_split_rows(given) == tuple(given)


@pytest.mark.parametrize(
    "last",
    [("", "Housing", "", "Led by the housing team"), ("A2", "Number of missed bins", "52", "")],
    ids=["heading", "empty"],
)
def test_a_row_that_is_not_cut_takes_no_rest(last: tuple[str, ...]) -> None:
    """A heading has no figure; a cell without words cannot go on."""
    given = [grid(HEADER, last), grid(REST, NEXT, page=2)]
    assert with_split_rows(given) == tuple(given)


def test_too_much_between_two_tables_parts_them() -> None:
    """Running heads and feet are few lines; text of its own is more."""
    few, many = [line("Head")] * 4, [line("Prose")] * 5
    below = grid(REST, NEXT, page=2)
    assert len(texts(with_split_rows([ABOVE, *few, below]))[1]) == 1
    assert with_split_rows([ABOVE, *many, below]) == (ABOVE, *many, below)
