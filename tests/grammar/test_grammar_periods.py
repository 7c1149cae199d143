"""Period labels: each spelling to its true dates, and what must not be read as a period."""

from calendar import month_abbr, month_name, monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grammar.dates import academic_year, calendar_year, financial_year, half_year_period, quarter_period
from grammar.periods import (
    HEADER_WORDS,
    financial_year_of,
    month_period,
    parse_label,
    parse_period,
    quarter_of,
    same_financial_year,
)

READ = [
    # label, start, end, type, accumulation
    ("Apr-18", "2018-04-01", "2018-04-30", "month", None),
    ("Apr 18", "2018-04-01", "2018-04-30", "month", None),
    ("April 2018", "2018-04-01", "2018-04-30", "month", None),
    ("Sept 2018", "2018-09-01", "2018-09-30", "month", None),
    ("Mar 17", "2017-03-01", "2017-03-31", "month", None),
    ("'Mar 17'", "2017-03-01", "2017-03-31", "month", None),
    ("Mar '18", "2018-03-01", "2018-03-31", "month", None),
    ("Mar ’18", "2018-03-01", "2018-03-31", "month", None),
    ("Mar. 2017", "2017-03-01", "2017-03-31", "month", None),
    ("Feb 2016", "2016-02-01", "2016-02-29", "month", None),
    ("Sept 2016/17", "2016-09-01", "2016-09-30", "month", None),
    ("January 2016/17", "2017-01-01", "2017-01-31", "month", None),
    ("2020/21 Sept", "2020-09-01", "2020-09-30", "month", None),
    ("End of December 2019", "2019-12-01", "2019-12-31", "month", None),
    ("as at: end March 2018", "2018-03-01", "2018-03-31", "month", None),
    ("month of April 2016", "2016-04-01", "2016-04-30", "month", None),
    ("Snapshot March 2018", "2018-03-01", "2018-03-31", "month", "snapshot"),
    ("March 2018 (snapshot)", "2018-03-01", "2018-03-31", "month", "snapshot"),
    ("20th Mar 17", "2017-03-20", "2017-03-20", "as_at", None),
    ("April 27th 2018", "2018-04-27", "2018-04-27", "as_at", None),
    ("31/03/2010", "2010-03-31", "2010-03-31", "as_at", None),
    ("12/04/19", "2019-04-12", "2019-04-12", "as_at", None),
    ("31.03.2010", "2010-03-31", "2010-03-31", "as_at", None),
    ("2010-03-31", "2010-03-31", "2010-03-31", "as_at", None),
    ("as at 31/03/2010", "2010-03-31", "2010-03-31", "as_at", None),
    ("As at 31 March 2010", "2010-03-31", "2010-03-31", "as_at", None),
    ("Monday 9 July 2018", "2018-07-09", "2018-07-09", "as_at", None),
    ("Q3 2016/17", "2016-10-01", "2016-12-31", "quarter", None),
    ("Q1 17/18", "2017-04-01", "2017-06-30", "quarter", None),
    ("Q2 18/19", "2018-07-01", "2018-09-30", "quarter", None),
    ("2017/18 Q1", "2017-04-01", "2017-06-30", "quarter", None),
    ("2017/18 - Q1", "2017-04-01", "2017-06-30", "quarter", None),
    ("Q1\n2009/10", "2009-04-01", "2009-06-30", "quarter", None),
    ("Q4 (2016/17)", "2017-01-01", "2017-03-31", "quarter", None),
    ("Qtr 1 2017-18", "2017-04-01", "2017-06-30", "quarter", None),
    ("Fourth quarter 2012/13", "2013-01-01", "2013-03-31", "quarter", None),
    ("Quarter 2 (Jul-Sep) 2019/20", "2019-07-01", "2019-09-30", "quarter", None),
    ("Quarter 1: April - June 2018", "2018-04-01", "2018-06-30", "quarter", None),
    ("Q3 (Oct-Dec) 2018", "2018-10-01", "2018-12-31", "quarter", None),
    ("Jul - Sep 2019", "2019-07-01", "2019-09-30", "quarter", None),
    ("January 16 to March 16", "2016-01-01", "2016-03-31", "quarter", None),
    ("1st April - 30th June 2018:", "2018-04-01", "2018-06-30", "quarter", None),
    ("END OF SEPTEMBER (Q2 18/19)", "2018-07-01", "2018-09-30", "quarter", None),
    ("Q2 2018/19 (Sept 2018)", "2018-07-01", "2018-09-30", "quarter", None),
    ("Q2 2018/19 (as at 30 September 2018)", "2018-07-01", "2018-09-30", "quarter", None),
    ("quarter ending June 2018", "2018-04-01", "2018-06-30", "quarter", None),
    ("rolling quarter to June 2018", "2018-04-01", "2018-06-30", "quarter", "rolling"),
    ("Cumulative Q2 2018/19", "2018-07-01", "2018-09-30", "quarter", "cumulative"),
    ("H1 2019/20", "2019-04-01", "2019-09-30", "half_year", None),
    ("Half Year 2019/20", "2019-04-01", "2019-09-30", "half_year", None),
    ("2019/20 H2", "2019-10-01", "2020-03-31", "half_year", None),
    ("Second half of 2019/20", "2019-10-01", "2020-03-31", "half_year", None),
    ("2016/17", "2016-04-01", "2017-03-31", "financial_year", None),
    ("(2016/17)", "2016-04-01", "2017-03-31", "financial_year", None),
    ("2016/17*", "2016-04-01", "2017-03-31", "financial_year", None),
    ("2016/17 [1]", "2016-04-01", "2017-03-31", "financial_year", None),
    ("2016-17", "2016-04-01", "2017-03-31", "financial_year", None),
    ("2009-10", "2009-04-01", "2010-03-31", "financial_year", None),
    ("1999/00", "1999-04-01", "2000-03-31", "financial_year", None),
    ("2016/2017", "2016-04-01", "2017-03-31", "financial_year", None),
    ("2017- 2018", "2017-04-01", "2018-03-31", "financial_year", None),
    ("16/17", "2016-04-01", "2017-03-31", "financial_year", None),
    ("18/19", "2018-04-01", "2019-03-31", "financial_year", None),
    ("12/13", "2012-04-01", "2013-03-31", "financial_year", None),
    ("FY 2017/18", "2017-04-01", "2018-03-31", "financial_year", None),
    ("FY17/18", "2017-04-01", "2018-03-31", "financial_year", None),
    ("2017-18 financial year", "2017-04-01", "2018-03-31", "financial_year", None),
    ("Year End 2019/20", "2019-04-01", "2020-03-31", "financial_year", None),
    ("Year-end 2019/20", "2019-04-01", "2020-03-31", "financial_year", None),
    ("Outturn 2019/20", "2019-04-01", "2020-03-31", "financial_year", None),
    ("2008/09\nOutturn", "2008-04-01", "2009-03-31", "financial_year", None),
    ("2019/20 Actual", "2019-04-01", "2020-03-31", "financial_year", None),
    ("2011/12 Result", "2011-04-01", "2012-03-31", "financial_year", None),
    ("Annual Perf. 2012/13 (i)", "2012-04-01", "2013-03-31", "financial_year", None),
    ("april 14 to march 15", "2014-04-01", "2015-03-31", "financial_year", None),
    ("Apr 2016 - Mar 2017", "2016-04-01", "2017-03-31", "financial_year", None),
    ("Apr 2016 – Mar 2017", "2016-04-01", "2017-03-31", "financial_year", None),
    ("1 April 2017 to 31st March 2018", "2017-04-01", "2018-03-31", "financial_year", None),
    ("01/04/2017 - 31/03/2018", "2017-04-01", "2018-03-31", "financial_year", None),
    ("Year 2 (1 April 2017 to 31st March 2018)", "2017-04-01", "2018-03-31", "financial_year", None),
    ("Year ended 31 March 2018", "2017-04-01", "2018-03-31", "financial_year", None),
    ("2017", "2017-01-01", "2017-12-31", "calendar_year", None),
    ("1990", "1990-01-01", "1990-12-31", "calendar_year", None),
    ("2049", "2049-01-01", "2049-12-31", "calendar_year", None),
    ("Jan–Dec 2016", "2016-01-01", "2016-12-31", "calendar_year", None),
    ("2017/18 academic year", "2017-09-01", "2018-08-31", "academic_year", None),
    ("Academic Year 2016/17", "2016-09-01", "2017-08-31", "academic_year", None),
    ("AY 16/17", "2016-09-01", "2017-08-31", "academic_year", None),
    ("Oct 15 to Sept 16", "2015-10-01", "2016-09-30", "rolling_year", None),
    ("oct 15 to sept 16", "2015-10-01", "2016-09-30", "rolling_year", None),
    ("October 16 to September 17", "2016-10-01", "2017-09-30", "rolling_year", None),
    ("R12M to March 18", "2017-04-01", "2018-03-31", "rolling_year", "rolling"),
    ("rolling 12 months to March 2018", "2017-04-01", "2018-03-31", "rolling_year", "rolling"),
    ("12 months to Sep 2019", "2018-10-01", "2019-09-30", "rolling_year", "rolling"),
    ("March 2018 (R12M)", "2017-04-01", "2018-03-31", "rolling_year", "rolling"),
    ("Apr 2018 – Mar 2019 (R12M)", "2018-04-01", "2019-03-31", "rolling_year", "rolling"),
    ("FYE 2015", "2014-04-01", "2015-03-31", "financial_year", None),
    ("FYE Mar 15", "2014-04-01", "2015-03-31", "financial_year", None),
    ("FYE 31 March 2015", "2014-04-01", "2015-03-31", "financial_year", None),
    ("YTD Mar 17", "2016-04-01", "2017-03-31", "range", "cumulative"),
    ("Sep-19 YTD", "2019-04-01", "2019-09-30", "range", "cumulative"),
    ("Q3 YTD 2018/19", "2018-04-01", "2018-12-31", "range", "cumulative"),
    ("2018/19 Q3 (YTD)", "2018-04-01", "2018-12-31", "range", "cumulative"),
    ("Apr - Sep 2019 YTD", "2019-04-01", "2019-09-30", "range", "cumulative"),
    ("Year to date (Dec 2019)", "2019-04-01", "2019-12-31", "range", "cumulative"),
    ("April to September 2019", "2019-04-01", "2019-09-30", "range", None),
    ("Sept - Jan 2016/17", "2016-09-01", "2017-01-31", "range", None),
    ("Oct - Mar 2017", "2016-10-01", "2017-03-31", "range", None),
    ("between May and July 2018", "2018-05-01", "2018-07-31", "range", None),
    ("Q1-Q3 2018/19", "2018-04-01", "2018-12-31", "range", None),
    ("2013/14 - 2015/16", "2013-04-01", "2016-03-31", "range", None),
    ("2014/15 to 2016/17", "2014-04-01", "2017-03-31", "range", None),
    ("2013-2016", "2013-01-01", "2016-12-31", "range", None),
    ("Week ending 5 April 2019", "2019-03-30", "2019-04-05", "range", None),
    ("w/c 25 January 2021", "2021-01-25", "2021-01-31", "range", None),
    ("1-7 April 2018", "2018-04-01", "2018-04-07", "range", None),
    ("Q2 2020/21 Actual", "2020-07-01", "2020-09-30", "quarter", None),
    ("Actual Q1 18/19", "2018-04-01", "2018-06-30", "quarter", None),
    ("Value Apr 2018", "2018-04-01", "2018-04-30", "month", None),
]

