"""Finds, for a printed name, the entries of the catalogue that it may mean, best first, fast.

Only entries that share a telling word (or a code) with the name are looked at; the rarer a word in the catalogue, the
more it tells. A score compares what is said both ways: how much of the name the entry explains (`name_share`) and
how much of the entry the name says (`entry_share`), then lowers for everything that speaks against (see `guards`).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from normalise.clipped import Clipped
from normalise.guards import Conflict, compare_features
from normalise.labels import COUNTING_WORDS, STOP_WORDS, LabelForm, label_form, take_codes, unit_measure
from normalise.vocabulary import Vocabulary, guard_token
from normalise.words import Spelling, folded, known_words, same_word, stem, words_of
from records import Indicator

_NAME_EXPONENT = 0.6
_ENTRY_EXPONENT = 0.4
_DIFFERS_FACTOR = 0.5
_ONE_SIDED_FACTOR = 0.85
_OTHER_CODE_FACTOR = 0.75
_LOOKED_AT = 12
_COMMON = 200
_HINT = 0.5
_LEAST = 0.3
_LEAST_LIKE = 0.15
_FAR_BEHIND = 0.6
_WEAK_SHARE = 0.2  # of the weight of words that are said of many things, and of figures, which mostly repeat words
_BRACKETS = re.compile(r"\([^()]*\)")
_SOFT_MATCH = 0.8
_HINTED = 0.01
"""The score of what only shares words."""
_HALF = 0.5
_NOTHING = 1e-9
_LIMITS = ("minute", "hour", "day", "week", "sec")
_HEAD = 5
"""Letters that other forms of a word must share from the start."""


class Candidate(NamedTuple):
    """An entry that a name may mean, and why (not)."""

    indicator_id: str
    score: float
    name_share: float = 0.0
    entry_share: float = 0.0
    conflicts: tuple[Conflict, ...] = ()
    wording: str = ""
    whole: bool = False
    """Whether name and entry say the same words, nothing left on either side."""
    number: int = -1
    """Which wording of the entry it is; -1 where it was found by its code."""

    def says(self, kind: str) -> tuple[str, ...]:
        """The texts of the conflicts of one kind."""
        return tuple(conflict.text for conflict in self.conflicts if conflict.kind == kind)


@dataclass(frozen=True, slots=True)
class Wording:
    """One way in which an entry is worded: its name, its name without brackets, an alias."""

    entry: int
    form: LabelForm
    tokens: frozenset[str]
    mild: frozenset[str]
    """Tokens that a printed name may leave unsaid."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A printed name as it is compared: its words with their weights, and the words inside its guards."""

    form: LabelForm
    tokens: frozenset[str]
    weights: Mapping[str, float]
    parts: frozenset[str]
    said: frozenset[str]
    """Its words and those inside its guards."""
    total: float
    """The sum of the weights."""
    other_forms: Mapping[str, frozenset[str]]
    """Words of the catalogue that are other forms of its words, where there are any."""


def framework_codes(entry: Indicator) -> frozenset[str]:
    """The codes among an entry's frameworks, as `take_codes` writes them."""
    return frozenset(code for framework in entry.frameworks for code in take_codes(framework)[1])


