"""Rows to check: an observation of one indicator for September 2018, changed as each test needs."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

import pytest

from records import Observation

MakeRow = Callable[..., Observation]
NUMBERS = ("value", "target", "tolerance", "numerator", "denominator")


@pytest.fixture
def row() -> MakeRow:
    """Makes observations with ids of their own; numbers may be given as text, `value_raw` and `target_raw` follow."""
    numbers = count(1)

    def make(**changes: Any) -> Observation:
        for name in NUMBERS:
            if isinstance(changes.get(name), str):
                changes.setdefault(f"{name}_raw", changes[name]) if name in ("value", "target") else None
                changes[name] = Decimal(changes[name])
        number = next(numbers)
        given: dict[str, Any] = {
            "observation_id": f"o{number}",
            "document_id": "d1",
            "source": "paper.txt",
            "indicator_raw": "Percentage of enquiries completed within 60 days",
            "area": "Own Council",
            "period_label": "Sep-18",
            "period_start": date(2018, 9, 1),
            "period_end": date(2018, 9, 30),
            "period_type": "month",
            "report_period_end": date(2018, 9, 30),
            "unit": "percent",
            "line": number,
        }
        return Observation(**(given | changes))

    return make


@pytest.fixture
def months(row: MakeRow) -> Callable[..., list[Observation]]:
    """Makes one row for each value in consecutive months from April 2018; other fields: a list, or one for all."""

    def make(values: list[str], **changes: Any) -> list[Observation]:
        rows = []
        for index, value in enumerate(values):
            start = date(2018, 4 + index, 1)
            end = date.fromordinal(date(2018, 5 + index, 1).toordinal() - 1)
            each = {name: given[index] if isinstance(given, list) else given for name, given in changes.items()}
            rows.append(row(value=value, period_start=start, period_end=end, period_label=f"{start:%b-%y}", **each))
        return rows

    return make
