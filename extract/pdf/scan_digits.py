"""Digits of a scan held against each other: a third witness beside two readings by one recogniser.

What a recogniser reads wrongly, it often reads wrongly twice, and is sure of it. But print is alike: each digit of a
page is compared with the ink of all others. One that looks more like those read otherwise than like its own kind is
put right and doubted. Pages with few digits, other sizes of print and glyphs that run together tell nothing.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from extract.pdf.mark_ink import Flags, Part, around, parts_of
from extract.pdf.objects import Word
from extract.pdf.scan_image import SCALE, Grey
from records import Box

_DARK = 140
_AROUND = 1.5
"""Points around a word in which its ink may stand."""
_SPECK = 6
"""Pixels: smaller pieces of ink are dirt."""
_TALL = 0.6
"""Part of the tallest glyph that digits and capitals have at least; points, dashes and the rings of % are smaller."""
_TALL_SIGNS = frozenset("£/()&")
_HIGH, _WIDE = 20, 16
"""Pixels to which glyphs are brought to be compared."""
_LEAST, _LEAST_ALIKE = 40, 6
"""Digits of a page, and of one kind, from which on they can tell anything."""
_NEAREST = 3
_MORE_LIKE, _FIT, _OTHER_FIT = 0.9, 2.5, 1.8
"""How much nearer the other kind must be; how many times further off than most digits one may be that fits its kind,
and one that is taken for another."""
_SAME_SIZE = (0.85, 1.2)

_Looks = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A digit of a word: which word, which character of it, its picture and height."""

    word: int
    at: int
    digit: int
    looks: _Looks
    height: int


def held_against_ink(words: Sequence[Word], ink: Grey, unsure: float) -> tuple[Word, ...]:
    """The words of a page; those with a digit whose ink is that of another one are put right and at most `unsure`."""
    glyphs = _glyphs(words, ink)
    if len(glyphs) < _LEAST:
        return tuple(words)
    other = _taken_for(glyphs)
    found = list(words)
    for number in {glyphs[i].word for i in other}:
        word, text = words[number], list(words[number].text)
        for i, digit in other.items():
            if glyphs[i].word == number:
                text[glyphs[i].at] = str(digit)
        found[number] = replace(word, text="".join(text), sure=min(word.sure, unsure))
    return tuple(found)


def _taken_for(glyphs: Sequence[_Glyph]) -> dict[int, int]:
    """The glyphs that look like another digit, by number, and which."""
    said = np.array([glyph.digit for glyph in glyphs])
    heights = np.array([glyph.height for glyph in glyphs])
    far = _distances(glyphs, said)
    own = far[np.arange(len(glyphs)), said]
    if not np.isfinite(own).any():
        return {}
    usual = float(np.median(own[np.isfinite(own)]))
    far[np.arange(len(glyphs)), said] = np.inf
    nearest = far.argmin(axis=1)
    other = far.min(axis=1)
    size = heights / np.median(heights)
    odd: Flags = np.isfinite(own) & (other < _MORE_LIKE * own) & (other <= _OTHER_FIT * usual)
    odd &= (size >= _SAME_SIZE[0]) & (size <= _SAME_SIZE[1])
    misfits: Flags = np.isfinite(own) & (own > _FIT * usual) & ~odd
    strange = {glyph.word for glyph, misfit in zip(glyphs, misfits.tolist(), strict=True) if misfit}
    found = {i: int(nearest[i]) for i, is_odd in enumerate(odd.tolist()) if is_odd and glyphs[i].word not in strange}
    count, lengths = Counter(glyphs[i].word for i in found), Counter(glyph.word for glyph in glyphs)
    return {i: digit for i, digit in found.items() if count[glyphs[i].word] * 2 <= lengths[glyphs[i].word]}


