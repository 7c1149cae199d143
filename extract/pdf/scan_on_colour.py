"""Letters on the colour of a rating: a recogniser takes them for digits, with what the edges of the colour leave."""

from collections.abc import Sequence

import numpy as np

from extract.pdf.scan_image import Grey

_RATINGS = frozenset("RAGB")
_INK, _RIM = 200, 4


def without_edges(cut: Grey) -> Grey:
    """A cut-out without the ink that begins at its edge, or next to it where a line was wiped out."""
    dark = np.asarray(cut < _INK, dtype=np.bool_)
    reached = dark.copy()
    reached[_RIM:-_RIM, _RIM:-_RIM] = False
    count = 0
    while count != (count := int(reached.sum())):
        grown = reached.copy()
        grown[1:] |= reached[:-1]
        grown[:-1] |= reached[1:]
        grown[:, 1:] |= reached[:, :-1]
        grown[:, :-1] |= reached[:, 1:]
        reached = grown & dark
    return np.where(reached, np.uint8(255), cut)


def letter_or_figure(first: str, again: Sequence[str]) -> tuple[str, bool]:
    """What a coloured cell with a digit says, and whether that is sure: the letter of a rating if all later readings
    are that letter, a figure if all are alike."""
    if len(set(again)) == 1 and again[0] in _RATINGS:
        return again[0], True
    return first, all(reading == first for reading in again)
