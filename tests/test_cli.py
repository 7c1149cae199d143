"""The command line: help, exit codes, what goes to standard output and what to standard error."""

import csv
import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import pytest

import cli
import pipeline
from desk import origin
from errors import DatasetError, DocumentError
from findings import FailOn, Tally, count_findings
from pipeline import BuildOptions, BuildResult, Progress
from publish.release import write_release
from records import (
    Dataset,
    DocumentRow,
    Finding,
    Flag,
    Mark,
    Observation,
    PaperReading,
    Place,
    Review,
    Statement,
    Step,
    counts_of,
)
from workspace import init_workspace

ROOT = Path(cli.__file__).parent
PAPER = "Quarterly report\n\nLoans\t84\t[31mred\nVisits\t12\n"
HEAVY = {"pandas", "pyarrow", "duckdb", "great_expectations", "rich", "yaml", "rapidfuzz", "records", "pipeline"}
Outcome = tuple[int, str, str]
Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line in an empty folder: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> Outcome:
        code = cli.run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A paper in a folder of papers."""
    path = tmp_path / "papers" / "q1.txt"
    path.parent.mkdir()
    path.write_text(PAPER, encoding="utf-8")
    return path


def small_dataset(*severities: str, reviews: int = 0, source: str = "q1.txt") -> Dataset:
    """A dataset of one paper with one flagged observation, and findings and questions as asked for."""
    document = hashlib.sha256(PAPER.encode()).hexdigest()
    step = Step("extract", "value", "row of a list", "84", Place(line=3, row=1))
    observation = Observation(
        observation_id="3f2a9c00", document_id=document, source=source, indicator_raw="Loans", value_raw="84", line=3,
        flags=(Flag("value", "odd"),), steps=(step,),
    )  # fmt: skip
    row = DocumentRow(document_id=document, source=source, bytes=9, pages=1, kind="text", observations=1)
    return Dataset(
        observations=(observation,),
        documents=(row,),
        findings=tuple(Finding("extract", f"c{n}", s, "m") for n, s in enumerate(severities)),  # type: ignore[arg-type]
        reviews=tuple(Review(review_id=f"r{n}", subject="s", question="q") for n in range(reviews)),
    )


@dataclass
class FakePipeline:
    """Stands in for the pipeline: gives what it is told to, remembers what it was asked."""

    dataset: Dataset = field(default_factory=small_dataset)
    passed: bool | None = True
    failure: BaseException | None = None
    asked: list[Any] = field(default_factory=list)

    def build(self, options: BuildOptions, progress: Callable[[Progress], None]) -> BuildResult:
        """As `pipeline.build`."""
        self.asked.append(options)
        progress(Progress(1, 1, "q1.txt", "read", 1))
        if self.failure is not None:
            raise self.failure
        return BuildResult(options.out, counts_of(self.dataset), self.passed, {"read": 0.123})


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakePipeline:
    """The pipeline replaced by one that only remembers."""
    standing_in = FakePipeline()
    monkeypatch.setattr(pipeline, "build", standing_in.build)
    return standing_in


# ---------------------------------------------------------------------------------------------- help
def commands_below(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The paths of all commands and groups."""
    found = [path]
    for name, command in group.commands.items():
        deeper = (*path, name)
        found += commands_below(command, deeper) if isinstance(command, click.Group) else [deeper]
    return found


@pytest.mark.parametrize("path", commands_below(cli.commands), ids=" ".join)
def test_every_command_has_help_with_an_example(run: Run, path: tuple[str, ...]) -> None:
    """Help ends well and shows how the command is used."""
    code, out, err = run(*path, "--help")
    assert (code, err) == (0, "")
    assert "Example" in out
    assert f"  kpi-backfill {' '.join(path)}".rstrip() in out.split("Example", 1)[1]


