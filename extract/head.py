"""What a paper says about itself: title, whose it is, the period it reports on, when it was published."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extract.file_name import council_of
from grammar.periods import find_periods, parse_period
from records import Area, Element, Grid, Line, Period, ReportHead

FROM_FILE_NAME = "file name"
"""Evidence for an organisation that the paper prints nowhere."""
_HEAD_LINES = 60
_TITLE_CELLS = 3
_TITLE = re.compile(
    r"\b(report|scorecard|performance|monitoring|progress|plan|dashboard|objectives|outturn|digest|indicators)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:published|publication date|date of publication|issued|despatched)(?: on)?\b[: ]*", re.IGNORECASE
)
_NOT_REPORT = re.compile(
    r"\b(meeting|published|generated|printed|agenda|version|review date|updated|deadline|created|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|\d{1,2}[.:]\d\d ?(?:am|pm)?)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(report|scorecard|performance|monitoring|progress|end of|quarter|q[1-4]|period|outturn|month|update|annual)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\b(performance|scorecard|dashboard|indicators|kpis?|key figures)\b", re.IGNORECASE)
"""What headings of a performance report say, wherever in a pack they stand."""
_ORDINALS = ("first", "second", "third", "fourth")
_QUARTER = re.compile(r"\b(?:(?:first|second|third|fourth) quarter|q(?:uarter|tr)? ?[1-4])\b", re.IGNORECASE)
_POSITION = re.compile(r"\b(?:position|as) at\b", re.IGNORECASE)
_PRINCIPAL = frozenset({"county", "unitary", "metropolitan", "london_borough", "district", "combined"})
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
    period, evidence = _report_period(lines, source)
    if period is None:
        period, evidence = _period_within(elements)
    title = _title(lines)
    published = _published(lines)
    texts = tuple(_texts(elements))
    when = period.end if period else published
    area, found = _organisation(texts, areas, when)
    printed = _printed_organisation(lines, texts)
    if area is not None and printed and not _is_of(printed, area) and _says_kind(printed):
        area = area if _full_name_printed(texts, area) else None
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
    )


def _first_lines(elements: Sequence[Element]) -> list[str]:
    lines: list[str] = []
    for element in elements:
        if isinstance(element, Line):
            lines.append(element.text.lstrip("# ").strip())
        elif isinstance(element, Grid):
            for row in element.rows[:2]:
                texts = [cell.text for cell in row if cell.text]
                if len(texts) <= _TITLE_CELLS:  # the periods of a header are those of its columns
                    lines.append(" ".join(texts))
        if len(lines) >= _HEAD_LINES:
            break
    return lines[:_HEAD_LINES]


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
def _report_period(lines: Sequence[str], source: str) -> tuple[Period | None, str]:
    """The best-placed period of the head; where a line prints a quarter and a month, the quarter."""
    best: tuple[float, Period, str] | None = None
    for index, line in enumerate(lines):
        if len(line) > 260:
            continue
        whole = parse_period(line)
        found = [whole] if whole else [item.period for item in find_periods(line)]
        quarter = _worded_quarter(line, found)
        found = [quarter] if quarter else found
        for period in found:
            score = _period_score(period, line, index, whole is not None)
            if score > 0 and (best is None or score > best[0]):
                best = (score, period, line)
    if best is not None:
        return best[1], best[2]
    named = find_periods(re.sub(r"[_]+", " ", source.rsplit("/", 1)[-1].rsplit(".", 1)[0]))
    usable = [item.period for item in named if item.period.type != "as_at"]
    return (usable[0], "file name") if len(usable) == 1 else (None, "")


def _period_within(elements: Sequence[Element]) -> tuple[Period | None, str]:
    """The period that the headings of a report within a pack name, where they name but one."""
    named: dict[tuple[date, date], tuple[Period, str]] = {}
    for element in elements:
        text = element.text.strip() if isinstance(element, Line) else ""
        if not text or len(text) > 100 or text.endswith(".") or not _HEADING.search(text) or _NOT_REPORT.search(text):
            continue
        found = [item.period for item in find_periods(text)]
        quarter = _worded_quarter(text, found)
        usable = [p for p in ([quarter] if quarter else found) if p.type in ("quarter", "month", "half_year")]
        for period in usable[:1]:
            named.setdefault((period.start, period.end), (period, text))
    return next(iter(named.values())) if len(named) == 1 else (None, "")


def _worded_quarter(line: str, found: list[Period]) -> Period | None:
    """`Third Quarter Performance Report 2012/13`: the quarter and its year stand apart."""
    years = [period for period in found if period.type == "financial_year"]
    match = _QUARTER.search(line)
    if match is None or len(found) != 1 or not years:
        return None
    number = next((str(i) for i, word in enumerate(_ORDINALS, start=1) if word in match.group().lower()), "")
    number = number or "".join(c for c in match.group() if c.isdigit())
    period = parse_period(f"Q{number}", years[0])
    return replace(period, label=f"Q{number} {years[0].label}") if period else None


def _period_score(period: Period, line: str, index: int, whole: bool) -> float:
    if not 1995 <= period.end.year <= 2049:
        return -1
    score = 8.0 - index * 0.25 + _TYPE_SCORE.get(period.type, 0)
    if (period.end - period.start).days > 370:
        score -= 12
    if _NOT_REPORT.search(line):
        score -= 30
    if _REPORT.search(line):
        score += 4
    if period.type == "as_at" and _POSITION.search(line):
        score += 8
    if whole:
        score += 3
    return score if index < 30 or _REPORT.search(line) else -1


def _published(lines: Sequence[str]) -> date | None:
    for line in lines:
        match = _PUBLISHED.search(line)
        if match is None:
            continue
        for item in find_periods(line[match.end() :]):
            if item.period.type == "as_at":
                return item.period.start
    return None


def _title(lines: Sequence[str]) -> str:
    candidates = [
        line for line in lines[:25] if 5 < len(line) <= 160 and not line.endswith(".") and parse_period(line) is None
    ]
    titled = [line for line in candidates if _TITLE.search(line) and not _NOT_REPORT.search(line)]
    chosen = titled or candidates
    return chosen[0] if chosen else ""


# ---------------------------------------------------------------------------------------- organisation
_WORD = re.compile(r"[\w&'’.-]+")


@dataclass(frozen=True, slots=True)
class _Names:
    """Names and domains of principal councils: for each first word the words that may follow, longest first."""

    by_first: dict[str, tuple[tuple[tuple[str, ...], tuple[Area, ...]], ...]]
    domains: dict[str, tuple[Area, ...]]


_NAMES_CACHE: dict[int, tuple[Sequence[Area], _Names]] = {}


def _names(areas: Sequence[Area]) -> _Names:
    known = _NAMES_CACHE.get(id(areas))
    if known is not None and known[0] is areas:
        return known[1]
    owners: dict[tuple[str, ...], list[Area]] = {}
    domains: dict[str, list[Area]] = {}
    for area in areas:
        if area.kind not in _PRINCIPAL:
            continue
        for name in {area.name, *area.short_names}:
            if len(name) >= 4:
                owners.setdefault(tuple(_words(name.lower())), []).append(area)
        for domain in area.domains:
            domains.setdefault(domain.lower(), []).append(area)
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[Area, ...]]]] = {}
    for words, found in sorted(owners.items(), key=lambda item: -len(item[0])):
        if words:
            by_first.setdefault(words[0], []).append((words, tuple(found)))
    names = _Names({k: tuple(v) for k, v in by_first.items()}, {k: tuple(v) for k, v in domains.items()})
    _NAMES_CACHE.clear()
    _NAMES_CACHE[id(areas)] = (areas, names)
    return names


def _words(text: str) -> list[str]:
    return [word.strip(".'’-") for word in _WORD.findall(text)]


def _mentions(text: str, names: _Names) -> Iterable[tuple[str, tuple[Area, ...]]]:
    """Names and web addresses in a text, longest first, as printed."""
    words = _words(text)
    i = 0
    while i < len(words):
        word = words[i].lower()
        if "." in word:
            labels = word.split(".")
            found = next((names.domains[d] for n in (2, 3, 4) if (d := ".".join(labels[-n:])) in names.domains), None)
            if found is not None:
                yield word, found
            i += 1
            continue
        step = 1
        for known, areas in names.by_first.get(word, ()):
            if len(known) == 1 or tuple(w.lower() for w in words[i : i + len(known)]) == known:
                yield " ".join(words[i : i + len(known)]), areas
                step = len(known)
                break
        i += step


def _organisation(texts: Sequence[str], areas: Sequence[Area], when: date | None) -> tuple[Area | None, str]:
    """Whose paper it is: web addresses and full names weigh most, short names only by their number.

    Short names that are common words count only where they are written with a capital.
    """
    if not areas:
        return None, ""
    names = _names(areas)
    votes: Counter[str] = Counter()
    evidence: dict[str, str] = {}
    owners: dict[str, tuple[Area, ...]] = {}
    for index, text in enumerate(texts):
        for printed, found in _mentions(text, names):
            alive = tuple(area for area in found if _alive(area, when)) or found
            key = alive[0].area_id
            weight = _weight(printed, alive[0], index)
            if weight:
                votes[key] += weight
                owners.setdefault(key, alive)
                evidence.setdefault(key, printed)
    if not votes:
        return None, ""
    ranked = votes.most_common(2)
    if len(ranked) > 1 and ranked[0][1] < 1.5 * ranked[1][1]:
        return None, ""
    best = ranked[0][0]
    return owners[best][0], f"{evidence[best]!r} and like names, weight {ranked[0][1]}"


_COUNCIL = re.compile(
    r"(?<![\w-])((?:[A-Z][\w'’&-]*,? (?:(?:and|of|upon|on|in|under|with|le|on the) )*)+"
    r"(?:(?:Metropolitan |Royal |London )*(?:Borough |District |City |County )?)(?:Council|Fire Authority))(?![\w])"
)
_NOT_ITS_NAME = frozenset(
    {
        "full",
        "the",
        "our",
        "this",
        "parish",
        "town",
        "youth",
        "executive",
        "annual",
        "special",
        "leader",
        "and",
        "of",
        "for",
        "arts",
        "sports",
        "british",
        "health",
        "community",
        "district",
        "borough",
        "city",
        "county",
        "members",
        "member",
        "research",
    }
)


def _printed_organisation(lines: Sequence[str], texts: Sequence[str]) -> str:
    """A council's name as the head of the paper prints it, for councils that are not in the list of areas."""
    named: Counter[str] = Counter()
    for line in lines[:15]:
        for match in _COUNCIL.finditer(_titled(line)):
            name = re.sub(r"^(?:The|Report of|Report to|Of) ", "", match[1])
            words = [w for w in name.lower().split() if w not in ("council", "metropolitan", "royal", "london")]
            own = [w for w in words if w not in _NOT_ITS_NAME and not w.endswith(("ing", "ed"))]
            if own and "parish" not in words and "town" not in words and len(words) <= 6:
                named[name] += 1
    if not named:
        return ""
    head = "\n".join(texts[:400])
    return max(named, key=lambda name: (head.count(name), -len(name)))


