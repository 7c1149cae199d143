"""Periods of rows and of earlier figures, comparators that share them, pooled years, projects rated more than once."""

from datetime import date

import pytest

from grammar.periods import parse_period
from records import Flag, PaperReading, Statement
from tests.extract.paper_for_tests import Fact, facts, facts_of, read, table


def only(reading: PaperReading, value: str) -> Statement:
    """The one statement of a figure."""
    (found,) = [statement for statement in reading.statements if statement.value == value]
    return found


# ---------------------------------------------------------------------------------------- rows with a period
ROWS = table(
    "Measure | Period | Actual | Target | England | South West",
    "Calls answered | Q1 2018/19 | 91% | 90% | 88% | 87%",
    "Homes built | 2017/18 | 64 | 70 | 59 | 61",
)


def test_comparators_take_the_period_of_their_row() -> None:
    """The figure of a nation stands in a row that prints its period: it is that of the row, not none."""
    found = {(f.value, f.period, f.area) for f in facts(read(ROWS))}
    assert {("88%", "Q1 2018/19", "England"), ("87%", "Q1 2018/19", "South West")} <= found
    assert {("59", "2017/18", "England"), ("61", "2017/18", "South West")} <= found
    assert only(read(ROWS), "88%").period_basis == "cell"


@pytest.mark.parametrize("header", ["Latest data period", "Latest date", "Data to", "Latest data available"])
def test_a_column_of_periods_under_words_of_data(header: str) -> None:
    """Cells that are all periods say when each row's figure is of, in whatever words about data the header puts it."""
    body = table(
        f"Measure | Target | {header} | Actual | England",
        "Transfers | 9 | Nov-17 | 10.4 | 12.1",
        "Readiness | 72 | 2016/17 | 71.1 | 70.7",
    )
    found = {(f.value, f.period) for f in facts(read(body))}
    assert found == {("10.4", "Nov-17"), ("12.1", "Nov-17"), ("71.1", "2016/17"), ("70.7", "2016/17")}


@pytest.mark.parametrize("header", ["Next data due", "Target date", "Completed", "Data for previous year"])
def test_dates_of_other_things(header: str) -> None:
    """When something is due, was done or will be known is not when the figure is of."""
    body = table(f"Measure | {header} | Actual", "Transfers | Nov-17 | 10.4", "Readiness | 2016/17 | 71.1")
    assert {f.period for f in facts(read(body)) if f.value in ("10.4", "71.1")} <= {"", "Quarter 2 2018/19"}


def test_a_comparator_with_a_period_of_its_own_keeps_it() -> None:
    """A header that names the nation's year stands against the row."""
    body = table("Measure | Period | Actual | England 2016/17", "Calls answered | Q1 2018/19 | 91% | 88%")
    assert ("88%", "2016/17") in {(f.value, f.period) for f in facts_of(body)}
    assert ("91%", "Q1 2018/19") in {(f.value, f.period) for f in facts_of(body)}


def test_a_comparator_without_any_period_has_none() -> None:
    """Not even that of the report: of when a nation's figure is, nobody says."""
    statement = only(read(table("Measure | Actual | England", "Calls answered | 91% | 88%")), "88%")
    assert (statement.period, statement.period_basis, statement.comparator) == ("", None, True)


# ---------------------------------------------------------------------------------------- earlier figures
def test_a_column_of_previous_periods_dates_the_previous_figures() -> None:
    """`Previous period` beside `Previous value`: an earlier figure with a period of its own."""
    body = table(
        "Measure | Latest period | Latest value | Previous period | Previous value | Target",
        "Calls answered | Q2 2018/19 | 91% | Q1 2018/19 | 84% | 90%",
        "Homes built | 2017/18 | 64 | 2016/17 | 58 | 60",
    )
    assert facts_of(body) == [
        Fact("Calls answered", "91%", "Q2 2018/19", "90%"),
        Fact("Calls answered", "84%", "Q1 2018/19"),
        Fact("Homes built", "64", "2017/18", "60"),
        Fact("Homes built", "58", "2016/17"),
    ]
    assert all(not statement.flags for statement in read(body).statements)


def test_a_previous_figure_without_a_period_says_so() -> None:
    """It is earlier than the report, but when is not printed: no period, a flag, and no target."""
    reading = read(table("Measure | Previous | Actual | Target", "Calls answered | 84% | 91% | 90%"))
    earlier = only(reading, "84%")
    assert (earlier.period, earlier.target) == ("", "")
    assert [str(flag) for flag in earlier.flags] == ["period:not_printed"]
    assert only(reading, "91%").target == "90%"


