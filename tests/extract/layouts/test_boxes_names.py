"""What has no name is not published; a rating above a table of other names."""

from extract.sink import Sink
from records import Cell, Flag, Mark, Place, Statement, TargetStatement
from tests.extract.paper_for_tests import Fact, facts_of, read, table

TITLE = "Delivery of the 2018/19 savings proposals"
ROWS = ("Not deliverable | £1.3M | Late starts.", "Deliverable | £8.6M | ")


def statement(name: str, value: str, column: int, *flags: Flag) -> Statement:
    """A statement of a table."""
    return Statement(
        kind="measure", indicator=name, value=value, place=Place(1, row=1, column=column), reader="t", flags=flags
    )


def test_figures_without_a_name_are_findings() -> None:
    """A figure and a target without letters in their name: taken back, listed, and their cells are unread."""
    sink = Sink()
    cells = [Cell(text, Place(1, row=1, column=column)) for column, text in enumerate(("20", "58", "97%"))]
    for cell in cells:
        sink.claim(cell, "observation")
    sink.statements += [statement("", "20", 0), statement("3.", "58", 1), statement("Calls answered", "97%", 2)]
    sink.targets.append(TargetStatement(indicator=" ", target="60", place=Place(1, row=1, column=3)))
    sink.drop_nameless()
    assert [(s.indicator, s.value) for s in sink.statements] == [("Calls answered", "97%")]
    assert sink.targets == []
    assert [(f.code, f.severity, f.text) for f in sink.findings] == [
        ("figures_without_name", "warning", text) for text in ("20", "58", "60")
    ]
    assert [use.kind for use in sink.uses] == ["unread", "unread", "observation"]


def test_a_rating_whose_title_is_lost_stays() -> None:
    """Counter-example: a rating without figure that says itself that its title is lost."""
    sink = Sink()
    sink.statements.append(statement("", "", 0, Flag("indicator", "title_lost")))
    sink.drop_nameless()
    assert len(sink.statements) == 1 and sink.findings == []


def test_a_rating_without_name_or_flag_goes() -> None:
    """A rating of which nobody knows what it rates is listed by its mark."""
    sink = Sink()
    sink.statements.append(
        Statement(kind="measure", indicator="", place=Place(1), reader="t", rating=Mark("Red", "word", rag="R"))
    )
    sink.drop_nameless()
    assert [finding.text for finding in sink.findings] == ["Red"] and sink.statements == []


def test_a_rating_above_a_table_of_other_names_rates_the_title() -> None:
    """The figures below are of the report's own quarter, so the rating is."""
    body = f"{TITLE}\n\nA\n\n" + table(" | Q2 18/19 | Commentary", *ROWS)
    assert Fact(TITLE, rag="A") in facts_of(body)
    assert {fact.rag for fact in facts_of(body) if fact.value} == {""}


def test_a_rating_above_figures_of_another_quarter_is_listed() -> None:
    """Counter-example: of which period it is cannot be told."""
    body = f"{TITLE}\n\nA\n\n" + table(" | Q1 18/19 | Commentary", *ROWS)
    assert [fact for fact in facts_of(body) if fact.rag] == []
    assert "rating_not_assigned" in [finding.code for finding in read(body).findings]
