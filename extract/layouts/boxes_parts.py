"""The cells of a box, sorted: labels with what they label, texts, marks, polarities, and figures without a label.

What a label labels stands in its own cell, in the cell to its right, or, under a row of labels, in the cell below.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.context import Context
from extract.layouts.boxes_labels import Label, Pair, read_label, read_pairs
from extract.places import part_of
from extract.roles import role_of
from extract.vocabulary import COMMENTARY_TITLE
from grammar.arrows import direction_of_word, parse_arrow, parse_arrow_word
from grammar.codes import is_code
from grammar.numbers import parse_quantity
from grammar.periods import find_periods, parse_label
from grammar.polarity import parse_polarity
from grammar.ratings import parse_rating
from records import Cell, Mark, Place

Cells = tuple[Cell, ...]
_MAX_TITLE = 220
_MAX_FIGURE = 60
_SENTENCE_WORDS = 10
"""Fewer words with a figure among them are a label that is not known, and its figure."""


@dataclass(frozen=True, slots=True)
class Part:
    """One labelled piece of a box: the text, its place, and the marks that stand in its cell.

    `label_cell` is the cell that holds the label, `cell` the one that holds the text: often the same.
    """

    label: Label
    text: str
    place: Place
    cell: Cell
    label_cell: Cell
    marks: tuple[Mark, ...] = ()


@dataclass(slots=True)
class Sorted:
    """All cells of some rows by what they are. `blank` holds labels behind which nothing is printed."""

    parts: list[Part] = field(default_factory=list)
    figures: list[Part] = field(default_factory=list)
    """Figures without a label, as parts of a label of their own that names the period printed beside them."""
    marks: list[tuple[Mark, Cell]] = field(default_factory=list)
    polarities: list[Part] = field(default_factory=list)
    blank: list[tuple[Label, Cell]] = field(default_factory=list)
    texts: list[Cell] = field(default_factory=list)
    strange: list[Cell] = field(default_factory=list)
    """Cells that print more than one figure, or a figure among words: what they are of cannot be told."""
    unknown: list[Cell] = field(default_factory=list)
    """Symbols of which nobody knows what they say."""
    fused: int = 0
    """How many labels stand in one cell with what they label."""


def filled(row: Cells) -> list[Cell]:
    """Cells that print something."""
    return [cell for cell in row if cell.text or cell.marks]


def is_text_row(row: Cells, context: Context) -> bool:
    """A row of words: a title with its code and its rating, or a remark."""
    cells = filled(row)
    words = [cell for cell in cells if is_words(cell, context)]
    others = [cell for cell in cells if cell not in words]
    return bool(words) and all(lone_marks(cell) or is_code(cell.text) for cell in others)


def is_narrative(row: Cells, context: Context) -> bool:
    """Words with a heading of their own (`What is the issue? | …`, `Next steps | …`), no figure alone among them."""
    cells = filled(row)
    if len(cells) < 2 or any(cell.marks for cell in cells):
        return False
    first, others = cells[0].text.strip(), cells[1:]
    if read_label(first, context.report, context.finder) is not None or len(first.split()) > _SENTENCE_WORDS:
        return False
    role = role_of(first.rstrip("?"))
    if role != "comment" and not (first.endswith("?") and role == "none"):
        return False
    report, finder = context.report, context.finder
    return not any(figure_of(cell.text, context) or read_pairs(cell.text, report, finder) for cell in others)


def is_words(cell: Cell, context: Context) -> bool:
    """Words that are no label, no figure, no period, no rating, no polarity."""
    text = cell.text
    if sum(character.isalpha() for character in text[:_MAX_FIGURE]) < 3 or is_code(text) or lone_marks(cell):
        return False
    if read_label(text, context.report, context.finder) or read_pairs(text, context.report, context.finder):
        return False
    if polarity_of(text) or parse_polarity(text) is not None or figure_of(text, context) is not None:
        return False
    return direction_of_word(text) is None and parse_arrow_word(text) is None


def is_title(cell: Cell, context: Context) -> bool:
    """Words that can name an indicator: no sentence and no heading of remarks."""
    text = cell.text.strip()
    return (
        is_words(cell, context)
        and len(text) <= _MAX_TITLE
        and text[-1] not in ".;!"
        and not COMMENTARY_TITLE.match(text)
    )


def lone_marks(cell: Cell) -> tuple[Mark, ...]:
    """The marks of a cell that prints nothing else: a symbol, a fill, a rating word."""
    if not cell.text:
        return cell.marks
    mark = parse_rating(cell.text, symbols=True) or parse_arrow(cell.text)
    if mark is not None:
        return cell.marks or (mark,)
    return cell.marks if cell.marks and not any(c.isalnum() for c in cell.text) else ()


def polarity_of(text: str) -> str:
    """The polarity that a cell begins with, as printed: `Lower is better · Lead officer: …`."""
    first = text.replace("|", "·").split("·")[0].strip()
    return first if parse_polarity(first) is not None and " " in first else ""


def sort_rows(rows: Sequence[Cells], context: Context) -> Sorted:
    """Sort the cells of rows that hold labels and figures."""
    found = Sorted()
    used: set[Place] = set()
    for index, row in enumerate(rows):
        cells = [cell for cell in filled(row) if cell.place not in used]
        labels = _row_of_labels(cells, context)
        below = filled(rows[index + 1]) if index + 1 < len(rows) else []
        if labels and _stand_below(labels, below, context):
            _take_below(labels, below, found)
            used |= {cell.place for cell in below}
            continue
        before = len(found.figures), len(found.blank)
        _sort_row(cells, found, context)
        _date_figure(found, *before)
    return found


def _date_figure(found: Sorted, figures: int, blanks: int) -> None:
    """A period alone, behind a figure without a label or in the row below it, is the figure's."""
    alone = found.blank[blanks:]
    undated = [part for part in found.figures if not part.label.when]
    if len(alone) != 1 or alone[0][0].kind != "dated" or found.parts or len(undated) != 1:
        return
    if found.figures[max(0, figures - 1) :] == undated:
        label, cell = found.blank.pop()
        figure = found.figures.pop()
        found.figures.append(replace(figure, label=replace(figure.label, when=label.when), label_cell=cell))


