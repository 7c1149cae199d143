"""`review`: what is asked in which order, what a key writes, and that nothing decided is ever lost."""

import csv
import os
import stat
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import cli
from desk.ledger import Line, append
from desk.questions import Candidate, Question, queue_of
from desk.session import Sitting, search
from errors import WorkspaceError
from normalise.judgements import rule
from publish.release import write_release
from records import Dataset, DocumentRow, Indicator, Judgement, Observation, Review
from workspace import init_workspace, load_judgements, load_workspace

LOANS, VISITS = "library-loans-number", "library-visits-number"
TODAY = date(2024, 3, 31)
Answer = Callable[..., Result]


def observation(number: int, name: str, organisation: str = "Ashmere Council", unit: str = "") -> Observation:
    """A row without an indicator."""
    return Observation(
        observation_id=f"{number:04d}", document_id="d" * 64, source="q1.txt", organisation=organisation,
        indicator_raw=name, value_raw=str(number), area=organisation, line=number, unit=unit,
    )  # fmt: skip


def dataset() -> Dataset:
    """Three questions: one that holds up one figure, one that holds up two, and one about a value."""
    rows = (
        observation(1, "Loans"),
        observation(2, "- Visits, library"),
        observation(3, "- Visits,  Library"),
    )
    ids = "waste-recycled-percent=0.62;waste-composted-percent=0.55"
    return Dataset(
        observations=rows,
        documents=(
            DocumentRow(document_id="d" * 64, source="q1.txt", bytes=9, pages=1, kind="text", observations=3),
        ),
        reviews=(
            Review(review_id="a", subject="indicator", question="?", indicator_raw="Loans", candidates=ids,
                   observation_ids=("0001",)),
            Review(review_id="b", subject="indicator", question="?", indicator_raw="- Visits, library", candidates=ids,
                   observation_ids=("0002", "0003")),
            Review(review_id="c", subject="value", question="?", observation_ids=("0001",)),
        ),
    )  # fmt: skip


@pytest.fixture
def answer(tmp_path: Path) -> Answer:
    """Gives commands to `review` over a pipe, in a new workspace."""
    init_workspace(tmp_path / "work")
    write_release(dataset(), tmp_path / "ds", {})
    where = ["--workspace", str(tmp_path / "work"), "--dataset", str(tmp_path / "ds")]

    def give(*commands: str, who: Sequence[str] = ("--who", "AB")) -> Result:
        text = "".join(f"{command}\n" for command in commands)
        return CliRunner().invoke(cli.commands, ["review", *where, *who], input=text, standalone_mode=False)

    return give


def written(tmp_path: Path) -> list[tuple[str, str, str]]:
    """What the workspace reads back: name, judgement, entry."""
    return [(j.raw_name, j.judgement, j.indicator_id) for j in load_workspace(tmp_path / "work").judgements]


# ---------------------------------------------------------------------------------------------- the queue
def test_what_holds_up_most_is_asked_first(answer: Answer, tmp_path: Path) -> None:
    """Two figures wait for the visits, one for the loans; questions about values are not asked."""
    result = answer("1", "1")
    assert result.exit_code == 0
    assert [name for name, _, _ in written(tmp_path)] == ["- Visits, library", "Loans"]
    assert "1 question about other things" in result.output


def test_a_sitting_goes_on_where_the_last_one_stopped(answer: Answer, tmp_path: Path) -> None:
    """What was answered is not asked again, though the dataset still lists it."""
    answer("1", "q")
    result = answer("u", "q")
    assert "1 of 1" in result.output
    assert written(tmp_path)[1] == ("Loans", "unsure", "")
    assert "0 questions; 1 answered since the build, 1 left unsure" in answer().output


