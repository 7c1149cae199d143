"""Boxes that stand as lines around a small table, as lines alone, or as a title above a matrix of periods."""

from dataclasses import replace

import pytest

from extract.context import Context
from extract.layouts.boxes_frames import with_boxes
from grammar.periods import parse_period
from records import Cell, Element, Grid, Line, Mark, Place
from tests.extract.paper_for_tests import FINDER, Fact, facts_of, read, table

CALLS = "Calls answered by the contact centre"
AMBER = Mark("●", "shape", rag="A")


def line(text: str, *marks: Mark) -> Line:
    """A line of a PDF page."""
    return Line(text, Place(page=1, bbox=(0.0, 0.0, 1.0, float(len(text)))), marks=marks)


def small(*rows: str) -> Grid:
    """A table of a PDF page."""
    cells = [
        [Cell(text.strip(), Place(page=1, table=1, row=r, column=c)) for c, text in enumerate(row.split("|"))]
        for r, row in enumerate(rows)
    ]
    return Grid(tuple(map(tuple, cells)), 1, "pdf, white space", Place(page=1))


def merged(*elements: Element) -> list[list[list[str]] | str]:
    """The elements as texts, grids as rows of their cells."""
    found = with_boxes(elements, Context(finder=FINDER))
    return [e.text if isinstance(e, Line) else [[c.text for c in row if c.text] for row in e.rows] for e in found]


FIGURES = small("Target | Q1 2018/19", "96% | 95%")


def test_lines_around_a_table_are_its_rows() -> None:
    """Title, figure with its symbols, table, polarity: one grid, whose figure carries the marks of its line."""
    body: list[Element] = [
        line(CALLS),
        line("● 97% Q2 2018/19 ↑", AMBER),
        FIGURES,
        line("Higher is better"),
        line("A sentence."),
    ]
    rows = [[CALLS], ["97% Q2 2018/19"], ["Target", "Q1 2018/19"], ["96%", "95%"], ["Higher is better"]]
    assert merged(*body) == [rows, "A sentence."]
    (grid, _) = with_boxes(body, Context(finder=FINDER))
    assert isinstance(grid, Grid)
    assert [mark.rag or mark.arrow for mark in grid.rows[1][0].marks] == ["A", "up"]


def test_a_symbol_without_meaning_is_kept() -> None:
    """A shape that no key explains stands beside the figure, so that it can be listed."""
    (grid,) = with_boxes([line(CALLS), line("● 97% Q2 2018/19"), FIGURES], Context(finder=FINDER))
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.rows[1]] == ["97% Q2 2018/19", "●"]


def test_a_line_of_polarity_between_title_and_matrix() -> None:
    """The polarity does not title the matrix; what is behind it is commentary."""
    matrix = small(" | Q1 2018/19 | Q2 2018/19", "Actual | 95% | 97%", "Target | 96% | 96%")
    body: list[Element] = [line(CALLS), line("Higher is better · Lead officer: Head of Customers"), matrix]
    assert [row[0] for row in merged(*body)[0][:2]] == [CALLS, "Higher is better · Lead officer: Head of Customers"]


@pytest.mark.parametrize(
    "body",
    [
        [line("Our plan"), line("Page 3"), FIGURES],
        [line(CALLS), line("It was a good quarter for 97% of them."), FIGURES],
        [line(CALLS), FIGURES],
        [line("We met with 12 partners."), line("97% Q2 2018/19"), FIGURES],
        [line(CALLS), line("97% Q2 2018/19"), small("Ward | Visits", "North | 12")],
        [
            line("Programmes"),
            line("Overall status: Amber"),
            small("Programme | Status | Trend", "Library | Red | Worse"),
        ],
    ],
    ids=["furniture", "a sentence", "no line of figures", "no title", "another table", "a table of programmes"],
)
def test_other_lines_above_tables_stay_lines(body: list[Element]) -> None:
    """Counter-examples: nothing is taken from reading order that is not surely of one box."""
    assert with_boxes(body, Context(finder=FINDER)) == tuple(body)


def test_labelled_lines_below_a_title_are_a_box() -> None:
    """A box written one label per line."""
    body = f"{CALLS}\nLatest: 97%\nTarget: 96%\nStatus: Green\n\nMore calls came in July.\n"
    assert facts_of(body) == [Fact(CALLS, "97%", target="96%", rag="G")]


def test_a_period_on_a_line_of_its_own() -> None:
    """The large figure, and below it its period."""
    body = f"{CALLS}\n97%\nQ2 2018/19\nTarget: 96%\n"
    assert facts_of(body) == [Fact(CALLS, "97%", "Q2 2018/19", "96%")]


