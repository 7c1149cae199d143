"""Words of printed names: repair of what converting did to them, splitting, stems, misspellings."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-") | {ord("\u00ad"): None}
_QUOTES = dict.fromkeys(map(ord, "'‘’“”\"`"), None)
# fmt: off
_NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)
# fmt: on
_WORDS_FOR_NUMBERS = {word: str(number) for number, word in enumerate(_NUMBER_WORDS) if number}
_CLEANING: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=[a-z])-\s*\n\s*(?=[a-z])", ""),  # words broken at the end of a line
        (r"(?<=[a-z])1(?=[a-z])|(?<=[a-z]{3})1\b", "l"),
        (r"(?<=\d)[Oo](?=[\dOo,]|\b)|(?<=\d,)[Oo](?=[\dOo])", "0"),
        (r"(?<=\d)[Oo](?=[\dOo,]|\b)", "0"),  # once more: the one before it was no digit yet
        (r"(?<=[-\d])l(?=\d)|(?<=\d)l\b|\bl(?=\d)", "1"),
        (r"(?<=[a-z])0(?=[a-z])", "o"),
        (r"(?<=\d)\s?,\s?(?=\d{3}\b)", ""),
        (r"(?<=\d) (?=000\b)", ""),
        (r"(?i)(?<=\d)k\b", "000"),
        (r" [&+] ", " and "),
        (r"<\s?(?=\d)", " under "),
        (r"(?i)\(?\btarget:? \d[\d.]*(?: percent|%)?\)?|\(?\b\d[\d.]*\s?(?:percent|%)? target\)?", " "),
        (r"(?<=\d)\s*-\s*(?=\d)|(?<=\d) to (?=\d)", "-"),
        (r"(?i)\bno\.?(?=\s+of\b)|\bno\.(?=\s|\)|$)|\bnos\b\.?|#", " number "),
        (r"(?i)\bper\s?cent(?:age)?\b|%", " percent "),
        (r"(?i)\s*(?:/|\bper )\s*(?=1\d{2,6}\b)", " per "),
        # a target ("to 35,000", "by 10%") belongs to a year, not to the indicator
        (r"(?i)\b(?:to|by) (?:£\s?\d[\d.]*\s?(?:m|million|bn)?|\d{3,}|\d[\d.]* percent)(?=\s*(?:$|\[|by\b))", " "),
    )
)
_TOKEN = re.compile(
    r"[a-z]\*(?:-[a-z]\b)?|\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?\+?|[a-z]&[a-z]\b|[a-z]+\d+\+?|[a-z]+|[&£]", re.IGNORECASE
)


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """Repairs what converting did: ligatures, dashes, quotes, hyphenation, digits in words, spaces in numbers."""
    text = unicodedata.normalize("NFKC", text).translate(_DASHES).translate(_QUOTES)
    plain = not any(character.isdigit() for character in text)
    for pattern, replacement in _CLEANING:
        if not (plain and r"\d" in pattern.pattern):  # most names hold no digit: most repairs need one
            text = pattern.sub(replacement, text)
    return " ".join(text.split())


def split_words(text: str) -> list[str]:
    """The words of a cleaned text as printed, but numbers in words become digits."""
    return [_WORDS_FOR_NUMBERS.get(word.lower(), word) for word in _TOKEN.findall(text)]


_IRREGULAR = {"children": "child", "people": "person", "women": "woman", "men": "man"}


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """`word` (lower case) without its plural ending."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A light stem of a lower-case word: endings of number and tense only, so that no two subjects meet."""
    word = singular(word)
    if len(word) > 5:
        for ending in ("ing", "ed"):
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                word = word[: -len(ending)]
                if word[-1] == word[-2] and word[-1] not in "sl":
                    word = word[:-1]
                break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


_OPPOSING = ("un", "in", "non", "re", "dis", "under", "over", "im", "ir", "pre", "post", "il", "a")
_CONFUSED = (("rn", "m"), ("ii", "il"), ("cl", "d"), ("vv", "w"), ("li", "h"))


@dataclass(frozen=True)
class Spelling:
    """Reads a damaged word as the known word it must have been; unknown words stay as they are.

    Never bridges a prefix that turns the meaning round (employed, unemployed) and never guesses between two words.
    """

    known: frozenset[str]
    _memory: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_length: defaultdict[int, list[str]] = defaultdict(list)
        for word in sorted(self.known):
            if len(word) >= 5 and word.isalpha():
                by_length[len(word)].append(word)
        object.__setattr__(self, "_by_length", dict(by_length))
        object.__setattr__(self, "_stems", frozenset(stem(word) for word in self.known))

    def repair(self, word: str) -> str:
        """The known word that `word` is a damaged form of, else `word`."""
        lower = word.lower()
        if len(lower) < 4 or not lower.isalpha() or (word.isupper() and len(word) < 6):
            return word
        if lower not in self._memory:
            self._memory[lower] = self._search(lower)
        repaired = self._memory[lower]
        return word if repaired == lower else repaired

    def _search(self, word: str) -> str:
        stems: frozenset[str] = self._stems  # type: ignore[attr-defined]
        if word in self.known or stem(word) in stems:
            return word
        for damaged, meant in _CONFUSED:
            candidate = word.replace(damaged, meant)
            if candidate != word and (candidate in self.known or stem(candidate) in stems):
                return candidate
        if word[0] == "l" and "i" + word[1:] in self.known:
            return "i" + word[1:]
        return self._nearest(word)

    def _nearest(self, word: str) -> str:
        """The one known word within one slip (two in words of nine letters and more)."""
        by_length: dict[int, list[str]] = self._by_length  # type: ignore[attr-defined]
        allowed = 2 if len(word) >= 9 else 1 if len(word) >= 5 else 0
        best: list[tuple[int, str]] = []
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            for known in by_length.get(length, ()):
                if known[0] != word[0] or _turns_round(word, known):
                    continue
                distance = OSA.distance(word, known, score_cutoff=allowed)
                if distance <= allowed:
                    best.append((distance, known))
        best.sort()
        stems = {stem(known) for distance, known in best if distance == best[0][0]}
        return best[0][1] if len(stems) == 1 else word


def _turns_round(a: str, b: str) -> bool:
    """Whether one word is the other behind a prefix that changes its meaning."""
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return any(longer == prefix + shorter for prefix in _OPPOSING)


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """Every word of some texts, lower case."""
    return frozenset(word.lower() for text in texts for word in split_words(clean(text)))