def judgement(verdict: str, entry: str, organisation: str = "", name: str = "Loans", who: str = "AB") -> Judgement:
    """One line of the ledger."""
    return Judgement(when=TODAY, who=who, raw_name=name, organisation=organisation, indicator_id=entry,
                     judgement=verdict, why="", origin="")  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ([], [LOANS, VISITS]),
        ([judgement("same", LOANS)], None),
        ([judgement("same", LOANS, "Other Council")], [LOANS, VISITS]),
        ([judgement("same", LOANS, "ashmere  council")], None),
        ([judgement("different", LOANS)], [VISITS]),
        ([judgement("different", LOANS), judgement("different", VISITS)], None),
        ([judgement("unsure", "")], None),
        ([judgement("same", LOANS), judgement("unsure", LOANS)], [LOANS, VISITS]),
        ([judgement("unsure", ""), judgement("unsure", LOANS)], [LOANS, VISITS]),
        ([judgement("same", LOANS), judgement("same", VISITS, who="CD")], [LOANS, VISITS]),
        ([judgement("same", LOANS), judgement("different", LOANS, who="CD")], [LOANS, VISITS]),
        ([judgement("same", LOANS), judgement("same", VISITS, who="CD"), judgement("same", VISITS)], None),
        ([judgement("same", LOANS), judgement("same", VISITS, "Ashmere Council", who="CD")], None),
    ],
)
def test_judgements_answer_questions(said: list[Judgement], left: list[str] | None) -> None:
    """An answer ends a question, a rejection takes a candidate, an unsure that names an entry takes back."""
    entries = tuple(Candidate(Indicator(indicator_id=name, name=name)) for name in (LOANS, VISITS))
    question = Question("Loans", "Ashmere Council", entries, (), ())
    asked = queue_of([question], said).questions
    assert (left is None) == (not asked)
    for found in asked:
        assert [candidate.entry.indicator_id for candidate in found.candidates] == left


# ---------------------------------------------------------------------------------------------- keys
def test_none_of_them_rejects_each_candidate(answer: Answer, tmp_path: Path) -> None:
    """`n` says of every candidate that it is another indicator."""
    answer("n", "q")
    assert [(verdict, entry) for _, verdict, entry in written(tmp_path)] == [
        ("different", "waste-recycled-percent"),
        ("different", "waste-composted-percent"),
    ]


def test_one_rejected_leaves_the_others(answer: Answer, tmp_path: Path) -> None:
    """After `d1` the second candidate is the first; rejecting the last one answers the question."""
    answer("d1", "d1", "q", "q")
    assert [entry for _, _, entry in written(tmp_path)] == ["waste-recycled-percent", "waste-composted-percent"]
    assert "1 of 1" in answer("q").output


def test_undo_is_a_further_line(answer: Answer, tmp_path: Path) -> None:
    """The line stays, a line that takes it back follows, the question is asked again and in the next sitting."""
    answer("1", "z", "q")
    assert [(verdict, entry) for _, verdict, entry in written(tmp_path)] == [
        ("same", "waste-recycled-percent"),
        ("unsure", "waste-recycled-percent"),
    ]
    assert "1 of 2" in answer("q").output


def test_undo_goes_back_as_far_as_the_sitting(answer: Answer, tmp_path: Path) -> None:
    """Two undone decisions leave nothing decided; a third has nothing to undo."""
    result = answer("u", "2", "z", "z", "z", "q")
    assert result.output.count("undone:") == 2 and "Nothing to undo" in result.output
    assert queue_left(tmp_path) == 2


def queue_left(tmp_path: Path) -> int:
    """How many questions the ledger leaves open."""
    from desk.questions import read_questions

    loaded = load_workspace(tmp_path / "work")
    questions, _ = read_questions(tmp_path / "ds", loaded.catalogue)
    return len(queue_of(questions, loaded.judgements).questions)


def test_undo_of_a_rejection_brings_the_candidate_back(answer: Answer, tmp_path: Path) -> None:
    """`d1`, undo, then the first candidate can be chosen."""
    answer("d1", "z", "1", "q")
    assert written(tmp_path)[-1][1:] == ("same", "waste-recycled-percent")


def test_a_search_finds_what_the_matcher_did_not(answer: Answer, tmp_path: Path) -> None:
    """The numbers then mean what was found."""
    answer("/ NI 191", "1", "1", "q")
    assert written(tmp_path)[0][1:] == ("same", "waste-residual-per-household")


def test_answers_can_hold_for_all_councils(answer: Answer, tmp_path: Path) -> None:
    """The organisation is written, unless `a` says otherwise."""
    answer("1", "a", "1")
    organisations = [j.organisation for j in load_workspace(tmp_path / "work").judgements]
    assert organisations == ["Ashmere Council", ""]


