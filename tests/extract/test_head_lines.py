"""Cover sheets and first lines: title, the day of the meeting, and whose paper it is before any later heading."""

from datetime import date

import pytest

from records import ReportHead
from tests.extract.paper_for_tests import OWN, facts, read

BODY = "Measure\tActual\tTarget\nCalls answered\t91%\t90%\n"


def head(text: str) -> ReportHead:
    """The head of a paper that begins with this text."""
    return read(BODY, text + "\n\n").head


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Report to: Cabinet\nDate: 19 February 2013\nPerformance, Quarter 3 2012/13", date(2013, 2, 19)),
        ("Performance, Quarter 3 2012/13\nCabinet, 19 February 2013", date(2013, 2, 19)),
        ("**Cabinet, 19 February 2013** · Report of the Chief Executive\nQuarter 3 2012/13 report", date(2013, 2, 19)),
        ("INDICATOR RETURN - MARCH 2005     RUN DATE 06/05/2005", date(2005, 5, 6)),
        ("Quarter 3 2012/13 report\nScrutiny Board, 12 February 2013\nCabinet, 19 February 2013", None),
        ("Quarter 3 2012/13 report\nMinutes of the meeting of Cabinet, 19 February 2013", None),
        ("Quarter 3 2012/13 report\nCabinet of 1 May 2007 agreed the plan.", None),
        ("Quarter 3 2012/13 report\nCouncil Plan adopted 1 March 2013", None),
        ("Quarter 3 2012/13 report\nCabinet, 3 May 2010", None),
        ("Quarter 3 2012/13 report\nPosition at 31 January 2013", None),
    ],
)
def test_the_day_of_the_meeting(text: str, day: date | None) -> None:
    """Of its cover or of the one meeting that the head names; days of other meetings, of years before, stay out."""
    assert head(text).published_on == day


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Report to: Executive\nTitle: Local indicators, third quarter 2005/06",
            "Local indicators, third quarter 2005/06",
        ),
        ("Report to: Cabinet\nSubject: Monitor, Quarter 3 2012/13", "Monitor, Quarter 3 2012/13"),
        (
            "Home > Your council > Performance > Results\nHow we are doing: results 2013/14",
            "How we are doing: results 2013/14",
        ),
        (
            "Performance Committee, 10 September 2019\nQuarter 1 2019/20 performance report",
            "Quarter 1 2019/20 performance report",
        ),
        ("INDICATOR RETURN - MARCH 2005     RUN DATE 06/05/2005", "INDICATOR RETURN - MARCH 2005"),
        ("Performance > 90%: our scorecard", "Performance > 90%: our scorecard"),
    ],
)
def test_the_title_is_not_the_line_beside_it(text: str, title: str) -> None:
    """Labels of a cover, the path of a web page, the meeting and the run of a printer are none."""
    assert head(text).title == title


def test_the_day_of_a_meeting_is_no_period_of_a_report() -> None:
    """The months of the half year are; figures as at the end of a month may be."""
    found = head("Executive, 18 November 2008\nHalf-year performance 2008/09: April to September 2008").period
    assert found and (found.start, found.end) == (date(2008, 4, 1), date(2008, 9, 30))
    assert head("Executive, 18 November 2008\nOur performance").period is None
    found = head("Our performance\n31 March 2009").period
    assert found and found.end == date(2009, 3, 31)


def test_the_paper_is_of_the_council_on_its_first_line() -> None:
    """A council that it is compared with in a later heading owns neither the paper nor its rows."""
    text = "SALTWICK BOROUGH COUNCIL\n\nPerformance, Quarter 3 2012/13\n\n1. Introduction\n\n3. Comparison with {}"
    for other in ("Fernwick Borough Council", OWN):
        reading = read(BODY, text.format(other) + "\n\n")
        assert reading.head.organisation == "Saltwick Borough Council"
        assert [fact.area for fact in facts(reading)] == [""]


def test_two_councils_on_one_cover_leave_it_open() -> None:
    """A joint paper: whose figures it gives, its cover does not say."""
    assert head("Saltwick Borough Council\nFernwick District Council\nPerformance 2012/13").organisation == ""


def test_a_council_that_a_later_heading_names_alone() -> None:
    """Without a name on the first lines, a heading that compares still gives none."""
    assert head("Performance, Quarter 3 2012/13\n\nComparison with Fernwick Borough Council").organisation == ""


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("London Borough of Fenwick\nDashboard January 2022", "London Borough of Fenwick"),
        ("LB Fenwick\nDashboard January 2022", "LB Fenwick"),
        ("Kelwick MBC\nDashboard January 2022", "Kelwick MBC"),
        (
            "Dashboard January 2022\nKelwick MBC Cabinet 3 February 2022\nPage one\nKelwick MBC Cabinet",
            "Kelwick MBC",
        ),
        ("Dashboard January 2022\nPetty CC grants\nFigures", ""),
        ("Dashboard January 2022\nBorough of culture: a year of events", ""),
        ("The Royal Borough of Wexwater\nDashboard January 2022", "Royal Borough of Wexwater"),
    ],
)
def test_kinds_of_councils_in_short(text: str, organisation: str) -> None:
    """Boroughs named kind first, and short kinds on a line of their own or on lines that come again."""
    assert head(text).organisation == organisation


COVER = "| Report to: | Cabinet |\n| Date: | 12 July 2018 |\n| Agenda item: | 9 |\n| Pages: | 14 |\n| Wards: | 3 |\n"


def test_numbers_on_a_cover_are_no_figures() -> None:
    """The item of the agenda and the pages are facts about the report, also where its title names a period."""
    reading = read(COVER + "| Title: | Performance report Quarter 2 2018/19 |\n\n" + BODY)
    assert [fact.name for fact in facts(reading)] == ["Calls answered"]


def test_a_table_of_wards_is_no_cover() -> None:
    """One such word among indicators makes none."""
    reading = read(
        "| Measure | Q2 2018/19 | Target |\n|---|---|---|\n| Pages | 14 | 12 |\n| Wards affected | 3 | 4 |\n"
    )
    assert [fact.name for fact in facts(reading)] == ["Pages", "Wards affected"]


def test_a_lost_table_of_indicators_is_a_warning() -> None:
    """A table that heads indicators and is not read is more than a remark; a budget is one."""
    lost = read(
        "| Indicator | Ours | Theirs | Gap |\n|---|---|---|---|\n| Calls | 25 | 19 | +6 |\n| Bins | 97 | 93 | +4 |\n"
    )
    budget = read("| Scheme | Budget | Spend |\n|---|---|---|\n| Roof | 450,000 | 212,400 |\n| Market | 90 | 88 |\n")
    severities = [[f.severity for f in r.findings if f.code == "table_not_read"] for r in (lost, budget)]
    assert severities == [["warning"], ["info"]]
