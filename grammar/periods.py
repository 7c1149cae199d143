"""Periods as council papers print them: `Q2 18/19`, `Apr-18`, `R12M to March 18`, `2013/14 - 2015/16`.

`parse_period` reads a label that is nothing but a period, `find_periods` finds such labels inside longer text.
Dates are in UK order. What could mean two things (`Q1 2018`, `2016 to 2017`, `Spring 2019`) is not read at all.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from grammar.dates import financial_year_of, month_period, quarter_of, same_financial_year
from grammar.period_patterns import OF_SAME_TIME, SAME_TIME
from grammar.period_rules import read_label
from grammar.period_search import period_spans
from records import FoundPeriod, Period, Span

__all__ = [
    "financial_year_of",
    "find_periods",
    "is_relative_year",
    "month_period",
    "parse_label",
    "parse_period",
    "quarter_of",
    "same_financial_year",
]

MAX_LABEL = 90
"""Longer texts are sentences, not labels."""

HEADER_WORDS = (
    "result", "results", "actual", "actuals", "value", "values", "performance", "perf", "outturn", "figure", "figures",
)  # fmt: skip
"""Words that a header puts around a period without changing it."""

_SAME = re.compile(
    rf"(?:the )?{SAME_TIME}"
    r"(?:(?:the )?(?:last|previous|prior) (?:financial )?year|(?P<year>\d\S+))"
)
"""`Same quarter 2004/05`: the quarter is the report's, only the year is printed."""
_RELATIVE_YEAR = re.compile(
    rf"{OF_SAME_TIME}"
    r"(?:the )?(?P<which>this|current|last|previous|prior) (?:financial )?year(?:'s)?,?(?: (?P<part>.+))?"
)
"""`Last year`, in a column that says which year, beside headers that say which quarter: `Last year Q1`."""
_TO_DATE = re.compile(r"\b(?:ytd|to[ -]date)\b")
_MOST_YEARS_BACK = 10
_CHARACTERS = str.maketrans({**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("‘’`´′", "'"), "\u00a0": " ", "⁄": "/"})
_WORDS = "|".join(HEADER_WORDS)
_LEADING = re.compile(rf"^(?:[\s*:;,.\"-]|(?:{_WORDS})\b\.?(?!/))+")
_TRAILING = re.compile(
    rf"(?:[\s:;,.\"*†‡§¹²³⁴⁵⁶⁷⁸⁹-]|\[\d{{1,2}}\]|(?<=[\s\d])\((?:\d|[ivx]{{1,4}})\)|(?<![a-z0-9/])(?:{_WORDS}))+$"
)
"""One character at a time: dots of a table of contents could else be shared out in endlessly many ways."""
_PERCENTAGE = re.compile(r"[<>]?\d[\d,.]*%")
"""What most cells of tables hold, and no rule takes for a period."""
_WRAPPED = re.compile(r"^[(\[{]([^()\[\]{}]*)[)\]}]$")


def parse_period(text: str, year: Period | None = None) -> Period | None:
    """The period that the WHOLE text names, None for anything else.

    `year` is the period of an enclosing header (`2020/21`), for labels that print no year of their own (`Q1`, `Apr`,
    `Half year`, `Year to date`); without it they are None. The label of the result is the text as printed.
    """
    return _parse(text, year)


@lru_cache(maxsize=65536)
def _parse(text: str, year: Period | None) -> Period | None:
    if not text or len(text) > MAX_LABEL or _PERCENTAGE.fullmatch(text):
        return None
    if not text.isascii() and any(c.isdecimal() and not c.isascii() for c in text):
        return None
    core = _core(text)
    if not core or (year is None and not any(c.isdecimal() for c in core)):
        return None
    period = read_label(core, year)
    return replace(period, label=" ".join(text.split())) if period else None


@lru_cache(maxsize=4096)
def _core(text: str) -> str:
    """The label without what does not change it: brackets around it, footnote marks, header words."""
    core = " ".join(text.translate(_CHARACTERS).lower().split())
    while True:
        before = core
        core = _TRAILING.sub("", _LEADING.sub("", core))
        if wrapped := _WRAPPED.match(core):
            core = wrapped[1]
        if core[:1] == core[-1:] == "'":
            core = core[1:-1]
        if core == before:
            return core


