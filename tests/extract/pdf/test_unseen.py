"""Text that leaves no ink on the page is no text; text that only looks doubtful is kept."""

import io
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.pdf.engine import opened
from tests.extract.paper_for_tests import facts
from tests.extract.pdf.test_reading_pdf_hidden import GOING_ON, table


def shown(draw: Callable[[Canvas], None], *, turn: int = 0, layers: bool = False) -> tuple[str, str]:
    """The words of a page and the text on it that is hidden."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, (400, 300), invariant=1, pageCompression=0)
    canvas.setPageRotation(turn)
    canvas.drawString(40, 250, "plain")
    draw(canvas)
    canvas.save()
    data = _with_layer(buffer.getvalue()) if layers else buffer.getvalue()
    with opened(data) as file:
        page = file.objects(0)
    return " ".join(word.text for word in page.words), page.hidden_text


def _with_layer(data: bytes) -> bytes:
    """The file with a layer `oc1` that is switched off."""
    layer = b"<</Type/OCG/Name(x)>>"
    data = data.replace(b"/Type /Catalog", b"/Type /Catalog /OCProperties <</OCGs[99 0 R]/D<</OFF[99 0 R]>>>>", 1)
    data = data.replace(b"/Resources <<", b"/Resources <</Properties <</oc1 99 0 R>> ", 1)
    end = data.rindex(b"xref\n", 0, data.rindex(b"startxref"))
    trailer = data[data.index(b"trailer", end) :].split(b"startxref")[0].replace(b"/Size ", b"/Size 1", 1)
    return data[:end] + b"99 0 obj\n" + layer + b"\nendobj\n" + trailer  # pdfium rebuilds the table of objects


def _colours(text: tuple[float, float, float], ground: tuple[float, float, float] | None) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        if ground is not None:
            canvas.setFillColorRGB(*ground)
            canvas.rect(30, 190, 120, 30, stroke=0, fill=1)
        canvas.setFillColorRGB(*text)
        canvas.drawString(40, 200, "doubtful")

    return draw


def _painted_over(fill: float) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 200, "doubtful")
        canvas.setFillColorRGB(0, 0.5, 0)
        canvas.setFillAlpha(fill)
        canvas.rect(30, 190, 120, 30, stroke=0, fill=1)

    return draw


def _clipped(x: float) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(x, 190, 120, 30)
        canvas.saveState()
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.drawString(40, 200, "doubtful")
        canvas.restoreState()

    return draw


def _on_layer(canvas: Canvas) -> None:
    canvas._code.append("/OC /oc1 BDC")
    canvas.drawString(40, 200, "doubtful")
    canvas._code.append("EMC")


def _in_form(grey: float) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("inner")
        canvas.setFillGray(grey)
        canvas.drawString(10, 10, "doubtful")
        canvas.endForm()
        canvas.translate(30, 190)
        canvas.doForm("inner")

    return draw


@pytest.mark.parametrize(
    "draw",
    [
        _colours((1, 1, 1), None),
        _colours((0.99, 1, 0.98), None),
        _colours((0.2, 0.2, 0.6), (0.2, 0.2, 0.6)),
        _painted_over(1.0),
        _clipped(250),
        _in_form(1.0),
        lambda canvas: canvas.drawString(460, 200, "doubtful"),
        lambda canvas: canvas.drawString(40, -40, "doubtful"),
    ],
    ids=["white", "nearly white", "fill", "painted over", "clipped", "in a form", "beside", "below"],
)
@pytest.mark.parametrize("turn", [0, 90])
def test_text_without_ink_is_hidden(draw: Callable[[Canvas], None], turn: int) -> None:
    """However it was hidden, it is none of the words, and is known to have been there."""
    assert shown(draw, turn=turn) == ("plain", "doubtful")


def test_text_on_a_layer_that_is_switched_off() -> None:
    """What viewers leave out is left out; the same words without the layer are read."""
    assert shown(_on_layer, layers=True) == ("plain", "doubtful")
    assert shown(_on_layer) == ("plain doubtful", "")


@pytest.mark.parametrize(
    "draw",
    [
        _colours((1, 1, 1), (0.1, 0.2, 0.4)),
        _colours((0.75, 0.75, 0.75), None),
        _painted_over(0.3),
        _clipped(30),
        _clipped(80),
        _in_form(0.0),
        lambda canvas: canvas.drawString(380, 200, "doubtful"),
    ],
    ids=[
        "white on dark",
        "pale grey",
        "see-through fill",
        "clip around it",
        "half clipped",
        "in a form",
        "cut by edge",
    ],
)
def test_text_with_ink_is_read(draw: Callable[[Canvas], None]) -> None:
    """White heads on dark bars, pale print, marker pens laid over print, print that the page's edge cuts."""
    assert shown(draw) == ("plain doubtful", "")


def test_white_print_on_a_picture_is_read() -> None:
    """The ground may be a picture: what counts is the ink."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("RGB", (20, 20), (20, 60, 120))), 30, 190, 120, 30)
        canvas.setFillGray(1)
        canvas.drawString(40, 200, "doubtful")

    assert shown(draw) == ("plain doubtful", "")


def test_a_hidden_copy_does_not_take_the_place_of_the_printed_one() -> None:
    """White print below the same words in black: printed once, and read."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        canvas.drawString(40, 200, "twice")
        canvas.setFillGray(0)
        canvas.drawString(40, 200, "twice")

    assert shown(draw) == ("plain twice", "twice")


def test_a_row_in_white_is_no_row_and_has_a_finding() -> None:
    """A row of another year, left in white in the template, gives nothing but its finding."""
    paper = table()
    paper.canvas.setFillGray(1)
    paper.rows(GOING_ON[:1], top=740 - 22 * 4, ruled=False)
    reading = paper.read()
    (finding,) = [f for f in reading.findings if f.code == "hidden_text"]
    assert (finding.place.page, finding.text) == (1, " ".join(GOING_ON[0]))
    assert facts(reading) == facts(table().read())
