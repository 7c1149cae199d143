"""What stands below a table of indicators, and rows and columns that say whose year or target they are."""

import pytest

from tests.extract.paper_for_tests import HEAD, Fact, facts, grids, read, texts

MEASURES = "Measure\tQ1 2018/19\tQ2 2018/19\tTarget\nComplaints upheld (%)\t12.0\t14.5\t11.0\n"
READ = [
    Fact("Complaints upheld (%)", "12.0", "Q1 2018/19", "11.0"),
    Fact("Complaints upheld (%)", "14.5", "Q2 2018/19", "11.0"),
]


@pytest.mark.parametrize(
    "below",
    [
        "\nWard\tElectorate\tTurnout\tSeats\nAbbey\t5,210\t38.2\t2\nQuay\t4,100\t41.0\t2\n",
        "\nPage 3\n\nGrade\tPosts\tVacancies\tAgency\nManagers\t12\t1\t0\nOfficers\t41\t6\t2\n",
        "\nComparison\tLarkhaven\tDunmoor\nComplaints answered (%)\t14.5\t9.0\n",
    ],
)
def test_a_table_with_a_head_of_its_own_is_none_of_the_table_above(below: str) -> None:
    """Its words stand where the table above has figures: nothing of it gets periods and targets from there."""
    assert facts(read(MEASURES + below)) == READ


def test_html_tables_have_heads_of_their_own() -> None:
    """Also where the second is no wider than the first."""

    def table(*rows: tuple[str, str, str]) -> str:
        return "<table>" + "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>\n" for row in rows) + "</table>\n\n"

    first = table(("Indicator", "July 2018", "August 2018"), ("Concerns received", "92", "104"))
    second = table(("Budget heading", "Budget £000", "Forecast £000"), ("Older people", "41,200", "42,950"))
    assert {fact.name for fact in facts(read(first + second))} == {"Concerns received"}


def test_rows_go_on_below_a_page_number() -> None:
    """A row without a figure yet is a row all the same."""
    more = "\nPage 3\n\nCalls answered (%)\tTBC\t91.0\t90.0\nLetters answered (%)\t80.0\t81.0\t85.0\n"
    assert {fact.name for fact in facts(read(MEASURES + more))} == {
        "Complaints upheld (%)",
        "Calls answered (%)",
        "Letters answered (%)",
    }


@pytest.mark.parametrize("head", ["Projected outturn", "Expected outturn", "Year-end forecast", "Estimated result"])
def test_what_is_looked_forward_to_is_no_figure_of_the_quarter(head: str) -> None:
    """Nor does it take the rating."""
    rows = f"Indicator\tQ2 2018/19\tTarget\t{head}\tRAG\nCalls answered\t14.5\t11.0\t13.0\tRed\n"
    assert facts(read(rows)) == [Fact("Calls answered", "14.5", "Q2 2018/19", "11.0", "R")]


def test_parts_of_a_year_are_of_the_year_that_the_row_prints() -> None:
    """The report's year is that of rows which print none."""
    rows = "Indicator\tYear\tQuarter 1\tQuarter 2\nVisits\t2017/18\t5,100\t5,200\n\t2018/19\t5,742\t5,803\n"
    assert facts(read(rows)) == [
        Fact("Visits", "5,100", "2017/18 Quarter 1"),
        Fact("Visits", "5,200", "2017/18 Quarter 2"),
        Fact("Visits", "5,742", "2018/19 Quarter 1"),
        Fact("Visits", "5,803", "2018/19 Quarter 2"),
    ]


def test_a_row_of_targets_is_no_row_of_figures() -> None:
    """It gives each figure above its target; one without a figure is a target alone."""
    head = "Indicator\tYear\tQuarter 1\tQuarter 2\tQuarter 3\n"
    reading = read(head + "Visits\t2018/19\t5,742\t5,803\t\n\tTarget\t5,600\t5,700\t5,800\n")
    assert facts(reading) == [
        Fact("Visits", "5,742", "2018/19 Quarter 1", "5,600"),
        Fact("Visits", "5,803", "2018/19 Quarter 2", "5,700"),
    ]
    assert [target.target for target in reading.targets] == ["5,600", "5,700", "5,800"]


