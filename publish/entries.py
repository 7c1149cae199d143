"""Records -> entries of pieces: the rows of each table with the keys that put them in the published order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from publish import columns, tables
from publish.integrity import is_sound
from publish.pieces import Entry, Key
from publish.schema import Table
from publish.tables import clean
from records import Finding, Observation, Review, SeriesPoint, Summary, Target

_paper = attrgetter("source", "document_id")


@dataclass(frozen=True, slots=True)
class Records:
    """What a piece is made of. `reviews` come with what puts questions of one id in order."""

    observations: Sequence[Observation] = ()
    series: Sequence[SeriesPoint] = ()
    targets: Sequence[Target] = ()
    summaries: Sequence[Summary] = ()
    findings: Sequence[Finding] = ()
    reviews: Sequence[tuple[Key, Review]] = ()


PIECED = (
    columns.OBSERVATIONS,
    columns.SERIES,
    columns.TARGETS,
    columns.SUMMARIES,
    columns.ISSUES,
    columns.REVIEW,
    columns.LINEAGE,
)
"""The tables that come in pieces: all but those that have a row for each paper, indicator or area."""

_OBSERVATION = columns.OBSERVATIONS.names.index("observation_id")
_STEP_OF = columns.LINEAGE.names.index("observation_id")


def entries_of(records: Records) -> Mapping[str, list[Entry]]:
    """The entries of each table, by its name."""
    observations = sorted(records.observations, key=tables.standing)
    return {
        "observations": _by_paper(columns.OBSERVATIONS, observations),
        "series": _by_line(sorted(records.series, key=tables.series_order)),
        "targets": _by_paper(columns.TARGETS, sorted(records.targets, key=tables.standing)),
        "summaries": _by_paper(columns.SUMMARIES, sorted(records.summaries, key=tables.standing)),
        "issues": [Entry(tuple(map(clean, key)), (row,)) for key, row in tables.keyed_issues(records.findings)],
        "review": _reviews(records.reviews),
        "lineage": _lineage(observations),
    }


def steps_are_sound(entries: Mapping[str, Sequence[Entry]]) -> bool:
    """Whether nothing is broken in the rows of `lineage`, and all of them are of observations of the same piece."""
    left = {row[_OBSERVATION] for entry in entries["observations"] for row in entry.rows}
    for entry in entries["lineage"]:
        own = {row[_STEP_OF] for row in entry.rows}
        if not own <= left or not is_sound(columns.LINEAGE, entry.rows):
            return False
        left -= own
    return True


def _by_paper(table: Table, found: Sequence[Observation | Target | Summary]) -> list[Entry]:
    rows = iter(tables.rows_of(table, found))
    return [Entry(tuple(map(clean, paper)), [next(rows) for _ in group]) for paper, group in groupby(found, key=_paper)]


def _lineage(observations: Sequence[Observation]) -> list[Entry]:
    rows = iter(tables.lineage_rows(observations))
    entries = []
    for paper, group in groupby(observations, key=_paper):
        count = sum(len(observation.steps) for observation in group)
        if count:
            entries.append(Entry(tuple(map(clean, paper)), [next(rows) for _ in range(count)]))
    return entries


def _by_line(found: Sequence[SeriesPoint]) -> list[Entry]:
    """An entry for the points of each line: a piece holds all of them, as indicators and areas are not shared out."""
    rows = iter(tables.rows_of(columns.SERIES, found))
    return [Entry(key, [next(rows) for _ in group]) for key, group in groupby(found, key=_line_of)]


def _line_of(point: SeriesPoint) -> Key:
    return (*map(clean, (point.indicator_id, point.area_id, point.area, point.group, point.series_id)),)


def _reviews(reviews: Sequence[tuple[Key, Review]]) -> list[Entry]:
    rows = tables.rows_of(columns.REVIEW, [review for _, review in reviews])
    return [
        Entry((review.review_id, *map(clean, order)), (row,))
        for (order, review), row in zip(reviews, rows, strict=True)
    ]
