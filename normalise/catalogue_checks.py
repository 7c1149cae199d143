"""What is wrong with entries of a catalogue that a loader lets pass: a message for each, beside a code for it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from grammar.units import canonical_unit
from normalise.guards import guard_conflicts
from normalise.labels import LabelForm, label_form
from normalise.vocabulary import Vocabulary
from normalise.words import folded
from records import Indicator

Problem = tuple[str, Indicator, str, str]
"""Code, entry, message, the text that it is about."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BREAK = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:\s+(.+))?")
_SAYS_PERCENT = re.compile(r"(?:the )?(?:percentage|proportion|per ?cent|%)(?!\w)", re.IGNORECASE)
_SAYS_COUNT = re.compile(r"(?:the )?(?:total )?(?:number|no\.?) of\b", re.IGNORECASE)
_BASE = re.compile(r"\bper ([\d,]{3,})\b", re.IGNORECASE)
_SHARES = ("percent", "percentage points", "ratio", "score")


def check_details(entry: Indicator) -> Iterator[Problem]:
    """Its id, its breaks, and whether its name and its unit say the same."""
    if not _SLUG.fullmatch(entry.indicator_id):
        text = f"{entry.indicator_id!r} is no id of lower-case words joined by hyphens"
        yield "odd_id", entry, text, entry.indicator_id
    yield from _check_breaks(entry)
    against = _name_against_unit(entry)
    if against:
        yield "unit_against_name", entry, f"the name says {against}, the unit is {entry.unit!r}", entry.name


def _check_breaks(entry: Indicator) -> Iterator[Problem]:
    days = []
    for text in entry.definition_breaks:
        day = break_day(text)
        if day is None:
            message = f"{text!r} does not begin with a day such as 2013-04-01"
            yield "unreadable_break", entry, message, text
            continue
        days.append(day)
        if " " not in text.strip():
            yield "break_without_reason", entry, f"the break of {text} does not say why", text
    if days != sorted(set(days)):
        yield "unordered_breaks", entry, "its breaks are not in the order of their days, once each", entry.indicator_id


def break_day(text: str) -> date | None:
    """The first day of a new definition: `2013-04-01 why`, also `2013-04` or `2013`; None where it cannot be read."""
    found = _BREAK.fullmatch(text.strip())
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None
    except ValueError:
        return None


def _name_against_unit(entry: Indicator) -> str:
    """What the name says in the teeth of its unit, "" where they agree or nothing can be told."""
    unit = canonical_unit(entry.unit)
    if not unit:
        return ""
    if _SAYS_PERCENT.match(entry.name) and unit not in _SHARES:
        return "percentage"
    if _SAYS_COUNT.match(entry.name) and unit == "percent":
        return "number"
    base = _BASE.search(entry.name)
    if (
        base
        and unit.startswith("rate per ")
        and base[1].replace(",", "") != unit.removeprefix("rate per ").replace(",", "")
    ):
        return f"per {base[1]}"
    return ""


def check_alike(entries: Sequence[Indicator], vocabulary: Vocabulary) -> Iterator[Problem]:
    """Pairs of entries that a name of each says the same of, and that no guard keeps apart: once for each pair."""
    groups: defaultdict[str, list[tuple[Indicator, LabelForm]]] = defaultdict(list)
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            form = label_form(name, vocabulary, unit=entry.unit)
            if form.tokens:
                groups[form.key].append((entry, form))
    told: set[tuple[str, str]] = set()
    for group in groups.values():
        for (one, form), (other, beside) in combinations(group, 2):
            pair = (one.indicator_id, other.indicator_id)
            if one.indicator_id == other.indicator_id or pair in told or folded(form.raw) == folded(beside.raw):
                continue
            if not guard_conflicts(form, beside) and not guard_conflicts(beside, form):
                told.add(pair)
                message = f"{form.raw!r} cannot be told from {beside.raw!r} of {other.indicator_id}"
                yield "alike", one, message, form.raw


def check_codes(entries: Sequence[Indicator]) -> Iterator[Problem]:
    """Framework codes of two entries whose names do not differ in anything that a part of one code could be."""
    holders: defaultdict[str, list[Indicator]] = defaultdict(list)
    for entry in entries:
        for code in dict.fromkeys(entry.frameworks):
            holders[code].append(entry)
    for code, found in holders.items():
        if len(found) > 1:
            ids = ", ".join(entry.indicator_id for entry in found)
            yield "shared_code", found[0], f"{code} belongs to {len(found)} entries: {ids}", code
