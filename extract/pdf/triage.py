"""Which pages can hold indicators: told from their bare text, and where that leaves it open, from what is drawn.

A page that is passed over is never read, so the test leans to reading: it asks for words of performance reporting
and figures (or marks), and takes the pages that go on after such a page along.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from extract.pdf.engine import Census, PdfFile
from extract.pdf.unmapped import is_code

Verdict = Literal["read", "skipped", "scan", "blank"]

_WORDS = re.compile(
    r"\b(targets?|actuals?|outturn|baseline|rag|dot|kpis?|indicators?|measures?|performance|benchmark\w*|quartile|"
    r"direction of travel|polarity|tolerance|traffic lights?|on track|off target|scorecard|dashboard|status|trend|"
    r"green|amber|red|year to date|ytd|q[1-4]|quarter [1-4]|key|legend|better|worse|improv\w+|declin\w+|variance|"
    r"ni \d{1,3}|bvpi?|ascof|phof|metrics?|outcomes?|rating|forecast|previous)\b",
    re.IGNORECASE,
)
_STRONG = frozenset(
    [
        "target",
        "targets",
        "actual",
        "actuals",
        "outturn",
        "baseline",
        "rag",
        "dot",
        "kpi",
        "kpis",
        "indicator",
        "indicators",
        "measure",
        "measures",
        "polarity",
        "tolerance",
        "scorecard",
        "dashboard",
        "ytd",
        "metrics",
        "benchmark",
        "benchmarking",
        "status",
    ]
)
_FIGURE = re.compile(r"(?<![\w/.])[£<>≥≤]?\(?-?\d[\d,]*(?:\.\d+)?\)?(?:%|m\b|k\b|p\b)?(?![\w/])")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_ARROWS = re.compile(r"[\u2190-\u21ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f534-\U0001f7ef\uf000-\uf0ff]")
MIN_TEXT = 24
_CODES, _PART = 8, 0.03
"""So many characters that are none, and such a part of all, and the file does not tell what it prints."""
_FIRST = "the first page tells whose paper it is"
_GOING_ON = "figures beside a page of performance tables"
_REST = 12
"""Lines of a page at most that holds nothing but the last rows of a table."""
_BEGINS = 5
"""Within so many lines a rest shows its first figures: a running head and a name that wraps may stand above."""


@dataclass(frozen=True, slots=True)
class PageVerdict:
    """What is done with a page, and why."""

    number: int
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class _Look:
    words: frozenset[str]
    lines: int
    figure_lines: int
    begins: bool
    marks: int
    letters: int
    unmapped: bool


def _pass(_: int) -> None:
    """Nothing is done with a page before all are judged."""


def triage(file: PdfFile, *, all_pages: bool, read: Callable[[int], None] = _pass) -> tuple[PageVerdict, ...]:
    """A verdict for each page of the file, in order. `read` is called with the number of each page that its own text
    lets be read, while the page is still open; pages that are read for those beside them are not among them."""
    looks: list[_Look] = []
    first: list[PageVerdict] = []
    for index in range(len(file)):
        looks.append(_look(file.text(index)))
        first.append(_first_verdict(file, index, looks[index], all_pages=all_pages))
        if first[index].verdict == "read":
            read(index + 1)
    return tuple(_with_neighbours(file, first, looks))


def _look(text: str) -> _Look:
    words = frozenset(match.group(0).lower() for match in _WORDS.finditer(text))
    lines = [line.split() for line in text.splitlines() if line.strip()]
    figure_lines = 0
    for tokens in lines:
        line = " ".join(tokens)
        found = [m.group(0) for m in _FIGURE.finditer(line) if not _YEAR.match(m.group(0))]
        if found and (len(found) >= 2 or len(tokens) <= 2 or found[-1] == tokens[-1]):
            figure_lines += 1
    begins = any(_is_figure(a) and _is_figure(b) for tokens in lines[:_BEGINS] for a, b in pairwise(tokens))
    letters = len("".join(text.split()))
    return _Look(words, len(lines), figure_lines, begins, len(_ARROWS.findall(text)), letters, _is_unmapped(text))


def _is_figure(token: str) -> bool:
    return _FIGURE.fullmatch(token) is not None and not _YEAR.match(token)


def _is_unmapped(text: str) -> bool:
    """Whether much of a bare text is codes; `\x02` is a hyphen, and spaces part lines."""
    codes = sum(1 for c in set(text) - {"\r", "\n", "\t", "\x02", "\ufffe"} if is_code(c))
    if not codes:
        return False
    count = sum(1 for c in text if c not in "\r\n\t\x02\ufffe" and is_code(c))
    return count >= _CODES and count >= _PART * len(text)


def _first_verdict(file: PdfFile, index: int, look: _Look, *, all_pages: bool) -> PageVerdict:
    number = index + 1
    if look.unmapped:
        return PageVerdict(number, "read", "the file does not tell the characters of its text")
    if look.letters < MIN_TEXT:
        census = file.census(index)
        if census.images == 0 and census.paths < 20:
            return PageVerdict(number, "blank", "nothing but a few lines on it")
        if census.images:
            return PageVerdict(number, "scan", "a picture without text")
        return PageVerdict(number, "read" if all_pages else "skipped", "drawings without text")
    if all_pages:
        return PageVerdict(number, "read", "all pages are read")
    strong = len(look.words & _STRONG)
    if strong >= 1 and len(look.words) >= 3 and (look.figure_lines >= 3 or look.marks >= 3):
        return PageVerdict(number, "read", "words of performance tables and figures")
    if len(look.words) >= 2 and look.figure_lines < 3 and strong + look.marks >= 1:
        verdict = _by_drawings(number, file.census(index))
        if number > 1 or verdict.verdict == "read":
            return verdict
    if number == 1:
        return PageVerdict(number, "read", _FIRST)
    return PageVerdict(number, "skipped", "no words of performance tables beside figures")


def _by_drawings(number: int, census: Census) -> PageVerdict:
    """Few figures, but a scorecard or a key has symbols: many small pictures or drawn shapes."""
    if census.images >= 2 or census.paths >= 40:
        return PageVerdict(number, "read", "words of performance tables and many symbols or lines")
    return PageVerdict(number, "skipped", "words of performance tables, but neither figures nor symbols")


def _with_neighbours(file: PdfFile, verdicts: list[PageVerdict], looks: list[_Look]) -> list[PageVerdict]:
    """Tables and scorecards go on: figures or symbols on the page after (or before) one that is read."""
    found = list(verdicts)
    for index in (*range(1, len(found)), *range(len(found) - 2, 0, -1)):
        beside = [found[i] for i in (index - 1, index + 1) if 0 <= i < len(found)]
        if found[index].verdict != "skipped" or not any(v.verdict == "read" and v.reason != _FIRST for v in beside):
            continue
        look = looks[index]
        before = found[index - 1]
        is_rest = before.verdict == "read" and before.reason != _FIRST and _is_a_rest(look)
        if is_rest or look.figure_lines >= 4 or (look.figure_lines and len(look.words) >= 3 and look.words & _STRONG):
            found[index] = PageVerdict(index + 1, "read", _GOING_ON)
        elif file.census(index).images >= 3:
            found[index] = PageVerdict(index + 1, "read", "symbols beside a page of performance tables")
    return found


def _is_a_rest(look: _Look) -> bool:
    """The last rows of a table, which did not fit on its page: few lines, and figures in half of them, or two figures
    side by side at its beginning, as a comment or a name of three lines leaves two lines without. Prose parts its
    figures by words."""
    return look.lines <= _REST and look.figure_lines > 0 and (look.figure_lines * 2 >= look.lines or look.begins)
