"""What a header's words tell about the column below, and that unknown words tell nothing."""

import pytest

from extract.roles import Role, is_forecast_header, is_project_header, role_of

KNOWN: list[tuple[Role, tuple[str, ...]]] = [
    ("name", ("Measure", "Indicator", "Performance Indicator", "KPI", "Short Name", "Outcome Indicator", "Projects")),
    ("code", ("Ref", "MPR Code", "PI No.", "#", "Indicator ref")),
    ("value", ("Actual", "Month's Value", "Outturn", "Most Recent", "YTD", "Performance", "Result*")),
    ("previous", ("Previous", "Baseline", "Previous Year", "Last Quarter")),
    ("target", ("Target", "Month's Target", "Quarterly target", "Standard")),
    ("annual_target", ("Annual Target", "Year-End Target", "Full year target")),
    ("tolerance", ("Tolerance", "Floor", "Amber threshold")),
    ("rating", ("RAG", "Status", "RAG Status", "Expected Outcome", "Predicted Year-End Status", "On target?")),
    ("arrow", ("DoT", "Direction of Travel", "Trend", "Better or worse than last year", "Direction of Performance")),
    ("change", ("Increase/Decrease", "Variance", "Change", "% difference", "Gap to England", "Distance from target")),
    ("change", ("Gap", "Target gap", "+/- target", "% of target", "Points above target", "Deviation from target")),
    ("comparator", ("National Average", "England", "Statistical Neighbours", "South West", "CIPFA family")),
    ("benchmark", ("National benchmarking", "Benchmark", "Comparators")),
    ("period", ("Latest Month", "Period", "Reporting period")),
    ("polarity", ("Minimise or Maximise", "Polarity", "Good is")),
    ("fraction", ("Numerator / Denominator",)),
    ("unit", ("Unit", "Unit of measure")),
    ("comment", ("Comment", "Managed By", "Head of Service", "Progress made", "Next steps", "Directorate")),
]


@pytest.mark.parametrize(("role", "header"), [(role, header) for role, headers in KNOWN for header in headers])
def test_headers_that_papers_use(role: Role, header: str) -> None:
    """Each way of saying it tells the one role, whatever its case."""
    assert role_of(header) == role_of(header.upper()) == role_of(f" {header}: ") == role


@pytest.mark.parametrize(
    "header", ["", "Calls answered", "Gender pay gap", "Housing", "Councillor Hallowby", "Wards", "x" * 200, "↑"]
)
def test_other_words_tell_nothing(header: str) -> None:
    """A header that is not known makes no column of values."""
    assert role_of(header) == "none"


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Target date", "comment"),
        ("RAG narrative", "comment"),
        ("National rank", "comment"),
        ("Change since last year trend", "arrow"),
        ("Performance rating", "rating"),
    ],
)
def test_two_roles_in_one_header(header: str, role: Role) -> None:
    """The more telling word wins: a date of a target is no target, a rank and a rating no value."""
    assert role_of(header) == role


def test_columns_of_projects_and_forecasts_are_told() -> None:
    """A list of projects gives projects; a rating that looks ahead rates the year's end."""
    assert is_project_header("Key projects") and not is_project_header("Measures of projects")
    assert is_forecast_header("Predicted Year-End Status") and not is_forecast_header("Status")
