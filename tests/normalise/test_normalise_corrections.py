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


def test_a_figure_is_found_again_by_its_text() -> None:
    """The paper was issued anew with a line more, or its file has another name: the correction follows, and says so."""
    moved = replace(ROW, line=9)
    (row,), (finding,) = correct([moved], [replace(FIX, printed="81.40%")])
    assert row.value == Decimal("18.4") and finding.code == "correction_moved" and "line 9" in finding.message
    renamed = replace(ROW, source="2020/quarter-2.txt")
    (row,), (finding,) = correct([renamed], [replace(FIX, printed="81.40%")])
    assert row.value == Decimal("18.4") and "quarter-2.txt" in finding.message


def test_an_id_is_enough() -> None:
    """A renamed file keeps its bytes, and so its ids."""
    renamed = replace(ROW, source="other.txt", line=70)
    (row,), findings = correct([renamed], [replace(FIX, observation_id="1")])
    assert row.value == Decimal("18.4") and findings == ()


def test_a_renamed_paper_is_not_guessed() -> None:
    """Without printed text, or where two papers print the same, a correction goes nowhere."""
    renamed = replace(ROW, source="2020/quarter-2.txt")
    assert correct([renamed], [FIX])[0] == (renamed,)
    twice = [renamed, replace(renamed, observation_id="2", document_id="e", source="x.txt")]
    rows, (finding,) = correct(twice, [replace(FIX, printed="81.40%")])
    assert rows == tuple(twice) and finding.severity == "error"


def test_a_paper_that_says_otherwise_is_an_error() -> None:
    """A re-issue that mends the misprint needs the correction no more: the error names the row."""
    mended = replace(ROW, value=Decimal("18.4"), value_raw="18.4%")
    rows, (finding,) = correct([mended], [replace(FIX, observation_id="1", printed="81.40%")])
    assert rows == (mended,) and finding.severity == "error" and "18.4" in finding.message


def test_one_line_with_two_figures_needs_to_be_told_which() -> None:
    """The same value in two periods of one row: neither is changed until the id says which."""
    last = replace(ROW, observation_id="2", period_end=date(2019, 9, 30))
    rows, (finding,) = correct([ROW, last], [FIX])
    assert rows == (ROW, last) and "2 figures fit" in finding.message
    rows, _ = correct([ROW, last], [replace(FIX, observation_id="2")])
    assert [row.value for row in rows] == [Decimal("81.40"), Decimal("18.4")]
    section = replace(FIX, field="section", old="", new="Contact")
    assert [row.section for row in correct([ROW, last], [section])[0]] == ["Contact", "Contact"]


def test_other_papers_and_rows_are_left_alone() -> None:
    """A correction names one paper's row."""
    other = replace(ROW, observation_id="2", source="2020/q3.txt")
    rows, _ = correct([ROW, other], [FIX])
    assert [row.value for row in rows] == [Decimal("18.4"), Decimal("81.40")]


def test_a_source_is_a_whole_file_name() -> None:
    """`q2.txt` is not the end of `final-q2.txt`: a correction must not reach a paper that it does not name."""
    rows, findings = correct([replace(ROW, source="2020/final-q2.txt")], [FIX])
    assert rows[0].value == Decimal("81.40") and len(findings) == 1
