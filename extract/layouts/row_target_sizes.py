"""Whose a target is that names no period, in a row of months and of the year so far: told by its size.

`0.7 | 0.6 | 5.2` for May, June and the year so far, and a target of `4.7`: each figure may have it, but 4.7 is
no target for a month. Shares and rates are about as large for a month as for a year, and tell nothing.
"""

from collections.abc import Sequence
from decimal import Decimal

from extract.layouts.row_types import Draft
from grammar.dates import financial_year_of
from grammar.numbers import parse_quantity
from grammar.units import PERCENT, unit_of_name
from records import Period

_FAR = 2
"""Times that a target must differ from figures of one length, and no more from those of the other length."""


def is_of_other_length(draft: Draft, drafts: Sequence[Draft], target: str) -> bool:
    """Whether the target is far from the figures of times as long as the draft's and near to those of a longer or
    shorter one within the same row."""
    aim = _number(target)
    if not aim or draft.period is None or _is_share(draft, target):
        return False
    year = financial_year_of(draft.period.end)
    own = [d for d in drafts if not d.statement.comparator and not d.earlier and d.period and _holds_or_is(year, d)]
    others = [d for d in own if _holds(d, draft) or _holds(draft, d)]
    alike = [d for d in own if d not in others]
    mine, theirs = _middle(alike), _middle(others)
    return bool(mine and theirs) and _apart(aim, mine) >= _FAR > _apart(aim, theirs)


def _holds(one: Draft, other: Draft) -> bool:
    """Whether the time of one holds that of the other, and more."""
    a, b = one.period, other.period
    if a is None or b is None or (a.start, a.end) == (b.start, b.end):
        return False
    return a.start <= b.start and b.end <= a.end


def _holds_or_is(year: Period, draft: Draft) -> bool:
    return draft.period is not None and year.start <= draft.period.start and draft.period.end <= year.end


def _middle(drafts: Sequence[Draft]) -> Decimal:
    numbers = sorted(number for draft in drafts if (number := _number(draft.statement.value)) > 0)
    return numbers[len(numbers) // 2] if numbers else Decimal(0)


def _apart(one: Decimal, other: Decimal) -> Decimal:
    return max(one / other, other / one)


def _number(text: str) -> Decimal:
    quantity = parse_quantity(text)
    return quantity.number if quantity is not None and quantity.number is not None else Decimal(0)


def _is_share(draft: Draft, target: str) -> bool:
    signs = "%" in target or "%" in draft.statement.value
    return signs or PERCENT in (draft.statement.unit, unit_of_name(draft.statement.indicator))
