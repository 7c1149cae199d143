"""Words of printed names: repair of what converting did to them, splitting, stems, misspellings."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from rapidfuzz import process
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
_CLEANING: tuple[tuple[bool, tuple[str, ...], re.Pattern[str], str], ...] = tuple(
    ("0" in signs, tuple(sign for sign in signs if sign != "0"), re.compile(pattern), replacement)
    for signs, pattern, replacement in (
        (("-",), r"(?<=[a-z])-\s*\n\s*(?=[a-z])", ""),  # words broken at the end of a line
        (("0", "1"), r"(?<=[a-z])1(?=[a-z])|(?<=[A-Z])1(?=[a-z]{2})|(?<=[a-z]{3})1\b|\b1(?=[a-z]{4})", "l"),
        (("0", "l"), r"(?<=[-\d])l(?=\d)|(?<=\d)l\b|\bl(?=\d)", "1"),
        (("0",), r"(?<=[a-z])0(?=[a-z])", "o"),
        (("c02",), r"\bC02(?=e?\b)", "CO2"),
        ((".000",), r"(?<=\d)\.(?=000\b)", ""),  # "per 10.000"
        (("0", ","), r"(?<=\d)\s?,\s?(?=\d{3}\b)", ""),
        ((" 000",), r"(?<=\d) (?=000\b)", ""),
        (("0", "k"), r"(?i)(?<=\d)k\b", "000"),
        (("&", "+"), r" [&+] |(?<=[a-z]{3})&(?=[A-Za-z]{3})", " and "),
        (("0",), r"(?<=[a-z]{3})(?=\d)|(?<=\d)(?=[a-z]{4})", " "),  # a lost space: "under75"
        (("w/in",), r"(?i)\bw/in\b", "within"),
        ((" wd", "w/d", "w.d", "w d", "w/ d", "0wd", "5wd"), r"(?i)\bw[/.]? ?d(?:ays?)?\b", "working days"),
        (("t/u",), r"(?i)\bt/up?\b", "take up"),
        (("hhold", "h/hold"), r"(?i)\bh/?holds?\b", "household"),
        (("p/a", "p.a"), r"(?i)\bp/a\b|\bp\.a\.?", "per annum"),
        (("w/",), r"(?i)\bw/(?=\s)", "with "),
        ((" @ ",), r" @ ", " at "),
        (("secs", "seconds"), r"(?i)\bsec(?:ond)?s\b", "secs"),  # never "for a second time"
        (("<=", "≤"), r"(?:<=|≤)\s?(?=\d)", " within "),
        (("<",), r"<\s?(?=\d)", " under "),
        ((">", "≥"), r"(?:>=?|≥)\s?(?=\d)", " over "),
        (
            ("target",),
            r"(?i)\(?\btarget:? \d[\d.]*(?: percent|%)?\)?|\(?\b\d[\d.]{0,20}\s?(?:percent|%)? target\)?",
            " ",
        ),
        (("0",), r"(?<=\d)\s*-\s*(?=\d)|(?<=\d) to (?=\d)", "-"),
        (("no", "#"), r"(?i)\bno\.?(?=\s+of\b)|\bno\.(?=\s|\)|$)|\bnos\b\.?|#", " number "),
        (("cent", "%"), r"(?i)\bper\s?cent(?:age)?\b|%", " percent "),
        (("/", "per"), r"(?i)\s*(?:/|\bper )\s*(?=1\d{2,6}\b)", " per "),
        # a target ("to 35,000", "by 10%") belongs to a year, not to the indicator
        (
            ("0", "to ", "by "),
            r"(?i)\b(?:to|by) (?:£\s?\d[\d.]*\s?(?:m|million|bn)?|\d{3,}|\d[\d.]* percent)(?=\s*(?:$|\[|by\b))",
            " ",
        ),
    )
)
"""Repairs: `"0"` where they need a digit, and signs of which the text (lower case) must hold one."""
_PLAIN = re.compile(r"[A-Za-z ]*")
_REPAIRED = re.compile(r"(?i)\bnos?\b|cent|\bsec|w ?d\b|hhold")
"""What of plain letters there is a repair for."""
_DIGIT = re.compile(r"\d")
_HALVES = re.compile(r"(?<=\d) ?½")
_DAMAGED_FIGURE = re.compile(r"(?<![A-Za-z])(?=[OoIl,.]{0,8}\d)[\dOol][\dOoIl,.]*[\dOol](?![A-Zb-z])")
_LETTERS_FOR_DIGITS = str.maketrans("OoIl", "0011")
_TOKEN = re.compile(
    r"[a-z]\*(?:-[a-z]\b)?|\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?\+?|[a-z]&[a-z]\b|[a-z]+\d+\+?|[a-z]+|[&£]", re.IGNORECASE
)


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """Repairs what converting did: ligatures, dashes, quotes, hyphenation, digits in words, spaces in numbers."""
    if _PLAIN.fullmatch(text) and not _REPAIRED.search(text):
        return " ".join(text.split())
    if not text.isascii():
        text = _HALVES.sub(".5", text)
        text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    text = undamaged_figures(text.translate(_QUOTES))
    lower, has_digits = text.lower(), _DIGIT.search(text) is not None
    for needs_digits, signs, pattern, replacement in _CLEANING:
        if needs_digits and not has_digits:
            continue
        if not signs or any(map(lower.__contains__, signs)):  # most repairs are for what few names hold
            text = pattern.sub(replacement, text)
    return " ".join(text.split())


def undamaged_figures(text: str) -> str:
    """Text with the letters that recognising put into figures as digits: `1OO,OOO`, `l5`, `1O3a`."""
    if _DIGIT.search(text) is None:
        return text
    return _DAMAGED_FIGURE.sub(lambda match: match[0].translate(_LETTERS_FOR_DIGITS), text)


def folded(text: str) -> str:
    """Text for comparing as it is written: case and white space do not count."""
    return " ".join(text.casefold().split())


def split_words(text: str) -> list[str]:
    """The words of a cleaned text as printed, but numbers in words become digits."""
    return [_WORDS_FOR_NUMBERS.get(word.lower(), word) for word in _TOKEN.findall(text)]


_LOOKS_BESIDE = re.compile(
    r"[<>@]|^[&+]$|^-.|.-$|^,|/$|^000|\d.*,$|[a-z][01]|[01][a-z]|(?<![a-z])w(?![a-ce-z])|\bnos?\b|^cent(?:age)?\b"
)
"""Chunks (lower case) whose repair depends on what stands beside them, or on what else the text holds."""
_BESIDE_FIGURES = re.compile(r"(?i:\b(?:to|by)\W+[oil,.]*\d|target)|\b(?!per)[Pp][Ee][Rr]\W|(?<!\S)-(?!\S)")
"""What is repaired across spaces in a text with figures."""
_UNSETTLED: tuple[str, ...] = ("",)


@lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, cleaned: `split_words(clean(text))`, but most chunks between spaces are read alone, and
    each only once, as texts of one trade are made of few."""
    found = [*map(words_alone, text.split())]
    if _UNSETTLED in found or has_repairs_across(text):
        return tuple(split_words(clean(text)))
    return tuple(chain.from_iterable(found))


