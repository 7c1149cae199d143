"""Header rows: where they are, and how several of them stand over one column.

Headers reach cells by two directions only: straight down, and from a header cell rightwards over the empty cells
beside it when the row below splits it up (a year over its quarters).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.columns import NO_HINTS, Column, Header, Hints, describe
from extract.roles import role_of
from grammar.arrows import parse_arrow
from grammar.numbers import parse_quantity
from grammar.periods import find_periods, parse_period
from grammar.ratings import parse_rating
from records import Cell, Grid

_PRINTED_FIGURE = re.compile(r"\d[\d,.]*\s*%|£\s?\d|^\s*\d[\d,.]*\b")
_QUARTER_WORD = re.compile(
    r"^(q(ua)?r?te?r? ?[1-4]|q[1-4]|h[12]|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|jan\w*|"
    r"feb\w*|mar\w*)$",
    re.I,
)
_YEAR_PAIR = re.compile(r"^(\d\d)-(\d\d)(?= \w+$|$)")
_MAX_LEVELS = 4
_LIMITS = frozenset({"red", "amber", "green"})


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
    dated = blanked != text and role_of(blanked) not in ("comparator", "previous")  # `Top 25% 03/04`, `07/08 baseline`
    if dated and (_PRINTED_FIGURE.search(blanked) or parse_quantity(blanked.strip(" ()[],-–")) is not None):
        return True
    quantity = parse_quantity(text)
    if quantity is not None and (quantity.number is not None or quantity.missing or quantity.bound):
        return True
    return parse_arrow(text) is not None or (parse_rating(text) is not None and len(text) > 1)


def find_headers(grid: Grid, hints: Hints = NO_HINTS) -> tuple[Header, ...]:
    """All headers of a grid, top to bottom: a page's repeated header starts a new stretch."""
    grid = _with_whole_years(grid)
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
        header = header_at(grid, r, hints) or embedded_header(grid, r, hints)
        if header is None or (headers and _is_row_below(grid.rows[r], headers[-1], hints)):
            r += 1
            continue
        headers.append(header)
        r = header.last_row + 1
    return tuple(headers)


def _is_row_below(row: Sequence[Cell], header: Header, hints: Hints) -> bool:
    return _is_row_of_dates(row, header) or _is_coded_row(row, header, hints)


def _is_coded_row(row: Sequence[Cell], header: Header, hints: Hints) -> bool:
    """`H2 | Planning decisions` below `Ref | Indicator`: no half-year, and nothing heads a column."""
    codes = [column.index for column in header.of("code") if role_of(column.text) == "code"]
    if not any(_QUARTER_WORD.match(row[c].text.strip()) for c in codes):
        return False
    leading = {*codes, *(column.index for column in header.of("name"))}
    rest = [describe(c, text, hints=hints) for c, text in _filled(row) if c not in leading]
    return all(column.role in ("none", "comment", "description") for column in rest)


def _is_row_of_dates(row: Sequence[Cell], header: Header) -> bool:
    """Below a header, a name beside days (`Last inspection | 12 May 2015`): a row, not another header."""
    named = [row[column.index].text for column in header.of("name")]
    others = [cell.text for cell in row if cell.text and cell.text not in named]
    days = [period for text in others if (period := parse_period(text)) is not None and period.type == "as_at"]
    return (
        any(text and role_of(text) not in ("name", "code") for text in named)
        and bool(others)
        and len(days) * 2 > len(others)
    )


def _with_whole_years(grid: Grid) -> Grid:
    """`12-13` and `14-15 target` as `2012-13`, in rows that head names and print another period: elsewhere they may be
    ages or ranges of figures."""
    rows = [_whole_years(row) if any(_YEAR_PAIR.match(cell.text) for cell in row) else row for row in grid.rows]
    return replace(grid, rows=tuple(rows)) if any(a is not b for a, b in zip(rows, grid.rows, strict=True)) else grid


