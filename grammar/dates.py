"""Calendar arithmetic of English councils: financial years run April to March, academic years September to August.

Everything here is about dates, not about text; only `expand_year` and `month_number` look at spellings.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from records import Accumulation, Period, PeriodType

FIRST_CALENDAR_YEAR = 1990
LAST_CALENDAR_YEAR = 2049

_MONTH_STEMS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def month_number(word: str) -> int:
    """1 to 12 for a month's name or abbreviation (at least three letters, any case); ValueError for other words."""
    return _MONTH_STEMS.index(word[:3].lower()) + 1


def expand_year(digits: str) -> int:
    """Year of four or two digits, the latter with an apostrophe or without: 00-49 are 20xx, 50-99 are 19xx."""
    digits = digits.lstrip("'")
    if len(digits) == 4:
        return int(digits)
    short = int(digits)
    return 2000 + short if short < 50 else 1900 + short


def last_day(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """First day of the month that lies `months` after the month of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def make_period(start: date, end: date, type_: PeriodType, accumulation: Accumulation | None = None) -> Period:
    """A period without a label (the parser adds the text as printed)."""
    return Period("", start, end, type_, accumulation)


def month_period(year: int, month: int) -> Period:
    """The calendar month, labelled like `April 2018`."""
    start = date(year, month, 1)
    return Period(f"{start:%B} {year}", start, last_day(year, month), "month")


def financial_year(first: int) -> Period:
    """The financial year that starts in April of `first`, labelled like `2016/17`."""
    label = f"{first}/{(first + 1) % 100:02d}"
    return Period(label, date(first, 4, 1), date(first + 1, 3, 31), "financial_year")


def financial_year_of(day: date) -> Period:
    """The financial year (April to March) in which `day` lies."""
    return financial_year(day.year if day.month >= 4 else day.year - 1)


def academic_year(first: int) -> Period:
    """1 September of `first` to 31 August of the next year."""
    return make_period(date(first, 9, 1), date(first + 1, 8, 31), "academic_year")


def calendar_year(year: int) -> Period:
    """1 January to 31 December."""
    return make_period(date(year, 1, 1), date(year, 12, 31), "calendar_year")


def quarter_period(first: int, quarter: int) -> Period:
    """Quarter 1 (April to June) to 4 (January to March) of the financial year that starts in `first`."""
    start = add_months(date(first, 4, 1), 3 * (quarter - 1))
    end = add_months(start, 3) - timedelta(days=1)
    return Period(f"Q{quarter} {first}/{(first + 1) % 100:02d}", start, end, "quarter")


def half_year_period(first: int, half: Literal[1, 2]) -> Period:
    """April to September (1) or October to March (2) of the financial year that starts in `first`."""
    start = add_months(date(first, 4, 1), 6 * (half - 1))
    return make_period(start, add_months(start, 6) - timedelta(days=1), "half_year")


def is_month_aligned(start: date, end: date) -> bool:
    """Whether a span starts on the first day of a month and ends on the last day of one."""
    return start.day == 1 and end == last_day(end.year, end.month)


def months_between(start: date, end: date) -> int:
    """Calendar months that a month-aligned span covers."""
    return (end.year - start.year) * 12 + end.month - start.month + 1


def type_of_span(start: date, end: date) -> PeriodType:
    """What a spelled-out span of days is: April to March is a financial year, other twelve months are rolling
    (January to December a calendar year), April-June and so on are quarters, one day is a state as at that day."""
    if start == end:
        return "as_at"
    if not is_month_aligned(start, end):
        return "range"
    months = months_between(start, end)
    if months == 12:
        by_first_month: dict[int, PeriodType] = {4: "financial_year", 1: "calendar_year"}
        return by_first_month.get(start.month, "rolling_year")
    if months == 3 and start.month % 3 == 1:
        return "quarter"
    return "month" if months == 1 else "range"


def span_period(start: date, end: date, accumulation: Accumulation | None = None) -> Period | None:
    """The typed period of a span of days, None if it runs backwards."""
    return make_period(start, end, type_of_span(start, end), accumulation) if start <= end else None


def valid_date(year: int, month: int, day: int) -> date | None:
    """The date, None if the calendar has no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def quarter_of(period: Period) -> int | None:
    """Number (1-4) of the financial quarter in which the whole period lies, None if it crosses quarters."""
    first, last = financial_year_of(period.start), financial_year_of(period.end)
    quarters = {(period.start.month - 4) % 12 // 3 + 1, (period.end.month - 4) % 12 // 3 + 1}
    return quarters.pop() if first == last and len(quarters) == 1 else None


def same_financial_year(a: Period, b: Period) -> bool:
    """Whether both periods lie wholly in one and the same financial year."""
    years = {financial_year_of(day).start for day in (a.start, a.end, b.start, b.end)}
    return len(years) == 1
