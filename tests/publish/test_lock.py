"""One build at a time, and no lock that outlives its holder."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from errors import DatasetError
from publish.lock import hold

ROOT = Path(__file__).resolve().parents[2]
HOLDER = """
import sys, time
from pathlib import Path
from publish.lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def holder(target: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock of the dataset."""
    command = [sys.executable, "-c", HOLDER, str(target)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_the_second_build_is_told_who_holds_the_dataset(tmp_path: Path) -> None:
    """Process, host and time of the first build stand in the message."""
    target = tmp_path / "dataset"
    with holder(target) as process:
        with pytest.raises(DatasetError) as caught, hold(target):
            pass
        said = str(caught.value)
        assert f"process {process.pid} on {socket.gethostname()} since 20" in said


def test_a_killed_holder_frees_the_dataset(tmp_path: Path) -> None:
    """The system drops the lock of a process that is killed; nobody has to remove a file."""
    target = tmp_path / "dataset"
    with holder(target) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert (tmp_path / ".dataset.lock").exists()
        with hold(target) as lock:
            assert lock.target == target.resolve()


def test_nothing_is_left_beside_the_dataset(tmp_path: Path) -> None:
    """The lock's file goes with the lock, also after an error."""
    with pytest.raises(RuntimeError), hold(tmp_path / "deep" / "dataset"):
        raise RuntimeError
    assert list((tmp_path / "deep").iterdir()) == []


def test_other_datasets_are_not_locked(tmp_path: Path) -> None:
    """Two datasets of one folder are built side by side."""
    with hold(tmp_path / "one"), hold(tmp_path / "two") as lock:
        assert lock.target.name == "two"


def test_a_link_leads_to_the_same_lock(tmp_path: Path) -> None:
    """A dataset that is reached by a link is the same dataset."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with hold(tmp_path / "link"), pytest.raises(DatasetError, match="is being built"), hold(tmp_path / "real"):
        pass


def test_the_root_is_no_dataset() -> None:
    """A path without a name has no place beside it to build in."""
    with pytest.raises(DatasetError, match="name a folder inside it"), hold(Path("/")):
        pass
