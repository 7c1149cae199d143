"""Words that name no indicator: labels and meanings of marks."""

import pytest

from extract.layouts.key_words import is_label_word, is_meaning
from tests.extract.paper_for_tests import facts_of


@pytest.mark.parametrize(
    "text",
    ["Within tolerance", "■ Within tolerance ■", "On or above target", "Not yet due or no data", "Getting worse"],
)
def test_meanings(text: str) -> None:
    """What a key says of a mark is a meaning, with or without the stand-ins of symbols around it."""
    assert is_meaning(text)


@pytest.mark.parametrize(
    "text",
    ["Invoices paid within 30 days", "Schools judged good", "Roads in poor condition", "", "■", "Waste recycled"],
)
def test_names_are_no_meanings(text: str) -> None:
    """Names may hold words of meanings, but they say what is counted."""
    assert not is_meaning(text)


@pytest.mark.parametrize(
    "text", ["Result", "Status:", "Short trend", "Latest note", "Latest note A small number", "RAG"]
)
def test_labels(text: str) -> None:
    """Labels of boxes, alone or before the words that they label."""
    assert is_label_word(text)


@pytest.mark.parametrize(
    "text", ["Results of food inspections", "Status reports sent", "Trend in calls", "Comments", ""]
)
def test_names_are_no_labels(text: str) -> None:
    """Counter-examples: names that begin with the word of a label."""
    assert not is_label_word(text)


def test_a_key_outside_tables_is_no_indicator() -> None:
    """`Within tolerance` above a line with a rating is an entry of a key, not a project."""
    assert facts_of("■ Within tolerance ■\n\nRED\n\nMore words follow here.\n") == []
