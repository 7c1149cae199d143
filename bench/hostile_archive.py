"""How far each reader gets through an archive in which broken and hostile PDFs stand between good ones.

    python -m bench.hostile_archive [--seconds 600] [--memory 4000] [--peers pdfplumber 'camelot lattice' ...]

The PDFs of `tests/hostile`, and a good one before each. A peer is a plain loop over the files in one process: how
many it answered until the first error would have ended it; how many if every error is caught, until it hung
(`--seconds` for the whole loop), died, or was through; and of how many of the good ones it gave tables. Ours is one
build of the same files. All have `--memory` megabytes: ours for each of its processes.
"""

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.peers import ROOT, missing
from tests.hostile.make import TRAPS
from tests.hostile.pdfs import TABLE, paper, table

PEERS = ("pdfplumber", "camelot lattice", "camelot stream", "camelot network")


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a reader came: files before its first error, files in all, good ones with their table, how it ended."""

    first_error: int
    files: int
    good: int
    end: str
    seconds: float


def make(folder: Path) -> list[Path]:
    """All PDFs of the corpus, each with a good one before it."""
    folder.mkdir()
    found = []
    for number, (name, trap) in enumerate(TRAPS.items()):
        if name.endswith(".pdf"):
            good, bad = folder / f"{number:02}_good.pdf", folder / f"{number:02}_trap_{name}"
            # each good one says something of its own: a copy is read once
            good.write_bytes(paper(table([*TABLE, (f"Papers in box {number} (%)", "90%", f"{40 + number}%")])))
            bad.write_bytes(trap.make())
            found += [good, bad]
    return found


def peer(engine: str, files: Sequence[Path], seconds: float, memory: int) -> Reached:
    """A loop of another reader over the files."""
    words = [sys.executable, "-m", "bench.peers", engine, *map(str, files)]
    start = time.perf_counter()

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (memory * 2**20,) * 2)

    process = subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, preexec_fn=limit
    )
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    answers = [json.loads(line) for line in _lines(process)]
    timer.cancel()
    code, spent = process.wait(), time.perf_counter() - start
    end = "came through" if len(answers) == len(files) else f"ended with {code} at {files[len(answers)].name}"
    if spent >= seconds and len(answers) < len(files):
        end = f"hung at {files[len(answers)].name}"
    failed = [place for place, answer in enumerate(answers) if "failure" in answer]
    good = sum(_has_table(answer) for path, answer in zip(files, answers, strict=False) if path.stem.endswith("_good"))
    return Reached(failed[0] if failed else len(answers), len(answers), good, end, spent)


def _lines(process: "subprocess.Popen[str]") -> Iterator[str]:
    return (line for line in process.stdout or () if line.startswith("{") and line.endswith("}\n"))


def _has_table(answer: dict[str, list[dict[str, object]]]) -> bool:
    return any("81%" in str(found["rows"]) for found in answer.get("tables", []))


def ours(files: Sequence[Path], out: Path, memory: int) -> Reached:
    """One build of them."""
    words = [sys.executable, "-m", "cli", "build", str(files[0].parent), "--out", str(out), "--no-cache"]
    words += ["--max-memory", str(memory), "--fail-on", "none", "--no-expectations"]
    start = time.perf_counter()
    code = subprocess.run(words, cwd=ROOT, capture_output=True, check=False).returncode
    spent = time.perf_counter() - start
    with (out / "documents.csv").open(encoding="utf-8", newline="") as told:
        states = {row["source"]: row["state"] for row in csv.DictReader(told)}
    good = sum(state.startswith("read") for name, state in states.items() if name.endswith("_good.pdf"))
    end = "came through" if code == 0 and len(states) == len(files) else f"ended with {code}"
    return Reached(len(states), len(states), good, end, spent)


def main() -> None:
    """Print a row for each reader."""
    parser = argparse.ArgumentParser(description="Readers in an archive of hostile PDFs.")
    parser.add_argument("--seconds", type=float, default=600, help="for a peer's whole loop")
    parser.add_argument("--memory", type=int, default=4000)
    parser.add_argument("--peers", nargs="*", default=list(PEERS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        files = make(Path(name) / "papers")
        print(f"{len(files)} PDFs, every other one good")
        print(f"{'':16} before the first error   in all   good   seconds")
        _print("kpi-backfill", ours(files, Path(name) / "dataset", options.memory))
        for engine in options.peers:
            if lack := missing(engine):
                print(f"{engine}: left out, needs {lack}")
            else:
                _print(engine, peer(engine, files, options.seconds, options.memory))


def _print(name: str, found: Reached) -> None:
    figures = f"{found.first_error:22} {found.files:8} {found.good:6} {found.seconds:9.0f}"
    print(f"{name:16} {figures}   {found.end}", flush=True)


if __name__ == "__main__":
    main()
