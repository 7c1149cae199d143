"""Real papers that hold no table of indicators: hardly anything may be read from them that looks like one."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from extract.pdf import reading
from extract.reading import read_paper
from extract.settings import ReadSettings
from records import PaperReading
from tests.shared_papers import LABELS, SHARED, starter_workspace

PAPERS = SHARED / "papers" / "real"
LIST = LABELS / "real" / "real_papers.csv"
"""Looked at by eye: which papers hold a table of indicators. Those of which it is not sure count neither way."""
MOST_A_PAPER, MOST_PER_100_PAGES = 2, 1.0

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PAPERS.is_dir(), reason="the real papers are not beside the repository"),
]


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper of the list: its name, its pages, and `yes`, `no` or `unsure`."""

    paper: str
    pages: int
    holds: str


def listed() -> list[Listed]:
    """The papers of the list, in its order."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return [Listed(row["paper"], int(row["pages"]), row["holds_indicator_table"]) for row in csv.DictReader(file)]


WITHOUT = [paper for paper in listed() if paper.holds == "no"]


@pytest.fixture(scope="module")
def readings() -> Mapping[str, PaperReading]:
    """The readings of the papers without indicators; their scanned pages are left out, as where no recogniser is."""
    workspace = starter_workspace()
    settings = ReadSettings(workspace.areas, workspace.profiles)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "version", lambda: "")
        return {one.paper: read_paper((PAPERS / one.paper).read_bytes(), one.paper, settings) for one in WITHOUT}


def test_the_list_names_all_real_papers() -> None:
    """No paper is left out because it would be in the way."""
    assert sorted(one.paper for one in listed()) == sorted(
        p.relative_to(PAPERS).as_posix() for p in PAPERS.rglob("*.pdf")
    )
    assert len(WITHOUT) > 40 and {one.holds for one in listed()} <= {"yes", "no", "unsure"}


def test_the_papers_were_opened(readings: Mapping[str, PaperReading]) -> None:
    """Nothing read proves nothing where nothing was opened: all papers but scans have the pages that the list says."""
    pdfs = [one for one in WITHOUT if readings[one.paper].media == "pdf" and not one.paper.startswith("scans/")]
    assert {one.paper: readings[one.paper].pages for one in pdfs} == {one.paper: one.pages for one in pdfs}
    assert len(pdfs) > 40


def test_hardly_anything_is_read_from_papers_without_indicators(readings: Mapping[str, PaperReading]) -> None:
    """Budgets, minutes, registers, surveys: one statement in a hundred pages at most."""
    said = [
        f"{name} p{s.place.page}: {s.indicator} {s.value}" for name, one in readings.items() for s in one.statements
    ]
    assert len(said) <= MOST_PER_100_PAGES * sum(one.pages for one in WITHOUT) / 100, "\n".join(said)


def test_no_paper_is_taken_for_a_performance_report(readings: Mapping[str, PaperReading]) -> None:
    """The few false alarms do not come from one kind of table that is read as a whole."""
    many = {name: len(one.statements) for name, one in readings.items() if len(one.statements) > MOST_A_PAPER}
    assert many == {}
