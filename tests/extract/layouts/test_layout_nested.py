"""Tables inside cells, and the flattened copies that converters leave beside and below them."""

import pytest

from tests.extract.paper_for_tests import Fact, facts_of, read, uses_of

HEADER = "No.\tIndicator\tLatest figures\t\t\n"
ACROSS = (
    "<table><tr><th></th><th>Feb 2018</th><th>Feb 2017</th></tr>"
    "<tr><td>Average Price</td><td>£187,420</td><td>£179,305</td></tr>"
    "<tr><td>Homes Sold</td><td>214</td><td>236</td></tr></table>"
)
DOWN = (
    "<table><tr><td>April 2017 - March 2018</td><td>842</td></tr>"
    "<tr><td>April 2016 - March 2017</td><td>797</td></tr></table>"
)


def test_periods_across_with_named_rows() -> None:
    """Each row of the inner table is a part of the indicator: `title: part`."""
    assert facts_of(HEADER + f"1.\tHouse Prices\t{ACROSS}\t\t\n") == [
        Fact("House Prices: Average Price", "£187,420", "Feb 2018"),
        Fact("House Prices: Average Price", "£179,305", "Feb 2017"),
        Fact("House Prices: Homes Sold", "214", "Feb 2018"),
        Fact("House Prices: Homes Sold", "236", "Feb 2017"),
    ]


def test_a_period_and_a_figure_per_row() -> None:
    """The inner table is a history of the indicator itself."""
    assert facts_of(HEADER + f"2.\tPlanning Applications\t{DOWN}\t\t\n") == [
        Fact("Planning Applications", "842", "April 2017 - March 2018"),
        Fact("Planning Applications", "797", "April 2016 - March 2017"),
    ]


def test_flattened_copies_are_repeats_not_rows() -> None:
    """Fault: the converter wrote the inner table once more into the rows below; nothing is read twice or lost."""
    body = HEADER + f"1.\tHouse Prices\t{ACROSS}\t\t\n\tFeb 2018\tFeb 2017\t\t\n"
    body += (
        "Average Price\t£187,420\t£179,305\t\t\nHomes Sold\t214\t236\t\t\n" + f"2.\tPlanning Applications\t{DOWN}\t\t\n"
    )
    assert len(facts_of(body)) == 6
    assert {"Average Price", "£187,420", "236"} <= set(uses_of(read(body), "repeat"))


def test_nested_figures_lead_back_to_their_cell() -> None:
    """Table, row and column of a nested figure are those of the cell that holds the inner table."""
    reading = read(HEADER + f"1.\tHouse Prices\t{ACROSS}\t\t\n")
    assert {(s.place.table, s.place.row, s.place.column) for s in reading.statements} == {(1, 1, 2)}
    line = (HEADER + f"1.\tHouse Prices\t{ACROSS}\t\t\n").split("\n")[1]
    for statement in reading.statements:
        assert statement.value in line[statement.place.start : statement.place.end]


@pytest.mark.parametrize(
    "inner",
    [
        "<table><tr><td>Likelihood</td><td>3</td><td>Impact</td><td>5</td></tr></table>",
        "<table><tr><td>See the annex</td></tr></table>",
    ],
    ids=["a risk score", "words"],
)
def test_inner_tables_that_measure_nothing_stay_silent(inner: str) -> None:
    """Counter-example: a risk score or a remark in a table in a cell is listed, not read."""
    reading = read(HEADER + f"1.\tRisk Implications\t{inner}\t\t\n")
    assert facts_of(HEADER + f"1.\tRisk Implications\t{inner}\t\t\n") == []
    assert reading.findings
