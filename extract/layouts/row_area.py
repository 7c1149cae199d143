"""The area that a row names itself, in an Area column or in its indicator's name, and the unit that a caption gives.

A row of another area carries no target, rating or arrow of the council. A row of a part of the council's area (a ward,
a landlord, a team) is a group: never the figure of the whole council.
"""

import re
from dataclasses import replace

from extract.context import Context
from extract.layouts.row_types import Row
from extract.sink import Sink
from grammar.units import GBP, PERCENT, scaled_pounds, unit_of_name
from records import Flag, Place, Statement, Step

_OWN = re.compile(
    r"^(?:the |our )?(?:(?:whole )?(?:council|authority|borough|county|city|district)(?:[- ]wide)?|"
    r"all (?:areas|wards|districts|localities|landlords)|overall|total)(?: (?:total|average|overall|figure))?$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:wards?|localit(?:y|ies)|neighbourhoods?|landlords?|districts?|divisions?|towns?|parish(?:es)?)\b",
    re.IGNORECASE,
)
"""Headers of columns that name parts of an area; plain `Area` may also name a theme."""
_SOME_AREA = re.compile(
    r"\b(?:area|ward|locality|division|neighbourhood|parish|district)s?$|^(?:north|south|east|west|central|rural|urban)\b",
    re.IGNORECASE,
)


_SHARES = re.compile(
    r"\b(?:figures|values|results|data)(?: (?:below|shown|given))? (?:are|is) (?:all |shown |given |in |as )*"
    r"(?:%|percentages?\b|per ?cent\b)"
    r"(?!.*\b(?:unless|except|otherwise|other than|where|chang\w+|points?|increase|of)\b)",
    re.IGNORECASE,
)


def give_area(row: Row, context: Context, sink: Sink) -> None:
    """Give the statements already read from this row the area that it names, and the unit of the table's caption."""
    area, how = _comparator(row, context)
    group = "" if area else _group(row, context)
    how = how or ("named below what it is a part of" if row.part.group else "")
    unsure = not area and any(c.role == "name" for c in row.header.columns) and _may_be_of_other(row, context)
    heads = (context.title, context.section, *(column.text for column in row.header.of("name")))
    caption = next((unit for head in heads if (unit := scaled_pounds(head) or _all_shares(head))), "")
    for i in range(len(sink.statements) - 1, -1, -1):
        statement = sink.statements[i]
        if not _of_row(statement.place, row):
            break
        if area and not statement.area:
            statement = _of_other(statement, area, how)
        elif group and not statement.area:
            statement = replace(statement, group=statement.group or group, steps=(*statement.steps, _step(group, how)))
        if unsure and not statement.area:
            statement = replace(statement, flags=(*statement.flags, Flag("area", "in_name")))
        if row.part.lost:
            statement = replace(statement, flags=(*statement.flags, Flag("indicator", "title_lost")))
        sink.statements[i] = _with_caption(statement, caption)
    for column in row.header.of("area"):
        if area or group or _is_own(row.cell(column).text, context):
            sink.claim(row.cell(column), "observation", "area of the row")  # a theme is listed as not read


def _of_row(place: Place, row: Row) -> bool:
    first = row.cells[0].place
    same = (place.page, place.table, place.row) == (first.page, first.table, first.row)
    return same and place.row is not None


def _comparator(row: Row, context: Context) -> tuple[str, str]:
    if row.other:
        return row.other, "the row's name; its figures are of the indicator above"
    for column in row.header.of("area"):
        text = " ".join(row.cell(column).text.split())
        found = context.finder.find(text)
        if found and found[0].comparator and len(found[0].text) * 3 >= len(text) * 2:
            return text, "area column"
        if context.finder.is_other_council(text):
            return text, "area column"
    if any(column.role == "name" for column in row.header.columns):
        return context.finder.area_of_name(row.name), "named in the indicator's name"
    return "", ""


def _group(row: Row, context: Context) -> str:
    """A part of the council's area: not the council, and not a theme that `Area` may head beside a name."""
    if row.part.group and not _is_own(row.part.group, context):
        return row.part.group
    named = bool(row.header.of("name"))
    for column in row.header.of("area"):
        text = " ".join(row.cell(column).text.split())
        if not text or _is_own(text, context):
            continue
        if not named or _PART.search(column.text) or _SOME_AREA.search(text):
            return text
    return ""


def _may_be_of_other(row: Row, context: Context) -> bool:
    """A region opens the name, or is the part: `South West` may be that of the country, or of the council's area."""
    of_part = context.finder.find(row.part.group) if row.part.group else ()
    return context.finder.may_be_of_other(row.name) or any(found.comparator for found in of_part)


def _is_own(text: str, context: Context) -> bool:
    text = " ".join(text.split())
    return text in context.finder.own or bool(_OWN.match(text))


def _of_other(statement: Statement, area: str, how: str) -> Statement:
    reported = statement.period_basis == "report"
    return replace(
        statement,
        area=area,
        comparator=True,
        period="" if reported else statement.period,
        period_basis=None if reported else statement.period_basis,
        target="",
        target_scope=None,
        tolerance="",
        rating=None,
        rag_scope=None,
        arrow=None,
        arrow_sense=None,
        direction="",
        steps=(*statement.steps, _step(area, how)),
    )


def _step(area: str, how: str) -> Step:
    return Step("extract", "area", how or "area column", area)


def _all_shares(head: str) -> str:
    return PERCENT if _SHARES.search(head) else ""


def _with_caption(statement: Statement, unit: str) -> Statement:
    """`(£000)`, `(all figures are %)` above a table: the unit of its bare figures whose names and headers tell none, or
    no more than money."""
    quantity = statement.quantity
    bare = quantity is not None and quantity.number is not None and not quantity.unit
    if not unit or statement.unit or not bare or unit_of_name(statement.indicator) not in ("", GBP):
        return statement
    return replace(
        statement, unit=unit, steps=(*statement.steps, Step("extract", "unit", "caption of the table", unit))
    )
