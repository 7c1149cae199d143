"""Keys: what a paper says its marks mean, in a table or in lines, and tables that are no key."""

import pytest

from extract.layouts.legends import is_legend
from tests.extract.paper_for_tests import facts_of, grid, read, table, uses_of

KEY = table("Direction of travel | ", "Improving | ↑", "Stable | →", "Getting worse | ↓")


def senses(body: str) -> list[tuple[str, str]]:
    """Symbol and sense of each entry of the keys of a paper."""
    return [(entry.symbol, entry.sense) for entry in read(body).legends]


def test_a_key_in_a_table() -> None:
    """Marks beside their meanings under the title of a key."""
    assert senses("Key\n\n" + KEY) == [("↑", "performance"), ("→", "performance"), ("↓", "performance")]


def test_every_cell_of_a_key_is_accounted_for() -> None:
    """A key is no table of indicators, yet nothing of it is lost."""
    reading = read("Key to the ratings\n\n" + table("G | On target", "A | Narrowly missed", "R | Missed"))
    assert sorted(uses_of(reading, "legend"))[:3] == ["A", "G", "Missed"]
    assert reading.statements == ()


@pytest.mark.parametrize(
    ("line", "sense"),
    [
        ("↑ Positive DoT", "performance"),
        ("↑ = better than last year", "performance"),
        ("↑ higher than last year", "value"),
        ("- ↓ the figure has fallen", "value"),
    ],
)
def test_a_key_in_lines(line: str, sense: str) -> None:
    """One mark and its meaning on a line."""
    assert [sense for _, sense in senses(line + "\n")] == [sense]


def test_a_key_within_one_line() -> None:
    """Two or more arrows that one sentence explains."""
    assert senses("Arrows: ↑ better; → no change; ↓ worse\n") == [("↑", "performance"), ("→", ""), ("↓", "performance")]


@pytest.mark.parametrize(
    ("meaning", "flag"), [("performance has improved", "performance"), ("the figure has increased", "value")]
)
def test_a_key_tells_what_arrows_are_about(meaning: str, flag: str) -> None:
    """The same arrow is about performance in one paper and about the value in another."""
    body = f"Key\n\n↑ {meaning}\n\n" + table("Measure | Actual | Target | DoT", "Calls answered | 91% | 90% | ↑")
    assert [statement.arrow_sense for statement in read(body).statements] == [flag]


def test_a_key_with_two_meanings_is_ambiguous() -> None:
    """Where a paper says both, no meaning is published as if it were sure."""
    body = "↑ performance has improved\n\n↑ the figure has increased\n\n"
    body += table("Measure | Actual | Target | DoT", "Calls answered | 91% | 90% | ↑")
    assert [statement.arrow_sense for statement in read(body).statements] == ["ambiguous"]


@pytest.mark.parametrize(
    "rows",
    [
        ("Measure | Q1 | RAG", "Calls | 91% | G", "Letters | 88% | R"),
        ("Calls answered | G", "Letters answered | R", "Visits | G"),
    ],
    ids=["a table of indicators", "a scorecard"],
)
def test_tables_of_indicators_are_no_key(rows: tuple[str, ...]) -> None:
    """Figures, or marks that repeat behind names, are what the paper is about."""
    assert not is_legend(grid(*rows), "")


@pytest.mark.parametrize("line", ["↑ 5% more calls", "Flow → sea", "He said: ↑ is up"])
def test_prose_with_an_arrow_is_no_key(line: str) -> None:
    """An arrow in a sentence explains nothing, and gives no statement."""
    assert senses(line + "\n") == []
    assert facts_of(line + "\n") == []