def test_other_keys_decide_nothing(answer: Answer, tmp_path: Path) -> None:
    """Neither a key without meaning, nor a number without a candidate, nor a look at the evidence writes a line."""
    result = answer("9", "0", "²", "d", "d9", "x", "", "?", "e", "s", "s")
    assert result.exit_code == 0 and written(tmp_path) == []
    assert "There is no 9" in result.output and "q1.txt, line 2" in result.output


def test_a_strange_unit_is_asked_twice() -> None:
    """A count is taken for a percentage only if the key is pressed again."""
    entry = Indicator(indicator_id=LOANS, name="Loans", unit="percent")
    row = {"unit": "count", "indicator_raw": "Loans", "comparator_of": "", "indicator_code": "", "section": ""}
    row |= {"source": "q1.txt", "value_raw": ""}
    question = Question("Loans", "", (Candidate(entry),), (row,), ())
    lines: list[Line] = []
    desk = FakeDesk(["1", "1"])
    Sitting(desk, "AB", lines.extend, ()).work([question])
    assert [line.judgement for line in lines] == ["same"]
    assert "The paper prints count" in "".join(desk.shown)


class FakeDesk:
    """Gives the commands of a list, keeps what is shown."""

    def __init__(self, commands: Sequence[str]) -> None:
        self.commands, self.shown = list(commands), list[str]()

    def ask(self) -> str:
        """The next command."""
        if not self.commands:
            raise EOFError
        command = self.commands.pop(0)
        if command == "^C":
            raise KeyboardInterrupt
        return command

    def show(self, lines: Sequence[str]) -> None:
        """Keep the lines."""
        self.shown += lines


def test_nothing_is_wider_than_the_screen(answer: Answer) -> None:
    """A screen of 80 columns shows all, without control characters where it is no terminal."""
    output = answer("e", "?", "/ waste", "d1", "z", "n").output
    assert max(len(line) for line in output.splitlines() if "judgements.csv" not in line) <= 80
    assert "\x1b" not in output


# ---------------------------------------------------------------------------------------------- nothing is lost
def test_ctrl_c_loses_nothing() -> None:
    """What was decided before Ctrl-C has been written when it comes."""
    questions = [Question(n, "", (Candidate(Indicator(indicator_id=n, name=n)),), (), ()) for n in (LOANS, VISITS)]
    lines: list[Line] = []
    sitting = Sitting(FakeDesk(["1", "^C"]), "AB", lines.extend, ())
    with pytest.raises(KeyboardInterrupt):
        sitting.work(questions)
    assert [line.indicator_id for line in lines] == [LOANS]
    assert sitting.summary() == {"same": 1}


LINE = Line("AB", '=HYPERLINK("x"), 5%', "Ashmere Council", LOANS, "same", "because")


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """Commas, quotes and texts that a spreadsheet would run survive."""
    path = tmp_path / "judgements.csv"
    append(path, [LINE], TODAY)
    (read,) = load_judgements(path)
    assert (read.raw_name, read.who, read.when, read.judgement) == (LINE.raw_name, "AB", TODAY, "same")
    assert ",\"'=HYPERLINK(" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "delimiter"),
    [
        ("when;who;raw_name;organisation;indicator_id;judgement;why\r\n", ";"),
        ("why\twho\twhen\traw_name\torganisation\tindicator_id\tjudgement", "\t"),
        ("\ufeffwhen,who,raw_name,organisation,indicator_id,judgement,why\n2024-01-01,X,Y,,z,same,", ","),
    ],
)
def test_the_form_of_the_ledger_is_kept(tmp_path: Path, before: str, delimiter: str) -> None:
    """Whatever a spreadsheet made of the file: separator, order of columns, line ends, a last line without an end."""
    path = tmp_path / "judgements.csv"
    path.write_bytes(before.encode())
    append(path, [LINE, LINE], TODAY)
    assert path.read_bytes().startswith(before.encode())
    assert [j.raw_name for j in load_judgements(path)][-2:] == [LINE.raw_name] * 2
    last = list(csv.reader(path.read_text(encoding="utf-8").splitlines(), delimiter=delimiter))[-1]
    assert len(last) == 7 and ("\r\n" in before) == path.read_bytes().endswith(b"\r\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to anything")
