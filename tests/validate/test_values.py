"""Checks of single rows."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from records import Flag, Observation
from validate.values import check_fractions, check_future_periods, check_percentages

MakeRow = Callable[..., Observation]


@pytest.mark.parametrize("value", ["703", "100.1", "-4", "1500"])
def test_a_share_outside_0_to_100_is_flagged(row: MakeRow, value: str) -> None:
    """A lost decimal point makes 703 percent of 70.3."""
    (note,) = check_percentages([row(value=value)])
    assert note.flag == Flag("value", "impossible_percentage")


@pytest.mark.parametrize("value", ["0", "100", "100.00", "0.07"])
def test_a_share_at_the_limits_is_left_alone(row: MakeRow, value: str) -> None:
    """All or nothing is a share, too."""
    assert check_percentages([row(value=value)]) == ()


@pytest.mark.parametrize(
    "name",
    [
        "Percentage change in total crime",
        "% of target for new homes achieved",
        "Sickness compared with last year (%)",
        "Percentage growth of the local economy",
        "Collection rate against profile (%)",
        "Return on investment",
    ],
)
def test_what_compares_may_pass_100_or_fall_below_0(row: MakeRow, name: str) -> None:
    """A paper whose indicators are changes, or parts of a target that can be passed, gets no flag."""
    assert check_percentages([row(value="123.5", indicator_raw=name), row(value="-8.1", indicator_raw=name)]) == ()


def test_nothing_is_said_about_other_units(row: MakeRow) -> None:
    """669 cases are no impossible percentage, whatever the name says."""
    assert check_percentages([row(value="669", unit="count")]) == ()


def test_above_1000_percent_is_doubted_whatever_the_name_says(row: MakeRow) -> None:
    """Even growth does not reach 5280 percent."""
    assert check_percentages([row(value="5280", indicator_raw="Percentage change in visits")])


def test_a_figure_for_a_period_to_come_is_flagged(row: MakeRow) -> None:
    """A paper of September 2018 has no actual for January 2019."""
    (note,) = check_future_periods([row(value="7", period_start=date(2019, 1, 1), period_end=date(2019, 1, 31))])
    assert note.flag == Flag("period", "future")


def test_a_period_under_way_is_left_alone(row: MakeRow) -> None:
    """A September paper that prints year-to-date figures under the year's name gets no flag."""
    year = {"period_start": date(2018, 4, 1), "period_end": date(2019, 3, 31), "period_type": "financial_year"}
    assert check_future_periods([row(value="7", **year)]) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"value": None, "target": "5"},
        {"value": "5", "indicator_raw": "Projected overspend"},
        {"value": "5", "qualifiers": ("forecast",)},
        {"value": "5", "published_on": date(2019, 2, 12)},
        {"value": "5", "report_period_end": None},
    ],
)
def test_what_looks_ahead_or_has_no_present_is_left_alone(row: MakeRow, changes: dict[str, object]) -> None:
    """Targets for months to come, forecasts, later publication and papers without a date get no flag."""
    future = {"period_start": date(2019, 1, 1), "period_end": date(2019, 1, 31)}
    assert check_future_periods([row(**future, **changes)]) == ()


def test_a_fraction_that_contradicts_its_percentage_is_flagged(row: MakeRow) -> None:
    """41 of 93 is 44 percent, not 56."""
    (note,) = check_fractions([row(value="56.0", numerator="41", denominator="93")])
    assert note.flag == Flag("value", "contradicts_fraction")


@pytest.mark.parametrize(
    ("raw", "value", "numerator", "denominator"),
    [("44%", "44", "41", "93"), ("44.0%", "44.0", "41", "93"), ("4 out of 553 (0.7%)", "0.7", "4", "553")],
)
def test_a_rounded_percentage_beside_its_fraction_is_left_alone(
    row: MakeRow, raw: str, value: str, numerator: str, denominator: str
) -> None:
    """A paper that rounds as papers do gets neither flag nor finding."""
    assert check_fractions([row(value_raw=raw, value=value, numerator=numerator, denominator=denominator)]) == ()


def test_a_small_disagreement_is_a_finding_without_flag(row: MakeRow) -> None:
    """89.0 beside 82 of 92 (89.13) is careless printing, not a wrong value."""
    (note,) = check_fractions([row(value="89.0", numerator="82", denominator="92")])
    assert (note.flag, note.severity) == (None, "info")


def test_a_count_with_its_denominator_is_no_percentage(row: MakeRow) -> None:
    """`33 of 66` read as the count 33 is right."""
    assert check_fractions([row(value="33", unit="count", numerator="33", denominator="66")]) == ()


def test_a_fraction_of_nothing_is_reported(row: MakeRow) -> None:
    """Nothing is divided by 0."""
    (note,) = check_fractions([row(value="0", numerator="0", denominator=Decimal(0))])
    assert note.code == "fraction_of_nothing"
