"""What people said of printed names, sorted out: whose last word holds, and which words contradict each other.

A person's later row takes the place of their own earlier ones. Rows for one council go before rows for all. Two people
who say what cannot both be true are an error that names both, and neither is applied until one of them agrees.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from normalise.words import folded
from records import Finding, Judgement

Name = tuple[str, str]
"""A printed name and the organisation whose papers print it."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What holds for one name: the indicator it is ("" if nobody said), those it is not, whether it is left open."""

    same: Judgement | None = None
    rejected: frozenset[str] = frozenset()
    is_open: bool = False
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Rulings:
    """The rulings by name, disputes between people, and the places of all judgements whose names are printed."""

    by_name: Mapping[Name, Ruling]
    disputes: tuple[Finding, ...]
    used: frozenset[int]

    def of(self, name: str, organisation: str) -> Ruling:
        """What was said of a name, an empty ruling where nothing was."""
        return self.by_name.get((folded(name), folded(organisation)), Ruling())


def rule(names: Iterable[Name], judgements: Sequence[Judgement]) -> Rulings:
    """Which judgements hold for which of the names that papers print."""
    by_text: dict[str, list[int]] = defaultdict(list)
    for place, judgement in enumerate(judgements):
        by_text[folded(judgement.raw_name)].append(place)
    by_name: dict[Name, Ruling] = {}
    findings: dict[str, Finding] = {}
    used: set[int] = set()
    for name, organisation in sorted({(folded(name), folded(organisation)) for name, organisation in names}):
        places = [p for p in by_text.get(name, ()) if folded(judgements[p].organisation) in ("", organisation)]
        if not places:
            continue
        used.update(places)
        ruling, disputes = _ruling([judgements[place] for place in places])
        by_name[name, organisation] = ruling
        findings |= {finding.message: finding for finding in disputes}
    return Rulings(by_name, tuple(findings.values()), frozenset(used))


def unused_findings(judgements: Sequence[Judgement], used: Collection[int]) -> tuple[Finding, ...]:
    """The judgements on names that no paper prints; `used` are the places of the others."""
    return tuple(_unused(judgement) for place, judgement in enumerate(judgements) if place not in used)


def _ruling(judgements: Sequence[Judgement]) -> tuple[Ruling, list[Finding]]:
    words = last_words(judgements)
    sames = [word for word in words if word.judgement == "same"]
    differents = [word for word in words if word.judgement == "different"]
    disputes = [(a, b) for a in sames[:1] for b in sames[1:] if a.indicator_id != b.indicator_id]
    disputes += [(a, b) for a in sames for b in differents if a.indicator_id == b.indicator_id]
    rejected = frozenset(word.indicator_id for word in differents)
    if disputes:
        return Ruling(None, rejected, is_open=True, disputed=True), [_dispute(a, b) for a, b in disputes]
    if sames:
        return Ruling(sames[-1], rejected), []
    return Ruling(None, rejected, is_open=any(word.judgement == "unsure" for word in words)), []


def last_words(judgements: Sequence[Judgement]) -> list[Judgement]:
    """The rows on one name that hold, in their order: each person's last on each indicator, and last "same" or
    "unsure"; without what was said for all councils, where the same question was answered for this one."""
    last: dict[tuple[str, str], Judgement] = {}
    for judgement in _most_special(judgements):
        who = folded(judgement.who)
        if judgement.judgement in ("same", "unsure"):
            last = {key: j for key, j in last.items() if key[0] != who or j.judgement == "different"}
        last.pop((who, judgement.indicator_id), None)
        last[who, judgement.indicator_id] = judgement
    return list(last.values())


def _most_special(judgements: Sequence[Judgement]) -> list[Judgement]:
    special = [j for j in judgements if j.organisation]
    answered = {j.indicator_id for j in special}
    chosen = any(j.judgement == "same" for j in special)
    return [
        j
        for j in judgements
        if j.organisation or not (j.indicator_id in answered or (chosen and j.judgement == "same"))
    ]


def _dispute(a: Judgement, b: Judgement) -> Finding:
    message = (
        f"{a.origin}: {a.who} says {a.raw_name!r} is {a.indicator_id}; {b.origin}: {b.who} says {b.judgement} "
        f"{b.indicator_id}. Neither is applied: one of them must add a row that agrees"
    )
    return Finding("normalise", "judgements_contradict", "error", message, text=a.raw_name)


def kept_apart_finding(judgement: Judgement, entry: str, why: str) -> Finding:
    """A judgement that a guard contradicts."""
    message = (
        f"{judgement.origin}: {judgement.who} says {judgement.raw_name!r} is {judgement.indicator_id}, but a guard "
        f"keeps it apart from {entry!r}: {why}. It is not applied; if it is right, make the wording an alias"
    )
    return Finding("normalise", "judgement_against_guard", "error", message, text=judgement.raw_name)


def _unused(judgement: Judgement) -> Finding:
    message = f"{judgement.origin}: no paper prints the name {judgement.raw_name!r} any more"
    return Finding("normalise", "judgement_unused", "warning", message)
