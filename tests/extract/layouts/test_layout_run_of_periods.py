"""Months and quarters without years, up to the report's own: of which year each is."""

from extract.layouts.run_of_periods import with_years
from grammar.periods import parse_label, parse_period
from records import Flag
from tests.extract.paper_for_tests import facts, read, table


def starts(
    headers: str, head: str = "Larkhaven Borough Council\n\nPerformance report: Quarter 2 2018/19\n\n"
) -> list[str]:
    """When the figures under these headers begin."""
    count = headers.count("|") + 1
    row = " | ".join(str(80 + i) for i in range(count))
    reading = read(table(f"Measure | {headers} | Target", f"Calls | {row} | 90"), head)
    report = reading.head.period
    return [p.start.isoformat() if (p := parse_label(f.period, report)) else "" for f in facts(reading) if f.value]


MONTHLY = "Larkhaven Borough Council\n\nPerformance report: May 2018\n\n"


def test_a_run_over_the_end_of_the_year() -> None:
    """Four quarters up to this one, oldest or newest first."""
    run = ["2017-10-01", "2018-01-01", "2018-04-01", "2018-07-01"]
    assert starts("Q3 | Q4 | Q1 | Q2") == run
    assert starts("Q2 | Q1 | Q4 | Q3") == run[::-1]
    assert starts("Q2 | Q3 | Q4 | Q1 | Q2") == ["2017-07-01", *run]


def test_months_over_the_end_of_the_year() -> None:
    """Thirteen months: the first is the same month of the year before."""
    months = "May | Jun | Jul | Aug | Sep | Oct | Nov | Dec | Jan | Feb | Mar | Apr | May"
    found = starts(months, MONTHLY)
    assert (found[0], found[10], found[11], found[12]) == ("2017-05-01", "2018-03-01", "2018-04-01", "2018-05-01")


def test_a_year_that_is_not_over_stays_as_it_was() -> None:
    """All of the year's quarters, two of which are to come."""
    assert starts("Q1 | Q2 | Q3 | Q4") == ["2018-04-01", "2018-07-01", "2018-10-01", "2019-01-01"]


def test_a_run_with_gaps_is_not_sure() -> None:
    """`Q4 | Q2 | Q1`, or a run that does not end with the report."""
    assert starts("Q4 | Q2 | Q1") == ["2019-01-01", "2018-07-01", "2018-04-01"]
    assert starts("Q4 | Q1 | Q3") == ["2019-01-01", "2018-04-01", "2018-10-01"]


def test_years_that_are_printed_stand() -> None:
    """A header that names its year is not asked."""
    headers = "Q3 2018/19 | Q4 2018/19 | Q1 2018/19 | Q2 2018/19"
    assert starts(headers) == ["2018-10-01", "2019-01-01", "2018-04-01", "2018-07-01"]


def test_the_quarter_before_the_first() -> None:
    """`Q4 | Q1` in a paper on the first quarter: the rating is of now. `Q1 | Q4` may look ahead."""
    head = "Larkhaven Borough Council\n\nPerformance report: Quarter 1 2018/19\n\n"
    body = table("Measure | Q4 | Q1 | Target | RAG", "Calls | 80 | 81 | 85 | A")
    assert [(f.period, f.target, f.rag) for f in facts(read(body, head))] == [
        ("2017/18 Q4", "", ""), ("Q1", "85", "A")
    ]  # fmt: skip
    assert starts("Q1 | Q4", head) == ["2018-04-01", "2019-01-01"]


def test_ratings_go_with_their_quarters() -> None:
    """`Q4 RAG` beside `Q4` is of the same year."""
    body = table("Measure | Q4 | Q4 RAG | Q1 | Q1 RAG | Q2 | Q2 RAG", "Calls | 80 | R | 81 | A | 82 | G")
    assert [(f.period, f.rag) for f in facts(read(body))] == [("2017/18 Q4", "R"), ("Q1", "A"), ("Q2", "G")]


Q1_2020 = "Larkhaven Borough Council\n\nPerformance report: Quarter 1 2020/21\n\n"


def targets(headers: str, cells: str) -> list[tuple[str, str, str]]:
    """Value, period and target of all that a row says in a report on the first quarter of 2020/21."""
    reading = read(table(f"Indicator | {headers}", f"Calls answered (%) | {cells}"), Q1_2020)
    return [(f.value, f.period, f.target) for f in facts(reading)]


