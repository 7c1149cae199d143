"""The figures of a box: text as printed, its quantity, its period, and the rating printed beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.context import Context
from extract.figures import read_figures
from extract.layouts.boxes_parts import Part, Sorted
from grammar.numbers import parse_quantity
from grammar.periods import financial_year_of, parse_label
from grammar.ratings import parse_rating
from grammar.units import unit_of_name
from records import Mark, Period, PeriodBasis, Quantity

_RATED = re.compile(r"[\s,;]*\((?P<rating>[^()]{1,30})\)\s*$")
_THIS = re.compile(r"\bthis (?P<span>month|quarter|year)\b", re.IGNORECASE)
_SPANS = {"month": ("month",), "quarter": ("quarter",), "year": ("financial_year", "calendar_year")}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a box: text as printed without its period and rating, and what these say."""

    part: Part
    text: str
    quantity: Quantity | None
    label: str
    basis: PeriodBasis | None
    period: Period | None
    rating: Mark | None

    @property
    def kind(self) -> str:
        """What its label says it is."""
        return self.part.label.kind


def figure_parts(cells: Sorted) -> list[Part]:
    """Figures in the order printed; one that is printed twice stands once."""
    found: dict[tuple[str, str, str, str], Part] = {}
    for part in (*cells.figures, *cells.parts):
        label = part.label
        if part.text and (label.is_figure or label.kind == "comparator"):
            words = label.text.lower() if label.kind == "previous" else label.area
            found.setdefault((label.kind, label.when, words, part.text), part)
    return list(found.values())


def told_period(cells: Sorted) -> str:
    """`Period: Feb 2022`, of the latest figure."""
    return next((part.text for part in cells.parts if part.label.kind == "period" and part.text), "")


def read_figure(part: Part, told: str, context: Context) -> Figure:
    """The figure of one label; `told` is the period that the box prints for its latest figure."""
    match = _RATED.search(part.text)
    rating = parse_rating(match.group("rating").strip()) if match else None
    text = part.text[: match.start()].strip() if match and rating is not None else part.text
    read = read_figures(text, context.finder, unit_of_name(context.title)).figures
    quantity, inside = parse_quantity(text), ""
    if len(read) == 1 and not read[0].doubt:
        quantity, inside = read[0].quantity, read[0].period
    label = inside or part.label.when or (told if part.label.kind == "latest" else "")
    basis: PeriodBasis | None = None
    if label:
        basis = "cell" if inside or part.cell is part.label_cell or not part.label.when else "header"
    elif part.label.kind == "latest" and _is_of_report(part, context):
        basis = "report"
    period = parse_label(label, context.report) if label else context.report if basis == "report" else None
    own = next((mark for mark in part.marks if mark.rag and mark.rag != "not_rated"), None)
    return Figure(part, text, quantity, label, basis, period, rating or own)


def _is_of_report(part: Part, context: Context) -> bool:
    """A latest figure without a period is of the report's; `This year` in a quarter's report is not."""
    match = _THIS.search(part.label.text)
    return match is None or (context.report is not None and context.report.type in _SPANS[match.group("span").lower()])


def main_figure(figures: Sequence[Figure]) -> Figure | None:
    """The figure that the box is about: the latest one, or the newest of those that print their periods."""
    latest = [figure for figure in figures if figure.kind == "latest"]
    dated = [figure for figure in figures if figure.kind == "dated" and figure.period is not None]
    undated = [figure for figure in latest if not figure.label]
    if len(latest) == 1 or len(undated) == 1:
        return (undated or latest)[0]
    ends = [(figure.period.end, index) for index, figure in enumerate(latest or dated) if figure.period is not None]
    return (latest or dated)[max(ends)[1]] if ends else None


def newest_year(figures: Sequence[Figure], context: Context) -> Period | None:
    """The financial year of the newest figure, or of the report where no figure has a period."""
    own = [figure.period.end for figure in figures if figure.period is not None and figure.kind != "comparator"]
    if own:
        return financial_year_of(max(own))
    return financial_year_of(context.report.end) if context.report is not None else None
