"""Doubtful tables are read a second time by other programs: what differs is flagged, ours stands."""

import io
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.pdf import second
from extract.pdf.layout import SeenCell, SeenPage, SeenTable
from extract.pdf.reading import read_pdf
from extract.pdf.second import settled
from extract.pdf.table_doubt import Doubt, Figure, doubt_of
from extract.pdf.tables import tables_of
from extract.reading import read_paper
from records import Grid
from tests.extract.paper_for_tests import SETTINGS
from tests.extract.pdf.pages_for_tests import frame, line, page, rule
from tests.extract.pdf.test_reading_pdf_hidden import Paper, table

HEADER = {60.0: "Measure", 250.0: "2017/18", 330.0: "2018/19"}
ROWS = tuple(
    {60.0: name, 250.0: before, 330.0: now}
    for name, before, now in (
        ("Calls answered", "88.0%", "91.0%"),
        ("Missed bins", "40", "52"),
        ("Complaints", "80.1%", "79.4%"),
    )
)


def why(rows: Sequence[dict[float, str]], right: float = 400) -> list[str]:
    """The doubts about a ruled table with these words in its cells."""
    edges = (54.0, 240.0, 320.0, right)
    rules = [*frame(54, 96, right, 96 + 20 * len(rows)), *(rule(x, 96, x, 96 + 20 * len(rows)) for x in edges[1:3])]
    rules += [rule(54, 96 + 20 * i, right, 96 + 20 * i) for i in range(1, len(rows))]
    made = page([line(100 + 20 * i, row) for i, row in enumerate(rows)], rules)
    return [doubt.why for found in tables_of(made) if (doubt := doubt_of(found, made.words)) is not None]


# ---------------------------------------------------------------------------------------- what casts doubt
def test_a_plain_table_is_in_no_doubt() -> None:
    """Ruled or not."""
    assert why([HEADER, *ROWS]) == []
    made = page([line(100 + 20 * i, row) for i, row in enumerate([HEADER, *ROWS])])
    assert [doubt_of(found, made.words) for found in tables_of(made)] == [None]


def test_counts_in_brackets_are_in_no_doubt() -> None:
    """A figure and its share stand in one cell as one chunk of print; so do spans of years and names with figures."""
    rows = [{60.0: "Visits aged 16 to 24", 250.0: "40 (23%)", 330.0: "52 of 90"}, *ROWS]
    assert why([HEADER, *rows]) == []


def test_figures_apart_in_one_cell() -> None:
    """Two figures in one cell with a gap as between columns."""
    assert why([HEADER, ROWS[0], {60.0: "Missed bins", 244.0: "40", 290.0: "52", 330.0: "60"}, ROWS[2]]) == [
        "figures stand apart in one cell"
    ]


def test_a_figure_over_a_border() -> None:
    """A line runs through a figure: which of the two cells is meant cannot be told."""
    (said,) = why([HEADER, ROWS[0], {60.0: "Missed bins", 230.0: "1,040,000", 330.0: "60"}, ROWS[2]])
    assert "a border cuts a figure" in said


def test_few_figures_are_not_worth_it() -> None:
    """A box with two figures is left to the readers."""
    assert why([{60.0: "Missed bins", 244.0: "40", 290.0: "52"}, {60.0: "Measure", 250.0: "Words"}]) == []


# ---------------------------------------------------------------------------------------- what the second says
def seen(texts: Sequence[Sequence[str]], origin: str = "pdf, ruled: lines part its cells") -> SeenTable:
    """A doubtful table whose cells are 100 points wide and 20 high."""
    rows, figures = [], []
    for r, row in enumerate(texts):
        boxes = [(100.0 * c, 20.0 * r, 100.0 * c + 100, 20.0 * r + 20) for c in range(len(row))]
        rows.append(tuple(SeenCell(r, c, 1, 1, boxes[c], text, (), None, False) for c, text in enumerate(row)))
        figures += [
            Figure((100.0 * c + 10, 20.0 * r + 5, 100.0 * c + 40, 20.0 * r + 15), r, c)
            for c, text in enumerate(row)
            if any(map(str.isdigit, text))
        ]
    return SeenTable(1, (0, 0, 300, 80), tuple(rows), origin, Doubt("a sign", tuple(figures)))


