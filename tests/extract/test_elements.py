"""A text dump as lines and grids: four kinds of table give one kind of grid, and prose gives none."""

import pytest

from extract.reading import layout_of_bytes
from records import Grid, Line
from tests.extract.paper_for_tests import grids, only_grid, texts

ROWS = [["Measure", "Q1", "Q2"], ["Calls answered", "91%", "93%"], ["Letters answered", "88%", "n/a"]]


def test_tabs_make_a_grid() -> None:
    """Lines with tabs are rows; the line above and below are none."""
    text = "Our year\n" + "\n".join("\t".join(row) for row in ROWS) + "\nEnd of table.\n"
    assert grids(text) == [ROWS]
    assert texts(text) == ["Our year", "End of table."]


def test_a_rule_between_rows_is_no_row_however_long() -> None:
    """A line of dashes that ends in words is a row all the same (and looking at it takes no hours)."""
    rows = ["\t".join(row) for row in ROWS]
    assert grids("\n".join([rows[0], "---- ----\t----", *rows[1:]])) == [ROWS]
    long = "-" * 50_000
    assert grids("\n".join([rows[0], f"{long}\t", f"{long}Key\t1\t2", rows[1]]))[0][1][0] == f"{long}Key"


def test_markdown_pipes_make_a_grid() -> None:
    """The rule below the header is no row, and the bars at both ends are no cells."""
    lines = ["| " + " | ".join(row) + " |" for row in ROWS]
    assert grids("\n".join([lines[0], "|---|--:|:-:|", *lines[1:]])) == [ROWS]


def test_html_makes_a_grid() -> None:
    """Tags over several lines, entities and header cells included."""
    body = "".join("<tr>\n" + "\n".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    assert grids(f"<table border='1'>\n{body}\n</table>\n") == [ROWS]


def test_columns_of_blanks_make_a_grid() -> None:
    """Columns aligned by spaces, as `pdftotext -layout` writes them."""
    text = "\n".join(f"{row[0]:<24}{row[1]:<8}{row[2]}" for row in ROWS)
    assert grids(text) == [ROWS]


def test_a_name_wrapped_over_two_lines_is_one_cell() -> None:
    """In aligned text the second half of a name stands alone below the row of its figures."""
    text = (
        "Measure                      Q1      Q2\n"
        "Household waste sent for     41.2%   43.0%\n"
        "   reuse and recycling\n"
        "Calls answered               91%     93%\n"
        "Letters answered             88%     90%\n"
    )
    assert [row[0] for row in grids(text)[0]] == [
        "Measure",
        "Household waste sent for reuse and recycling",
        "Calls answered",
        "Letters answered",
    ]


def test_cells_that_span_leave_empty_places() -> None:
    """A header over two columns, and a code over two rows, keep the figures below in their columns."""
    text = (
        "<table><tr><th rowspan='2'>Ref</th><th colspan='2'>2014/15</th></tr><tr><th>Q1</th><th>Q2</th></tr>"
        "<tr><td rowspan='2'>A 1</td><td>5</td><td>6</td></tr><tr><td>7</td><td>8</td></tr></table>"
    )
    assert grids(text) == [[["Ref", "2014/15", ""], ["", "Q1", "Q2"], ["A 1", "5", "6"], ["", "7", "8"]]]


def test_rows_of_unequal_length_are_filled_up() -> None:
    """Converters leave out trailing empty cells."""
    assert grids("a\tb\tc\nd\t\ne\tf\n") == [[["a", "b", "c"], ["d", "", ""], ["e", "f", ""]]]


def test_trailing_empty_columns_go() -> None:
    """Tabs at the end of all rows are no columns."""
    assert grids("a\tb\t\t\nc\td\t\t\n") == [[["a", "b"], ["c", "d"]]]


def test_a_table_inside_a_cell_is_kept_with_it() -> None:
    """A tab cell that holds HTML has the inner table as a grid of its own."""
    found = only_grid("House prices\t<p>Monthly</p><table><tr><td>Feb</td><td>£1</td></tr></table>\n")
    cell = found.rows[0][1]
    assert cell.text == "Monthly"
    assert [[inner.text for inner in row] for row in cell.nested[0].rows] == [["Feb", "£1"]]


def test_places_are_lines_and_characters_of_the_file() -> None:
    """What stands at a cell's place in the file is the cell."""
    text = "\n\nCalls answered\t 91% \t↑\n"
    (found,) = [element for element in layout_of_bytes(text.encode()).elements if isinstance(element, Grid)]
    source = text.split("\n")
    for cell in found.rows[0]:
        place = cell.place
        assert place.line == 3 and source[place.line - 1][place.start : place.end] == cell.text


def test_marks_of_cells_are_read_and_words_hold_none() -> None:
    """A letter, an arrow or both in a cell are marks; a sentence with an arrow is none."""
    row = only_grid("Name\tG ↑\tR\tthe trend is ↑ as we said in the report for the last year\n").rows[0]
    assert [[mark.rag or mark.arrow for mark in cell.marks] for cell in row] == [[], ["G", "up"], ["R"], []]


def test_prose_is_no_table() -> None:
    """Sentences, a postal address, one pipe and a wide gap do not make a grid."""
    text = (
        "The council met on Monday.  It agreed the plan.\n"
        "Members asked for more.\n\n"
        "Town Hall | High Street\n\n"
        "- one\n- two\n"
    )
    assert grids(text) == []
    assert len(texts(text)) == 5


def test_tables_are_numbered_in_reading_order() -> None:
    """Numbers of tables are what findings name: 1, 2, 3 from the top, whatever kind they are."""
    text = "a\tb\n\nwords\n\n| c | d |\n|---|---|\n| 1 | 2 |\n\n<table><tr><td>e</td></tr></table>\n"
    found = [element for element in layout_of_bytes(text.encode()).elements if isinstance(element, Grid)]
    assert [(item.number, item.origin) for item in found] == [(1, "tabs"), (2, "pipes"), (3, "html")]


def test_blank_lines_before_a_line_are_counted() -> None:
    """A gap tells a heading from a line that goes on."""
    lines = [element for element in layout_of_bytes(b"one\n\n\ntwo\nthree\n").elements if isinstance(element, Line)]
    assert [line.gap for line in lines] == [0, 2, 0]


@pytest.mark.parametrize(
    "text",
    [
        "|---|---|\n|---|---|",
        "<b></b>\t<i></i>",
        "<table></table>",
        "<table><tr><td>a<table></table></td><td>b</td></tr></table>",
    ],
)
def test_no_grid_is_without_rows(text: str) -> None:
    """Rules alone, or a table that holds nothing, are no table."""
    for element in layout_of_bytes(f"Before\n{text}\nAfter".encode()).elements:
        if isinstance(element, Grid):
            assert all(element.rows)
            assert element.rows
            assert all(inner.rows for row in element.rows for cell in row for inner in cell.nested)


def test_a_rule_in_columns_is_no_row_however_long() -> None:
    """Strokes of line printers; words behind a long one make it a line like others."""
    rows = [f"{a:20}{b:10}{c:10}" for a, b, c in (*ROWS, ("Bins emptied", "99%", "98%"))]
    drawn = "-" * 18 + "  " + "=" * 8
    found = grids("\n".join([rows[0], drawn, *rows[1:]]))
    assert [[cell.strip() for cell in row] for row in found[0]] == [*ROWS, ["Bins emptied", "99%", "98%"]]
    long = "-=" * 20_000 + "---"
    assert grids("\n".join([rows[0], long, *rows[1:]])) == found
    assert f"{long}Key" in "".join(texts("\n".join([*rows, "", f"{long}Key", ""])))
