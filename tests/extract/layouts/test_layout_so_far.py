"""Headers of the year so far (`Cumulative`, `Q2 YTD`, `Q1-Q2`), whose figures and targets are not the quarter's."""

import pytest

from extract.columns import Hints, describe
from grammar.periods import parse_label, parse_period
from records import PaperReading
from tests.extract.paper_for_tests import OWN, read, table

REPORT = parse_period("Q2 2018/19")
SO_FAR = "2018-04-01 2018-09-30"
QUARTER = "2018-07-01 2018-09-30"


def dated(reading: PaperReading) -> list[tuple[str, str, str]]:
    """Each figure with the days of its period and its target."""
    found = [(s, parse_label(s.period, reading.head.period)) for s in reading.statements]
    return [(s.value, f"{p.start} {p.end}" if p else "", s.target) for s, p in found]


@pytest.mark.parametrize(
    "headers",
    [
        ["Indicator | Q2 Target | Q2 Actual | Cumulative Target | Cumulative Actual"],
        ["Indicator | Quarter 2 | | Cumulative |", "| Target | Actual | Target | Actual"],
        ["Indicator | Q2 Target | Q2 Actual | Cum. Target | Cum. Actual"],
        ["Indicator | Q2 Target | Q2 Actual | Q2 YTD target | Q2 YTD actual"],
        ["Indicator | Q2 Target | Q2 | Target Q1-Q2 | Q1-Q2"],
        ["Indicator | Q2 Target | Q2 | Apr-Sep target | Apr-Sep"],
        ["Indicator | 2018/19 | | |", "| Q2 Target | Q2 Actual | Cumulative Target | Cumulative Actual"],
        ["Indicator | Q2 Target 2018/19 | Q2 Actual 2018/19 | YTD Target 2018/19 | YTD Actual 2018/19"],
    ],
)
def test_the_year_so_far_beside_the_quarter(headers: list[str]) -> None:
    """Each figure has its own months, and the target of the same months."""
    found = dated(read(table(*headers, "Homes built | 25 | 31 | 50 | 51", "Homes let | 10 | 6 | 20 | 15")))
    assert found[:2] == [("31", QUARTER, "25"), ("51", SO_FAR, "50")]
    assert found[2:] == [("6", QUARTER, "10"), ("15", SO_FAR, "20")]


def test_a_target_of_the_year_so_far_is_none_for_the_quarter_alone() -> None:
    """Two thirds of it were met before the quarter began: beside the quarter's figure it would look missed."""
    body = table("Measure | Q2 actual | Q2 YTD actual | Q2 YTD target", "Homes built | 22 | 61 | 75")
    assert dated(read(body)) == [("22", QUARTER, ""), ("61", SO_FAR, "75")]


def test_in_the_first_quarter_each_figure_has_the_target_of_its_own_kind() -> None:
    """Both are of April to June then: what is added up is told apart by its header, not by dates."""
    head = f"{OWN}\n\nPerformance report: Quarter 1 2018/19\n\n"
    body = table(
        "Indicator | Cumulative Target | Q1 Target | Q1 Actual | Cumulative", "Homes built | 24 | 25 | 31 | 32"
    )
    assert [(value, target) for value, _, target in dated(read(body, head))] == [("31", "25"), ("32", "24")]


def test_a_sum_of_years_is_not_the_newest_year() -> None:
    """Beside years alone, `Cumulative` may add all of them up: of when it is, is not printed."""
    head = f"{OWN}\n\nPerformance report 2018/19\n\n"
    reading = read(table("Indicator | 2017/18 | 2018/19 | Cumulative", "Homes built | 88 | 51 | 139"), head)
    assert [s.period for s in reading.statements] == ["2017/18", "2018/19", ""]
    assert [flag.code for flag in reading.statements[-1].flags] == ["not_printed"]


@pytest.mark.parametrize(
    ("header", "role", "period"),
    [
        ("Cumulative number of homes", "value", ""),
        ("Cumulative homes built", "value", ""),
        ("Cumulative spend Q2", "value", "Q2"),
        ("Cumulative variance", "change", ""),
        ("Cumulative last year", "previous", ""),
        ("Change Q1-Q2", "change", ""),
        ("Q1-Q2 trend", "arrow", ""),
        ("Cumulative annual target", "annual_target", ""),
        ("Q2 Actual 2018/19", "value", "2018/19 Q2"),
        ("Homes by Q2 2018/19", "value", "Q2 2018/19"),
    ],
)
def test_words_of_the_year_so_far_that_say_less(header: str, role: str, period: str) -> None:
    """What is added up may be a name, since when may be long ago, and a span may be that of a change."""
    column = describe(0, header, hints=Hints(year=REPORT))
    assert (column.role, column.period) == (role, period)


def test_a_name_that_is_cumulative_stays_a_name() -> None:
    """`Cumulative` in front of a row is no period."""
    reading = read(table("Indicator | Q2 Target | Q2 Actual", "Cumulative homes built | 25 | 31"))
    assert [(s.indicator, s.period) for s in reading.statements] == [("Cumulative homes built", "Q2")]


@pytest.mark.parametrize(
    ("headers", "cells", "told"),
    [
        ("Q2 actual | Actual to Q2 | Target to Q2", "44 | 84 | 90", [("44", ""), ("84", "90")]),
        ("Actual to end Sept | Target to end Sept | Sept", "84 | 90 | 14", [("84", "90"), ("14", "")]),
        ("Q2 | Target to Q2 | YTD", "44 | 90 | 84", [("44", ""), ("84", "90")]),
        ("2018/19 to Q2 | 2018/19 target to Q2", "84 | 90", [("84", "90")]),
        ("Q1 | Q2 | Target Q2", "40 | 44 | 45", [("40", ""), ("44", "45")]),
    ],
)
def test_a_target_up_to_a_quarter_is_of_the_year_so_far(headers: str, cells: str, told: list[tuple[str, str]]) -> None:
    """`to Q2` means the same for the target as for the figure."""
    statements = read(table(f"Indicator | {headers}", f"Homes built | {cells}")).statements
    assert [(s.value, s.target) for s in statements] == told


@pytest.mark.parametrize(
    ("header", "period"),
    [
        ("Month 6 actual", "2018-09-01 2018-09-30"),
        ("Month 6", "2018-09-01 2018-09-30"),
        ("First 6 months actual", SO_FAR),
        ("Month 6 YTD", SO_FAR),
        ("6 month review", ""),
    ],
)
def test_months_that_are_counted(header: str, period: str) -> None:
    """From April: the sixth is September."""
    label = describe(0, header, hints=Hints(year=REPORT)).period
    found = parse_label(label, REPORT) if label else None
    assert (f"{found.start} {found.end}" if found else "") == period
