"""Cells that hold more than one plain figure: value, fraction, unit, area, period and group in one piece of text.

The strict way round: first what is understood is cut out (periods, areas, figures), then what is left over decides
how sure the reading is. Nothing is read from a figure that the words beside it call a target.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.areas import AreaFinder, FoundArea
from extract.figure_asides import is_change, main_part
from grammar.numbers import find_quantities, parse_quantity
from grammar.periods import find_periods
from records import FoundPeriod, Quantity, Span

_GROUP_WORDS = (
    r"(?:all |secondary |primary |looked after |disadvantaged |non-disadvantaged |vulnerable |eligible |older |"
    r"younger |disabled |bme |white |black |asian )*"
    r"(?:boys|girls|males?|females?|men|women|young people|older people|people|pupils|children|adults|learners|"
    r"carers|residents|households|patients|care leavers)"
)
_GROUP = re.compile(rf"\b(?:of|for|among) (?P<of>{_GROUP_WORDS})\b|\((?P<in>{_GROUP_WORDS})\)", re.IGNORECASE)
_TARGET_AFTER = re.compile(
    r"^\s*(?:(?!against|below|above|of|than|vs|to|and|with|is|on|by)\w+ ){0,2}?(?:target|ambition|standard|goal)\b",
    re.IGNORECASE,
)
_TARGET_BEFORE = re.compile(
    r"\b(?:(?:target|ambition|goal)(?: of| is| was|:)?|standard(?: of| is|:))\s*$", re.IGNORECASE
)
_ITEM = re.compile(r"(?P<item>[A-Za-z][A-Za-z/&' ]{1,60}?)\s*[–—:-]\s*$")
_COMPOUND = re.compile(
    r"\d+\s*(?:years?|months?|weeks?|wks?|days?|hours?|hrs?|minutes?|mins?)[ ,and]*"
    r"\d+\s*(?:months?|weeks?|wks?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?)",
    re.IGNORECASE,
)
"""One duration in two units ("3 days 4 hours"): no single figure to publish."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = re.compile(r"(?<![\w.,])£?\d[\d.,]*\d%?(?!\w)")
_LEADS = re.compile(r"[\s,:(–-]*(?:(?:average|figure|rate|is|was|of|at|the|mean|median)\b[\s,:]*){0,4}", re.IGNORECASE)
_FOLLOWS = re.compile(r"\s*(?:(?:in|for|across|of)\s+(?:the\s+)?)?", re.IGNORECASE)
_OWN_FIGURE = re.compile(r"[\s,:(–-]*(?:(?:average|figure|rate|is|was|of|at)\b[\s,:]*){0,3}£?\d", re.IGNORECASE)
_EMPTY_BRACKETS = re.compile(r"[(\[]\s*[,;:-]?\s*[)\]]")
_FILLER = re.compile(
    r"\b(?:provisional|estimated?|average|monthly|estimate|for|reported|months|old|new|methodology|expected|level|final|"
    r"unaudited|rate|per|population|was|were|is|at|in|the|as|of|achieved|cumulative|ytd|year to date|to date|"
    r"starts|contacts|total)\b",
    re.IGNORECASE,
)
_LAST_MONTHS = re.compile(r"\b(?:last|previous|rolling) 12 months\b|\br12m\b", re.IGNORECASE)
_YTD = re.compile(r"\bytd\b|\byear to date\b", re.IGNORECASE)
_SIGN = re.compile(r"[\s,;:]*[-–−](?=[£\d.])")
"""A dash right before the digits."""
_RAISED = re.compile(r"(?<=[\d%)])[¹²³⁴⁵⁶⁷⁸⁹⁰]+(?![\d.,])")
"""The raised figure of a note behind a figure, wherever it stands in the cell (`10.71¹ G`)."""
_RATE_BASE = re.compile(r"per (?:1,?000|10,?000|100,?000)(?: \w+)?", re.IGNORECASE)
_PAREN_TARGET = re.compile(
    r"\((?P<t>[<>≤≥]?\s*£?\d[\d,.]*\s*%?)\s+(?:national |local |annual |internal )?(?:target|ambition|standard|goal)\)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a cell: its part of the text, and what that part says about period, area, group and item."""

    raw: str
    span: Span
    quantity: Quantity
    period: str = ""
    area: str = ""
    comparator: bool = False
    group: str = ""
    item: str = ""
    rolling: bool = False
    year_to_date: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class CellFigures:
    """All figures of one cell, the targets that its words name, and how many figures were left unread."""

    figures: tuple[Figure, ...]
    targets: tuple[str, ...] = ()
    unread: int = 0


def name_target(name: str) -> str:
    """A target printed in brackets inside an indicator's name ("(95% target)"), as printed, or ""."""
    match = _PAREN_TARGET.search(name)
    return match.group("t").strip() if match else ""


def read_figures(text: str, finder: AreaFinder, unit: str = "") -> CellFigures:
    """Figures of a cell. `unit` is the unit the indicator's name implies: in prose only its figures are read."""
    if _COMPOUND.fullmatch(text.strip()):
        return CellFigures((Figure(text, Span(0, len(text)), Quantity(text, None, missing="unreadable")),))
    whole = parse_quantity(text)
    if whole is not None and whole.missing != "unreadable" and not find_periods(text):
        return CellFigures((Figure(text, Span(0, len(text)), whole),))
    main = main_part(text)
    if main.text != text:
        read = read_figures(main.text, finder, unit)
        return replace(read, targets=(main.target,) if main.target else read.targets, unread=main.behind)
    if is_change(text):
        return CellFigures((Figure(text, Span(0, len(text)), Quantity(text, None, missing="unreadable")),))
    if whole is not None and not find_periods(text):
        return CellFigures((Figure(text, Span(0, len(text)), whole),))
    return _read(text, finder, unit)


@lru_cache(maxsize=20_000)
def _read(text: str, finder: AreaFinder, unit: str) -> CellFigures:
    misprints = [span for _, span in _misprints(text, [])]
    periods = tuple(p for p in find_periods(text) if not any(_overlap(p.span, span) for span in misprints))
    raised = [Span(match.start(), match.end()) for match in _RAISED.finditer(text)]
    blanked = _blank(text, [*(found.span for found in periods), *raised])
    single = _single(text, blanked, periods, finder)
    if single is not None:
        return CellFigures((single,))
    blanked = _LAST_MONTHS.sub(lambda match: " " * len(match.group()), blanked)
    quantities = [(q, s) for q, s in find_quantities(blanked) if q.number is not None or q.numerator is not None]
    quantities = sorted(
        [*quantities, *_misprints(blanked, [s for _, s in quantities])], key=lambda found: found[1].start
    )
    quantities = _without_years(blanked, quantities)
    targets, values = _split_targets(blanked, quantities, unit)
    if not values:
        return CellFigures((), targets)
    items = _item_list(text, blanked, values, periods)
    if items:
        return CellFigures(items, targets)
    if _is_prose(text):
        return _prose(text, blanked, values, periods, finder, unit, targets)
    return CellFigures(_parts(text, blanked, values, periods, finder), targets)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _blank(text: str, spans: list[Span]) -> str:
    characters = list(text)
    for span in spans:
        characters[span.start : span.end] = " " * (span.end - span.start)
    return "".join(characters)


def _single(text: str, blanked: str, periods: tuple[FoundPeriod, ...], finder: AreaFinder) -> Figure | None:
    """The cell is one figure once its period, area and remarks are cut out."""
    if len(periods) > 1 and not all(p.period.start == periods[0].period.start for p in periods):
        return None
    rest = blanked
    areas = finder.find(rest)
    if len(areas) > 1:
        return None
    for area in areas:
        rest = _blank(rest, [area.span])
    ytd, rolling = bool(_YTD.search(rest)), bool(_LAST_MONTHS.search(rest))
    for pattern in (_LAST_MONTHS, _YTD):
        rest = pattern.sub(lambda match: " " * len(match.group()), rest)
    group = _group(rest)
    cleaned = _trimmed(_EMPTY_BRACKETS.sub(lambda match: " " * len(match.group()), rest), text)
    quantity = parse_quantity(" ".join(cleaned.split()))
    remark = ""
    if quantity is None:
        bare = re.sub(r"[(\[][^()\[\]\d]*[)\]]", " ", cleaned)
        quantity = parse_quantity(" ".join(bare.split()).rstrip(" ,;:–-").lstrip(" ,;:"))
        remark = "remark"
    if quantity is None or (quantity.number is None and quantity.numerator is None):
        return None
    named = areas[0] if areas else None
    return Figure(
        text,
        Span(0, len(text)),
        quantity if not remark else replace(quantity, qualifiers=quantity.qualifiers + _remarks(cleaned)),
        periods[0].period.label if periods else "",
        named.text if named else "",
        bool(named and named.comparator),
        group,
        "",
        rolling,
        ytd,
    )


def _trimmed(rest: str, text: str) -> str:
    """What is left of a cell without the marks that joined it to what was cut out; the sign of a figure stays."""
    sign = _SIGN.match(rest)
    if sign is not None and (sign.end() == 1 or text[sign.end() - 2] in " \n\t:,;("):
        return rest[sign.end() - 1 :].rstrip(" ,;:–-")
    return rest.strip(" ,;:–-")


def _remarks(text: str) -> tuple[str, ...]:
    found = re.findall(r"[(\[]([^()\[\]\d]{3,60})[)\]]", text)
    return tuple(remark.strip().lower() for remark in found if not _GROUP.search(f"({remark})"))


def _group(text: str) -> str:
    match = _GROUP.search(text)
    return (match.group("of") or match.group("in")) if match else ""


def _misprints(text: str, known: list[Span]) -> list[tuple[Quantity, Span]]:
    """Digits that are no well-formed figure (`13,.8`): kept as unreadable, never guessed, never dropped."""
    found = []
    for match in _DIGITS.finditer(text):
        if any(span.start < match.end() and match.start() < span.end for span in known):
            continue
        quantity = parse_quantity(match.group())
        if quantity is not None and quantity.missing == "unreadable":
            found.append((quantity, Span(match.start(), match.end())))
    return found


def _without_years(text: str, quantities: list[tuple[Quantity, Span]]) -> list[tuple[Quantity, Span]]:
    """A bare year beside other figures ("in the summer term 2018") is no figure."""
    kept = [(q, s) for q, s in quantities if not _YEAR.fullmatch(text[s.start : s.end].strip())]
    return kept if kept else quantities


def _split_targets(
    text: str, quantities: list[tuple[Quantity, Span]], unit: str
) -> tuple[tuple[str, ...], list[tuple[Quantity, Span]]]:
    targets: list[str] = []
    values: list[tuple[Quantity, Span]] = []
    for quantity, span in quantities:
        if _TARGET_AFTER.match(text[span.end : span.end + 40]) or _TARGET_BEFORE.search(
            text[max(0, span.start - 20) : span.start]
        ):
            if not unit or quantity.unit in ("", unit):
                targets.append(text[span.start : span.end].strip())
        else:
            values.append((quantity, span))
    return tuple(targets), values


def _is_prose(text: str) -> bool:
    return "\n" in text or len(text.split()) > 16 or text.rstrip().endswith(".")


def _item_list(
    text: str, blanked: str, values: list[tuple[Quantity, Span]], periods: tuple[FoundPeriod, ...]
) -> tuple[Figure, ...]:
    """`Very good – 41% Fairly good – 41% …`: three or more items, each before its figure and a dash or colon."""
    figures: list[Figure] = []
    last = 0
    for quantity, span in values:
        match = _ITEM.search(blanked[last : span.start])
        if match is None:
            last = span.end
            continue
        start = last + match.start("item")
        line = blanked.rfind("\n", last, span.start)
        start = max(start, line + 1)
        item = blanked[start : last + match.end("item")].strip()
        figures.append(
            Figure(
                text[start : span.end].strip(), Span(start, span.end), quantity, _period_for(periods, start), item=item
            )
        )
        last = span.end
    return tuple(figures) if len(figures) >= 3 and len(figures) == len(values) else ()


def _period_for(periods: tuple[FoundPeriod, ...], position: int) -> str:
    """The only period of the cell, or the nearest before the position."""
    if not periods:
        return ""
    labels = {(p.period.start, p.period.end): p.period.label for p in periods}
    if len(labels) == 1:
        return periods[0].period.label
    before = [p for p in periods if p.span.start <= position]
    return before[-1].period.label if before else ""


def _prose(
    text: str,
    blanked: str,
    values: list[tuple[Quantity, Span]],
    periods: tuple[FoundPeriod, ...],
    finder: AreaFinder,
    unit: str,
    targets: tuple[str, ...],
) -> CellFigures:
    """A sentence or two: only figures of the indicator's own unit, each with the period of its own sentence."""
    wanted = [(q, s) for q, s in values if q.unit == unit] if unit else values[:1]
    areas = finder.find(blanked)
    figures: list[Figure] = []
    for quantity, span in wanted:
        start, end = _sentence(text, span)
        inside = [p for p in periods if start <= p.span.start < end]
        label = inside[0].period.label if len(inside) == 1 else ""
        if not label and len({(p.period.start, p.period.end) for p in periods}) == 1:
            label = periods[0].period.label
        comparator = _comparator_beside(blanked, span, areas)
        stop = min([end, *(p.span.end for p in inside if p.span.start >= span.end and p.span.start - span.end < 20)])
        raw = text[span.start : stop if inside and stop < end else span.end].strip()
        if len(wanted) == 1 and "\n" in text:
            raw = text[start:end].strip().split("\n")[0]
        figures.append(
            Figure(
                raw,
                span,
                quantity,
                label,
                comparator.text if comparator else "",
                comparator is not None,
                doubt="prose",
            )
        )
    return CellFigures(tuple(figures), targets, len(values) - len(wanted))


def _comparator_beside(text: str, span: Span, found: Sequence[FoundArea]) -> FoundArea | None:
    """The comparator that a figure belongs to: named right before it ("England, 64.3%", "(national figure of 13.5%"),
    or right behind it ("70.7% nationally", "66% in London"), where it does not stand before a figure of its own."""
    areas = [area for area in found if area.comparator]
    for area in areas:
        if area.span.end <= span.start and _LEADS.fullmatch(text[area.span.end : span.start]):
            return area
    for area in areas:
        follows = area.span.start >= span.end and _FOLLOWS.fullmatch(text[span.end : area.span.start])
        if follows and not _OWN_FIGURE.match(text[area.span.end :]):
            return area
    return None


def _sentence(text: str, span: Span) -> tuple[int, int]:
    start = max(text.rfind("\n", 0, span.start), text.rfind(". ", 0, span.start)) + 1
    ends = [position for position in (text.find("\n", span.end), text.find(". ", span.end)) if position >= 0]
    return start, min(ends, default=len(text))


def _parts(
    text: str,
    blanked: str,
    values: list[tuple[Quantity, Span]],
    periods: tuple[FoundPeriod, ...],
    finder: AreaFinder,
) -> tuple[Figure, ...]:
    """Several figures side by side: each part of the cell belongs to one, split where the words belong."""
    areas = finder.find(blanked)
    leading = [area for area in areas if area.span.start < values[0][1].start]
    trailing = _areas_trail(areas, values, len(text))
    shared = _period_for(periods, len(text))
    figures: list[Figure] = []
    for index, (quantity, span) in enumerate(values):
        following = values[index + 1][1].start if index + 1 < len(values) else len(text)
        before = values[index - 1][1].end if index else 0
        if leading:
            beside = _comparator_beside(blanked, span, areas)
            near = [area for area in areas if before <= area.span.start < span.start]
            own = [beside] if beside is not None else [area for area in near if not area.comparator]
            start, end = (own[-1].span.start if own else span.start), span.end
        else:
            beside = areas[index] if trailing else _comparator_beside(blanked, span, areas)
            own = [beside] if beside is not None else []
            start, end = span.start, following
        part = text[start:end].strip(" ,;")
        words = blanked[span.end : following]
        group = _group(" " + words) if not leading else ""
        area = own[-1] if own else None
        inside = [p for p in periods if start <= p.span.start < max(end, following)]
        label = inside[-1].period.label if inside else shared
        left = _leftover(blanked[start:end], span.start - start, span.end - start, [a.text for a in areas], group)
        figures.append(
            Figure(
                _without_tail(part, periods, len(values)),
                Span(start, start + len(part)),
                quantity,
                label,
                area.text if area else "",
                bool(area and area.comparator),
                group,
                group if len(values) > 1 and group else "",
                bool(_LAST_MONTHS.search(text[start:following])),
                bool(_YTD.search(words)),
                "words" if left else "",
            )
        )
    return _told_apart(figures)


def _areas_trail(areas: Sequence[FoundArea], values: list[tuple[Quantity, Span]], length: int) -> bool:
    """`58.6% England 60.2% South West`: one area behind each figure."""
    ends = [span.start for _, span in values[1:]] + [length]
    return len(areas) == len(values) > 1 and all(
        span.end <= area.span.start < end for area, (_, span), end in zip(areas, values, ends, strict=True)
    )


def _told_apart(figures: list[Figure]) -> tuple[Figure, ...]:
    """Figures of one cell with nothing between them that tells them apart: all of them are doubtful rows."""
    count = Counter((figure.item, figure.area, figure.period) for figure in figures)
    return tuple(
        replace(figure, doubt="not_told_apart") if count[(figure.item, figure.area, figure.period)] > 1 else figure
        for figure in figures
    )


def _without_tail(part: str, periods: tuple[FoundPeriod, ...], count: int) -> str:
    """Where one period closes a cell of several figures it belongs to all of them: the part ends before it."""
    if count > 1:
        for found in periods:
            if part.endswith(found.period.label):
                return part[: -len(found.period.label)].strip(" ,;")
    return part


def _leftover(part: str, start: int, end: int, areas: list[str], group: str) -> str:
    rest = part[:start] + " " + part[end:]
    for known in (*areas, group):
        if known:
            rest = rest.replace(known, " ")
    rest = _FILLER.sub(" ", _RATE_BASE.sub(" ", rest))
    return " ".join(re.findall(r"[A-Za-z]{3,}", rest))
