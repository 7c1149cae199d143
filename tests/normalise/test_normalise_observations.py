"""Statements to observations: stable ids, periods, values, and what arrows mean."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from grammar.periods import parse_period
from normalise.areas import AreaIndex
from normalise.observations import observe, summaries_of, targets_of
from records import (
    Area,
    ArrowDirection,
    Mark,
    Observation,
    PaperReading,
    Place,
    ReportHead,
    Statement,
    SummaryStatement,
    TargetStatement,
)

OWN = Area(area_id="wexmoor", name="Wexmoor Borough Council", gss="E07009999", kind="district")
AREAS = AreaIndex((OWN, Area(area_id="england", name="England", gss="E92000001", kind="country")))
HEAD = ReportHead(organisation=OWN.name, area_id="wexmoor", period=parse_period("Q2 2020/21"))
BASE = Statement(
    kind="measure",
    indicator="Calls answered",
    place=Place(line=7, start=3, end=6),
    reader="test",
    period="Q1 2020/21",
    period_basis="header",
    value="81%",
)


def paper(*statements: Statement, head: ReportHead = HEAD) -> PaperReading:
    """A paper that says just this."""
    return PaperReading(
        document_id="d" * 64, source="a.txt", size=1, pages=1, media="text", head=head, statements=statements
    )


def one(statement: Statement = BASE, head: ReportHead = HEAD) -> Observation:
    """The observation of one statement."""
    (row,) = observe(paper(statement, head=head), AREAS)
    return row


def flags(row: Observation) -> list[str]:
    """The doubts of a row as published."""
    return [str(flag) for flag in row.flags]


def test_a_cumulative_name_under_a_quarter_starts_in_april_in_doubt() -> None:
    """The header prints `Q2`; that the figure is of both quarters, only the name says. Q1 is both."""
    row = one(replace(BASE, indicator="Rates collected (cumulative)", period="Q2 2020/21"))
    assert (row.period_start, row.period_end) == (date(2020, 4, 1), date(2020, 9, 30))
    assert flags(row) == ["period:since_april"]
    assert flags(one(replace(BASE, indicator="Rates collected (cumulative)"))) == []


def test_a_header_that_says_cumulative_leaves_no_doubt() -> None:
    """`Q2 cumulative` above the figure: the period since April is what the paper prints."""
    row = one(replace(BASE, period="Q2 2020/21", accumulation="cumulative"))
    assert (row.period_start, row.period_end, flags(row)) == (date(2020, 4, 1), date(2020, 9, 30), [])


# ---------------------------------------------------------------------------------------- ids
def test_an_id_depends_on_the_spot_alone() -> None:
    """A better reading of the same spot keeps its id, so that corrections and charts still find it."""
    changed = replace(BASE, indicator="Calls", value="82%", section="New", reader="other", period="")
    assert one().observation_id == one(changed).observation_id
    assert one().observation_id != one(replace(BASE, place=Place(line=7, start=9, end=12))).observation_id


def test_facts_of_one_spot_have_ids_of_their_own() -> None:
    """Two figures read from one spot are two rows, numbered in their order."""
    rows = observe(paper(BASE, replace(BASE, value="82%")), AREAS)
    assert len({row.observation_id for row in rows}) == 2
    assert rows[0].observation_id == one().observation_id


def test_the_same_spot_of_another_paper_is_another_id() -> None:
    """Ids hold the document."""
    other = replace(paper(BASE), document_id="e" * 64)
    assert observe(other, AREAS)[0].observation_id != one().observation_id


# ---------------------------------------------------------------------------------------- period, value, area
def test_period_value_and_unit_are_read_once() -> None:
    """A plain row comes out whole and without doubt."""
    row = one()
    assert (row.period_start, row.period_end, row.period_type) == (date(2020, 4, 1), date(2020, 6, 30), "quarter")
    assert (row.value, row.unit, row.area, row.area_id) == (Decimal(81), "percent", OWN.name, OWN.gss)
    assert row.flags == ()


def test_the_reports_period_is_taken_only_where_the_reader_says_so() -> None:
    """A row without a period has the report's, said in its basis; a comparator without one has none."""
    assert one(replace(BASE, period="", period_basis="report")).period_start == date(2020, 7, 1)
    assert one(replace(BASE, period="", period_basis=None)).period_start is None


def test_a_report_without_a_period_leaves_rows_undated_and_flagged() -> None:
    """No year is guessed from anything else."""
    row = one(replace(BASE, period="", period_basis="report"), replace(HEAD, period=None))
    assert row.period_start is None and "period:not_printed" in flags(row)


def test_a_period_that_cannot_be_read_is_flagged() -> None:
    """The label stays as printed, the dates stay empty."""
    row = one(replace(BASE, period="the wet season"))
    assert (row.period_label, row.period_start) == ("the wet season", None)
    assert flags(row) == ["period:not_understood"]