def _whole_years(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    dated = [found for cell in row for found in find_periods(cell.text)]
    if not dated or not any(role_of(cell.text) in ("name", "code") for cell in row if cell.text):
        return row
    year = max(found.period.end for found in dated).year
    return tuple(replace(cell, text=_YEAR_PAIR.sub(lambda m: _whole_year(m, year), cell.text)) for cell in row)


def _whole_year(match: "re.Match[str]", year: int) -> str:
    """The pair with its century, if it is a year and the next and near the other periods of its row."""
    first, second = int(match[1]), int(match[2])
    begins = year - (year - first) % 100
    return f"{begins}-{match[2]}" if second == (first + 1) % 100 and year - begins <= 10 else match[0]


def header_at(grid: Grid, r: int, hints: Hints = NO_HINTS) -> Header | None:
    """The header that starts in row `r`, if that row is one (or stands over one, splitting its columns up)."""
    filled = _filled(grid.rows[r])
    if len(filled) < 2 or any(cell.nested for cell in grid.rows[r]) or _holds_figures(filled, hints):
        return None
    first = r
    if not _reads_as_header(filled, hints) and not heads_groups(grid, r, hints):
        if not _stands_over(grid, r, hints):
            return None
        first = r + 1
    levels = list(range(r, first + 1))
    while len(levels) < _MAX_LEVELS and _splits_up(grid, levels, hints):
        levels.append(levels[-1] + 1)
    return Header(r, levels[-1], _columns([grid.rows[level] for level in levels], hints))


def _holds_figures(filled: Sequence[tuple[int, str]], hints: Hints) -> bool:
    """Cells of figures: no header. `Baseline` stands in place of a target too; beside a name's header it is one."""
    baseline = False
    limits = _heads_limits(filled, hints)
    for _, text in filled:
        if is_value_like(text) and not (limits and text.strip().lower() in _LIMITS):
            if role_of(text) != "previous":
                return True
            baseline = True
    return baseline and not any(describe(c, text, hints=hints).role == "name" for c, text in filled)


def _filled(row: Sequence[Cell]) -> list[tuple[int, str]]:
    return [(c, cell.text) for c, cell in enumerate(row) if cell.text]


def _stands_over(grid: Grid, r: int, hints: Hints) -> bool:
    """A sparse row over a header row ("National" over one of its years): not over the names, and it says something."""
    if r + 1 >= len(grid.rows):
        return False
    upper, lower = _filled(grid.rows[r]), _filled(grid.rows[r + 1])
    if len(lower) <= len(upper) or any(is_value_like(text) for _, text in lower) or not _reads_as_header(lower, hints):
        return False
    below = {c: describe(c, text, hints=hints) for c, text in lower}
    if any(c not in below or below[c].role in ("name", "code") for c, _ in upper):
        return False
    return any(describe(c, text, hints=hints).role != "none" for c, text in upper)


def heads_groups(grid: Grid, r: int, hints: Hints = NO_HINTS) -> bool:
    """Names of groups beside that of the names (`Measure | Ours |  | Theirs`), with the same headers under each."""
    if r + 1 >= len(grid.rows):
        return False
    upper, lower = _filled(grid.rows[r]), grid.rows[r + 1]
    if len(upper) < 3 or any(describe(c, text, hints=hints).role not in ("name", "code") for c, text in upper[:1]):
        return False
    starts = [c for c, _ in upper[1:]]
    if any(describe(c, text, hints=hints).role != "none" for c, text in upper[1:]) or lower[upper[0][0]].text:
        return False
    ends = [*starts[1:], grid.width]
    groups = [[cell.text for cell in lower[a:b] if cell.text] for a, b in zip(starts, ends, strict=True)]
    same = all(group == groups[0] for group in groups)
    return same and len(groups[0]) >= 2 and any(describe(0, text, hints=hints).period for text in groups[0])


def embedded_header(grid: Grid, r: int, hints: Hints = NO_HINTS) -> Header | None:
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
    columns = [describe(c, text, hints=hints) for c, text in heads]
    if not any(column.period for column in columns) or any(column.role in ("none", "name") for column in columns):
        return None
    named = [Column(c, "none", "") for c in range(first)] + [Column(first, "name", row[first].text)]
    rest = {column.index: column for column in columns}
    behind = [rest.get(c, Column(c, "none", "")) for c in range(first + 1, len(row))]
    return Header(r, r, tuple(named + behind), embedded=True)


def _reads_as_header(filled: Sequence[tuple[int, str]], hints: Hints) -> bool:
    columns = [describe(c, text, hints=hints) for c, text in filled]
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
    dated = {column.role for column in columns} >= {"period", "target"}
    if dated and len(filled) - len(known) <= 1:
        return True
    return len(strong) >= 2 and len(known) == len(filled) and all(len(t) <= 60 for _, t in filled)


def _heads_limits(filled: Sequence[tuple[int, str]], hints: Hints) -> bool:
    """`KPI | Green | Amber | Red | Q1 | Q2`: from where on figures are rated so, each colour once."""
    colours = [text.strip().lower() for _, text in filled if text.strip().lower() in _LIMITS]
    if not len(colours) == len(set(colours)) >= 2:
        return False
    columns = [describe(c, text, hints=hints) for c, text in filled]
    return any(column.role == "name" for column in columns) and any(column.period for column in columns)


def _splits_up(grid: Grid, levels: Sequence[int], hints: Hints) -> bool:
    """The row below splits up header cells: short periods or roles under gaps of the last level, and no values."""
    r = levels[-1]
    if r + 1 >= len(grid.rows):
        return False
    row, filled = grid.rows[r], _filled(grid.rows[r + 1])
    if not filled or any(is_value_like(text) and parse_rating(text) is None for _, text in filled):
        return False
    if any(role_of(row[c].text) == "code" and _QUARTER_WORD.match(text.strip()) for c, text in filled):
        return False  # `H1` below `Ref` is the first row
    short = [text for _, text in filled if _QUARTER_WORD.match(text.strip())]
    if short and len(short) * 2 >= len(filled):
        return True
    columns = [describe(c, text, hints=hints) for c, text in filled]
    known = sum(column.role not in ("none", "comment") for column in columns)
    if known < len(columns) and not (known * 2 > len(columns) and _below_spans(row, grid.rows[r + 1], hints)):
        return False
    gaps = sum(1 for c, _ in filled if not row[c].text)
    repeated = sum(1 for c, text in filled if row[c].text and row[c].text == text)
    # `Quarter 2 | Quarter 2`: one header that was filled in over each of its columns
    spread = sum(1 for c, _ in filled if c and row[c].text and row[c].text == row[c - 1].text)
    return len(filled) >= 2 and bool(gaps or repeated or spread)


def _below_spans(row: Sequence[Cell], lower: Sequence[Cell], hints: Hints) -> bool:
    """Several header cells reach over columns that the row below parts, and no name stands in that row."""
    wide = [c for c, cell in enumerate(row) if cell.column_span > 1]
    under = {c for first in wide for c in range(first, first + row[first].column_span)}
    named = {c for c, cell in enumerate(row) if describe(c, cell.text, hints=hints).role in ("name", "code")}
    below = {c for first, cell in enumerate(lower) if cell.text for c in range(first, first + cell.column_span)}
    return len(wide) >= 2 and under <= below and bool(named) and not named & below


def _columns(levels: Sequence[Sequence[Cell]], hints: Hints) -> tuple[Column, ...]:
    """Each column with the texts over it, upper levels spread to the right over what they span."""
    texts = [_spread(level, levels[i + 1 :]) for i, level in enumerate(levels)]
    columns = [describe(c, *(level[c] for level in texts), hints=hints) for c in range(len(levels[0]))]
    return tuple(_only_one_name(columns))


def _spread(row: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> list[str]:
    """Texts of one level, spread to the right over columns that a lower level fills."""
    texts: list[str] = []
    parent, end, drawn = "", 0, 0  # `drawn`: how far the page itself says that a cell reaches
    for c, cell in enumerate(row):
        if cell.text:
            drawn = c + cell.column_span
            parent = cell.text if _may_span(cell.text) else ""
            end = c + cell.column_span if cell.column_span > 1 else len(row)
            texts.append(cell.text)
        elif c < end and any(level[c].text for level in below):
            texts.append(parent)
        else:
            parent = parent if c < drawn else ""
            texts.append("")
    return texts


def _may_span(parent: str) -> bool:
    return bool(parent) and role_of(parent) not in ("name", "code", "comment", "description")


def _only_one_name(columns: list[Column]) -> list[Column]:
    """The first name column is the name; "Description" beside none is the name, beside one it is commentary."""
    named = [column for column in columns if column.role == "name"]
    described = [column for column in columns if column.role == "description"]
    if not named and described:
        return [replace(column, role="name") if column is described[0] else column for column in columns]
    return columns
