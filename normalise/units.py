"""Which unit a figure has: as printed with it, beside it, or as its indicator's wording says; never by guess.

A whole number of something that its name neither measures, rates nor prices is a count: that is the one default, and
it does not apply to names that speak of averages, times, rates, scores, indices, ranks or money.
"""

import re

from grammar.targets import parse_target
from grammar.units import COUNT, PERCENT, RATE, canonical_unit, unit_of_name
from records import Quantity, Statement

_NOT_COUNTED = re.compile(
    r"\b(average|mean|median|rate|ratio|score|index|rank|ranking|cost|price|spend|budget|value|income|time|"
    r"length|duration|expectancy|gap|percent\w*|proportion|share|per (?:fte|head|1,?000|100,?000|10,?000)|days|"
    r"weeks|hours|minutes|years|level|coverage|satisfaction|prevalence|weight|tonnage|emissions|energy|"
    r"temperature|speed|growth|attainment|outturn)\b|[%£]",
    re.IGNORECASE,
)


def decide_unit(
    statement: Statement, quantity: Quantity | None, elsewhere: str, *, counted: bool = True
) -> tuple[str, str]:
    """The canonical unit and the rule that gave it; ("", "") where nothing printed tells.

    `elsewhere` is the one unit that other figures of the same indicator print in the same paper; `counted` is False
    where another one has decimals, so that a whole number is no count.
    """
    name = statement.indicator
    if quantity is not None and quantity.unit:
        return quantity.unit, "printed with the figure"
    if statement.unit and not (canonical_unit(statement.unit) == RATE and unit_of_name(name).startswith(RATE)):
        return canonical_unit(statement.unit) or statement.unit, "printed beside it"
    named = unit_of_name(name)
    if named and not (elsewhere and elsewhere != named and named == COUNT):
        if (
            named == PERCENT
            and quantity is not None
            and quantity.number is not None
            and not elsewhere
            and _is_count_like(quantity)
        ):
            return "", ""
        return named, "said by the indicator's name"
    if elsewhere:
        return elsewhere, "printed with other figures of the indicator in this paper"
    aimed = (
        parse_target(statement.target) if statement.target and (quantity is None or quantity.number is None) else None
    )
    if aimed is not None and aimed.unit:
        return aimed.unit, "printed with the target"
    if statement.kind == "project" and (quantity is None or quantity.number is None):
        return "", ""
    if not counted or quantity is None or quantity.number is None:
        return "", ""
    if _is_whole(quantity) and not _NOT_COUNTED.search(name):
        return COUNT, "a whole number of what the name lists"
    return "", ""


def _is_whole(quantity: Quantity) -> bool:
    return (
        quantity.number is not None
        and quantity.number == quantity.number.to_integral_value()
        and "." not in quantity.raw.split()[0]
    )


def _is_count_like(quantity: Quantity) -> bool:
    """A figure that a percentage cannot be: the name says percent, the cell prints thousands."""
    return quantity.number is not None and quantity.number > 1000
