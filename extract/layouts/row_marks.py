"""The ratings, arrows, directions in words and fractions of a row, and the figure each belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.columns import Column
from extract.context import Context
from extract.layouts.legends import sense_of_header
from extract.layouts.row_types import Draft, Row, is_mark_only, newest_of
from extract.sink import Sink
from grammar.arrows import direction_of_word, find_arrows, parse_arrow, parse_arrow_word
from grammar.numbers import parse_quantity
from grammar.periods import parse_label
from grammar.ratings import parse_rating
from records import Cell, Mark, Rag, Step

_STATUS_WORDS: dict[str, Rag] = {"ok": "G", "warning": "A", "alert": "R"}
"""Status words of performance software, read in rating columns only."""
_ASKS = re.compile(
    r"^(?!.*(?:\bnot?\b|n['’]t\b|\bfail|\bmiss|\brisk|unlikely|\bearlier\b|\bbelow\b)).*?"
    r"\b(?:on target|target met|met target|achieved|on track|(?:meet|achieve|hit|reach)\b[^.]{0,60}\btargets?|"
    r"targets?\b[^.]{0,60} be met)\b",
    re.IGNORECASE,
)
_STATUS = {
    "completed": "completed",
    "complete": "completed",
    "closed": "closed",
    "discontinued": "discontinued",
    "not started": "not_started",
    "on hold": "on_hold",
}


@dataclass(frozen=True, slots=True)
class RowMark:
    """One mark of a row: what it is, the cell and the column that print it. `mark` is None for a direction in words."""

    kind: Literal["rating", "arrow", "direction", "fraction"]
    mark: Mark | None
    cell: Cell
    column: Column


def row_marks(row: Row, sink: Sink) -> list[RowMark]:
    """All marks of the row's columns, left to right; what is no known mark in a column of marks is listed."""
    found: list[RowMark] = []
    for column in row.header.of("value", "previous", "comparator"):
        cell = row.cell(column)
        found += [
            RowMark("rating" if mark.rag else "arrow", mark, cell, column)
            for mark in cell.marks
            if mark.basis not in ("word", "letter")
            or is_mark_only(cell)
            or _is_behind(mark, cell)
            or mark.raw[:1] in "[("
        ]
    for column in row.header.of("rating", "arrow"):
        cell = row.cell(column)
        if cell.text or cell.marks:
            here = _marks_of(cell, column)
            found += here
            if here:
                sink.claim(cell, "observation")
            else:
                _claim_unknown(cell, column, sink)
    for column in row.header.of("fraction"):
        cell = row.cell(column)
        if cell.text:
            quantity = parse_quantity(cell.text)
            useful = quantity is not None and quantity.numerator is not None
            sink.claim(cell, "observation" if useful else "commentary", "numerator and denominator")
            found += [RowMark("fraction", None, cell, column)] if useful else []
    return found


def _is_behind(mark: Mark, cell: Cell) -> bool:
    """A letter that stood behind the cell's figure."""
    return mark.basis == "letter" and any(c.isdigit() for c in cell.text)


def _marks_of(cell: Cell, column: Column) -> list[RowMark]:
    found: list[RowMark] = []
    rating: Mark | None = next((m for m in cell.marks if m.rag), None)
    if column.role == "rating":
        rating = rating or parse_rating(cell.text, symbols=True) or _worded_rating(cell.text, column)
    elif rating is not None and rating.rag == "not_rated":
        rating = None
    arrow = next((m for m in cell.marks if m.arrow), None)
    if arrow is None and column.role == "arrow":
        arrow = _worded_arrow(cell.text)
    if rating is not None:
        found.append(RowMark("rating", rating, cell, column))
    if arrow is not None:
        found.append(RowMark("arrow", arrow, cell, column))
    if not found and column.role == "arrow" and direction_of_word(cell.text):
        found.append(RowMark("direction", None, cell, column))
    return found


