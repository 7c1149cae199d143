"""What may stand in one line of a chart, and which of several papers' figures does."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from normalise.definitions import Line
from normalise.series import series_of, with_series
from records import Indicator, Observation, SeriesPoint

KNOWN = {"waste": Indicator(indicator_id="waste", name="Waste recycled", unit="percent")}
ROW = Observation(
    observation_id="1",
    document_id="old",
    source="old.txt",
    indicator_id="waste",
    indicator="Waste recycled",
    indicator_raw="Waste recycled",
    area="Wexmoor",
    area_id="E07009999",
    period_start=date(2019, 4, 1),
    period_end=date(2020, 3, 31),
    period_type="financial_year",
    value_raw="40%",
    value=Decimal(40),
    unit="percent",
    report_period_end=date(2020, 3, 31),
)
LATER = replace(
    ROW, observation_id="2", document_id="new", source="new.txt", value=Decimal(42), report_period_end=date(2021, 3, 31)
)


def points(*rows: Observation, known: Mapping[str, Indicator] = KNOWN) -> tuple[SeriesPoint, ...]:
    """The points of all series of these rows."""
    return series_of(with_series(rows, known))


def test_a_restated_value_revises_the_first() -> None:
    """The later paper's figure stands, the first is kept with the difference."""
    (point,) = points(ROW, LATER)
    assert (point.value, point.first_value, point.revised_by) == (Decimal(42), Decimal(40), Decimal(2))
    assert (point.revised, point.vintages) == (True, 2)
    assert (point.document_id, point.observation_id) == ("new", "2")


def test_provisional_yields_to_final_whatever_the_date() -> None:
    """A provisional figure of a later paper does not displace a final one."""
    (point,) = points(ROW, replace(LATER, qualifiers=("provisional",)))
    assert (point.value, point.first_value) == (Decimal(40), Decimal(42))


def test_a_later_paper_that_prints_none_does_not_erase() -> None:
    """N/A in the next paper leaves the known figure."""
    (point,) = points(ROW, replace(LATER, value=None, value_raw="N/A"))
    assert (point.value, point.revised, point.vintages) == (Decimal(40), False, 2)


def test_the_same_figure_again_is_no_revision() -> None:
    """Two papers that agree are two vintages of one figure."""
    (point,) = points(ROW, replace(LATER, value=Decimal("40.0")))
    assert (point.revised, point.revised_by, point.vintages) == (False, None, 2)


def test_the_order_of_the_papers_does_not_matter() -> None:
    """Vintages are put in order by what they print."""
    assert points(ROW, LATER) == points(LATER, ROW)


@pytest.mark.parametrize(
    "change",
    [
        {"unit": "count"},
        {"area_id": "E07008888", "area": "Harrowmere"},
        {"group": "girls"},
        {"period_type": "academic_year"},
        {"accumulation": "cumulative"},
        {"indicator_id": "other"},
    ],
)
def test_what_is_measured_otherwise_is_another_series(change: dict[str, Any]) -> None:
    """Unit, area, group, kind of period, accumulation and indicator each part the lines of a chart."""
    found = points(ROW, replace(LATER, **change))
    assert len({point.series_id for point in found}) == 2 and not any(point.revised for point in found)


def test_a_break_of_definition_parts_the_line() -> None:
    """Figures from the day of a new definition on are another series of the same indicator."""
    broken = {"waste": replace(KNOWN["waste"], definition_breaks=("2020-04-01 garden waste counted",))}
    after = replace(LATER, period_start=date(2020, 4, 1), period_end=date(2021, 3, 31))
    assert len({point.series_id for point in points(ROW, after, known=broken)}) == 2
    assert len({point.series_id for point in points(ROW, after)}) == 1


