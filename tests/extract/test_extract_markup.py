"""HTML and Markdown in text dumps: what is dropped, what is kept, and that figures with signs survive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.markup import has_markup, plain, squeeze


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<p>May 2017 result</p> <p>47.82%</p>", "May 2017 result\n47.82%"),
        ("81%<br/>82%", "81%\n82%"),
        ("&pound;402,150", "£402,150"),
        ("<b>Red</b>", "Red"),
        ("**Calls** answered", "Calls answered"),
        ("see [the plan](http://example.org/a) now", "see the plan now"),
        ("a  b\u00a0 c", "a b c"),
    ],
)
def test_markup_goes_and_paragraphs_stay(raw: str, text: str) -> None:
    """Tags, entities, emphasis and link targets are no text; paragraphs are kept apart."""
    assert plain(raw).text == text


@pytest.mark.parametrize("raw", ["<5", "< 32 days", ">56%", "R&D spend", "5 * 3 * 2", "a < b > c", "18* (estimate*)"])
def test_signs_of_figures_are_no_markup(raw: str) -> None:
    """A suppressed figure, a target with a sign and a footnote's star are printed text."""
    assert plain(raw).text == raw and not has_markup(raw)


@pytest.mark.parametrize(
    ("raw", "bold"),
    [("<b>Actions</b>", True), ("<b>Actions</b> taken", False), ("**Actions**", True), ("Actions", False)],
)
def test_only_what_is_bold_throughout_is_bold(raw: str, bold: bool) -> None:
    """A group heading is bold from end to end; one bold word is emphasis."""
    assert plain(raw).bold is bold


def test_a_table_in_a_cell_is_taken_out_with_its_places() -> None:
    """The cells of an inner table know where they stand, and its text is not the cell's."""
    raw = "before <table><tr><th>2016</th><th>2017</th></tr><tr><td>1,913</td><td>1,842</td></tr></table> after"
    markup = plain(raw)
    (table,) = markup.tables
    assert [[cell.text for cell in row] for row in table] == [["2016", "2017"], ["1,913", "1,842"]]
    assert all(cell.text in raw[cell.offset : cell.end] for row in table for cell in row)
    assert markup.text == "before after"


@pytest.mark.parametrize(("span", "counted"), [("3", 3), ("0", 1), ("-2", 1), ("9999", 1), ("61", 1), ("x", 1)])
def test_absurd_spans_count_as_one(span: str, counted: int) -> None:
    """A hostile span cannot blow up a grid."""
    (table,) = plain(f'<table><tr><td colspan="{span}">a</td></tr></table>').tables
    assert table[0][0].column_span == counted


@given(st.text(max_size=200))
def test_any_text_can_be_read(raw: str) -> None:
    """No text breaks the reader, and reading what was read changes no white space any more."""
    text = plain(raw).text
    assert squeeze(text) == text


@given(st.text('<>/tabledrh ="3&;#', max_size=120))
def test_broken_tags_do_no_harm(raw: str) -> None:
    """Tags that never close, close twice or nest wildly give a table or text, never an error."""
    assert all(cell.column_span <= 60 for table in plain(raw).tables for row in table for cell in row)
