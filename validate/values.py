"""Checks that need one row only: percentages that cannot be, periods that have not been, fractions that say otherwise.

Each takes observations and returns notes; none changes a value.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from grammar.steps import printed_step
from records import Flag, Observation
from validate.notes import Note, plain

HUNDRED = Decimal(100)
NO_PERCENTAGE_ABOVE = Decimal(1000)
LONG_AFTER = timedelta(days=366)

# names of parts of a whole, which lie between 0 and 100 ...
_SHARE = re.compile(r"\b(share|proportion|percentage|percent|per cent)\b(?! points?)|%", re.I)
# ... unless they compare with something that can be passed
_COMPARES = re.compile(
    r"\b(growth|change\w*|increase\w*|decrease\w*|reduc\w+|rise|fall|improv\w+|varia\w+|difference|gap|net|return|yield|uplift"
    r"|inflation|compared|against|versus|vs|over|above|below|target\w*|budget\w*|plan|planned|profile\w*|forecast\w*"
    r"|expected|baseline|requirement|required|capacity|occupancy|previous|last year|turnover|saving\w*"
    r"|overspend|underspend|ratio|surplus|deficit|margin|trajectory|supply)\b",
    re.I,
)
_LOOKS_AHEAD = re.compile(r"forecast|project(ed|ion)|predict|estimat|planned|budget|trajectory|anticipat", re.I)


def check_percentages(observations: Iterable[Observation]) -> tuple[Note, ...]:
    """Percentages that no share can have: below 0 or above 100 where the name says share, above 1000 anywhere."""
    return tuple(
        Note(
            code="impossible_percentage",
            severity="warning",
            message=f"{plain(row.value)} percent for “{row.indicator_raw}”, which names a share",
            rows=(row,),
            flag=Flag("value", "impossible_percentage"),
        )
        for row in observations
        if row.value is not None and row.unit == "percent" and _impossible(row.value, row.indicator_raw)
    )


def check_future_periods(observations: Iterable[Observation]) -> tuple[Note, ...]:
    """Figures for a period that begins after the paper speaks or ends more than a year after it.

    Silent where the paper says that it looks ahead, and where it says neither its own period nor its date.
    """
    ahead = ((row, _speaks_until(row)) for row in observations if row.value is not None and not _looks_ahead(row))
    return tuple(
        Note(
            code="future_period",
            severity="warning",
            message=f"a figure for {row.period_label or row.period_end} in a paper about the time up to {spoken}",
            rows=(row,),
            flag=Flag("period", "future"),
        )
        for row, spoken in ahead
        if spoken is not None and _in_future(row, spoken)
    )


def check_fractions(observations: Iterable[Observation]) -> tuple[Note, ...]:
    """Printed fractions that disagree with the printed percentage.

    More than a percentage point (and more than the printing's own rounding) puts a flag on the value; less is a
    finding, since papers print `44.0%` beside `41 / 93`.
    """
    notes = (_fraction_note(row) for row in observations if row.unit == "percent" and row.value is not None)
    return tuple(note for note in notes if note is not None)


def _impossible(value: Decimal, name: str) -> bool:
    if abs(value) > NO_PERCENTAGE_ABOVE:
        return True
    return not 0 <= value <= HUNDRED and bool(_SHARE.search(name)) and not _COMPARES.search(name)


def _speaks_until(row: Observation) -> date | None:
    known = [day for day in (row.report_period_end, row.published_on) if day is not None]
    return max(known, default=None)


def _in_future(row: Observation, spoken: date) -> bool:
    begins_after = row.period_start is not None and row.period_start > spoken
    ends_long_after = row.period_end is not None and row.period_end > spoken + LONG_AFTER
    return begins_after or ends_long_after


def _looks_ahead(row: Observation) -> bool:
    texts = (row.indicator_raw, row.period_label, *row.qualifiers)
    return any(_LOOKS_AHEAD.search(text) for text in texts)


def _fraction_note(row: Observation) -> Note | None:
    value, numerator, denominator = row.value, row.numerator, row.denominator
    if value is None or numerator is None or denominator is None:
        return None
    if denominator == 0:
        return Note("fraction_of_nothing", "warning", "a fraction with the denominator 0", (row,))
    share = HUNDRED * numerator / denominator
    apart = abs(share - value)
    if apart <= printed_step(row.value_raw, value):
        return None
    message = f"{plain(numerator)} of {plain(denominator)} is {share:.2f} percent, printed is {plain(value)}"
    contradicts = apart > max(Decimal(1), printed_step(row.value_raw, value))
    flag = Flag("value", "contradicts_fraction") if contradicts else None
    return Note("contradicts_fraction", "warning" if contradicts else "info", message, (row,), flag)
