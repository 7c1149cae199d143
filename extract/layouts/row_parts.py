"""Rows for the parts of one indicator, below a row that names it and prints no figure.

`Burglaries by area` stands over `North` and `South`, `Adults who feel safe` over `18 to 34` and `65+`: each row
below is a group of the indicator above. What ends in `by ...` is split; other names are where the rows below can be
nothing but parts. A heading of a section (`Housing`) over names of indicators stays a heading.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from extract.columns import Header
from grammar.codes import is_code, split_code
from grammar.periods import parse_period
from grammar.units import unit_of_name
from records import Cell, Grid

_AREAS = (
    r"areas?|wards?|local(?:it(?:y|ies)|e)|neighbourhoods?|districts?|divisions?|towns?|parish(?:es)?|sectors?|"
    r"clusters?|settlements?|constituenc(?:y|ies)|quadrants?"
)
_PEOPLE = r"age|gender|sex|ethnicity|ethnic (?:group|origin)|disability"
_KINDS = (
    r"types?|tenure|categor(?:y|ies)|directorate|department|service(?: area)?|team|school|site|centre|library|reason|"
    r"source|stream|size|band|provider|method|channel|group"
)
_SPLIT = re.compile(
    r"\b(?:by|for each) (?:[a-z-]+ )??"
    rf"(?:(?P<areas>{_AREAS})|(?P<age>age)\b.*|(?P<people>{_PEOPLE})|(?P<kinds>{_KINDS}))"
    r"(?:[ -](?:groups?|bands?|range|name|bracket))?\s*[:;-]?$",
    re.IGNORECASE,
)
"""What a name that is split into rows ends in."""
_OPEN = re.compile(r"\b(?:of|for|with|in|to|from|by|who|that|are|is|which) ?(?::|…|\.\.\.|[-–])$", re.IGNORECASE)
"""A name that breaks off before what the rows below name: `Land with unacceptable levels of:`."""
_MEASURED = re.compile(
    r"%|^(?:percentage|proportion|per ?cent|numbers?|no\.?|total|average|rate|time|days|cost|satisfaction)\b",
    re.IGNORECASE,
)
_FEW_WORDS = 3
_YEARS_OLD = r"(?:[ -]?(?:years?|yrs?)(?:[ -]?olds?)?)?"
_AGES = re.compile(
    rf"(?:ages?d? )?(?:\d{{1,2}} ?(?:-|–|to|and) ?\d{{1,3}}{_YEARS_OLD}|\d{{1,2}} ?\+|"
    rf"\d{{1,2}}{_YEARS_OLD} (?:and|or|&) (?:over|above|under|older|younger|below)|"
    r"(?:under|over) (?:the age of )?\d{1,2}s?)|ages?d? \d{1,2}|\d{1,2}[ -]years?[ -]olds?",
    re.IGNORECASE,
)
_BARE_AGE = re.compile(r"\d{1,2}")
_SIDES = re.compile(
    r"(?:north|south|east|west|central|mid)(?:[ -]?(?:north|south|east|west|central))?(?:ern)?"
    rf"(?: (?:{_AREAS}))?|(?:rural|urban)(?: (?:{_AREAS}))?",
    re.IGNORECASE,
)
_PEOPLE_WORDS = re.compile(
    r"(?:fe)?males?|men|women|boys|girls|white(?: british| other)?|black(?: or black british)?|"
    r"asian(?: or asian british)?|mixed|chinese|b(?:a?)me|other ethnic groups?",
    re.IGNORECASE,
)
_GENDER = re.compile(r"(?:fe)?males?|men|women|boys|girls", re.IGNORECASE)
_ALL = re.compile(
    r"(?:grand )?totals?|overall(?: total)?|all(?: (?:areas|wards|ages|age groups|groups|localities|districts|people|"
    r"types|ethnic groups|residents))?|whole (?:borough|county|city|district|council)|"
    r"(?:borough|county|city|district|council)(?:[ -]?wide| total| overall)",
    re.IGNORECASE,
)
"""The council itself; `City` alone may be one of its parts."""
_NOT_KNOWN = re.compile(r"(?:unknown|not (?:known|stated|recorded|specified)|others?|prefer not to say)", re.IGNORECASE)
_WORD = r"[A-Z][\w'’.]*(?:-[\w'’.]+)*"
_PLACE = re.compile(rf"{_WORD}(?:[ /](?:{_WORD}|and|&|of|the|on|upon|in|by|le|cum))*(?: (?:{_AREAS}))?")
_NAMED_PLACE = re.compile(rf".+ (?:{_AREAS})", re.IGNORECASE)
"""`Abbey ward`: what it is, is said."""
_NO_NAME = re.compile(
    r"^(?:our |key |the )*(?:performance|indicators?|measures?|kpis?|results?|summary|breakdown|"
    r"figures|data|targets?|split)(?: (?:indicators?|measures?|figures|data|results?|summary|information))?,? "
    r"(?:broken down )?(?:by|for each)\b",
    re.IGNORECASE,
)
"""`Performance by ward` heads a section, and names nothing that is measured."""
_LONGEST = 5
"""Words of the longest name of a ward."""
_MEASURES = re.compile(
    r"\b(?:rates?|tax|collect(?:ion|ed)|absence|sickness|recycling|recycled|satisf\w+|crimes?|times?|costs?|waste|scores?|"
    r"income|visits?|burglar(?:y|ies)|offences|robber(?:y|ies)|theft|arson|asb|litter|graffiti|detritus|fires?|incidents|speed|turnover|debt|arrears|spend|"
    r"complaints?|calls|performance|average|unemployment|employment|attendance|attainment|mortality|neet|usage|use|"
    r"emissions|consumption|voids?|lettings?|repairs?|planning|applications?|appeals?|homeless\w*|invoices?|benefits?|"
    r"homes|houses|housing|dwellings|properties|households|people|adults|children|staff|customers?|residents|tenants|"
    r"users|quality|engagement|number|total|[a-z]{4,}ed)\b",
    re.IGNORECASE,
)
"""What measures are called, and wards are not."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a row is a part of: the name and code above, and the group as printed ("" for all of it).

    `lost` where the row is, or may be, a part, but of what cannot be told.
    """

    whole: str = ""
    code: str = ""
    cell: Cell | None = None
    group: str = ""
    lost: bool = False


WHOLE = Part()
"""Of a row that is no part."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The rows of a table that are parts, and those that name what they are parts of, as `Place.row` counts."""

    rows: Mapping[int, Part] = field(default_factory=dict)
    heads: frozenset[int] = frozenset()

    def of(self, cells: Sequence[Cell]) -> Part:
        """What this row is a part of."""
        row = cells[0].place.row
        return self.rows.get(row, WHOLE) if row is not None else WHOLE

    def heads_parts(self, cells: Sequence[Cell]) -> bool:
        """Whether this row names what the rows below are parts of."""
        return cells[0].place.row in self.heads


