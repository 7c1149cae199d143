"""What the columns of a table hold where their headers do not say, told by the cells below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.columns import Column, Header
from extract.context import Context
from extract.headers import is_value_like
from extract.layouts.odd_headers import with_doubts
from extract.layouts.other_councils import of_others
from extract.layouts.run_of_periods import with_years_of
from grammar.arrows import direction_of_word
from grammar.codes import is_code
from grammar.numbers import parse_quantity
from grammar.periods import is_relative_year, parse_label, parse_period
from grammar.polarity import parse_polarity
from grammar.ratings import parse_rating
from records import Cell, Grid

_MONTHS = 12
_QUARTILE = re.compile(
    r"\b(?:top|upper|best|bottom|lower|worst|median|1st|first|4th|fourth)\b.*\bquartile\b", re.IGNORECASE
)
_OF_DATA = re.compile(r"\b(?:data|latest|most recent|time ?periods?|reporting|as at)\b", re.IGNORECASE)
_NO_FRACTION = re.compile(r"[a-z]|\d{4}[/-]\d", re.IGNORECASE)
"""`2016/17`, `Nov-17`; `11/12` may be eleven of twelve."""
_OF_ACTIONS = re.compile(
    r"\b(?:comparators?|benchmarks?|first|from|source|collect\w+|date data|"
    r"targets?|due|deadline|milestones?|complet\w+|start\w*|end|review\w*|publish\w*|publication|releas\w+|next"
    r"|updat\w+|expected|previous|last|prior|baseline|england|national)\b",
    re.IGNORECASE,
)
_MARKED_FIGURE = re.compile(r"^[<>£]?[\d,.]+%?\s*\(?[a-z*]\)?$")
"""A figure with the letter of a note behind it: `75.7 (p)`, `21.9 r`."""
_BUDGET = re.compile(r"^(?:total |approved |original |revised |project )?budgets?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A header and the rows below it, up to the next header."""

    header: Header
    rows: tuple[int, ...]
    first: int = 0
    """The first column of this table; those before it are of another one beside it."""


def with_told_roles(grid: Grid, stretch: Stretch, context: Context) -> Stretch:
    """Roles that cells tell where headers do not: names, periods, codes, ratings, polarities, other councils."""
    columns = list(stretch.header.columns)
    _shift_name(grid, stretch, columns)
    if not stretch.header.of("name"):
        find_names(grid, stretch, columns)
    _name_the_figures(grid, stretch, columns)
    if not any(column.role in ("value", "previous") for column in columns):
        columns = [
            replace(column, role="none") if column.role == "target" and _BUDGET.match(column.text) else column
            for column in columns
        ]  # what a project may spend is no target
    for i, column in enumerate(columns):
        cells = [grid.rows[r][column.index] for r in stretch.rows if grid.rows[r][column.index].text]
        if _says_when(column, columns, cells):
            columns[i] = replace(column, role="period")
            continue
        summed = _heads_sum(column, columns, cells)
        columns[i] = replace(column, role="value") if summed else _told_by_cells(column, cells, context)
    heading = parse_label(context.heading_period, context.report) if context.heading_period else None
    columns = with_years_of(of_others(columns, context.finder.own), heading, context.report)
    return replace(stretch, header=replace(stretch.header, columns=with_doubts(columns, context.finder.own)))


def find_names(grid: Grid, stretch: Stretch, columns: list[Column]) -> None:
    """The leading texts are names; a leading run of periods makes a history."""
    for column in columns:
        texts = [grid.rows[r][column.index].text for r in stretch.rows if grid.rows[r][column.index].text]
        misnamed = column.role == "polarity" and not any(parse_polarity(text) is not None for text in texts)
        leading = ("none", "period", "code", "comment", "unit", "description")
        if not texts or (column.role not in leading and not misnamed):
            continue
        if column.text and column.role in ("period", "code", "unit"):
            continue
        if sum(parse_period(text) is not None for text in texts) * 2 > len(texts):
            columns[column.index] = replace(column, role="period")
            return
        if sum(is_value_like(text) or is_code(text) for text in texts) * 2 < len(texts):
            columns[column.index] = replace(column, role="name")
            return


def _told_by_cells(column: Column, cells: list[Cell], context: Context) -> Column:
    texts = [cell.text for cell in cells]
    if column.role in ("value", "none") and context.finder.is_other_council(_words_of(column)):
        return replace(column, role="comparator")
    if not texts:
        return column
    if column.role in ("target", "annual_target") and _are_verdicts(texts):
        return replace(column, role="rating")
    if column.role == "previous" and sum(parse_period(text) is not None for text in texts) * 3 >= len(texts) * 2:
        return replace(column, role="previous_period")
    if column.role in ("comment", "none") and column.text and all(parse_polarity(text) is not None for text in texts):
        return replace(column, role="polarity")
    if column.role == "comment" and _QUARTILE.search(column.text) and _are_thresholds(texts):
        return replace(column, role="comparator")
    shown = [cell for cell in cells if cell.marks]
    if (
        column.role == "value"
        and not column.period
        and len(shown) >= 2
        and any(m.arrow for c in shown for m in c.marks)
    ):
        bare = [cell for cell in cells if cell.marks or parse_quantity(cell.text) is None or cell.text in ("-", "–")]
        if len(bare) == len(cells) and not any(any(c.isdigit() for c in text) for text in texts):
            return replace(column, role="arrow")  # arrows whose colours rate, under "Performance"
    rated = len(cells) >= 2 and all(any(m.rag for m in cell.marks) for cell in cells)
    if column.role == "value" and rated and not any(map(is_value_like, texts)):
        return replace(column, role="rating")
    if column.role == "none" and not column.text and column.index == 0 and all(is_code(text) for text in texts):
        return replace(column, role="code")
    return _by_content(column, texts, context) if column.role == "none" and column.text else column


