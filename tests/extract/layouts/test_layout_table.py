"""Lists, wide tables and histories: rows below a header, and tables with headers that are no indicators."""

import pytest

from tests.extract.paper_for_tests import Fact, facts, facts_of, read, table, uses_of


def test_a_list_with_value_target_rating_and_arrow() -> None:
    """Layout list: an indicator per row, without a printed period."""
    body = table("Ref | Measure | Actual | Target | RAG | DoT", "A1 | Calls answered | 91% | 90% | G | ↑")
    (fact,) = facts_of(body)
    assert fact == Fact("Calls answered", "91%", "", "90%", "G", "up")
    (statement,) = read(body).statements
    assert (statement.code, statement.period_basis, statement.kind) == ("A1", "report", "measure")


def test_a_wide_table_gives_a_statement_for_each_period() -> None:
    """Layout wide: a year over its quarters; the rating belongs to the newest quarter that has a value."""
    body = table(
        "Measure | 2017/18 | 2018/19 |  |  | Target | RAG",
        " |  | Q1 | Q2 | Q3 |  | ",
        "Calls answered | 80% | 81% | 82% |  | 85% | A",
    )
    assert facts_of(body) == [
        Fact("Calls answered", "80%", "2017/18"),
        Fact("Calls answered", "81%", "2018/19 Q1", "85%"),
        Fact("Calls answered", "82%", "2018/19 Q2", "85%", "A"),
    ]


def test_a_history_has_a_period_per_row() -> None:
    """Layout history: periods down the side, below the title of one indicator; months to come have a target only."""
    body = "Working days lost to sickness\n\n" + table(
        " | Value | Target",
        "April 2018 | 0.58 | 0.60",
        "May 2018 | 1.22 | 1.20",
        "June 2018 |  | 1.80",
        "July 2018 |  | ",
    )
    assert facts_of(body) == [
        Fact("Working days lost to sickness", "0.58", "April 2018", "0.60"),
        Fact("Working days lost to sickness", "1.22", "May 2018", "1.20"),
        Fact("Working days lost to sickness", "", "June 2018", "1.80"),
    ]


def test_targets_belong_to_the_period_that_their_header_names() -> None:
    """A target of next year is no target of this one."""
    body = table("Measure | 2017/18 | 2018/19 | Target 2018/19 | Target 2019/20", "Homes built | 64 | 47 | 70 | 60")
    found = facts_of(body)
    assert Fact("Homes built", "64", "2017/18") in found
    assert Fact("Homes built", "47", "2018/19", "70") in found
    assert all(fact.target != "60" or fact.period == "2019/20" for fact in found)


def test_a_header_repeated_on_the_next_page_is_no_row() -> None:
    """Fault: the table goes on behind a page break, its header printed again."""
    header = "Measure | Actual | Target"
    body = (
        table(header, "Calls answered | 91% | 90%")
        + "\nPage 2 of 3\n\n"
        + table(header, "Letters answered | 88% | 90%")
    )
    assert [fact.name for fact in facts_of(body)] == ["Calls answered", "Letters answered"]


def test_a_table_goes_on_without_its_header() -> None:
    """Fault: the second page of a table has no header of its own; only page furniture lies between."""
    body = table("Measure | Actual | Target", "Calls answered | 91% | 90%", "Visits | 5 | 6")
    body += "\nPage 2\n\n" + table("Letters answered | 88% | 90%", "Forms | 7 | 8")
    assert facts_of(body)[2:] == [Fact("Letters answered", "88%", "", "90%"), Fact("Forms", "7", "", "8")]


def test_a_row_without_a_name_takes_the_one_above() -> None:
    """A continuation row: boys and girls of one indicator on two rows."""
    body = table(
        "Measure | Previous | Actual | Target",
        "Self-esteem | 51% of boys 2016 | 48% | 50%",
        " | 27% of girls 2016 | 31% | 50%",
    )
    assert [fact.name for fact in facts_of(body)] == ["Self-esteem"] * 4


