"""What a paper says about itself: title, period, date, and whose it is; what cannot be told stays empty."""

from datetime import date

import pytest

from extract.owner import own_names
from records import ReportHead
from tests.extract.paper_for_tests import AREAS, OWN, read

BODY = "Measure\tActual\tTarget\nCalls answered\t91%\t90%\n"


def head(text: str, source: str = "paper.txt") -> ReportHead:
    """The head of a paper that begins with this text."""
    return read(BODY, text + "\n\n", source).head


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Performance report: Quarter 2 2018/19", "2018-07-01", "2018-09-30"),
        ("END OF SEPTEMBER (Q2 18/19)", "2018-07-01", "2018-09-30"),
        ("Monthly report\n\nJune 2017", "2017-06-01", "2017-06-30"),
        ("Annual Performance Report 2009/10", "2009-04-01", "2010-03-31"),
        ("Third Quarter Performance Report 2012/13", "2012-10-01", "2012-12-31"),
        ("Scorecard\n\nEnd of March 2019", "2019-03-01", "2019-03-31"),
    ],
)
def test_the_period_that_a_paper_reports_on(text: str, start: str, end: str) -> None:
    """The best-placed period of the first lines; a quarter before the month that ends it."""
    period = head(text).period
    assert period and (period.start.isoformat(), period.end.isoformat()) == (start, end)


def test_dates_of_meetings_are_no_period() -> None:
    """When cabinet met, and what plan it spoke about, is not the period of the report."""
    text = "Cabinet meeting 9 July 2018\n\nOur Plan 2016-2019\n\nPerformance report Quarter 4 2017/18"
    period = head(text).period
    assert period and period.end == date(2018, 3, 31)


def test_a_paper_without_a_period_has_none() -> None:
    """No period is taken from figures, and a date of a meeting is not one."""
    assert head("Performance of our services\n\nMeeting of 12 January 2021").period is None


def test_the_file_name_is_the_last_resort() -> None:
    """Where the paper does not say its period, a file named after one does; the evidence says so."""
    found = head("Performance of our services", "council_performance_2014-15_Q3.txt")
    assert found.period and found.period.start == date(2014, 10, 1)
    assert found.period_evidence == "file name"


def test_the_date_of_publication_is_kept_apart() -> None:
    """`Published on` gives a date, not a period."""
    found = head("Performance report Q1 2018/19\n\nPublished on 02 July 2018")
    assert found.published_on == date(2018, 7, 2)
    assert found.period and found.period.end == date(2018, 6, 30)


@pytest.mark.parametrize(
    "text",
    [
        f"{OWN}\n\nReport",
        "Report\n\nQuestions to performance@larkhaven.gov.uk",
        "Report\n\nSee https://www.larkhaven.gov.uk/performance for more",
        "Larkhaven BC: our report\n\nLarkhaven works hard.",
        "Report\n\nLarkhaven is a good place.\n\nAll of Larkhaven.\n\nLarkhaven people.",
    ],
    ids=["full name", "e-mail", "web address", "short names", "its name in prose"],
)
def test_whose_paper_it_is(text: str) -> None:
    """Told by the full name, a web address, or short names alone."""
    assert (head(text).organisation, head(text).area_id) == (OWN, "larkhaven-borough-council")


@pytest.mark.parametrize("name", ["Larkhaven Vale Borough Council", "North Larkhaven District Council"])
def test_a_longer_name_is_another_council(name: str) -> None:
    """The list knows only the council whose name is a part of it."""
    assert (head(f"{name}\n\nReport Q1 2018/19").organisation, head(name).area_id) == (name, "")


def test_the_full_name_stands_above_names_of_others() -> None:
    """A district's paper speaks of its county now and then."""
    text = f"{OWN}\n\nQuarterly report\n\nRoads are repaired by Dunmoor County Council.\n\nask@larkhaven.gov.uk"
    assert head(text).organisation == OWN


@pytest.mark.parametrize(
    "text",
    ["Report\n\nLarkhaven and Dunmoor share a service.", "Our report", "Report of elsewhere.gov.uk"],
    ids=["two alike", "nobody", "a council that the list does not know"],
)
def test_whose_paper_it_is_may_stay_open(text: str) -> None:
    """Two councils that are named alike, or none, leave the organisation empty: it is not guessed."""
    assert (head(text).organisation, head(text).area_id) == ("", "")


@pytest.mark.parametrize(
    ("period", "area_id"), [("Q1 2018/19", "dunmoor-county-council"), ("Q1 2023/24", "dunmoor-council")]
)
def test_a_name_that_two_councils_had_is_told_by_the_period(period: str, area_id: str) -> None:
    """A county's short name and web address went on to the council that followed it."""
    assert head(f"Dunmoor performance report {period}\n\nask@dunmoor.gov.uk\n\nDunmoor grows.").area_id == area_id


def test_a_small_letter_makes_no_name() -> None:
    """A short name that is a plain word counts only where it is written as a name."""
    assert head("Report\n\nthe larkhaven of the birds").organisation == ""


def test_the_title_is_a_line_of_the_paper() -> None:
    """The first line that calls itself a report, a plan or the like."""
    assert head(f"\n{OWN}\n\nCorporate Performance Report for Cabinet\n\nQ2 2018/19").title == (
        "Corporate Performance Report for Cabinet"
    )


def test_the_names_under_which_a_paper_may_print_itself() -> None:
    """Full name, short names and initials; web addresses are no names."""
    names = own_names(head(OWN), AREAS)
    assert {OWN, "Larkhaven", "LBC"} <= set(names)
    assert own_names(ReportHead(), AREAS) == ()
