"""The key of a paper: what it says its own symbols and fills mean, and the marks that follow from it.

A symbol is looked up by what it looks like, shape and colour or colour alone, whichever the key tells apart. Without
a key, plain colours are what everybody takes them for: green, amber, red.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.layouts.legends import sense_of
from extract.pdf.colours import colour_name
from extract.pdf.marks import Symbol
from grammar.arrows import direction_of_word
from grammar.meanings import rag_of_meaning
from records import ArrowDirection, Basis, Mark, Rag

_ARROWS: dict[str, ArrowDirection] = {
    "arrow_up": "up",
    "arrow_down": "down",
    "arrow_right": "same",
    "arrow_left": "same",
    "arrow_both_h": "same",
    "arrow_both_v": "same",
    "arrow_diagonal_up": "up",
    "arrow_diagonal_down": "down",
}
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
_TRIANGLES: dict[str, ArrowDirection] = {
    "triangle_up": "up",
    "triangle_down": "down",
    "triangle_right": "same",
    "triangle_left": "same",
}
_COLOURS: dict[str, Rag] = {"green": "G", "amber": "A", "red": "R", "blue": "B"}
_MAX_ENTRIES = 14
_NEAR = 48
"""Fills and colours of the key and the tables differ by no more than this in any of red, green, blue."""


def stand_in(symbol: Symbol) -> str:
    """The character that stands for a symbol in the text of a cell."""
    return _STAND_INS.get(symbol.shape, "●")


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One line of the key: a symbol (or a fill, `shape` "fill") and the words beside it."""

    shape: str
    colour: int
    meaning: str
    rag: Rag | None


@dataclass(frozen=True, slots=True)
class Key:
    """What the paper says its symbols mean. `triangles_point` is true where its triangles are arrows."""

    entries: tuple[KeyEntry, ...] = ()
    triangles_point: bool = False

    def arrow_of(self, shape: str) -> ArrowDirection | None:
        """Where a shape points. Triangles point in papers that print them more than one way up."""
        return _ARROWS.get(shape) or (_TRIANGLES.get(shape) if self.triangles_point else None)

    @property
    def has_fills(self) -> bool:
        """The key explains fills: then only its colours rate."""
        return any(entry.shape == "fill" and entry.rag for entry in self.entries)

    @property
    def rates_arrows(self) -> bool:
        """The key gives ratings by the colour of arrows: one colour with arrows of several directions."""
        by_colour: dict[str, set[str]] = {}
        for entry in self.entries:
            if self.arrow_of(entry.shape) and entry.rag in ("G", "A", "R"):
                by_colour.setdefault(entry.rag, set()).add(entry.shape)
        return any(len(shapes) > 1 for shapes in by_colour.values())

    def fill(self, colour: int) -> Mark | None:
        """The rating of a filled cell; None where the fill says nothing (headers, bands)."""
        name = colour_name(colour)
        if self.has_fills:
            near = [e for e in self.entries if e.shape == "fill" and _apart(e.colour, colour) <= _NEAR]
            if not near:
                return None
            entry = min(near, key=lambda e: _apart(e.colour, colour))
            return Mark(name, "fill", rag=entry.rag, colour=_hex(colour)) if entry.rag else None
        rag = _COLOURS.get(name)
        return Mark(name, "fill", rag=rag, colour=_hex(colour)) if rag else None

    def marks(self, symbol: Symbol) -> tuple[Mark, ...]:
        """The rating and the arrow of a symbol, as far as its shape, its colour and the key say."""
        basis: Basis = symbol.basis
        raw, colour = stand_in(symbol), _hex(symbol.colour)
        direction = self.arrow_of(symbol.shape)
        if direction is not None:
            arrow = Mark(raw, basis, arrow=direction, colour=colour, confidence=symbol.confidence)
            if not self.rates_arrows:
                return (arrow,)
            rag = self._arrow_rating(symbol)
            rated = Mark(f"{symbol.colour_name} {raw}", basis, rag=rag, colour=colour) if rag else None
            return (rated, arrow) if rated else (arrow,)
        rag = self._rating(symbol)
        return (Mark(raw, basis, rag=rag, colour=colour),) if rag else ()

    def _arrow_rating(self, symbol: Symbol) -> Rag | None:
        for entry in self.entries:
            if self.arrow_of(entry.shape) and entry.rag and colour_name(entry.colour) == symbol.colour_name:
                return entry.rag
        return None

    def _rating(self, symbol: Symbol) -> Rag | None:
        own = [e for e in self.entries if not self.arrow_of(e.shape) and e.shape != "fill" and e.rag]
        same = [e for e in own if _same_look(e, symbol)]
        if same:
            return min(same, key=lambda e: (e.shape != symbol.shape, _apart(e.colour, symbol.colour))).rag
        return _COLOURS.get(symbol.colour_name)


