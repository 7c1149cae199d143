"""Rows that may say something else than they seem to: short rows, blank current figures, names with an area, dates."""

from tests.extract.paper_for_tests import Fact, facts_of, read, table

HEADER = "Measure | Q1 2018/19 | Q2 2018/19 | Target | RAG"


def flags_of(body: str) -> list[list[str]]:
    """The doubts of each statement."""
    return [[str(flag) for flag in statement.flags] for statement in read(body).statements]


def test_a_row_that_lost_a_cell_is_in_doubt() -> None:
    """Each figure of the short row fits a header; which cell was lost, nothing tells."""
    body = table(
        "Measure | Q1 2018/19 | Q2 2018/19 | Target", "Calls | 91 | 92 | 90", "Letters | 81 | 85", "Forms | 7 | 8 | 9"
    )
    assert flags_of(body) == [[], [], ["row:short"], ["row:short"], [], []]


def test_texts_that_leave_out_empty_cells_have_no_short_rows() -> None:
    """Where most rows end early, or where the last column is rarely filled, nothing is lost."""
    rows = ("Calls | 91 | 92 | 90", "Letters | 81 | 85", "Forms | 7 | 8", "Visits | 5 | 6")
    assert not any(flags_of(table("Measure | Q1 2018/19 | Q2 2018/19 | Target", *rows)))


def test_an_empty_cell_that_is_printed_is_no_lost_one() -> None:
    """The separator of the empty target stands in the text."""
    body = table(
        "Measure | Q1 2018/19 | Q2 2018/19 | Target",
        "Calls | 91 | 92 | 90",
        "Letters | 81 | 85 | ",
        "Forms | 7 | 8 | 9",
    )
    assert not any(flags_of(body))


def test_a_rating_beside_a_blank_current_figure_is_in_doubt() -> None:
    """Q2 is the report's quarter and blank: the rating may be about it, or about Q1."""
    assert flags_of(table(HEADER, "Calls | 91 |  | 90 | G")) == [["rag:not_current"]]


def test_a_rating_beside_periods_to_come_is_sure() -> None:
    """Q3 lies ahead of the report: blank as it must be."""
    body = table("Measure | Q1 2018/19 | Q2 2018/19 | Q3 2018/19 | RAG", "Calls | 91 | 92 |  | G")
    assert flags_of(body) == [[], []]


def test_a_region_that_opens_a_name_puts_the_area_in_doubt() -> None:
    """`South West recycling rate` may be the region's; `England average …` is England's."""
    rows = ("South West recycling rate | 41% | 42%", "England average recycling rate | 43% | 44%")
    found = read(table("Measure | Q2 2018/19 | Target", *rows)).statements
    assert [(s.area, [str(flag) for flag in s.flags]) for s in found] == [
        ("", ["area:in_name"]),
        ("England average", []),
    ]


def test_a_region_within_a_proper_name_is_no_area() -> None:
    """A road, a body, a comparison: the council's own figures, without a doubt."""
    rows = ("South West Road recycling visits | 4 | 5", "England and Wales cases | 6 | 7")
    assert [(s.area, s.flags) for s in read(table("Measure | Q2 2018/19 | Target", *rows)).statements] == [("", ())] * 2


def test_a_first_row_of_dates_is_no_header() -> None:
    """`Date of last inspection | 12 May 2018`: the figures below stay under their quarters."""
    body = table(
        "Measure | Q1 2018/19 | Q2 2018/19 | Target",
        "Date of last inspection | 12 May 2018 | 3 July 2018 | 1 June 2018",
        "Calls answered | 91 | 92 | 90",
    )
    assert facts_of(body)[-2:] == [
        Fact("Calls answered", "91", "Q1 2018/19", "90"),
        Fact("Calls answered", "92", "Q2 2018/19", "90"),
    ]


def test_columns_of_days_with_a_name_header_are_a_header() -> None:
    """Figures as at two days, their header printed again: both are headers."""
    header = "Measure | 30/06/2018 | 30/09/2018 | Target"
    found = facts_of(table(header, "Calls | 91 | 92 | 90", header, "Letters | 81 | 82 | 80"))
    assert [fact.name for fact in found] == ["Calls", "Calls", "Letters", "Letters"]