def test_neighbours_of_two_councils_never_merge() -> None:
    """ "Statistical neighbours" are other councils for each council; England is one for all."""
    peers = replace(ROW, area="Statistical neighbours", area_id="statistical-neighbours", comparator_of="Wexmoor")
    other = replace(peers, observation_id="2", document_id="new", comparator_of="Harrowmere")
    assert len({point.series_id for point in points(peers, other)}) == 2
    england = replace(peers, area="England", area_id="E92000001")
    assert len({p.series_id for p in points(england, replace(other, area="England", area_id="E92000001"))}) == 1


@pytest.mark.parametrize("change", [{"indicator_id": ""}, {"period_start": None}, {"area": ""}])
def test_what_is_undecided_stands_in_no_series(change: dict[str, Any]) -> None:
    """A row without indicator, period or area is published, but in no line of a chart."""
    assert points(replace(ROW, **change)) == ()


def test_a_paper_that_prints_two_figures_for_one_fact_is_flagged() -> None:
    """Tables that contradict each other within a paper are a doubt about the point."""
    (point,) = points(ROW, replace(ROW, observation_id="2", value=Decimal(44)))
    assert "value:printed_differently" in [str(flag) for flag in point.flags] and point.vintages == 1


def test_a_paper_that_rounds_a_figure_elsewhere_is_not_in_doubt() -> None:
    """`40.93%` in one table and `40.9%` in another are one figure."""
    exact = replace(ROW, value=Decimal("40.93"), value_raw="40.93%")
    (point,) = points(exact, replace(ROW, observation_id="2", value=Decimal("40.9"), value_raw="40.9%"))
    assert not point.flags


def test_rounding_is_no_revision() -> None:
    """A later paper that prints a digit less does not revise the figure."""
    (point,) = points(
        replace(ROW, value=Decimal("40.93"), value_raw="40.93%"),
        replace(LATER, value=Decimal("40.9"), value_raw="40.9%"),
    )
    assert (point.revised, point.revised_by, point.vintages) == (False, None, 2)


def test_thousands_stand_in_the_line_of_units() -> None:
    """A paper that goes over to thousands of pounds continues the line; the line is in pounds."""
    old = replace(ROW, unit="GBP", value=Decimal(474294), value_raw="£474,294")
    new = replace(LATER, unit="GBP thousand", value=Decimal(474), value_raw="474", target=Decimal(450))
    (point,) = points(old, new)
    assert (point.unit, point.value, point.target, point.first_value) == (
        "GBP",
        Decimal(474000),
        Decimal(450000),
        Decimal(474294),
    )
    assert not point.revised and point.vintages == 2


def test_the_earlier_issue_of_a_paper_makes_no_vintage() -> None:
    """What was issued again is one paper; what the later issue leaves out is kept."""
    rows = with_series((ROW, LATER), KNOWN)
    (point,) = series_of(rows, superseded={"old"})
    assert (point.value, point.first_value, point.vintages, point.revised) == (Decimal(42), Decimal(42), 1, False)
    (point,) = series_of(rows[:1], superseded={"old"})
    assert point.value == Decimal(40)


def test_a_new_definition_begins_another_line() -> None:
    """What the papers say of the definition parts lines, as a break of the catalogue does."""
    rows = with_series((ROW, LATER), KNOWN, {"2": Line("percent", "2021-03-31")})
    assert len({row.series_id for row in rows}) == 2
    same = with_series((replace(ROW, unit=""), LATER), KNOWN, {"1": Line("percent"), "2": Line("percent")})
    assert len({row.series_id for row in same}) == 1


def test_periods_are_points_of_one_line() -> None:
    """Years follow each other under one id."""
    after = replace(ROW, observation_id="2", period_start=date(2020, 4, 1), period_end=date(2021, 3, 31))
    found = points(ROW, after)
    assert len(found) == 2 and len({point.series_id for point in found}) == 1


def test_a_forecast_is_no_point_of_a_line() -> None:
    """What was expected for a year does not stand beside what was measured; a provisional figure does."""
    assert points(replace(ROW, qualifiers=("forecast",))) == ()
    assert len(points(replace(ROW, qualifiers=("provisional",)))) == 1
