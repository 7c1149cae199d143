"""Lists, wide tables and histories: a header above, an indicator (or a period) in each row.

All three are one reading: columns have roles, told by their headers; a row prints one statement for each of its value
columns and comparators, and its target, rating and arrow are handed to the statements they belong to.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.columns import Column, Header, Hints
from extract.context import Context
from extract.headers import find_headers, is_value_like
from extract.layouts.bars import period_of_bar
from extract.layouts.comparison import comparison_statements
from extract.layouts.cover_sheet import is_cover_sheet
from extract.layouts.letter_ratings import with_letter_ratings
from extract.layouts.nested import nested_statements, repeats_nested
from extract.layouts.row import read_row
from extract.layouts.row_parts import WHOLE, Part, parts_of
from extract.layouts.row_roles import role_column, unfold_roles
from extract.layouts.row_short import short_rows
from extract.layouts.row_types import Row
from extract.layouts.table_roles import Stretch, find_names, with_told_roles
from extract.roles import Role, role_of
from extract.sink import Sink
from extract.vocabulary import FINANCE_WORDS, FOOTNOTE, URL
from grammar.codes import is_code, split_code
from grammar.periods import find_periods, parse_period
from records import Cell, Grid, Kind

_PLAIN = frozenset({"value", "actual", "result", "outturn", "performance", "%"})
_OTHERS = re.compile(
    r"\b(?:average|mean|median|national|england|english|wales|scotland|uk|gb|britain|neighbou?rs?|famil(?:y|ies)|peers?|"
    r"group|region(?:al)?|council|borough|county|district|unitary|city of|authorit(?:y|ies))\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"£|\b(budget|spend|forecast|estimates?|variance|outturn|plan|reprogrammed|balance|grant|income|expenditure)\b",
    re.I,
)
_INDICATOR = re.compile(r"\b(indicators?|measures?|kpis?|pis?|performance|metrics?|rag|polarity)\b", re.IGNORECASE)
_NOTE_MARK = re.compile(r"(?<![¹²³⁴⁵⁶⁷⁸⁹⁰])(?<![mM])[¹²³⁴⁵⁶⁷⁸⁹⁰]+$")
"""The raised figure of a note behind a name; behind `m` it is a square metre."""
_LETTERS = re.compile(r"[A-Za-z]{2}")
_HEAD_WORDS = 4
_PART = re.compile(r"^(?:\([a-h]\)|\((?:i{1,3}|iv|v)\)|[a-h]\)|(?:i{1,3}|iv|v)\))\s")
"""How the parts of one indicator are numbered."""
_OF_WHICH = re.compile(r"^[-–—•*]?\s*of (?:which|these|whom)\b", re.IGNORECASE)
"""A part of what the row above counts."""
_OTHER_TABLES = re.compile(
    r"\b(likelihood|impact|mitigat\w+|risk (?:score|rating|owner|ref)|apologies|"
    r"(?:gross|net|inherent|residual|raw) (?:risk )?(?:scores?|ratings?))\b",
    re.IGNORECASE,
)
"""Header words of risk registers and attendance lists, whose ratings are none of performance."""
_KPI_ROLES: tuple[Role, ...] = ("target", "annual_target", "rating", "arrow", "polarity", "comparator", "benchmark")


@dataclass(frozen=True, slots=True)
class Carried:
    """What a table leaves for its continuation on the next page: header, width and the last row's name."""

    header: Header
    width: int
    name: str
    code: str
    name_cell: Cell | None


def read_table(grid: Grid, context: Context, sink: Sink, above: Carried | None = None) -> Carried | None:
    """Read a grid that has headers, or continues the table `above`. None where it is no table of indicators."""
    if is_cover_sheet(grid):
        return None
    headers = find_headers(grid, Hints(context.header_words, context.report))
    stretches = _stretches(grid, headers)
    if above is not None and not headers and has_head(grid):
        return None
    if above is not None and grid.width <= above.width and (not headers or headers[0].first_row):
        first = headers[0].first_row if headers else len(grid.rows)
        header = replace(above.header, first_row=-1, last_row=-1)
        stretches = (Stretch(_narrowed(header, grid.width), tuple(range(first))), *stretches)
    elif not headers or not any(_is_about_indicators(grid, stretch, context) for stretch in stretches):
        return None
    else:
        for r in range(headers[0].first_row):
            for cell in grid.rows[r]:
                sink.claim(cell, "context", "above the header")
    carried = above
    for stretch in _side_by_side(grid, stretches):
        for r in range(max(0, stretch.header.first_row), stretch.header.last_row + 1):
            for cell in grid.rows[r]:
                sink.claim(cell, "header", "names an indicator whose parts follow" if stretch.header.embedded else "")
        told = with_told_roles(grid, stretch, context)
        reader = _Reader(
            with_letter_ratings(grid, told.header, told.rows),
            told,
            context,
            sink,
            carried if stretch.header.first_row < 0 or stretch.header.embedded else None,
        )
        reader.run()
        carried = reader.carried
    return carried


