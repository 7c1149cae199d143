"""Words and symbols of a line of print, or of a paragraph, in the order in which they are read."""

from collections.abc import Sequence

from extract.pdf.mark_symbols import Symbol
from extract.pdf.objects import Word, centre
from records import Box


def in_order(words: Sequence[Word], symbols: Sequence[Symbol]) -> list[Word | Symbol]:
    """The words as they come, with each symbol where it stands among them. Words come row by row; a symbol belongs to
    the row that its middle is nearest to. Without words: the symbols from left to right."""
    rows = _rows(words)
    if not rows:
        return sorted(symbols, key=lambda symbol: symbol.box[0])
    for symbol in symbols:
        row = min(rows, key=lambda row: _away(row, symbol.box))
        at = next((i for i, thing in enumerate(row) if thing.box[0] > symbol.box[0]), len(row))
        row.insert(at, symbol)
    return [thing for row in rows for thing in row]


def _rows(words: Sequence[Word]) -> list[list[Word | Symbol]]:
    """Rows of print: a new one begins where the next word stands lower and not further to the right."""
    rows: list[list[Word | Symbol]] = []
    last: Box | None = None
    for word in words:
        if last is not None and word.box[0] >= last[0] and centre(word.box)[1] < last[3]:
            rows[-1].append(word)
        else:
            rows.append([word])
        last = word.box
    return rows


def _away(row: Sequence[Word | Symbol], box: Box) -> float:
    words = [thing for thing in row if isinstance(thing, Word)]
    middle = sum(centre(word.box)[1] for word in words) / len(words)
    return abs(middle - centre(box)[1])
