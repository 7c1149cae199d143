"""The program knows councils from its list alone: no module names one, so none can be treated in a way of its own."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from tests.shared_papers import ROOT

PRINCIPAL = frozenset({"county", "unitary", "metropolitan", "london_borough", "district", "combined"})
PACKAGES = ("grammar", "extract", "normalise", "validate", "publish", "desk")
PLAIN_WORDS = frozenset({"Reading"})
"""Short names of councils that are plain words of English, too, and stand as such in the program."""


def program_files() -> list[Path]:
    """The modules of the program."""
    return sorted([*ROOT.glob("*.py"), *(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))])


@cache
def council_names() -> tuple[str, ...]:
    """Full and short names and web addresses of all principal councils."""
    found: set[str] = set()
    with (ROOT / "starters" / "areas.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] in PRINCIPAL:
                found |= {row["name"], *row["short_names"].split(";"), *row["domains"].split(";")}
    return tuple(sorted(name for name in found - PLAIN_WORDS if len(name) > 3))


@cache
def pattern() -> re.Pattern[str]:
    """Any name of a council as words of their own, in the spelling of the list."""
    names = sorted(council_names(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def test_the_list_of_names_is_long_enough_to_prove_something() -> None:
    """The list holds the councils of England, old ones too, and the pattern finds a name inside code."""
    assert len(council_names()) > 1000
    assert pattern().search(f'if head.organisation == "{council_names()[0]}":')


@pytest.mark.parametrize("path", program_files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_names_a_council(path: Path) -> None:
    """Neither code nor comments of the program speak of a council."""
    found = sorted(set(pattern().findall(path.read_text(encoding="utf-8"))))
    assert not found
