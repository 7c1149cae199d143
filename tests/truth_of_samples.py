"""A small comparison of what was published with what the sample papers print, strict because their truth is ours.

Rows are paired by indicator, area and period, then by line. A field that says something else than the truth, or
something where the truth is silent, is a silent error unless it is flagged; an empty field is only missing.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from records import Observation

FIELDS = ("value", "unit", "target", "rag", "arrow", "polarity")
TOLD_ELSEWHERE = ("unit", "polarity")
"""Fields that a row may take from beside it (its name, its neighbours) where its own cell prints none."""
Truth = dict[str, str]


@dataclass(frozen=True)
class Comparison:
    """Fields that the truth holds, how many of them were published rightly, and what is wrong without a flag."""

    items: int
    right: int
    silent: tuple[str, ...]
    missing: tuple[str, ...]


def load_truth(path: Path) -> list[Truth]:
    """The truth of one paper, without the counts of its summaries."""
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["kind"] != "summary"]


def compare(truth: Sequence[Truth], rows: Sequence[Observation]) -> Comparison:
    """Pair each row of the truth with one published row and compare them field by field."""
    left = list(rows)
    items = right = 0
    silent: list[str] = []
    missing: list[str] = []
    for wanted in truth:
        printed = [field for field in FIELDS if wanted[field]]
        items += len(printed)
        found = _partner(wanted, left)
        if found is None:
            if "no symbol" not in wanted["note"]:
                missing.append(f"{_name_of(wanted)}: no such row")
            continue
        left.remove(found)
        for field in FIELDS:
            if not wanted[field] and field in TOLD_ELSEWHERE:
                continue
            if _equal(field, wanted[field], _shown(found, field)):
                right += bool(wanted[field])
            elif not _shown(found, field):
                missing.append(f"{_name_of(wanted)}: {field} {wanted[field]!r} is missing")
            elif not _flagged(found, field):
                silent.append(f"{_name_of(wanted)}: {field} {wanted[field]!r} published as {_shown(found, field)!r}")
    silent += [
        f"line {row.line}: {row.indicator_raw} | {row.area} | {row.period_label} | {row.value_raw}: not on the paper"
        for row in left
        if not _flagged(row, "row") and not any(_repeats(row, wanted) for wanted in truth)
    ]
    return Comparison(items, right, tuple(silent), tuple(missing))


def _name_of(wanted: Truth) -> str:
    return f"line {wanted['line']}: {wanted['indicator']} | {wanted['area']} | {wanted['period_start']}"


def _partner(wanted: Truth, rows: Sequence[Observation]) -> Observation | None:
    fitting = [row for row in rows if _same_subject(row, wanted)]
    return max(
        fitting,
        key=lambda row: (str(row.line) == wanted["line"], _equal("value", wanted["value"], _shown(row, "value"))),
        default=None,
    )


def _same_subject(row: Observation, wanted: Truth) -> bool:
    names = _words(row.indicator_raw) == _words(wanted["indicator"])
    period = (_shown(row, "period_start"), _shown(row, "period_end")) == (wanted["period_start"], wanted["period_end"])
    return names and period and _words(row.area) == _words(wanted["area"])


def _repeats(row: Observation, wanted: Truth) -> bool:
    """A fact that the paper prints twice may be published twice, as long as it says the same."""
    return _same_subject(row, wanted) and all(
        not _shown(row, field) or _equal(field, wanted[field], _shown(row, field)) for field in FIELDS
    )


def _words(text: str) -> str:
    return re.sub(r"[^a-z0-9%£]+", " ", text.lower()).strip()


def _shown(row: Observation, field: str) -> str:
    value = getattr(row, field)
    return "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)


def _equal(field: str, wanted: str, shown: str) -> bool:
    if field in ("value", "target"):
        try:
            return Decimal(wanted) == Decimal(shown)
        except InvalidOperation:
            return wanted == shown
    return {"NA": "not_rated"}.get(wanted, wanted).lower() == shown.lower()


def _flagged(row: Observation, field: str) -> bool:
    return any(flag.field in (field, "row") for flag in row.flags)
