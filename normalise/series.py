"""The longitudinal view: what may stand in one line of a chart, and the latest vintage of each of its points.

A changed unit, period type, way of accumulation, group or definition is another series of the same indicator. A
comparator group ("Statistical neighbours") means other councils for each paper's council, so it never merges.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from grammar.units import base_unit
from normalise.definitions import Line
from normalise.figures import agree
from normalise.observations import content_id
from normalise.printings import figure_of
from records import Flag, Indicator, Observation, SeriesPoint, changed


def with_series(
    observations: Sequence[Observation], indicators: Mapping[str, Indicator], lines: Mapping[str, Line] | None = None
) -> tuple[Observation, ...]:
    """The observations with their series id; empty where indicator, period or area is undecided, and for
    forecasts.

    `lines` holds, by observation, what its papers say of unit and definition.
    """
    known = lines or {}
    return tuple(
        changed(row, series_id=_series_id(row, indicators, known.get(row.observation_id, Line())))
        for row in observations
    )


def _series_id(row: Observation, indicators: Mapping[str, Indicator], line: Line) -> str:
    if not row.indicator_id or row.period_start is None or not row.area:
        return ""
    if "forecast" in row.qualifiers:
        return ""  # what was expected is no point of what was measured
    group_area = not row.area_id.startswith(("E", "K", "W", "S", "N")) or len(row.area_id) != 9
    family = row.comparator_of if row.comparator_of and group_area else ""
    definition = _definition(indicators.get(row.indicator_id), row.period_start)
    if row.value is None and row.report_period_end is not None:
        now = _definition(indicators.get(row.indicator_id), row.report_period_end)
        if now != definition:
            return ""  # a paper of the new definition that prints no figure for a year of the old one says it has none
    return content_id(
        "series",
        row.indicator_id,
        row.area_id or row.area,
        family,
        row.group.lower(),
        base_unit(row.unit)[0] or line.unit,
        row.period_type,
        row.accumulation,
        definition,
        line.definition,
    )


def _definition(indicator: Indicator | None, start: date) -> int:
    """Which definition holds on a day: how many breaks of the catalogue's entry lie before or on it."""
    if indicator is None:
        return 0
    days = [brk.split(" ", 1)[0] for brk in indicator.definition_breaks]
    return sum(1 for day in days if day and day <= start.isoformat())


def series_of(
    observations: Iterable[Observation],
    lines: Mapping[str, Line] | None = None,
    superseded: Collection[str] = (),
) -> tuple[SeriesPoint, ...]:
    """One point for each series and period: the latest vintage, with the first value and how often it was printed.

    Values are in the unit without scale (`GBP`, not `GBP thousand`), so that a line can be drawn. Papers that were
    issued again (`superseded`, by document id) make no vintage where the later issue prints the figure.
    """
    groups: dict[tuple[str, date, date], list[Observation]] = defaultdict(list)
    for row in observations:
        if (
            row.series_id
            and row.period_start
            and row.period_end
            and (row.value is not None or row.rag or row.arrow or row.value_raw)
        ):
            groups[row.series_id, row.period_start, row.period_end].append(row)
    return tuple(_point(_issued_last(rows, superseded), lines or {}) for _, rows in sorted(groups.items()))


def _issued_last(rows: Sequence[Observation], superseded: Collection[str]) -> Sequence[Observation]:
    return [row for row in rows if row.document_id not in superseded] or rows


def _age(row: Observation) -> tuple[bool, date, date, str]:
    """Order of vintages: final before provisional, then report period, publication, document."""
    final = "provisional" not in row.qualifiers and "estimate" not in row.qualifiers
    return final, row.report_period_end or date.min, row.published_on or date.min, row.document_id


def _fullness(row: Observation) -> tuple[bool, int, int, int, int]:
    """Within one paper the fullest printing of a fact stands for it, the first of equals."""
    marks = sum(item is not None for item in (row.rag, row.arrow, row.target))
    return row.value is not None, -len(row.flags), marks, -(row.line or 0), -(row.page or 0)


def _fullest(rows: Sequence[Observation]) -> Observation:
    return rows[0] if len(rows) == 1 else max(rows, key=_fullness)


def _point(rows: Sequence[Observation], lines: Mapping[str, Line]) -> SeriesPoint:
    papers: dict[str, list[Observation]] = defaultdict(list)
    for row in rows:
        papers[row.document_id].append(row)
    vintages = sorted(map(_fullest, papers.values()), key=_age)
    latest, first = vintages[-1], vintages[0]
    valued = [row for row in vintages if row.value is not None]
    if latest.value is None and valued:
        latest = valued[-1]
    if valued:
        first = valued[0]
    difference = _difference(first, latest)
    twice = any(_is_printed_differently(found) for found in papers.values())
    flags = (*latest.flags, *((Flag("value", "printed_differently"),) if twice else ()))
    return SeriesPoint(
        series_id=latest.series_id,
        indicator_id=latest.indicator_id,
        indicator=latest.indicator,
        area=latest.area,
        area_id=latest.area_id,
        group=latest.group,
        unit=base_unit(latest.unit)[0] or lines.get(latest.observation_id, Line()).unit,
        period_type=latest.period_type,
        period_start=latest.period_start or date.min,
        period_end=latest.period_end or date.min,
        accumulation=latest.accumulation,
        value=_unscaled(latest.value, latest.unit),
        value_raw=latest.value_raw,
        target=_unscaled(latest.target, latest.unit),
        rag=latest.rag,
        arrow=latest.arrow,
        direction=latest.direction,
        observation_id=latest.observation_id,
        document_id=latest.document_id,
        first_value=_unscaled(first.value, first.unit),
        vintages=len(vintages),
        revised=difference is not None,
        revised_by=difference,
        flags=tuple(dict.fromkeys(flags)),
    )


def _is_printed_differently(rows: Sequence[Observation]) -> bool:
    """Whether one paper prints the figure with values that no rounding explains."""
    if len(rows) == 1:
        return False
    figures = [figure for row in rows if (figure := figure_of(row)) is not None]
    exact = min(figures, key=lambda figure: figure.step, default=None)
    return exact is not None and not all(agree(figure, exact) for figure in figures)


def _unscaled(value: Decimal | None, unit: str) -> Decimal | None:
    scale = base_unit(unit)[1]
    if value is None or scale == 1:
        return value
    full = value * scale
    return full.quantize(Decimal(1)) if full == full.to_integral_value() else full


def _difference(first: Observation, latest: Observation) -> Decimal | None:
    """Latest less first value, None where the two agree as far as they are printed (`40.93%` and `40.9%`)."""
    if first is latest:
        return None
    old, new = figure_of(first), figure_of(latest)
    return None if old is None or new is None or agree(old, new) else new.value - old.value
