"""The marks of a box: what rates its title or its figure, and which way that figure went."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.context import Context
from extract.layouts.boxes_parts import Part, Sorted
from extract.layouts.legends import sense_of_header
from extract.sink import Sink
from grammar.arrows import direction_of_word, parse_arrow, parse_arrow_word
from grammar.ratings import parse_rating
from records import ArrowDirection, Cell, Mark, Rag, Statement, Step

Marked = tuple[Mark, Part | Cell]
"""A mark and what it stands in."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The rating and the arrow of a box, and the word that it prints for its direction ("Improving")."""

    rating: Marked | None
    arrow: Marked | None
    direction: Part | None


def box_marks(
    cells: Sorted, marks: Sequence[tuple[Mark, Cell]], main: Part | None, rating: Mark | None, sink: Sink
) -> Marks:
    """What rates the box, `main` being its figure and `rating` the rating beside that; of two that differ, none."""
    ratings: list[Marked] = [(mark, cell) for mark, cell in marks if mark.rag and _rates(mark)]
    arrows: list[Marked] = [(mark, cell) for mark, cell in marks if mark.arrow]
    direction: Part | None = None
    for part in cells.parts:
        if part.label.kind == "rating":
            mark = next((m for m in part.marks if m.rag), None) or parse_rating(part.text, symbols=True)
            ratings += [(mark, part)] if mark is not None else []
        elif part.label.kind == "arrow":
            direction = part if direction_of_word(part.text) is not None else direction
            mark = next((m for m in part.marks if m.arrow), None) or parse_arrow(part.text)
            mark = mark or (parse_arrow_word(part.text) if direction is not part else None)
            arrows += [(mark, part)] if mark is not None else []
    if main is not None:
        arrows += [(mark, main) for mark in main.marks if mark.arrow]
        ratings += [(rating, main)] if rating is not None else []
    return Marks(_only(ratings, "ratings", sink), _only(arrows, "arrows", sink), direction)


def _rates(mark: Mark) -> bool:
    """A grey symbol, which the key explains as "no data", is no rating; a printed "N/A" says that there is none."""
    return mark.rag != "not_rated" or mark.basis in ("word", "letter")


def _only(found: Sequence[Marked], what: str, sink: Sink) -> Marked | None:
    told: set[Rag | ArrowDirection | None] = {mark.rag or mark.arrow for mark, _ in found}
    if len(told) > 1:
        sink.find("second_mark", f"a box with {what} that differ: none was taken", found[0][1].place, found[0][0].raw)
        return None
    for _, cell in found:
        sink.claim(cell.cell if isinstance(cell, Part) else cell, "observation", "mark of the box")
    return found[0] if found else None


def with_marks(statement: Statement, found: Marks, context: Context) -> Statement:
    """The statement of the figure that the box is about."""
    steps = list(statement.steps)
    statement = replace(statement, rating=None, rag_scope=None)
    if found.rating is not None:
        mark, cell = found.rating
        steps.append(Step("extract", "rag", "rating of the box", mark.raw, cell.place))
        statement = replace(statement, rating=mark, rag_scope="period")
    if found.arrow is not None:
        mark, cell = found.arrow
        steps.append(Step("extract", "arrow", "arrow of the box", mark.raw, cell.place))
        label = cell.label.text if isinstance(cell, Part) and cell.label.kind == "arrow" else ""
        sense = context.legend.arrow_sense or sense_of_header(label)
        statement = replace(statement, arrow=mark, arrow_sense=sense or None)  # type: ignore[arg-type]
    elif found.direction is not None:
        steps.append(Step("extract", "direction", "word behind a label", found.direction.text, found.direction.place))
        statement = replace(statement, direction=found.direction.text)
    return replace(statement, steps=tuple(steps))
