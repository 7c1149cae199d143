"""Columns aligned by spaces, as `pdftotext -layout` writes them.

A column border is a stretch of blanks that runs down (nearly) all lines of a block. Names that wrap over several
lines are joined to the line that carries the figures.
"""

import re
from collections.abc import Sequence

from extract.aligned_centred import centred_rows
from extract.aligned_columns import (
    MIN_LINES,
    Segment,
    assign,
    borders_of,
    has_figures,
    is_figure,
    is_known,
    with_polarities,
)
from extract.decoding import RawLine
from grammar.periods import parse_period

_GAP = re.compile(r"\S+(?: \S+)*")
_DRAWN = "-=_*~.+| "
_STROKES = ("---", "===", "___", "*****", "~~~~~")
_HEADING = 60
"""Letters of the longest heading over a table."""
_HEADS_TO_FIGURES = 4
"""Lines of a head, at most, before the first figures."""


def segments(line: RawLine) -> tuple[Segment, ...]:
    """Runs of text separated by two or more blanks."""
    return tuple(Segment(m.start(), m.end(), m.group(), line.number, line.page) for m in _GAP.finditer(line.text))


def looks_aligned(line: RawLine) -> bool:
    """Whether a line can belong to an aligned table: at least two runs, and not a bulleted sentence."""
    text = line.text.rstrip()
    if "\t" in text or not text.strip():
        return False
    return len(segments(line)) >= 2


def aligned_rows(block: Sequence[RawLine]) -> list[list[tuple[Segment, ...]]] | None:
    """The block as rows of columns of segments, or None where no columns run through it."""
    block = [line for line in block if not is_rule(line)]
    parts = with_polarities([segments(line) for line in block if line.text.strip()])
    wide = [row for row in parts if len(row) >= 2]
    if len(wide) < MIN_LINES:
        return None
    borders = borders_of(parts)
    if not borders:
        return None
    rows, blanks = _join_header_lines(assign(parts, borders), _blank_before(block))
    return _with_centred(rows, blanks) or _join_wrapped(rows, blanks)


def is_rule(line: RawLine) -> bool:
    """A line of dashes or the like, whole or in pieces, as line printers and Markdown draw under heads."""
    return is_drawn(line.text.strip(), _DRAWN, _STROKES)


def is_drawn(text: str, signs: str, strokes: Sequence[str]) -> bool:
    """Whether a text is made of these signs alone, with one of the strokes among them."""
    return not text.strip(signs) and any(stroke in text for stroke in strokes)


def end_of_table(lines: Sequence[RawLine]) -> int:
    """The line of a block at which another table begins, with its heading; its length where none does.

    A blank line, then heads without figures, then figures; the rows of a table that are words only are no heads.
    """
    figures = False
    for i, line in enumerate(lines):
        row = segments(line)
        if i and len(row) >= 2 and not lines[i - 1].text.strip() and _heads_table(lines, i, row):
            heading = _heading_before(lines, i)
            if heading or (figures and i):
                return heading or i
        figures = figures or has_figures(row)
    return len(lines)


def _heads_table(lines: Sequence[RawLine], i: int, row: Sequence[Segment]) -> bool:
    if has_figures(row) or is_rule(lines[i]):
        return False
    known = sum(1 for segment in row if is_known(segment.text))
    named = is_known(row[0].text) and bool(_heading_before(lines, i)) and not any(c.isdigit() for c in lines[i].text)
    if known * 2 < len(row) and not named:
        return False
    below = [line for line in lines[i + 1 : i + 2 + _HEADS_TO_FIGURES] if not is_rule(line)]
    return any(has_figures(segments(line)) for line in below)


def _heading_before(lines: Sequence[RawLine], i: int) -> int:
    """The line of a heading directly before a blank line; 0 where there is none."""
    above = i - 1
    while above > 0 and not lines[above].text.strip():
        above -= 1
    text = lines[above].text
    alone = len(segments(lines[above])) == 1 and len(text.strip()) <= _HEADING and not is_rule(lines[above])
    return above if above > 0 and alone and len(text) - len(text.lstrip()) < 5 and not text.strip()[0].islower() else 0


def _with_centred(rows: list[list[tuple[Segment, ...]]], blanks: list[bool]) -> list[list[tuple[Segment, ...]]] | None:
    data = [_is_data(row) for row in rows]
    if True not in data:
        return None
    first = data.index(True)
    heads = max((i + 1 for i in range(first) if _is_head(rows[i])), default=0)
    if not heads or any(blanks[heads + 1 :]):
        return None
    below = centred_rows(rows[heads:], [_is_data(row) and _has_digits(row) for row in rows[heads:]])
    return rows[:heads] + below if below is not None else None


def _has_digits(row: Sequence[tuple[Segment, ...]]) -> bool:
    """`awaited` is a sign for no figure, but also the second line of `Data awaited`."""
    digits = any(
        c.isdigit() for column in row[1:] for segment in column if is_figure(segment.text) for c in segment.text
    )
    return digits or bool(row[0])


def _is_head(row: Sequence[tuple[Segment, ...]]) -> bool:
    texts = [" ".join(segment.text for segment in column) for column in row if column]
    return len(texts) >= 2 and sum(1 for text in texts if is_known(text)) * 2 >= len(texts)


def _blank_before(block: Sequence[RawLine]) -> list[bool]:
    result: list[bool] = []
    blank = False
    for line in block:
        if line.text.strip():
            result.append(blank)
            blank = False
        else:
            blank = True
    return result