def test_a_ledger_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The sitting ends with a line that says what to do."""
    path = tmp_path / "judgements.csv"
    append(path, [LINE], TODAY)
    path.chmod(stat.S_IREAD)
    with pytest.raises(WorkspaceError, match="cannot be written"):
        append(path, [LINE], TODAY)


def test_a_full_disk_leaves_no_half_decision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only a part could be written, it is taken away again."""
    path = tmp_path / "judgements.csv"
    append(path, [LINE], TODAY)
    before = path.read_bytes()
    real = os.write
    monkeypatch.setattr("desk.ledger.os.write", lambda handle, block: real(handle, block[:20]))
    with pytest.raises(WorkspaceError, match="disk"):
        append(path, [LINE], TODAY)
    assert path.read_bytes() == before


# ---------------------------------------------------------------------------------------------- the command
def test_a_sitting_needs_a_workspace_and_a_name(
    answer: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a place to keep answers, or a name for them, nothing is asked."""
    monkeypatch.chdir(tmp_path)
    assert cli.run(["review", "--dataset", "ds"]) == 2
    assert cli.run(["review", "--dataset", "ds", "--workspace", "work", "--who", " "]) == 2


def test_questions_can_be_listed(answer: Answer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--json prints the queue and asks nothing, with or without a workspace."""
    import json

    assert cli.run(["review", "--dataset", str(tmp_path / "ds"), "--json"]) == 0
    queue = json.loads(capsys.readouterr().out)
    assert [question["raw_name"] for question in queue["questions"]] == ["- Visits, library", "Loans"]


def test_the_build_takes_up_what_was_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that was a question is an indicator after the next build."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "q.txt").write_text(
        "Ashmere Council\nPerformance 2015/16\n\nIndicator\t2014/15\t2015/16\n"
        "Sites where compost is made\t8\t7\nLibrary van stops made\t80\t81\n",
        encoding="utf-8",
    )
    assert cli.run(["init", "work"]) == 0
    build = ["build", "q.txt", "--out", "ds", "--workspace", "work", "--no-expectations", "--fail-on", "none"]
    assert cli.run(build) == 0
    loaded = load_workspace(tmp_path / "work")
    row = next(iter(_rows("ds/observations.csv")))
    append(
        tmp_path / "work" / "judgements.csv",
        [Line("AB", row["indicator_raw"], row["organisation"], loaded.catalogue[0].indicator_id, "same", "")],
        TODAY,
    )
    assert cli.run(build) == 0
    found = {r["indicator_id"] for r in _rows("ds/observations.csv") if r["indicator_raw"] == row["indicator_raw"]}
    assert found == {loaded.catalogue[0].indicator_id}


def _rows(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_search_needs_all_words() -> None:
    """Words are looked for in name, id, aliases and codes; no words find nothing."""
    entries = (
        Indicator(indicator_id="a", name="Books lent by libraries", aliases=("Loans",)),
        Indicator(indicator_id="b", name="Books", frameworks=("BV 117",)),
    )
    assert [e.indicator_id for e in search(entries, "books")] == ["b", "a"]
    assert [e.indicator_id for e in search(entries, "books LOANS")] == ["a"]
    assert [e.indicator_id for e in search(entries, "bv 117")] == ["b"]
    assert search(entries, "  ") == ()


@pytest.mark.parametrize(
    "words",
    [
        [judgement("same", LOANS, "Ashmere Council"), judgement("different", LOANS, who="CD")],
        [judgement("same", LOANS), judgement("different", LOANS, "Ashmere Council", who="CD")],
        [judgement("same", LOANS), judgement("different", LOANS, who="CD")],
        [judgement("same", LOANS, "ASHMERE COUNCIL"), judgement("same", VISITS, who="CD")],
    ],
)
def test_review_and_build_hold_the_same_words(words: list[Judgement]) -> None:
    """What a build leaves open because people contradict each other is asked, and nothing else."""
    ruling = rule([("Loans", "Ashmere Council")], words).of("Loans", "Ashmere Council")
    entries = tuple(Candidate(Indicator(indicator_id=name, name=name)) for name in (LOANS, VISITS))
    left = queue_of([Question("Loans", "Ashmere Council", entries, (), ())], words).questions
    asks_all = bool(left) and len(left[0].candidates) == 2
    assert asks_all == ruling.disputed
