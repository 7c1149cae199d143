"""Which unit a figure has: as printed, beside it or in its name; empty where nothing tells."""

import pytest

from grammar.numbers import parse_quantity
from normalise.areas import AreaIndex
from normalise.observations import observe
from normalise.units import decide_unit
from records import Place, Statement
from tests.extract.paper_for_tests import read, table


def unit(value: str, name: str = "Calls answered", printed: str = "", elsewhere: str = "", target: str = "") -> str:
    """The unit of a figure of an indicator with this name."""
    statement = Statement(
        kind="measure", indicator=name, place=Place(), reader="test", value=value, unit=printed, target=target
    )
    return decide_unit(statement, parse_quantity(value) if value else None, elsewhere)[0]


@pytest.mark.parametrize(
    ("value", "found"), [("81%", "percent"), ("£10.054M", "GBP"), ("12 days", "days"), ("£41.20", "GBP")]
)
def test_the_unit_printed_with_the_figure_wins(value: str, found: str) -> None:
    """What stands at the figure goes before name, header and other figures."""
    assert unit(value, "Percentage of calls (days)", printed="kg", elsewhere="weeks") == found


def test_the_unit_beside_the_figure_goes_before_the_name() -> None:
    """A column of units says it for its rows."""
    assert unit("12", "Number of visits", printed="days") == "days"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Percentage of household waste recycled", "percent"),
        ("Residual waste per household (kg)", "kg"),
        ("Average time to answer complaints (days)", "days"),
        ("Permanent exclusions per 1,000 pupils", "rate per 1,000"),
        ("Missed bins per 100,000", "rate per 100,000"),
        ("Number of visits", "count"),
    ],
)
def test_the_name_says_the_unit(name: str, found: str) -> None:
    """A bare figure takes the unit that its indicator's name prints."""
    assert unit("12", name) == found


def test_other_figures_of_the_indicator_say_the_unit() -> None:
    """A row without a unit takes the only one of its indicator in the paper."""
    assert unit("12", "Calls answered in time", elsewhere="percent") == "percent"


@pytest.mark.parametrize(
    "name", ["Average score of the panel", "Rate of admissions", "Sickness level", "Cost of a claim", "Life expectancy"]
)
def test_a_bare_number_of_something_measured_is_no_count(name: str) -> None:
    """An average, a rate or a cost is never taken for a count of things."""
    assert unit("12", name) != "count"


def test_a_decimal_is_no_count() -> None:
    """Half a thing is not counted."""
    assert unit("12.5", "Library visits") == "" and unit("12", "Library visits") == "count"


def test_whole_numbers_beside_decimals_are_no_counts() -> None:
    """`100` beside `99.97` of the same indicator is as little a count as that."""
    both = read(table("Measure | Q1 | Q2", "Gas servicing completed | 99.97 | 100", "Library visits | 99 | 100"))
    assert [(o.value_raw, o.unit) for o in observe(both, AreaIndex(()))] == [
        ("99.97", ""),
        ("100", ""),
        ("99", "count"),
        ("100", "count"),
    ]


def test_a_figure_that_cannot_be_a_percentage_is_none() -> None:
    """A name that says percent over a figure of thousands leaves the unit open."""
    assert unit("31,204", "Percentage of visits") == ""


def test_a_missing_figure_takes_the_unit_of_its_target() -> None:
    """A month to come is measured in what its target is."""
    assert unit("N/A", "Calls answered in time", target="90%") == "percent"
