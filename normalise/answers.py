"""What judgements and matcher say of one printing by itself, before its thread is known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from grammar.units import base_unit
from normalise.judgements import Ruling
from normalise.matching import MatchResult
from normalise.printings import Printing
from normalise.proposals import Nameless
from normalise.threads import Opinion
from records import Polarity

_UNIT_FAMILIES = ({"percent", "percentage points"}, {"count", "score"}, {"GBP", "GBP thousand", "GBP million"})
_UNMATCHED = 0.5


@dataclass(frozen=True, slots=True)
class Answer:
    """What judgements and matcher say of one printing by itself."""

    result: MatchResult
    ruling: Ruling
    opinion: Opinion


def without_rejected(result: MatchResult, ruling: Ruling) -> MatchResult:
    """A candidate that a person called different is none; "unsure" keeps the question open."""
    rejected = ruling.rejected
    if result.indicator_id in rejected or any(candidate in rejected for candidate, _ in result.candidates):
        left = tuple(pair for pair in result.candidates if pair[0] not in rejected)
        if result.indicator_id in rejected or result.decision != "accept":
            decision: Literal["review", "new"] = "review" if left and left[0][1] >= _UNMATCHED else "new"
            result = replace(result, decision=decision, indicator_id="", reasons=("judged different", *result.reasons))
        result = replace(result, candidates=left)
    if ruling.is_open and ruling.same is None and result.decision == "accept":
        said = "judgements contradict each other" if ruling.disputed else "judged unsure"
        result = replace(result, decision="review", indicator_id="", reasons=(said, *result.reasons))
    return result


def same_kind_of_unit(printed: str, listed: str) -> bool:
    if not printed or not listed or base_unit(printed)[0] == base_unit(listed)[0]:
        return True
    return any(printed in family and listed in family for family in _UNIT_FAMILIES)


def polarity_of(text: str) -> Polarity | None:
    return {"higher": "higher", "lower": "lower", "target": "target"}.get(text)  # type: ignore[return-value]


def nameless(printings: Sequence[Printing], tells: bool) -> Nameless:
    first = printings[0]
    return Nameless(
        forms=tuple({p.form.raw: p.form for p in printings}.values()),
        keys=tuple(dict.fromkeys(p.key for p in printings)),
        names=tuple(dict.fromkeys(p.name for p in printings)),
        units=tuple(dict.fromkeys(p.unit for p in printings if p.unit)),
        organisation=first.organisation,
        first=(first.when, first.document_id, first.order),
        papers=frozenset(p.document_id for p in printings),
        tells=tells,
        is_project=first.is_project,
    )
