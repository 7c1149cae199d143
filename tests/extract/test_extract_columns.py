"""One column from its header texts: role, the period it names, and whether it looks ahead."""

import pytest

from extract.columns import Hints, describe
from extract.roles import Role
from grammar.periods import parse_period


@pytest.mark.parametrize(
    ("texts", "role", "period"),
    [
        (("Q3 2020/21",), "value", "Q3 2020/21"),
        (("2020/21", "Q3"), "value", "2020/21 Q3"),
        (("2020/21", "Q3", "Actual"), "value", "2020/21 Q3"),
        (("2020/21", "Q3", "Target"), "target", "2020/21 Q3"),
        (("Target 2010/11",), "target", "2010/11"),
        (("Annual Target 2017/18",), "annual_target", "2017/18"),
        (("Actual",), "value", ""),
        (("Increase from 2016/17",), "change", ""),
        (("Measure",), "name", ""),
        (("Something else",), "none", ""),
        ((), "none", ""),
        (("Target", "Target"), "target", ""),
    ],
)
def test_headers_of_one_to_three_levels(texts: tuple[str, ...], role: Role, period: str) -> None:
    """A year over its quarter over a word give one period and one role."""
    column = describe(3, *texts)
    assert (column.index, column.role, column.period) == (3, role, period)


@pytest.mark.parametrize(
    ("header", "year", "period"),
    [
        ("03-04 Actual", "2004/05", "2003-04 Actual"),
        ("Target 05-06", "2004/05", "2005-06"),
        ("99-00 Outturn", "2001/02", "1999-00 Outturn"),
        ("16-17", "2016/17", ""),  # ages, perhaps
        ("Aged 16-17 Actual", "2016/17", ""),
        ("16-17 Target", "2004/05", ""),
        ("03-05 Actual", "2004/05", ""),
        ("1-03-04 Actual", "2004/05", ""),
        ("03-04 Actual", "", ""),
    ],
)
def test_short_years_with_a_hyphen(header: str, year: str, period: str) -> None:
    """`03-04 Actual` is a year where words of a header stand beside it and the report is not far; ages are not."""
    assert describe(0, header, hints=Hints(year=parse_period(year))).period == period


def test_a_bare_quarter_takes_the_year_of_the_report() -> None:
    """`Q1 Target` means this year's first quarter where the report says its year, and no period where it does not."""
    hints = Hints(year=parse_period("2018/19"))
    assert (describe(0, "Q1 Target", hints=hints).role, describe(0, "Q1 Target", hints=hints).period) == (
        "target",
        "Q1",
    )
    assert describe(0, "Q1 Target").period == ""


def test_a_house_style_names_roles_that_words_do_not_tell() -> None:
    """A profile's role stands above the vocabulary."""
    hints = Hints(roles={"how we did": "value"})
    assert describe(0, "How We  Did", hints=hints).role == "value"
    assert describe(0, "How we did").role == "none"


def test_forecasts_and_projects_are_marked() -> None:
    """What a rating is about, and what the rows are, is told by the header."""
    assert describe(0, "Predicted Year-End Status").forecast
    assert describe(0, "Projects").project and not describe(0, "Measures").project


def test_the_year_of_the_same_quarter_is_no_year_of_its_own() -> None:
    """`Same period 2014/15` heads the report's quarter of that year, not all of the year; without a report, nothing."""
    report = parse_period("Q1 2015/16")
    assert describe(1, "Same period 2014/15", hints=Hints(year=report)).period == "Same period 2014/15"
    assert describe(1, "Same period 2014/15").period == ""


@pytest.mark.parametrize(
    ("header", "doubted"),
    [("To Dec 2009", True), ("Actual to Dec 2009", True), ("Actual Dec 2009", False), ("Actual 09/10 to Dec", False),
     ("Apr to Dec 2009", False), ("9 months to Dec 2009", False), ("To Mar 2010 target", True)],
)  # fmt: skip
def test_up_to_a_month_is_not_that_month(header: str, doubted: bool) -> None:
    """Since when is printed nowhere: the column is doubted."""
    assert bool(describe(0, header, hints=Hints(year=parse_period("2009/10"))).doubt) is doubted
