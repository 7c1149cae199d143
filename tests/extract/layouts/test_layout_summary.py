"""Summaries: counts of ratings that the paper itself prints; never observations."""

from tests.extract.paper_for_tests import facts_of, read, table

SUMMARY = table(
    "  | G | A | R | ↑ | → | ↓",
    "A prosperous county | 2 | 1 | 1 | 1 | 0 | 0",
    "TOTAL | 3 | 2 | 2 | 2 | 1 | 1",
)


def test_counts_below_marks() -> None:
    """Each count with its mark, its group, and whether it is a total."""
    found = [(s.group, s.rag or s.arrow, s.count, s.is_total) for s in read(SUMMARY).summaries]
    assert found[:4] == [
        ("A prosperous county", "G", 2, False),
        ("A prosperous county", "A", 1, False),
        ("A prosperous county", "R", 1, False),
        ("A prosperous county", "up", 1, False),
    ]
    assert ("TOTAL", "G", 3, True) in found
    assert len(found) == 12


def test_counts_are_no_observations() -> None:
    """Counter-example: a table of counts measures the paper, not the council."""
    assert facts_of(SUMMARY) == []


def test_counts_behind_phrases() -> None:
    """`On target 5, at risk of missing target 2`: counts in a line."""
    reading = read("Expected outcome: On target 5, at risk of missing target 2\n")
    assert [summary.count for summary in reading.summaries] == [5, 2]
    assert reading.statements == ()


def test_figures_below_marks_are_no_counts() -> None:
    """Counter-example: percentages below ratings are thresholds, not counts."""
    assert read(table("Measure | Green | Red", "Calls answered | 90% | 80%")).summaries == ()


def test_a_sentence_with_a_phrase_counts_nothing() -> None:
    """Counter-example: a phrase within a sentence heads no group."""
    assert read("Three services are at risk of missing target 2 of the plan, said the leader.\n").summaries == ()
