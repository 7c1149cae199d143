"""Builds that are killed at any moment, each followed by one that goes on where they stood.

    python -m bench.kill_test [--kills 200] [--seed 0]
    python -m bench.kill_test --each-step [--every 1]

A dataset of some papers is there; a build of more papers is killed by SIGKILL after a random part of its time: every
second time with all that it started, else the parent alone. The dataset must then be the old one or the new one,
whole; and the build that follows at once must give, byte for byte, what an undisturbed build gives (the database table
by table; the run record aside). Ends with 1 where it does not.

Moments that last no longer than a thousandth of a second are hardly ever hit that way. With `--each-step` a build is
killed at each of the steps by which it changes the disk: a file that is opened for writing is left empty, all else is
not done any more.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples" / "papers"
OLD = ("aligned.txt", "blocks.txt", "pdf/icons.pdf")
NEW = (*OLD, "wide.txt", "compared.txt", "scorecard.txt", "annual_2009-10.txt", "pdf/ruled.pdf", "pdf/layouts.pdf")
RUN, DATABASE = "run.json", "kpi.duckdb"

DYING = """
import os, runpy, signal, sys

step, sys.argv = int(sys.argv[1]), sys.argv[2:]
me, steps, dying = os.getpid(), 0, False
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "shutil.rmtree"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def look(event, said):
    global steps, dying
    opens = event == "open" and isinstance(said[0], str) and isinstance(said[2], int) and said[2] & WRITES
    if dying or not (opens or event in CHANGES) or os.getpid() != me:
        return
    steps += 1
    if steps == step:
        dying = True
        if opens:
            os.close(os.open(said[0], os.O_WRONLY | os.O_CREAT | said[2] & (os.O_EXCL | os.O_TRUNC), 0o644))
        print(event, said[0], flush=True)
        os.kill(me, signal.SIGKILL)


sys.addaudithook(look)
sys.path.insert(0, os.path.dirname(sys.argv[0]))
runpy.run_path(sys.argv[0], run_name="__main__")
"""
"""A program that runs another one and dies at one of its steps, which it names."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What all kills have in common: the papers, the dataset before and after, seconds of an undisturbed build."""

    papers: Path
    old: Path
    new: Path
    seconds: float


def prepared(folder: Path) -> Stage:
    """The papers of both builds, and what each gives undisturbed."""
    for name in ("few", "papers"):
        (folder / name).mkdir()
        for paper in OLD if name == "few" else NEW:
            shutil.copy(SAMPLES / paper, folder / name)
    _finished(folder / "few", folder / "old", folder / "cache_old")
    start = time.perf_counter()
    _finished(folder / "papers", folder / "new", folder / "cache_new")
    return Stage(folder / "papers", folder / "old", folder / "new", time.perf_counter() - start)


