"""The words of `guards.csv` and `abbreviations.csv` as phrases that can be looked up quickly in a name."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from normalise.guards import Feature, GuardRule
from normalise.words import clean, split_words, stem

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and what it stands for; a short form with two meanings is left alone."""

    abbreviation: str
    expansion: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Phrases:
    """What each phrase stands for, and by its first word how long phrases are, longest first."""

    meanings: dict[Key, tuple[GuardRule, ...]]
    lengths: dict[str, tuple[int, ...]]

    def find(self, words: Sequence[str]) -> list[tuple[int, int, tuple[GuardRule, ...]]]:
        """Where phrases stand in `words` (start, end, meanings), the longest first at each word, never overlapping."""
        keys = tuple(map(match_key, words))
        if self.lengths.keys().isdisjoint(keys):
            return []
        found, position = [], 0
        while position < len(keys):
            length, rules = self._longest(keys, position)
            if length:
                found.append((position, position + length, rules))
            position += length or 1
        return found

    def _longest(self, keys: Key, position: int) -> tuple[int, tuple[GuardRule, ...]]:
        for length in self.lengths.get(keys[position], ()):
            key = keys[position : position + length]
            if key in self.meanings:
                return len(key), self.meanings[key]
        return 0, ()


def has_capitals(word: str) -> bool:
    """Whether `word` is a short form by its letters: LAC, CiC, A&E."""
    return sum(letter.isupper() for letter in word) >= 2


@lru_cache(maxsize=65536)
def match_key(word: str) -> str:
    """What two words must share to be one: the letters of a short form, else the stem."""
    return word if has_capitals(word) else stem(word.lower())


