"""Ratings in text: letters (G A R B), colour words, and the words papers print instead of a colour.

A rating of two colours (`AMBER/GREEN`), a colour that is no rating (yellow) or a word outside the table is not read.
"""

import re
from functools import lru_cache

from records import Basis, Mark, Rag, Span

_LETTERS: dict[str, Rag] = {"G": "G", "A": "A", "R": "R", "B": "B"}
_COLOURS: dict[str, Rag] = {"green": "G", "amber": "A", "red": "R", "blue": "B"}
_CIRCLES: dict[str, Rag] = {"🟢": "G", "🟠": "A", "🔴": "R", "🔵": "B"}
_FACES: dict[str, Rag] = {
    **dict.fromkeys("☺🙂😊😀😃😄", "G"),
    **dict.fromkeys("😐😑", "A"),
    **dict.fromkeys("☹🙁😞😟😠", "R"),
}
"""Faces: pleased, neither, and sad. Nothing else is meant by them beside a figure."""
_TICKS: dict[str, Rag] = {"✓": "G", "✔": "G", "✅": "G", "☑": "G", "✗": "R", "✘": "R", "❌": "R", "✖": "R", "✕": "R"}

VOCABULARY: dict[Rag, dict[str, tuple[str, ...]]] = {
    "G": {
        "legends of monthly performance reports": (
            "on course to achieve target", "on course", "on target", "on track",
            "performance is on or exceeding target",
        ),
        "annual reports": (
            "achieved", "target achieved", "met", "target met", "met target", "exceeded", "target exceeded",
            "exceeding target",
            "above target", "on or above target", "on or exceeding target", "on or better than target",
            "better than target",
            "at or above target", "meeting target",
        ),
    },
    "A": {
        "legends of monthly performance reports": (
            "some slippage", "some slippage against target",
            "some slippage against target, but still expected to meet year-end target",
        ),
        "tolerance schemes": (
            "within tolerance", "off target but within tolerance", "performance is off target but within tolerance",
            "slightly below target", "slightly off target", "just below target", "just missed target", "nearly met",
            "close to target", "near target", "within target tolerance",
        ),
        "programmes and projects": ("at risk", "requires attention", "minor slippage", "minor issues"),
    },
    "R": {
        "legends of monthly performance reports": ("at risk of missing target", "missing target"),
        "annual reports": (
            "missed", "target missed", "missed target", "not met", "target not met", "not achieved",
            "target not achieved",
            "did not meet target", "below target", "failed",
        ),
        "tolerance schemes": (
            "off target", "outside tolerance", "off target and outside tolerance",
            "performance is off target and outside tolerance", "significantly below target", "significantly below",
            "significantly off target", "well below target", "off track",
        ),
    },
    "B": {
        "programmes and projects": (
            "completed", "complete", "project completed", "project complete", "closed", "project closed",
            "project is closed",
        ),
        "indicator sets": ("discontinued", "metric discontinued", "measure discontinued"),
    },
    "not_rated": {
        "all": (
            "n/a", "na", "n.a", "n/r", "not applicable", "not rated", "unrated", "no rating", "no rag", "not rag rated",
            "grey", "gray", "no target", "no target set", "not targeted", "no data", "data only", "no status",
        ),
    },
}  # fmt: skip
"""Words that stand for a rating, by rating and by the kind of paper whose legend or status column prints them."""

_WORDS: dict[str, Rag] = {
    word: rag for rag, sources in VOCABULARY.items() for words in sources.values() for word in words
}
_STATUS_BEFORE = (
    r"(?:status|rated|rating|rag|rag[ -]rated|classified|assessed|flagged|scored|reported|remains?|moved|turned)"
)
_LINK = (
    r"(?:\s*[:=-]\s*|\s+(?:of|is|as|at|to|from|now|currently|remains?|was|has|been|a|an|the|still|overall)){0,4}"
    r"\s*[\"'“‘(]?\s*"
)
_COLOUR_WORD = re.compile(r"(?<![\w/-])(green|amber|red|blue)(?![\w/-])", re.I)
_BEFORE = re.compile(rf"\b{_STATUS_BEFORE}{_LINK}$", re.I)
_AFTER = re.compile(r"\s*[\"'”’)]?\s*[- ]?(?:rag\b|rated\b|ratings?\b|status\b)", re.I)
_THING_AFTER = re.compile(
    r"[\s-]+(?:lanes?|belt|roads?|streets?|flags?|cross|crescent|spaces?|infrastructure|book|papers?|cards?|diesel"
    r"|routes?|badges?"
    r"|line|lion|deal|bins?|waste|bags?|tape|squirrels?|energy|technology|technologies|economy|travel|homes?|park"
    r"|jobs|light"
    r"|lights|party|hill|square|house|way|close|avenue|drive)\b",
    re.I,
)
_LIST_NEXT = re.compile(r"\s*(?:,|/|&|\band\b|\bor\b)+\s*(?:(?:and|or)\s+)?(?:green|amber|red|blue)\b", re.I)
_LIST_BEFORE = re.compile(r"\b(?:green|amber|red|blue)\s*(?:,|/|&|\band\b|\bor\b)+\s*(?:(?:and|or)\s+)?$", re.I)


@lru_cache(maxsize=16384)
def parse_rating(text: str, *, words: bool = True, symbols: bool = False) -> Mark | None:
    """The rating that the WHOLE text is, None for anything else.

    Letters count in upper case only. `words=False` reads letters, colour words and N/A but none of the other words of
    `VOCABULARY` (for cells where `Completed` may be a comment). `symbols=True` also reads ticks and crosses.
    """
    raw = " ".join(text.split())
    if not raw or len(raw) > 80:
        return None
    if raw in _LETTERS:
        return Mark(raw, "letter", rag=_LETTERS[raw])
    glyph = raw.rstrip("\ufe0e\ufe0f")
    if found := _CIRCLES.get(glyph) or _FACES.get(glyph) or (_TICKS.get(glyph) if symbols else None):
        return Mark(raw, "glyph", rag=found)
    plain = re.sub(r"\s*([/.])\s*", r"\1", raw.lower().replace("–", "-")).strip(" .*:")
    if plain in _COLOURS:
        return Mark(raw, "word", rag=_COLOURS[plain])
    rag = _WORDS.get(plain)
    if rag is None or not (words or rag == "not_rated"):
        return None
    basis: Basis = "word"
    return Mark(raw, basis, rag=rag)


def is_tick(sign: str) -> bool:
    """Whether a sign is a tick or a cross: a rating only where something says that it rates."""
    return sign.rstrip("\ufe0e\ufe0f") in _TICKS


@lru_cache(maxsize=4096)
def find_rating_words(text: str) -> tuple[tuple[Mark, Span], ...]:
    """Colour words inside prose that are meant as ratings: in capitals, or beside `status`, `rated`, `rating`, `RAG`.

    Names (Green Lane, Blue Badge, Red Cross) and lists of colours ("Red, Amber or Green") are none.
    """
    shouting = text.isupper()
    found = []
    for match in _COLOUR_WORD.finditer(text):
        before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 30]
        if _THING_AFTER.match(after) or _LIST_NEXT.match(after) or _LIST_BEFORE.search(before):
            continue
        capitals = match[0].isupper() and not shouting
        if capitals or _BEFORE.search(before) or _AFTER.match(after):
            mark = Mark(match[0], "word", rag=_COLOURS[match[0].lower()])
            found.append((mark, Span(match.start(), match.end())))
    return tuple(found)
