"""The statements of one box: its latest figure, figures of other periods and areas, and its target.

Ratings and arrows that carry no label, or stand beside the title, belong to the latest figure; those beside another
figure to that figure. A target belongs to every period that the box shows, except those of earlier years.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.context import Context
from extract.layouts.boxes_figures import Figure, figure_parts, main_figure, newest_year, read_figure, told_period
from extract.layouts.boxes_marks import Marked, box_marks, with_marks
from extract.layouts.boxes_parts import Part, Sorted
from extract.sink import Sink
from extract.vocabulary import FINANCE_WORDS, MEASURE_WORDS
from grammar.accumulation import accumulation_of
from grammar.arrows import direction_of_word
from grammar.codes import split_code
from grammar.periods import financial_year_of, parse_label
from grammar.units import unit_of_header
from records import (
    Cell,
    Flag,
    Kind,
    Mark,
    Period,
    Place,
    Statement,
    Step,
    TargetScope,
    TargetStatement,
    UseKind,
)

_YEAR_AGO = re.compile(r"\byear\b|\bbaseline\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What a box says once for all its figures."""

    targets: tuple[Part, ...]
    tolerance: str
    polarity: str
    unit: str


def write_box(cells: Sorted, marks: Sequence[tuple[Mark, Cell]], context: Context, sink: Sink) -> None:
    """Write all statements of a box to the sink and claim its cells."""
    shared = _shared(cells, context)
    figures = [read_figure(part, told_period(cells), context) for part in figure_parts(cells)]
    main = main_figure(figures)
    found = box_marks(cells, marks, main.part if main else None, main.rating if main else None, sink)
    year = newest_year(figures, context)
    for figure in figures:
        if figure.quantity is None and figure.text:
            sink.find("unread_cell", "no figure stands behind this label", figure.part.place, figure.part.text)
            continue
        statement = _statement(figure, shared, year, context)
        if figure is main:
            statement = with_marks(statement, found, context)
        sink.statements.append(statement)
        sink.claim(figure.part.cell, "observation")
    if main is None and found.rating is not None:
        sink.statements.append(with_marks(_rated_title(found.rating, shared, context), found, context))
    _write_targets(shared, context, sink)
    _claim(cells, sink)


# ---------------------------------------------------------------------------------------- what all figures share
def _shared(cells: Sorted, context: Context) -> _Shared:
    targets = tuple(p for p in cells.parts if p.label.kind in ("target", "annual_target") and p.text)
    tolerance = next((part.text for part in cells.parts if part.label.kind == "tolerance" and part.text), "")
    polarity = next((p for p in (*cells.polarities, *cells.parts) if p.label.kind == "polarity" and p.text), None)
    unit = next((part.text for part in cells.parts if part.label.kind == "unit" and part.text), "")
    printed = polarity.text if polarity is not None else context.polarity
    return _Shared(targets, tolerance, printed, unit_of_header(unit) if unit else "")


def _target_of(figure: Figure, shared: _Shared, year: Period | None, context: Context) -> Part | None:
    if figure.kind == "comparator":
        return None
    for target in shared.targets:
        own = parse_label(target.label.when, context.report) if target.label.when else None
        if (
            own is not None
            and figure.period is not None
            and own.start <= figure.period.start <= figure.period.end <= own.end
        ):
            return target
    plain = sorted(
        (target for target in shared.targets if not target.label.when),
        key=lambda target: target.label.kind == "annual_target",
    )
    return plain[0] if plain and _in_year(figure, year, context) else None


def _in_year(figure: Figure, year: Period | None, context: Context) -> bool:
    """Not of an earlier year. A previous figure without a period is of one where the report's year has just begun."""
    if figure.period is not None:
        return year is not None and year.start <= figure.period.end <= year.end
    if figure.kind != "previous":
        return True
    report = context.report
    begins = report is not None and financial_year_of(report.end).start >= report.start
    return not begins and not _YEAR_AGO.search(figure.part.label.text)


