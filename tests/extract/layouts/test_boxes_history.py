"""Boxes with a history: periods, `Value | Target` below them, and rows that labels name."""

import pytest

from tests.extract.paper_for_tests import Fact, facts, facts_of, read, table, uses_of

TITLE = "LH 001 Share of calls answered"
BEFORE, NOW = "Q1 2018/19", "Q2 2018/19"


def html(*rows: str) -> str:
    """A table of HTML rows; a cell `3*text` is merged over three columns."""
    lines = []
    for row in rows:
        cells = [cell.strip() for cell in row.split("|")]
        parts = [cell.partition("*") if "*" in cell else ("1", "", cell) for cell in cells]
        lines.append("<tr>" + "".join(f'<td colspan="{span}">{text}</td>' for span, _, text in parts) + "</tr>")
    return "<table>" + "".join(lines) + "</table>\n"


def box(*rows: str) -> str:
    """A box of two periods, the newer with a target, and these rows below."""
    head = (f"4*{TITLE}", f"| {BEFORE} | 2*{NOW}", "| Value | Value | Target")
    return "Customers\n\n" + html(*head, *rows)


def findings(body: str) -> list[str]:
    """The codes of what there is to report."""
    return [finding.code for finding in read(body).findings]


def test_a_box_of_labels_below_periods() -> None:
    """Each figure has its period, the newest its target; what is merged over all columns is the newest period's."""
    body = box(
        "Result | 91% | 88% | 90%",
        "Status | 3*RED",
        "Managed by | 3*A Larch; Aim to maximise",
        "Latest note | 3*The figure a year ago was 76%.",
    )
    reading = read(body)
    assert facts(reading) == [
        Fact(TITLE, "91%", BEFORE),
        Fact(TITLE, "88%", NOW, target="90%", rag="R"),
    ]
    assert {(s.code, s.section, s.polarity) for s in reading.statements} == {("LH 001", "Customers", "Aim to maximise")}
    assert [(t.target, t.period) for t in reading.targets] == [("90%", NOW)]
    assert "The figure a year ago was 76%." in uses_of(reading, "commentary")


def test_the_short_trend_is_the_arrow() -> None:
    """`Short trend | ↑ | Long trend | ↓` side by side: both are the newest period's, and the short one is taken."""
    body = box("Result | 91% | 88% | 90%", "Short trend | ↑ | Long trend | ↓")
    assert [fact.arrow for fact in facts_of(body)] == ["", "up"]


def test_marks_below_each_period() -> None:
    """A row with a mark below each period rates each of them."""
    body = box("Result | 91% | 88% | 90%", "Status | GREEN | 2*RED")
    assert [fact.rag for fact in facts_of(body)] == ["G", "R"]


def test_a_lone_mark_below_an_old_period_rates_nothing() -> None:
    """In a text nobody knows whether the first of several cells was merged: its mark is listed, not published."""
    body = box("Result | 91% | 88% | 90%", "Status | RED |  | ")
    assert [fact.rag for fact in facts_of(body)] == ["", ""]
    assert "rating_not_assigned" in findings(body)


def test_a_chart_beside_the_columns_is_no_part_of_the_box() -> None:
    """What stands behind the last column is listed, or is printed in the box already; it is no target."""
    head = (f"5*{TITLE}", f"| {BEFORE} | 2*{NOW} | 91%", "| Value | Value | Target | Target")
    reading = read(html(*head, "Result | 91% | 88% | 90% | 55%", "Status | 3*RED | "))
    assert [(fact.value, fact.target) for fact in facts(reading)] == [("91%", ""), ("88%", "90%")]
    assert uses_of(reading, "unread") == ["55%"]


@pytest.mark.parametrize(
    "rows",
    [
        ("Result | 91% 90% | 88% | 90%", "Status | 3*RED"),
        ("Result | 91% | 88% | 90%", "Actual | 92% | 87% | 90%", "Status | 3*RED"),
    ],
)
def test_a_box_that_leaves_doubt_is_listed(rows: tuple[str, ...]) -> None:
    """Two figures in a cell, or two rows of results: nothing is published, and the box is named."""
    body = box(*rows)
    assert facts_of(body) == []
    assert "box_not_read" in findings(body)


def test_labels_whose_columns_are_glued_are_listed() -> None:
    """Periods in one cell and figures in one cell: no row becomes an indicator called `Result` or `Status`."""
    body = "Customers\n\n" + table(
        f"{TITLE} |  | ",
        f" | Q4 2017/18 {BEFORE} | {NOW}",
        "Result | 93% 91% | 88% 90%",
        "Status | RED | ",
        "Short trend | Long trend | ↑",
        "Latest note Two advisers were off work. |  | ",
    )
    assert facts_of(body) == []
    assert "box_not_read" in findings(body)


def test_rows_with_names_of_their_own_are_no_box() -> None:
    """Counter-example: a table of two indicators below the name of their group."""
    body = box("Result of calls | 91% | 88% | 90%", "Visits to the library | 300 | 310 | 320")
    assert {fact.name for fact in facts_of(body)} & {TITLE} == set()


def test_an_exception_block() -> None:
    """A title with its code, headers over one row of figures, then questions with answers: the answers are words."""
    body = table(
        "HS 04: Repairs not done in time |  |  |  | ",
        f"Good is | Q2 2017/18 | {BEFORE} | {NOW} | Target | Direction of travel",
        "Low | 4.8 | 6.2 | 7.9 | 5.0 | ↓",
        "What is the issue? | Repairs rose from 6.2 to 7.9 because of 41 storms. |  |  |  | ",
        "What are we doing about it? | 12 of 60 were late. |  |  |  | ",
        "When will it be back on track? | Quarter 1 2019/20 |  |  |  | ",
    )
    name = "HS 04: Repairs not done in time"
    reading = read(body)
    assert facts(reading) == [
        Fact(name, "4.8", "Q2 2017/18"),
        Fact(name, "6.2", BEFORE, target="5.0"),
        Fact(name, "7.9", NOW, target="5.0", arrow="down"),
    ]
    assert {s.polarity for s in reading.statements} == {"Low"}
    assert "Quarter 1 2019/20" in uses_of(reading, "commentary")


@pytest.mark.parametrize(("row", "ratings"), [("RAG | 2*RED", ["", "R"]), ("RAG | GREEN | RED", ["G", "R"])])
def test_a_rating_merged_over_the_periods_of_a_matrix(row: str, ratings: list[str]) -> None:
    """Below `Actual` and `Target` a mark in a merged cell is the newest period's, others those they stand below."""
    body = "Calls answered\n\n" + html(f" | {BEFORE} | {NOW}", "Actual | 91% | 88%", "Target | 90% | 90%", row)
    assert [fact.rag for fact in facts_of(body)] == ratings


def test_a_lone_rating_below_the_older_period_of_a_matrix() -> None:
    """A text does not say whether it is merged: it is listed, and no figure takes it."""
    body = "Calls answered\n\n" + table(
        f" | {BEFORE} | {NOW}", "Actual | 91% | 88%", "Target | 90% | 90%", "RAG | RED | "
    )
    assert [fact.rag for fact in facts_of(body)] == ["", ""]
    assert "rating_not_assigned" in findings(body)


def test_notes_below_a_matrix_are_no_series() -> None:
    """A row of notes below the figures is commentary, whatever figures it holds."""
    body = "Calls answered\n\n" + table(
        f" | {BEFORE} | {NOW}", "Actual | 91% | 88%", "Target | 90% | 90%", "Comments | 3 | 4"
    )
    assert {fact.name for fact in facts_of(body)} == {"Calls answered"}
