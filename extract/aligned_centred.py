"""Rows whose cells wrap and stand centred beside each other, as converters write the cells of a PDF.

The lines of a cell stand above and below the line with the figures, as many on either side; between two rows only this
count tells which lines belong to which. It must come out even for the whole table, or the rows are left as they are.
"""

from collections.abc import Sequence

from extract.aligned_columns import Segment, is_figure

Column = tuple[Segment, ...]
Line = Sequence[Column]
_LONG = 25
"""Letters of a line in a column of remarks, which need not come out even."""


def centred_rows(lines: Sequence[Line], data: Sequence[bool]) -> list[list[Column]] | None:
    """The rows below a header, each with the lines above and below it; None where the lines are not centred.

    `data` tells the lines with figures.
    """
    spots = [i for i, figures in enumerate(data) if figures]
    if len(spots) < 2 or len(spots) == len(lines):
        return None
    shares = [_shares(lines, spots, c) for c in range(len(lines[0]))]
    if any(share is None and not _is_remarks(lines, spots, c) for c, share in enumerate(shares)):
        return None
    if any(share and _spoils_figures(lines, spots, c, share) for c, share in enumerate(shares)):
        return None
    shown = [c for c, share in enumerate(shares) if share and _shows_centring(lines, spots, c, share)]
    if not shown or any(share and not _begins_anew(lines, spots, c, share) for c, share in enumerate(shares)):
        return None
    owners = [share or _nearest(lines, spots, c) for c, share in enumerate(shares)]
    return [
        [sum((line[c] for i, line in enumerate(lines) if owners[c][i] == k), ()) for c in range(len(owners))]
        for k in range(len(spots))
    ]


def _shares(lines: Sequence[Line], spots: Sequence[int], c: int) -> list[int] | None:
    """The row each line's cell in a column belongs to, as many lines above the figures as below; None where uneven."""
    owners = [-1] * len(lines)
    for k, spot in enumerate(spots):
        owners[spot] = k
    above = _filled(lines, 0, spots[0], c)
    for k, spot in enumerate(spots):
        behind = spots[k + 1] if k + 1 < len(spots) else len(lines)
        between = _filled(lines, spot + 1, behind, c)
        below, rest = between[: len(above)], between[len(above) :]
        if len(below) != len(above) or (rest and behind == len(lines)):
            return None
        for i in (*above, *below):
            owners[i] = k
        above = rest
    return owners


def _filled(lines: Sequence[Line], first: int, last: int, c: int) -> list[int]:
    return [i for i in range(first, last) if lines[i][c]]


def _shows_centring(lines: Sequence[Line], spots: Sequence[int], c: int, owners: Sequence[int]) -> bool:
    """A cell of lines above and below with nothing between them: names that only wrap downwards never leave a hole."""
    return any(
        not lines[spot][c] and owners.count(k) > 1 and _count(lines, c, owners, k) for k, spot in enumerate(spots)
    )


def _spoils_figures(lines: Sequence[Line], spots: Sequence[int], c: int, owners: Sequence[int]) -> bool:
    """Words above and below a figure: they are of another column."""
    return any(
        lines[spot][c] and is_figure(lines[spot][c][0].text) and _count(lines, c, owners, k) > 1
        for k, spot in enumerate(spots)
    )


def _count(lines: Sequence[Line], c: int, owners: Sequence[int], k: int) -> int:
    return sum(1 for i, owner in enumerate(owners) if owner == k and lines[i][c])


def _begins_anew(lines: Sequence[Line], spots: Sequence[int], c: int, owners: Sequence[int]) -> bool:
    """No cell begins with a small letter, and no line after the first with a capital behind a whole line."""
    for k in range(len(spots)):
        texts = [lines[i][c][0].text for i, owner in enumerate(owners) if owner == k and lines[i][c]]
        if len(texts) > 1 and texts[0][0].islower():
            return False
    return True


def _is_remarks(lines: Sequence[Line], spots: Sequence[int], c: int) -> bool:
    texts = [segment.text for line in lines for segment in line[c]]
    return c == len(lines[0]) - 1 and max(map(len, texts), default=0) > _LONG


def _nearest(lines: Sequence[Line], spots: Sequence[int], c: int) -> list[int]:
    return [min(range(len(spots)), key=lambda k: abs(spots[k] - i)) for i in range(len(lines))]
