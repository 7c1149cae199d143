"""A dataset that grew and changed bit by bit is the dataset that one build of the last state makes: byte for byte."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

import assembly.observed
from archive.cache import Cache
from archive.readings import Means
from assembly.context import Context
from bench.archives import make_papers
from pipeline import BuildOptions, build, gather
from publish.columns import TABLES
from publish.release import write_release
from records import Area, Correction, Judgement, Observation, PaperReading
from tests.shared_papers import ROOT, SAMPLES, samples_workspace, starter_workspace
from workspace import Workspace

NOT_PROMISED = {"run.json", "kpi.duckdb"}
"""Files with times in them, and one that is equal table by table only."""


def files_of(folder: Path) -> dict[str, bytes]:
    """Every promised file of a dataset."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name not in NOT_PROMISED)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def assert_same(one: Path, two: Path) -> None:
    """Two datasets are one: the same bytes, and the same tables in the database."""
    a, b = files_of(one), files_of(two)
    assert sorted(a) == sorted(b)
    assert [name for name in a if a[name] != b[name]] == []
    with duckdb.connect() as database:
        for name, folder in (("a", one), ("b", two)):
            database.execute(f"ATTACH '{folder / 'kpi.duckdb'}' AS {name} (READ_ONLY)")
        for table in (table for table in TABLES if table.database):
            rows = [database.execute(f'FROM {name}."{table.name}"').fetchall() for name in "ab"]
            assert rows[0] == rows[1], table.name


def options_of(papers: Path, out: Path, cache: Path | None, workspace: Workspace) -> BuildOptions:
    """A build without Great Expectations, in this process."""
    means = Means(cache=Cache(cache, "x", "y") if cache else None, workers=0)
    return BuildOptions(sources=(papers,), out=out, workspace=workspace, expectations=False, means=means)


def test_stars_in_the_name_of_a_cache_are_no_pattern(tmp_path: Path) -> None:
    """A cache beside it whose name fits the pattern gives no rows."""
    make_papers(tmp_path / "papers", councils=2, papers=2)
    workspace = starter_workspace()
    one = build(options_of(tmp_path / "papers", tmp_path / "one", tmp_path / "aXb", workspace), lambda _: None).folder
    two = build(options_of(tmp_path / "papers", tmp_path / "two", tmp_path / "a*b", workspace), lambda _: None).folder
    assert_same(one, two)


def in_memory(papers: Path, out: Path, workspace: Workspace) -> Path:
    """The dataset as it is when all papers are held in memory at once: what the pieces must come to."""
    return write_release(gather(options_of(papers, out, None, workspace)), out, {})


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Papers of four councils, the series papers, and samples of all sorts."""
    folder = tmp_path_factory.mktemp("archive")
    make_papers(folder, councils=4, papers=3)
    for path in sorted((ROOT / "tests" / "series").glob("*.txt")):
        (folder / path.name).write_bytes(path.read_bytes())
    for path in sorted(SAMPLES.glob("*.txt")):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "england.txt").write_text(
        "Marrick County Council\n\nAnnual performance report 2017/18\n\n"
        "Ref\tIndicator\t2016/17\t2017/18\tTarget 2017/18\tEngland\tSomerset\n"
        "CYP1\tLooked after children per 10,000\t61.2\t60.0\t57.0\t62\t44\n"
        "CYP3\tChild protection plans lasting 2 years or more (%)\t5.1%\t4.0%\t5.0%\t56%\t3%\n"
    )
    return folder


@pytest.mark.parametrize("papers", [SAMPLES, ROOT / "tests" / "series"], ids=["samples", "series"])
def test_pieces_come_to_the_tables_that_are_made_in_memory(papers: Path, tmp_path: Path) -> None:
    """Of all samples but scans, and of the papers that series are followed through."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for path in papers.glob("*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    workspace = samples_workspace()
    build(options_of(folder, tmp_path / "pieces", None, workspace), lambda _: None)
    assert_same(in_memory(folder, tmp_path / "memory", workspace), tmp_path / "pieces")


@pytest.mark.parametrize("seed", range(3))
def test_papers_that_come_bit_by_bit(archive: Path, tmp_path: Path, seed: int) -> None:
    """In any order, some at a time, some of them withdrawn and brought again: the dataset of all of them."""
    chance = random.Random(seed)  # noqa: S311
    papers = sorted(path.relative_to(archive) for path in archive.rglob("*.txt"))
    chance.shuffle(papers)
    here, out, workspace = tmp_path / "papers", tmp_path / "grown", samples_workspace()
    while papers:
        taken = [papers.pop() for _ in range(min(len(papers), chance.randint(5, 20)))]
        for name in taken:
            (here / name).parent.mkdir(parents=True, exist_ok=True)
            (here / name).write_bytes((archive / name).read_bytes())
        build(options_of(here, out, tmp_path / "cache", workspace), lambda _: None)
        if papers and chance.random() < 0.5:
            papers.insert(0, taken[0])
            (here / taken[0]).unlink()
    assert_same(in_memory(here, tmp_path / "memory", workspace), out)


