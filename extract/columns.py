"""What a column holds, told from its header: the words of one or more header rows, top to bottom.

A column has a role, and the period that its header names. What a header leaves open ("Q1", "Apr") is read in the
year of the report.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from extract.roles import Role, is_forecast_header, is_project_header, role_of
from extract.short_years import with_centuries
from grammar.period_patterns import SAME_TIME
from grammar.periods import find_periods, parse_label, parse_period
from profiles import header_key
from records import Period

_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_AIMS = frozenset({"aim", "goal", "plan", "profile", "stretch", "stretch goal"})
"""Beside a period these head targets; alone they are a council's aims."""
_COLOUR = re.compile(r"^\(?(?:red|amber|green)\)?$", re.IGNORECASE)
"""Beside a period: from where on a figure of that period is rated so."""
_ONE_PART = re.compile(r"^(?:(?:this|the|current|in)[ -])?(?:quarter|month)(?:ly)?(?: only)?$", re.IGNORECASE)
_OTHER_YEAR = re.compile(r"\b(?:academic|school|municipal|contract) (?:year )?(?:19|20)\d\d$", re.IGNORECASE)
_CHANGE_SPAN = re.compile(
    r"\b(increase|decrease|change|variance|from|since|than|versus|vs|gap|distance|diff(?:erence)?|"
    r"compared (?:to|with)|improv\w+ (?:on|over))\b|^v\.? ",
    re.IGNORECASE,
)
"""Words that set one time against another: the period they name is that of the other figure."""
_NAMES: tuple[Role, ...] = ("name", "description")
Pair = Literal["", "value/target", "target/value"]
"""What the two figures of each cell are, where a header says so (`Actual / Target`)."""
_VALUE_WORD = r"(?:actuals?|results?|performance|values?|outturn|figures?)"
_TARGET_WORD = r"(?:targets?|plan)"
_BOTH = r"\s*(?:/|\||&|\band\b|\()\s*"
_VALUE_TARGET = re.compile(rf"^{_VALUE_WORD}{_BOTH}{_TARGET_WORD}\)?$", re.IGNORECASE)
_TARGET_VALUE = re.compile(rf"^{_TARGET_WORD}{_BOTH}{_VALUE_WORD}\)?$", re.IGNORECASE)
_BARE = re.compile(
    r"\b(?:q(?:uarter|tr)?\.? ?[1-4]|h[12]|half[- ]year|ytd|year to date|month (?:1[0-2]|[1-9])|first [236-9] months|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?|may)\b",
    re.IGNORECASE,
)
"""Periods that need a year from elsewhere."""
_CUMULATIVE = r"\bcum(?:ulative\b|\b\.?)(?: (?:year )?to date\b)?"
_SO_FAR = re.compile(rf"{_CUMULATIVE}|\b(?:ytd|year to date)\b", re.IGNORECASE)
"""The year up to the report, where nothing else beside it says what is added up."""
_UP_TO_PART = r"\b(?:up )?to (?:the )?(?:end (?:of )?)?"
_PARTS = re.compile(rf"{_CUMULATIVE}|(?:{_UP_TO_PART})?{_BARE.pattern}", re.IGNORECASE)
_IS_SO_FAR = re.compile(rf"{_SO_FAR.pattern}|{_UP_TO_PART}.+", re.IGNORECASE)
_OF_FIGURES: tuple[Role, ...] = ("value", "target", "rating")
_MOST_WORDS_BESIDE = 2
"""`Cumulative Actual`, but not `Cumulative number of homes`: what is added up is named, and since when is not."""


SAME_PERIOD = re.compile(
    rf"\b{SAME_TIME}"
    r"(?:(?:the )?(?:last|previous|prior) (?:financial )?year|\d{4} ?[/-] ?\d{2,4}|\d\d/\d\d)",
    re.IGNORECASE,
)
"""The year alone would say that the figures are of all of it."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known before a header is read: roles that a house style gives to headers, and the report's period."""

    roles: Mapping[str, Role] = field(default_factory=dict)
    year: Period | None = None


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Column:
    """What one column of a grid holds: role, header text as printed, and the period that the header names."""

    index: int
    role: Role
    text: str
    period: str = ""
    forecast: bool = False
    project: bool = False
    last: str = ""
    pair: Pair = ""
    doubt: str = ""
    """Why a figure below is not sure to be what it is published as."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a stretch of rows: its first and last row, and a column for each column of the grid."""

    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    embedded: bool = False

    def of(self, *roles: Role) -> tuple[Column, ...]:
        """Columns with one of these roles, left to right."""
        return tuple([column for column in self.columns if column.role in roles])

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", beside_each_other(self.columns))

    @property
    def words(self) -> str:
        """All header texts joined, for tests on what the table is about."""
        return " ".join(column.text for column in self.columns)


