"""Builders for single years, months, days, quarters and halves: from the groups of a matched label to a period.

Each takes the match and the period of an enclosing header, and gives None where the words fit but the numbers do not.
"""

import re
from datetime import date, timedelta
from typing import Literal

from grammar.dates import (
    FIRST_CALENDAR_YEAR,
    LAST_CALENDAR_YEAR,
    academic_year,
    add_months,
    calendar_year,
    expand_year,
    financial_year,
    financial_year_of,
    half_year_period,
    make_period,
    month_number,
    month_period,
    quarter_period,
    span_period,
    valid_date,
)
from records import Period

Year = Period | None
_QUARTER_WORDS = {"one": 1, "first": 1, "two": 2, "second": 2, "three": 3, "third": 3, "four": 4, "fourth": 4}
MAX_SPAN_YEARS = 15
"""Longer spans are misreadings."""
_NUMBER_WORDS = {"two": 2, "three": 3, "six": 6, "nine": 9}
MONTHS_OF_YEAR = 12
_POOLED = 2
"""From the first to the last of three pooled years; `2016-19` may be a plan's financial years."""


# ------------------------------------------------------------------------------------------------ years
def double_year(text: str) -> int | None:
    """First year of `2016/17`, `2016-2017`, `16/17`; None where the second year is not the next one."""
    left, right = re.split(r" ?[/-] ?", text)
    first = expand_year(left)
    expected = first + 1 if len(right) == 4 else (first + 1) % 100
    return first if int(right) == expected else None


def build_financial(match: "re.Match[str]", year: Year) -> Period | None:
    """`2016/17`, `FY 16-17`: April to March."""
    first = double_year(match["fy"])
    return financial_year(first) if first is not None else None


def build_year_ending(match: "re.Match[str]", year: Year) -> Period | None:
    """`FYE 2015`: the financial year that ends in March 2015."""
    return financial_year(expand_year(match["y"]) - 1)


def build_academic(match: "re.Match[str]", year: Year) -> Period | None:
    """`2016/17 academic year`: September to August."""
    first = double_year(match["fy"])
    return academic_year(first) if first is not None else None


def build_calendar(match: "re.Match[str]", year: Year) -> Period | None:
    """`2017`: January to December, within the years that papers may print."""
    number = int(match["y"])
    return calendar_year(number) if FIRST_CALENDAR_YEAR <= number <= LAST_CALENDAR_YEAR else None


def build_year_span(match: "re.Match[str]", year: Year) -> Period | None:
    """`2013-2016`: whole calendar years. Two neighbouring years joined by `to` may be either kind: None."""
    first, last = int(match["a"]), int(match["b"])
    if first < FIRST_CALENDAR_YEAR or not first + 1 < last <= first + MAX_SPAN_YEARS:
        return None
    return make_period(date(first, 1, 1), date(last, 12, 31), "range")


def build_pooled_years(match: "re.Match[str]", year: Year) -> Period | None:
    """`2011-13`, as public health prints three calendar years pooled; two neighbouring years are a financial year."""
    first = int(match["a"])
    last = first // 100 * 100 + int(match["b"])
    last += 100 if last < first else 0
    if first < FIRST_CALENDAR_YEAR or last != first + _POOLED:
        return None
    return make_period(date(first, 1, 1), date(last, 12, 31), "range")


def build_financial_span(match: "re.Match[str]", year: Year) -> Period | None:
    """`2013/14 - 2015/16`: from the first April to the last March."""
    first, last = double_year(match["a"]), double_year(match["b"])
    if first is None or last is None or not first < last <= first + MAX_SPAN_YEARS:
        return None
    return make_period(date(first, 4, 1), date(last + 1, 3, 31), "range")


def build_whole_context(match: "re.Match[str]", year: Year) -> Period | None:
    """`Year end` under a financial year: that year."""
    return year if year is not None and year.type == "financial_year" else None


# ------------------------------------------------------------------------------------------------ months and days
def month_within(month: int, year: Year) -> Period | None:
    """The one month of that number that lies wholly in `year`, None if there is none or more than one."""
    if year is None:
        return None
    found = [
        month_period(number, month)
        for number in range(year.start.year, year.end.year + 1)
        if year.start <= date(number, month, 1) and month_period(number, month).end <= year.end
    ]
    return found[0] if len(found) == 1 else None


