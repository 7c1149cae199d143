"""Printed ratings against printed targets.

Which of the two is wrong cannot be told from here, so a contradiction puts one flag on one field, the rating. Only
clear contradictions count: amber beside a miss is none, since tolerances are seldom printed.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from grammar.steps import printed_step
from records import Flag, Observation
from validate.notes import Note, doubted, plain

MOST_GREEN_SLACK = Decimal("0.15")
FEWEST_GREEN_MISSES = 4
FEWEST_OTHER_MISSES = 3

# a target in words of change says nothing about the level of the figure
_RELATIVE = re.compile(
    r"^[^\d<>≤≥]*\b(increas|reduc|decreas|improv|rais|last|previous)|^\W*(more|less|fewer) than", re.I
)
_FLOOR = re.compile(r"\bfloor\b", re.I)
_EXACT_UNITS = frozenset({"count"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A rated row against its target: by how much it is better (negative: missed), and what rounding hides."""

    row: Observation
    better_by: Decimal
    slack: Decimal
    sense: Literal["higher", "lower"]

    @property
    def missed(self) -> bool:
        """The figure misses the target by more than rounding."""
        return self.better_by < -self.slack

    @property
    def met(self) -> bool:
        """The figure meets the target, whatever rounding hides."""
        strict = self.row.target_comparator in ("<", ">")
        return self.better_by > self.slack or (self.better_by == 0 == self.slack and not strict)

    @property
    def missed_share(self) -> Decimal:
        """The miss as a share of the target; 0 where the target is 0."""
        target = self.row.target or Decimal(0)
        return -self.better_by / abs(target) if target else Decimal(0)


def check_ratings(observations: Iterable[Observation]) -> tuple[Note, ...]:
    """Green although the target is clearly missed; red or amber although it is met; amber below a printed floor.

    Where a paper evidently rates small misses green (its green misses are all smaller than its other misses), that is
    its own rule: one finding says so, and no row is flagged for it.
    """
    by_document: dict[str, list[Judged]] = defaultdict(list)
    for row in observations:
        judged = judge(row)
        if judged is not None:
            by_document[row.document_id].append(judged)
    return tuple(note for rows in by_document.values() for note in _check_document(rows))


def judge(row: Observation) -> Judged | None:
    """The row against its target, or `None` where the two cannot be compared."""
    value, target, sense = row.value, row.target, wanted_sense(row)
    if value is None or target is None or sense is None or row.rag not in ("G", "A", "R") or not _comparable(row):
        return None
    better_by = value - target if sense == "higher" else target - value
    return Judged(row, better_by, _rounding(row, value, target), sense)


def wanted_sense(row: Observation) -> Literal["higher", "lower"] | None:
    """Which way is good, by the printed polarity or the target's comparator; `None` where that cannot be told."""
    if row.polarity == "target":
        return None
    told: set[Literal["higher", "lower"]] = set()
    if row.polarity in ("higher", "lower"):
        told.add(row.polarity)
    if row.target_comparator in (">", ">="):
        told.add("higher")
    elif row.target_comparator in ("<", "<="):
        told.add("lower")
    return told.pop() if len(told) == 1 else None


def _comparable(row: Observation) -> bool:
    if row.comparator_of or row.rag_scope in ("year_end_forecast", "overall"):
        return False
    if row.target_scope == "year_end" and row.period_type != "financial_year":
        return False
    # a running total may stand beside the target of the whole year
    if row.accumulation == "cumulative" and row.target_scope is None and row.period_type != "financial_year":
        return False
    if row.value_raw.strip().startswith(("<", ">", "≤", "≥")) or _RELATIVE.search(row.target_raw):
        return False
    percent_of_other = "%" in row.target_raw and row.unit not in ("percent", "")
    money_of_other = "£" in row.target_raw and not row.unit.startswith("GBP")
    return not percent_of_other and not money_of_other


def _rounding(row: Observation, value: Decimal, target: Decimal) -> Decimal:
    """Half a step of the printed figure, and of a target that is printed with decimals; counts are exact."""
    step = printed_step(row.value_raw, value)
    if row.unit in _EXACT_UNITS and step == 1:
        return Decimal(0)
    target_step = printed_step(row.target_raw, target)
    return (step + (target_step if target_step < 1 else 0)) / 2


def _check_document(rows: Sequence[Judged]) -> list[Note]:
    house_rule = _green_misses_by_rule(rows)
    notes = [_house_note(house_rule)] if house_rule else []
    tolerated = {judged.row.observation_id for judged in house_rule}
    for judged in rows:
        reason = _contradiction(judged)
        if reason and judged.row.observation_id not in tolerated:
            notes.append(_note(judged, reason))
    return notes


def _contradiction(judged: Judged) -> str:
    rag = judged.row.rag
    if rag == "G" and judged.missed:
        return "green although the target is missed"
    if rag == "A" and judged.met:
        return "amber although the target is met"
    if rag == "R" and judged.met:
        return "red although the target is met"
    return _floor_contradiction(judged)


def _floor_contradiction(judged: Judged) -> str:
    """A floor is printed as a level: amber ends there. A tolerance printed as a margin is left alone."""
    row = judged.row
    if row.tolerance is None or row.value is None or not _FLOOR.search(row.tolerance_raw) or not judged.missed:
        return ""
    above = row.value - row.tolerance if judged.sense == "higher" else row.tolerance - row.value
    if row.rag == "A" and above < -judged.slack:
        return "amber although the floor is missed"
    if row.rag == "R" and above > judged.slack:
        return "red although the floor is met"
    return ""


def _note(judged: Judged, reason: str) -> Note:
    row = judged.row
    value, target = plain(row.value or Decimal(0)), plain(row.target or Decimal(0))
    # a doubtful figure explains the contradiction: no second field needs a flag
    flag = None if doubted(row, "value", "target", "rag") else Flag("rag", "contradicts_target")
    message = f"printed {reason}: {value} against {row.target_comparator}{target}, {judged.sense} is better"
    return Note("rating_contradicts_target", "warning", message, (row,), flag)


def _green_misses_by_rule(rows: Sequence[Judged]) -> tuple[Judged, ...]:
    """The green misses of a paper that follow a tolerance of its own, else none.

    Wrongly read ratings would not sort themselves by size: so the green misses must all be smaller than all others.
    """
    green = [judged for judged in rows if judged.missed and judged.row.rag == "G"]
    other = [judged for judged in rows if judged.missed and judged.row.rag != "G"]
    if len({judged.row.indicator_raw for judged in green}) < FEWEST_GREEN_MISSES or len(other) < FEWEST_OTHER_MISSES:
        return ()
    largest = max(judged.missed_share for judged in green)
    smallest_other = min(judged.missed_share for judged in other)
    return tuple(green) if largest < smallest_other and largest <= MOST_GREEN_SLACK else ()


def _house_note(green: Sequence[Judged]) -> Note:
    largest = max(judged.missed_share for judged in green) * 100
    message = f"{len(green)} misses of up to {largest:.1f} percent of the target are green: the paper's own tolerance"
    return Note("green_within_tolerance", "info", message, tuple(judged.row for judged in green))
