"""Decides which entry of the catalogue a printed name means: accept, ask a person, or propose a new indicator.

A wrong join is a wrong line in somebody's chart, so precision comes first: a name is accepted only where it is the
entry's own wording or code, or where all it says is explained by one entry, nothing speaks against that entry, and
no other entry comes near. What is alike without being certain goes to review.
"""

import re
from collections.abc import Sequence
from dataclasses import InitVar, dataclass, field, replace
from typing import Literal

from normalise.candidates import Candidate, CatalogueIndex, ids_of, index_of
from normalise.certainty import Way, accepted, undecided
from normalise.guards import Feature, GuardRule
from normalise.labels import LabelForm, label_form, unit_measure
from normalise.vocabulary import Abbreviation, guard_token, vocabulary_of
from normalise.words import clean, folded, split_words, stem
from records import Indicator, Polarity

Decision = Literal["accept", "review", "new"]

_HIGH_NAME_SHARE = 0.86
_LOW_ENTRY_SHARE = 0.65
_ACCEPT_MARGIN = 0.1
_WHOLE_ENTRY_SHARE = 0.85
_CLEAR_NAME_SHARE = 0.95
_ALL_SAID = 0.93
_MOSTLY_EXPLAINED = 0.7
_DESCRIBED = 0.72
_DESCRIBED_RIVAL_RATIO = 0.6
_CLEAR_NAME_MARGIN = 0.15
_OTHER_MEASURE_MARGIN = 0.35
_TELLING_ENTRY_SHARE = 0.4
_TELLING_RIVAL_RATIO = 0.6
_REVIEW_SCORE = 0.36
_SECTION_WEIGHT = 0.05
_CODE_SUPPORT = 0.2
_WORDED = 0.5
_FAR_NEARER = 1.5
_EVENTS = re.compile(
    r"(?i)\b(?:offen[cs]es|incidents|crimes|complaints|requests|received|starts|completions|cases|visits|visitors|fires"
    r"|referrals|admissions|attendances|deaths|casualties|accidents|calls|enquiries|applications|notices|prosecutions"
    r"|burglaries|robberies|thefts|claims|claimants|evictions|acceptances|contacts|transactions)\b"
    r"|^(?:(?:reduce|increase|maintain) )?total\b|\btotal$"
)
"""What is counted one by one: printed in the plural without a measure, it is their number."""
_DONE = re.compile(r"(?i)\b(?:received|submitted|lodged|opened|made|issued|reported|recorded|started)\W*$")
"""Ends of names that count what was done."""
_TIMELY = re.compile(
    r"(?i)\d|time|target|deadline|limit|prompt|delay|\b(?:late|one|two|three|four|five|six|seven|eight|ten|twenty)\b"
)
"""What a name says of time, in figures or not."""
_CHILDREN = guard_token("age group", "child")
_YOUNG = frozenset(
    map(
        stem,
        (
            "child",
            "pupil",
            "young",
            "youth",
            "baby",
            "babies",
            "school",
            "infant",
            "adoption",
            "education",
            "ehc",
            "leaver",
        ),
    )
)
_COUNT = Feature("measure", "count", "default")
_REMEMBERED = 20_000
"""Forms of names that are kept, as the steps of a build ask for them again."""
_SHOWN = 3
"""Candidates that a person looks at first."""
_ENOUGH = 4
"""Candidates to look at, where words in common give as many."""


_WAYS: dict[Way, str] = {
    "described": ", and describes it further",
    "short": ", and nothing else is like it",
}


