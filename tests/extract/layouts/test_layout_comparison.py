"""Comparators beside a figure: nations, regions and neighbours in columns or cells of their own."""

from tests.extract.paper_for_tests import Fact, facts_of, read, table

HEADER = "Measure | Actual | Target | RAG | National Average | Statistical Neighbours"


def test_columns_of_comparators_are_rows_of_their_own() -> None:
    """A comparator has the header's area, and neither target nor rating nor a period that nobody printed."""
    found = facts_of(table(HEADER, "Good schools | 92% | 90% | G | 89% | 91%"))
    assert found[0] == Fact("Good schools", "92%", "", "90%", "G")
    assert found[1:] == [
        Fact("Good schools", "89%", area="National Average"),
        Fact("Good schools", "91%", area="Statistical Neighbours"),
    ]
    statements = read(table(HEADER, "Good schools | 92% | 90% | G | 89% | 91%")).statements
    assert [statement.comparator for statement in statements] == [False, True, True]
    assert [statement.period_basis for statement in statements] == ["report", None, None]


def test_a_period_in_a_comparators_cell_is_its_period() -> None:
    """The national figure is often a year old."""
    (_, national) = facts_of(table(HEADER, "Good schools | 92% | 90% | G | 89.7% (March 18) | "))
    assert (national.value, national.period) == ("89.7% (March 18)", "March 18")


def test_an_area_in_the_cell_stands_above_the_headers() -> None:
    """`South West` in the column of neighbours is South West."""
    (_, other) = facts_of(table(HEADER, "Good schools | 92% | 90% | G |  | 1% South West August 2017"))
    assert (other.area, other.period) == ("South West", "August 2017")


def test_two_areas_in_one_cell_of_benchmarks() -> None:
    """Each figure has the area before it, and a place of its own."""
    reading = read(
        table("Measure | Actual | Target | Benchmarking", "Recycling | 47% | 50% | England, 43.8% South West, 46.9%")
    )
    found = [(statement.area, statement.value) for statement in reading.statements if statement.comparator]
    assert found == [("England", "England, 43.8%"), ("South West", "South West, 46.9%")]
    assert len({statement.place for statement in reading.statements}) == 3


def test_a_benchmark_of_nobody_is_not_read() -> None:
    """Counter-example: a figure in a benchmark column whose area nobody names is listed, not published."""
    reading = read(table("Measure | Actual | Target | Benchmark", "Recycling | 47% | 50% | 43.8%"))
    assert [statement.value for statement in reading.statements] == ["47%"]
    assert any(finding.text == "43.8%" for finding in reading.findings)


def test_words_in_a_comparators_cell_are_no_figure() -> None:
    """Counter-example: `Local measure` and remarks give no comparator."""
    for words in ("Local measure", "Above the national figure"):
        found = facts_of(table("Measure | Actual | Target | National Average", f"Recycling | 47% | 50% | {words}"))
        assert [fact.value for fact in found if fact.value and fact.area] == []


def test_ranks_and_quartiles_are_no_comparator_values() -> None:
    """Counter-example: the rank among other councils is no figure of the indicator."""
    found = facts_of(table("Measure | Actual | Target | National rank", "Recycling | 47% | 50% | 12"))
    assert [fact.value for fact in found] == ["47%"]
