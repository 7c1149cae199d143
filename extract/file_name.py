"""What a paper's file name says where the paper itself says nothing: whose it is.

Archives name papers after council and period (`harrowmere_q2_2018-19.pdf`). The name is believed only where its period
is the paper's own and just one of its words is left that is neither an ordinary word of such names nor of the paper.
"""

import re
from collections.abc import Iterable

from grammar.periods import find_periods
from records import Period

_WORDS = """
adults annual appendix april audit august autumn board briefing bulletin business cabinet children color colour
committee communities community complete copy corporate corrected council culture customer customers dashboard
data december digest draft economy education english environment exception executive export february file final
finance financial first fourth full gray grey growth health highlight housing indicators january july june
leisure libraries library long main march measures meeting minutes monitor monitoring monthly november october
original outturn overview pack page paper part people performance place places plan planning policy profile
progress projects public quarter quarterly report reports resources results review revised safety sample scan
scanned schools scorecard scrutiny second section september service services short social spring statement
strategic summary summer supplement table tables test third transport update version waste website winter year
yearly
"""
_ORDINARY = frozenset(_WORDS.split())
_LEAST = 5
"""Letters of the shortest word that is taken for a council's name."""


def council_of(source: str, report: Period | None, texts: Iterable[str]) -> str:
    """The one word of the file name that can only be a council's name, capitalised; "" where there is none or two."""
    stem = source.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("_", " ")
    periods = find_periods(stem)
    if report is None or not any(_agrees(item.period, report) for item in periods):
        return ""
    for item in reversed(periods):
        stem = stem[: item.span.start] + " " + stem[item.span.end :]
    words = [word for word in re.split(r"[^A-Za-z]+", stem) if len(word) >= _LEAST]
    tokens = [word for word in words if word.lower() not in _ORDINARY and re.search(rf"(?<!\w){word}(?!\w)", stem)]
    if len(tokens) != 1:
        return ""
    name = tokens[0].lower()
    printed = re.compile(rf"\b{name}\b", re.IGNORECASE)
    return "" if any(printed.search(text) for text in texts) else name.capitalize()


def _agrees(named: Period, report: Period) -> bool:
    return (named.start, named.end) == (report.start, report.end)
