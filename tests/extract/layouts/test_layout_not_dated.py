"""Columns headed `Q1`, `Apr` where nothing says of which year: nothing is given to a figure that may not be its own."""

import pytest

from records import PaperReading
from tests.extract.paper_for_tests import OWN, facts, read, table, uses_of

NO_YEAR = f"{OWN}\n\nPerformance of our services\n\n"
BODY = table("Measure | 2017/18 | Q1 | Q2 | Target | RAG", "Calls answered | 88% | 91% | 84% | 90% | R")


def codes(reading: PaperReading) -> list[list[str]]:
    """The flags of each statement."""
    return [[str(flag) for flag in statement.flags] for statement in reading.statements]


def test_a_year_beside_undated_quarters_is_given_nothing() -> None:
    """The newest figures were not read: target and rating are not those of the year, and the row says so."""
    reading = read(BODY, NO_YEAR)
    assert [(f.value, f.period, f.target, f.rag) for f in facts(reading)] == [("88%", "2017/18", "", "")]
    assert codes(reading) == [["row:columns_not_dated"]]


def test_what_was_not_read_is_listed() -> None:
    """The figures of the quarters, and the rating that may belong to one of them."""
    reading = read(BODY, NO_YEAR)
    assert {"91%", "84%"} <= set(uses_of(reading, "unread"))
    assert "mark_without_figure" in {finding.code for finding in reading.findings}


def test_the_report_s_year_dates_them() -> None:
    """The same table below a head that names the year: each figure has its quarter, the newest one its rating."""
    reading = read(BODY)
    assert [(f.value, f.period, f.rag) for f in facts(reading)] == [
        ("88%", "2017/18", ""),
        ("91%", "Q1", ""),
        ("84%", "Q2", "R"),
    ]
    assert codes(reading) == [[], [], []]


@pytest.mark.parametrize(
    "parts", [("Apr", "May"), ("H1", "H2"), ("Quarter 1", "Quarter 2"), ("First quarter", "Second quarter")]
)
def test_months_halves_and_quarters_in_words(parts: tuple[str, str]) -> None:
    """Whatever the part of the year: without its year it dates nothing."""
    body = table(f"Measure | 2017/18 | {parts[0]} | {parts[1]} | Target | RAG", "Calls | 88% | 91% | 84% | 90% | R")
    assert codes(read(body, NO_YEAR)) == [["row:columns_not_dated"]]


def test_an_undated_column_without_figures_casts_no_doubt() -> None:
    """A quarter still to come, left empty, cannot own the target."""
    body = table("Measure | 2017/18 | Q1 | Target | RAG", "Calls answered | 88% |  | 90% | R")
    reading = read(body, NO_YEAR)
    assert [(f.value, f.target, f.rag) for f in facts(reading)] == [("88%", "90%", "R")]
    assert codes(reading) == [[]]


def test_a_comment_under_an_undated_header_casts_no_doubt() -> None:
    """Words are no figure that was left unread."""
    body = table("Measure | 2017/18 | Q1 | Target | RAG", "Calls answered | 88% | Late rounds | 90% | R")
    assert codes(read(body, NO_YEAR)) == [[]]
