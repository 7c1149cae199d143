"""The key of a paper: what it says its own symbols and fills mean, and the marks that follow from it.

A symbol is looked up by what it looks like: shape and colour together, as a key may print one shape in several colours
or several shapes in one. What is in no entry is what everybody takes plain colours for, green, amber, red, unless the
key says otherwise; where the key gives one look two meanings, there is no rating.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.pdf.colours import NEUTRAL, colour_name
from extract.pdf.key_entries import ARROWS, PLAIN, POINTING, KeyEntry, apart
from extract.pdf.key_sentences import ColourWords
from extract.pdf.mark_columns import ColumnKind
from extract.pdf.marks import Symbol
from records import ArrowDirection, Mark, Rag

_STAND_INS = {
    "arrow_up": "↑",
    "arrow_down": "↓",
    "arrow_right": "→",
    "arrow_left": "←",
    "arrow_both_h": "↔",
    "arrow_both_v": "↕",
    "arrow_diagonal_up": "↗",
    "arrow_diagonal_down": "↘",
    "circle": "●",
    "triangle_up": "▲",
    "triangle_down": "▼",
    "triangle_left": "◀",
    "triangle_right": "▶",
    "square": "■",
    "diamond": "◆",
    "star": "★",
    "tick": "✔",
    "cross": "✘",
}
_RATED = ("G", "A", "R")
_NOTHING_TO_RATE = re.compile(r"\bno (?:\w+ )?(?:target|benchmark|comparator)", re.IGNORECASE)
"""Meanings of symbols that stand where nothing is rated: they are no ratings, as "awaiting data" is one."""
_NEAR = 48
"""Fills and colours of the key and the tables differ by no more than this in any of red, green, blue."""
_EQUAL = 16
"""Colours that differ by no more than this are printed in one colour, whatever its name."""
_CLEARLY = 24
"""The nearest of two shades is meant where the other one is further away by this much."""
_CLEAR_SHAPE = 0.5
"""Shapes that are surer than this are clear: what is doubtful about them is only whether they are symbols."""


def stand_in(symbol: Symbol) -> str:
    """The character that stands for a symbol in the text of a cell."""
    return _STAND_INS.get(symbol.shape, "●")


@dataclass(frozen=True, slots=True)
class Key:
    """What the paper says its symbols mean. `triangles_point` is true where its triangles are arrows; `said` are the
    colours that sentences explain."""

    entries: tuple[KeyEntry, ...] = ()
    triangles_point: bool = False
    said: tuple[ColourWords, ...] = ()

    @property
    def has_fills(self) -> bool:
        """The key explains fills: then only its colours rate."""
        return any(entry.shape == "fill" and entry.rag for entry in self.entries)

    def fill(self, colour: int) -> Mark | None:
        """The rating of a filled cell; None where the fill says nothing (headers, bands) or what cannot be told."""
        if self.has_fills:
            near = [e for e in self.entries if e.shape == "fill" and apart(e.colour, colour) <= _NEAR]
            rag = _of_nearest(near, colour)
        else:
            name = colour_name(colour)
            rag = self._said(name) or (None if self.said and name == "blue" else PLAIN.get(name))
        return Mark(colour_name(colour), "fill", rag=rag, colour=_hex(colour)) if rag in PLAIN.values() else None

    def marks(self, symbol: Symbol, column: ColumnKind = "") -> tuple[Mark, ...]:
        """The rating and the arrow of a symbol, as far as its shape, its colour, the header of its column and the key
        say."""
        raw, colour = stand_in(symbol), _hex(symbol.colour)
        direction = self._arrow(symbol, column)
        if direction is None:
            rag = self._rating(symbol, column)
            return (Mark(raw, symbol.basis, rag=rag, colour=colour),) if rag else ()
        arrow = Mark(raw, symbol.basis, arrow=direction, colour=colour, confidence=self._sureness(symbol))
        rag = self._arrow_rating(symbol, column)
        if rag is None:
            return (arrow,)
        return (Mark(f"{symbol.colour_name} {raw}", symbol.basis, rag=rag, colour=colour), arrow)

    # -------------------------------------------------------------------------------------------- arrows
    def _arrow(self, symbol: Symbol, column: ColumnKind) -> ArrowDirection | None:
        """Where a symbol points. What the key calls a rating is no arrow; triangles that it does not explain are arrows
        in columns of arrows, and in papers that print them more than one way up."""
        printed = POINTING.get(symbol.shape)
        own = self._of_look(symbol)
        if printed is None:
            return next((e.arrow for e in own if e.arrow and self._completes_arrows(e)), None)
        if any(e.arrow for e in own):
            return printed
        is_arrow = symbol.shape in ARROWS
        if any(e.rag for e in own):
            return printed if is_arrow and column in ("arrow", "") else None
        if column == "arrow":
            return printed
        if column == "rating_only" and (not is_arrow or symbol.colour_name in PLAIN):
            return None
        like = [e for e in self.entries if e.shape == symbol.shape]
        rates, points = any(e.rag for e in like), any(e.arrow for e in like)
        if rates != points:
            return printed if points or is_arrow else None
        return printed if is_arrow or self.triangles_point else None

    def _completes_arrows(self, entry: KeyEntry) -> bool:
        """A dot or bar for "no change" belongs to the arrows of its colour that the key explains."""
        return any(e.arrow and e.shape in POINTING and e.colour_name == entry.colour_name for e in self.entries)

    def _sureness(self, symbol: Symbol) -> float:
        """A clear shape that the key shows in the same colour is a sure arrow, however it was found; an unclear one is
        sure where the key shows its colour pointing that way only."""
        if not any(e.arrow or e.rag for e in self._of_look(symbol)):
            return symbol.confidence
        same_colour = {e.shape for e in self.entries if e.shape in POINTING and e.colour_name == symbol.colour_name}
        told_by_colour = symbol.colour_name not in NEUTRAL and same_colour == {symbol.shape}
        return 1.0 if told_by_colour or symbol.confidence > _CLEAR_SHAPE else symbol.confidence

    def _arrow_rating(self, symbol: Symbol, column: ColumnKind) -> Rag | None:
        """The rating that the colour of an arrow stands for: only where the key says so, by showing arrows of several
        directions in it, or in words."""
        own = {e.rag for e in self._of_look(symbol) if e.rag in _RATED}
        if own:
            return own.pop() if len(own) == 1 else None
        name = symbol.colour_name
        if name in NEUTRAL:
            return None
        alike = [e for e in self.entries if e.shape in ARROWS and e.rag in PLAIN.values() and e.colour_name == name]
        if self._rates_arrows and alike:
            return _of_nearest(alike, symbol.colour)
        if any(said.of_symbols for said in self.said) or (self.said and column in ("rating", "rating_only")):
            return self._said(name)
        return None

    @property
    def _rates_arrows(self) -> bool:
        """The key gives ratings by the colour of arrows: one colour with arrows of several directions."""
        by_colour: dict[str, set[str]] = {}
        for entry in self.entries:
            if entry.shape in ARROWS and entry.rag in _RATED and entry.colour_name not in NEUTRAL:
                by_colour.setdefault(entry.colour_name, set()).add(entry.shape)
        return any(len(shapes) > 1 for shapes in by_colour.values())

    # -------------------------------------------------------------------------------------------- ratings
    def _rating(self, symbol: Symbol, column: ColumnKind) -> Rag | None:
        """The rating of a look: by the key; by its colour where the key has no such look and does not speak against."""
        own = self._of_look(symbol)
        if own:
            unrated = any(_NOTHING_TO_RATE.search(e.meaning) for e in own if e.rag == "not_rated")
            return None if unrated else _of_nearest([e for e in own if e.rag], symbol.colour)
        name = symbol.colour_name
        plain = PLAIN.get(name)
        if plain is None or column == "arrow" or self._speaks_against(symbol, plain):
            return None
        told = self._said(name)
        return told if self.said and told is not None else plain

    def _speaks_against(self, symbol: Symbol, plain: Rag) -> bool:
        """The key uses the colour for another rating, the shape for another one whatever its colour, or another colour
        of the same shape for this rating."""
        rated = [e for e in self.entries if e.rag and e.shape != "fill"]
        of_colour = [e for e in rated if e.colour_name == symbol.colour_name]
        if any(e.rag != plain for e in of_colour):
            return True
        if of_colour:
            return False
        of_shape = [e for e in rated if e.shape == symbol.shape]
        told_by_shape = of_shape and len({e.colour_name for e in rated}) == 1
        return (
            any(e.rag != plain for e in of_shape)
            if told_by_shape
            else any(e.rag == plain and e.colour_name not in NEUTRAL for e in of_shape)
        )

    def _of_look(self, symbol: Symbol) -> list[KeyEntry]:
        """The entries of a shape and colour. A traffic light and a lone lamp look alike; so do tints of one colour."""
        shape = _LOOKS.get(symbol.shape, symbol.shape)
        return [
            e
            for e in self.entries
            if _LOOKS.get(e.shape, e.shape) == shape
            and (e.colour_name == symbol.colour_name or apart(e.colour, symbol.colour) <= _EQUAL)
        ]

    def _said(self, name: str) -> Rag | None:
        """What sentences say that a colour means; None where they differ."""
        told = {rag for said in self.said for colour, rag in said.ratings if colour == name}
        return told.pop() if len(told) == 1 else None


_LOOKS = {"lamps": "circle"}


def _of_nearest(entries: Sequence[KeyEntry], colour: int) -> Rag | None:
    """The rating of the entry of the nearest colour; None where another one is about as near and differs."""
    if not entries:
        return None
    nearest = min(entries, key=lambda e: apart(e.colour, colour))
    limit = apart(nearest.colour, colour) + _CLEARLY
    rivals = [e for e in entries if e.rag != nearest.rag and apart(e.colour, colour) <= limit]
    return None if rivals else nearest.rag


def _hex(colour: int) -> str:
    return f"#{colour:06x}"


def contradicts(letter: Mark, shown: Mark) -> bool:
    """A rating in words and a colour beside it that say different things."""
    return bool(letter.rag and shown.rag and letter.rag != shown.rag and shown.rag != "not_rated")


def with_doubt(mark: Mark, shown: Mark | None) -> Mark:
    """The words of a cell win over its colour; where they differ, the mark says so."""
    return replace(mark, doubt="contradicts_colour") if shown is not None and contradicts(mark, shown) else mark
