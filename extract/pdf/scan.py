"""A scanned page as the objects of a page: its words recognised, its rules and colours taken from the picture.

A recogniser that is wrong is often sure of it. So each cell that holds a figure or a short word is read a second
time, cut out and set in a list with the others: what both readings agree on stands, the rest is doubted.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from statistics import median

import numpy as np
from PIL import Image

from extract.doubts import DOUBTED
from extract.pdf.lines import rows_of
from extract.pdf.mark_scans import symbols_in_pixels
from extract.pdf.objects import Ink, PageObjects, Pixels, Word, holds, union
from extract.pdf.scan_cells import misfits
from extract.pdf.scan_digits import held_against_ink
from extract.pdf.scan_image import LOOK, SCALE, Grey, ScanImage, scan_image
from extract.pdf.scan_on_colour import letter_or_figure, without_edges
from extract.pdf.scan_points import EITHER, FIGURE, points_in, points_of
from extract.pdf.tables import Table, TableCell, tables_of
from extract.pdf.tesseract import ReadWord, read_words
from records import Box

AGREED = 0.95
"""How sure a word is that two readings agree on."""
MAJORITY = 0.85
"""How sure a word is that two of three readings agree on."""
UNSURE = 0.4
"""How sure a word is at most that is to be doubted."""

_COUNCIL = re.compile(r"council|authority", re.IGNORECASE)
_WORDS_OF_NAME = 12
_COLUMNS, _LONGEST_NAME = 4, 200
"""Names of indicators are read twice too: they stand in the first columns of tables of so many columns."""
COARSE = 125.0
"""Dots an inch below which digits are too coarse to be told apart for sure."""
_LONGEST = 48
"""Characters of the longest cell that is read twice: figures, headers, short words; not names and comments."""
_BATCH = 80
_WITHIN, _AROUND = 1.2, 2.2
"""Points that are left out at the lines of a ruled cell, and taken along around the words of another."""
_OTHER_SIZES = (0.6, 1.5, 0.8)
"""Of a figure whose points are in doubt, to read it again."""
_SIZES_ON_COLOUR = (1.0, 0.6)
_ALIKE = 0.96
_DIGITS = re.compile(r"\d")
_PAD, _BETWEEN, _MARGIN = 10, 34, 40
_GOOD, _POOR = 0.85, 0.6
"""Words surer than the first are well recognised, words less sure than the second were guessed."""
_LOST = 60.0
"""Pages whose words are on average less sure (in percent) are tried upside down."""
_QUOTES = "“”‘’'`\"|¦_~«»{}[]"
_FIGURE = re.compile(r"[£<>≤≥~+\-–(]*\d[\d.,/:]*\)?(?:%|m|k|p)?$")
_JUNK = re.compile(r"^[^\w£%+\-–—<>≤≥*#&@/]+$")
_QUARTER = re.compile(r"\bQ[iIl|](?=$|\s|/)")


def read_scan(drawn: Pixels, number: int, dots: float = 300.0, *, sharp: bool = False) -> PageObjects:
    """The objects of page `number`, drawn at `SCALE`, scanned at so many `dots` an inch; `sharp` for a picture that no
    scanner made.

    Raises DocumentError where no recogniser is at hand.
    """
    image = scan_image(drawn, sharp=sharp)
    words = read_words(image.ink)
    if _stand_upright(words):
        image, words = max(
            ((turned, read_words(turned.ink)) for turned in (scan_image(drawn, turn, sharp=sharp) for turn in (1, 3))),
            key=lambda read: sum(word.sure for word in read[1] if word.right - word.left > word.bottom - word.top),
        )
    if len(words) >= 5 and sum(word.sure for word in words) * 100 < _LOST * len(words):
        over = scan_image(drawn, turn=2, sharp=sharp)
        again = read_words(over.ink)
        if sum(word.sure for word in again) > sum(word.sure for word in words):
            image, words = over, again
    page = _page(image, _cleaned(words), number)
    page = _read_twice(page, image)
    if dots < COARSE:
        return _unsure(page)
    return replace(page, words=held_against_ink(page.words, image.ink, UNSURE))


def _stand_upright(words: Sequence[ReadWord]) -> bool:
    """Words of a page that was scanned sideways are read all the same, but higher than wide."""
    long = [word for word in words if sum(c.isalpha() for c in word.text) >= 3]
    high = [word for word in long if word.bottom - word.top > word.right - word.left]
    return len(long) >= 5 and len(high) * 2 > len(long)


def _unsure(page: PageObjects) -> PageObjects:
    """All figures of a coarse scan are doubted: what recognisers get wrong there, they get wrong twice."""
    words = (
        replace(word, sure=min(word.sure, UNSURE)) if any(c.isdigit() for c in word.text) else word
        for word in page.words
    )
    return replace(page, words=tuple(words))


def _page(image: ScanImage, words: Sequence[ReadWord], number: int) -> PageObjects:
    height, width = image.colours.shape[:2]
    return PageObjects(
        number=number,
        width=width / LOOK,
        height=height / LOOK,
        words=_words(words),
        rules=image.rules,
        fills=(),
        shapes=(),
        pictures=(),
        turn=image.turn,
        scale=LOOK,
        pixels=image.colours,
        skew=image.skew,
        scanned=True,
    )


# ------------------------------------------------------------------------------------------------ words
def _cleaned(words: Sequence[ReadWord]) -> list[ReadWord]:
    """Without specks read as signs, and without the quotes and bars that dirt puts around figures."""
    found = []
    for word in words:
        text = _QUARTER.sub("Q1", word.text.replace("¢", "c").replace("—", "–"))
        bare = text.strip(_QUOTES)
        if _FIGURE.match(bare) and bare != text:
            word = replace(word, sure=min(word.sure, 0.8))
            text = bare
        if not text or (_JUNK.match(text) and not (text == "•" and word.sure > 0.6)):
            continue
        found.append(replace(word, text=text))
    return found


def _words(words: Sequence[ReadWord]) -> tuple[Word, ...]:
    """Words with the height of their line: the box of a dash or a stop is too flat to tell where it stands."""
    lines: dict[tuple[int, int, int], list[ReadWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    found = []
    for line in lines.values():
        tall = [word for word in line if sum(c.isalnum() for c in word.text)] or line
        height = median(word.bottom - word.top for word in tall)
        found += [_word(word, height) for word in line]
    return tuple(found)


def _word(word: ReadWord, height: float) -> Word:
    middle = (word.top + word.bottom) / 2
    half = max(height, 4.0) / 2 if word.bottom - word.top < 0.7 * height else (word.bottom - word.top) / 2
    box = (word.left / SCALE, (middle - half) / SCALE, word.right / SCALE, (middle + half) / SCALE)
    ink = Ink(font="", size=round(height / SCALE / 0.74, 1), colour=0, angle=0, bold=False, hidden=False)
    return Word(word.text, box, ink, sure=round(word.sure, 2))


# ------------------------------------------------------------------------------------------------ twice
def _read_twice(page: PageObjects, image: ScanImage) -> PageObjects:
    """The page with the words of its short cells compared with a second reading, and where these differ, a third."""
    tables = tables_of(page)
    cells = [
        _roomy(cell, table)
        for table in tables
        for cell in table.cells
        if _is_short(cell) or (table.columns >= _COLUMNS and cell.column < 2 and len(cell.text) <= _LONGEST_NAME)
    ]
    cells += _lines_of_names(page, tables)
    cells = [cell for cell in cells if cell.words or _has_ink(image.ink, cell.box)]
    symbols = symbols_in_pixels(page.pixels, page.scale, [cell.box for cell in cells])
    coloured = [c for c, seen in zip(cells, symbols, strict=True) if seen and not _says(c) and _DIGITS.search(c.text)]
    cells = [cell for cell, seen in zip(cells, symbols, strict=True) if not seen or _says(cell)]
    replaced = {word for cell in (*cells, *coloured) for word in cell.words}
    read = [word for cell in coloured for word in _on_colour(cell, image.ink)]
    for start in range(0, len(cells), _BATCH):
        batch = cells[start : start + _BATCH]
        for cell, again in zip(batch, _readings(image.ink, batch), strict=True):
            words = _agreed(cell, again) or _third(cell, again, _readings(image.ink, [cell])[0])
            read += _pointed(cell, words, image.ink)
    return _doubted(replace(page, words=(*(word for word in page.words if word not in replaced), *read)))


def _doubted(page: PageObjects) -> PageObjects:
    """The page with doubts on figures that do not fit their row."""
    odd = {word for table in tables_of(page) for cell in misfits(table) for word in cell.words}
    if not odd:
        return page
    return replace(page, words=tuple(replace(w, sure=min(w.sure, UNSURE)) if w in odd else w for w in page.words))


def _lines_of_names(page: PageObjects, tables: Sequence[Table]) -> list[TableCell]:
    """Lines that print a council's name, as if they were cells: all that is read on is put down to it."""
    words = [word for word in page.words if not any(holds(table.box, word.box) for table in tables)]
    found = []
    for line in rows_of(words):
        if len(line) <= _WORDS_OF_NAME and any(_COUNCIL.match(word.text) for word in line):
            x0, top, x1, bottom = union([word.box for word in line])
            box = (x0 - _AROUND, top - _AROUND, x1 + _AROUND, bottom + _AROUND)
            found.append(TableCell(0, 0, 1, 1, box, tuple(line)))
    return found


