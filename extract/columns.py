"""Header rows: where they are, and what each column below them means.

Headers reach cells by two directions only: straight down, and from a header cell rightwards over the empty cells
beside it when the row below splits it up (a year over its quarters).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.roles import Role, is_forecast_header, is_project_header, role_of
from grammar.arrows import parse_arrow
from grammar.numbers import parse_quantity
from grammar.periods import find_periods, parse_period
from grammar.ratings import parse_rating
from profiles import header_key
from records import Cell, Grid, Period

_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_PRINTED_FIGURE = re.compile(r"\d[\d,.]*\s*%|£\s?\d|^\s*\d[\d,.]*\b")
_AIMS = frozenset({"aim", "goal", "plan", "profile"})
"""Beside a period these head targets; alone they are a council's aims."""
_CHANGE_SPAN = re.compile(r"\b(increase|decrease|change|variance|from)\b", re.IGNORECASE)
_QUARTER_WORD = re.compile(
    r"^(q(ua)?r?te?r? ?[1-4]|q[1-4]|h[12]|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|jan\w*|"
    r"feb\w*|mar\w*)$",
    re.I,
)


Words = Mapping[str, Role]
"""Roles that a house style gives to headers, by `header_key`."""
NO_WORDS: Words = {}


@dataclass(frozen=True, slots=True)
class Column:
    """What one column of a grid holds: role, header text as printed, and the period or area the header names."""

    index: int
    role: Role
    text: str
    period: str = ""
    area: str = ""
    forecast: bool = False
    project: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a stretch of rows: its first and last row, and a column for each column of the grid."""

    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    embedded: bool = False

    def of(self, *roles: Role) -> tuple[Column, ...]:
        """Columns with one of these roles, left to right."""
        return tuple(column for column in self.columns if column.role in roles)

    @property
    def words(self) -> str:
        """All header texts joined, for tests on what the table is about."""
        return " ".join(column.text for column in self.columns)


def describe(index: int, text: str, parent: str = "", words: Words = NO_WORDS) -> Column:
    """A column from its header text and the header above that spans it; `words` are a profile's own roles."""
    joined = " ".join(part for part in (parent, text) if part).replace("\n", " ").strip()
    label, rest = _period_in(joined, text, parent)
    role = words.get(header_key(text)) or _role(joined, rest, label)
    return Column(index, role, joined, label, "", is_forecast_header(joined), is_project_header(text))


def _period_in(joined: str, text: str, parent: str) -> tuple[str, str]:
    """The period label within a header, and the header without it."""
    year = parse_period(parent) if parent else None
    own = parse_period(text, year) if text else None
    if own is not None:
        whole = parse_period(text)
        label = text if whole is not None else joined
        return label, parent if year is None else ""
    if parse_period(joined) is not None:
        return joined, ""
    if _CHANGE_SPAN.search(joined):
        return "", joined
    found = find_periods(joined)
    if not found:
        return "", joined
    best = found[-1]
    label = joined[best.span.start : best.span.end]
    rest = (joined[: best.span.start] + " " + joined[best.span.end :]).strip()
    return label, re.sub(r"[(\[]\s*[)\]]", "", rest).strip(" ()[]-–:,")


def _role(joined: str, rest: str, label: str) -> Role:
    if label and not rest:
        return "value"
    if label and rest.strip(" :").lower() in _AIMS:
        return "target"
    role = role_of(rest)
    if role == "none" and _BRACKETS.search(rest):
        role = role_of(_BRACKETS.sub(" ", rest))
    if label and role in ("none", "period", "description", "code", "unit"):
        # "iQuanta (March 2017)": a source beside a period still heads figures of that period
        return "value"
    if label and role == "name" and len(rest.split()) > 3:
        return "value"
    return role


def _without_periods(text: str) -> str:
    for found in reversed(find_periods(text)):
        text = text[: found.span.start] + " " + text[found.span.end :]
    return text


def is_value_like(text: str) -> bool:
    """A cell that holds a figure, a mark or a missing-value sign: no header."""
    if not text or len(text) > 40:
        return False
    if parse_period(text) is not None:
        return False
    blanked = _without_periods(text)
    if blanked != text and (_PRINTED_FIGURE.search(blanked) or parse_quantity(blanked.strip(" ()[],-–")) is not None):
        return True
    quantity = parse_quantity(text)
    if quantity is not None and (quantity.number is not None or quantity.missing or quantity.bound):
        return True
    return parse_arrow(text) is not None or (parse_rating(text) is not None and len(text) > 1)


def find_headers(grid: Grid, words: Words = NO_WORDS) -> tuple[Header, ...]:
    """All headers of a grid, top to bottom: a page's repeated header starts a new stretch."""
    headers: list[Header] = []
    copies: list[list[str]] = []
    r = 0
    while r < len(grid.rows):
        copies += [
            [c.text for c in line if c.text] for cell in grid.rows[r] for table in cell.nested for line in table.rows
        ]
        if copies and [cell.text for cell in grid.rows[r] if cell.text] in copies:
            r += 1
            continue
        header = header_at(grid, r, words) or embedded_header(grid, r, words)
        if header is None:
            r += 1
            continue
        headers.append(header)
        r = header.last_row + 1
    return tuple(headers)


