"""The lists of printed names with known answers: each with its catalogue, and what the matcher says of it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from normalise.catalogue import load_guards
from normalise.matching import Matcher, MatchResult
from records import Indicator
from workspace import load_abbreviations, load_indicators

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "labels" / "matching"
LISTS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh")
UNSEEN = ("eighth", "tenth", "eleventh")
"""Lists whose names nobody who worked on the matcher has seen."""
NEW = "NEW"


@dataclass(frozen=True, slots=True)
class Name:
    """A printed name, the entry that it means (or `NEW`), how hard it is, what it may be used for."""

    raw: str
    right: str
    difficulty: str
    part: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of a name."""

    name: Name
    result: MatchResult

    @property
    def is_accepted(self) -> bool:
        return self.result.decision == "accept"

    @property
    def best(self) -> str:
        """The entry accepted, else the first candidate."""
        return self.result.indicator_id or next((i for i, _ in self.result.candidates), "")

    @property
    def is_right(self) -> bool:
        return self.best == self.name.right


@cache
def names(of: str) -> tuple[Name, ...]:
    """The names of one list."""
    with (FOLDER / f"{of}_names.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Name(row["raw_name"], row["indicator_id"], row["difficulty"], row["part"]) for row in csv.DictReader(file)
        )


@cache
def catalogue(of: str) -> tuple[Indicator, ...]:
    """The indicators of one list."""
    return load_indicators(FOLDER / f"{of}_catalogue.csv")


@cache
def matcher(of: str) -> Matcher:
    """The matcher with the vocabulary that ships and the indicators of one list."""
    starters = ROOT / "starters"
    return Matcher(
        catalogue(of), load_abbreviations(starters / "abbreviations.csv"), load_guards(starters / "guards.csv")
    )


def answers(of: str) -> Iterator[Answer]:
    """What the matcher says of each name of a list."""
    for name in names(of):
        yield Answer(name, matcher(of).match(name.raw))
