"""Tables that a converter flattened: columns glued by single blanks, or one cell per line. Every row is in doubt."""

import pytest

from tests.extract.paper_for_tests import Fact, facts, facts_of, read

GLUED = "Ref Indicator Target Q2 2018/19 Status\n"
STACKED = "Performance Indicator\n\nQ2 2018/19\n\nValue\n\nTarget\n\nStatus\n\n"


def test_columns_glued_by_blanks() -> None:
    """Fault: the last words of a line are the cells of the header's last columns, and each row carries a flag."""
    reading = read(GLUED + "BK01 Planning applications decided on time 80% 86.4% Green\n")
    assert facts(reading) == [Fact("Planning applications decided on time", "86.4%", "Q2 2018/19", "80%", "G")]
    assert [[str(flag) for flag in statement.flags] for statement in reading.statements] == [["row:collapsed_columns"]]


def test_a_row_with_a_lost_cell_gives_no_figure() -> None:
    """Fault: one of two figures is lost; whether value or target was lost cannot be told, so neither is published."""
    reading = read(GLUED + "BK01 Planning on time 80% 86.4% Green\nBK04 Residents satisfied with parks 78% Green\n")
    lost = [statement for statement in reading.statements if statement.code == "BK04"]
    assert all(not statement.value and not statement.target for statement in lost)


def test_the_base_of_a_rate_is_no_cell() -> None:
    """Fault: `per 100,000` at the end of a name is not the first figure of a row that lost one."""
    header = "Ref Indicator 2016/17 2017/18 Q1 2018/19 Q2 2018/19 Target\n"
    reading = read(header + "BK06 Waste recycled 44% 45% 46% 47% 46%\nBK07 Missed bins per 100,000 61 58 49 52\n")
    assert [statement.value for statement in reading.statements if statement.code == "BK07"] == []


def test_the_places_of_figures_in_a_line_are_their_own() -> None:
    """Two equal figures in one row stand at two places."""
    reading = read("Ref Indicator 2016/17 2017/18 Target\nBK06 Waste recycled 46% 46% 46%\n")
    assert len({statement.place for statement in reading.statements}) == len(reading.statements) == 2


def test_one_cell_per_line() -> None:
    """Fault: the header's cells and then each row's, one on a line; each row carries a flag."""
    body = STACKED + "% of cases visited on time\n\n97.5%\n\n95%\n\nGreen\n\nHomes completed\n\n42\n\n45\n\nAmber\n"
    reading = read(body)
    assert facts(reading) == [
        Fact("% of cases visited on time", "97.5%", "Q2 2018/19", "95%", "G"),
        Fact("Homes completed", "42", "Q2 2018/19", "45", "A"),
    ]
    assert all([str(flag) for flag in statement.flags] == ["row:one_cell_per_line"] for statement in reading.statements)


def test_figures_of_one_cell_per_line_lead_to_their_line() -> None:
    """The line of a row is the line that prints its value."""
    body = STACKED + "% of cases visited on time\n\n97.5%\n\n95%\n\nGreen\n"
    reading = read(body, head="")
    lines = body.split("\n")
    assert [lines[(statement.place.line or 0) - 1] for statement in reading.statements] == ["97.5%"]


def test_a_stacked_row_that_lost_cells_gives_no_figure() -> None:
    """Fault: one figure where two columns want one; it may be value or target."""
    reading = read(
        STACKED + "Cases visited\n\n97.5%\n\n95%\n\nGreen\n\nComplaints received\n\n138\n\nHomes\n\n42\n\n45\n\nAmber\n"
    )
    assert [fact.value for fact in facts(reading) if fact.name == "Complaints received" and fact.value] == []


@pytest.mark.parametrize(
    "body",
    [
        "The indicator for the target was 80% and its status Green.\n",
        "Target indicators are reported in quarter 2 2018/19 with a status.\nBK01 was 80% 86.4% Green.\n",
        "Name\n\nTarget\n\nNext steps\n\nThe board meets in May.\n",
        "Housing 5 6 7\nPlanning 8 9 10\n",
    ],
    ids=["a sentence of header words", "a sentence as header", "headings", "figures without a header"],
)
def test_words_and_figures_without_a_table_stay_silent(body: str) -> None:
    """Counter-examples: header words in prose, headings one below another, and rows below no header."""
    assert [fact for fact in facts_of(body) if fact.value] == []