def test_commands_stand_in_the_order_of_the_work() -> None:
    """Help lists what comes first first."""
    names = cli.commands.list_commands(click.Context(cli.commands))
    names_of_work = [
        "init",
        "build",
        "extract",
        "match",
        "review",
        "validate",
        "compare",
        "explain",
        "catalogue",
        "cache",
    ]
    assert names == names_of_work


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["catalogue", "check", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    """Help answers at once because no library but click is loaded for it."""
    code = f"import cli, sys; cli.run({arguments!r}); print('LOADED', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert HEAVY & set(done.stdout.split("LOADED", 1)[1].split()) == set()


def test_version_is_printed(run: Run) -> None:
    """The version is that of the project."""
    code, out, _ = run("--version")
    assert code == 0 and out.startswith("kpi-backfill ") and out.split()[1][0].isdigit()


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["build", "nonesuch", "--out", "x"],
        ["frobnicate"],
        ["match", "n.csv"],
        ["extract", "nonesuch"],
        ["init"],
    ],
)
def test_mistakes_in_the_command_exit_with_2(run: Run, arguments: list[str]) -> None:
    """Usage errors have an exit code of their own and go to standard error."""
    code, out, err = run(*arguments)
    assert (code, out) == (2, "") and "Error:" in err


# ---------------------------------------------------------------------------------------------- init
def test_init_says_what_it_made_and_what_it_kept(run: Run, tmp_path: Path) -> None:
    """The second time, every file is kept."""
    code, out, _ = run("init", "work")
    assert code == 0 and "made work/catalogue.csv" in out and "kept" not in out
    code, out, _ = run("init", "work")
    assert code == 0 and "kept work/catalogue.csv" in out and "made" not in out


# ---------------------------------------------------------------------------------------------- build
def test_build_hands_everything_on(run: Run, fake: FakePipeline, paper: Path, tmp_path: Path) -> None:
    """Sources, target, workspace and switches reach the pipeline; progress is kept off standard output."""
    init_workspace(tmp_path / "work")
    code, out, err = run("build", paper, "--out", "ds", "--workspace", "work", "--no-expectations")
    (options,) = fake.asked
    assert code == 0
    assert (options.sources, options.out, options.expectations) == ((paper,), Path("ds"), False)
    assert options.workspace.folder == Path("work") and options.version
    assert err == ""
    lines = dict(line.split("\t") for line in out.splitlines())
    assert (lines["documents"], lines["observations"], lines["flagged"], lines["failed"]) == ("1 read", "1", "1", "no")


def test_build_prints_one_json_object(run: Run, fake: FakePipeline, paper: Path) -> None:
    """With --json, standard output is for scripts."""
    fake.dataset, fake.passed = small_dataset("warning", "info", reviews=2), None
    code, out, _ = run("build", paper, "--out", "ds", "--json")
    found = json.loads(out)
    assert code == 0
    assert (found["findings"], found["reviews"]) == ({"info": 1, "warning": 1}, 2)
    assert (found["expectations_passed"], found["seconds"], found["failed"]) == (None, {"read": 0.12}, False)


@pytest.mark.parametrize(
    ("severities", "reviews", "passed", "limit", "code"),
    [
        ((), 0, True, "review", 0),
        (("info",), 0, True, "review", 0),
        ((), 1, True, "review", 1),
        ((), 1, True, "warning", 0),
        (("warning",), 0, True, "warning", 1),
        (("warning",), 0, True, "review", 1),
        (("warning",), 0, True, "error", 0),
        (("error",), 0, True, "error", 1),
        (("error",), 0, True, "none", 0),
        ((), 0, False, "error", 1),
        ((), 0, None, "error", 0),
    ],
)
def test_fail_on_is_the_gate(
    run: Run, fake: FakePipeline, paper: Path, severities: tuple[str, ...], reviews: int, passed: bool | None,
    limit: str, code: int,
) -> None:  # fmt: skip
    """Exit code 1 from the named findings on; failed expectations count as errors."""
    fake.dataset, fake.passed = small_dataset(*severities, reviews=reviews), passed
    assert run("build", paper, "--out", "ds", "--fail-on", limit)[0] == code


