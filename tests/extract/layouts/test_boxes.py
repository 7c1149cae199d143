"""Boxes: one indicator each, whose cells carry their own labels."""

import pytest

from tests.extract.paper_for_tests import Fact, facts, facts_of, read, table, uses_of

CALLS = "Calls answered by the contact centre"
NOTE = "Two advisers were off work for all of July."


def labelled(*rows: str) -> str:
    """A box of rows below a section."""
    return "Customers\n\n" + table(*rows)


def codes(body: str) -> list[str]:
    """The codes of all findings of a paper, notes aside."""
    return [finding.code for finding in read(body).findings if finding.severity != "info"]


def test_a_box_of_labels_with_their_figures() -> None:
    """Title and rating, then labelled cells, then a remark: the latest figure, and the one before without a period."""
    body = labelled(
        f"{CALLS} |  |  | GREEN",
        "Latest: 97% | Target: 96%, Floor: 90% | Previous: 89% (Red) | Direction: ↑",
        f"{NOTE} |  |  | ",
    )
    reading = read(body)
    assert facts(reading) == [
        Fact(CALLS, "97%", target="96%", rag="G", arrow="up"),
        Fact(CALLS, "89%", target="96%", rag="R"),
    ]
    assert [(s.tolerance, s.period_basis, s.section) for s in reading.statements] == [
        ("90%", "report", "Customers"),
        ("90%", None, "Customers"),
    ]
    assert [[str(flag) for flag in s.flags] for s in reading.statements] == [[], ["period:not_printed"]]
    assert NOTE in uses_of(reading, "commentary")


def test_labels_name_periods_units_and_polarity() -> None:
    """`Latest (Aug 2018)`, `Unit: days`, `Polarity: …`, and a target that the box shows for both months."""
    body = labelled(
        "Average wait for a home adaptation |  | ",
        "Latest (Aug 2018): 44 | Target: 28, Ceiling: 35 | Previous (Jul 2018): 47 (Red)",
        "Polarity: Lower is better | Unit: days | RAG: Red",
    )
    rows = [
        (s.value, s.period, s.period_basis, s.target, s.unit, s.polarity, s.rating and s.rating.rag)
        for s in read(body).statements
    ]
    assert rows == [
        ("44", "Aug 2018", "cell", "28", "days", "Lower is better", "R"),
        ("47", "Jul 2018", "cell", "28", "days", "Lower is better", "R"),
    ]


def test_an_earlier_year_takes_no_target() -> None:
    """A target belongs to the periods of its own year; `Last year` is of none that the target speaks of."""
    body = labelled(
        f"{CALLS} |  | ", "Actual (Q2 2018/19): 97% | Target: 96% | Q2 2017/18: 91%", "Last year: 90% |  | "
    )
    assert [(fact.value, fact.target) for fact in facts_of(body)] == [("97%", "96%"), ("91%", ""), ("90%", "")]


def test_the_first_quarter_leaves_an_undated_figure_without_target() -> None:
    """The figure before the first quarter is of the year before."""
    body = labelled(f"{CALLS} |  | ", "Latest: 97% | Target: 96% | Previous: 91%")
    head = "Larkhaven Borough Council\n\nPerformance report: Quarter 1 2018/19\n\n"
    assert [fact.target for fact in facts_of(body, head)] == ["96%", ""]


def test_labels_with_their_figures_below_and_beside_them() -> None:
    """`Target | Q1 2018/19` over their figures, and a figure with its period and its marks that needs no label."""
    body = labelled(
        f"{CALLS} |  | ",
        "97% Q2 2018/19 | G | ↑",
        "Target | Q1 2018/19 | Q2 2017/18",
        "96% | 95% | 90%",
        "Higher is better |  | ",
    )
    assert facts_of(body) == [
        Fact(CALLS, "97%", "Q2 2018/19", "96%", "G", "up"),
        Fact(CALLS, "95%", "Q1 2018/19", "96%"),
        Fact(CALLS, "90%", "Q2 2017/18"),
    ]
    assert {statement.polarity for statement in read(body).statements} == {"Higher is better"}


