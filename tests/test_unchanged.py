"""A build of what has been built already publishes nothing; whatever has changed, it publishes."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archive.cache import Cache
from archive.readings import Means
from pipeline import BuildOptions, BuildResult, build
from records import Correction, Judgement
from tests.shared_papers import starter_workspace

PAPER = "Wexmoor Borough Council\n\nPerformance report {q}\n\nIndicator\tTarget\t{q}\nCalls answered (%)\t90%\t81%\n"


@pytest.fixture
def options(tmp_path: Path) -> BuildOptions:
    """A build of two papers with a cache of its own."""
    (tmp_path / "papers").mkdir()
    for quarter in ("Q1 2020/21", "Q2 2020/21"):
        (tmp_path / "papers" / f"{quarter[:2]}.txt").write_text(PAPER.format(q=quarter))
    return BuildOptions(
        sources=(tmp_path / "papers",),
        out=tmp_path / "dataset",
        workspace=starter_workspace(),
        expectations=False,
        means=Means(cache=Cache(tmp_path / "cache", "x"), workers=0),
    )


def built(options: BuildOptions) -> BuildResult:
    """One build."""
    return build(options, lambda _: None)


def test_nothing_new_publishes_nothing(options: BuildOptions) -> None:
    """Not one file is touched, and what is told is the same."""
    first = built(options)
    before = {path: path.stat().st_mtime_ns for path in options.out.rglob("*")}
    again = built(options)
    assert (first.published, again.published) == (True, False)
    assert (again.counts, again.expectations_passed) == (first.counts, first.expectations_passed)
    assert {path: path.stat().st_mtime_ns for path in options.out.rglob("*")} == before


def test_without_a_cache_the_papers_are_read_and_nothing_is_published(options: BuildOptions) -> None:
    """What counts is what the papers say, not whether they were read."""
    built(options)
    assert not built(replace(options, means=Means(workers=0))).published


def test_whatever_changes_is_published(options: BuildOptions) -> None:
    """A paper that comes, changes or goes; what people decide; an option; the program."""
    built(options)
    papers = options.sources[0]
    judgement = Judgement(
        when=date(2024, 1, 1), who="AB", raw_name="Calls answered (%)",
        organisation="", indicator_id="~calls", judgement="same", why="", origin="judgements.csv, line 2",
    )  # fmt: skip
    correction = Correction(
        when=judgement.when, who="AB", source="Q1.txt", line=6, indicator_raw="Calls answered (%)", field="value",
        old="81", new="82", why="", origin="corrections.csv, line 2",
    )  # fmt: skip
    for changed in (
        replace(options, workspace=replace(options.workspace, judgements=(judgement,))),
        replace(options, workspace=replace(options.workspace, corrections=(correction,))),
        replace(options, workspace=replace(options.workspace, catalogue=options.workspace.catalogue[1:])),
        replace(options, version="next"),
        options,
    ):
        assert built(changed).published
    (papers / "Q3.txt").write_text(PAPER.format(q="Q3 2020/21"))
    assert built(options).published
    (papers / "Q3.txt").write_text(PAPER.format(q="Q4 2020/21"))
    assert built(options).published
    (papers / "Q3.txt").unlink()
    assert built(options).published
    assert not built(options).published


@pytest.mark.parametrize("name", ["series.csv", "kpi.xlsx", "observations.parquet", "kpi.duckdb"])
def test_a_file_that_somebody_changed_is_written_again(options: BuildOptions, name: str) -> None:
    """Changed by one byte, or gone."""
    built(options)
    path = options.out / name
    whole = path.read_bytes()
    path.write_bytes(whole[:-3] + bytes((whole[-3] ^ 1,)) + whole[-2:])
    assert built(options).published
    path.unlink()
    assert built(options).published
    assert not built(options).published


def test_run_json_names_every_file_with_its_hash(options: BuildOptions) -> None:
    """All but itself."""
    built(options)
    run = json.loads((options.out / "run.json").read_text())
    assert sorted({*run["hashes"], "run.json"}) == run["written_files"]
