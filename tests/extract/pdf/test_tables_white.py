"""Tables without lines: filled cells and stripes, names on several lines, columns of drawings, tables side by side."""

from dataclasses import replace
from itertools import pairwise

from extract.pdf.objects import Word
from extract.pdf.table_guides import guided
from extract.pdf.tables import tables_of
from records import Box
from tests.extract.pdf.pages_for_tests import line, page, texts, words

HEADS = {50.0: "Indicator", 250.0: "Q1 2023/24", 320.0: "Q2 2023/24", 390.0: "Target"}
ROWS = [
    ("Savings made", "1.8", "5.1", "11.2"),
    ("Capital spend", "8.3", "21.6", "62.5"),
    ("Reserves", "15", "14", "15"),
]


def printed(top: float = 100.0, step: float = 20.0) -> list[list[Word]]:
    """A header and three rows."""
    rows = [line(top + step * (k + 1), dict(zip(HEADS, row, strict=True))) for k, row in enumerate(ROWS)]
    return [line(top, HEADS, bold=True), *rows]


def whole() -> list[list[str]]:
    """What that table says."""
    return [list(HEADS.values()), *(list(row) for row in ROWS)]


def test_filled_value_cells_belong_to_the_table_around_them() -> None:
    """Only the rated cells are filled: names, targets and the header are of the same table."""
    fills: list[Box] = [(x, 116 + 20 * k, x + 70, 136 + 20 * k) for k in range(3) for x in (245.0, 315.0)]
    (table,) = tables_of(page(printed(), fills=fills))
    assert texts(table) == whole()


def test_edges_of_filled_cells_part_columns_that_stand_close() -> None:
    """Headers so close that a space could part them are two columns where the fills below are two."""
    heads = line(100, {50.0: "Indicator", 247.0: "Quarter 1 2023", 319.0: "Quarter 2 2023"})
    rows = [line(120 + 20 * k, {50.0: "Savings made", 300.0: f"{k}.5", 370.0: f"{k}.7"}) for k in range(3)]
    fills: list[Box] = [(x, 116 + 20 * k, x + 72, 136 + 20 * k) for k in range(3) for x in (245.0, 317.0)]
    (table,) = tables_of(page([heads, *rows], fills=fills))
    assert texts(table)[0] == ["Indicator", "Quarter 1 2023", "Quarter 2 2023"]


def test_striped_rows_and_white_rows_are_one_table() -> None:
    """Every other row filled cell by cell: one table with its header, sections and names on several lines."""
    print_ = [line(100, HEADS, bold=True)]
    fills: list[Box] = []
    for k in range(6):
        y = 120.0 + 40 * k
        print_ += [words("Name of a thing", 50, y), line(y + 5, {250.0: f"{k}.1", 320.0: f"{k}.2", 390.0: f"{k}.3"})]
        print_ += [words(f"number {k}", 50, y + 10)]
        if k % 2:
            fills += [(a, y - 8, b, y + 28) for a, b in ((45, 245), (245, 315), (315, 385), (385, 450))]
    (table,) = tables_of(page(print_, fills=fills))
    assert texts(table)[1:] == [[f"Name of a thing number {k}", f"{k}.1", f"{k}.2", f"{k}.3"] for k in range(6)]


def test_a_filled_header_is_the_header_of_the_white_rows_below() -> None:
    """A shaded first row and no other line: one table."""
    fills: list[Box] = [(a, 96, b, 114) for a, b in ((45, 245), (245, 315), (315, 385), (385, 450))]
    (table,) = tables_of(page(printed(step=18), fills=fills))
    assert texts(table) == whole()


def test_a_table_filled_all_over_is_read_by_its_fills() -> None:
    """Fills in every cell, text beside in another rhythm: nothing goes on in white."""
    xs = (45.0, 245.0, 315.0, 385.0, 450.0)
    fills = [(a, 96.0 + 20 * k, b, 116.0 + 20 * k) for k in range(4) for a, b in pairwise(xs)]
    beside = [words("A comment beside it", 470, 97 + 11 * k, 9) for k in range(7)]
    table = tables_of(page([*printed(), *beside], fills=fills))[0]
    assert table.method == "ruled" and texts(table) == whole()


