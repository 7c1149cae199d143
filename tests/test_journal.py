"""The log of a build: a line for each event, whatever a paper says."""

import json
from pathlib import Path

import pytest

from errors import DatasetError, InputError
from journal import opened
from tests.hostile.make import GOOD, NAMES


def lines(path: Path) -> list[dict[str, object]]:
    """The objects of a log; each line is one, and all signs are ASCII."""
    text = path.read_bytes().decode("ascii")
    assert text.endswith("\n")
    return [json.loads(line) for line in text.split("\n")[:-1]]


def test_a_line_holds_one_event(tmp_path: Path) -> None:
    """Line breaks, quotes and what a terminal would obey are escapes; the text comes back as it was."""
    path = tmp_path / "log.jsonl"
    said = 'one\nline", "state": "read\u2028\x1b[31m\udce9'
    with opened(path) as note:
        note("paper", paper=said, seconds=1.5)
        assert len(lines(path)) == 1  # written as it happens
        note("end")
    first, last = lines(path)
    assert (first["event"], first["paper"], first["seconds"], last["event"]) == ("paper", said, 1.5, "end")
    assert str(first["time"]) <= str(last["time"])
    assert b"\x1b" not in path.read_bytes()


def test_a_log_that_is_there_is_gone_on_with(tmp_path: Path) -> None:
    """Builds of every night go into one file."""
    for _ in range(2):
        with opened(tmp_path / "log.jsonl") as note:
            note("start")
    assert len(lines(tmp_path / "log.jsonl")) == 2


def test_how_a_build_ended_is_the_last_line(tmp_path: Path) -> None:
    """An error of the build and Ctrl-C leave a line; they are not swallowed."""
    path = tmp_path / "log.jsonl"
    with pytest.raises(DatasetError), opened(path) as note:
        note("start")
        raise DatasetError("the disk\nis full")
    with pytest.raises(KeyboardInterrupt), opened(path):
        raise KeyboardInterrupt
    assert [line["event"] for line in lines(path)] == ["start", "failed", "stopped"]
    assert lines(path)[1]["reason"] == "the disk\nis full"


def test_a_log_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    """Before the work; an error of the build itself is none of the log."""
    with pytest.raises(InputError, match="the log cannot be written"), opened(tmp_path / "none" / "log"):
        pass
    with pytest.raises(FileNotFoundError), opened(tmp_path / "log"):
        raise FileNotFoundError


def test_a_build_logs_papers_and_stages(tmp_path: Path) -> None:
    """Each paper once, with state, pages, figures and seconds; then the stages and the end."""
    import cli

    (tmp_path / "papers").mkdir()
    for number, name in enumerate((NAMES["newline"], NAMES["escape"], "good.txt")):
        (tmp_path / "papers" / name).write_text(f"{GOOD}\n{number}\n")
    (tmp_path / "papers" / "empty.txt").touch()
    log = tmp_path / "log.jsonl"
    words = ["build", str(tmp_path / "papers"), "--out", str(tmp_path / "ds"), "--log-json", str(log)]
    for _ in range(2):
        assert cli.run([*words, "--no-expectations", "--fail-on", "none", "--workers", "1"]) == 0
    found = lines(log)
    papers = [line for line in found if line["event"] == "paper"]
    assert {str(line["paper"]) for line in papers} == {NAMES["newline"], NAMES["escape"], "good.txt", "empty.txt"}
    assert {line["state"] for line in papers} == {"read", "rejected"}
    assert all(line["observations"] == 2 for line in papers if line["state"] == "read")
    assert all(line["reason"] for line in papers if line["state"] == "rejected")
    read = [line["seconds"] for line in papers if line["state"] == "read"]
    assert all(isinstance(seconds, float) for seconds in read[:3])
    assert read[3:] == [None] * 3  # known from the first build
    assert found[0]["event"] == "start"
    assert found[-1]["event"] == "end"
    assert {"find", "read"} <= {line["stage"] for line in found if line["event"] == "stage"}
    run = json.loads((tmp_path / "ds" / "run.json").read_text())
    assert run["states"] == {"read": 3, "rejected": 1}
    assert run["options"]["workers"] == 1
    assert run["options"]["limits"]["pages"] == 10_000
