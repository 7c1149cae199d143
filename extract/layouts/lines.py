"""Statements in lines outside tables: a title with a lone rating below it, rated sentences and bullets, inline lists,
and tables that a converter turned into one paragraph per cell."""

import re
from collections.abc import Callable, Sequence

from extract.context import Context
from extract.layouts.block import Labels
from extract.layouts.sentences import is_single_figure
from extract.places import part_of
from extract.sink import Sink
from extract.vocabulary import FINANCE_WORDS, MEASURE_WORDS, label_of
from grammar.accumulation import accumulation_of
from grammar.numbers import parse_quantity
from grammar.periods import find_periods, parse_label
from grammar.ratings import find_rating_words, parse_rating
from grammar.units import unit_of_name
from records import Flag, Kind, Line, Mark, Statement, Step, TargetStatement

_BULLET = re.compile(r"^[-•*·–]\s+")
_RATED_BULLET = re.compile(
    r"^[-•*·–]\s+(?P<name>.{15,200}?)\s*[.:;–-]\s*(?P<rating>Green|Amber|Red|GREEN|AMBER|RED)\.?$"
)
_STATUS_SENTENCE = re.compile(
    r"\b(programme|project|scheme|work ?stream|initiative)s?\b.{0,60}\b(status|rated|rating)\b", re.IGNORECASE
)
_ITEM = re.compile(r"^\s*(?P<name>[A-Z(][^;:]{2,80}?)\s*[–:-]\s+(?P<value>[£<>]?\d[\d,]*(?:\.\d+)?\s*%?)\s*\.?$")


def lone_rating(line: Line) -> Mark | None:
    """The rating that a line is, if it is nothing else."""
    return (
        next((mark for mark in line.marks if mark.rag), None) if len(line.marks) == 1 and len(line.text) <= 14 else None
    )


def project_statement(context: Context, prose: str) -> Statement | None:
    """A title with a rating and words below: a project, or an indicator that has no figure yet."""
    line, mark = context.overall_cell, context.overall
    if line is None or mark is None:
        return None
    return Statement(
        kind=_kind(context.title, prose, mark),
        indicator=context.title,
        section=context.section if context.section != context.title else "",
        place=line.place,
        reader="titled rating",
        period_basis="report",
        accumulation=accumulation_of(context.title),
        rating=mark,
        rag_scope="overall",
        status="completed" if mark.raw.lower().startswith("complete") else "",
        steps=(
            Step("extract", "rag", "rating alone on a line below a title", line.text, line.place),
            Step(
                "extract",
                "indicator",
                "title above the rating",
                context.title,
                context.title_cell.place if context.title_cell else line.place,
            ),
        ),
    )


def _kind(title: str, prose: str, mark: Mark) -> Kind:
    if FINANCE_WORDS.search(title):
        return "finance"
    if mark.rag == "not_rated" or MEASURE_WORDS.search(title):
        return "measure" if MEASURE_WORDS.search(f"{title} {prose}") else "project"
    return "project"


def status_sentence(line: Line, title: str, context: Context) -> Statement | None:
    """`This programme currently holds a status of AMBER …`: a rated programme whose title may be lost."""
    if _BULLET.match(line.text) or not _STATUS_SENTENCE.search(line.text):
        return None
    words = find_rating_words(line.text)
    if len({mark.rag for mark, _ in words}) != 1:
        return None
    mark, span = words[0]
    flags = () if title else (Flag("indicator", "title_lost"),)
    return Statement(
        kind="project",
        indicator=title,
        section=context.section if context.section != title else "",
        place=part_of(line, span.start, span.end - span.start),
        reader="status sentence",
        period_basis="report",
        rating=mark,
        rag_scope="overall",
        flags=flags,
        steps=(Step("extract", "rag", "sentence that states a programme's status", line.text[:200], line.place),),
    )


def rated_bullet(line: Line, context: Context) -> Statement | None:
    """`- Submission of the business case. Green`: an action and its rating."""
    match = _RATED_BULLET.match(line.text)
    mark = parse_rating(match.group("rating")) if match else None
    if match is None or mark is None:
        return None
    return Statement(
        kind="project",
        indicator=match.group("name"),
        section=context.section,
        place=part_of(line, match.start("rating"), len(match.group("rating"))),
        reader="rated bullet",
        period_basis="report",
        rating=mark,
        rag_scope="overall",
        flags=(Flag("row", "from_prose"),),
        steps=(Step("extract", "rag", "last word of a bullet", line.text, line.place),),
    )