def test_names_on_two_lines_with_figures_at_half_height_are_one_row() -> None:
    """A header on three lines and names on two, all centred, in a table that nothing but white space parts."""
    print_ = [words("Stat.", 320, 95), line(100, {50.0: "Indicator", 250.0: "2014/15"}), words("neighbours", 320, 105)]
    for k in range(2):
        y = 130.0 + 24 * k
        print_ += [words("Children subject to a plan", 50, y), line(y + 5, {250.0: f"4{k}.0", 320.0: f"5{k}.4"})]
        print_ += [words("per 10,000", 50, y + 10)]
    (table,) = tables_of(page(print_))
    assert texts(table) == [
        ["Indicator", "2014/15", "Stat. neighbours"],
        ["Children subject to a plan per 10,000", "40.0", "50.4"],
        ["Children subject to a plan per 10,000", "41.0", "51.4"],
    ]


def test_a_column_of_drawings_under_its_own_header_is_a_column() -> None:
    """Header words over smileys and arrows part columns, though no word stands below them."""
    heads = {50.0: "Indicator", 250.0: "Actual", 320.0: "Target", 360.0: "Status", 400.0: "Trend"}
    print_ = [line(100, heads)]
    print_ += [line(120 + 18 * k, {50.0: f"Name {k}", 250.0: f"{k}.5", 320.0: f"{k}.7"}) for k in range(14)]
    drawn: list[Box] = [(x, 119.0 + 18 * k, x + 10, 129.0 + 18 * k) for k in range(14) for x in (370.0, 408.0)]
    (table,) = tables_of(page(print_, shapes=drawn))
    assert texts(table)[0] == list(heads.values())


def test_a_section_heading_alone_joins_no_columns() -> None:
    """Headings over the narrow first columns, often repeated, leave code and name apart."""
    print_ = [line(100, {50.0: "Ref", 85.0: "Indicator", 250.0: "Actual", 320.0: "Target"})]
    for k in range(16):
        text = {50.0: "A greener city"} if k % 5 == 0 else {50.0: f"P{k}", 85.0: "Name", 250.0: f"{k}.5", 320.0: "3"}
        print_.append(line(116 + 16 * k, text))
    (table,) = tables_of(page(print_))
    assert texts(table)[2] == ["P1", "Name", "1.5", "3"]


def test_a_larger_heading_over_a_header_begins_another_table() -> None:
    """Two tables that follow each other closely keep their own columns."""
    second = [line(200, {50.0: "Risk", 150.0: "Score"}), line(216, {50.0: "Pay award", 150.0: "12"})]
    second.append(line(232, {50.0: "Attack", 150.0: "10"}))
    tables = tables_of(page([*printed(), words("Other things", 50, 182, 13), *second]))
    assert [texts(table) for table in tables] == [whole(), [["Risk", "Score"], ["Pay award", "12"], ["Attack", "10"]]]


def test_a_header_that_says_the_same_again_begins_the_table_beside() -> None:
    """Tables side by side are two tables, not rows of six columns."""
    print_ = []
    for k, row in enumerate((("Name", "2013", "2014"), ("Bins", "1.5", "2.5"), ("Fires", "7", "9"))):
        print_.append(
            line(
                100 + 16 * k, {x + dx: text for x in (50.0, 320.0) for dx, text in zip((0, 80, 130), row, strict=True)}
            )
        )
    tables = tables_of(page(print_))
    assert [texts(table)[1] for table in tables] == [["Bins", "1.5", "2.5"]] * 2


def scorecard(side: float) -> list[list[str]]:
    """Two panels beside each other: names in rows far apart, filled squares under two quarters."""
    print_, fills = [], []
    for left, names in ((50.0, ("Calls answered", "Visits", "Letters")), (300.0, ("Waste", "Homes", "Roads"))):
        print_.append(line(120.0, {left: "Measure", left + 150: "Q1", left + 190: "Q2"}))
        for k, name in enumerate(names):
            print_.append(words(name, left, 152 + 44 * k))
            fills += [(left + x, 146.0 + 44 * k, left + x + side, 146.0 + 44 * k + side) for x in (145.0, 185.0)]
    return [row for table in tables_of(page(print_, fills=fills)) for row in texts(table)]


