"""What stands near a table without being part of it, and words that a narrow column breaks."""

from itertools import pairwise

import pytest

from extract.pdf.table_cells import text_of
from extract.pdf.tables import tables_of
from records import Box
from tests.extract.pdf.pages_for_tests import line, page, rule, texts, words

XS = (50.0, 120.0, 180.0, 240.0, 300.0)
YS = (100.0, 115.0, 130.0)
TABLE = [rule(x, YS[0], x, YS[-1]) for x in XS] + [rule(XS[0], y, XS[-1], y) for y in YS]
CELLS = [
    line(103, {55: "", 125: "2019/20", 185: "2020/21", 245: "2021/22"}),
    line(118, {55: "Own", 125: "4", 185: "5"}),
]
TITLE = words("Homes with a valid certificate", 50, 86)


def rows_with(fill: Box) -> list[list[str]]:
    """The first row of each table of a page with a title, a fill beside it and a ruled table under both."""
    found = tables_of(page([TITLE, words("On target", fill[0] + 3, 86), *CELLS], TABLE, [fill]))
    return [texts(table)[0] for table in found]


@pytest.mark.parametrize("left", [205.0, 228.0, 262.0])
def test_a_filled_rating_beside_a_title_is_no_row_of_the_table_below(left: float) -> None:
    """However near it stands, and wherever its sides fall: the title stays a line."""
    assert rows_with((left, 84, left + 58, 96.5)) == [["", "2019/20", "2020/21", "2021/22"]]


def test_a_filled_head_drawn_a_little_above_the_lines_is_the_head() -> None:
    """Its sides keep to the columns."""
    filled = page([line(88, {55: "A", 125: "B"}), *CELLS], TABLE, [(50, 84, 120, 97), (120, 84, 180, 97)])
    assert texts(tables_of(filled)[0])[0][:2] == ["A", "B"]


def test_a_filled_bar_over_the_whole_table_is_its_title() -> None:
    """It is wider than the columns and keeps to none of their lines, and its words are no cells of them."""
    title = words("EBC 001 Percentage of household waste", 50, 87)
    found = tables_of(page([title, *CELLS], TABLE, [(46, 84, 380, 97)]))
    assert "EBC 001 Percentage of household waste" in texts(found[0])[0]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("Descriptio", "n"), "Description"),
        (("Major", "applicatio", "ns decided"), "Major applications decided"),
        (("Percentage", "of bins"), "Percentage of bins"),
        (("Emissions", "kg a year"), "Emissions kg a year"),
        (("Visits", "s"), "Visits s"),
        (("Major applicatio", "ns"), "Major applicatio ns"),
    ],
)
def test_a_word_that_a_narrow_column_breaks_is_put_together(lines: tuple[str, ...], text: str) -> None:
    """Only a long word that stands alone is broken, and only the end of a word is put to it."""
    assert text_of([word for n, part in enumerate(lines) for word in words(part, 50, 100 + 12 * n)]) == text


def test_the_lines_of_the_table_hold() -> None:
    """The table of these tests is one without anything beside it."""
    (table,) = tables_of(page(CELLS, TABLE))
    assert len(list(pairwise(XS))) == table.columns
