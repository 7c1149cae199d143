"""The workbook, as a spreadsheet program sees it."""

import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from publish.columns import AREAS, OBSERVATIONS, SERIES, TABLES
from publish.tables import all_rows
from publish.xlsx import CELL_UNITS, fit, fitting, write_workbook
from records import Dataset


@pytest.fixture
def workbook(dataset: Dataset, tmp_path: Path) -> Path:
    """The small dataset as a workbook."""
    rows = all_rows(dataset)
    path = tmp_path / "kpi.xlsx"
    write_workbook(path, [(table, rows[table.name]) for table in TABLES if table.sheet])
    return path


def test_printed_texts_are_texts(workbook: Path, nasty: tuple[str, ...]) -> None:
    """Nothing that a paper prints becomes a formula, a link or a number."""
    sheet = openpyxl.load_workbook(workbook)["observations"]
    column = OBSERVATIONS.position("value_raw") + 1
    cells = [sheet.cell(row, column) for row in range(2, sheet.max_row + 1)]
    escaped = {"_x005F_x0041_": "_x0041_"}  # how the format itself writes this text; openpyxl leaves it so
    assert [escaped.get(cell.value, cell.value) for cell in cells] == list(nasty)
    assert {cell.data_type for cell in cells} == {"s"}
    with zipfile.ZipFile(workbook) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sheets
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_dates_and_numbers_are_real(workbook: Path) -> None:
    """Dates can be sorted as dates and numbers added up; days before Excel's first stay readable."""
    book = openpyxl.load_workbook(workbook)
    point = {name: book["series"].cell(2, index + 1).value for index, name in enumerate(SERIES.names)}
    assert point["period_start"] == datetime(2020, 4, 1)  # noqa: DTZ001
    assert point["value"] == 82.4
    assert point["revised"] is True
    assert book["areas"].cell(2, AREAS.position("valid_from") + 1).value == "1889-04-01"


def test_every_sheet_has_a_frozen_header_and_filters(workbook: Path) -> None:
    """The header stays in sight and every column can be filtered."""
    book = openpyxl.load_workbook(workbook)
    assert book.sheetnames == [table.name for table in TABLES if table.sheet]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert str(sheet.auto_filter.ref).startswith("A1:")


def test_what_does_not_fit_has_a_note(dataset: Dataset, tmp_path: Path) -> None:
    """A table that is left out says where its rows are; the series come first, then the smaller tables."""
    counts = {OBSERVATIONS: 1000, SERIES: 900, AREAS: 10}
    assert fitting(counts) == {OBSERVATIONS, SERIES, AREAS}
    assert fitting(counts, cells=30_000) == {SERIES, AREAS}
    assert fitting(counts, cells=1_000) == {AREAS}
    path = tmp_path / "short.xlsx"
    write_workbook(path, [(OBSERVATIONS, 123456), (AREAS, all_rows(dataset)["areas"])])
    book = openpyxl.load_workbook(path)
    note = "NOTE: 123,456 rows are too many for a workbook; observations.csv holds them"
    assert (book["observations"].max_row, book["observations"]["A2"].value) == (2, note)
    assert book["areas"].max_row == 1 + len(dataset.areas)


@pytest.mark.parametrize("letter", ["a", "\U0001f600"])
def test_a_text_that_is_too_long_ends_with_a_mark(letter: str) -> None:
    """Excel counts UTF-16 units; what does not fit is cut between characters and marked."""
    assert fit(letter * 10) == letter * 10
    cut = fit(letter * (CELL_UNITS + 1))
    assert cut.endswith("the CSV file holds the whole text]")
    assert CELL_UNITS - 2 <= len(cut.encode("utf-16-le")) // 2 <= CELL_UNITS


def test_a_text_of_just_the_limit_is_whole() -> None:
    """The longest text that fits is not cut."""
    assert fit("a" * CELL_UNITS) == "a" * CELL_UNITS


def test_the_same_rows_give_the_same_bytes(dataset: Dataset, workbook: Path, tmp_path: Path) -> None:
    """The workbook holds no time of its making."""
    rows = all_rows(dataset)
    again = tmp_path / "again.xlsx"
    write_workbook(again, [(table, rows[table.name]) for table in TABLES if table.sheet])
    assert again.read_bytes() == workbook.read_bytes()