def test_targets_with_ratings_between() -> None:
    """`Q3 | RAG | Target Q3`, each quarter alike: the target is of the year of its figure, in either order."""
    told = [("80%", "2019/20 Q3", "91%"), ("81%", "2019/20 Q4", "92%"), ("82%", "Q1", "93%")]
    headers = "Q3 | RAG | Target Q3 | Q4 | RAG | Target Q4 | Q1 | RAG | Target Q1"
    assert targets(headers, "80% | A | 91% | 81% | A | 92% | 82% | G | 93%") == told
    headers = "Q1 | RAG | Target Q1 | Q4 | RAG | Target Q4 | Q3 | RAG | Target Q3"
    assert targets(headers, "82% | A | 93% | 81% | A | 92% | 80% | G | 91%") == told[::-1]


def test_targets_in_a_block_of_their_own() -> None:
    """In the order of the figures: of the same quarters."""
    assert targets("Q3 | Q4 | Q1 | Target Q3 | Target Q4 | Target Q1", "80% | 81% | 82% | 91% | 92% | 93%") == [
        ("80%", "2019/20 Q3", "91%"),
        ("81%", "2019/20 Q4", "92%"),
        ("82%", "Q1", "93%"),
    ]


def test_a_plan_from_now_on() -> None:
    """Targets from the report's own quarter on, without a gap, are of quarters to come."""
    found = targets("Q3 | Q4 | Q1 | Target Q1 | Target Q2 | Target Q3", "80% | 81% | 82% | 90% | 91% | 92%")
    assert found[:3] == [("80%", "2019/20 Q3", ""), ("81%", "2019/20 Q4", ""), ("82%", "Q1", "90%")]
    assert found[3:] == [("", "Q2", "91%"), ("", "Q3", "92%")]
    assert targets("Q3 | Q4 | Q1 | Target Q2", "80% | 81% | 82% | 90%")[3:] == [("", "Q2", "90%")]


def test_a_target_that_may_be_of_either_year() -> None:
    """Of the quarter that the paper shows, or of the one to come: its year is printed nowhere, and left open."""
    for headers, cells in (
        ("Q3 | Q4 | Q1 | Target Q3", "80% | 81% | 82% | 90%"),
        ("Q3 | Q4 | Q1 | Target Q1 | Target Q4", "80% | 81% | 82% | 93% | 90%"),
    ):
        reading = read(table(f"Indicator | {headers}", f"Calls answered (%) | {cells}"), Q1_2020)
        (open_one,) = (s for s in reading.statements if not s.value)
        assert (open_one.target, open_one.period, open_one.flags) == ("90%", "", (Flag("period", "not_printed"),))
        assert [t.period for t in reading.targets if t.target == "90%"] == [""]
        assert not any(s.target == "90%" for s in reading.statements if s.value)


def under(heading: str, headers: str, cells: str) -> list[tuple[str, str]]:
    """Value and period of what a table below a heading says, in a report on the second quarter of 2018/19."""
    reading = read(f"{heading}\n\n" + table(f"Indicator | {headers}", f"Calls answered (%) | {cells}"))
    return [(f.value, f.period) for f in facts(reading) if f.value]


def test_the_year_of_the_heading_above() -> None:
    """A table of an earlier year in the same paper: its heading says which `Q1` that is."""
    assert under("Housing in Quarter 1 2014/15", "Q1 | Target", "80% | 90%") == [("80%", "2014/15 Q1")]
    assert under("Housing in Quarter 1 2014/15", "Q4 | Q1 | Target", "79% | 80% | 90%") == [
        ("79%", "2013/14 Q4"),
        ("80%", "2014/15 Q1"),
    ]


def test_a_heading_about_something_else() -> None:
    """A plan's years, another quarter, columns that print their years: nothing changes."""
    run = [("77%", "2017/18 Q3"), ("78%", "2017/18 Q4"), ("79%", "Q1"), ("80%", "Q2")]
    for heading in ("Corporate Plan 2014/15", "Comparison with 2017/18", "Measures agreed in Quarter 3 2017/18"):
        assert under(heading, "Q1 | Q2", "79% | 80%") == [("79%", "Q1"), ("80%", "Q2")]
        assert under(heading, "Q3 | Q4 | Q1 | Q2", "77% | 78% | 79% | 80%") == run
    assert under("Housing in Quarter 1 2014/15", "Q1 | Q4", "79% | 80%") == [("79%", "Q1"), ("80%", "Q4")]
    assert under("Housing in Quarter 3 2014/15", "Q1 | Q2", "79% | 80%") == [("79%", "Q1"), ("80%", "Q2")]
    assert under("Housing in Quarter 1 2014/15", "Q1 2018/19", "80%") == [("80%", "Q1 2018/19")]


def test_without_a_report_nothing_is_said() -> None:
    """There is no year to begin with."""
    assert with_years([], None) == [] and with_years([], parse_period("2018/19")) == []
