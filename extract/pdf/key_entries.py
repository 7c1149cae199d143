"""The entries of a key: tables and lines that pair symbols or fills with words."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.layouts.legends import sense_of
from extract.pdf.colours import colour_name
from extract.pdf.mark_lines import in_order
from extract.pdf.marks import Symbol
from extract.pdf.objects import Word
from extract.vocabulary import LEGEND_TITLE
from grammar.arrows import direction_of_word
from grammar.meanings import is_steady, rag_of_meaning, speaks_of_change
from grammar.ratings import parse_rating
from records import ArrowDirection, Rag

ARROWS: dict[str, ArrowDirection] = {
    "arrow_up": "up",
    "arrow_down": "down",
    "arrow_right": "same",
    "arrow_left": "same",
    "arrow_both_h": "same",
    "arrow_both_v": "same",
    "arrow_diagonal_up": "up",
    "arrow_diagonal_down": "down",
}
TRIANGLES: dict[str, ArrowDirection] = {
    "triangle_up": "up",
    "triangle_down": "down",
    "triangle_right": "same",
    "triangle_left": "same",
}
POINTING = {**ARROWS, **TRIANGLES}
"""Where each shape points that can point."""
PLAIN: dict[str, Rag] = {"green": "G", "amber": "A", "red": "R", "blue": "B"}
"""What everybody takes a colour for, where nothing says otherwise."""
_MAX_ENTRIES = 14
_MAX_MEANING = 14
"""Most words that explain a symbol."""
_BULLETS = 4
"""So many different meanings has no symbol of a paper."""
_ALIKE = 40
"""Two shades of one colour that differ by less in red, green and blue are one look."""


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One line of the key: a symbol (or a fill, `shape` "fill"), the words beside it, and what they say: a rating, or
    that the symbol shows a direction, `arrow` being the one that is printed; both for arrows that tell both."""

    shape: str
    colour: int
    meaning: str
    rag: Rag | None
    arrow: ArrowDirection | None = None

    @property
    def colour_name(self) -> str:
        """The colour in a word."""
        return colour_name(self.colour)


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
    pairs: list[tuple[Sight, str, bool]] = []
    for row in rows:
        seen = [sight for sight in map(_untitled, row) if sight.text or sight.shows]
        if len(seen) < 2:
            continue
        pairs_here = _pairs(seen)
        if pairs_here is None:
            return ()
        pairs.extend(pairs_here)
    if (
        not 2 <= len(pairs) <= _MAX_ENTRIES
        or not _each_once([sight for sight, _, _ in pairs])
        or not _understood(pairs)
    ):
        return ()
    entries = tuple(entry for sight, words, _ in pairs for entry in entries_of(sight, words))
    names_first = any(first for _, _, first in pairs)
    return () if names_first and any(_against_its_colour(entry) for entry in entries) else believed(entries)


def _untitled(sight: Sight) -> Sight:
    """A symbol in the cell that holds the title of the key stands without it."""
    if sight.symbols and sight.text and LEGEND_TITLE.match(sight.text):
        return Sight("", sight.symbols, sight.fill)
    return sight


def believed(entries: Sequence[KeyEntry]) -> tuple[KeyEntry, ...]:
    """Without entries that give a plain colour another rating than everybody does, green for something bad: the words
    beside it were no meaning, or one of a finer scale (amber "below target", red "well below target").

    They are believed where a second shade of the colour has its usual rating, and in palettes of other colours, whose
    words are plain and which print nothing in the usual colour (blue "on target", orange "off target").
    """
    usual = {entry.rag for entry in entries if entry.rag and PLAIN.get(entry.colour_name) == entry.rag}
    return tuple(
        e
        for e in entries
        if not _against_its_colour(e)
        or (e.rag not in usual and parse_rating(e.meaning) is not None)
        or any(_is_second_shade(e, other) for other in entries)
    )


def _is_second_shade(entry: KeyEntry, other: KeyEntry) -> bool:
    same = other.shape == entry.shape and other.colour_name == entry.colour_name
    return same and other.rag == PLAIN.get(entry.colour_name) and apart(entry.colour, other.colour) >= _ALIKE


def without_bullets(entries: Sequence[KeyEntry]) -> tuple[KeyEntry, ...]:
    """The entries of lines, without bullets of lists: one look before several lines that say different things."""
    meanings: dict[tuple[str, str], set[str]] = {}
    for entry in entries:
        meanings.setdefault((entry.shape, entry.colour_name), set()).add(entry.meaning)
    return tuple(e for e in entries if len(meanings[(e.shape, e.colour_name)]) < _BULLETS)


