"""The symbols of a page: one symbol each for what is drawn as many things, and nothing for what is no symbol."""

import numpy as np
from PIL import Image, ImageDraw

from extract.pdf.marks import Symbol, fill_of, is_unmapped_symbol, symbol_word, symbols_of
from extract.pdf.objects import Fill, Glyph, Ink, PageObjects, Picture, Rule, Shape, Word
from records import Box

_SCALE, _FINE, _WIDE, _HIGH = 2.0, 4, 300, 200
_UP = [(0, -7), (6, -1), (3, -1), (3, 7), (-3, 7), (-3, -1), (-6, -1)]


class Paper:
    """A page that is drawn and listed at once."""

    def __init__(self) -> None:
        self._size = int(_WIDE * _SCALE), int(_HIGH * _SCALE)
        self._image = Image.new("RGB", (self._size[0] * _FINE, self._size[1] * _FINE), "white")
        self._pen = ImageDraw.Draw(self._image)
        self.shapes: list[Shape] = []
        self.fills: list[Fill] = []
        self.pictures: list[Picture] = []
        self.rules: list[Rule] = []
        self.words: list[Word] = []

    def _pixels(self, box: Box) -> tuple[float, float, float, float]:
        x0, top, x1, bottom = (v * _SCALE * _FINE for v in box)
        return x0, top, x1, bottom

    def circle(self, x: float, y: float, radius: float, colour: int) -> None:
        box = (x - radius, y - radius, x + radius, y + radius)
        self._pen.ellipse(self._pixels(box), fill=f"#{colour:06x}", outline="#444444", width=4)
        self.shapes.append(Shape(box, colour, filled=True))

    def arrow(self, x: float, y: float, colour: int, *, down: bool = False, picture: bool = False) -> None:
        points = [(x + a, y + (-b if down else b)) for a, b in _UP]
        self._pen.polygon([(a * _SCALE * _FINE, b * _SCALE * _FINE) for a, b in points], f"#{colour:06x}")
        box = (x - 6, y - 7, x + 6, y + 7)
        if picture:
            self.pictures.append(Picture(box))
        else:
            self.shapes.append(Shape(box, colour, filled=True))

    def fill(self, box: Box, colour: int) -> None:
        self._pen.rectangle(self._pixels(box), f"#{colour:06x}")
        self.fills.append(Fill(box, colour))

    def word(self, text: str, box: Box, font: str, colour: int = 0) -> Word:
        word = Word(text, box, Ink(font, 10, colour, 0, False, False))
        self.words.append(word)
        return word

    def page(self) -> PageObjects:
        pixels = np.asarray(self._image.resize(self._size, Image.Resampling.BOX))
        return PageObjects(
            1, _WIDE, _HIGH, tuple(self.words), tuple(self.rules), tuple(self.fills), tuple(self.shapes),
            tuple(self.pictures), scale=_SCALE, pixels=pixels,
        )  # fmt: skip