def test_squares_without_words_are_rows_and_columns_of_a_scorecard() -> None:
    """Each row of squares, however far from the next, belongs to the name beside it."""
    rows = scorecard(20.0)
    assert rows[:4] == [["Measure", "Q1", "Q2"], ["Calls answered", "", ""], ["Visits", "", ""], ["Letters", "", ""]]
    assert [row[0] for row in rows[4:]] == ["Measure", "Waste", "Homes", "Roads"]


def test_bars_large_fields_and_filled_figures_are_no_squares() -> None:
    """What is longer than high, larger than a symbol, or holds a word is no rating without a letter."""
    fills = [(50.0, 100.0, 110.0, 120.0), (50.0, 140.0, 90.0, 180.0), (50.0, 200.0, 70.0, 220.0)]
    guides, _ = guided(page([words("12", 52, 204)], fills=fills), [])
    assert guides.squares == ()


def test_the_last_line_of_a_recognised_name_belongs_to_it() -> None:
    """The size of recognised words is a guess: higher letters are no larger print. Print of a known larger size is."""
    print_ = [*printed(), line(170, {50.0: "(thousands)"}, size=11.5)]
    recognised = [[replace(word, ink=replace(word.ink, font="")) for word in row] for row in print_]
    assert texts(tables_of(page(recognised))[0])[-1][0] == "Reserves (thousands)"
    assert texts(tables_of(page(print_))[0])[-1][0] == "Reserves"


FEW = [("Crimes", "9.8", "8.1", "8.5"), ("Entrants", "21", "14", "15"), ("Homes", "12.4", "14.6", "12.0")]


def test_headers_so_close_that_they_look_like_one_are_two() -> None:
    """`2011/12` nearly touches `Target 2012`: the gap is wider than the spaces of the line."""
    heads = [words("Performance measure", 50, 100), words("2010/11", 250, 100), words("2011/12", 315, 100)]
    heads.append(words("Target 2012", 355, 100))
    rows = [line(120 + 16 * k, dict(zip((50.0, 265.0, 330.0, 380.0), row, strict=True))) for k, row in enumerate(FEW)]
    (table,) = tables_of(page([*heads, *rows]))
    assert texts(table)[:2] == [["Performance measure", "2010/11", "2011/12", "Target 2012"], list(FEW[0])]


def test_a_header_over_two_columns_of_figures_joins_them_not() -> None:
    """`Quarter 1` over `Actual` and `Target` spans two columns, also where the table has but few rows."""
    heads = [line(100, {252.0: "Quarter 1 so far"}), line(114, {50.0: "Measure", 250.0: "Actual", 300.0: "Target"})]
    rows = [line(130 + 16 * k, {50.0: name, 250.0: a, 300.0: t}) for k, (name, _, a, t) in enumerate(FEW)]
    side = [line(y, {400.0: text}) for y, text in ((100, "Year"), (130, "3.4"), (146, "3.5"), (162, "3.6"))]
    (table,) = tables_of(page([*heads, *rows, *side]))
    assert texts(table)[0] == ["", "Quarter 1 so far", "", "Year"]
    assert texts(table)[2] == ["Crimes", "8.1", "8.5", "3.4"]


def test_what_goes_with_a_figure_makes_no_column_of_its_own() -> None:
    """Pounds at the left of the cell, shares in brackets beside the figure: one column below one header."""
    heads = line(100, {50.0: "Measure", 245.0: "Spent in the year", 400.0: "Plan"})
    rows = [line(120 + 16 * k, {50.0: "Homes", 245.0: "£", 280.0: f"1{k}", 310.0: f"(5{k}%)"}) for k in range(4)]
    plan = [line(120 + 16 * k, {400.0: f"1{k}"}) for k in range(4)]
    (table,) = tables_of(page([heads, *rows, *plan]))
    assert texts(table)[1] == ["Homes", "£ 10 (50%)", "10"]


