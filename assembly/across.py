"""Between the second and the third step: rows of areas that several units print figures of, compared bucket by bucket.

A bucket whose rows are what they were in an earlier build is not looked at again. The rows of the others are sorted
out on the disk, so that only one bucket is in memory at a time.
"""

import struct
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from archive.codec import unpacked
from assembly.context import Context
from assembly.named import Given, Spread
from records import Finding, Flag, Observation, Review
from validate.rules import OF_A_SERIES, OF_AN_AREA, run_checks

Order = Mapping[tuple[str, str], int]
"""The place of each paper among all, by source and document id."""

_LENGTH = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Across:
    """What came of comparing a bucket: flags by document and observation, what to report and to ask."""

    flags: dict[str, dict[str, tuple[Flag, ...]]]
    findings: tuple[Finding, ...]
    reviews: tuple[Review, ...]


@dataclass(frozen=True, slots=True)
class Sender:
    """A unit that gives rows out: the key of its spread, and the hash of each bucket's rows."""

    key: str
    digests: Mapping[int, str]


def compared(senders: Sequence[Sender], order: Order, context: Context) -> tuple[Across, ...]:
    """Compare all buckets, as far as they have not been compared already."""
    keys = bucket_keys("across", senders, order, context)
    found = {bucket: context.find(key, Across) for bucket, key in keys.items()}
    missing = {bucket for bucket, across in found.items() if across is None}
    for bucket, rows in given_rows(senders, missing, order, context):
        found[bucket] = across = _compare([given.row for given in rows])
        context.keep(keys[bucket], across)
    return tuple(across for _, across in sorted(found.items()) if across is not None)


def bucket_keys(what: str, senders: Sequence[Sender], order: Order, context: Context) -> dict[int, str]:
    """The key of what is made of each bucket."""
    parts: dict[int, list[str]] = defaultdict(list)
    for sender in senders:
        for bucket, digest in sender.digests.items():
            parts[bucket].append(digest)
    sources = [source for source, _ in order]
    unsure = [] if len(set(sources)) == len(sources) else list(order)  # one name twice: only the places tell the order
    return {bucket: context.key(what, parts[bucket], unsure) for bucket in sorted(parts)}


def given_rows(
    senders: Sequence[Sender], wanted: set[int], order: Order, context: Context
) -> Iterator[tuple[int, list[Given]]]:
    """The rows of each wanted bucket, in the order of papers and of rows in them."""
    with TemporaryDirectory(dir=context.work) as temporary:
        folder = Path(temporary)
        for sender in senders:
            if wanted & sender.digests.keys():
                _sort_out(sender, wanted, folder, context)
        for bucket in sorted(wanted):
            rows = [row for part in _parts(folder / str(bucket)) for row in unpacked(part, tuple[Given, ...])]
            yield bucket, sorted(rows, key=lambda given: order[given.row.source, given.row.document_id])


def _sort_out(sender: Sender, wanted: set[int], folder: Path, context: Context) -> None:
    spread = context.need(sender.key, Spread)
    for bucket in sorted(wanted & spread.buckets.keys()):
        with (folder / str(bucket)).open("ab") as file:
            file.write(_LENGTH.pack(len(spread.buckets[bucket])) + spread.buckets[bucket])


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while head := file.read(_LENGTH.size):
            yield file.read(_LENGTH.unpack(head)[0])


def _compare(rows: Sequence[Observation]) -> Across:
    checked = run_checks(rows, OF_A_SERIES)
    flags: dict[str, dict[str, tuple[Flag, ...]]] = defaultdict(dict)
    for before, after in zip(rows, checked.observations, strict=True):
        if before.flags != after.flags:
            flags[after.document_id][after.observation_id] = after.flags[len(before.flags) :]
    units = run_checks(rows, OF_AN_AREA)
    return Across(dict(flags), (*checked.findings, *units.findings), (*checked.reviews, *units.reviews))
