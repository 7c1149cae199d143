"""Asks which area a printed name means that could be several, or is near to some: such a name is never guessed."""

from collections import defaultdict
from collections.abc import Sequence

from normalise.areas import AreaIndex
from normalise.observations import content_id
from records import Observation, Review

_ADVICE = "write the name into short_names of the right one, in areas.csv of the workspace"


def ask_areas(observations: Sequence[Observation], areas: AreaIndex) -> tuple[Review, ...]:
    """One question for each printed area and set of candidates; none where the list has nothing like it."""
    asked: defaultdict[tuple[str, tuple[str, ...]], list[Observation]] = defaultdict(list)
    for row in observations:
        if row.comparator_of and not row.area_id and row.area:
            candidates = areas.canonical(row.area, row.period_end or row.report_period_end).candidates
            if candidates:
                asked[row.area, candidates].append(row)
    return tuple(
        Review(
            review_id=content_id("area", name, *candidates),
            subject="area",
            question=f"Which area is “{name}”?",
            candidates=";".join(candidates),
            reasons=_ADVICE,
            source=rows[0].source,
            observation_ids=tuple(row.observation_id for row in rows),
        )
        for (name, candidates), rows in asked.items()
    )