@dataclass(frozen=True, slots=True)
class _Named:
    """A row with a name; a head where nothing else is printed in it but its code."""

    row: int
    cell: Cell
    name: str
    code: str
    head: bool
    shape: str
    """`%` or `£` beside its first figure, "#" where it stands alone, "" where there is none."""


def parts_of(grid: Grid, header: Header, rows: Sequence[int]) -> Parts:
    """The parts among the rows of a table."""
    named = [found for r in rows if (found := _named(grid, header, r)) is not None]
    parts: dict[int, Part] = {}
    heads = set()
    for number, found in enumerate(named):
        below = _below(found, _until_head(named[number + 1 :])) if found.head else {}
        parts |= below
        heads |= {found.row} if any(part.whole for part in below.values()) else set()
    alone = [found for found in named if not found.head and found.row not in parts]
    lost = {found.row: Part(lost=True) for found in alone if is_part_alone(found.name)}
    return Parts(parts | lost, frozenset(heads))


def is_part_alone(name: str) -> bool:
    """Names no indicator, whatever stands around it: `Male`, `18 to 34`, `North East area`."""
    return any(pattern.fullmatch(name) for pattern in (_GENDER, _AGES, _SIDES)) and parse_period(name) is None


def _named(grid: Grid, header: Header, r: int) -> _Named | None:
    cells = grid.rows[r]
    name = next((cells[c.index] for c in header.of("name") if cells[c.index].text), None)
    if name is None or name.place.row is None:
        return None
    leading = [c for c in header.columns if c.role == "code" or (c.role == "none" and not c.text)]
    code = next((cells[c.index].text for c in leading if c.role == "code" or is_code(cells[c.index].text)), "")
    apart = {c.index for c in leading}
    others = [
        cell for i, cell in enumerate(cells) if (cell.text or cell.nested) and i not in apart and cell is not name
    ]
    text = " ".join(name.text.split())
    figures = (cells[c.index].text for c in header.of("value", "previous"))
    figure = next((text for text in figures if any(map(str.isdigit, text))), "")
    shape = next((sign for sign in "%£" if sign in figure), "#" if figure else "")
    return _Named(name.place.row, name, text, code or split_code(text)[0], not others, shape)


