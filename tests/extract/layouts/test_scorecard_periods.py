"""Scorecards over time: a mark for each period, side by side."""

import pytest

from tests.extract.paper_for_tests import Fact, facts, facts_of, read, table

Q1, Q2 = "Q1 2018/19", "Q2 2018/19"


def test_each_mark_is_of_the_period_above_it() -> None:
    """Marks alone below periods: one rating for each, none where nothing is printed."""
    reading = read("Homes\n\n" + table(f"Measure | {Q1} | {Q2}", "Homes let | G | R", "Repairs in time |  | A"))
    assert facts(reading) == [
        Fact("Homes let", period=Q1, rag="G"),
        Fact("Homes let", period=Q2, rag="R"),
        Fact("Repairs in time", period=Q2, rag="A"),
    ]
    assert {statement.section for statement in reading.statements} == {"Homes"}


def test_scorecards_side_by_side() -> None:
    """Two groups beside each other, each with its own names and the same quarters."""
    body = (
        "Children\t\t\tAdults\t\t\n\tQ1\tQ2\t\tQ1\tQ2\n"
        "Places taken up\tG\tA\tCarers assessed\tR\tG\nFoster carers found\tA\t\tLibrary visits\tG\tG\n"
    )
    reading = read(body)
    found = [(s.section, s.indicator, s.period, s.rating and s.rating.rag) for s in reading.statements]
    assert found == [
        ("Children", "Places taken up", "Q1", "G"),
        ("Children", "Places taken up", "Q2", "A"),
        ("Children", "Foster carers found", "Q1", "A"),
        ("Adults", "Carers assessed", "Q1", "R"),
        ("Adults", "Carers assessed", "Q2", "G"),
        ("Adults", "Library visits", "Q1", "G"),
        ("Adults", "Library visits", "Q2", "G"),
    ]


@pytest.mark.parametrize(
    "row", ["Homes let | 91% | R", "Within tolerance | A | A", " | G | G", "Status | G | R"], ids=str
)
def test_what_is_no_scorecard(row: str) -> None:
    """Counter-examples: a figure, a key, marks without a name, a label: no mark of them is given to a period here."""
    reading = read(table(f"Measure | {Q1} | {Q2}", row, "Repairs in time | A | A"))
    assert all(statement.reader != "scorecard" for statement in reading.statements)


def test_a_dash_is_no_rating() -> None:
    """A dash or a blank below a period says that there is none; a name without any mark is no statement."""
    body = table(f"Measure | {Q1} | {Q2}", "Homes let | G | -", "Repairs in time | - | A", "Rents | - | -")
    assert [(fact.name, fact.period, fact.rag) for fact in facts_of(body)] == [
        ("Homes let", Q1, "G"),
        ("Repairs in time", Q2, "A"),
    ]
