"""Scorecards over time: a name and a mark for each period, no figures; several of them may stand side by side.

`(name) | Q1 | Q2 | Q3 | Q4`, with the name of a group above the columns of each. Each mark is of the period above it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.context import Context
from extract.layouts.boxes_parts import Cells, filled, lone_marks
from extract.layouts.key_words import is_label_word, is_meaning
from extract.roles import is_project_header, role_of
from extract.sink import Sink
from grammar.accumulation import accumulation_of
from grammar.codes import is_code, split_code
from grammar.numbers import parse_quantity
from grammar.periods import parse_label
from records import Cell, Grid, Mark, Statement, Step

_NO_MARK = frozenset({"-", "–", "—"})
_MOST_ABOVE = 3
"""Rows of headings that may stand above the periods."""


@dataclass(frozen=True, slots=True)
class _Panel:
    """One of the scorecards of a grid: its columns of names, its periods by column, and the heading above them."""

    names: range
    periods: dict[int, Cell]
    heading: Cell | None
    label: Cell | None
    """The header above the names ("Measure"), if there is one."""


def is_period_scorecard(grid: Grid, context: Context) -> bool:
    """Below the periods stand names and marks, and nothing else."""
    panels, rows = _panels(grid, context)
    if not panels:
        return False
    rated = 0
    for row in rows:
        for panel in panels:
            names = [row[c] for c in panel.names if row[c].text]
            marks = [row[c] for c in panel.periods]
            if not all(map(_is_mark, marks)) or not _can_be_names(names):
                return False
            if any(cell.text or cell.marks for cell in marks):
                if not names:
                    return False
                rated += any(map(lone_marks, marks))
    return rated >= 2


def read_period_scorecard(grid: Grid, context: Context, sink: Sink) -> None:
    """Write a statement for each mark."""
    panels, rows = _panels(grid, context)
    for panel in panels:
        _claim_headers(panel, sink)
        section = panel.heading.text if panel.heading is not None else context.section
        for row in rows:
            names = [row[c] for c in panel.names if row[c].text]
            if not any(row[c].text or row[c].marks for c in panel.periods):
                for cell in names:
                    sink.claim(cell, "context", "group heading, or a name without marks")
                continue
            for c, header in panel.periods.items():
                _write(row[c], names, header, section, panel, context, sink)


def _claim_headers(panel: _Panel, sink: Sink) -> None:
    for cell in (*panel.periods.values(), panel.heading, panel.label):
        if cell is not None:
            sink.claim(cell, "header")


# ---------------------------------------------------------------------------------------- columns
def _panels(grid: Grid, context: Context) -> tuple[list[_Panel], list[Cells]]:
    """The scorecards of a grid and the rows below their periods; none where the periods are not those of all."""
    for index, row in enumerate(grid.rows[: _MOST_ABOVE + 1]):
        periods = _periods(row, context)
        if len(periods) < 2:
            continue
        above = [cell for head in grid.rows[:index] for cell in filled(head)]
        panels = _cut(row, periods, above)
        rows = [below for below in grid.rows[index + 1 :] if filled(below)]
        return (panels, rows) if panels else ([], [])
    return [], []


def _periods(row: Cells, context: Context) -> list[int]:
    return [c for c, cell in enumerate(row) if cell.text and parse_label(cell.text, context.report) is not None]


def _cut(row: Cells, periods: Sequence[int], above: Sequence[Cell]) -> list[_Panel]:
    """Runs of periods side by side, each behind its own column of names; [] where something else stands among them."""
    runs: list[list[int]] = []
    for column in periods:
        if runs and runs[-1][-1] == column - 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    panels: list[_Panel] = []
    start = 0
    for run in runs:
        names, texts = range(start, run[0]), [row[c].text for c in run]
        labels = [row[c] for c in names if row[c].text]
        heads = [cell for cell in above if start <= (cell.place.column or 0) <= run[-1]]
        if not names or len(run) < 2 or len(set(texts)) < len(run) or len(heads) > 1 or len(labels) > 1:
            return []
        if labels and role_of(labels[0].text) != "name":
            return []
        label = labels[0] if labels else None
        panels.append(_Panel(names, {c: row[c] for c in run}, heads[0] if heads else None, label))
        start = run[-1] + 1
    if any(cell.text for cell in row[start:]) or len({len(panel.periods) for panel in panels}) > 1:
        return []
    return panels


# ---------------------------------------------------------------------------------------- rows
def _is_mark(cell: Cell) -> bool:
    return not cell.text or bool(lone_marks(cell)) or cell.text in _NO_MARK or is_meaning(cell.text) or _is_none(cell)


def _is_none(cell: Cell) -> bool:
    """`No data`: a sign that there is nothing to rate."""
    quantity = parse_quantity(cell.text)
    return quantity is not None and quantity.number is None and bool(quantity.missing)


def _can_be_names(cells: Sequence[Cell]) -> bool:
    """One name, with its code before it or without."""
    words = [cell for cell in cells if not is_code(cell.text)]
    if not cells:
        return True
    return len(words) == 1 and len(cells) <= 2 and not (is_meaning(words[0].text) or is_label_word(words[0].text))


def _write(
    cell: Cell, names: Sequence[Cell], header: Cell, section: str, panel: _Panel, context: Context, sink: Sink
) -> None:
    mark: Mark | None = next((m for m in lone_marks(cell) if m.rag or m.arrow), None)
    for named in names:
        sink.claim(named, "observation")
    if mark is None or (mark.rag == "not_rated" and mark.basis not in ("word", "letter")):
        if not cell.text or cell.text in _NO_MARK or mark is not None or _is_none(cell):
            sink.claim(cell, "context", "no mark")
        return
    name = next(named for named in names if not is_code(named.text))
    code = next((named.text for named in names if is_code(named.text)), "")
    project = panel.label is not None and is_project_header(panel.label.text)
    sink.claim(cell, "observation")
    sink.statements.append(
        Statement(
            kind="project" if project else "measure",
            indicator=" ".join(name.text.split()),
            code=code or split_code(name.text)[0],
            section=section,
            place=cell.place,
            reader="scorecard",
            period=header.text,
            period_basis="header",
            accumulation=accumulation_of(name.text),
            rating=mark if mark.rag else None,
            rag_scope="period" if mark.rag else None,
            arrow=mark if mark.arrow else None,
            arrow_sense=(context.legend.arrow_sense or None) if mark.arrow else None,  # type: ignore[arg-type]
            steps=(
                Step("extract", "indicator", "row name", name.text, name.place),
                Step("extract", "arrow" if mark.arrow else "rag", "mark below the period", cell.text, cell.place),
                Step("extract", "period", "row of periods", header.text, header.place),
            ),
        )
    )
