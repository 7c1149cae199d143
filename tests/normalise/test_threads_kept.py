"""Names are followed from where they were followed to before, and come out as if from the beginning."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from archive.codec import digest_of, packed, unpacked
from assembly.context import Ready
from bench.archives import make_papers
from normalise import threads
from normalise.resolve import Followed, Resolver
from normalise.threads import KeptThreads
from pipeline import observations_of, read_file
from records import Observation
from tests.shared_papers import ROOT, starter_workspace

WORKSPACE = starter_workspace()
READY = Ready(WORKSPACE, "test")
SERIES = sorted((ROOT / "tests" / "series").glob("*.txt"))


class Remembering:
    """Keeps threads as bytes."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def mark(self, before: str, said: object) -> str:
        return digest_of((before, said))

    def find(self, mark: str) -> KeptThreads | None:
        return unpacked(self.held[mark], KeptThreads) if mark in self.held else None

    def keep(self, mark: str, threads: KeptThreads) -> None:
        self.held[mark] = packed(threads)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The papers that were followed through, as they are."""
    found: list[str] = []
    real = threads._PaperReader.read

    def noted(reader: threads._PaperReader) -> None:
        found.append(reader.printings[0].document_id)
        real(reader)

    monkeypatch.setattr(threads._PaperReader, "read", noted)
    return found


@pytest.fixture(scope="module")
def quarters(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Observation, ...]]:
    """What the quarterly papers of one council say; their names change once, with the third year."""
    papers = sorted(make_papers(tmp_path_factory.mktemp("papers"), councils=1, papers=14))
    return [observations_of(read_file(path, WORKSPACE), WORKSPACE) for path in papers]


def followed(papers: Sequence[Sequence[Observation]], memory: Remembering | None = None) -> Followed:
    """Papers followed, their rows in the order of papers."""
    rows = [row for paper in papers for row in paper]
    return Resolver(rows, READY.matcher, WORKSPACE.judgements, memory).follow()


def test_a_paper_more_is_followed_from_those_before(quarters: list[tuple[Observation, ...]], read: list[str]) -> None:
    """Only it is read, as long as its names are those of the papers before."""
    memory = Remembering()
    for count in range(1, 13):
        found = followed(quarters[:count], memory)
        assert len(read) == 1
        read.clear()
        assert found == followed(quarters[:count])
        read.clear()
    assert followed(quarters[:12], memory) == followed(quarters[:12])
    assert len(read) == 12


def test_new_names_are_followed_from_the_beginning(quarters: list[tuple[Observation, ...]], read: list[str]) -> None:
    """How much a word tells depends on all names."""
    memory = Remembering()
    followed(quarters[:12], memory)
    read.clear()
    assert followed(quarters[:13], memory) == followed(quarters[:13])
    assert len(read) == 13 + 13


def test_an_older_paper_is_followed_from_the_beginning(
    quarters: list[tuple[Observation, ...]], read: list[str]
) -> None:
    """What comes after it may be another matter now."""
    memory = Remembering()
    followed([*quarters[:4], *quarters[5:8]], memory)
    read.clear()
    assert followed(quarters[:8], memory) == followed(quarters[:8])
    assert len(read) == 8 + 8


def papers_of_series() -> Iterator[tuple[Observation, ...]]:
    """Papers whose names, codes, figures and definitions change from year to year."""
    for path in SERIES:
        yield observations_of(read_file(path, WORKSPACE), WORKSPACE)


@pytest.mark.parametrize("step", [1, 3])
def test_papers_that_change_much_come_out_the_same(step: int) -> None:
    """With new names at every step, or with several papers at a time."""
    papers, memory = list(papers_of_series()), Remembering()
    assert len(papers) > step
    for count in range(step, len(papers) + 1, step):
        assert followed(papers[:count], memory) == followed(papers[:count])


def test_a_correction_of_a_figure_begins_anew_from_there(
    quarters: list[tuple[Observation, ...]], read: list[str], tmp_path: Path
) -> None:
    """A paper that says something else is another paper."""
    memory = Remembering()
    followed(quarters[:6], memory)
    followed(quarters[:5], memory)
    changed = tuple(row for row in quarters[5] if row.value is None or row.line is None or row.line % 2)
    assert changed != quarters[5]
    read.clear()
    papers = [*quarters[:5], changed]
    assert followed(papers, memory) == followed(papers)
