"""How well tables are put together, ours beside those of other readers: papers of the ICDAR 2013 table competition.

    python -m bench.table_structure [--peers pdfplumber 'camelot auto' ...] [--per-paper]

Needs the papers with their truth, and the scorer, beside the repository (`../shared`). Ours is read through the
command line, as a user gets it: `kpi-backfill extract FILE --grids --all-pages --json`. Ends with 1 where a required
figure is missed, or where another reader does better on one of the three.

recall, precision   cells beside each other, that are in the truth, and that were asserted (micro-averaged)
numeric             cells with a digit, matched character for character
"""

import argparse
import importlib.util
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.peers import ENGINES, FLOOR, ROOT, missing, tables_of

SHARED = ROOT.parent / "shared"
PAPERS = SHARED / "icdar2013"
SCORER = SHARED / "scoring" / "score_icdar2013.py"
OURS = "kpi-backfill"
REQUIRED = {"F1": 0.93, "numeric recall": 0.98, "numeric precision": 0.97}
Answer = dict[str, Any]
Cells = list[tuple[int, int, int, int, str | None]]


@dataclass
class Tally:
    """Relations and numbers, counted over papers."""

    hit: int = 0
    true: int = 0
    asserted: int = 0
    number_hit: int = 0
    number_true: int = 0
    number_asserted: int = 0
    failed: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The five figures by name."""
        recall, precision = _share(self.hit, self.true), _share(self.hit, self.asserted)
        return {
            "recall": recall,
            "precision": precision,
            "F1": 2 * recall * precision / (recall + precision) if recall + precision else 0.0,
            "numeric recall": _share(self.number_hit, self.number_true),
            "numeric precision": _share(self.number_hit, self.number_asserted),
        }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def load_scorer() -> ModuleType:
    """The scorer as a module. Ends the program where it or the papers are not there."""
    if not SCORER.exists() or not PAPERS.is_dir():
        raise SystemExit(f"{SCORER} and {PAPERS} are needed: the papers of the competition lie beside the repository")
    spec = importlib.util.spec_from_file_location(SCORER.stem, SCORER)
    assert spec is not None  # noqa: S101  it exists, see above
    assert spec.loader is not None  # noqa: S101
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def our_grids(paper: Path) -> Answer:
    """The grids of a paper by the command line, or how it failed."""
    words = [sys.executable, "-m", "cli", "extract", str(paper.resolve()), "--grids", "--all-pages", "--json"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"failure": done.stderr.strip().splitlines()[-1] if done.stderr.strip() else str(done.returncode)}
    return {"tables": json.loads(done.stdout)}


def paged_cells(tables: Iterable[Answer]) -> Iterator[tuple[int | None, Cells]]:
    """Page and cells of each table: cells with spans as ours print them, plain rows as the others do."""
    for table in tables:
        if "cells" in table:
            cells = [(c["row"], c["column"], c["row_span"], c["column_span"], c["text"]) for c in table["cells"]]
        else:
            cells = [(r, c, 1, 1, text) for r, row in enumerate(table["rows"]) for c, text in enumerate(row)]
        yield table["page"], cells


def add(tally: Tally, scorer: ModuleType, paper: Path, answer: Answer) -> Tally:
    """Count one paper in, and give back its own tally. Tables on pages without truth do not count."""
    want, pages, want_numbers = scorer.truth(paper.with_name(f"{paper.stem}-str.xml"))
    got: Counter[tuple[str, str, str]] = Counter()
    got_numbers: Counter[str] = Counter()
    for page, cells in paged_cells(answer.get("tables", ())):
        if page is None or page in pages:
            got += scorer.relations(cells)
            got_numbers += scorer.numbers(cells)
    own = Tally(
        hit=sum((want & got).values()),
        true=sum(want.values()),
        asserted=sum(got.values()),
        number_hit=sum((want_numbers & got_numbers).values()),
        number_true=sum(want_numbers.values()),
        number_asserted=sum(got_numbers.values()),
        failed=[f"{paper.name}: {answer['failure']}"] if "failure" in answer else [],
    )
    for name in ("hit", "true", "asserted", "number_hit", "number_true", "number_asserted"):
        setattr(tally, name, getattr(tally, name) + getattr(own, name))
    tally.failed += own.failed
    return own


def print_line(name: str, tally: Tally, end: str = "\n") -> None:
    """The figures of one engine or paper."""
    figures = "".join(f"{value:>{max(len(key), 9) + 2}.4f}" for key, value in tally.figures().items())
    print(f"{name:18}{figures}", end=end)


def run_engine(engine: str, scorer: ModuleType, papers: Sequence[Path], *, per_paper: bool) -> Tally:
    """Read all papers with one engine and print its line."""
    start, tally = time.perf_counter(), Tally()
    answers = {paper: our_grids(paper) for paper in papers} if engine == OURS else tables_of(engine, papers)
    seconds = time.perf_counter() - start
    for paper in papers:
        own = add(tally, scorer, paper, answers[paper])
        if per_paper:
            print_line(f"  {paper.name}", own)
    print_line(engine, tally, end=f"{len(tally.failed):8}{seconds:9.1f}\n")
    for failure in tally.failed:
        print(f"  {failure}")
    return tally


def misses(ours: dict[str, float], others: dict[str, dict[str, float]]) -> list[str]:
    """What is below what is required, or not above each of the others."""
    found = [f"{name} {ours[name]:.4f}, required {least}" for name, least in REQUIRED.items() if ours[name] < least]
    for engine, figures in others.items():
        found += [f"{engine}: {name} {figures[name]:.4f}" for name in REQUIRED if figures[name] >= ours[name]]
    return found


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Table structure beside other readers.")
    parser.add_argument("--peers", nargs="*", choices=[e for e in ENGINES if e != FLOOR], help="default: all")
    parser.add_argument("--per-paper", action="store_true", help="also the figures of each paper")
    options = parser.parse_args()
    scorer = load_scorer()
    papers = sorted(p for p in PAPERS.glob("*.pdf") if p.with_name(f"{p.stem}-str.xml").exists())
    peers = [e for e in ENGINES if e != FLOOR] if options.peers is None else options.peers
    print(f"{len(papers)} papers")
    heads = "".join(f"{name:>{max(len(name), 9) + 2}}" for name in Tally().figures())
    print(f"{'':18}{heads}{'failed':>8}{'seconds':>9}")
    ours = run_engine(OURS, scorer, papers, per_paper=options.per_paper).figures()
    others: dict[str, dict[str, float]] = {}
    for engine in peers:
        if needed := missing(engine):
            print(f"{engine:18}left out: install {needed}")
            continue
        others[engine] = run_engine(engine, scorer, papers, per_paper=options.per_paper).figures()
    found = misses(ours, others)
    lines = [f"missed: {line}" for line in found] or ["above what is required, and above each of the others"]
    print("", *lines, sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
