"""Cells and lines that carry their own label: `Latest: 97%`, `Target: 97%, Floor: 90%`, `Polarity: Higher is better`.

Lines give context to the grid below them; a grid of such cells is a card: one indicator, its latest figure, target,
rating and the figure before.
"""

import re
from dataclasses import dataclass, replace

from extract.context import Context
from extract.figures import read_figures
from extract.sink import Sink
from grammar.arrows import parse_arrow, parse_arrow_word
from grammar.codes import split_code
from grammar.numbers import parse_quantity
from grammar.periods import parse_period
from grammar.polarity import parse_polarity
from grammar.ratings import parse_rating
from grammar.units import unit_of_name
from records import Cell, Flag, Grid, Line, Mark, Statement, Step, TargetStatement

_CELL = re.compile(
    r"^(?P<label>latest(?: value| result| figure)?|actual|current|result|value|target|floor|tolerance|previous|"
    r"baseline|"
    r"status|rag(?: status| rating)?|rating|direction of travel|dot|trend|direction|period|polarity|good is)"
    r"(?: ?\((?P<when>[^()]+)\))? ?:\s*(?P<text>.+)$",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"^(?P<label>ref(?:erence)?|code|title|measure|indicator|kpi|name|polarity|"
    r"good is|good performance is)\s*:\s*(?P<text>.+)$",
    re.IGNORECASE,
)
_POLARITY = re.compile(
    r"^(?:good is |)?(?:high|low)(?:er)?(?: is (?:good|better))?$|^good is (?:high|low)\w*$", re.IGNORECASE
)
_RATED = re.compile(r"\((?P<rating>green|amber|red)\)\s*$", re.IGNORECASE)
_FLOOR = re.compile(r",?\s*(?:floor|tolerance|minimum)\s*:?\s*(?P<floor>.+)$", re.IGNORECASE)


@dataclass(slots=True)
class Card:
    """What the labelled cells of one card print."""

    latest: Cell | None = None
    latest_text: str = ""
    target: str = ""
    tolerance: str = ""
    previous: Cell | None = None
    previous_text: str = ""
    rating: Mark | None = None
    rating_cell: Cell | None = None
    arrow: Mark | None = None
    polarity: str = ""
    period: str = ""


def labelled_line(text: str) -> tuple[str, str]:
    """The kind ("code", "title", "polarity") and text of a labelled line, ("", "") if it is none."""
    match = _LINE.match(text)
    if match is None:
        return "", ""
    label = match.group("label").lower()
    kind = (
        "code"
        if label in ("ref", "reference", "code")
        else "polarity"
        if "good" in label or label == "polarity"
        else "title"
    )
    return kind, match.group("text").strip()


def labelled_value(line: Line, title: str, context: Context) -> tuple[Statement | None, TargetStatement | None]:
    """`Baseline (2012/13): 31%` and `Target (2016/17): 38%` below a title: an earlier figure, and a target."""
    match = _CELL.match(line.text)
    if match is None or not title:
        return None, None
    label, when, text = match.group("label").lower(), match.group("when") or "", match.group("text").strip()
    if label == "target":
        return None, TargetStatement(
            indicator=title,
            target=text,
            place=line.place,
            section=context.section,
            period=when,
            scope="period",
            header="Target",
        )
    quantity = parse_quantity(text)
    if label not in ("baseline", "previous") or not when or quantity is None or parse_period(when) is None:
        return None, None
    return Statement(
        kind="measure",
        indicator=title,
        code=split_code(title)[0],
        section=context.section,
        place=line.place,
        reader="labelled line",
        period=when,
        period_basis="cell",
        value=text,
        quantity=quantity,
        steps=(Step("extract", "value", "line that carries its label", line.text, line.place),),
    ), None


def is_labelled_card(grid: Grid) -> bool:
    """A grid of labelled cells with a latest figure or a rating among them, and nothing that is not labelled."""
    cells = [cell for row in grid.rows for cell in row if cell.text]
    labels = [match.group("label").lower() for cell in cells if (match := _CELL.match(cell.text))]
    plain = [
        cell
        for cell in cells
        if not _CELL.match(cell.text) and not _POLARITY.match(cell.text) and parse_polarity(cell.text) is None
    ]
    named = {label.split(" ")[0] for label in labels}
    return (
        len(labels) >= 2
        and len(plain) <= 1
        and bool(named & {"latest", "actual", "current", "result", "status", "rag", "rating"})
    )