@pytest.mark.parametrize(
    ("each", "total"), [("Monthly target", "Year to date"), ("Target per month", "2018/19 to date")]
)
def test_a_target_for_each_month_is_none_for_the_year_to_date(each: str, total: str) -> None:
    """Six months of it would be another figure."""
    rows = f"Indicator\tAug 2018\tSep 2018\t{each}\t{total}\nCalls answered\t6,610\t6,900\t6,500\t38,638\n"
    assert [fact.target for fact in facts(read(rows))] == ["6,500", "6,500", ""]


def test_labels_with_their_text_are_a_table() -> None:
    """A label and a text a line, a block for each indicator."""
    blocks = "".join(
        f"Indicator: {name}\nUnit: Number\nQ2 2018/19: {now}\nQ2 2017/18: {then}\nTarget: 300\nRAG: {rag}\n\n"
        for name, now, then, rag in (("Children in care", "312", "320", "Red"), ("Care leavers", "91", "88", "Green"))
    )
    assert [fact[:5] for fact in facts(read(blocks))] == [
        ("Children in care", "312", "Q2 2018/19", "300", "R"),
        ("Children in care", "320", "Q2 2017/18", "", ""),
        ("Care leavers", "91", "Q2 2018/19", "300", "G"),
        ("Care leavers", "88", "Q2 2017/18", "", ""),
    ]


def test_labels_above_a_table_are_left_to_it() -> None:
    """Without a figure of their own they say what the table is of."""
    labels = ["Indicator: Children in care", "Ref: C1", "Polarity: Lower is better"]
    body = "\n".join((*labels, "", "Q1 2018/19\tQ2 2018/19", "312\t320", ""))
    assert texts(body) == labels
    assert grids(body) == [[["Q1 2018/19", "Q2 2018/19"], ["312", "320"]]]


def test_a_value_that_was_not_read_is_no_value_that_is_not_printed() -> None:
    """A target stands in the row, and figures under heads that nobody knows."""
    reading = read("Ref\tIndicator\tFY20\tFY21\tTarget\nM1\tChildren in care\t312\t320\t300\n")
    assert [(said.value, said.target, [str(flag) for flag in said.flags]) for said in reading.statements] == [
        ("", "300", ["value:not_read"])
    ]


@pytest.mark.parametrize(
    "note", ["Note: the depot closed in May 2016.", "* figures of May 2016", "It closed in May 2016."]
)
def test_what_a_note_tells_of_is_not_what_the_report_is_for(note: str) -> None:
    """Better no period than one that only looks right."""
    own, _, _ = HEAD.partition("\n")
    reading = read(f"{own}\n\nIndicator\tResult\tTarget\nVisits\t14\t11\n{note}\n", head="")
    assert reading.head.period is None


def test_a_numbered_heading_keeps_the_code_of_its_indicator() -> None:
    """The number is of the heading."""
    body = "1. HS04 Average time to re-let homes\n\nActual\tTarget\tRating\n31.5 days\t24 days\tRED\n"
    assert [(said.code, said.value) for said in read(body).statements] == [("HS04", "31.5 days")]


def test_a_labelled_figure_that_nothing_takes_up_is_listed() -> None:
    """Cards whose frame is lost lose their figures: not without a word. Days and sums of prose are no such figures."""
    said = (
        "All went well.",
        "Target: 120",
        "It did.",
        "Q1 2018/19: 118",
        "It did.",
        "Date: 12 May 2018",
        "Budget: £5m",
    )
    lines = "\n\n".join(said) + "\n"
    found = [finding for finding in read(lines).findings if finding.code == "figure_outside_table"]
    assert [(finding.text, finding.severity) for finding in found] == [
        ("Target: 120", "warning"),
        ("Q1 2018/19: 118", "warning"),
    ]
