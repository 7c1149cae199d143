"""Digits are held against the ink of the others of their page: a misreading that two readings share is found."""

from dataclasses import replace

import numpy as np
import pytest

from extract.pdf.objects import Ink, Word
from extract.pdf.scan_digits import held_against_ink
from extract.pdf.scan_image import Grey
from tests.extract.pdf.scans_for_tests import Sheet

UNSURE = 0.4
FIGURES = [f"{(i * 7919 + 1234) % 9000 + 1000}" for i in range(30)]


def page(*more: str, size: float = 10, of_more: float = 10) -> tuple[list[Word], Grey]:
    """Figures in columns, then some more in a size of their own: the words, all read right, and the ink."""
    sheet = Sheet(400, 260)
    words = []
    for i, text in enumerate([*FIGURES, *more]):
        x, y = 20 + i % 6 * 60, 20 + i // 6 * 26
        high = size if i < len(FIGURES) else of_more
        sheet.text(x, y, text, high)
        box = (x, y, x + len(text) * high * 0.62 + 1, y + high * 1.2)
        words.append(Word(text, box, Ink("", high, 0, 0, bold=False, hidden=False), sure=0.95))
    return words, np.asarray(sheet.image.convert("L"), dtype=np.uint8)


def read_as(words: list[Word], printed: str, text: str) -> list[Word]:
    """The words with one misread."""
    return [replace(word, text=text) if word.text == printed else word for word in words]


def test_figures_that_are_read_right_are_left_alone() -> None:
    """All of them, also with points, signs and in headers."""
    words, ink = page("12.5%", "£1,250", "2006/07", "98.1%", "Q3")
    assert held_against_ink(words, ink, UNSURE) == tuple(words)


@pytest.mark.parametrize(
    ("printed", "read"), [("6402", "6902"), ("20.0%", "20.9%"), ("06/07", "06/87"), ("£1,246", "£4,246")]
)
def test_a_digit_that_looks_like_another_is_put_right_and_doubted(printed: str, read: str) -> None:
    """Its ink is that of the others of its kind, however sure the recogniser was."""
    words, ink = page(printed)
    found = held_against_ink(read_as(words, printed, read), ink, UNSURE)
    assert (found[-1].text, found[-1].sure) == (printed, UNSURE)
    assert found[:-1] == tuple(words[:-1])


def test_a_page_of_few_digits_tells_nothing() -> None:
    """What is read there stands, right or wrong."""
    words, ink = page("6402")
    few = read_as(words, "6402", "6902")[-6:]
    assert held_against_ink(few, ink, UNSURE) == tuple(few)


def test_print_of_another_size_is_not_compared() -> None:
    """Titles are set in other type, which differs from that of the figures in its digits too."""
    words, ink = page("6402", of_more=16)
    misread = read_as(words, "6402", "6902")
    assert held_against_ink(misread, ink, UNSURE) == tuple(misread)


@pytest.mark.parametrize("read", ["640", "64021", "64O2x"])
def test_ink_that_does_not_match_the_characters_is_not_compared(read: str) -> None:
    """Where there are more or fewer pieces of ink than characters, which is which is not known."""
    words, ink = page("6402")
    misread = read_as(words, "6402", read)
    assert held_against_ink(misread, ink, UNSURE) == tuple(misread)


def test_a_word_of_which_nothing_fits_is_not_put_right() -> None:
    """Its box is wrong, or it is of another type: that is no misread digit."""
    words, ink = page("6402")
    misread = read_as(words, "6402", "7988")
    assert held_against_ink(misread, ink, UNSURE) == tuple(misread)