def read_labelled_card(grid: Grid, context: Context, sink: Sink) -> None:
    """Write the statements of one card: the latest figure, and the one before where it is printed."""
    card = Card(polarity=context.polarity)
    for row in grid.rows:
        for cell in row:
            if cell.text:
                _take(card, cell, sink)
    if not context.title:
        return
    if card.latest is not None or card.rating is not None:
        sink.statements.append(_latest(card, context, sink))
    if card.previous is not None:
        _previous(card, context, sink)


def _take(card: Card, cell: Cell, sink: Sink) -> None:
    match = _CELL.match(cell.text)
    if match is None:
        if parse_polarity(cell.text) is not None or _POLARITY.match(cell.text):
            card.polarity = cell.text
            sink.claim(cell, "observation", "polarity")
        return
    label, text = match.group("label").lower().split(" ")[0], match.group("text").strip()
    if label in ("latest", "actual", "current", "result", "value"):
        card.latest, card.latest_text, card.period = cell, text, match.group("when") or card.period
    elif label == "target":
        floor = _FLOOR.search(text)
        card.target = (text[: floor.start()] if floor else text).strip(" ,")
        card.tolerance = floor.group(0).strip(" ,") if floor else card.tolerance
        sink.claim(cell, "target")
        return
    elif label in ("floor", "tolerance"):
        card.tolerance = cell.text
    elif label in ("previous", "baseline"):
        card.previous, card.previous_text = cell, text
    elif label in ("status", "rag", "rating"):
        card.rating, card.rating_cell = parse_rating(text, symbols=True), cell
    elif label in ("direction", "dot", "trend"):
        card.arrow = parse_arrow(text) or parse_arrow_word(text)
    elif label == "period":
        card.period = text
    else:
        card.polarity = text
    sink.claim(cell, "observation")


def _latest(card: Card, context: Context, sink: Sink) -> Statement:
    read = (
        read_figures(card.latest_text, context.finder, unit_of_name(context.title)).figures if card.latest_text else ()
    )
    figure = read[0] if len(read) == 1 else None
    place_cell = card.latest or card.rating_cell
    if place_cell is None:
        raise ValueError("a card needs a figure or a rating")
    if card.target:
        sink.targets.append(
            TargetStatement(
                indicator=context.title,
                target=card.target,
                place=place_cell.place,
                section=context.section,
                scope="period",
                header="Target",
            )
        )
    period = figure.period if figure and figure.period else card.period
    return Statement(
        kind="measure",
        indicator=context.title,
        code=context.code or split_code(context.title)[0],
        section=context.section if context.section != context.title else "",
        place=place_cell.place,
        reader="labelled card",
        period=period,
        period_basis="cell" if period else "report",
        value=card.latest_text,
        quantity=figure.quantity if figure else parse_quantity(card.latest_text),
        target=card.target,
        target_scope="period" if card.target else None,
        tolerance=card.tolerance,
        rating=card.rating,
        rag_scope="period" if card.rating else None,
        arrow=card.arrow,
        arrow_sense=(context.legend.arrow_sense or "performance") if card.arrow else None,  # type: ignore[arg-type]
        polarity=card.polarity,
        steps=(Step("extract", "value", "cell that carries its label", place_cell.text, place_cell.place),),
    )


def _previous(card: Card, context: Context, sink: Sink) -> None:
    """The figure before: its period is not printed, so it has none."""
    if card.previous is None:
        return
    rated = _RATED.search(card.previous_text)
    text = card.previous_text[: rated.start()].strip() if rated else card.previous_text
    quantity = parse_quantity(text)
    if quantity is None or quantity.number is None:
        sink.claim(card.previous, "commentary", "no earlier figure")
        return
    base = _latest(
        replace(
            card, latest=card.previous, latest_text=text, target="", rating=None, arrow=None, tolerance="", period=""
        ),
        context,
        sink,
    )
    mark = parse_rating(rated.group("rating")) if rated else None
    sink.statements.append(
        replace(
            base,
            period_basis=None,
            rating=mark,
            rag_scope="period" if mark else None,
            flags=(Flag("period", "not_printed"),),
        )
    )
