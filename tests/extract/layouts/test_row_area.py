"""The area of a row: in an Area column, in the indicator's name, or a part of the council's own area."""

import pytest

from tests.extract.paper_for_tests import Fact, facts_of, read, table, uses_of


def test_an_area_column_names_the_area_of_the_row() -> None:
    """Another area's row has no target and no rating of the council; the council's own row keeps them."""
    body = table(
        "Indicator | Area | 2017/18 | Target | RAG",
        "Recycling | Larkhaven | 41.0% | 42% | A",
        "Recycling | England | 43.2% | 42% | G",
        "Recycling | Dunmoor | 45.0% | 42% | G",
    )
    assert facts_of(body) == [
        Fact("Recycling", "41.0%", "2017/18", "42%", "A"),
        Fact("Recycling", "43.2%", "2017/18", area="England"),
        Fact("Recycling", "45.0%", "2017/18", area="Dunmoor"),
    ]


def test_another_areas_row_without_a_period_has_none() -> None:
    """The report's quarter is the council's, not England's."""
    statements = read(table("Indicator | Actual | Target", "Recycling rate England | 43.2% | 42%")).statements
    assert [(s.area, s.comparator, s.period_basis, s.target) for s in statements] == [("England", True, None, "")]


def test_rows_of_wards_are_groups_of_the_titles_indicator() -> None:
    """Layout: a title over a row for each ward. No ward's figure is the whole council's."""
    body = "Rent collected as a percentage of rent due\n\n" + table(
        "Ward | 2016/17 | 2017/18 | Target | Status",
        "Abbey | 97.9% | 98.1% | 98% | G",
        "Marsh | 96.1% | 95.7% | 98% | R",
        "Borough total | 97.8% | 97.9% | 98% | A",
    )
    statements = read(body).statements
    assert {statement.indicator for statement in statements} == {"Rent collected as a percentage of rent due"}
    assert [statement.group for statement in statements] == ["Abbey", "Abbey", "Marsh", "Marsh", "", ""]


def test_rows_of_teams_below_a_title_are_groups() -> None:
    """A team is no indicator."""
    body = "Sickness days per employee\n\n" + table(
        "Team | 2017/18 | Target", "Housing | 9.1 | 8", "Planning | 6.0 | 8"
    )
    assert [(s.indicator, s.group) for s in read(body).statements] == [
        ("Sickness days per employee", "Housing"),
        ("Sickness days per employee", "Planning"),
    ]


def test_rows_of_areas_without_a_title_are_not_read() -> None:
    """Counter-example: nothing says what is measured, so nothing is published."""
    body = table(
        "Ward | Q1 2018/19 | Q2 2018/19 | Target | Comment", "Abbey | 9 | 8 | 7 | A new team began work in May"
    )
    assert read(body).statements == ()


def test_an_area_that_is_a_theme_is_no_part_of_the_council() -> None:
    """Counter-example: `Area` beside a name may head themes."""
    reading = read(table("Area | Indicator | Actual | Target", "Housing | Rent collected | 97% | 98%"))
    (statement,) = reading.statements
    assert uses_of(reading, "unread") == ["Housing"]
    assert (statement.area, statement.group, statement.target) == ("", "", "98%")


def test_a_part_of_the_area_beside_a_name_is_a_group() -> None:
    """`North area` is not the whole council, nor is what stands under Ward."""
    rows = ("Rent collected | North area | 97% | 98%",)
    assert [s.group for s in read(table("Indicator | Area | Actual | Target", *rows)).statements] == ["North area"]
    rows = ("Rent collected | Abbey | 97% | 98%",)
    assert [s.group for s in read(table("Indicator | Ward | Actual | Target", *rows)).statements] == ["Abbey"]


@pytest.mark.parametrize("caption", ["Spending (£000)", "Spending £'000s"])
def test_the_unit_of_a_caption_is_that_of_its_bare_figures(caption: str) -> None:
    """A figure that prints its own unit, and an indicator that is no money, keep theirs."""
    body = (
        caption
        + "\n\n"
        + table(
            "Measure | 2017/18 | Target",
            "Agency staff | 410 | 400",
            "Number of agency staff | 12 | 10",
            "Spending on grants | £1.2m | £1m",
        )
    )
    assert [statement.unit for statement in read(body).statements] == ["GBP thousand", "", ""]


def test_the_councils_column_stands_beside_those_of_others() -> None:
    """`Council` among landlords is the council's own figure; theirs is not read as its own."""
    body = table("Indicator | Target | Council | Anchor Homes", "Repairs on time | 98% | 99% | 96%")
    assert facts_of(body) == [Fact("Repairs on time", "99%", "", "98%")]


def test_values_with_intervals_under_areas() -> None:
    """Layout of health profiles: the council's count is no value, each value belongs to the area above it."""
    body = table(
        "Ref | Indicator | Period | Larkhaven |  | South West | England | Rank",
        " |  |  | Number | Value (95% CI) | Value (95% CI) | Value (95% CI) | ",
        "2.03 | Smoking at delivery (%) | 2016/17 | 2,836 | 16.2 (15.6-16.8) | 14.2 (14.1-14.3) | 10.7 (10.6-10.8) | 7",
    )
    found = read(body).statements
    assert [(s.area, s.value) for s in found] == [
        ("", "16.2 (15.6-16.8)"),
        ("South West", "14.2 (14.1-14.3)"),
        ("England", "10.7 (10.6-10.8)"),
    ]
    numbers = [str(s.quantity.number) for s in found if s.quantity is not None]
    assert numbers == ["16.2", "14.2", "10.7"]


def test_columns_of_limits_are_no_values() -> None:
    """The limits of an interval stand under the council's name too."""
    body = table(
        "Indicator | Period | Larkhaven |  |  |  | England",
        " |  | Count | Value | Lower CI | Upper CI | Value",
        "Smoking at delivery (%) | 2016/17 | 2,836 | 16.2 | 15.6 | 16.8 | 10.7",
    )
    assert [(s.area, s.value) for s in read(body).statements] == [("", "16.2"), ("England", "10.7")]


def units(header: str, *rows: str, above: str = "") -> list[tuple[str, str]]:
    """Value and unit of each figure below a header."""
    return [(s.value, s.unit) for s in read(above + table(header, *rows)).statements]


def test_a_caption_that_says_all_figures_are_percentages() -> None:
    """It stands in the header of the names, or above the table; a row whose name says otherwise keeps its unit."""
    rows = (
        "Rent collected | 97 | 98",
        "Re-let time (days) | 21 | 20",
        "Number of lettings | 31 | 30",
        "Savings | £4m | £5m",
    )
    told = [("97", "percent"), ("21", ""), ("31", ""), ("£4m", "")]
    assert units("Housing (all figures are percentages) | Q1 | Target", *rows) == told
    assert units("Measure | Q1 | Target", *rows, above="Results for tenants (figures are %)\n\n") == told
    for other in ("Figures are shown for all tenants", "Figures are % unless stated", "Figures are % change on 2017"):
        assert units("Measure | Q1 | Target", rows[0], above=f"{other}\n\n") == [("97", "")]


def test_a_sign_beside_the_period_of_a_header() -> None:
    """`Q1 %` heads percentages of that quarter."""
    assert units("Measure | Q1 % | Target %", "Calls answered | 80.0 | 90.0") == [("80.0", "percent")]
