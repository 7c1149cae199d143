"""Where in prose a figure may stand: candidate spans for the parser, longest first.

Digits that are no figures are left out: periods, indicator codes, ages, sections, levels, telephone numbers, addresses.
"""

import re
from collections.abc import Iterator

from grammar.codes import CODE_IN_TEXT
from grammar.periods import find_periods

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_BOUND = r"(?:[<>≤≥~]=? ?)?"
_TIME = r"(?:working |calendar )?(?:days?|weeks?|months?|hours?|minutes?|seconds?|years?)"
_UNIT = (
    rf"(?: ?(?:%|per ?cent\b)(?: ?\+)?| ?(?:pp|ppts?|percentage points?)\b|(?: out)? of (?:the )?{_NUMBER}"
    rf"|(?: [a-z]+)? per 1(?:,?000|0,?000|00,?000)\b(?: population)?| ?(?:kg|tonnes|{_TIME})\b)"
)
_SHARE = rf" \({_NUMBER}(?: ?%|(?:/| of | out of ){_NUMBER})\)"
_CANDIDATE = re.compile(
    rf"(?P<money>[-+]?£ ?-?{_NUMBER}(?: ?(?:k|m|mn|bn|million|billion|thousand)\b)?)"
    rf"|(?P<number>{_BOUND}[-+]?{_NUMBER})(?P<scale> (?:million|billion|thousand)\b)?"
    rf"(?P<unit>{_UNIT})?(?P<share>{_SHARE})?",
    re.I,
)
_BEFORE = re.compile(r"[\w£$€#@&/\\]$|\d[.,:/-]{1,2}$|\w-$|[A-Za-z]\.$|(?<!\d)/ $|=\"?$")
_AFTER = re.compile(r"[\w/\\@]|[.,:/-]{1,2}\d|-\w|\((?:\w|[ivx]+)\)(?!\w)|(?:st|nd|rd|th)\b")
_NUMBERED_THING = re.compile(
    r"\b(?:aged?|ages|under|over|key stage|ks|level|levels|nvq|type|page|pages|appendix|section|sections|paragraph"
    r"|para|grade|grades"
    r"|attainment|progress|priority|phase|stage|year|years|quarter|q|junction|version|table|figure|item|aim|outcome"
    r"|objective|tier"
    r"|band|group|category|ward|no|week|month|part|step|schedule|option|recommendation|act|tel|ext|telephone|phone"
    r"|room|zone|class"
    r"|date range|block|lot|unit|chapter|note|line|route|programme|goal|theme|channel|code|top|number|per)\.? $",
    re.I,
)
_AGE_AFTER = re.compile(
    r" ?(?:\+|s\b)|(?: ?- ?| to | and )\d+(?![\d,.]*%)|[\s-]*(?:and|or) (?:over|under|above|older|younger)\b"
    r"|[\s-]*(?:year|yr|month|week|day)s?[- ]olds?\b",
    re.I,
)
_RANGE_BEFORE = re.compile(r"\d(?: ?- ?| to | and )$")
_PARAGRAPH_NUMBER = re.compile(r"[\s-]*(?:1?\d|20)(?:\.\d{1,2})*[.)]?[\s*]+(?=[A-Z].{60})", re.S)
_ADDRESS = re.compile(
    r"\S{0,60}(?:https?:|www\.|@)\S*|\(?\b0\d{3,6}\)? ?\d{3,8}(?: ?\d{1,8}){0,3}"
    r"|\b\d{1,2}[:.]\d\d ?(?:am|pm)?\b(?=:|\s?[ap]m)"
    r"|\b\d{1,2}:\d\d\b"
)


def figure_spans(text: str, plain: str) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Start of each candidate with its possible ends, longest first.

    `plain` is `text` with dashes and spaces unified, character by character.
    """
    if not any(c.isdecimal() for c in plain):
        return
    taken = [(found.span.start, found.span.end) for found in find_periods(text)]
    taken += [match.span() for match in _ADDRESS.finditer(plain)]
    taken += [match.span() for match in CODE_IN_TEXT.finditer(plain)]
    if paragraph := _PARAGRAPH_NUMBER.match(plain):
        taken.append(paragraph.span())
    for match in _CANDIDATE.finditer(plain):
        start = match.start()
        near = [a for a, b in taken if a < match.end() and start < b]
        ends = tuple(end for end in _ends(match) if not _AFTER.match(plain, end) and all(end <= a for a in near))
        if ends and not _refused(plain, match):
            yield start, ends


def _ends(match: "re.Match[str]") -> tuple[int, ...]:
    """Possible ends of a candidate: with its share in brackets, with its unit, with its scale, alone."""
    if match["money"]:
        return (match.end(),)
    return tuple(match.end(group) for group in ("share", "unit", "scale", "number") if match[group])


def _refused(plain: str, match: "re.Match[str]") -> bool:
    before = plain[max(0, match.start() - 20) : match.start()]
    if _BEFORE.search(before):
        return True
    if match["money"] or (match["unit"] and "%" in match["unit"]):
        return False
    bare = not match["unit"] and not match["scale"]
    number_end = match.end("number")
    return bool(
        (_AGE_AFTER.match(plain, number_end) and len(match["number"]) <= 2)
        or (bare and _NUMBERED_THING.search(before))
        or (bare and _RANGE_BEFORE.search(before))
    )