@dataclass(frozen=True)
class CatalogueIndex:
    """The catalogue, indexed once. Nothing in it changes afterwards, so it can be shared. `forms` are the comparable
    forms of names, by name and unit: those that are known need not be made."""

    entries: tuple[Indicator, ...]
    vocabulary: Vocabulary
    forms: dict[tuple[str, str], LabelForm] = field(default_factory=dict, repr=False, compare=False)
    spelling: Spelling = field(init=False)
    clipped: Clipped = field(init=False)
    wordings: tuple[Wording, ...] = field(init=False)
    codes: tuple[frozenset[str], ...] = field(init=False)
    tokens: dict[str, frozenset[str]] = field(init=False)
    by_plain: dict[str, tuple[int, ...]] = field(init=False)
    by_id: dict[str, Indicator] = field(init=False)
    by_code: dict[str, tuple[int, ...]] = field(init=False)
    _by_token: dict[str, frozenset[int]] = field(init=False)
    _by_entry: dict[str, tuple[int, ...]] = field(init=False)
    _by_word: dict[str, tuple[int, ...]] = field(init=False)
    _sizes: tuple[int, ...] = field(init=False)
    _word_weights: dict[str, float] = field(init=False)
    _weights: dict[str, float] = field(init=False)
    _unknown_weight: float = field(init=False)
    _totals: tuple[float, ...] = field(init=False)
    _weighed_tokens: tuple[tuple[tuple[str, float], ...], ...] = field(init=False)
    _said: tuple[frozenset[str], ...] = field(init=False)
    _by_head: dict[str, tuple[str, ...]] = field(init=False)
    _measures: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        names = [(number, name) for number, e in enumerate(self.entries) for name in (e.name, *e.aliases)]
        own = known_words(name for _, name in names)
        known = own | self.vocabulary.known_words | STOP_WORDS | COUNTING_WORDS
        wordings = tuple(wording for number, name in names for wording in self._wordings(number, name))
        said = [w.tokens | _spoken(w.form, w.tokens) for w in wordings]
        codes = tuple(framework_codes(entry) for entry in self.entries)
        tokens = self._entry_tokens(wordings)
        frequency = Counter(token for words in tokens.values() for token in words)
        total = len(self.entries)
        ceiling = math.log(1 + (total + 1) / 1.5)
        weights = {
            token: min(ceiling, math.log(1 + (total + 1) / (n + 0.5))) * (1 if self.is_strong(token) else _WEAK_SHARE)
            for token, n in frequency.items()
        }
        for name, value in {
            "spelling": Spelling(known, own),
            "clipped": Clipped(own, known),
            "wordings": wordings,
            "codes": codes,
            "tokens": tokens,
            "by_plain": _group((folded(name), number) for number, name in names),
            "by_id": {entry.indicator_id: entry for entry in self.entries},
            "by_code": _group((code, number) for number, found in enumerate(codes) for code in found),
            "_by_token": {token: frozenset(numbers) for token, numbers in _group(_tokens_of(wordings)).items()},
            "_by_entry": _group((self.entries[w.entry].indicator_id, number) for number, w in enumerate(wordings)),
            "_weights": weights,
            "_unknown_weight": ceiling,
            "_by_word": _group((word, number) for number, words in enumerate(said) for word in words),
            "_sizes": tuple(1 + len(words) for words in said),
            "_said": tuple(said),
            "_by_head": _by_head(weights),
            "_measures": {entry.indicator_id: unit_measure(entry.unit) for entry in self.entries},
        }.items():
            object.__setattr__(self, name, value)
        self._count()

    def _count(self) -> None:
        """What wordings and words weigh in all."""
        weighed = tuple(tuple((token, self._weights[token]) for token in sorted(w.tokens)) for w in self.wordings)
        object.__setattr__(self, "_weighed_tokens", weighed)
        object.__setattr__(self, "_totals", tuple(math.fsum(weight for _, weight in tokens) for tokens in weighed))
        number = len(self.wordings)
        weights = {
            word: math.log(1 + (number + 1) / (len(found) + 0.5)) * (1 if self.is_strong(word) else _WEAK_SHARE)
            for word, found in self._by_word.items()
        }
        object.__setattr__(self, "_word_weights", weights)

    def _wordings(self, number: int, name: str) -> list[Wording]:
        unit = self.entries[number].unit
        form = self._form(name, unit)
        mild = frozenset(guard_token(f.guard, f.value) for f in form.features if f.role in ("mild", "default"))
        found = [Wording(number, form, frozenset(form.tokens), mild)]
        short = _BRACKETS.sub(" ", name)
        if short != name:
            tokens = frozenset(self._form(short, unit).tokens)
            if tokens and tokens != found[0].tokens:
                found.append(Wording(number, form, tokens, mild))
        return found

    def _form(self, name: str, unit: str) -> LabelForm:
        form = self.forms.get((name, unit))
        if form is None:
            form = self.forms[name, unit] = label_form(name, self.vocabulary, unit=unit)
        return form

    def _entry_tokens(self, wordings: Iterable[Wording]) -> dict[str, frozenset[str]]:
        tokens: defaultdict[str, set[str]] = defaultdict(set)
        for wording in wordings:
            tokens[self.entries[wording.entry].indicator_id] |= wording.tokens
        return {indicator_id: frozenset(words) for indicator_id, words in tokens.items()}

    def is_strong(self, token: str) -> bool:
        """Whether a word tells something: no figure, and no word that is said of many indicators."""
        vocabulary = self.vocabulary
        return ":" not in token and token not in vocabulary.weak_stems and token not in vocabulary.default_tokens

    def is_about(self, candidate: Candidate, words: frozenset[str]) -> bool:
        """Whether the wording of a candidate says any of some words (as stems), or any figure, such as an age."""
        wording = self.wordings[candidate.number]
        if any(map(str.isdigit, wording.form.raw)):
            return True
        said = {stem(word.lower()) for word in words_of(wording.form.raw)} | self._said[candidate.number]
        return not words.isdisjoint(said)

    def has_limit(self, candidate: Candidate) -> bool:
        """Whether the wording of a candidate says within what time."""
        return any(
            feature.guard == "number" and feature.value.endswith(_LIMITS)
            for feature in self.wordings[candidate.number].form.features
        )

    def measure(self, indicator_id: str) -> str:
        """How an entry is measured, in the words of measures."""
        return self._measures[indicator_id]

    def weight(self, token: str) -> float:
        """How much a word tells: the rarer in the catalogue the more; a word the catalogue lacks tells most."""
        weight = self._weights.get(token)
        if weight is None:
            return self._unknown_weight if self.is_strong(token) else self._unknown_weight * _WEAK_SHARE
        return weight

    def find(self, form: LabelForm, top: int = 5, among: Iterable[str] = ()) -> tuple[Candidate, ...]:
        """The best candidates for a name, one per entry, best first, ties by id; `among` some entries where given."""
        best: dict[int, Candidate] = {}
        name = self._weighed(form)
        first = 0.0
        numbers = [number for entry in among for number in self._by_entry[entry]] or self._worth_a_look(name)
        for number in numbers:
            shares = self._shares(name, number)
            likeness = _likeness(*shares[:2])
            if len(best) >= top and likeness < _FAR_BEHIND * first:
                continue  # conflicts only lower it further
            candidate = self._score(name, number, shares, likeness)
            first = max(first, candidate.score)
            entry = self.wordings[number].entry
            if entry not in best or candidate.score > best[entry].score:
                best[entry] = candidate
        ranked = sorted(best.values(), key=lambda c: (-c.score, c.indicator_id))
        return tuple(candidate for candidate in ranked if candidate.score > 0)[:top]

    def alike(self, form: LabelForm, top: int, known: Iterable[str] = ()) -> tuple[Candidate, ...]:
        """Entries that only share words with a name, the words within guards counted one by one: what a person may
        look at where `find` found little. Never more than a hint; `known` are left out."""
        words = _spoken(form, form.tokens) | {*form.tokens}
        shared: defaultdict[int, float] = defaultdict(float)
        for word in sorted(words):
            numbers = self._by_word.get(word, ())
            weight = math.log(1 + len(self.wordings) / (1 + len(numbers)))
            for number in numbers:
                shared[number] += weight
        taken, found = set(known), []
        ranked = sorted(shared, key=lambda number: (-shared[number] / math.sqrt(self._sizes[number]), number))
        for number in ranked:
            entry = self.entries[self.wordings[number].entry]
            if entry.indicator_id not in taken:
                taken.add(entry.indicator_id)
                found.append(Candidate(entry.indicator_id, _HINTED, wording=self.wordings[number].form.raw))
            if len(found) == top:
                break
        return tuple(found)

    def _worth_a_look(self, name: "_Name") -> list[int]:
        """Wordings that share most, by the rarest words first; a common word only adds to those it finds."""
        met: dict[int, float] = {}
        for token, weight in sorted(name.weights.items(), key=_rarest):
            numbers = self._by_token.get(token)
            if numbers is None:
                continue
            if len(numbers) > _COMMON and len(met) > _LOOKED_AT:
                for number in met:
                    if number in numbers:
                        met[number] += weight
            elif met:
                for number in numbers:
                    met[number] = met.get(number, 0.0) + weight
            else:
                met = dict.fromkeys(numbers, weight)
        if len(met) < _LOOKED_AT:
            self._hint(name, met)
        return self._most_alike(met)

    def _most_alike(self, met: Mapping[int, float]) -> list[int]:
        totals = self._totals
        least = max(_NOTHING, _LEAST * max(met.values(), default=0.0))
        shared = [number for number, weight in met.items() if weight >= least]
        # hints may weigh more than all that a short wording says
        likeness = [min(met[number], totals[number]) ** 2 / totals[number] for number in shared]
        least = _LEAST_LIKE * max(likeness, default=0.0)
        first = [(-like, number) for like, number in zip(likeness, shared, strict=True) if like >= least]
        return [number for _, number in sorted(first)[:_LOOKED_AT]]

    def _hint(self, name: "_Name", met: dict[int, float]) -> None:
        """A phrase may hide the words that the other side says one by one."""
        known = frozenset(met)
        for word in sorted(name.said):
            for number in self._by_word.get(word, ()):
                if number not in known:
                    met[number] = met.get(number, 0.0) + _HINT * self._word_weight(word)

    def _score(self, name: "_Name", number: int, shares: tuple[float, float, bool], likeness: float) -> Candidate:
        wording = self.wordings[number]
        name_share, entry_share, whole = shares
        conflicts = compare_features(name.form, wording.form)
        if conflicts:
            conflicts = tuple([c for c in conflicts if c.kind == "differs" or not self._is_said(c, name, number)])
        if name.form.codes:
            conflicts = (*conflicts, *self._other_codes(name.form, wording.entry))
        score = likeness
        for conflict in conflicts:
            score *= _DIFFERS_FACTOR if conflict.kind == "differs" else _ONE_SIDED_FACTOR
        entry = self.entries[wording.entry]
        whole = whole and not conflicts
        return Candidate(entry.indicator_id, score, name_share, entry_share, conflicts, wording.form.raw, whole, number)

    def _shares(self, name: "_Name", number: int) -> tuple[float, float, bool]:
        """How much of the name the entry explains, how much of the entry the name says, and whether both is all."""
        name_lost, entry_lost = self._lost(name, number)
        mild = self.wordings[number].mild
        lost, missed, unsaid = math.fsum(name_lost.values()), math.fsum(entry_lost.values()), 0.0
        if not mild.isdisjoint(entry_lost):
            unsaid = math.fsum(entry_lost[token] for token in mild & entry_lost.keys()) * (1 - _WEAK_SHARE)
        whole = lost < _NOTHING and missed < _NOTHING
        return _part(lost, name.total), _part(missed - unsaid, self._totals[number] - unsaid), whole

    def _lost(self, name: "_Name", number: int) -> tuple[dict[str, float], dict[str, float]]:
        """The words of the name that the wording does not say, and the other way round, with what they weigh."""
        wording, said = self.wordings[number], self._said[number]
        name_lost = {token: weight for token, weight in name.weights.items() if token not in said}
        entry_lost = {token: weight for token, weight in self._weighed_tokens[number] if token not in name.said}
        if name.other_forms and self._has_other_forms(name, name_lost, entry_lost):
            for left, right in _pair_softly(name_lost, entry_lost):
                name_lost[left] *= 1 - _SOFT_MATCH
                entry_lost[right] *= 1 - _SOFT_MATCH
        if name_lost and name.form.spoken:
            self._say_otherwise(name_lost, name.form, said)
        if entry_lost and wording.form.spoken:
            self._say_otherwise(entry_lost, wording.form, name.said)
        return name_lost, entry_lost

    @staticmethod
    def _has_other_forms(name: "_Name", name_lost: Mapping[str, float], entry_lost: Mapping[str, float]) -> bool:
        """Whether pairing words can find anything."""
        return any(token in name_lost and not forms.isdisjoint(entry_lost) for token, forms in name.other_forms.items())

    def lost(self, form: LabelForm, candidate: Candidate) -> tuple[dict[str, float], dict[str, float]]:
        """The words of a name that its candidate does not say, and the other way round, with what they weigh."""
        return self._lost(self._weighed(form), candidate.number)

    def _weighed(self, form: LabelForm) -> "_Name":
        weights = {token: self.weight(token) for token in form.tokens}
        tokens, parts = frozenset(form.tokens), _spoken(form, form.tokens)
        forms = {token: self._other_forms(token) for token in form.tokens if token[:_HEAD] in self._by_head}
        others = {token: found for token, found in forms.items() if found}
        return _Name(form, tokens, weights, parts, tokens | parts, math.fsum(weights.values()), others)

    def _other_forms(self, token: str) -> frozenset[str]:
        others = self._by_head[token[:_HEAD]]
        return frozenset(other for other in others if other != token and same_word(token, other))

    def _say_otherwise(self, lost: dict[str, float], form: LabelForm, said: frozenset[str]) -> None:
        """A guard whose words the other side says one by one is not lost: "council tax collected" and "collection of
        the council tax due"."""
        for token, words in form.spoken.items():
            if token in lost and not words.isdisjoint(said):
                share = self._share_said(words, said)
                lost[token] *= 1 - _SOFT_MATCH * share if share >= _HALF else 1

    def _share_said(self, words: frozenset[str], said: frozenset[str]) -> float:
        whole = math.fsum([self._word_weight(word) for word in words])
        return math.fsum([self._word_weight(word) for word in words & said]) / whole if whole else 0.0

    def _word_weight(self, word: str) -> float:
        return self._word_weights.get(word, self._unknown_weight)

    def _is_said(self, conflict: Conflict, name: "_Name", number: int) -> bool:
        """Whether what only one side says in the words of a guard, the other side says in the same words."""
        is_extra = conflict.kind == "extra"
        spoken = (name.form if is_extra else self.wordings[number].form).spoken
        said = self._said[number] if is_extra else name.said
        for value in conflict.values:
            words = spoken.get(guard_token(conflict.guard, value))
            if not words or not words <= said:
                return False
        return bool(conflict.values)

    def _other_codes(self, form: LabelForm, entry: int) -> tuple[Conflict, ...]:
        """The name prints a code of a framework in which the entry has another one."""
        own = self.codes[entry]
        for code in form.codes:
            framework = code.split(" ")[0]
            others = sorted(other for other in own if other.startswith(framework + " "))
            if others and code not in own and not any(other.startswith(f"{code}(") for other in others):
                return (Conflict("code", "extra", f"code: {code} against {' + '.join(others)}"),)
        return ()