@pytest.mark.parametrize(
    ("printed", "qualifier"), [("N/A", "not_applicable"), ("tbc", "to_be_confirmed"), ("<5", "less_than")]
)
def test_words_for_no_figure_become_reasons(printed: str, qualifier: str) -> None:
    """A missing figure keeps its raw words and says why."""
    row = one(replace(BASE, value=printed))
    assert row.value_raw == printed and qualifier in row.qualifiers


def test_words_that_are_no_figure_are_flagged() -> None:
    """A value that no rule reads stays raw, empty and in doubt."""
    row = one(replace(BASE, value="quite good"))
    assert (row.value, row.value_raw, flags(row)) == (None, "quite good", ["value:not_understood"])


def test_a_comparators_row_has_its_own_area() -> None:
    """England's figure is England's, and says for whose comparison it was printed."""
    row = one(replace(BASE, area="National average", comparator=True))
    assert (row.area, row.area_id, row.comparator_of) == ("England", "E92000001", OWN.name)


def test_an_area_that_the_list_does_not_know_is_flagged() -> None:
    """It keeps its words and gets no code."""
    row = one(replace(BASE, area="Family of ports", comparator=True))
    assert (row.area, row.area_id, flags(row)) == ("Family of ports", "", ["area:not_in_list"])


def test_a_paper_of_nobody_has_no_area() -> None:
    """No council is guessed where none was recognised."""
    row = one(head=ReportHead(period=HEAD.period))
    assert (row.area, flags(row)) == ("", ["area:not_recognised"])


# ---------------------------------------------------------------------------------------- directions
@pytest.mark.parametrize(
    ("arrow", "sense", "polarity", "direction"),
    [
        ("up", "performance", "", "improving"),
        ("down", "performance", "Aim to Minimise", "declining"),
        ("same", "performance", "", "steady"),
        ("up", "value", "Aim to Maximise", "improving"),
        ("up", "value", "Aim to Minimise", "declining"),
        ("down", "value", "Aim to Minimise", "improving"),
        ("up", "value", "", "increasing"),
        ("down", "value", "Goldilocks", "decreasing"),
        ("up", None, "Aim to Maximise", "improving"),
        ("up", None, "Aim to Minimise", None),
        ("up", None, "", None),
        ("up", "ambiguous", "Aim to Maximise", None),
        ("same", None, "", "steady"),
    ],
)
def test_what_an_arrow_means(arrow: ArrowDirection, sense: str | None, polarity: str, direction: str | None) -> None:
    """By the legend, or as a change of the value seen through polarity; else nothing, with a flag."""
    mark = Mark("↑", "glyph", arrow=arrow)
    row = one(replace(BASE, arrow=mark, arrow_sense=sense, polarity=polarity))  # type: ignore[arg-type]
    assert (row.arrow, row.direction) == (arrow, direction)
    assert any(flag.field == "direction" for flag in row.flags) is (direction is None)


@pytest.mark.parametrize(("word", "direction"), [("Improving", "improving"), ("Worsening", "declining")])
def test_a_direction_in_words_is_no_arrow(word: str, direction: str) -> None:
    """Words of meaning print no arrow."""
    row = one(replace(BASE, direction=word))
    assert (row.arrow, row.arrow_raw, row.arrow_basis, row.direction) == (None, word, "word", direction)


def test_an_unsure_symbol_is_flagged() -> None:
    """A letter that a lost symbol font left behind is read with a doubt."""
    assert "arrow:unsure_symbol" in flags(one(replace(BASE, arrow=Mark("é", "glyph", arrow="up", confidence=0.6))))


# ---------------------------------------------------------------------------------------- the rest
@pytest.mark.parametrize(
    ("printed", "number", "comparator"),
    [(">110", 110, ">"), ("90%", 90, ""), ("not targeted", None, ""), ("<32", 32, "<")],
)
def test_targets_keep_their_sign_apart(printed: str, number: int | None, comparator: str) -> None:
    """The plain number and what it is a limit of."""
    row = one(replace(BASE, target=printed))
    assert (row.target, row.target_comparator) == (Decimal(number) if number is not None else None, comparator)


def test_every_field_can_be_traced() -> None:
    """Steps say which rule made value, unit, period, area and target."""
    row = one(replace(BASE, target="90%"))
    assert {"value", "unit", "period", "area", "target"} <= {step.field for step in row.steps}


def test_printed_targets_and_counts_become_rows_of_their_own() -> None:
    """Each has a stable id, also where one spot prints two."""
    target = TargetStatement(indicator="Calls answered", target="90%", place=Place(line=7, start=8, end=11))
    count = SummaryStatement(group="Homes", label="G", count=3, place=Place(line=9, start=1, end=2), rag="G")
    reading = replace(paper(), targets=(target, target), summaries=(count,))
    rows = targets_of(reading, AREAS)
    assert [row.target for row in rows] == [Decimal(90)] * 2 and len({row.target_id for row in rows}) == 2
    (summary,) = summaries_of(reading)
    assert (summary.count, summary.rag, summary.counted) == (3, "G", None)
