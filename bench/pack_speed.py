"""Seconds for a 600-page agenda pack with one 12-page report, and for a paper of 200 pages that are all tables.

    python -m bench.pack_speed [--papers pack600 tables200] [--peers pdfplumber 'camelot network' ...]

The same file for all, each reader in one process of its own, one after the other, over all pages: ours is the whole
`kpi-backfill build --no-expectations`, from start-up to the published dataset; the others only find tables; the floor
is the bare text of each page by pypdfium2. CPU seconds count (of the process and its children), as wall time says more
about the other work of the machine. Ends with 1 where a required ratio is missed. The papers are generated
(`bench.packs`) into a folder that is removed; `--keep FOLDER` keeps them.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from bench.packs import PACKS
from bench.peers import ENGINES, FLOOR, Run, build_command, made, measured, missing, peer_command

PEERS = (FLOOR, "pdfplumber", "camelot network", "tabula", "camelot lattice", "camelot auto")
REQUIRED = {
    "pack600": {"pdfplumber": 5.0, "camelot network": 2.5, "camelot lattice": 20.0},
    "tables200": {"pdfplumber": 1.5},
}
"""How many times our CPU seconds another reader takes, at least."""
FLOOR_LIMIT = {"pack600": 8.0}
"""How many times the floor ours may take."""


def line(name: str, run: Run, ours: Run) -> str:
    """The figures of one reader."""
    ratio = "" if run is ours else f"{run.cpu / ours.cpu:8.2f}"
    return f"{name:16}{run.cpu:9.1f}{run.wall:9.1f}{run.megabytes:8.0f}{ratio}  {run.failure}".rstrip()


def misses(kind: str, ours: Run, others: dict[str, Run]) -> list[str]:
    """The required ratios that are not reached."""
    found = []
    for engine, least in REQUIRED.get(kind, {}).items():
        run = others.get(engine)
        if run is not None and not run.failure and run.cpu < least * ours.cpu:
            found.append(f"{kind}: {engine} takes {run.cpu / ours.cpu:.2f} times ours, required {least}")
    floor, limit = others.get(FLOOR), FLOOR_LIMIT.get(kind)
    if floor is not None and limit is not None and ours.cpu > limit * floor.cpu:
        found.append(f"{kind}: {ours.cpu / floor.cpu:.1f} times the floor, at most {limit}")
    return found


def compare(kind: str, peers: list[str], folder: Path) -> list[str]:
    """Print the table for one paper; give back what is missed."""
    paper = made(kind, folder)
    print(f"\n{kind}: {paper.stat().st_size / 1e6:.1f} MB", flush=True)
    print(f"{'':16}{'CPU s':>9}{'wall s':>9}{'MB':>8}{'x ours':>8}")
    ours = measured(build_command(paper, folder / f"{kind}_dataset"))
    print(line("kpi-backfill", ours, ours), flush=True)
    if ours.failure:
        return [f"{kind}: the build {ours.failure}"]
    others: dict[str, Run] = {}
    for engine in peers:
        if needed := missing(engine):
            print(f"{engine:16} left out: install {needed}")
            continue
        others[engine] = measured(peer_command(engine, paper))
        print(line(engine, others[engine], ours), flush=True)
    return misses(kind, ours, others)


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Speed beside other readers.")
    parser.add_argument("--papers", nargs="*", choices=list(PACKS), default=list(REQUIRED), help="default: both")
    parser.add_argument("--peers", nargs="*", choices=list(ENGINES), default=list(PEERS), help="default: all but two")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep papers and datasets there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep.resolve() if options.keep else Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        found = [miss for kind in options.papers for miss in compare(kind, options.peers, folder)]
    print("", *([f"missed: {miss}" for miss in found] or ["nothing that is required is missed"]), sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
