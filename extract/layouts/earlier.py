"""Rows of earlier figures (`Last year`, `Baseline`) under headers of periods: of when they are."""

import re

from grammar.periods import is_relative_year, parse_period

_EARLIER = re.compile(
    r"(?:the )?(?:same (?:quarter|month|period|time|point)(?: (?:of|in))?,? )?(?:the )?"
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
    return f"{label} {period}" if is_relative_year(label) and parse_period(period) is None else ""