def _same_look(entry: KeyEntry, symbol: Symbol) -> bool:
    """The same colour; in grey or black the same shape."""
    if colour_name(entry.colour) == symbol.colour_name:
        return symbol.colour_name in _COLOURS or entry.shape == symbol.shape
    return False


def _apart(a: int, b: int) -> int:
    return max(abs((a >> shift & 255) - (b >> shift & 255)) for shift in (16, 8, 0))


def _hex(colour: int) -> str:
    return f"#{colour:06x}"


@dataclass(frozen=True, slots=True)
class Sight:
    """What a cell or a stretch of a line shows, for the search for a key: words, or symbols, or a fill."""

    text: str = ""
    symbols: tuple[Symbol, ...] = ()
    fill: int | None = None

    @property
    def shows(self) -> bool:
        """Symbols or a fill, and no words."""
        return not self.text and bool(self.symbols or self.fill is not None)


def entries_of_rows(rows: Sequence[Sequence[Sight]]) -> tuple[KeyEntry, ...]:
    """The entries of a table that pairs symbols or fills with words and prints nothing else; () if it is no key."""
    pairs: list[tuple[Sight, str]] = []
    for row in rows:
        seen = [sight for sight in row if sight.text or sight.shows]
        if len(seen) < 2:
            continue
        pairs_here = _pairs(seen)
        if pairs_here is None:
            return ()
        pairs.extend(pairs_here)
    if not 2 <= len(pairs) <= _MAX_ENTRIES or not _each_once(pairs) or not _understood(pairs):
        return ()
    return tuple(entry for sight, words in pairs for entry in entries_of(sight, words))


def _each_once(pairs: Sequence[tuple[Sight, str]]) -> bool:
    """A key shows each symbol once; a scorecard, which also pairs names and symbols, shows them again and again."""
    looks = [
        tuple((s.shape, s.colour_name) for s in sight.symbols) if sight.symbols else ("fill", sight.fill)
        for sight, _ in pairs
    ]
    return len(set(looks)) == len(looks)


def _understood(pairs: Sequence[tuple[Sight, str]]) -> bool:
    """Most of the words beside symbols are meanings: of ratings, or of directions."""
    known = sum(1 for _, words in pairs if rag_of_meaning(words) or direction_of_word(words) or sense_of(words))
    return known * 5 >= len(pairs) * 3


def _pairs(seen: Sequence[Sight]) -> list[tuple[Sight, str]] | None:
    """Symbols and words in turns: `[symbol][words]`, `[words][symbol]`, or several such pairs beside each other."""
    if len(seen) % 2:
        return None
    pairs = []
    for first, second in zip(seen[::2], seen[1::2], strict=True):
        if first.shows and second.text and not _figures(second.text):
            pairs.append((first, second.text))
        elif second.shows and second.symbols and first.text and not _figures(first.text) and len(seen) == 2:
            pairs.append((second, first.text))
        else:
            return None
    return pairs


def _figures(text: str) -> bool:
    return not any(c.isalpha() for c in text)


def entries_of(sight: Sight, meaning: str) -> tuple[KeyEntry, ...]:
    """The entries for one symbol (or several of them) beside the words that explain it."""
    one_colour = len({s.colour_name for s in sight.symbols}) == 1 and len({s.shape for s in sight.symbols}) > 1
    rag = rag_of_meaning(meaning, of_colour=one_colour)
    if sight.symbols:
        return tuple(KeyEntry(s.shape, s.colour, meaning, rag) for s in sight.symbols)
    if sight.fill is None:
        return ()
    rated = rag if rag is not None else _COLOURS.get(colour_name(sight.fill))
    return (KeyEntry("fill", sight.fill, meaning, rated),)


def contradicts(letter: Mark, shown: Mark) -> bool:
    """A rating in words and a colour beside it that say different things."""
    return bool(letter.rag and shown.rag and letter.rag != shown.rag and shown.rag != "not_rated")


def with_doubt(mark: Mark, shown: Mark | None) -> Mark:
    """The words of a cell win over its colour; where they differ, the mark says so."""
    return replace(mark, doubt="contradicts_colour") if shown is not None and contradicts(mark, shown) else mark
