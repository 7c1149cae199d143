"""Headers that print a period and more: whose figures they head, and how sure that is."""

import pytest

from extract.columns import Hints, describe
from grammar.periods import parse_label, parse_period
from records import PaperReading
from tests.extract.paper_for_tests import facts, read, table, uses_of

REPORT = Hints({}, parse_period("Q3 2018/19"))


def said(reading: PaperReading) -> list[tuple[str, str, str, str]]:
    """Value, period, comparator's area and flags of each statement."""
    return [(s.value, s.period, s.area, ";".join(map(str, s.flags))) for s in reading.statements]


def paper(header: str, *cells: str) -> PaperReading:
    """A table of one row under `Indicator`, this year, target and these headers."""
    return read(
        table(f"Indicator | 2017/18 | Target 2017/18 | {header}", f"Missed bins | 15 | 20 | {' | '.join(cells)}")
    )


@pytest.mark.parametrize(
    "group",
    [
        "Mets average", "Unitaries average", "SW average", "Welsh average", "Core cities", "Outer London",
        "Similar authorities", "All councils", "Eng", "Nat Av", "UK", "Top 25%", "Best performing council", "Highest",
    ],
)  # fmt: skip
def test_figures_of_others_are_comparators(group: str) -> None:
    """An average of others, or the best of them, is not the council's own figure of that year."""
    assert said(paper(f"{group} 2016/17", "12"))[-1] == ("12", "2016/17", group, "")


@pytest.mark.parametrize("words", ["Median", "Provider mean", "Shared service", "Wards with parks"])
def test_unknown_words_beside_a_period_are_a_doubt(words: str) -> None:
    """What the words mean is not known, and the column beside has none."""
    assert ("12", "2016/17", "", "value:header_unknown") in said(paper(f"{words} 2016/17", "12"))


@pytest.mark.parametrize(
    "words", ["Larkhaven", "Actual", "Final outturn", "Audited", "Provisional", "Survey", "Our", "Year end position"]
)
def test_words_that_leave_it_the_own_figure_are_no_doubt(words: str) -> None:
    """The council's own name, an outturn, a first figure."""
    assert ("12", "2016/17", "", "") in [
        (v, p.removesuffix(" outturn").removeprefix("Actual "), a, f)
        for v, p, a, f in said(paper(f"{words} 2016/17", "12"))
    ]


def test_words_that_all_columns_share_are_no_doubt() -> None:
    """`Depot 2016/17` beside `Depot 2017/18`: the table is about it."""
    body = table("Indicator | Depot 2016/17 | Depot 2017/18 | Target", "Missed bins | 15 | 12 | 20")
    assert [flags for *_, flags in said(read(body))] == ["", ""]


@pytest.mark.parametrize(
    "header",
    ["Gap 2016/17", "Diff 2016/17", "Over/under 2016/17", "+/- 2016/17", "vs 2016/17", "Compared to 2016/17",
     "Better than 2016/17", "Distance from target", "Num 2016/17", "Sample size 2016/17", "Amber 2016/17",
     "League table 2016/17"],
)  # fmt: skip
def test_what_is_no_figure_of_its_own_is_none(header: str) -> None:
    """Differences, samples, limits and ranks beside a period."""
    assert [fact.value for fact in facts(paper(header, "12"))] == ["15"]


@pytest.mark.parametrize("header", ["Distance from target 2017/18", "Gap to target 2017/18", "Diff from target"])
def test_a_distance_is_no_target(header: str) -> None:
    """How far off the target a figure is, is none to be reached."""
    assert [(fact.value, fact.target) for fact in facts(paper(header, "5"))] == [("15", "20")]


@pytest.mark.parametrize("header", ["Ambition 2018/19", "Stretch 2018/19", "Aspiration 2018/19"])
def test_what_is_aimed_at_is_a_target(header: str) -> None:
    """It is no figure of the year to come."""
    assert [(f.value, f.period, f.target) for f in facts(paper(header, "12"))][-1] == ("", "2018/19", "12")


def test_an_arrow_against_an_earlier_year_is_of_this_year() -> None:
    """`Improved on 2016/17?` names the year of the other figure."""
    body = table("Indicator | 2016/17 | 2017/18 | Improved on 2016/17? | vs 2016/17", "Missed bins | 12 | 15 | ↓ | ↓")
    assert [(f.value, f.arrow) for f in facts(read(body))] == [("12", ""), ("15", "down")]


@pytest.mark.parametrize(
    ("header", "start", "end"),
    [
        ("Cumulative to Q3", "2018-04-01", "2018-12-31"),
        ("Q3 YTD", "2018-04-01", "2018-12-31"),
        ("Apr-Dec", "2018-04-01", "2018-12-31"),
        ("April to December", "2018-04-01", "2018-12-31"),
        ("End Dec", "2018-12-01", "2018-12-31"),
        ("Equivalent period 2017/18", "2017-10-01", "2017-12-31"),
        ("Corresponding quarter 2017/18", "2017-10-01", "2017-12-31"),
        ("Outturn Q3", "2018-10-01", "2018-12-31"),
    ],
)
def test_all_of_the_words_say_when(header: str, start: str, end: str) -> None:
    """Not only the quarter or the year among them."""
    column = describe(2, header, hints=REPORT)
    period = parse_label(column.period, REPORT.year)
    assert period is not None and column.role == "value"
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


