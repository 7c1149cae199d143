"""Time and memory of a cold build, and whether they grow in step with the number of papers.

    python bench/build_five.py [--runs 5] [--copies 1 10 100]

Each run is a process of its own with an empty dataset folder, so nothing is warm but the disk. Reported are the wall
time of the whole process and its peak memory (the kernel's count of resident pages). Copies are the same papers with
other figures, so that no two have the same bytes.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
REPORTS = ROOT.parent / "shared" / "reports"
_LONE_FIGURE = re.compile(r"(?<![\d.,/£-])([1-9])(\d)(?=\.\d|%)")


def reference_papers() -> tuple[Path, ...]:
    """The five real papers where they lie beside the repository, else all samples that are not broken."""
    return tuple(sorted(REPORTS.glob("[0-9]*.txt"))) or tuple(sorted((SAMPLES / "papers").glob("*.txt")))


def build(papers: Sequence[Path], folder: Path) -> tuple[float, float]:
    """Build once; give back seconds and megabytes."""
    words = [sys.executable, "-m", "cli", "build", *map(str, papers), "--out", str(folder / "dataset")]
    words += ["--no-expectations", "--fail-on", "none"]
    words += [] if REPORTS.is_dir() else ["--workspace", str(SAMPLES / "workspace")]
    start = time.perf_counter()
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the build ended with {process.returncode}: {' '.join(words)}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def changed(text: str, copy: int) -> str:
    """The text with other two-digit figures before a decimal point or a percent sign."""
    return _LONE_FIGURE.sub(lambda found: f"{(int(found[1]) + copy) % 9 + 1}{(int(found[2]) + copy // 9) % 10}", text)


def make_copies(papers: Sequence[Path], copies: int, folder: Path) -> list[Path]:
    """`copies` of each paper, no two alike."""
    made = []
    for copy in range(copies):
        for paper in papers:
            text = paper.read_bytes().decode("utf-8", errors="surrogateescape")
            target = folder / f"{copy:03}_{paper.name}"
            target.write_bytes(f"{changed(text, copy)}\n{'.' * copy}\n".encode("utf-8", errors="surrogateescape"))
            made.append(target)
    return made


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description="Time and memory of a cold build.")
    parser.add_argument("--runs", type=int, default=5, help="builds of the papers as they are")
    parser.add_argument("--copies", type=int, nargs="*", default=[1, 10, 100], help="how many copies of each")
    options = parser.parse_args()
    papers = reference_papers()
    with tempfile.TemporaryDirectory() as name:
        runs = [build(papers, Path(tempfile.mkdtemp(dir=name))) for _ in range(options.runs)]
        seconds, megabytes = zip(*runs, strict=True)
        print(f"{len(papers)} papers, {options.runs} cold builds: median {statistics.median(seconds):.2f} s ", end="")
        print(f"({min(seconds):.2f} to {max(seconds):.2f}), {statistics.median(megabytes):.0f} MB")
        for copies in options.copies:
            folder = Path(tempfile.mkdtemp(dir=name))
            made = make_copies(papers, copies, folder)
            wall, memory = build(made, folder)
            print(f"{len(made):5} papers {wall:8.2f} s {wall / len(made) * 1000:7.0f} ms a paper {memory:7.0f} MB")


if __name__ == "__main__":
    main()
