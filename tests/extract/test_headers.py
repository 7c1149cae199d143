"""Header rows of a grid: one or more levels, repeated on each page, begun in the middle of a row, or none at all."""

from dataclasses import replace

import pytest

from extract.columns import Hints
from extract.headers import find_headers, is_value_like
from grammar.periods import parse_period
from records import Grid
from tests.extract.paper_for_tests import grid


def test_a_plain_header_is_its_first_row() -> None:
    """Column by column: role and period."""
    (header,) = find_headers(grid("Ref | Measure | Q1 2018/19 | Target | RAG", "A1 | Calls | 5 | 6 | G"))
    assert (header.first_row, header.last_row) == (0, 0)
    assert [column.role for column in header.columns] == ["code", "name", "value", "target", "rating"]


def test_a_year_spreads_over_its_quarters() -> None:
    """Two levels: the year reaches over empty cells as long as the row below splits it up, and no further."""
    (header,) = find_headers(
        grid(
            "Measure | 2019/20 | 2020/21 |  |  | Target | RAG",
            " |  | Q1 | Q2 | Q3 |  | ",
            "Calls | 80% | 81% | 82% | 83% | 85% | A",
        )
    )
    assert header.last_row == 1
    assert [column.period for column in header.columns] == [
        "",
        "2019/20",
        "2020/21 Q1",
        "2020/21 Q2",
        "2020/21 Q3",
        "",
        "",
    ]
    assert [column.role for column in header.columns][-2:] == ["target", "rating"]


def test_a_header_repeated_after_a_page_break_starts_a_new_stretch() -> None:
    """The second copy of a header is a header, not a row of values."""
    found = find_headers(
        grid("Measure | Q1 2018/19 | Target", "Calls | 5 | 6", "Measure | Q1 2018/19 | Target", "Letters | 7 | 8")
    )
    assert [(header.first_row, header.last_row) for header in found] == [(0, 0), (2, 2)]


def test_a_header_that_begins_inside_a_row() -> None:
    """A row that names an indicator may head its parts, which follow below under empty cells."""
    (header,) = find_headers(
        grid("3 | X | Crimes by kind | Mar 2017 | Target", " |  | Burglary | 41 | 40", " |  | Theft | 77 | 70")
    )
    assert header.embedded
    assert [(column.role, column.period) for column in header.columns[3:]] == [("value", "Mar 2017"), ("target", "")]


@pytest.mark.parametrize(
    "rows",
    [
        ("Calls answered | 91% | 93% | G", "Letters | 4% | 3% | R"),
        ("Seen by | Solicitor", "On | Monday"),
        ("The council agreed | and went home",),
    ],
    ids=["rows of figures", "a sign-off list", "a sentence over two cells"],
)
def test_rows_that_are_no_header(rows: tuple[str, ...]) -> None:
    """A row of figures, of names or of words is no header."""
    assert find_headers(grid(*rows)) == ()


@pytest.mark.parametrize("text", ["91%", "£4.2M", "n/a", "<5", "tbc", "1,204", "Green", "12.2% 2016/17", "-"])
def test_what_stands_in_cells_is_value_like(text: str) -> None:
    """A figure, a mark, or a sign that there is none."""
    assert is_value_like(text)


@pytest.mark.parametrize(
    "text", ["Q1", "2018/19", "Mar 17", "Target", "Calls answered", "", "Target for 12 months to come"]
)
def test_what_stands_in_headers_is_not(text: str) -> None:
    """A period or a word of a header is no value."""
    assert not is_value_like(text)


def test_two_digit_years_are_years_beside_another_period() -> None:
    """`12-13` and `14-15 target` beside `Oct 2014` are financial years."""
    (header,) = find_headers(grid("Ref | Measure | 12-13 | Oct 2014 | 14-15 target", "A1 | Calls | 5 | 6 | 7"))
    assert [column.period for column in header.columns] == ["", "", "2012-13", "Oct 2014", "2014-15"]


def test_ages_and_ranges_are_no_years() -> None:
    """`12-13` in a row without another period may be an age; `12-15` and `55-56` are no year near 2014."""
    assert [c.period for h in find_headers(grid("Measure | 12-13 | Target", "Calls | 5 | 6")) for c in h.columns] == []
    (header,) = find_headers(grid("Measure | 12-15 | Oct 2014 | Target", "Calls | 5 | 6 | 7"))[:1] or (None,)
    assert header is None or [c.period for c in header.columns if c.period] == ["Oct 2014"]


def test_a_second_level_with_one_unknown_header_stands_below_spans() -> None:
    """`Year to date` over `Actual | Profiled by | Variance`: the unknown word does not end the header."""
    rows = grid(
        "No. | Measure | This month |  | Year to date |  | ",
        " |  | Feb 14 | Jan 14 | Actual | Profiled by | Variance",
        "1 | Calls | 94 | 91 | 1,012 | 959 | 53",
    )
    wide = {2: 2, 4: 3}
    first = tuple(replace(cell, column_span=wide.get(c, 1)) for c, cell in enumerate(rows.rows[0]))
    (header,) = find_headers(replace(rows, rows=(first, *rows.rows[1:])), Hints({}, parse_period("Feb 2014")))
    assert header.last_row == 1
    assert [column.period for column in header.columns][:5] == ["", "", "Feb 14", "Jan 14", "Year to date"]


def test_a_row_of_words_below_a_header_without_spans_is_a_row() -> None:
    """Nothing shows that the upper cells reach over the lower ones: words in place of figures are no header."""
    rows = grid("Measure | Q1 2018/19 | Q2 2018/19 | Target", " | Actual | closed | TBA", "Calls | 5 | 6 | 7")
    assert find_headers(rows)[0].last_row == 0


def _scorecard(lower: str) -> Grid:
    first = "Measure | 2015/16 | 2016/17 |  |  |  | Benchmarks |  | RAG"
    rows = grid(first, lower, "Calls | 5 | 6 | 7 | 8 | 9 | 4 | 3 | G")
    wide = ({2: 4, 6: 2}, {2: 2, 4: 2})
    heads = [
        tuple(replace(cell, column_span=spans.get(c, 1)) for c, cell in enumerate(row))
        for row, spans in zip(rows.rows, wide, strict=False)
    ]
    return replace(rows, rows=(*heads, *rows.rows[2:]))


def test_spans_below_spans_part_them() -> None:
    """`Quarter 3` under `2016/17` reaches over two columns itself: no column under the year is left open."""
    (header,) = find_headers(_scorecard(" | Outturn | Quarter 3 |  | Full year |  | England | Our family group | "))
    assert header.last_row == 1
    assert [header.columns[c].period for c in (2, 4)] == ["2016/17 Quarter 3", "2016/17 Full year"]
    assert header.columns[8].role == "rating"


def test_words_that_leave_a_span_open_are_a_row() -> None:
    """Nothing stands under a part of the span: the row does not part it."""
    assert find_headers(_scorecard(" | Outturn | Quarter 3 |  |  |  | England | Our family group | "))[0].last_row == 0
