"""Statements to observations: periods, values, units, ratings, directions and areas in canonical form.

Every field is what the statement prints, or empty with a flag that says why. Nothing is filled in from elsewhere but
the report's own period, and that is said in `period_basis`.
"""

import hashlib
import json
from collections import Counter
from dataclasses import replace
from decimal import Decimal

from grammar.accumulation import accumulation_of
from grammar.arrows import direction_of_word
from grammar.numbers import parse_quantity
from grammar.periods import financial_year_of, parse_label
from grammar.polarity import parse_polarity
from grammar.targets import TargetReading, is_of_change, parse_target
from grammar.units import COUNT, unit_of_name
from normalise.areas import AreaIndex
from normalise.target_fit import as_share, with_fit
from normalise.units import decide_unit
from records import (
    Accumulation,
    Direction,
    Flag,
    Observation,
    PaperReading,
    Period,
    Place,
    Polarity,
    Quantity,
    ReportHead,
    Statement,
    Step,
    Summary,
    Target,
    TargetStatement,
    changed,
)

_NOTED = {"footnote": "footnote", "rolling": "", "bound": ""}


def observe(reading: PaperReading, areas: AreaIndex) -> tuple[Observation, ...]:
    """All observations of one paper, in its order, with stable ids. Indicators are matched later."""
    seen: Counter[str] = Counter()
    units = _paper_units(reading.statements)
    return tuple(_observe(statement, reading, areas, units, seen) for statement in reading.statements)


def _paper_units(statements: tuple[Statement, ...]) -> dict[tuple[str, str], str]:
    """The one unit that an indicator's figures have in this paper, for its rows that print none; "" where whole numbers
    and others stand side by side (`100`, `99.97`), so that none of them is a count."""
    printed: dict[tuple[str, str], set[str]] = {}
    for statement in statements:
        target = parse_target(statement.target) if statement.target else None
        quantity = as_share(statement, statement.quantity or parse_quantity(statement.value), target)
        if quantity is not None and quantity.number is not None:
            unit, _ = decide_unit(statement, quantity, "")
            printed.setdefault((statement.code, statement.indicator), set()).add(unit)
    found = {key: next(iter(units)) for key, units in printed.items() if len(units) == 1 and "" not in units}
    return found | {key: "" for key, units in printed.items() if units == {COUNT, ""}}


