"""Periods that only the heading of a table prints."""

import pytest

from tests.extract.paper_for_tests import read, table

ROWS = table("Measure | Larkhaven | England", "Residual waste per household (kg) | 298 | 500")


def periods(heading: str) -> list[tuple[str, str]]:
    """Period and flags of each statement of a comparison below a heading."""
    reading = read(f"{heading}\n\n{ROWS}")
    return [(s.period, ";".join(str(flag) for flag in s.flags)) for s in reading.statements]


def test_a_heading_dates_its_table() -> None:
    """A period apart from the report's own is taken for the council's figures below; comparators stay without one."""
    assert periods("Comparison with England, 2016/17") == [("2016/17", ""), ("", "")]


def test_a_heading_whose_period_holds_the_report_is_doubted() -> None:
    """`2018/19` above a table of a Q2 report may be the year of the figures or the year of the plan."""
    assert periods("Comparison with England, 2018/19") == [("2018/19", "period:by_heading"), ("", "")]


@pytest.mark.parametrize(
    "heading",
    [
        "Corporate Plan 2016/17",
        "Comparison with England since 2016/17",
        "Our figures are set beside those of England in 2016/17.",
        "Comparison with England, 2015/16 and 2016/17",
        "Comparison with England",
        "Comparison with England, Q2 2018/19",
    ],
    ids=["plan", "since", "sentence", "two", "none", "the report's own"],
)
def test_other_headings_date_nothing(heading: str) -> None:
    """Counter-examples: plans, spans, sentences and the report's own period."""
    assert {period for period, _ in periods(heading)} == {""}


def rows_below(*bars: str) -> list[tuple[str, str]]:
    """Period and flags of a row below each of these bars in one table."""
    rows = [line for bar in bars for line in (f"{bar} |  |  | ", f"Calls answered {len(bar)} | 80% | 74% | A")]
    reading = read(table("Indicator | Target | Actual | RAG", *rows))
    return [(s.period, ";".join(str(flag) for flag in s.flags)) for s in reading.statements if s.value]


def test_a_bar_in_a_table_dates_the_rows_below() -> None:
    """In words, so that a doubt goes with it; the report's own period needs none, and the next bar ends it."""
    assert rows_below(
        "Quarterly indicators - data for Q2 2018/19", "Annual indicators - data for 2017/18", "Environment"
    ) == [("", ""), ("2017/18", "period:by_heading"), ("", "")]
    assert rows_below("ANNUAL INDICATORS 2017/18", "Housing (figures are for June 2018)") == [
        ("2017/18", "period:by_heading"),
        ("June 2018", "period:by_heading"),
    ]


@pytest.mark.parametrize(
    "bar", ["Corporate Plan measures 2016/17", "Indicators changed since 2016/17", "Environment 2016/17", "Measures"]
)
def test_bars_that_date_nothing(bar: str) -> None:
    """Plans, comparisons, names with a year that may be an indicator's, bars without a period."""
    assert rows_below(bar) == [("", "")]
