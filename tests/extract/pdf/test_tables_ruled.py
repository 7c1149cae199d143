"""Tables whose cells lines part: spanning rows, joints of borders, boxes around tables, glyphs over borders."""

from itertools import pairwise

from extract.pdf.lines import after_break
from extract.pdf.objects import Rule
from extract.pdf.tables import tables_of
from tests.extract.pdf.pages_for_tests import frame, line, page, rule, texts, words

XS = (50.0, 150.0, 250.0, 350.0)


def bordered(y0: float, y1: float, *, inner: bool) -> list[Rule]:
    """A row with borders drawn cell by cell; without those between its cells if it is one wide cell."""
    sides = XS if inner else (XS[0], XS[-1])
    across = [rule(a, y, b, y) for y in (y0, y1) for a, b in pairwise(XS)]
    return across + [rule(x, y0, x, y1) for x in sides]


def test_rows_that_span_all_columns_interrupt_the_lines_but_part_nothing() -> None:
    """Section rows cut every vertical line to pieces; the rows themselves stay whole."""
    rules, print_ = [], []
    for k in range(9):
        y = 100.0 + 20 * k
        section = k in (1, 4, 6)
        rules += bordered(y, y + 20, inner=not section)
        cells = {55.0: "A long heading of a section 2014/15"} if section else {55.0: "Name", 155.0: "1.5", 255.0: "2.5"}
        print_.append(line(y + 6, cells))
    (table,) = tables_of(page(print_, rules))
    rows = texts(table)
    assert rows[1] == ["A long heading of a section 2014/15", "", ""]
    assert rows[2] == ["Name", "1.5", "2.5"]


def test_joints_of_another_tables_borders_part_no_box_around_it() -> None:
    """A box around a title, a table and a comment is no cell; the table in it is read by itself."""
    rules = frame(40, 90, 560, 300)
    print_ = [words("Missed bins per 100,000 collections", 50, 100)]
    for k, cells in enumerate(({160.0: "Q1", 260.0: "Q2"}, {55.0: "Actual", 160.0: "49.3", 260.0: "61.8"})):
        y = 130.0 + 20 * k
        rules += bordered(y, y + 20, inner=False)[:6]
        print_.append(line(y + 6, cells))
    print_ += [words("Why is this", 400, 136), words("figure so low?", 400, 150)]
    (table,) = tables_of(page(print_, rules))
    assert table.box[2] < 360
    assert texts(table) == [["", "Q1", "Q2"], ["Actual", "49.3", "61.8"]]


def test_a_glyph_that_pokes_over_the_border_is_in_the_cell_that_holds_its_middle() -> None:
    """An arrow larger than the print stands higher than its row; it is that row's arrow nevertheless."""
    rules = [*bordered(100, 120, inner=True), *bordered(120, 140, inner=True)]
    print_ = [line(y, {55.0: "Name", 155.0: figure}) for y, figure in ((102.0, "1.5"), (122.0, "2.5"))]
    print_ += [words("↑", 290, 98, 14), words("↓", 290, 117, 14)]
    (table,) = tables_of(page(print_, rules))
    assert [row[2] for row in texts(table)] == ["↑", "↓"]


def sections(gap: dict[float, str]) -> list[list[str]]:
    """Rows ruled below, under two filled section rows; what stands between the two sections has no line below it but
    the edge of the second one's fill."""
    print_ = [line(84.0, {155.0: "Q3", 255.0: "Target"}), line(89.0, {55.0: "Measure"})]
    print_ += [line(95.0, {155.0: "2014", 255.0: "2014"}), words("Environment", 55, 108), words("Homes", 55, 168)]
    print_ += [line(126.0, {55.0: "Waste", 155.0: "36.6", 255.0: "41.8"}), line(146.0, gap)]
    print_ += [line(186.0, {55.0: "Visits", 155.0: "109", 255.0: "146"})]
    heights = (104.0, 140.0, 180.0, 200.0)
    rules = [rule(a, y, b, y) for y in heights for a, b in pairwise(XS)]
    fills = [(50.0, 104.0, 350.0, 120.0), (50.0, 164.0, 350.0, 180.0)]
    (*_, table) = tables_of(page(print_, rules, fills))
    return texts(table)


def test_filled_section_rows_do_not_end_the_table() -> None:
    """The row above a filled section row, and a header of two lines above the first one, belong to the table."""
    rows = sections({55.0: "Potholes", 155.0: "94.2", 255.0: "94.8"})
    assert rows[0] == ["Measure", "Q3 2014", "Target 2014"]
    assert [row[0] for row in rows[1:]] == ["Environment", "Waste", "Potholes", "Homes", "Visits"]


def test_a_title_between_two_tables_of_one_width_keeps_them_apart() -> None:
    """What stands between fills is no row of the columns: another table begins below it."""
    assert "Waste" not in [row[0] for row in sections({55.0: "Homes and planning, by quarter and by year of council"})]


def test_a_hyphen_that_breaks_a_word_goes_and_that_of_a_compound_stays() -> None:
    """Broken at the end of a line: `accommoda-tion` is one word, `self-funders` keeps its hyphen, `Apr-Jun` too."""
    assert after_break("temporary accommoda-", "tion") == "temporary accommodation"
    assert after_break("support for self-", "funders") == "support for self-funders"
    assert after_break("Apr-", "Jun 2016") == "Apr- Jun 2016"


def titled_box(remark: str) -> list[list[str]]:
    """A title, heads and figures in columns, and words below them that no line parts from the figures."""
    rules = [rule(50, y, 350, y) for y in (100.0, 120.0, 140.0, 190.0)]
    rules += [rule(x, 100, x, 190) for x in (50.0, 350.0)] + [rule(x, 120, x, 160) for x in (150.0, 250.0)]
    print_ = [words("Name of it", 55, 106), line(126, {55.0: "Q1", 155.0: "Q2", 255.0: "Target"})]
    print_ += [line(146, {55.0: "1.5", 155.0: "2.5", 255.0: "3"}), words(remark, 55, 170)]
    (table,) = tables_of(page(print_, rules))
    return texts(table)


def test_words_below_the_ends_of_all_columns_are_a_row_of_their_own() -> None:
    """The lines between the columns end below the figures: what follows is in no column."""
    remark = "Higher is better and 14 of the 61 needed works"
    assert titled_box(remark) == [
        ["Name of it", "", ""],
        ["Q1", "Q2", "Target"],
        ["1.5", "2.5", "3"],
        [remark, "", ""],
    ]


def test_cells_that_stand_apart_below_the_ends_of_columns_stay_cells() -> None:
    """No words run over the edges: a table whose last lines are not drawn to the end keeps its columns."""
    rules = [rule(50, y, 350, y) for y in (100.0, 120.0, 160.0)]
    rules += [rule(x, 100, x, 160) for x in (50.0, 350.0)] + [rule(x, 100, x, 140) for x in (150.0, 250.0)]
    print_ = [line(y, {55.0: "Name", 155.0: f"{y}", 255.0: "3"}) for y in (106.0, 126.0, 146.0)]
    (table,) = tables_of(page(print_, rules))
    assert texts(table)[-2:] == [["Name", "126.0", "3"], ["Name", "146.0", "3"]]