def fits(grid: Grid, above: Carried) -> bool:
    """Whether the rows of a grid without a header look like those of the table above: figures where it has figures."""
    if grid.width > above.width or find_headers(grid) or has_head(grid):
        return False
    figures = _figure_columns(grid, above)
    names = [c.index for c in above.header.of("name") if c.index < grid.width]
    if not any(is_value_like(grid.rows[0][c].text) for c in figures):
        return False
    cells = [row[c].text for row in grid.rows for c in figures if row[c].text]
    named = [row[c].text for row in grid.rows for c in names if row[c].text]
    return bool(named) and _mostly_figures(cells) and not any(map(is_value_like, named))


def begins_anew(grid: Grid, above: Carried) -> bool:
    """Whether the first row heads the columns in words of its own, and figures follow: no row of the table above."""
    figures = _figure_columns(grid, above)
    heads = [grid.rows[0][c].text for c in figures if grid.rows[0][c].text]
    below = [row[c].text for row in grid.rows[1:] for c in figures if row[c].text]
    if not heads or len(heads) < min(2, len(figures)) or not all(map(_is_wording, heads)):
        return False
    return _mostly_figures(below)


def _figure_columns(grid: Grid, above: Carried) -> list[int]:
    """Where the table above has figures, as far as this one is as wide."""
    columns = above.header.of("value", "previous", "target", "annual_target")
    return [column.index for column in columns if column.index < grid.width]


def _mostly_figures(cells: Sequence[str]) -> bool:
    return sum(map(is_value_like, cells)) * 3 >= len(cells) * 2 > 0


def _is_wording(text: str) -> bool:
    return not is_value_like(text) and len(text.split()) <= _HEAD_WORDS and bool(_LETTERS.search(text))


def has_head(grid: Grid) -> bool:
    """A first row that heads names ("Measure"), though not all of it is understood: another table begins."""
    return any(role_of(cell.text) == "name" and len(cell.text.split()) <= 3 for cell in grid.rows[0] if cell.text)


def _side_by_side(grid: Grid, stretches: Sequence[Stretch]) -> list[Stretch]:
    """Two tables beside each other share rows: a second name column starts a stretch of its own."""
    found: list[Stretch] = []
    for stretch in stretches:
        names = [c.index for c in stretch.header.of("name")]
        starts = [i for i in names if i == names[0] or _heads_table(stretch.header, i, names)]
        if len(starts) < 2:
            found.append(stretch)
            continue
        for start, end in zip(starts, [*starts[1:], grid.width], strict=True):
            first = 0 if start == starts[0] else start
            columns = tuple(
                c if first <= c.index < end else Column(c.index, "none", "") for c in stretch.header.columns
            )
            found.append(Stretch(replace(stretch.header, columns=columns), stretch.rows, first))
    return found


def _heads_table(header: Header, index: int, names: Sequence[int]) -> bool:
    """Value columns stand before and behind this name column."""
    values = [c.index for c in header.of("value", "rating", "arrow")]
    following = min([i for i in names if i > index], default=len(header.columns))
    return any(v < index for v in values) and any(index < v < following for v in values)


def _narrowed(header: Header, width: int) -> Header:
    return replace(header, columns=header.columns[:width])


def _stretches(grid: Grid, headers: Sequence[Header]) -> tuple[Stretch, ...]:
    ends = ([header.first_row for header in headers[1:]] + [len(grid.rows)])[: len(headers)]
    return tuple(
        Stretch(header, tuple(range(header.last_row + 1, end))) for header, end in zip(headers, ends, strict=True)
    )