def _seen(paper: Paper) -> list[tuple[str, str, str]]:
    symbols = sorted(symbols_of(paper.page()), key=lambda s: (s.box[1] // 20, s.box[0]))
    return [(s.shape, s.colour_name, s.basis) for s in symbols]


def test_drawn_arrows_and_icons_are_told_by_their_ink() -> None:
    """Paths and pictures alike, each with what it is made of."""
    paper = Paper()
    paper.arrow(30, 30, 0x00A050)
    paper.arrow(80, 30, 0xD01020, down=True, picture=True)
    assert _seen(paper) == [("arrow_up", "green", "shape"), ("arrow_down", "red", "icon")]


def test_arrow_of_several_paths_is_one_symbol() -> None:
    """Shadow, outline and body are drawn over each other."""
    paper = Paper()
    for colour in (0x222222, 0x333333, 0xD01020):
        paper.arrow(30, 30, colour, down=True)
    assert _seen(paper) == [("arrow_down", "red", "shape")]


def test_arrows_side_by_side_in_a_key_are_three_symbols() -> None:
    """They nearly touch, but are alike and beside each other."""
    paper = Paper()
    for i, colour in enumerate((0x00A050, 0xFFC000, 0xD01020)):
        paper.arrow(30 + 12.2 * i, 30, colour)
    assert [colour for _, colour, _ in _seen(paper)] == ["green", "amber", "red"]


def test_traffic_light_with_grey_lamps_off_is_one_symbol() -> None:
    """Its colour is that of the lamp that is lit."""
    paper = Paper()
    for i, colour in enumerate((0xD9D9D9, 0xFFC000, 0xD9D9D9)):
        paper.circle(30 + 11 * i, 30, 5, colour)
    assert _seen(paper) == [("lamps", "amber", "shape")]


def test_traffic_light_with_pale_lamps_off_is_one_symbol() -> None:
    """Lamps that are off may be pale tints of their colours."""
    paper = Paper()
    for i, colour in enumerate((0xFFD9D9, 0xFFF2CC, 0x00A050)):
        paper.circle(30, 30 + 11 * i, 5, colour)
    assert _seen(paper) == [("lamps", "green", "shape")]


def test_three_lit_circles_are_no_traffic_light() -> None:
    """A key that shows its three colours side by side shows three symbols."""
    paper = Paper()
    for i, colour in enumerate((0xD01020, 0xFFC000, 0x00A050)):
        paper.circle(30 + 11 * i, 30, 5, colour)
    assert [shape for shape, _, _ in _seen(paper)] == ["circle"] * 3


def test_markers_on_the_line_of_a_chart_are_no_symbols() -> None:
    """Dots strung from the first to the last point of a long path."""
    paper = Paper()
    for i in range(6):
        paper.circle(60 + 30 * i, 100 + 7 * (i % 3), 2.5, 0x00A050)
    paper.shapes.append(Shape((60, 100, 210, 114), 0x00A050, filled=False))
    assert _seen(paper) == []


def test_big_pictures_are_no_symbols() -> None:
    """Photographs and logos are larger than any symbol."""
    paper = Paper()
    paper.pictures.append(Picture((20, 20, 120, 120)))
    assert _seen(paper) == []


def test_coloured_square_stands_free_or_is_a_cell() -> None:
    """A square between the lines of a table is the fill of a cell, which `fill_of` tells."""
    paper = Paper()
    paper.fill((20, 20, 32, 32), 0x00A050)
    paper.fill((100, 20, 112, 32), 0x00A050)
    for y in (20, 32):
        paper.rules.append(Rule((80, y - 0.2, 180, y + 0.2), True, 0))
    assert _seen(paper) == [("square", "green", "shape")]
    assert fill_of(paper.page(), (100, 20, 112, 32)) == (0x00A050, "green")


def test_glyph_keeps_its_own_colour() -> None:
    """Font and code tell the shape, the text its colour."""
    paper = Paper()
    paper.word("\uf0ea", (20, 20, 30, 30), "Wingdings", 0xC00000)
    assert _seen(paper) == [("arrow_down", "red", "glyph")]


def test_font_that_draws_the_opposite_of_its_code_is_believed_by_its_ink() -> None:
    """A font whose codes were mixed up shows an arrow down under the code of an arrow up: seen, but doubtful."""
    paper = Paper()
    paper.arrow(30, 30, 0x000000, down=True)
    paper.shapes.clear()
    paper.word("é", (23, 22, 37, 38), "Wingdings")
    (symbol,) = symbols_of(paper.page())
    assert (symbol.shape, symbol.confidence) == ("arrow_down", 0.5)


def test_glyph_that_the_file_does_not_map_is_told_by_its_ink() -> None:
    """A control code is all that the text gives."""
    paper = Paper()
    paper.arrow(30, 30, 0x00A050)
    paper.shapes.clear()
    word = paper.word("\x01", (23, 22, 37, 38), "ABCDEE+Font1", 0x00A050)
    assert is_unmapped_symbol(word) and symbol_word(word) is None
    assert _seen(paper) == [("arrow_up", "green", "glyph")]


def test_signs_of_the_symbol_font_stay_text() -> None:
    """A target printed as `≥ 90%` may take its sign from Symbol; its bullets are still no text."""
    paper = Paper()
    assert not is_unmapped_symbol(paper.word("≥", (20, 20, 28, 30), "SymbolMT"))
    assert not is_unmapped_symbol(paper.word("\uf0b3", (20, 20, 28, 30), "SymbolMT"))
    assert is_unmapped_symbol(paper.word("\uf0b7", (20, 40, 28, 50), "SymbolMT"))
    assert is_unmapped_symbol(paper.word("(", (20, 60, 28, 70), "Wingdings"))


def test_glyphs_of_one_word_are_symbols_each_in_its_colour() -> None:
    """Three circles without a space, the middle one lit: a traffic light made of text."""
    paper = Paper()
    inks = [Ink("Wingdings", 10, colour, 0, False, False) for colour in (0xC0C0C0, 0xFFC000, 0xC0C0C0)]
    glyphs = tuple(Glyph("l", (20 + 9 * i, 20, 29 + 9 * i, 30), ink) for i, ink in enumerate(inks))
    paper.words.append(Word("lll", (20, 20, 47, 30), inks[0], glyphs))
    assert _seen(paper) == [("lamps", "amber", "glyph")]


def test_text_drawn_as_outlines_is_no_crowd_of_symbols() -> None:
    """Many small black shapes that are like nothing are letters; coloured ones among them stay."""
    paper = Paper()
    for i in range(60):
        x, y = 20 + 8 * (i % 30), 50 + 12 * (i // 30)
        points = [(x, y), (x + 5, y + 1), (x + 1, y + 3), (x + 5, y + 8), (x + 2, y + 4), (x, y + 8)]
        paper._pen.polygon([(a * _SCALE * _FINE, b * _SCALE * _FINE) for a, b in points], "black")
        paper.shapes.append(Shape((x, y, x + 5, y + 8), 0, filled=True))
    paper.arrow(30, 20, 0x00A050)
    assert _seen(paper) == [("arrow_up", "green", "shape")]


def test_fill_of_cells_in_any_shade() -> None:
    """Pastel and deep shades have the name of their colour, white has none."""
    paper = Paper()
    for i, colour in enumerate((0xC6EFCE, 0xFFEB9C, 0xFFC7CE, 0xFFFFFF)):
        paper.fill((20 + 50 * i, 20, 70 + 50 * i, 36), colour)
    page = paper.page()
    found = [fill_of(page, (20 + 50 * i, 20, 70 + 50 * i, 36)) for i in range(4)]
    assert [fill and fill[1] for fill in found] == ["green", "amber", "red", None]


def test_striped_fill_has_the_colour_of_its_stripes() -> None:
    """A pattern is no one colour, but one hue."""
    paper = Paper()
    for i in range(40):
        paper._pen.line([(160 + 12 * i, 400), (260 + 12 * i, 160)], fill="#d01020", width=6)
    paper._pen.rectangle((0, 0, 159, 800), fill="white")
    found = fill_of(paper.page(), (36, 21, 64, 49))
    assert found is not None and found[1] == "red"


def test_symbol_is_a_plain_record() -> None:
    """Two equal symbols are equal, whatever page they come from."""
    assert Symbol((0, 0, 1, 1), "circle", 0x00A050, "shape") == Symbol((0, 0, 1, 1), "circle", 0x00A050, "shape")
