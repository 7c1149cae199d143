"""Rows that part a table into sections and say of when its figures are: `Annual indicators, data for 2019/20`."""

import re

from grammar.periods import find_periods
from records import Period

_OF_ROWS = re.compile(
    r"\b(?:data|figures?|indicators?|measures?|kpis?|pis?|results?|reported|annual|annually|yearly|quarterly|monthly)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:plan|strategy|budget|programme|framework|targets?|since|from|than|against|until|next|compared|change)\b",
    re.IGNORECASE,
)


def period_of_bar(text: str, report: Period | None) -> str | None:
    """The one period that a row without figures gives the rows below it; "" where it is the report's own; None where
    the row speaks of something else, or is the name of an indicator for all that can be told."""
    if not _OF_ROWS.search(text) or _OF_OTHERS.search(text) or text.endswith("."):
        return None
    found = [item.period for item in find_periods(text) if item.period.type != "as_at"]
    if len(found) != 1 or (found[0].end - found[0].start).days > 370:
        return None
    own = report is not None and (found[0].start, found[0].end) == (report.start, report.end)
    return "" if own else found[0].label
