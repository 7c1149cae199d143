"""A build as a process of its own, with the most memory that it and its workers held."""

import csv
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.shared_papers import ROOT

LOOK = 0.05


@dataclass(frozen=True, slots=True)
class Watched:
    """How a build ended; megabytes; what it printed; its dataset."""

    code: int
    parent: float
    worker: float
    said: str
    dataset: Path

    def rows(self, table: str) -> list[dict[str, str]]:
        """The rows of a table, as they stand in its CSV file."""
        with (self.dataset / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def states(self) -> dict[str, tuple[str, str]]:
        """State and reason of each document, by its name."""
        return {row["source"]: (row["state"], row["reason"]) for row in self.rows("documents")}


def build(papers: Path, dataset: Path, *options: str) -> Watched:
    """Build, and look at the memory of all processes twenty times a second."""
    words = [sys.executable, str(ROOT / "cli.py"), "build", str(papers), "--out", str(dataset), "--no-expectations"]
    words += ["--fail-on", "none", "--no-cache", *options]
    printed = dataset.with_name(f"{dataset.name}.printed")
    with printed.open("w+b") as file:
        process = subprocess.Popen(words, stdout=file, stderr=subprocess.STDOUT, env=dict(os.environ))
        parent = worker = 0.0
        while process.poll() is None:
            own, others = _memory(process.pid)
            parent, worker = max(parent, own), max(worker, others)
            time.sleep(LOOK)
    said = printed.read_bytes().decode("utf-8", "replace")
    return Watched(process.returncode, parent, worker, said, dataset)


def _memory(pid: int) -> tuple[float, float]:
    """Of a process, and of the largest of those that it started."""
    try:
        process = psutil.Process(pid)
        own = process.memory_info().rss
        others = process.children(recursive=True)
    except psutil.Error:
        return 0.0, 0.0
    largest = 0
    for child in others:
        try:
            largest = max(largest, child.memory_info().rss)
        except psutil.Error:
            continue
    return own / 2**20, largest / 2**20
