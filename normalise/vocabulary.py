"""The words of `guards.csv` and `abbreviations.csv` as phrases that can be looked up quickly in a name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from normalise.guards import Feature, GuardRule
from normalise.words import has_repairs_across, stem, words_alone, words_of

Key = tuple[str, ...]
Meaning = tuple[GuardRule, ...]
"""The rules of one phrase."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and what it stands for; a short form with two meanings is left alone."""

    abbreviation: str
    expansion: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Phrases:
    """What words and phrases of several words stand for, and by their first two words how long phrases are at most."""

    words: dict[str, Meaning]
    phrases: dict[Key, Meaning]
    longest: dict[Key, int]

    def find(self, words: Sequence[str]) -> list[tuple[int, int, Meaning]]:
        """Where phrases stand in `words` (start, end, meanings), the longest first at each word, never overlapping."""
        keys, longest, single = match_keys(words), self.longest, self.words
        if not longest and single.keys().isdisjoint(keys):
            return []
        found, end = [], 0
        for position, pair in enumerate(zip(keys, (*keys[1:], ""), strict=False)):
            if position < end:
                continue
            length, rules = self._phrase(keys, position) if pair in longest else (0, ())
            if not length and pair[0] in single:
                length, rules = 1, single[pair[0]]
            if length:
                end = position + length
                found.append((position, end, rules))
        return found

    def _phrase(self, keys: Key, position: int) -> tuple[int, Meaning]:
        longest = min(self.longest[keys[position : position + 2]], len(keys) - position)
        for length in range(longest, 1, -1):
            rules = self.phrases.get(keys[position : position + length])
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
        meanings: defaultdict[str, set[str]] = defaultdict(set)
        for entry in self.abbreviations:
            meanings[entry.abbreviation].add(entry.expansion)
        own = self._one_thing[0]
        taken = {short for short, _ in own}
        more = [
            (short, (GuardRule("wording", next(iter(values)), (short,), "same"),))
            for short, values in sorted(meanings.items())
            if len(values) == 1 and short not in taken and _is_short_form(short)
        ]
        return _index((match_keys(words_of(short)), meaning) for short, meaning in (*own, *more))

    @cached_property
    def wordings(self) -> Phrases:
        """Wordings of one thing, matched by stems once short forms are spelt out."""
        return _index(self._spelt_out_keys(self._one_thing[1]))

    @cached_property
    def _one_thing(self) -> tuple[list[tuple[str, Meaning]], list[tuple[str, Meaning]]]:
        """Short forms and wordings of one thing, with their rules."""
        short: list[tuple[str, Meaning]] = []
        long: list[tuple[str, Meaning]] = []
        for rule in self.rules:
            if rule.role == "same":
                meaning = (rule,)
                # the value itself is a wording too, so that text that already says it is left whole
                for text in (rule.value, *rule.wordings):
                    (long if " " in text or not _is_short_form(text) else short).append((text, meaning))
        return short, long

    @cached_property
    def senses(self) -> Phrases:
        """Guards and fillers, matched by stems once each thing has its one wording."""
        return _index(
            (match_keys(self._unified(wording)), (rule,))
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
        """The keys of all texts that can be read chunk by chunk; and every word of all texts, lower case.

        In one pass, as there are tens of thousands of texts made of a few thousand words.
        """
        settled: dict[str, Key] = {}
        chunks: set[str] = set()
        words: set[str] = set()
        texts = [text for rule in self.rules for text in (*rule.wordings, rule.value)]
        for text in (*texts, *(entry.expansion for entry in self.abbreviations)):
            parts = text.split()
            keys = tuple(map(_key_alone, parts))
            if "" in keys:
                keys = tuple(chain.from_iterable(map(_keys_alone, parts)))
            if "" in keys or (not "".join(keys).isalpha() and has_repairs_across(text)):
                words.update(words_of(text))
            else:
                settled[text] = keys
                chunks.update(parts)
        words.update(*map(words_alone, chunks))
        return settled, frozenset(map(str.lower, words))

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

    def _spelt_out_keys(self, texts: Iterable[tuple[str, Meaning]]) -> Iterator[tuple[Key, Meaning]]:
        settled, short_forms = self._texts[0], self.short_forms.words.keys()
        for text, meaning in texts:
            keys = settled.get(text)
            if keys is None or not short_forms.isdisjoint(keys):
                keys = match_keys(self._spelt_out(text))
            yield keys, meaning

    def _unified(self, text: str) -> list[str]:
        return self.unify(words_of(text))


@lru_cache(maxsize=4)
def vocabulary_of(rules: tuple[GuardRule, ...], abbreviations: tuple[Abbreviation, ...]) -> Vocabulary:
    """The vocabulary of some rules: indexing the words that ship takes a fifth of a second, so it is done once."""
    return Vocabulary(rules, abbreviations)


@lru_cache(maxsize=65536)
def guard_token(guard: str, value: str) -> str:
    """A guard as one word of a name, with its class: "coverage" of homes is none of vaccines."""
    return f"{guard}_{value}".replace(" ", "_")


def match_keys(words: Iterable[str]) -> Key:
    """The keys of some words."""
    return tuple(map(match_key, words))


@lru_cache(maxsize=1 << 16)
def _key_alone(chunk: str) -> str:
    """The key of a chunk between spaces that is one word; "" where it is none, or several."""
    keys = _keys_alone(chunk)
    return keys[0] if len(keys) == 1 else ""


@lru_cache(maxsize=1 << 16)
def _keys_alone(chunk: str) -> Key:
    """The keys of a chunk between spaces; "" where it cannot be read alone."""
    return match_keys(words_alone(chunk))


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


def _index(meanings: Iterable[tuple[Key, Meaning]]) -> Phrases:
    words: dict[str, Meaning] = {}
    phrases: dict[Key, Meaning] = {}
    for key, meaning in meanings:
        if len(key) > 1:
            before = phrases.setdefault(key, meaning)
            if before is not meaning and meaning[0] not in before:
                phrases[key] = before + meaning
        elif key:
            before = words.setdefault(key[0], meaning)
            if meaning[0] not in before:
                words[key[0]] = before + meaning
    return Phrases(words, phrases, longest_of(phrases))


def longest_of(phrases: Iterable[Key]) -> dict[Key, int]:
    """By their first two words, how long phrases are at most."""
    longest: dict[Key, int] = {}
    for key in phrases:
        start = key[:2]
        if len(key) > longest.get(start, 0):
            longest[start] = len(key)
    return longest
