"""Work done ahead leaves what it makes; what it fails at is left to whoever needs it."""

import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

import assembly.run
from archive.cache import Cache
from archive.processes import may_fork
from archive.readings import Means
from assembly.ahead import work_ahead
from bench.archives import make_papers
from errors import InputError
from pipeline import BuildOptions, build
from tests.shared_papers import starter_workspace
from tests.test_incremental import assert_same

pytestmark = pytest.mark.skipif(not may_fork(), reason="processes cannot be copied here")


def write(path: Path) -> None:
    """Leave a file that says who wrote it."""
    path.write_text(str(os.getpid()))


def fail() -> None:
    """Fail as a full disk would."""
    raise InputError("no room")


def die() -> None:
    """Die as for want of memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def test_all_is_done_by_others(tmp_path: Path) -> None:
    """Each work once, none of it in this process."""
    work_ahead([partial(write, tmp_path / str(number)) for number in range(20)], 2)
    writers = {path.read_text() for path in tmp_path.iterdir()}
    assert len(list(tmp_path.iterdir())) == 20
    assert str(os.getpid()) not in writers
    assert len(writers) <= 2


@pytest.mark.parametrize("trouble", [fail, die])
def test_trouble_ends_neither_this_process_nor_the_rest(tmp_path: Path, trouble: Callable[[], None]) -> None:
    """A copy that dies leaves its later work to the others; one that fails goes on."""
    work_ahead([trouble, *(partial(write, tmp_path / str(number)) for number in range(9))], 2)
    assert len(list(tmp_path.iterdir())) == 9


def test_one_work_or_one_copy_does_not_pay(tmp_path: Path) -> None:
    """Nothing is done ahead: whoever needs it will do it."""
    work_ahead([partial(write, tmp_path / "one")], 4)
    work_ahead([partial(write, tmp_path / "one"), partial(write, tmp_path / "two")], 1)
    assert not list(tmp_path.iterdir())


def test_a_dataset_is_the_same_with_any_number_of_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a cache and without, and where every copy dies at once."""
    monkeypatch.setattr("pipeline._MANY", 1)
    make_papers(tmp_path / "papers", councils=4, papers=3)

    def made(name: str, copies: int, cache: Cache | None = None) -> Path:
        means = Means(cache=cache, workers=copies)
        options = BuildOptions(
            sources=(tmp_path / "papers",),
            out=tmp_path / name,
            workspace=starter_workspace(),
            expectations=False,
            means=means,
        )
        return build(options, lambda _: None).folder

    alone = made("alone", 1)
    assert_same(alone, made("two", 2))
    assert_same(alone, made("kept", 3, Cache(tmp_path / "cache", "x", "y")))
    monkeypatch.setattr(assembly.run, "work_ahead", lambda works, copies: work_ahead([die for _ in works], copies))
    assert_same(alone, made("dead", 2))