def _until_head(named: Sequence[_Named]) -> Sequence[_Named]:
    """Rows up to the next head, or the next name with a code of its own."""
    ends = (i for i, found in enumerate(named) if found.head or (found.code and not is_part_alone(found.name)))
    return named[: next(ends, len(named))]


def _below(head: _Named, items: Sequence[_Named]) -> dict[int, Part]:
    """The parts of a head: all rows that can be nothing else, up to the first that is none."""
    if _NO_NAME.match(head.name):
        return {}
    split = _SPLIT.search(head.name)
    if split is None and _OPEN.search(head.name):
        return _completed(head, items)
    sure = _leading(items, lambda item: _is_group(item.name, split))
    found = {item.row: _part(head, item) for item in sure}
    if split is None:
        strong = [item for item in sure if is_part_alone(item.name)]
        return _one_whole(found, lost=not _reads_like_a_measure(head.name)) if len(strong) >= 2 else {}
    if split["areas"]:
        found |= _places(head, items, split)
    elif split["kinds"]:
        rest = _leading(items[len(sure) :], lambda item: not _is_measure(item.name))
        found |= {item.row: Part(lost=True) for item in rest}
    return _one_whole(found, lost=split.start() == 0)


def _completed(head: _Named, items: Sequence[_Named]) -> dict[int, Part]:
    """Rows whose few words may complete a name that breaks off. Where they end and the next indicators begin, nothing
    tells: each is doubted."""
    if not _MEASURED.search(head.name):
        return {}
    named = _leading(
        items,
        lambda item: (
            item.name[:1].isupper() and len(item.name.split()) <= _FEW_WORDS and item.shape in ("", items[0].shape)
        ),
    )
    return {item.row: Part(lost=True) for item in named} if len(named) >= 2 else {}


def _one_whole(found: Mapping[int, Part], *, lost: bool) -> dict[int, Part]:
    """The parts of a head, all of them doubted where it names nothing, and so are two rows that are all of it."""
    alone = sum(bool(part.whole and not part.group) for part in found.values()) <= 1
    return {
        row: Part(lost=True) if lost or (part.whole and not part.group and not alone) else part
        for row, part in found.items()
    }


def _reads_like_a_measure(name: str) -> bool:
    return bool(_MEASURED.search(name)) or (len(name.split()) >= _FEW_WORDS and _is_measure(name))


def _places(head: _Named, items: Sequence[_Named], split: "re.Match[str]") -> dict[int, Part]:
    """Rows named like places. Where none of their words says so, the next indicator may be written alike: doubted."""
    first = next((item.shape for item in items if item.shape), "")
    rows = _leading(
        items,
        lambda item: item.shape in ("", first) and (_is_group(item.name, split) or _is_place(item.name)),
    )
    sure = {item.row for item in rows if _is_group(item.name, split) or _NAMED_PLACE.fullmatch(item.name)}
    return {item.row: _part(head, item) if item.row in sure else Part(lost=True) for item in rows}


def _leading(items: Sequence[_Named], holds: Callable[[_Named], bool]) -> Sequence[_Named]:
    return items[: next((i for i, item in enumerate(items) if not holds(item)), len(items))]


def _part(head: _Named, item: _Named) -> Part:
    group = "" if _ALL.fullmatch(item.name) else item.name
    return Part(head.name.rstrip(" :;"), item.code or head.code, head.cell, group)


def _is_group(name: str, split: "re.Match[str] | None") -> bool:
    """Words for a part of the people or of the area, or for all of them."""
    if split is not None and split["age"] and (_BARE_AGE.fullmatch(name) or _AGES.fullmatch(name)):
        return True
    if split is not None and split["people"] and _PEOPLE_WORDS.fullmatch(name):
        return True
    return is_part_alone(name) or any(pattern.fullmatch(name) for pattern in (_ALL, _NOT_KNOWN))


def _is_place(name: str) -> bool:
    return len(name.split()) <= _LONGEST and bool(_PLACE.fullmatch(name)) and not _is_measure(name)


def _is_measure(name: str) -> bool:
    return bool(_MEASURES.search(name) or unit_of_name(name)) or len(name.split()) > _LONGEST
