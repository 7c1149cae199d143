"""The statements of a box with a history: one for each period, with its target, its rating and its arrow."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.context import Context
from extract.layouts.boxes_history import Column, History, Marked, arrows_of, column_of, newest
from extract.layouts.boxes_parts import filled
from extract.layouts.legends import sense_of_header
from extract.layouts.sentences import count_figures
from extract.sink import Sink
from extract.vocabulary import FINANCE_WORDS
from grammar.accumulation import accumulation_of
from grammar.codes import split_code
from grammar.periods import financial_year_of, find_periods
from grammar.units import unit_of_header
from records import Cell, Statement, Step, TargetStatement

_TOKEN = re.compile(r"\d[\d,.]*")


def write_history(found: History, context: Context, sink: Sink) -> None:
    """Write all figures of a box; one that cannot be read surely is a finding, and nothing of it is published."""
    if found.title is None or found.reason:
        place = found.title.place if found.title is not None else found.columns[0].header.place
        sink.find("box_not_read", found.reason, place, found.title.text if found.title is not None else "")
        return
    ratings = _by_period(found.ratings, found, "ratings", sink)
    arrows = _by_period(arrows_of(found), found, "arrows", sink)
    for column in found.columns:
        start = column.columns.start
        _write(column, ratings.get(start), arrows.get(start), found, context, sink)
    _claim(found, sink)


def _by_period(marks: Sequence[Marked], found: History, what: str, sink: Sink) -> dict[int, Marked]:
    """Marks by the first column of their periods; none where the period of one of them cannot be told."""
    placed: dict[int, Marked] = {}
    for marked in marks:
        column = column_of(marked, len(marks) == 1, found)
        if column is None or column.columns.start in placed:
            message = f"{what} of which the periods cannot be told: none was taken"
            sink.find("rating_not_assigned", message, marked.cell.place, marked.mark.raw)
            return {}
        placed[column.columns.start] = marked
    return placed


def _target(column: Column, found: History) -> Cell | None:
    """The target of a period: in its own column or row, or merged over all periods, where its year is theirs."""
    cells = [cell for cell in filled(found.targets)[1:] if cell.text]
    if column.target >= 0 and found.values[column.target].text:
        return found.values[column.target]
    if len(cells) == 1 and cells[0].column_span > 1:
        year = financial_year_of(newest(found).period.end)
        return cells[0] if year.start <= column.period.end <= year.end else None
    below = found.targets[column.value] if found.targets else None
    return below if below is not None and below.text else None


def _write(
    column: Column, rating: Marked | None, arrow: Marked | None, found: History, context: Context, sink: Sink
) -> None:
    cell, target, title = found.values[column.value], _target(column, found), found.title
    if title is None or not (cell.text or target is not None or rating is not None):
        return
    name = " ".join(title.text.split())
    kept = rating.mark if rating is not None else None
    steps = [
        Step("extract", "value", "row of figures below the period", cell.text, cell.place),
        Step("extract", "indicator", "title of the box", name, title.place),
        Step("extract", "period", "row of periods", column.header.text, column.header.place),
    ]
    for field, mark in (("rag", rating), ("arrow", arrow)):
        if mark is not None:
            steps.append(Step("extract", field, f"row {mark.label.text!r}", mark.mark.raw, mark.cell.place))
            sink.claim(mark.cell, "observation", "mark of the box")
    place = cell.place if cell.text or target is None else target.place
    statement = Statement(
        kind="finance" if FINANCE_WORDS.search(name) else "measure",
        indicator=name,
        code=found.code or split_code(name)[0],
        section=context.section if context.section != name else "",
        place=place,
        reader="box",
        period=column.header.text,
        period_basis="header",
        accumulation=accumulation_of(name),
        value=cell.text,
        unit=unit_of_header(found.unit) if found.unit else "",
        rating=kept,
        rag_scope="period" if kept is not None else None,
        polarity=found.polarity[0] if found.polarity else context.polarity,
        steps=tuple(steps),
    )
    if arrow is not None:
        sense = context.legend.arrow_sense or sense_of_header(arrow.label.text)
        statement = replace(statement, arrow=arrow.mark, arrow_sense=sense or None)  # type: ignore[arg-type]
    if target is not None:
        statement = _with_target(statement, target, column, found, sink)
    sink.claim(cell, "observation")
    sink.statements.append(statement)


def _with_target(statement: Statement, target: Cell, column: Column, found: History, sink: Sink) -> Statement:
    sink.claim(target, "target")
    shared = target.column_span > 1
    stated = TargetStatement(
        indicator=statement.indicator,
        code=statement.code,
        target=target.text,
        place=target.place,
        section=statement.section,
        period="" if shared else column.header.text,
        scope="period",
        header="Target",
    )
    if not shared or all(known.place != target.place for known in sink.targets):
        sink.targets.append(stated)
    step = Step("extract", "target", "labelled cell of the box", target.text, target.place)
    return replace(statement, target=target.text, target_scope="period", steps=(*statement.steps, step))


# ---------------------------------------------------------------------------------------- account of the cells
def _claim(found: History, sink: Sink) -> None:
    """Say where the other cells ended up; marks not taken and other figures beside the box are left to be listed."""
    if found.title is not None:
        sink.claim(found.title, "observation", "title of the box")
    for cell in (*found.headers, *filled(found.values)[:1]):
        sink.claim(cell, "header")
    for cell in found.words:
        sink.claim(cell, "commentary", "words of the box")
        sink.prose_figures += count_figures(cell.text)
    if found.polarity:
        sink.claim(found.polarity[1], "observation", "polarity")
    taken = set(map(id, arrows_of(found)))
    for arrow in found.arrows:
        if id(arrow) not in taken:
            sink.claim(arrow.cell, "context", "long-term trend")
    own = [cell for cell in (*filled(found.values), *filled(found.targets)) if cell not in found.beside]
    printed = {token for cell in own for token in _TOKEN.findall(cell.text)}
    for cell in found.beside:
        if all(token in printed for token in _TOKEN.findall(_without_periods(cell.text))):
            sink.claim(cell, "repeat", "beside the box: figures of its chart")


def _without_periods(text: str) -> str:
    for item in reversed(find_periods(text)):
        text = text[: item.span.start] + text[item.span.end :]
    return text
