"""Legends: what the paper says its marks mean, as a key table or as lines."""

import re

from extract.sink import Sink
from extract.vocabulary import LEGEND_TITLE
from grammar.arrows import direction_of_word, find_arrows, parse_arrow
from grammar.ratings import parse_rating
from records import Cell, Grid, LegendEntry, Line, Mark

_SENSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "benchmark",
        re.compile(
            r"\bbenchmark|compared (to|with) (the )?(england|national|average|benchmark|others?)\b|\bsimilar\b",
            re.IGNORECASE,
        ),
    ),
    (
        "performance",
        re.compile(
            r"improv|declin|better|wors|steady|stable|positive|negative|performance|deteriorat|on track|milestone",
            re.IGNORECASE,
        ),
    ),
    ("value", re.compile(r"increas|decreas|higher|lower|risen|fallen|gone (up|down)", re.IGNORECASE)),
)
_LINE = re.compile(r"^(?:[-•*·]\s*)?(?P<symbol>\S{1,3})\s*(?:=|:|–|-)?\s+(?P<meaning>\D{3,120})$")

_BRACKETED = re.compile(r"(?P<meaning>[A-Za-z]+) \((?P<symbol>[^\s\w()])\)")


def sense_of(text: str) -> str:
    """What an arrow's meaning is about: "performance", "value", "benchmark" or ""."""
    return next((name for name, pattern in _SENSES if pattern.search(text)), "")


def sense_of_header(text: str) -> str:
    """What the header of an arrow column says its arrows are about, "" where it leaves that open ("Trend")."""
    if re.search(r"direction of (?:travel|performance)|^d\.?o\.?[tp]\.?$", text.strip(), re.IGNORECASE):
        return "performance"
    sense = sense_of(text)
    return sense if sense in ("performance", "value") else ""


def is_legend(grid: Grid, heading: str) -> bool:
    """A key: titled as one, or rows that pair single marks with meanings in words and no figures."""
    first = next((cell.text for cell in grid.rows[0] if cell.text), "")
    if LEGEND_TITLE.match(first) or LEGEND_TITLE.match(heading):
        return all(not _has_figure_column(row) for row in grid.rows)
    paired = [row for row in grid.rows if _pair(row) is not None]
    worded = [row for row in grid.rows if sum(1 for cell in row if cell.text) == 1]
    if len(paired) < 3 or len(paired) + len(worded) != len(grid.rows):
        return False
    return _marks_come_first(paired) or _meanings_come_first(paired)


def _meanings_come_first(rows: list[tuple[Cell, ...]]) -> bool:
    """`Improving | ↑`: all words are meanings and nothing else, and no two rows show the same marks."""
    pairs = [pair for row in rows if (pair := _pair(row)) is not None]
    shown = {tuple((mark.rag, mark.arrow) for mark in symbol.marks) for symbol, _ in pairs}
    known = all(direction_of_word(words.text) is not None or parse_rating(words.text) is not None for _, words in pairs)
    return known and len(shown) == len(pairs)


def _marks_come_first(rows: list[tuple[Cell, ...]]) -> bool:
    symbols = [pair[0].text for row in rows if (pair := _pair(row)) is not None]
    first = [next(cell for cell in row if cell.text) for row in rows]
    return len(set(symbols)) == len(symbols) and all(cell.marks for cell in first)


def _has_figure_column(row: tuple[Cell, ...]) -> bool:
    return any(re.fullmatch(r"[£<>]?\d[\d,.]*%?", cell.text) for cell in row if cell.text)


def _pair(row: tuple[Cell, ...]) -> tuple[Cell, Cell] | None:
    cells = [cell for cell in row if cell.text]
    if len(cells) != 2:
        return None
    marks = [cell for cell in cells if cell.marks and len(cell.text) <= 6]
    words = [cell for cell in cells if cell not in marks]
    return (marks[0], words[0]) if len(marks) == 1 and len(words) == 1 else None


