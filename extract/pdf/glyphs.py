"""The glyphs of a page as arrays: there are thousands, and an object for each would cost more than to read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extract.pdf.objects import Glyph, Ink
from extract.pdf.symbol_fonts import is_symbol_font, shape_of_glyph


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Glyphs in the order of the file: their texts, their boxes (n x 4), and the number of each one's ink in `inks`,
    which are all different and stand in the order in which they are first used."""

    texts: Sequence[str]
    boxes: NDArray[np.float64]
    ink: NDArray[np.intp]
    inks: tuple[Ink, ...]

    def __len__(self) -> int:
        return len(self.texts)

    def record(self, number: int) -> Glyph:
        """One of them as a record."""
        x0, top, x1, bottom = self.boxes[number].tolist()
        return Glyph(self.texts[number], (x0, top, x1, bottom), self.inks[self.ink[number]])

    def at(self, places: NDArray[np.intp] | NDArray[np.bool_]) -> "Glyphs":
        """Some of them, by their numbers or by a mask."""
        numbers = np.flatnonzero(places) if places.dtype == bool else places
        texts = self.texts
        return Glyphs([texts[i] for i in numbers.tolist()], self.boxes[numbers], self.ink[numbers], self.inks)

    def sizes(self) -> NDArray[np.float64]:
        """The font size of each."""
        return np.array([ink.size for ink in self.inks], dtype=np.float64)[self.ink]

    def angles(self) -> NDArray[np.intp]:
        """The direction of each."""
        return np.array([ink.angle for ink in self.inks], dtype=np.intp)[self.ink]

    def ink_may_tell(self) -> bool:
        """Whether any glyph can be a symbol, which must be looked at."""
        if any(is_symbol_font(ink.font) for ink in self.inks):
            return True
        seen = {(text, self.inks[ink].font) for text, ink in set(zip(self.texts, self.ink.tolist(), strict=True))}
        return any(
            not (text.isascii() and text.isprintable()) and shape_of_glyph(text, font) != ""
            for text, font in seen
            if not text.isalnum()
        )

    def main_angle(self) -> int:
        """The direction of most glyphs; 0 rather than another of as many."""
        counts: dict[int, int] = {}
        each = np.bincount(self.ink, minlength=len(self.inks)).tolist()
        for ink, count in zip(self.inks, each, strict=True):
            counts[ink.angle] = counts.get(ink.angle, 0) + count
        return max(counts, key=lambda angle: (counts[angle], angle == 0), default=0)

    def turned(self, turn: int, width: float, height: float) -> "Glyphs":
        """On a page of this size that is turned clockwise by quarter turns."""
        x0, top, x1, bottom = self.boxes.T
        edges = {
            1: (height - bottom, x0, height - top, x1),
            2: (width - x1, height - bottom, width - x0, height - top),
            3: (top, width - x1, bottom, width - x0),
        }[turn]
        inks = tuple(replace(ink, angle=(ink.angle + 90 * turn) % 360) for ink in self.inks)
        return Glyphs(self.texts, np.stack(edges, axis=1), self.ink, inks)


def glyphs_of(records: Iterable[Glyph]) -> Glyphs:
    """Glyphs from records."""
    each = list(records)
    inks: dict[Ink, int] = {}
    ink = [inks.setdefault(glyph.ink, len(inks)) for glyph in each]
    boxes = np.array([glyph.box for glyph in each], dtype=np.float64).reshape(-1, 4)
    return Glyphs([glyph.text for glyph in each], boxes, np.array(ink, dtype=np.intp), tuple(inks))


NO_GLYPHS = glyphs_of(())
