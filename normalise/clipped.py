"""Words that somebody cut short: `accom.`, `coll'd`, `plcmts`. Read as the one known word that they can mean.

Only what shows that it is cut is read: a full stop behind it, an apostrophe within it, or letters that make no word
because the vowels are left out. Two words that it could mean are none.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from normalise.words import stem

_STOPPED = re.compile(r"\b([A-Za-z]{3,9})\.(?![A-Za-z\d])")
_APOSTROPHE = re.compile(r"\b([A-Za-z]{1,7})['’]([a-rt-z]|[a-z]{2,5})\b(?!['’])")
_BARE = re.compile(r"\b[A-Za-z](?=[a-z]{2,8}\b)[b-df-hj-np-tv-xz]*[aeiouy]?[b-df-hj-np-tv-xz]*\b")
"""Words with no more than one vowel behind their first letter."""
_VOWELS = re.compile(r"[aeiouy]")
_CONSONANTS = re.compile(r"[^aeiouy]{4}")
_LEAST = 0.3
"""Part of the letters of a word that its short form keeps, at least."""
_ENDINGS = frozenset({"t", "ll", "re", "ve", "m"})


@dataclass(frozen=True)
class Clipped:
    """Spells out words that are cut short. `own` are the words of the catalogue, which come before all `known`."""

    own: frozenset[str]
    known: frozenset[str]
    _by_first: dict[str, tuple[tuple[str, bool], ...]] = field(init=False, repr=False, compare=False)
    _stems: frozenset[str] = field(init=False, repr=False, compare=False)
    _memory: dict[tuple[str, str], str] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_first: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
        for word in sorted(self.own | self.known):
            if len(word) >= 5 and word.isalpha():
                by_first[word[0]].append((word, word in self.own))
        object.__setattr__(self, "_by_first", {first: tuple(words) for first, words in by_first.items()})
        object.__setattr__(self, "_stems", frozenset(map(stem, self.own | self.known)))

    def spell_out(self, text: str) -> str:
        """The text with all words spelt out that surely are cut short."""
        if "." in text.rstrip()[:-1]:  # one at the very end may be that of a sentence
            text = _STOPPED.sub(lambda match: self._whole(match[1], "stopped") or match[0], text)
        if "'" in text or "’" in text:
            text = _APOSTROPHE.sub(self._contracted, text)
        return _BARE.sub(lambda match: self._without_vowels(match[0]) or match[0], text)

    def _contracted(self, match: re.Match[str]) -> str:
        if match[2] in _ENDINGS:
            return match[0]
        return self._whole(match[1] + match[2], "letters") or match[0]

    def _without_vowels(self, word: str) -> str:
        if _VOWELS.search(word, 1) and not _CONSONANTS.search(word, 1):
            return ""
        return self._whole(word, "letters")

    def _whole(self, word: str, way: str) -> str:
        """The one word that a short form can mean, "" where there is none or more than one."""
        short = word.lower()
        if stem(short) in self._stems or short in self.known:
            return ""
        key = (short, way)
        if key not in self._memory:
            found = [pair for pair in self._by_first.get(short[0], ()) if _is_short_for(short, pair[0], way)]
            self._memory[key] = _only(w for w, is_own in found if is_own) or _only(w for w, _ in found)
        return self._memory[key]


def _is_short_for(short: str, word: str, way: str) -> bool:
    if len(short) >= len(word) or len(short) < _LEAST * len(word):
        return False
    if way == "stopped" and word.startswith(short):
        return True
    return _in_order(short, word) and (short[-1] == word[-1] or short[-1] == stem(word)[-1])


def _in_order(short: str, word: str) -> bool:
    letters = iter(word)
    return all(letter in letters for letter in short)


def _only(words: Iterable[str]) -> str:
    """The shortest of some forms of one word, "" for forms of several."""
    found = sorted(words, key=lambda word: (len(word), word))
    return found[0] if len({stem(word) for word in found}) == 1 else ""
