"""Second step, for each unit, once all agree on names: indicators, series, what one paper says against itself.

Rows of areas that several units print figures of (England, neighbours) can only be compared when all units are named:
they are given out by buckets, each of which holds all rows of its indicators and areas.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from archive.codec import digest_of, packed
from assembly.context import Context
from assembly.observed import Observed
from normalise.definitions import Line
from normalise.outlines import Naming
from normalise.resolve import Named, Resolver
from normalise.series import with_series
from records import Finding, Observation, Review, changed
from validate.rules import OF_A_PAPER_FIRST, run_checks


@dataclass(frozen=True, slots=True)
class Given:
    """A row that is compared beyond its unit, with its line and whether its paper was issued again."""

    row: Observation
    line: Line
    superseded: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """Rows given out, by bucket: packed tuples of `Given`, and their hashes."""

    buckets: dict[int, bytes]


@dataclass(frozen=True, slots=True)
class Sent:
    """What the whole needs to know of a named unit: judged proposals, and hashes of what it gives out."""

    judged: tuple[tuple[str, str, str], ...]
    digests: dict[int, str]


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit after the second step."""

    named: Named
    observations: tuple[Observation, ...]
    findings: tuple[Finding, ...]
    reviews: tuple[Review, ...]


@dataclass(frozen=True, slots=True)
class Sharing:
    """Areas that more than one unit prints figures of, and into how many buckets their rows go."""

    areas: frozenset[str]
    buckets: int

    def bucket(self, row: Observation) -> int | None:
        """The bucket of a row, None for one that its unit compares by itself. One bucket for an indicator and area."""
        area = row.area_id or row.area
        if not row.indicator_id or area not in self.areas:
            return None
        said = f"{row.indicator_id}\n{area}".encode("utf-8", "surrogatepass")
        return int.from_bytes(hashlib.sha256(said).digest()[:4], "big") % self.buckets


def of_unit(sharing: Sharing, areas: Collection[str]) -> Sharing:
    """What of the sharing concerns a unit that prints figures of these areas."""
    own = sharing.areas & frozenset(areas)
    return Sharing(own, sharing.buckets if own else 0)


def is_named(key: str, context: Context) -> bool:
    """Whether the second step was taken."""
    return all(context.has(f"{key}{end}") for end in ("-sent", "", "-given"))


def named(key: str, observed_key: str, naming: Naming, sharing: Sharing, context: Context) -> Sent:
    """Take the second step, if it was not taken already."""
    sent = context.find(f"{key}-sent", Sent)
    if sent is not None and is_named(key, context):
        return sent
    unit = context.need(observed_key, Observed)
    found = _step(unit, naming, context)
    given = give_out(found.observations, found.named, unit.supersedes.values(), sharing)
    context.keep(key, found)
    context.keep(f"{key}-given", given)
    digests = {bucket: digest_of(data) for bucket, data in given.buckets.items()}
    return context.made(f"{key}-sent", Sent, lambda: Sent(found.named.judged, digests))


def _step(unit: Observed, naming: Naming, context: Context) -> NamedUnit:
    resolver = Resolver(unit.observations, context.ready.matcher, context.workspace.judgements)
    resolver.resume(unit.followed)
    found = resolver.name(unit.targets, naming)
    rows = with_series(found.observations, context.ready.catalogue, found.lines)
    checked = run_checks(rows, OF_A_PAPER_FIRST)
    return NamedUnit(replace(found, observations=()), checked.observations, checked.findings, checked.reviews)


def give_out(
    observations: Sequence[Observation], named: Named, superseded: Collection[str], sharing: Sharing
) -> Spread:
    """The rows that are compared beyond the unit. Their steps stay at home."""
    found: dict[int, list[Given]] = defaultdict(list)
    for row in observations:
        bucket = sharing.bucket(row)
        if bucket is not None:
            line = named.lines.get(row.observation_id, Line())
            found[bucket].append(Given(changed(row, steps=()), line, row.document_id in superseded))
    return Spread({bucket: packed(tuple(rows)) for bucket, rows in sorted(found.items())})
