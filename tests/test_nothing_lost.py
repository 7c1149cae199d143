"""Nothing lost: every cell and every marked line of every paper is accounted for, and what was not read is said so."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from errors import DocumentError
from extract.decoding import decode
from extract.markup import plain
from extract.reading import layout_of_bytes, read_paper
from extract.settings import ReadSettings
from records import Grid, Layout, Line, PaperReading, Place
from tests.shared_papers import REPORTS, ROOT, needs_reports, report_papers, sample_papers, samples_workspace

PAPERS = [
    *(pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in sample_papers()),
    *(pytest.param(path, id=path.name, marks=pytest.mark.shared) for path in report_papers()),
]
READABLE = pytest.mark.parametrize("path", PAPERS)
LISTED = ("unread", "not_indicators")


@cache
def read(path: Path) -> tuple[Layout | None, PaperReading]:
    """What stands on the paper, None where it cannot be read at all, and what was read."""
    data = path.read_bytes()
    workspace = samples_workspace()
    reading = read_paper(data, path.name, ReadSettings(workspace.areas, workspace.profiles))
    try:
        return layout_of_bytes(data), reading
    except DocumentError:
        return None, reading


def filled_places(layout: Layout) -> list[Place]:
    """Places of all cells that print something, tables within cells being part of their cell."""
    grids = [element for element in layout.elements if isinstance(element, Grid)]
    return [cell.place for grid in grids for row in grid.rows for cell in row if cell.text or cell.nested]


def marked_lines(layout: Layout) -> list[Line]:
    """Lines outside tables that carry a rating or an arrow."""
    return [element for element in layout.elements if isinstance(element, Line) and element.marks]


@needs_reports
@pytest.mark.shared
def test_the_five_reports_are_there() -> None:
    """The checks below run over the five real papers, not over an empty folder."""
    assert len(list(REPORTS.glob("00*.txt"))) == 5


@READABLE
def test_every_cell_has_exactly_one_use(path: Path) -> None:
    """Each cell that prints something ended up in one place: no cell twice, no cell nowhere."""
    layout, reading = read(path)
    uses = Counter(use.place for use in reading.uses)
    places = filled_places(layout) if layout else []
    assert len(set(places)) == len(places), "two cells share a place, so one of them could get lost"
    assert {place: uses[place] for place in places if uses[place] != 1} == {}


@READABLE
def test_every_use_stands_on_the_paper(path: Path) -> None:
    """The account holds nothing that the paper does not print."""
    layout, reading = read(path)
    there = {element.place for element in layout.elements if isinstance(element, Line)} if layout else set()
    there |= set(filled_places(layout)) if layout else set()
    assert [use for use in reading.uses if use.place not in there] == []


@READABLE
def test_every_marked_line_has_a_use(path: Path) -> None:
    """A rating or an arrow outside a table is read, or explained, or listed as not read."""
    layout, reading = read(path)
    used = {use.place for use in reading.uses}
    assert [line.text for line in (marked_lines(layout) if layout else []) if line.place not in used] == []


@READABLE
def test_what_was_not_read_is_listed_among_the_findings(path: Path) -> None:
    """Each cell without a reader has a finding in its table, each line without one a finding of its own."""
    _, reading = read(path)
    tables = {finding.place.table for finding in reading.findings if finding.place.table is not None}
    lines = {finding.place.line for finding in reading.findings if finding.place.table is None}
    left = [use for use in reading.uses if use.kind in LISTED]
    lost = [
        use
        for use in left
        if (use.place.table not in tables if use.place.table is not None else use.place.line not in lines)
    ]
    assert lost == []
    assert all(use.reason for use in left)


@READABLE
def test_a_cell_that_no_rule_reads_is_named_with_its_row(path: Path) -> None:
    """In a table of indicators each row with an unread cell has a finding, so that the data team can look at it."""
    _, reading = read(path)
    named = {(finding.place.table, finding.place.row, finding.place.line) for finding in reading.findings}
    unread = [use.place for use in reading.uses if use.kind == "unread"]
    assert [place for place in unread if (place.table, place.row, place.line) not in named] == []


@READABLE
def test_observations_come_from_cells_that_are_said_to_be_read(path: Path) -> None:
    """The table, row and column of a statement lead to a cell that is accounted for as read, not to another one."""
    _, reading = read(path)
    lines = {use.place.line: use.kind for use in reading.uses if use.place.table is None}
    cells = {_cell(use.place): use.kind for use in reading.uses if use.place.table is not None}
    kinds = {
        (statement.indicator, statement.value): lines.get(place.line)
        if place.table is None
        else cells.get(_cell(place))
        for statement in reading.statements
        for place in (statement.place,)
    }
    assert {key: kind for key, kind in kinds.items() if kind not in ("observation", "target", "context")} == {}


def _cell(place: Place) -> tuple[int | None, int | None, int | None]:
    return place.table, place.row, place.column


@READABLE
def test_the_spot_of_a_figure_holds_the_figure(path: Path) -> None:
    """Line and characters lead to the very figure, so that a person sees at once what was read."""
    _, reading = read(path)
    lines = decode(path.read_bytes()).lines if reading.statements else ()
    wrong = []
    for statement in reading.statements:
        place = statement.place
        if statement.value and place.line is not None and place.start is not None:
            there = plain(lines[place.line - 1].text[place.start : place.end]).text
            if "".join(statement.value.split()) not in "".join(there.split()):
                wrong.append((place.line, statement.value, there))
    assert wrong == []


def test_a_table_inside_a_cell_of_a_table_that_is_not_read_is_listed() -> None:
    """A cell that holds nothing but a table counts as a cell that prints something, whatever is around it."""
    inner = "<table><tr><td>Likelihood</td><td>3</td></tr><tr><td>Impact</td><td>5</td></tr></table>"
    data = f"Legal implications\tNone at this stage\nRisk implications\t{inner}\n".encode()
    places = filled_places(layout_of_bytes(data))
    reading = read_paper(data, "a.txt", ReadSettings())
    assert len(places) == 4
    assert {use.place for use in reading.uses} == set(places)


def test_figures_in_prose_are_counted() -> None:
    """Minutes print figures in sentences: none is published, all are counted."""
    _, reading = read(ROOT / "samples" / "papers" / "minutes.txt")
    assert reading.statements == ()
    assert reading.prose_figures >= 6


@needs_reports
@pytest.mark.shared
def test_figures_in_prose_of_the_reports_are_counted() -> None:
    """Most real papers say things in words beside their tables: the count is not left at nothing."""
    assert sum(read(path)[1].prose_figures > 0 for path in report_papers() if path.name.startswith("00")) >= 3
