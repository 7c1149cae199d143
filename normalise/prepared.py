"""What is costly to make of the words and the catalogue that people write, in a form that can be kept between builds.

Phrases name their rules by number: a rule holds all its wordings, and stands behind each of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from normalise.candidates import CatalogueIndex
from normalise.guards import GuardRule
from normalise.labels import LabelForm
from normalise.matching import Matcher
from normalise.vocabulary import Abbreviation, Key, Meaning, Phrases, Vocabulary, longest_of
from records import Indicator

_Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PreparedPhrases:
    """What words and phrases of several words stand for, as numbers of rules."""

    words: tuple[tuple[str, _Numbers], ...]
    phrases: tuple[tuple[Key, _Numbers], ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A vocabulary and the names of a catalogue, indexed. `more` are the rules that stand behind those of the
    vocabulary, made of abbreviations; `forms` has name, unit and comparable form of each wording."""

    more: tuple[GuardRule, ...]
    short_forms: PreparedPhrases
    wordings: PreparedPhrases
    senses: PreparedPhrases
    known_words: frozenset[str]
    weak_stems: frozenset[str]
    forms: tuple[tuple[str, str, LabelForm], ...]


def prepared_of(matcher: Matcher) -> Prepared:
    """What is to be kept of a matcher."""
    index, vocabulary = matcher.index, matcher.index.vocabulary
    numbers = {id(rule): number for number, rule in enumerate(vocabulary.rules)}
    more: list[GuardRule] = []
    short = vocabulary.short_forms
    for rule in chain.from_iterable((*short.words.values(), *short.phrases.values())):
        if id(rule) not in numbers:
            numbers[id(rule)] = len(numbers)
            more.append(rule)
    return Prepared(
        tuple(more),
        _numbered(vocabulary.short_forms, numbers),
        _numbered(vocabulary.wordings, numbers),
        _numbered(vocabulary.senses, numbers),
        vocabulary.known_words,
        vocabulary.weak_stems,
        tuple((name, unit, form) for (name, unit), form in index.forms.items()),
    )


def matcher_of(
    catalogue: Sequence[Indicator],
    abbreviations: Sequence[Abbreviation],
    guards: Sequence[GuardRule],
    prepared: Prepared,
) -> Matcher:
    """The matcher that the same catalogue, abbreviations and guards have given what is prepared."""
    alone = [(rule,) for rule in (*guards, *prepared.more)]
    vocabulary = Vocabulary(tuple(guards), tuple(abbreviations))
    vocabulary.__dict__.update(  # in place of making them when they are first asked for
        short_forms=_named(prepared.short_forms, alone),
        wordings=_named(prepared.wordings, alone),
        senses=_named(prepared.senses, alone),
        known_words=prepared.known_words,
        weak_stems=prepared.weak_stems,
    )
    forms = {(name, unit): form for name, unit, form in prepared.forms}
    return Matcher(catalogue, abbreviations, guards, prepared=CatalogueIndex(tuple(catalogue), vocabulary, forms))


def _numbered(phrases: Phrases, numbers: Mapping[int, int]) -> PreparedPhrases:
    def rules_of(meaning: Meaning) -> _Numbers:
        return tuple(numbers[id(rule)] for rule in meaning)

    return PreparedPhrases(
        tuple((word, rules_of(meaning)) for word, meaning in phrases.words.items()),
        tuple((key, rules_of(meaning)) for key, meaning in phrases.phrases.items()),
    )


def _named(phrases: PreparedPhrases, alone: Sequence[Meaning]) -> Phrases:
    words = {word: _meaning(numbers, alone) for word, numbers in phrases.words}
    several = {key: _meaning(numbers, alone) for key, numbers in phrases.phrases}
    return Phrases(words, several, longest_of(several))


def _meaning(numbers: _Numbers, alone: Sequence[Meaning]) -> Meaning:
    """The rules of some numbers. `alone` holds each rule as a meaning of its own, which most phrases have."""
    return alone[numbers[0]] if len(numbers) == 1 else tuple(alone[number][0] for number in numbers)
