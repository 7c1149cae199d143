"""Header rows of a grid: one or more levels, repeated on each page, begun in the middle of a row, or none at all."""

import pytest

from extract.headers import find_headers, is_value_like
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
