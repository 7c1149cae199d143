"""Lines and grids of a text dump: four kinds of table, and prose that is none of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.reading import layout_of_bytes
from records import Grid, Line

HEADED = [["Indicator", "Target", "Actual"], ["Calls answered", "90%", "81%"], ["Letters answered", "90%", "95%"]]
TABS = "\n".join("\t".join(row) for row in HEADED)
BARS = ["| " + " | ".join(row) + " |" for row in HEADED]
PIPES = "\n".join([BARS[0], "|---|---:|---|", *BARS[1:]])
HTML = "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>\n" for row in HEADED) + "</table>"
ALIGNED = "\n".join(f"{name:<24}{target:<10}{actual}" for name, target, actual in HEADED)


def grids(text: str) -> list[Grid]:
    """The tables of a text."""
    return [element for element in layout_of_bytes(text.encode()).elements if isinstance(element, Grid)]


def lines(text: str) -> list[str]:
    """What stands outside tables."""
    return [element.text for element in layout_of_bytes(text.encode()).elements if isinstance(element, Line)]


def cells(grid: Grid) -> list[list[str]]:
    """The texts of a grid."""
    return [[cell.text for cell in row] for row in grid.rows]


@pytest.mark.parametrize(
    ("text", "origin"), [(TABS, "tabs"), (PIPES, "pipes"), (HTML, "html"), (ALIGNED, "aligned")], ids=lambda v: v[:9]
)
def test_one_grid_from_four_kinds_of_table(text: str, origin: str) -> None:
    """Tabs, pipes, HTML and blanks give the same cells, so no reader knows where they came from."""
    (grid,) = grids(f"Heading\n\n{text}\n\nText after it.\n")
    assert (cells(grid), grid.origin) == (HEADED, origin)
    assert lines(f"Heading\n\n{text}\n\nText after it.\n") == ["Heading", "Text after it."]


@pytest.mark.parametrize("text", [TABS, PIPES, HTML, ALIGNED], ids=["tabs", "pipes", "html", "aligned"])
def test_a_cell_knows_its_spot(text: str) -> None:
    """Line and characters of each cell hold its text."""
    raw = f"Heading\n\n{text}\n".split("\n")
    (grid,) = grids("\n".join(raw))
    for r, row in enumerate(grid.rows):
        for c, cell in enumerate(row):
            place = cell.place
            assert place.line is not None and (place.row, place.column) == (r, c)
            assert cell.text in raw[place.line - 1][place.start : place.end]


@pytest.mark.parametrize(
    "text",
    [
        "Cabinet noted the report.  It was agreed.\nMembers thanked staff.  The meeting closed.",
        "Costs rose | see below",
        "- first item\n- second item\n- third item",
        "The rate fell to <5 in Q1 and >90% of calls were answered.",
        "Title of the paper",
    ],
)
def test_prose_is_no_table(text: str) -> None:
    """Two blanks after a full stop, one pipe, bullets and signs of comparison make no grid."""
    assert grids(text) == [] and len(lines(text)) == len(text.split("\n"))


def test_rows_of_unequal_length_are_padded() -> None:
    """Short rows get empty cells at their end, columns empty throughout go."""
    (grid,) = grids("a\tb\tc\t\t\nd\t\t\t\t\ne\tf\t\t\t")
    assert cells(grid) == [["a", "b", "c"], ["d", "", ""], ["e", "f", ""]]


def test_cells_over_rows_and_columns_leave_empty_places() -> None:
    """A year over its quarters stands in the first of them."""
    html = (
        "<table><tr><th rowspan='2'>Name</th><th colspan='2'>2020/21</th></tr>\n"
        "<tr><th>Q1</th><th>Q2</th></tr>\n<tr><td>Calls</td><td>81</td><td>82</td></tr></table>"
    )
    (grid,) = grids(html)
    assert cells(grid) == [["Name", "2020/21", ""], ["", "Q1", "Q2"], ["Calls", "81", "82"]]


def test_a_table_inside_a_cell_is_kept_in_it() -> None:
    """A nested table neither vanishes nor breaks the row that it stands in."""
    (grid,) = grids("Homes sold\t<table><tr><td>2016</td><td>214</td></tr></table>\nHomes built\t12")
    (nested,) = grid.rows[0][1].nested
    assert cells(nested) == [["2016", "214"]] and cells(grid)[1] == ["Homes built", "12"]


def test_a_table_is_not_carried_over_a_blank_line() -> None:
    """Two tables with a gap are two grids with numbers of their own."""
    assert [grid.number for grid in grids(f"{TABS}\n\n{TABS}")] == [1, 2]


def test_marks_of_cells_and_lines_are_read() -> None:
    """Ratings and arrows in cells of their own are marks; in sentences they are words."""
    (grid,) = grids("Calls\tG\t↑\nLetters\tR\t↓")
    assert [mark.rag or mark.arrow for cell in grid.rows[0] for mark in cell.marks] == ["G", "up"]
    elements = layout_of_bytes(b"The green bin round was moved to Friday because of the holiday.").elements
    assert all(isinstance(element, Line) and not element.marks for element in elements)


@given(st.text("ab1%\t|<>/td \n-", max_size=200).filter(lambda text: text.strip(" \t\n")))
def test_no_printed_word_is_left_out(text: str) -> None:
    """Whatever the text, its grids are rectangular, and its figures are in a line or a cell."""
    layout = layout_of_bytes(text.encode())
    found = "".join(lines(text)) + "".join(c for grid in grids(text) for row in cells(grid) for c in row)
    assert all(len({len(row) for row in grid.rows}) <= 1 for grid in grids(text))
    if "<" not in text:
        assert found.count("1") == text.count("1")
    assert layout.lines == text.count("\n") + 1


def test_an_escaped_bar_in_markdown_is_no_separator() -> None:
    """`Calls \\| visits` is one cell."""
    found = grids("| Measure | Q1 | Q2 |\n|---|---|---|\n| Calls \\| visits | 91 | 92 |\n| Letters | 81 | 82 |\n")
    assert [cell.text for cell in found[0].rows[1]] == ["Calls | visits", "91", "92"]


def test_a_name_whose_figures_stand_beside_its_last_line() -> None:
    """Aligned text: `Calls answered within` over `twenty seconds    91%`."""
    body = (
        "Measure                     Q1       Q2       Target\n"
        "Calls answered within\n"
        "twenty seconds              91%      92%      90%\n"
        "Letters answered            81%      82%      80%\n"
        "Forms                       71%      72%      70%\n"
    )
    assert [row[0].text for row in grids(body)[0].rows] == [
        "Measure",
        "Calls answered within twenty seconds",
        "Letters answered",
        "Forms",
    ]


def test_a_heading_over_several_items_joins_none_of_them() -> None:
    """Two rows in lower case below one line: it heads both, and is no part of the first."""
    body = (
        "Measure                     Q1       Q2       Target\n"
        "Children\n"
        "looked after                91       92       90\n"
        "on a plan                   81       82       80\n"
        "Forms                       71       72       70\n"
    )
    assert [row[0].text for row in grids(body)[0].rows] == ["Measure", "Children", "looked after", "on a plan", "Forms"]
