"""The labels that cells of a box carry: which words label what, and cells that hold labels and figures together.

A label may name a period ("Latest (Feb 2022)", "Target 2021/22"), or be one ("Q1 2021/22"), or be an area that the
council compares itself with ("England average"). What is no label that is known has none: nothing is guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extract.areas import AreaFinder
from extract.vocabulary import label_of
from grammar.numbers import parse_quantity
from grammar.periods import find_periods, parse_label
from grammar.polarity import parse_polarity
from grammar.ratings import parse_rating
from records import Period

LabelKind = Literal[
    "latest",
    "previous",
    "dated",
    "comparator",
    "target",
    "annual_target",
    "tolerance",
    "rating",
    "arrow",
    "period",
    "polarity",
    "unit",
    "name",
    "code",
    "text",
]
_FIGURE = r"(?:values?|results?|figures?|performance|outturn|score|position|level|reading|rate)"
_VOCABULARY: tuple[tuple[LabelKind, str], ...] = (
    ("latest", rf"(?:latest|current|actual|reported|our|this (?:month|quarter|year|period)(?:'s)?)(?: {_FIGURE})?"),
    ("latest", r"actuals?|values?|results?|figure|performance|outturn|achieved|score"),
    (
        "previous",
        rf"(?:previous|prior|last)(?: (?:period|month|quarter|year|time|reported))?(?:'s)?(?: {_FIGURE})?"
        r"|baseline|(?:the )?same (?:period|month|quarter|time) (?:last|the previous|previous) year|(?:a )?year ago",
    ),
    ("annual_target", r"(?:annual|year[- ]end|full[- ]year|end of year|yearly) (?:target|goal)"),
    ("target", r"(?:our |the |current |agreed |(?:quarter|month)ly )?target(?: value| figure)?|goal"),
    (
        "tolerance",
        r"floor|ceiling|tolerance|minimum(?: standard)?|intervention (?:level|trigger)"
        r"|(?:lower |upper |red |amber |green )?(?:threshold|limit|trigger)",
    ),
    (
        "rating",
        r"(?:current |overall |latest |performance )?(?:rag(?: status| rating)?|status|rating)"
        r"|performance against target",
    ),
    ("arrow", r"(?:direction|d\.?o\.?t\.?|trend)(?: (?:of )?(?:travel|performance|change))?"),
    (
        "period",
        r"(?:latest |reporting |reported |time |data )?period|as at|as of|data (?:for|as at|to)|date(?: of data)?"
        r"|reported for|quarter|month|year",
    ),
    (
        "polarity",
        r"polarity|good(?: performance)? (?:is|to be)|what is good|(?:desired|preferred) (?:direction|trend)|better if",
    ),
    ("unit", r"units?(?: of measure(?:ment)?)?|measured (?:in|as)"),
    ("name", r"(?:(?:performance )?(?:indicator|measure)|kpi|pi)(?: name| title)?|title|name"),
    ("code", r"(?:(?:indicator|measure|kpi|pi) )?(?:ref(?:erence)?|code|id)\.?"),
    (
        "text",
        r"(?:latest |officer |manager'?s? )?(?:commentary|comments?|narrative|notes?|update)|owner|(?:data )?source"
        r"|(?:lead|responsible|accountable)(?: officer| director| member)?|portfolio(?: holder)?|frequency|definition"
        r"|description",
    ),
)
_RULES = tuple((kind, re.compile(pattern)) for kind, pattern in _VOCABULARY)
_WORDS = "|".join(pattern for _, pattern in _VOCABULARY)
_NEXT = re.compile(rf"(?<=\S)[ ,]+(?=(?:{_WORDS})(?: ?\([^()]{{2,40}}\))? ?:)", re.IGNORECASE)
"""White space before a label with a colon, inside a cell: `Target: 97% Floor: 90%`."""
_MAY_BEGIN = re.compile(
    r"\s*(?:latest|current|actual|reported|our|this|values?|results?|figure|performance|outturn|achieved|score|previous"
    r"|prior|last|baseline|the|same|a|annual|year|full|end|yearly|target|agreed|quarter|month|goal|floor|ceiling"
    r"|tolerance|minimum|intervention|lower|upper|red|amber|green|threshold|limit|trigger|overall|rag|status|rating"
    r"|polarity|good|desired|preferred|better|what|q[1-4]\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)",
    re.IGNORECASE,
)
"""How a cell begins that holds a label without a colon."""
_MOST_LABEL = 62
_PARTED = re.compile(r"\s*[;|·•\n]\s*|,\s+(?=[A-Z(][^,:]{1,40}:)")
_WHEN = re.compile(r"\(([^()]{2,40})\)")
_JOINS = re.compile(r"^(?:for|in|at|of|to|by|on)\b|\b(?:for|in|at|of|to|by|on)$")
_UNIT_IN_LABEL = re.compile(r"^(?:%|£|£000s?|£m|days|weeks|months|years|minutes|hours|kg|tonnes|number|no\.?)$", re.I)
_DIGIT = re.compile(r"\d")
_NO_YEAR_OR_DAY = re.compile(r"[%£]|\d[.,]\d")
"""What years and days of months have not: `Q2 68.0%` is a figure of a quarter, `March 31` and `Q2 2021` are dates."""
_BARE_FIGURE = re.compile(r"[£<>≤≥]?\s?\d")


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says: of what kind the text behind it is, the period or area it names, and its words as printed."""

    kind: LabelKind
    text: str
    when: str = ""
    area: str = ""
    unit: str = ""

    @property
    def is_figure(self) -> bool:
        """Labels a figure of the council's own."""
        return self.kind in ("latest", "previous", "dated")


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and what stands behind it in the same cell; `start` is the offset of the text in the cell."""

    label: Label
    text: str
    start: int


@lru_cache(maxsize=20_000)
def read_label(text: str, report: Period | None, finder: AreaFinder) -> Label | None:
    """The label that the WHOLE text is, None where it is none that is known."""
    printed = " ".join(text.split()).strip(" :")
    if not printed or len(printed) > _MOST_LABEL or ":" in printed:
        return None
    plain, when, unit = _without_period(printed, report)
    if plain is None:
        return None
    if not plain:
        return Label("dated", printed, when) if when else None
    kind = _kind(plain)
    if kind is not None:
        return Label(kind, printed, when, unit=unit)
    areas = finder.find(printed)
    if (
        len(areas) == 1
        and areas[0].comparator
        and len(areas[0].text) * 3 >= len(plain) * 2
        and not _DIGIT.search(plain)
    ):
        return Label("comparator", printed, when, areas[0].text, unit)
    return None


def _without_period(printed: str, report: Period | None) -> tuple[str | None, str, str]:
    """The words of a label without the period and the unit it names; None where it names two."""
    if parse_label(printed, report) is not None:
        return "", printed, ""
    rest, when, unit = printed, "", ""
    for match in _WHEN.finditer(printed):
        inner = match.group(1).strip()
        if parse_label(inner, report) is not None and not when:
            when, rest = inner, rest.replace(match.group(), " ")
        elif _UNIT_IN_LABEL.match(inner):
            unit, rest = inner, rest.replace(match.group(), " ")
    found = find_periods(rest)
    if len(found) > 1 or (found and when):
        return None, "", ""
    if found:
        when = found[0].period.label
        rest = f"{rest[: found[0].span.start]} {rest[found[0].span.end :]}"
    return _JOINS.sub("", " ".join(rest.lower().split()).strip(" :-–,()")).strip(" :-–,()"), when, unit


def _kind(plain: str) -> LabelKind | None:
    known = next((kind for kind, pattern in _RULES if pattern.fullmatch(plain)), None)
    if known is not None:
        return known
    return "text" if label_of(plain) in ("text", "description", "benchmark") else None


@lru_cache(maxsize=20_000)
def read_pairs(text: str, report: Period | None, finder: AreaFinder) -> tuple[Pair, ...]:
    """All labels of a cell with what stands behind each; () where some of the text has no label that is known.

    Labels end in a colon (`Target: 97%, Floor: 90%`), or stand before a figure or a rating word (`Target 97%`).
    """
    if not _MAY_BEGIN.match(text) and ":" not in text[:_MOST_LABEL]:
        return ()
    found: list[Pair] = []
    for start, piece in _pieces(text):
        pair = _pair(piece, start, report, finder)
        if pair is None:
            return ()
        found.append(pair)
        if pair.label.kind == "text":  # words of a comment hold semicolons and colons
            return (*found[:-1], Pair(pair.label, text[pair.start :].strip(), pair.start))
    return tuple(found)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The pieces of a cell; white space before a label parts them only where a label with its text stands before."""
    cuts = [(match.start(), match.end(), True) for match in _PARTED.finditer(text)]
    if ":" in text:
        cuts += [(match.start(), match.end(), False) for match in _NEXT.finditer(text)]
    start = 0
    for first, last, sure in sorted(cuts):
        if first < start or not (sure or ":" in text[start:first]):
            continue
        if text[start:first].strip():
            yield start, text[start:first]
        start = last
    if text[start:].strip():
        yield start, text[start:]


def _pair(piece: str, start: int, report: Period | None, finder: AreaFinder) -> Pair | None:
    head, colon, rest = piece.partition(":")
    if colon:
        label = read_label(head, report, finder)
        return Pair(label, rest.strip(), start + len(piece) - len(rest.lstrip())) if label else None
    words = piece.split()
    for count in range(min(4, len(words) - 1), 0, -1):
        head, rest = " ".join(words[:count]), " ".join(words[count:])
        label = read_label(head, report, finder)
        if label is not None and _told_without_colon(label, rest):
            return Pair(label, rest, start + piece.find(words[count]))
    return None


def _told_without_colon(label: Label, rest: str) -> bool:
    """Without a colon only a plain figure or a rating word behind the label can be what it labels."""
    if label.kind == "dated" and not (label.text[:1].isalpha() and _NO_YEAR_OR_DAY.search(rest)):
        return False
    if label.kind in ("latest", "previous", "target", "annual_target", "tolerance", "dated"):
        quantity = parse_quantity(rest)
        return bool(_BARE_FIGURE.match(rest)) and quantity is not None and quantity.number is not None
    if label.kind == "polarity":
        return parse_polarity(rest) is not None
    return label.kind == "rating" and parse_rating(rest) is not None