NOT_READ = [
    "", " ", "-", "N/A", "Total", "Actual", "Q1", "Quarter 3", "Apr", "September", "Half year", "Year to date", "Q5",
    "Q5 2018/19", "Q0 2018/19", "Q1 2018", "Q1 2017/19", "Spring 2019", "Autumn term 2018", "33/37", "31/207", "29/37",
    "1/2", "9/10", "31/02/2010", "31 February 2010", "32/01/2010", "01/13/2010", "March 31 2018", "2016-19", "2016/18",
    "2016 to 2017", "16-17", "1989", "2050", "20178", "12", "9.10%", "£2017", "2,016", "2017%", "Week 12",
    "Target 2009/10",
    "Quarter 2 (Apr-Jun) 2019/20", "Q2 2018/19 (March 2017)", "Apr-18 May-18", "2018/19 Q1 2017/18",
    "2017/18 Q2 2017/18",
    "2019/20 2019/20", "May 2018 to April 2017", "2016-2013", "2016/17 - 2014/15", "٣١/٠٣/٢٠١٠", "may", "Y3Q2",
    "Feb 16-17",
    "Sept 2018 (YTD 2018/19)", "27th", "27th 2018", "YTD 2017", "end of 2019",
]  # fmt: skip

BARE = [
    ("Q1", "2020-04-01", "2020-06-30"),
    ("Quarter 3", "2020-10-01", "2020-12-31"),
    ("Apr", "2020-04-01", "2020-04-30"),
    ("September", "2020-09-01", "2020-09-30"),
    ("Jan", "2021-01-01", "2021-01-31"),
    ("End of September", "2020-09-01", "2020-09-30"),
    ("Jul-Sep", "2020-07-01", "2020-09-30"),
    ("Q2 (Jul-Sep)", "2020-07-01", "2020-09-30"),
    ("Half year", "2020-04-01", "2020-09-30"),
    ("H2", "2020-10-01", "2021-03-31"),
    ("Year to date", "2020-04-01", "2021-03-31"),
    ("YTD Dec", "2020-04-01", "2020-12-31"),
    ("Year end", "2020-04-01", "2021-03-31"),
    ("31 March", "2021-03-31", "2021-03-31"),
    ("Q1 Actual", "2020-04-01", "2020-06-30"),
    ("Q1 2018/19", "2018-04-01", "2018-06-30"),
]