def _says_when(column: Column, columns: Sequence[Column], cells: Sequence[Cell]) -> bool:
    """`Latest data available` over `Nov-17`, `2016/17`: of when each row's figure is. When something is due, was done
    or will be known next is none of it; nor is a further date beside figures whose headers name their quarters."""
    texts = [cell.text for cell in cells]
    headed = any(other.role == "value" and other.period for other in columns)
    if column.role not in ("value", "none", "comment") or not texts or headed:
        return False
    if column.period or not _OF_DATA.search(column.text) or _OF_ACTIONS.search(column.text):
        return False
    dated = all(parse_period(text) is not None for text in texts)
    return dated and any(_NO_FRACTION.search(text) for text in texts)


def _are_verdicts(texts: Sequence[str]) -> bool:
    """Words on whether a target was met. `Completed` may be the target of a project, and a colour a shifted cell."""
    marks = [parse_rating(text) for text in texts]
    worded = [mark for mark in marks if mark is not None and mark.rag in ("G", "A", "R")]
    plain = all(len(mark.raw) > 1 and mark.raw.lower() not in ("green", "amber", "red") for mark in worded)
    return bool(worded) and plain and all(mark is not None and mark.rag != "B" for mark in marks)


def _heads_sum(column: Column, columns: Sequence[Column], cells: Sequence[Cell]) -> bool:
    """`Year` behind the quarters heads a sum; `Month` beside one undated figure says with a number of when it is."""
    values = [other for other in columns if other.role == "value"]
    numbers = [quantity.number for cell in cells if (quantity := parse_quantity(cell.text)) is not None]
    return (
        column.role == "period"
        and len(values) >= 2
        and all(other.period and other.index < column.index for other in values)
        and bool(cells)
        and all(is_value_like(cell.text) and not is_relative_year(cell.text) for cell in cells)
        and any(number is not None and (number > _MONTHS or number % 1) for number in numbers)
    )


def _are_thresholds(texts: Sequence[str]) -> bool:
    """Figures of others, where a quartile begins; not which quartile or rank the council has."""
    figures = [quantity for text in texts if (quantity := parse_quantity(text)) is not None]
    numbers = [quantity.number for quantity in figures if quantity.number is not None]
    return len(figures) * 4 >= len(texts) * 3 and any(number > 4 or number % 1 for number in numbers)


def _words_of(column: Column) -> str:
    """The words of a header beside its period."""
    return " ".join(column.text.replace(column.period, " ").split()).strip(" ()-–:,") if column.text else ""


def _name_the_figures(grid: Grid, stretch: Stretch, columns: list[Column]) -> None:
    """In a history the header of the one column of figures may name the measure ("Visitors" beside "Target")."""
    roles = [column.role for column in columns]
    if "period" not in roles or "value" in roles or "name" in roles or "target" not in roles:
        return
    unknown = [column for column in columns if column.role == "none" and column.text]
    texts = [[grid.rows[r][c.index].text for r in stretch.rows if grid.rows[r][c.index].text] for c in unknown]
    figures = [c for c, cells in zip(unknown, texts, strict=True) if cells and all(map(is_value_like, cells))]
    if len(figures) == 1:
        columns[figures[0].index] = replace(figures[0], role="value")


def _by_content(column: Column, texts: list[str], context: Context) -> Column:
    """An unknown header stays unread, unless its cells can be but one thing: words of commentary, or directions."""
    if sum(direction_of_word(text) is not None for text in texts) == len(texts):
        return replace(column, role="arrow")
    areas = context.finder.find(column.text)
    figures = [text for text in texts if is_value_like(text) or _MARKED_FIGURE.match(text)]
    if areas and not areas[0].comparator and len(figures) * 3 >= len(texts) * 2:
        return replace(column, role="value")
    wordy = [text for text in texts if len(text.split()) > 3 and not is_value_like(text)]
    return replace(column, role="comment") if len(wordy) * 2 > len(texts) else column


def _shift_name(grid: Grid, stretch: Stretch, columns: list[Column]) -> None:
    """A name header that stands over the running numbers, with the names unheaded beside it."""
    named = next((column for column in columns if column.role == "name" and column.text), None)
    if named is None or named.index + 1 >= len(columns):
        return
    if columns[named.index + 1].text and columns[named.index + 1].role not in ("description", "name", "none"):
        return
    rows = [grid.rows[r] for r in stretch.rows if sum(1 for cell in grid.rows[r] if cell.text) > 1]  # no headings
    cells = [row[named.index].text for row in rows if row[named.index].text]
    beside = [row[named.index + 1].text for row in rows if row[named.index + 1].text]
    if (
        beside
        and all(is_code(text) or text.isdigit() for text in cells)
        and not all(is_value_like(text) for text in beside)
        and (columns[named.index + 1].role != "none" or _are_names(beside))
    ):
        columns[named.index] = replace(named, role="code", text="")
        columns[named.index + 1] = replace(named, index=named.index + 1)
        return


def _are_names(texts: Sequence[str]) -> bool:
    """Whether they may name indicators, under a header that says nothing: several words, no two the same."""
    wordy = [text for text in texts if len(text.split()) > 1 and not is_value_like(text)]
    return len(wordy) * 3 >= len(texts) * 2 and len(set(texts)) == len(texts)
