"""What a paper says about itself: title, whose it is, the period it reports on, when it was published."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from extract.file_name import council_of
from extract.head_lines import DATED_FOR_READERS, labelled, published_on, title_of
from extract.head_parts import BY_HEADING, is_up_to, part_beside, worded_part
from extract.owner import listed_owner, printed_owner
from extract.vocabulary import FOOTNOTE
from grammar.periods import find_periods, parse_period
from records import Area, Element, Grid, Line, Period, ReportHead

FROM_FILE_NAME = "file name"
"""Evidence for an organisation that the paper prints nowhere."""
_HEAD_LINES = 60
_TITLE_CELLS = 3
_REPORT = re.compile(
    r"\b(report|scorecard|performance|monitoring|progress|end of|quarter|q[1-4]|period|outturn|month|update|annual)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\b(performance|scorecard|dashboard|indicators|kpis?|key figures)\b", re.IGNORECASE)
"""What headings of a performance report say, wherever in a pack they stand."""
_POSITION = re.compile(r"\b(?:position|as) at\b", re.IGNORECASE)
_TYPE_SCORE = {
    "quarter": 6,
    "month": 5,
    "half_year": 5,
    "financial_year": 4,
    "calendar_year": 2,
    "academic_year": 2,
    "rolling_year": 1,
    "range": -6,
    "as_at": -2,
}


def read_head(elements: Sequence[Element], source: str, areas: Sequence[Area]) -> ReportHead:
    """The head of a paper, from its first lines, its body (names and web addresses) and, last, its file name."""
    lines = _first_lines(elements)
    period, evidence, doubt = _report_period(lines, source, elements)
    if period is None:
        period, evidence = _period_within(elements)
    title = title_of(lines)
    published = published_on(lines, period)
    texts = tuple(_texts(elements))
    when = period.end if period else published
    printed = printed_owner(lines, texts)
    area, found = listed_owner(texts, areas, when, printed)
    if area is None and not printed:
        printed = council_of(source, period, texts)
        found = FROM_FILE_NAME if printed else found
    elif area is None:
        found = f"{printed!r}, which is not in the list of areas"
    return ReportHead(
        title=title,
        organisation=area.name if area else printed,
        area_id=area.area_id if area else "",
        period=period,
        published_on=published,
        organisation_evidence=found,
        period_evidence=evidence,
        period_doubt=doubt,
    )


def _first_lines(elements: Sequence[Element]) -> list[str]:
    lines: list[str] = []
    for element in elements:
        if isinstance(element, Line):
            lines.append(element.text.lstrip("# ").strip())
        elif isinstance(element, Grid):
            for number, row in enumerate(element.rows):
                texts = [cell.text for cell in row if cell.text]
                short = number < 2 and len(texts) <= _TITLE_CELLS  # the periods of a header are those of its columns
                if short or labelled(texts):
                    lines.append(" ".join(texts))
        if len(lines) >= _HEAD_LINES:
            break
    return lines[:_HEAD_LINES]


def _lines_above_tables(elements: Sequence[Element]) -> int:
    """How many lines stand above the first grid."""
    return next((i for i, element in enumerate(elements) if isinstance(element, Grid)), len(elements))


def _texts(elements: Sequence[Element]) -> Iterable[str]:
    for element in elements:
        if isinstance(element, Line):
            yield element.text
        else:
            for row in element.rows:
                for cell in row:
                    if cell.text:
                        yield cell.text


# ---------------------------------------------------------------------------------------- period
def _report_period(lines: Sequence[str], source: str, elements: Sequence[Element]) -> tuple[Period | None, str, str]:
    """The best-placed period of the head, its line, and a doubt; of a quarter and a month in one line, the quarter."""
    best: tuple[float, Period, int] | None = None
    for index, line in enumerate(lines):
        if len(line) > 260:
            continue
        whole = parse_period(line)
        found = [whole] if whole else [item.period for item in find_periods(line)]
        part = worded_part(line, found)
        found = [part] if part else found
        for period in found:
            score = _period_score(period, line, index, whole is not None)
            if score > 0 and (best is None or score > best[0]):
                best = (score, period, index)
    if best is not None:
        _, period, index = best
        if period.type == "financial_year":
            above = lines[: _lines_above_tables(elements)]
            paper = [element.text for element in elements if isinstance(element, Line)]
            period, doubt = part_beside(period, index, above, paper)
            return period, lines[index], doubt
        return period, lines[index], BY_HEADING if is_up_to(period, lines[index]) else ""
    named = find_periods(re.sub(r"[_]+", " ", source.rsplit("/", 1)[-1].rsplit(".", 1)[0]))
    usable = [item.period for item in named if item.period.type != "as_at"]
    return (usable[0], "file name", "") if len(usable) == 1 else (None, "", "")


def _period_within(elements: Sequence[Element]) -> tuple[Period | None, str]:
    """The period that the headings of a report within a pack name, where they name but one."""
    named: dict[tuple[date, date], tuple[Period, str]] = {}
    for element in elements:
        text = element.text.strip() if isinstance(element, Line) else ""
        if (
            not text
            or len(text) > 100
            or text.endswith(".")
            or not _HEADING.search(text)
            or DATED_FOR_READERS.search(text)
        ):
            continue
        found = [item.period for item in find_periods(text)]
        part = worded_part(text, found)
        usable = [p for p in ([part] if part else found) if p.type in ("quarter", "month", "half_year")]
        for period in usable[:1]:
            named.setdefault((period.start, period.end), (period, text))
    return next(iter(named.values())) if len(named) == 1 else (None, "")


def _period_score(period: Period, line: str, index: int, whole: bool) -> float:
    if not 1995 <= period.end.year <= 2049 or FOOTNOTE.match(line):
        return -1
    score = 8.0 - index * 0.25 + _TYPE_SCORE.get(period.type, 0)
    days = (period.end - period.start).days
    if days > 370:
        score -= 12
    if period.type == "range" and days < 370:
        score += 7  # months of one year, not the years of a plan
    if period.type == "as_at" and (period.end + timedelta(days=1)).day != 1 and not _POSITION.search(line):
        return -1  # the day of a meeting: figures are for a period, or as at the end of one
    if DATED_FOR_READERS.search(line):
        score -= 30
    if line.endswith(".") and not whole and not _REPORT.search(line) and not _POSITION.search(line):
        score -= 30  # what happened then, as a sentence tells
    if _REPORT.search(line):
        score += 4
    if period.type == "as_at" and _POSITION.search(line):
        score += 8
    if whole:
        score += 3
    return score if index < 30 or _REPORT.search(line) else -1
