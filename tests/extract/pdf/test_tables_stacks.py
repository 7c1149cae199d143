"""Lines of figures above each other in one ruled row: rows that no line parts, or two figures of one row."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from extract.pdf.objects import Rule
from extract.pdf.tables import tables_of
from tests.extract.pdf.pages_for_tests import line, page, rule, texts

XS = (50.0, 150.0, 250.0, 350.0)
STEP = 11.0


def bordered(y0: float, y1: float, *, inner: bool = True, xs: Sequence[float] = XS) -> list[Rule]:
    """A row with borders drawn cell by cell."""
    across = [rule(a, y, b, y) for y in (y0, y1) for a, b in pairwise(xs)]
    return across + [rule(x, y0, x, y1) for x in (xs if inner else (xs[0], xs[-1]))]


def test_a_bracket_that_closes_on_the_next_line_keeps_its_row_whole() -> None:
    """Narrow cells break a confidence interval: `2,104 (2,020-` over `2,188)` is one figure, not two rows."""
    rules = [*bordered(100, 120, inner=True), *bordered(120, 145, inner=True)]
    print_ = [line(106.0, {55.0: "Name", 155.0: "Value", 255.0: "England"})]
    print_ += [line(128.0, {55.0: "Falls"}), line(123.0, {155.0: "2,104 (2,020-", 255.0: "1,902 (1,887-"})]
    print_ += [line(134.0, {155.0: "2,188)", 255.0: "1,917)"})]
    (table,) = tables_of(page(print_, rules))
    assert [row[0] for row in texts(table)] == ["Name", "Falls"]
    assert "2,188)" in texts(table)[1][1]


def test_rows_that_no_line_parts_come_apart_where_each_bracket_is_closed() -> None:
    """`12 (10)` over `14 (12)` are two rows, though brackets stand in them."""
    rules = [*bordered(100, 120, inner=True), *bordered(120, 145, inner=True)]
    print_ = [line(106.0, {55.0: "Name", 155.0: "Value", 255.0: "England"})]
    print_ += [line(123.0, {55.0: "Falls", 155.0: "12 (10)", 255.0: "14 (13)"})]
    print_ += [line(134.0, {55.0: "Visits", 155.0: "14 (12)", 255.0: "16 (15)"})]
    (table,) = tables_of(page(print_, rules))
    assert texts(table)[1:] == [["Falls", "12 (10)", "14 (13)"], ["Visits", "14 (12)", "16 (15)"]]


def row_of(*cells: str, top: bool = False, step: float = STEP) -> list[list[str]]:
    """The row of a ruled table whose cells print these lines (parted by `|`), in the middle of it or from its top."""
    xs = [50.0 + 100 * i for i in range(len(cells) + 1)]
    most = max(cell.count("|") for cell in cells)
    bottom = 130.0 + step * (most + 1)
    rules = [*bordered(100, 120, xs=xs), *bordered(120, bottom, xs=xs)]
    print_ = [line(106.0, {x + 5: f"Head {chr(65 + i)}" for i, x in enumerate(xs[:-1])})]
    for x, cell in zip(xs, cells, strict=False):
        lines = cell.split("|")
        first = 125.0 + (0.0 if top else step * (most + 1 - len(lines)) / 2)
        print_ += [line(first + step * k, {x + 5: text}) for k, text in enumerate(lines)]
    (table,) = tables_of(page(print_, rules))
    return texts(table)[1:]


@pytest.mark.parametrize(
    "cells",
    [
        ("Council tax collected", "97.1%|£61.2m", "97.4%|£64.0m", "97.5%"),
        ("Repairs done", "91.2%|90.4%", "92.7%|91.0%", "G"),
        ("H2", "Repairs done in|time", "91.2%|(1,204)", "92.7%|(1,310)"),
        ("Right first|time repairs", "91.5%|92%", "93%|94%", ""),
    ],
    ids=["amount", "target", "code", "wrapped"],
)
@pytest.mark.parametrize("top", [False, True], ids=["middle", "top"])
def test_two_figures_of_one_row_do_not_tear_it(cells: tuple[str, ...], *, top: bool) -> None:
    """What stands once in its cell, in the middle or at the top, is of all the lines beside it; no name is cut."""
    (row,) = row_of(*cells, top=top)
    assert row == [cell.replace("|", " ") for cell in cells]


@pytest.mark.parametrize("second", ["(1,204)", "1204", "(7/8)", "7/8", "£4m"])
def test_a_share_over_its_count_is_one_row_even_beside_a_name_of_two_lines(second: str) -> None:
    """The width of the cell breaks the name where the figures end their lines; nothing else stands in the row."""
    (row,) = row_of("Applications decided|Within eight weeks", f"91.2%|{second}", f"92.7%|{second}")
    assert row[0] == "Applications decided Within eight weeks"


def test_a_name_that_its_width_broke_is_one() -> None:
    """Figures of one kind beside it: its second line begins with a capital, but had no room on the first."""
    assert len(row_of("Council Taxes Due|Collected", "97.1%|97.5%", "97.4%|97.5%")) == 1


def test_rows_of_their_own_come_apart_by_lines() -> None:
    """Names that end before their cell does, figures of one kind: `Tonnes` over `Target`. What is empty stays so."""
    rows = row_of("Tonnes|Target", "1,204|1,150", "1,180|1,150", "")
    assert rows == [["Tonnes", "1,204", "1,180", ""], ["Target", "1,150", "1,150", ""]]


def test_lines_farther_apart_than_wrapped_text_are_rows() -> None:
    """The name has no room for the next word, but no wrapped text stands so loose."""
    assert len(row_of("Sale of some assets|Repayments", "16.7|71.1", "16.1|9.4", step=17)) == 2


@pytest.mark.parametrize("labels", ["G|A", "CS1|CS2", "↑|↓"])
def test_rows_of_other_kinds_come_apart_where_a_code_or_a_rating_repeats(labels: str) -> None:
    """A share over a count, and a letter on each line: two rows."""
    rows = row_of("Repairs in time|Missed bins", "91.2%|52", "92.7%|45", labels)
    assert [row[0] for row in rows] == ["Repairs in time", "Missed bins"]
    assert [row[3] for row in rows] == labels.split("|")


def test_a_long_list_may_lack_entries() -> None:
    """Seven rows without lines between them, one without a figure in the first year."""
    names = "|".join(f"Place {c}" for c in "ABCDEFG")
    rows = row_of(names, "1|2|3|4|5|6|7", "2|3|4|5|6|7", top=True)
    assert [row[0] for row in rows] == names.split("|")
    assert [row[2] for row in rows] == ["2", "3", "4", "5", "6", "7", ""]


def test_a_name_in_the_middle_of_a_long_list_keeps_it_whole() -> None:
    """Five figures a cell, one name: the name is of all of them and is given to none."""
    (row,) = row_of("Homes built", "1|2|3|4|5", "2|3|4|5|6")
    assert row == ["Homes built", "1; 2; 3; 4; 5", "2; 3; 4; 5; 6"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("12|345", "12; 345"),
        ("-|5", "-; 5"),
        ("92.7%|(1,310)", "92.7% (1,310)"),
        ("82|%", "82 %"),
        ("Over|65", "Over 65"),
    ],
)
def test_two_figures_of_a_cell_never_run_together(cell: str, text: str) -> None:
    """`12` over `345` is no 12,345, and a dash over a figure no minus: the cell is one that nothing reads."""
    (row,) = row_of("Homes built", cell, cell, "20")
    assert row == ["Homes built", text, text, "20"]


def loose(rows: Sequence[Sequence[dict[float, str]]]) -> list[list[str]]:
    """A table without lines whose rows print these lines, half a line apart."""
    print_ = [line(100.0, {50.0: "Indicator", 250.0: "2016/17", 330.0: "2017/18", 410.0: "Target"})]
    for k, row in enumerate(rows):
        print_ += [line(130.0 + 40 * k + 5.0 * i, cells) for i, cells in enumerate(row)]
    (table,) = tables_of(page(print_))
    return texts(table)[1:]


def test_two_figures_of_one_row_stay_with_the_name_between_their_lines() -> None:
    """`92.7%` over `(1,310)`, the name and the target once, in the middle: no figure goes to the row above or below."""
    rows = [
        ({250.0: f"9{k}.1%", 330.0: f"9{k}.7%"}, {50.0: f"Repairs {k}", 410.0: "90%"}, {250.0: "(12)", 330.0: "(13)"})
        for k in range(3)
    ]
    assert loose(rows) == [[f"Repairs {k}", f"9{k}.1% (12)", f"9{k}.7% (13)", "90%"] for k in range(3)]


def test_a_name_of_two_lines_beside_two_figures_is_one() -> None:
    """The target in the middle stands once, and the second line goes on with a small letter."""
    rows = [
        (
            {50.0: "Applications decided", 250.0: f"{k}3%", 330.0: f"{k}8%"},
            {410.0: "80%"},
            {50.0: "in time", 250.0: "(5/6)", 330.0: "(7/8)"},
        )
        for k in range(1, 4)
    ]
    assert loose(rows)[0] == ["Applications decided in time", "13% (5/6)", "18% (7/8)", "80%"]


def test_two_rows_beside_one_word_for_both_stay_two() -> None:
    """Each of the two lines has a name of its own, the word between them is of both."""
    rows = [
        (
            {150.0: "Repairs", 250.0: f"{k}1", 330.0: f"{k}2"},
            {50.0: f"Homes {k}"},
            {150.0: "Voids", 250.0: f"{k}5", 330.0: f"{k}6"},
        )
        for k in range(1, 4)
    ]
    found = [row for row in loose(rows) if "Voids" in row]
    assert [row[2:4] for row in found] == [["15", "16"], ["25", "26"], ["35", "36"]]