def _roomy(cell: TableCell, table: Table) -> TableCell:
    """A cell to cut out: within its lines, or around the words where no lines part the cells."""
    by = _WITHIN if table.method == "ruled" else -_AROUND
    x0, top, x1, bottom = cell.box
    return replace(cell, box=(x0 + by, top + by, x1 - by, bottom - by))


def _is_short(cell: TableCell) -> bool:
    text = cell.text
    return len(text) <= _LONGEST and (len(text) <= 16 or any(c.isdigit() for c in text))


def _says(cell: TableCell) -> bool:
    """Whether a cell with a symbol also holds words that are no misreading of it."""
    return any(sum(c.isalnum() for c in word.text) >= 2 and word.sure > DOUBTED for word in cell.words)


def _on_colour(cell: TableCell, ink: Grey) -> list[Word]:
    """The words of a coloured cell with a digit, read twice more without what the edges of its colour leave."""
    cut = _trimmed(without_edges(_cell_ink(ink, cell.box)))
    again = [_plain(_text(_cleaned(read_words(_resized(cut, size), block=True)))) for size in _SIZES_ON_COLOUR]
    text, sure = letter_or_figure(_plain(cell.text), again)
    if text != _plain(cell.text):
        return [_one_word(cell, text, MAJORITY)]
    return [replace(w, sure=max(w.sure, AGREED) if sure else min(w.sure, UNSURE)) for w in cell.words]