def told(
    texts: Sequence[Sequence[str]], answer: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> tuple[SeenTable, list[str]]:
    """The table with the opinion of a second reading that gives this answer, and the codes of findings."""
    monkeypatch.setattr(second, "_ask", lambda data, tables: [answer] * len(tables))
    (done,), findings = settled(b"", [SeenPage(1, 800, (seen(texts),), ())])
    (item,) = done.items
    assert isinstance(item, SeenTable)
    return item, [finding.code for finding in findings]


def cells(texts: Sequence[Sequence[str]]) -> dict[str, Any]:
    """An answer with the same boxes and other words."""
    return {
        "by": "pdfplumber",
        "cells": [
            [100.0 * c, 20.0 * r, 100.0 * c + 100, 20.0 * r + 20, text]
            for r, row in enumerate(texts)
            for c, text in enumerate(row)
        ],
    }


OURS = (("Calls", "88.0%", "91.0%"), ("Bins", "40", "52"), ("Letters", "1,204²", "79.4%"))


def test_agreement_settles_the_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same figures in the same cells, whatever the words around them; the origin of the grid says so."""
    other = (("Call", "88.0%", "91.0 %"), ("", "40", "52"), ("", "1,2042", "79.4%"))
    item, codes = told(OURS, cells(other), monkeypatch)
    assert (item.differ, codes) == (frozenset(), [])
    assert item.origin.endswith("in doubt: a sign; read again by pdfplumber: 6 of 6 cells with figures agree")


def test_a_figure_that_differs_is_flagged(monkeypatch: pytest.MonkeyPatch) -> None:
    """A point less, or a figure of the cell beside."""
    item, codes = told(OURS, cells((OURS[0], ("Bins", "40", "5.2"), OURS[2])), monkeypatch)
    assert (item.differ, codes) == (frozenset({(1, 2)}), ["grids_differ"])


def test_a_poor_second_reading_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where little agrees, the table is only listed as in doubt: flags on everything say nothing."""
    item, codes = told(OURS, cells((("", "88.0% 91.0%", "x"), ("", "40 52", "y"), OURS[2])), monkeypatch)
    assert (item.differ, codes) == (frozenset(), ["table_in_doubt"])
    item, codes = told(OURS, {"by": "camelot stream", "cells": []}, monkeypatch)
    assert (item.differ, codes) == (frozenset(), ["table_in_doubt"])


def test_a_second_reading_that_fails_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing more: the table is ours."""
    item, codes = told(OURS, {"error": "KeyError: 'x'"}, monkeypatch)
    assert (item.differ, codes) == (frozenset(), ["second_reading_failed"])


@pytest.mark.parametrize("ended", ["timeout", "crash", "no start"])
def test_a_program_that_does_not_answer(ended: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes too long, a library takes its process down, or there is no memory for one."""

    def run(*_: object, **__: object) -> subprocess.CompletedProcess[bytes]:
        if ended == "timeout":
            raise subprocess.TimeoutExpired("python", 1)
        if ended == "no start":
            raise OSError(12, "Cannot allocate memory")
        return subprocess.CompletedProcess([], -7, b"", b"")

    monkeypatch.setattr(subprocess, "run", run)
    _, findings = settled(b"", [SeenPage(1, 800, (seen(OURS),), ())])
    assert [finding.code for finding in findings] == ["second_reading_failed"]


def test_no_more_tables_are_read_again_than_are_worth_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that white space parts come first; the others stay in doubt and are listed."""
    asked: list[SeenTable] = []
    monkeypatch.setattr(second, "MOST_TABLES", 1)

    def ask(_: bytes, tables: Sequence[SeenTable]) -> list[dict[str, Any]]:
        asked.extend(tables)
        return [cells(OURS)] * len(tables)

    monkeypatch.setattr(second, "_ask", ask)
    white = seen(OURS, "pdf, white space: no lines part it")
    _, findings = settled(b"", [SeenPage(1, 800, (seen(OURS), white), ())])
    assert asked == [white]
    assert [finding.code for finding in findings] == ["table_in_doubt"]


# ---------------------------------------------------------------------------------------- whole papers
def _doubtful() -> Paper:
    paper = table()
    paper.canvas.drawString(330, 740 - 22 * 2 - 15, "7")
    return paper


def test_the_libraries_read_a_doubtful_table() -> None:
    """Lines part the table: pdfplumber sees the same cells, and the steps of each row say so."""
    reading = read_paper(_doubtful().data(), "paper.pdf", SETTINGS)
    rules = {step.rule for s in reading.statements for step in s.steps if step.field == "table"}
    (rule_,) = rules
    assert rule_.startswith("pdf, ruled: lines part its cells; in doubt: figures stand apart in one cell")
    assert "read again by pdfplumber: 11 of 11 cells with figures agree" in rule_
    assert "grids_differ" not in {flag.code for s in reading.statements for flag in s.flags}


def test_a_table_without_lines_is_read_again_by_camelot() -> None:
    """The figures of two columns that stand too close in one row: white space does not part them for us."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for i in range(8):
        for x, text in ((60, f"Indicator number {'abcdefgh'[i]}"), (290, f"{40 + i}.5"), (360, f"{50 + i}.25")):
            canvas.drawString(x, 700 - 18 * i, text)
    canvas.drawString(325, 700 - 18 * 3, "1,000")
    canvas.save()
    (grid,) = [e for e in read_pdf(buffer.getvalue(), all_pages=True).layout.elements if isinstance(e, Grid)]
    assert "in doubt" not in grid.origin or "camelot" in grid.origin


def test_a_figure_that_differs_is_flagged_in_the_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """The flag stands at the figure whose cell differs, and at no other."""
    monkeypatch.setattr(second, "_opinion", lambda table, answer: second.Opinion("differs", frozenset({(1, 2)}), "x"))
    monkeypatch.setattr(second, "_ask", lambda data, tables: [{}] * len(tables))
    reading = read_paper(_doubtful().data(), "paper.pdf", SETTINGS)
    flagged = {(s.indicator, s.period) for s in reading.statements if "value:grids_differ" in map(str, s.flags)}
    assert flagged == {("Calls answered in time", "2018/19")}


def test_plain_papers_load_neither_library() -> None:
    """They take seconds to load."""
    code = (
        "import sys; from extract.pdf.reading import read_pdf; read_pdf(sys.stdin.buffer.read()); "
        "print(sorted({'pdfplumber', 'camelot', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], input=table().data(), capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"
