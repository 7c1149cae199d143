"""The title of a paper and its date, from the first lines: labels of a cover sheet say more than their place."""

import re
from collections.abc import Sequence
from datetime import date

from grammar.periods import find_periods, parse_period
from records import Period

_TITLE = re.compile(
    r"\b(report|scorecard|performance|monitoring|progress|plan|dashboard|objectives|outturn|digest|indicators)\b",
    re.IGNORECASE,
)
_TITLE_LABEL = re.compile(r"^(?:report )?(?:title|subject)(?: of (?:the )?report)?\s*:\s*(?=\S)", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:report (?:to|of|by|from|author)|to|from|date|wards?(?:\(s\))?(?: affected)?|(?:agenda )?item(?: no\.?)?|"
    r"key decision|portfolio(?: holder)?|contact(?: officer)?|author|lead (?:officer|member)|classification|pages?|"
    r"meeting(?: date)?|date of (?:the )?meeting)\s*:",
    re.IGNORECASE,
)
"""Facts of a cover sheet that are no title of a report."""
DATED_FOR_READERS = re.compile(
    r"\b(meeting|published|generated|printed|agenda|version|review date|updated|deadline|created|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|\d{1,2}[.:]\d\d ?(?:am|pm)?)\b",
    re.IGNORECASE,
)
"""Words of lines whose dates are of the paper or its meeting, not of what it reports on."""
_COVER = re.compile(
    r"^(?:report (?:to|of|by|from|author)|wards?(?:\(s\))?(?: affected)?|agenda item(?: no\.?)?|key decision|subject|"
    r"classification|date of (?:the )?meeting|meeting(?: date)?|background papers|exempt information|pages?)\s*:?$",
    re.IGNORECASE,
)
"""Labels that stand on covers of reports only, not on cards of indicators."""
_BREADCRUMB = re.compile(r"\S > \S.* > \S")
_RUN = re.compile(r"\s*\b(?:run|print) date\b.*$", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(?:published|publication date|date of publication|issued|despatched)(?: on)?\b[: ]*", re.IGNORECASE
)
_DATE_LABEL = re.compile(
    r"^(?:date|(?:meeting|report|run) date|date of (?:the )?(?:meeting|report))\b\s*:?\s*|\brun date:?\s+",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:cabinet|committee|executive|board|council|panel|commission|scrutiny|partnership|forum|meeting)\b",
    re.IGNORECASE,
)
_OTHER_MEETING = re.compile(
    r"\b(?:next|previous|last|minutes|forward|future|earlier|reviewed?|approved|adopted)\b", re.I
)
_LONGEST = 120
"""Longer lines are sentences: the dates in them are of anything."""
_MOST_DAYS = 2 * 366
"""Days after the end of its period within which a paper goes to a meeting."""


def labelled(texts: Sequence[str]) -> bool:
    """A row of a cover sheet: a label with a colon, and what it says."""
    line = " ".join(texts)
    return len(texts) == 2 and bool(_TITLE_LABEL.match(line) or _LABEL.match(line))


def is_cover(rows: Sequence[Sequence[str]]) -> bool:
    """The table on the cover of a report: facts about the report, one to a row; their numbers are no figures.

    `rows` are the texts of the filled cells.
    """
    filled = [row for row in rows if row]
    if len(filled) < 2 or any(len(row) > 2 for row in filled):
        return False
    return sum(1 for row in filled if _COVER.match(row[0])) >= 2


def title_of(lines: Sequence[str]) -> str:
    """The title of the report; what a cover sheet calls so first. "" where nothing can be one."""
    for line in lines[:25]:
        match = _TITLE_LABEL.match(line)
        if match is not None:
            return line[match.end() :].strip()
    candidates = [shown for line in lines[:25] if (shown := _RUN.sub("", line)) and _may_be_title(shown)]
    titled = [line for line in candidates if _TITLE.search(line) and not DATED_FOR_READERS.search(line)]
    chosen = titled or candidates
    return chosen[0] if chosen else ""


def _may_be_title(line: str) -> bool:
    if not 5 < len(line) <= 160 or line.endswith(".") or parse_period(line) is not None:
        return False
    return not _LABEL.match(line) and not _BREADCRUMB.search(line) and _meeting_day(line) is None


def published_on(lines: Sequence[str], report: Period | None) -> date | None:
    """The day a paper was published; else its own date, else that of the one meeting its head names.

    Dates before the reported period begins, or years behind it, are of something else.
    """
    found = next(
        (day for line in lines if (match := _PUBLISHED.search(line)) and (day := _day_in(line[match.end() :]))), None
    )
    if found is not None:
        return found
    dated = [day for line in lines[:30] if (day := _labelled_day(line)) and _fits(day, report)]
    if dated:
        return dated[0]
    met = {day for line in lines[:15] if (day := _meeting_day(line)) and _fits(day, report)}
    return met.pop() if len(met) == 1 else None


def _labelled_day(line: str) -> date | None:
    match = _DATE_LABEL.search(line)
    if match is None or len(line) > _LONGEST:
        return None
    return _day_in(line[match.end() :])


def _meeting_day(line: str) -> date | None:
    """The day in `Cabinet, 12 July 2011`, where no sentence speaks of it."""
    if len(line) > _LONGEST or line.endswith(".") or not _BODY.search(line) or _OTHER_MEETING.search(line):
        return None
    return _day_in(line)


def _day_in(text: str) -> date | None:
    days = [found for found in find_periods(text) if found.period.type == "as_at"]
    plain = [found.period.start for found in days if text[found.span.start : found.span.end].strip()[:1].isdigit()]
    return plain[0] if len(days) == 1 and plain else None


def _fits(day: date, report: Period | None) -> bool:
    return report is None or (report.start <= day and (day - report.end).days <= _MOST_DAYS)