def _has_ink(ink: Grey, box: Box) -> bool:
    seen = _cell_ink(ink, box)
    return bool(seen.size) and int((seen < 110).sum()) >= 24


def _cell_ink(ink: Grey, box: Box) -> Grey:
    x0, top, x1, bottom = (round(edge * SCALE) for edge in box)
    return ink[max(0, top) : max(0, bottom), max(0, x0) : max(0, x1)]


def _readings(ink: Grey, cells: Sequence[TableCell]) -> list[list[ReadWord]]:
    """The words of each cell, read from a list of the cells cut out."""
    cuts = [_trimmed(_cell_ink(ink, cell.box)) for cell in cells]
    width = max((cut.shape[1] for cut in cuts), default=0) + 2 * _MARGIN
    height = sum(cut.shape[0] + _BETWEEN for cut in cuts) + _BETWEEN
    sheet = np.full((height, width), 255, dtype=np.uint8)
    spans, y = [], _BETWEEN
    for cut in cuts:
        sheet[y : y + cut.shape[0], _MARGIN : _MARGIN + cut.shape[1]] = cut
        spans.append((y - _BETWEEN / 2, y + cut.shape[0] + _BETWEEN / 2))
        y += cut.shape[0] + _BETWEEN
    words = _cleaned(read_words(sheet, block=True)) if cuts else []
    return [[w for w in words if low <= (w.top + w.bottom) / 2 < high] for low, high in spans]


def _trimmed(cut: Grey) -> Grey:
    """The part of a cut-out that holds ink, with a margin."""
    ys, xs = np.nonzero(cut < 140)
    if not len(ys):
        return np.full((_PAD, _PAD), 255, dtype=np.uint8)
    return cut[max(0, ys.min() - _PAD) : ys.max() + _PAD, max(0, xs.min() - _PAD) : xs.max() + _PAD]


