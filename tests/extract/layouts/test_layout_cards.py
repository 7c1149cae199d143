"""Cards above histories, and status tables of programmes."""

from tests.extract.paper_for_tests import Fact, facts_of, read, table

CARD = table(
    "SB 2.2 | Working days lost per FTE [Cumulative] |  | ",
    "Expected Outcome |  | Format | Aim to Minimise",
    "Managed By | Head of People |  | ",
)
HISTORY = table("Date Range 1 |  | ", " | Value | Target", "April 2018 | 0.58 | 0.60", "May 2018 | 1.22 | 1.20")
NAME = "Working days lost per FTE [Cumulative]"


def test_a_card_names_the_history_below_it() -> None:
    """Code, name and polarity come from the card; the figures from the table below."""
    reading = read(CARD + "\n" + HISTORY)
    assert [(s.code, s.indicator, s.period, s.value, s.target) for s in reading.statements] == [
        ("SB 2.2", NAME, "April 2018", "0.58", "0.60"),
        ("SB 2.2", NAME, "May 2018", "1.22", "1.20"),
    ]
    assert all("Minimise" in statement.polarity for statement in reading.statements)


def test_a_group_heading_rates_the_newest_month_of_each_card() -> None:
    """`Expected Outcome: At risk of missing target 1` counts, and rates what follows."""
    reading = read("Expected Outcome: At risk of missing target 1\n\n" + CARD + "\n" + HISTORY)
    assert reading.statements[0].rating is None
    assert reading.statements[-1].rating and reading.statements[-1].rating.basis == "heading"
    assert [summary.count for summary in reading.summaries] == [1]


def test_a_card_alone_is_no_observation() -> None:
    """Counter-example: a card without a history prints no figure of its own."""
    assert [fact for fact in facts_of(CARD + "\nGarden waste was lower after a dry spring.\n") if fact.value] == []


def test_a_status_table_rates_the_programme_above_it() -> None:
    """`Current Status: GREEN`, with a trend, below a numbered heading."""
    body = "1. Helping families early\n\n" + table(
        "Current Status: | GREEN | Status Trend: | ↑", "Reason for current status: | Family hubs opened. |  | "
    )
    assert facts_of(body) == [Fact("1. Helping families early", rag="G", arrow="up")]
    assert [statement.kind for statement in read(body).statements] == ["project"]


def test_a_table_of_the_word_status_is_no_status_table() -> None:
    """Counter-example: a status that is no rating rates nothing."""
    assert facts_of("Approvals\n\n" + table("Current Status: | Waiting for the board | Owner: | Chief")) == []
