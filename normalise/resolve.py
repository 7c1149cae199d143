"""Every observation to its indicator: judgements first, then the matcher, then a proposed id for what is new.

One question is asked once: observations that print the same name with the same unit in papers of one organisation
share a decision.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from normalise.labels import LabelForm
from normalise.matching import Matcher, MatchResult
from normalise.observations import content_id, with_indicator
from normalise.proposals import propose
from records import Finding, Indicator, Judgement, Observation, Review, Step, Target

_UNIT_FAMILIES = ({"percent", "percentage points"}, {"count", "score"}, {"GBP", "GBP thousand", "GBP million"})


@dataclass(frozen=True, slots=True)
class Question:
    """What decides a match: the printed name and what is printed beside it."""

    name: str
    code: str
    unit: str
    polarity: str
    organisation: str
    is_project: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer for one question."""

    indicator_id: str
    name: str
    method: str
    score: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """Observations and targets with their indicators, the indicators that were used or proposed, and what to ask."""

    observations: tuple[Observation, ...]
    targets: tuple[Target, ...]
    proposed: tuple[Indicator, ...]
    reviews: tuple[Review, ...]
    findings: tuple[Finding, ...]


def resolve(
    observations: Sequence[Observation],
    targets: Sequence[Target],
    matcher: Matcher,
    judgements: Sequence[Judgement] = (),
) -> Resolved:
    """Match all observations. Deterministic: the order of papers does not matter."""
    questions = _questions(observations)
    asked = sorted(set(questions), key=lambda q: (q.name, q.code, q.unit, q.organisation, q.polarity, q.is_project))
    rulings, used = _rulings(asked, judgements)
    catalogue = {indicator.indicator_id: indicator for indicator in matcher.catalogue}
    answers: dict[Question, Decision] = {}
    doubtful: dict[Question, MatchResult] = {}
    new: dict[Question, LabelForm] = {}
    for question in asked:
        decision = _decide(question, matcher, catalogue, rulings.get(question, ()), doubtful, new)
        if decision is not None:
            answers[question] = decision
    proposals, proposed = _propose(new, catalogue)
    answers.update(proposals)
    resolved = tuple(
        _resolved(row, answers.get(question)) for row, question in zip(observations, questions, strict=True)
    )
    return Resolved(
        resolved,
        _resolved_targets(targets, resolved),
        proposed,
        _reviews(doubtful, observations, questions),
        _unused(judgements, used),
    )


def _questions(observations: Sequence[Observation]) -> list[Question]:
    """The question of each observation; rows that print no unit take the only unit of their name in the paper."""
    units: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for row in observations:
        if row.unit:
            units[row.document_id, row.indicator_code, row.indicator_raw][row.unit] += 1
    found = []
    for row in observations:
        unit = row.unit
        known = units.get((row.document_id, row.indicator_code, row.indicator_raw))
        if not unit and known and len(known) == 1:
            unit = next(iter(known))
        organisation = row.comparator_of or row.organisation
        found.append(
            Question(
                row.indicator_raw, row.indicator_code, unit, row.polarity or "", organisation, row.kind == "project"
            )
        )
    return found


def _decide(
    question: Question,
    matcher: Matcher,
    catalogue: Mapping[str, Indicator],
    rulings: Sequence[Judgement],
    doubtful: dict[Question, MatchResult],
    new: dict[Question, LabelForm],
) -> Decision | None:
    if not question.name.strip():
        return None
    latest = {ruling.indicator_id: ruling for ruling in rulings}
    same = next((ruling for ruling in reversed(latest.values()) if ruling.judgement == "same"), None)
    if same is not None and same.indicator_id in catalogue:
        return Decision(
            same.indicator_id,
            catalogue[same.indicator_id].name,
            "judgement",
            1.0,
            f"judged by {same.who} on {same.when}: {same.why}",
        )
    if question.is_project:
        new[question] = matcher.form(question.name, question.organisation)
        return None
    result = matcher.match(
        question.name,
        unit=question.unit,
        polarity=question.polarity or None,  # type: ignore[arg-type]
        organisation=question.organisation,
        code="",
    )
    result = _without_rejected(result, rulings)
    if result.decision == "accept" and not _same_kind_of_unit(question.unit, catalogue[result.indicator_id].unit):
        reason = f"the paper prints {question.unit}, the catalogue says {catalogue[result.indicator_id].unit}"
        result = replace(result, decision="review", reasons=(reason, *result.reasons))
    if result.decision == "accept":
        return Decision(
            result.indicator_id, catalogue[result.indicator_id].name, "matcher", result.score, "; ".join(result.reasons)
        )
    if result.decision == "review":
        doubtful[question] = result
        return None
    new[question] = matcher.form(question.name, question.organisation)
    return None


