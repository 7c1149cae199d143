"""Archives of any size to measure builds on: the quarterly papers of many councils, the same at each call.

    python -m bench.archives FOLDER --councils 20 --papers 25 [--text]

Each council reports on measures of the catalogue and on some of its own, under names that change a little through the
years; a figure is printed by two papers (this quarter, the quarter before), with a target, a rating and an arrow. The
councils are those of the starters; all figures are invented. Until June 2015 a paper is a text dump, then an agenda
pack, a PDF of 24 pages of which four hold the report; `--text` makes dumps of all.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.pack_words import names_of
from workspace import STARTERS, load_areas, load_indicators

COUNCIL_KINDS = frozenset({"district", "unitary", "county", "london_borough", "metropolitan"})
FIRST_YEAR, FIRST_PDF = 2012, 13
_FROM_CATALOGUE, _SHARED, _OWN, _SHARED_NAMES = 36, 12, 12, 400
_SECTION = 15


@dataclass(frozen=True, slots=True)
class Measure:
    """What a council reports on: its code, the names it has had, the sign behind its figures, a figure a quarter."""

    code: str
    names: tuple[str, ...]
    unit: str
    figures: tuple[float, ...]
    target: float


def make_archive(folder: Path, councils: int, papers: int, first: int = 0) -> list[Path]:
    """Write `papers` quarterly papers of each of so many councils; `first` is the quarter to begin with."""
    return _make(folder, councils, papers, first, FIRST_PDF)


def make_papers(folder: Path, councils: int, papers: int, first: int = 0) -> list[Path]:
    """The same papers, all as text dumps."""
    return _make(folder, councils, papers, first, first + papers)


def _make(folder: Path, councils: int, papers: int, first: int, first_pdf: int) -> list[Path]:
    names = sorted({area.name for area in load_areas(STARTERS / "areas.csv") if area.kind in COUNCIL_KINDS})
    if councils > len(names):
        raise ValueError(f"there are {len(names)} councils")
    made = []
    for council in names[:councils]:
        measures = _measures(council, first + papers)
        place = folder / council.lower().replace(" ", "-")
        place.mkdir(parents=True, exist_ok=True)
        for quarter in range(first, first + papers):
            stem = f"{FIRST_YEAR + quarter // 4}-q{quarter % 4 + 1}"
            if quarter < first_pdf:
                made.append(place / f"{stem}.txt")
                lines = "\n".join(_paper(council, quarter, measures))
                made[-1].write_text(lines, encoding="utf-8", newline="\n")
            else:
                made.append(place / f"{stem}.pdf")
                _draw(made[-1], council, quarter, measures)
    return made


def label(quarter: int) -> str:
    """How papers print a quarter."""
    year = FIRST_YEAR + quarter // 4
    return f"Q{quarter % 4 + 1} {year}/{(year + 1) % 100:02}"


def _measures(council: str, quarters: int) -> Sequence[Measure]:
    chance = random.Random(council)
    catalogue = load_indicators(STARTERS / "catalogue.csv")
    shared = [name for name, _ in zip(names_of(random.Random(1)), range(_SHARED_NAMES), strict=False)]
    own = names_of(chance)
    named = [(entry.name, *entry.aliases[:1]) for entry in chance.sample(catalogue, _FROM_CATALOGUE)]
    named += [(name,) for name in chance.sample(shared, _SHARED)]
    named += [(f"{council.split()[0]}: {next(own)}",) for _ in range(_OWN)]
    return [_measure(number, names, chance, quarters) for number, names in enumerate(named, start=1)]


def _measure(number: int, names: tuple[str, ...], chance: random.Random, quarters: int) -> Measure:
    unit = "%" if "ercent" in names[0] or "roportion" in names[0] or number % 3 else ""
    level = chance.uniform(20, 90) if unit else chance.uniform(100, 9000)
    figures = tuple(round(level * chance.uniform(0.93, 1.07), 1 if unit else 0) for _ in range(max(quarters, 80) + 1))
    return Measure(f"KPI{number}", names, unit, figures, round(level, 0))


def _paper(council: str, quarter: int, measures: Sequence[Measure]) -> Iterator[str]:
    yield from (council, "", f"Performance report {label(quarter)}", "")
    now, before = label(quarter), label(quarter - 1)
    for start in range(0, len(measures), _SECTION):
        yield from (f"Priority {start // _SECTION + 1}", "")
        yield f"Ref\tIndicator\t{before}\t{now}\tTarget\tRAG\tTrend"
        for measure in measures[start : start + _SECTION]:
            yield _row(measure, quarter)
        yield ""


def _draw(path: Path, council: str, quarter: int, measures: Sequence[Measure]) -> None:
    from bench.packs import Pack

    pack = Pack(path, seed=quarter)
    pack.report(council, f"Performance report {label(quarter)}")
    pack.business(10)
    header = ("Ref", "Indicator", label(quarter - 1), label(quarter), "Target", "RAG", "Trend")
    for start in range(0, len(measures), _SECTION):
        rows = [_cells(measure, quarter) for measure in measures[start : start + _SECTION]]
        pack.measures(f"Priority {start // _SECTION + 1}", header, rows)
    pack.business(9)
    pack.save()


def _row(measure: Measure, quarter: int) -> str:
    cells, rating, arrow = _cells(measure, quarter)
    return "\t".join((*cells, "GAR"[rating], "↑→↓"[arrow]))


def _cells(measure: Measure, quarter: int) -> tuple[tuple[str, ...], int, int]:
    """What a row prints, the place of its rating in `packs.RATINGS`, that of its arrow in `packs.ARROWS`."""
    before, now = measure.figures[quarter], measure.figures[quarter + 1]
    name = measure.names[quarter // 12 % len(measure.names)]
    rating = 0 if now >= measure.target else 1 if now >= 0.9 * measure.target else 2
    arrow = 0 if now > before else 2 if now < before else 1
    figures = (f"{figure:g}{measure.unit}" for figure in (before, now, measure.target))
    return (measure.code, name, *figures), rating, arrow


def main() -> None:
    """Write an archive."""
    parser = argparse.ArgumentParser(description="Write papers of many councils.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--councils", type=int, default=20)
    parser.add_argument("--papers", type=int, default=25, help="of each council")
    parser.add_argument("--text", action="store_true", help="no PDFs")
    options = parser.parse_args()
    make = make_papers if options.text else make_archive
    print(f"{len(make(options.folder, options.councils, options.papers))} papers in {options.folder}")


if __name__ == "__main__":
    main()
