"""Summaries: counts of ratings per priority. Not observations, but what the paper must add up to."""

import re
from collections.abc import Sequence

from extract.context import Context
from extract.sink import Sink
from grammar.numbers import parse_quantity
from grammar.periods import parse_period
from grammar.ratings import VOCABULARY, parse_rating
from records import ArrowDirection, Cell, Grid, Line, Mark, Rag, SummaryStatement

_TOTAL = re.compile(r"^(grand |overall )?totals?\b|^overall$|^all\b", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,4}")
_PHRASES: dict[str, Rag | None] = {
    **{
        phrase: rag
        for rag, groups in VOCABULARY.items()
        for words in groups.values()
        for phrase in words
        if " " in phrase
    },
    "no value": None,
    "no data": None,
}
_PHRASE = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, _PHRASES), key=len, reverse=True)) + r")\b", re.IGNORECASE
)
_BARE_PERIOD = re.compile(
    r"q(?:uarter )?[1-4]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*", re.IGNORECASE
)
_COUNT_BEHIND = re.compile(r"[\s:=(–-]*(\d{1,4})[\s),;.]*")


def read_summary(grid: Grid, context: Context, sink: Sink) -> bool:
    """Read a grid whose header is a row of marks above rows of whole numbers. False where it is none."""
    r = next((i for i, row in enumerate(grid.rows) if _heads(row)), None)
    if r is None:
        return False
    body = [row for row in grid.rows[r + 1 :] if any(cell.text for cell in row)]
    heads = _heads(grid.rows[r])
    if not body or not all(_is_body(row, heads) for row in body) or _rates_figures(grid.rows[:r], heads):
        return False
    for row in grid.rows[: r + 1]:
        for cell in row:
            sink.claim(cell, "header")
    for row in body:
        _read_row(row, heads, context, sink)
    return True


def _heads(row: tuple[Cell, ...]) -> dict[int, tuple[str, Rag | None, ArrowDirection | None]]:
    """Columns headed by a mark, if at least two distinct ones and at most a name and a total beside them."""
    heads: dict[int, tuple[str, Rag | None, ArrowDirection | None]] = {}
    for c, cell in enumerate(row):
        mark: Mark | None = next(iter(cell.marks), None) or (parse_rating(cell.text) if cell.text else None)
        if mark is not None:
            heads[c] = (cell.text, mark.rag, mark.arrow)
    return heads if len({(rag, arrow) for _, rag, arrow in heads.values()}) >= 2 else {}


def _rates_figures(
    above: Sequence[tuple[Cell, ...]], heads: dict[int, tuple[str, Rag | None, ArrowDirection | None]]
) -> bool:
    """Figures above the marks, or a period above each of them: the marks rate these and head no counts."""
    for row in above:
        texts = [row[c].text for c in heads]
        if any(parse_period(text) is None and _number(text) for text in texts):
            return True
        if len(set(texts)) == len(texts) and all(parse_period(text) or _BARE_PERIOD.fullmatch(text) for text in texts):
            return True
    return False


def _number(text: str) -> bool:
    quantity = parse_quantity(text)
    return quantity is not None and quantity.number is not None


def _is_body(row: tuple[Cell, ...], heads: dict[int, tuple[str, Rag | None, ArrowDirection | None]]) -> bool:
    cells = [row[c] for c in heads if row[c].text]
    return bool(cells) and all(_COUNT.fullmatch(cell.text) for cell in cells)


def _read_row(
    row: tuple[Cell, ...],
    heads: dict[int, tuple[str, Rag | None, ArrowDirection | None]],
    context: Context,
    sink: Sink,
) -> None:
    names = [cell for c, cell in enumerate(row) if cell.text and c not in heads and not _COUNT.fullmatch(cell.text)]
    group = names[0].text if names else context.section
    for c, (label, rag, arrow) in heads.items():
        cell = row[c]
        if not cell.text:
            continue
        sink.claim(cell, "summary")
        sink.summaries.append(
            SummaryStatement(
                group=group,
                label=label,
                count=int(cell.text),
                place=cell.place,
                section=context.section,
                rag=rag,
                arrow=arrow,
                is_total=bool(_TOTAL.match(group)),
            )
        )
    for cell in row:
        sink.claim(cell, "summary", "row of a summary")


def read_phrase_counts(line: Line, context: Context, sink: Sink) -> Mark | None:
    """`Expected Outcome: At risk of missing target 5`: counts behind rating phrases.

    One phrase heads a group and rates all below it: its mark is returned. Several only count.
    """
    found = list(_PHRASE.finditer(line.text))
    counted: list[tuple[Mark | None, str, int]] = []
    for index, match in enumerate(found):
        stop = found[index + 1].start() if index + 1 < len(found) else len(line.text)
        behind = _COUNT_BEHIND.fullmatch(line.text[match.end() : stop])
        if behind is None:
            return None
        rag = _PHRASES[match.group().lower()]
        counted.append((Mark(match.group(), "heading", rag=rag) if rag else None, match.group(), int(behind.group(1))))
    if not counted:
        return None
    head = line.text[: found[0].start()].strip(" :–-")
    for mark, label, count in counted:
        sink.summaries.append(
            SummaryStatement(
                group=head,
                label=label,
                count=count,
                place=line.place,
                section=context.section,
                rag=mark.rag if mark else None,
            )
        )
    sink.claim(line, "summary")
    return counted[0][0] if len(counted) == 1 else None