def test_workspace_around_settles_dataset_and_gate(
    run: Run, fake: FakePipeline, paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Inside a workspace nothing needs naming: it is found, and its settings count."""
    init_workspace(tmp_path / "work")
    (tmp_path / "work" / "kpi-backfill.yaml").write_text("fail_on: warning\ndataset: ds\n", encoding="utf-8")
    (tmp_path / "work" / "below").mkdir()
    monkeypatch.chdir(tmp_path / "work" / "below")
    fake.dataset = small_dataset("warning")
    assert run("build", paper)[0] == 1
    assert fake.asked[0].out == (tmp_path / "work").resolve() / "ds"
    assert run("build", paper, "--fail-on", "error")[0] == 0


def test_build_without_a_target_is_a_usage_error(run: Run, fake: FakePipeline, paper: Path) -> None:
    """Where neither command nor workspace names the dataset, nothing is built."""
    code, _, err = run("build", paper)
    assert code == 2 and "--out" in err and fake.asked == []


# ---------------------------------------------------------------------------------------------- ending
def test_errors_are_one_line_without_a_traceback(run: Run, fake: FakePipeline, paper: Path) -> None:
    """What a person can act on is one line on standard error."""
    fake.failure = DatasetError("ds is in use:\nwait for the other build")
    code, out, err = run("build", paper, "--out", "ds")
    assert (code, out) == (1, "")
    assert err.splitlines()[-1] == "error: ds is in use: wait for the other build"


def test_interrupted_run_exits_with_130(run: Run, fake: FakePipeline, paper: Path) -> None:
    """Ctrl-C is a line and an exit code, not a traceback."""
    fake.failure = KeyboardInterrupt()
    code, out, err = run("build", paper, "--out", "ds")
    assert (code, out) == (130, "") and err.splitlines()[-1] == "stopped"


def test_bugs_are_not_dressed_up(run: Run, fake: FakePipeline, paper: Path) -> None:
    """An error of no kind of ours keeps its traceback."""
    fake.failure = ZeroDivisionError("bug")
    with pytest.raises(ZeroDivisionError):
        run("build", paper, "--out", "ds")


def test_closed_pipe_is_quiet(paper: Path) -> None:
    """A reader that goes away early gets no complaint."""
    command = [sys.executable, str(ROOT / "cli.py"), "catalogue", "check", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_wrong_workspace_is_named(run: Run, paper: Path, tmp_path: Path) -> None:
    """A folder that is no workspace is an error, not a silent run without one."""
    code, _, err = run("catalogue", "check", "--workspace", tmp_path)
    assert code == 1 and err.startswith("error: ") and "kpi-backfill init" in err


# ---------------------------------------------------------------------------------------------- extract
@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """`extract` reads a paper with one statement, whatever the file."""
    place = Place(line=3, table=1, row=1, column=0)
    statement = Statement(
        kind="measure", indicator="Loans\x1b[31m", place=place, reader="list", value="=1+1",
        rating=Mark("Red", "word", rag="R"), arrow=Mark("↑", "glyph", arrow="up"), flags=(Flag("value", "odd"),),
    )  # fmt: skip
    found = PaperReading(
        document_id="d", source="q1.txt", size=1, pages=1, media="text", statements=(statement,),
        findings=(Finding("extract", "unread_cell", "warning", "not read", place=place),),
    )  # fmt: skip
    monkeypatch.setattr(pipeline, "read_file", lambda path, workspace, all_pages=False: found)
    monkeypatch.setattr(pipeline, "grids_of", lambda path, all_pages=False: [{"page": None, "cells": []}])


@pytest.mark.usefixtures("reading")
def test_extract_shows_statements_and_findings(run: Run, paper: Path) -> None:
    """The plain table has one row for a statement, and no control characters reach the terminal."""
    code, out, _ = run("extract", paper)
    assert code == 0 and "\x1b" not in out
    assert "3\tLoans [31m\t\t\t=1+1\t\tR\tup\tvalue:odd" in out.splitlines()
    assert "warning\tunread_cell\tline 3\tnot read\t" in out.splitlines()


@pytest.mark.usefixtures("reading")
def test_extract_writes_csv(run: Run, paper: Path) -> None:
    """CSV has a column for each field, mark and place, and nothing that a spreadsheet runs."""
    _, out, _ = run("extract", paper, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    expected = {"value": "'=1+1", "rag": "R", "rag_raw": "Red", "arrow": "up", "arrow_basis": "glyph", "line": "3"}
    assert {name: row[name] for name in expected} == expected


@pytest.mark.usefixtures("reading")
@pytest.mark.parametrize("how", [["--json"], ["--format", "json"]])
def test_extract_prints_json(run: Run, paper: Path, how: list[str]) -> None:
    """JSON holds the whole reading."""
    _, out, _ = run("extract", paper, *how)
    assert json.loads(out)["statements"][0]["rating"]["rag"] == "R"


@pytest.mark.usefixtures("reading")
def test_extract_prints_grids(run: Run, paper: Path) -> None:
    """Grids are a JSON list."""
    _, out, _ = run("extract", paper, "--grids", "--all-pages", "--json")
    assert json.loads(out) == [{"page": None, "cells": []}]


@pytest.mark.parametrize("more", [[], ["--grids"]])
def test_extract_of_a_broken_pdf_says_what_to_do(run: Run, tmp_path: Path, more: list[str]) -> None:
    """A PDF that cannot be opened is refused with what to do, whatever its ending."""
    (tmp_path / "paper.txt").write_bytes(b"\n%PDF-1.7\n")
    code, out, err = run("extract", "paper.txt", *more)
    assert (code, out) == (1, "") and "paper.txt" in err and "repair it" in err


def test_extract_of_a_rejected_paper_exits_with_1(run: Run, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper that cannot be read is an error."""

    def reject(path: Path, workspace: object, *, all_pages: bool = False) -> PaperReading:
        raise DocumentError(f"{path}: the file is empty")

    monkeypatch.setattr(pipeline, "read_file", reject)
    code, _, err = run("extract", paper)
    assert code == 1 and err == f"error: {paper}: the file is empty\n"


# ---------------------------------------------------------------------------------------------- match, catalogue
def test_match_uses_the_catalogue_of_the_workspace(run: Run, tmp_path: Path) -> None:
    """Without --catalogue, the workspace's rows and the starters decide together."""
    init_workspace(tmp_path / "work")
    with (tmp_path / "work" / "catalogue.csv").open("a", encoding="utf-8") as file:
        file.write("moon-miles,Miles walked on the moon,count,,,,,,\n")
    (tmp_path / "names.csv").write_text("raw_name\nMiles walked on the moon\n", encoding="utf-8")
    code, out, _ = run("match", "names.csv", "--out", "found.csv", "--workspace", "work", "--json")
    (row,) = csv.DictReader((tmp_path / "found.csv").open(encoding="utf-8"))
    assert code == 0 and json.loads(out) == {"accept": 1, "review": 0, "new": 0}
    assert (row["decision"], row["indicator_id"]) == ("accept", "moon-miles")


@pytest.mark.skipif(sys.platform == "win32", reason="shells of Unix close streams")
def test_streams_may_be_closed(paper: Path, tmp_path: Path) -> None:
    """The work is done all the same; nobody hears of it."""
    words = [sys.executable, "-m", "cli", "build", str(paper), "--out", str(tmp_path / "dataset"), "--no-expectations"]
    command = ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *words, "--cache", str(tmp_path / "cache")]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    assert (tmp_path / "dataset" / "observations.csv").is_file()