@lru_cache(maxsize=16384)
def find_periods(text: str) -> tuple[FoundPeriod, ...]:
    """All periods inside `text`, left to right, the longest reading first, never overlapping.

    Figures, fractions, ages and codes are no periods. A year of four digits (1990-2049) standing alone is found:
    whether it is a period is for the caller to decide.
    """
    found: list[FoundPeriod] = []
    for start, ends in period_spans(text, text.translate(_CHARACTERS)):
        if found and start < found[-1].span.end:
            continue
        for end in ends:
            period = _parse(text[start:end], None)
            if period is not None:
                found.append(FoundPeriod(period, Span(start, end)))
                break
    return tuple(found)


@lru_cache(maxsize=16384)
def parse_label(label: str, report: Period | None) -> Period | None:
    """A printed label in the light of the report's period: `Q1` takes its year, a bare `YTD` ends with the report,
    that of an earlier year at the same point of its year,
    `Same quarter 2004/05` is the report's quarter of that year."""
    if report is not None and len(label) <= MAX_LABEL and (same := _SAME.fullmatch(_core(label))) is not None:
        return _same_of_year(same, label, report)
    if report is not None and len(label) <= MAX_LABEL and (told := _RELATIVE_YEAR.fullmatch(_core(label))):
        return _part_of_relative_year(told, label, report)
    period = parse_period(label, report)
    if period is None and report is not None:
        period = parse_period(label, financial_year_of(report.end))
    if period is None or report is None or period.accumulation != "cumulative":
        return period
    if period.start <= report.end < period.end:
        part = "range" if period.type == "financial_year" else period.type
        return replace(period, end=report.end, type=part)
    if period.type == "financial_year" and period.end < report.start and _TO_DATE.search(_core(label)):
        years = financial_year_of(report.end).start.year - period.start.year  # up to the same point of that year
        end = _years_before(report.end, years) if years <= _MOST_YEARS_BACK else period.end
        return period if end == period.end else replace(period, end=end, type="range")
    return period


def _same_of_year(same: "re.Match[str]", label: str, report: Period) -> Period | None:
    """The report's quarter, month or year, in the year that the label names; None where that is not an earlier one."""
    if same["what"] in ("quarter", "month") and report.type != same["what"]:
        return None
    years = 1
    if same["year"]:
        year = parse_period(same["year"])
        if year is None or year.type != "financial_year":
            return None
        years = financial_year_of(report.end).start.year - year.start.year
    if not 1 <= years <= _MOST_YEARS_BACK or report.type not in ("quarter", "month", "half_year", "financial_year"):
        return None
    start, end = (_years_before(day, years) for day in (report.start, report.end))
    return replace(report, label=" ".join(label.split()), start=start, end=end)


def is_relative_year(text: str) -> bool:
    """`Last year`, `This year`, and nothing else: in front of `Q1` a label that `parse_label` reads."""
    told = _RELATIVE_YEAR.fullmatch(_core(text)) if len(text) <= MAX_LABEL else None
    return told is not None and not told["part"]


def _part_of_relative_year(told: "re.Match[str]", label: str, report: Period) -> Period | None:
    """A quarter or month of the report's financial year, or of the one before; None where it names a year itself."""
    year = financial_year_of(report.end)
    if told["which"] not in ("this", "current"):
        year = financial_year_of(year.start - timedelta(days=1))
    part = parse_period(told["part"] or "", year)
    if part is None or parse_period(told["part"]) or part.type == "financial_year":
        return None
    return replace(part, label=" ".join(label.split()))


def _years_before(day: date, years: int) -> date:
    last = (day + timedelta(days=1)).day == 1
    if not last:
        return day.replace(year=day.year - years)
    return (day + timedelta(days=1)).replace(year=(day + timedelta(days=1)).year - years) - timedelta(days=1)