def _is_about_indicators(grid: Grid, stretch: Stretch, context: Context) -> bool:
    """Budget tables, risk registers and sign-off lists also have headers: indicators show a name and a yardstick."""
    header = stretch.header
    if _OTHER_TABLES.search(header.words) or (context.titled and not stretch.rows) or _is_about_money(header):
        return False
    values, names = header.of("value", "previous"), header.of("name")
    if not names and header.of("area") and not _is_titled_by_area(grid, stretch, context):
        return False
    yardsticks = header.of(*_KPI_ROLES)
    if context.titled and (values or yardsticks):
        return True
    if names and (yardsticks or values):
        return _speaks_of_indicators(header) or bool(yardsticks and (values or header.of("rating")))
    if header.of("code") and values and yardsticks:
        return True
    if names and values and _rated(grid, stretch, values):
        return True
    dated = header.of("period")
    if dated and context.title and (header.of("target") or any(c.text.strip().lower() in _PLAIN for c in values)):
        return True
    if context.title and not names and _is_year_by_year(grid, stretch):
        return True
    marks = header.of("rating", "arrow", "target")
    if not names and len({column.role for column in marks}) >= 2 and _has_texts(grid, stretch):
        return True
    if values and header.of("target") and (context.title or context.code):
        return True
    return bool(values and len(yardsticks) >= 2)


def _is_titled_by_area(grid: Grid, stretch: Stretch, context: Context) -> bool:
    """A row for each part of an area, of the one indicator that the table's title names; no words beside them."""
    columns = list(stretch.header.columns)
    find_names(grid, stretch, columns)
    return bool(context.title) and not any(column.role == "name" for column in columns)


def _is_year_by_year(grid: Grid, stretch: Stretch) -> bool:
    """`Year | Q1 | Q2 | Q3 | Q4` and a row for each year, of the one indicator that the table's title names."""
    first, *behind = stretch.header.columns
    parts = [column for column in behind if column.role == "value" and parse_period(column.period) is None]
    texts = [grid.rows[r][first.index].text for r in stretch.rows if any(cell.text for cell in grid.rows[r])]
    years = [p for text in texts if (p := parse_period(text)) is not None and p.type == "financial_year"]
    return len([c for c in parts if c.period]) >= 4 and len(years) * 2 > len(texts) and len(years) >= 2


def _rated(grid: Grid, stretch: Stretch, values: Sequence[Column]) -> bool:
    """Figures or projects whose cells carry ratings of their own."""
    cells = [grid.rows[r][c.index] for r in stretch.rows for c in values if grid.rows[r][c.index].text]
    rated = [cell for cell in cells if any(mark.rag not in (None, "not_rated") for mark in cell.marks)]
    return len(rated) >= 3 and len(rated) * 2 >= len(cells)


def _has_texts(grid: Grid, stretch: Stretch) -> bool:
    """The first column names things: no figures, no codes alone."""
    texts = [grid.rows[r][0].text for r in stretch.rows if grid.rows[r][0].text]
    return (
        len(texts) >= 2
        and not any(is_value_like(text) for text in texts)
        and stretch.header.columns[0].role in ("none", "comment", "description")
    )


def _is_about_money(header: Header) -> bool:
    """All figures are plans, spends and variances, and no word speaks of an indicator."""
    values = header.of("value", "previous", "target", "change")
    if header.of("rating", "arrow", "polarity"):
        return False
    money = [column for column in values if _MONEY.search(column.text)]
    return len(money) >= 2 and len(money) * 2 >= len(values) and not _INDICATOR.search(header.words)


def _speaks_of_indicators(header: Header) -> bool:
    words = header.words.lower()
    return any(
        word in words
        for word in ("indicator", "measure", "performance", "kpi", "metric", "outcome", "actual", "target")
    )


