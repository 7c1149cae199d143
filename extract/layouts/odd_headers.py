"""Headers with words beside their period that are not known, where other columns print the period alone.

`Shires 2016/17` beside `2017/18` may head figures of others, a sample, a gap: what is not understood may still be
read, but it must not look as sure as the column beside it.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from extract.columns import Column
from extract.roles import role_of
from grammar.periods import HEADER_WORDS
from grammar.units import unit_of_header

_NEUTRAL = frozenset(
    (
        *HEADER_WORDS,
        *re.findall(
            r"\w+",
            "a as at by for from in of on the to and our we us council councils authority all total overall year years"
            " period quarter quarterly qtr month monthly annual annually full half end final latest current this date"
            " reported reporting data position baseline base previous prior last same time revised restated audited"
            " prov provisional unaudited draft unvalidated est estimate estimated forecast projected predicted expected"
            " anticipated likely outlook outturns rolling months cumulative ytd academic survey census achieved"
            " financial iquanta nomis ascof lait dfe ons fingertips lginform",
        ),
    )
)
"""Words beside a period that leave it the council's own figure, names of data sources among them."""
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)


def with_doubts(columns: Sequence[Column], own: Collection[str]) -> tuple[Column, ...]:
    """The columns; those of figures under unknown words are doubted where others beside them print a period alone."""
    dated = [column for column in columns if column.role == "value" and column.period]
    odd = {column.index for column in dated if _unknown_words(column, own)}
    if not odd or len(odd) * 2 > len(dated):
        return tuple(columns)
    return tuple(replace(column, doubt="header_unknown") if column.index in odd else column for column in columns)


def _unknown_words(column: Column, own: Collection[str]) -> bool:
    rest = column.text.replace(column.period, " ")
    for part in column.period.split():
        rest = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", " ", rest)
    for name in sorted(own, key=len, reverse=True):
        rest = rest.replace(name, " ")
    rest = " ".join(rest.split()).strip(" ()[]-–:,*")
    if not rest or role_of(rest) not in ("none", "code", "description") or unit_of_header(rest):
        return False
    return any(len(word) > 1 and word.lower() not in _NEUTRAL for word in _WORD.findall(rest))