def build_month(match: "re.Match[str]", year: Year) -> Period | None:
    """`Apr-18`."""
    return month_period(expand_year(match["y"]), month_number(match["m"]))


def build_month_of_financial_year(match: "re.Match[str]", year: Year) -> Period | None:
    """`Sept 2016/17`: the month that lies in that financial year."""
    first = double_year(match["fy"])
    return month_within(month_number(match["m"]), financial_year(first)) if first is not None else None


def build_bare_month(match: "re.Match[str]", year: Year) -> Period | None:
    """`Apr` under a header."""
    return month_within(month_number(match["m"]), year)


def _as_at(day: date | None) -> Period | None:
    return make_period(day, day, "as_at") if day else None


def build_numeric_day(match: "re.Match[str]", year: Year) -> Period | None:
    """`31/03/2010`, `2010-03-31`; None for days that do not exist."""
    return _as_at(valid_date(expand_year(match["y"]), int(match["m"]), int(match["d"])))


def build_named_day(match: "re.Match[str]", year: Year) -> Period | None:
    """`20th Mar 17`."""
    return _as_at(valid_date(expand_year(match["y"]), month_number(match["m"]), int(match["d"])))


def build_bare_day(match: "re.Match[str]", year: Year) -> Period | None:
    """`31 March` under a header."""
    month = month_within(month_number(match["m"]), year)
    return _as_at(valid_date(month.start.year, month.start.month, int(match["d"]))) if month else None


# ------------------------------------------------------------------------------------------------ quarters and halves
def quarter_number(match: "re.Match[str]") -> int:
    """1 to 4 of a matched quarter, from its digit or word."""
    word = match["q"] or match["qo"]
    return int(word[0]) if word[0].isdigit() else _QUARTER_WORDS[word]


def build_quarter(match: "re.Match[str]", year: Year) -> Period | None:
    """`Q3 2016/17`."""
    first = double_year(match["fy"])
    return quarter_period(first, quarter_number(match)) if first is not None else None


def build_bare_quarter(match: "re.Match[str]", year: Year) -> Period | None:
    """A quarter under a header that is a financial year or part of one; a calendar year's quarters are unclear."""
    if year is None or year.type not in ("financial_year", "half_year", "quarter"):
        return None
    found = quarter_period(financial_year_of(year.start).start.year, quarter_number(match))
    return found if year.start <= found.start and found.end <= year.end else None


def build_quarter_span(match: "re.Match[str]", year: Year) -> Period | None:
    """`Q1-Q3 2018/19`; `Q1-Q3` under a header that is a financial year."""
    a, b = int(match["a"]), int(match["b"])
    first = double_year(match["fy"]) if match["fy"] else _year_of(year)
    if first is None or a >= b:
        return None
    return span_period(quarter_period(first, a).start, quarter_period(first, b).end)


def _year_of(year: Year) -> int | None:
    return year.start.year if year is not None and year.type == "financial_year" else None


def build_month_number(match: "re.Match[str]", year: Year) -> Period | None:
    """`Month 9 2015/16`, `P6 2015/16`: counted from April; `Month 9` under a header that is a financial year."""
    first = double_year(match["fy"]) if match.groupdict().get("fy") else _year_of(year)
    return _months(first, int(match["n"]), 1) if first is not None else None


def build_first_months(match: "re.Match[str]", year: Year) -> Period | None:
    """`First three quarters of 2015/16`, `First six months`: from April on."""
    first = double_year(match["fy"]) if match["fy"] else _year_of(year)
    number = _NUMBER_WORDS.get(match["n"]) or int(match["n"])
    months = number * (3 if match["u"].startswith("q") else 1)
    return _months(first, 1, months) if first is not None and 1 < months < MONTHS_OF_YEAR else None


def _months(first: int, number: int, length: int) -> Period | None:
    """So many months from that one on, counted from April."""
    start = add_months(date(first, 4, 1), number - 1)
    return span_period(start, add_months(start, length) - timedelta(days=1))


def build_half(match: "re.Match[str]", year: Year) -> Period | None:
    """`H1 2019/20`, `Half year` under a financial year; without a number the first half is meant."""
    words = match["h"]
    half: Literal[1, 2] = 2 if re.search(r"2|second", words) else 1
    if match["fy"] is None:
        whole = year is not None and year.type == "financial_year"
        return half_year_period(year.start.year, half) if year is not None and whole else None
    first = double_year(match["fy"])
    return half_year_period(first, half) if first is not None else None
