"""What was found against what the paper itself counts: its executive summary of ratings and arrows.

An item of the count is one indicator or project of the paper's own area, however often it is printed; it counts with
the newest period that carries a rating (or an arrow).
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from records import Finding, Observation, Place, Summary
from validate.notes import STAGE, squeezed

MOST_NAMES = 8
_WORDS_OF_A_HEADING = 2
_MARKS = {"up": "↑", "same": "→", "down": "↓", "not_rated": "not rated"}


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator or project as the paper's summary counts it. `sections`: every heading it stands under."""

    name: str
    sections: frozenset[str]
    rating: Observation | None
    arrow: Observation | None
    has_value: bool


def reconcile(
    summaries: Sequence[Summary], observations: Iterable[Observation]
) -> tuple[tuple[Summary, ...], tuple[Finding, ...]]:
    """The summaries with `counted` filled in where it can be told, and a finding for each count that does not add up.

    A part counts the items of the section that bears its name; the total those of all its parts, or every item where
    the parts' sections cannot be told. Where nothing can be told, `counted` stays `None`: no idle comparisons.
    """
    found: dict[str, list[Observation]] = defaultdict(list)
    for row in observations:
        if not row.comparator_of:
            found[row.document_id].append(row)
    items = {document: items_of(rows) for document, rows in found.items()}
    tables = _tables(summaries)
    counted: dict[str, Summary] = {}
    findings: list[Finding] = []
    for (document, _), rows in tables.items():
        alone = sum(key[0] == document for key in tables) == 1
        filled = [_counted(row, rows, items.get(document, ()), alone) for row in rows]
        counted.update((row.summary_id, row) for row in filled)
        findings += _own_sums(rows) + _difference(filled, items.get(document, ()))
    return tuple(counted[row.summary_id] for row in summaries), tuple(findings)


def items_of(rows: Iterable[Observation]) -> tuple[Item, ...]:
    """The items of one document's own rows, in the order in which they are first printed."""
    groups: dict[Hashable, list[Observation]] = defaultdict(list)
    for row in rows:
        groups[row.kind, squeezed(row.indicator_code) or (squeezed(row.indicator_raw), row.group)].append(row)
    return tuple(_item(group) for group in groups.values())


def _item(rows: Sequence[Observation]) -> Item:
    return Item(
        name=rows[0].indicator_raw or rows[0].indicator_code,
        sections=frozenset(row.section for row in rows if row.section),
        rating=max((row for row in rows if row.rag is not None), key=_newness, default=None),
        arrow=max((row for row in rows if row.arrow is not None), key=_newness, default=None),
        has_value=any(row.value is not None for row in rows),
    )


def _newness(row: Observation) -> date:
    return row.period_end or date.min


def _tables(summaries: Iterable[Summary]) -> dict[tuple[str, str], list[Summary]]:
    tables: dict[tuple[str, str], list[Summary]] = defaultdict(list)
    for row in summaries:
        tables[row.document_id, row.section].append(row)
    return tables


def _counted(row: Summary, table: Sequence[Summary], items: Sequence[Item], alone: bool) -> Summary:
    """`row` with the number of items it should count, or without where that cannot be told."""
    chosen = _items_meant(row, table, items, alone)
    if chosen is None:
        return row
    if row.rag is None and row.arrow is None and not _is_known_word(row, items):
        return row
    return replace(row, counted=sum(_falls_under(item, row) for item in chosen))


def _items_meant(row: Summary, table: Sequence[Summary], items: Sequence[Item], alone: bool) -> list[Item] | None:
    """The items that `row` counts. `alone`: its table is the only summary of the document."""
    parts = list(dict.fromkeys(other.group for other in table if not other.is_total))
    if row.is_total and parts:
        per_part = [_under_heading(part, items) for part in parts]
        if all(per_part):
            meant = {id(item) for part in per_part for item in part}
            return [item for item in items if id(item) in meant]
    if not row.is_total:
        chosen = _under_heading(row.group, items) or (_under_heading(row.section, items) if len(parts) == 1 else [])
        if chosen:
            return chosen
    is_whole = row.is_total or len(parts) == 1
    return list(items) if is_whole and alone else None


