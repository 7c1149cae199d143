"""Sentences that print a figure of a known indicator: benchmark cells ("National average for 16/17 was 76.2%.").

Only benchmark cells are read as statements. All other prose is commentary: its figures are counted, not published.
"""

import re
from dataclasses import dataclass

from extract.context import Context
from extract.places import part_of
from grammar.numbers import find_quantities, parse_quantity
from grammar.periods import find_periods
from grammar.units import canonical_unit
from records import Cell, Flag, Quantity, Span, Statement, Step

_SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?=\d)[^.!?\n]*)*[.!?\n]?")
_STATES = re.compile(r"\b(?:was|is|were|are|stood at|of|at|:|=)\s*$", re.IGNORECASE)
_PER = re.compile(
    r"^\s*(?:\w+\s){0,2}per\s(1,?000|10,?000|100,?000)\b(?:\s(?:population|people|head|households))?", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"\b(average|outturn|comparator|position|figure|performance|result|benchmark|median|rate|score|value|england|national)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w.])[£<>]?\d[\d,]*(?:\.\d+)?%?")


@dataclass(frozen=True, slots=True)
class Found:
    """A figure that a sentence states: text as printed, quantity, area, period label."""

    raw: str
    span: Span
    quantity: Quantity
    area: str
    comparator: bool
    period: str
    unit: str


def figures_in_sentences(text: str, context: Context) -> tuple[Found, ...]:
    """Figures of sentences that state exactly one each, with a subject that can be an outturn or an average."""
    found: list[Found] = []
    for match in _SENTENCE.finditer(text):
        sentence = match.group()
        if sentence.strip():
            one = _read(sentence, match.start(), context)
            if one is not None:
                found.append(one)
    return tuple(found)


def _read(sentence: str, offset: int, context: Context) -> Found | None:
    periods = find_periods(sentence)
    blanked = list(sentence)
    for period in periods:
        blanked[period.span.start : period.span.end] = " " * (period.span.end - period.span.start)
    text = "".join(blanked)
    per = [(q, s) for q, s in find_quantities(text) if q.number is not None]
    stated = [(q, s) for q, s in per if _STATES.search(text[: s.start])]
    if len(stated) != 1 or not _SUBJECT.search(text[: stated[0][1].start]) or len(periods) > 1:
        return None
    quantity, span = stated[0]
    tail = _PER.match(text[span.end :])
    end = span.end + (tail.end() if tail else 0)
    unit = canonical_unit(f"rate per {tail.group(1)}") if tail else quantity.unit
    if len(per) > 1 and any(s.start > end or s.end < span.start for _, s in per):
        return None
    areas = [area for area in context.finder.find(text[: span.start]) if area.comparator]
    raw = sentence[span.start : end].strip()
    return Found(
        raw,
        Span(offset + span.start, offset + end),
        quantity,
        areas[0].text if areas else "",
        bool(areas),
        periods[0].period.label if periods else "",
        unit,
    )


def benchmark_statements(cell: Cell, name: str, context: Context, kind: str = "measure") -> list[Statement]:
    """Statements of a benchmark cell; a figure in prose without a period stays without one."""
    statements = []
    for found in figures_in_sentences(cell.text, context):
        place = part_of(cell, found.span.start, len(found.raw))
        statements.append(
            Statement(
                kind="finance" if kind == "finance" else "measure",
                indicator=name,
                code=context.code,
                section=context.section,
                place=place,
                reader="sentence",
                area=found.area,
                comparator=found.comparator,
                period=found.period,
                period_basis="cell" if found.period else None,
                value=found.raw,
                quantity=found.quantity,
                unit=found.unit,
                polarity=context.polarity,
                flags=(Flag("row", "from_prose"),),
                steps=(
                    Step(
                        "extract",
                        "value",
                        "sentence that states one figure",
                        cell.text[found.span.start : found.span.end],
                        cell.place,
                    ),
                    Step(
                        "extract",
                        "area",
                        "named in the sentence" if found.area else "no area named: the council's own",
                        found.area,
                    ),
                    Step(
                        "extract", "period", "named in the sentence" if found.period else "none printed", found.period
                    ),
                ),
            )
        )
    return statements


def count_figures(text: str) -> int:
    """How many figures a piece of prose prints."""
    return len(_NUMBER.findall(text))


def is_single_figure(text: str) -> bool:
    """Whether the text is one figure or a sign that there is none."""
    quantity = parse_quantity(text)
    return quantity is not None and (
        quantity.number is not None or quantity.numerator is not None or bool(quantity.missing)
    )
