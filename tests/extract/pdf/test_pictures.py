"""Pictures pasted into a page: those that hold a table are read as scans, all others are reported and cost little."""

import io
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from errors import DocumentError
from extract.pdf import reading
from extract.pdf.objects import PageObjects, Pixels
from extract.pdf.reading import PdfReading, read_pdf
from records import Grid, Line
from tests.extract.pdf.pages_for_tests import words
from tests.extract.pdf.scans_for_tests import BLACK, WORDS, Sheet

ABOVE = "Performance of Ashdene Borough Council, quarter 2 of 2011/12, indicators and targets"
BELOW = "Recommendation: that the committee notes the report and asks for another one"
ROWS = ("Measure Actual Target", "Calls 91% 90%", "Homes 41 45", "Bins 52 45")


def table() -> Image.Image:
    """A picture with the words of a table; what they are is for the stand-in to say."""
    sheet = Sheet(400, 200)
    for row, name in enumerate(WORDS):
        sheet.text(10, 14 + row * 36, name).text(330, 14 + row * 36, "91.2%")
        sheet.box((4, 8 + row * 36, 396, 8.75 + row * 36), BLACK)
    return sheet.image


def photograph() -> Image.Image:
    """Tints that run into each other, and noise."""
    y, x = np.mgrid[0:400, 0:800]
    noise = np.random.default_rng(1).integers(0, 60, (400, 800))
    seen = np.stack([x // 4 + noise // 3, y // 3 + noise, (x + y) // 7 + noise // 2], axis=2)
    return Image.fromarray(np.clip(seen, 0, 255).astype(np.uint8))


def paper(*shown: Image.Image, width: float = 400) -> bytes:
    """A page of print with pictures below each other between its lines."""
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, invariant=1)
    page.drawString(60, 800, ABOVE)
    for i, image in enumerate(shown):
        page.drawImage(ImageReader(image), 60, 560 - 240 * i, width, width / 2)
    page.drawString(60, 60, BELOW)
    page.save()
    return buffer.getvalue()


def read(
    monkeypatch: pytest.MonkeyPatch, data: bytes, rows: Sequence[str] = ROWS, *, tesseract: str = "5"
) -> tuple[PdfReading, list[tuple[int, ...]]]:
    """What is read where the recogniser says these rows, and the sizes of the pictures that it was shown."""
    asked: list[tuple[int, ...]] = []

    def read_scan(drawn: Pixels, number: int, dots: float = 300.0, *, sharp: bool = False) -> PageObjects:
        assert sharp
        asked.append(drawn.shape)
        if not rows:
            raise DocumentError("Tesseract took more than 180 s for one page")
        said = [
            replace(word, sure=0.9)
            for y, row in enumerate(rows)
            for x, text in enumerate(row.split())
            for word in words(text, 10 + 120 * x, 20 + 30 * y)
        ]
        height, width = drawn.shape[:2]
        return PageObjects(
            number, width / 4, height / 4, tuple(said), (), (), (), (), scanned=True, scale=2.0, pixels=drawn[::2, ::2]
        )

    monkeypatch.setattr(reading, "read_scan", read_scan)
    monkeypatch.setattr(reading, "version", lambda: tesseract)
    return read_pdf(data), asked


def codes(found: PdfReading) -> list[str]:
    """The codes of the findings."""
    return [finding.code for finding in found.findings]


def test_a_table_in_a_picture_is_read_where_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the lines above and below it, its boxes on the page; nothing is reported."""
    found, _ = read(monkeypatch, paper(table()))
    above, grid, below = found.layout.elements
    assert isinstance(above, Line) and isinstance(grid, Grid) and isinstance(below, Line)
    assert (above.text, below.text) == (ABOVE, BELOW)
    assert [" ".join(cell.text for cell in row) for row in grid.rows] == list(ROWS)
    box = grid.rows[1][1].place.bbox
    assert box is not None and 60 <= box[0] < box[2] <= 460 and 82 <= box[1] < box[3] <= 282
    assert all(cell.sure < 1 for row in grid.rows for cell in row)
    assert codes(found) == []


def test_each_picture_of_a_page_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the top, also where both show the same words."""
    found, asked = read(monkeypatch, paper(table(), table()))
    grids = [element for element in found.layout.elements if isinstance(element, Grid)]
    tops = [grid.place.bbox[1] for grid in grids if grid.place.bbox is not None]
    assert len(asked) == 2 and len(tops) == 2 and tops[1] - tops[0] == pytest.approx(240, abs=1)


@pytest.mark.parametrize("image", [photograph(), Image.new("RGB", (40, 20), (200, 220, 240))], ids=["photo", "plain"])
def test_a_picture_without_words_is_not_recognised(monkeypatch: pytest.MonkeyPatch, image: Image.Image) -> None:
    """It is reported, as it is large, but costs no recogniser."""
    found, asked = read(monkeypatch, paper(image))
    assert asked == []
    assert codes(found) == ["picture_not_read"]


def test_the_words_of_a_chart_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture that holds words but no table gives nothing, and is reported."""
    found, asked = read(monkeypatch, paper(table()), ["Target 90% for all"])
    assert len(asked) == 1
    assert [element.text for element in found.layout.elements if isinstance(element, Line)] == [ABOVE, BELOW]
    assert codes(found) == ["picture_not_read"]


def test_a_picture_that_cannot_be_recognised_does_not_cost_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """The print around it is read; the picture is reported."""
    found, _ = read(monkeypatch, paper(table()), ())
    assert [element.text for element in found.layout.elements if isinstance(element, Line)] == [ABOVE, BELOW]
    assert codes(found) == ["picture_not_read"]


def test_without_a_recogniser_the_finding_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The paper is read all the same."""
    found, asked = read(monkeypatch, paper(table()), tesseract="")
    assert asked == []
    (finding,) = found.findings
    assert finding.code == "picture_not_read" and "tesseract" in finding.message.lower()


def test_a_crest_is_not_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small pictures hold no tables."""
    found, asked = read(monkeypatch, paper(table(), width=90))
    assert (asked, codes(found)) == ([], [])
