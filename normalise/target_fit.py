"""Whether a figure and the target beside it can be of one kind: `3 weeks` and `21 days`, `3,950` and `3%` are not.

Nothing is worked out from one unit into another: a target that does not fit is left empty, and flagged.
"""

from dataclasses import replace
from decimal import Decimal

from grammar.targets import TargetReading
from grammar.units import (
    COUNT,
    DAYS,
    GBP,
    GBP_MILLION,
    GBP_THOUSAND,
    HOURS,
    KG,
    MINUTES,
    MONTHS,
    PERCENT,
    SECONDS,
    TONNES,
    WEEKS,
    YEARS,
    unit_of_name,
)
from records import Flag, Quantity, Statement

_SAME_KIND = ({SECONDS, MINUTES, HOURS, DAYS, WEEKS, MONTHS, YEARS}, {KG, TONNES}, {GBP, GBP_THOUSAND, GBP_MILLION})
"""Units of one kind: a figure and its target are often printed in two of them, and differ by a factor."""
_APART = {PERCENT, GBP, COUNT, *_SAME_KIND[0], *_SAME_KIND[1]}
"""Units that measure different things, or the same in other sizes."""
_MOST = 100
"""A share of a whole, in percent."""


def as_share(statement: Statement, quantity: Quantity | None, target: TargetReading | None) -> Quantity | None:
    """`118 of 124` beside a target of 95%: both parts of a share, like `118/124`, and no figure of its own."""
    if quantity is None or quantity.denominator is None or quantity.number is None or quantity.unit:
        return quantity
    shared = PERCENT in (target.unit if target else "", statement.unit, unit_of_name(statement.indicator))
    return replace(quantity, number=None) if shared and quantity.number == quantity.numerator else quantity


def with_fit(
    statement: Statement, quantity: Quantity | None, unit: str, target: TargetReading | None
) -> tuple[TargetReading | None, tuple[Flag, ...]]:
    """The target, without its number where that is none of the figure, and the flag that says so."""
    if target is None or target.number is None:
        return target, ()
    if Flag("target", "of_change") in statement.flags:
        return replace(target, number=None), ()
    if quantity is None or quantity.number is None or not _differ(quantity, unit, target):
        return target, ()
    return replace(target, number=None), (Flag("target", "other_unit"),)


def _differ(quantity: Quantity, unit: str, target: TargetReading) -> bool:
    if target.unit == unit or not target.unit:
        return False
    if any(unit in kind and target.unit in kind for kind in _SAME_KIND):
        return True
    if quantity.unit:
        return unit in _APART and target.unit in _APART
    return target.unit == PERCENT and unit == COUNT and _is_no_share(quantity.number, target.number)


def _is_no_share(number: Decimal | None, target: Decimal | None) -> bool:
    """Too much for a percentage whose sign was left out, also where more than all can be reached (`105` of `100%`)."""
    return number is not None and target is not None and number > _MOST and number > 2 * abs(target)