def has_repairs_across(text: str) -> bool:
    """Whether repairs may look across the spaces of a text whose chunks can be read alone."""
    return bool(_DIGIT.search(text) and _BESIDE_FIGURES.search(text.translate(_QUOTES)))


@lru_cache(maxsize=65536)
def words_alone(chunk: str) -> tuple[str, ...]:
    """The words of a chunk between spaces; one empty word where it cannot be read alone."""
    if not chunk.isascii():
        return _UNSETTLED
    is_plain = chunk.isalpha()
    bare = chunk if is_plain else undamaged_figures(chunk.translate(_QUOTES))
    if is_plain and not _REPAIRED.search(chunk) and not _LOOKS_BESIDE.search(chunk.lower()):
        return (_WORDS_FOR_NUMBERS.get(chunk.lower(), chunk),)
    return _UNSETTLED if _LOOKS_BESIDE.search(bare.lower()) else tuple(split_words(clean(chunk)))


_IRREGULAR = {
    "children": "child", "people": "person", "women": "woman", "men": "man",
    "childrens": "child", "peoples": "person", "womens": "woman", "mens": "man",
}  # fmt: skip
"""Of people; their possessive as well, which loses its stroke."""


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
_CONFUSED = (
    ("rn", "m"), ("m", "rn"), ("ii", "il"), ("cl", "d"), ("d", "cl"), ("vv", "w"), ("li", "h"), ("l", "i"), ("i", "l"),
    ("nn", "m"), ("f1", "fl"), ("0", "o"),
)  # fmt: skip
"""What recognising takes for one another."""
_WHO = ("or", "er", "ee", "ant", "ist", "ian")
_WHAT = ("", "e", "ing", "ed", "ion", "ation", "ment", "y", "ness", "ie", "i")
_SHORT_WORDS = frozenset({"of", "in", "to", "at", "by", "on", "or", "is", "a"})
_RUN_ON = 14
"""Letters from which an unknown word may be a line without spaces."""
_LONGEST = 20
_MOST = 400
"""Letters of a line without spaces, at most: what is longer is no writing."""
_ROOT = 4
_CONFUSED_LENGTH = 5
_REMEMBERED = 1 << 16


