"""Where in a longer text a period label may stand: candidate spans for the parser, longest first.

A candidate is a run of words that labels are made of. What surrounds it decides too: a year inside `£2017`,
`1,2016` or `2017-based` is no year, `16/17 year olds` are people, `96.9% (31/32)` is a fraction.
"""

import re
from collections.abc import Iterator

from grammar.period_patterns import MONTH

MAX_RUN = 80
_HINT = re.compile(r"(?:19|20)\d\d|\d\d ?[/-] ?\d\d|[a-z]{3}\.?[ ,'-]*\d\d", re.I)
_WORDS = (
    r"q|qtr|qrtr|quarter|one|two|three|four|six|nine|twelve|1st|2nd|3rd|4th|first|second|third|fourth|half|h[12]"
    r"|q[1-4]|year|ytd|date"
    r"|to|until|till|through|of|the|end|ending|ended|as|at|from|between|and|rolling|r12m|months?|weeks?|commencing"
    r"|beginning"
    r"|w/[ec]|academic|school|ay|financial|fye?|snapshot|cumulative|calendar|annual|full|whole|up|mid"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_TOKEN = rf"(?:(?:{MONTH}|{_WORDS})(?![a-z])|fye?(?=\d)|'?\d+(?:st|nd|rd|th)?(?![a-z])|{MONTH}(?=\d))"
_RUN = re.compile(rf"{_TOKEN}(?:[ \t\n\r\f\v,.:/()'-]*{_TOKEN})*\)?", re.I)
_PIECE = re.compile(r"[\w']+\)?|\)")
_BEFORE = re.compile(r"[\w£$€#/%]$|\d[.,:/-]$|\w-$")
_AFTER = re.compile(r"[\w%£+]|/|[.,:]\d|-\w|'(?!s\b)\w")
_NO_START = re.compile(r"(?:to|until|till|through|of|the|and|date|ending|ended|commencing|beginning|up)\b", re.I)
_BARE_YEAR = re.compile(r"\d{4}")
_BEFORE_NO_YEAR = re.compile(
    rf"(?:\b(?:{MONTH}(?: \d\d?(?:st|nd|rd|th)?)?|spring|summer|autumn|winter|term|early|late|mid|acts?|regulations"
    r"|fye?|f/y/?e?|y/?e|year[ -]end(?:ing|ed)?|q[1-4]|(?:quarter|qtr|half|h) ?[1-4]?)[ ,(-]*|\d ?(?:-|to|/) ?)$",
    re.I,
)
_OLD = re.compile(r"[\s-]*olds?\b", re.I)
_BARE_DOUBLE = re.compile(r"(\d\d)/(\d\d)")
_PEOPLE_AFTER = re.compile(r"[\s-]*(?:years?|yrs?|y/o|yo)\b[\s-]*(?:olds?|of age)?", re.I)
_PEOPLE_BEFORE = re.compile(r"\b(?:aged?|ages|age of)\s+$", re.I)
_FIGURE_BEFORE = re.compile(r"(\d+(?:\.\d+)?) ?%? ?\($")
_YEAR_FIRST = re.compile(r"\s*\(?(?:(?:19|20)\d\d|\d\d/\d\d)")
_YEAR_LAST = re.compile(r"(?:(?:19|20)\d\d|\d\d[/-]\d\d)\)?$")
_LONGEST_YEAR = len("2010/11)")
_YEAR_THEN_PART = re.compile(
    rf"(?:(?:19|20)\d\d(?: ?[/-] ?\d\d(?:\d\d)?)?|\d\d/\d\d)[\s:,-]+"
    rf"(?:{MONTH}|(?:q|qtr|quarter) ?[1-4]|h[12]|half[ -]year)",
    re.I,
)
_MONTH_BEFORE = re.compile(rf"{MONTH}[ '-]*$", re.I)
_DAY_BEFORE = re.compile(r"(?<![\d.,])(?:[0-2]?\d|3[01])(?:st|nd|rd|th)? (?:of )?$", re.I)
_YEAR_NEXT = re.compile(r",? (?:19|20)\d\d\b")
_SHORT_MONTH = re.compile(rf"({MONTH}) ?(\d\d)", re.I)


def period_spans(text: str, plain: str) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Start of each candidate with its possible ends, longest first.

    `plain` is `text` with dashes and quotes unified, character by character.
    """
    if not _HINT.search(plain):
        return
    for run in _RUN.finditer(plain):
        pieces = [(run.start() + p.start(), run.start() + p.end()) for p in _PIECE.finditer(run[0])]
        for index, (start, _) in enumerate(pieces):
            if not _may_start(plain, start):
                continue
            near = pieces[index : index + MAX_RUN + 1]  # each piece has a character at least
            ends = [end for _, piece_end in near for end in _ends(plain, piece_end) if end - start <= MAX_RUN]
            allowed = (end for end in reversed(ends) if _may_stand(plain, start, end))
            yield start, tuple(end for end in allowed if not _splits_pair(run, start, end))


def _ends(plain: str, end: int) -> tuple[int, ...]:
    return (end - 1, end) if plain[end - 1] == ")" else (end,)


def _may_start(plain: str, start: int) -> bool:
    if plain[start] in ")'" and not plain[start + 1 : start + 2].isdigit():
        return False
    return not _BEFORE.search(plain[max(0, start - 2) : start]) and not _NO_START.match(plain, start)


def _may_stand(plain: str, start: int, end: int) -> bool:
    slice_ = plain[start:end]
    if slice_.count("(") != slice_.count(")") or not any(c.isdecimal() for c in slice_) or _refused_after(plain, end):
        return False
    before = plain[max(0, start - 16) : start]
    if _BARE_YEAR.fullmatch(slice_):
        return not _BEFORE_NO_YEAR.search(before)
    if double := _BARE_DOUBLE.fullmatch(slice_):
        return not _is_fraction_or_age(plain, start, end, int(double[1]), int(double[2]))
    if month := _SHORT_MONTH.fullmatch(slice_):
        unclear = month[1].lower() in ("may", "march") and month[1].islower()
        unclear = unclear or _YEAR_NEXT.match(plain, end) is not None
        return not unclear and not 30 <= int(month[2]) < 90 and not _follows_day(plain, start)
    return not (slice_[0].isalpha() and re.match(MONTH, slice_, re.I) and _follows_day(plain, start))


def _splits_pair(run: "re.Match[str]", start: int, end: int) -> bool:
    """In `2016/17 Q1 2017/18 Q2 2017/18` the year behind a quarter is its own: `2016/17 Q1` is none.

    A run that ends with a quarter is made of pairs the other way round.
    """
    if not _YEAR_THEN_PART.fullmatch(run.string, start, end) or not _YEAR_FIRST.match(run.string, end, run.end()):
        return False
    return _YEAR_LAST.search(run.string, max(run.start(), run.end() - _LONGEST_YEAR), run.end()) is not None


def _follows_day(plain: str, start: int) -> bool:
    """Whether the month at `start` stands behind a day (`31 Feb 2010`), not behind the year of another month."""
    before = plain[max(0, start - 16) : start]
    day = _DAY_BEFORE.search(before)
    return bool(day and not _MONTH_BEFORE.search(before[: day.start()]))


def _refused_after(plain: str, end: int) -> bool:
    return bool(_AFTER.match(plain, end) or _OLD.match(plain, end))


def _is_fraction_or_age(plain: str, start: int, end: int, left: int, right: int) -> bool:
    if _PEOPLE_AFTER.match(plain, end) or _PEOPLE_BEFORE.search(plain[max(0, start - 8) : start]):
        return True
    figure = _FIGURE_BEFORE.search(plain[max(0, start - 12) : start])
    return bool(figure and right and abs(float(figure[1]) - 100 * left / right) < 1)
