"""Glyphs printed over themselves, and what merely stands near its like."""

import random

from extract.pdf.glyphs import Glyphs, glyphs_of
from extract.pdf.glyphs_once import printed_once, whole
from extract.pdf.objects import Glyph, overlap
from tests.extract.pdf.pages_for_tests import ink

INK = ink(8.0)


def one_by_one(glyphs: list[Glyph]) -> list[Glyph]:
    """The same by comparing each glyph with all that were kept before it."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        left, top, right, bottom = glyph.box
        area = (right - left) * (bottom - top)
        if not any(g.text == glyph.text and overlap(g.box, glyph.box) > 0.6 * area > 0 for g in kept):
            kept.append(glyph)
    return kept


def as_records(glyphs: Glyphs) -> list[Glyph]:
    """All glyphs as records."""
    return [glyphs.record(number) for number in range(len(glyphs))]


def test_a_crowd_of_few_letters_is_what_each_with_each_gives() -> None:
    """Some hundred letters of three kinds strewn over a corner of a page."""
    places = random.Random(2)  # noqa: S311  any places will do
    glyphs = []
    for _ in range(400):
        x, y = round(places.uniform(0, 60), 2), round(places.uniform(0, 60), 2)
        glyphs.append(Glyph(places.choice("abc"), (x, y, round(x + 3, 2), round(y + 4, 2)), INK))
    found = as_records(printed_once(glyphs_of(glyphs)))
    assert found == one_by_one(glyphs)
    assert len(found) < len(glyphs)


def test_nothing_is_nothing() -> None:
    """A page without text."""
    assert len(printed_once(whole(glyphs_of([])))) == 0