def _shared_start(a: str, b: str) -> int:
    """How many letters two words share from the start."""
    return next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


@lru_cache(maxsize=65536)
def same_word(a: str, b: str) -> bool:
    """Whether two words (stems) are forms of one: "determin" and "determination", but never who and what
    ("investigator" and "investigation"), nor two kinds of who ("employer" and "employee")."""
    root = _shared_start(a, b)
    ends = [(singular(a)[at:], singular(b)[at:]) for at in range(_ROOT, root + 1)]
    return a == b or any(x in _WHAT and y in _WHAT for x, y in ends)


def _who_and_what(a: str, b: str) -> bool:
    """Whether one word names who does what the other names."""
    root = _shared_start(a, b)
    ends = {(singular(a)[at:], singular(b)[at:]) for at in range(_ROOT, root + 1)}
    return any((x in _WHO and (y in _WHAT or (y in _WHO and x != y))) or (y in _WHO and x in _WHAT) for x, y in ends)


@dataclass(frozen=True)
class Spelling:
    """Reads a damaged word as the known word it must have been; unknown words stay as they are.

    Never bridges a prefix that turns the meaning round (employed, unemployed), nor who and what (investigators,
    investigations), and never guesses between two words.
    """

    known: frozenset[str]
    own: frozenset[str] = frozenset()
    """Those of the catalogue itself: where two known words are as near, one of these is meant."""
    _memory: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _sound: set[str] = field(default_factory=set, repr=False, compare=False)
    """Words met that nothing has to be done about, as printed."""
    _by_first: dict[str, list[str]] = field(init=False, repr=False, compare=False)
    _stems: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_first: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self.known):
            if len(word) >= 5 and word.isalpha():
                by_first[word[0]].append(word)
        object.__setattr__(self, "_by_first", dict(by_first))
        object.__setattr__(self, "_stems", frozenset(stem(word) for word in self.known))

    def repair_all(self, words: Sequence[str]) -> list[str]:
        """The words of a name, repaired, with words joined that a space broke and parted that lost one."""
        if all(map(self._is_sound, words)):
            return list(words)
        found: list[str] = []
        for word in words:
            if found and self._is_broken(found[-1], word) and (found[-1] + word).lower() in self.known:
                found[-1] += word
            else:
                found.append(word)
        return [part for word in found for part in ((word,) if word in self._sound else self.repair(word).split())]

    def _is_sound(self, word: str) -> bool:
        """Whether a word is known, or none that could be: neither a part of another nor damaged."""
        if word in self._sound:
            return True
        is_sound = not word.isalpha() or self.is_known(word.lower())
        if is_sound and len(self._sound) < _REMEMBERED:
            self._sound.add(word)
        return is_sound

    def repair(self, word: str) -> str:
        """The known word that `word` is a damaged form of (two where a space was lost), else `word`."""
        lower = word.lower()
        if len(lower) < 4 or not lower.isalpha() or (word.isupper() and len(word) < 6):
            return word
        if lower not in self._memory:
            self._memory[lower] = self._search(lower)
        repaired = self._memory[lower]
        return word if repaired == lower else repaired

    def is_known(self, word: str) -> bool:
        """Whether a lower-case word, or another form of it by number and tense, is known."""
        return word in self.known or stem(word) in self._stems

    def _is_broken(self, left: str, right: str) -> bool:
        if left in self._sound and right in self._sound:
            return False
        plain = left.isalpha() and right.isalpha() and right.islower() and len(left) + len(right) >= 5
        return plain and not (self.is_known(left.lower()) and self.is_known(right))

    def _search(self, word: str) -> str:
        if self.is_known(word) or len(word) > _MOST:
            return word
        seen = self._unconfused(word) or self._parted(word)
        return seen or self._nearest(word)

    def _unconfused(self, word: str) -> str:
        """The one known word that recognising may have made this of, by one or two mistakes."""
        if not _CONFUSED_LENGTH <= len(word) <= 2 * _LONGEST:  # each mistake makes two letters of one at most
            return ""
        once = _confusions(word)
        for candidates in (once, {other for one in sorted(once) for other in _confusions(one)}):
            found = sorted(other for other in candidates if other in self.known and not _who_and_what(word, other))
            if found:
                return found[0] if len({stem(other) for other in found}) == 1 else ""
        return ""

    def _parted(self, word: str) -> str:
        """Two known words that stand without a space, where there is one way to part them."""
        if len(word) < 8:
            return ""
        if len(word) >= _RUN_ON:
            return self._parted_often(word)
        ways = [f"{word[:at]} {word[at:]}" for at in range(2, len(word) - 1) if self._are_words(word[:at], word[at:])]
        return ways[0] if len(ways) == 1 else ""

    def _parted_often(self, word: str) -> str:
        """A line that lost all its spaces as the fewest known words, of those the longest."""
        best: list[tuple[int, int, tuple[str, ...]] | None] = [(0, 0, ())]
        for end in range(1, len(word) + 1):
            ways = []
            for start in range(max(0, end - _LONGEST), end):
                before, part = best[start], word[start:end]
                if before is not None and (part in _SHORT_WORDS or (len(part) > 2 and part in self.known)):
                    ways.append((before[0] + 1, before[1] - len(part) ** 2, (*before[2], part)))
            best.append(min(ways, default=None))
        found = best[-1]
        return " ".join(found[2]) if found is not None and max(map(len, found[2])) >= _CONFUSED_LENGTH else ""

    def _are_words(self, left: str, right: str) -> bool:
        long = max(len(left), len(right)) >= 5 and min(len(left), len(right)) >= 2
        short = min(len(left), len(right)) >= 4 or {left, right} & {"of", "in", "to", "and", "the", "for", "per"}
        opposing = left in _OPPOSING or left in {"mis", "sub", "inter", "multi", "super", "anti"}
        return bool(long and short and not opposing and left in self.known and right in self.known)

    def _nearest(self, word: str) -> str:
        """The one known word within one slip (two in words of nine letters and more)."""
        allowed = 2 if len(word) >= 9 else 1 if len(word) >= 5 else 0
        if not allowed:
            return word
        found = process.extract(
            word, self._by_first.get(word[0], ()), scorer=OSA.distance, score_cutoff=allowed, limit=None
        )
        best = sorted(
            (distance, known) for known, distance, _ in found
            if not _turns_round(word, known) and not _who_and_what(word, known)
        )  # fmt: skip
        nearest = [known for distance, known in best if distance == best[0][0]]
        for words in (nearest, [known for known in nearest if known in self.own]):
            if len({stem(known) for known in words}) == 1:
                return words[0]
        return word


def _confusions(word: str) -> set[str]:
    """`word` with one mistake of recognising undone, at one place or at all."""
    found = set()
    for damaged, meant in _CONFUSED:
        at = word.find(damaged)
        while at >= 0:
            found.add(word[:at] + meant + word[at + len(damaged) :])
            at = word.find(damaged, at + 1)
        found.add(word.replace(damaged, meant))
    return found - {word}


def _turns_round(a: str, b: str) -> bool:
    """Whether one word is the other behind a prefix that changes its meaning."""
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return any(longer == prefix + shorter for prefix in _OPPOSING)


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """Every word of some texts, lower case."""
    return frozenset(map(str.lower, set(chain.from_iterable(map(words_of, texts)))))