@dataclass(frozen=True)
class Vocabulary:
    """Guard rules and abbreviations, indexed. Built once, used for all names."""

    rules: tuple[GuardRule, ...]
    abbreviations: tuple[Abbreviation, ...] = ()

    @cached_property
    def short_forms(self) -> Phrases:
        """Short forms in capitals, matched as written; rows of `guards.csv` come before `abbreviations.csv`."""
        own = [rule for rule in self.rules if rule.role == "same"]
        taken = {word for rule in own for word in rule.wordings}
        meanings: defaultdict[str, set[str]] = defaultdict(set)
        for entry in self.abbreviations:
            meanings[entry.abbreviation].add(entry.expansion)
        more = [
            GuardRule("wording", next(iter(values)), (short,), "same")
            for short, values in sorted(meanings.items())
            if len(values) == 1 and short not in taken
        ]
        return _index([*own, *more], _words, keep=_is_short_form)

    @cached_property
    def wordings(self) -> Phrases:
        """Wordings of one thing, matched by stems once short forms are spelt out."""
        same = [rule for rule in self.rules if rule.role == "same"]
        return _index(same, self._spelt_out, keep=lambda wording: not _is_short_form(wording))

    @cached_property
    def senses(self) -> Phrases:
        """Guards and fillers, matched by stems once each thing has its one wording."""
        return _index([rule for rule in self.rules if rule.role not in ("same", "weak")], self._unified)

    @cached_property
    def weak_stems(self) -> frozenset[str]:
        """Words (as stems) that are said of many indicators and tell little."""
        weak = [rule for rule in self.rules if rule.role == "weak"]
        return frozenset(stem(word.lower()) for rule in weak for text in rule.wordings for word in self._unified(text))

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Every word of the vocabulary, lower case: no misspelling."""
        texts = [text for rule in self.rules for text in (*rule.wordings, rule.value)]
        texts += [entry.expansion for entry in self.abbreviations]
        return frozenset(word.lower() for text in texts for word in _cached_words(text))

    @cached_property
    def known_stems(self) -> frozenset[str]:
        """The stems of all known words."""
        return frozenset(map(stem, self.known_words))

    def unify(self, words: Sequence[str]) -> list[str]:
        """Spells short forms out and gives each thing its one wording (repeated, as wordings build on each other)."""
        current = _substitute(words, self.short_forms)
        for _ in range(3):
            following = _substitute(current, self.wordings)
            if following == current:
                break
            current = following
        return current

    def canonical(self, text: str) -> tuple[str, ...]:
        """A text in the wording that stands for all of its meaning, as stems."""
        return tuple(match_key(word) for word in self.unify(self._spelt_out(text)))

    def split_senses(self, words: Sequence[str]) -> tuple[list[str], list[Feature], dict[str, frozenset[str]]]:
        """Takes fillers out and guards apart: the words left, what the guards say, and the words (stems) that said it.

        A guard's wording becomes one token, so that "killed or seriously injured" never half-matches; its words are
        kept by that token, for the other side that may say them one by one.
        """
        rest: list[str] = []
        features: list[Feature] = []
        spoken: dict[str, frozenset[str]] = {}
        position = 0
        for start, end, rules in self.senses.find(words):
            rest += words[position:start]
            guards = [rule for rule in rules if rule.role != "filler"]
            features += [Feature(rule.guard, rule.value, rule.role) for rule in guards]
            for rule in guards:
                spoken[self.token(rule.guard, rule.value)] = frozenset(stem(w.lower()) for w in words[start:end])
            rest += [self.token(guards[0].guard, guards[0].value)] if guards else []
            position = end
        return [*rest, *words[position:]], features, spoken

    @cached_property
    def default_tokens(self) -> frozenset[str]:
        """What either side may leave unsaid, as words of a name: it tells as little as a weak word."""
        return frozenset(self.token(rule.guard, rule.value) for rule in self.rules if rule.role == "default")

    def token(self, guard: str, value: str) -> str:
        """A guard as one word of a name, with its class: "coverage" of homes is none of vaccines."""
        return f"{guard}_{value}".replace(" ", "_")

    def _spelt_out(self, text: str) -> list[str]:
        return _substitute(_words(text), self.short_forms)

    def _unified(self, text: str) -> list[str]:
        return self.unify(_words(text))


@lru_cache(maxsize=4)
def vocabulary_of(rules: tuple[GuardRule, ...], abbreviations: tuple[Abbreviation, ...]) -> Vocabulary:
    """The vocabulary of some rules: indexing the words that ship takes half a second, so it is done once."""
    return Vocabulary(rules, abbreviations)


@lru_cache(maxsize=1 << 18)
def _cached_words(text: str) -> tuple[str, ...]:
    return tuple(split_words(clean(text)))


def _words(text: str) -> list[str]:
    return list(_cached_words(text))


def _is_short_form(wording: str) -> bool:
    if " " in wording or not has_capitals(wording):
        return False
    words = _words(wording)
    return len(words) == 1 and has_capitals(words[0])


def _substitute(words: Sequence[str], phrases: Phrases) -> list[str]:
    rest: list[str] = []
    position = 0
    for start, end, rules in phrases.find(words):
        rest += [*words[position:start], *_words(rules[0].value)]
        position = end
    return [*rest, *words[position:]]


def _index(
    rules: Iterable[GuardRule],
    words_of: Callable[[str], list[str]],
    keep: Callable[[str], bool] = lambda _wording: True,
) -> Phrases:
    found: defaultdict[Key, dict[GuardRule, None]] = defaultdict(dict)
    for rule in rules:
        # the value itself is a wording too, so that text that already says it is left whole
        own = (rule.value,) if rule.role == "same" else ()
        for wording in filter(keep, (*own, *rule.wordings)):
            key = tuple(match_key(word) for word in words_of(wording))
            if key:
                found[key][rule] = None
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for key in found:
        lengths[key[0]].add(len(key))
    return Phrases(
        {key: tuple(rules) for key, rules in found.items()},
        {first: tuple(sorted(many, reverse=True)) for first, many in lengths.items()},
    )
