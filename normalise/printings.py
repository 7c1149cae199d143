"""What one paper prints under one name: the thing that is followed from paper to paper.

Rows of one name, code and unit are one printing. A name that a paper prints in two sections with figures that cannot
both be true ("Calls answered", of two services) makes two.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from grammar.steps import printed_step
from grammar.units import base_unit
from normalise.figures import Figure, agree
from normalise.labels import LabelForm
from normalise.words import folded
from records import Observation

FactKey = tuple[str, str, date, date]
"""Area, group, first and last day: what must be equal for two figures to be printings of one fact."""

_UNSETTLED = {"provisional", "estimate", "revised"}
_NEW_DEFINITION = re.compile(
    r"[\[(]?\s*\b(?:new|revised|amended|changed|updated)\s+(?:definition|methodology|method|basis|calculation|guidance)\b"
    r"(?:\s+(?:from|since|in)\s+[\w/-]+)?\s*[\])]?",
    re.IGNORECASE,
)
_OLD_DEFINITION = re.compile(
    r"[\[(]?\s*\b(?:old|previous|former|original)\s+(?:definition|methodology|method|basis|calculation)\b\s*[\])]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Printing:
    """One name in one paper. `figures` are in units without scale; `rows` are the places of its observations.

    `order` is its rank among the printings of its paper. `absent` are its own earlier periods for which the paper
    prints a word in place of a figure. `definition` is "new" or "old" where the name says so.
    """

    document_id: str
    organisation: str
    when: date
    name: str
    code: str
    unit: str
    polarity: str
    section: str
    order: int
    is_project: bool
    form: LabelForm
    definition: str = ""
    rows: tuple[int, ...] = ()
    figures: Mapping[FactKey, Figure] = field(default_factory=dict)
    absent: frozenset[FactKey] = frozenset()
    targets: Mapping[FactKey, Figure] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Equal for wordings that say the same; names without a content word are the same by code or by text."""
        return self.form.key if self.form.tokens else " ".join(self.form.codes) or folded(self.form.raw)

    @property
    def paper(self) -> tuple[date, str]:
        """Papers in the order of what they report on."""
        return self.when, self.document_id


def definition_of(name: str) -> tuple[str, str]:
    """A name without its words on the definition, and what they say: "new", "old" or ""."""
    for pattern, word in ((_NEW_DEFINITION, "new"), (_OLD_DEFINITION, "old")):
        if pattern.search(name):
            rest = pattern.sub(" ", name).strip(" -–:,")
            return (rest, word) if rest else (name, word)
    return name, ""


def printings_of(observations: Sequence[Observation], make_form: Callable[[str, str], LabelForm]) -> list[Printing]:
    """All printings, in the order of papers and of rows in them. Rows without a name are left out."""
    units = _units_of_names(observations)
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, row in enumerate(observations):
        if row.indicator_raw.strip():
            unit = row.unit or units.get((row.document_id, row.indicator_code, row.indicator_raw), "")
            polarity = row.polarity or ""
            organisation = row.comparator_of or row.organisation
            kind = "project" if row.kind == "project" else ""
            key = (row.document_id, organisation, row.indicator_code, row.indicator_raw, unit, polarity, kind)
            groups[key].append(place)
    dates = _dates_of_papers(observations)
    found: list[Printing] = []
    for (document_id, organisation, code, name, unit, sense, kind), places in groups.items():
        plain, definition = definition_of(name)
        form = make_form(f"{code} {plain}" if _has_framework(code) else plain, organisation)
        for part in _told_apart(places, observations):
            rows = [observations[place] for place in part]
            found.append(
                Printing(
                    document_id=document_id,
                    organisation=organisation,
                    when=dates[document_id],
                    name=name,
                    code=code,
                    unit=unit,
                    polarity=sense,
                    section=rows[0].section,
                    order=part[0],
                    is_project=kind == "project",
                    form=form,
                    definition=definition,
                    rows=tuple(part),
                    figures=_figures(rows),
                    absent=_absent(rows),
                    targets=_targets(rows),
                )
            )
    return sorted(found, key=lambda p: (*p.paper, p.organisation, p.order, p.name, p.code, p.unit, p.polarity))


def fact_key(row: Observation) -> FactKey | None:
    """What a row is a figure of, None where its period is not known."""
    if row.period_start is None or row.period_end is None:
        return None
    return row.area_id or row.area, row.group.casefold(), row.period_start, row.period_end


def figure_of(row: Observation) -> Figure | None:
    """The row's figure in its unit without scale."""
    if row.value is None:
        return None
    _, scale = base_unit(row.unit)
    unsettled = any(word in _UNSETTLED for word in row.qualifiers)
    return Figure(row.value * scale, printed_step(row.value_raw, row.value) * scale, unsettled)


def _has_framework(code: str) -> bool:
    return bool(re.match(r"(?:NI|N\.I\.|BV|BVPI|PHOF|ASCOF|NHSOF)\b", code))


def _units_of_names(observations: Sequence[Observation]) -> dict[tuple[str, str, str], str]:
    """The only unit of a name in a paper, for its rows that print none."""
    units: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in observations:
        if row.unit:
            units[row.document_id, row.indicator_code, row.indicator_raw].add(row.unit)
    return {key: next(iter(found)) for key, found in units.items() if len(found) == 1}


def _dates_of_papers(observations: Sequence[Observation]) -> dict[str, date]:
    """The end of what each paper reports on; where it does not say, of its last figure."""
    dates: dict[str, date] = {}
    for row in observations:
        day = row.report_period_end or (row.period_end if row.value is not None else None) or date.min
        dates[row.document_id] = max(day, dates.get(row.document_id, date.min))
    return dates


def _told_apart(places: Sequence[int], observations: Sequence[Observation]) -> list[list[int]]:
    """The rows of one name, parted by section where each figure of one section contradicts the other's."""
    sections: dict[str, list[int]] = defaultdict(list)
    for place in places:
        sections[observations[place].section].append(place)
    parts: list[list[int]] = []
    for section in sorted(sections, key=lambda name: sections[name][0]):
        rows = [observations[place] for place in sections[section]]
        home = next((part for part in parts if not _contradict(rows, [observations[p] for p in part])), None)
        if home is None:
            parts.append(list(sections[section]))
        else:
            home += sections[section]
    return [sorted(part) for part in parts]


def _contradict(one: Sequence[Observation], other: Sequence[Observation]) -> bool:
    left, right = _figures(one), _figures(other)
    common = [key for key in left if key in right]
    return bool(common) and not any(agree(left[key], right[key]) for key in common)


def _figures(rows: Sequence[Observation]) -> dict[FactKey, Figure]:
    found: dict[FactKey, Figure] = {}
    for row in rows:
        key, figure = fact_key(row), figure_of(row)
        if key is not None and figure is not None and not any(flag.field == "value" for flag in row.flags):
            found.setdefault(key, figure)
    return found


def _absent(rows: Sequence[Observation]) -> frozenset[FactKey]:
    return frozenset(
        key
        for row in rows
        if (key := fact_key(row)) is not None
        and row.value is None
        and row.value_raw.strip()
        and not row.comparator_of
        and row.report_period_end is not None
        and key[3] < row.report_period_end
    )


def _targets(rows: Sequence[Observation]) -> dict[FactKey, Figure]:
    found: dict[FactKey, Figure] = {}
    for row in rows:
        key = fact_key(row)
        if key is not None and row.target is not None:
            scale = base_unit(row.unit)[1]
            step = printed_step(row.target_raw, row.target) * scale
            found.setdefault(key, Figure(row.target * scale, step))
    return found
