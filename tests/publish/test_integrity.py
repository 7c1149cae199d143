"""Promises of the descriptor that the rows do not keep."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from publish.columns import OBSERVATIONS, TABLES
from publish.duckdbfile import new_database, write_table
from publish.entries import Records, entries_of, steps_are_sound
from publish.integrity import breaches, is_sound
from publish.tables import all_rows
from records import Dataset, Finding


def broken_in(dataset: Dataset) -> tuple[Finding, ...]:
    """What is broken in a database with the tables of a dataset."""
    with TemporaryDirectory() as name, new_database(Path(name) / "kpi.duckdb", Path(name) / "spill") as database:
        for table, rows in zip(TABLES, all_rows(dataset).values(), strict=True):
            write_table(database, table, rows)
        return breaches(database)


def test_a_sound_dataset_breaks_no_promise(dataset: Dataset) -> None:
    """The small dataset is in order."""
    assert broken_in(dataset) == ()


def test_each_broken_promise_is_one_finding(dataset: Dataset) -> None:
    """Keys, references, closed sets and required cells are each reported once, with examples."""
    first = dataset.observations[0]
    broken = [replace(first, indicator_id=f"gone{number}", rag="purple", source="") for number in range(5)]  # type: ignore[arg-type]
    found = {finding.code: finding for finding in broken_in(replace(dataset, observations=tuple(broken)))}
    assert set(found) == {"duplicate_key", "broken_reference", "value_not_in_set", "required_cell_empty"}
    assert found["broken_reference"].text == "gone0, gone1, gone2 and 2 more"
    assert found["value_not_in_set"].text == "purple"
    assert "observations.source is empty in 5 rows" in found["required_cell_empty"].message
    assert {finding.severity for finding in found.values()} == {"error"}


def test_rows_of_a_piece_are_sound_or_not(dataset: Dataset) -> None:
    """A key that stands twice, an empty cell that must not be, a word that is in no list."""
    rows = all_rows(dataset)["observations"]
    assert is_sound(OBSERVATIONS, rows)
    assert is_sound(OBSERVATIONS, [])
    assert not is_sound(OBSERVATIONS, [*rows, rows[0]])
    for column, cell in (("source", None), ("rag", "purple")):
        place = OBSERVATIONS.names.index(column)
        assert not is_sound(OBSERVATIONS, [*rows[1:], (*rows[0][:place], cell, *rows[0][place + 1 :])])


def test_a_piece_vouches_for_steps_of_its_own_observations_only(dataset: Dataset) -> None:
    """Another piece may hold the same observation."""
    entries = entries_of(Records(observations=dataset.observations))
    assert entries["lineage"]
    assert steps_are_sound(entries)
    assert not steps_are_sound({**entries, "observations": []})
    assert not steps_are_sound({**entries, "lineage": [*entries["lineage"], *entries["lineage"]]})
