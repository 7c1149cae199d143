"""Which part of its year a paper reports on, where its head names the two apart, or in words that are no label."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.head_lines import DATED_FOR_READERS
from grammar.periods import find_periods, parse_period
from records import Period

BY_HEADING = "by_heading"
"""The doubt about a report's period that its head does not say clearly."""
_ORDINALS = ("first", "second", "third", "fourth")
_QUARTER = re.compile(r"\b(?:(?:first|second|third|fourth) quarter|q(?:uarter|tr)? ?[1-4])\b", re.IGNORECASE)
_MONTH_NUMBER = re.compile(r"\b(?:month|period) ?(?:1[0-2]|0?[1-9])\b(?![./%-])", re.IGNORECASE)
"""`Month 9`, `Period 6`: counted from April."""
_MONTH_LETTER = r"\b[MP](?:1[0-2]|0?[1-9])\b"
"""`M9`, `P6` beside the year; elsewhere `P1` is a priority, and a small `p6` a page."""
_UP_TO = re.compile(r"\bto (?:the )?(?:end (?:of )?)?$", re.IGNORECASE)
_SINCE_APRIL = re.compile(r"\bcumulative\b|\bapr(?:il)? ?(?:to|-|–)", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:months?|periods?|quarters?|qtrs?|q) ?\d|"
    r"\b(?:first|second|third|fourth|last|latest) (?:\w+ )?(?:months?|quarters?|half)\b|"
    r"\b(?:three|six|nine|[369])[ -]months?(?:ly)?\b|\b(?:half|mid|part)[ -]?year(?:ly)?\b|"
    r"\binterim\b|\bytd\b|\bto date\b|"
    r"\b(?:apr(?:il)?|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|jan\w*|feb\w*) ?(?:to|-|–) ?"
    r"(?:end )?(?:june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|jan\w*|feb\w*)\b",
    re.IGNORECASE,
)
"""Words that say that a paper is of a part of its year only."""
_WHOLE = re.compile(r"\b(?:annual|year[ -]end|end of (?:the )?year|full[ -]year|outturn)\b", re.IGNORECASE)
_NEAR = 2
"""Lines between the year of a title and its quarter, at most."""
_LONGEST = 80


def worded_part(line: str, found: Sequence[Period]) -> Period | None:
    """`Third Quarter Performance Report 2012/13`, `Performance Monitoring: P6 2015/16`: the part and its year stand
    apart. None where the line speaks of the whole year as well."""
    years = [period for period in found if period.type == "financial_year"]
    return _part_in(line, years[0]) if len(found) == 1 and years and not _WHOLE.search(line) else None


def _part_in(line: str, year: Period) -> Period | None:
    found = _QUARTER.search(line) or _MONTH_NUMBER.search(line) or _lettered(line, year)
    if found is None:
        return None
    words = found.group().lower()
    number = next((str(i) for i, word in enumerate(_ORDINALS, start=1) if word in words), "")
    label = f"Q{number}" if number else f"Q{words[-1]}" if words.startswith("q") else found.group()
    period = parse_period(f"{label} {year.label}")
    if period is None or period.type not in ("quarter", "month"):
        return None
    so_far = _UP_TO.search(line[: found.start()]) or _SINCE_APRIL.search(line)
    if so_far is None or period.start == year.start:
        return period
    return Period(f"{year.label} to {label}", year.start, period.end, "range", "cumulative")


def _lettered(line: str, year: Period) -> "re.Match[str] | None":
    beside = re.compile(
        rf"{_MONTH_LETTER}(?=[ ,:/(-]*{re.escape(year.label)})|(?<={re.escape(year.label)} ){_MONTH_LETTER}"
    )
    return beside.search(line)


def part_beside(year: Period, index: int, lines: Sequence[str], paper: Sequence[str]) -> tuple[Period, str]:
    """The part of the year that the lines beside that of the year name, and a doubt where they do so unclearly.

    `lines` are those above the first table, `paper` those of the whole paper: where others of them name another part,
    each is that of a section.
    """
    if index >= len(lines):
        return year, ""
    near = [line for line in lines[max(0, index - _NEAR) : index + _NEAR + 1] if _may_tell(line, lines[index])]
    parts = [part for line in near if line != lines[index] and (part := _named(line, year))]
    named = [*parts, *(part for line in paper if len(line) <= _LONGEST and (part := _label(line, year)))]
    whole = any(_WHOLE.search(line) for line in near)
    whole = whole or any(
        part.type == "month" and not _MONTH_NUMBER.search(part.label) for part in parts
    )  # of a meeting?
    if parts and len({(part.start, part.end) for part in named}) == 1 and not whole:
        return parts[0], ""
    return year, BY_HEADING if parts or any(_PART.search(line) for line in near) else ""


def _may_tell(line: str, title: str) -> bool:
    """A short line without a date of its own, no sentence; or the line of the year itself."""
    if line == title:
        return True
    dated = find_periods(line) or DATED_FOR_READERS.search(line)
    return len(line) <= _LONGEST and not line.endswith((".", ";")) and not dated


def _named(line: str, year: Period) -> Period | None:
    """What a line that is nothing but a part of the year names, or one in whose words a quarter or month stands."""
    return _label(line, year) or _part_in(line, year)


def _label(line: str, year: Period) -> Period | None:
    part = parse_period(line, year)
    if part is None or parse_period(line) is not None or (part.start, part.end) == (year.start, year.end):
        return None
    return replace(part, label=f"{part.label} {year.label}")


def is_up_to(period: Period, line: str) -> bool:
    """`Position to the end of December 2015`: of that month, or of the year up to it, nobody can tell."""
    up_to = re.compile(rf"\bto (?:the )?(?:end (?:of )?)?{re.escape(period.label)}", re.IGNORECASE)
    return period.type in ("month", "quarter") and up_to.search(line) is not None
