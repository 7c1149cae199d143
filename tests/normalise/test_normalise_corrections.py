"""Corrections of single figures: applied where they fit, an error by name where they fit nothing any more."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from normalise.corrections import correct
from records import Correction, Flag, Observation

ROW = Observation(
    observation_id="1",
    document_id="d",
    source="2020/q2.txt",
    indicator_raw="Calls  answered",
    value=Decimal("81.40"),
    value_raw="81.40%",
    rag="R",
    qualifiers=("provisional",),
    line=7,
    flags=(Flag("value", "prose"), Flag("rag", "unsure_symbol")),
)
FIX = Correction(
    when=date(2024, 1, 2),
    who="an editor",
    source="q2.txt",
    line=7,
    indicator_raw="Calls answered",
    field="value",
    old="81.4",
    new="18.4",
    why="digits turned round in the paper",
    origin="corrections.csv, line 2",
)


def test_a_fitting_correction_is_applied_and_can_be_traced() -> None:
    """The new value stands, its doubts are settled, and the step says who, when and why."""
    (row,), findings = correct([ROW], [FIX])
    assert row.value == Decimal("18.4") and findings == ()
    assert [str(flag) for flag in row.flags] == ["rag:unsure_symbol"]
    assert row.steps[-1].rule == "correction" and "an editor" in row.steps[-1].text and FIX.why in row.steps[-1].text


def test_the_raw_words_stay() -> None:
    """What the paper prints is never overwritten by correcting what it means."""
    (row,), _ = correct([ROW], [FIX])
    assert row.value_raw == "81.40%"


@pytest.mark.parametrize(
    ("change", "said"),
    [({"old": "80"}, "81.4"), ({"line": 9}, "no such row"), ({"indicator_raw": "Letters"}, "no such row")],
)
def test_a_correction_that_fits_nothing_is_an_error_by_name(change: dict[str, object], said: str) -> None:
    """A better reading may overtake a correction: that is said with file and line, and nothing is changed."""
    rows, (finding,) = correct([ROW], [replace(FIX, **change)])  # type: ignore[arg-type]
    assert rows == (ROW,)
    assert (finding.severity, finding.code) == ("error", "correction_unused")
    assert "corrections.csv, line 2" in finding.message and said in finding.message


@pytest.mark.parametrize(
    ("field", "old", "new", "value"),
    [
        ("rag", "R", "", None),
        ("rag", "R", "G", "G"),
        ("period_end", "", "2020-09-30", date(2020, 9, 30)),
        ("qualifiers", "provisional", "", ()),
        ("qualifiers", "provisional", "estimate;provisional", ("estimate", "provisional")),
        ("value", "81.4", "", None),
    ],
)
def test_corrections_have_the_type_of_their_field(field: str, old: str, new: str, value: object) -> None:
    """Dates, lists, words and emptiness come out as the build would have made them."""
    (row,), findings = correct([ROW], [replace(FIX, field=field, old=old, new=new)])
    assert getattr(row, field) == value and findings == ()


def test_other_papers_and_rows_are_left_alone() -> None:
    """A correction names one paper's row."""
    other = replace(ROW, observation_id="2", source="2020/q3.txt")
    rows, _ = correct([ROW, other], [FIX])
    assert [row.value for row in rows] == [Decimal("18.4"), Decimal("81.40")]


def test_a_source_is_a_whole_file_name() -> None:
    """`q2.txt` is not the end of `final-q2.txt`: a correction must not reach a paper that it does not name."""
    rows, findings = correct([replace(ROW, source="2020/final-q2.txt")], [FIX])
    assert rows[0].value == Decimal("81.40") and len(findings) == 1
