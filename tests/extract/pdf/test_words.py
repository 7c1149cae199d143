"""Glyphs to words: ligatures whole, bold printed twice read once, raised figures as such, hidden text left out."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.pdf.objects import Glyph, Ink, Word
from extract.pdf.words import words_of
from tests.extract.pdf.pages_for_tests import ink

BODY = ink(10.0)


def glyphs(text: str, x: float = 100, y: float = 100, style: Ink = BODY) -> list[Glyph]:
    """The glyphs of a line of print, each half an em wide; y is its top."""
    size = style.size
    return [
        Glyph(c, (x + i * 0.5 * size, y, x + (i + 1) * 0.5 * size, y + 0.7 * size), style) for i, c in enumerate(text)
    ]


def texts(*runs: Sequence[Glyph]) -> list[str]:
    """The words of these glyphs."""
    return [word.text for word in words_of([glyph for run in runs for glyph in run])]


def test_spaces_and_gaps_part_words() -> None:
    """A space that is written, a gap that is only seen, a new line, a step back."""
    assert texts(glyphs("Calls in time")) == ["Calls", "in", "time"]
    assert texts(glyphs("Calls"), glyphs("91%", x=128)) == ["Calls", "91%"]
    assert texts(glyphs("Ca"), glyphs("lls", x=111)) == ["Calls"]
    assert texts(glyphs("Calls"), glyphs("time", y=112)) == ["Calls", "time"]
    assert texts(glyphs("Calls", x=200), glyphs("91%", x=100)) == ["Calls", "91%"]


def test_the_box_of_a_word_is_around_its_glyphs() -> None:
    """From the left of the first to the right of the last."""
    (word,) = words_of(glyphs("91%"))
    assert word.box == (100, 100, 115, 107)


# ---------------------------------------------------------------------------------------- ligatures
def ligature(letters: str, x: float) -> list[Glyph]:
    """One glyph that the file maps to several letters: each of them comes with the box of all."""
    return [Glyph(letter, (x, 100, x + 5, 107), BODY) for letter in letters]


@pytest.mark.parametrize("letters", ["ff", "fi", "ffi", "tt", "Th", "st"])
def test_a_ligature_keeps_all_its_letters(letters: str) -> None:
    """Equal letters with equal boxes are no letter printed twice."""
    assert texts(glyphs("o"), ligature(letters, 105), glyphs("ce", x=110)) == [f"o{letters}ce"]


@pytest.mark.parametrize(("sign", "letters"), [("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬃ", "ffi"), ("ﬆ", "st")])
def test_a_ligature_sign_is_its_letters(sign: str, letters: str) -> None:
    """Fonts with a sign for `ff` spell like all others."""
    assert texts(glyphs(f"Sta{sign}")) == [f"Sta{letters}"]


def test_letters_that_never_run_together_on_one_spot_are_one_printed_over() -> None:
    """`aa` with equal boxes is an a printed twice, no ligature."""
    assert texts(glyphs("B"), ligature("aa", 105), glyphs("r", x=110)) == ["Bar"]


# ---------------------------------------------------------------------------------------- printed twice
@pytest.mark.parametrize("shift", [0.0, 0.3, 0.8])
def test_bold_made_by_printing_twice_is_read_once(shift: float) -> None:
    """The same letters on or just beside themselves, after the line or glyph by glyph."""
    once, again = glyphs("91.2%"), glyphs("91.2%", x=100 + shift)
    assert texts(once, again) == ["91.2%"]
    assert texts(*([a, b] for a, b in zip(once, again, strict=True))) == ["91.2%"]


def test_equal_figures_beside_each_other_are_all_kept() -> None:
    """`11,111` has five ones, and a column may print the same figure in each row."""
    assert texts(glyphs("11,111")) == ["11,111"]
    assert texts(glyphs("90%"), glyphs("90%", y=112), glyphs("90%", x=160)) == ["90%", "90%", "90%"]


# ---------------------------------------------------------------------------------------- raised figures
def raised(text: str, x: float, y: float = 97.5) -> list[Glyph]:
    """Small print set high."""
    return glyphs(text, x, y, replace(BODY, size=6.0))


@pytest.mark.parametrize(
    ("body", "note", "word"), [("62", "2", "62²"), ("m", "2", "m²"), ("91%", "13", "91%¹³"), ("Calls", "1", "Calls¹")]
)
def test_a_small_raised_figure_is_no_digit(body: str, note: str, word: str) -> None:
    """The number of a note must not make 622 of 62."""
    assert texts(glyphs(body), raised(note, 100 + 5 * len(body))) == [word]


def test_figures_on_the_line_and_of_one_size_are_digits() -> None:
    """Small but on the line, or high but as large: nothing that a note would be."""
    assert texts(glyphs("62"), glyphs("2", 110, 102.8, replace(BODY, size=6.0))) == ["622"]
    assert texts(glyphs("62"), glyphs("2", 110, 98.5)) == ["622"]


def test_raised_letters_stay_letters() -> None:
    """`1st` with a raised st is the same word."""
    assert texts(glyphs("1"), raised("st", 105)) == ["1st"]


# ---------------------------------------------------------------------------------------- signs
def test_a_hyphen_at_the_end_of_a_line_is_one() -> None:
    """The engine writes a control character for it."""
    assert texts(glyphs("recy\x02")) == ["recy-"]
    assert texts(glyphs("year\x02end")) == ["year-end"]


def test_signs_without_width_are_nothing() -> None:
    """Soft hyphens and joiners do not part words and do not show."""
    for sign in ("\u00ad", "\u200b", "\ufeff"):
        between = Glyph(sign, (110, 100, 110, 107), BODY)
        assert texts(glyphs("Ca"), [between], glyphs("lls", 110)) == ["Calls"]


def test_hidden_print_is_left_out() -> None:
    """What nobody sees on the page is not on it."""
    hidden = replace(BODY, hidden=True)
    assert texts(glyphs("Calls"), glyphs("99%", 140, 100, hidden), glyphs("91%", 180)) == ["Calls", "91%"]


def test_print_of_another_direction_is_another_word() -> None:
    """A header turned on its side ends where upright print begins; its own glyphs run up the page."""
    turned = replace(BODY, angle=270)
    up = [Glyph(c, (100, 140 - 5 * (i + 1), 107, 140 - 5 * i), turned) for i, c in enumerate("Target")]
    found: tuple[Word, ...] = words_of([*up, *glyphs("91%", 108, 110)])
    assert [(word.text, word.ink.angle) for word in found] == [("Target", 270), ("91%", 0)]


def test_a_change_to_a_symbol_font_begins_a_word() -> None:
    """An arrow set close behind a figure is a word of its own, with its glyph kept to be looked at."""
    arrow = glyphs("é", 115, 100, replace(BODY, font="Wingdings"))
    found = words_of([*glyphs("91%"), *arrow])
    assert [word.text for word in found] == ["91%", "é"]
    assert found[1].glyphs == tuple(arrow)