def _observe(
    statement: Statement,
    reading: PaperReading,
    areas: AreaIndex,
    units: dict[tuple[str, str], str],
    seen: Counter[str],
) -> Observation:
    head = reading.head
    period, period_flags = _period(statement, head)
    quantity = _without_rating(statement) or statement.quantity
    quantity = quantity or (parse_quantity(statement.value) if statement.value else None)
    target = parse_target(statement.target) if statement.target else None
    quantity = as_share(statement, quantity, target)
    elsewhere = units.get((statement.code, statement.indicator))
    unit, unit_rule = decide_unit(statement, quantity, elsewhere or "", counted=elsewhere != "")
    target, fit_flags = with_fit(statement, quantity, unit, target)
    area, area_id, area_flags = _area(statement, reading, areas, period)
    polarity: Polarity | None = parse_polarity(statement.polarity) if statement.polarity else None
    fraction = parse_quantity(statement.fraction) if statement.fraction else None
    number, value_flags = _value(statement, quantity)
    direction = _direction(statement, polarity)
    steps = (
        *statement.steps,
        *_normal_steps(statement, quantity, unit, unit_rule, period, area, target.number if target else None),
    )
    return Observation(
        observation_id=_identity(reading.document_id, statement, seen),
        document_id=reading.document_id,
        source=reading.source,
        organisation=head.organisation,
        report_title=head.title,
        report_period_start=head.period.start if head.period else None,
        report_period_end=head.period.end if head.period else None,
        published_on=head.published_on,
        section=statement.section,
        kind=statement.kind,
        indicator_code=statement.code,
        indicator_raw=statement.indicator,
        area_raw=statement.area,
        area=area,
        area_id=area_id,
        comparator_of=head.organisation if statement.comparator else "",
        group=statement.group,
        period_label=statement.period
        or (head.period.label if period and head.period and statement.period_basis == "report" else ""),
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        period_type=period.type if period else None,
        period_basis=statement.period_basis if period else None,
        accumulation=_accumulation(statement, period),
        value_raw=statement.value,
        value=number,
        unit=unit,
        qualifiers=_qualifiers(statement, quantity),
        value_basis=statement.value_basis,
        confidence=statement.confidence,
        numerator=_first(quantity.numerator if quantity else None, fraction.numerator if fraction else None),
        denominator=_first(quantity.denominator if quantity else None, fraction.denominator if fraction else None),
        target_raw=statement.target,
        target=target.number if target else None,
        target_comparator=target.comparator if target else "",
        target_scope=(target.scope if target and target.scope else statement.target_scope)
        if statement.target
        else None,
        tolerance_raw=statement.tolerance or (target.tolerance_raw if target else ""),
        tolerance=_tolerance(statement, target.tolerance if target else None),
        rag_raw=statement.rating.raw if statement.rating else "",
        rag=statement.rating.rag if statement.rating else None,
        rag_basis=statement.rating.basis if statement.rating else None,
        rag_scope=statement.rag_scope if statement.rating else None,
        status=statement.status,
        arrow_raw=statement.arrow.raw if statement.arrow else statement.direction,
        arrow=statement.arrow.arrow if statement.arrow else None,
        arrow_basis=statement.arrow.basis if statement.arrow else ("word" if statement.direction else None),
        direction=direction,
        polarity=polarity,
        page=statement.place.page,
        line=statement.place.line,
        bbox=statement.place.bbox,
        table=statement.place.table,
        row=statement.place.row,
        column=statement.place.column,
        flags=tuple(
            dict.fromkeys(
                (
                    *statement.flags,
                    *period_flags,
                    *value_flags,
                    *_target_flags(target),
                    *fit_flags,
                    *area_flags,
                    *_mark_flags(statement, direction),
                )
            )
        ),
        steps=steps,
    )


# ---------------------------------------------------------------------------------------- fields
def _period(statement: Statement, head: ReportHead) -> tuple[Period | None, tuple[Flag, ...]]:
    report = head.period
    doubts = (Flag("period", head.period_doubt),) if head.period_doubt else ()
    if statement.period:
        printed = parse_label(statement.period, report)
        if printed is None:
            return None, (Flag("period", "not_understood"),)
        period = _since_april(statement, printed)
        by_name = period.start != printed.start and accumulation_of(statement.indicator) == "cumulative"
        to_report = period.accumulation == "cumulative" and parse_label(statement.period, None) is None
        flags = doubts if to_report and report is not None and period.end == report.end else ()
        return period, (Flag("period", "since_april"), *flags) if by_name else flags
    if statement.period_basis == "report":
        return report, doubts if report else (Flag("period", "not_printed"),)
    return None, ()


def _since_april(statement: Statement, period: Period) -> Period:
    """A cumulative indicator under a quarter tells of the year up to its end; under a month it keeps the month."""
    if period.type != "quarter" or _accumulation(statement, period) != "cumulative":
        return period
    return _up_to_its_end(period)


def _up_to_its_end(period: Period) -> Period:
    start = financial_year_of(period.end).start
    return replace(period, start=start, type="range" if start != period.start else "quarter", accumulation="cumulative")


def _accumulation(statement: Statement, period: Period | None) -> Accumulation | None:
    if period is not None and period.accumulation:
        return period.accumulation
    return statement.accumulation or accumulation_of(statement.indicator)


def _without_rating(statement: Statement) -> Quantity | None:
    """The figure of `41.0% [R]`, where the letter is its rating and does not say that it was revised."""
    mark = statement.rating.raw if statement.rating is not None else ""
    if not mark.startswith(("[", "(")) or not statement.value.endswith(mark):
        return None
    return parse_quantity(statement.value[: -len(mark)])


def _value(statement: Statement, quantity: Quantity | None) -> tuple[Decimal | None, tuple[Flag, ...]]:
    if quantity is None:
        return None, (Flag("value", "not_understood"),) if statement.value and not statement.flags else ()
    if quantity.missing == "unreadable":
        return None, (Flag("value", "unreadable"),)
    return quantity.number, ()


