"""What docs/security.md promises of the code itself: nothing of a paper is run, nothing is fetched, nothing is written
beside the dataset, the cache and a temporary folder."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.make import GOOD, TRAPS
from tests.shared_papers import ROOT
from tests.test_imports import imported, modules

NEVER = {
    "pickle", "marshal", "shelve", "dill", "urllib", "http", "ftplib", "smtplib", "ssl", "asyncio", "requests", "httpx",
    "code", "runpy", "webbrowser", "pty",
}  # fmt: skip
"""What runs what it reads, or reaches for the network."""
ONLY: dict[str, set[str]] = {
    "subprocess": {"extract/pdf/tesseract.py", "extract/pdf/second.py"},
    "socket": {"publish/lock.py"},  # the name of this machine
    "multiprocessing": {
        "archive/processes.py",
        "archive/crew.py",
        "archive/worker.py",
        "assembly/ahead.py",
        "assembly/engine.py",
        "assembly/expected.py",
    },
}
"""What one place needs."""
RUNS = {"eval", "exec", "compile", "__import__", "system", "popen", "startfile", "execv", "execve", "spawnv"}
WRITTEN_HERE = {"records.py": {"exec"}}
"""Code made of the names of our own fields, as `dataclasses` does it."""


def calls(path: Path) -> Iterator[ast.Call]:
    """All calls in a module."""
    return (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))


def name_of(call: ast.Call) -> str:
    """`eval` for `eval()` and `builtins.eval()`; "" for methods of values, such as `pattern.compile()`."""
    if isinstance(call.func, ast.Name):
        return call.func.id
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        return call.func.attr if call.func.value.id in ("os", "builtins", "subprocess") else ""
    return ""


MODULES = pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())


@MODULES
def test_no_module_runs_what_it_reads(path: Path) -> None:
    """No eval, no shell, no unsafe YAML; other programs are started where it is said."""
    here = path.relative_to(ROOT).as_posix()
    for call in calls(path):
        assert name_of(call) not in RUNS - WRITTEN_HERE.get(here, set()), ast.unparse(call)
        assert not [word for word in call.keywords if word.arg == "shell"], ast.unparse(call)
        if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "yaml":
            assert call.func.attr in ("safe_load", "compose"), ast.unparse(call)


@MODULES
def test_no_module_reaches_out(path: Path) -> None:
    """Neither for the network, nor for what another program has pickled."""
    here = path.relative_to(ROOT).as_posix()
    found = set(imported(path))
    assert not found & NEVER
    assert not [name for name, places in ONLY.items() if name in found and here not in places]


def test_nothing_that_a_worker_sends_is_unpickled() -> None:
    """A worker may be taken over by the paper that it reads: its answers are bytes that are checked."""
    for path in (ROOT / "archive").glob("*.py"):
        names = [call.func.attr for call in calls(path) if isinstance(call.func, ast.Attribute)]
        assert "recv" not in names or path.name == "worker.py"


WATCHED = """
import os, sys
root, allowed = sys.argv[1], tuple(sys.argv[2].split(os.pathsep))
sys.path.insert(0, root)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

def watch(event, given):
    if event == "open" and isinstance(given[0], (str, bytes)) and given[2] & WRITES:
        path = os.path.abspath(os.fsdecode(given[0]))
        if path != os.devnull and not path.startswith(allowed):
            print("WROTE", path, file=sys.stderr)
    elif event in ("socket.connect", "socket.getaddrinfo", "os.system", "os.exec", "os.startfile"):
        print("RAN", event, given, file=sys.stderr)
    elif event == "subprocess.Popen":
        program = os.path.basename(os.fsdecode(given[0]))
        if program != "tesseract" and os.fsdecode(given[0]) != sys.executable:
            print("RAN", given, file=sys.stderr)

sys.addaudithook(watch)
import cli
sys.exit(cli.run(sys.argv[3:]))
"""


def test_papers_that_want_to_be_run_are_not(tmp_path: Path) -> None:
    """Scripts, programs and attachments of PDFs, names with paths: no connection, no program, no file elsewhere."""
    papers, temporary = tmp_path / "papers", tmp_path / "temporary"
    papers.mkdir()
    temporary.mkdir()
    (papers / "good.txt").write_text(GOOD)
    for name in ("script.pdf", "attachment.pdf", "formulas.pdf", "formulas.txt"):
        (papers / name).write_bytes(TRAPS[name].make())
    allowed = [tmp_path / "dataset", tmp_path / ".dataset", temporary]
    words = [sys.executable, "-c", WATCHED, str(ROOT), os.pathsep.join(map(str, allowed)), "build", str(papers)]
    words += ["--out", str(tmp_path / "dataset"), "--no-expectations", "--fail-on", "none", "--workers", "0"]
    environment = {**os.environ, "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(words, capture_output=True, text=True, env=environment, check=False, timeout=120)
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    assert not list(temporary.iterdir())


def test_a_password_is_written_nowhere(tmp_path: Path) -> None:
    """It opens its paper, and stands in no file of the dataset, of the cache or of the log."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "user.pdf").write_bytes(TRAPS["user.pdf"].make())
    (tmp_path / "passwords").write_text("wrong one\nsesame\n")
    words = [sys.executable, str(ROOT / "cli.py"), "build", "papers", "--out", "made/dataset", "--no-expectations"]
    words += ["--password-file", "passwords", "--log-json", "log", "--cache", "made/cache", "--fail-on", "none"]
    ended = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert '"state": "read"' in (tmp_path / "log").read_text()
    written = [path.read_bytes() for path in (*tmp_path.glob("made/**/*"), tmp_path / "log") if path.is_file()]
    assert not [data for data in (*written, ended.stdout.encode(), ended.stderr.encode()) if b"sesame" in data]


def test_each_promise_names_tests_that_are_there() -> None:
    """The table of docs/security.md leads to files of tests and to commands."""
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in page.splitlines() if line.startswith("| **")]
    assert len(rows) > 10
    for row in rows:
        named = re.findall(r"`((?:\w+/)?test_\w+)`", row[3])
        assert named, row[1]
        assert [name for name in named if not (ROOT / "tests" / f"{name}.py").is_file()] == []
    for module in re.findall(r"`python -m ([\w.]+)", page):
        assert (ROOT / f"{module.replace('.', '/')}.py").is_file()