def _without_rejected(result: MatchResult, rulings: Sequence[Judgement]) -> MatchResult:
    """A candidate that a person called different is none; "unsure" keeps the question open."""
    latest = {ruling.indicator_id: ruling.judgement for ruling in rulings}
    rejected = {indicator_id for indicator_id, verdict in latest.items() if verdict == "different"}
    if result.indicator_id in rejected or (result.candidates and result.candidates[0][0] in rejected):
        left = tuple(pair for pair in result.candidates if pair[0] not in rejected)
        decision: Literal["review", "new"] = "review" if left and left[0][1] >= 0.6 else "new"
        result = replace(
            result, decision=decision, indicator_id="", candidates=left, reasons=("judged different", *result.reasons)
        )
    if rulings and rulings[-1].judgement == "unsure" and result.decision == "accept":
        result = replace(result, decision="review", indicator_id="", reasons=("judged unsure", *result.reasons))
    return result


def _same_kind_of_unit(printed: str, listed: str) -> bool:
    if not printed or not listed or printed == listed:
        return True
    return any(printed in family and listed in family for family in _UNIT_FAMILIES)


def _rulings(
    asked: Sequence[Question], judgements: Sequence[Judgement]
) -> tuple[dict[Question, list[Judgement]], set[int]]:
    by_name: dict[str, list[tuple[int, Judgement]]] = defaultdict(list)
    for index, judgement in enumerate(judgements):
        by_name[_key(judgement.raw_name)].append((index, judgement))
    rulings: dict[Question, list[Judgement]] = {}
    used: set[int] = set()
    for question in asked:
        for index, judgement in by_name.get(_key(question.name), ()):
            if judgement.organisation and _key(judgement.organisation) != _key(question.organisation):
                continue
            rulings.setdefault(question, []).append(judgement)
            used.add(index)
    return rulings, used


def _key(text: str) -> str:
    return " ".join(text.lower().split())


def _unused(judgements: Sequence[Judgement], used: set[int]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "normalise",
            "judgement_unused",
            "warning",
            f"{judgement.origin}: no paper prints the name {judgement.raw_name!r} any more",
        )
        for index, judgement in enumerate(judgements)
        if index not in used
    )


def _propose(
    new: Mapping[Question, LabelForm], catalogue: Mapping[str, Indicator]
) -> tuple[dict[Question, Decision], tuple[Indicator, ...]]:
    proposals = propose(new.values(), set(catalogue))
    by_wording = {wording: proposal for proposal in proposals for wording in proposal.wordings}
    answers: dict[Question, Decision] = {}
    units: dict[str, set[str]] = defaultdict(set)
    for question, form in new.items():
        proposal = by_wording[form.raw]
        units[proposal.indicator_id].add(question.unit)
        answers[question] = Decision(
            proposal.indicator_id, proposal.name, "proposed", None, "the catalogue has no entry like it"
        )
    indicators = []
    for proposal in proposals:
        known = units[proposal.indicator_id] - {""}
        indicators.append(replace(proposal.as_indicator(), unit=next(iter(known)) if len(known) == 1 else ""))
    return answers, tuple(indicators)


def _resolved(row: Observation, decision: Decision | None) -> Observation:
    if decision is None:
        method = "review" if row.indicator_raw.strip() else ""
        return replace(
            row,
            match_method=method,
            steps=(*row.steps, Step("normalise", "indicator_id", method or "no name", "undecided")),
        )
    step = Step("normalise", "indicator_id", decision.method, f"{decision.indicator_id}: {decision.reason}")
    return with_indicator(row, decision.indicator_id, decision.name, decision.method, decision.score, step)


def _resolved_targets(targets: Sequence[Target], observations: Sequence[Observation]) -> tuple[Target, ...]:
    """A target belongs to the indicator that the same name of the same paper was given."""
    known = {
        (row.document_id, row.indicator_code, row.indicator_raw): row.indicator_id
        for row in reversed(observations)
        if row.indicator_id
    }
    return tuple(
        replace(target, indicator_id=known.get((target.document_id, target.indicator_code, target.indicator_raw), ""))
        for target in targets
    )


def _reviews(
    doubtful: Mapping[Question, MatchResult], observations: Sequence[Observation], questions: Sequence[Question]
) -> tuple[Review, ...]:
    rows: dict[Question, list[Observation]] = defaultdict(list)
    for row, question in zip(observations, questions, strict=True):
        if question in doubtful:
            rows[question].append(row)
    return tuple(
        Review(
            review_id=content_id(
                "match", question.name, question.code, question.unit, question.organisation, question.polarity
            ),
            subject="indicator",
            question=f"Which indicator is “{question.name}”" + (f" ({question.unit})" if question.unit else "") + "?",
            indicator_raw=question.name,
            candidates=";".join(f"{candidate}={score:.2f}" for candidate, score in result.candidates),
            score=round(result.score, 3),
            reasons="; ".join(result.reasons),
            source=rows[question][0].source if rows[question] else "",
            observation_ids=tuple(row.observation_id for row in rows[question]),
        )
        for question, result in doubtful.items()
    )
