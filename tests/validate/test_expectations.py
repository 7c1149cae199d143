"""The suites over a release, run by the engine."""

import os
import socket
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from errors import DatasetError
from validate.expectations import failing_rows, run_expectations
from validate.suites import SUITES, ExpectationResult, Family, Outcome, Rule, RuleKind

TYPES: dict[Family, pa.DataType] = {
    "text": pa.string(),
    "number": pa.float64(),
    "integer": pa.int32(),
    "date": pa.date32(),
    "boolean": pa.bool_(),
}
SHA = "0" * 64
JUNE = pd.Timestamp("2018-06-01").date()
ROWS: dict[str, dict[str, Any]] = {
    "observations": {
        "observation_id": "o1",
        "document_id": SHA,
        "source": "paper.txt",
        "kind": "measure",
        "indicator_id": "recycling",
        "series_id": "s1",
        "area_id": "E1",
        "period_start": JUNE,
        "period_end": JUNE,
        "value": 81.41,
        "rag": "G",
        "line": 7,
        "confidence": 1.0,
        "flags": "rag:contradicts_target;row:repeat",
    },
    "series": {
        "series_id": "s1",
        "indicator_id": "recycling",
        "area_id": "G1",
        "period_start": JUNE,
        "period_end": JUNE,
        "observation_id": "o1",
        "document_id": SHA,
        "vintages": 1,
        "revised": False,
    },
    "targets": {
        "target_id": "t1",
        "document_id": SHA,
        "source": "paper.txt",
        "target_raw": ">5",
        "target_comparator": ">",
    },
    "summaries": {"summary_id": "m1", "document_id": SHA, "source": "paper.txt", "count": 3, "is_total": True},
    "indicators": {"indicator_id": "recycling", "name": "Recycling", "status": "catalogue"},
    "areas": {"area_id": "E1", "gss": "G1", "name": "Own Council"},
    "documents": {"document_id": SHA, "source": "paper.txt", "bytes": 5, "pages": 1, "state": "read"},
}


