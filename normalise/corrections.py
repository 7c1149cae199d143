"""Corrections that people made: applied afresh at each build, shown in the steps of the figure, never silently lost."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import get_args, get_type_hints

from records import Correction, Finding, Observation, Step


def correct(
    observations: Sequence[Observation], corrections: Sequence[Correction]
) -> tuple[tuple[Observation, ...], tuple[Finding, ...]]:
    """Apply corrections to the observations they name. One that fits nothing any more is an error by name."""
    rows = list(observations)
    findings: list[Finding] = []
    for correction in corrections:
        hits = [i for i, row in enumerate(rows) if _names(correction, row)]
        fitting = [i for i in hits if _printed(rows[i], correction.field) == correction.old.strip()]
        if not fitting:
            said = (
                f"it now says {_printed(rows[hits[0]], correction.field)!r}" if hits else "no such row is read any more"
            )
            findings.append(
                Finding(
                    "normalise",
                    "correction_unused",
                    "error",
                    f"{correction.origin}: {correction.source}, {correction.indicator_raw!r}, "
                    f"{correction.field}: {said}",
                    source=correction.source,
                )
            )
            continue
        for i in fitting:
            rows[i] = _applied(rows[i], correction)
    return tuple(rows), tuple(findings)


def _names(correction: Correction, row: Observation) -> bool:
    if correction.source and row.source != correction.source and not row.source.endswith("/" + correction.source):
        return False
    if correction.line is not None and row.line is not None and correction.line != row.line:
        return False
    return not correction.indicator_raw or " ".join(correction.indicator_raw.split()) == " ".join(
        row.indicator_raw.split()
    )


def _printed(row: Observation, name: str) -> str:
    value = getattr(row, name)
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    return ";".join(value) if isinstance(value, tuple) else str(value)


def _applied(row: Observation, correction: Correction) -> Observation:
    value = _typed(correction)
    step = Step(
        "normalise",
        correction.field,
        "correction",
        f"{correction.old} -> {correction.new} by {correction.who} on {correction.when}: {correction.why}",
    )
    flags = tuple(flag for flag in row.flags if flag.field != correction.field)
    changes = {correction.field: value, "flags": flags, "steps": (*row.steps, step)}
    return replace(row, **changes)  # type: ignore[arg-type]


def _typed(correction: Correction) -> object:
    """The new value in the type of its field; the workspace has checked that it can be."""
    hint = get_type_hints(Observation)[correction.field]
    kinds = get_args(hint) or (hint,)
    text = correction.new.strip()
    if not text and type(None) in kinds:
        return None
    if Decimal in kinds:
        try:
            return Decimal(text)
        except InvalidOperation as error:
            raise ValueError(f"{correction.origin}: {text!r} is no number") from error
    if date in kinds:
        return date.fromisoformat(text)
    if float in kinds:
        return float(text)
    return tuple(part for part in text.split(";") if part) if correction.field == "qualifiers" else text
