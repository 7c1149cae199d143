"""How a figure gathers time: since April (cumulative), over twelve months (rolling), at a moment, or not at all."""

import re
from functools import lru_cache

from records import Accumulation

_RULES: tuple[tuple[re.Pattern[str], Accumulation], ...] = (
    (re.compile(r"\b(?:not|non)[ -]cumulative\b"), "single"),
    (re.compile(r"\bsnapshot\b|\bas at (?:the )?(?:end|last day)\b|\bpoint in time\b"), "snapshot"),
    (
        re.compile(
            r"\br12m\b|\brolling\b(?! (?:stock|programme|out|road|over))|\b12[ -]months? (?:to|rolling|average)\b"
        ),
        "rolling",
    ),
    (re.compile(r"\bcumulative(?:ly)?\b|\bcum\.|\(cum\)|\bytd\b|\byear[ -]to[ -]date\b"), "cumulative"),
    (
        re.compile(
            r"\bin[ -](?:the )?(?:month|quarter)\b(?! of)|\b(?:monthly|quarterly|discrete) (?:figure|total|value)s?\b"
        ),
        "single",
    ),
)
"""The first rule that fits counts: a "year to date snapshot" is a snapshot, a "YTD average" is cumulative."""


@lru_cache(maxsize=4096)
def accumulation_of(text: str) -> Accumulation | None:
    """What a name or header says about accumulation (`[Cumulative]`, `R12M`, `in month`), None if it says nothing.

    Remembered, because each figure of a row asks for the same name.
    """
    plain = " ".join(text.lower().split())
    return next((accumulation for pattern, accumulation in _RULES if pattern.search(plain)), None)
