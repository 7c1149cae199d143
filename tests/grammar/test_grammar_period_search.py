"""Periods inside longer text: found where they stand, nothing in figures, fractions, ages or addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grammar.periods import find_periods, parse_period

FOUND = [
    ("average for 17/18 was 98.7%, Q4 2016/17 and 2017", ["17/18", "Q4 2016/17", "2017"]),
    ("65 2015", ["2015"]),
    ("14.9% (31/207) March 2018", ["March 2018"]),
    ("122.6 Rate per 100,000 2013/14 - 2015/16", ["2013/14 - 2015/16"]),
    ("31.7% april 14 to march 15", ["april 14 to march 15"]),
    ("383 YTD Mar 17", ["YTD Mar 17"]),
    ("30,152 (R12M) Mar 17", ["Mar 17"]),
    ("Apr-18 May-18 Jun-18", ["Apr-18", "May-18", "Jun-18"]),
    ("Mar 17 Jun 17 Sep 17", ["Mar 17", "Jun 17", "Sep 17"]),
    ("Q1 17/18\tQ2 17/18\t2019/20\t2019/20", ["Q1 17/18", "Q2 17/18", "2019/20", "2019/20"]),
    ("2016/17 2017/18 2018/19 Q1 2017/18 Q2 2017/18", ["2016/17", "2017/18", "2018/19", "Q1 2017/18", "Q2 2017/18"]),
    ("2017/18 Q4 2018/19 Q1", ["2017/18 Q4", "2018/19 Q1"]),
    ("END OF SEPTEMBER (Q2 18/19)", ["END OF SEPTEMBER (Q2 18/19)"]),
    ("in (cumulative April 2016 – March 2017).", ["cumulative April 2016 – March 2017"]),
    ("at the meeting of 5th May 2018, item 3", ["5th May 2018"]),
    ("since April 2018's", ["April 2018"]),
    ("43% (16/17)", ["16/17"]),
    ("49.4% 2014/15 [old methodology]", ["2014/15"]),
    ("we may 18 times; May 2018", ["May 2018"]),
]
NOT_FOUND = [
    "9.10%", "1,2016", "£2017", "2.2016", "2017%", "2017-based", "Covid-2019", "(31/207)", "(29/37)", "(195/206)",
    "33 of 66", "96.9% (31/32)", "16/17 year olds", "aged 16/17", "may 18 people", "FP/18/04/07", "Spring 2019",
    "Q1 2018", "early 2018", "Care Act 2014", "from 31 Feb 2010", "March 31 2018", "by March 31", "(01702) 201820",
    "https://example.org/report-march-2017/file", "Feb 16-17", "complete in May", "", "Year 3", "1.2.2016.3",
]  # fmt: skip


@pytest.mark.parametrize(("text", "labels"), FOUND)
def test_periods_are_found_where_they_stand(text: str, labels: list[str]) -> None:
    """The longest labels are found from left to right."""
    assert [text[f.span.start : f.span.end] for f in find_periods(text)] == labels


@pytest.mark.parametrize("text", NOT_FOUND)
def test_nothing_found_in_other_figures(text: str) -> None:
    """Figures, fractions, ages, addresses and unclear years hold no period."""
    assert find_periods(text) == ()


PIECES = st.sampled_from(
    [
        "Apr-18",
        "2016/17",
        "Q1",
        "(",
        ")",
        "to",
        "-",
        "2017",
        "March",
        "31",
        "YTD",
        "R12M",
        "12 months",
        "65%",
        "of",
        "end",
        "rate",
        ",",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join)))
def test_spans_are_labels_in_order(text: str) -> None:
    """Spans never overlap, and each slice is a label that the parser reads as the same period."""
    last = 0
    for found in find_periods(text):
        assert found.span.start >= last
        last = found.span.end
        assert parse_period(text[found.span.start : found.span.end]) == found.period
