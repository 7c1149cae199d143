"""How right ratings and arrows of PDFs are, for each kind of evidence that they were read from.

    python bench/marks.py [FOLDER ...]

Builds the sample PDFs, and the generated papers and series that may lie beside the repository (`../shared/papers`), and
holds each published rating and arrow against the truth of its row. A FOLDER of one's own holds PDFs with their truth
beside them (`paper.pdf`, `paper.csv`, columns as in `samples/truth`). Ends with 1 where the marks of born-digital pages
are below 99%.

right      published marks that are the printed ones, of all that were published for rows of the truth; what stands
           where nothing is printed is wrong
at least   the lower end of the 95% Wilson interval: what so many marks can say
silent     wrong marks without a flag
found      marks that were published, right or wrong, of all that rows of the truth print or got; below it those of
           published rows that no row of the truth could be paired with (wrong ones, or wrong in name or period)
"""

import csv
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import sqrt
from pathlib import Path
from shutil import copy

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extract.pdf.engine import opened  # noqa: E402
from extract.pdf.triage import triage  # noqa: E402

SAMPLES = ROOT / "samples"
SHARED = ROOT.parent / "shared" / "papers"
FIELDS = ("rag", "arrow")
LEAST = 0.99
_ALIKE = 0.8
_COUNCILS = frozenset(
    ("council", "county", "borough", "city", "district", "metropolitan", "unitary", "mbc", "bc", "dc", "cc")
)
Row = dict[str, str]
Paper = tuple[Path, Path]
"""A PDF and its truth."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One mark: its field, what it was read from ("missing" if it was not), if it is right, or wrong and unflagged."""

    field: str
    basis: str
    right: bool
    silent: bool


def papers(folders: Sequence[Path]) -> list[Paper]:
    """All PDFs that have a truth: samples, shared papers, and those of the folders given."""
    found = [(pdf, SAMPLES / "truth" / "pdf" / f"{pdf.stem}.csv") for pdf in (SAMPLES / "papers" / "pdf").glob("*.pdf")]
    for folder in (SHARED / "generated", SHARED / "series", *folders):
        found += [(pdf, pdf.with_suffix(".csv")) for pdf in folder.glob("*.pdf")]
    return sorted((pdf, truth) for pdf, truth in found if truth.exists())


def build(pdfs: Sequence[Path], folder: Path, workspace: Path | None) -> list[Row]:
    """The observations of a dataset of some PDFs; the samples have a workspace that knows their councils."""
    if not pdfs:
        return []
    sources = folder / "papers"
    sources.mkdir(parents=True)
    for pdf in pdfs:
        copy(pdf, sources / pdf.name)
    words = [sys.executable, "-m", "cli", "build", str(sources), "--out", str(folder / "dataset"), "--no-expectations"]
    words += ["--fail-on", "none", *(["--workspace", str(workspace)] if workspace else [])]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    return rows_of(folder / "dataset" / "observations.csv")


def rows_of(path: Path) -> list[Row]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def scanned_pages(pdf: Path) -> frozenset[int]:
    """The pages of a PDF that are pictures without text."""
    with opened(pdf.read_bytes()) as file:
        return frozenset(verdict.number for verdict in triage(file, all_pages=False) if verdict.verdict == "scan")