YEARS = st.integers(2000, 2047)
MONTHS = st.integers(1, 12)


@pytest.mark.parametrize(("label", "start", "end", "type_", "accumulation"), READ)
def test_label_gives_its_dates(label: str, start: str, end: str, type_: str, accumulation: str | None) -> None:
    """Every spelling that papers print is read with its dates, type and accumulation, and keeps its text."""
    period = parse_period(label)
    assert period is not None
    assert (period.start.isoformat(), period.end.isoformat(), period.type, period.accumulation) == (
        start,
        end,
        type_,
        accumulation,
    )
    assert period.label == " ".join(label.split())


@pytest.mark.parametrize("label", NOT_READ)
def test_no_period(label: str) -> None:
    """What is no period, or could be two, is not read."""
    assert parse_period(label) is None


@pytest.mark.parametrize(("label", "start", "end"), BARE)
def test_label_without_a_year_takes_its_header(label: str, start: str, end: str) -> None:
    """A label without a year of its own is placed in the year of the header above it."""
    period = parse_period(label, financial_year(2020))
    assert period is not None
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize("label", ["Total", "Q5", "Actual", "Target", "12", "33/37", "DoT", "Priority 1", ""])
def test_header_makes_no_period_of_other_words(label: str) -> None:
    """The header's year does not turn other column heads into periods."""
    assert parse_period(label, financial_year(2020)) is None


