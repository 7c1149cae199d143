"""A paper that was issued twice is one paper: no vintage, no revision."""

from dataclasses import replace
from datetime import date

from normalise.reissues import find_reissues
from records import PaperReading, Period, Place, ReportHead, Statement

YEAR = Period("2019/20", date(2019, 4, 1), date(2020, 3, 31), "financial_year")
STATEMENTS = tuple(
    Statement(kind="measure", indicator=f"Visits to site {n}", place=Place(line=n), reader="table", value=f"{n}1")
    for n in range(10)
)
PAPER = PaperReading(
    document_id="a",
    source="june.txt",
    size=1,
    pages=1,
    media="text",
    head=ReportHead(organisation="Wexmoor", period=YEAR, published_on=date(2020, 6, 1)),
    statements=STATEMENTS,
)
AGAIN = replace(PAPER, document_id="b", source="july.txt", head=replace(PAPER.head, published_on=date(2020, 7, 1)))


def test_the_later_issue_takes_the_place_of_the_earlier() -> None:
    """By the day of publication, whichever is read first; a mended figure does not make it another paper."""
    mended = replace(AGAIN, statements=(replace(STATEMENTS[0], value="99"), *STATEMENTS[1:]))
    assert find_reissues([PAPER, mended]) == find_reissues([mended, PAPER]) == {"b": "a"}


def test_a_third_issue_replaces_the_second() -> None:
    """Each issue names the one before it."""
    third = replace(AGAIN, document_id="c", head=replace(PAPER.head, published_on=date(2020, 8, 1)))
    assert find_reissues([third, PAPER, AGAIN]) == {"b": "a", "c": "b"}


def test_another_period_council_or_content_is_another_paper() -> None:
    """The same table of the next year, of another council, or with other figures is no second issue."""
    later = replace(YEAR, start=date(2020, 4, 1), end=date(2021, 3, 31))
    others = (
        replace(AGAIN, head=replace(AGAIN.head, period=later)),
        replace(AGAIN, head=replace(AGAIN.head, organisation="Harrowmere")),
        replace(AGAIN, head=replace(AGAIN.head, organisation=""), statements=STATEMENTS),
        replace(AGAIN, statements=tuple(replace(s, value="7") for s in STATEMENTS)),
        replace(AGAIN, statements=STATEMENTS[:5]),
        replace(AGAIN, statements=STATEMENTS[:3]),
    )
    for other in others:
        assert find_reissues([PAPER, other]) == {}