def pairs(labels: Sequence[Row], published: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Labelled rows with their published ones: the same area and period, and the name that is most alike."""
    left = list(published)
    for label in labels:
        near = [row for row in left if _same_place(label, row)]
        best = max(near, key=lambda row: _alike(label, row), default=None)
        if best is not None and _alike(label, best) >= _ALIKE:
            left.remove(best)
            yield label, best


def _same_place(label: Row, row: Row) -> bool:
    if label["period_end"] != row["period_end"] or label["period_start"] != row["period_start"]:
        return False
    return _body(label["area"]) == _body(row["area"]) or not row["area"]


def _body(area: str) -> str:
    """The name of a place, whichever council of it speaks."""
    return " ".join(word for word in _squeezed(area).split() if word not in _COUNCILS)


def _alike(label: Row, row: Row) -> float:
    name, seen = _squeezed(label["indicator"]), _squeezed(row["indicator_raw"])
    seen = seen.removeprefix(_squeezed(label["code"])).strip()  # printed in one cell with the name
    if re.findall(r"\d+", name) != re.findall(r"\d+", seen):
        return 0.0
    value = 0.1 if label["value_raw"].strip() == row["value_raw"].strip() else 0.0
    return SequenceMatcher(None, name, seen).ratio() + value


def _squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def marks_of(label: Row, row: Row, scans: frozenset[int]) -> Iterator[Seen]:
    """The marks that a row prints or that were published for it."""
    flags = {flag.split(":")[0] for flag in row["flags"].split(";")}
    for field in FIELDS:
        printed = {"NA": "not_rated"}.get(label[field], label[field])
        if not row[field]:
            if printed:
                yield Seen(field, "missing", right=False, silent=False)
            continue
        basis = "scan" if row["page"].isdigit() and int(row["page"]) in scans else row[f"{field}_basis"]
        right = row[field] == printed
        yield Seen(field, basis, right, silent=not right and not flags & {field, "row"})


def wilson(right: int, of: int) -> float:
    """The lower end of the 95% Wilson interval of a share."""
    if of == 0:
        return 0.0
    z, share = 1.96, right / of
    middle, wide = share + z * z / (2 * of), z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - wide) / (1 + z * z / of)


def main() -> int:
    """Print the table."""
    known = papers([Path(folder) for folder in sys.argv[1:]])
    with tempfile.TemporaryDirectory() as folder:
        samples = [pdf for pdf, _ in known if pdf.is_relative_to(SAMPLES)]
        others = [pdf for pdf, _ in known if pdf not in samples]
        published = build(samples, Path(folder) / "samples", SAMPLES / "workspace")
        published += build(others, Path(folder) / "others", None)
    seen: list[Seen] = []
    alone: Counter[str] = Counter()
    for pdf, truth in known:
        own = [row for row in published if row["source"] == pdf.name and row["kind"] != "summary"]
        labels = [row for row in rows_of(truth) if row["kind"] != "summary"]
        scans = scanned_pages(pdf)
        paired = list(pairs(labels, own))
        seen += [mark for label, row in paired for mark in marks_of(label, row, scans)]
        seen += [mark for label in labels if not any(label is other for other, _ in paired) for mark in lost(label)]
        known_rows = {id(row) for _, row in paired}
        alone.update(field for row in own if id(row) not in known_rows for field in FIELDS if row[field])
    return report(seen, alone, len(known))


def lost(label: Row) -> Iterator[Seen]:
    """The marks of a labelled row that was not found."""
    for field in FIELDS:
        if label[field]:
            yield Seen(field, "missing", right=False, silent=False)


def report(seen: Sequence[Seen], alone: Mapping[str, int], count: int) -> int:
    """One line for each field and kind of evidence; 1 where born-digital marks are not right enough."""
    print(f"{count} papers\n\n| field | read from | marks | right | share | at least | silent |")
    print("|---|---|--:|--:|--:|--:|--:|")
    poor = 0
    for field in FIELDS:
        own = [mark for mark in seen if mark.field == field and mark.basis != "missing"]
        counts = Counter(mark.basis for mark in own)
        for basis in sorted(counts, key=lambda basis: (basis == "scan", -counts[basis])):
            print_line(field, basis, [mark for mark in own if mark.basis == basis])
        born = [mark for mark in own if mark.basis != "scan"]
        print_line(field, "all that is no scan", born)
        poor += sum(mark.right for mark in born) < LEAST * len(born)
    print()
    for field in FIELDS:
        own = [mark for mark in seen if mark.field == field]
        found = sum(mark.basis != "missing" for mark in own)
        print(f"{field}: {found} found of {len(own)}; {alone.get(field, 0)} of rows that the truth does not hold")
    return 1 if poor else 0


def print_line(field: str, basis: str, marks: Sequence[Seen]) -> None:
    """A line of the table."""
    right, silent = sum(mark.right for mark in marks), sum(mark.silent for mark in marks)
    share = right / len(marks) if marks else 0.0
    lower = wilson(right, len(marks))
    print(f"| {field} | {basis} | {len(marks)} | {right} | {share:.3f} | {lower:.3f} | {silent} |")


if __name__ == "__main__":
    sys.exit(main())
