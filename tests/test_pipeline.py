"""From a folder of papers to a dataset: whatever a paper holds, it ends in one state, and the others are read."""

import codecs
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import extract.reading
from archive.readings import Means
from errors import DocumentError, InputError
from extract.reading import read_paper
from extract.settings import ReadSettings
from pipeline import (
    BuildOptions,
    Event,
    Progress,
    StageDone,
    assemble,
    build,
    gather,
    grids_of,
    observations_of,
    read_file,
)
from records import Correction, Dataset, DocumentRow, Judgement, PaperReading
from tests.shared_papers import ROOT, SAMPLES, samples_workspace

GOOD = "Wexmoor Borough Council\n\nPerformance report Q2 2020/21\n\n" + (
    "Indicator\tTarget\tQ2 2020/21\tRAG\nCalls answered (%)\t90%\t81%\tR\nLetters answered (%)\t90%\t95%\tG\n"
)
STATES = {"read", "read_with_warnings", "nothing_found", "rejected"}


def publish(out: Path, *sources: Path) -> Path:
    """The folder of a dataset that was built of these sources."""
    return build(options(out, *sources), lambda _: None).folder


def options(out: Path, *sources: Path) -> BuildOptions:
    """A build without Great Expectations."""
    return BuildOptions(sources=sources, out=out, workspace=samples_workspace(), expectations=False)


