"""Symbols of scans: thin arms, dark arrows, and how sure the key makes them."""

import io
import math

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extract.pdf.key import Key
from extract.pdf.key_entries import KeyEntry
from extract.pdf.mark_lines import in_order
from extract.pdf.mark_scans import symbols_in_pixels
from extract.pdf.mark_symbols import Symbol
from extract.pdf.marks import symbols_of_scan
from extract.pdf.objects import Ink, PageObjects, Pixels, Word
from records import Box

_SCALE, _FINE = 2.0, 4
GREEN, RED, BLACK = 0x2E9B4F, 0xC23136, 0x101010
INK = Ink("", 10, 0, 0, False, False)


class Scan:
    """A strip of scanned paper, kept as JPEG does."""

    def __init__(self) -> None:
        self._image = Image.new("RGB", (int(200 * _SCALE) * _FINE, int(60 * _SCALE) * _FINE), "#fbfaf6")
        self._pen = ImageDraw.Draw(self._image)

    def polygon(self, points: list[tuple[float, float]], colour: str) -> None:
        self._pen.polygon([(x * _SCALE * _FINE, y * _SCALE * _FINE) for x, y in points], fill=colour)

    def star(self, x: float, y: float, size: float, colour: str) -> None:
        radii = (size / 2, size / 4.8)
        turns = [(radii[i % 2], math.pi * i / 5) for i in range(10)]
        self.polygon([(x + r * math.sin(a), y - r * math.cos(a)) for r, a in turns], colour)

    def arrow(self, x: float, y: float, colour: str = "#101010") -> None:
        self.polygon([(x + a, y + b) for a, b in [(5, 0), (1, -4), (1, -1), (-5, -1), (-5, 1), (1, 1), (1, 4)]], colour)

    def text(self, x: float, y: float, words: str) -> None:
        self._pen.text((x * _SCALE * _FINE, y * _SCALE * _FINE), words, fill="#202020", font_size=9 * _SCALE * _FINE)

    def pixels(self) -> Pixels:
        small = self._image.resize((int(200 * _SCALE), int(60 * _SCALE)), Image.Resampling.BOX)
        buffer = io.BytesIO()
        small.save(buffer, "JPEG", quality=45)
        return np.asarray(Image.open(buffer).convert("RGB"))


@pytest.mark.parametrize("x", [40.0, 40.3, 40.6, 41.1])
def test_a_small_star_keeps_its_arms(x: float) -> None:
    """JPEG greys the thin arms of a star: its shape is seen all the same."""
    scan = Scan()
    scan.star(x, 30, 10, "#2e9b4f")
    ((symbol,),) = symbols_in_pixels(scan.pixels(), _SCALE, [(10, 10, 90, 50)])
    assert (symbol.shape, symbol.colour_name) == ("star", "green")


def test_lines_of_the_table_are_no_arms() -> None:
    """A symbol close to the lower line of its cell stays what it is."""
    scan = Scan()
    scan.star(40, 30, 10, "#2e9b4f")
    scan.polygon([(0, 36), (200, 36), (200, 37), (0, 37)], "#202020")
    ((symbol,),) = symbols_in_pixels(scan.pixels(), _SCALE, [(10, 10, 90, 40)])
    assert symbol.shape == "star" and symbol.box[3] < 36


def _page(scan: Scan, *words: tuple[str, Box]) -> PageObjects:
    seen = tuple(Word(text, box, INK) for text, box in words)
    return PageObjects(1, 200, 60, seen, (), (), (), (), scale=_SCALE, pixels=scan.pixels(), scanned=True)


@pytest.mark.parametrize("misread", [(), (("4%", (27.0, 25.0, 37.0, 35.0)),)])
def test_dark_arrow_before_the_words_of_a_key(misread: tuple[tuple[str, Box], ...]) -> None:
    """Also where the recogniser took it for a short word."""
    scan = Scan()
    scan.arrow(32, 30)
    scan.text(50, 25, "Unchanged since")
    page = _page(scan, *misread, ("Unchanged", (50, 26, 95, 35)), ("since", (98, 26, 125, 35)))
    line = (27.0 if misread else 50.0, 25.0, 125.0, 35.0)
    assert [symbol.shape for symbol in symbols_of_scan(page, [], [line])] == ["arrow_right"]


def test_a_dash_before_the_words_of_a_line_is_no_arrow() -> None:
    """Bullets and figures before words are dark too."""
    scan = Scan()
    scan.polygon([(20, 29), (30, 29), (30, 31), (20, 31)], "#101010")
    scan.text(50, 25, "Unchanged since")
    page = _page(scan, ("-", (20, 28, 30, 32)), ("Unchanged", (50, 26, 95, 35)))
    assert symbols_of_scan(page, [], [(20, 25, 125, 35)]) == []


def _arrow(shape: str, colour: int, sure: float) -> Symbol:
    return Symbol((0, 0, 9, 9), shape, colour, "icon", sure)


_UP = KeyEntry("arrow_up", BLACK, "Performance has improved", None, "up")
_DOWN = KeyEntry("arrow_down", BLACK, "Performance has worsened", None, "down")
_GREEN_UP, _RED_DOWN = KeyEntry("arrow_up", GREEN, "Up", None, "up"), KeyEntry("arrow_down", RED, "Down", None, "down")


@pytest.mark.parametrize(
    ("entries", "symbol", "sure"),
    [
        ((_UP, _DOWN), _arrow("arrow_up", BLACK, 0.8), 1.0),
        ((_UP, _DOWN), _arrow("arrow_up", BLACK, 0.5), 0.5),
        ((), _arrow("arrow_up", BLACK, 0.8), 0.8),
        ((_GREEN_UP, _RED_DOWN), _arrow("arrow_down", RED, 0.5), 1.0),
        ((_GREEN_UP, _RED_DOWN), _arrow("arrow_up", RED, 0.5), 0.5),
    ],
)
def test_the_key_makes_arrows_sure(entries: tuple[KeyEntry, ...], symbol: Symbol, sure: float) -> None:
    """A clear shape that it shows, or an unclear one whose colour points one way only; else doubts stay."""
    assert [mark.confidence for mark in Key(entries).marks(symbol)] == [sure]


def test_symbols_stand_in_their_rows() -> None:
    """A paragraph of three lines, two of them with a symbol."""
    words = [
        Word(t, (x, y, x + 20, y + 10), INK) for t, x, y in [("a", 10, 0), ("b", 40, 0), ("c", 20, 12), ("d", 10, 24)]
    ]
    star, dot = Symbol((35, 1, 39, 9), "star", 0, "shape"), Symbol((5, 13, 9, 21), "circle", 0, "shape")
    seen = [thing.text if isinstance(thing, Word) else thing.shape for thing in in_order(words, [star, dot])]
    assert seen == ["a", "star", "b", "circle", "c", "d"]


def test_symbols_without_words() -> None:
    """From left to right."""
    boxes = [(20.0, 0.0, 25.0, 5.0), (5.0, 0.0, 10.0, 5.0)]
    symbols = [Symbol(box, "circle", 0, "shape") for box in boxes]
    assert [thing.box[0] for thing in in_order([], symbols)] == [5.0, 20.0]
