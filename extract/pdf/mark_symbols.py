"""The record of a symbol, and what can be said of one by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.pdf.colours import colour_name
from extract.pdf.mark_parts import beside
from extract.pdf.objects import union
from records import Box


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol: where, what shape, what colour, how it is made, how sure its shape is (1 or 0.5).

    `inner` is the shape of what is drawn inside it in another colour (the arrow of a round icon), "" if nothing clear
    is. `fingerprint` tells icons of one look from others, 0 where the symbol was not looked at.
    """

    box: Box
    shape: str
    colour: int
    basis: Literal["glyph", "shape", "icon"]
    confidence: float = 1.0
    inner: str = ""
    fingerprint: int = 0

    @property
    def colour_name(self) -> str:
        """The colour in a word."""
        return colour_name(self.colour)


def is_lit(colour: int) -> bool:
    """Whether a lamp of this colour is on: grey, white and black ones are off."""
    return colour_name(colour) in ("green", "amber", "red", "blue")


def vividness(colour: int) -> int:
    """How strong a colour is, 0 for grey to 255: a pale or a dark tint of a lamp is an unlit one."""
    channels = (colour >> 16 & 255, colour >> 8 & 255, colour & 255)
    return max(channels) - min(channels)


def with_lamps(symbols: Sequence[Symbol]) -> list[Symbol]:
    """Circles of one size side by side or above each other, one of them lit: a traffic light is one symbol."""
    found: list[Symbol] = []
    left = sorted(symbols, key=lambda s: (s.box[1], s.box[0]))
    while left:
        row = [left.pop(0)]
        if row[0].shape == "circle":
            for other in [s for s in left if s.shape == "circle"]:
                if any(beside(known.box, other.box) for known in row):
                    row.append(other)
                    left.remove(other)
        lit = _lit(row) if 2 <= len(row) <= 4 else None
        if lit is None:
            found.extend(row)
        else:
            found.append(Symbol(union([s.box for s in row]), "lamps", lit.colour, lit.basis))
    return found


def _lit(row: Sequence[Symbol]) -> Symbol | None:
    """The one lamp that is lit: alone in colour, or much stronger in colour than all the others."""
    coloured = sorted((s for s in row if is_lit(s.colour)), key=lambda s: -vividness(s.colour))
    if not coloured:
        return None
    if len(coloured) == 1:
        return coloured[0]
    second = vividness(coloured[1].colour)
    different = len({s.colour_name for s in coloured}) == len(coloured)
    return coloured[0] if different and vividness(coloured[0].colour) > 1.6 * second else None
