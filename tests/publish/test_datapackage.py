"""The descriptor, as Frictionless judges it."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import frictionless

from publish.columns import TABLES
from publish.csvfile import write_csv
from publish.datapackage import file_hash, write_descriptor
from publish.tables import all_rows
from records import Dataset


def _publish(dataset: Dataset, folder: Path) -> dict[str, Any]:
    rows = all_rows(dataset)
    for table in TABLES:
        write_csv(folder / f"{table.name}.csv", table, rows[table.name])
    write_descriptor(folder, {path.name: file_hash(path) for path in folder.glob("*.csv")})
    described: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return described


def _errors(folder: Path) -> list[str]:
    report = frictionless.validate(str(folder / "datapackage.json"))
    return [f"{task.name} {error.type} {error.note}" for task in report.tasks for error in task.errors] + [
        error.note for error in report.errors
    ]


def test_frictionless_accepts_the_package(dataset: Dataset, tmp_path: Path) -> None:
    """Types, required cells, closed sets, keys, references, sizes and hashes all hold."""
    _publish(dataset, tmp_path)
    assert _errors(tmp_path) == []


def test_frictionless_accepts_an_empty_dataset(tmp_path: Path) -> None:
    """A folder of papers that hold no indicator still gives a valid package."""
    _publish(Dataset(), tmp_path)
    assert _errors(tmp_path) == []


def test_references_may_be_empty(dataset: Dataset, tmp_path: Path) -> None:
    """An observation whose indicator is undecided breaks no reference."""
    undecided = tuple(replace(seen, indicator_id="") for seen in dataset.observations)
    _publish(replace(dataset, observations=undecided), tmp_path)
    assert _errors(tmp_path) == []


def test_frictionless_sees_what_the_descriptor_forbids(dataset: Dataset, tmp_path: Path) -> None:
    """Keys, references and closed sets are really checked, so that the tests above mean something."""
    first = dataset.observations[0]
    broken = (replace(first, indicator_id="gone"), replace(first, rag="purple"))  # type: ignore[arg-type]
    _publish(replace(dataset, observations=broken), tmp_path)
    found = " ".join(_errors(tmp_path))
    assert "primary-key" in found
    assert "foreign-key" in found
    assert "constraint-error" in found


def test_a_changed_file_no_longer_fits_its_hash(dataset: Dataset, tmp_path: Path) -> None:
    """The descriptor tells when a file was edited by hand."""
    _publish(dataset, tmp_path)
    path = tmp_path / "observations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("82.4", "92.4"), encoding="utf-8", newline="\n")
    assert any("hash" in error for error in _errors(tmp_path))


def test_every_column_is_described(dataset: Dataset, tmp_path: Path) -> None:
    """Each resource lists the columns of its table, in order, each with a description."""
    described = _publish(dataset, tmp_path)
    assert described["profile"] == "tabular-data-package"
    assert [resource["name"] for resource in described["resources"]] == [table.name for table in TABLES]
    for resource, table in zip(described["resources"], TABLES, strict=True):
        columns = resource["schema"]["fields"]
        assert tuple(column["name"] for column in columns) == table.names
        assert all(column["description"] for column in columns)


def test_long_numbers_are_still_numbers(dataset: Dataset, tmp_path: Path) -> None:
    """A figure with more digits than a float holds stands whole in the CSV file."""
    long = replace(dataset.observations[0], value=Decimal("12345678901234567890.25"))
    _publish(replace(dataset, observations=(long,)), tmp_path)
    assert _errors(tmp_path) == []
    assert "12345678901234567890.25" in (tmp_path / "observations.csv").read_text(encoding="utf-8")