def dataset_of(out: Path, *sources: Path) -> Dataset:
    """What a build of these sources publishes."""
    return gather(options(out, *sources))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Good papers and all sorts of bad ones."""
    papers = tmp_path / "papers"
    (papers / "older").mkdir(parents=True)
    good = GOOD.encode()
    contents = {
        "good.txt": good,
        "utf16.txt": codecs.BOM_UTF16_LE + GOOD.encode("utf-16-le"),
        "older/copy.txt": good,
        "empty.txt": b"",
        "blank.txt": b" \r\n\t\n\x0c\n",
        "binary.txt": bytes(range(256)) * 40,
        "nul.txt": good.replace(b"\t81%", b"\t\x0081%"),
        "cut.txt": GOOD.encode() + "Visits (%)\t90%\t92%\tG ✓".encode()[:-1],
        "huge.txt": good + b"x" * 1_000_000 + b"\n",
        "deep.txt": b"<table><tr><td>" * 3000,
        "prose.txt": b"Minutes\n\nMembers noted that 58% of cases had been prevented.\n",
        "paper.pdf": b"%PDF-1.7\n1 0 obj\n",
        "office.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old office file",
    }
    for name, data in contents.items():
        (papers / name).write_bytes(data)
    (tmp_path / "outside.txt").write_bytes(good + b"\n\n")
    (papers / "link.txt").symlink_to(tmp_path / "outside.txt")
    return papers


@pytest.fixture
def documents(folder: Path, tmp_path: Path) -> dict[str, DocumentRow]:
    """The rows of the table of documents, by source."""
    return {row.source: row for row in dataset_of(tmp_path / "out", folder).documents}


# ---------------------------------------------------------------------------------------- good and bad papers
def test_each_paper_ends_in_exactly_one_state(folder: Path, tmp_path: Path) -> None:
    """All inputs are in the table of documents once, whatever became of them."""
    rows = dataset_of(tmp_path / "out", folder).documents
    inputs = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or path.is_file()}
    assert sorted(row.source for row in rows) == sorted(inputs)
    assert {row.state for row in rows} == STATES


def test_what_is_not_simply_read_has_a_reason(documents: dict[str, DocumentRow]) -> None:
    """Each state but "read" says in words what the data team has to know."""
    assert [row.source for row in documents.values() if row.state != "read" and len(row.reason) < 10] == []


@pytest.mark.parametrize(
    ("source", "state", "reason"),
    [
        ("good.txt", "read", ""),
        ("utf16.txt", "read", ""),
        ("older/copy.txt", "rejected", "the same bytes as good.txt"),
        ("empty.txt", "rejected", "empty"),
        ("blank.txt", "rejected", "empty"),
        ("binary.txt", "rejected", "binary"),
        ("nul.txt", "read_with_warnings", "NUL"),
        ("cut.txt", "read_with_warnings", "cut off"),
        ("huge.txt", "read_with_warnings", "1000000 characters"),
        ("deep.txt", "nothing_found", "no table of indicators"),
        ("prose.txt", "nothing_found", "no table of indicators"),
        ("paper.pdf", "rejected", "PDF cannot be opened"),
        ("office.doc", "rejected", "Office"),
        ("link.txt", "rejected", "leads out of the folder"),
    ],
)
def test_state_and_reason_of_each_sort(documents: dict[str, DocumentRow], source: str, state: str, reason: str) -> None:
    """Each sort of damage has its own state and names its own cause."""
    row = documents[source]
    assert (row.state, reason in row.reason) == (state, True), row.reason


@pytest.mark.parametrize("source", ["good.txt", "utf16.txt", "nul.txt", "cut.txt", "huge.txt"])
def test_bad_papers_and_bad_bytes_cost_no_figure(folder: Path, tmp_path: Path, source: str) -> None:
    """The two rows of the good table are read from each paper that holds them, damaged or not."""
    rows = [row for row in dataset_of(tmp_path / "out", folder).observations if row.source == source]
    told = [(row.indicator_raw, str(row.value), str(row.target), row.rag) for row in rows]
    assert told[:2] == [("Calls answered (%)", "81", "90", "R"), ("Letters answered (%)", "95", "90", "G")]


def test_a_copy_adds_no_rows(folder: Path, tmp_path: Path) -> None:
    """The same bytes under two names are one paper: no figure counts twice."""
    rows = dataset_of(tmp_path / "out", folder).observations
    assert "older/copy.txt" not in {row.source for row in rows}
    assert len({row.observation_id for row in rows}) == len(rows)


def test_findings_name_their_paper(folder: Path, tmp_path: Path) -> None:
    """A finding that names no paper could not be followed."""
    findings = dataset_of(tmp_path / "out", folder).findings
    assert any(finding.code == "rejected" for finding in findings)
    assert [finding for finding in findings if finding.stage == "extract" and not finding.source] == []


def test_a_bug_in_one_paper_does_not_end_the_others(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the border of a document any failure becomes the reason why this one is not read."""

    def fails_on_prose(data: bytes, source: str, settings: ReadSettings) -> PaperReading:
        if source == "prose.txt":
            raise RuntimeError("a bug")
        return read_paper(data, source, settings)

    monkeypatch.setattr(extract.reading, "read_paper", fails_on_prose)
    here = replace(options(tmp_path / "out", folder), means=Means(workers=0))
    rows = {row.source: row for row in gather(here).documents}
    assert rows["prose.txt"].state == "rejected" and "a bug" in rows["prose.txt"].reason
    assert rows["good.txt"].state == "read"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_paper_that_may_not_be_opened_is_rejected(folder: Path, tmp_path: Path) -> None:
    """Missing permissions on one file stop nobody."""
    (folder / "good.txt").chmod(0)
    rows = {row.source: row for row in dataset_of(tmp_path / "out", folder).documents}
    assert "permissions" in rows["good.txt"].reason


def test_progress_counts_every_paper(folder: Path, tmp_path: Path) -> None:
    """The screen is told of each input once, in order."""
    heard: list[Event] = []
    rows = build(options(tmp_path / "out", folder), heard.append).counts.documents
    told = [event for event in heard if isinstance(event, Progress)]
    assert {event.stage for event in heard if isinstance(event, StageDone)} >= {"find", "read", "publish"}
    assert [step.done for step in told] == list(range(1, sum(rows.values()) + 1))
    assert {step.total for step in told} == {sum(rows.values())}


