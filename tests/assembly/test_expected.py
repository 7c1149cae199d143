"""Great Expectations over pieces says what it says over whole tables, and lets nothing pass that was not checked."""

from dataclasses import replace
from pathlib import Path

import pytest

import assembly.finished
from archive.cache import Cache
from archive.readings import Means
from assembly import expected
from bench.archives import make_papers
from pipeline import BuildOptions, build
from publish.entries import Records, entries_of
from publish.pieces import Entry
from tests.shared_papers import starter_workspace
from validate.expectations import run_expectations


@pytest.fixture
def options(tmp_path: Path) -> BuildOptions:
    """A build of the papers of two councils, with Great Expectations."""
    make_papers(tmp_path / "papers", councils=2, papers=2)
    return BuildOptions(
        sources=(tmp_path / "papers",),
        out=tmp_path / "dataset",
        workspace=starter_workspace(),
        means=Means(cache=Cache(tmp_path / "cache", "x", "y"), workers=0),
    )


def results_in(folder: Path) -> tuple[bytes, ...]:
    """The two files of the validation."""
    return tuple((folder / "validation" / name).read_bytes() for name in ("results.json", "index.html"))


def test_the_result_is_that_of_whole_tables(options: BuildOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same two files; and pieces that passed are not checked again."""
    assert build(options, lambda _: None).expectations_passed
    found = results_in(options.out)
    run_expectations(options.out)
    assert results_in(options.out) == found
    asked: list[int] = []
    real = expected._batches
    monkeypatch.setattr(expected, "_batches", lambda pieces: (asked.append(len(pieces)), real(pieces))[1])  # type: ignore[func-returns-value]
    make_papers(options.sources[0], councils=1, papers=3)
    assert build(options, lambda _: None).expectations_passed
    assert asked == [1]


def test_a_piece_that_breaks_a_rule_fails_the_build(options: BuildOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the page of whole tables, which names the rows; and again in the next build, as nothing of it is kept."""

    def spoiled(records: Records) -> dict[str, list[Entry]]:
        rows = [replace(row, match_score=7.0) for row in records.observations]
        return dict(entries_of(replace(records, observations=rows)))

    monkeypatch.setattr(assembly.finished, "entries_of", spoiled)
    for version in ("one", "two"):
        assert build(replace(options, version=version), lambda _: None).expectations_passed is False
        assert b"match_score" in results_in(options.out)[0]


def test_a_process_that_dies_lets_nothing_pass_unchecked(
    options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole tables are checked in its place."""
    monkeypatch.setattr(expected.Checking, "_heard", lambda _: False)
    asked: list[Path] = []

    def noted(folder: Path) -> object:
        asked.append(folder)
        return run_expectations(folder)

    monkeypatch.setattr(expected, "run_expectations", noted)
    assert build(options, lambda _: None).expectations_passed
    assert len(asked) == 1
