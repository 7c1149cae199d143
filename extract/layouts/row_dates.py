"""Of when a row is that stands under headers without a period: what its name or its frequency says.

`Life expectancy (2011-13)` and a measure that is taken once a year are not of the quarter that the paper reports on.
"""

import re

from extract.layouts.row_types import Row
from grammar.periods import find_periods
from records import Period, Span

_BRACKETS = re.compile(r"\(([^()]*)\)")
_FREQUENCY = re.compile(r"^(?:reporting |reported |data )?(?:frequency|how often|reported)\??$", re.IGNORECASE)
_YEARLY = re.compile(
    r"^(?:annual|yearly|once a year|bi-?ennial|every (?:two|three|2|3) years|per annum)", re.IGNORECASE
)
_SAYS_WHEN = frozenset((
    "survey", "data", "figures", "figure", "results", "census", "outturn", "latest", "at", "as", "for", "in",
    "annual", "annually", "yearly", "quarterly", "monthly", "termly",
))  # fmt: skip
_QUARTER = 93


def own_period(row: Row) -> tuple[str, str]:
    """The period that the row names, and the doubt that goes with it; the doubt alone where it names none."""
    if row.report is None:
        return "", ""
    often = [row.cell(c).text for c in row.header.columns if c.role == "comment" and _FREQUENCY.match(c.text.strip())]
    for text in often:
        found = find_periods(text)
        if len(found) == 1 and found[0].period.end <= row.report.end and _says_only_when(text, found[0].span):
            return found[0].period.label, ""
    named = [label for text in _BRACKETS.findall(row.name) if (label := _ended_before(text, row.report))]
    if len(named) == 1:
        return named[0], "by_name"
    short = (row.report.end - row.report.start).days <= _QUARTER
    return "", "annual_measure" if short and any(_YEARLY.match(text) for text in often) else ""


def _ended_before(text: str, report: Period) -> str:
    """The period that a bracket names and nothing else, over before the report's begins: no plan, no baseline."""
    found = find_periods(text)
    if len(found) != 1 or found[0].period.end >= report.start:
        return ""
    return found[0].period.label if _says_only_when(text, found[0].span) else ""


def _says_only_when(text: str, span: Span) -> bool:
    """Nothing is said beside the period that could make it another one: since, new, due, target."""
    rest = re.findall(r"[a-z]+", f"{text[: span.start]} {text[span.end :]}".lower())
    return set(rest) <= _SAYS_WHEN