def _likeness(name_share: float, entry_share: float) -> float:
    return float(name_share**_NAME_EXPONENT * entry_share**_ENTRY_EXPONENT)


def _part(lost: float, total: float) -> float:
    return max(0.0, 1 - lost / total) if total > _NOTHING else 0.0


def _spoken(form: LabelForm, tokens: Iterable[str]) -> frozenset[str]:
    """The words (stems) inside the guards of a name: one that says "violent crime" has said "crime"."""
    return frozenset(word for token in tokens for word in form.spoken.get(token, ()))


def _pair_softly(left: Iterable[str], right: Iterable[str]) -> list[tuple[str, str]]:
    """Words that share their first five letters and are forms of one word."""
    pairs, taken = [], set()
    others = sorted(right)
    for word in sorted(left):
        if len(word) < _HEAD or not word.isalpha():
            continue
        for other in others:
            if other in taken or other[:_HEAD] != word[:_HEAD] or not other.isalpha():
                continue
            if same_word(word, other):
                pairs.append((word, other))
                taken.add(other)
                break
    return pairs


def _tokens_of(wordings: Iterable[Wording]) -> Iterator[tuple[str, int]]:
    return ((token, number) for number, wording in enumerate(wordings) for token in wording.tokens)


def _rarest(weighed: tuple[str, float]) -> tuple[float, str]:
    return -weighed[1], weighed[0]


def _by_head(tokens: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words that may have other forms, by their first letters."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for token in sorted(tokens):
        if len(token) >= _HEAD and token.isalpha():
            found[token[:_HEAD]].append(token)
    return {head: tuple(words) for head, words in found.items()}


def _group(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    grouped: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for key, number in pairs:
        grouped[key][number] = None
    return {key: tuple(numbers) for key, numbers in grouped.items()}


@lru_cache(maxsize=4)
def index_of(entries: tuple[Indicator, ...], vocabulary: Vocabulary) -> CatalogueIndex:
    """The index of a catalogue, made once for each."""
    return CatalogueIndex(entries, vocabulary)


def ids_of(entries: Sequence[Indicator], numbers: Iterable[int]) -> tuple[str, ...]:
    """The ids of some entries."""
    return tuple(entries[number].indicator_id for number in numbers)
