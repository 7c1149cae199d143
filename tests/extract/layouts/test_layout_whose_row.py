"""Rows and header levels that change of when, or whose, the figures beside them are."""

import pytest

from extract.columns import Hints, describe
from grammar.periods import parse_label, parse_period
from tests.extract.paper_for_tests import Fact, facts, facts_of, read, table, uses_of

Q3 = parse_period("Q3 2015/16")


@pytest.mark.parametrize(
    ("levels", "start", "end"),
    [
        (("Quarter 3", "2014/15"), "2014-10-01", "2014-12-31"),
        (("Quarter 3 performance", "2015/16"), "2015-10-01", "2015-12-31"),
        (("Year to date", "2014/15"), "2014-04-01", "2014-12-31"),
        (("Year to date", "2015/16"), "2015-04-01", "2015-12-31"),
        (("Apr - Jun", "2014/15"), "2014-04-01", "2014-06-30"),
        (("December", "2014/15"), "2014-12-01", "2014-12-31"),
        (("Full year", "2014/15"), "2014-04-01", "2015-03-31"),
        (("Actual", "2014/15"), "2014-04-01", "2015-03-31"),
    ],
)
def test_a_part_of_the_year_above_the_years(levels: tuple[str, str], start: str, end: str) -> None:
    """`Quarter 3` over `2014/15` and `2015/16` compares two quarters, not two years."""
    column = describe(2, *levels, hints=Hints({}, Q3))
    period = parse_label(column.period, Q3)
    assert column.role == "value" and period is not None
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize("above", ["Quarter", "This month", "In month"])
def test_a_part_that_is_not_named_dates_nothing(above: str) -> None:
    """Which month of that year, nobody says; all of the year it is not."""
    column = describe(2, above, "2014/15", hints=Hints({}, Q3))
    assert column.role == "value" and column.period and parse_label(column.period, Q3) is None


@pytest.mark.parametrize(
    ("label", "report", "end"),
    [
        ("YTD 2014/15", "Q3 2015/16", "2014-12-31"),
        ("2014/15 YTD", "Q3 2015/16", "2014-12-31"),
        ("Year to date 2013/14", "Feb 2016", "2014-02-28"),
        ("YTD 2014/15", "2015/16", "2015-03-31"),
        ("YTD Q2 2014/15", "Q3 2015/16", "2014-09-30"),
        ("2014/15 cumulative", "Q3 2015/16", "2015-03-31"),
    ],
)
def test_the_year_to_date_of_an_earlier_year(label: str, report: str, end: str) -> None:
    """Up to the same point of that year; not where the label names its own end, or only adds up the year."""
    period = parse_label(label, parse_period(report))
    assert period is not None and period.end.isoformat() == end


def test_rows_of_others_among_the_rows_of_one_indicator() -> None:
    """`Actual | Target | England` beside each name: England's figures are England's."""
    body = table(
        "Indicator | Type | 2016/17 | 2017/18",
        "Calls answered | Actual | 81% | 83%",
        " | Target | 80% | 82%",
        " | England | 79% | 78%",
        "Sickness | Actual | 9.0 | 8.8",
        " | Target | 8.5 | 8.6",
        " | County average | 9.9 | 9.4",
    )
    assert facts_of(body) == [
        Fact("Calls answered", "81%", "2016/17", "80%"),
        Fact("Calls answered", "83%", "2017/18", "82%"),
        Fact("Calls answered", "79%", "2016/17", area="England"),
        Fact("Calls answered", "78%", "2017/18", area="England"),
        Fact("Sickness", "9.0", "2016/17", "8.5"),
        Fact("Sickness", "8.8", "2017/18", "8.6"),
        Fact("Sickness", "9.9", "2016/17", area="County average"),
        Fact("Sickness", "9.4", "2017/18", area="County average"),
    ]