def test_quarter_under_a_calendar_year_is_unclear() -> None:
    """Quarter 1 of a calendar year may be January or April: not read."""
    assert parse_period("Q1", calendar_year(2018)) is None


def test_month_under_a_calendar_year_lies_in_it() -> None:
    """A month under a calendar year is the one of that year."""
    assert parse_period("Jan", calendar_year(2018)) == month_period(2018, 1).__class__(
        "Jan", date(2018, 1, 1), date(2018, 1, 31), "month"
    )


def test_month_that_comes_twice_in_a_header_is_unclear() -> None:
    """A month that a range of years holds twice is not read."""
    years = parse_period("2013/14 - 2015/16")
    assert years is not None
    assert parse_period("May", years) is None


def test_year_to_date_under_a_quarter_ends_with_it() -> None:
    """Year to date under a quarter runs from April to the end of that quarter."""
    period = parse_period("Year to date", quarter_period(2020, 2))
    assert period is not None
    assert (period.start, period.end, period.accumulation) == (date(2020, 4, 1), date(2020, 9, 30), "cumulative")


def _month_spellings(year: int, month: int) -> list[str]:
    short, full = month_abbr[month], month_name[month]
    two = f"{year % 100:02d}"
    texts = [
        f"{full} {year}",
        f"{short} {year}",
        f"{short}-{two}",
        f"{short} {two}",
        f"{short} '{two}",
        f"{full}, {year}",
    ]
    texts += [
        f"{full.upper()} {year}",
        f"{full.lower()} {two}",
        f"{year} {full}",
        f"{short}. {year}",
        f"end of {full} {year}",
    ]
    return [*texts, f"Sept {year}"] if month == 9 else texts


