"""Words that name no indicator: labels of a box's own rows (`Result`, `Latest note …`) and meanings of marks.

A row or a title of nothing but such words is part of an indicator's box or of a key, whatever stands beside it.
"""

import re

from extract.sink import Sink
from extract.vocabulary import label_of
from grammar.arrows import direction_of_word
from grammar.meanings import rag_of_meaning, speaks_of_change
from grammar.ratings import parse_rating
from records import Statement

_SIGNS = re.compile(r"^[\W_]+|[\W_]+$")
_OF_MEANINGS = re.compile(
    r"[^a-z]*(?:(?:"
    r"a|above|achieved|acceptable|achieving|agreed|and|are|as|at|available|away|awaiting|behind|"
    r"below|better|by|change|close|data|declined|declining|due|exceeded|exceeding|from|getting|"
    r"has|have|improved|improving|in|is|just|last|less|met|meeting|missed|more|near|narrowly|no|"
    r"not|of|off|on|or|outside|over|percent|performance|performing|period|plan|points|previous|"
    r"quarter|rating|same|set|since|slightly|significantly|target|than|the|threshold|to|tolerance|"
    r"track|under|unknown|up|within|worse|worsened|worsening|year|yet"
    r")(?:[^a-z]+|$))+"
)
"""Words that meanings of marks are made of. None of them says what is counted."""
_LABELS = re.compile(
    r"(?:results?|actuals?|values?|status|rag(?: status| rating)?|(?:annual )?targets?|"
    r"(?:(?:short|long)(?:[- ]term)? )?trends?|(?:short|long)(?:[- ]term)? trend (?:arrow|icon)|"
    r"direction of travel|traffic light(?: icon)?|latest notes?|latest comments?|"
    r"(?:(?:latest|officer) )?commentary|managed by|assigned to|last update|polarity|"
    r"(?:pi|kpi) status|latest value|current value|previous value)",
    re.IGNORECASE,
)
_NOTES = re.compile(r"(?:latest|officer) (?:notes?|comments?|commentary)\b", re.IGNORECASE)


def is_meaning(text: str) -> bool:
    """What a key says of a mark (`Within tolerance`, `■ On target`, `Getting worse`), and nothing else."""
    plain = _SIGNS.sub("", " ".join(text.split()))
    if not plain or len(plain) > 60:
        return False
    if direction_of_word(plain) is not None or parse_rating(plain) is not None:
        return True
    if not _OF_MEANINGS.fullmatch(plain.lower()):
        return False
    return rag_of_meaning(plain) is not None or speaks_of_change(plain)


def is_label_word(text: str) -> bool:
    """A label of a box that stands alone (`Result`, `Short trend:`), or begins words that it labels (`Latest note`)."""
    plain = " ".join(text.split()).strip(" :.-–")
    return bool(_LABELS.fullmatch(plain) or _NOTES.match(plain)) or label_of(plain) in ("rating", "arrow", "latest")


def drop_label_words(sink: Sink) -> None:
    """Take back statements that a label names instead of an indicator, and list their figures instead."""
    kept: list[Statement] = []
    for statement in sink.statements:
        if not is_label_word(statement.indicator):
            kept.append(statement)
            continue
        text = statement.value or statement.target or statement.indicator
        message = f"a figure or a mark whose row is named by a label only: {statement.indicator!r}"
        sink.find("box_not_read", message, statement.place, text)
    sink.statements[:] = kept
    sink.targets[:] = [target for target in sink.targets if not is_label_word(target.indicator)]
