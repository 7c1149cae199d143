"""What the words beside a symbol of a key say: which rating, or which way things went.

`On or better than target` is green whatever the symbol looks like: a key outranks colours. Words that leave it open
give None.
"""

import re

from grammar.arrows import direction_of_word
from grammar.ratings import parse_rating
from records import Rag

_NUMBER = r"(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty)"

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
            r"(?:tolerance|threshold|variance|" + _NUMBER + r")|up to " + _NUMBER + r"|no more than " + _NUMBER + r"|"
            r"less than " + _NUMBER + r" ?"
            r"(?:%|per ?cent|percentage points?) (?:off|below|away|"
            r"from|under|worse)|just (?:below|off|under|missed)|near(?:ly)?|narrow(?:ly)?|is close|close to|"
            r"minor|marginal(?:ly)?|"
            r"some (?:concern|"
            r"slippage|risk|issues)|similar|caution|warning|between|at risk\b(?! of missing)|amber|yellow|orange|"
            r"requires? attention|in tolerance|average|(?:not|no) significant(?:ly)? (?:differen(?:t|ce)|change))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "R",
        re.compile(
            r"\b(?:(?:below|off|under|outside|behind|missed|missing|worse than|adrift of|short of|failing)\b|"
            r"not (?:met|achiev\w+|on (?:target|track)|meeting|improving)|"
            r"(?:more|greater|over|worse) than " + _NUMBER + r" ?"
            r"(?:%|per ?cent|percentage points?)(?! (?:above|better))|worse|poor(?:er)?|"
            r"(?:does|do|did|is|are|was|were) not$|further off|"
            r"significant(?:ly)?\b(?! (?:better|above|exceed\w*|ahead|improv\w*))|serious|major|critical|red\b|"
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


_NAMED = re.compile(r"^(green|amber|red|blue)(?: (?:light|rating|status))?(?: lit)?\s*[:=–-]", re.IGNORECASE)
"""A meaning that names its colour first (`Green: significantly better than England`)."""
_CHANGE = re.compile(
    r"\b(?:improv\w*|declin\w*|deteriorat\w*|wors(?:e|en\w*)|better|same|steady|stable|static|unchanged|no change|"
    r"maintain\w*|increas\w*|decreas\w*|ris(?:en|ing)|rose|fall(?:en|ing)?|fell|higher|lower|direction|trend|similar)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:target|tolerance|threshold|plan(?:ned)?|on track|schedule|benchmark|national\w*|england|average|expected|"
    r"green|amber|red|blue)\b",
    re.IGNORECASE,
)


def speaks_of_change(text: str) -> bool:
    """Whether a meaning is about how things have moved (`Better than last year`), and not how they stand against a
    target or against others (`Better than target`)."""
    plain = " ".join(text.split())
    return direction_of_word(plain) is not None or (bool(_CHANGE.search(plain)) and not _AGAINST.search(plain))


def is_steady(text: str) -> bool:
    """Whether a meaning says that nothing has moved (`No change since last quarter`)."""
    plain = " ".join(text.split())
    return direction_of_word(plain) == "steady" or (
        speaks_of_change(plain)
        and bool(re.search(r"\b(?:same|unchanged|no change|steady|stable|static)\b", plain, re.I))
    )


def rag_of_meaning(text: str, *, of_colour: bool = False) -> Rag | None:
    """The rating that a meaning describes, `not_rated` where it says that there is none, None where it leaves it open.

    Words of direction ("Better", "Worse") are no ratings, unless the key explains a colour (`of_colour`).
    """
    plain = " ".join(text.split())
    mark = parse_rating(plain) or ((named := _NAMED.match(plain)) and parse_rating(named[1]))
    if mark and mark.rag is not None:
        return mark.rag
    if direction_of_word(plain) is not None and not of_colour:
        return None
    return next((rag for rag, pattern in _RULES if pattern.search(plain)), None)
