"""Targets: number, comparator, scope and tolerance, and the reason where there is no single number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grammar.targets import parse_target


@pytest.mark.parametrize(
    ("text", "number", "comparator", "unit"),
    [
        (">68%", "68", ">", "percent"), ("<20", "20", "<", ""),
        ("≥638 (an average of the previous 2 years)", "638", ">=", ""),
        ("12.6 (delays per calendar day)", "12.6", "", ""), (">65.0 (south west average)", "65", ">", ""),
        ("<7.4% (south west average)", "7.4", "<", "percent"), ("95%", "95", "", "percent"),
        ("95% or above", "95", ">=", "percent"),
        ("95%+", "95", ">=", "percent"), ("at least 95%", "95", ">=", "percent"),
        ("Not less than 90%", "90", ">=", "percent"),
        ("minimum 95%", "95", ">=", "percent"), ("no more than 7.50", "7.50", "<=", ""),
        ("10 or fewer", "10", "<=", ""),
        ("20 days or less", "20", "<=", "days"), ("<5", "5", "<", ""), ("<= 5", "5", "<=", ""),
        ("=95%", "95", "=", "percent"),
        ("less than 10%", "10", "<", "percent"), ("£1.2m", "1200000", "", "GBP"), ("1,100", "1100", "", ""),
        ("0", "0", "", ""),
        ("(12)", "-12", "", ""), ("7.5 days", "7.5", "", "days"), ("95% of cases", "95", "", "percent"),
        ("2 (2018/19)", "2", "", ""),
        ("Target: 95%", "95", "", "percent"),
    ],
)  # fmt: skip
def test_number_and_comparator(text: str, number: str, comparator: str, unit: str) -> None:
    """A target that is one number gives it plain, with its comparator and the unit it prints."""
    reading = parse_target(text)
    assert reading is not None
    assert reading.number == Decimal(number)
    assert (reading.comparator, reading.unit, reading.scope, reading.reason) == (comparator, unit, None, "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("increase the number by 10%", "relative"), ("10% reduction", "relative"), ("Reduce by 5", "relative"),
        ("Increased social media following and website users", "words"), ("Top quartile", "words"),
        ("Maintained", "words"),
        ("20% by 2021", "words"), ("85-90%", "range"), ("85% - 90%", "range"), ("between 80 and 90", "range"),
        ("tbc", "to_be_confirmed"), ("n/a", "not_applicable"), ("-", "no_value"), ("not targeted", "no_target"),
        ("Baseline year", "baseline"), ("data only", "no_target"), ("13,.8", "unreadable"), ("5/6", "unreadable"),
        ("600 (150 per quarter)", "several"), ("1 in 4", "several"),
    ],
)  # fmt: skip
def test_no_single_number(text: str, reason: str) -> None:
    """Ranges, changes, words and missing targets have no number and say why."""
    reading = parse_target(text)
    assert reading is not None
    assert (reading.number, reading.reason) == (None, reason)


@pytest.mark.parametrize(
    ("text", "number", "tolerance"),
    [
        ("Target: 97%, Floor: 90%", "97", "90"),
        ("95% (tolerance 2%)", "95", "2"),
        ("95% +/- 5%", "95", "5"),
        ("95% ±5%", "95", "5"),
        ("95% (2% tolerance)", "95", "2"),
    ],
)
def test_tolerance(text: str, number: str, tolerance: str) -> None:
    """Where amber ends is taken apart from the target and kept as printed too."""
    reading = parse_target(text)
    assert reading is not None
    assert (reading.number, reading.tolerance) == (Decimal(number), Decimal(tolerance))
    assert reading.tolerance_raw and reading.tolerance_raw in text


def test_two_scopes() -> None:
    """A cell that sets the year's and the month's target gives the month's number and keeps the year's."""
    reading = parse_target("no more than 666 placements for year end, 55.5 per month.")
    assert reading is not None
    assert (reading.number, reading.year_end_number) == (Decimal("55.5"), Decimal(666))
    assert (reading.scope, reading.comparator, reading.unit) == ("period", "<=", "count")


@pytest.mark.parametrize(
    ("text", "number", "scope"),
    [
        ("100% by year end", "100", "year_end"), ("annual target 500", "500", "year_end"),
        ("500 per annum", "500", "year_end"),
        ("12 per quarter", "12", "period"), ("55.5 per month", "55.5", "period"), ("95%", "95", None),
    ],
)  # fmt: skip
def test_scope(text: str, number: str, scope: str | None) -> None:
    """Words say whether a target is the year's or the period's."""
    reading = parse_target(text)
    assert reading is not None
    assert (reading.number, reading.scope) == (Decimal(number), scope)


def test_empty_cell_is_no_target() -> None:
    """An empty cell and a long text set no target."""
    assert parse_target("  ") is None
    assert parse_target("word " * 60) is None


@given(st.text(max_size=60))
def test_targets_are_total(text: str) -> None:
    """Any text gives a number or a reason, never both and never an error."""
    reading = parse_target(text)
    assert reading is None or (reading.number is None) == bool(reading.reason)


def test_figures_of_several_columns_are_no_target() -> None:
    """Two figures side by side are no target; one with a blank for thousands, a range, two with their scopes are."""
    for text in ("70.3% 84.2%", "n/a 144,673 221,183"):
        reading = parse_target(text)
        assert reading is not None and (reading.number, reading.reason) == (None, "unreadable")
    for text in ("1 204", "40 - 50", "35% (annual 40%)", "Q1 30%", "2015 2016"):
        reading = parse_target(text)
        assert reading is not None and reading.reason != "unreadable"