def test_labels_beside_their_figures() -> None:
    """A label in one cell, its figure to the right; a label behind which nothing stands takes nothing."""
    body = labelled(f"{CALLS} |  |  | ", "Actual | 97% | Target | 96%", "Status | Green | Previous | ")
    assert facts_of(body) == [Fact(CALLS, "97%", target="96%", rag="G")]


def test_a_card_that_prints_its_figures_is_a_box() -> None:
    """Code and name above labels with their figures: nothing follows that the card could be of."""
    body = labelled(f"PM 17 | {CALLS}", "Latest | 97%", "Target | 96%", "Owner | Head of Customers")
    assert facts_of(body) == [Fact(CALLS, "97%", target="96%")]
    assert [statement.code for statement in read(body).statements] == ["PM 17"]


def test_several_pairs_in_one_cell() -> None:
    """Pairs parted by commas, semicolons, bars or white space alone."""
    body = labelled(f"{CALLS} | ", "Latest: 97% Target: 96% Floor: 90%; Status: Green | Good is high")
    assert facts_of(body) == [Fact(CALLS, "97%", target="96%", rag="G")]
    assert [(s.tolerance, s.polarity) for s in read(body).statements] == [("90%", "high")]


def test_figures_of_others_are_comparators() -> None:
    """A label that is an area: a figure of that area, without target and without the report's period."""
    body = labelled(f"{CALLS} |  | ", "Latest: 97% | Target: 96% | England average: 88%")
    statement = read(body).statements[1]
    assert (statement.area, statement.value, statement.target, statement.comparator) == (
        "England average",
        "88%",
        "",
        True,
    )
    assert statement.period_basis is None


def test_boxes_below_each_other_in_one_grid() -> None:
    """A title between rows of labels begins the next box; a remark does not."""
    body = labelled(
        f"{CALLS} | GREEN",
        "Latest: 97% | Target: 96%",
        f"{NOTE} | ",
        "Complaints answered in time | RED",
        "Latest: 71% | Target: 90%",
    )
    assert facts_of(body) == [
        Fact(CALLS, "97%", target="96%", rag="G"),
        Fact("Complaints answered in time", "71%", target="90%", rag="R"),
    ]


def test_boxes_beside_each_other_in_one_grid() -> None:
    """Each title takes the columns up to the next title."""
    body = labelled(
        f"{CALLS} |  | Complaints answered in time | ",
        "Latest: 97% | Target: 96% | Latest: 71% | Target: 90%",
    )
    assert facts_of(body) == [
        Fact(CALLS, "97%", target="96%"),
        Fact("Complaints answered in time", "71%", target="90%"),
    ]


def test_a_row_that_is_a_box() -> None:
    """The title before the labels of its row."""
    body = labelled(f"{CALLS} | Latest: 97% | Target: 96%", "Visits to leisure centres | Latest: 1,200 | Target: 1,100")
    assert [(fact.name, fact.value) for fact in facts_of(body)] == [
        (CALLS, "97%"),
        ("Visits to leisure centres", "1,200"),
    ]


def test_the_heading_above_titles_a_box_without_title() -> None:
    """Labels alone: the heading directly above says of what they are, with its code."""
    reading = read(f"PM17 {CALLS}\n\n" + table("Latest: 97% | Target: 96%", "Status: Green | "))
    assert [(s.indicator, s.code, s.value) for s in reading.statements] == [(f"PM17 {CALLS}", "PM17", "97%")]


def test_a_code_beside_the_title() -> None:
    """The code of a box stands before its title, or behind a label."""
    codes_of = {
        s.code
        for rows in (
            (f"PM 17 | {CALLS}", "Latest: 97% | Target: 96%"),
            (f"{CALLS} | ", "Ref: PM 17 | Latest: 97%; Target: 96%"),
        )
        for s in read(labelled(*rows)).statements
    }
    assert codes_of == {"PM 17"}


def test_a_rated_title_without_figure() -> None:
    """A box that prints a rating and no figure rates its title."""
    body = labelled("New library opened | ", "Status: Amber | Direction: ↓")
    (statement,) = read(body).statements
    assert (statement.kind, statement.value, statement.rating and statement.rating.rag) == ("project", "", "A")


