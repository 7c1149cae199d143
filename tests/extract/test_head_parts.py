"""Papers whose head names a year, and elsewhere or in other words the part of it that they report on."""

import pytest

from extract.head_parts import BY_HEADING
from records import ReportHead
from tests.extract.paper_for_tests import OWN, read, table

BODY = table("Measure | Target | Actual | RAG", "Invoices paid on time | 97% | 98.1% | G")


def head(text: str, body: str = BODY) -> ReportHead:
    """The head of a paper of this council."""
    return read(body, f"{OWN}\n{text}\n\n").head


def dated(text: str, body: str = BODY) -> tuple[str, str]:
    """The report's days, and the doubt about them."""
    found = head(text, body)
    return (f"{found.period.start} {found.period.end}" if found.period else "", found.period_doubt)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Performance Monitoring: Month 9 2015/16", "2015-12-01 2015-12-31"),
        ("Performance and Finance Report - 2015/16 Month 9", "2015-12-01 2015-12-31"),
        ("Performance Report Period 6 2015/16", "2015-09-01 2015-09-30"),
        ("Performance Report P6 2015/16", "2015-09-01 2015-09-30"),
        ("Performance Report 2015/16 M12", "2016-03-01 2016-03-31"),
        ("2018/19 Performance Report to Month 6", "2018-04-01 2018-09-30"),
        ("P1 Performance Report 2015/16", "2015-04-01 2016-03-31"),
        ("Performance indicators 2018/19\nP1 Growing our economy", "2018-04-01 2019-03-31"),
        ("Corporate Performance Report 2015/16\nMonth 9", "2015-12-01 2015-12-31"),
        ("Corporate Performance Report 2015/16\nFirst three quarters (April to December)", "2015-04-01 2015-12-31"),
        ("Corporate Performance Report 2015/16\nApril to December", "2015-04-01 2015-12-31"),
        ("Corporate Performance Report 2015/16\nQuarter 3", "2015-10-01 2015-12-31"),
        ("Quarter 3 Performance Report\n2015/16", "2015-10-01 2015-12-31"),
        ("Performance in the first six months of 2015/16", "2015-04-01 2015-09-30"),
        ("Corporate Performance Report 2015/16", "2015-04-01 2016-03-31"),
        ("Annual Performance Report 2015/16\nCabinet, 12 July 2016", "2015-04-01 2016-03-31"),
    ],
)
def test_the_part_of_its_year_that_a_paper_reports_on(text: str, days: str) -> None:
    """On one line or on the next: the figures are not of the whole year, and no doubt is left."""
    assert dated(text) == (days, "")


@pytest.mark.parametrize(
    "text",
    [
        "Corporate Performance Report 2015/16\nYear to date",
        "Corporate Performance Report 2015/16\nInterim report",
        "Corporate Performance Report 2015/16\nThe position after nine months",
        "Annual Performance Report 2015/16\nincluding Quarter 4",
        "Corporate Performance Report 2015/16\nPeriod 13",
    ],
)
def test_a_part_that_is_not_understood_is_a_doubt(text: str) -> None:
    """The year is all that is read, and it may be too long."""
    assert dated(text) == ("2015-04-01 2016-03-31", BY_HEADING)


def test_sections_for_each_quarter_are_no_part_of_the_head() -> None:
    """The first of them is the first only: the paper is of the year, and its rows may be of a quarter."""
    body = f"Quarter 1\n\n{BODY}\nQuarter 2\n\n{BODY}"
    assert dated("Performance Report 2015/16", body) == ("2015-04-01 2016-03-31", BY_HEADING)


@pytest.mark.parametrize("words", ["Position to the end of December 2015", "Performance up to December 2015"])
def test_up_to_the_end_of_a_month_is_that_month_or_the_year_so_far(words: str) -> None:
    """Nobody can tell which: the month is a doubt."""
    assert dated(f"Corporate Performance Report 2015/16\n{words}") == ("2015-12-01 2015-12-31", BY_HEADING)


def test_a_month_or_a_day_that_is_reached_from_nowhere_is_no_doubt() -> None:
    """`as at`, `for`, and months with their beginning say what they mean."""
    assert dated("Performance dashboard as at December 2015") == ("2015-12-01 2015-12-31", "")
    assert dated("Performance report for December 2015") == ("2015-12-01 2015-12-31", "")
    assert dated("Performance report April to December 2015") == ("2015-04-01 2015-12-31", "")


@pytest.mark.parametrize(
    "line", ["See page p6 for the 2015/16 figures of performance", "Performance in 2015/16 (M62 corridor)"]
)
def test_what_looks_like_a_month_s_number_and_is_none(line: str) -> None:
    """Pages and motorways are numbered too."""
    assert dated(line) == ("2015-04-01 2016-03-31", "")


def test_a_title_above_the_table_that_is_of_the_report_s_month() -> None:
    """It names the year and, apart from it, the month: the figures below are of the month."""
    reading = read(BODY, f"{OWN}\nPerformance Report Period 6 2015/16\n\n")
    assert [(s.period, s.period_basis) for s in reading.statements] == [("", "report")]