def _under_heading(heading: str, items: Iterable[Item]) -> list[Item]:
    return [item for item in items if any(_same_heading(heading, section) for section in item.sections)]


def _same_heading(one: str, other: str) -> bool:
    """Equal wording, or one a run of words within the other (`Aim: SAFE` in `Section 1 / Aim: SAFE`)."""
    short, long = sorted((squeezed(one).split(), squeezed(other).split()), key=len)
    if short == long:
        return bool(short)
    within = any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
    return within and len(short) >= _WORDS_OF_A_HEADING


def _is_known_word(row: Summary, items: Iterable[Item]) -> bool:
    return any(item.rating is not None and squeezed(item.rating.rag_raw) == squeezed(row.label) for item in items)


def _falls_under(item: Item, row: Summary) -> bool:
    if row.arrow is not None:
        return item.arrow is not None and item.arrow.arrow == row.arrow
    if item.rating is None:
        return False
    return item.rating.rag == row.rag if row.rag else squeezed(item.rating.rag_raw) == squeezed(row.label)


def _mark(row: Summary) -> str:
    return _MARKS.get(row.arrow or row.rag or "", row.rag or row.label)


def _own_sums(table: Sequence[Summary]) -> list[Finding]:
    """The paper's own total row against its parts."""
    parts: Counter[str] = Counter()
    for row in table:
        if not row.is_total:
            parts[_mark(row)] += row.count
    wrong = [row for row in table if row.is_total and _mark(row) in parts and parts[_mark(row)] != row.count]
    if not wrong:
        return []
    told = ", ".join(f"parts of {_mark(row)} add to {parts[_mark(row)]}, the total prints {row.count}" for row in wrong)
    return [_finding(wrong[0], "summary_does_not_add_up", f"the paper's own summary does not add up: {told}")]


def _difference(table: Sequence[Summary], items: Sequence[Item]) -> list[Finding]:
    """One finding for the total (or the whole), then one for each part that differs; ratings apart from arrows."""
    findings = []
    for arrows in (False, True):
        rows = [row for row in table if (row.arrow is not None) == arrows]
        totals = [row for row in rows if row.is_total]
        for group in dict.fromkeys((row.is_total, row.group) for row in [*totals, *rows]):
            findings += _group_difference([row for row in rows if (row.is_total, row.group) == group], items)
    return findings


def _group_difference(rows: Sequence[Summary], items: Sequence[Item]) -> list[Finding]:
    known = [row for row in rows if row.counted is not None]
    if all(row.counted == row.count for row in known):
        return []
    printed = " / ".join(f"{row.count} {_mark(row)}" for row in known)
    counted = " / ".join(str(row.counted) for row in known)
    message = f"summary “{rows[0].group}” prints {printed}; found {counted}"
    for word, sign in (("missing", 1), ("too many", -1)):
        gaps = [(sign * (row.count - (row.counted or 0)), _mark(row)) for row in known]
        told = ", ".join(f"{gap} {mark}" for gap, mark in gaps if gap > 0)
        message += f"; {word}: {told}" if told else ""
    unrated = [item.name for item in items if item.has_value and item.rating is None]
    if unrated and rows[0].is_total and rows[0].arrow is None:
        more = f" and {len(unrated) - MOST_NAMES} more" if len(unrated) > MOST_NAMES else ""
        message += f"; found without a rating: {', '.join(unrated[:MOST_NAMES])}{more}"
    return [_finding(known[0], "summary_differs", message)]


def _finding(row: Summary, code: str, message: str) -> Finding:
    return Finding(
        stage=STAGE,
        code=code,
        severity="warning",
        message=message,
        source=row.source,
        document_id=row.document_id,
        place=Place(page=row.page, line=row.line, bbox=row.bbox),
        text=str(row.count),
    )