def killed(stage: Stage, folder: Path, chance: Random, *, alone: bool) -> tuple[str, str]:
    """Kill one build and let another one follow: what was found after the kill, and what is wrong ("" if nothing)."""
    folder.mkdir()
    dataset, cache = folder / "dataset", folder / "cache"
    shutil.copytree(stage.old, dataset)
    with subprocess.Popen(
        _command(stage.papers, dataset, cache),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        children: list[int] = []
        end = time.perf_counter() + chance.uniform(0.0, 1.05 * stage.seconds)
        while time.perf_counter() < end and process.poll() is None:
            children = _children(process.pid) or children
            time.sleep(0.005)
        process.kill()
        for child in () if alone else children:
            _kill_group(child)
        process.wait()
    return _gone_on(stage, folder)


def killed_at(stage: Stage, folder: Path, step: int) -> tuple[str, str, str]:
    """Kill one build at its step of that number, the parent alone, and let another one follow: the step ("" where the
    build has fewer), what was found after the kill, what is wrong."""
    folder.mkdir()
    shutil.copytree(stage.old, folder / "dataset")
    command = _command(stage.papers, folder / "dataset", folder / "cache")
    command[1:1] = ["-c", DYING, str(step)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode == 0:
        return "", "new", ""
    if ended.returncode != -signal.SIGKILL:
        raise RuntimeError(f"a build ended with {ended.returncode}: {ended.stderr}")
    return ended.stdout.strip(), *_gone_on(stage, folder)


def _gone_on(stage: Stage, folder: Path) -> tuple[str, str]:
    dataset, cache = folder / "dataset", folder / "cache"
    at = "dataset" if dataset.exists() else ".dataset.old"
    found = "old" if same(folder / at, stage.old) else "new" if same(folder / at, stage.new) else "neither"
    if found == "neither" or (at != "dataset" and found != "old"):
        return found, f"the dataset is neither the old nor the new one ({at})"
    try:
        _finished(stage.papers, dataset, cache)
    except RuntimeError as error:
        return found, str(error)
    if not same(dataset, stage.new):
        return found, "the build that followed gave another dataset"
    left = sorted(path.name for path in folder.iterdir() if path.name not in ("dataset", "cache"))
    left += [path.name for path in cache.rglob("*") if path.name.startswith(".") and path.name != ".gitignore"]
    return found if at == "dataset" else "aside", f"left behind: {left}" if left and not _only_partial(left) else ""


def _only_partial(names: list[str]) -> bool:
    """A reading that was being written is left under a name that no build reads."""
    return all(name.startswith(".") and name.rsplit(".", 1)[-1].isdigit() for name in names)


def same(one: Path, two: Path) -> bool:
    """Whether two datasets are equal."""
    files = [sorted(p.relative_to(d).as_posix() for p in d.rglob("*") if p.is_file()) for d in (one, two)]
    if files[0] != files[1]:
        return False
    plain = (name for name in files[0] if name not in (RUN, DATABASE))
    return all((one / n).read_bytes() == (two / n).read_bytes() for n in plain) and _tables(one) == _tables(two)


def _tables(dataset: Path) -> dict[str, list[tuple[object, ...]]]:
    import duckdb

    with duckdb.connect(str(dataset / DATABASE), read_only=True) as database:
        names = [row[0] for row in database.execute("SELECT table_name FROM information_schema.tables").fetchall()]
        return {name: database.execute(f'SELECT * FROM "{name}"').fetchall() for name in sorted(names)}  # noqa: S608


def _command(papers: Path, dataset: Path, cache: Path) -> list[str]:
    words = [sys.executable, str(ROOT / "cli.py"), "build", str(papers), "--out", str(dataset), "--cache", str(cache)]
    return [*words, "--no-expectations", "--fail-on", "none", "--workers", "2"]


def _finished(papers: Path, dataset: Path, cache: Path) -> None:
    """A build to its end. Raises where it fails."""
    ended = subprocess.run(_command(papers, dataset, cache), capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RuntimeError(f"a build ended with {ended.returncode}: {ended.stderr}")


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (OSError, ValueError):
        return []


def _kill_group(pid: int) -> None:
    """A worker leads a group of its own, once it has come so far."""
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except OSError:
            continue


def _at_random(stage: Stage, folder: Path, kills: int, seed: int) -> Iterator[tuple[str, str, str]]:
    chance = Random(seed)
    for number in range(kills):
        yield f"kill {number}", *killed(stage, folder / f"{number:04d}", chance, alone=bool(number % 2))
        shutil.rmtree(folder / f"{number:04d}")


def _at_each_step(stage: Stage, folder: Path, every: int) -> Iterator[tuple[str, str, str]]:
    for step in count(1, every):
        named, found, fault = killed_at(stage, folder / f"{step:04d}", step)
        if not named:
            return
        yield f"step {step} ({named})", found, fault
        shutil.rmtree(folder / f"{step:04d}")


def main() -> int:
    """Print what was found after the kills, and what went wrong."""
    parser = argparse.ArgumentParser(description="Builds killed at random moments, or at each of their steps.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--each-step", action="store_true")
    parser.add_argument("--every", type=int, default=1, help="with --each-step: leave out all but every n-th")
    options = parser.parse_args()
    told: Counter[str] = Counter()
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        stage, folder = prepared(Path(name)), Path(name)
        print(f"undisturbed: {stage.seconds:.1f} s")
        kills = (
            _at_each_step(stage, folder, options.every)
            if options.each_step
            else _at_random(stage, folder, options.kills, options.seed)
        )
        for moment, found, fault in kills:
            told[found] += 1
            if fault:
                wrong += 1
                print(f"{moment}: {fault}", flush=True)
    print(f"{told.total()} kills, the dataset found then: {dict(sorted(told.items()))}; {wrong} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
