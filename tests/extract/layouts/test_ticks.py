"""Ticks of check lists and forms: they answer questions, and rate nothing unless the paper says so."""

import io
from collections.abc import Sequence
from dataclasses import replace

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extract.context import Legend
from extract.layouts.scorecard import is_scorecard
from extract.layouts.ticks import is_check_list
from extract.reading import read_paper
from extract.settings import ReadSettings
from records import LegendEntry, Mark, PaperReading, Place
from tests.extract.paper_for_tests import grid
from tests.shared_papers import starter_workspace

GREEN, RED = (0.1, 0.55, 0.25), (0.77, 0.13, 0.12)
QUESTIONS = ("Total number of service points", "Number of active borrowers", "Net expenditure of the year")


def form(marks: Sequence[str], answer: str, key: Sequence[tuple[str, str]] = ()) -> PaperReading:
    """A page of headings with a mark and an answer on the line below each."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, A4, invariant=1)

    def put(left: float, y: float, text: str, sign: str = "", *, bold: bool = False) -> None:
        if sign:
            canvas.setFont("ZapfDingbats", 10)
            canvas.setFillColorRGB(*(RED if sign == "✘" else GREEN))
            canvas.drawString(left, y, sign)
            left += 16
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 10)
        canvas.drawString(left, y, text)

    put(60, 780, "Performance report: Quarter 2 2018/19", bold=True)
    y = 750.0
    if key:
        put(60, y, "Key", bold=True)
    for sign, meaning in key:
        y -= 18
        put(60, y, meaning, sign)
    for title, sign in zip(QUESTIONS, marks, strict=True):
        y -= 60
        put(60, y, title, bold=True)
        put(60, y - 18, answer, sign)
        put(60, y - 36, "The form asks for this figure in its first part, as the return did in the year before.")
    canvas.showPage()
    canvas.save()
    workspace = starter_workspace()
    return read_paper(buffer.getvalue(), "paper.pdf", ReadSettings(workspace.areas, workspace.profiles))


@pytest.mark.parametrize("answer", ["Yes", "No", "Done"])
def test_ticks_of_a_form_rate_nothing(answer: str) -> None:
    """Headings with a tick below are no indicators; each tick is listed as unread."""
    reading = form("✔✔✘", answer)
    assert reading.statements == ()
    assert sum(f.code == "mark_outside_table" for f in reading.findings) == 3


def test_a_lamp_beside_an_answer_rates_nothing() -> None:
    """The colour of Yes and No is the form's own."""
    assert form("●●●", "Yes").statements == ()


def test_a_lamp_below_a_heading_is_a_rating() -> None:
    """Counter-example: a plain lamp is how papers rate."""
    assert [s.rating.rag for s in form("●●●", "Done").statements if s.rating] == ["G", "G", "G"]


def test_ticks_that_the_key_explains_are_ratings() -> None:
    """Counter-example: the key says what a tick stands for."""
    reading = form("✔✔✘", "Done", (("✔", "Target met"), ("✘", "Target missed")))
    assert [s.rating.rag for s in reading.statements if s.rating] == ["G", "G", "R"]


@pytest.mark.parametrize(("signs", "is_list"), [("✔✔✘", True), ("●●●", False), ("✔●✘", False)])
def test_a_check_list_is_no_scorecard(signs: str, is_list: bool) -> None:
    """Names with a tick beside each and no header; lamps, and ticks among lamps, are ratings."""
    names = grid(*(f"{name} | {sign}" for name, sign in zip(QUESTIONS, signs, strict=True)))
    rows = tuple((name, replace(cell, marks=(Mark(cell.text, "icon", rag="G"),))) for name, cell in names.rows)
    marked = replace(names, rows=rows)
    assert is_scorecard(marked)
    assert is_check_list(marked, Legend()) is is_list
    explained = LegendEntry("✔", "Met", "rating", Place(line=1), rag="G")
    assert not is_check_list(marked, Legend((explained,)))
