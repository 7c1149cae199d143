"""What a sentence says that colours mean: `green = met, amber = within 5%, red = missed`, without any symbol."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.pdf.key_entries import PLAIN
from grammar.meanings import rag_of_meaning, speaks_of_change
from records import Rag

_COLOUR = re.compile(r"\b(?:dark |light |pale )?(green|amber|yellow|orange|red|blue)\b", re.IGNORECASE)
_NAMES = {"yellow": "amber", "orange": "amber"}
_LINK = re.compile(
    r"^\W*(?:=|:|–|-|\(|means?\b|indicates?\b|shows?\b|denotes?\b|represents?\b|is\b|are\b|where\b|if\b|for\b|when\b)",
    re.IGNORECASE,
)
_OF_SYMBOLS = re.compile(
    r"\bcolou?r(?:s|ed|ing)?\b[^.]{0,40}\b(?:symbol|arrow|triangle|icon)s?\b|"
    r"\b(?:symbol|arrow|triangle|icon)s?\b[^.]{0,40}\bcolou?r|\b(?:green|amber|red) (?:arrow|triangle)s?\b",
    re.IGNORECASE,
)
_OF_CHANGE = re.compile(r"\bcolou?r\w*\b[^.:;]{0,60}\b(?:direction|trend|improv\w*|change\w*)\b", re.IGNORECASE)
_DEFINES = re.compile(r"^[\"'’”)]?\s*[=:]")
_END = re.compile(r"[.;](?=\s|$)|[←-⇿①-⟿⬀-⯿]")
"""The end of a sentence, or a symbol that begins another meaning."""
_MAX_MEANING = 16


@dataclass(frozen=True, slots=True)
class ColourWords:
    """Names of colours with the ratings that they stand for; `of_symbols` where the sentence says that the colour of
    symbols or arrows is meant."""

    ratings: tuple[tuple[str, Rag], ...]
    of_symbols: bool


def colours_said(text: str) -> ColourWords | None:
    """What a line or paragraph says that at least two colours mean; None where it says nothing that is sure.

    Each colour must come once, with a rating of its own in words; a count of ratings ("12 green, 5 amber") is none.
    """
    found = list(_COLOUR.finditer(text))
    defined = [match for match in found if _DEFINES.match(text[match.end() :])]
    found = defined if len(defined) >= 2 else found
    if not 2 <= len(found) <= 6:
        return None
    ratings: dict[str, Rag] = {}
    linked = 0
    for index, match in enumerate(found):
        stop = found[index + 1].start() if index + 1 < len(found) else len(text)
        told = text[match.end() : stop]
        told = told[: end.start()] if (end := _END.search(told)) else told
        name = _NAMES.get(match[1].lower(), match[1].lower())
        rag = _rating_of(told)
        if rag is None or name in ratings:
            return None
        ratings[name] = rag
        linked += bool(_LINK.match(told))
    told_apart = len(set(ratings.values())) == len(ratings)
    as_usual = all(PLAIN[name] == rag for name, rag in ratings.items())
    if not told_apart or not linked or not (as_usual or linked == len(found)) or _OF_CHANGE.search(text):
        return None
    return ColourWords(tuple(sorted(ratings.items())), bool(_OF_SYMBOLS.search(text)))


def _rating_of(told: str) -> Rag | None:
    meaning = re.sub(r"(?:[\s,;:(]|\b(?:and|or)\b)+$", "", _LINK.sub("", told, count=1)).strip(" \"'=:–-,)")
    if not meaning or len(meaning.split()) > _MAX_MEANING or speaks_of_change(meaning):
        return None
    rag = rag_of_meaning(meaning)
    return rag if rag != "not_rated" else None


def colours_said_in(lines: Sequence[str]) -> tuple[ColourWords, ...]:
    """What lines of print say that colours mean: in one line, or in a sentence that runs over up to three."""
    found: list[ColourWords] = []
    for index, line in enumerate(lines):
        text, best = line, None
        for following in [*lines[index + 1 : index + 3], ""]:
            best = colours_said(text) or best
            if not _COLOUR.search(text) or text.rstrip().endswith("."):
                break
            text = f"{text} {following}"
        if best is not None:
            found.append(best)
    return tuple(found)
