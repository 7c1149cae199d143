"""Sheets that open a report: what stands on them is no indicator, whatever period its title names."""

import pytest

from tests.extract.paper_for_tests import read

SHEET = "Report to:\tExecutive\nDate:\t27 February 2006\nTitle:\tIndicators: Quarter 3 2005/06\n"


@pytest.mark.parametrize("more", ["Agenda item:\t9\n", "Ward(s) affected:\t3\nKey decision:\tNo\nPages:\t14\n"])
def test_a_cover_sheet_holds_no_indicators(more: str) -> None:
    """`Agenda item: 9` below a title that names a quarter: no figure of that quarter."""
    assert not read(SHEET + more).statements


def test_indicators_below_a_title_with_a_period_are_read() -> None:
    """One label of a report's front makes no cover sheet."""
    paper = read("Title\tQ3 2005/06\tTarget\nCalls answered\t81%\t82%\nInvoices paid on time\t91%\t90%\n")
    assert [s.value for s in paper.statements] == ["81%", "91%"]


def test_a_table_of_three_columns_is_no_cover_sheet() -> None:
    """Milestones may be named as a report's facts are."""
    paper = read("Measure\tQ3 2005/06\tTarget\nReport\t3\t4\nTitle\t5\t6\nPages\t7\t8\n")
    assert [s.value for s in paper.statements] == ["3", "5", "7"]
