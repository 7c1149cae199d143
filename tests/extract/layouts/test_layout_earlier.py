"""Rows of last year's figures: never under this year's date, wherever the paper says that they are older."""

import pytest

from extract.layouts.earlier import earlier_period, is_earlier
from tests.extract.paper_for_tests import HEAD, facts, read, table

Row = tuple[str, str, str, str]


def read_rows(text: str) -> list[Row]:
    """Name, value, period and target of each statement."""
    return [(f.name, f.value, f.period, f.target) for f in facts(read(text, HEAD))]


def test_a_column_says_which_year() -> None:
    """Quarters above, `Last year` and `This year` in the row."""
    body = table("Measure | Year | Q1 | Q2", "Calls | Last year | 81 | 82", "Calls | This year | 91 | 92")
    assert sorted((value, period) for _, value, period, _ in read_rows(body)) == [
        ("81", "Last year Q1"), ("82", "Last year Q2"), ("91", "Q1"), ("92", "Q2"),
    ]  # fmt: skip


def test_a_year_that_cannot_be_told_dates_nothing() -> None:
    """The quarter is not this year's, and which it is needs a guess."""
    body = table("Measure | Year | Q1 | Q2", "Calls | Two years ago | 81 | 82", "Calls | 2018/19 | 91 | 92")
    assert [(value, period) for _, value, period, _ in read_rows(body)] == [
        ("81", "Two years ago Q1"), ("82", "Two years ago Q2"), ("91", "2018/19 Q1"), ("92", "2018/19 Q2"),
    ]  # fmt: skip


MATRIX = table(" | Q1 | Q2", "{} | 81% | 82%", "Actual | 91% | 92%", "Target | 95% | 96%")


def test_a_row_below_a_title() -> None:
    """The row of last year is of the same indicator and has no target of this year."""
    assert read_rows("Calls answered\n" + MATRIX.format("Last year")) == [
        ("Calls answered", "91%", "Q1", "95%"), ("Calls answered", "92%", "Q2", "96%"),
        ("Calls answered", "81%", "Last year Q1", ""), ("Calls answered", "82%", "Last year Q2", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["Previous", "Baseline", "Previous quarter", "Two years ago"])
def test_an_older_row_without_a_year(label: str) -> None:
    """Of when it is, nobody prints: no date, and the row says so."""
    reading = read("Calls answered\n" + MATRIX.format(label), HEAD)
    older = [s for s in reading.statements if s.value.startswith("8")]
    assert [(s.indicator, s.period, s.target) for s in older] == [("Calls answered", "", "")] * 2
    assert all("period:not_printed" in map(str, s.flags) for s in older)


def test_headers_with_their_own_year() -> None:
    """`Last year` under `Q1 2009/10` is no figure of 2009/10."""
    body = table("Measure |  | Q1 2009/10 | Q2 2009/10", "Calls | Actual | 91 | 92", " | Last year | 81 | 82")
    assert [(value, period) for _, value, period, _ in read_rows(body)] == [
        ("91", "Q1 2009/10"), ("81", ""), ("92", "Q2 2009/10"), ("82", ""),
    ]  # fmt: skip


def test_an_indicator_of_the_last_weeks_is_no_older_row() -> None:
    """The word alone says nothing: it is a name like any other."""
    for name in ("Children seen in the last 6 weeks", "Last year's leavers", "Previous convictions", "This year"):
        assert not is_earlier(name)
    assert is_earlier("Last year's actual") and is_earlier("Same period last year:") and is_earlier("Prior Year")
    assert earlier_period("Same quarter last year", "Q1") == "Same quarter last year Q1"
    assert earlier_period("Last year", "Q1 2009/10") == earlier_period("Baseline", "Q1") == ""