def _titled(line: str) -> str:
    """A line in capitals as it would be written without: `LARKHILL DISTRICT COUNCIL`."""
    if not line.isupper():
        return line
    small = {"and", "of", "upon", "on", "in", "under", "with", "le", "the"}
    words = [w.lower() if w.lower() in small else w.capitalize() for w in line.split()]
    return " ".join(words)


def _says_kind(printed: str) -> bool:
    return bool(re.search(r"\b(?:Borough|District|City|County)\b", printed))


def _kinds(name: str) -> set[str]:
    return set(re.findall(r"\b(?:Borough|District|City|County)\b", name))


def _is_of(printed: str, area: Area) -> bool:
    """A short name is shared by councils of several kinds: a kind that is printed must be the area's."""
    if _kinds(printed) and _kinds(area.name) and not _kinds(printed) & _kinds(area.name):
        return False
    return printed == area.name or any(short.lower() in printed.lower() for short in (area.name, *area.short_names))


def _full_name_printed(texts: Sequence[str], area: Area) -> bool:
    return any(area.name in text for text in texts[:25])


def _weight(text: str, area: Area, index: int) -> int:
    early = 3 if index < 25 else 1
    if "." in text:
        return 8
    if text == area.name or " council" in text.lower():
        return 5 * early
    if not text[0].isupper():
        return 0
    return early


def _alive(area: Area, when: date | None) -> bool:
    if when is None:
        return area.valid_to is None
    return (area.valid_from is None or area.valid_from <= when) and (area.valid_to is None or when <= area.valid_to)


_KIND = re.compile(r"(?: (?:Royal|London|Metropolitan|Borough|District|City|County))* Council$")


def own_names(head: ReportHead, areas: Sequence[Area]) -> tuple[str, ...]:
    """Names under which a paper may print its own organisation: full, short, and the initials of the full name."""
    area = next((item for item in areas if item.area_id == head.area_id), None)
    if area is None:
        return tuple(dict.fromkeys([head.organisation, _KIND.sub("", head.organisation)])) if head.organisation else ()
    full = {area.name, *(name for name in area.short_names if "." not in name)}
    initials = {
        "".join(word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper()) for name in full if " " in name
    }
    return tuple(sorted(full | {name for name in initials if len(name) >= 3}))