# ---------------------------------------------------------------------------------------- words
@pytest.mark.parametrize("header", ["Better is", "Better if", "Good is", "Good to be", "Polarity"])
def test_which_way_is_better_is_a_polarity(header: str) -> None:
    """The column is no rating, no direction and no figure."""
    body = table(
        f"Measure | {header} | Actual | Target", "Days lost | Lower | 9.4 | 8.5", "Homes built | Higher | 64 | 70"
    )
    reading = read(body)
    assert [(s.value, s.polarity, s.rating, s.arrow) for s in reading.statements] == [
        ("9.4", "Lower", None, None),
        ("64", "Higher", None, None),
    ]


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [("2011-13", date(2011, 1, 1), date(2013, 12, 31)), ("2009-11", date(2009, 1, 1), date(2011, 12, 31))],
)
def test_three_pooled_years_are_one_period(header: str, first: date, last: date) -> None:
    """As public health prints rare events: from the first to the last of three calendar years."""
    body = table(f"Indicator | {header} | Target", "Deaths under 75 per 100,000 | 78.2 | 75.0")
    (fact,) = facts_of(body)
    assert (fact.value, fact.period) == ("78.2", header)
    period = parse_period(header)
    assert period is not None and (period.start, period.end, period.type) == (first, last, "range")


def test_two_neighbouring_years_are_a_financial_year() -> None:
    """`2011-12` is no pooled period."""
    period = parse_period("2011-12")
    assert period is not None and (period.start, period.end) == (date(2011, 4, 1), date(2012, 3, 31))


# ---------------------------------------------------------------------------------------- projects
PROJECTS = ("New library | £2.4m | G | A | Steel is late", "Leisure centre | £9.1m | G | G | On time")


def test_projects_rated_for_two_periods_have_a_rating_for_each() -> None:
    """A project prints no figure: each rating is a statement of the period that its header names."""
    body = table("Project | Budget | RAG Q1 2018/19 | RAG Q2 2018/19 | Comments", *PROJECTS)
    found = read(body)
    assert [(s.kind, s.indicator, s.period, s.rating and s.rating.rag) for s in found.statements] == [
        ("project", "New library", "Q1 2018/19", "G"),
        ("project", "New library", "Q2 2018/19", "A"),
        ("project", "Leisure centre", "Q1 2018/19", "G"),
        ("project", "Leisure centre", "Q2 2018/19", "G"),
    ]
    assert len({statement.place for statement in found.statements}) == 4


def test_the_budget_of_a_project_is_no_target() -> None:
    """What may be spent is nothing that is to be reached: neither a target nor a figure."""
    reading = read(table("Project | Budget | RAG | Comments", "New library | £2.4m | A | Steel is late"))
    assert [(s.value, s.target, s.rating and s.rating.rag) for s in reading.statements] == [("", "", "A")]
    assert reading.targets == ()


def test_a_budget_beside_a_figure_is_its_target() -> None:
    """In a table of figures the budget is what the figure is measured against."""
    (fact,) = facts_of(table("Indicator | Actual | Budget | RAG", "Cost of waste per household | £61 | £58 | R"))
    assert (fact.value, fact.target, fact.rag) == ("£61", "£58", "R")


# ---------------------------------------------------------------------------------------- a year that is not over
def doubts_of_years(headers: str, head: str, cells: str = "88 | 51") -> list[tuple[str, bool]]:
    """The periods of the figures under these headers, and whether each is doubted as a part of its year."""
    reading = read(table(f"Measure | {headers}", f"Homes built | {cells}"), f"Larkhaven Borough Council\n\n{head}\n\n")
    return [(s.period, Flag("period", "part_of_year") in s.flags) for s in reading.statements if s.value]


def test_the_year_of_a_report_on_a_part_of_it() -> None:
    """In September nobody has the figure of the year to March; those of years that are over, of quarters, of the year
    to date and forecasts are what their headers say."""
    half = "Performance report: Quarter 2 2018/19"
    assert doubts_of_years("2017/18 | 2018/19", half) == [("2017/18", False), ("2018/19", True)]
    assert doubts_of_years("2017/18 Actual | 2018/19 Actual", half)[1] == ("2018/19 Actual", True)
    assert doubts_of_years("2017/18 | Q2 2018/19", half)[1][1] is False
    assert doubts_of_years("2017/18 | 2018/19 YTD", half)[1][1] is False
    assert doubts_of_years("2017/18 | 2018/19 forecast", half)[1][1] is False


def test_the_year_of_a_report_at_its_end() -> None:
    """The fourth quarter, and the year itself, end with the year."""
    for head in ("Performance report: Quarter 4 2018/19", "Annual performance report 2018/19", "Report: March 2019"):
        assert [doubt for _, doubt in doubts_of_years("2017/18 | 2018/19", head)] == [False, False]
