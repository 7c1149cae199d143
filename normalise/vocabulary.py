"""The words of `guards.csv` and `abbreviations.csv` as phrases that can be looked up quickly in a name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from normalise.guards import Feature, GuardRule
from normalise.words import stem, words_alone, words_of

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and what it stands for; a short form with two meanings is left alone."""

    abbreviation: str
    expansion: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Phrases:
    """What each phrase stands for, its first words, and by its first two words how long such phrases are at most."""

    meanings: dict[Key, tuple[GuardRule, ...]]
    firsts: frozenset[str]
    longest: dict[Key, int]

    def find(self, words: Sequence[str]) -> list[tuple[int, int, tuple[GuardRule, ...]]]:
        """Where phrases stand in `words` (start, end, meanings), the longest first at each word, never overlapping."""
        keys = tuple(map(match_key, words))
        firsts = self.firsts
        if firsts.isdisjoint(keys):
            return []
        found, end = [], 0
        for position, key in enumerate(keys):
            if key in firsts and position >= end:
                length, rules = self._longest(keys, position)
                if length:
                    end = position + length
                    found.append((position, end, rules))
        return found

    def _longest(self, keys: Key, position: int) -> tuple[int, tuple[GuardRule, ...]]:
        meanings = self.meanings
        longest = min(self.longest.get(keys[position : position + 2], 1), len(keys) - position)
        for length in range(longest, 0, -1):
            rules = meanings.get(keys[position : position + length])
            if rules is not None:
                return length, rules
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
        return _index(
            (match_keys(words_of(wording)), rule)
            for rule in (*own, *more)
            for wording in (rule.value, *rule.wordings)
            if _is_short_form(wording)
        )

    @cached_property
    def wordings(self) -> Phrases:
        """Wordings of one thing, matched by stems once short forms are spelt out."""
        # the value itself is a wording too, so that text that already says it is left whole
        return _index(
            (self._spelt_out_keys(wording), rule)
            for rule in self.rules
            if rule.role == "same"
            for wording in (rule.value, *rule.wordings)
            if not _is_short_form(wording)
        )

    @cached_property
    def senses(self) -> Phrases:
        """Guards and fillers, matched by stems once each thing has its one wording."""
        return _index(
            (match_keys(self._unified(wording)), rule)
            for rule in self.rules
            if rule.role not in ("same", "weak")
            for wording in rule.wordings
        )

    @cached_property
    def weak_stems(self) -> frozenset[str]:
        """Words (as stems) that are said of many indicators and tell little."""
        weak = [rule for rule in self.rules if rule.role == "weak"]
        return frozenset(stem(word.lower()) for rule in weak for text in rule.wordings for word in self._unified(text))

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Every word of the vocabulary, lower case: no misspelling."""
        return self._texts[1]

    @cached_property
    def _texts(self) -> tuple[dict[str, Key], frozenset[str]]:
        """The keys of all texts that are plain, one word to a chunk; and every word of all texts, lower case.

        In one pass, as there are tens of thousands of texts made of a few thousand words.
        """
        plain: dict[str, Key] = {}
        chunks: set[str] = set()
        words: set[str] = set()
        texts = [text for rule in self.rules for text in (*rule.wordings, rule.value)]
        for text in (*texts, *(entry.expansion for entry in self.abbreviations)):
            parts = text.split()
            keys = tuple(map(_plain_key, parts))
            if "" in keys:
                words.update(words_of(text))
            else:
                plain[text] = keys
                chunks.update(parts)
        words.update(*map(words_of, chunks))
        return plain, frozenset(map(str.lower, words))

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
                spoken[guard_token(rule.guard, rule.value)] = frozenset(stem(w.lower()) for w in words[start:end])
            rest += [guard_token(guards[0].guard, guards[0].value)] if guards else []
            position = end
        return [*rest, *words[position:]], features, spoken

    @cached_property
    def default_tokens(self) -> frozenset[str]:
        """What either side may leave unsaid, as words of a name: it tells as little as a weak word."""
        return frozenset(guard_token(rule.guard, rule.value) for rule in self.rules if rule.role == "default")

    def _spelt_out(self, text: str) -> list[str]:
        return _substitute(words_of(text), self.short_forms)

    def _spelt_out_keys(self, text: str) -> Key:
        keys = self._texts[0].get(text)
        if keys is not None and self.short_forms.firsts.isdisjoint(keys):
            return keys
        return match_keys(self._spelt_out(text))

    def _unified(self, text: str) -> list[str]:
        return self.unify(words_of(text))


@lru_cache(maxsize=4)
def vocabulary_of(rules: tuple[GuardRule, ...], abbreviations: tuple[Abbreviation, ...]) -> Vocabulary:
    """The vocabulary of some rules: indexing the words that ship takes a tenth of a second, so it is done once."""
    return Vocabulary(rules, abbreviations)


@lru_cache(maxsize=65536)
def guard_token(guard: str, value: str) -> str:
    """A guard as one word of a name, with its class: "coverage" of homes is none of vaccines."""
    return f"{guard}_{value}".replace(" ", "_")


def match_keys(words: Iterable[str]) -> Key:
    """The keys of some words."""
    return tuple(map(match_key, words))


@lru_cache(maxsize=1 << 16)
def _plain_key(chunk: str) -> str:
    """The key of a chunk that is one word, whatever stands beside it; "" where it may be more, or less."""
    words = words_alone(chunk)
    return match_key(words[0]) if len(words) == 1 and words[0].isalpha() else ""


def _is_short_form(wording: str) -> bool:
    if " " in wording or not has_capitals(wording):
        return False
    words = words_of(wording)
    return len(words) == 1 and has_capitals(words[0])


def _substitute(words: Sequence[str], phrases: Phrases) -> list[str]:
    rest: list[str] = []
    position = 0
    for start, end, rules in phrases.find(words):
        rest += [*words[position:start], *words_of(rules[0].value)]
        position = end
    return [*rest, *words[position:]]


def _index(phrases: Iterable[tuple[Key, GuardRule]]) -> Phrases:
    meanings: dict[Key, tuple[GuardRule, ...]] = {}
    longest: dict[Key, int] = {}
    for key, rule in phrases:
        if not key:
            continue
        before = meanings.get(key, ())
        if rule not in before:
            meanings[key] = (*before, rule)
            start = key[:2]
            if len(key) > longest.get(start, 0):
                longest[start] = len(key)
    return Phrases(meanings, frozenset(key[0] for key in longest), longest)
