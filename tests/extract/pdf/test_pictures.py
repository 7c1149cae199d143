"""Pictures pasted into a page are reported, as a table may stand in them."""

import io

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from extract.pdf.reading import read_pdf


def _paper(width: float) -> bytes:
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, invariant=1)
    page.drawString(60, 780, "Performance of Ashdene Borough Council, quarter 2 of 2011/12, indicators and targets")
    page.drawImage(ImageReader(Image.new("RGB", (40, 40), (200, 220, 240))), 60, 300, width, width)
    page.save()
    return buffer.getvalue()


def _codes(data: bytes) -> set[str]:
    return {finding.code for finding in read_pdf(data).findings}


def test_a_large_picture_without_words_is_reported() -> None:
    """A table may have been pasted in as a picture: the paper says that it was not read."""
    assert "picture_not_read" in _codes(_paper(400))


def test_a_crest_is_not() -> None:
    """Small pictures hold no tables."""
    assert "picture_not_read" not in _codes(_paper(60))