def test_a_group_heading_inside_a_table_is_no_indicator() -> None:
    """A bold row of one cell groups the rows below it."""
    body = table("Measure | Actual | Target", "**Customers** |  | ", "Calls answered | 91% | 90%")
    assert [fact.name for fact in facts_of(body)] == ["Calls answered"]
    assert "Customers" in uses_of(read(body), "context")


def test_footnotes_inside_a_table_are_no_rows() -> None:
    """A star and words below the rows explain, they measure nothing."""
    body = table("Measure | Actual | Target", "Calls answered | 91% | 90%", "* 5% were lost in 2017 |  | ")
    assert [fact.name for fact in facts_of(body)] == ["Calls answered"]


def test_a_heading_above_is_the_section() -> None:
    """The nearest heading groups the rows of a table."""
    reading = read("A cleaner borough\n\n" + table("Measure | Actual | Target", "Fly-tips | 5 | 6"))
    assert [statement.section for statement in reading.statements] == ["A cleaner borough"]


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        (
            "Draft budget",
            (
                "Service | Budget 2018/19 £000 | Proposed 2019/20 £000 | Change £000",
                "Housing | 4,210 | 4,385 | 175",
                "Total | 12,970 | 13,165 | 195",
            ),
        ),
        (
            "Sign-off",
            (
                "Name | Role | Date | Signed",
                "A Hallowby | Leader | 19 January 2021 | ✓",
                "R Quill | Officer | 20 January 2021 | ✓",
            ),
        ),
        (
            "Risk register",
            (
                "Risk | Likelihood | Impact | Score | Owner",
                "Loss of power | 3 | 5 | 15 | Head of IT",
                "Flood | 2 | 4 | 8 | Chief",
            ),
        ),
        (
            "Risks",
            (
                "Ref | Risk | Gross score | Net score | Trend",
                "SR1 | Loss of power | 25 | 16 | same",
                "SR2 | Flood | 20 | 15 | up",
            ),
        ),
        (
            "Attendance",
            ("Councillor | Meetings possible | Meetings attended", "A Hallowby | 6 | 5", "J Pendrick | 6 | 6"),
        ),
        ("Contents", ("Item | Page", "Summary | 3", "Measures | 7")),
        ("Equality impact", ("Group | Impact | Action", "Older people | None | None", "Carers | Positive | Keep")),
    ],
    ids=["budget", "sign-off", "risk register", "gross and net risks", "attendance", "contents", "impact assessment"],
)
def test_other_tables_of_council_papers_stay_silent(title: str, rows: tuple[str, ...]) -> None:
    """Counter-examples: tables with headers and figures that measure nothing; every cell is listed as such."""
    reading = read(f"{title}\n\n" + table(*rows))
    assert facts(reading) == []
    assert {use.kind for use in reading.uses} <= {"not_indicators"}
    assert reading.state == "nothing_found"


def test_prose_with_figures_and_arrows_stays_silent() -> None:
    """Counter-example: sentences say the same as tables do, and are counted, not read."""
    reading = read(
        "The share of calls answered rose to 91% (target 90%), see ↑ in the table.\n\nWe expect 95% in Q3 2018/19.\n"
    )
    assert facts(reading) == []
    assert reading.prose_figures >= 3


def test_cells_that_no_rule_reads_are_listed() -> None:
    """A column with an unknown header is neither read nor lost."""
    reading = read(table("Measure | Actual | Target | Wards", "Calls answered | 91% | 90% | 17"))
    assert uses_of(reading, "unread") == ["17"]
    assert any(finding.code == "unread_cell" and finding.text == "17" for finding in reading.findings)
    assert [statement.code for statement in reading.statements] == [""]


def test_a_header_that_is_not_understood_ends_the_table_above() -> None:
    """Another table with a header of unknown words is not read under the header of the one before."""
    body = table("Measure | Q1 2018/19 | Target", "Calls answered | 91% | 90%")
    body += "\nPeople\n\n" + table("Measure | Wave A | Wave B", "Satisfaction | 61% | 70%")
    assert [fact.name for fact in facts_of(body)] == ["Calls answered"]
