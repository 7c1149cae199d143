"""Scorecards: a name and one mark per row, without a header."""

import pytest

from tests.extract.paper_for_tests import Fact, facts, facts_of, read, table

CARD = table(
    "Starting Well |  | ",
    "<b>Actions</b> |  | ",
    "Publish a joint offer for young carers |  | -",
    "Open family hubs in three towns |  | ↑",
    "<b>Metrics</b> |  | ",
    "Permanent exclusions per 1,000 pupils |  | ↓",
    "% of infants breastfed |  | →",
)


def test_a_row_of_a_name_and_a_mark() -> None:
    """The mark as printed; a dash says that none is printed, and is listed."""
    assert facts_of(CARD) == [
        Fact("Open family hubs in three towns", arrow="up"),
        Fact("Permanent exclusions per 1,000 pupils", arrow="down"),
        Fact("% of infants breastfed", arrow="same"),
    ]


def test_groups_tell_projects_from_measures() -> None:
    """Rows below `Actions` are projects, rows below `Metrics` measures, in the section that heads them."""
    statements = read(CARD).statements
    assert [statement.kind for statement in statements] == ["project", "measure", "measure"]
    assert {statement.section for statement in statements} == {"Starting Well"}


def test_a_figure_in_a_name_is_no_value() -> None:
    """`per 1,000 pupils` is part of the name."""
    assert all(fact.value == "" for fact in facts_of(CARD))


def test_a_dash_is_listed() -> None:
    """Nothing is lost: the name beside a dash is in the findings."""
    names = [finding.text for finding in read(CARD).findings if finding.code == "name_without_mark"]
    assert names == ["Publish a joint offer for young carers"]


@pytest.mark.parametrize(
    "rows",
    [
        ("Direction of travel | ", "Improving | ↑", "Stable | →", "Getting worse | ↓", "Not measured | -"),
        ("County Solicitor | -", "Monitoring Officer | -", "Cabinet Member | -"),
        ("Item one | Page 3", "Item two | Page 4"),
    ],
    ids=["a key", "a list of dashes", "contents"],
)
def test_pairs_that_are_no_scorecard_stay_silent(rows: tuple[str, ...]) -> None:
    """Counter-example: keys, sign-off lists and contents pair cells, too."""
    reading = read(table(*rows))
    assert facts(reading) == []