def read_legend(grid: Grid, heading: str, sink: Sink) -> None:
    """Write the entries of a key to the sink; every cell of a key is accounted for as legend."""
    subject = heading
    for row in grid.rows:
        cells = [cell for cell in row if cell.text]
        if len(cells) == 1:
            about_arrows = re.search(r"direction|trend|arrow|travel|\bdo[tp]\b", subject, re.IGNORECASE)
            if about_arrows and sense_of(cells[0].text) and len(cells[0].text.split()) > 3:
                # the arrow itself was lost, its meaning was not
                sink.legends.append(
                    LegendEntry("", cells[0].text, "arrow", cells[0].place, sense=sense_of(cells[0].text))
                )
            else:
                subject = cells[0].text
        pair = _pair(row)
        if pair is not None:
            mark = pair[0].marks[0]
            sink.legends.append(_entry(pair[0].text, pair[1].text, mark, pair[0], subject))
        for cell in cells:
            sink.claim(cell, "legend")


def read_legend_line(line: Line, inside: bool, sink: Sink) -> bool:
    """`↑ Positive DoT`, or `G = on target` inside a key: one entry. False where the line is none."""
    match = _LINE.match(line.text)
    if match is None:
        return False
    symbol, meaning = match.group("symbol"), match.group("meaning")
    mark = parse_arrow(symbol)
    if mark is not None and line.marks and all(seen.rag for seen in line.marks):
        mark = None  # a triangle that is a rating
    if mark is None and inside:
        mark = parse_rating(symbol, symbols=True)
    if mark is None and inside and line.marks:
        mark = line.marks[0]  # a symbol that its stand-in shows
    if mark is None:
        return False
    if mark.arrow and not (sense_of(meaning) or direction_of_word(meaning) or "change" in meaning.lower()):
        return False
    sink.legends.append(_entry(symbol, meaning, mark, line, meaning))
    sink.claim(line, "legend")
    return True


def _entry(symbol: str, meaning: str, mark: Mark, cell: Cell | Line, subject: str) -> LegendEntry:
    sense = ""
    if mark.arrow:
        sense = sense_of(subject) or sense_of(meaning)
    return LegendEntry(symbol, meaning, "arrow" if mark.arrow else "rating", cell.place, mark.rag, mark.arrow, sense)


def _in_brackets(line: Line, sink: Sink) -> bool:
    """`was better (▲) or worse (▼) than the quarter before`: the word before an arrow in brackets explains it."""
    entries = []
    for match in _BRACKETED.finditer(line.text):
        mark = parse_arrow(match["symbol"])
        if mark is not None and (sense_of(match["meaning"]) or direction_of_word(match["meaning"])):
            meaning = match["meaning"]
            entries.append(LegendEntry(mark.raw, meaning, "arrow", line.place, None, mark.arrow, sense_of(meaning)))
    if len({entry.arrow for entry in entries}) < 2:
        return False
    sink.legends.extend(entries)
    sink.claim(line, "legend")
    return True


def inline_legend(line: Line, sink: Sink) -> bool:
    """`green arrow (↑) better; red arrow (↓) worse`: two or more arrows explained in one line."""
    arrows = find_arrows(line.text)
    if len(arrows) < 2:
        return False
    if _in_brackets(line, sink):
        return True
    entries = []
    for index, (mark, span) in enumerate(arrows):
        stop = arrows[index + 1][1].start if index + 1 < len(arrows) else len(line.text)
        meaning = re.split(r"[;,]", line.text[span.end : stop])[0].strip(" )=:–-")
        if not sense_of(meaning) and direction_of_word(meaning) is None:
            return False
        entries.append(LegendEntry(mark.raw, meaning, "arrow", line.place, None, mark.arrow, sense_of(meaning)))
    sink.legends.extend(entries)
    sink.claim(line, "legend")
    return True
