"""Header words and header rows: which column is what, and tables whose headers are of another kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.columns import describe
from extract.headers import find_headers, is_value_like
from extract.reading import layout_of_bytes
from extract.roles import is_forecast_header, is_project_header, role_of
from records import Grid


def grid_of(*rows: str) -> Grid:
    """A grid of rows whose cells are parted by bars."""
    text = "\n".join("\t".join(part.strip() for part in row.split("|")) for row in rows)
    (grid,) = layout_of_bytes(text.encode()).elements
    assert isinstance(grid, Grid)
    return grid


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Performance indicator", "name"),
        ("Short Name", "name"),
        ("Projects", "name"),
        ("MPR Code", "code"),
        ("Ref", "code"),
        ("Minimise or Maximise", "polarity"),
        ("Good is", "polarity"),
        ("Target", "target"),
        ("Annual Target", "annual_target"),
        ("Year-End Target", "annual_target"),
        ("Tolerance", "tolerance"),
        ("RAG", "rating"),
        ("Expected Outcome", "rating"),
        ("DoT", "arrow"),
        ("Direction of Travel", "arrow"),
        ("Better or worse than last year", "arrow"),
        ("Variance", "change"),
        ("National Average", "comparator"),
        ("Statistical Neighbours", "comparator"),
        ("South West", "comparator"),
        ("Previous", "previous"),
        ("Most Recent", "value"),
        ("Actual", "value"),
        ("Unit", "unit"),
        ("Numerator / Denominator", "fraction"),
    ],
)
def test_header_words_tell_the_role(header: str, role: str) -> None:
    """The words of headers in common use have the role that a reader would give them."""
    assert role_of(header) == role


@pytest.mark.parametrize(
    "header", ["Comments", "Managed By", "Target date", "Reason for variance", "Q2 narrative", "Milestones", "Risks"]
)
def test_words_about_figures_are_no_figures(header: str) -> None:
    """Columns of remarks, keepers and dates hold nothing that could be published as value, target or rating."""
    assert role_of(header) in ("comment", "none")


@pytest.mark.parametrize("header", ["", "Aardvark", "1,204", "x" * 91, "The number of calls which the team took " * 3])
def test_unknown_words_tell_nothing(header: str) -> None:
    """What no rule knows has no role: it is listed, never taken for a value."""
    assert role_of(header) == "none"


@given(st.text(max_size=100))
def test_the_role_does_not_depend_on_case_or_white_space(text: str) -> None:
    """Headers are printed in capitals, wrapped and padded."""
    assert role_of(f"  {text} ") == role_of(text)


def test_projects_and_forecasts_are_told_by_their_words() -> None:
    """A column of projects, and a rating that looks ahead."""
    assert is_project_header("Key projects") and not is_project_header("Measures")
    assert is_forecast_header("Predicted Year-End Status") and not is_forecast_header("RAG")


@pytest.mark.parametrize(
    ("header", "role", "period"),
    [
        ("Q2 2020/21", "value", "Q2 2020/21"),
        ("Target 2020/21", "target", "2020/21"),
        ("Quarter 1 2012/13", "value", "Quarter 1 2012/13"),
        ("Target", "target", ""),
    ],
)
def test_a_period_in_a_header_is_cut_out(header: str, role: str, period: str) -> None:
    """The words beside the period tell the role; a period alone heads values."""
    column = describe(3, header)
    assert (column.index, column.role, column.period) == (3, role, period)


def test_a_change_between_two_years_is_no_value_of_either() -> None:
    """`Change from 2018/19` heads differences, not figures of that year."""
    column = describe(0, "Change from 2018/19")
    assert column.role in ("change", "arrow", "none") and column.period == ""


def test_a_header_of_two_levels_names_year_and_quarter() -> None:
    """A year over its quarters gives each quarter its year."""
    (header,) = find_headers(
        grid_of("Measure|Year End 2019/20|2020/21|||Target", "||Q1|Q2|Q3|", "Calls|80%|81%|82%||90%")
    )
    assert [column.period for column in header.of("value")][-3:] == ["2020/21 Q1", "2020/21 Q2", "2020/21 Q3"]
    assert (header.first_row, header.last_row) == (0, 1)


def test_a_repeated_header_starts_a_new_stretch() -> None:
    """A page break repeats the header inside a table."""
    headers = find_headers(
        grid_of("Indicator|Target|Actual", "Calls|90%|81%", "Indicator|Target|Actual", "Letters|90%|95%")
    )
    assert [header.first_row for header in headers] == [0, 2]


@pytest.mark.parametrize(
    "rows",
    [
        ("Calls answered|90%|81%", "Letters answered|90%|95%"),
        ("Present|Apologies", "A Hallowby|J Pendrick"),
        ("Likelihood|3|Impact|5", "Score|15||"),
    ],
)
def test_rows_of_figures_or_names_are_no_header(rows: tuple[str, ...]) -> None:
    """A row that prints figures, or words without a role, heads nothing."""
    assert find_headers(grid_of(*rows)) == ()


@pytest.mark.parametrize("text", ["81%", "£1.95M", "N/A", "↑", "Green", "1,204", "-", "4 out of 12"])
def test_what_is_printed_as_a_value_looks_like_one(text: str) -> None:
    """Figures, marks and signs that there is none."""
    assert is_value_like(text)


@pytest.mark.parametrize("text", ["", "Q1", "2020/21", "March 2018", "Calls answered", "A", "Target"])
def test_what_can_head_a_column_does_not_look_like_a_value(text: str) -> None:
    """Periods and words are no values."""
    assert not is_value_like(text)
