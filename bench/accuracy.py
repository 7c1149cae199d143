"""How right the published observations are, against labels that were read from the papers.

    python bench/accuracy.py

The samples are scored against `samples/truth`. The five reference papers, and the scorer that the figures of the
README come from, are used where they lie beside the repository (`../shared`); without them the samples are compared
row by row: line, value, period. Ends with 1 where a wrong figure carries no flag.

found      labelled rows that the program published
F1         harmonic mean of recall and precision over all fields (value, unit, target, rating, arrow, ...)
silent     fields or rows that are wrong and carry no flag: must be 0
flagged    right fields that carry a flag all the same
"""

import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples" / "papers"
SAMPLES_WORKSPACE = ROOT / "samples" / "workspace"
SHARED = ROOT.parent / "shared"
REPORTS = SHARED / "reports"
SCORER = SHARED / "scoring" / "score_observations.py"
LABELS = (ROOT / "tests" / "labels", SHARED / "labels")
Row = dict[str, str]
HEAD = f"{'paper':32}  rows  found  exact  recall precis.      F1 silent flagged"


def build(papers: Path, workspace: Path | None, folder: Path) -> Path:
    """Build a dataset of a folder of papers; give back its observations."""
    words = [sys.executable, "-m", "cli", "build", str(papers), "--out", str(folder), "--no-expectations"]
    words += ["--fail-on", "none", *(["--workspace", str(workspace)] if workspace else [])]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    return folder / "observations.csv"


def labels_of(paper: Path) -> Path | None:
    """The labels of a paper, if it has any."""
    if paper.is_relative_to(SAMPLES):
        truth = ROOT / "samples" / "truth" / paper.relative_to(SAMPLES).with_suffix(".csv")
        return truth if truth.exists() else None
    return next((path for folder in LABELS if (path := folder / f"{paper.stem}.csv").exists()), None)


def print_scores(observations: Path, papers: Path) -> int:
    """One line for each labelled paper of the folder; gives back the silent errors."""
    silent = 0
    print(f"\n{HEAD}")
    for paper in sorted(p for p in papers.rglob("*") if p.suffix in (".txt", ".pdf")):
        labels = labels_of(paper)
        if labels is None or not read_rows(labels):
            continue
        name = paper.relative_to(papers).as_posix()
        words = [sys.executable, str(SCORER), str(observations), str(labels), "--source", name, "--json"]
        score = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
        silent += score["silent_errors"]
        print(
            f"{name:32} {score['labelled_rows']:5} {score['rows_found']:6} {score['exact_rows']:6.3f} "
            f"{score['item_recall']:7.3f} {score['item_precision']:7.3f} {score['item_f1']:7.3f} "
            f"{score['silent_errors']:6} {score['flagged_right']:7.3f}"
        )
    return silent


def read_rows(path: Path) -> list[Row]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def print_comparison(observations: Path) -> int:
    """Without the scorer: lines, values and periods of the samples; gives back the rows that are silently wrong."""
    published = read_rows(observations)
    silent = 0
    print(f"\n{'paper':32} {'rows':>5} {'found':>6} {'silent':>6}")
    for paper in sorted(SAMPLES.rglob("*.txt")):
        truth = labels_of(paper)
        if truth is None:
            continue
        name = paper.relative_to(SAMPLES).as_posix()
        seen = [row for row in published if row["source"] == name]
        printed = [row for row in read_rows(truth) if row["kind"] != "summary"]
        wanted, got = Counter(map(fact, printed)), Counter(map(fact, seen))
        sure = Counter(fact(row) for row in seen if not any(doubted(row, field) for field in ("value", "period")))
        wrong = sum((sure - wanted).values())
        silent += wrong
        print(f"{name:32} {sum(wanted.values()):5} {sum((wanted & got).values()):6} {wrong:6}")
    return silent


def fact(row: Row) -> tuple[str, ...]:
    """What makes two rows say the same: line, value and the end of the period."""
    value = f"{Decimal(row['value']).normalize():f}" if row["value"] else ""
    return row["line"], value, row["period_end"]


def doubted(row: Row, field: str) -> bool:
    """Whether the field, or the row itself, carries a flag."""
    return any(flag.split(":")[0] in (field, "row") for flag in row["flags"].split(";") if flag)


def main() -> int:
    """Print the tables."""
    silent = 0
    with tempfile.TemporaryDirectory() as folder:
        samples = build(SAMPLES, SAMPLES_WORKSPACE, Path(folder) / "samples")
        if SCORER.exists():
            silent += print_scores(samples, SAMPLES)
        else:
            silent += print_comparison(samples)
        if SCORER.exists() and REPORTS.is_dir():
            silent += print_scores(build(REPORTS, None, Path(folder) / "reports"), REPORTS)
    print(f"\nsilent errors: {silent}")
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main())
