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