def header_at(grid: Grid, r: int, words: Words = NO_WORDS) -> Header | None:
    """The header that starts in row `r`, if that row is one."""
    row = grid.rows[r]
    filled = [(c, cell.text) for c, cell in enumerate(row) if cell.text]
    if len(filled) < 2 or any(cell.nested for cell in row):
        return None
    if any(is_value_like(text) for _, text in filled):
        return None
    if not _reads_as_header(filled, words):
        return None
    below = _second_level(grid, r, words)
    last = r + 1 if below is not None else r
    columns = _columns(row, below, len(row), words)
    return Header(r, last, columns)


def embedded_header(grid: Grid, r: int, words: Words = NO_WORDS) -> Header | None:
    """A header that starts in the middle of a row: the row's first cells name an indicator whose parts follow below.

    From some column on the row holds header words (one of them with a period), the column before them holds text, and
    the row below is empty up to that column.
    """
    if r + 1 >= len(grid.rows) or any(cell.nested for cell in grid.rows[r]):
        return None
    row, below = grid.rows[r], grid.rows[r + 1]
    first = next((c for c, cell in enumerate(below) if cell.text), None)
    if first is None or first < 2 or not row[first].text or is_value_like(row[first].text):
        return None
    heads = [(c, cell.text) for c, cell in enumerate(row) if c > first and cell.text]
    if len(heads) < 2 or any(is_value_like(text) for _, text in heads) or not is_value_like(below[heads[0][0]].text):
        return None
    columns = [describe(c, text, words=words) for c, text in heads]
    if not any(column.period for column in columns) or any(column.role in ("none", "name") for column in columns):
        return None
    named = [Column(c, "none", "") for c in range(first)] + [Column(first, "name", row[first].text)]
    rest = {column.index: column for column in columns}
    behind = [rest.get(c, Column(c, "none", "")) for c in range(first + 1, len(row))]
    return Header(r, r, tuple(named + behind), embedded=True)


def _reads_as_header(filled: Sequence[tuple[int, str]], words: Words) -> bool:
    columns = [describe(c, text, words=words) for c, text in filled]
    known = [column for column in columns if column.role != "none"]
    strong = [c for c in known if c.role not in ("comment", "description", "none")]
    periods = [column for column in columns if column.period]
    names = [column for column in columns if column.role in ("name", "code")]
    if any(len(text) > 120 for _, text in filled):
        return False
    if names and len(strong) >= 2 and len(known) * 2 >= len(filled):
        return True
    if len(periods) >= 2 and len(known) * 3 >= len(filled) * 2:
        return True
    if periods and len(known) >= 2 and len(known) * 3 >= len(filled) * 2 and all(len(t) <= 60 for _, t in filled):
        return True
    return len(strong) >= 2 and len(known) == len(filled) and all(len(t) <= 60 for _, t in filled)


def _second_level(grid: Grid, r: int, words: Words) -> tuple[Cell, ...] | None:
    """The row below, where it splits up header cells of row `r`: short periods or roles under gaps, no values."""
    if r + 1 >= len(grid.rows):
        return None
    row, below = grid.rows[r], grid.rows[r + 1]
    filled = [(c, cell.text) for c, cell in enumerate(below) if cell.text]
    if not filled or any(is_value_like(text) and parse_rating(text) is None for _, text in filled):
        return None
    short = [text for _, text in filled if _QUARTER_WORD.match(text.strip())]
    if short and len(short) * 2 >= len(filled):
        return below
    columns = [describe(c, text, words=words) for c, text in filled]
    if not all(column.role not in ("none", "comment") for column in columns):
        return None
    gaps = sum(1 for c, _ in filled if not row[c].text)
    repeated = sum(1 for c, text in filled if row[c].text and row[c].text == text)
    if len(filled) >= 2 and (gaps >= 1 or repeated):
        return below
    return None


def _columns(row: Sequence[Cell], below: Sequence[Cell] | None, width: int, words: Words) -> tuple[Column, ...]:
    columns: list[Column] = []
    parent = ""
    for c in range(width):
        top = row[c].text
        if below is None:
            columns.append(describe(c, top, words=words))
            continue
        low = below[c].text
        if top:
            parent = top
        elif not low:
            parent = ""
        if low and top and low == top:
            columns.append(describe(c, top, words=words))
        elif low:
            columns.append(describe(c, low, parent if _may_span(parent) else "", words))
        else:
            columns.append(describe(c, top, words=words))
    return tuple(_only_one_name(columns))


def _may_span(parent: str) -> bool:
    return bool(parent) and role_of(parent) not in ("name", "code", "comment", "description")


def _only_one_name(columns: list[Column]) -> list[Column]:
    """The first name column is the name; "Description" beside none is the name, beside one it is commentary."""
    named = [column for column in columns if column.role == "name"]
    described = [column for column in columns if column.role == "description"]
    if not named and described:
        return [replace(column, role="name") if column is described[0] else column for column in columns]
    return columns


def header_period(column: Column, report: Period | None) -> Period | None:
    """The period of a column's header, with the report's year for a bare "Q1"."""
    return parse_period(column.period, report) if column.period else None
