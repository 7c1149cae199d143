"""Scanned pages that the recogniser fails on: they are named, and the rest of the paper is read."""

import io

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from errors import DocumentError
from extract.pdf import reading
from extract.pdf.objects import PageObjects, Pixels
from extract.pdf.reading import read_pdf
from records import Line
from tests.extract.pdf.pages_for_tests import words
from tests.extract.pdf.scans_for_tests import Sheet

SLOW = "Tesseract took more than 180 s for one page"


def scans(count: int) -> bytes:
    """A PDF of so many pages, each of which is one picture."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for number in range(count):
        canvas.drawImage(ImageReader(Sheet(60, 80).text(5, 5, f"Calls {number}").image), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def failing(monkeypatch: pytest.MonkeyPatch, *failing: int) -> None:
    """A recogniser that takes too long for these pages."""

    def read_scan(drawn: Pixels, number: int, dots: float = 300.0) -> PageObjects:
        if number in failing:
            raise DocumentError(SLOW)
        shown = tuple(words(f"Calls answered {number}", 60, 260))
        return PageObjects(number, 595, 842, shown, (), (), (), (), scanned=True, scale=2.0, pixels=drawn[::2, ::2])

    monkeypatch.setattr(reading, "read_scan", read_scan)
    monkeypatch.setattr(reading, "version", lambda: "5.0.0")


def test_pages_that_take_too_long_do_not_cost_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are named once, with what went wrong; the paper says that it was not read in full."""
    failing(monkeypatch, 2, 3)
    read = read_pdf(scans(4))
    shown = [element.text for element in read.layout.elements if isinstance(element, Line)]
    assert shown == ["Calls answered 1", "Calls answered 4"]
    (finding,) = read.findings
    assert (finding.code, finding.severity) == ("scanned_page", "warning")
    assert "2-3" in finding.message and SLOW in finding.message
    assert read.damage == ("2 scanned pages could not be recognised (2-3)",)


def test_a_paper_of_which_no_page_can_be_recognised_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what the recogniser said, as nothing of it can be read."""
    failing(monkeypatch, 1, 2)
    with pytest.raises(DocumentError, match="more than 180 s"):
        read_pdf(scans(2))
