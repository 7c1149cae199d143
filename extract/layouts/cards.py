"""Cards: a small table that names one indicator and its keepers, above the table of its history; and status tables.

A card gives context (code, name, polarity) to what follows. A status table rates the programme named above it.
"""

from dataclasses import replace
from itertools import pairwise

from extract.context import Context
from extract.layouts.block import Labels, take_label
from extract.layouts.sentences import is_single_figure
from extract.sink import Sink
from extract.vocabulary import label_of, split_label
from grammar.arrows import parse_arrow_word
from grammar.codes import is_code
from grammar.polarity import parse_polarity
from grammar.ratings import parse_rating
from records import Cell, Grid, Statement, Step

_STATUS_LABELS = frozenset(
    {"current status", "overall status", "programme status", "project status", "status", "rag status", "overall rag"}
)


def is_card(grid: Grid) -> bool:
    """First row a code and a name; below it only labelled rows without periods or values."""
    first = [cell for cell in grid.rows[0] if cell.text]
    if len(first) < 2 or not is_code(first[0].text) or len(first[1].text.split()) < 2:
        return False
    below = [next((cell for cell in row if cell.text), None) for row in grid.rows[1:]]
    labels = [cell for cell in below if cell is not None]
    return len(labels) >= 2 and all(label_of(cell.text) for cell in labels) and not _prints_figures(grid)


def _prints_figures(grid: Grid) -> bool:
    """The latest figure and its target stand in the grid: it is a box of its own, not the card of a history."""
    told = set()
    for row in grid.rows[1:]:
        for label, value in pairwise([cell for cell in row if cell.text]):
            if is_single_figure(value.text):
                told.add(label_of(label.text))
    return told >= {"latest", "target"}


def read_card(grid: Grid, context: Context, sink: Sink) -> Context:
    """The context that a card gives to the history below it."""
    first = [cell for cell in grid.rows[0] if cell.text]
    code, name = first[0], first[1]
    sink.claim(code, "context", "card: code")
    sink.claim(name, "context", "card: name")
    for cell in first[2:]:
        sink.claim(cell, "repeat", "gauge or latest result beside the name, printed again in the table below")
    polarity = ""
    for row in grid.rows[1:]:
        cells = [cell for cell in row if cell.text]
        for index, cell in enumerate(cells):
            kind, rest = (label_of(cell.text), "") if label_of(cell.text) else split_label(cell.text)
            if not kind:
                _claim_value(cell, cells[index - 1] if index else cell, sink)
                continue
            sink.claim(cell, "header")
            text = rest or (cells[index + 1].text if index + 1 < len(cells) else "")
            if kind == "polarity" and parse_polarity(text) is not None:
                polarity = text
    title = " ".join(name.text.split())
    return replace(context, title=title, title_cell=name, code=code.text, polarity=polarity)


def _claim_value(cell: Cell, label: Cell, sink: Sink) -> None:
    if label_of(label.text) == "rating" and parse_rating(cell.text, symbols=True) is None:
        sink.claim(cell, "unread", "a mark without colour: no rating can be told from it")
        sink.find("unread_mark", "a mark without colour: no rating can be told from it", cell.place, cell.text)
    else:
        sink.claim(cell, "context", "card")


def is_status(grid: Grid) -> bool:
    """A labelled rating ("Current Status: GREEN") without figures."""
    return any(_status_cell(row) is not None for row in grid.rows)


def _status_cell(row: tuple[Cell, ...]) -> tuple[Cell, Cell] | None:
    cells = [cell for cell in row if cell.text]
    for label, value in pairwise(cells):
        if label.text.strip(" :").lower() in _STATUS_LABELS and parse_rating(value.text) is not None:
            return label, value
    return None


def read_status(grid: Grid, context: Context, sink: Sink) -> None:
    """Write a statement for each labelled rating, named by the row or heading above it."""
    name: Cell | None = None
    labels = Labels()
    for row in grid.rows:
        cells = [cell for cell in row if cell.text]
        found = _status_cell(row)
        if found is not None:
            _write(found[0], found[1], name, cells, context, sink)
            name = None
        elif len(cells) == 1 and not label_of(cells[0].text):
            name = cells[0]
            sink.claim(name, "context", "name of the programme below")
        elif cells and label_of(cells[0].text):
            sink.claim(cells[0], "header")
            for cell in cells[1:]:
                take_label(labels, "text", cell, sink)


def _write(label: Cell, value: Cell, name: Cell | None, cells: list[Cell], context: Context, sink: Sink) -> None:
    title = name.text if name is not None else context.title
    rating = parse_rating(value.text)
    sink.claim(label, "header")
    sink.claim(value, "observation")
    position = cells.index(value)
    arrow = None
    for after, cell in enumerate(cells[position + 1 :], start=position + 1):
        mark = next((m for m in cell.marks if m.arrow), None) or parse_arrow_word(cell.text)
        sink.claim(cell, "header" if label_of(cell.text) else "observation" if mark else "commentary")
        if mark is not None and label_of(cells[after - 1].text) == "arrow":
            arrow = mark
    sink.statements.append(
        Statement(
            kind="project",
            indicator=" ".join(title.split()),
            section=context.section if context.section != title else "",
            place=value.place,
            reader="status",
            period_basis="report",
            rating=rating,
            rag_scope="overall",
            arrow=arrow,
            arrow_sense=context.legend.arrow_sense or None if arrow else None,  # type: ignore[arg-type]
            steps=(
                Step("extract", "rag", f"labelled cell {label.text!r}", value.text, value.place),
                Step(
                    "extract",
                    "indicator",
                    "row above" if name else "heading above",
                    title,
                    name.place if name else label.place,
                ),
            ),
        )
    )
