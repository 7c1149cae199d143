"""Glyphs of symbol fonts by font and code, and symbol characters of any font."""

import pytest

from extract.pdf.objects import Ink, Word
from extract.pdf.symbol_fonts import is_symbol_font, shape_of_glyph, shapes_in_word
from grammar.arrows import parse_arrow

_POINTS = {
    "arrow_up": "up", "triangle_up": "up", "arrow_diagonal_up": "up", "arrow_down": "down", "triangle_down": "down",
    "arrow_diagonal_down": "down", "arrow_right": "same", "arrow_left": "same", "arrow_both_h": "same",
    "triangle_left": "same", "triangle_right": "same", "arrow_both_v": "same",
}  # fmt: skip


def _word(text: str, font: str) -> Word:
    return Word(text, (0, 0, 8, 8), Ink(font, 10, 0, 0, False, False))


@pytest.mark.parametrize(
    ("font", "code", "shape"),
    [
        ("Wingdings", 0xE9, "arrow_up"), ("Wingdings", 0xEA, "arrow_down"), ("Wingdings", 0xE8, "arrow_right"),
        ("Wingdings", 0xF3, "arrow_both_h"), ("Wingdings", 0x4A, "face_happy"), ("Wingdings", 0x4B, "face_neutral"),
        ("Wingdings", 0x4C, "face_sad"), ("Wingdings", 0x6C, "circle"), ("Wingdings", 0x6E, "square"),
        ("Wingdings", 0xFC, "tick"), ("Wingdings", 0xFB, "cross"), ("Wingdings", 0x43, "thumb_up"),
        ("Wingdings2", 0x50, "tick"), ("Wingdings 2", 0x4F, "cross"), ("Wingdings2", 0x98, "circle"),
        ("Wingdings3", 0x70, "triangle_up"), ("Wingdings3", 0x71, "triangle_down"), ("Wingdings3", 0x67, "arrow_right"),
        ("Wingdings-Regular", 0xF0E9, "arrow_up"), ("ABCDEF+Wingdings", 0xF0EA, "arrow_down"),
        ("Webdings", 0x35, "triangle_up"), ("Webdings", 0x61, "tick"), ("Webdings", 0x72, "cross"),
        ("Symbol", 0xAD, "arrow_up"), ("SymbolMT", 0xF0AF, "arrow_down"), ("Symbol", 0xAE, "arrow_right"),
        ("ZapfDingbats", 0x34, "tick"), ("ZapfDingbats", 0x38, "cross"), ("ZapfDingbats", 0x48, "star"),
        ("ZapfDingbats", 0x73, "triangle_up"), ("ZapfDingbats", 0x6C, "circle"), ("ZapfDingbats", 0x2714, "tick"),
        ("Arial", 0x25B2, "triangle_up"), ("Arial", 0x2B06, "arrow_up"), ("Calibri", 0x25CF, "circle"),
        ("Arial", 0x2718, "cross"), ("Arial", 0x1F7E2, "circle"), ("Arial", 0x2605, "star"),
    ],
)  # fmt: skip
def test_marks_by_font_and_code(font: str, code: int, shape: str) -> None:
    """The code in its font tells the shape, as a letter, as private use or as the character of Unicode."""
    assert shape_of_glyph(chr(code), font) == shape


@pytest.mark.parametrize(
    ("font", "code"),
    [("Wingdings", 0xD8), ("Wingdings", 0xA7), ("Wingdings", 0x28), ("Symbol", 0x44), ("Symbol", 0x394),
     ("Symbol", 0xB7), ("Symbol", 0xF0B7), ("Arial", 0x2022), ("Arial", 0x2610)],
)  # fmt: skip
def test_bullets_letters_and_pictures_are_no_marks(font: str, code: int) -> None:
    """What introduces the items of lists, Greek letters, telephones and empty boxes rate nothing."""
    assert not shape_of_glyph(chr(code), font)


@pytest.mark.parametrize("font", ["Arial", "Wingdings"])
def test_code_that_the_file_does_not_map_is_left_to_the_ink(font: str) -> None:
    """A control code tells nothing: None, not "" for a glyph known to be no mark."""
    assert shape_of_glyph("\x01", font) is None


@pytest.mark.parametrize("font", ["Wingdings", "Wingdings 3", "Webdings", "Symbol", "ZapfDingbats", "Arial"])
def test_directions_agree_with_the_arrows_of_text(font: str) -> None:
    """Whatever the grammar of arrows reads from a text dump points the same way on a page."""
    codes = range(0x21, 0x100) if font != "Arial" else range(0x2190, 0x2C00)
    for char in map(chr, codes):
        mark = parse_arrow(char, font=font if font != "Arial" else "", symbol_font=font != "Arial")
        shape = shape_of_glyph(char, font)
        if mark is not None and shape:
            assert _POINTS[shape] == mark.arrow, (font, hex(ord(char)))


def test_words_of_ordinary_fonts_are_no_symbols() -> None:
    """The same letters in a text font are letters."""
    assert shapes_in_word(_word("é", "Arial")) == ()
    assert shapes_in_word(_word("Ken", "Wingdings")) == ()
    assert not is_symbol_font("Symbola")


def test_several_symbols_in_one_word_are_all_told() -> None:
    """Only a word of nothing but symbols is one."""
    word = _word("▲", "Arial")
    assert [shape for _, shape in shapes_in_word(word)] == ["triangle_up"]
    assert shapes_in_word(_word("▲2", "Arial")) == ()
