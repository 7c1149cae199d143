"""Blocks: one indicator in a table of labelled rows, with periods, values and ratings, below its title and rating."""

import pytest

from tests.extract.paper_for_tests import Fact, facts, facts_of, read, table, uses_of

TITLE = "Principal roads in need of repair\n\nG\n\n\n"
LABELS = (
    "Description | Share of the network that the survey finds in need of repair. |  |  ",
    "Polarity | Lower is better | Target | 4%",
)
PERIODS = " | Q4 17/18 | Q1 18/19 | Q2 18/19"
VALUES = " | 3.9% | 3.8% | 3.5%"
NAME = "Principal roads in need of repair"


def test_a_block_gives_a_statement_for_each_period() -> None:
    """The name is the title above; target and polarity hold for all periods, each rating for its own."""
    reading = read(TITLE + table(*LABELS, PERIODS, VALUES, " | A → | G ↑ | G ↑"))
    assert facts(reading) == [
        Fact(NAME, "3.9%", "Q4 17/18", "4%", "A", "same"),
        Fact(NAME, "3.8%", "Q1 18/19", "4%", "G", "up"),
        Fact(NAME, "3.5%", "Q2 18/19", "4%", "G", "up"),
    ]
    assert {statement.polarity for statement in reading.statements} == {"Lower is better"}


def test_rating_and_arrow_in_two_cells() -> None:
    """Fault: the converter split `G ↑` over two cells, so that ratings no longer stand below their values."""
    rows = (" | Q1 18/19 | Q2 18/19 |  |  ", " | 3.8% | 3.5% |  |  ", " | A | ↓ | G | ↑")
    assert facts_of(TITLE + table(*LABELS, *rows)) == [
        Fact(NAME, "3.8%", "Q1 18/19", "4%", "A", "down"),
        Fact(NAME, "3.5%", "Q2 18/19", "4%", "G", "up"),
    ]


def test_ratings_that_do_not_fit_the_values_are_not_assigned() -> None:
    """Fault: a rating is lost, so nobody can tell which; all ratings stay empty, with a flag and a finding."""
    reading = read(TITLE + table(*LABELS, PERIODS, VALUES, " | A | ↓ | G | ↑"))
    assert [(fact.value, fact.rag, fact.arrow) for fact in facts(reading)] == [
        ("3.9%", "", ""),
        ("3.8%", "", ""),
        ("3.5%", "", ""),
    ]
    assert all("rag:count_mismatch" in map(str, statement.flags) for statement in reading.statements)
    assert any(finding.code == "rating_count" for finding in reading.findings)


def test_values_that_fit_no_period_are_not_read() -> None:
    """Fault: two values below three periods, in other columns: no value is given a period by guess."""
    reading = read(TITLE + table(*LABELS, " | Q4 17/18 | Q1 18/19 | Q2 18/19 | ", " |  |  |  | 3.8%"))
    assert [fact for fact in facts(reading) if fact.value] == []
    assert "3.8%" in uses_of(reading, "unread")


def test_a_benchmark_sentence_gives_a_comparator() -> None:
    """The national average with the period that the sentence names; it takes no target."""
    labels = (*LABELS, "Benchmarking | The national average for 2016/17 was 3%. |  |  ")
    found = facts_of(TITLE + table(*labels, PERIODS, VALUES))
    assert found[-1] == Fact(NAME, "3%", "2016/17", area="national average")


def test_the_rating_above_stands_for_a_block_without_ratings() -> None:
    """A block that prints no rating of its own takes the one beside its title for its newest period only."""
    assert [fact.rag for fact in facts_of(TITLE + table(*LABELS, PERIODS, VALUES))] == ["", "", "G"]


def test_a_block_of_money_is_finance() -> None:
    """Values of a budget below periods, with words beside them."""
    body = "Revenue Budget - Forecast Outturn\n\nR\n\n\n" + table(
        "Q1 18/19 | Q2 18/19", "£1.95M | £2.1M", "Overspend | Overspend", "A | R"
    )
    reading = read(body)
    assert [(statement.kind, statement.value) for statement in reading.statements] == [
        ("finance", "£1.95M"),
        ("finance", "£2.1M"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ("Description | What this paper is about", "Target | The public"),
        ("Aims | More homes", "Activity | Building", "Owner | Head of Homes"),
        ("Meeting | 9 July 2018", "Place | Town Hall"),
    ],
    ids=["words only", "labels of a plan", "a meeting"],
)
def test_labelled_rows_without_periods_give_no_values(rows: tuple[str, ...]) -> None:
    """Counter-example: labels alone make no observation."""
    assert [fact for fact in facts_of(table(*rows)) if fact.value] == []


def test_each_period_has_its_own_target() -> None:
    """A row of targets is read column by column; a figure above an empty cell has none."""
    body = table(
        "Description | Calls that we answer | ", " | Q1 | Q2 | Q3", "Actual | 91% | 92% | 93%", "Target | 95% |  | 97%"
    )
    found = facts(read("Calls answered\n" + body))
    assert [(f.value, f.period, f.target) for f in found] == [
        ("91%", "Q1", "95%"), ("92%", "Q2", ""), ("93%", "Q3", "97%"),
    ]  # fmt: skip


def test_words_below_periods_are_no_series() -> None:
    """A description is commentary; words that are not understood are unread, and get no target for a figure."""
    body = table(
        " | Q1 | Q2",
        "Description | Calls that we answer |",
        "Where | As told |",
        "Actual | 91% | 92%",
        "Target | 95% | 96%",
    )
    reading = read("Calls answered\n" + body)
    assert [(f.name, f.value, f.target) for f in facts(reading)] == [
        ("Calls answered", "91%", "95%"), ("Calls answered", "92%", "96%"),
    ]  # fmt: skip
    assert "As told" in uses_of(reading, "unread") and "Calls that we answer" in uses_of(reading, "commentary")
