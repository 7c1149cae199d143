"""Tables that a converter flattened: columns glued by single blanks, or one cell per line.

What can be told is read and carries a flag on the row, because cells may have been lost; a row that does not show
exactly as many figures as the header has columns is listed, not read.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.columns import Column, describe
from extract.context import Context
from extract.roles import Role, role_of
from extract.sink import Sink
from grammar.accumulation import accumulation_of
from grammar.arrows import direction_of_word, parse_arrow, parse_arrow_word
from grammar.codes import split_code
from grammar.numbers import parse_quantity
from grammar.periods import parse_period, same_financial_year
from grammar.polarity import parse_polarity
from grammar.ratings import parse_rating
from records import Flag, Line, Mark, Statement, Step, TargetStatement

_BELONGING = frozenset({"per", "of", "within", "under", "over", "aged", "in"})
"""Words behind which a figure belongs to the name."""
_VALUE_ROLES: tuple[Role, ...] = (
    "value",
    "previous",
    "target",
    "annual_target",
    "rating",
    "arrow",
    "tolerance",
    "polarity",
)
_FIGURES: tuple[Role, ...] = ("value", "previous", "target", "annual_target", "tolerance")
_PERIOD = (
    r"(?:Q(?:uarter|tr)?[\x20]?[1-4][\x20]?)?20\d\d[/-]\d\d(?:[\x20]Q[1-4](?![\x20]?20\d\d))?|Q(?:uarter|tr)?[\x20]?[1-4](?:[\x20](?:actual|status|"
    r"target|value|rag|result|outturn))?|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|"
    r"Dec)[a-z]*[\x20-]\d\d(?:\d\d)?"
)
_PHRASES = (
    r"good is|polarity|aim to",
    r"(?:key |priority |performance |local |national )*(?:indicators?|measures?|kpis?|pis?)"
    r"(?: (?:name|description|title|and description))?",
    r"(?:short|long) (?:name|trend)|code|ref(?:erence)?|description|directorate|service|department|owner|lead",
    r"category|unit",
    r"(?:last|previous|prior|this|current|latest|reporting) "
    r"(?:period|year|quarter|month|value|result|outturn|performance)",
    r"(?:annual|year[ -]end|quarterly|monthly) (?:target|outturn|actual)|target|aim|actuals?|value|outturn",
    r"result|performance|baseline|year to date|ytd|rag(?: (?:status|rating))?|status|rating|trend|dot",
    r"direction(?: of travel)?|comments?|commentary|polarity",
    _PERIOD,
)
_HEADER_PHRASE = re.compile(r"\b(?:" + "|".join(_PHRASES) + r")\b", re.IGNORECASE)


# ---------------------------------------------------------------------------------------- columns glued by blanks
def glued_header(line: Line) -> tuple[Column, ...]:
    """The columns that a line of header words names: a name and at least three cells behind it; () if it is none."""
    words = line.text.split()
    if not 4 <= len(words) <= 40 or line.text.endswith("."):
        return ()
    found = list(_HEADER_PHRASE.finditer(line.text))
    unknown = len(_HEADER_PHRASE.sub(" ", line.text).split())
    columns = [describe(i, match.group().strip()) for i, match in enumerate(found)]
    behind = [column for column in columns if column.role in _VALUE_ROLES]
    names = [column for column in columns if column.role == "name"]
    if unknown > 1 or not names or len(behind) < 3 or columns.index(names[0]) > columns.index(behind[0]):
        return ()
    return tuple(behind)


def grouped_header(line: Line, below: Line) -> tuple[Column, ...]:
    """A line of groups ("Measures Actuals Aim Year to date") above a line of periods: each last group takes one period,
    the first the rest."""
    periods = below.text.split()
    groups = [match.group().strip() for match in _HEADER_PHRASE.finditer(line.text)]
    rest = len(_HEADER_PHRASE.sub(" ", line.text).split())
    if len(periods) < 3 or any(parse_period(text) is None for text in periods) or rest > 1 or len(groups) < 2:
        return ()
    if role_of(groups[0]) != "name" or len(groups) - 1 > len(periods):
        return ()
    behind = groups[1:]
    first = len(periods) - (len(behind) - 1)
    parents = [behind[0]] * first + behind[1:]
    columns = tuple(
        describe(i, parent, period) for i, (period, parent) in enumerate(zip(periods, parents, strict=True))
    )
    return columns if all(column.role in _VALUE_ROLES for column in columns) else ()


def read_glued(lines: Sequence[Line], columns: tuple[Column, ...], context: Context, sink: Sink) -> int:
    """Read the lines below a glued header. Returns how many lines belong to the table."""
    used = 0
    for line in lines:
        words = line.text.split()
        found = _cells_from_right(line.text, len(columns))
        if found is None:
            if len(words) > 40 or line.text.endswith(".") or line.gap > 2:
                break
            if any(parse_quantity(word) is not None for word in words):
                sink.claim(line, "unread", "a row that does not show as many figures as the header has columns")
                sink.find(
                    "row_not_read",
                    "a row that does not show as many figures as the header has columns",
                    line.place,
                    line.text,
                )
                used += 1
                continue
            break
        name = " ".join(line.text[: found[0][1]].split())
        if not name:
            break
        spots = [_part(line, text, start) for text, start in found]
        _write(line, name, [text for text, _ in found], columns, context, sink, "collapsed_columns", spots)
        used += 1
    return used


def _cells_from_right(text: str, count: int) -> list[tuple[str, int]] | None:
    """The last `count` cells of a row with their offsets: figures, missing signs, ratings, directions of two words."""
    words = [(match.group(), match.start()) for match in re.finditer(r"\S+", text)]
    cells: list[tuple[str, int]] = []
    end = len(words)
    while end > 0 and len(cells) < count:
        size = next((n for n in (2, 1) if end >= n and _is_cell(" ".join(w for w, _ in words[end - n : end]), n)), 0)
        if not size:
            return None
        cells.insert(0, (" ".join(w for w, _ in words[end - size : end]), words[end - size][1]))
        end -= size
    if len(cells) != count or end == 0:
        return None
    before = words[end - 1][0]
    # one figure more before the first cell, or a figure that belongs to the name ("per 100,000"): nothing lines up
    if before.lower() in _BELONGING or (_is_cell(before, 1) and parse_quantity(before) is not None):
        return None
    return cells


def _part(line: Line, text: str, start: int) -> Line:
    """The part of a line that one cell is."""
    if line.place.start is None or not line.exact:
        return line
    first = line.place.start + start
    return replace(line, text=text, place=replace(line.place, start=first, end=first + len(text)))


def _is_cell(text: str, words: int) -> bool:
    if words == 2:
        return direction_of_word(text) is not None or text.lower() in ("not available", "no data", "new measure")
    quantity = parse_quantity(text)
    if quantity is not None and (quantity.number is not None or quantity.missing):
        return True
    known = parse_rating(text) is not None or direction_of_word(text) is not None or parse_arrow(text) is not None
    return known or (text[:1].isupper() and parse_polarity(text) is not None)


# ---------------------------------------------------------------------------------------- one cell per line
def stacked_header(lines: Sequence[Line]) -> int:
    """How many lines at the start are header cells, one per line (at least four, a name first); 0 if they are none."""
    count = 0
    for line in lines:
        if len(line.text) > 60 or (role_of(line.text) == "none" and parse_period(line.text) is None):
            break
        count += 1
    if count < 4 or role_of(lines[0].text) != "name":
        return 0
    roles = [role_of(line.text) for line in lines[1:count]]
    return count if sum(role in _VALUE_ROLES or role == "none" for role in roles) >= 2 else 0


def read_stacked(lines: Sequence[Line], count: int, context: Context, sink: Sink) -> int:
    """Read rows written one cell per line below their header. Returns how many lines were read, header included."""
    columns = _stacked_columns(lines[1:count])
    for line in lines[:count]:
        sink.claim(line, "header")
    index = count
    while index < len(lines):
        name = lines[index]
        if len(name.text) > 140 or _is_cell(name.text, 1):
            break
        end = index + 1
        while end < len(lines) and _is_cell(lines[end].text, 1) and end - index <= len(columns):
            end += 1
        cells = [line.text for line in lines[index + 1 : end]]
        if not cells:
            break
        figures = [cell for cell in cells if parse_quantity(cell) is not None]
        fitting = _fitting(columns, cells)
        if fitting:
            _write(
                name,
                name.text,
                [text for text, _ in fitting],
                tuple(c for _, c in fitting),
                context,
                sink,
                "one_cell_per_line",
                lines[index + 1 : end],
            )
        for line, text in zip(lines[index + 1 : end], cells, strict=True):
            kept = text in [value for value, _ in fitting]
            sink.claim(line, "observation" if kept else "unread", "" if kept else "a cell whose column was lost")
            if not kept:
                sink.find("unread_cell", "a cell whose column was lost", line.place, line.text)
        if not figures and not fitting:
            break
        index = end
    return index


def _stacked_columns(heads: Sequence[Line]) -> tuple[Column, ...]:
    """Columns of a stacked header. One period beside "Value" heads the table, several periods are columns."""
    roles = [role_of(line.text) for line in heads]
    periods = [line.text for line in heads if parse_period(line.text) is not None]
    over = periods[0] if len(periods) == 1 and "value" in roles else ""
    columns = [describe(i, line.text) for i, line in enumerate(heads) if line.text != over]
    known = [column for column in columns if column.role in _VALUE_ROLES]
    return tuple(replace(column, period=column.period or over) for column in known)


def _fitting(columns: Sequence[Column], cells: Sequence[str]) -> list[tuple[str, Column]]:
    """Cells handed to columns from the left while each cell can stand in its column."""
    leading = next((i for i, column in enumerate(columns) if column.role not in _FIGURES), len(columns))
    if sum(parse_quantity(text) is not None for text in cells[:leading]) < min(leading, len(columns)):
        return []  # a figure was lost, and nothing tells which
    found: list[tuple[str, Column]] = []
    for text, column in zip(cells, columns, strict=False):
        figure = parse_quantity(text) is not None
        if figure != (column.role in _FIGURES):
            break
        found.append((text, column))
    return found


# ---------------------------------------------------------------------------------------- both
def _write(
    line: Line,
    name: str,
    cells: Sequence[str],
    columns: Sequence[Column],
    context: Context,
    sink: Sink,
    code: str,
    spots: Sequence[Line] = (),
) -> None:
    """One statement for each value column; target, rating and arrow go to the last of the newest."""
    sink.claim(line, "observation")
    values = [i for i, column in enumerate(columns) if column.role in ("value", "previous")]
    target = next((cells[i] for i, column in enumerate(columns) if column.role in ("target", "annual_target")), "")
    rating = next(
        (parse_rating(cells[i], symbols=True) for i, column in enumerate(columns) if column.role == "rating"), None
    )
    arrow_text = next((cells[i] for i, column in enumerate(columns) if column.role == "arrow"), "")
    current = [i for i in values if columns[i].role == "value"] or values
    printed_code, rest = split_code(name)
    name = rest if printed_code and code == "collapsed_columns" else name
    if target:
        sink.targets.append(
            TargetStatement(
                indicator=name,
                code=printed_code,
                target=target,
                place=line.place,
                section=context.section,
                scope="period",
                header="Target",
            )
        )
    polarity = next((cells[i] for i, column in enumerate(columns) if column.role == "polarity"), "")
    for i in values:
        newest = bool(current) and i == current[-1]
        aimed = target if newest or (i in current and _same_year(columns[i], columns[current[-1]])) else ""
        extras = (aimed, rating, arrow_text) if newest else (aimed, None, "")
        statement = _statement(
            spots[i] if spots else line, name, printed_code, cells[i], columns[i], context, code, extras
        )
        sink.statements.append(replace(statement, polarity=polarity))


def _same_year(column: Column, newest: Column) -> bool:
    a, b = parse_period(column.period), parse_period(newest.period)
    return a is not None and b is not None and same_financial_year(a, b)


def _statement(
    line: Line,
    name: str,
    printed_code: str,
    text: str,
    column: Column,
    context: Context,
    code: str,
    extras: tuple[str, Mark | None, str],
) -> Statement:
    target, rating, arrow_text = extras
    arrow: Mark | None = parse_arrow(arrow_text) or parse_arrow_word(arrow_text) if arrow_text else None
    direction = arrow_text if arrow is None and arrow_text and direction_of_word(arrow_text) else ""
    place = line.place
    current = column.role == "value"
    return Statement(
        kind="measure",
        indicator=name,
        code=printed_code,
        section=context.section,
        place=place,
        reader="collapsed",
        period=column.period,
        period_basis="header" if column.period else ("report" if current else None),
        accumulation=accumulation_of(name),
        value=text,
        target=target,
        target_scope="period" if target else None,
        rating=rating,
        rag_scope="period" if rating else None,
        arrow=arrow,
        arrow_sense=context.legend.arrow_sense or None if arrow else None,  # type: ignore[arg-type]
        direction=direction,
        flags=(Flag("row", code),),
        steps=(Step("extract", "value", f"flattened table, column {column.text!r}", line.text, line.place),),
    )
