"""Words outside tables to lines in reading order: columns parted at gutters, wrapped paragraphs joined."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.pdf.objects import Word, union
from records import Box

_BULLETS = frozenset("•●▪◦–-*·o")
_MIN_GUTTER_LINES = 4


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of print, or a paragraph of several. `gap` is the white space above it in line heights."""

    words: tuple[Word, ...]
    box: Box
    gap: float = 0.0

    @property
    def text(self) -> str:
        """The words, parted by single spaces; a word that a hyphen breaks at the end of a line is put together."""
        text = ""
        last: Word | None = None
        for word in self.words:
            wrapped = last is not None and word.box[0] < last.box[0]
            text = after_break(text, word.text) if wrapped else f"{text} {word.text}" if text else word.text
            last = word
        return text

    @property
    def size(self) -> float:
        """The font size of most of the line, in points."""
        return float(median(word.ink.size for word in self.words))

    @property
    def bold(self) -> bool:
        """Set in bold from the first word to the last."""
        return all(word.ink.bold for word in self.words)


_COMPOUND = frozenset({"self", "non", "one", "two", "three", "five", "fly", "full", "anti", "multi"})
"""First parts of words that keep their hyphen, `self-` above `funders`: those that seldom begin a broken word."""


def after_break(text: str, line: str) -> str:
    """A line put below others: a hyphen that breaks a word goes, one within a compound stays."""
    if not (text.endswith("-") and len(text) > 2 and text[-2].isalpha() and line[:1].islower()):
        return f"{text} {line}" if text else line
    first = text[:-1].rsplit(None, 1)[-1].lower().strip("(‘“'\"")
    return text + line if first in _COMPOUND or "-" in first else text[:-1] + line


def lines_of(words: Sequence[Word]) -> list[TextLine]:
    """The lines of a stretch of a page, in reading order: column by column where gutters part it."""
    found: list[TextLine] = []
    for column in _columns([word for word in words if word.ink.angle == 0]):
        found.extend(_joined(_rows(column)))
    return found


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words that share a line of print, each line from left to right, lines from the top down."""
    if len(words) == 1:  # as in most cells of tables
        return [list(words)]
    rows: list[list[Word]] = []
    largest: Word | None = None
    for word in sorted(words, key=lambda w: (w.box[1] + w.box[3], w.box[0])):
        if largest is not None and _on_line(word, largest):
            rows[-1].append(word)
            largest = word if word.ink.size > largest.ink.size else largest
        else:
            rows.append([word])
            largest = word
    return [sorted(row, key=lambda w: w.box[0]) for row in rows]


def _on_line(word: Word, largest: Word) -> bool:
    """Whether a word's middle falls into the core of the row of a larger one: raised footnote figures too."""
    (_, top, _, bottom), (_, over, _, under) = word.box, largest.box
    return abs(top + bottom - over - under) < 0.72 * max(under - over, bottom - top)


def _columns(words: Sequence[Word]) -> list[list[Word]]:
    """Columns of print, left to right, if a gutter runs through at least some lines; else all words."""
    if len(words) < 20:
        return [list(words)] if words else []
    gutter = _gutter(words)
    if gutter is None:
        return [list(words)]
    top, bottom, x = gutter
    above = [w for w in words if w.box[3] <= top]
    below = [w for w in words if w.box[1] >= bottom]
    left = [w for w in words if top < w.box[3] and w.box[1] < bottom and w.box[2] <= x]
    right = [w for w in words if top < w.box[3] and w.box[1] < bottom and w.box[2] > x]
    return [*_columns(above), *([left] if left else []), *([right] if right else []), *_columns(below)]


def _gutter(words: Sequence[Word]) -> tuple[float, float, float] | None:
    """Top, bottom and x of white space that parts columns of prose: full lines on both sides."""
    rows = rows_of(words)
    size = median(word.ink.size for word in words)
    gaps: list[tuple[int, float, float]] = []
    for index, row in enumerate(rows):
        for left, right in pairwise(row):
            if right.box[0] - left.box[2] > 1.2 * size:
                gaps.append((index, left.box[2], right.box[0]))
    best: tuple[int, float, float, float] | None = None
    for start, x0, x1 in gaps:
        low, high, last, count = x0, x1, start, 1
        prose = len(rows[start])
        for index, left_edge, right_edge in gaps:
            if index <= last or index > last + 1:
                continue
            if min(high, right_edge) - max(low, left_edge) > 0.8 * size:
                low, high, last, count = max(low, left_edge), min(high, right_edge), index, count + 1
                prose += len(rows[index])
        wide = prose / count
        if count >= _MIN_GUTTER_LINES and wide >= 8 and (best is None or count > best[0]):
            top = min(w.box[1] for w in rows[start])
            best = (count, top - 0.1, max(w.box[3] for w in rows[last]) + 0.1, (low + high) / 2)
    return best[1:] if best else None


def _rows(words: Sequence[Word]) -> list[TextLine]:
    """Lines of print with the gap above each, split where words stand far apart."""
    found: list[TextLine] = []
    bottom: float | None = None
    for row in rows_of(words):
        height = max(word.box[3] - word.box[1] for word in row) or 1.0  # print may be set in size 0
        top = min(word.box[1] for word in row)
        gap = (top - bottom) / height if bottom is not None else 0.0
        found += [TextLine(tuple(part), union([word.box for word in part]), max(gap, 0.0)) for part in _apart(row)]
        bottom = max(word.box[3] for word in row)
    return found


def _apart(row: Sequence[Word]) -> list[list[Word]]:
    parts = [[row[0]]]
    for left, right in pairwise(row):
        if right.box[0] - left.box[2] > 3.5 * max(left.ink.size, right.ink.size):
            parts.append([])
        parts[-1].append(right)
    return parts


def _joined(lines: Sequence[TextLine]) -> list[TextLine]:
    """Wrapped lines of a paragraph or bullet as one line."""
    joined: list[TextLine] = []
    right = max((line.box[2] for line in lines), default=0.0)
    last: TextLine | None = None
    for line in lines:
        if last is not None and _wraps(last, line, right):
            whole = joined[-1]
            joined[-1] = TextLine((*whole.words, *line.words), union([whole.box, line.box]), whole.gap)
        else:
            joined.append(line)
        last = line
    return joined


def _is_labelled(words: Sequence[Word]) -> bool:
    """`Target: 45,000`, `Quarter 1: 44,117`: lines of their own, however short."""
    texts = [word.text for word in words]
    label = next((i for i, text in enumerate(texts[:4]) if text.endswith(":")), -1)
    return label >= 0 and label + 2 == len(texts) and any(c.isdigit() for c in texts[-1])


def _wraps(above: TextLine, line: TextLine, right: float) -> bool:
    """Whether a line goes on what the line above began: same print, close below, and no room left above."""
    if abs(above.size - line.size) > 0.6 or above.bold != line.bold or line.gap > 0.55:
        return False
    if _is_labelled(line.words) and _is_labelled(above.words):
        return False
    if line.box[1] <= above.box[1] or line.words[0].text in _BULLETS or line.box[0] < above.box[0] - 2.5 * line.size:
        return False
    first = line.words[0].box
    room = right - above.box[2]
    return room < (first[2] - first[0]) + 1.2 * line.size