@pytest.mark.parametrize("name", ["England", "- England average", "Dunmoor County Council", "Statistical neighbours"])
def test_a_row_named_as_another_area_is_of_the_indicator_above(name: str) -> None:
    """Nobody measures `England`: its row gives England's figures of what the row above measures."""
    body = table(
        "Measure | 2016/17 | 2017/18 | Target", "Recycling | 42 | 43 | 45", f"{name} | 44 | 41 | ", "Calls | 5 | 6 | 7"
    )
    found = facts_of(body)
    assert [(f.name, f.value, f.area) for f in found] == [
        ("Recycling", "42", ""), ("Recycling", "43", ""),
        ("Recycling", "44", name.lstrip("- ")), ("Recycling", "41", name.lstrip("- ")),
        ("Calls", "5", ""), ("Calls", "6", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Visits to England", "National indicators met", "Families in the South West helped"])
def test_an_indicator_that_speaks_of_an_area_stays_one(name: str) -> None:
    """Only a name that is no more than the area's."""
    body = table("Measure | 2017/18 | Target", "Recycling | 43 | 45", f"{name} | 41 | 40")
    assert [f.name for f in facts_of(body)] == ["Recycling", name]


def test_a_row_of_the_council_itself_first() -> None:
    """Where the council's own name heads the rows, they are areas, and no row is an indicator of another."""
    body = table("Measure | 2017/18 | Target", "Larkhaven | 43 | 45", "England | 41 | ")
    assert all(fact.name != "Larkhaven" or not fact.area for fact in facts_of(body))


def test_a_year_alone_in_a_row_dates_the_rows_below() -> None:
    """Quarters of the year before, then those of this one."""
    body = table(
        "Indicator | Q1 | Q2 | Year",
        "2017/18 |  |  | ",
        "Calls | 80 | 81 | 82",
        "2018/19 |  |  | ",
        "Calls | 84 | 86 | ",
    )
    reading = read(body)
    when = [parse_label(s.period, parse_period("Q2 2018/19")) for s in reading.statements if s.value != "82"]
    assert [p.start.isoformat() if p else "" for p in when] == ["2017-04-01", "2017-07-01", "2018-04-01", "2018-07-01"]
    assert uses_of(reading, "context")[-2:] == ["2017/18", "2018/19"]


def test_a_year_alone_leaves_headers_that_name_their_own() -> None:
    """`Plan 2016/17` as a heading inside a table of dated columns dates none of them."""
    body = table("Indicator | 2017/18 | 2018/19", "2016/17 |  | ", "Calls | 80 | 81")
    assert [f.period for f in facts_of(body)] == ["2017/18", "2018/19"]


def test_headers_that_ask() -> None:
    """`Where do we want to be?` is a target, `On track?` a rating."""
    body = table("Indicator | How are we doing? | Where do we want to be? | On track?", "Calls | 86% | 85% | Yes")
    assert [(f.value, f.target, f.rag) for f in facts_of(body)] == [("86%", "85%", "G")]


def test_rows_of_years_below_a_title() -> None:
    """The title names the indicator, each row its year; the total of a year that still runs is of no printed period."""
    body = "Number of fly-tips\n\n" + table(
        "Year | Q1 | Q2 | Q3 | Q4 | Total", "2017/18 | 10 | 11 | 12 | 13 | 46", "2018/19 | 14 | 15 |  |  | 29"
    )
    assert facts_of(body) == [
        *(Fact("Number of fly-tips", str(9 + q), f"2017/18 Q{q}") for q in (1, 2, 3, 4)),
        Fact("Number of fly-tips", "46", "2017/18"),
        *(Fact("Number of fly-tips", str(13 + q), f"2018/19 Q{q}") for q in (1, 2)),
        Fact("Number of fly-tips", "29", ""),
    ]


def test_added_up_figures_are_not_those_of_the_month() -> None:
    """A row `Cumulative` below one of each year: under `May` stands April and May."""
    body = "Days lost\n\n" + table(
        " | Apr | May | Jun | Jul",
        "2017/18 | 1 | 2 | 3 | 4",
        "2018/19 | 5 | 6 | 7 | 8",
        "Cumulative 2018/19 | 5 | 11 | 18 | 26",
    )
    added = [s for s in read(body).statements if s.value in ("11", "18", "26")]
    assert len(added) == 3
    for statement in added:
        period = parse_label(statement.period, parse_period("Q2 2018/19"))
        assert period is None or period.accumulation == "cumulative"


MATRIX = (" | Q1 2018/19 | Q2 2018/19", "Actual | 13 | 15", "Target | 14 | 14", "Status | Green | Red")


@pytest.mark.parametrize(
    "label", ["Variance", "% change", "Gap to target", "Rank (of 8)", "Family rank", "Quartile", "Denominator"]
)
def test_rows_about_the_figures_are_no_figures(label: str) -> None:
    """Below `Actual` and `Target` stands how far they are apart, and who is better."""
    body = "Missed bins\n\n" + table(*MATRIX, f"{label} | 3 | 4")
    assert facts_of(body) == [
        Fact("Missed bins", "13", "Q1 2018/19", "14", "G"), Fact("Missed bins", "15", "Q2 2018/19", "14", "R")
    ]  # fmt: skip


def test_a_row_of_another_thing_has_not_the_target() -> None:
    """Target and status are of `Actual`."""
    body = "Missed bins\n\n" + table(*MATRIX, "Growth in the number of streets served | 3 | 4")
    assert facts_of(body)[2:] == [
        Fact("Missed bins: Growth in the number of streets served", "3", "Q1 2018/19"),
        Fact("Missed bins: Growth in the number of streets served", "4", "Q2 2018/19"),
    ]


def test_series_without_an_actual_share_the_target() -> None:
    """Two series and a target: it is for both."""
    body = "Missed bins\n\n" + table(MATRIX[0], "Boys | 13 | 15", "Girls | 12 | 16", MATRIX[2])
    boys, girls = ("Missed bins: Boys", "14"), ("Missed bins: Girls", "14")
    assert [(f.name, f.target) for f in facts_of(body)] == [boys, boys, girls, girls]


def test_ratings_below_quarters_head_no_counts() -> None:
    """A measure that is only rated, above measures with small figures: the figures are no counts of ratings."""
    body = table("Measure | Q1 | Q2", "Plan agreed | Amber | Green", "Homes built | 12 | 15", "Calls | 8 | 9")
    reading = read(body)
    assert [(f.name, f.value) for f in facts(reading)][2:] == [
        ("Homes built", "12"), ("Homes built", "15"), ("Calls", "8"), ("Calls", "9"),
    ]  # fmt: skip
    assert all(statement.flags for statement in reading.statements[:2])
    assert not reading.summaries


def test_counts_of_ratings_in_two_quarters_stay_a_summary() -> None:
    """Each quarter stands above two marks."""
    body = table(
        " | Q1 |  | Q2 | ", "Priority | Green | Red | Green | Red", "Clean | 4 | 1 | 5 | 0", "Safe | 3 | 2 | 4 | 1"
    )
    reading = read(body)
    assert not reading.statements and len(reading.summaries) == 8


def test_where_a_quartile_begins_is_a_figure_of_others() -> None:
    """Thresholds are comparators; the quartile that the council is in, and its rank, are words about it."""
    body = table(
        "Measure | 2017/18 | Top quartile 2016/17 | Quartile", "Calls | 81% | 84.5% | 2", "Bins | 9.2 | 8.4 | 3"
    )
    assert [(f.name, f.value, f.period, f.area) for f in facts(read(body))] == [
        ("Calls", "81%", "2017/18", ""), ("Calls", "84.5%", "2016/17", "Top quartile"),
        ("Bins", "9.2", "2017/18", ""), ("Bins", "8.4", "2016/17", "Top quartile"),
    ]  # fmt: skip
    body = table("Measure | 2017/18 | Top quartile?", "Calls | 81% | Yes", "Bins | 9.2 | No")
    assert [(f.name, f.value, f.area) for f in facts(read(body))] == [("Calls", "81%", ""), ("Bins", "9.2", "")]
    body = table("Measure | 2017/18 | Best quartile", "Calls | 81% | 1", "Bins | 9.2 | 4")
    assert [(f.name, f.value, f.area) for f in facts(read(body))] == [("Calls", "81%", ""), ("Bins", "9.2", "")]


@pytest.mark.parametrize("name", ["North East", "Dunmoor", "London Road"])
def test_a_place_below_an_indicator_is_no_council(name: str) -> None:
    """A branch or a ward may have the name of a region or of a town far away."""
    body = table("Measure | 2017/18", "Library visits | 430", f"{name} | 41")
    assert [(f.name, f.area) for f in facts_of(body)] == [("Library visits", ""), (name, "")]


def test_a_number_in_a_column_of_months_is_no_figure() -> None:
    """`6` under `Month` says when, if only to those who know it."""
    reading = read(table("Indicator | Month | Actual | Target", "Void days | 6 | 20 | 25", "Calls | 6 | 30 | 35"))
    assert [f.value for f in facts(reading)] == ["20", "30"]


def test_a_heading_after_a_year_alone_casts_a_doubt() -> None:
    """Whether the year holds for the next section too, nothing says."""
    body = table("Indicator | Actual", "2017/18 | ", "Pupils | 80", "Social care | ", "Visits | 81")
    flags = [[str(flag) for flag in s.flags] for s in read(body).statements]
    assert "period:by_heading" not in flags[0] and "period:by_heading" in flags[1]


def test_plus_and_minus_in_brackets_is_a_tolerance_of_the_target() -> None:
    """It does not make a change of it."""
    assert [f.target for f in facts_of(table("Indicator | Actual | Target (+/- 5%)", "Calls | 44% | 45%"))] == ["45%"]


def test_each_older_row_has_its_own_label() -> None:
    """`Baseline` of one indicator is not of last year because that of another is; a name may stand on each row."""
    body = table(
        "Indicator | Type | Q1 | Q2",
        "Recycling | Last year | 38% | 37%",
        "Recycling | Actual | 41% | 42%",
        "Recycling | Target | 45% | 46%",
        "Void days | Baseline | 25 | 26",
        "Void days | Actual | 21 | 22",
        "Void days | Target | 20 | 19",
    )
    found = {f.value: (f.period, f.target) for f in facts_of(body)}
    assert not uses_of(read(body), "unread")
    assert found["38%"] == ("Last year Q1", "") and found["25"] == ("", "")
    assert found["41%"] == ("Q1", "45%") and found["22"] == ("Q2", "19")


def test_targets_behind_a_run_over_the_year_s_end_are_to_come() -> None:
    """`Q4 | Q1 | Q2` looks back, `Q3 Target` behind it ahead."""
    body = table("Indicator | Q4 | Q1 | Q2 | Q4 Target", "Calls | 13 | 14 | 15 | 21")
    found = {f.value: (f.period, f.target) for f in facts_of(body)}
    assert found["13"] == ("2017/18 Q4", "") and found["15"][1] == ""


def test_older_rows_below_a_run_over_the_year_s_end() -> None:
    """Which year `Q4` is of is not sure there, so that of the year before is not either."""
    body = "Calls answered\n\n" + table(
        " | Q4 | Q1 | Q2", "Actual | 83% | 84% | 85%", "Previous year | 73% | 74% | 75%"
    )
    assert [f.period for f in facts_of(body) if f.value.startswith("7")] == ["", "", ""]


def test_rows_of_years_with_a_target_below_a_title() -> None:
    """The older row has its own year, and no target of this one."""
    body = "Calls answered\n\n" + table(
        " | Q1 | Q2", "2018/19 | 84% | 85%", "2017/18 | 74% | 75%", "Target | 90% | 91%"
    )
    found = {f.value: (f.name, f.period, f.target) for f in facts_of(body)}
    assert found["84%"][0] == found["74%"][0] == "Calls answered"
    assert found["84%"][2] == "90%" and found["74%"][1:] == ("2017/18 Q1", "")


def test_a_row_of_targets_is_of_the_newest_year_above() -> None:
    """Newest first: the row directly above is of the year before, and has none."""
    body = table(
        "Indicator | Year | Q1 | Q2 | Q3",
        "Calls | 2018/19 | 40% | 41% | ",
        "Calls | 2017/18 | 38% | 37% | 36%",
        "Calls | Target | 45% | 46% | 47%",
    )
    assert [(f.value, f.target) for f in facts_of(body) if f.value] == [
        ("40%", "45%"), ("41%", "46%"), ("38%", ""), ("37%", ""), ("36%", ""),
    ]  # fmt: skip


def test_a_header_printed_over_each_of_its_columns() -> None:
    """As where a merged cell was filled in: a quarter of two years, and the target of one of them."""
    body = table(
        "Indicator | Quarter 2 | Quarter 2 | Target", " | 2017/18 | 2018/19 | 2018/19", "Calls | 40% | 41% | 45%"
    )
    assert [(f.value, f.period, f.target) for f in facts_of(body)] == [
        ("40%", "Quarter 2 2017/18", ""), ("41%", "Quarter 2 2018/19", "45%"),
    ]  # fmt: skip
