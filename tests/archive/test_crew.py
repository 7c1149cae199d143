"""A paper may crash, hang or grow: it ends alone, with its reason, and the others are read."""

import hashlib
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeVar

import psutil
import pytest

from archive import crew
from archive.crew import Outcome, hired_ahead, read_papers
from archive.limits import Failure, Limits
from archive.papers import Paper, Read
from archive.worker import Orders
from extract.settings import ReadSettings
from records import PaperReading
from sources import Source
from tests.archive.troubles import absent, telling, troubled
from tests.shared_papers import ROOT

GOOD = (
    "Wexmoor Council\n\nPerformance report Q2 2020/21\n\nIndicator\tTarget\tQ2 2020/21\nCalls answered (%)\t90%\t81%\n"
)
Found = TypeVar("Found")
ORDERS = Orders(ReadSettings(), Limits(seconds=3, memory=400))


def papers_of(folder: Path, *names: str) -> list[Paper]:
    """Papers of these names; all hold one table."""
    found = []
    for name in names:
        path = folder / f"{name}.txt"
        data = f"{GOOD}\n{name}\n".encode()
        path.write_bytes(data)
        found.append(Paper(Source(path, path.name), hashlib.sha256(data).hexdigest(), len(data), "text"))
    return found


def outcomes(papers: list[Paper], workers: int = 2) -> dict[str, PaperReading | Failure]:
    """What became of each paper, by name."""
    return {papers[n].source.path.stem: _plain(found) for n, found, _ in read_papers(papers, ORDERS, workers, troubled)}


def _plain(outcome: Outcome) -> PaperReading | Failure:
    return outcome.reading if isinstance(outcome, Read) else outcome


@pytest.mark.parametrize(
    ("trouble", "reason", "limit"),
    [
        ("crash", "SIGSEGV", ""),
        ("leave", "exit code 7", ""),
        ("hang", "within 3 seconds", "--max-seconds"),
        ("grow", "400 MB", "--max-memory"),
    ],
)
def test_a_paper_that_ends_its_process_ends_alone(tmp_path: Path, trouble: str, reason: str, limit: str) -> None:
    """It is given up with a reason that names the limit, and the papers beside it are read."""
    found = outcomes(papers_of(tmp_path, "a", trouble, "z"))
    assert all(isinstance(found[name], PaperReading) and found[name].statements for name in ("a", "z"))  # type: ignore[union-attr]
    failure = found[trouble]
    assert isinstance(failure, Failure)
    assert reason in failure.reason
    assert failure.limit == limit


def test_a_paper_is_tried_once_more(tmp_path: Path) -> None:
    """Trouble that does not come back costs nothing but time."""
    found = outcomes(papers_of(tmp_path, "once", "z"))
    assert isinstance(found["once"], PaperReading)


def test_papers_are_shared_out(tmp_path: Path) -> None:
    """Two workers read at the same time, and nobody is hired for papers that are not there."""
    papers = papers_of(tmp_path, *"abcdef")
    readers = [r.reading.pages for _, r, _ in read_papers(papers, ORDERS, 2, telling) if isinstance(r, Read)]
    assert len(readers) == 6
    assert len(set(readers)) == 2
    alone = papers_of(tmp_path, "a")
    assert len(list(read_papers(alone, ORDERS, 8, telling))) == 1


def test_work_is_done_while_all_workers_read(tmp_path: Path) -> None:
    """Or get ready to; never where there is nothing to read. It is told how many papers nobody will have at once."""
    calls: list[int] = []
    answers = read_papers(papers_of(tmp_path, *"abc"), ORDERS, 2, telling, calls.append)
    assert len(list(answers)) == 3
    assert calls[0] == 1
    assert {*calls} <= {1, 0}
    calls.clear()
    assert list(read_papers([], ORDERS, 2, telling, calls.append)) == [] and not calls


@pytest.fixture
def _copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are hired ahead, as where processes can be copied."""
    monkeypatch.setattr(crew, "may_fork", lambda: True)


@pytest.mark.usefixtures("_copied")
def test_a_worker_that_is_hired_ahead_reads_the_first_paper(tmp_path: Path) -> None:
    """And is gone in the end."""
    with hired_ahead(ORDERS, telling) as hired:
        (early,) = [worker.pid for worker in hired]
        (_, alone, _), *more = read_papers(papers_of(tmp_path, "a"), ORDERS, 2, telling, crew=hired)
        assert isinstance(alone, Read) and alone.reading.pages == early
        assert not more and not hired
    assert not psutil.pid_exists(early)


@pytest.mark.usefixtures("_copied")
def test_a_worker_that_nobody_needs_is_ended() -> None:
    """Whether or not it was ready."""
    with hired_ahead(ORDERS, telling) as hired:
        (early,) = [worker.pid for worker in hired]
        assert psutil.pid_exists(early)
    assert not psutil.pid_exists(early) and not hired


def test_nothing_is_read_of_nothing() -> None:
    """Without papers, no process is started."""
    assert list(read_papers([], ORDERS, 2)) == []


def test_a_paper_that_was_changed_meanwhile_is_rejected(tmp_path: Path) -> None:
    """Its hash is the name that its figures are published under."""
    papers = papers_of(tmp_path, "a")
    papers[0].source.path.write_text("something else")
    (found,) = outcomes(papers).values()
    assert isinstance(found, PaperReading)
    assert found.state == "rejected"
    assert "changed" in found.reason


def test_a_generator_that_is_left_ends_its_workers(tmp_path: Path) -> None:
    """Whoever stops half-way, by Ctrl-C for one, leaves no process behind."""
    reading = read_papers(papers_of(tmp_path, "a", "hang", "z"), ORDERS, 2, troubled)
    next(reading)
    workers = [child.pid for child in multiprocessing.active_children()]
    assert workers
    assert isinstance(reading, Generator)
    reading.close()
    assert not any(_lives(pid) for pid in workers if pid)


def test_workers_go_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    """SIGKILL gives a parent no time to say so; the worker notices, in the middle of a paper."""
    papers_of(tmp_path, "hang")
    code = (
        "import sys; sys.path[:0] = sys.argv[2:]\n"
        "from pathlib import Path; import test_crew as t\n"
        "if __name__ == '__main__': list(t.read_papers(t.papers_of(Path(sys.argv[1]), 'hang'), "
        "t.Orders(t.ReadSettings(), t.Limits()), 1, t.troubled))\n"
    )
    script = tmp_path / "parent.py"
    script.write_text(code)
    here = str(Path(__file__).parent)
    parent = subprocess.Popen([sys.executable, str(script), str(tmp_path), str(ROOT), str(ROOT / "tests"), here])
    try:
        workers = _wait_for(
            lambda: [c.pid for c in _children(parent.pid) if "resource_tracker" not in " ".join(c.cmdline())]
        )
        os.kill(parent.pid, signal.SIGKILL)
    finally:
        parent.wait()
    assert workers
    assert _wait_for(lambda: not any(_lives(pid) for pid in workers))


def _children(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.Error:
        return []


def _lives(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _wait_for(condition: Callable[[], Found], seconds: float = 30) -> Found:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.1)
    return condition()


def test_workers_that_cannot_start_end_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are not started again and again."""
    monkeypatch.setattr("archive.crew.serve", absent)
    with pytest.raises(RuntimeError, match="exit code 3"):
        list(read_papers(papers_of(tmp_path, "good"), ORDERS, 2))
