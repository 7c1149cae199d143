"""Years with a hyphen and without a century in headers: `03-04 Actual`."""

import re
from collections.abc import Sequence

from extract.roles import role_of
from grammar.dates import financial_year_of
from records import Period

_SHORT_YEARS = re.compile(r"(?<![\w/.,-])(\d\d)-(\d\d)(?![\w/.,%-])")
_YEARS_BACK, _YEARS_AHEAD = 6, 5
"""How far from the report's year a header may be; three-year plans look ahead from the year before."""
_HEADS = re.compile(
    r"(?:\b(?:actual|target|outturn|performance|result|figure|value|forecast|estimate|baseline|annual|final|profile|"
    r"year[- ]end|out|turn|provisional|audited|unaudited|england|national|average|avg|sn|statistical|neighbour|"
    r"quartile|top|all|our|for|in|the|q[1-4]|qtr|quarter|[1-4])s?\b|%|\W)*",
    re.IGNORECASE,
)
"""Words beside which such digits are no ages (`NEET 16-17`)."""


def with_centuries(parts: Sequence[str], joined: str, report: Period | None) -> tuple[list[str], str]:
    """The parts of a header and the whole of it, with `2003-04` for `03-04`. Alone, far from the report or under words
    that head nothing known, such digits may be ages, as in `16-17`, and stay."""
    found = _SHORT_YEARS.search(joined)
    if found is None or report is None or (int(found[2]) - int(found[1])) % 100 != 1:
        return [*parts], joined
    now = financial_year_of(report.end).start.year
    near = [year for year in range(now - _YEARS_BACK, now + _YEARS_AHEAD + 1) if year % 100 == int(found[1])]
    words = joined.replace(found.group(), " ").strip(" ()[]-–:,")
    if not near or role_of(words) == "none" or not _HEADS.fullmatch(words):
        return [*parts], joined
    whole = f"{near[0]}-{found[2]}"
    return [_SHORT_YEARS.sub(whole, part, count=1) for part in parts], _SHORT_YEARS.sub(whole, joined, count=1)
