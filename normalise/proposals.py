"""Gives threads that are no entry of the catalogue a provisional id, so that a series exists before anybody decided.

Threads of several councils share an id where they share a wording that tells something and no guard keeps them apart.
An id comes from the wording of the earliest paper and from nothing else, so that it stays when papers are added.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, count

from grammar.units import base_unit
from normalise.evidence import kept_apart, same_measure
from normalise.labels import LabelForm
from records import Indicator

_LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True)
class Nameless:
    """A thread without an entry: its wordings oldest first with their keys, its units, where and when it is printed.

    `tells` is false where the wording says too little to be recognised in another council's papers ("Complaints").
    """

    forms: tuple[LabelForm, ...]
    keys: tuple[str, ...]
    names: tuple[str, ...]
    units: tuple[str, ...]
    organisation: str
    first: tuple[date, str, int]
    papers: frozenset[str]
    tells: bool
    is_project: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed indicator; `members` are the places of its threads."""

    indicator_id: str
    name: str
    wordings: tuple[str, ...]
    unit: str
    members: tuple[int, ...]

    def as_indicator(self) -> Indicator:
        """The proposal as an entry beside those of the catalogue."""
        return Indicator(
            indicator_id=self.indicator_id,
            name=self.name,
            unit=self.unit,
            aliases=tuple(wording for wording in self.wordings if wording != self.name),
            status="proposed",
        )


def propose(threads: Sequence[Nameless], taken: Collection[str] = ()) -> tuple[Proposal, ...]:
    """Proposals for all threads, sorted by id; never an id of `taken`. The order of threads does not matter."""
    clusters = [sorted(cluster, key=lambda n: threads[n].first) for cluster in _clusters(threads)]
    clusters.sort(key=lambda cluster: (threads[cluster[0]].first, threads[cluster[0]].names))
    found: dict[str, Proposal] = {}
    known = set(taken)
    for cluster in clusters:
        plain, own = ids_of(threads[cluster[0]])
        numbered = (f"{own}-{number}" for number in count(2))
        indicator_id = next(name for name in chain((plain, own), numbered) if name not in known)
        found[indicator_id] = _proposal(indicator_id, cluster, threads)
        known.add(indicator_id)
    return tuple(found[key] for key in sorted(found))


def ids_of(thread: Nameless) -> tuple[str, str]:
    """The id of a thread by its first wording, and the longer one that it has where that is taken."""
    slug = slug_of(thread.names[0])
    said = (thread.keys[0], base_unit(thread.units[0])[0] if thread.units else "", thread.organisation)
    own = f"~{slug}-{hashlib.sha256(chr(10).join(said).encode()).hexdigest()[:8]}".replace("~-", "~")
    return (f"~{slug}" if slug and thread.tells else own), own


def slug_of(text: str) -> str:
    """Lower-case ASCII words joined by hyphens, cut at a word; "" where the text has none."""
    plain = unicodedata.normalize("NFKD", text.replace("%", " percent ").replace("£", " gbp "))
    slug = ""
    for word in re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode("ascii").lower()):
        longer = f"{slug}-{word}" if slug else word[:_LONGEST_SLUG]
        if len(longer) > _LONGEST_SLUG:
            break
        slug = longer
    return slug


def _clusters(threads: Sequence[Nameless]) -> list[list[int]]:
    """Threads that share a telling wording; one council's threads never meet, as its own papers told them apart."""
    home = list(range(len(threads)))
    members = {number: [number] for number in home}
    by_key: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for number in sorted(home, key=lambda n: (threads[n].first, threads[n].names)):
        if threads[number].tells:
            for key in dict.fromkeys(threads[number].keys):
                by_key[key, threads[number].is_project].append(number)
    for numbers in by_key.values():
        for a, b in _pairs(numbers, threads):
            one, two = home[a], home[b]
            if one != two and _joins(members[one], members[two], threads):
                members[one] += members[two]
                for number in members.pop(two):
                    home[number] = one
    return list(members.values())


def _pairs(numbers: Sequence[int], threads: Sequence[Nameless]) -> list[tuple[int, int]]:
    """Each thread with the first of another council in its unit; not where one council has two that it could be."""
    pairs = []
    for place, number in enumerate(numbers):
        for other in numbers[:place]:
            if _same_units(threads[number], threads[other]):
                rivals = [
                    n for n in numbers
                    if n not in (number, other) and _same_units(threads[number], threads[n])
                    and threads[n].organisation in (threads[number].organisation, threads[other].organisation)
                ]  # fmt: skip
                if not rivals:
                    pairs.append((other, number))
                    break
    return pairs


def _joins(one: Sequence[int], two: Sequence[int], threads: Sequence[Nameless]) -> bool:
    if {threads[n].organisation for n in one} & {threads[n].organisation for n in two}:
        return False
    return all(
        _same_units(threads[a], threads[b])
        and not any(kept_apart(x, y) for x in threads[a].forms for y in threads[b].forms)
        for a in one
        for b in two
    )


def _same_units(a: Nameless, b: Nameless) -> bool:
    return not a.units or not b.units or any(same_measure(x, y) for x in a.units for y in b.units)


def _proposal(indicator_id: str, cluster: Sequence[int], threads: Sequence[Nameless]) -> Proposal:
    names = tuple(dict.fromkeys(name for number in cluster for name in threads[number].names))
    units = {base_unit(unit)[0] for number in cluster for unit in threads[number].units}
    return Proposal(
        indicator_id,
        names[0],
        tuple(sorted(names)),
        next(iter(units)) if len(units) == 1 else "",
        tuple(sorted(cluster)),
    )
