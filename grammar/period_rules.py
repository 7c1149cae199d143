"""The labels that English council papers print for periods, one rule per family of spellings.

A rule is a pattern for the WHOLE (lower-case, squeezed) label and a function that turns its match into a period,
or None where the words fit but the numbers do not (Q1 of a calendar year, 31 February). Rules never guess.
`year` is the period of an enclosing header, which labels without a year need.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from grammar.dates import (
    add_months,
    expand_year,
    financial_year,
    financial_year_of,
    is_month_aligned,
    make_period,
    month_number,
    month_period,
    quarter_of,
    span_period,
    valid_date,
)
from grammar.period_patterns import (
    A_END,
    ACADEMIC,
    AT,
    B_END,
    DAY,
    DOUBLE_YEAR,
    HALF,
    MONTH,
    MONTHS,
    MONTHS_N,
    NTH_MONTH,
    NUMERIC_DAY,
    ORDINAL,
    QUARTER,
    SEP,
    TO,
    WEEKDAY,
    YEAR,
    YEAR4,
    YEAR_WORDS,
    YTD,
)
from grammar.period_points import (
    MAX_SPAN_YEARS,
    Year,
    build_academic,
    build_bare_day,
    build_bare_month,
    build_bare_quarter,
    build_calendar,
    build_financial,
    build_financial_span,
    build_first_months,
    build_half,
    build_month,
    build_month_number,
    build_month_of_financial_year,
    build_named_day,
    build_numeric_day,
    build_pooled_years,
    build_quarter,
    build_quarter_span,
    build_whole_context,
    build_year_ending,
    build_year_span,
    double_year,
    month_within,
    quarter_number,
)
from records import Period, PeriodType

Build = Callable[["re.Match[str]", Year], Period | None]
Rule = tuple["re.Pattern[str]", Build]
_NUMBER_WORDS = {"three": 3, "six": 6, "nine": 9, "twelve": 12}


@lru_cache(maxsize=65536)
def read_label(text: str, year: Year = None) -> Period | None:
    """The period that a squeezed lower-case label names, None if it is anything else.

    Remembered, because labels nest (`YTD as at end of ...`) and every part is tried by several rules.
    """
    for match, build in _fitting(text):
        period = build(match, year)
        if period is not None:
            return period
    return None


@lru_cache(maxsize=16384)
def _fitting(text: str) -> tuple[tuple["re.Match[str]", Build], ...]:
    """The rules whose form a label has, whatever its year: a cell is asked for with one year after the other."""
    return tuple((match, build) for pattern, build in RULES if (match := pattern.fullmatch(text)))


def _quarter_with_months(match: "re.Match[str]", year: Year) -> Period | None:
    """`Q2 (Jul-Sep) 2019/20`: months and quarter must agree; the months settle which kind of year is meant."""
    period = read_label(f"{match['span']} {match['y'] or ''}".strip(), year)
    agrees = period is not None and period.type == "quarter" and quarter_of(period) == quarter_number(match)
    return period if agrees else None


# ------------------------------------------------------------------------------------------------ spans
def _span(match: "re.Match[str]", year: Year) -> Period | None:
    """From one month or day to another. A missing first year is the one that makes the span shortest."""
    left, right = month_number(match["am"]), month_number(match["bm"])
    if match["bd"] and not match["ad"] and not match["ay"]:
        return None  # `Apr-18 May-18` are two months, not 18 May
    if match["fy"] or match["by"] is None:
        first = double_year(match["fy"]) if match["fy"] else None
        frame = financial_year(first) if first is not None else (None if match["fy"] else year)
        start_month, end_month = month_within(left, frame), month_within(right, frame)
        if match["ay"] or start_month is None or end_month is None:
            return None
        start_year, end_year = start_month.start.year, end_month.start.year
    else:
        end_year = expand_year(match["by"])
        wraps = (left, int(match["ad"] or 1)) > (right, int(match["bd"] or 31))
        start_year = expand_year(match["ay"]) if match["ay"] else end_year - wraps
    start = valid_date(start_year, left, int(match["ad"] or 1))
    end = valid_date(end_year, right, int(match["bd"])) if match["bd"] else month_period(end_year, right).end
    if start is None or end is None or end.year - start.year > MAX_SPAN_YEARS:
        return None
    return span_period(start, end)


def _numeric_span(match: "re.Match[str]", year: Year) -> Period | None:
    start, end = read_label(match["a"]), read_label(match["b"])
    if start is None or end is None or end.end.year - start.start.year > MAX_SPAN_YEARS:
        return None
    return span_period(start.start, end.end)


def _days_of_month(match: "re.Match[str]", year: Year) -> Period | None:
    number, month = expand_year(match["y"]), month_number(match["m"])
    start, end = valid_date(number, month, int(match["a"])), valid_date(number, month, int(match["b"]))
    return span_period(start, end) if start and end and start < end else None


def _week(match: "re.Match[str]", year: Year) -> Period | None:
    day = read_label(match["x"], year)
    if day is None or day.type != "as_at":
        return None
    ending = match["w"].startswith(("end", "e"))
    start = day.start - timedelta(days=6) if ending else day.start
    return make_period(start, start + timedelta(days=6), "range")


def _months_to(match: "re.Match[str]", year: Year) -> Period | None:
    """`12 months to Sep 2019`, `rolling quarter to June 2018`, `year ended 31 March 2018`."""
    inner = read_label(match["x"], year)
    if inner is None or inner.type not in ("month", "as_at", "quarter") or inner.accumulation:
        return None
    words = match["n"]
    months = 3 if "quarter" in words else 12
    if number := re.search(r"\d+|three|six|nine|twelve", words):
        months = _NUMBER_WORDS.get(number[0]) or int(number[0])
    end = inner.end
    whole = is_month_aligned(date(end.year, end.month, 1), end)
    start = add_months(end, 1 - months) if whole else _same_day(end, -months) + timedelta(days=1)
    period = make_period(start, end, "range") if not whole else span_period(start, end)
    if period is None:
        return None
    named_year = re.fullmatch(r"(?:financial |full )?year", words) is not None
    if months == 12 and not named_year:
        return replace(period, type="rolling_year", accumulation="rolling")
    return replace(period, accumulation="rolling") if "rolling" in words else period


def _same_day(day: date, months: int) -> date:
    first = add_months(day, months)
    return valid_date(first.year, first.month, day.day) or month_period(first.year, first.month).end


# ------------------------------------------------------------------------------------------------ words around a period
def _year_to_date(match: "re.Match[str]", year: Year) -> Period | None:
    """From April of the financial year to the end of the named period.

    Where only the year is named, its end stands in for the unknown date: the caller narrows it to the report's period.
    """
    inner = read_label(match["x"], year) if match["x"] else year
    if inner is None or inner.type in ("calendar_year", "academic_year", "rolling_year"):
        return None
    start = financial_year_of(inner.end).start
    if inner.type == "range" and inner.start != start:
        return None
    type_: PeriodType = "financial_year" if inner.type == "financial_year" else "range"
    return Period("", start, inner.end, type_, "cumulative")


def _year_to_date_alone(match: "re.Match[str]", year: Year) -> Period | None:
    """`Cumulative`, `Cumulative to date`: says no more than `Year to date`."""
    return read_label("ytd", year)


def _part_to_date(match: "re.Match[str]", year: Year) -> Period | None:
    """`Q3 YTD 2018/19`: April to the end of that quarter."""
    return read_label(f"ytd {match['a']} {match['b']}")


def _year_up_to(match: "re.Match[str]", year: Year) -> Period | None:
    """`2009/10 to December`, `to Q3` under a year: April to the end of that month or quarter."""
    first = double_year(match["fy"]) if match["fy"] else None
    of = financial_year(first) if first is not None else year if year and year.type == "financial_year" else None
    last = read_label(match["x"], of) if of is not None and not read_label(match["x"]) else None
    if of is None or last is None or last.type not in ("month", "quarter") or last.accumulation:
        return None
    if last.end == of.end:
        return of
    return last if last.start == of.start else make_period(of.start, last.end, "range", "cumulative")


def _cumulative(match: "re.Match[str]", year: Year) -> Period | None:
    inner = read_label(match["x"], year)
    return replace(inner, accumulation="cumulative") if inner else None


def _snapshot(match: "re.Match[str]", year: Year) -> Period | None:
    inner = read_label(match["x"], year)
    return replace(inner, accumulation="snapshot") if inner else None


def _rolling_suffix(match: "re.Match[str]", year: Year) -> Period | None:
    """`March 2018 (R12M)`: the twelve months that end there; a printed twelve-month span keeps its dates."""
    inner = read_label(match["x"], year)
    if inner is not None and inner.type in ("financial_year", "rolling_year", "calendar_year"):
        return replace(inner, type="rolling_year", accumulation="rolling")
    return read_label(f"12 months to {match['x']}", year)


def _at(match: "re.Match[str]", year: Year) -> Period | None:
    """`as at 31 March 2010`, `end of December 2019`: the period named; a bare calendar year has no clear end."""
    inner = read_label(match["x"], year)
    if inner is None or inner.type in ("calendar_year", "range", "rolling_year"):
        return None
    return None if match["e"] and inner.type == "as_at" else inner


def _inside(match: "re.Match[str]", year: Year) -> Period | None:
    return read_label(match["x"], year)


def _two_labels(match: "re.Match[str]", year: Year) -> Period | None:
    """`END OF SEPTEMBER (Q2 18/19)`: two names of one time. They must fit; the more exact one counts.

    The state at the end of a quarter, or on the last day of a year, stands for that quarter or year.
    """
    left, right = read_label(match["a"], year), read_label(match["b"], year)
    left = left or (_beside(match["a"], right) if right else None)
    right = right or (_beside(match["b"], left) if left else None)
    if left is None or right is None:
        return None
    inner, outer = (left, right) if right.start <= left.start and left.end <= right.end else (right, left)
    if not (outer.start <= inner.start and inner.end <= outer.end):
        return None
    if inner.type == "quarter" and outer.type in ("range", "half_year") and inner.end == outer.end:
        since_april = outer.start == financial_year_of(outer.end).start
        return replace(outer, accumulation="cumulative") if since_april else None
    closes = inner.end == outer.end and (
        (inner.type == "as_at" and outer.type in ("quarter", "financial_year", "month"))
        or (inner.type == "month" and outer.type == "quarter")
    )
    chosen = outer if closes else inner
    if chosen is inner and outer.accumulation == "cumulative":
        return None  # a month within a year to date: which of the two counts is unclear
    return replace(chosen, accumulation=chosen.accumulation or left.accumulation or right.accumulation)


def _year_then_part(match: "re.Match[str]", year: Year) -> Period | None:
    """`2020/21 Apr-Jun`: a year before a label that has none of its own."""
    first = double_year(match["fy"])
    if first is None or read_label(match["b"]) is not None:
        return None
    return read_label(match["b"], financial_year(first))


def _beside(text: str, other: Period) -> Period | None:
    if re.fullmatch(r"year (?:\d|one|two|three|four|five)", text):
        return other
    found = read_label(text, other)
    if found is None and other.type in ("month", "quarter", "as_at"):
        found = read_label(text, financial_year_of(other.end))
    return found


def _rule(pattern: str, build: Build) -> Rule:
    return re.compile(pattern), build


RULES: tuple[Rule, ...] = (
    _rule(rf"(?P<fy>{YEAR4} ?[/-] ?(?:{YEAR4}|\d\d)|\d\d/\d\d)", build_financial),
    _rule(rf"(?P<a>{YEAR4}) ?- ?(?P<b>\d\d)", build_pooled_years),
    _rule(rf"(?:for )?(?:the )?{YEAR_WORDS}{SEP}\(?(?P<fy>{DOUBLE_YEAR})\)?(?: year[ -]end)?", build_financial),
    _rule(rf"(?P<fy>{DOUBLE_YEAR}){SEP}\(?{YEAR_WORDS}\)?", build_financial),
    _rule(
        rf"(?:fye|f/?y/?e|financial year[ -]end(?:ing|ed)?)[ :'-]*(?:31(?:st)? )?(?:mar(?:ch)?[ '-]*)?(?P<y>{YEAR})",
        build_year_ending,
    ),
    _rule(rf"{ACADEMIC}{SEP}\(?(?P<fy>{DOUBLE_YEAR})\)?", build_academic),
    _rule(rf"(?P<fy>{DOUBLE_YEAR}){SEP}\(?{ACADEMIC}\)?", build_academic),
    _rule(rf"(?:calendar year |cy ?)?(?P<y>{YEAR4})(?: calendar year)?", build_calendar),
    _rule(rf"(?P<m>{MONTH})[ ,'/-]*(?P<y>{YEAR})", build_month),
    _rule(rf"(?P<y>{YEAR4})[ -](?P<m>{MONTH})", build_month),
    _rule(
        rf"(?P<m>{MONTH})[ ,-]*\(?(?P<fy>{YEAR4} ?[/-] ?(?:{YEAR4}|\d\d)|\d\d/\d\d)\)?", build_month_of_financial_year
    ),
    _rule(rf"(?P<m>{MONTH})", build_bare_month),
    _rule(rf"{WEEKDAY}?(?P<d>{DAY})([/-])(?P<m>[01]?\d)\2(?P<y>\d{{4}})", build_numeric_day),
    _rule(rf"(?P<d>{DAY})\.(?P<m>[01]?\d)\.(?P<y>\d{{4}})", build_numeric_day),
    _rule(rf"(?P<d>{DAY})/(?P<m>[01]?\d)/(?P<y>\d\d)", build_numeric_day),
    _rule(rf"(?P<y>{YEAR4})-(?P<m>\d\d)-(?P<d>\d\d)", build_numeric_day),
    _rule(rf"{WEEKDAY}?(?P<d>{DAY}){ORDINAL}[ -]?(?:of )?(?P<m>{MONTH})[ ,'-]*(?P<y>{YEAR})", build_named_day),
    _rule(rf"(?P<m>{MONTH}) (?P<d>{DAY})(?:st|nd|rd|th),? (?P<y>{YEAR4})", build_named_day),
    _rule(rf"(?P<d>{DAY}){ORDINAL}[ -]?(?:of )?(?P<m>{MONTH})", build_bare_day),
    _rule(rf"{QUARTER}[ ,:/-]*(?:of |for )?(?:the )?(?:fy ?)?\(?(?P<fy>{DOUBLE_YEAR})\)?", build_quarter),
    _rule(rf"(?:fy ?)?(?P<fy>{DOUBLE_YEAR})[ ,:/-]*\(?{QUARTER}\)?", build_quarter),
    _rule(rf"{QUARTER}", build_bare_quarter),
    _rule(rf"{QUARTER}{SEP}\(?(?P<span>{MONTHS})\)?{SEP}\(?(?P<y>{DOUBLE_YEAR}|{YEAR})?\)?", _quarter_with_months),
    _rule(rf"(?P<span>{MONTHS}) ?\({QUARTER}\){SEP}(?P<y>{DOUBLE_YEAR}|{YEAR})?", _quarter_with_months),
    _rule(rf"q(?P<a>[1-3]){TO}q(?P<b>[2-4])(?:{SEP}(?P<fy>{DOUBLE_YEAR}))?", build_quarter_span),
    _rule(rf"{NTH_MONTH}[ ,:/-]*(?:of )?\(?(?P<fy>{DOUBLE_YEAR})\)?", build_month_number),
    _rule(rf"[mp](?P<n>1[0-2]|0?[1-9])[ ,:/-]*\(?(?P<fy>{YEAR4} ?[/-] ?(?:{YEAR4}|\d\d))\)?", build_month_number),
    _rule(rf"(?P<fy>{DOUBLE_YEAR})[ ,:/-]*\(?{NTH_MONTH}\)?", build_month_number),
    _rule(rf"{NTH_MONTH}", build_month_number),
    _rule(
        rf"(?:the )?first (?P<n>two|three|six|nine|[2369]) (?P<u>quarters|months)"
        rf"(?:{SEP}(?:of )?(?:the )?\(?(?P<fy>{DOUBLE_YEAR})\)?)?",
        build_first_months,
    ),
    _rule(rf"{HALF}(?:{SEP}(?:of )?\(?(?P<fy>{DOUBLE_YEAR})\)?)?", build_half),
    _rule(rf"(?P<fy>{DOUBLE_YEAR}){SEP}\(?{HALF}\)?", build_half),
    _rule(
        rf"(?:(?P<fy>{DOUBLE_YEAR}){SEP}\(?)?(?:up )?to (?:the )?(?:end (?:of )?)?"
        r"(?P<x>[a-z]{3,}(?: [1-4])?|q ?[1-4])\)?",
        _year_up_to,
    ),
    _rule(rf"(?:from )?{A_END}{TO}(?:end (?:of )?)?{B_END}", _span),
    _rule(rf"between {A_END} and {B_END}", _span),
    _rule(rf"(?:from )?(?P<a>{NUMERIC_DAY}){TO}(?P<b>{NUMERIC_DAY})", _numeric_span),
    _rule(rf"(?P<a>{DAY}){ORDINAL}{TO}(?P<b>{DAY}){ORDINAL} (?P<m>{MONTH})[ ,'-]*(?P<y>{YEAR})", _days_of_month),
    _rule(rf"(?P<a>{YEAR4}){TO}(?P<b>{YEAR4})", build_year_span),
    _rule(rf"(?P<a>{YEAR4}[/-]\d\d|\d\d/\d\d){TO}(?P<b>{YEAR4}[/-]\d\d|\d\d/\d\d)", build_financial_span),
    _rule(r"(?:week[ -]|w/)(?P<w>ending|ended|commencing|beginning|e|c)[ :]*(?P<x>.+)", _week),
    _rule(rf"{MONTHS_N} (?:up )?(?:to|ending|ended)(?: (?:the )?end(?: of)?)? (?P<x>.+)", _months_to),
    _rule(
        rf"{YTD}(?:{SEP}(?:up )?(?:to |at |as at |for )?(?:(?:the )?end(?: of)? )?\(?(?P<x>[^()]+)\)?)?", _year_to_date
    ),
    _rule(rf"(?P<x>.+?){SEP}\(?(?:{YTD}|to[ -]date)\)?", _year_to_date),
    _rule(rf"(?P<a>{QUARTER}|{MONTH}){SEP}\(?{YTD}\)?{SEP}(?P<b>{DOUBLE_YEAR})", _part_to_date),
    _rule(r"cum(?:ulative|\.)?(?: (?:year )?to[ -]date)?", _year_to_date_alone),
    _rule(
        rf"cum(?:ulative|\.)?{SEP}(?:total |position )?(?:up )?(?:to|as at|at) (?:the )?(?:end of )?(?P<x>[^()]+)",
        _year_to_date,
    ),
    _rule(rf"cum(?:ulative|\.)?{SEP}\(?(?P<x>[^()]+)\)?", _cumulative),
    _rule(rf"(?P<x>.+?){SEP}\(?cum(?:ulative|\.)?\)?", _cumulative),
    _rule(rf"snapshot{SEP}(?:at |for )?\(?(?P<x>[^()]+)\)?", _snapshot),
    _rule(rf"(?P<x>.+?){SEP}\(?snapshot\)?", _snapshot),
    _rule(rf"(?P<x>.+?){SEP}\(?(?:r12m|rolling(?: 12 months?| year)?|12 months? rolling)\)?", _rolling_suffix),
    _rule(rf"(?:r12m|rolling 12 months?|rolling year){SEP}\(?(?P<x>[^()]+)\)?", _rolling_suffix),
    _rule(rf"{AT}(?: (?:the )?end)?(?: of)?{SEP}(?P<x>.+)", _at),
    _rule(r"(?P<a>[^()]+?) ?\((?P<b>[^()]+)\)", _two_labels),
    _rule(rf"(?P<fy>{DOUBLE_YEAR})[ :,-]+(?P<b>[^()]+)", _year_then_part),
    _rule(rf"(?P<a>{QUARTER})[ :,-]+(?P<b>.+)", _two_labels),
    _rule(r"(?:year[ -]end|full[ -]year|whole year|annual)", build_whole_context),
    _rule(r"(?:for|during) (?P<x>.+)", _inside),
)
