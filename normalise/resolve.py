"""Every observation to its indicator, with all that is known: people's words, the catalogue, and the papers themselves.

Names are followed through the papers of each council first (`threads`). What people or the matcher say of one printing
then holds for its thread; a thread that is no entry of the catalogue gets a proposed id, also while a question about it
is open, so that a series exists before anybody has decided.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from grammar.units import base_unit
from normalise.answers import Answer, nameless, polarity_of, same_kind_of_unit, without_rejected
from normalise.definitions import Line, lines_of
from normalise.evidence import kept_apart, without_measure, wording_share
from normalise.judgements import Ruling, Rulings, kept_apart_finding, rule
from normalise.labels import LabelForm
from normalise.matching import Matcher, MatchResult
from normalise.observations import with_indicator
from normalise.printings import Printing, printings_of
from normalise.proposals import Proposal, ids_of, propose
from normalise.questions import break_finding, break_question, question_of
from normalise.threads import Link, Opinion, Thread, follow
from normalise.words import folded
from records import Finding, Indicator, Judgement, Observation, Review, Step, Target

_SURE = 0.95
"""From this probability on, what the context says is not asked about."""
_VARIANT_SCORE = 0.93
"""The surest that a name without an acceptance of its own is."""
_VARIANT_WORDING = 0.5
_LOOKED_AT = 3


@dataclass(frozen=True, slots=True)
class Resolved:
    """Observations and targets with their indicators, what was proposed, what to ask, and each one's line."""

    observations: tuple[Observation, ...]
    targets: tuple[Target, ...]
    proposed: tuple[Indicator, ...]
    reviews: tuple[Review, ...]
    findings: tuple[Finding, ...]
    lines: Mapping[str, Line] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """The indicator of one printing, how it was found and how sure that is."""

    indicator_id: str
    name: str
    method: str
    score: float | None
    reason: str


def resolve(
    observations: Sequence[Observation],
    targets: Sequence[Target],
    matcher: Matcher,
    judgements: Sequence[Judgement] = (),
) -> Resolved:
    """Match all observations. Deterministic: the order of papers does not matter."""
    return _Resolver(observations, matcher, judgements).run(targets)


