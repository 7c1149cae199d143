"""Rows: what becomes of a record's fields, and in which order rows stand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.columns import ISSUES, LINEAGE, OBSERVATIONS, TABLES
from publish.tables import all_rows, box_text, clean
from records import Dataset, Finding


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  a \n", "a"),
        ("a\x00b\tc", "a b c"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\ud800", "a�"),
        ("\uf0e9", "\uf0e9"),
        ("\xa0", ""),
    ],
)
def test_clean_keeps_what_every_format_can_hold(text: str, cleaned: str) -> None:
    """Control characters and lone surrogates go, line breaks and symbols of private fonts stay."""
    assert clean(text) == cleaned


@given(st.text(st.characters(codec=None)))
def test_clean_text_is_trimmed_and_stays_as_it_is(text: str) -> None:
    """Cleaning twice changes nothing more, and the result can be encoded."""
    once = clean(text)
    assert clean(once) == once == once.strip()
    once.encode("utf-8")


def test_boxes_are_rounded_without_minus_zero() -> None:
    """Boxes have one decimal each, and nothing is below zero by less than that."""
    assert box_text((1.04, 2, -0.01, 4.26)) == "1.0 2.0 0.0 4.3"


def test_sequences_are_joined_and_empty_text_is_none(dataset: Dataset) -> None:
    """Flags and qualifiers are parted by semicolons, names by bars, and nothing printed is None."""
    rows = all_rows(dataset)
    first = dict(zip(OBSERVATIONS.names, rows["observations"][0], strict=True))
    assert first["flags"] == "value:ocr_doubt;row:odd"
    assert first["qualifiers"] == "provisional;estimate"
    assert first["bbox"] == "1.0 2.0 0.0 4.3"
    assert first["section"] is None
    assert rows["indicators"][0][6] == "a; b|c"


def test_rows_do_not_depend_on_the_order_of_the_dataset(dataset: Dataset) -> None:
    """The same records in another order give the same rows."""
    turned = replace(
        dataset,
        observations=dataset.observations[::-1],
        targets=dataset.targets[::-1],
        findings=dataset.findings[::-1],
    )
    assert all_rows(turned) == all_rows(dataset)


def test_every_row_is_as_wide_as_its_table(dataset: Dataset) -> None:
    """Rows that are built by hand (issues, lineage) have a cell for each column."""
    rows = all_rows(dataset)
    for table in TABLES:
        assert rows[table.name]
        assert {len(row) for row in rows[table.name]} == {len(table.columns)}


def test_lineage_numbers_the_steps_of_each_observation(dataset: Dataset) -> None:
    """Steps are counted from 1 and keep their order and their place."""
    first, second, *_ = (dict(zip(LINEAGE.names, row, strict=True)) for row in all_rows(dataset)["lineage"])
    assert (first["observation_id"], first["step"], first["rule"]) == ("o001", 1, "plain_number")
    assert (second["step"], second["field"], second["row"], second["column"]) == (2, "indicator_id", 1, 2)


def test_equal_findings_are_issues_of_their_own(dataset: Dataset) -> None:
    """Two findings that agree in everything are both kept, under ids that differ and do not change."""
    ids = [row[0] for row in all_rows(dataset)["issues"]]
    assert len(set(ids)) == len(ids) == 2
    assert ids == [row[0] for row in all_rows(dataset)["issues"]]


def test_issues_hold_the_fields_of_the_finding() -> None:
    """Each column of `issues` holds the field of its name."""
    finding = Finding("read", "odd", "error", "why", "a.txt", "d1", "o1", text="t")
    (row,) = all_rows(Dataset(findings=(finding,)))["issues"]
    issue = dict(zip(ISSUES.names, row, strict=True))
    for name in ("stage", "code", "severity", "message", "source", "document_id", "observation_id", "text"):
        assert issue[name] == getattr(finding, name)
