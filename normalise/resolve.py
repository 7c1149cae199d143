"""Every observation to its indicator, with all that is known: people's words, the catalogue, and the papers themselves.

Names are followed through the papers of each council first (`threads`). What people or the matcher say of one printing
then holds for its thread; a thread that is no entry of the catalogue gets a proposed id, also while a question about it
is open, so that a series exists before anybody has decided.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from grammar.units import base_unit
from normalise.answers import Answer, nameless, polarity_of, same_kind_of_unit, without_rejected
from normalise.definitions import Line, lines_of
from normalise.evidence import kept_apart, without_measure, wording_share
from normalise.judgements import Ruling, Rulings, kept_apart_finding, rule, unused_findings
from normalise.labels import LabelForm
from normalise.matching import Matcher, MatchResult
from normalise.observations import with_indicator
from normalise.outlines import Naming, OpenThread, Outline, agree_on_names
from normalise.printings import Printing, printings_of
from normalise.proposals import ids_of
from normalise.questions import break_finding, break_question, question_of
from normalise.threads import Link, Memory, Opinion, Thread, follow
from normalise.words import folded
from records import Finding, Indicator, Judgement, Observation, Review, Step, Target

_SURE = 0.95
"""From this probability on, what the context says is not asked about."""
_VARIANT_SCORE = 0.93
"""The surest that a name without an acceptance of its own is."""
_VARIANT_WORDING = 0.5
_LOOKED_AT = 3


HomeKey = str
"""Whose papers a thread is from: the council, or the paper where nobody knows whose it is. Sorts as threads do."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A judgement that a guard keeps from being applied to a printed name; `order` is that of the printing."""

    judgement: str
    name: str
    order: tuple[date, str, int]
    finding: Finding


@dataclass(frozen=True, slots=True)
class Followed:
    """The names of some councils, followed through their papers: enough to go on from without following them again.

    `threads` holds, for each thread, its printings as (place, rank in the paper, link).
    """

    answers: tuple[Answer, ...]
    threads: tuple[tuple[tuple[int, int, Link | None], ...], ...]
    disputes: tuple[Finding, ...]
    refusals: tuple[Refusal, ...]
    judgements_used: frozenset[int]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what puts it in order among those of all councils that have its id."""

    order: tuple[int, str, HomeKey, int]
    review: Review


@dataclass(frozen=True, slots=True)
class Named:
    """Observations and targets of some councils with their indicators, what to ask and to report, each one's line, and
    the proposals that people have judged, by home and id, with the names that they have there."""

    observations: tuple[Observation, ...]
    targets: tuple[Target, ...]
    asked: tuple[Asked, ...]
    findings: tuple[Finding, ...]
    lines: Mapping[str, Line] = field(default_factory=dict)
    judged: tuple[tuple[HomeKey, str, str], ...] = ()


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
    resolver = Resolver(observations, matcher, judgements)
    followed = resolver.follow()
    agreement = agree_on_names([resolver.outline()], taken_ids(matcher.catalogue, judgements))
    named = resolver.name(targets, agreement.namings[0])
    return Resolved(
        named.observations,
        named.targets,
        (*agreement.proposed, *judged_proposals(named.judged)),
        in_order(named.asked),
        (*followed_findings([followed], judgements), *named.findings),
        named.lines,
    )


def taken_ids(catalogue: Iterable[Indicator], judgements: Sequence[Judgement]) -> frozenset[str]:
    """Ids that no proposal gets: the catalogue's, and those of proposals that people have judged."""
    return frozenset(entry.indicator_id for entry in catalogue) | _judged_ids(judgements)


def judged_proposals(judged: Iterable[tuple[HomeKey, str, str]]) -> tuple[Indicator, ...]:
    """The proposals that people have judged, as entries: named as in the last of the councils."""
    names = {indicator_id: name for _, indicator_id, name in sorted(judged, key=lambda found: found[0])}
    return tuple(Indicator(indicator_id=key, name=names[key], status="proposed") for key in sorted(names))


def in_order(asked: Iterable[Asked]) -> tuple[Review, ...]:
    """The questions by id, and those of one id in the order of their kinds, homes and threads."""
    found = sorted(asked, key=lambda question: (question.review.review_id, question.order))
    return tuple(question.review for question in found)


