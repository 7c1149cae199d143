"""How notes reach the rows."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grammar.steps import printed_step
from records import Flag, Observation
from validate.notes import Note, add_flags, to_findings, to_reviews

MakeRow = Callable[..., Observation]


def test_flags_are_added_once_and_nothing_else_changes(row: MakeRow) -> None:
    """A flag that two checks agree on stands once, after those that reading gave; all other fields stay."""
    read = row(value="7", flags=(Flag("unit", "inferred"),))
    note = Note("code", "warning", "why", (read,), Flag("value", "odd"))
    (flagged,) = add_flags([read], [note, note])
    assert flagged.flags == (Flag("unit", "inferred"), Flag("value", "odd"))
    assert (flagged.value, flagged.observation_id) == (read.value, read.observation_id)


def test_a_finding_names_row_place_and_reason(row: MakeRow) -> None:
    """A person can go from the finding to the spot on the page."""
    (finding,) = to_findings([Note("code", "warning", "why", (row(value="7", line=42),))])
    assert (finding.observation_id, finding.place.line, finding.message, finding.text) == ("o1", 42, "why", "7")


def test_a_flagging_note_makes_a_finding_for_each_row(row: MakeRow) -> None:
    """Each flag can be looked up under the row that carries it; a note without flag is said once."""
    rows = (row(), row())
    assert len(to_findings([Note("code", "warning", "why", rows, Flag("value", "odd"))])) == 2
    assert len(to_findings([Note("code", "warning", "why", rows)])) == 1


def test_a_question_keeps_its_id_whatever_the_order_of_its_rows(row: MakeRow) -> None:
    """A question that was answered is known again in the next build."""
    one, two = row(), row()
    ids = {
        to_reviews([Note("c", "info", "m", rows, question="right?")])[0].review_id for rows in ((one, two), (two, one))
    }
    assert len(ids) == 1


@pytest.mark.parametrize(
    ("raw", "value", "step"),
    [
        ("81.41%", "81.41", "0.01"),
        ("97.0%", "97", "0.1"),
        ("£10.054M", "10054000", "1000"),
        ("4 out of 553 (0.7%)", "0.7", "0.1"),
        ("414,496", "414496", "1"),
        ("-3.5", "-3.5", "0.1"),
        ("none", "2.50", "0.01"),
    ],
)
def test_the_printed_step_is_that_of_the_figure_read(raw: str, value: str, step: str) -> None:
    """Printed zeros count, the scale of millions counts, other numbers in the cell do not."""
    assert printed_step(raw, Decimal(value)) == Decimal(step)


@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_the_printed_step_of_a_plain_number_is_its_last_digit(value: Decimal) -> None:
    """Whatever the number, two printed decimals show steps of a hundredth."""
    assert printed_step(f"{value:.2f}%", value) == Decimal("0.01")