def test_a_link_to_itself_is_no_place(run: Run, paper: Path, tmp_path: Path) -> None:
    """One line says so."""
    (tmp_path / "loop").symlink_to("loop")
    code, _, err = run("build", paper, "--out", "loop")
    assert code == 1 and err.startswith("error: ") and "loop" in err and err.count("\n") == 1


def test_what_match_hands_through_runs_in_no_spreadsheet(run: Run, tmp_path: Path) -> None:
    """Names, other columns and their heads; signed figures and dashes are no formulas."""
    listed = 'raw_name,=head(),note\n"=HYPERLINK(""http://x"")",@x,-5\n'
    (tmp_path / "names.csv").write_text(listed, encoding="utf-8")
    assert run("match", "names.csv", "--out", "found.csv")[0] == 0
    head, row = csv.reader((tmp_path / "found.csv").open(encoding="utf-8"))
    assert (row[0], head[-2:], row[-2:]) == ('\'=HYPERLINK("http://x")', ["'=head()", "note"], ["'@x", "-5"])


def test_match_takes_a_catalogue_with_comments_and_columns_of_its_own(run: Run, tmp_path: Path) -> None:
    """A catalogue from elsewhere may be saved by a spreadsheet and hold more than is needed."""
    (tmp_path / "c.csv").write_text("indicator_id;name;owner\n# note\na-1;Loans;me\n", encoding="utf-8-sig")
    (tmp_path / "names.csv").write_text("raw_name\nLoans\n", encoding="utf-8")
    code, out, _ = run("match", "names.csv", "--catalogue", "c.csv", "--out", "found.csv")
    assert code == 0 and "accept\t1" in out