def changes(workspace: Workspace) -> Iterator[tuple[str, Workspace]]:
    """What people may decide between two builds."""
    first = next(entry for entry in workspace.catalogue if entry.indicator_id == "waste-residual-per-household")
    others = tuple(entry for entry in workspace.catalogue if entry is not first)
    aliased = replace(first, aliases=(*first.aliases, "Calls answered (%)"))
    yield "alias", replace(workspace, catalogue=(aliased, *others))
    said = Judgement(
        when=date(2024, 1, 1), who="AB", raw_name="Looked after children per 10,000", organisation="",
        indicator_id=first.indicator_id, judgement="same", why="", origin="judgements.csv, line 2",
    )  # fmt: skip
    unused = replace(said, raw_name="Nobody prints this", origin="judgements.csv, line 3")
    against = replace(said, who="CD", indicator_id="absence-primary", origin="judgements.csv, line 4")
    yield "judgements", replace(workspace, judgements=(said, unused))
    yield "dispute", replace(workspace, judgements=(said, against))
    proposed = replace(said, indicator_id="~looked-after-children")
    yield "judged proposal", replace(workspace, judgements=(proposed,))
    mended = Correction(
        when=date(2024, 1, 1), who="AB", source="england.txt", line=6, indicator_raw="Looked after children per 10,000",
        field="value", old="60", new="600", why="misprint", origin="corrections.csv, line 2", printed="60.0",
    )  # fmt: skip
    moved = replace(
        mended, field="organisation", old="Marrick County Council", new="Thornlea Borough Council", printed="",
        origin="corrections.csv, line 3",
    )  # fmt: skip
    stale = replace(mended, old="7", origin="corrections.csv, line 4")
    yield "corrections", replace(workspace, corrections=(mended, stale))
    yield "organisation", replace(workspace, corrections=(moved,))
    area = next(area for area in workspace.areas if area.name == "Somerset County Council")
    renamed: Callable[[Area], Area] = lambda found: replace(found, short_names=()) if found is area else found  # noqa: E731
    yield "area", replace(workspace, areas=tuple(map(renamed, workspace.areas)))
    yield "as it was", workspace


def test_what_people_decide_between_builds(archive: Path, tmp_path: Path) -> None:
    """An alias, judgements, corrections, an area: each build is that of a fresh start."""
    workspace = starter_workspace()
    for what, changed in changes(workspace):
        build(options_of(archive, tmp_path / "grown", tmp_path / "cache", changed), lambda _: None)
        assert_same(in_memory(archive, tmp_path / what, changed), tmp_path / "grown")


def test_a_paper_that_is_issued_again(archive: Path, tmp_path: Path) -> None:
    """The later issue takes the place of the one that was there, also where only it is new; a copy takes none."""
    here, out, workspace = tmp_path / "papers", tmp_path / "grown", starter_workspace()
    here.mkdir()
    for path in archive.glob("marrick*.txt"):
        (here / path.name).write_bytes(path.read_bytes())
    build(options_of(here, out, tmp_path / "cache", workspace), lambda _: None)
    text = (here / "marrick_2014-15.txt").read_text(encoding="utf-8")
    (here / "marrick_2014-15_v2.txt").write_text(text + "\nCorrected version\n", encoding="utf-8")
    (here / "copy.txt").write_text(text, encoding="utf-8")
    build(options_of(here, out, tmp_path / "cache", workspace), lambda _: None)
    assert_same(in_memory(here, tmp_path / "memory", workspace), out)


def test_a_piece_that_is_damaged_is_made_again(archive: Path, tmp_path: Path) -> None:
    """Every file of the cache with a byte changed, one after the other: never a wrong dataset."""
    here, out, workspace = tmp_path / "papers", tmp_path / "out", starter_workspace()
    here.mkdir()
    for path in [*archive.glob("thornlea*.txt"), archive / "england.txt"]:
        (here / path.name).write_bytes(path.read_bytes())
    options = options_of(here, out, tmp_path / "cache", workspace)
    build(options, lambda _: None)
    whole = in_memory(here, tmp_path / "memory", workspace)
    for path in sorted((tmp_path / "cache").glob("made-*/??/*")):
        data = path.read_bytes()
        path.write_bytes(data[:-1] + bytes((data[-1] ^ 1,)))
        (out / "series.csv").unlink()
        build(options, lambda _: None)
        assert_same(whole, out)


def test_damaged_pieces_that_are_needed_are_made_again(archive: Path, tmp_path: Path) -> None:
    """All of them at once, and a judgement that asks for them."""
    here, out, workspace = tmp_path / "papers", tmp_path / "out", starter_workspace()
    here.mkdir()
    for path in [*archive.glob("thornlea*.txt"), archive / "england.txt"]:
        (here / path.name).write_bytes(path.read_bytes())
    build(options_of(here, out, tmp_path / "cache", workspace), lambda _: None)
    for path in (tmp_path / "cache").glob("made-*/??/*"):
        if not path.name.endswith(("-told", "-sent")):
            path.write_bytes(path.read_bytes()[:-1])
    (here / "england.txt").unlink()
    build(options_of(here, out, tmp_path / "cache", workspace), lambda _: None)
    assert_same(in_memory(here, tmp_path / "memory", workspace), out)


def test_nothing_is_made_twice(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One paper more: the papers of other councils are neither decoded nor resolved."""
    here, workspace = tmp_path / "papers", starter_workspace()
    make_papers(here, councils=3, papers=2)
    options = options_of(here, tmp_path / "out", tmp_path / "cache", workspace)
    build(options, lambda _: None)
    seen: list[str] = []
    real = assembly.observed._observed

    def noted(readings: Sequence[PaperReading], context: Context) -> tuple[Observation, ...]:
        seen.extend(reading.source for reading in readings)
        return real(readings, context)

    monkeypatch.setattr(assembly.observed, "_observed", noted)
    make_papers(here, councils=1, papers=3)
    build(options, lambda _: None)
    assert len(seen) == 3
    assert len({Path(name).parent for name in seen}) == 1