def inline_list(line: Line, intro: Line | None, context: Context) -> list[Statement]:
    """`Theft - 4%; Robbery - 2%; …` below a line that ends in a colon and names the period: a list of figures."""
    if intro is None or not intro.text.rstrip().endswith(":"):
        return []
    periods = find_periods(intro.text)
    parts = line.text.split(";")
    items = [_ITEM.match(part) for part in parts]
    if len(parts) < 3 or len(periods) != 1 or not all(items):
        return []
    statements = []
    position = 0
    for part, item in zip(parts, items, strict=True):
        if item is None:
            return []
        start = position + item.start("value")
        statements.append(
            Statement(
                kind="measure",
                indicator=item.group("name").strip(),
                code=context.code,
                section=context.section,
                place=part_of(line, start, len(item.group("value"))),
                reader="inline list",
                period=periods[0].period.label,
                period_basis="header",
                value=item.group("value").strip(),
                steps=(
                    Step("extract", "value", "item of a list in a line", part.strip(), line.place),
                    Step("extract", "period", "line above the list", intro.text, intro.place),
                ),
            )
        )
        position += len(part) + 1
    return statements


def paragraph_block(lines: Sequence[Line], context: Context, sink: Sink) -> int:
    """A block whose cells were written one per paragraph: label lines, then periods, values and ratings.

    Returns how many lines were read; 0 where this is no such block.
    """
    labels = Labels()
    index = 0
    while index + 1 < len(lines) and label_of(lines[index].text) in (
        "description",
        "polarity",
        "target",
        "benchmark",
        "text",
        "unit",
    ):
        kind, value = label_of(lines[index].text), lines[index + 1]
        sink.claim(lines[index], "header")
        _take(labels, kind, value, sink)
        index += 2
    if index < 2:
        return 0
    periods, index = _run(lines, index, lambda text: parse_label(text, context.report) is not None)
    values, index = _run(lines, index, is_single_figure, len(periods))
    marks, index = _marks(lines, index)
    if not periods or len(values) != len(periods):
        sink.find(
            "block_not_read",
            "a block written one cell per paragraph has no values that fit its periods",
            lines[0].place,
            context.title,
        )
        return index
    pairs = marks if len(marks) == len(values) else [None] * len(values)
    for period, value, mark in zip(periods, values, pairs, strict=True):
        sink.claim(period, "header")
        sink.claim(value, "observation")
        if mark is not None:
            sink.claim(mark, "observation")
        sink.statements.append(_paragraph_statement(period, value, mark, labels, context))
    if labels.target_text:
        sink.targets.append(
            TargetStatement(
                indicator=context.title,
                code=context.code,
                target=labels.target_text,
                place=lines[0].place,
                section=context.section,
                scope="period",
                header="Target",
            )
        )
    return index


def _take(labels: Labels, kind: str, value: Line, sink: Sink) -> None:
    if kind == "target":
        labels.target_text = value.text
        sink.claim(value, "target")
    elif kind == "polarity":
        labels.polarity = value.text
        sink.claim(value, "observation", "polarity")
    else:
        labels.description = labels.description or (value.text if kind == "description" else "")
        sink.claim(value, "commentary")


def _run(lines: Sequence[Line], index: int, accept: Callable[[str], bool], limit: int = 30) -> tuple[list[Line], int]:
    found: list[Line] = []
    while index < len(lines) and len(found) < limit and accept(lines[index].text):
        found.append(lines[index])
        index += 1
    return found, index


def _marks(lines: Sequence[Line], index: int) -> tuple[list[Line | None], int]:
    found: list[Line | None] = []
    while index < len(lines) and lines[index].marks:
        found.append(lines[index])
        index += 1
    return found, index


def _paragraph_statement(period: Line, value: Line, mark: Line | None, labels: Labels, context: Context) -> Statement:
    rating = next((m for m in mark.marks if m.rag), None) if mark else None
    arrow = next((m for m in mark.marks if m.arrow), None) if mark else None
    quantity = parse_quantity(value.text)
    described = "" if unit_of_name(context.title) or (quantity and quantity.unit) else unit_of_name(labels.description)
    return Statement(
        kind="measure",
        indicator=context.title,
        code=context.code,
        section=context.section if context.section != context.title else "",
        place=value.place,
        reader="paragraph block",
        period=period.text,
        period_basis="header",
        accumulation=accumulation_of(context.title),
        value=value.text,
        unit=described,
        target=labels.target_text,
        target_scope="period" if labels.target_text else None,
        rating=rating,
        rag_scope="period" if rating else None,
        arrow=arrow,
        arrow_sense=context.legend.arrow_sense or None if arrow else None,  # type: ignore[arg-type]
        polarity=labels.polarity,
        steps=(
            Step("extract", "value", "paragraph below the period", value.text, value.place),
            Step("extract", "period", "paragraph", period.text, period.place),
        ),
    )


__all__ = [
    "inline_list",
    "lone_rating",
    "paragraph_block",
    "project_statement",
    "rated_bullet",
    "status_sentence",
]