def _worded_rating(text: str, column: Column) -> Mark | None:
    """`🟢 OK`, `G - on target`, `Red (off target)`, and Yes / No under a header that asks about the target."""
    word = text.strip().lower()
    if word in _STATUS_WORDS:
        return Mark(text, "word", rag=_STATUS_WORDS[word])
    if word in ("yes", "no") and _ASKS.search(column.text):
        return Mark(text, "word", rag="G" if word == "yes" else "R")
    parts = [part for part in re.split(r"\s+[-–]\s+|[()●]|\s{2,}", text) if part.strip()]
    parts = parts if len(parts) > 1 else text.split(" ", 1)
    found = [parse_rating(part.strip(), symbols=True) for part in parts]
    told = [_STATUS_WORDS.get(part.strip().lower()) for part in parts]
    rags = {mark.rag for mark in found if mark is not None} | {rag for rag in told if rag is not None}
    known = all(mark is not None or rag is not None for mark, rag in zip(found, told, strict=True))
    first = next((mark for mark in found if mark is not None), None)
    return replace(first, raw=text) if known and len(rags) == 1 and first is not None else None


def _claim_unknown(cell: Cell, column: Column, sink: Sink) -> None:
    quantity = parse_quantity(cell.text)
    if quantity is not None and quantity.missing:
        sink.claim(cell, "commentary", "no mark")
        return
    sink.claim(cell, "unread", "no known mark")
    sink.find("unread_mark", f"the column {column.text!r} holds no mark that is known", cell.place, cell.text)


def _worded_arrow(text: str) -> Mark | None:
    """An arrow lost to a symbol font (`é`), or spelled out ("Up"); words of meaning ("No change") are directions."""
    if direction_of_word(text) is not None:
        return None
    return (parse_arrow(text, symbol_font=True) if len(text) <= 2 else None) or parse_arrow_word(text)


def give_marks(drafts: Sequence[Draft], marks: Sequence[RowMark], row: Row, context: Context, sink: Sink) -> None:
    """Hand each mark to its figure: by the period of its column, by its place beside a value column, or the newest."""
    newest = newest_of(drafts)
    for mark in sorted(marks, key=_is_outlook):
        owner = _owner(mark, drafts, row, newest)
        if owner is None:
            sink.find(
                "mark_without_figure",
                f"{mark.column.text!r} rates no figure of its row",
                mark.cell.place,
                mark.cell.text,
            )
        elif mark.kind == "rating" and owner.statement.rating is None:
            _give_rating(owner, mark)
            _doubt_earlier(owner, mark, row, "rag")
        elif mark.kind == "arrow" and owner.statement.arrow is None:
            _give_arrow(owner, mark, context)
            _doubt_earlier(owner, mark, row, "arrow")
        elif mark.kind == "direction" and owner.statement.arrow is None and not owner.statement.direction:
            owner.statement = replace(owner.statement, direction=mark.cell.text)
            _step(owner, mark, "direction", "word in")
        elif mark.kind == "fraction":
            owner.statement = replace(owner.statement, fraction=mark.cell.text)
            _step(owner, mark, "numerator", "numerator and denominator in")
        else:
            _note_difference(owner, mark)
            sink.find(
                "second_mark",
                f"{mark.column.text!r} is a second mark of one figure",
                mark.cell.place,
                mark.cell.text,
                "info",
            )


def _is_outlook(mark: RowMark) -> bool:
    """An answer whether the year's target will be met: behind the ratings of what was reached."""
    return mark.kind == "rating" and mark.column.forecast and bool(_ASKS.search(mark.column.text))


def _doubt_earlier(owner: Draft, mark: RowMark, row: Row, field: str) -> None:
    """The newest figure that the row prints is of an earlier period than the report's, whose cell is blank: a mark
    under a header without a period may be about either."""
    if row.report is None or owner.period is None or mark.column.period or owner.statement.place == mark.cell.place:
        return
    dated = [
        (p, c) for c in row.header.of("value") if c.period and (p := parse_label(c.period, row.report)) is not None
    ]
    due = [(p.end, c.index) for p, c in dated if p.end <= row.report.end]
    if due and max(due)[0] > owner.period.end and not row.cells[max(due)[1]].text:
        owner.flag(field, "not_current")


