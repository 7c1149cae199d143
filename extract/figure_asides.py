"""What stands behind the figure of a cell and is none of its own: a change (`52` over `+5 on Q3`), what another
period showed (`40.1% (Q3: 42.6%)`), or its target (`80.2% target 82%`)."""

import re
from dataclasses import dataclass

from grammar.numbers import parse_quantity
from grammar.periods import parse_period

_FIGURE = r"£?\d[\d,]*(?:\.\d+)?\s?(?:%|pp\b|ppts?\b|percentage points?|points?|days?|[km]\b)?"
_SINCE = r"\s*(?:on|from|since|than|vs\.?|against|compared (?:to|with))\s.{2,30}"
_CHANGE = re.compile(
    rf"(?<=[\dkm%])\s+(?:[(\[]\s*(?:\+{_FIGURE}(?:{_SINCE})?|[-−–]{_FIGURE}{_SINCE})\s*[)\]]"
    rf"|\+{_FIGURE}(?:{_SINCE})?|[-−–]{_FIGURE}{_SINCE})$",
    re.IGNORECASE,
)
"""A signed figure behind a plain one; one with a minus may be the end of a range, unless it says since when."""
_CHANGE_ALONE = re.compile(rf"[(\[]?[-+−–]{_FIGURE}{_SINCE}[)\]]?", re.IGNORECASE)
_EARLIER = re.compile(rf"(?<=[\dkm%])\s+[(\[]\s*(?P<of>[^()\[\]:]{{2,24}}?)\s*[:=]\s*{_FIGURE}\s*[)\]]$", re.IGNORECASE)
_LAST = re.compile(r"(?:was|(?:last|previous|prior)(?: (?:year|quarter|month|period|time))?)", re.IGNORECASE)


_TARGET = re.compile(
    rf"(?<=[\dkm%])\s+[(\[]?\s*(?:target|ambition|goal)(?: of| is| was)?\s*[:=]?\s*"
    rf"(?P<target>[<>≤≥]?\s?{_FIGURE}\+?)\s*[)\]]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MainPart:
    """The part of a cell that prints its figure, from its beginning; behind it its target or other figures."""

    text: str
    behind: int = 0
    target: str = ""


def is_change(text: str) -> bool:
    """`+5 on Q3`: how a figure has changed, without the figure."""
    return bool(_CHANGE_ALONE.fullmatch(text.strip()))


def main_part(text: str) -> MainPart:
    """The cell without a change or an earlier figure behind its own; all of it where nothing of the kind is there."""
    change = _CHANGE.search(text)
    if change is not None and _is_figure(text[: change.start()]):
        return MainPart(text[: change.start()], 1)
    target = _TARGET.search(text)
    if target is not None and _is_figure(text[: target.start()]):
        return MainPart(text[: target.start()], 0, target["target"].strip())
    earlier = _EARLIER.search(text)
    if earlier is not None and _names_other_time(earlier["of"]) and _is_figure(text[: earlier.start()]):
        return MainPart(text[: earlier.start()], 1)
    return MainPart(text)


def _is_figure(text: str) -> bool:
    quantity = parse_quantity(text)
    return quantity is not None and quantity.number is not None


def _names_other_time(words: str) -> bool:
    """A period, be it one of a year that is not printed (`Q3`), or `last year`."""
    words = words.strip()
    dated = (words, f"{words} 2010/11", f"{words} 2010")
    return bool(_LAST.fullmatch(words)) or any(parse_period(text) is not None for text in dated)
