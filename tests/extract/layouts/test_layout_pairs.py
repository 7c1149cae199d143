"""Two figures in a cell or three columns for one share: which is which is told by the header alone."""

import pytest

from extract.layouts.row_pairs import split_pair
from tests.extract.paper_for_tests import Fact, facts_of, read, table


def test_a_header_that_names_both_figures_parts_them() -> None:
    """`Actual / Target` under a quarter of a year; the target of the year stands in a column of its own."""
    body = table(
        "Ref | Measure | 2017/18 |  | 2018/19 |  | Target 2018/19",
        " |  | Q3 Actual / Target | Q4 Actual / Target | Q1 Actual / Target | Q2 Actual / Target | ",
        "A1 | Calls answered | n/a / n/a | 81% / 80% | 83% / 85% | 84.1% / 85% | 86%",
    )
    assert facts_of(body) == [
        Fact("Calls answered", "n/a", "2017/18 Q3"),
        Fact("Calls answered", "81%", "2017/18 Q4", "80%"),
        Fact("Calls answered", "83%", "2018/19 Q1", "85%"),
        Fact("Calls answered", "84.1%", "2018/19 Q2", "85%"),
    ]


def test_the_order_is_that_of_the_header() -> None:
    """`Target / Actual` turns the two around."""
    (fact,) = facts_of(table("Measure | Q2 2018/19 Target / Actual", "Calls answered | 85% / 84.1%"))
    assert (fact.value, fact.target) == ("84.1%", "85%")


def test_one_figure_under_a_header_of_two_is_in_doubt() -> None:
    """Which of the two it is, nothing tells: no value, and a flag."""
    (statement,) = read(table("Measure | Q2 2018/19 Actual / Target", "Calls answered | 84.1%")).statements
    assert statement.quantity is not None
    assert statement.quantity.number is None
    assert [(flag.field, flag.code) for flag in statement.flags] == [("row", "not_told_apart")]


@pytest.mark.parametrize("text", ["3/4/5", "84.1%", "12 of 14", "1 2 3", "80 (75) (70)"])
def test_what_comes_apart_in_no_way_or_in_several_is_no_pair(text: str) -> None:
    """A date, a fraction and three figures are no figure with its target."""
    assert split_pair(text) is None


def test_targets_of_quarters_below_a_year_are_of_their_quarter() -> None:
    """`Q1 Target` under `2018/19` is no target of the whole year."""
    body = table(
        "Measure | 2018/19 |  |  | ",
        " | Q1 Target | Q1 Actual | Q2 Target | Q2 Actual",
        "Calls answered | 80% | 81% | 90% | 82%",
    )
    assert facts_of(body) == [
        Fact("Calls answered", "81%", "2018/19 Q1 Actual", "80%"),
        Fact("Calls answered", "82%", "2018/19 Q2 Actual", "90%"),
    ]


def test_number_and_total_beside_a_share_are_what_it_is_worked_out_from() -> None:
    """`Number | Total | %` under each quarter: one figure for each quarter, not three."""
    body = table(
        "Measure | Q1 2018/19 |  |  | Q2 2018/19 |  |  | Target",
        " | Number | Total | % | Number | Total | % | %",
        "Reviews in time | 5 | 6 | 83.3 | 11 | 12 | 91.7 | 95",
    )
    assert facts_of(body) == [
        Fact("Reviews in time", "83.3", "Q1 2018/19", "95"),
        Fact("Reviews in time", "91.7", "Q2 2018/19", "95"),
    ]


def test_a_number_and_a_total_without_a_share_stay_figures() -> None:
    """Two columns that no share joins may be two things: both are kept, in doubt."""
    body = table("Measure | Q1 2018/19 |  | Target", " | Number | Total | ", "Homes | 5 | 6 | 9")
    found = read(body).statements
    assert [statement.value for statement in found] == ["5", "6"]
    assert all(statement.flags for statement in found)


def test_a_target_is_not_given_to_twelve_months_beside_figures_of_its_year() -> None:
    """`Rolling 12 months` reaches into the year before: whose target it is, is told only where it stands alone."""
    head = "Larkhaven Borough Council\n\nPerformance report, February 2014\n\n"
    header = "Measure | Feb 14 | Mar 13 to Feb 14 | Target"
    assert [fact.target for fact in facts_of(table(header, "Visits | 94 | 1,115 | 1,046"), head)] == ["1,046", ""]
    alone = table("Measure | Mar 13 to Feb 14 | Target", "Visits | 1,115 | 1,046")
    assert [fact.target for fact in facts_of(alone, head)] == ["1,046"]


def test_figures_of_a_table_beside_are_no_codes() -> None:
    """Two tables on the same rows: the last figure of the left one is no code of the right one."""
    header = "Measure | Q1 | Q2 | Target | Measure | Q1 | Q2 | Target"
    body = table(header, "Recycling rate (%) | 44.1 | 42.9 | 45.0 | Lights working (%) | 98.7 | 98.2 | 98.5")
    assert {statement.code for statement in read(body).statements} == {""}
