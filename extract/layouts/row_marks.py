"""The ratings, arrows and fractions of a row, and the figure they belong to."""

from dataclasses import dataclass, replace

from extract.columns import Column
from extract.context import Context
from extract.layouts.legends import sense_of_header
from extract.layouts.row_types import Draft, Row
from extract.sink import Sink
from grammar.arrows import direction_of_word, find_arrows, parse_arrow, parse_arrow_word
from grammar.numbers import parse_quantity
from grammar.ratings import parse_rating
from records import (
    Cell,
    Mark,
    Step,
)


@dataclass(frozen=True, slots=True)
class RowMarks:
    rating: Mark | None = None
    rating_cell: Cell | None = None
    rating_column: Column | None = None
    arrow: Mark | None = None
    arrow_cell: Cell | None = None
    fraction: Cell | None = None
    direction_cell: Cell | None = None
    arrow_header: str = ""

    @property
    def any(self) -> bool:
        """A rating or an arrow is printed."""
        return self.rating is not None or self.arrow is not None or self.direction_cell is not None


def row_marks(row: Row, sink: Sink) -> RowMarks:
    found = RowMarks()
    for column in row.header.of("rating", "arrow"):
        cell = row.cell(column)
        if not cell.text and not cell.marks:
            continue
        rating = (
            _rating(cell)
            if column.role == "rating"
            else next((m for m in cell.marks if m.rag and m.rag != "not_rated"), None)
        )
        arrow = next((m for m in cell.marks if m.arrow), None) or (
            _worded_arrow(cell.text) if column.role == "arrow" else None
        )
        if rating is not None and found.rating is None:
            found = replace(found, rating=rating, rating_cell=cell, rating_column=column)
            sink.claim(cell, "observation")
        if arrow is not None and found.arrow is None:
            found = replace(found, arrow=arrow, arrow_cell=cell, arrow_header=column.text)
            sink.claim(cell, "observation")
        if rating is None and arrow is None and direction_of_word(cell.text) and column.role == "arrow":
            found = replace(found, direction_cell=found.direction_cell or cell)
            sink.claim(cell, "observation", "direction in words")
        elif rating is None and arrow is None:
            quantity = parse_quantity(cell.text)
            blank = quantity is not None and bool(quantity.missing)
            sink.claim(cell, "commentary" if blank else "unread", "no mark" if blank else "no known mark")
            if not blank:
                sink.find(
                    "unread_mark", f"the column {column.text!r} holds no mark that is known", cell.place, cell.text
                )
    for column in row.header.of("fraction"):
        cell = row.cell(column)
        if cell.text:
            quantity = parse_quantity(cell.text)
            useful = quantity is not None and quantity.numerator is not None
            sink.claim(cell, "observation" if useful else "commentary", "numerator and denominator")
            found = replace(found, fraction=cell) if useful else found
    return found


def _worded_arrow(text: str) -> Mark | None:
    """An arrow lost to a symbol font (`é`), or spelled out ("Up"); words of meaning ("No change") are directions."""
    if direction_of_word(text) is not None:
        return None
    return (parse_arrow(text, symbol_font=True) if len(text) <= 2 else None) or parse_arrow_word(text)


def _rating(cell: Cell) -> Mark | None:
    mark = next((m for m in cell.marks if m.rag), None)
    return mark or parse_rating(cell.text, symbols=True)


def give_marks(draft: Draft, marks: RowMarks, context: Context) -> None:
    if marks.rating is not None and marks.rating_column is not None and marks.rating_cell is not None:
        forecast = marks.rating_column.forecast
        status = _status_word(marks.rating_cell.text)
        scope = "year_end_forecast" if forecast else "overall" if draft.statement.kind == "project" else "period"
        draft.statement = replace(draft.statement, rating=marks.rating, rag_scope=scope, status=status)  # type: ignore[arg-type]
        draft.steps.append(
            Step(
                "extract",
                "rag",
                f"column {marks.rating_column.text!r}",
                marks.rating_cell.text,
                marks.rating_cell.place,
            )
        )
    if marks.arrow is not None and marks.arrow_cell is not None:
        sense = context.legend.arrow_sense or sense_of_header(marks.arrow_header)
        draft.statement = replace(draft.statement, arrow=marks.arrow, arrow_sense=sense or None)  # type: ignore[arg-type]
        draft.steps.append(Step("extract", "arrow", "arrow column", marks.arrow_cell.text, marks.arrow_cell.place))
    if marks.direction_cell is not None and marks.arrow is None:
        draft.statement = replace(draft.statement, direction=marks.direction_cell.text)
        draft.steps.append(
            Step(
                "extract",
                "direction",
                "word in the direction column",
                marks.direction_cell.text,
                marks.direction_cell.place,
            )
        )
    if marks.fraction is not None:
        draft.statement = replace(draft.statement, fraction=marks.fraction.text)
        draft.steps.append(
            Step(
                "extract", "numerator", "column of numerator and denominator", marks.fraction.text, marks.fraction.place
            )
        )


def _status_word(text: str) -> str:
    word = text.strip().strip(".").lower()
    known = {
        "completed": "completed",
        "complete": "completed",
        "closed": "closed",
        "discontinued": "discontinued",
        "not started": "not_started",
        "on hold": "on_hold",
    }
    return known.get(word, "")


def with_change_arrows(drafts: list[Draft], row: Row, context: Context, sink: Sink) -> list[Draft]:
    """`↑8.1` in a column of changes: the sign of the change of the value column to its left, not its meaning."""
    for column in row.header.of("change"):
        cell = row.cell(column)
        if not cell.text:
            continue
        arrows = find_arrows(cell.text)
        left = [draft for draft in drafts if draft.column.index < column.index]
        if arrows and left:
            nearest = max(left, key=lambda draft: draft.column.index)
            mark = replace(arrows[0][0], raw=cell.text)
            for draft in [d for d in left if d.column.index == nearest.column.index]:
                draft.statement = replace(draft.statement, arrow=mark, arrow_sense="value")
                draft.steps.append(
                    Step("extract", "arrow", f"sign of the change in column {column.text!r}", cell.text, cell.place)
                )
            sink.claim(cell, "observation", "sign of a change")
        else:
            sink.claim(cell, "commentary", "change, not a figure of its own")
    return drafts