def followed_findings(followed: Sequence[Followed], judgements: Sequence[Judgement]) -> tuple[Finding, ...]:
    """What is to be said of judgements, once for each: disputes, names that no paper prints, those against a guard."""
    disputes = {finding.message: finding for part in followed for finding in part.disputes}
    used = {place for part in followed for place in part.judgements_used}
    refusals = sorted((refusal for part in followed for refusal in part.refusals), key=lambda r: r.order, reverse=True)
    first = {(refusal.judgement, refusal.name): refusal.finding for refusal in refusals}
    return (*disputes.values(), *unused_findings(judgements, used), *first.values())


def _judged_ids(judgements: Sequence[Judgement]) -> frozenset[str]:
    return frozenset(j.indicator_id for j in judgements if j.judgement == "same" and j.indicator_id.startswith("~"))


class Resolver:
    """Resolves the observations of some councils, all papers of each, in steps that may happen at different times:
    `follow`, or `resume` with what it gave; `outline`; and, once all councils have agreed on names, `name`."""

    def __init__(
        self,
        observations: Sequence[Observation],
        matcher: Matcher,
        judgements: Sequence[Judgement],
        memory: Memory | None = None,
    ) -> None:
        self.observations = observations
        self._memory = memory
        self.matcher = matcher
        self.judgements = judgements
        self.catalogue = {indicator.indicator_id: indicator for indicator in matcher.catalogue}
        self._forms: dict[tuple[str, str], LabelForm] = {}
        self._results: dict[tuple[str, str, str, str], MatchResult] = {}
        self._variants: dict[tuple[str, str], bool] = {}
        self.refusals: dict[tuple[str, str], Refusal] = {}
        self.findings: list[Finding] = []
        self.printings = printings_of(observations, self._form)
        self.judged = _judged_ids(judgements)
        self.answers: list[Answer] = []
        self.threads: list[Thread] = []
        self.decisions: dict[int, Decision] = {}
        self.lines: dict[str, Line] = {}
        self.asked: list[Asked] = []
        self.place_of = {id(printing): place for place, printing in enumerate(self.printings)}

    def follow(self) -> Followed:
        """Say of each printing what it is by itself, and follow the names of each council through its papers."""
        rulings = rule(((p.name, p.organisation) for p in self.printings), self.judgements)
        self.answers = self._answers(rulings)
        self._part_contradicting()
        self.threads = self._follow()
        threads = tuple(
            tuple(
                (self.place_of[id(printing)], rank, link)
                for printing, rank, link in zip(thread.printings, thread.ranks, thread.links, strict=True)
            )
            for thread in self.threads
        )
        refusals = tuple(self.refusals.values())
        return Followed(tuple(self.answers), threads, rulings.disputes, refusals, rulings.used)

    def resume(self, followed: Followed) -> None:
        """Go on from what `follow` gave for the same observations."""
        self.answers = list(followed.answers)
        for places in followed.threads:
            thread = Thread()
            for place, rank, link in places:
                thread.add(self.printings[place], self.answers[place].opinion, rank, link)
            self.threads.append(thread)

    def outline(self) -> Outline:
        """What the other councils need to know of these threads."""
        known: set[tuple[tuple[str, str], str]] = set()
        open_threads = []
        for number, thread in enumerate(self.threads):
            entry = self._entry(thread)
            if entry:
                known |= {((p.key, base_unit(p.unit)[0]), entry) for p in thread.printings}
            else:
                open_threads.append(self._open(number, thread))
        return Outline(tuple(sorted(known)), tuple(open_threads))

    def _open(self, number: int, thread: Thread) -> OpenThread:
        telling = [p for p in thread.printings if self._tells(p.form)]
        wordings = {(p.key, base_unit(p.unit)[0]) for p in telling} if all(p.unit for p in thread.printings) else set()
        near = sorted(thread.candidates, key=lambda name: (-thread.candidates[name], name))[:_LOOKED_AT]
        return OpenThread(
            number,
            tuple(sorted(wordings)),
            tuple(near),
            frozenset(thread.rejected),
            nameless(thread.printings, bool(telling)),
        )

    def name(self, targets: Sequence[Target], naming: Naming) -> Named:
        """Give each thread its indicator, each observation its line, and ask what is open."""
        for number, thread in enumerate(self.threads):
            entry = self._entry(thread) or naming.borrowed.get(number, "")
            if entry:
                self._decide_by_entry(thread, entry, number in naming.borrowed)
        judged = tuple(
            (_home_of(self.printings[place]), decision.indicator_id, decision.name)
            for place, decision in self.decisions.items()
            if decision.indicator_id in self.judged
        )
        for number, (indicator_id, name) in sorted(naming.proposed.items()):
            self._decide_by_proposal(self.threads[number], indicator_id, name)
        for thread in self.threads:
            self._draw(thread)
        resolved = self._rows()
        return Named(
            resolved,
            _resolved_targets(targets, resolved),
            tuple(self.asked),
            tuple(self.findings),
            self.lines,
            judged,
        )

    # ------------------------------------------------------------------------------------ one printing by itself
    def _form(self, name: str, organisation: str) -> LabelForm:
        key = (name, organisation)
        if key not in self._forms:
            self._forms[key] = self.matcher.form(name, organisation)
        return self._forms[key]

    def _answers(self, rulings: Rulings) -> list[Answer]:
        answers = []
        for printing in self.printings:
            ruling = self._unless_guarded(rulings.of(printing.name, printing.organisation), printing)
            result = self._match(printing)
            result = without_rejected(result, ruling)
            answers.append(Answer(result, ruling, self._opinion(printing, result, ruling)))
        return answers

    def _unless_guarded(self, ruling: Ruling, printing: Printing) -> Ruling:
        """The ruling, left open where a guard keeps name and entry apart: that is an error which names both."""
        same = ruling.same
        entry = self.catalogue.get(same.indicator_id) if same is not None else None
        if same is None or entry is None:
            return ruling
        why = kept_apart(printing.form, self._form(entry.name, ""))
        if not why or any(folded(printing.name) == folded(alias) for alias in (entry.name, *entry.aliases)):
            return ruling
        finding = kept_apart_finding(same, entry.name, why)
        order = (*printing.paper, printing.order)
        self.refusals.setdefault((same.origin, printing.name), Refusal(same.origin, printing.name, order, finding))
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
            homes[_home_of(printing)].append(place)
        threads: list[Thread] = []
        for home in sorted(homes):
            printings = [self.printings[place] for place in homes[home]]
            opinions = [self.answers[place].opinion for place in homes[home]]
            memory = self._memory if printings[0].organisation else None  # nothing ever follows a paper of nobody's
            threads += follow(printings, opinions, self._is_variant, memory)
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
            self._ask_about([thread.printings[place] for place in asked], (0, ""))

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

    def _decide_by_proposal(self, thread: Thread, indicator_id: str, name: str) -> None:
        asked = []
        for place, printing in enumerate(thread.printings):
            answer, link = self._answer(printing), thread.links[place]
            is_open = answer.result.decision == "review" or answer.ruling.is_open
            if is_open:
                asked.append(printing)
            reasons = link.reasons if link else ("the catalogue has no entry that is surely the same",)
            self.decisions[self.place_of[id(printing)]] = Decision(
                indicator_id,
                name,
                "review" if is_open else "proposed",
                link.probability if link else None,
                "; ".join(reasons),
            )
        if asked:
            self._ask_about(asked, (1, indicator_id))

    # ------------------------------------------------------------------------------------ questions, lines, rows
    def _ask_about(self, printings: Sequence[Printing], kind: tuple[int, str]) -> None:
        answers = [self._answer(printing) for printing in printings]
        self._ask(question_of(printings, answers, self.observations, self.matcher.top), printings[0], kind)

    def _ask(self, review: Review, printing: Printing, kind: tuple[int, str]) -> None:
        self.asked.append(Asked((*kind, _home_of(printing), len(self.asked)), review))

    def _draw(self, thread: Thread) -> None:
        """The line of each observation of a thread, and what is to be said of its breaks."""
        lines, breaks = lines_of(thread)
        for printing, line in zip(thread.printings, lines, strict=True):
            for row in printing.rows:
                self.lines[self.observations[row].observation_id] = line
        for found in breaks:
            self.findings.append(break_finding(found, self.observations))
            if found.asks:
                self._ask(break_question(found, self.observations), found.printing, (2, ""))

    def _rows(self) -> tuple[Observation, ...]:
        decided: dict[int, Decision] = {}
        for place, printing in enumerate(self.printings):
            for row in printing.rows:
                decided[row] = self.decisions[place]
        return tuple(_resolved(row, decided.get(number)) for number, row in enumerate(self.observations))


def _home_of(printing: Printing) -> HomeKey:
    """The council; a paper of nobody knows whom stands alone."""
    return printing.organisation or f"\n{printing.document_id}"


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
