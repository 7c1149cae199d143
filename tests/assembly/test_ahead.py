"""Work done ahead leaves what it makes; what it fails at is left to whoever needs it."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

import assembly.run
import pipeline
from archive.cache import Cache
from archive.processes import may_fork
from archive.readings import Means
from assembly.ahead import work_ahead
from bench.archives import make_papers
from errors import InputError
from pipeline import BuildOptions, build
from tests.shared_papers import starter_workspace
from tests.test_incremental import assert_same

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")


def apart(work: Callable[..., object], *args: object) -> None:
    """Run in a process of its own: one with threads, such as that of the tests, is never copied."""
    process = multiprocessing.get_context("spawn").Process(target=work, args=args)
    process.start()
    process.join()
    assert process.exitcode == 0


def ahead(works: Sequence[Callable[[], object]], copies: int) -> None:
    """The work, ahead."""
    assert may_fork()
    work_ahead(works, copies)


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
    apart(ahead, [partial(write, tmp_path / str(number)) for number in range(20)], 2)
    writers = {path.read_text() for path in tmp_path.iterdir()}
    assert len(list(tmp_path.iterdir())) == 20
    assert str(os.getpid()) not in writers
    assert len(writers) <= 2


@pytest.mark.parametrize("trouble", [fail, die])
def test_trouble_ends_neither_this_process_nor_the_rest(tmp_path: Path, trouble: Callable[[], None]) -> None:
    """A copy that dies leaves its later work to the others; one that fails goes on."""
    apart(ahead, [trouble, *(partial(write, tmp_path / str(number)) for number in range(9))], 2)
    assert len(list(tmp_path.iterdir())) == 9


def test_one_work_or_one_copy_does_not_pay(tmp_path: Path) -> None:
    """Nothing is done ahead: whoever needs it will do it."""
    apart(ahead, [partial(write, tmp_path / "one")], 4)
    apart(ahead, [partial(write, tmp_path / "one"), partial(write, tmp_path / "two")], 1)
    assert not list(tmp_path.iterdir())


def made(folder: Path, name: str, copies: int, cache: bool = False, dying: bool = False) -> None:
    """Build the dataset of that name, with so many copies."""
    assert may_fork()
    pipeline._MANY = 1
    asked = 0

    def counting(works: Sequence[Callable[[], object]], copies: int) -> None:
        nonlocal asked
        assert may_fork(), "whatever was loaded, this process can still be copied"
        asked += len(works)
        work_ahead([die for _ in works] if dying else works, copies)

    assembly.run.work_ahead = counting  # type: ignore[attr-defined]
    options = BuildOptions(
        sources=(folder / "papers",),
        out=folder / name,
        workspace=starter_workspace(),
        expectations=False,
        means=Means(cache=Cache(folder / "cache", "x", "y") if cache else None, workers=copies),
    )
    build(options, lambda _: None)
    assert bool(asked) == (copies > 1)


def test_a_dataset_is_the_same_with_any_number_of_copies(tmp_path: Path) -> None:
    """With a cache and without, and where every copy dies at once."""
    make_papers(tmp_path / "papers", councils=4, papers=3)
    apart(made, tmp_path, "alone", 1)
    apart(made, tmp_path, "two", 2)
    apart(made, tmp_path, "kept", 3, True)
    apart(made, tmp_path, "dead", 2, False, True)
    for name in ("two", "kept", "dead"):
        assert_same(tmp_path / "alone", tmp_path / name)