def test_words_for_a_direction() -> None:
    """`Improving` is what an arrow would mean, no arrow."""
    body = labelled(f"{CALLS} |  | ", "Latest: 97% | Target: 96% | Direction of travel: Improving")
    assert [(s.arrow, s.direction) for s in read(body).statements] == [(None, "Improving")]


@pytest.mark.parametrize(
    "rows",
    [
        (f"{CALLS} |  | ", "Latest: 97% | Latest: 95% | Target: 96%"),
        (f"{CALLS} |  | ", "Actual: 97% | Value: 95% | Target: 96%"),
        (f"{CALLS} | ", "Share of calls taken | ", "Latest: 97% | Target: 96%"),
        (f"{CALLS} |  |  | ", "Latest: 97% | Target: 96% | Target: 90% | "),
    ],
    ids=["a label twice", "two names for one label", "two titles", "two targets"],
)
def test_a_box_that_could_be_read_in_two_ways_is_a_finding(rows: tuple[str, ...]) -> None:
    """Counter-examples: nothing is published, and the paper is said to hold a box that was not read."""
    body = labelled(*rows)
    assert facts_of(body) == []
    assert "box_not_read" in codes(body)


def test_ratings_that_differ_rate_nothing() -> None:
    """Counter-example: GREEN beside the title, Red behind a label."""
    body = labelled(f"{CALLS} | GREEN", "Latest: 97% | Target: 96%", "RAG: Red | ")
    assert facts_of(body) == [Fact(CALLS, "97%", target="96%")]
    assert "second_mark" in codes(body)


def test_a_label_that_is_not_known_is_listed() -> None:
    """Counter-example: what stands behind words that are no known label is left unread, and said to be."""
    body = labelled(f"{CALLS} |  | ", "Latest: 97% | Target: 96% | Previous survey (2016): 58%")
    assert [fact.value for fact in facts_of(body)] == ["97%"]
    assert "Previous survey (2016): 58%" in uses_of(read(body), "unread")


def test_this_year_is_not_a_quarter() -> None:
    """Counter-example: `This year` in a quarter's report is not of the quarter."""
    statement = read(labelled(f"{CALLS} | ", "This year: 97% | Target: 96%")).statements[0]
    assert (statement.period_basis, [str(flag) for flag in statement.flags]) == (None, ["period:not_printed"])


def test_headers_of_tables_are_no_labels() -> None:
    """Counter-examples: under headers stand rows with periods, or names, of their own."""
    history = labelled(f"{CALLS} |  | ", " | Actual | Target", "Q1 2018/19 | 95% | 96%")
    assert ("95%", "Q1 2018/19", "96%") in [(f.value, f.period, f.target) for f in facts_of(history)]
    only_target = labelled(f"{CALLS} | ", " | Target", "Q1 2018/19 | 96%")
    assert [fact for fact in facts_of(only_target) if fact.value] == []
    single = labelled("Customers at the centre |  | ", "Indicator | Actual | Target", f"{CALLS} | 97% | 96%")
    assert facts_of(single) == [Fact(CALLS, "97%", target="96%")]


def test_risks_are_no_indicators() -> None:
    """Counter-example: scores of a risk register are none of performance."""
    body = labelled("Loss of the data centre |  | ", "Current score: 12 | Likelihood: 3 | Target score: 6")
    assert facts_of(body) == []
    scores = "Strategic risks\n\n" + table("Loss of the data centre | ", "Current score: 12 | Previous score: 16")
    assert facts_of(scores) == []


def test_the_front_of_a_report_is_no_box() -> None:
    """Counter-example: labels without a figure or a rating behind them."""
    for status in ("Draft", "Amber"):
        body = f"Corporate report\nPeriod: Q2 2018/19\nOverall status: {status}\n"
        assert facts_of(body) == [] and codes(body) == []


def test_figures_without_a_name_are_never_published() -> None:
    """Below no title at all a box is a finding, and its cells are listed as unread."""
    body = "It was a good quarter.\n\n" + table("Latest: 97% | Target: 96%", "Status: Green | ")
    assert facts_of(body) == []
    assert "box_not_read" in codes(body)
    assert "Latest: 97%" in uses_of(read(body), "unread")