def _agreed(cell: TableCell, again: Sequence[ReadWord]) -> list[Word]:
    """The words of a cell that two readings agree on; none where they differ."""
    if _plain(cell.text) != _plain(_text(again)):
        return []
    if cell.words and len(again) > len(cell.text.split()):  # spaces are lost, seldom invented: `Q22011/12`
        return [_one_word(cell, _text(again), AGREED)]
    return [replace(word, sure=max(word.sure, AGREED)) for word in cell.words]


def _third(cell: TableCell, again: Sequence[ReadWord], alone: Sequence[ReadWord]) -> list[Word]:
    """What two of three readings say; where all differ the surest, doubted unless the others were at a loss."""
    readings = [(cell.text, _least(cell.words)), (_text(again), _least(again)), (_text(alone), _least(alone))]
    plain = [_plain(text) for text, _ in readings]
    if plain[2] and plain[2] in plain[:2]:
        first = plain.index(plain[2])
        sure = MAJORITY if max(readings[first][1], readings[2][1]) >= _GOOD else UNSURE
        text = readings[first][0]
    else:
        (text, best), *others = sorted(readings, key=lambda reading: -reading[1])
        at_a_loss = all(sure < _POOR for said, sure in others if said)
        sure = MAJORITY if best >= _GOOD and at_a_loss and any(said for said, _ in others) else UNSURE
    if not text:
        return []
    if len(text) > _LONGEST:
        sure = max(sure, MAJORITY) if _much_alike([said for said, _ in readings]) else sure
    if text == cell.text:
        return [replace(word, sure=sure) for word in cell.words]
    return [_one_word(cell, text, sure)]


def _one_word(cell: TableCell, text: str, sure: float) -> Word:
    """Another reading of a cell, at the place of the first."""
    size = cell.words[0].ink.size if cell.words else 9.0
    box = union([word.box for word in cell.words]) if cell.words else cell.box
    return Word(text, box, Ink("", size, 0, 0, bold=False, hidden=False), sure=sure)


def _pointed(cell: TableCell, words: list[Word], ink: Grey) -> list[Word]:
    """The words of a cell; a figure that lost a point or comma which its ink shows is read again, or doubted."""
    if len(words) != 1 or not FIGURE.match(words[0].text):
        return words
    (word,) = words
    cut = _trimmed(_cell_ink(ink, cell.box))
    if EITHER.match(word.text):
        return [replace(word, sure=min(word.sure, UNSURE))]
    points = points_in(cut)
    if points is None or points_of(word.text) >= points:
        return words
    digits = _DIGITS.findall(word.text)
    for factor in _OTHER_SIZES:
        again = _text(_cleaned(read_words(_resized(cut, factor), block=True)))
        if FIGURE.match(again) and _DIGITS.findall(again) == digits and points_of(again) == points:
            return [replace(word, text=again, sure=min(word.sure, MAJORITY))]
    return [replace(word, sure=min(word.sure, UNSURE))]


def _resized(cut: Grey, factor: float) -> Grey:
    framed = np.pad(cut, _MARGIN, constant_values=255)
    size = (max(1, round(framed.shape[1] * factor)), max(1, round(framed.shape[0] * factor)))
    return np.asarray(Image.fromarray(framed).resize(size, Image.Resampling.LANCZOS), dtype=np.uint8)


def _much_alike(texts: Sequence[str]) -> bool:
    """Long names of which no reading differs in a figure, and hardly in a letter."""
    first, *others = [_plain(text) for text in texts]
    if any(_DIGITS.findall(other) != _DIGITS.findall(first) for other in others):
        return False
    return all(SequenceMatcher(None, first, other, autojunk=False).ratio() >= _ALIKE for other in others)


def _text(words: Sequence[ReadWord]) -> str:
    return " ".join(word.text for word in words)


def _least(words: Sequence[ReadWord] | Sequence[Word]) -> float:
    return min((word.sure for word in words), default=0.0)


def _plain(text: str) -> str:
    return re.sub(r"[\s“”‘’'`\"]", "", text).rstrip(".:;,").replace("–", "-")
