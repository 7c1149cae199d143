"""Follows the names of one council from paper to paper: each printing continues a thread, or begins one.

Papers are taken in the order of what they report on. Within a paper a thread is continued once, by the printing that
fits best; where two fit about as well, neither is taken. What has been joined shows where in the table the rest is to
be expected.
"""

import math
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from normalise.evidence import ACCEPT, MARGIN, Evidence, Known, Wordings, same_measure, slips, stems_of, weigh_evidence
from normalise.figures import Figure, agree, bucket
from normalise.guards import Feature
from normalise.printings import FactKey, Printing

_CANDIDATES = 12
_LONGEST_POSTING = 60
_NEIGHBOUR = 1.2
_ROUNDS = 4
_SAME_ENTRY, _CANDIDATE, _SAME_CANDIDATE, _NOT_IN_CATALOGUE = 6.0, 3.0, 1.0, -0.5
_TWIN_PROBABILITY = 0.97
_FIGURE_WEIGHT = 0.4  # of a figure among the words of a name, as figures mostly repeat words

Paper = tuple[date, str]
_Said = tuple[Printing, "Opinion"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What catalogue and people say of one printing by itself: the entry it is, those it may be, those it is not."""

    accepted: str = ""
    candidates: Mapping[str, float] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Link:
    """Why a printing continues its thread."""

    probability: float
    reasons: tuple[str, ...]


@dataclass
class Thread:
    """The printings of one indicator in one council's papers, oldest first, each with its link to those before."""

    printings: list[Printing] = field(default_factory=list)
    links: list[Link | None] = field(default_factory=list)
    ranks: list[int] = field(default_factory=list)
    accepted: set[str] = field(default_factory=set)
    rejected: set[str] = field(default_factory=set)
    candidates: dict[str, float] = field(default_factory=dict)
    figures: dict[FactKey, Figure] = field(default_factory=dict)
    targets: dict[FactKey, Figure] = field(default_factory=dict)
    features: set[Feature] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    slipped: dict[int, int] = field(default_factory=dict)
    """Places of printings whose figures are 100 or 1000 times the known ones, or that part, with the factor."""

    def known(self) -> Known:
        """What a further paper is compared with."""
        return Known(self.printings, self.figures, self.targets, frozenset(self.features), tuple(sorted(self.codes)))

    def add(self, printing: Printing, opinion: Opinion, rank: int, link: Link | None) -> None:
        """Continue with a printing of the same or a later paper; `rank` is its place in the paper's order."""
        measured_alike = bool(self.printings) and same_measure(printing.unit, self.printings[-1].unit)
        factor = slips(printing, self.known())[0] if measured_alike else 0
        if factor:
            self.slipped[len(self.printings)] = factor
        if self.printings and not measured_alike:
            self.figures.clear()
            self.targets.clear()
        self.printings.append(printing)
        self.links.append(link)
        self.ranks.append(rank)
        self.features |= printing.form.features
        self.codes |= set(printing.form.codes)
        self.accepted |= {opinion.accepted} - {""}
        self.rejected |= opinion.rejected
        for indicator_id, score in opinion.candidates.items():
            self.candidates[indicator_id] = max(score, self.candidates.get(indicator_id, 0.0))
        if not factor and printing.definition != "old":
            self.figures.update(printing.figures)
            self.targets.update(printing.targets)


Variant = Callable[[str, str], bool]
"""Whether two entries of the catalogue are one thing measured in two ways."""


@dataclass(frozen=True, slots=True)
class KeptThreads:
    """Threads of some papers: for each its printings as (number of the paper, rank in it, link)."""

    threads: tuple[tuple[tuple[int, int, Link | None], ...], ...]


class Memory(Protocol):
    """Where threads are kept under a mark: a hash of all that they depend on, but the catalogue."""

    def mark(self, before: str, said: object) -> str:
        """The mark of what is said after that of another mark. `said` is made of plain values."""

    def find(self, mark: str) -> KeptThreads | None:
        """The threads that are kept under a mark."""

    def keep(self, mark: str, threads: KeptThreads) -> None:
        """Keep threads under a mark."""


def follow(
    printings: Sequence[Printing], opinions: Sequence[Opinion], variant: Variant, memory: Memory | None = None
) -> list[Thread]:
    """The threads of one council's printings; `opinions` has one for each of them, in their order.

    Papers are followed in their order, and what comes of one depends on it, on those before it, and on the words of
    all names, by which words are weighed. So the threads of the first papers, where they are kept, are gone on from.
    """
    found: dict[Paper, list[_Said]] = defaultdict(list)
    for printing, opinion in zip(printings, opinions, strict=True):
        found[printing.paper].append((printing, opinion))
    papers = [found[paper] for paper in sorted(found)]
    shelf = _Shelf(printings, variant)
    marks = _marks(papers, memory) if memory else []
    begun = 0
    for number in range(len(marks), 0, -1):
        kept = memory.find(marks[number - 1]) if memory else None
        if kept is not None:
            shelf.go_on(papers, kept)
            begun = number
            break
    for paper in papers[begun:]:
        _PaperReader(shelf, paper).read()
    if memory and begun < len(papers):
        memory.keep(marks[-1], _kept(papers, shelf.threads))
    return shelf.threads


def _marks(papers: Sequence[Sequence[_Said]], memory: Memory) -> list[str]:
    """For each paper the mark of the threads up to it."""
    marks = [memory.mark("", sorted({printing.form.raw for paper in papers for printing, _ in paper}))]
    for paper in papers:
        marks.append(memory.mark(marks[-1], [(*_said(printing), *_thought(opinion)) for printing, opinion in paper]))
    return marks[1:]


def _said(p: Printing) -> tuple[object, ...]:
    """What threads depend on, of a printing. Its form is that of its name."""
    words = (p.document_id, p.organisation, p.when, p.name, p.code, p.unit, p.polarity, p.section, p.is_project)
    figures = ([*of.items()] for of in (p.figures, p.targets))
    return (*words, p.form.raw, p.definition, *figures, sorted(p.absent))


def _thought(opinion: Opinion) -> tuple[object, ...]:
    return opinion.accepted, sorted(opinion.candidates.items()), sorted(opinion.rejected)


def _kept(papers: Sequence[Sequence[_Said]], threads: Sequence[Thread]) -> KeptThreads:
    numbers = {id(printing): number for number, paper in enumerate(papers) for printing, _ in paper}
    return KeptThreads(
        tuple(
            tuple(
                (numbers[id(printing)], rank, link)
                for printing, rank, link in zip(thread.printings, thread.ranks, thread.links, strict=True)
            )
            for thread in threads
        )
    )


class _Shelf:
    """All threads so far, found by wording, word, code and figure."""

    def __init__(self, printings: Sequence[Printing], variant: Variant) -> None:
        self.threads: list[Thread] = []
        self.variant = variant
        forms = {p.form.raw: stems_of(p.form) for p in printings}
        frequency = Counter(token for tokens in forms.values() for token in tokens)
        self._weights = {
            token: math.log(1 + (len(forms) + 1) / (n + 0.5)) * (_FIGURE_WEIGHT if ":" in token else 1)
            for token, n in frequency.items()
        }
        self.wordings = Wordings(self._weights.__getitem__)
        self.by_key: dict[str, set[int]] = defaultdict(set)
        self._by_token: dict[str, set[int]] = defaultdict(set)
        self._by_code: dict[str, set[int]] = defaultdict(set)
        self._by_figure: dict[tuple[FactKey, int], set[int]] = defaultdict(set)

    def go_on(self, papers: Sequence[Sequence[_Said]], kept: KeptThreads) -> None:
        """Put threads of the first papers on the shelf, as they were when these had been read."""
        for number, places in enumerate(kept.threads):
            self.threads.append(Thread())
            for paper, rank, link in places:
                printing, opinion = papers[paper][rank]
                self.threads[number].add(printing, opinion, rank, link)
                self.index(printing, number)

    def index(self, printing: Printing, number: int) -> None:
        """Make a thread findable by what a printing of it says."""
        self.by_key[printing.key].add(number)
        for token in stems_of(printing.form):
            self._by_token[token].add(number)
        if printing.code:
            self._by_code[printing.code].add(number)
        for key, figure in printing.figures.items():
            self._by_figure[key, bucket(figure)].add(number)

    def candidates(self, printing: Printing) -> list[int]:
        """Threads that have a wording, a code, a figure or telling words in common with a printing."""
        found = self.by_key.get(printing.key, set()) | self._by_code.get(printing.code or "-", set())
        for key, figure in printing.figures.items():
            found = found | self._printing_about(key, figure)
        shared: Counter[int] = Counter()
        for token in stems_of(printing.form):
            posting = self._by_token.get(token, set())
            if len(posting) <= _LONGEST_POSTING:
                shared.update(posting)
        ranked = sorted(shared, key=lambda number: (-shared[number], number))
        return sorted(found | set(ranked[:_CANDIDATES]))

    def _printing_about(self, key: FactKey, figure: Figure) -> set[int]:
        place = bucket(figure)
        return {n for near in (place - 1, place, place + 1) for n in self._by_figure.get((key, near), ())}

    def sharing(self, unit: str) -> Callable[[FactKey, Figure], int]:
        """Counts the threads with an agreeing figure for one period, in a unit that can be compared."""

        def count(key: FactKey, figure: Figure) -> int:
            threads = [self.threads[number] for number in self._printing_about(key, figure)]
            return sum(
                key in thread.figures
                and agree(thread.figures[key], figure)
                and same_measure(thread.printings[-1].unit, unit)
                for thread in threads
            )

        return count


class _PaperReader:
    """Assigns the printings of one paper to the threads of the papers before it."""

    def __init__(self, shelf: _Shelf, paper: Sequence[_Said]) -> None:
        self.shelf = shelf
        self.printings = [printing for printing, _ in paper]
        self.opinions = [opinion for _, opinion in paper]
        self.taken: dict[int, int] = {}
        self.links: dict[int, Link] = {}

    def read(self) -> None:
        kept = self._codes_kept()
        pairs: dict[tuple[int, int], Evidence] = {}
        for place, printing in enumerate(self.printings):
            for number in self.shelf.candidates(printing):
                evidence = self._evidence(place, self.shelf.threads[number], kept)
                if evidence is not None:
                    pairs[place, number] = evidence
        for _ in range(_ROUNDS):
            before = len(self.taken)
            used = set(self.taken.values())
            free = {p: e for p, e in pairs.items() if p[0] not in self.taken and p[1] not in used}
            self._assign({pair: self._with_neighbours(pair, evidence) for pair, evidence in free.items()})
            if len(self.taken) == before:
                break
        self._settle()

    # ------------------------------------------------------------------------------------ evidence
    def _evidence(self, place: int, thread: Thread, kept: float) -> Evidence | None:
        printing, last = self.printings[place], thread.printings[-1]
        extra = self._catalogue(self.opinions[place], thread)
        if printing.is_project != last.is_project or extra is None:
            return None
        evidence = weigh_evidence(
            printing, thread.known(), self.shelf.wordings, self.shelf.sharing(printing.unit), kept
        )
        if evidence is None or not extra:
            return evidence
        return evidence.plus(extra, f"by the catalogue ({extra:+.1f})", supports=int(extra >= _CANDIDATE / 2))

    def _catalogue(self, opinion: Opinion, thread: Thread) -> float | None:
        """What the catalogue says of a printing and a thread, in logits; None where it keeps them apart."""
        if opinion.rejected & thread.accepted or opinion.accepted in thread.rejected:
            return None
        if opinion.accepted and thread.accepted:
            if opinion.accepted in thread.accepted:
                return _SAME_ENTRY
            return 0.0 if all(self.shelf.variant(opinion.accepted, other) for other in thread.accepted) else None
        if opinion.accepted:
            return _CANDIDATE * thread.candidates.get(opinion.accepted, 0.0)
        if thread.accepted:
            best = max(opinion.candidates.get(accepted, 0.0) for accepted in thread.accepted)
            return _CANDIDATE * best if opinion.candidates else _NOT_IN_CATALOGUE
        return _SAME_CANDIDATE if _best(opinion.candidates) & _best(thread.candidates) else 0.0

    def _codes_kept(self) -> float:
        """Of the printings whose wording is known, the part that has its old code; near one half where none is."""
        same = other = 0
        for printing in self.printings:
            for number in sorted(self.shelf.by_key.get(printing.key, ()))[:1]:
                code = self.shelf.threads[number].printings[-1].code
                if printing.code and code:
                    same, other = same + (code == printing.code), other + (code != printing.code)
        return (same + 0.5) / (same + other + 1)

    def _with_neighbours(self, pair: tuple[int, int], evidence: Evidence) -> Evidence:
        """Rows keep their order more often than not: a neighbour that is known shows where this one comes from."""
        place, number = pair
        found = sum(self._beside(place, number, step) for step in (-1, 1))
        if not found:
            return evidence
        return evidence.plus(
            _NEIGHBOUR * found, f"beside {found} known neighbours ({_NEIGHBOUR * found:+.1f})", supports=1
        )

    def _beside(self, place: int, number: int, step: int) -> bool:
        other = next((self.taken[p] for p in (place + step, place + 2 * step) if p in self.taken), None)
        if other is None:
            return False
        thread, neighbour = self.shelf.threads[number], self.shelf.threads[other]
        same_paper = thread.printings[-1].paper == neighbour.printings[-1].paper
        return same_paper and 0 < (neighbour.ranks[-1] - thread.ranks[-1]) * step <= 2

    # ------------------------------------------------------------------------------------ deciding
    def _assign(self, pairs: Mapping[tuple[int, int], Evidence]) -> None:
        """Best pairs first. A pair that has a rival as good, on either side, waits for more evidence."""
        ranked = sorted(pairs, key=lambda pair: (-pairs[pair].logit, pair))
        by_place: dict[int, list[tuple[int, int]]] = defaultdict(list)
        by_thread: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for pair in ranked:
            by_place[pair[0]].append(pair)
            by_thread[pair[1]].append(pair)
        used = set(self.taken.values())
        for pair in ranked:
            place, number = pair
            evidence = pairs[pair]
            if evidence.logit < ACCEPT:
                break
            if place in self.taken or number in used or not evidence.enough:
                continue
            rivals = [
                pairs[rival].logit
                for rival in (*by_place[place], *by_thread[number])
                if rival != pair and rival[0] not in self.taken and rival[1] not in used
            ]
            if max(rivals, default=-math.inf) <= evidence.logit - MARGIN:
                self.taken[place] = number
                self.links[place] = Link(evidence.probability, evidence.reasons)
                used.add(number)

    def _settle(self) -> None:
        """Continues the threads that were found and begins one for each printing that is left."""
        numbers = dict(self.taken)
        keys = [(printing.key, printing.is_project) for printing in self.printings]
        settled: dict[tuple[str, bool], list[int]] = defaultdict(list)
        for place in sorted(self.taken):
            self._add(place, self.taken[place], self.links[place])
            settled[keys[place]].append(place)
        for place in range(len(self.printings)):
            if place in self.taken:
                continue
            alike = settled[keys[place]]
            twin = next((numbers[other] for other in alike if self._is_twin(place, other)), None)
            if twin is None:
                twin = len(self.shelf.threads)
                self.shelf.threads.append(Thread())
                self._add(place, twin, None)
            else:
                self._add(place, twin, Link(_TWIN_PROBABILITY, ("the paper prints it twice",)))
            numbers[place] = twin
            insort(alike, place)
        for place, number in numbers.items():
            self.shelf.index(self.printings[place], number)

    def _add(self, place: int, number: int, link: Link | None) -> None:
        self.shelf.threads[number].add(self.printings[place], self.opinions[place], place, link)

    def _is_twin(self, place: int, other: int) -> bool:
        """Whether two printings of this paper that say the same contradict each other by definition at most."""
        a, b = self.printings[place], self.printings[other]
        if a.form.measures != b.form.measures and (not a.unit or a.unit != b.unit):
            return False
        one, two = self.opinions[place], self.opinions[other]
        if one.accepted and two.accepted and one.accepted != two.accepted:
            return False
        if not same_measure(a.unit, b.unit) or one.accepted in two.rejected or two.accepted in one.rejected:
            return False
        common = a.figures.keys() & b.figures.keys()
        return a.definition != b.definition or all(agree(a.figures[key], b.figures[key]) for key in common)


def _best(candidates: Mapping[str, float]) -> set[str]:
    return {max(candidates, key=lambda name: (candidates[name], name))} if candidates else set()
