"""What must never merge, however alike two names look: ages, measures, numbers and opposed words.

The words are data (`guards.csv`); ages, bases, levels and other figures need arithmetic and live here.
A feature is one thing that a name says about such a class ("age: 18-64"). Two names that say different things of
one class differ; a class that only one of them speaks of is a weaker sign, which blocks acceptance, not review.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, Protocol

Role = Literal["same", "filler", "weak", "apart", "mild", "default"]
"""`same`: wordings of one thing. `filler`: says nothing about which indicator it is. `weak`: a word said of many
indicators, which tells little. The others keep apart: `apart` must be said by both sides, `mild` may be left unsaid
by the printed name, `default` may be left unsaid by either."""

ROLES: tuple[Role, ...] = ("same", "filler", "weak", "apart", "mild", "default")


@dataclass(frozen=True, slots=True)
class GuardRule:
    """One row of `guards.csv`: the wordings that say `value` of the class `guard`."""

    guard: str
    value: str
    wordings: tuple[str, ...]
    role: Role
    note: str = ""


class Feature(NamedTuple):
    """One thing that a name says of a class that keeps indicators apart. A tuple: many are compared."""

    guard: str
    value: str
    role: Role = "apart"


class Conflict(NamedTuple):
    """What speaks against two names being one indicator.

    `differs`: both speak of the class and share nothing. `extra`: the printed name says more than the entry.
    `missing`: the entry says more than the printed name.
    """

    guard: str
    kind: Literal["differs", "extra", "missing"]
    text: str
    values: tuple[str, ...] = ()
    """What only one side says."""


class Guarded(Protocol):
    """Anything that carries features: the form of a name."""

    @property
    def features(self) -> frozenset[Feature]: ...


def compare_features(name: Guarded, entry: Guarded) -> tuple[Conflict, ...]:
    """All that speaks against `name` being `entry`, sorted by class."""
    return _compare(name.features, entry.features)


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """What one name says of one class. Made once for all names that say the same, so that it is known by identity."""

    features: tuple[Feature, ...]


@lru_cache(maxsize=1 << 16)
def _said(features: tuple[Feature, ...]) -> _Said:
    return _Said(features)


@lru_cache(maxsize=1 << 16)
def _by_class(features: frozenset[Feature]) -> dict[str, _Said]:
    found: dict[str, list[Feature]] = {}
    for feature in sorted(features):
        found.setdefault(feature.guard, []).append(feature)
    return {guard: _said(tuple(said)) for guard, said in found.items()}


@lru_cache(maxsize=1 << 16)  # thousands of names share a few sets of features
def _compare(name: frozenset[Feature], entry: frozenset[Feature]) -> tuple[Conflict, ...]:
    left, right = _by_class(name), _by_class(entry)
    found: list[Conflict] = []
    for guard in {guard for guard, _ in left.items() ^ right.items()}:
        if guard == "age group" and _same_age(left, right):
            continue
        conflict = _compare_class(guard, left.get(guard), right.get(guard))
        if conflict is not None:
            found.append(conflict)
    return tuple(sorted(found))


def _same_age(left: Mapping[str, _Said], right: Mapping[str, _Said]) -> bool:
    """ "Adults" and "older people" are the same people where both say 65 and over."""
    return "age" in left and "age" in right and not set(left["age"].features).isdisjoint(right["age"].features)


def guard_conflicts(a: Guarded, b: Guarded) -> tuple[str, ...]:
    """Names what speaks against `a` and `b` being one indicator, in words; empty where nothing does."""
    return tuple(conflict.text for conflict in compare_features(a, b))


@lru_cache(maxsize=1 << 16)
def _compare_class(guard: str, name_says: _Said | None, entry_says: _Said | None) -> Conflict | None:
    name, entry = (found.features if found else () for found in (name_says, entry_says))
    said, meant = {f.value for f in name}, {f.value for f in entry}
    if guard == "measure":
        return _compare_measures(said, meant)
    if name and entry and not said & meant and not _compatible(guard, said, meant):
        return Conflict(guard, "differs", f"{guard}: {_join(said)} against {_join(meant)}")
    extra = {f.value for f in name if f.value not in meant and f.role != "default"}
    if extra and not _compatible(guard, said, meant):
        return Conflict(guard, "extra", f"{guard}: {_join(extra)} only in the printed name", tuple(sorted(extra)))
    missing = {f.value for f in entry if f.value not in said and f.role == "apart"}
    if missing:
        return Conflict(guard, "missing", f"{guard}: {_join(missing)} only in the catalogue", tuple(sorted(missing)))
    return None


def _compatible(guard: str, said: set[str], meant: set[str]) -> bool:
    """A number without a unit agrees with the same number with one; working days are often printed as days."""
    if guard != "number":
        return False
    meant = meant | {value.replace("working day", "day") for value in meant}
    bare = {value.split(" ")[0] for value in meant}
    return all(value in meant or (" " not in value and value in bare) for value in said) and bool(said)


def _compare_measures(said: set[str], meant: set[str]) -> Conflict | None:
    """Percentages, counts and rates differ; a bare "rate" may be printed for a percentage or a rate per so many."""
    if not said or not meant or said & meant:
        return None
    if {*said, *meant} == {"percent", "percentage points"}:
        return None  # a gap between percentages is printed either way
    if said == {"GBP"} and all(value.startswith("GBP") for value in meant):
        return None  # pounds or millions of them
    if said == {"rate"} and all(value.startswith(("percent", "rate")) for value in meant):
        return None
    if meant == {"rate"} and all(value.startswith(("percent", "rate")) for value in said):
        return None
    if said == {"average"}:
        if not any(value.startswith(("percent", "rate", "count")) for value in meant):
            return None
    elif said == {"count"} and not any(value.startswith(_NO_COUNTS) for value in meant):
        return None  # what is counted may be the unit: "number of swims"
    return Conflict("measure", "differs", f"measure: {_join(said)} against {_join(meant)}")


_NO_COUNTS = (
    "percent", "rate", "ratio", "score", "GBP", "gbp", "minutes", "hours", "days", "weeks", "months", "years",
    "kg", "tonnes",
)  # fmt: skip


def _join(values: Iterable[str]) -> str:
    return " + ".join(sorted(values))


# ---------------------------------------------------------------------------------------- figures in names
_UNIT = r"(?:working )?(?:sec|minute|hour|day|week|month|mile|km|metre|kg|tonne|dose)"
_AGE_TAIL = r"(?:[ ](?:year|yr)(?:[ ](?:old|of[ ]age))?)"
_NO_UNIT = r"(?! ?(?:" + _UNIT + r"|year|%|[-/+]))"
_DIGIT = re.compile(r"\d")
_BASE = re.compile(r"\bper (\d{3,7})\b|\bper (thousand|million)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:[-/ ](?:\d\d){1,2})?\b(?! (?:people|household|child))|\bq[1-4]\b")
_LEVEL = re.compile(r"\b(level|grade|stage|band|category|tier|type) (\d+)\b|(?<!\d )\b(year) (\d{1,2})\b(?! old)")
_AGE_RULES: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = (
    (re.compile(r"\b(?:aged? )?((?:\d{1,2} (?:and )?)+\d{1,2})" + _AGE_TAIL + r"\b"), "listed", ("",)),
    (
        re.compile(r"\b(?:aged? )?(?:under|below) (?:the )?(?:age )?(?:of )?(\d{1,2})\b(?! (?:" + _UNIT + "|%))"),
        "under",
        ("under", "below"),
    ),
    (
        re.compile(r"\b(?:aged? |age of )?(\d{1,2})[-](\d{1,2})\b(?! ?" + _UNIT + r")" + _AGE_TAIL + "?"),
        "range",
        ("-",),
    ),
    (re.compile(r"\b(?:aged? (?:between )?)(\d{1,2}) (?:to|and) (\d{1,2})\b" + _AGE_TAIL + "?"), "range", ("age",)),
    (re.compile(r"\b(\d{1,2}) to (\d{1,2})" + _AGE_TAIL), "range", (" to ",)),
    (
        re.compile(r"\b(?:aged? )?(?:over|above) (?:the age of )?(\d{2})\b(?! (?:" + _UNIT + "|%))"),
        "over",
        ("over", "above"),
    ),
    (
        re.compile(r"\b(?:aged? )?(\d{1,2})" + _AGE_TAIL + r"? (?:and|or) (?:over|above|older)\b"),
        "over",
        ("over", "above", "older"),
    ),
    (re.compile(r"\b(?:aged? )(\d{1,2})\+|\b(1[4-9]|[2-9]\d)\+(?! ?" + _UNIT + ")"), "over", ("+",)),
    (re.compile(r"\b(?:by )?(?:the )?(?:aged?|age of) (\d{1,2})\b" + _AGE_TAIL + "?"), "age", ("age",)),
    (re.compile(r"\b(\d{1,2}) (?:year|yr) old\b"), "age", (" old",)),
    (re.compile(r"\bat (?:their )?(1[4-9]|2[0-5])(?:th|st|nd|rd)?\b(?: birthday)?" + _NO_UNIT), "age", ("at ",)),
)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<!\w)(\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?)(?!\w)\+?(?: (" + _UNIT + r"|year)\b)?")


def read_figures(text: str) -> tuple[str, tuple[Feature, ...]]:
    """Takes ages, bases, levels and other figures out of canonical text (lower case, singular, plain digits).

    Returns the text without them and what they say. Years are neutral: they name a period, not an indicator.
    """
    if not _DIGIT.search(text) and " per " not in f" {text}":
        return text, ()
    features: list[Feature] = []
    text = _take(_BASE, text, lambda m: Feature("measure", f"rate per {_base(m)}"), features)
    if not _DIGIT.search(text):  # as in most names; all the others need one
        return text, tuple(features)
    text = _YEAR.sub(" ", text)
    text = _take(_LEVEL, text, lambda m: Feature("level", f"{m[1] or m[3]} {m[2] or m[4]}"), features)
    for pattern, kind, signs in _AGE_RULES:
        if any(sign in text for sign in signs):
            text = _take(pattern, text, lambda m, kind=kind: _age(m, kind), features)
    text = _take(_NUMBER, text, lambda m: Feature("number", _span(m[1], m[2]), "mild"), features)
    return text, tuple(features)


_ROUND: tuple[tuple[str, int, str], ...] = (("month", 12, "year"), ("day", 7, "week"), ("hour", 24, "day"))
_ROUNDED = {"month": (12, 120), "day": (14, 56), "hour": (24, 24)}


def _span(number: str, unit: str | None) -> str:
    """A figure with its unit; whole years in months and whole weeks in days become years and weeks: `24 month` is
    `2 year`, `28 day` is `4 week`."""
    if not unit:
        return number
    for small, many, large in _ROUND:
        low, high = _ROUNDED[small]
        if unit == small and number.isdigit() and int(number) % many == 0 and low <= int(number) <= high:
            return f"{int(number) // many} {large}"
    return f"{number} {unit}"


def _take(pattern: re.Pattern[str], text: str, read: "ReadFeature", features: list[Feature]) -> str:
    def replace(match: re.Match[str]) -> str:
        feature = read(match)
        if feature is None:
            return match[0]
        features.append(feature)
        return " "

    return pattern.sub(replace, text)


class ReadFeature(Protocol):
    """Reads one match; `None` where the figures are no such feature."""

    def __call__(self, match: re.Match[str], /) -> Feature | None: ...


def _base(match: re.Match[str]) -> str:
    return {"thousand": "1000", "million": "1000000"}.get(match[2] or "", match[1] or "")


def _age(match: re.Match[str], kind: str) -> Feature | None:
    numbers = [int(number) for group in match.groups() if group for number in group.replace("and", " ").split()]
    if kind == "listed" and numbers != [*range(numbers[0], numbers[-1] + 1)]:
        return None
    if kind == "range" and not numbers[0] < numbers[1] <= 120:
        return None
    value = {
        "under": lambda: f"0-{numbers[0] - 1}",
        "range": lambda: f"{numbers[0]}-{numbers[1]}",
        "listed": lambda: f"{numbers[0]}-{numbers[-1]}",
        "over": lambda: f"{numbers[0]}+",
        "age": lambda: f"{numbers[0]}",
    }[kind]()
    return Feature("age", value, "mild")
