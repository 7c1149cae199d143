"""Reads the guards, and checks a catalogue for entries that cannot be told apart."""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import get_args

from errors import WorkspaceError
from grammar.units import canonical_unit
from normalise.catalogue_checks import check_alike, check_codes, check_details
from normalise.guards import ROLES, GuardRule, compare_features
from normalise.labels import label_form, take_codes
from normalise.vocabulary import Vocabulary
from normalise.words import folded
from records import Finding, Indicator, Polarity, Severity

_FRAMEWORK_WITH_CODE = re.compile(r"(?:NI|BV|BVPI|PHOF|ASCOF|NHSOF)\b.*\d")


_SEVERITIES: dict[str, Severity] = {
    "shared_code": "info",  # frameworks give one code to boys and girls, or to both sexes and each
    **dict.fromkeys(("unknown_unit", "alias_kept_apart", "odd_id", "break_without_reason", "alike"), "warning"),
    **dict.fromkeys(("unit_against_name", "unordered_breaks"), "warning"),
}
"""How grave the findings are that are no errors."""


def load_guards(path: Path) -> tuple[GuardRule, ...]:
    """Reads `guards.csv` (guard, value, wordings separated by `|`, role, note)."""
    found = []
    for line, row in _rows(path, ("guard", "value", "wordings", "role")):
        role = next((known for known in ROLES if known == row["role"]), None)
        wordings = tuple(filter(None, map(str.strip, row["wordings"].split("|"))))
        if role is None:
            raise WorkspaceError(f"{path}, line {line}: role is {row['role']!r}, must be one of {', '.join(ROLES)}")
        if not row["guard"] or not wordings or (role not in ("filler", "weak") and not row["value"]):
            raise WorkspaceError(f"{path}, line {line}: a guard needs `guard`, `value` and at least one wording")
        found.append(GuardRule(row["guard"], row["value"], wordings, role, row.get("note", "")))
    return tuple(found)


def _rows(path: Path, needed: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with their line numbers, cells stripped; empty rows are left out."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as handle:
            reader = csv.DictReader(handle, strict=True)
            missing = [name for name in needed if name not in (reader.fieldnames or ())]
            if missing:
                raise WorkspaceError(f"{path}, line 1: column {', '.join(missing)} is missing")
            for row in reader:
                if None in row:
                    raise WorkspaceError(f"{path}, line {reader.line_num}: more cells than columns; quote the commas")
                cells = {name: (value or "").strip() for name, value in row.items()}
                if any(cells.values()):
                    yield reader.line_num, cells
    except FileNotFoundError as error:
        raise WorkspaceError(f"{path}: no such file") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise WorkspaceError(f"{path}: not a CSV file in UTF-8 ({error}); save it as CSV UTF-8") from error


# ---------------------------------------------------------------------------------------- checking
def check_catalogue(indicators: Sequence[Indicator], vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """What makes entries of the catalogue unusable or ambiguous, in the order of the catalogue, one finding each."""
    return (
        *_check_repeats(indicators, "duplicate_id", lambda entry: (entry.indicator_id,)),
        *_check_repeats(indicators, "duplicate_name", lambda entry: (folded(entry.name),)),
        *_check_repeats(indicators, "ambiguous_alias", _names),
        *(finding for entry in indicators for finding in _check_entry(entry)),
        *(finding for entry in indicators for finding in _check_aliases(entry, vocabulary)),
        *(_of_problem(*problem) for entry in indicators for problem in check_details(entry)),
        *(_of_problem(*problem) for problem in check_codes(indicators)),
        *(_of_problem(*problem) for problem in check_alike(indicators, vocabulary)),
    )


def _of_problem(code: str, entry: Indicator, message: str, text: str) -> Finding:
    return _finding(code, f"{entry.indicator_id}: {message}", entry, text)


def _names(entry: Indicator) -> tuple[str, ...]:
    """All names of an entry, its own only where it has aliases to be confused with."""
    return tuple(dict.fromkeys(folded(name) for name in (entry.name, *entry.aliases)))


def _finding(code: str, message: str, entry: Indicator, text: str = "") -> Finding:
    severity: Severity = _SEVERITIES.get(code, "error")
    return Finding("catalogue", code, severity, message, text=text or entry.indicator_id)


def _check_repeats(
    indicators: Sequence[Indicator], code: str, keys: Callable[[Indicator], tuple[str, ...]]
) -> Iterator[Finding]:
    holders: defaultdict[str, list[Indicator]] = defaultdict(list)
    for entry in indicators:
        for key in keys(entry):
            holders[key].append(entry)
    for key, entries in holders.items():
        names = {folded(entry.name) for entry in entries}
        if len(entries) < 2 or (code == "ambiguous_alias" and names == {key}):
            continue  # equal names are reported once, as such
        ids = ", ".join(entry.indicator_id for entry in entries)
        yield _finding(code, f"{key!r} belongs to {len(entries)} entries: {ids}", entries[0], key)


def _check_entry(entry: Indicator) -> Iterator[Finding]:
    if entry.unit and canonical_unit(entry.unit) != entry.unit:
        yield _finding("unknown_unit", f"{entry.indicator_id}: unit {entry.unit!r} is not known", entry, entry.unit)
    if entry.polarity is not None and entry.polarity not in get_args(Polarity):
        yield _finding("unknown_polarity", f"{entry.indicator_id}: polarity {entry.polarity!r}", entry)
    for code in entry.frameworks:
        rest, found, _ = take_codes(code)
        if _FRAMEWORK_WITH_CODE.match(code) and (len(found) != 1 or rest.strip()):
            yield _finding("malformed_code", f"{entry.indicator_id}: {code!r} is no framework code", entry, code)


def _check_aliases(entry: Indicator, vocabulary: Vocabulary) -> Iterator[Finding]:
    own = label_form(entry.name, vocabulary, unit=entry.unit)
    for alias in entry.aliases:
        apart = [c.text for c in compare_features(label_form(alias, vocabulary), own) if c.kind == "differs"]
        if apart:
            message = f"{entry.indicator_id}: alias {alias!r} is kept apart from its own entry ({'; '.join(apart)})"
            yield _finding("alias_kept_apart", message, entry, alias)
