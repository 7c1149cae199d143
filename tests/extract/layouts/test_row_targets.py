"""Of which time a target is, where its header says so, and where only the figures beside it do."""

import pytest

from records import PaperReading
from tests.extract.paper_for_tests import OWN, read, table

YEAR = f"{OWN}\n\nAnnual performance report 2018/19\n\n"


def scopes(reading: PaperReading) -> list[tuple[str, str, str]]:
    """Each figure with its target and when that is to be met."""
    return [(s.value, s.target, s.target_scope if s.target else "") for s in reading.statements]  # type: ignore[misc]


def targets(reading: PaperReading) -> list[tuple[str, str]]:
    """The targets of a paper with the period that each is of."""
    return [(target.target, target.period) for target in reading.targets]


# ---------------------------------------------------------------------------------------- a target for the year
@pytest.mark.parametrize(
    "header", ["2018/19 YTD", "YTD", "YTD 2018/19", "Apr-Sep 2018", "Year to date", "Q2 2018/19", "30 September 2018"]
)
def test_the_year_s_target_beside_a_part_of_the_year_is_due_at_its_end(header: str) -> None:
    """Half the homes of the year by September: the target is not missed yet, whatever kind of period that is."""
    body = table(f"Indicator | 2017/18 | {header} | 2018/19 Target", "Homes built | 88 | 51 | 100")
    assert scopes(read(body)) == [("88", "", ""), ("51", "100", "year_end")]


def test_the_year_s_target_beside_the_year_s_figure_is_of_that_period() -> None:
    """Nothing is still to come: the figure of the year has missed it, or not."""
    body = table("Indicator | 2017/18 | 2018/19 | 2018/19 Target", "Homes built | 88 | 51 | 100")
    assert scopes(read(body, YEAR)) == [("88", "", ""), ("51", "100", "period")]


def test_the_year_to_date_s_own_target_is_of_that_period() -> None:
    """Its header says that it is for the same months."""
    body = table("Indicator | 2018/19 YTD | 2018/19 YTD Target", "Homes built | 51 | 50")
    assert scopes(read(body)) == [("51", "50", "period")]


# ---------------------------------------------------------------------------------------- a target without a period
def test_a_bare_target_is_of_the_figure_that_took_it() -> None:
    """Not of the year in the first column, to which it was not given."""
    body = table("Indicator | 2017/18 Actual | 2018/19 Actual | Target", "Homes built | 88 | 51 | 100")
    assert targets(read(body, YEAR)) == [("100", "2018/19 Actual")]


def test_a_bare_target_of_several_figures_is_of_no_one_period() -> None:
    """Beside twelve months it may be for each of them, or for all together: no period is better than the first."""
    body = table("Indicator | Target | Jul | Aug | Sep | YTD", "Homes built | 50 | 41 | 44 | 47 | 132")
    assert targets(read(body)) == [("50", "")]


def test_a_second_target_of_the_one_figure_is_of_its_period() -> None:
    """The figure took the nearer one; the other one is of the same time."""
    body = table("Indicator | Stretch target | Minimum target | 2018/19 Actual", "Homes built | 60 | 40 | 51")
    assert targets(read(body, YEAR)) == [("60", "2018/19 Actual"), ("40", "2018/19 Actual")]


def test_a_target_for_each_month_is_not_of_the_year_beside_it() -> None:
    """It was not given to the figure of the year, and is not of its time."""
    body = table("Indicator | Monthly target | 2018/19 Actual", "Homes built | 10 | 51")
    assert targets(read(body, YEAR)) == [("10", "")]


def test_a_target_without_any_figure_is_of_the_row_s_period() -> None:
    """A row to come names its period and prints a target alone."""
    body = table(
        "Indicator | Period | Target | Actual", "Homes built | Q2 2018/19 | 40 | 51", "Homes | Q3 2018/19 | 60 |"
    )
    assert targets(read(body)) == [("40", "Q2 2018/19"), ("60", "Q3 2018/19")]
