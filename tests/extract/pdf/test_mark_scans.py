"""Symbols found in the picture of a page alone."""

import numpy as np
from PIL import Image, ImageDraw

from extract.pdf.mark_scans import symbols_in_pixels
from extract.pdf.objects import Pixels

_SCALE, _FINE = 2.0, 4
_RIGHT = [(7, 0), (1, -6), (1, -3), (-7, -3), (-7, 3), (1, 3), (1, 6)]
_CELL = (10.0, 10.0, 90.0, 40.0)


class Scan:
    """A cell of a table on rough paper."""

    def __init__(self, ground: str = "#fbfaf6") -> None:
        self._image = Image.new("RGB", (int(100 * _SCALE) * _FINE, int(50 * _SCALE) * _FINE), "#fbfaf6")
        self._pen = ImageDraw.Draw(self._image)
        self._pen.rectangle([v * _SCALE * _FINE for v in _CELL], fill=ground, outline="#202020", width=6)

    def arrow(self, x: float, colour: str) -> None:
        self._pen.polygon([((x + a) * _SCALE * _FINE, (25 + b) * _SCALE * _FINE) for a, b in _RIGHT], colour)

    def circle(self, x: float, colour: str) -> None:
        self._pen.ellipse([v * _SCALE * _FINE for v in (x - 5, 20, x + 5, 30)], colour)

    def text(self, x: float, words: str, colour: str = "#202020") -> None:
        self._pen.text((x * _SCALE * _FINE, 20 * _SCALE * _FINE), words, fill=colour, font_size=9 * _SCALE * _FINE)

    def pixels(self) -> Pixels:
        size = (int(100 * _SCALE), int(50 * _SCALE))
        values = np.asarray(self._image.resize(size, Image.Resampling.BOX)).astype(np.int16)
        rough = np.random.default_rng(3).integers(-6, 7, (*values.shape[:2], 1))
        return np.asarray(np.clip(values + rough, 0, 255), dtype=np.uint8)


def _seen(scan: Scan) -> list[tuple[str, str]]:
    (found,) = symbols_in_pixels(scan.pixels(), _SCALE, [_CELL])
    return [(symbol.shape, symbol.colour_name) for symbol in found]


def test_coloured_arrow_in_a_cell() -> None:
    """Colour and shape survive the scan; the lines of the cell are left out."""
    scan = Scan()
    scan.arrow(50, "#e0a000")
    assert _seen(scan) == [("arrow_right", "amber")]


def test_symbols_beside_figures_come_from_left_to_right() -> None:
    """Dark text is ignored."""
    scan = Scan()
    scan.text(15, "44.39%")
    scan.circle(62, "#00a050")
    scan.arrow(80, "#d01020")
    assert _seen(scan) == [("circle", "green"), ("arrow_right", "red")]


def test_place_of_a_symbol_is_in_points() -> None:
    """The box stands where the symbol was drawn."""
    scan = Scan()
    scan.circle(62, "#00a050")
    ((symbol,),) = symbols_in_pixels(scan.pixels(), _SCALE, [_CELL])
    assert np.allclose(symbol.box, (57, 20, 67, 30), atol=1.0)


def test_coloured_words_are_no_symbols() -> None:
    """Letters in a colour stand close together and differ in shape."""
    scan = Scan()
    scan.text(20, "Amber", "#e09000")
    assert _seen(scan) == []


def test_fill_of_the_cell_is_no_symbol() -> None:
    """The tint of a whole cell is its ground, also under text."""
    scan = Scan(ground="#ffd9dc")
    scan.text(30, "79.9%")
    assert _seen(scan) == []


def test_dark_arrow_counts_where_it_stands_alone() -> None:
    """Without colour an arrow is doubtful, and beside text it is none."""
    alone, beside = Scan(), Scan()
    alone.arrow(50, "#101010")
    beside.arrow(80, "#101010")
    beside.text(15, "44.39%")
    ((symbol,),) = symbols_in_pixels(alone.pixels(), _SCALE, [_CELL])
    assert (symbol.shape, symbol.confidence) == ("arrow_right", 0.8)
    assert _seen(beside) == []


def test_cell_off_the_page_shows_nothing() -> None:
    """A box outside the picture is no error."""
    assert symbols_in_pixels(Scan().pixels(), _SCALE, [(500.0, 500.0, 520.0, 520.0), (-30.0, -30.0, -5.0, -5.0)]) == (
        (),
        (),
    )