def _row_of_labels(cells: Sequence[Cell], context: Context) -> dict[int, tuple[Label, Cell]]:
    """Labels by column, where a row holds nothing else; indicators' names are what tables have over their columns."""
    labels: dict[int, tuple[Label, Cell]] = {}
    for cell in cells:
        label = read_label(cell.text, context.report, context.finder)
        column = cell.place.column
        if label is None or column is None or cell.marks or label.kind in ("name", "code", "text"):
            return {}
        labels[column] = (label, cell)
    return labels


def _stand_below(labels: dict[int, tuple[Label, Cell]], below: Sequence[Cell], context: Context) -> bool:
    """Each cell of the row below stands under a label and can be what it labels."""
    columns = [cell.place.column for cell in below]
    if not below or any(column not in labels for column in columns):
        return False
    return all(
        _can_label(labels[column][0], cell, context)
        for cell, column in zip(below, columns, strict=True)
        if column is not None
    )


def _can_label(label: Label, cell: Cell, context: Context) -> bool:
    if label.kind == "period":
        return parse_label(cell.text, context.report) is not None
    if label.kind in ("rating", "arrow"):
        return (
            bool(lone_marks(cell))
            or direction_of_word(cell.text) is not None
            or parse_arrow_word(cell.text) is not None
        )
    if label.kind in ("polarity", "unit"):
        return read_label(cell.text, context.report, context.finder) is None
    return figure_of(cell.text, context) is not None


def _take_below(labels: dict[int, tuple[Label, Cell]], below: Sequence[Cell], found: Sorted) -> None:
    under = {cell.place.column: cell for cell in below}
    for column, (label, label_cell) in labels.items():
        cell = under.get(column)
        if cell is None:
            found.blank.append((label, label_cell))
        else:
            found.parts.append(Part(label, cell.text, cell.place, cell, label_cell, cell.marks or lone_marks(cell)))


def _sort_row(cells: Sequence[Cell], found: Sorted, context: Context) -> None:
    """A row from left to right: labels take the cell behind them, where that is no label itself."""
    position = 0
    while position < len(cells):
        cell = cells[position]
        position += 1
        label = read_label(cell.text, context.report, context.finder)
        if label is not None:
            after = cells[position] if position < len(cells) else None
            if cell.marks and not cell.text[-1:].isdigit():
                found.parts.append(Part(label, "", cell.place, cell, cell, cell.marks))
            elif after is not None and _may_follow(label, after, context):
                found.parts.append(Part(label, after.text, after.place, after, cell, after.marks or lone_marks(after)))
                position += 1
            else:
                found.blank.append((label, cell))
            continue
        pairs = read_pairs(cell.text, context.report, context.finder)
        if pairs:
            found.parts += [_part_of(pair, cell, len(pairs)) for pair in pairs]
            found.fused += len(pairs)
            continue
        _sort_unlabelled(cell, cells, found, context)


def _may_follow(label: Label, cell: Cell, context: Context) -> bool:
    """The cell behind a label is what it labels, unless it is a label of its own."""
    inner = read_label(cell.text, context.report, context.finder)
    if label.kind == "period":
        return parse_label(cell.text, context.report) is not None
    return inner is None and not read_pairs(cell.text, context.report, context.finder)


def _part_of(pair: Pair, cell: Cell, count: int) -> Part:
    place = cell.place if count == 1 else part_of(cell, pair.start, len(pair.text))
    return Part(pair.label, pair.text, place, cell, cell, cell.marks if count == 1 or not pair.text else ())


def _sort_unlabelled(cell: Cell, row: Sequence[Cell], found: Sorted, context: Context) -> None:
    marks = lone_marks(cell)
    if marks:
        found.marks += [(mark, cell) for mark in marks]
        return
    if not any(character.isalnum() for character in cell.text):
        found.unknown.append(cell)
        return
    polarity = polarity_of(cell.text)
    if polarity:
        found.polarities.append(Part(Label("polarity", ""), polarity, cell.place, cell, cell))
        return
    figure = figure_of(cell.text, context)
    if figure is not None:
        found.figures.append(Part(Label("latest", "", figure[1]), figure[0], cell.place, cell, cell, cell.marks))
    elif is_words(cell, context) and (len(cell.text.split()) >= _SENTENCE_WORDS or not _has_digit(cell.text)):
        found.texts.append(cell)
    else:
        found.strange.append(cell)


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def figure_of(text: str, context: Context) -> tuple[str, str] | None:
    """A figure, or a sign that there is none, and the one period printed before or behind it: `42.2% Q2 2021/22`."""
    if len(text) > _MAX_FIGURE:
        return None
    quantity = parse_quantity(text)
    periods = find_periods(text)
    if not periods:
        return (text, "") if quantity is not None else None
    span, label = periods[0].span, periods[0].period.label
    before, behind = text[: span.start].strip(" (:,–-"), text[span.end :].strip(" ):,–-")
    figure = before or behind
    if len(periods) > 1 or not figure or (before and behind) or parse_label(label, context.report) is None:
        return None
    quantity = parse_quantity(figure)
    return (figure, label) if quantity is not None and quantity.missing != "unreadable" else None
