"""Lines that carry their own label: `Title: …`, `Polarity: Higher is better`, `Baseline (2012/13): 31%`.

They give context to the grid below them, or print an earlier figure or a target of the title above.
"""

import re

from extract.context import Context
from grammar.codes import split_code
from grammar.numbers import parse_quantity
from grammar.periods import parse_period
from records import Line, Statement, Step, TargetStatement

_VALUE = re.compile(
    r"^(?P<label>target|previous|baseline)(?: ?\((?P<when>[^()]+)\))? ?:\s*(?P<text>.+)$", re.IGNORECASE
)
_FIGURES = re.compile(
    r"(?:(?:annual|current|our|latest|year[- ]end) )?"
    r"(?:target|actual|result|performance|outturn|value)(?: \([^()]*\))?",
    re.IGNORECASE,
)
_SHORT = 60
_QUARTER = re.compile(r"q(?:uarter)? ?[1-4]", re.IGNORECASE)
_LINE = re.compile(
    r"^(?P<label>ref(?:erence)?|code|title|measure|indicator|kpi|name|polarity|"
    r"good is|good performance is)\s*:\s*(?P<text>.+)$",
    re.IGNORECASE,
)


def is_labelled_figure(text: str) -> bool:
    """`Target: 120`, `Q1 2024/25: 118`, `Target 120`: a figure of an indicator, whose name stands elsewhere."""
    label, colon, said = (part.strip() for part in text.partition(":"))
    if not colon:
        label, _, said = text.rpartition(" ")
    if not label or len(text) > _SHORT:
        return False
    quantity = parse_quantity(said)
    is_figure = quantity is not None and quantity.number is not None and parse_period(said) is None
    return is_figure and (bool(_FIGURES.fullmatch(label)) or _is_part_or_year(label))


def _is_part_or_year(label: str) -> bool:
    if _QUARTER.fullmatch(label):
        return True
    period = parse_period(label)
    return period is not None and period.type not in ("as_at", "range")


def labelled_line(text: str) -> tuple[str, str]:
    """The kind ("code", "title", "polarity") and text of a labelled line, ("", "") if it is none."""
    match = _LINE.match(text)
    if match is None:
        return "", ""
    label = match.group("label").lower()
    kind = (
        "code"
        if label in ("ref", "reference", "code")
        else "polarity"
        if "good" in label or label == "polarity"
        else "title"
    )
    return kind, match.group("text").strip()


def labelled_value(line: Line, title: str, context: Context) -> tuple[Statement | None, TargetStatement | None]:
    """`Baseline (2012/13): 31%` and `Target (2016/17): 38%` below a title: an earlier figure, and a target."""
    match = _VALUE.match(line.text)
    if match is None or not title:
        return None, None
    label, when, text = match.group("label").lower(), match.group("when") or "", match.group("text").strip()
    if label == "target":
        return None, TargetStatement(
            indicator=title,
            target=text,
            place=line.place,
            section=context.section,
            period=when,
            scope="period",
            header="Target",
        )
    quantity = parse_quantity(text)
    if not when or quantity is None or parse_period(when) is None:
        return None, None
    return Statement(
        kind="measure",
        indicator=title,
        code=split_code(title)[0],
        section=context.section,
        place=line.place,
        reader="labelled line",
        period=when,
        period_basis="cell",
        value=text,
        quantity=quantity,
        steps=(Step("extract", "value", "line that carries its label", line.text, line.place),),
    ), None
