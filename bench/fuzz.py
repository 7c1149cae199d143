"""Papers with faults through whole builds: no run may end, and no paper may show a fault of ours.

    python -m bench.fuzz [--count 20000] [--first 0] [--keep FOLDER] [--workers N]

Each number makes one paper, the same one every time: a sample of the repository, one PDF to two text dumps, with
faults (`bench.fuzz_pdfs`, `bench.fuzz_texts`). They are built 200 at a time, each batch beside a good paper. Ends with
1 where a build ended with an error, where the good paper was not read, or where the program failed on a paper: such
papers are kept. Papers that ended their worker (a fault of an engine, time, memory) are told: the run goes on
without them.
"""

import argparse
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from archive.limits import Limits
from archive.readings import Means
from bench import fuzz_pdfs, fuzz_texts
from pipeline import BuildOptions, build
from publish.columns import DOCUMENTS
from publish.reading import read_table
from workspace import Workspace, load_workspace

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples" / "papers"
GOOD = "aligned.txt"
BATCH = 200
LIMITS = Limits(seconds=60, memory=1500, pages=1000)
OURS = "the program failed"
ENDED = ("the process that read it ended", "not read within", "needed more than")


class Told(NamedTuple):
    """What a dataset says of a paper."""

    source: str
    state: str
    reason: str


@cache
def _pdfs() -> tuple[bytes, ...]:
    """Samples without scans: to recognise one takes as long as to read a hundred others."""
    return tuple(path.read_bytes() for path in sorted(SAMPLES.rglob("*.pdf")) if path.stem != "scan")


@cache
def _texts() -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(SAMPLES.rglob("*.txt")) if path.stat().st_size)


def paper(number: int) -> tuple[str, bytes]:
    """The name and the bytes of the paper of a number."""
    chance = Random(f"kpi-backfill {number}")
    if number % 3 == 0:
        return f"{number:06d}.pdf", fuzz_pdfs.mutated(chance.choice(_pdfs()), chance)
    return f"{number:06d}.txt", fuzz_texts.mutated(chance.choice(_texts()), list(_texts()), chance)


def run(numbers: Sequence[int], keep: Path, means: Means) -> tuple[Counter[str], list[str]]:
    """Build the papers of these numbers: how many ended how, and what went wrong. Papers of ours to mend are copied to
    the folder `keep`."""
    with tempfile.TemporaryDirectory() as name:
        papers = Path(name) / "papers"
        papers.mkdir()
        for number in numbers:
            shown, data = paper(number)
            (papers / shown).write_bytes(data)
        # a line more than the sample: faults that change nothing would make a copy of it
        (papers / GOOD).write_bytes((SAMPLES / GOOD).read_bytes() + b"\nThe good paper.\n")
        try:
            rows = _built(papers, Path(name) / "dataset", load_workspace(None), means)
        except Exception:  # noqa: BLE001  whatever it is, the numbers that led to it are what is reported
            shutil.copytree(papers, keep / f"batch_{numbers[0]}")
            return Counter(), [f"the build of {numbers[0]} to {numbers[-1]} ended: {traceback.format_exc()}"]
        wrong = [f"{row.source}: {row.reason}" for row in rows if row.reason.startswith(OURS)]
        wrong += [f"{row.source} is {row.state}" for row in rows if row.source == GOOD and row.state != "read"]
        ended = [row for row in rows if row.reason.startswith(ENDED)]
        for row in (*(row for row in rows if row.reason.startswith(OURS)), *ended):
            keep.mkdir(parents=True, exist_ok=True)
            shutil.copy(papers / row.source, keep)
        for row in ended:
            print(f"{row.source}: {row.reason}", flush=True)
        return Counter("ended" if row in ended else row.state for row in rows if row.source != GOOD), wrong


def _built(papers: Path, out: Path, workspace: Workspace, means: Means) -> list[Told]:
    options = BuildOptions(sources=(papers,), out=out, workspace=workspace, expectations=False, means=means)
    folder = build(options, lambda _: None).folder
    rows = read_table(folder, DOCUMENTS)
    return [Told(str(row["source"]), str(row["state"]), str(row["reason"])) for row in rows]


def main() -> int:
    """Print how many papers ended in which state, and what is to be mended."""
    parser = argparse.ArgumentParser(description="Papers with faults through whole builds.")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first paper")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz_failures"), help="folder for what failed")
    options = parser.parse_args()
    told: Counter[str] = Counter()
    wrong: list[str] = []
    end = options.first + options.count
    for first in range(options.first, end, BATCH):
        found, failed = run(range(first, min(end, first + BATCH)), options.keep, Means(None, options.workers, LIMITS))
        told += found
        wrong += failed
        print(f"{first + BATCH - options.first:>7} {dict(sorted(told.items()))}", *failed, sep="\n  ", flush=True)
    print(f"{sum(told.values())} papers, {told['ended']} ended their worker, {len(wrong)} faults of ours")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