def _write(folder: Path, table: str, rows: list[dict[str, Any]], types: dict[str, pa.DataType] | None = None) -> None:
    suite = next(suite for suite in SUITES if suite.table == table)
    kinds = {name: TYPES[family] for name, family in zip(suite.columns, suite.families, strict=True)} | (types or {})
    arrays = [pa.array([row.get(name) for row in rows], type=kind) for name, kind in kinds.items()]
    pq.write_table(pa.table(dict(zip(kinds, arrays, strict=True))), folder / f"{table}.parquet")


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A sound release of one observation."""
    folder = tmp_path / "release"
    folder.mkdir()
    for table, row in ROWS.items():
        _write(folder, table, [row])
    return folder


def _failed(result: ExpectationResult) -> list[tuple[str, Outcome]]:
    return [(table.table, outcome) for table in result.tables for outcome in table.outcomes if not outcome.success]


def test_a_sound_release_holds(release: Path) -> None:
    """Every rule of every table is checked and holds, empty cells included."""
    result = run_expectations(release)
    assert result.success
    assert [len(table.outcomes) for table in result.tables] == [len(suite.rules) for suite in SUITES]


def test_both_files_are_the_same_in_every_run(release: Path) -> None:
    """Nothing of the time, the host or the folder gets into the result."""
    target = release / "validation"
    run_expectations(release)
    first = {path.name: path.read_bytes() for path in target.iterdir()}
    run_expectations(release)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == first
    assert set(first) == {"results.json", "index.html"}
    assert str(release).encode() not in first["results.json"]


@pytest.mark.parametrize(
    ("table", "change", "kind", "columns"),
    [
        ("observations", {"observation_id": "o1"}, "unique", ("observation_id",)),
        ("observations", {"source": None}, "filled", ("source",)),
        ("observations", {"source": ""}, "filled", ("source",)),
        ("observations", {"rag": "green"}, "words", ("rag",)),
        ("observations", {"period_type": "week"}, "words", ("period_type",)),
        ("observations", {"target_comparator": "=>"}, "words", ("target_comparator",)),
        ("observations", {"confidence": 1.5}, "range", ("confidence",)),
        ("observations", {"match_score": -0.1}, "range", ("match_score",)),
        ("observations", {"line": 0}, "range", ("line",)),
        (
            "observations",
            {"period_end": pd.Timestamp("2018-05-31").date()},
            "not_before",
            ("period_start", "period_end"),
        ),
        ("observations", {"flags": "value"}, "pattern", ("flags",)),
        ("observations", {"indicator_id": "unheard of"}, "known", ("indicator_id",)),
        ("observations", {"area_id": "E2"}, "known", ("area_id",)),
        (
            "series",
            {"observation_id": "o7", "series_id": "s1", "vintages": 2},
            "unique",
            ("series_id", "period_start", "period_end"),
        ),
        (
            "series",
            {"observation_id": "o7", "period_end": pd.Timestamp("2018-06-30").date()},
            "known",
            ("observation_id",),
        ),
        ("targets", {"target_id": "t2", "document_id": "1" * 64}, "known", ("document_id",)),
        ("summaries", {"summary_id": "m2", "count": -1}, "range", ("count",)),
        ("documents", {"source": "copy.txt", "document_id": "12"}, "pattern", ("document_id",)),
    ],
)
def test_a_broken_row_fails_its_rule_and_is_named(
    release: Path, table: str, change: dict[str, Any], kind: RuleKind, columns: tuple[str, ...]
) -> None:
    """A second row with one fault fails the rule about that fault; its key is listed."""
    sound = ROWS[table]
    other = {"observations": {"observation_id": "o2"}}.get(table, {})
    _write(release, table, [sound, sound | other | change])
    failed = {
        (name, outcome.rule.kind, outcome.rule.columns): outcome for name, outcome in _failed(run_expectations(release))
    }
    outcome = failed[table, kind, columns]
    key = next(suite.key for suite in SUITES if suite.table == table)
    assert outcome.failing == (2 if kind == "unique" else 1)
    assert outcome.failing_keys[-1] == " ".join(str((sound | other | change)[name]) for name in key)
    if table == "observations" and kind != "unique":
        assert len(failed) == 1


def test_a_reference_into_an_empty_table_fails(release: Path) -> None:
    """Where nothing is known, nothing is found."""
    _write(release, "indicators", [])
    assert [outcome.rule.columns for _, outcome in _failed(run_expectations(release))] == [("indicator_id",)] * 2


def test_a_wrong_type_is_told_and_does_not_stop_the_others(release: Path) -> None:
    """A column of numbers stored as text fails its type; rules that need numbers say why they were not checked."""
    _write(release, "observations", [ROWS["observations"] | {"confidence": "high"}], {"confidence": pa.string()})
    reasons = {outcome.rule.kind: outcome.reason for _, outcome in _failed(run_expectations(release))}
    assert reasons == {"type": "is stored as text", "range": "confidence is stored as text"}


def test_missing_and_unknown_columns_are_named(release: Path) -> None:
    """A table with other columns fails as a whole, and each rule about a column that is not there says so."""
    path = release / "summaries.parquet"
    table = pq.read_table(path)
    pq.write_table(table.drop_columns(["count"]).append_column("tally", pa.array([3])), path)
    failed = [outcome for _, outcome in _failed(run_expectations(release))]
    assert failed[0].reason == "missing: count; unknown: tally"
    assert {outcome.reason for outcome in failed[1:]} == {"no column count"}


def test_columns_in_another_order_fail(release: Path) -> None:
    """The order of the columns is part of the contract."""
    path = release / "areas.parquet"
    table = pq.read_table(path)
    pq.write_table(table.select(sorted(table.column_names)), path)
    ((_, outcome),) = _failed(run_expectations(release))
    assert outcome.reason == "the columns are in another order"


def test_many_failing_rows_are_counted_and_some_are_named(release: Path) -> None:
    """The count is exact, the list is short."""
    _write(
        release, "observations", [ROWS["observations"] | {"observation_id": f"o{n}", "line": 0} for n in range(1, 101)]
    )
    outcome = next(outcome for _, outcome in _failed(run_expectations(release)) if outcome.rule.columns == ("line",))
    assert (outcome.failing, len(outcome.failing_keys)) == (100, 25)


def test_exact_decimals_are_numbers(release: Path) -> None:
    """A release that stores decimals exactly holds as well."""
    _write(release, "observations", [ROWS["observations"] | {"confidence": 1}], {"confidence": pa.decimal128(9, 2)})
    assert run_expectations(release).success


@pytest.mark.parametrize("content", [None, b"not parquet"])
def test_a_table_that_cannot_be_read_is_an_error_that_names_it(release: Path, content: bytes | None) -> None:
    """A missing or broken file is no result."""
    path = release / "targets.parquet"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DatasetError, match=r"targets\.parquet"):
        run_expectations(release)


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every attempt to connect or to look up a name is noted and refused."""
    tried: list[object] = []

    def refuse(*asked: object, **_: object) -> None:
        tried.append(asked)
        raise OSError("no network here")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return tried


def test_nothing_is_sent_and_nothing_is_written_elsewhere(
    release: Path, tmp_path: Path, offline: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No host is asked, home, working and temporary folders stay empty, the environment is as before."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("HOME", str(elsewhere))
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    monkeypatch.delenv("GX_ANALYTICS_ENABLED", raising=False)
    environment = dict(os.environ)
    run_expectations(release)
    assert (offline, list(elsewhere.iterdir()), dict(os.environ)) == ([], [], environment)


def test_limits_are_inclusive_and_empty_cells_pass() -> None:
    """The limits themselves and missing numbers fit a range."""
    frame = pd.DataFrame({"line": [0.0, 1.0, 2.0, 3.0, None]})
    assert list(failing_rows(Rule("range", ("line",), low=1, high=2), frame)) == [True, False, False, True, False]