def _is_data(row: Sequence[tuple[Segment, ...]]) -> bool:
    """A line that carries figures right of its first column; periods alone make a header."""
    return any(is_figure(segment.text) for column in row[1:] for segment in column)


def _join_header_lines(
    rows: list[list[tuple[Segment, ...]]], blanks: list[bool]
) -> tuple[list[list[tuple[Segment, ...]]], list[bool]]:
    """Headers written over several lines ("Q1" above "2012/13"): joined column by column, top to bottom.

    A line joins the one below where one of the two fills only columns that the other fills, and no blank line parts
    them. A year over its quarters fills fewer columns than stand below it and stays a line of its own.
    """
    rows = _with_centred_heads(rows, blanks)
    joined: list[list[tuple[Segment, ...]]] = []
    kept: list[bool] = []
    figures = False
    for index, row in enumerate(rows):
        if not any(row):
            continue
        figures = figures or _is_data(row)
        heads = bool(joined) and _heads(joined[-1]) and _heads(row) and _fills(joined[-1], row)
        if heads and not blanks[index] and (not figures or _is_head(joined[-1])):
            joined[-1] = [a + b for a, b in zip(joined[-1], row, strict=True)]
        else:
            joined.append(row)
            kept.append(blanks[index])
    return joined, kept


def _with_centred_heads(rows: list[list[tuple[Segment, ...]]], blanks: list[bool]) -> list[list[tuple[Segment, ...]]]:
    """Heads of two lines with heads of one line centred between them (`Q1`, `Ref`, `2018/19`): one line of heads."""
    for i in range(len(rows) - 2):
        upper, middle, lower = rows[i : i + 3]
        if any(blanks[i + 1 : i + 3]) or not all(map(_heads, (upper, middle, lower))):
            continue
        filled = [{c for c, column in enumerate(row) if column} for row in (upper, middle, lower)]
        if filled[2] <= filled[0] and not filled[1] & filled[0] and _is_head(upper) and _is_head(middle):
            whole = [a + b + c for a, b, c in zip(upper, middle, lower, strict=True)]
            empty: list[tuple[Segment, ...]] = [() for _ in whole]
            return [*rows[:i], whole, empty, empty, *rows[i + 3 :]]
    return rows


def _heads(row: Sequence[tuple[Segment, ...]]) -> bool:
    return sum(1 for column in row if column) >= 2 and not _is_data(row)


def _fills(upper: Sequence[tuple[Segment, ...]], lower: Sequence[tuple[Segment, ...]]) -> bool:
    above = [c for c, column in enumerate(upper) if column]
    below = [c for c, column in enumerate(lower) if column]
    spanning = all(parse_period(upper[c][0].text) is not None for c in above) and len(above) * 2 <= len(below)
    return (set(above) <= set(below) or set(below) <= set(above)) and not spanning


def _join_wrapped(rows: list[list[tuple[Segment, ...]]], blanks: list[bool]) -> list[list[tuple[Segment, ...]]]:
    """Join lines that only continue a name to the line with its figures.

    A line without figures joins the row above when its text goes on in lower case (or the row above has an open
    bracket) and no blank line parts them; it joins the row below when that row starts without a name, or goes on in
    lower case.
    """
    joined: list[list[tuple[Segment, ...]]] = []
    pending: list[tuple[Segment, ...]] | None = None
    coded = all(row[0] for row in rows if _is_data(row))
    for index, row in enumerate(rows):
        data = _is_data(row)
        if pending is not None:
            named = bool(row[0]) and not _goes_on_below(row, rows, index)
            if data and not named and not blanks[index]:
                row = [a + b for a, b in zip(pending, row, strict=True)]
            else:
                joined.append(pending)
            pending = None
        goes_on = joined and (_continues(joined[-1], row) or (coded and _names_more(joined[-1], row)))
        if not data and goes_on and not blanks[index]:
            joined[-1] = [a + b for a, b in zip(joined[-1], row, strict=True)]
        elif not data and row[0] and not any(row[1:]):
            pending = row
        else:
            joined.append(row)
    if pending is not None:
        joined.append(pending)
    return joined


def _goes_on_below(row: Sequence[tuple[Segment, ...]], rows: Sequence[Sequence[tuple[Segment, ...]]], at: int) -> bool:
    """The name of the row goes on from the line above it; several such rows are the items below a heading."""
    following = rows[at + 1] if at + 1 < len(rows) else None
    items = following is not None and _is_data(following) and bool(following[0]) and following[0][0].text[0].islower()
    above = " ".join(segment.text for segment in rows[at - 1][0]).rstrip()
    return row[0][0].text[0].islower() and not items and not above.endswith(":")


def _continues(above: Sequence[tuple[Segment, ...]], row: Sequence[tuple[Segment, ...]]) -> bool:
    first = next((column[0].text for column in row if column), "")
    name = " ".join(segment.text for segment in above[0])
    if not _is_data(above):
        return False
    return bool(first) and (first[0].islower() or first[0] in "(&/-" or name.count("(") > name.count(")"))


def _names_more(above: Sequence[tuple[Segment, ...]], row: Sequence[tuple[Segment, ...]]) -> bool:
    """Words in the second column alone, below a row with a code and a name: the rest of its name, in capitals too."""
    filled = [c for c, column in enumerate(row) if column]
    return _is_data(above) and filled == [1] and bool(above[0] and above[1]) and not is_figure(above[1][0].text)