def test_documents_count_their_own_rows(documents: dict[str, DocumentRow]) -> None:
    """The table of documents says how much each paper gave."""
    good = documents["good.txt"]
    assert (good.observations, good.targets, good.cells, good.cells_unread) == (2, 2, 12, 0)
    assert documents["prose.txt"].prose_figures == 1


# ---------------------------------------------------------------------------------------- nothing to read
def test_a_folder_without_papers_is_an_error(tmp_path: Path) -> None:
    """Nothing is built, so that an old dataset is not replaced by an empty one."""
    (tmp_path / "papers").mkdir()
    with pytest.raises(InputError, match="no papers found"):
        build(options(tmp_path / "out", tmp_path / "papers"), lambda _: None)
    assert not (tmp_path / "out").exists()


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    """A misspelt path is named."""
    with pytest.raises(InputError, match="nowhere"):
        build(options(tmp_path / "out", tmp_path / "nowhere"), lambda _: None)


def test_a_failed_build_leaves_the_old_dataset(tmp_path: Path) -> None:
    """What was published stays until something better is complete."""
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    before = published_bytes(publish(tmp_path / "out", tmp_path / "a.txt"))
    with pytest.raises(InputError):
        publish(tmp_path / "out", tmp_path / "nowhere")
    assert published_bytes(tmp_path / "out") == before