def _note_difference(draft: Draft, mark: RowMark) -> None:
    """Two arrow columns that disagree (a short and a long trend): the first stands, and says that there is another."""
    first = draft.statement.arrow
    if mark.kind == "arrow" and first is not None and mark.mark is not None and first.arrow != mark.mark.arrow:
        draft.flag("arrow", "two_printed")


def _owner(mark: RowMark, drafts: Sequence[Draft], row: Row, newest: Draft | None) -> Draft | None:
    beside_figure = [draft for draft in drafts if draft.statement.place == mark.cell.place]
    if beside_figure:
        return beside_figure[0]  # a fill behind the figure, or a symbol beside it in its own cell
    own = [draft for draft in drafts if not draft.statement.comparator]
    if mark.column.period:
        period = parse_label(mark.column.period, row.report)
        named = [
            d
            for d in own
            if d.column.period == mark.column.period
            or (period and d.period and (d.period.start, d.period.end) == (period.start, period.end))
        ]
        if named:
            return named[-1]
    beside = [column for column in row.header.of(mark.column.role) if column.role == mark.column.role]
    values = [column for column in row.header.of("value", "previous") if column.index < mark.column.index]
    if len(beside) > 1 and len({_left_value(column, row) for column in beside}) > 1:
        left = _left_value(mark.column, row)
        return next((d for d in own if d.column.index == left), None) if values else newest
    if mark.column.period and not mark.column.forecast and len(beside) > 1:
        return None
    return newest


def _left_value(column: Column, row: Row) -> int:
    """The nearest value column to the left, -1 if there is none."""
    return max((c.index for c in row.header.of("value", "previous") if c.index < column.index), default=-1)


def _give_rating(draft: Draft, mark: RowMark) -> None:
    project = draft.statement.kind == "project"
    scope: Literal["year_end_forecast", "overall", "period"] = "overall" if project else "period"
    if mark.column.forecast:
        scope = "year_end_forecast"
    status = _STATUS.get(mark.cell.text.strip().strip(".").lower(), "")
    draft.statement = replace(draft.statement, rating=mark.mark, rag_scope=scope, status=status)
    _step(draft, mark, "rag", "")


def _give_arrow(draft: Draft, mark: RowMark, context: Context) -> None:
    sense = context.legend.arrow_sense or sense_of_header(mark.column.text)
    draft.statement = replace(draft.statement, arrow=mark.mark, arrow_sense=sense or None)  # type: ignore[arg-type]
    _step(draft, mark, "arrow", "")


def _step(draft: Draft, mark: RowMark, field: str, words: str) -> None:
    rule = f"{words} column {mark.column.text!r}".strip()
    draft.steps.append(Step("extract", field, rule, mark.cell.text, mark.cell.place))


def with_change_arrows(drafts: list[Draft], row: Row, legend_sense: str, sink: Sink) -> list[Draft]:
    """`↑8.1` in a column of changes: the sign of the change of the value column to its left, not its meaning. An arrow
    alone means what the key says, `legend_sense`."""
    for column in row.header.of("change"):
        cell = row.cell(column)
        if not cell.text:
            continue
        arrows = find_arrows(cell.text)
        left = [draft for draft in drafts if draft.column.index < column.index]
        if not arrows or not left:
            sink.claim(cell, "commentary", "change, not a figure of its own")
            continue
        nearest = max(draft.column.index for draft in left)
        shown = next((mark for mark in cell.marks if mark.arrow), arrows[0][0])
        mark = replace(shown, raw=cell.text)
        alone = not any(c.isdigit() for c in cell.text)
        sense = legend_sense if alone and legend_sense else "value"
        for draft in [d for d in left if d.column.index == nearest]:
            draft.statement = replace(draft.statement, arrow=mark, arrow_sense=sense)  # type: ignore[arg-type]
            rule = f"sign of the change in column {column.text!r}"
            draft.steps.append(Step("extract", "arrow", rule, cell.text, cell.place))
        sink.claim(cell, "observation", "sign of a change")
    return drafts
