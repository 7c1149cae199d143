"""Two invented councils over five years each: which names are one indicator, and which figures are one line.

`tests/series/SERIES.csv` was written by hand with the papers: renamed indicators, other codes, codes used anew, changed
units and scales, restated figures, a new definition, successors that cannot be compared, names that look alike.
"""

import csv
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

from extract.reading import read_paper
from extract.settings import ReadSettings
from pipeline import assemble
from records import Dataset, Observation
from tests.shared_papers import starter_workspace

FOLDER = Path(__file__).parent / "series"
Label = dict[str, str]


@cache
def labels() -> tuple[Label, ...]:
    """The labels, one for each name in each paper."""
    with (FOLDER / "SERIES.csv").open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def dataset(backwards: bool = False) -> Dataset:
    """What the papers become."""
    workspace = starter_workspace()
    settings = ReadSettings(areas=workspace.areas, profiles=workspace.profiles)
    papers = sorted(FOLDER.glob("*.txt"), reverse=backwards)
    return assemble([read_paper(path.read_bytes(), path.name, settings) for path in papers], workspace)


def pairs(label: str, field: Callable[[Observation], str]) -> Iterator[tuple[bool, bool, str]]:
    """For each two names of different papers: whether they belong together, whether they are, and what they are."""
    rows: dict[tuple[str, str, str], set[str]] = {}
    for row in dataset().observations:
        if not row.comparator_of:
            rows.setdefault((Path(row.source).stem, row.indicator_raw, row.indicator_code), set()).add(field(row))
    found = [
        (entry, rows[entry["document"], entry["printed_name"], entry["printed_code"]] - {""}) for entry in labels()
    ]
    for (a, one), (b, two) in combinations(found, 2):
        if a["document"] != b["document"]:
            yield a[label] == b[label], bool(one & two), f"{a['printed_name']} / {b['printed_name']}"


def test_no_two_indicators_are_joined() -> None:
    """A wrong join is a wrong line in somebody's chart."""
    assert [
        names for same, joined, names in pairs("identity", lambda row: row.indicator_id) if joined and not same
    ] == []
    lines = pairs("comparable_group", lambda row: row.series_id)
    assert [names for same, joined, names in lines if joined and not same] == []


def test_most_are_followed() -> None:
    """Through all years and across both councils, before anybody has decided anything."""
    identity = [joined for same, joined, _ in pairs("identity", lambda row: row.indicator_id) if same]
    lines = [joined for same, joined, _ in pairs("comparable_group", lambda row: row.series_id) if same]
    assert sum(identity) / len(identity) >= 0.95
    assert sum(lines) / len(lines) >= 0.95


def test_the_order_of_papers_does_not_matter() -> None:
    """The same indicators, lines and questions, whichever paper is read first."""
    one, two = dataset(), dataset(backwards=True)
    assert {(o.observation_id, o.indicator_id, o.series_id) for o in one.observations} == {
        (o.observation_id, o.indicator_id, o.series_id) for o in two.observations
    }
    questions = [{r for r in found.reviews if r.subject == "indicator"} for found in (one, two)]
    assert questions[0] == questions[1] and one.series == two.series
