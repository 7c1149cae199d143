"""One row of a table: what its cells print, and to which figure target, rating and arrow belong."""

import pytest

from records import Statement
from tests.extract.paper_for_tests import Fact, facts_of, read, table


def one(header: str, row: str, before: str = "") -> Statement:
    """The only statement of a table of one row."""
    (statement,) = read(before + table(header, row)).statements
    return statement


@pytest.mark.parametrize("sign", ["N/A", "n/a", "tbc", "-", "DNA", "Not available"])
def test_a_sign_that_there_is_no_figure_is_printed_as_such(sign: str) -> None:
    """The row stands, with what is printed as its value and no number."""
    statement = one("Measure | Actual | Target", f"Calls answered | {sign} | 90%")
    assert (statement.value, statement.target) == (sign, "90%")
    assert statement.quantity and statement.quantity.number is None and statement.quantity.missing


def test_words_in_place_of_a_figure_are_doubtful() -> None:
    """A word nobody knows in a column of values is kept as printed, with a flag."""
    statement = one("Measure | Actual | Target", "Calls answered | Achieved | 90%")
    assert statement.value == "" or any(flag.field == "value" for flag in statement.flags)


def test_a_rating_word_stands_with_its_status() -> None:
    """`Completed` is a blue rating and a status of its own."""
    statement = one("Project | Status", "New roof | Completed")
    assert statement.kind == "project" and statement.status == "completed"
    assert statement.rating and (statement.rating.rag, statement.rating.basis) == ("B", "word")


def test_a_forecast_rating_is_about_the_year_end() -> None:
    """The header says that a rating looks ahead."""
    statement = one("Measure | Actual | Target | Predicted Year-End Status", "Calls answered | 91% | 90% | Amber")
    assert statement.rag_scope == "year_end_forecast"


def test_a_direction_in_words_is_no_arrow() -> None:
    """`Improving` is published as a direction; no arrow is printed."""
    statement = one("Measure | Actual | Target | Direction", "Calls answered | 91% | 90% | Improving")
    assert (statement.arrow, statement.direction) == (None, "Improving")


def test_the_sign_of_a_change_is_about_the_value() -> None:
    """`↑8.1` in a column of changes says that the figure rose, not that it got better."""
    statement = one("Measure | Q2 2018/19 | Change | Target", "Complaints | 41 | ↑8.1 | 30")
    assert statement.arrow and (statement.arrow.arrow, statement.arrow_sense) == ("up", "value")


def test_a_target_in_the_name_is_the_target() -> None:
    """Where no column prints a target, brackets in the name may."""
    statement = one("Measure | Actual | RAG", "Calls answered (95% target) | 91% | A")
    assert statement.target == "95%"


def test_polarity_unit_tolerance_and_fraction_columns() -> None:
    """Columns that say how to read the figure."""
    statement = one(
        "Measure | Unit | Polarity | Actual | Target | Tolerance | Numerator / Denominator",
        "Calls answered | % | Higher is better | 91 | 90 | 2 | 182 / 200",
    )
    assert (statement.polarity, statement.unit, statement.tolerance, statement.fraction) == (
        "Higher is better",
        "percent",
        "2",
        "182 / 200",
    )


def test_a_period_column_dates_its_row() -> None:
    """One row may be a month behind the others."""
    body = table(
        "Measure | Latest Month | Value | Target", "Waste recycled | May 2018 | 47% | 49%", "Calls | June 2018 | 9 | 8"
    )
    assert [(fact.name, fact.period) for fact in facts_of(body)] == [
        ("Waste recycled", "May 2018"),
        ("Calls", "June 2018"),
    ]


def test_an_earlier_figure_takes_no_target_rating_or_arrow() -> None:
    """What is printed beside the row belongs to its newest figure."""
    body = table(
        "Measure | Previous | Most Recent | Target | RAG | DoT",
        "Calls answered | 80% 2016/17 | 91% 2017/18 | 90% | G | ↑",
    )
    assert facts_of(body) == [
        Fact("Calls answered", "80% 2016/17", "2016/17"),
        Fact("Calls answered", "91% 2017/18", "2017/18", "90%", "G", "up"),
    ]


def test_an_earlier_figure_without_a_period_says_so() -> None:
    """`Previous` names no period: none is guessed."""
    body = table("Measure | Previous | Actual | Target", "Calls answered | 80% | 91% | 90%")
    (earlier,) = [statement for statement in read(body).statements if statement.value == "80%"]
    assert (earlier.period, earlier.period_basis) == ("", None)
    assert [str(flag) for flag in earlier.flags] == ["period:not_printed"]


def test_an_annual_target_beside_a_target_of_the_period() -> None:
    """The period's own target applies; the year's is kept among the targets."""
    reading = read(table("Measure | Month's Value | Month's Target | Annual Target", "Visits | 186 | 175 | 640"))
    assert [(statement.target, statement.target_scope) for statement in reading.statements] == [("175", "period")]
    assert [(target.target, target.scope) for target in reading.targets] == [("175", "period"), ("640", "year_end")]


def test_a_mark_that_is_not_known_is_listed() -> None:
    """A rating column with an unknown sign gives no rating and says so."""
    reading = read(table("Measure | Actual | Target | RAG", "Calls answered | 91% | 90% | ☂"))
    assert reading.statements[0].rating is None
    assert any(finding.code == "unread_mark" for finding in reading.findings)


def test_money_makes_a_finance_row() -> None:
    """Budgets and savings among measures are of another kind."""
    assert one("Measure | Actual | Target", "Revenue budget: forecast overspend | £1.95M | £0M").kind == "finance"


def test_every_field_has_a_step_that_says_where_it_stands() -> None:
    """Value, target, rating and arrow lead back to their cells."""
    statement = one("Measure | Actual | Target | RAG | DoT", "Calls answered | 91% | 90% | G | ↑")
    steps = {step.field: (step.text, step.place.column) for step in statement.steps}
    assert steps["value"] == ("91%", 1) and steps["target"] == ("90%", 2)
    assert steps["rag"] == ("G", 3) and steps["arrow"] == ("↑", 4)