@given(YEARS, MONTHS, st.data())
def test_every_month_in_every_spelling(year: int, month: int, data: st.DataObject) -> None:
    """Each month is read as itself in each spelling."""
    text = data.draw(st.sampled_from(_month_spellings(year, month)))
    period = parse_period(text)
    assert period is not None, text
    assert (period.start, period.end, period.type) == (
        date(year, month, 1),
        date(year, month, monthrange(year, month)[1]),
        "month",
    )


def _double_years(first: int) -> list[str]:
    second = first + 1
    return [f"{first}/{second % 100:02d}", f"{first}-{second % 100:02d}", f"{first}/{second}", f"{first} - {second}"]


@given(YEARS, st.integers(1, 4), st.data())
def test_every_quarter_in_every_spelling(first: int, quarter: int, data: st.DataObject) -> None:
    """Each quarter is read as itself in each spelling of quarter and year, in both orders."""
    year = data.draw(st.sampled_from([*_double_years(first), f"{first % 100:02d}/{(first + 1) % 100:02d}"]))
    name = data.draw(st.sampled_from([f"Q{quarter}", f"Qtr {quarter}", f"Quarter {quarter}", f"QUARTER {quarter}"]))
    text = data.draw(st.sampled_from([f"{name} {year}", f"{year} {name}", f"{name} ({year})", f"{name}, {year}"]))
    period = parse_period(text)
    expected = quarter_period(first, quarter)
    assert period is not None, text
    assert (period.start, period.end, period.type) == (expected.start, expected.end, "quarter")
    assert quarter_of(period) == quarter


@given(YEARS, st.data())
def test_every_financial_and_academic_year(first: int, data: st.DataObject) -> None:
    """Each financial year and each academic year is read as itself in each spelling."""
    year = data.draw(st.sampled_from(_double_years(first)))
    text = data.draw(
        st.sampled_from([year, f"FY {year}", f"Year end {year}", f"{year} outturn", f"financial year {year}"])
    )
    period = parse_period(text)
    assert period is not None, text
    assert (period.start, period.end, period.type) == (date(first, 4, 1), date(first + 1, 3, 31), "financial_year")
    academic = parse_period(f"{year} academic year")
    assert academic is not None
    assert (academic.start, academic.end) == (date(first, 9, 1), date(first + 1, 8, 31))


@given(YEARS, st.integers(0, 98))
def test_double_year_must_be_consecutive(first: int, second: int) -> None:
    """`2016/18` or `33/37` is no year: the second year is the next one or nothing is read."""
    if second == (first + 1) % 100:
        second = (second + 2) % 100
    assert parse_period(f"{first}/{second:02d}") is None
    assert parse_period(f"{first % 100:02d}/{second:02d}") is None


@given(st.dates(date(2000, 1, 1), date(2049, 12, 31)), st.data())
def test_every_day_in_uk_order(day: date, data: st.DataObject) -> None:
    """Each date is read in UK order, with or without words before it."""
    forms = [
        f"{day:%d/%m/%Y}",
        f"{day.day} {day:%B %Y}",
        f"{day:%d %b %y}",
        f"{day:%d.%m.%Y}",
        f"{day.day}/{day.month}/{day:%y}",
    ]
    text = data.draw(st.sampled_from(["", "as at ", "As at: "])) + data.draw(st.sampled_from(forms))
    period = parse_period(text)
    assert period is not None, text
    assert (period.start, period.end, period.type) == (day, day, "as_at")