_CODE_ALONE = re.compile(r"^(?:bvpis?|bv|nis?|lpis?|lis?|pafs?|kpis?|pis?)$", re.IGNORECASE)
_COUNT = re.compile(r"^(?:counts?|numbers?|no\.?|numerator|n)$", re.IGNORECASE)
_RATE = re.compile(r"^(?:value|rate)(?: ?\(.*\))?$", re.IGNORECASE)
_SHARE = re.compile(r"^(?:%|per ?cent|percentage)$", re.IGNORECASE)
_WHOLE = re.compile(r"^(?:totals?|out of|of|denominator|cohort)$", re.IGNORECASE)
_OWN = re.compile(
    r"^(?:the |our |this )?(?:council|authority|borough|county|city|district)(?: (?:average|figure|total))?$", re.I
)
_UNITS = re.compile(r"^(?:teams?|directorates?|departments?|services?|service areas?)$", re.IGNORECASE)
_DAYS_OF_PART = 360
"""Longer periods are years."""
_OF_OTHERS = re.compile(r"\b(?:national(?:ly)?|england|government|statutory|regional?)\b", re.IGNORECASE)
_MOST_COLUMNS = 200
"""Columns of the widest header whose columns are compared with each other."""


def beside_each_other(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns of a header, with what only the columns beside them tell of their roles."""
    if len(columns) > _MOST_COLUMNS:
        return columns
    columns = tuple(_beside(column, columns) for column in columns)
    return _without_sums_of_years(columns) if any(_is_cumulative(column) for column in columns) else columns


def _is_cumulative(column: Column) -> bool:
    return bool(column.period) and _SO_FAR.fullmatch(column.period) is not None and column.period[:1] in "cC"


def _without_sums_of_years(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """`Cumulative` beside years alone may be of all of them together, not of the newest one."""
    others = [column for column in columns if column.period and not _is_cumulative(column)]
    years = [period for column in others if (period := parse_period(column.period)) is not None]
    years = [period for period in years if (period.end - period.start).days > _DAYS_OF_PART]
    if len(years) < len(others) or len({period.start for period in years}) < 2:
        return columns
    return tuple(replace(column, period="") if _is_cumulative(column) else column for column in columns)


def _beside(column: Column, columns: tuple[Column, ...]) -> Column:
    before = [other for other in columns if other.index < column.index]
    behind = [other for other in columns if other.index > column.index]
    named = any(other.role == "name" for other in before)
    if _CODE_ALONE.match(column.text) and column.role == "none" and any(c.role in _NAMES for c in behind):
        return replace(column, role="code")  # `BVPI` before the names
    if (
        column.role in ("value", "none")
        and _COUNT.match(column.last)
        and any(_is_rate_of(other, column) for other in columns)
    ):
        return replace(column, role="fraction")  # the count that a value is worked out from
    if column.role in ("value", "none") and _is_part_of_share(column, columns):
        return replace(column, role="fraction")
    if column.role in ("area", "none") and named and _OWN.match(column.text):
        return replace(column, role="value")  # the council's own figures beside those of others
    nameless = not any(other.role in _NAMES for other in columns)
    if column.role == "comment" and not before and nameless and _UNITS.match(column.text):
        return replace(column, role="area")  # figures of each team, where no column names what is measured
    if column.role == "target" and _OF_OTHERS.search(column.text):
        own = [other for other in columns if other.role in ("target", "annual_target") and other is not column]
        if any(not _OF_OTHERS.search(other.text) for other in own):
            return replace(column, role="none")  # the council's own target stands beside it
    return column


def _is_part_of_share(column: Column, columns: tuple[Column, ...]) -> bool:
    """`Number` and `Total` beside `%`, under one upper header: what the share is worked out from."""
    group = [c for c in columns if c.last and _upper(c) == _upper(column)]
    kinds = (_COUNT, _WHOLE, _SHARE)
    one_of_each = all(sum(1 for c in group if kind.match(c.last)) == 1 for kind in kinds)
    return one_of_each and not _SHARE.match(column.last) and any(kind.match(column.last) for kind in kinds)


def _upper(column: Column) -> str:
    return column.text[: len(column.text) - len(column.last)]


def _is_rate_of(other: Column, count: Column) -> bool:
    """Stands under the same upper header as the count; both beside each other where there is none."""
    return bool(
        other.role == "value"
        and _RATE.match(other.last)
        and _upper(other) == _upper(count)
        and (_upper(count) or other.last.lower().startswith("value"))
    )


_UP_TO = re.compile(r"(?:^|\b(?:actual|value|figure|performance|outturn|result)s? )(?:up )?to\b", re.IGNORECASE)
"""`To Dec 2009`: since when is not printed, but it is not December alone."""
_EARLIER = re.compile(r"\b(?:last|previous|prior) (?:financial )?year\b|\byear before\b", re.IGNORECASE)
"""`Q2 last year`: the quarter is not that of the report's year; which one it is, is not printed."""


def describe(index: int, *texts: str, hints: Hints = NO_HINTS) -> Column:
    """A column from its header texts, top to bottom (a year, its quarter, "Actual")."""
    parts = [" ".join(text.split()) for text in texts if text.strip()]
    parts = [part for i, part in enumerate(parts) if i == 0 or part != parts[i - 1]]
    joined = " ".join(parts)
    label, rest = _period_in(*with_centuries(parts, joined, hints.year), hints)
    last = parts[-1] if parts else ""
    if label and _EARLIER.search(rest):
        label = label if re.search(r"\d{4}|\d\d/\d\d", label) else ""
    role = hints.roles.get(header_key(last)) or hints.roles.get(header_key(joined)) or _role(rest, label)
    if len(parts) > 1 and role_of(last) in ("comparator", "comment", "fraction"):
        role = role_of(last)
    if role == "value" and any(role_of(part) == "comparator" for part in parts[:-1]):
        role = "comparator"  # "Value" under "North West"
    pair = _pair(rest)
    role = "value" if pair else role
    doubt = "header_unknown" if label and _UP_TO.search(joined) and _is_short(label, hints) else ""
    return Column(index, role, joined, label, is_forecast_header(joined), is_project_header(last), last, pair, doubt)


def _is_short(label: str, hints: Hints) -> bool:
    period = parse_label(label, hints.year)
    return period is not None and period.type in ("month", "quarter")


def _pair(rest: str) -> Pair:
    if _VALUE_TARGET.match(rest):
        return "value/target"
    return "target/value" if _TARGET_VALUE.match(rest) else ""


def _period_in(parts: list[str], joined: str, hints: Hints) -> tuple[str, str]:
    """The period label within a header, and the header's words without it."""
    if (same := SAME_PERIOD.search(joined)) is not None:
        rest = _without(joined, same.start(), same.end())
        return (same.group(), rest) if parse_label(same.group(), hints.year) is not None else ("", joined)
    year: Period | None = None
    year_text = ""
    label = ""
    words: list[str] = []
    for part in parts:
        whole = parse_period(part)
        inner = parse_period(part, year) if year is not None else None
        if whole is not None:
            upper, words = _part_above(words, part, whole)
            label, year, year_text = f"{upper} {part}".strip(), whole, part
        elif inner is not None:
            label = f"{year_text} {part}"
        elif year is not None and (inside := _within_year(part, year)):
            label = f"{year_text} {part[inside[0] : inside[1]]}"
            words.append(_without(part, *inside))
        else:
            words.append(part)
    if label:
        return label, " ".join(words)
    if not parts or parse_period(joined) is not None:
        return joined, ""
    if _CHANGE_SPAN.search(joined):
        return "", joined
    found = find_periods(joined)
    if found:
        best = found[-1]
        if _OTHER_YEAR.search(joined):
            return joined, ""  # of when `Academic year 2017` is, nobody can tell; it is no calendar year
        rest = _without(joined, best.span.start, best.span.end)
        return _part_beside_year(joined[best.span.start : best.span.end], rest, best.period)
    return _bare_period(joined, hints)


def _part_above(words: list[str], year_text: str, year: Period) -> tuple[str, list[str]]:
    """`Quarter 3` over `2014/15`: the quarter of that year, and the other words. Of `This month` over it nobody can
    tell which one it is, but it is not all of the year."""
    for i, word in enumerate(words if year.type == "financial_year" else ()):
        others = [*words[:i], *words[i + 1 :]]
        if _ONE_PART.match(word) or (parse_period(word, year) and parse_period(f"{word} {year_text}")):
            return word, others
        if (inside := _within_year(word, year)) and parse_period(f"{word[inside[0] : inside[1]]} {year_text}"):
            return word[inside[0] : inside[1]], [*others, _without(word, *inside)]
    return "", words


def _within_year(part: str, year: Period) -> tuple[int, int] | None:
    """Where a header below a year names a part of that year (`Q1 Target`, `Apr-Jun plan`): from where to where."""
    found = list(_PARTS.finditer(part))
    if not found or _CHANGE_SPAN.search(part):
        return None
    start, end = found[0].start(), found[-1].end()
    rest = _without(part, start, end)
    known = role_of(rest) != "none" or _pair(rest) or rest.lower() in _AIMS
    return (start, end) if known and parse_period(part[start:end], year) is not None else None


def _bare_period(joined: str, hints: Hints) -> tuple[str, str]:
    """`Q1 Target`, `Apr`: a period that takes the report's year; only where one is named, and the rest has a role.

    `Cumulative to Q3` and `Apr-Dec` are more than the quarter or the months within them.
    """
    if hints.year is not None and (together := _together(joined, hints.year)):
        return together
    found = list(_BARE.finditer(joined))
    if hints.year is None or not found:
        return "", joined
    part = parse_label(found[0].group(), hints.year) if len(found) == 1 else None
    whole = parse_label(joined, hints.year)
    if whole is not None and (part is None or _when(whole) != _when(part)):
        return joined, ""
    if part is None:
        return "", joined
    rest = _without(joined, found[0].start(), found[0].end())
    if not rest or role_of(rest) != "none":
        return found[0].group(), rest
    return (joined, "") if whole is not None else ("", joined)


def _together(joined: str, year: Period) -> tuple[str, str] | None:
    """`Q3 YTD target`, `Cumulative Actual`, `Target Q1-Q2`: one period of several words, and what the figures are."""
    found = list(_PARTS.finditer(joined))
    if not found or (len(found) == 1 and not _IS_SO_FAR.fullmatch(found[0].group())):
        return None
    start, end = found[0].start(), found[-1].end()
    rest = _without(joined, start, end)
    known = not rest or (role_of(rest) in _OF_FIGURES and len(rest.split()) <= _MOST_WORDS_BESIDE)
    return (joined[start:end], rest) if known and parse_label(joined[start:end], year) is not None else None


def _part_beside_year(label: str, rest: str, year: Period) -> tuple[str, str]:
    """`Q2 Actual 2018/19`, `Cumulative Target 2018/19`: that part of the year, where nothing else stands between than
    what the figures are."""
    found = list(_PARTS.finditer(rest)) if year.type == "financial_year" and not year.accumulation else []
    if not found:
        return label, rest
    start, end = found[0].start(), found[-1].end()
    others, within = _without(rest, start, end), f"{label} {rest[start:end]}"
    known = role_of(others) in _OF_FIGURES and len(others.split()) <= _MOST_WORDS_BESIDE
    return (within, others) if known and parse_period(within) is not None else (label, rest)


def _when(period: Period) -> tuple[object, ...]:
    return period.start, period.end, period.accumulation


def _without(text: str, start: int, end: int) -> str:
    rest = (text[:start] + " " + text[end:]).strip()
    return " ".join(re.sub(r"[(\[]\s*[)\]]", "", rest).strip(" ()[]-–:,").split())


def _role(rest: str, label: str) -> Role:
    if label and not rest:
        return "value"
    if label and rest.strip(" :").lower() in _AIMS:
        return "target"
    if label and _COLOUR.match(rest):
        return "tolerance"
    role = role_of(rest)
    if role == "none" and _BRACKETS.search(rest):
        role = role_of(_BRACKETS.sub(" ", rest))
    if label and role in ("none", "period", "description", "code", "unit", "previous"):
        # a source or a council beside a period still heads figures of that period; "previous" is said by the period
        return "value"
    if label and role == "name" and len(rest.split()) > 3:
        return "value"
    return role