@pytest.mark.parametrize(("names", "out"), [("name\nLoans\n", "found.csv"), ("raw_name\nLoans\n", "no/found.csv")])
def test_match_names_the_file_that_is_wrong(run: Run, tmp_path: Path, names: str, out: str) -> None:
    """A list without names and a place that cannot be written are errors of one line."""
    (tmp_path / "names.csv").write_text(names, encoding="utf-8")
    code, _, err = run("match", "names.csv", "--out", out)
    assert code == 1 and err.startswith("error: ") and err.count("\n") == 1


def test_catalogue_check_reports_and_fails(run: Run, tmp_path: Path) -> None:
    """Two entries of one name are an error; a unit that nobody knows is a warning."""
    (tmp_path / "c.csv").write_text("indicator_id,name,unit\na,Loans,count\nb,Loans,furlongs\n", encoding="utf-8")
    code, out, _ = run("catalogue", "check", "--catalogue", "c.csv", "--json")
    found = json.loads(out)
    assert code == 1
    assert {f["code"] for f in found["findings"]} == {"duplicate_name", "unknown_unit"}
    assert run("catalogue", "check", "--catalogue", "c.csv", "--fail-on", "none")[0] == 0


def test_shipped_catalogue_has_no_errors(run: Run) -> None:
    """The starters pass their own check."""
    assert run("catalogue", "check")[0] == 0