def _qualifiers(statement: Statement, quantity: Quantity | None) -> tuple[str, ...]:
    found = list(statement.qualifiers)
    if quantity is not None:
        found += quantity.qualifiers
        if quantity.missing:
            found.append(quantity.missing)
        if quantity.bound:
            found.append(
                {">": "more_than", ">=": "at_least", "<": "less_than", "<=": "at_most", "~": "about"}.get(
                    quantity.bound, ""
                )
            )
    return tuple(dict.fromkeys(q for q in found if q))


def _area(
    statement: Statement, reading: PaperReading, areas: AreaIndex, period: Period | None
) -> tuple[str, str, tuple[Flag, ...]]:
    head = reading.head
    if not statement.comparator:
        own = areas.by_id(head.area_id)
        if own is not None:
            return own.name, own.gss or own.area_id, ()
        return head.organisation, "", () if head.organisation else (Flag("area", "not_recognised"),)
    when = period.end if period else (head.period.end if head.period else None)
    found = areas.canonical(statement.area, when)
    return found.name, found.area_id, () if found.known else (Flag("area", "not_in_list"),)


def _tolerance(statement: Statement, printed: Decimal | None) -> Decimal | None:
    if printed is not None or not statement.tolerance:
        return printed
    quantity = parse_quantity(statement.tolerance)
    return quantity.number if quantity else None


def _direction(statement: Statement, polarity: Polarity | None) -> Direction | None:
    """What the arrow or word means: by the legend (performance), or as a change of the value seen through polarity."""
    if statement.direction:
        return direction_of_word(statement.direction)
    mark = statement.arrow
    if mark is None or mark.arrow is None or statement.arrow_sense == "ambiguous":
        return None
    if mark.arrow == "same":
        return "steady"
    if statement.arrow_sense is None:
        # up is better both ways only where higher is better; otherwise nothing printed tells what an arrow means
        return ("improving" if mark.arrow == "up" else "declining") if polarity == "higher" else None
    if statement.arrow_sense == "performance":
        return "improving" if mark.arrow == "up" else "declining"
    if polarity in ("higher", "lower"):
        return "improving" if (mark.arrow == "up") == (polarity == "higher") else "declining"
    return "increasing" if mark.arrow == "up" else "decreasing"


def _target_flags(target: TargetReading | None) -> tuple[Flag, ...]:
    """Figures side by side where one target belongs: columns that ran together, or a misprint."""
    return (Flag("target", "unreadable"),) if target is not None and target.reason == "unreadable" else ()


def _mark_flags(statement: Statement, direction: Direction | None) -> tuple[Flag, ...]:
    flags = []
    if statement.arrow is not None and statement.arrow.confidence < 1:
        flags.append(Flag("arrow", "unsure_symbol"))
    if statement.arrow is not None and statement.arrow_sense == "ambiguous":
        flags.append(Flag("direction", "legend_gives_two_meanings"))
    elif statement.arrow is not None and statement.arrow.arrow != "same" and direction is None:
        flags.append(Flag("direction", "meaning_not_printed"))
    if statement.rating is not None and statement.rating.confidence < 1:
        flags.append(Flag("rag", "unsure_symbol"))
    if statement.rating is not None and statement.rating.doubt:
        flags.append(Flag("rag", statement.rating.doubt))
    return tuple(flags)


def _first(*numbers: Decimal | None) -> Decimal | None:
    return next((number for number in numbers if number is not None), None)


def _normal_steps(
    statement: Statement,
    quantity: Quantity | None,
    unit: str,
    unit_rule: str,
    period: Period | None,
    area: str,
    target: Decimal | None,
) -> tuple[Step, ...]:
    steps = []
    if quantity is not None:
        steps.append(
            Step(
                "normalise",
                "value",
                "number grammar",
                f"{statement.value} -> {quantity.number if quantity.number is not None else quantity.missing}",
            )
        )
    if unit:
        steps.append(Step("normalise", "unit", unit_rule, unit))
    if period is not None:
        steps.append(
            Step(
                "normalise",
                "period",
                "period grammar",
                f"{statement.period or 'report period'} -> {period.start} to {period.end}",
            )
        )
    steps.append(
        Step("normalise", "area", "list of areas" if statement.comparator else "the paper's organisation", area)
    )
    if statement.target:
        steps.append(Step("normalise", "target", "target grammar", f"{statement.target} -> {target}"))
    return tuple(steps)


