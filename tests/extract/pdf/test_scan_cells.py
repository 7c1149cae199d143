"""What scans ask of the cells of a table: figures that do not fit their row, and room for symbols."""

import pytest

from extract.pdf.scan_cells import misfits, widened
from extract.pdf.tables import Table, TableCell
from tests.extract.pdf.pages_for_tests import words


def table(*rows: str, method: str = "ruled") -> Table:
    """A table of rows whose cells are parted by ` | `, its columns 60 points apart."""
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row.split("|")):
            shown = words(text.strip(), 10 + c * 60, 10 + r * 20)
            box = (10.0 + c * 60, 10.0 + r * 20, 40.0 + c * 60, 20.0 + r * 20)
            cells.append(TableCell(r, c, 1, 1, box, tuple(shown)))
    width = len(rows[0].split("|"))
    return Table((0, 0, 10 + width * 60, 10 + len(rows) * 20), tuple(cells), len(rows), width, method, "")


def odd(*rows: str) -> list[str]:
    """The texts of the cells that do not fit, each once."""
    return list(dict.fromkeys(cell.text for cell in misfits(table(*rows))))


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("Waste recycled | 259% | 45% | 46%", ["259%"]),
        ("Waste recycled | 45.1% | 259%", ["259%"]),
        ("Days lost | 9.4 | 96 | 9.6 | 11.0", ["96"]),
        ("Days lost | 9.4 | 9.6 | 1.1 | 11.0", ["1.1"]),
        ("Spend | £1,250 | £1,310 | £12,900", ["£12,900"]),
        ("Change | -9.4 | -9.6 | -94", ["-94"]),
        ("Calls | 94% | 92% | 943", ["943"]),
        ("Saved | -£9.4m | £9.6m | £-94m", ["£-94m"]),
    ],
    ids=["sign read as digit", "alone", "point lost", "digit lost", "comma lost", "negative", "bare", "pounds"],
)
def test_a_figure_that_cannot_be_is_found(row: str, found: list[str]) -> None:
    """A share of hundreds of percent, or one figure far from others that are alike."""
    assert odd(row) == found


@pytest.mark.parametrize(
    "row",
    [
        "Homes built | 412 | 96% | £3.2m",
        "Waste recycled | 45.1% | 46.0% | 44.9%",
        "Growth | 148% | 102% | 95%",
        "Days lost | 9.4 | 96",
        "Fires | 12 | 30 | 75 | 190",
        "Served | 0 | 9.4 | 9.6",
        "Dates | 2018/19 | Q1 | n/a | 12 of 40",
        "Days lost | 9.4 | 9.6 | 17.0",
    ],
    ids=["units", "alike", "over 100%", "two figures", "growing", "none", "no figures", "less than twice"],
)
def test_a_row_that_can_be_is_left_alone(row: str) -> None:
    """Different units, growth, two figures of which neither is odd, and cells without a figure."""
    assert odd(row) == []


@pytest.mark.parametrize("row", ["Calls | 92% | 94% | £3.2m", "Spend | £9.4m | £9.6m | 45%"])
def test_another_unit_among_figures_that_are_alike_is_no_misfit(row: str) -> None:
    """Shares and pounds are not compared with each other."""
    assert odd(row) == []


def test_each_row_is_judged_by_itself() -> None:
    """Large figures below small ones are another indicator."""
    assert odd("Days lost | 9.4 | 9.6 | 9.1", "Calls | 9400 | 9600 | 9100") == []


def test_cells_of_white_tables_grow_to_the_middle_of_the_gaps() -> None:
    """Symbols stand beside the words, up to halfway to the next column; ruled cells know their room."""
    found = widened(table("Calls | 91% | 90%", "Homes | 41 | 40", method="white"))
    assert [cell.box[::2] for cell in found.cells[:3]] == [(0, 55), (55, 115), (115, 190)]
    assert [cell.box[1::2] for cell in found.cells[::3]] == [(0, 25), (25, 50)]
    ruled = table("Calls | 91% | 90%", "Homes | 41 | 40")
    assert widened(ruled) == ruled