class _Resolver:
    def __init__(self, observations: Sequence[Observation], matcher: Matcher, judgements: Sequence[Judgement]) -> None:
        self.observations = observations
        self.matcher = matcher
        self.catalogue = {indicator.indicator_id: indicator for indicator in matcher.catalogue}
        self._forms: dict[tuple[str, str], LabelForm] = {}
        self._results: dict[tuple[str, str, str, str], MatchResult] = {}
        self._variants: dict[tuple[str, str], bool] = {}
        self.findings: list[Finding] = []
        self.printings = printings_of(observations, self._form)
        self.judged = {j.indicator_id for j in judgements if j.judgement == "same" and j.indicator_id.startswith("~")}
        rulings = rule(((p.name, p.organisation) for p in self.printings), judgements)
        self.findings += rulings.findings
        self.answers = self._answers(rulings)
        self._part_contradicting()
        self.threads = self._follow()
        self.decisions: dict[int, Decision] = {}
        self.lines: dict[str, Line] = {}
        self.reviews: list[Review] = []
        self.place_of = {id(printing): place for place, printing in enumerate(self.printings)}

    def run(self, targets: Sequence[Target]) -> Resolved:
        borrowed = self._borrow()
        unnamed: list[Thread] = []
        for number, thread in enumerate(self.threads):
            entry = self._entry(thread) or borrowed.get(number, "")
            if entry:
                self._decide_by_entry(thread, entry, number in borrowed)
            else:
                unnamed.append(thread)
        proposed = self._propose(unnamed)
        for thread in self.threads:
            self._draw(thread)
        resolved = self._rows()
        return Resolved(
            resolved,
            _resolved_targets(targets, resolved),
            proposed,
            tuple(sorted(self.reviews, key=lambda review: review.review_id)),
            tuple(self.findings),
            self.lines,
        )

    # ------------------------------------------------------------------------------------ one printing by itself
    def _form(self, name: str, organisation: str) -> LabelForm:
        key = (name, organisation)
        if key not in self._forms:
            self._forms[key] = self.matcher.form(name, organisation)
        return self._forms[key]

    def _answers(self, rulings: Rulings) -> list[Answer]:
        refused: set[tuple[str, str]] = set()
        answers = []
        for printing in self.printings:
            ruling = self._unless_guarded(rulings.of(printing.name, printing.organisation), printing, refused)
            result = self._match(printing)
            result = without_rejected(result, ruling)
            answers.append(Answer(result, ruling, self._opinion(printing, result, ruling)))
        return answers

    def _unless_guarded(self, ruling: Ruling, printing: Printing, refused: set[tuple[str, str]]) -> Ruling:
        """The ruling, left open where a guard keeps name and entry apart: that is an error which names both."""
        same = ruling.same
        entry = self.catalogue.get(same.indicator_id) if same is not None else None
        if same is None or entry is None:
            return ruling
        why = kept_apart(printing.form, self._form(entry.name, ""))
        if not why or any(folded(printing.name) == folded(alias) for alias in (entry.name, *entry.aliases)):
            return ruling
        if (same.origin, printing.name) not in refused:
            refused.add((same.origin, printing.name))
            self.findings.append(kept_apart_finding(same, entry.name, why))
        return replace(ruling, same=None, is_open=True, disputed=True)

    def _match(self, printing: Printing) -> MatchResult:
        if printing.is_project:
            return MatchResult("new", reasons=("a project",))
        key = (printing.name, printing.unit, printing.polarity, printing.organisation)
        if key not in self._results:
            self._results[key] = self._checked(
                self.matcher.match(
                    printing.name,
                    unit=printing.unit,
                    polarity=polarity_of(printing.polarity),
                    organisation=printing.organisation,
                    form=self._form(printing.name, printing.organisation),
                ),
                printing,
            )
        return self._results[key]

    def _checked(self, result: MatchResult, printing: Printing) -> MatchResult:
        """An acceptance against the printed unit is a question."""
        if result.decision != "accept" or same_kind_of_unit(printing.unit, self.catalogue[result.indicator_id].unit):
            return result
        reason = f"the paper prints {printing.unit}, the catalogue says {self.catalogue[result.indicator_id].unit}"
        return replace(result, decision="review", indicator_id="", reasons=(reason, *result.reasons))

    def _opinion(self, printing: Printing, result: MatchResult, ruling: Ruling) -> Opinion:
        accepted = result.indicator_id if result.decision == "accept" and not ruling.is_open else ""
        if ruling.same is not None:
            accepted = ruling.same.indicator_id
        elif not accepted and self.judged:
            own = set(ids_of(nameless([printing], self._tells(printing.form))))
            accepted = next(iter(sorted(own & self.judged - ruling.rejected)), "")
        return Opinion(accepted, dict(result.candidates) if result.decision != "new" else {}, ruling.rejected)

    def _part_contradicting(self) -> None:
        """One name in two sections of a paper, with figures that cannot both be true, is not the entry twice."""
        twice: dict[tuple[str, str, str, str, str], list[int]] = defaultdict(list)
        for place, printing in enumerate(self.printings):
            key = (printing.document_id, printing.organisation, printing.name, printing.code, printing.unit)
            twice[key].append(place)
        for places in (found for found in twice.values() if len(found) > 1):
            for place in places:
                answer = self.answers[place]
                if answer.ruling.same is None and answer.result.decision == "accept":
                    reasons = ("the paper prints this name for different things", *answer.result.reasons)
                    result = replace(answer.result, decision="review", indicator_id="", reasons=reasons)
                    opinion = Opinion("", dict(result.candidates), answer.ruling.rejected)
                    self.answers[place] = Answer(result, answer.ruling, opinion)

    # ------------------------------------------------------------------------------------ threads and their entries
    def _follow(self) -> list[Thread]:
        """Threads by council; papers of nobody knows whom stand alone."""
        homes: dict[str, list[int]] = defaultdict(list)
        for place, printing in enumerate(self.printings):
            homes[printing.organisation or f"\n{printing.document_id}"].append(place)
        threads: list[Thread] = []
        for home in sorted(homes):
            printings = [self.printings[place] for place in homes[home]]
            threads += follow(printings, [self.answers[place].opinion for place in homes[home]], self._is_variant)
        return threads

    def _is_variant(self, a: str, b: str) -> bool:
        """Whether two entries of the catalogue are one thing measured in two ways (number and rate)."""
        key = (min(a, b), max(a, b))
        if key not in self._variants:
            one, two = self.catalogue.get(a), self.catalogue.get(b)
            self._variants[key] = one is not None and two is not None and self._says_alike(one, two)
        return self._variants[key]

    def _says_alike(self, one: Indicator, two: Indicator) -> bool:
        if base_unit(one.unit)[0] == base_unit(two.unit)[0]:
            return False
        a, b = self._form(one.name, ""), self._form(two.name, "")
        return (
            not kept_apart(a, b) and wording_share(a, b, without_measure(self.matcher.index.weight)) >= _VARIANT_WORDING
        )

    def _answer(self, printing: Printing) -> Answer:
        return self.answers[self.place_of[id(printing)]]

    def _entry(self, thread: Thread) -> str:
        """The indicator of a thread: a person's word, else the first paper's acceptance; "" where there is neither."""
        answers = [self._answer(printing) for printing in thread.printings]
        said = [answer.ruling.same.indicator_id for answer in answers if answer.ruling.same is not None]
        accepted = [answer.opinion.accepted for answer in answers if answer.opinion.accepted]
        return next(iter((*said, *accepted)), "")

    def _decide_by_entry(self, thread: Thread, entry: str, is_borrowed: bool) -> None:
        name = self.catalogue[entry].name if entry in self.catalogue else thread.printings[0].name
        own = [place for place, p in enumerate(thread.printings) if self._answer(p).opinion.accepted == entry]
        asked: list[int] = []
        for place, printing in enumerate(thread.printings):
            answer = self._answer(printing)
            decision = self._own_decision(answer, entry, name)
            if decision is None:
                decision = self._decision_by_context(thread, place, entry, name, own, is_borrowed)
                if answer.ruling.is_open or (decision.score or 0) < _SURE:
                    asked.append(place)
            self.decisions[self.place_of[id(printing)]] = decision
        if asked:
            self._ask_about([thread.printings[place] for place in asked])

    def _own_decision(self, answer: Answer, entry: str, name: str) -> Decision | None:
        same = answer.ruling.same
        if same is not None and same.indicator_id == entry:
            return Decision(entry, name, "judgement", 1.0, f"judged by {same.who} on {same.when}: {same.why}")
        if answer.opinion.accepted == entry and answer.result.indicator_id == entry:
            return Decision(entry, name, "matcher", answer.result.score, "; ".join(answer.result.reasons))
        return None

    def _decision_by_context(
        self, thread: Thread, place: int, entry: str, name: str, own: Sequence[int], is_borrowed: bool
    ) -> Decision:
        """As sure as the links between this printing and the nearest one that is the entry by itself."""
        if not own:
            link = thread.links[place]
            score = min(_VARIANT_SCORE, link.probability if link else 1.0)
            why = (
                "the same wording is this indicator in another council's papers"
                if is_borrowed
                else "proposed id that was judged"
            )
            return Decision(entry, name, "context", score, "; ".join((why, *(link.reasons if link else ()))))
        nearest = min(own, key=lambda other: (abs(other - place), other))
        span = range(min(place, nearest) + 1, max(place, nearest) + 1)
        links = [link for at in span if (link := thread.links[at]) is not None]
        weakest = min(links, key=lambda link: link.probability, default=Link(1.0, ()))
        anchor = thread.printings[nearest]
        score = round(
            weakest.probability
            * min(1.0, self._answer(anchor).result.score or 1.0 if self._answer(anchor).ruling.same is None else 1.0),
            4,
        )
        other = self._answer(thread.printings[place]).opinion.accepted
        measured = (f"measured otherwise than before ({other})",) if other and other != entry else ()
        reasons = (f"continues “{anchor.name}” of {anchor.when.isoformat()}", *measured, *weakest.reasons)
        return Decision(entry, name, "context", score, "; ".join(reasons))

    # ------------------------------------------------------------------------------------ proposals
    def _tells(self, form: LabelForm) -> bool:
        return bool(form.codes) or (len(form.tokens) > 1 and any(self.matcher.index.is_strong(t) for t in form.tokens))

    def _borrow(self) -> dict[int, str]:
        """Threads without an entry that are worded as another council's thread with one, where the catalogue agrees."""
        known: dict[tuple[str, str], set[str]] = defaultdict(set)
        for thread in self.threads:
            entry = self._entry(thread)
            for printing in thread.printings:
                known[printing.key, base_unit(printing.unit)[0]].add(entry)
        found: dict[int, str] = {}
        for number, thread in enumerate(self.threads):
            if self._entry(thread) or not all(p.unit for p in thread.printings):
                continue
            entries: set[str] = set()
            for printing in thread.printings:
                if self._tells(printing.form):
                    entries |= known[printing.key, base_unit(printing.unit)[0]] - {""}
            near = sorted(thread.candidates, key=lambda name: (-thread.candidates[name], name))[:_LOOKED_AT]
            if len(entries) == 1 and entries <= set(near) and not entries & thread.rejected:
                found[number] = next(iter(entries))
        return found

    def _propose(self, threads: Sequence[Thread]) -> tuple[Indicator, ...]:
        found = [nameless(thread.printings, any(self._tells(p.form) for p in thread.printings)) for thread in threads]
        proposals = propose(found, {*self.catalogue, *self.judged})
        for proposal in proposals:
            for member in proposal.members:
                self._decide_by_proposal(threads[member], proposal)
        judged = {d.indicator_id: d for d in self.decisions.values() if d.indicator_id.startswith("~")}
        own = (
            Indicator(indicator_id=key, name=d.name, status="proposed")
            for key, d in sorted(judged.items())
            if key in self.judged
        )
        return (*(proposal.as_indicator() for proposal in proposals), *own)

    def _decide_by_proposal(self, thread: Thread, proposal: Proposal) -> None:
        asked = []
        for place, printing in enumerate(thread.printings):
            answer, link = self._answer(printing), thread.links[place]
            is_open = answer.result.decision == "review" or answer.ruling.is_open
            if is_open:
                asked.append(printing)
            reasons = link.reasons if link else ("the catalogue has no entry that is surely the same",)
            self.decisions[self.place_of[id(printing)]] = Decision(
                proposal.indicator_id,
                proposal.name,
                "review" if is_open else "proposed",
                link.probability if link else None,
                "; ".join(reasons),
            )
        if asked:
            self._ask_about(asked)

    # ------------------------------------------------------------------------------------ questions, lines, rows
    def _ask_about(self, printings: Sequence[Printing]) -> None:
        answers = [self._answer(printing) for printing in printings]
        self.reviews.append(question_of(printings, answers, self.observations, self.matcher.top))

    def _draw(self, thread: Thread) -> None:
        """The line of each observation of a thread, and what is to be said of its breaks."""
        lines, breaks = lines_of(thread)
        for printing, line in zip(thread.printings, lines, strict=True):
            for row in printing.rows:
                self.lines[self.observations[row].observation_id] = line
        for found in breaks:
            self.findings.append(break_finding(found, self.observations))
            if found.asks:
                self.reviews.append(break_question(found, self.observations))

    def _rows(self) -> tuple[Observation, ...]:
        decided: dict[int, Decision] = {}
        for place, printing in enumerate(self.printings):
            for row in printing.rows:
                decided[row] = self.decisions[place]
        return tuple(_resolved(row, decided.get(number)) for number, row in enumerate(self.observations))


def _resolved(row: Observation, decision: Decision | None) -> Observation:
    if decision is None:
        return replace(row, steps=(*row.steps, Step("normalise", "indicator_id", "no name", "undecided")))
    step = Step("normalise", "indicator_id", decision.method, f"{decision.indicator_id}: {decision.reason}")
    return with_indicator(row, decision.indicator_id, decision.name, decision.method, decision.score, step)


def _resolved_targets(targets: Sequence[Target], observations: Sequence[Observation]) -> tuple[Target, ...]:
    """A target belongs to the indicator that the same name of the same paper was given, if it is only one."""
    known: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for row in observations:
        known[row.document_id, row.indicator_code, row.indicator_raw][row.indicator_id] += 1
    found = []
    for target in targets:
        ids = known[target.document_id, target.indicator_code, target.indicator_raw]
        found.append(replace(target, indicator_id=next(iter(ids)) if len(ids) == 1 else ""))
    return tuple(found)
