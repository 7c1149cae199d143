"""What the words beside a symbol of a key say: which rating, or which way things went.

`On or better than target` is green whatever the symbol looks like: a key outranks colours. Words that leave it open
give None.
"""

import re

from grammar.arrows import direction_of_word
from grammar.ratings import parse_rating
from records import Rag

_RULES: tuple[tuple[Rag, re.Pattern[str]], ...] = (
    (
        "not_rated",
        re.compile(
            r"\b(?:no (?:data|target|rating|benchmark|information|update)|not (?:yet )?(?:known|available|rated|shaded|"
            r"due|"
            r"assessed|reported|applicable|set|started|comparable)|n/?a\b|awaiting|unknown|to be (?:confirmed|set)|"
            r"data only|for information|contextual|monitor(?:ing)? only|no longer)",
            re.IGNORECASE,
        ),
    ),
    (
        "B",
        re.compile(
            r"\b(?:completed?|closed|discontinued|replaced|withdrawn)\b(?! (?:target|by more))",
            re.IGNORECASE,
        ),
    ),
    (
        "A",
        re.compile(
            r"\b(?:slight(?:ly)?|within (?:an? |the )?(?:agreed |acceptable |set |target )?"
            r"(?:tolerance|threshold|variance|"
            r"\d)|up to \d|no more than \d|less than \d+(?:\.\d+)? ?"
            r"(?:%|per ?cent|percentage points?) (?:off|below|away|"
            r"from|under|worse)|just (?:below|off|under|missed)|near(?:ly)?|close to|minor|marginal(?:ly)?|"
            r"some (?:concern|"
            r"slippage|risk|issues)|similar|caution|warning|between|at risk\b(?! of missing)|amber|yellow|orange|"
            r"requires? attention|in tolerance|average)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "R",
        re.compile(
            r"\b(?:(?:below|off|under|outside|behind|missed|missing|worse than|adrift of|short of|failing)\b|"
            r"not (?:met|achiev\w+|on (?:target|track)|meeting|improving)|"
            r"(?:more|greater|over|worse) than \d+(?:\.\d+)? ?"
            r"(?:%|per ?cent|percentage points?)(?! (?:above|better))|worse|poor(?:er)?|"
            r"significant(?:ly)?|serious|major|critical|red\b|"
            r"underperform\w*|fail\w*|unsatisfactory)",
            re.IGNORECASE,
        ),
    ),
    (
        "G",
        re.compile(
            r"\b(?:on (?:or |and |/ ?)?(?:above|better|track|target|course|schedule|plan)|"
            r"at (?:or )?(?:above|target|better)|"
            r"met|meets|meeting|achiev\w+|exceed\w*|above|better|good|green|on target|satisfactory|delivered|in line|"
            r"no (?:concerns?|issues?)|ahead)\b",
            re.IGNORECASE,
        ),
    ),
)


def rag_of_meaning(text: str, *, of_colour: bool = False) -> Rag | None:
    """The rating that a meaning describes, `not_rated` where it says that there is none, None where it leaves it open.

    Words of direction ("Better", "Worse") are no ratings, unless the key explains a colour (`of_colour`).
    """
    plain = " ".join(text.split())
    mark = parse_rating(plain)
    if mark is not None and mark.rag is not None:
        return mark.rag
    if direction_of_word(plain) is not None and not of_colour:
        return None
    return next((rag for rag, pattern in _RULES if pattern.search(plain)), None)
