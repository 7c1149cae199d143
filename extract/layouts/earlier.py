"""Rows of earlier figures (`Last year`, `Baseline`) under headers of periods: of when they are."""

import re
from collections.abc import Iterable

from grammar.period_patterns import OF_SAME_TIME
from grammar.periods import is_relative_year, parse_label, parse_period
from records import Period

_EARLIER = re.compile(
    rf"{OF_SAME_TIME}(?:the )?"
    r"(?:(?:last|previous|prior)(?: (?:financial )?(?:years?|quarters?|months?|periods?))?(?:['\u2019]s?)?"
    r"|baseline|(?:a|one|two|three) years? (?:ago|before|earlier))"
    r"(?: (?:actuals?|values?|results?|outturn|performance|figures?|score|position))?",
    re.IGNORECASE,
)


def is_earlier(label: str) -> bool:
    """The label of figures that are older than the headers above them say, and of nothing else."""
    return _EARLIER.fullmatch(" ".join(label.split()).strip(" :*")) is not None


def earlier_period(label: str, period: str) -> str:
    """What such a row prints under `Q1`: the quarter of the year that its label names. "" under a header that names its
    own year, and for a label that names none: of when the figure is, nobody prints."""
    joined = f"{label} {period}"
    known = is_relative_year(label) or (year_of(label) is not None and parse_period(joined) is not None)
    return joined if known and parse_period(period) is None else ""


def year_of(label: str) -> Period | None:
    """The financial year that a label is and nothing else."""
    period = parse_period(label)
    return period if period is not None and period.type == "financial_year" and not period.accumulation else None


def go_on(periods: Iterable[str], report: Period | None) -> bool:
    """Whether periods without a year begin after the report's: then they may be of another year than it seems."""
    found = (parse_label(period, report) for period in periods if parse_period(period) is None)
    return report is not None and any(period is not None and period.start > report.end for period in found)
