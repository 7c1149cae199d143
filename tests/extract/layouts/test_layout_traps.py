"""Papers on which a rule that looks right would publish a wrong figure."""

import pytest

from records import PaperReading
from tests.extract.paper_for_tests import read, table


def rows_of(reading: PaperReading) -> list[tuple[str, str, str]]:
    """Value, period and flags of each statement."""
    return [(s.value, s.period, ";".join(str(flag) for flag in s.flags)) for s in reading.statements]


def html(value: str) -> str:
    """One row of an HTML table whose value cell is this."""
    head = "<tr><th>Indicator</th><th>Q2 2018/19</th><th>Target</th></tr>"
    return f"<table>{head}<tr><td>Missed bins</td><td>{value}</td><td>20</td></tr></table>"


@pytest.mark.parametrize(
    ("cell", "value"),
    [("15<sup>2</sup>", "15"), ("4.5<sup>3</sup>", "4.5"), ("<del>120</del><ins>130</ins>", "130")],
    ids=["footnote", "footnote of a decimal", "corrected"],
)
def test_raised_and_struck_out_digits_are_no_figures(cell: str, value: str) -> None:
    """`15<sup>2</sup>` is fifteen with a footnote."""
    assert [row[0] for row in rows_of(read(html(cell)))] == [value]


def test_the_current_quarter_is_a_figure() -> None:
    """`Current Quarter` beside `Previous Quarter` heads figures, not periods."""
    body = table("Indicator | Previous Quarter | Current Quarter | Target | RAG", "Missed bins | 18 | 15 | 20 | G")
    reading = read(body)
    newest = next(s for s in reading.statements if s.value == "15")
    assert newest.rating is not None and newest.rating.rag == "G" and newest.target == "20"


def test_a_total_beside_quarters_is_of_no_quarter() -> None:
    """The total of four quarters is not the figure of the report's quarter."""
    body = table("Indicator | Q1 2018/19 | Q2 2018/19 | Total | Target", "Missed bins | 12 | 15 | 27 | 30")
    assert ("27", "", "period:not_printed") in rows_of(read(body))


def test_a_forecast_says_so() -> None:
    """A header that looks ahead qualifies the figures below."""
    body = table("Indicator | Q2 2018/19 | Forecast Outturn 2018/19 | Target", "Missed bins | 15 | 75 | 80")
    qualifiers = {s.value: s.qualifiers for s in read(body).statements}
    assert qualifiers == {"15": (), "75": ("forecast",)}


def test_last_year_is_not_this_year() -> None:
    """`Q2 last year` names no year: the figure stays without a period, and says so."""
    body = table("Indicator | Q2 2018/19 | Q2 last year | Target", "Missed bins | 15 | 12 | 20")
    assert [row for row in rows_of(read(body)) if row[0] == "12"] == [("12", "", "period:not_printed")]


def test_a_row_with_a_missing_cell_is_doubted() -> None:
    """Where a cell is missing, a rating stands under Target."""
    body = table("Indicator | Q1 2018/19 | Q2 2018/19 | Target | RAG", "Missed bins | 15 | 20 | G | ")
    assert all("row:shifted" in flags for _, _, flags in rows_of(read(body)))


def test_all_figures_of_one_cell_are_doubted() -> None:
    """`40% to 45%`: neither is surely the value."""
    body = table("Indicator | Q2 2018/19 | Target", "Calls answered | 40% to 45% | 50%")
    assert all(flags for _, _, flags in rows_of(read(body)))


@pytest.mark.parametrize("cell", ["±5", "minus 5", "120 CR", "£1.2m-"])
def test_signs_that_are_not_in_front_are_not_read(cell: str) -> None:
    """Which way such a sign turns the figure is for a person to say: nothing is published as a number."""
    (statement,) = read(table("Indicator | Q2 2018/19 | Target", f"Net change | {cell} | 3")).statements
    assert statement.quantity is None or statement.quantity.number is None


@pytest.mark.parametrize("text", ["<b " * 20_000, "1" * 100_000, "1," * 50_000], ids=["tags", "digits", "commas"])
def test_endless_cells_end(text: str) -> None:
    """A cell without an end gives no figure, and the reading comes to an end."""
    reading = read(table("Indicator | Q2 2018/19 | Target", f"Missed bins | {text} | 20"))
    assert all(s.quantity is None or s.quantity.number is None for s in reading.statements)


@pytest.mark.parametrize("text", ["Aa ", "- ", "**", "2010/11 ", "April 2010 ", "🟢", "(1) "])
def test_endless_lines_end(text: str) -> None:
    """Where a council's name, a header, a figure or a rated line may stand, the reading comes to an end."""
    long = text * (50_000 // len(text))
    body = table(f"Indicator | Q2 2018/19 {long} | Target", "Missed bins | 5 | 20", f"Calls | 5 {long} ! | 20")
    assert read(f"{long}\n\nNext 1{long}x\n\n{body}").state != "rejected"
