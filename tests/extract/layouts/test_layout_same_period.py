"""Two columns of one row that end as one and the same thing: neither figure is sure to be what it is published as."""

import pytest

from records import PaperReading
from tests.extract.paper_for_tests import facts, read, table


def flags(reading: PaperReading) -> dict[str, list[str]]:
    """The flags of each figure."""
    return {statement.value: [str(flag) for flag in statement.flags] for statement in reading.statements}


def flagged(*rows: str) -> list[str]:
    """The figures of a table that are flagged as not told apart."""
    found = flags(read(table(*rows)))
    assert found, "no figure was read"
    return [value for value, codes in found.items() if "row:not_told_apart" in codes]


@pytest.mark.parametrize(
    "header",
    [
        "Measure | 2018/19 | 2018/19 | Target",
        "Measure | Q2 2018/19 | Q2 2018/19 | Target",
        "Measure | Q2 2018/19 | July - September 2018 | Target",
        "Measure | Actual | Performance | Target",
    ],
    ids=["year", "quarter", "in other words", "no period"],
)
def test_two_columns_of_one_period_are_flagged(header: str) -> None:
    """One header was lost or misread: both figures are shown, both with a doubt on the row."""
    assert flagged(header, "Calls answered | 91% | 84% | 90%") == ["91%", "84%"]


def test_only_rows_that_print_both_are_flagged() -> None:
    """A row with a figure in one of the columns says one thing only."""
    header = "Measure | 2018/19 | 2018/19 | Target"
    assert flagged(header, "Calls answered | 91% | 84% | 90%", "Homes built | 47 |  | 50") == ["91%", "84%"]


def test_equal_figures_are_flagged_too() -> None:
    """That they agree does not tell what the second column is."""
    reading = read(table("Measure | 2017/18 | 2017/18 | Target", "Calls answered | 91% | 91% | 90%"))
    codes = [[str(flag) for flag in statement.flags] for statement in reading.statements]
    assert codes == [["row:not_told_apart"]] * 2


@pytest.mark.parametrize(
    "header",
    [
        "Measure | 2017/18 | 2018/19 | Target",
        "Measure | Previous | Actual | Target",
        "Measure | Q2 2018/19 | YTD 2018/19 | Target",
        "Measure | 2018/19 | 2018/19 Forecast | Target",
        "Measure | Actual | England | Target",
    ],
    ids=["two years", "previous", "to date", "forecast", "nation"],
)
def test_columns_that_say_different_things_are_not_flagged(header: str) -> None:
    """Another period, an earlier one, the year to date, a forecast, another area."""
    assert flagged(header, "Calls answered | 84% | 91% | 90%") == []


def test_figures_of_different_units_are_not_flagged() -> None:
    """A number and a share under one year are two things about one indicator."""
    assert flagged("Measure | 2018/19 Number | 2018/19 % | Target", "Calls answered | 8,400 | 91% | 90%") == []


def test_words_in_place_of_a_figure_are_no_second_figure() -> None:
    """`n/a` beside a figure contradicts nothing."""
    body = table("Measure | 2018/19 | 2018/19 | Target", "Calls answered | 91% | n/a | 90%")
    assert facts(read(body))[0].value == "91%"
    assert flagged("Measure | 2018/19 | 2018/19 | Target", "Calls answered | 91% | n/a | 90%") == []
