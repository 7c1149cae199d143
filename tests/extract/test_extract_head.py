"""What a paper says about itself: title, council, period of the report, day of publication."""

from datetime import date

import pytest

from extract.head import read_head
from extract.owner import own_names
from extract.reading import layout_of_bytes
from records import Area, ReportHead

OLD = Area(
    area_id="old", name="Wexmoor Borough Council", kind="district", short_names=("Wexmoor",), valid_to=date(2019, 3, 31)
)
NEW = Area(area_id="new", name="Wexmoor Council", kind="unitary", short_names=("Wexmoor",), valid_from=date(2019, 4, 1))
NEIGHBOUR = Area(area_id="hm", name="Harrowmere District Council", kind="district", domains=("harrowmere.gov.uk",))
PRONE = Area(area_id="re", name="Reedling Council", kind="unitary", short_names=("Reedling",))
AREAS = (OLD, NEW, NEIGHBOUR, PRONE)


def head(text: str, source: str = "paper.txt") -> ReportHead:
    """The head of a paper."""
    return read_head(layout_of_bytes(text.encode()).elements, source, AREAS)


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("Performance report Q2 2020/21", (2020, 7, 1), (2020, 9, 30)),
        ("END OF SEPTEMBER (Q2 18/19)", (2018, 7, 1), (2018, 9, 30)),
        ("June 2017", (2017, 6, 1), (2017, 6, 30)),
        ("Annual report for 2017/18", (2017, 4, 1), (2018, 3, 31)),
        ("## End of March 2019", (2019, 3, 1), (2019, 3, 31)),
    ],
)
def test_the_period_of_the_report(line: str, start: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    """Quarters, months and years as papers print them; a quarter goes before its last month."""
    period = head(f"Corporate performance\n\n{line}\n\nText.").period
    assert period is not None and (period.start, period.end) == (date(*start), date(*end))


@pytest.mark.parametrize(
    "line",
    [
        "Cabinet meeting on 12 January 2021 at 6.30pm",
        "Published: 3 March 2020",
        "Review date: March 2022",
        "Version of May 2019",
    ],
)
def test_days_of_meetings_are_no_period_of_a_report(line: str) -> None:
    """When it was said is not what it is about."""
    assert head(f"Corporate performance\n\n{line}\n\nText.").period is None


def test_the_period_may_stand_in_the_file_name_alone() -> None:
    """Last of all the file name is asked, and said to be the evidence."""
    found = head("Corporate performance\n\nText.", "reports/2018/performance_q3_2018-19.txt")
    assert found.period is not None and found.period.start == date(2018, 10, 1)
    assert found.period_evidence == "file name"


def test_the_day_of_publication() -> None:
    """A day behind the word; else that of the meeting the paper went to, not that of another meeting."""
    assert head("Report Q2 2020/21\n\nPublished on 3 March 2021").published_on == date(2021, 3, 3)
    assert head("Report Q2 2020/21\n\nMeeting on 3 March 2021").published_on == date(2021, 3, 3)
    assert head("Report Q2 2020/21\n\nNext meeting: 3 March 2021").published_on is None
    assert head("Report Q2 2020/21\n\nReview date 3 March 2021").published_on is None


@pytest.mark.parametrize(
    ("text", "area_id"),
    [
        ("Harrowmere District Council\n\nReport Q2 2020/21", "hm"),
        ("Report Q2 2020/21\n\nWrite to performance@harrowmere.gov.uk", "hm"),
        ("Report Q2 2018/19\n\nWexmoor Borough Council", "old"),
        ("Report Q2 2020/21\n\nThe plan for Wexmoor. Wexmoor Council.", "new"),
        ("Report Q2 2020/21\n\nNothing that names anybody", ""),
        ("Report Q2 2020/21\n\nHarrowmere District Council and Reedling Council", ""),
    ],
)
def test_whose_paper_it_is(text: str, area_id: str) -> None:
    """Names and web addresses decide, and the date between a council and its successor; a tie leaves it open."""
    assert head(text).area_id == area_id


def test_a_short_name_in_small_letters_is_a_word() -> None:
    """Names that are words, too, count only with a capital."""
    assert head("Report Q2 2020/21\n\nthe reedling is a bird, and the reedling sings").area_id == ""


def test_own_names_are_those_of_the_papers_council() -> None:
    """Full name, short names, and the initials of a long name; nothing for a paper of nobody."""
    area = Area(area_id="x", name="North Wexmoor Borough Council", kind="district", short_names=("North Wexmoor",))
    assert set(own_names(ReportHead(organisation=area.name, area_id="x"), [area])) == {
        "North Wexmoor Borough Council",
        "North Wexmoor",
        "NWBC",
    }
    assert own_names(ReportHead(), [area]) == ()
