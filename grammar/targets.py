"""Targets as printed: `>68%`, `no more than 666 placements for year end, 55.5 per month`, `Target: 97%, Floor: 90%`.

A target that is no single number (a range, a change by so much, words) has none; `reason` says why.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from grammar.missing import missing_reason
from grammar.numbers import parse_quantity
from grammar.periods import find_periods
from grammar.units import canonical_unit
from records import Quantity, TargetScope

Comparator = Literal["", ">", ">=", "<", "<=", "="]
MAX_TARGET = 200


@dataclass(frozen=True, slots=True)
class TargetReading:
    """What a target cell says.

    `number` is the target that the cell sets, in the figure's own `unit` ("" if none is printed); `scope` is what the
    words around it say it is for (None: nothing said). Where a cell prints two, `number` is the period's and
    `year_end_number` the year's. `tolerance` is where amber ends as printed: a floor (90) or a margin (2).
    `reason` is "" with a number, else "relative", "range", "several", "words", "unreadable" or a `Quantity.missing`.
    """

    raw: str
    number: Decimal | None
    comparator: Comparator = ""
    unit: str = ""
    scope: TargetScope | None = None
    year_end_number: Decimal | None = None
    tolerance: Decimal | None = None
    tolerance_raw: str = ""
    reason: str = ""


_NOTHING = Quantity("", None)
_ONE_OF_SEVERAL = r"(?:£?\d[\d,]*(?:\.\d+)?%?\*?|n/?[ar])"
_SIDE_BY_SIDE = re.compile(rf"{_ONE_OF_SEVERAL}(?:\s+{_ONE_OF_SEVERAL})+", re.I)
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f", " ") | dict.fromkeys("−‒–—‐‑", "-"))
_PREFIXES: tuple[tuple[Comparator, str], ...] = (
    (">=", r"≥|>=|=>|at least|not less than|no less than|no fewer than|minimum(?: of)?|min\.?"),
    (
        "<=",
        r"≤|<=|=<|no more than|not more than|at most|maximum(?: of)?|max\.?|up to|not exceeding|not to exceed"
        r"|no higher than",
    ),
    (">", r">|more than|greater than|over|above|in excess of|higher than|exceed(?:ing)?"),
    ("<", r"<|less than|fewer than|under|below|lower than"),
    ("=", r"="),
)
_PREFIX = re.compile(
    "(?:target[: ]+)?(?:" + "|".join(f"(?P<c{i}>{words})" for i, (_, words) in enumerate(_PREFIXES)) + r")(?![a-z])\s*",
    re.I,
)
_SUFFIXES: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    (">=", re.compile(r"\s*\+$|\s+(?:or|and|&) (?:above|more|over|higher|greater)$|\s+(?:minimum|min\.?)$", re.I)),
    ("<=", re.compile(r"\s+(?:or|and|&) (?:below|less|under|fewer|lower)$|\s+(?:maximum|max\.?)$", re.I)),
)
_YEAR_END = re.compile(
    r"\b(?:(?:for|by|at) (?:the )?)?(?:year[ -]end|end of (?:the )?year|full[ -]year|per annum|p\.a\.?|per year"
    r"|annual(?:ly)?|a year"
    r"|for the year)\b(?: target)?\.?",
    re.I,
)
_PERIOD = re.compile(
    r"\b(?:per|each|a|every) (?:month|quarter)\b\.?|\b(?:monthly|quarterly|in[ -]month|in[ -]quarter)\b(?: target)?"
    r"|\bpcm\b",
    re.I,
)
_FIGURE = r"[-+]?£?\d[\d,]*(?:\.\d+)?\s?(?:%|pp|percentage points?|days?|weeks?|[km]\b)?"
_TOLERANCE = re.compile(
    rf"[\s,;(\[]*\b(?:(?:tolerance|floor|threshold|intervention(?: level)?|lower limit|amber)\b(?: of"
    rf"| level)?\s*[:=]?\s*(?:\+/-|±)?\s*(?P<a>{_FIGURE})"
    rf"|(?P<b>{_FIGURE})\s*(?:tolerance|floor|leeway)\b)[)\]]?",
    re.I,
)
_PLUS_MINUS = re.compile(rf"[\s,;(\[]*(?:\+ ?/ ?-|±)\s*(?P<a>{_FIGURE})(?:\s*(?:tolerance|margin))?[)\]]?", re.I)
_RELATIVE = re.compile(
    r"\b(?:increas|reduc|decreas|improv|grow|rais|lower|cut)\w*\b.*\bby\b.*\d|\d ?(?:%|percentage points?|pp)?\s+"
    r"(?:annual |year on year )?(?:increase|reduction|decrease|improvement|growth|rise|fall)\b"
    r"|\b(?:increase|reduction|decrease|improvement) of\b.*\d"
    r"|\b(?:improve|increase|decrease|reduce|better|improvement) (?:on|from|than|against|in)\b",
    re.I,
)
_CHANGE = r"(?:reduction|decrease|increase|rise|fall|growth|change|improvement)"
_OF_CHANGE = re.compile(
    rf"\btargets? ?(?:ed|for|of|[-–:])? ?(?:an? |the )?(?:annual |minimum |% |percentage )*{_CHANGE}\b"
    r"|\b(?:reduction|decrease|increase|growth) targets?\b",
    re.I,
)
_CHANGES = re.compile(r"\b(?:reduc\w+|decreas\w+|increas\w+|growth|change|improvement|savings?|rise|fall)\b", re.I)
"""In a name: its figure is itself how much something changes."""
_RANGE = re.compile(rf"(?:between\s+)?{_FIGURE}\s*(?:-|to|and)\s*{_FIGURE}(?:\s+[a-z ]+)?", re.I)
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_NUMBER_AND_WORDS = re.compile(rf"(?P<figure>{_FIGURE})\s+(?P<words>[a-z'’,/ -]{{2,60}})\.?", re.I)
_SCOPED_BRACKET = re.compile(
    rf"\s*[(\[](?=[^()\[\]]*\d)(?=[^()\[\]]*(?:{_YEAR_END.pattern}|{_PERIOD.pattern}))([^()\[\]]*)[)\]]", re.I
)
"""`600 (150 per quarter)`: a second figure with a scope of its own, not a note."""
_CLAUSES = re.compile(r"\s*[,;]\s+(?=\S)|\s+(?:and|/)\s+(?=.*\d)")


@lru_cache(maxsize=8192)
def parse_target(text: str) -> TargetReading | None:
    """What a target cell says, None if it is empty or too long to be a target."""
    raw = " ".join(text.split())
    if not raw or len(raw) > MAX_TARGET:
        return None
    if reason := missing_reason(raw):
        return TargetReading(raw, None, reason=reason)
    if _figures_side_by_side(text):
        return TargetReading(raw, None, reason="unreadable")
    core, tolerance, tolerance_raw = _take_tolerance(raw.translate(_SPACES))
    reading = _read(core) if core.strip(" ,;:.") else TargetReading(core, None, reason="words")
    return replace(reading, raw=raw, tolerance=tolerance, tolerance_raw=tolerance_raw)


def is_of_change(header: str, name: str) -> bool:
    """A header over how much a figure should rise or fall by (`Target reduction`), beside a name whose figure is no
    change itself. `Improvement target` may head what the figure should be."""
    return bool(_OF_CHANGE.search(header)) and not _CHANGES.search(name)


def _figures_side_by_side(text: str) -> bool:
    """`70.3% 84.2%`, `n/a 144,673`: nothing but figures of several columns; `1 204` may be one figure."""
    if not _SIDE_BY_SIDE.fullmatch(text.strip()) or find_periods(text):
        return False
    return (parse_quantity(text) or _NOTHING).number is None


def _take_tolerance(core: str) -> tuple[str, Decimal | None, str]:
    match = _TOLERANCE.search(core) or _PLUS_MINUS.search(core)
    if match is None:
        return core, None, ""
    figure = match["a"] or match["b"]
    quantity = parse_quantity(figure.strip())
    rest = (core[: match.start()] + " " + core[match.end() :]).strip(" ,;")
    return rest, quantity.number if quantity else None, match[0].strip(" ,;()[]")


def _read(core: str) -> TargetReading:
    """The target of a cell without its tolerance: two clauses with different scopes, or one."""
    if _RELATIVE.search(core):
        return TargetReading(core, None, reason="relative")
    if _RANGE.fullmatch(core):
        return TargetReading(core, None, reason="range")
    core = _SCOPED_BRACKET.sub(", \\1", core)
    clauses = [clause for clause in _CLAUSES.split(core) if clause.strip()]
    if len(clauses) == 2:
        readings = [_clause(clause) for clause in clauses]
        scopes = {reading.scope: reading for reading in readings}
        if set(scopes) == {"period", "year_end"} and all(reading.number is not None for reading in readings):
            period, year = scopes["period"], scopes["year_end"]
            comparator = period.comparator or year.comparator
            return replace(period, comparator=comparator, unit=period.unit or year.unit, year_end_number=year.number)
        if sum(any(c.isdecimal() for c in clause) for clause in clauses) > 1:
            return TargetReading(core, None, reason="several")
    return _clause(core)


def _clause(core: str) -> TargetReading:
    scope = _scope(core)
    plain = _PERIOD.sub(" ", _YEAR_END.sub(" ", core))
    comparator, plain = _comparator(" ".join(_without_notes(plain).split()).strip(" ,;:."))
    if _RANGE.fullmatch(plain):
        return TargetReading(core, None, scope=scope, reason="range")
    quantity = parse_quantity(plain)
    if quantity is not None and quantity.number is not None and quantity.denominator is None:
        return TargetReading(core, quantity.number, comparator, quantity.unit, scope)
    if match := _NUMBER_AND_WORDS.fullmatch(plain):
        found = parse_quantity(match["figure"].strip())
        if found is not None and found.number is not None and len(match["words"].split()) <= 6:
            return TargetReading(core, found.number, comparator, found.unit or canonical_unit(match["words"]), scope)
    return TargetReading(core, None, comparator, scope=scope, reason=_reason(plain, quantity is not None))


def _scope(core: str) -> TargetScope | None:
    year, period = _YEAR_END.search(core), _PERIOD.search(core)
    if bool(year) == bool(period):
        return None
    return "year_end" if year else "period"


def _without_notes(core: str) -> str:
    """Brackets behind a figure explain it, unless they are the figure."""
    rest = _BRACKET.sub(" ", core)
    return rest if any(c.isdecimal() for c in rest) else core


def _comparator(core: str) -> tuple[Comparator, str]:
    if match := _PREFIX.match(core):
        sign = next(sign for i, (sign, _) in enumerate(_PREFIXES) if match[f"c{i}"])
        return sign, core[match.end() :]
    core = re.sub(r"^target\s*[:=]?\s*", "", core, flags=re.I)
    for sign, pattern in _SUFFIXES:
        if match := pattern.search(core):
            return sign, core[: match.start()]
    return "", core


def _reason(core: str, is_figure: bool) -> str:
    if is_figure:
        return "unreadable"
    if not any(c.isdecimal() for c in core):
        return missing_reason(core) or "words"
    outside = core
    for found in reversed(find_periods(core)):
        outside = outside[: found.span.start] + outside[found.span.end :]
    return "several" if len(re.findall(r"\d[\d,.]*", outside)) > 1 else "words"