# ---------------------------------------------------------------------------------------- same input, same bytes
def published_bytes(folder: Path) -> dict[str, bytes]:
    """All that is promised to be the same byte for byte."""
    promised = (".csv", ".parquet", ".json")
    files = [path for path in folder.rglob("*") if path.suffix in promised and path.name != "run.json"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """CSV, Parquet and descriptor of two builds are equal, wherever they were built."""
    one = published_bytes(publish(tmp_path / "one" / "dataset", SAMPLES))
    two = published_bytes(publish(tmp_path / "two" / "dataset", SAMPLES))
    assert {"observations.csv", "observations.parquet", "series.csv", "datapackage.json"} <= set(one)
    assert [name for name in one if one[name] != two.get(name)] == []


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs of the command with other seeds for hashing: nothing hangs on the order of a set."""
    found = []
    for seed in ("1", "2"):
        out = tmp_path / seed / "dataset"
        arguments = ["build", str(SAMPLES), "--out", str(out), "--workspace", str(ROOT / "samples" / "workspace")]
        subprocess.run(
            [sys.executable, str(ROOT / "cli.py"), *arguments, "--no-expectations", "--fail-on", "none"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=120,
        )
        found.append(published_bytes(out))
    one, two = found
    assert [name for name in one if one[name] != two.get(name)] == []


def test_where_the_papers_lie_does_not_matter(tmp_path: Path) -> None:
    """No path of the machine reaches the dataset."""
    shutil.copytree(SAMPLES, tmp_path / "elsewhere")
    one = published_bytes(publish(tmp_path / "one", SAMPLES))
    assert published_bytes(publish(tmp_path / "two", tmp_path / "elsewhere")) == one
    assert [name for name, data in one.items() if os.fsencode(tmp_path) in data or os.fsencode(SAMPLES) in data] == []


def named(paths: Sequence[str]) -> tuple[Path, ...]:
    """Sample papers by name."""
    return tuple(SAMPLES / path for path in paths)


def test_the_order_of_the_sources_does_not_matter(tmp_path: Path) -> None:
    """Vintages, ids and proposals come out the same, whichever paper is named first."""
    papers = ("annual_2010-11.txt", "wide.txt", "annual_2009-10.txt", "markdown.txt")
    one = published_bytes(publish(tmp_path / "one", *named(papers)))
    two = published_bytes(publish(tmp_path / "two", *named(papers[::-1])))
    assert one == two


def test_the_order_of_the_readings_does_not_matter() -> None:
    """Series and proposed indicators do not depend on which paper was read first."""
    workspace = samples_workspace()
    readings = [read_file(path, workspace) for path in named(("annual_2009-10.txt", "annual_2010-11.txt", "wide.txt"))]
    one, two = assemble(readings, workspace), assemble(readings[::-1], workspace)
    assert one.series == two.series and one.indicators == two.indicators
    assert {row.observation_id: row for row in one.observations} == {
        row.observation_id: row for row in two.observations
    }


# ---------------------------------------------------------------------------------------- across papers
def test_two_papers_of_one_council_make_one_series() -> None:
    """What two years' papers print of one measure stands in one line, and a restated figure is said to be revised."""
    workspace = samples_workspace()
    readings = [read_file(path, workspace) for path in named(("annual_2009-10.txt", "annual_2010-11.txt"))]
    points = {
        (point.indicator, point.period_start): point
        for point in assemble(readings, workspace).series
        if point.period_start == date(2009, 4, 1) and point.revised
    }
    revised = [(str(point.first_value), str(point.value), point.vintages) for point in points.values()]
    assert ("531", "536", 2) in revised


def test_a_correction_reaches_the_dataset() -> None:
    """A person's correction is applied at each build; one that fits nothing is an error by name."""
    workspace = samples_workspace()
    reading = read_file(SAMPLES / "wide.txt", workspace)
    row = observations_of(reading, workspace)[-1]
    fitting = Correction(
        when=date(2024, 1, 2),
        who="an editor",
        source="wide.txt",
        line=row.line,
        indicator_raw=row.indicator_raw,
        field="value_raw",
        old=row.value_raw,
        new="corrected",
        why="misprint",
        origin="corrections.csv, line 2",
    )
    stale = replace(fitting, old="never printed", origin="corrections.csv, line 3")
    dataset = assemble([reading], replace(workspace, corrections=(fitting, stale)))
    assert "corrected" in [other.value_raw for other in dataset.observations]
    messages = [finding.message for finding in dataset.findings if finding.code == "correction_unused"]
    assert len(messages) == 1 and "corrections.csv, line 3" in messages[0]


def test_a_judgement_reaches_the_dataset() -> None:
    """A person's word on a name decides, whatever the matcher thinks."""
    workspace = samples_workspace()
    reading = read_file(SAMPLES / "wide.txt", workspace)
    name, chosen = "Number of fly-tips reported", workspace.catalogue[0]
    judgement = Judgement(
        when=date(2024, 1, 2),
        who="an editor",
        raw_name=name,
        organisation="",
        indicator_id=chosen.indicator_id,
        judgement="same",
        why="asked the council",
        origin="judgements.csv, line 2",
    )
    dataset = assemble([reading], replace(workspace, judgements=(judgement,)))
    ids = {row.indicator_id for row in dataset.observations if row.indicator_raw == name}
    assert ids == {chosen.indicator_id}


# ---------------------------------------------------------------------------------------- single files
def test_reading_one_file_names_what_is_wrong(tmp_path: Path) -> None:
    """`extract` of a file that cannot be read or opened names the file."""
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(DocumentError, match=r"empty\.txt"):
        read_file(tmp_path / "empty.txt", samples_workspace())
    with pytest.raises(InputError, match=r"gone\.txt"):
        read_file(tmp_path / "gone.txt", samples_workspace())
    with pytest.raises(DocumentError, match=r"empty\.txt"):
        grids_of(tmp_path / "empty.txt")


def test_grids_are_plain_values(tmp_path: Path) -> None:
    """`extract --grids` shows each table with its cells, their lines and marks."""
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (grid,) = grids_of(tmp_path / "a.txt")
    assert grid["rows"] == [
        ["Indicator", "Target", "Q2 2020/21", "RAG"],
        ["Calls answered (%)", "90%", "81%", "R"],
        ["Letters answered (%)", "90%", "95%", "G"],
    ]
    cells = grid["cells"]
    assert isinstance(cells, list)
    found = next(cell for cell in cells if (cell["row"], cell["column"]) == (1, 3))
    assert (found["line"], found["text"], found["marks"]) == (6, "R", ["R"])
    assert (found["row_span"], found["column_span"], found["bbox"]) == (1, 1, None)
