"""Asks which area a printed name means that could be several, or is near to some: such a name is never guessed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from normalise.areas import AreaIndex
from normalise.observations import content_id
from records import Observation, Review

_ADVICE = "write the name into short_names of the right one, in areas.csv of the workspace"


@dataclass(frozen=True, slots=True)
class UnknownArea:
    """A printed area that could be several; `rows` holds source, document and observation of each figure."""

    name: str
    candidates: tuple[str, ...]
    rows: tuple[tuple[str, str, str], ...]


def unknown_areas(observations: Sequence[Observation], areas: AreaIndex) -> tuple[UnknownArea, ...]:
    """Each printed area and set of candidates, in the order of the rows; none where the list has nothing like it."""
    asked: defaultdict[tuple[str, tuple[str, ...]], list[tuple[str, str, str]]] = defaultdict(list)
    for row in observations:
        if row.comparator_of and not row.area_id and row.area:
            candidates = areas.canonical(row.area, row.period_end or row.report_period_end).candidates
            if candidates:
                asked[row.area, candidates].append((row.source, row.document_id, row.observation_id))
    return tuple(UnknownArea(name, candidates, tuple(rows)) for (name, candidates), rows in asked.items())


def ask_areas(unknown: Iterable[UnknownArea]) -> tuple[Review, ...]:
    """One question for each printed area and set of candidates, whichever papers print it."""
    asked: defaultdict[tuple[str, tuple[str, ...]], list[tuple[str, str, str]]] = defaultdict(list)
    for area in unknown:
        asked[area.name, area.candidates] += area.rows
    return tuple(
        Review(
            review_id=content_id("area", name, *candidates),
            subject="area",
            question=f"Which area is “{name}”?",
            candidates=";".join(candidates),
            reasons=_ADVICE,
            source=rows[0][0],
            observation_ids=tuple(observation_id for _, _, observation_id in rows),
        )
        for (name, candidates), rows in asked.items()
    )
