"""Packs of reports, heads in capitals, headers of tables: what tells a paper's period and council, and what not."""

from datetime import date

import pytest

from extract.head import read_head
from records import Cell, Element, Grid, Line, Place, ReportHead
from tests.extract.paper_for_tests import AREAS, OWN

AGENDA = [
    OWN,
    "Cabinet",
    "Agenda for the meeting of 12 November 2018",
    *(f"{i}. Matters arising" for i in range(1, 70)),
]
TABLE = ["Measure", "Actual", "Target"]


def line(text: str) -> Line:
    """A line of the paper."""
    return Line(text, Place(page=1))


def grid(*rows: list[str]) -> Grid:
    """A table of the paper."""
    return Grid(tuple(tuple(Cell(text, Place(page=1)) for text in row) for row in rows), 1, "pdf", Place(page=1))


def head(*parts: str | Grid, source: str = "pack.pdf") -> ReportHead:
    """The head of a paper of these lines and tables."""
    elements: list[Element] = [line(part) if isinstance(part, str) else part for part in parts]
    return read_head(elements, source, AREAS)


def days(found: ReportHead) -> tuple[date, date] | None:
    """First and last day of the period."""
    return (found.period.start, found.period.end) if found.period else None


Q2 = (date(2018, 7, 1), date(2018, 9, 30))


@pytest.mark.parametrize(
    "heading",
    [
        "Performance Dashboard Q2 2018/19",
        "Corporate scorecard: Quarter 2 2018/19",
        "Key performance indicators, second quarter 2018/19",
        "KPIs July - September 2018",
    ],
)
def test_a_report_within_a_pack_names_its_period_once(heading: str) -> None:
    """Far behind the agenda a heading of a performance report names a quarter: it is that of the figures."""
    found = head(*AGENDA, heading, grid(TABLE, ["Calls", "91%", "90%"]))
    assert days(found) == Q2
    assert found.period_evidence == heading


def test_naming_the_same_period_twice_is_naming_it_once() -> None:
    """Each section of a report repeats its quarter, in other words too."""
    assert days(head(*AGENDA, "Performance Dashboard Q2 2018/19", "Scorecard: Quarter 2 2018/19")) == Q2


def test_two_reports_of_two_periods_give_none() -> None:
    """Which of them a figure belongs to cannot be told: no period rather than the first."""
    found = head(*AGENDA, "Performance Dashboard Q2 2018/19", "Performance Dashboard Q1 2018/19")
    assert days(found) is None and found.period_evidence == ""


@pytest.mark.parametrize(
    "text",
    [
        "Parking income Q2 2018/19",
        "Performance in Q2 2018/19 was better than in the year before.",
        "Performance Plan 2018/19",
        "Date of the next performance meeting: Q2 2018/19",
        "Our performance " + "and that of all others in the region " * 3 + "Q2 2018/19",
    ],
    ids=["another matter", "sentence", "plan", "meeting", "long"],
)
def test_what_is_no_heading_of_a_report_names_no_period(text: str) -> None:
    """Other matters of the pack, sentences, plans of a year and dates of meetings."""
    assert days(head(*AGENDA, text)) is None


def test_the_head_of_the_paper_comes_first() -> None:
    """A paper whose own head names its period keeps it, whatever headings follow."""
    found = head(OWN, "Performance report: Quarter 1 2018/19", *AGENDA[3:], "Performance Dashboard Q2 2018/19")
    assert days(found) == (date(2018, 4, 1), date(2018, 6, 30))


def test_header_rows_of_tables_are_no_report_period() -> None:
    """The periods of a header are those of its columns; a title in a table of few cells is a title."""
    wide = grid(["Measure", "2016/17", "2017/18", "Target 2018/19"], ["Calls answered", "91%", "92%", "93%"])
    assert days(head(OWN, "Our services", wide)) is None
    title = grid([OWN, "Performance report Quarter 2 2018/19"])
    assert days(head(title, "Our services", wide)) == Q2


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("LARKHILL DISTRICT COUNCIL", "Larkhill District Council"),
        ("LARKHILL DISTRICT COUNCIL                 Housing Scrutiny Panel", "Larkhill District Council"),
        ("ELMBURY AND STOKE BOROUGH COUNCIL", "Elmbury and Stoke Borough Council"),
        ("ASHBY-ON-SEA BOROUGH COUNCIL", "Ashby-on-sea Borough Council"),
    ],
)
def test_a_council_in_capitals_is_written_as_usual(printed: str, name: str) -> None:
    """A name that is in no list is taken from the head, as it would be written elsewhere."""
    found = head(printed, "Performance report Quarter 2 2018/19")
    assert (found.organisation, found.area_id) == (name, "")
    assert "not in the list of areas" in found.organisation_evidence


def test_a_known_council_in_capitals_is_that_council() -> None:
    """Capitals do not make another council."""
    found = head(OWN.upper(), "PERFORMANCE REPORT QUARTER 2 2018/19")
    assert (found.organisation, found.area_id) == (OWN, "larkhaven-borough-council")
    assert days(found) == Q2


@pytest.mark.parametrize("printed", ["MINUTES OF THE COUNCIL", "Town Council", "Leader of the Council", "FULL COUNCIL"])
def test_words_before_council_need_not_be_a_name(printed: str) -> None:
    """Meetings, members and parishes are no authority that a paper belongs to."""
    assert head(printed, "Performance report Quarter 2 2018/19").organisation == ""