class _Reader:
    """Reads the rows of one stretch, carrying the name that continuation rows inherit."""

    def __init__(
        self, grid: Grid, stretch: Stretch, context: Context, sink: Sink, above: Carried | None = None
    ) -> None:
        self._grid = grid
        self._header = stretch.header
        self._rows = stretch.rows
        self._first = stretch.first
        self._short = short_rows(grid, stretch.header, stretch.rows)
        self._parts = parts_of(grid, stretch.header, stretch.rows)
        self._part = WHOLE
        self._context = context
        self._sink = sink
        self._name = above.name if above else ""
        self._name_cell: Cell | None = above.name_cell if above else None
        self._code = above.code if above else ""
        if stretch.header.embedded:
            first = grid.rows[stretch.header.first_row]
            self._code = next((cell.text for cell in first if is_code(cell.text)), self._code)
        self._group = ""
        self._under, self._under_doubt, self._bar = "", False, False
        self._whole, self._whole_code = "", ""

    @property
    def carried(self) -> Carried:
        """What a continuation of this table needs."""
        return Carried(self._header, len(self._header.columns), self._name, self._code, self._name_cell)

    def run(self) -> None:
        """Read all rows; what no rule understands is listed by the caller."""
        told = role_column(self._grid, self._header, self._rows)
        if told is not None:
            self._run_roles(told)
            return
        skip: set[int] = set()
        for r in self._rows:
            if r in skip:
                continue
            cells = self._grid.rows[r]
            filled = [cell for cell in cells if cell.text or cell.nested]
            if not filled or self._heads_parts(cells) or self._aside(filled):
                continue
            nested = next((cell for cell in filled if cell.nested), None)
            if nested is not None:
                row, used = self._unfold(r, nested)
                skip.update(used)
                if row is None:
                    continue
                cells = row
            self._read(cells)

    def _run_roles(self, told: int) -> None:
        """Rows of Target, Actual and RAG under one name, read as one row each."""
        above: list[str] = []
        for r in self._rows:
            leading = self._grid.rows[r][:told]
            texts = [cell.text for cell in leading]
            for cell in leading if any(texts) and texts == above else ():
                self._sink.claim(cell, "context", "the name above, printed again")
            above = texts if any(texts) else above
            self._sink.claim(self._grid.rows[r][told], "header", "names what its row prints")
            filled = [cell for cell in self._grid.rows[r] if cell.text]
            if len(filled) == 1:
                self._aside(filled)
        self._header, rows = unfold_roles(self._grid, self._header, self._rows, told)
        for cells in rows:
            self._read(cells)

    def _heads_parts(self, cells: Sequence[Cell]) -> bool:
        """A name without figures, over the rows that split it up."""
        if not self._parts.heads_parts(cells):
            return False
        name, code = self._name_of(cells)
        self._name, self._code, self._whole, self._whole_code = name, code, name, code
        self._name_cell = next(cells[column.index] for column in self._header.of("name") if cells[column.index].text)
        self._part = WHOLE
        for cell in cells:
            self._sink.claim(cell, "observation", "names what the rows below split up")
        return True

    def _aside(self, filled: list[Cell]) -> bool:
        """Footnotes, group headings and rows of dashes inside a table."""
        first = filled[0]
        if all(set(cell.text) <= set("-–—_ ") for cell in filled) and not self._header.of("value", "arrow", "rating"):
            return True
        if all(set(cell.text) <= set("-–—_=") and len(cell.text) >= 3 for cell in filled):
            for cell in filled:
                self._sink.claim(cell, "header", "rule")
            return True
        if len(filled) > 1:
            return False
        if FOOTNOTE.match(first.text):
            self._sink.claim(first, "legend", "footnote")
            return True
        if self._is_period(first):
            self._under, self._under_doubt, self._bar = first.text, False, False
            self._sink.claim(first, "context", "period of the rows below")
            return True
        label = period_of_bar(first.text, self._context.report)
        if label is not None:
            self._under, self._under_doubt, self._bar = label, True, True
            self._sink.claim(first, "context", "period of the rows below")
            return True
        if self._bar:
            self._under, self._bar = "", False  # the next section: nothing says of when it is
        self._under_doubt = True  # a heading after it: nothing says that the period holds for what is below that too
        if not is_value_like(first.text):
            self._whole, self._whole_code = clean_name(first.text), ""
        if first.bold and not is_value_like(first.text):
            self._group = first.text
            self._sink.claim(first, "context", "group heading")
            return True
        return False

    def _is_period(self, cell: Cell) -> bool:
        """A year or a quarter alone in a row, where names stand: that of the rows below, not of the report."""
        names = [column.index for column in self._header.of("name")]
        period = parse_period(cell.text)
        if period is None or period.type == "as_at" or not names or (cell.place.column or 0) > names[0]:
            return False
        return len(cell.text) > 4  # `2019` alone may be anything

    def _unfold(self, r: int, nested: Cell) -> tuple[tuple[Cell, ...] | None, set[int]]:
        """A table inside a cell: read it under the row's name; its flattened copies beside and below are repeats."""
        cells = self._grid.rows[r]
        name, code = self._name_of(cells)
        inner = replace(self._context, title=name, code=code)
        arrow = nested_statements(nested, inner, self._header, self._sink)
        kept, used = repeats_nested(self._grid, r, nested, self._rows, self._sink)
        for cell in cells:
            role = self._role(cell)
            if role in ("name", "code") or cell.text == code:
                self._sink.claim(cell, "observation")
            elif role in ("comment", "description"):
                self._sink.claim(cell, "commentary")
        self._sink.claim(nested, "observation", "table inside a cell")
        arrow(kept)
        return None, used

    def _role(self, cell: Cell) -> str:
        column = cell.place.column
        return (
            self._header.columns[column].role if column is not None and column < len(self._header.columns) else "none"
        )

    def _first_name(self) -> int:
        """Running numbers stand before the names, in a column without a header."""
        return next((column.index for column in self._header.of("name")), 0)

    def _name_of(self, cells: Sequence[Cell]) -> tuple[str, str]:
        name = next((cells[column.index] for column in self._header.of("name") if cells[column.index].text), None)
        code = next((cells[column.index].text for column in self._header.of("code") if cells[column.index].text), "")
        if not code:
            code = next(
                (
                    cells[c.index].text
                    for c in self._header.columns[self._first : self._first_name()]
                    if c.role == "none" and not c.text and is_code(cells[c.index].text)
                ),
                "",
            )
        printed = clean_name(name.text) if name else ""
        return printed, code or split_code(printed)[0]

    def _read(self, cells: Sequence[Cell]) -> None:
        name, code = self._name_of(cells)
        name_cell = next((cells[column.index] for column in self._header.of("name") if cells[column.index].text), None)
        part = self._parts.of(cells)
        if name_cell is not None and part == WHOLE and self._is_furniture(name):
            if any(map(str.isdigit, "".join(cells[c.index].text for c in self._header.of("value", "previous")))):
                self._read_own(cells, name, name_cell)
                return
            for cell in cells:
                self._sink.claim(cell, "context", "page header")
            return
        continued = False
        other = self._other(name) if not code else ""
        if part.group and self._context.finder.is_other_council(part.group):
            other = part.group
        name, code = self._of_whole(name, code) if not other else ("", self._code)
        if part.whole and not other:
            name, code, name_cell = clean_name(part.whole), part.code, part.cell
        if name:
            self._name, self._name_cell, self._part = name, name_cell, part
            self._code = code or (self._code if self._header.embedded else "")
        elif self._header.of("name"):
            continued = True
            code = self._code
        row = Row(
            cells=tuple(cells),
            header=self._header,
            name=self._name if self._header.of("name") else self._context.title,
            code=(code or self._code)
            if self._header.of("name")
            else self._context.code or split_code(self._context.title)[0],
            name_cell=name_cell or self._name_cell,
            group=self._group,
            continued=continued,
            kind=self._kind(name or self._context.title),
            report=self._context.report,
            short=cells[0].place.row in self._short,
            under=self._under,
            under_doubt=self._under_doubt,
            part=self._part if not other or self._part.lost else WHOLE,
            other=other,
        )
        if continued and not self._name:
            return
        read_row(row, self._context, self._sink)
        comparison_statements(row, self._context, self._sink)

    def _read_own(self, cells: Sequence[Cell], name: str, name_cell: Cell) -> None:
        """A row of figures with the council's own name: of what they are is said above, if anywhere."""
        row = Row(
            cells=tuple(cells),
            header=self._header,
            name=name,
            code="",
            name_cell=name_cell,
            group="",
            continued=False,
            kind=self._kind(self._context.title),
            report=self._context.report,
            part=Part(lost=True),
        )
        read_row(row, self._context, self._sink)

    def _other(self, name: str) -> str:
        """`England average`, or another council's name, below an indicator: whose figures of it the row prints."""
        finder = self._context.finder
        text = name.lstrip("-–—•* ")
        if not text or not self._name or self._name in finder.own:
            return ""
        found = finder.find(text)
        known = len(found) == 1 and found[0].comparator and len(found[0].text) * 3 >= len(text) * 2
        # branches and wards have names of towns and regions: the cell itself has to say that it is of others
        return text if _OTHERS.search(text) and (known or finder.is_other_council(text)) else ""

    def _of_whole(self, name: str, code: str) -> tuple[str, str]:
        """`(a) Major` under `Planning applications determined in time:` is a part of it, and has its code."""
        is_part = bool(_PART.match(name) or _OF_WHICH.match(name))
        if is_part and self._whole:
            return f"{self._whole.rstrip(' :')}: {name}", code or self._whole_code
        if name and not is_part:
            self._whole, self._whole_code = name, code
        return name, code

    def _is_furniture(self, name: str) -> bool:
        """The council's own name or the date of a meeting, printed again at the top of a page."""
        dates = [found for found in find_periods(name) if found.period.type == "as_at"]
        return name in self._context.finder.own or (bool(dates) and len(name.split()) <= 5)

    def _kind(self, name: str) -> Kind:
        columns = self._header.of("name")
        if columns and columns[0].project and not self._header.of("value", "previous"):
            return "project"
        if FINANCE_WORDS.search(f"{self._context.title} {name}"):
            return "finance"
        return "measure"


def clean_name(text: str) -> str:
    """An indicator's name as printed: paragraphs joined, lines that are only a web address dropped."""
    lines = [line for line in text.split("\n") if not URL.fullmatch(line.strip())]
    return _NOTE_MARK.sub("", " ".join(" ".join(lines).split()))