@given(YEARS, MONTHS, st.integers(1, 30))
def test_month_spans_cover_their_months(year: int, month: int, length: int) -> None:
    """A span of months starts on the first day of the first and ends on the last day of the last."""
    last = year * 12 + month - 1 + length
    end_year, end_month = last // 12, last % 12 + 1
    if end_year > 2049:
        return
    period = parse_period(f"{month_abbr[month]} {year} to {month_name[end_month]} {end_year}")
    assert period is not None
    assert (period.start, period.end) == (date(year, month, 1), month_period(end_year, end_month).end)


@given(st.text(max_size=60))
def test_parsing_is_total(text: str) -> None:
    """Any text gives a period that runs forward, or None, with and without a header's year."""
    for year in (None, financial_year(2018)):
        period = parse_period(text, year)
        assert period is None or period.start <= period.end


@given(st.text(alphabet="0123456789/-. '()AaprQqmytdoen", max_size=40))
def test_parsing_is_total_on_label_like_text(text: str) -> None:
    """Text made of the letters of labels gives a period that runs forward, or None."""
    period = parse_period(text, financial_year(2018))
    assert period is None or period.start <= period.end


@given(st.sampled_from([row[0] for row in READ]), st.from_regex(r"[a-z]{3,10}", fullmatch=True), st.booleans())
def test_whole_text_is_strict(label: str, word: str, before: bool) -> None:
    """A label with a word that no label uses is no label."""
    known = {
        *HEADER_WORDS,
        "cum",
        "cumulative",
        "ytd",
        "snapshot",
        "rolling",
        "annual",
        "end",
        "for",
        "during",
        "from",
        "year",
    }
    known |= {"rolling", "academic", "ended", "ending", "the"}
    if word in known or word[:3] in {m.lower() for m in month_abbr[1:]} or word in {"one", "two", "three", "four"}:
        return
    assert parse_period(f"{word} {label}" if before else f"{label} {word}") is None


@pytest.mark.parametrize("word", HEADER_WORDS)
def test_header_words_change_nothing(word: str) -> None:
    """Each listed header word may stand before or after a period."""
    for text in (f"{word.title()} Q2 2018/19", f"Q2 2018/19 {word}"):
        period = parse_period(text)
        assert period is not None
        assert period.start == date(2018, 7, 1)


def test_financial_year_of_march_and_april() -> None:
    """The financial year turns between 31 March and 1 April."""
    assert financial_year_of(date(2018, 3, 31)).label == "2017/18"
    assert financial_year_of(date(2018, 4, 1)).label == "2018/19"


def test_quarter_of_longer_periods() -> None:
    """Only what lies in one quarter has a quarter."""
    assert quarter_of(month_period(2018, 3)) == 4
    assert quarter_of(half_year_period(2018, 1)) is None
    assert quarter_of(financial_year(2018)) is None
    assert quarter_of(academic_year(2018)) is None


def test_same_financial_year() -> None:
    """Two periods share a financial year if both lie wholly in it."""
    assert same_financial_year(month_period(2018, 4), quarter_period(2018, 4))
    assert not same_financial_year(month_period(2018, 3), month_period(2018, 4))
    assert not same_financial_year(calendar_year(2018), month_period(2018, 5))


@pytest.mark.parametrize(
    ("label", "report", "start", "end"),
    [
        ("Same quarter 2014/15", "Q1 2015/16", "2014-04-01", "2014-06-30"),
        ("Same period last year", "Q4 2015/16", "2015-01-01", "2015-03-31"),
        ("same month of the previous year", "February 2012", "2011-02-01", "2011-02-28"),
        ("Same period 2014/15", "2015/16", "2014-04-01", "2015-03-31"),
    ],
)
def test_the_same_period_of_an_earlier_year(label: str, report: str, start: str, end: str) -> None:
    """The report's own quarter, month or year, in the year that is named."""
    period = parse_label(label, parse_period(report))
    assert period is not None and (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("label", "report"),
    [("Same quarter 2014/15", "2015/16"), ("Same quarter 2016/17", "Q1 2015/16"), ("Same month 2014/15", "Q1 2015/16")],
)
def test_the_same_period_of_no_earlier_year(label: str, report: str) -> None:
    """A quarter of an annual report, or of a later year, is none."""
    assert parse_label(label, parse_period(report)) is None


