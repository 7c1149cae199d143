"""HTML and Markdown inside text dumps: tags go, words and tables stay, hostile markup does no harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.markup import has_markup, plain


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<p>May 2017 result</p> <p>47.82%</p>", "May 2017 result\n47.82%"),
        ("one<br/>two", "one\ntwo"),
        ("<span style='x'>93</span>%", "93%"),
        ("Rent &amp; rates &pound;5", "Rent & rates £5"),
        ("&#8593; better", "↑ better"),
        ("**Bold** and *slanted*", "Bold and slanted"),
        ("[the plan](https://example.org/plan)", "the plan"),
        ("a \u00a0  b\u2003c", "a b c"),
    ],
)
def test_tags_entities_and_emphasis_go(raw: str, text: str) -> None:
    """What is left is what a reader sees."""
    assert plain(raw).text == text


@pytest.mark.parametrize("raw", ["<5", "5 < 6 and 7 > 2", "AT&T", "<0.1%", "x < 3", "* note", "2 * 3 * 4", "5*", "R&D"])
def test_signs_that_are_no_markup_stay(raw: str) -> None:
    """A suppressed count (`<5`), an ampersand or a footnote star is text."""
    assert plain(raw).text == raw
    assert not has_markup(raw)


def test_bold_is_told_where_all_of_it_is() -> None:
    """A group heading is bold as a whole; a bold word in a sentence makes none."""
    assert plain("<b>Metrics</b>").bold
    assert plain("**Metrics**").bold
    assert not plain("<b>Metrics</b> of the year").bold


def test_a_table_in_a_cell_is_taken_apart() -> None:
    """The table's cells come by rows, and its text is not part of the cell's own."""
    found = plain("<p>Each month</p><table><tr><th>Feb</th><td>1</td></tr><tr><th>Mar</th><td>2</td></tr></table>")
    assert found.text == "Each month"
    assert [[cell.text for cell in row] for row in found.tables[0]] == [["Feb", "1"], ["Mar", "2"]]


def test_a_table_in_a_table_belongs_to_its_cell() -> None:
    """Only the outer table makes rows; the inner one's words stay with the cell they stood in."""
    raw = "<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table>"
    (table,) = plain(raw).tables
    assert len(table) == 1 and len(table[0]) == 2
    assert "b" in table[0][0].text and table[0][1].text == "c"


def test_offsets_lead_back_into_the_source() -> None:
    """Each cell of a table can be found again in the text it came from."""
    raw = "x <table><tr><td>12%</td><td>13%</td></tr></table>"
    cells = plain(raw).tables[0][0]
    assert all(cell.text in raw[cell.offset : cell.end] for cell in cells)


@pytest.mark.parametrize(
    ("value", "span"), [("2", 2), ("60", 60), ("61", 1), ("999999999", 1), ("-1", 1), ("0", 1), ("x", 1), ("", 1)]
)
def test_hostile_spans_count_as_one(value: str, span: int) -> None:
    """A cell that claims millions of columns must not fill the memory."""
    (table,) = plain(f"<table><tr><td colspan='{value}' rowspan='{value}'>a</td></tr></table>").tables
    assert (table[0][0].column_span, table[0][0].row_span) == (span, span)


@pytest.mark.parametrize("raw", ["<table><tr><td>1", "<td>1</td>", "</table></td>", "<table><td>1<td>2", "<b><b>x"])
def test_markup_that_is_never_closed_is_read_as_far_as_it_goes(raw: str) -> None:
    """Converters cut tables off: no text of theirs is lost."""
    found = plain(raw)
    inside = " ".join(cell.text for table in found.tables for row in table for cell in row)
    assert [c for c in "12x" if c in raw] == [c for c in "12x" if c in f"{found.text} {inside}"]


@given(st.text(st.sampled_from("<>/&;#tabledrhp 1%*[]()\n\"'="), max_size=60))
def test_no_markup_brings_reading_down(raw: str) -> None:
    """Any heap of brackets and letters gives squeezed text."""
    text = plain(raw).text
    assert text == text.strip()
    assert "  " not in text


HIDDEN = """<table><tr><th>Measure</th><th>Q1</th><th>Q2</th></tr>
<tr><td>Calls</td><td>9<span style="display:none">7</span></td><td style="display: none">5</td><td>8</td></tr>
<tr style="DISPLAY:NONE"><td>Ghosts</td><td>1</td><td>2</td></tr>
<tr hidden><td>Spirits<td>1<td>2
<tr><td>Letters</td><td>6<br hidden></td><td>7</td></tr></table>
<table style="visibility:hidden"><tr><td>Old</td></tr></table>"""


def test_what_nobody_sees_is_not_read() -> None:
    """Rows, cells and parts of cells that are not shown; the end tags that HTML leaves out end them too."""
    rows = [[cell.text for cell in row] for table in plain(HIDDEN).tables for row in table]
    assert rows == [["Measure", "Q1", "Q2"], ["Calls", "9", "8"], ["Letters", "6", "7"]]


def test_styles_that_hide_nothing_hide_nothing() -> None:
    """`display:inline` and a class of any name are shown."""
    table = "<table><tr style='display:inline' class='hidden'><td>Calls</td><td aria-hidden='true'>9</td></tr></table>"
    assert [[cell.text for cell in row] for row in plain(table).tables[0]] == [["Calls", "9"]]