def _distances(glyphs: Sequence[_Glyph], said: NDArray[np.int64]) -> NDArray[np.float64]:
    """Glyphs x 10: how far each is from the nearest ones of each digit in other words, infinite where these are few."""
    looks = np.stack([glyph.looks for glyph in glyphs]).astype(np.float64)
    owner = np.array([glyph.word for glyph in glyphs])
    squares = (looks**2).sum(axis=1)
    apart = np.sqrt(np.maximum(squares[:, None] + squares[None] - 2 * looks @ looks.T, 0) / looks.shape[1])
    apart[owner[:, None] == owner[None]] = np.inf
    found = np.full((len(glyphs), 10), np.inf)
    for digit in range(10):
        kind = said == digit
        if kind.sum() >= _LEAST_ALIKE:
            found[:, digit] = np.sort(apart[:, kind], axis=1)[:, :_NEAREST].mean(axis=1)
    return found


# ------------------------------------------------------------------------------------------------ glyphs
def _glyphs(words: Sequence[Word], ink: Grey) -> list[_Glyph]:
    """The digits of all words whose glyphs can be told apart: as many tall pieces of ink as tall characters.

    How many pieces a percent sign makes depends on the print: as many as it mostly does on the page.
    """
    cuts = []
    for number, word in enumerate(words):
        if any(c.isdigit() for c in word.text) and not any(c.islower() for c in word.text):
            cut = _cut(ink, word.box)
            cuts.append((number, word.text, cut, _tall_parts(cut)))
    signs = Counter(
        len(parts) - _tall_characters(text) for _, text, _, parts in cuts if text.endswith("%") and len(parts) > 1
    )
    of_sign = signs.most_common(1)[0][0] if signs else 0
    found = []
    for number, text, cut, parts in cuts:
        if len(parts) - _tall_characters(text) != (of_sign if text.endswith("%") else 0):
            continue
        places = [i for i, c in enumerate(text) if c.isalnum() or c in _TALL_SIGNS]
        for at, part in zip(places, parts, strict=False):
            if text[at] in "0123456789":
                found.append(_Glyph(number, at, int(text[at]), _looks(cut, part), part[3] - part[1]))
    return found


def _tall_characters(text: str) -> int:
    return sum(1 for c in text if c.isalnum() or c in _TALL_SIGNS)


def _cut(ink: Grey, box: Box) -> Grey:
    x0, top = (max(0, round((edge - _AROUND) * SCALE)) for edge in box[:2])
    x1, bottom = (max(0, round((edge + _AROUND) * SCALE)) for edge in box[2:])
    return ink[top:bottom, x0:x1]


def _tall_parts(cut: Grey) -> list[Part]:
    """The tall pieces of ink from left to right; what stands above each other is one, broken print too."""
    dark: Flags = np.asarray(cut < _DARK, dtype=np.bool_)
    whole: list[Part] = []
    for part in sorted(part for part in parts_of(dark) if part[4] >= _SPECK):
        for i, other in enumerate(whole):
            shared = min(part[2], other[2]) - max(part[0], other[0])
            if shared * 2 >= min(part[2] - part[0], other[2] - other[0]):
                whole[i] = around([part, other])
                break
        else:
            whole.append(part)
    tallest = max((bottom - top for _, top, _, bottom, _ in whole), default=0)
    return sorted(part for part in whole if part[3] - part[1] >= _TALL * tallest)


def _looks(cut: Grey, part: Part) -> _Looks:
    """A glyph brought to one height and set in the middle: 0 for the ground, 1 for ink."""
    left, top, right, bottom, _ = part
    image = Image.fromarray(np.asarray(255 - cut[top:bottom, left:right], dtype=np.uint8))
    width = max(3, min(_WIDE, round(_HIGH * (right - left) / (bottom - top))))
    small = image.filter(ImageFilter.GaussianBlur(1)).resize((width, _HIGH), Image.Resampling.BILINEAR)
    found = np.zeros((_HIGH, _WIDE), dtype=np.float32)
    start = (_WIDE - width) // 2
    found[:, start : start + width] = np.asarray(small, dtype=np.float32) / 255
    return found.ravel()