def _against_its_colour(entry: KeyEntry) -> bool:
    """A green symbol for something bad: rather the name of an indicator (`Average ...`) than a meaning."""
    plain = PLAIN.get(entry.colour_name)
    return plain in ("G", "A", "R") and entry.rag in ("G", "A", "R") and plain != entry.rag


def _each_once(sights: Sequence[Sight]) -> bool:
    """A key shows each symbol once; a scorecard, which also pairs names and symbols, shows them again and again."""
    return not any(_same_look(a, b) for i, a in enumerate(sights) for b in sights[i + 1 :])


def _same_look(a: Sight, b: Sight) -> bool:
    if not a.symbols and not b.symbols:
        return a.fill == b.fill
    if [s.shape for s in a.symbols] != [s.shape for s in b.symbols]:
        return False
    return all(
        one.colour_name == other.colour_name and apart(one.colour, other.colour) < _ALIKE
        for one, other in zip(a.symbols, b.symbols, strict=True)
    )


def apart(a: int, b: int) -> int:
    """How far two colours 0xRRGGBB differ, in the channel in which they differ most."""
    return max(abs((a >> shift & 255) - (b >> shift & 255)) for shift in (16, 8, 0))


def _understood(pairs: Sequence[tuple[Sight, str, bool]]) -> bool:
    """Most of the words beside symbols are meanings: of ratings, or of directions."""
    return sum(1 for _, words, _ in pairs if _is_meaning(words)) * 5 >= len(pairs) * 3


def _is_meaning(words: str) -> bool:
    return bool(rag_of_meaning(words) or direction_of_word(words) or sense_of(words))


def _pairs(seen: Sequence[Sight]) -> list[tuple[Sight, str, bool]] | None:
    """Symbols and words in turns: `[symbol][words]`, `[words][symbol]`, or several such pairs beside each other; with
    each whether its words come first."""
    if len(seen) % 2:
        return None
    pairs = []
    for first, second in zip(seen[::2], seen[1::2], strict=True):
        if first.shows and second.text and not _figures(second.text):
            pairs.append((first, second.text, False))
        elif second.shows and second.symbols and first.text and not _figures(first.text) and len(seen) == 2:
            pairs.append((second, first.text, True))
        else:
            return None
    return pairs


def _figures(text: str) -> bool:
    return not any(c.isalpha() for c in text)


def entries_of(sight: Sight, meaning: str) -> tuple[KeyEntry, ...]:
    """The entries for one symbol beside the words that explain it. Several arrows of one colour that point different
    ways explain that colour."""
    directions = {POINTING.get(s.shape) for s in sight.symbols}
    one_colour = len({s.colour_name for s in sight.symbols}) == 1 and len(directions) > 1
    if sight.symbols:
        return tuple(_entry(symbol, meaning, of_colour=one_colour) for symbol in sight.symbols)
    if sight.fill is None:
        return ()
    rag = rag_of_meaning(meaning)
    return (KeyEntry("fill", sight.fill, meaning, rag if rag is not None else PLAIN.get(colour_name(sight.fill))),)


def _entry(symbol: Symbol, meaning: str, *, of_colour: bool) -> KeyEntry:
    printed = POINTING.get(symbol.shape)
    moved = speaks_of_change(meaning) and not of_colour
    if moved and (printed or is_steady(meaning)):
        return KeyEntry(symbol.shape, symbol.colour, meaning, None, printed or "same")
    rag = rag_of_meaning(meaning, of_colour=of_colour)
    return KeyEntry(symbol.shape, symbol.colour, meaning, rag, ARROWS.get(symbol.shape) if of_colour else None)


def entries_of_line(words: Sequence[Word], symbols: Sequence[Symbol]) -> tuple[KeyEntry, ...]:
    """`● On target  ● Off target`: the entries of a line or paragraph whose symbols are explained by the words up to
    the next symbol."""
    entries: list[KeyEntry] = []
    waiting: list[Symbol] = []
    said: list[str] = []
    for thing in [*in_order(words, symbols), None]:
        if isinstance(thing, Word):
            said.append(thing.text)
            continue
        if waiting and said:
            entries.extend(_explained(waiting, said))
            waiting = []
        said = []
        if thing is not None:
            waiting.append(thing)
    return tuple(entries)


def _explained(symbols: Sequence[Symbol], words: Sequence[str]) -> tuple[KeyEntry, ...]:
    meaning = " ".join(words).strip(" -–=:;,.")
    points = any(symbol.shape in POINTING for symbol in symbols)
    if len(words) > _MAX_MEANING or not (_is_meaning(meaning) or (points and speaks_of_change(meaning))):
        return ()
    return entries_of(Sight(symbols=tuple(symbols)), meaning)