@pytest.mark.parametrize(
    "text", ["Section one " + "." * 50 + " 5", "Contents 2010/11 " + ". " * 30 + "7", "a 2010 " + "- " * 30 + "x"]
)
def test_dots_of_a_table_of_contents_end(text: str) -> None:
    """They are no period, and are told so at once."""
    assert parse_period(text) is None


def test_cumulative_alone_is_the_year_to_date() -> None:
    """It takes year and end from the report, as `YTD` does, and is nothing without one."""
    report = parse_period("Q2 2012/13")
    for label in ("Cumulative", "cum.", "Cumulative to date", "Cumulative year to date"):
        period = parse_label(label, report)
        assert period is not None
        assert (period.start, period.end) == (date(2012, 4, 1), date(2012, 9, 30))
        assert (period.type, period.accumulation) == ("range", "cumulative")
        assert parse_label(label, None) is None


def test_a_year_to_date_that_names_its_year_is_a_part_of_it() -> None:
    """`2013/14 YTD` in September is no financial year; at its end it is."""
    part = parse_label("2013/14 YTD", parse_period("Q2 2013/14"))
    whole = parse_label("2013/14 YTD", parse_period("Q4 2013/14"))
    assert part is not None
    assert whole is not None
    assert (part.end, part.type) == (date(2013, 9, 30), "range")
    assert (whole.end, whole.type) == (date(2014, 3, 31), "financial_year")


def test_quarters_from_one_to_another_take_the_report_s_year() -> None:
    """`Q1-Q2` is April to September; backwards it is a difference, and no period."""
    report = parse_period("Q2 2013/14")
    period = parse_label("Q1-Q2", report)
    assert period is not None
    assert (period.start, period.end) == (date(2013, 4, 1), date(2013, 9, 30))
    assert parse_label("Q2-Q1", report) is None
    assert parse_label("Q1-Q2", None) is None


@pytest.mark.parametrize(
    ("label", "start", "end"),
    [
        ("Month 9 2015/16", date(2015, 12, 1), date(2015, 12, 31)),
        ("2015/16 Period 12", date(2016, 3, 1), date(2016, 3, 31)),
        ("P6 2015/16", date(2015, 9, 1), date(2015, 9, 30)),
        ("M01 2015-16", date(2015, 4, 1), date(2015, 4, 30)),
        ("First three quarters of 2015/16", date(2015, 4, 1), date(2015, 12, 31)),
        ("first 6 months 2015/16", date(2015, 4, 1), date(2015, 9, 30)),
    ],
)
def test_numbered_months_and_first_months_count_from_april(label: str, start: date, end: date) -> None:
    """Month 9 of a financial year is December."""
    period = parse_period(label)
    assert period is not None
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize("label", ["Period 13 2015/16", "Month 0 2015/16", "P6", "M62 2015/16", "Month 9", "P1 12/13"])
def test_numbers_that_are_no_months(label: str) -> None:
    """Thirteen periods of four weeks are no months, and a letter with a number alone is a code."""
    assert parse_period(label) is None


@pytest.mark.parametrize(
    ("label", "start", "end"),
    [
        ("2009/10 to Dec", "2009-04-01", "2009-12-31"),
        ("09/10 (to Dec)", "2009-04-01", "2009-12-31"),
        ("Actual 09/10 up to end of December", "2009-04-01", "2009-12-31"),
        ("2009/10 to Q3", "2009-04-01", "2009-12-31"),
        ("2009/10 to Q1", "2009-04-01", "2009-06-30"),
        ("2009/10 to February", "2009-04-01", "2010-02-28"),
        ("2009/10 to March", "2009-04-01", "2010-03-31"),
        ("to Dec 2009", "", ""),  # since when?
        ("2009/10 to plan", "", ""),
    ],
)
def test_a_year_up_to_one_of_its_months(label: str, start: str, end: str) -> None:
    """It begins in April; without a year nothing says when it begins."""
    period = parse_period(label)
    assert ((period.start.isoformat(), period.end.isoformat()) if period else ("", "")) == (start, end)
    assert period is None or (period.accumulation == "cumulative") == (period.type == "range")