def test_an_academic_year_of_one_number_is_not_dated() -> None:
    """Whether it begins or ends in that year, nobody can tell; it is no calendar year."""
    column = describe(2, "Academic year 2017", hints=REPORT)
    assert (column.role, column.period, parse_period(column.period)) == ("value", "Academic year 2017", None)


@pytest.mark.parametrize(
    ("header", "qualifier"),
    [("F'cast 2018/19", "forecast"), ("Likely outturn 2018/19", "forecast"), ("Anticipated 2018/19", "forecast"),
     ("Est. 2017/18", "estimate"), ("Prov. 2017/18", "provisional"), ("Unaudited 2017/18", "provisional")],
)  # fmt: skip
def test_a_figure_that_is_not_final_says_so(header: str, qualifier: str) -> None:
    """Short words say it too."""
    assert paper(header, "12").statements[-1].qualifiers == (qualifier,)


def test_the_profile_is_for_the_year_to_date() -> None:
    """Where the year should stand by the end of the quarter is no target of the quarter alone."""
    body = table(
        "Indicator | Q1 | Q2 | YTD | Profiled target Q2 | Annual target 2018/19", "Waste | 131 | 132 | 263 | 260 | 520"
    )
    assert [(f.value, f.target) for f in facts(read(body))] == [("131", ""), ("132", ""), ("263", "260")]


def test_the_profile_of_a_quarter_without_a_year_to_date_is_for_the_quarter() -> None:
    """There is no other figure that it could be for."""
    body = table("Indicator | Q1 | Q2 | Profiled target Q2", "Waste | 131 | 132 | 130")
    assert [(f.value, f.target) for f in facts(read(body))] == [("131", ""), ("132", "130")]


@pytest.mark.parametrize(
    ("headers", "target", "flags"),
    [
        ("Minimum target | Stretch target", "98%", "target:two_printed"),
        ("Target | Stretch target", "95%", ""),
        ("Stretch target | Target", "98%", ""),
    ],
)
def test_two_columns_of_targets(headers: str, target: str, flags: str) -> None:
    """The one that is called a target alone is it; else there is a doubt."""
    (statement,) = read(table(f"Indicator | {headers} | Q2 2018/19", "Calls | 95% | 98% | 96%")).statements
    assert (statement.target, ";".join(map(str, statement.flags))) == (target, flags)


def test_the_columns_are_all_accounted_for() -> None:
    """A gap is commentary, a rank is commentary: nothing is left without a use."""
    reading = paper("Gap 2016/17", "12")
    assert "12" in uses_of(reading, "unread") + uses_of(reading, "commentary")


def test_a_baseline_of_a_year_heads_a_column() -> None:
    """`07/08 baseline` is a header, no cell that says that there is no figure."""
    body = table(
        "NI | Indicator | 07/08 baseline | 08/09 target | 08/09 actual", "NI 16 | Crime rate | 14.2 | 13.5 | 12.9"
    )
    assert [(f.value, f.target) for f in facts(read(body))] == [("14.2", ""), ("12.9", "13.5")]


def test_limits_head_columns() -> None:
    """`Green | Amber | Red` between names and quarters are no row of ratings."""
    body = table("KPI | Green | Amber | Red | Q1 | Q2", "Sickness | <7.0 | 7.0-8.0 | >8.0 | 1.9 | 3.8")
    assert [(f.value, f.period, f.rag) for f in facts(read(body))] == [("1.9", "Q1", ""), ("3.8", "Q2", "")]


def test_a_row_of_colours_is_no_header() -> None:
    """Ratings of several quarters, below a header."""
    body = table("Measure | Q1 | Q2 | Q3", "Crime measure | Green | Amber | Red", "Waste | Red | Red | Red")
    assert [(f.name, f.rag) for f in facts(read(body))] == [
        ("Crime measure", "G"), ("Crime measure", "A"), ("Crime measure", "R"),
        ("Waste", "R"), ("Waste", "R"), ("Waste", "R"),
    ]  # fmt: skip


def test_a_part_of_the_row_above_has_its_name() -> None:
    """`of which more than 2 years` says nothing alone."""
    body = table(
        "Measure | Q2 2018/19 | Target",
        "Children on a plan | 180 | 200",
        "- of which over 2 years | 4 | 5",
        "Calls | 7 | 9",
    )
    names = [fact.name for fact in facts(read(body))]
    assert names == ["Children on a plan", "Children on a plan: - of which over 2 years", "Calls"]


def test_a_labelled_figure_is_no_title_of_the_next() -> None:
    """A card with two figures of the period is not read, and its first line names nothing."""
    body = "Homes delivered\nActual (quarter): 12\nActual (year to date): 30\nAnnual target: 80\nStatus: Red\n"
    reading = read(body)
    assert not [s for s in reading.statements if "12" in s.indicator]
    assert [f.text for f in reading.findings if f.code == "figure_outside_table"][:1] == ["Actual (quarter): 12"]