def test_tables_side_by_side_may_begin_with_names_of_their_own() -> None:
    """`Housing | Actual | Target` beside `Planning | Actual | Target`: the words below say that it is a table."""
    left = (("Housing", "Actual", "Target"), ("Rent collected", "98", "97"), ("Voids", "24", "25"))
    right = (("Planning", "Actual", "Target"), ("Minor applications", "88", "80"), ("Appeals dismissed", "58", "65"))
    print_ = [
        line(100 + 16 * k, dict(zip((50.0, 140.0, 190.0, 320.0, 450.0, 500.0), (*a, *b), strict=True)))
        for k, (a, b) in enumerate(zip(left, right, strict=True))
    ]
    assert [texts(table)[2] for table in tables_of(page(print_))] == [list(left[2]), list(right[2])]


def test_pairs_of_columns_of_one_table_are_no_tables_side_by_side() -> None:
    """`Actual | Target` twice below two years, or parted by a rating, are columns: the names belong to both."""
    rows = [line(100 + 16 * k, {50.0: f"Name {k}"} if k else {50.0: "Measure"}) for k in range(4)]
    for k, texts_ in enumerate((("Actual", "Target") * 2, *((f"{k}", "3", f"{k}.2", "4") for k in range(3)))):
        rows[k] += line(100 + 16 * k, dict(zip((150.0, 200.0, 250.0, 300.0), texts_, strict=True)))
    rows[0] = [word for word in rows[0] if word.text != "Measure"]
    (table,) = tables_of(page([line(88, {50.0: "Measure"}), *rows]))
    assert table.columns == 5
    print_ = [
        line(
            100, dict(zip((50.0, 150.0, 200.0, 250.0, 300.0, 350.0), ["Name", "A", "T", "RAG", "A", "T"], strict=True))
        )
    ]
    print_ += [
        line(116 + 16 * k, {50.0: "Homes", 150.0: "3", 200.0: "4", 250.0: "Green", 300.0: "5", 350.0: "6"})
        for k in range(3)
    ]
    (table,) = tables_of(page(print_))
    assert table.columns == 6


def test_the_first_line_of_a_header_may_be_wider_than_the_figures_below() -> None:
    """`Target` above `2013/14`, wider than `17`: without it the target would be read as a value."""
    names = ["Children", "Care leavers", "Referrals", "Proceedings", "Plans", "Visits"]
    print_ = [words("Target", 345, 95), line(100, {50.0: "Indicator", 250.0: "2012/13", 430.0: "2013/14"})]
    print_ += [words("2013/14", 345, 105)]
    for k, name in enumerate(names):
        y = 124.0 + 26 * k
        print_ += [
            words(name, 50, y),
            line(y + 5, {262.0: f"1{k}", 357.0: f"2{k}", 442.0: f"3{k}"}),
            words("x", 50, y + 10),
        ]
    (table,) = tables_of(page(print_))
    assert texts(table)[0] == ["Indicator", "2012/13", "Target 2013/14", "2013/14"]


MONTHS = ("Oct", "Nov", "Dec", "Jan", "Feb", "Mar")


def with_heads(heads: dict[float, str]) -> list[tuple[str, int]]:
    """Headers above six months in columns 50 points apart, each with the number of columns it spans."""
    xs = [200.0 + 50 * k for k in range(6)]
    print_ = [line(100, {50.0: "Measure", **heads}), line(114, dict(zip(xs, MONTHS, strict=True)))]
    print_ += [line(130 + 16 * k, {50.0: "Visits made", **dict.fromkeys(xs, f"10{k}")}) for k in range(3)]
    (table,) = tables_of(page(print_))
    return [(cell.text, cell.column_span) for cell in table.cells if cell.row == 0 and cell.words][1:]


def test_headers_in_the_middle_over_several_columns_span_them() -> None:
    """`2012` in the middle over October to December, `2013` over January to March: January is no month of 2012."""
    assert with_heads({247.5: "2012", 397.5: "2013"}) == [("2012", 3), ("2013", 3)]
    assert with_heads({288.5: "In 2012", 450.0: "2013"}) == [("In 2012", 5), ("2013", 1)]


def test_headers_that_are_not_in_the_middle_span_nothing() -> None:
    """Above the first month of each year, or over single columns: what they stand over is not told by their place."""
    assert with_heads({200.0: "2012", 350.0: "2013"}) == [("2012", 1), ("2013", 1)]
    assert with_heads({247.5: "2012", 450.0: "2013"}) == [("2012", 1), ("2013", 1)]