def test_a_title_in_rows_above_a_matrix() -> None:
    """One table holds title, polarity and periods: rows of Actual, Target and Status."""
    body = table(
        f"PM17 {CALLS} |  | ",
        "Higher is better |  | ",
        " | Q1 2018/19 | Q2 2018/19",
        "Actual | 95% | 97%",
        "Target | 96% | 96%",
        "Status | Red | Green",
    )
    name = f"PM17 {CALLS}"
    assert facts_of(body) == [
        Fact(name, "95%", "Q1 2018/19", "96%", "R"),
        Fact(name, "97%", "Q2 2018/19", "96%", "G"),
    ]
    assert {(s.code, s.polarity) for s in read(body).statements} == {("PM17", "Higher is better")}


def test_labelled_titles_above_a_matrix_stay_titles() -> None:
    """Counter-example: below a heading, `Title: …` and `Polarity: …` title the matrix; the heading does not."""
    matrix = table(" | Q1 2018/19 | Q2 2018/19", "Actual | 95% | 97%", "Target | 96% | 96%")
    body = f"Customers\n\nTitle: {CALLS}\nPolarity: Higher is better\n{matrix}"
    assert {(s.indicator, s.polarity) for s in read(body).statements} == {(CALLS, "Higher is better")}
    baseline = f"Customers\n\nMeasure: {CALLS}\nBaseline (2016/17): 80%\nTarget (2020/21): 99%\n{matrix}"
    assert {s.indicator for s in read(baseline).statements} == {CALLS}


def test_two_titles_above_a_matrix_title_nothing() -> None:
    """Counter-example: which of two rows of words is the title cannot be told."""
    body = table(f"{CALLS} | ", "Customers | ", " | Q1 2018/19", "Actual | 95%", "Target | 96%")
    assert [fact for fact in facts_of(body) if fact.name == CALLS] == []


def framed(*texts: str, frame: int = 1) -> list[Element]:
    """Lines of one drawn box."""
    return [
        Line(text, Place(page=1, bbox=(0.0, 20.0 * k, 9.0, 20.0 * k + 9)), frame=frame) for k, text in enumerate(texts)
    ]


def test_a_drawn_frame_holds_a_title_and_a_bare_figure_together() -> None:
    """Without the frame `131` could be anything; in it, it is the figure of the title above, wrapped or not."""
    assert merged(*framed("Homes built", "131", "Target: 120", "Q1 2018/19: 118")) == [
        [["Homes built"], ["131"], ["Target: 120"], ["Q1 2018/19: 118"]]
    ]
    assert merged(*framed("Calls answered", "within a minute", "97", "Target 96")) == [
        [["Calls answered within a minute"], ["97"], ["Target 96"]]
    ]


def test_each_frame_is_a_box_of_its_own() -> None:
    """Two cards that follow each other share no figure."""
    two = [*framed("Homes built", "131", "Target: 120"), *framed("Calls lost", "7", "Target: 9", frame=2)]
    assert merged(*two) == [
        [["Homes built"], ["131"], ["Target: 120"]],
        [["Calls lost"], ["7"], ["Target: 9"]],
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ("Contact us", "01234 567890"),
        ("Homes built", "131", "118"),
        ("Homes built", "131", "118", "Target: 120"),
        ("Homes built", "131", "Homes let", "118", "Target: 120"),
        ("Homes built", "131", "of which 20 for rent in the town", "Target: 120"),
    ],
)
def test_a_frame_that_may_be_read_in_two_ways_stays_lines(texts: tuple[str, ...]) -> None:
    """No label, two figures, two titles, a figure among words: nothing says which figure is of which name."""
    assert merged(*framed(*texts)) == list(texts)


def test_a_figure_behind_its_quarter_needs_no_colon_but_dates_do() -> None:
    """`Q2 68.0%` is the figure of a quarter; `March 31` and `Q2 2021` are dates."""
    context = Context(finder=FINDER, report=parse_period("Quarter 3 2021/22"))
    for text, taken in (("Q2 68.0%", True), ("March 31", False), ("Q2 2021", False)):
        *_, last = with_boxes(framed("Homes let", "71.3%", "Target 75%", text), context)
        assert isinstance(last, Grid) == taken


def test_the_lamp_on_the_title_of_a_card_rates_it() -> None:
    """A symbol on the line of the title is the rating of the card, and no part of its name."""
    (title, *rest) = framed("Homes built ●", "131", "Target: 120")
    assert isinstance(title, Line)
    (grid,) = with_boxes([replace(title, marks=(AMBER,)), *rest], Context(finder=FINDER))
    assert isinstance(grid, Grid)
    assert (grid.rows[0][0].text, [mark.rag for mark in grid.rows[0][0].marks]) == ("Homes built", ["A"])