# ---------------------------------------------------------------------------------------- statements
def _statement(figure: Figure, shared: _Shared, year: Period | None, context: Context) -> Statement:
    label, part = figure.part.label, figure.part
    target = _target_of(figure, shared, year, context)
    comparator = figure.kind == "comparator"
    steps = [
        Step("extract", "value", _rule(part), part.cell.text, part.place),
        Step("extract", "indicator", "title of the box", context.title, _title_place(context, part.place)),
    ]
    if figure.label:
        steps.append(Step("extract", "period", "printed in the box", figure.label, part.label_cell.place))
    if target is not None:
        steps.append(Step("extract", "target", "labelled cell", target.text, target.place))
    undated = figure.basis is None and not comparator
    return replace(
        _blank(part.place, shared, context),
        period=figure.label,
        period_basis=figure.basis,
        accumulation=accumulation_of(label.text) or accumulation_of(context.title),
        value=figure.text,
        quantity=figure.quantity,
        unit=shared.unit or (unit_of_header(label.unit) if label.unit else ""),
        area=label.area,
        comparator=comparator,
        target=target.text if target is not None else "",
        target_scope=_scope(target) if target is not None else None,
        tolerance=shared.tolerance if target is not None else "",
        rating=figure.rating,
        rag_scope="period" if figure.rating else None,
        polarity="" if comparator else shared.polarity,
        flags=(Flag("period", "not_printed"),) if undated else (),
        steps=tuple(steps),
    )


def _rule(part: Part) -> str:
    return f"behind or below the label {part.label.text!r}" if part.label.text else "figure without a label"


def _title_place(context: Context, place: Place) -> Place:
    return context.title_cell.place if context.title_cell is not None else place


def _blank(place: Place, shared: _Shared, context: Context) -> Statement:
    """What all statements of a box have in common."""
    finance: Kind = "finance" if FINANCE_WORDS.search(context.title) else "measure"
    return Statement(
        kind=finance,
        indicator=context.title,
        code=context.code or split_code(context.title)[0],
        section=context.section if context.section != context.title else "",
        place=place,
        reader="box",
        polarity=shared.polarity,
    )


def _rated_title(rating: Marked, shared: _Shared, context: Context) -> Statement:
    """A box that rates its title and prints no figure: a project, or an indicator whose target is all there is."""
    base = _blank(rating[1].place, shared, context)
    target = next((p for p in shared.targets if not p.label.when), None)
    project = base.kind == "measure" and target is None and not MEASURE_WORDS.search(context.title)
    return replace(
        base,
        kind="project" if project else base.kind,
        period_basis="report",
        target=target.text if target is not None else "",
        target_scope=_scope(target) if target is not None else None,
    )


def _scope(target: Part) -> TargetScope:
    return "year_end" if target.label.kind == "annual_target" else "period"


def _write_targets(shared: _Shared, context: Context, sink: Sink) -> None:
    for target in shared.targets:
        sink.targets.append(
            TargetStatement(
                indicator=context.title,
                code=context.code or split_code(context.title)[0],
                target=target.text,
                place=target.place,
                section=context.section if context.section != context.title else "",
                period=target.label.when,
                scope=_scope(target),
                header=target.label.text,
            )
        )


_USES: dict[str, UseKind] = {"target": "target", "annual_target": "target", "text": "commentary"}


def _claim(cells: Sorted, sink: Sink) -> None:
    """Say where the labelled cells ended up; marks and figures that were not taken are left to be listed."""
    for part in (*cells.parts, *cells.polarities):
        kind = part.label.kind
        if part.label_cell is not part.cell:
            sink.claim(part.label_cell, "header", "label")
        if kind in ("rating", "arrow") and not part.text and not sink.claimed(part.cell):
            continue
        if not part.label.is_figure and kind not in ("comparator", "rating", "arrow"):
            sink.claim(part.cell, _USES.get(kind, "observation"), part.label.text)
        elif kind == "arrow" and direction_of_word(part.text) is not None:
            sink.claim(part.cell, "observation", "direction")
        elif not part.text:
            sink.claim(part.cell, "header", "label behind which nothing stands")
    for cell in cells.unknown:
        sink.find("unread_mark", "a symbol of which the paper does not say what it means", cell.place, cell.text)
    for _, cell in cells.blank:
        sink.claim(cell, "header", "label behind which nothing stands")