# ---------------------------------------------------------------------------------------- identity
def content_id(*parts: object) -> str:
    """A short content hash over canonical JSON."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def place_key(place: Place) -> tuple[object, ...]:
    """What identifies a spot: page and rounded box, or line and character span."""
    if place.bbox is not None:
        return (place.page, tuple(round(edge) for edge in place.bbox))
    return (place.line, place.start, place.end)


def _identity(document_id: str, statement: Statement, seen: Counter[str]) -> str:
    """Hash of document and spot; a spot that prints several facts numbers them in their order."""
    base = content_id(document_id, *place_key(statement.place))
    seen[base] += 1
    return base if seen[base] == 1 else content_id(base, seen[base])


# ---------------------------------------------------------------------------------------- targets and summaries
def targets_of(reading: PaperReading, areas: AreaIndex) -> tuple[Target, ...]:
    """All printed targets of one paper, normalised."""
    seen: Counter[str] = Counter()
    found = []
    for statement in reading.targets:
        base = content_id("target", reading.document_id, *place_key(statement.place))
        seen[base] += 1
        found.append(_target(statement, reading, areas, base if seen[base] == 1 else content_id(base, seen[base])))
    return tuple(found)


def _target(statement: TargetStatement, reading: PaperReading, areas: AreaIndex, target_id: str) -> Target:
    parsed = parse_target(statement.target)
    if parsed is not None and is_of_change(statement.header, statement.indicator):
        parsed = replace(parsed, number=None)
    period = parse_label(statement.period, reading.head.period) if statement.period else reading.head.period
    if period is not None and (period.type, period.accumulation) == ("quarter", "cumulative"):
        period = _up_to_its_end(period)
    own = areas.by_id(reading.head.area_id)
    return Target(
        target_id=target_id,
        document_id=reading.document_id,
        source=reading.source,
        indicator_id="",
        indicator_code=statement.code,
        indicator_raw=statement.indicator,
        area=own.name if own else reading.head.organisation,
        area_id=(own.gss or own.area_id) if own else "",
        period_label=statement.period,
        period_start=period.start if period and statement.period else None,
        period_end=period.end if period and statement.period else None,
        target_scope=(parsed.scope if parsed and parsed.scope else None) or statement.scope,
        target_raw=statement.target,
        target=parsed.number if parsed else None,
        target_comparator=parsed.comparator if parsed else "",
        unit=(parsed.unit if parsed else "") or unit_of_name(statement.indicator),
        header=statement.header,
        page=statement.place.page,
        line=statement.place.line,
        bbox=statement.place.bbox,
    )


def summaries_of(reading: PaperReading) -> tuple[Summary, ...]:
    """All counts that the paper's own summaries print; `counted` is filled in by validation."""
    seen: Counter[str] = Counter()
    found = []
    for statement in reading.summaries:
        base = content_id("summary", reading.document_id, *place_key(statement.place), statement.label)
        seen[base] += 1
        found.append(
            Summary(
                summary_id=base if seen[base] == 1 else content_id(base, seen[base]),
                document_id=reading.document_id,
                source=reading.source,
                section=statement.section,
                group=statement.group,
                label=statement.label,
                rag=statement.rag,
                arrow=statement.arrow,
                count=statement.count,
                counted=None,
                is_total=statement.is_total,
                page=statement.place.page,
                line=statement.place.line,
                bbox=statement.place.bbox,
            )
        )
    return tuple(found)


def with_indicator(
    observation: Observation, indicator_id: str, name: str, method: str, score: float | None, step: Step
) -> Observation:
    """The observation with its place in the catalogue."""
    return changed(
        observation,
        indicator_id=indicator_id,
        indicator=name,
        match_method=method,
        match_score=score,
        steps=(*observation.steps, step),
    )