# ---------------------------------------------------------------------------------------------- validate
def test_validate_checks_a_built_dataset(run: Run, tmp_path: Path) -> None:
    """A good dataset passes, may be built again afterwards, and fails once a file of it is changed."""
    write_release(small_dataset("warning"), tmp_path / "ds", {})
    code, out, _ = run("validate", "ds", "--json")
    found = json.loads(out)
    assert (code, found["changed_files"], found["findings"]) == (0, [], {"warning": 1}), found
    assert run("validate", "ds", "--fail-on", "warning")[0] == 1
    write_release(small_dataset(), tmp_path / "ds", {})
    with (tmp_path / "ds" / "series.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    code, out, _ = run("validate", "ds")
    assert code == 1 and "changed files\tseries.csv" in out


def test_validate_of_something_else_is_an_error(run: Run, paper: Path) -> None:
    """A folder that is no dataset is named."""
    code, _, err = run("validate", paper.parent)
    assert code == 1 and str(paper.parent) in err


# ---------------------------------------------------------------------------------------------- explain
@pytest.fixture
def dataset(tmp_path: Path, paper: Path) -> Path:
    """A dataset built from the folder of papers."""
    return write_release(small_dataset(), tmp_path / "dataset", {"sources": ["papers"]})


def test_explain_shows_figure_lines_and_steps(run: Run, dataset: Path, paper: Path) -> None:
    """The line is marked among its neighbours; the paper is found in the folder that the build was given."""
    code, out, _ = run("explain", "3f2a")
    assert code == 0 and "\x1b" not in out
    assert "indicator_raw\tLoans" in out
    assert "      1  Quarterly report" in out and ">      3  Loans 84 " in out and "       4  Visits 12" in out
    assert "1\textract\tvalue\trow of a list\t84\tline 3, row 1" in out


def test_explain_prints_json(run: Run, dataset: Path, paper: Path) -> None:
    """The same as one object."""
    found = json.loads(run("explain", "3f2a9c00", "--json", "--papers", paper.parent)[1])
    assert found["figure"]["value_raw"] == "84" and found["steps"][0]["rule"] == "row of a list"
    assert [line[2] for line in found["excerpt"]].index(True) == 2


def test_explain_never_shows_another_paper(run: Run, dataset: Path, paper: Path) -> None:
    """A paper that has changed since, or is gone, is said to be so; the steps are shown all the same."""
    paper.write_text(PAPER.replace("84", "85"), encoding="utf-8")
    code, out, _ = run("explain", "3f2a")
    assert code == 0 and "no longer the file" in out and "85" not in out and "row of a list" in out
    paper.unlink()
    assert "--papers" in run("explain", "3f2a")[1]


@pytest.mark.parametrize("name", ["", "ffff"])
def test_explain_of_an_unknown_figure_is_an_error(run: Run, dataset: Path, name: str) -> None:
    """An id that names nothing is an error that says where ids are found."""
    code, _, err = run("explain", name)
    assert code == 1 and err.startswith("error: ")


def test_long_lines_are_cut_around_the_figure() -> None:
    """Of a line of many thousand characters, the part with the figure is shown."""
    line = "x" * 5000 + " Loans 84 " + "y" * 5000
    cut = origin._cut(line, ("Loans", "84"))
    assert "Loans 84" in cut and len(cut) < 300


# ---------------------------------------------------------------------------------------------- terminals
def test_terminal_gets_a_table_and_a_bar(
    run: Run, fake: FakePipeline, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal, the closing table is drawn and progress is a bar; markup in names is text."""
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    code, out, err = run("build", paper, "--out", "[bold]ds")
    assert code == 0 and "\t" not in out
    assert "[bold]ds" in out and "observations" in out and "1/1" in err


@pytest.mark.parametrize(("limit", "fails"), [("none", False), ("error", False), ("warning", False), ("review", True)])
def test_tally_counts_what_reaches_the_limit(limit: FailOn, fails: bool) -> None:
    """Open questions fail a run only where asked to."""
    tally = count_findings(["info"], reviews=1)
    assert tally == Tally(infos=1, reviews=1)
    assert tally.fails(limit) is fails


# ---------------------------------------------------------------------------------------------- before the work
def test_an_empty_folder_name_is_a_mistake(run: Run) -> None:
    """A variable that is not set must not make this folder a workspace."""
    code, _, err = run("init", "")
    assert code == 2 and "the name is empty" in err
    assert not list(Path.cwd().iterdir())


def test_a_dataset_that_cannot_be_written_is_found_before_reading(run: Run, paper: Path, tmp_path: Path) -> None:
    """A folder of other things is refused at once: no paper is read, nothing is touched."""
    (tmp_path / "ds").mkdir()
    (tmp_path / "ds" / "thesis.doc").write_text("years of work", encoding="utf-8")
    code, _, err = run("build", paper, "--out", "ds")
    assert code == 1 and "something other than a dataset" in err and "q1.txt" not in err


@pytest.mark.parametrize("out", ["nowhere/out.csv", "names.csv"])
def test_a_list_that_cannot_be_written_is_found_before_matching(run: Run, tmp_path: Path, out: str) -> None:
    """Neither a folder that is not there, nor the file that is read."""
    (tmp_path / "names.csv").write_text("raw_name\nLoans\n", encoding="utf-8")
    code, _, err = run("match", "names.csv", "--out", out)
    assert code == 1 and out in err and "name another file" in err
    assert (tmp_path / "names.csv").read_text(encoding="utf-8") == "raw_name\nLoans\n"


def test_a_catalogue_of_ones_own_is_checked(run: Run, tmp_path: Path) -> None:
    """A file of the same columns; entries of the starters play no part."""
    (tmp_path / "own.csv").write_text(
        "indicator_id,name,unit,polarity,description,frameworks,aliases,definition_breaks,source\n"
        "loans,Library loans,count,higher,Books lent.,,Books issued|Issues,2013-04-01 audio books count,us\n"
        "issues,Percentage of books issued,count,higher,Books lent.,,Issues,2013/14 other,us\n",
        encoding="utf-8",
    )
    code, out, _ = run("catalogue", "check", "own.csv", "--json")
    found = json.loads(out)
    assert (code, found["entries"]) == (1, 2)
    assert {f["code"] for f in found["findings"]} >= {"ambiguous_alias", "unreadable_break", "unit_against_name"}


def test_the_starter_catalogue_passes(run: Run) -> None:
    """No errors in what ships."""
    code, out, _ = run("catalogue", "check", "--json")
    assert code == 0 and json.loads(out)["errors"] == 0
