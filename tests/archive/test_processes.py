"""A worker that is forked shares nothing with its parent but what both only read."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared_papers import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks are for Linux")


def run(tmp_path: Path, code: str) -> str:
    """What a program with no other thread prints; pytest itself may have several."""
    script = tmp_path / "program.py"
    script.write_text(f"import sys\nsys.path[:0] = [{str(ROOT)!r}]\n{code}")
    ended = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    assert not ended.stderr
    return ended.stdout


def test_a_fork_holds_no_file_of_its_parent(tmp_path: Path) -> None:
    """A lock that a copy held would outlive its holder; a number that it gave free would be taken by another file."""
    told = run(
        tmp_path,
        """
import fcntl, os, signal
from archive.processes import may_fork, start

def hold(connection):
    connection.send_bytes(b"ready")
    try:
        connection.recv_bytes()
    except EOFError:
        return
    names = {int(n): os.readlink(f"/proc/self/fd/{n}") for n in os.listdir("/proc/self/fd") if int(n) > 2
             and os.path.exists(f"/proc/self/fd/{n}")}
    connection.send_bytes(repr(sorted({name for n, name in names.items() if n != connection.fileno()})).encode())
    connection.recv_bytes()

assert may_fork()
lock = os.open(sys.argv[0] + ".lock", os.O_RDWR | os.O_CREAT)
fcntl.flock(lock, fcntl.LOCK_EX)
first, one = start(hold)
second, two = start(hold)
for pipe in (one, two):
    assert pipe.recv_bytes() == b"ready"
os.close(lock)
other = os.open(sys.argv[0] + ".lock", os.O_RDWR)
fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)  # free, though both children live
two.send_bytes(b"tell")
print(two.recv_bytes().decode())
one.close()  # the second child holds no end of the first one's pipe: the first one sees it end
first.join(timeout=20)
print(first.is_alive())
os.kill(second.pid, signal.SIGKILL)
second.join()
""",
    )
    assert told == "['/dev/null']\nFalse\n"


def test_what_is_not_yet_written_is_written_once(tmp_path: Path) -> None:
    """The copy has its own copy of what waits to be printed, and does not print it again."""
    told = run(
        tmp_path,
        """
from archive.processes import start

def nothing(connection):
    pass

sys.stdout.write("once\\n")
process, pipe = start(nothing)
process.join()
print(process.exitcode)
""",
    )
    assert told == "once\n0\n"


def test_a_process_with_threads_is_not_copied(tmp_path: Path) -> None:
    """What another thread holds at that moment would never be let go of in the copy; a new process is made."""
    told = run(
        tmp_path,
        """
import threading
from archive.processes import may_fork, start

def tell(connection):
    connection.send_bytes(b"here")

if __name__ == "__main__":
    print(may_fork())
    end = threading.Event()
    threading.Thread(target=end.wait).start()
    print(may_fork())
    process, pipe = start(tell)
    print(pipe.recv_bytes())
    process.join()
    end.set()
""",
    )
    assert told == "True\nFalse\nb'here'\n"


def test_files_beyond_the_limit_are_let_go_of_too(tmp_path: Path) -> None:
    """Some program opened many files and then allowed fewer: a number beyond them cannot be pointed elsewhere."""
    told = run(
        tmp_path,
        """
import fcntl, os, resource
from archive.processes import may_fork, start

def tell(connection):
    connection.send_bytes(str(os.path.exists("/proc/self/fd/200")).encode())

assert may_fork()
lock = os.open(sys.argv[0] + ".lock", os.O_RDWR | os.O_CREAT)
os.dup2(lock, 200)
resource.setrlimit(resource.RLIMIT_NOFILE, (100, 100))
process, pipe = start(tell)
print(pipe.recv_bytes().decode())
process.join()
""",
    )
    assert told == "False\n"
