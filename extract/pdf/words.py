"""Glyphs to words: in the order of the file, parted by spaces, gaps and jumps."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.pdf.glyphs import Glyphs, glyphs_of
from extract.pdf.glyphs_once import printed_once, whole
from extract.pdf.objects import Glyph, Ink, Word
from extract.pdf.symbol_fonts import is_symbol_font

_GAP = 0.22
"""A gap wider than this part of the font size parts two words."""
_MOST_SYMBOLS = 6
_LIGATURES = {"\x02": "-", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
"""`\\x02` is what pdfium writes for a hyphen at the end of a line."""
_SUPERSCRIPTS = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
_RAISED = frozenset(_SUPERSCRIPTS.values())
_SMALL = 0.9
"""Raised figures are set smaller than this part of the print before them."""
_SPACES = frozenset(" \u00a0\u2002\u2003\u2009\u200a\t\r\n\u3000")
_NOTHING = frozenset("\u200b\u200c\u200d\ufeff\u00ad")


def words_of(records: Sequence[Glyph]) -> tuple[Word, ...]:
    """The words of some glyphs: `words_in` for records."""
    return words_in(glyphs_of(records))


def words_in(glyphs: Glyphs) -> tuple[Word, ...]:
    """The words of a page. Hidden text and text printed over itself (a bold made by hand) are left out."""
    once = printed_once(whole(glyphs))
    if not len(once):
        return ()
    space = np.array([text in _SPACES for text in once.texts], dtype=bool)
    hidden = np.array([ink.hidden for ink in once.inks], dtype=bool)[once.ink]
    nothing = np.array([text in _NOTHING for text in once.texts], dtype=bool)
    shown = ~(space | hidden | nothing)
    seen = once.at(shown)
    if not len(seen):
        return ()
    spaces = np.cumsum(space)[shown]
    first = np.concatenate([[True], (np.diff(spaces) > 0) | _parts(seen)])
    return _cut(seen, np.flatnonzero(first))


def _cut(glyphs: Glyphs, first: NDArray[np.intp]) -> tuple[Word, ...]:
    """Words from glyphs and the number of the first one of each word."""
    lowest = np.minimum.reduceat(glyphs.boxes[:, :2], first, axis=0)
    highest = np.maximum.reduceat(glyphs.boxes[:, 2:], first, axis=0)
    raisable = _raisable(glyphs, first)
    ends = [*first[1:].tolist(), len(glyphs)]
    inks = [glyphs.inks[ink] for ink in glyphs.ink[first].tolist()]
    boxes = np.concatenate([lowest, highest], axis=1).tolist()
    texts = glyphs.texts
    words = []
    for start, end, ink, box, raising in zip(first.tolist(), ends, inks, boxes, raisable, strict=True):
        parts = texts[start:end] if not raising else _raised([glyphs.record(n) for n in range(start, end)])
        text = "".join(parts)
        if not text.isascii() or "\x02" in text:
            text = "".join([_LIGATURES.get(part, part) for part in parts])
        symbols = end - start <= _MOST_SYMBOLS and (not text.isalnum() or is_symbol_font(ink.font))
        kept = _kept(glyphs, start, parts) if symbols else ()
        words.append(Word(text, (box[0], box[1], box[2], box[3]), ink, kept))
    return tuple(words)


def _kept(glyphs: Glyphs, start: int, parts: Sequence[str]) -> tuple[Glyph, ...]:
    """The glyphs of a word, with the texts that they have in it."""
    return tuple([Glyph(part, *glyphs.record(start + index)[1:]) for index, part in enumerate(parts)])


# ------------------------------------------------------------------------------------------------ raised figures
def _raisable(glyphs: Glyphs, first: NDArray[np.intp]) -> list[bool]:
    """Which words may hold a raised figure: those of print of several sizes."""
    sizes = glyphs.sizes()
    smallest, largest = np.minimum.reduceat(sizes, first), np.maximum.reduceat(sizes, first)
    found: list[bool] = (smallest <= _SMALL * largest).tolist()
    return found


def _raised(run: Sequence[Glyph]) -> list[str]:
    """The texts of a word, small figures that are set high behind other print (the number of a note, or an exponent)
    written as such: `62²`."""
    found = [run[0]]
    for glyph in run[1:]:
        found.append(_as_raised(found, glyph) if glyph.text in _SUPERSCRIPTS and not glyph.ink.angle else glyph)
    return [glyph.text for glyph in found]


def _as_raised(run: Sequence[Glyph], glyph: Glyph) -> Glyph:
    before = next((g for g in reversed(run) if g.text not in _RAISED), run[0])
    high = glyph.box[1] + glyph.box[3] < before.box[1] + before.box[3] - 0.18 * before.ink.size
    if glyph.ink.size > _SMALL * before.ink.size or not high:
        return glyph
    return Glyph(_SUPERSCRIPTS[glyph.text], glyph.box, glyph.ink)


# ------------------------------------------------------------------------------------------------ where words part
def _parts(glyphs: Glyphs) -> NDArray[np.bool_]:
    """For each glyph but the first, whether a new word begins: another direction or line, a gap, a step back, a change
    of symbol font."""
    last, this = glyphs.ink[:-1], glyphs.ink[1:]
    sizes, angles = glyphs.sizes(), glyphs.angles()
    # a change of symbol font is one of font too, as the font is all that it is told by
    symbolic = np.array([_is_symbolic(ink) for ink in glyphs.inks], dtype=bool)
    other = (angles[:-1] != angles[1:]) | (symbolic[last] != symbolic[this])
    size = np.maximum(np.minimum(sizes[:-1], sizes[1:]), 1.0)
    sideways = (angles[1:] == 90) | (angles[1:] == 270)
    apart = _along(glyphs.boxes, size)
    if sideways.any():
        apart = np.where(sideways, _across(glyphs.boxes, size, angles[1:] == 90), apart)
    return np.asarray(other | apart, dtype=bool)


def _along(boxes: NDArray[np.float64], size: NDArray[np.float64]) -> NDArray[np.bool_]:
    """For print that runs from left to right."""
    last, this = boxes[:-1], boxes[1:]
    shared = np.minimum(this[:, 3], last[:, 3]) - np.maximum(this[:, 1], last[:, 1])
    another = (shared < 0.35 * (this[:, 3] - this[:, 1])) & (shared < 0.35 * (last[:, 3] - last[:, 1]))
    gap = this[:, 0] - last[:, 2]
    return np.asarray(another | (gap > size * _GAP) | (gap < -size * 0.8), dtype=bool)


def _across(boxes: NDArray[np.float64], size: NDArray[np.float64], downwards: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """For print on its side."""
    last, this = boxes[:-1], boxes[1:]
    another = np.abs(this[:, 0] - last[:, 0]) > size * 0.6
    gap = np.where(downwards, this[:, 1] - last[:, 3], last[:, 1] - this[:, 3])
    return np.asarray(another | (gap > size * _GAP) | (gap < -size * 1.2), dtype=bool)


def _is_symbolic(ink: Ink) -> bool:
    name = ink.font.lower()
    return any(word in name for word in ("wingding", "webding", "symbol", "dingbat"))