@dataclass(frozen=True, slots=True)
class MatchResult:
    """The decision on one printed name.

    `indicator_id` is set for accepted names only; `score` (0 to 1) is how probable it is that the best candidate is
    right (see `certainty`); `candidates` holds ids with how alike they are, best first; `reasons` say which text met
    which and what spoke against.
    """

    decision: Decision
    indicator_id: str = ""
    score: float = 0.0
    candidates: tuple[tuple[str, float], ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matcher:
    """Matches printed names against a catalogue. Everything is indexed when it is made, unless an index is at hand;
    matching changes nothing."""

    catalogue: Sequence[Indicator]
    abbreviations: Sequence[Abbreviation]
    guards: Sequence[GuardRule]
    top: int = 5
    prepared: InitVar[CatalogueIndex | None] = None
    index: CatalogueIndex = field(init=False, repr=False)
    _forms: dict[tuple[str, str], LabelForm] = field(default_factory=dict, init=False, repr=False, compare=False)
    _own_names: dict[str, re.Pattern[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self, prepared: CatalogueIndex | None) -> None:
        if prepared is None:
            vocabulary = vocabulary_of(tuple(self.guards), tuple(self.abbreviations))
            prepared = index_of(tuple(self.catalogue), vocabulary)
        object.__setattr__(self, "index", prepared)

    def match(
        self,
        name: str,
        *,
        unit: str = "",
        polarity: Polarity | None = None,
        section: str = "",
        organisation: str = "",
        code: str = "",
        form: LabelForm | None = None,
    ) -> MatchResult:
        """Decides on one printed name; `unit`, `polarity` and `code` are what is printed beside it.

        A unit tells two measures of one thing apart where the name leaves that open, and never agrees with another.
        The organisation's own name says nothing about the indicator; the section only helps to rank candidates. `form`
        is what `form` gives for the name, where that is known already.
        """
        form = form or self.form(f"{code} {name}" if code else name, organisation)
        if unit_measure(unit) not in ("", "count") and not form.measures:
            # a plain figure often stands for a rate or a percentage, so "count" says nothing
            form = replace(form, features=form.features | {Feature("measure", unit_measure(unit), "default")})
        entries = self.index.by_plain.get(folded(name), ())
        if len(entries) == 1:
            # the entry's own wording: no other candidate can come nearer
            candidates: tuple[Candidate, ...] = (
                Candidate(self.index.entries[entries[0]].indicator_id, 1.0, wording=name),
            )
        else:
            candidates = self.candidates(form, section)
        for decide in (self._by_name, self._by_code):
            found = decide(name, form)
            if found is not None:
                return self._settle(found, candidates, unit, polarity)
        found = self._by_score(form, candidates)
        if found.decision != "accept":
            candidates = self._with_head(form, candidates)
        return self._settle(found, candidates, unit, polarity)

    def form(self, name: str, organisation: str = "") -> LabelForm:
        """The comparable form of a name as this matcher sees it."""
        key = (name, organisation)
        found = self._forms.get(key)
        if found is None:
            if len(self._forms) > _REMEMBERED:
                self._forms.clear()
            found = self._forms[key] = self._form(name, organisation)
        return found

    def _form(self, name: str, organisation: str) -> LabelForm:
        if organisation:
            name = self._own_name(organisation).sub(" ", name)
        return label_form(name, self.index.vocabulary, spelling=self.index.spelling, clipped=self.index.clipped)

    def _own_name(self, organisation: str) -> re.Pattern[str]:
        """Finds the telling words of an organisation's name, before phrases are looked for; words such as "council"
        or "reading" mean something of their own."""
        if organisation not in self._own_names:
            spelling = self.index.spelling
            own = {word for word in split_words(clean(organisation)) if not spelling.is_known(word.lower())}
            words = "|".join(sorted(map(re.escape, own), key=lambda word: (-len(word), word))) or "(?!)"
            self._own_names[organisation] = re.compile(rf"\b(?:{words})(?:['’]s)?\b", re.IGNORECASE)
        return self._own_names[organisation]

    def candidates(self, form: LabelForm, section: str = "") -> tuple[Candidate, ...]:
        """What a name may mean, best first: entries with its code, then those that are like it."""
        found = list(self.index.find(form, self.top + 5 if section else self.top))
        if section:
            words = frozenset(label_form(section, self.index.vocabulary).tokens)
            found.sort(key=lambda c: (-c.score - _SECTION_WEIGHT * self._section_share(words, c), c.indicator_id))
        coded = [entry for code in form.codes for entry in self._entries_of(code)]
        if not form.tokens:
            coded += [e for bare in form.bare_codes for e in ids_of(self.index.entries, self._with_number(bare))]
        first = [c for c in found if c.indicator_id in coded]
        listed = {c.indicator_id for c in found}
        first += [Candidate(i, 0.5, wording=i) for i in dict.fromkeys(coded) if i not in listed]
        ranked = [*first, *(c for c in found if c not in first)][: self.top]
        if len(ranked) < _ENOUGH:
            ranked += self.index.alike(form, _ENOUGH - len(ranked), [c.indicator_id for c in ranked])
        return tuple(ranked)

    def _with_head(self, form: LabelForm, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """What stands before a list may be all that is meant: its nearest entry comes third at the latest."""
        head, _, tail = form.raw.partition(";")
        if not tail:
            return candidates
        found = [c for c in self.index.find(self.form(head), 1) if c.score >= _REVIEW_SCORE]
        if not found or found[0].indicator_id in [c.indicator_id for c in candidates[: _SHOWN - 1]]:
            return candidates
        others = [c for c in candidates if c.indicator_id != found[0].indicator_id]
        return (*others[: _SHOWN - 1], *found, *others[_SHOWN - 1 :])[: self.top]

    def _section_share(self, section: frozenset[str], candidate: Candidate) -> float:
        said = self.index.tokens.get(candidate.indicator_id, frozenset())
        return len(said & section) / len(section) if section else 0.0

    def _entries_of(self, code: str) -> tuple[str, ...]:
        """Entries with this code, or with a part of it where the code is printed without its part."""
        exact = self.index.by_code.get(code)
        if exact is None:
            exact = tuple(
                number
                for own, numbers in sorted(self.index.by_code.items())
                if own.startswith(code) and not own[len(code) :][:1].isdigit()
                for number in numbers
            )
        return ids_of(self.index.entries, dict.fromkeys(exact))

    # -------------------------------------------------------------------------------------------- ways to decide
    def _by_name(self, name: str, form: LabelForm) -> MatchResult | None:
        entries = self.index.by_plain.get(folded(name), ())
        if len(entries) == 1:
            found = self.index.entries[entries[0]].indicator_id
            return MatchResult("accept", found, accepted("wording"), reasons=("same wording",))
        if entries:
            ids = ids_of(self.index.entries, entries)
            return MatchResult("review", "", 1.0, tuple((i, 1.0) for i in ids), ("same wording in several entries",))
        return None

    def _by_code(self, _name: str, form: LabelForm) -> MatchResult | None:
        entries = {number for code in form.codes for number in self.index.by_code.get(code, ())}
        if not entries:
            return self._by_bare_code(form)
        if len(entries) > 1:
            return MatchResult("review", "", 0.5, reasons=("its codes belong to several entries",))
        (number,) = entries
        entry = self.index.entries[number]
        reason = f"code {' + '.join(form.codes)}"
        if not form.tokens:
            return MatchResult("accept", entry.indicator_id, accepted("code"), reasons=(reason,))
        return self._accept_code(form, entry, reason, _CODE_SUPPORT)

    def _by_bare_code(self, form: LabelForm) -> MatchResult | None:
        """A number printed without its framework counts only where the wording says the same."""
        for bare in form.bare_codes:
            numbers = set(self._with_number(bare))
            if len(numbers) == 1:
                found = self._accept_code(form, self.index.entries[numbers.pop()], f"code {bare}", 2 * _CODE_SUPPORT)
                if found.decision == "accept":
                    return found
        return None

    def _with_number(self, bare: str) -> list[int]:
        """Entries with a code of any framework that has this number."""
        return sorted({n for code, found in self.index.by_code.items() if code.endswith(" " + bare) for n in found})

    def _accept_code(self, form: LabelForm, entry: Indicator, reason: str, support: float) -> MatchResult:
        candidate = next(iter(self.index.find(form, 1, [entry.indicator_id])), None)
        against = candidate.says("differs") if candidate else ("no word in common",)
        nearest = next(iter(self.index.find(form, 1)), None)
        if candidate and nearest and nearest.score >= _WORDED and nearest.score > _FAR_NEARER * candidate.score:
            against = (*against, f"its wording is that of {nearest.indicator_id}")  # codes are used again
        if candidate is None or against or max(candidate.name_share, candidate.entry_share) < support:
            doubt = against or ("the wording says something else",)
            return MatchResult("review", "", 0.5, ((entry.indicator_id, 0.5),), (reason, *doubt))
        return MatchResult("accept", entry.indicator_id, accepted("code"), reasons=(reason,))

    def _by_score(self, form: LabelForm, candidates: Sequence[Candidate]) -> MatchResult:
        if not candidates:
            return MatchResult("new", reasons=("nothing in the catalogue is like it",))
        best, rivals = candidates[0], candidates[1:]
        doubts = self._doubts(form, best, rivals)
        way = self._way(form, best, rivals, doubts)
        if way:
            reason = f"says the same as {best.wording!r}" + _WAYS.get(way, "")
            return MatchResult("accept", best.indicator_id, accepted(way), reasons=(reason,))
        if not form.measures and _EVENTS.search(form.raw):
            counted = self._counted(form, candidates)
            if counted is not None:
                return counted
        decision: Decision = "review" if best.score >= _REVIEW_SCORE else "new"
        score = round(undecided(candidates), 4)
        return MatchResult(decision, "", score, reasons=(f"nearest {best.wording!r}", *doubts))

    def _counted(self, form: LabelForm, candidates: Sequence[Candidate]) -> MatchResult | None:
        """Events in the plural without any measure are their number, where a number is among the nearest."""
        near = [c for c in candidates if candidates[0].score - c.score < _ACCEPT_MARGIN]
        if not any(self.index.measure(c.indicator_id) == "count" for c in near):
            return None
        form = replace(form, features=form.features | {_COUNT})
        ranked = self.index.find(form, self.top)
        if not ranked or ranked[0].name_share < _HIGH_NAME_SHARE:
            return None
        found = self._by_score(form, ranked)
        return found if found.decision == "accept" and self.index.measure(found.indicator_id) == "count" else None

    def _way(self, form: LabelForm, best: Candidate, rivals: Sequence[Candidate], doubts: Sequence[str]) -> Way | None:
        """Why the best candidate may be accepted, if it may."""
        if not doubts:
            if best.whole:
                return "same words"
            return "explained" if best.entry_share >= _LOW_ENTRY_SHARE else "short"
        return "described" if self._says_all_and_describes(form, best, rivals) else None

    def _says_all_and_describes(self, form: LabelForm, best: Candidate, rivals: Sequence[Candidate]) -> bool:
        """All of the entry is said, nothing else is like it, and what else is said only describes it ("conservation
        areas having a current character appraisal")."""
        if self.index.measure(best.indicator_id) == "count":
            return False  # "number of children looked after" and more is the number of something else
        if best.conflicts or best.entry_share < _ALL_SAID or self._other_measures(form, best, rivals):
            return False
        if any(c.score > _DESCRIBED_RIVAL_RATIO * best.score for c in rivals):
            return False
        return best.name_share >= _DESCRIBED

    def _doubts(self, form: LabelForm, best: Candidate, rivals: Sequence[Candidate]) -> tuple[str, ...]:
        doubts = [conflict.text for conflict in best.conflicts]
        if best.name_share < _HIGH_NAME_SHARE:
            doubts.append(f"only {best.name_share:.0%} of the printed wording is explained")
        if best.entry_share < _LOW_ENTRY_SHARE and not self._is_telling(form, best, rivals):
            doubts.append(f"only {best.entry_share:.0%} of the entry is said")
        if not any(self.index.is_strong(token) for token in form.tokens) and best.entry_share < 1:
            doubts.append("only words that many indicators share")
        doubts += self._narrowed(form, best)
        near = [c for c in rivals if self._is_near(c, best) or self._explains_as_well(c, best)]
        doubts += [f"{c.indicator_id} is as near" for c in near[:2]]
        doubts += self._other_measures(form, best, rivals)
        return tuple(doubts)

    def _narrowed(self, form: LabelForm, best: Candidate) -> list[str]:
        """What a name says of whom or what it counts, where nothing of the entry has to do with that."""
        narrowed = []
        if _CHILDREN in form.tokens and not self.index.is_about(best, _YOUNG):
            narrowed.append("children only in the printed name")
        counts = not form.measures and self.index.measure(best.indicator_id) != "count" and best.entry_share < 1
        if counts and not best.whole and _DONE.search(form.raw):
            narrowed.append("what is counted against another measure")
        if not form.measures and self.index.has_limit(best) and not _TIMELY.search(form.raw):
            narrowed.append("no limit of time in the printed name")
        return narrowed

    @staticmethod
    def _is_near(rival: Candidate, best: Candidate) -> bool:
        """Nearly the same score, unless the name says clearly more of the better one."""
        clear = best.name_share >= _CLEAR_NAME_SHARE and rival.name_share < best.name_share - _CLEAR_NAME_MARGIN
        clear = clear or (best.whole and not rival.whole)
        return best.score - rival.score < _ACCEPT_MARGIN and not clear

    @staticmethod
    def _explains_as_well(rival: Candidate, best: Candidate) -> bool:
        """All that the name says is in both entries, nothing keeps the rival away, and the name leaves something of
        the better one unsaid: what tells the two apart was not printed."""
        same = rival.name_share >= best.name_share - 0.01
        return same and best.entry_share < _WHOLE_ENTRY_SHARE and not rival.says("differs") and not rival.says("extra")

    def _is_telling(self, form: LabelForm, best: Candidate, rivals: Sequence[Candidate]) -> bool:
        """A short name ("Majors in 13 weeks") will do where all of it is explained, it says what keeps the entry
        apart, and nothing else comes near."""
        telling = sum(feature.guard != "measure" and feature.role != "default" for feature in form.features)
        alone = all(c.score < _TELLING_RIVAL_RATIO * best.score for c in rivals)
        explained = best.name_share > 0.99 and best.entry_share >= _TELLING_ENTRY_SHARE
        says_enough = len(form.tokens) > 1 or any(" " in f.value for f in form.features if f.role != "default")
        return explained and alone and telling > 0 and says_enough

    def _other_measures(self, form: LabelForm, best: Candidate, rivals: Sequence[Candidate]) -> list[str]:
        """A name that does not print its measure must not be taken for the number where the rate is kept as well."""
        if form.measures:
            return []
        measure = self.index.measure(best.indicator_id)
        others = [
            c for c in rivals
            if not c.conflicts  # what keeps it apart would have been printed
            and best.score - c.score < _OTHER_MEASURE_MARGIN
            and c.name_share >= best.name_share
            and self.index.measure(c.indicator_id) != measure
        ]  # fmt: skip
        return [f"{c.indicator_id} measures the same otherwise" for c in others[:2]]

    def _settle(
        self, found: MatchResult, candidates: Sequence[Candidate], unit: str, polarity: Polarity | None
    ) -> MatchResult:
        """Adds the candidates, and takes an acceptance back where unit or polarity contradict the entry."""
        ranked = dict(found.candidates)
        if found.indicator_id:
            ranked[found.indicator_id] = found.score
        ranked = {**ranked, **{c.indicator_id: round(c.score, 4) for c in candidates if c.indicator_id not in ranked}}
        pairs = tuple(ranked.items())[: self.top]
        if found.decision == "accept":
            against = self._contradictions(found.indicator_id, unit, polarity)
            if against:
                return MatchResult("review", "", found.score, pairs, (*found.reasons, *against))
        return MatchResult(found.decision, found.indicator_id, found.score, pairs, found.reasons)

    def _contradictions(self, indicator_id: str, unit: str, polarity: Polarity | None) -> tuple[str, ...]:
        entry = self.index.by_id[indicator_id]
        against = []
        if unit and entry.unit and unit_measure(unit) != unit_measure(entry.unit):
            against.append(f"unit: {unit} against {entry.unit}")
        if polarity and entry.polarity and polarity != entry.polarity:
            against.append(f"polarity: {polarity} against {entry.polarity}")
        return tuple(against)
