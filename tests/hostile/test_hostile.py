"""Broken and hostile papers: each ends in its own state within its limits, and the good paper beside them is read."""

import sys
from pathlib import Path

import pytest

from tests.hostile.make import FORMULAS, GOOD_FIGURES, LEFT, NAMES, TRAPS, named, packed, papers
from tests.hostile.watched import Watched, build

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is limited as Linux does it")
MEMORY = 500
LIMITS = ("--workers", "2", "--max-seconds", "6", "--max-memory", str(MEMORY), "--max-pages", "2000")
PARENT = 300
"""Megabytes that the build itself may hold: it reads no paper."""
EMPTY = 150
"""Megabytes that a worker may hold before its first paper."""


@pytest.fixture(scope="module")
def traps(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """One build of all traps and the good paper."""
    folder = tmp_path_factory.mktemp("traps")
    papers(folder / "papers")
    found = build(folder / "papers", folder / "dataset", *LIMITS)
    for path in (folder / "papers").iterdir():
        path.unlink()
    return found


def good_is_read(found: Watched, source: str = "good.txt") -> bool:
    """Whether the good paper has all its figures."""
    return tuple(row["value"] for row in found.rows("observations") if row["source"] == source) == GOOD_FIGURES


def test_the_build_goes_through(traps: Watched) -> None:
    """No trap ends the run, and none shows a traceback of ours."""
    assert traps.code == 0, traps.said
    assert "Traceback" not in traps.said
    assert not [reason for _, reason in traps.states().values() if "the program failed" in reason]
    assert set(traps.states()) == {*TRAPS, "good.txt"}


def test_the_good_paper_is_read(traps: Watched) -> None:
    """With all its figures."""
    assert good_is_read(traps)


@pytest.mark.parametrize("name", TRAPS)
def test_each_trap_ends_in_its_own_state(traps: Watched, name: str) -> None:
    """A state that fits, with a reason where it is not read; what met a limit names it."""
    state, reason = traps.states()[name]
    assert state in TRAPS[name].states, reason
    assert TRAPS[name].reason in reason
    assert reason or state == "read"


def test_memory_stays_within_the_limit(traps: Watched) -> None:
    """A quarter more is what a paper may take between two looks at it; the build itself holds none of a paper."""
    assert traps.worker < 1.25 * MEMORY + EMPTY
    assert traps.parent < PARENT


@pytest.mark.parametrize("source", ["formulas.txt", "formulas.pdf"])
def test_no_text_of_a_paper_is_a_formula(traps: Watched, source: str) -> None:
    """What a spreadsheet would run begins with an apostrophe; scripts are texts like others."""
    names = [row["indicator_raw"] for row in traps.rows("observations") if row["source"] == source]
    assert len(names) >= len(FORMULAS)
    cells = [
        cell
        for table in ("observations", "review", "issues", "lineage", "documents")
        for row in traps.rows(table)
        for cell in row.values()
    ]
    assert not [cell for cell in cells if cell[:1] in tuple("=+@\t\r") and len(cell) > 1]
    assert not [cell for cell in cells if cell[:1] == "-" and "cmd" in cell]


def test_names_of_files_mean_nothing(tmp_path: Path) -> None:
    """Papers are read whatever they are called; a name rules no terminal and makes no file."""
    named(tmp_path / "papers")
    found = build(tmp_path / "papers", tmp_path / "dataset", *LIMITS)
    assert found.code == 0, found.said
    assert "Traceback" not in found.said
    assert "\x1b" not in found.said
    assert len(found.states()) == len(NAMES)
    assert {state for state, _ in found.states().values()} == {"read"}
    assert {path.name for path in tmp_path.iterdir()} == {"papers", "dataset", "dataset.printed"}


def test_packed_files_lead_nowhere_and_are_no_bombs(tmp_path: Path) -> None:
    """Names within them are labels; links and devices are refused, and what unpacks without measure is left."""
    packed(tmp_path / "deep" / "papers")
    found = build(tmp_path / "deep" / "papers", tmp_path / "deep" / "dataset", *LIMITS)
    assert found.code == 0, found.said
    assert good_is_read(found)
    states = found.states()
    for name in LEFT:
        label = name.replace("\\", "/")
        assert states[f"names.tar/{label}"][0] == "read"
    assert {states[f"names.tar/{name}"][0] for name in ("link1.txt", "link2.txt", "device.txt")} == {"rejected"}
    assert "says that" in states["bomb.zip/bomb.txt"][1]
    assert good_is_read(found, "bomb.zip/good.txt")
    assert "packed file within a packed file" in states["nested.zip/0.zip"][1]
    assert good_is_read(found, "nested.zip/good.txt")
    assert states["cut.zip"][0] == states["garbage.tar"][0] == "rejected"
    assert str(tmp_path) not in states["cut.zip"][1]
    assert found.parent < PARENT
    assert not list(tmp_path.rglob("out.txt"))
    assert {path.name for path in (tmp_path / "deep").iterdir()} == {"papers", "dataset", "dataset.printed"}
