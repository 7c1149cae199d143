"""Builds that are killed, that find the disk full, or that find another build at work."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from bench.kill_test import OLD, Stage, killed, killed_at, prepared, same
from tests.shared_papers import ROOT, SAMPLES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for workers as Linux shows them")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """A dataset of some papers, and what a build of more papers gives."""
    return prepared(tmp_path_factory.mktemp("stage"))


@pytest.mark.parametrize("alone", [False, True], ids=["with its workers", "alone"])
@pytest.mark.parametrize("seed", range(3))
def test_a_killed_build_is_gone_on_with(stage: Stage, tmp_path: Path, seed: int, alone: bool) -> None:
    """The dataset is whole at any moment, and the next build gives what an undisturbed one gives."""
    _, fault = killed(stage, tmp_path / "killed", Random(f"{seed} {alone}"), alone=alone)  # noqa: S311
    assert not fault


@pytest.mark.parametrize("step", range(4, 10))
def test_a_build_killed_while_it_begins_is_gone_on_with(stage: Stage, tmp_path: Path, step: int) -> None:
    """While the cache is made, each step of which takes too short a time to be hit at random."""
    named, _, fault = killed_at(stage, tmp_path / "killed", step)
    assert named and not fault


def build(papers: Path, folder: Path, largest: int | None = None) -> subprocess.Popen[str]:
    """A build; `largest` is the number of bytes that one file may have, as on a disk that is full."""

    def limit() -> None:
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    words = [sys.executable, str(ROOT / "cli.py"), "build", str(papers), "--out", str(folder / "dataset")]
    words += ["--cache", str(folder / "cache"), "--no-expectations", "--fail-on", "none", "--workers", "1"]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=limit)


@pytest.mark.parametrize("largest", [2_000, 60_000], ids=["for a reading", "for the dataset"])
def test_a_full_disk_leaves_the_old_dataset(stage: Stage, tmp_path: Path, largest: int) -> None:
    """One line says what failed; with room, the next build goes on."""
    papers = stage.papers
    few = build(stage.papers.with_name("few"), tmp_path)
    assert few.wait() == 0
    assert same(tmp_path / "dataset", stage.old)
    failing = build(papers, tmp_path, largest)
    _, said = failing.communicate()
    assert failing.returncode == 1
    assert "Traceback" not in said
    assert [line for line in said.splitlines() if line.startswith("error: ")] == [said.splitlines()[-1]]
    assert same(tmp_path / "dataset", stage.old)
    again = build(papers, tmp_path)
    assert again.wait() == 0
    assert same(tmp_path / "dataset", stage.new)


def test_the_second_of_two_builds_says_who_builds(tmp_path: Path) -> None:
    """It ends at once, and the first one is not disturbed; with the first one killed, nothing is in its way."""
    (tmp_path / "papers").mkdir()
    for name in OLD:
        (tmp_path / "papers" / Path(name).name).write_bytes((SAMPLES / name).read_bytes())
    first = build(tmp_path / "papers", tmp_path)
    lock = tmp_path / ".dataset.lock"
    end = time.monotonic() + 30
    while not (lock.exists() and lock.read_bytes()) and time.monotonic() < end:
        time.sleep(0.002)
    os.kill(first.pid, signal.SIGSTOP)
    second = build(tmp_path / "papers", tmp_path)
    _, said = second.communicate()
    assert second.returncode == 1
    assert f"is being built by process {first.pid} on" in said
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    third = build(tmp_path / "papers", tmp_path)
    assert third.communicate() and third.returncode == 0
