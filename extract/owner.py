"""Whose paper it is: names and web addresses of councils in the list of areas, else a council's name in its head."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from records import Area, ReportHead

_PRINCIPAL = frozenset({"county", "unitary", "metropolitan", "london_borough", "district", "combined"})
_WORD = re.compile(r"[\w&'’.-]+")
_PAGE = re.compile(r"\s{2,}page\s+\d+$|\s+page\s+\d+$", re.IGNORECASE)
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
_COMMON = frozenset(
    re.findall(
        r"\S+", "the of and & upon on in under with le royal london metropolitan borough district city county council"
    )
)
"""Words that say what kind of council it is, or join names."""
_COMPARED = re.compile(r"\b(?:comparisons?|compared|comparing|benchmark\w*|versus|against)\b", re.IGNORECASE)
"""What a line names after these words is another's."""
_KINDS_SHORT = re.compile(
    r"^(?:[A-Z][\w'’-]+(?: (?:and|of|upon|on|in|under|with|le|the))* ){1,4}(?:MBC|MDC|BC|DC|CC)\b"
)
_KINDS_FIRST = re.compile(
    r"^(?:The )?(?:(?:London|Royal|Metropolitan) Borough|Royal Borough|Borough|LB|RB) (?:of )?[A-Z][\w'’-]+"
    r"(?:(?: (?:and|upon|on|with))* [A-Z][\w'’-]+){0,3}$"
)
_CAPITALS = re.compile(r"([A-Z][A-Z&'’ -]{2,60} COUNCIL)(?=\s+[A-Z][a-z])")
_SHORTENED = 40
"""Letters of the longest line that is a council's name in short form, alone."""
_LONGEST = 1000
"""Letters of the longest line of a head in which names are looked for."""
_KIND = re.compile(r"(?: (?:Royal|London|Metropolitan|Borough|District|City|County))* Council$")


@dataclass(frozen=True, slots=True)
class _Names:
    """Names and domains of principal councils: for each first word the words that may follow, longest first."""

    by_first: dict[str, tuple[tuple[tuple[str, ...], tuple[Area, ...]], ...]]
    domains: dict[str, tuple[Area, ...]]


@lru_cache(maxsize=2)
def _names(areas: tuple[Area, ...]) -> _Names:
    owners: dict[tuple[str, ...], list[Area]] = {}
    domains: dict[str, list[Area]] = {}
    for area in areas:
        if area.kind not in _PRINCIPAL:
            continue
        for name in dict.fromkeys((area.name, *area.short_names)):
            if len(name) >= 4:
                owners.setdefault(tuple(_words(name.lower())), []).append(area)
        for domain in area.domains:
            domains.setdefault(domain.lower(), []).append(area)
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[Area, ...]]]] = {}
    for words, found in sorted(owners.items(), key=lambda item: -len(item[0])):
        if words:
            by_first.setdefault(words[0], []).append((words, tuple(found)))
    return _Names({k: tuple(v) for k, v in by_first.items()}, {k: tuple(v) for k, v in domains.items()})


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


def listed_owner(
    texts: Sequence[str], areas: Sequence[Area], when: date | None, printed: str
) -> tuple[Area | None, str]:
    """The area of the list whose paper it is, and the evidence; None where the head prints another council's name."""
    area, found = _voted(texts, areas, when)
    if area is not None and printed and not _is_of(printed, area) and _says_kind(printed):
        area = area if _full_name_printed(texts, area) and not _heads_alone(texts, printed) else None
    return area, found


def _heads_alone(texts: Sequence[str], printed: str) -> bool:
    """The printed name is a line of its own before any other: the head of the paper."""
    return any(_titled(text).strip(" #*") == printed for text in texts[:3])


def _voted(texts: Sequence[str], areas: Sequence[Area], when: date | None) -> tuple[Area | None, str]:
    """Whose paper it is: web addresses and full names weigh most, short names only by their number.

    Short names that are common words count only where they are written with a capital.
    """
    if not areas:
        return None, ""
    names = _names(tuple(areas))
    votes: Counter[str] = Counter()
    evidence: dict[str, str] = {}
    owners: dict[str, tuple[Area, ...]] = {}
    for index, text in enumerate(texts):
        if _COMPARED.search(text):
            continue
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


def printed_owner(lines: Sequence[str], texts: Sequence[str]) -> str:
    """A council's name as the head of the paper prints it, for councils that are not in the list of areas.

    A name that is a line of its own before all others is the paper's; else the one that the paper prints most often.
    Where two stand alone one below the other, whose paper it is stays open.
    """
    alone = list(dict.fromkeys(name for line in lines[:4] if (name := _name_alone(line))))
    if alone:
        return alone[0] if len(alone) == 1 else ""
    named: Counter[str] = Counter()
    for line in lines[:15]:
        if not _COMPARED.search(line):
            named.update(_names_in(line))
    if not named:
        return _shortened(lines, texts)
    head = "\n".join(texts[:400]).lower()
    return max(named, key=lambda name: (head.count(name.lower()), -len(name)))


def _name_alone(line: str) -> str:
    shown = _PAGE.sub("", _titled(line).strip(" #*"))
    if _COMPARED.search(shown):
        return ""
    shown = shown.removeprefix("The ")
    return shown if shown in set(_names_in(shown)) or _KINDS_FIRST.match(shown) else ""


def _names_in(line: str) -> Iterable[str]:
    if len(line) > _LONGEST:
        return
    for match in _COUNCIL.finditer(_titled(line)):
        name = re.sub(r"^(?:The|Report of|Report to|Of) ", "", match[1])
        words = [w for w in name.lower().split() if w not in ("council", "metropolitan", "royal", "london")]
        own = [w for w in words if w not in _NOT_ITS_NAME and not w.endswith(("ing", "ed"))]
        if own and "parish" not in words and "town" not in words and len(words) <= 6:
            yield name


def _shortened(lines: Sequence[str], texts: Sequence[str]) -> str:
    """`Kelderbrook MBC`: on a line of its own, or at the start of lines that the paper prints again and again."""
    found: Counter[str] = Counter()
    for text in dict.fromkeys((*lines[:15], *(text for text in texts if len(text) <= 2 * _SHORTENED))):
        match = _KINDS_SHORT.match(text)
        if match is not None:
            times = sum(1 for other in texts if other.startswith(match.group()))
            found[match.group()] += times if len(text) > len(match.group()) else times + 1
    best = found.most_common(2)
    several = [name for name, times in best if times > 1]
    return several[0] if len(best) == 1 and several else ""


def _titled(line: str) -> str:
    """A line in capitals, or the name before a committee's, as it would be written without: `LARKHILL DISTRICT
    COUNCIL   Housing Panel`."""
    name = _CAPITALS.match(line)
    if name is not None:
        return _titled(name[1]) + line[name.end(1) :]
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
    return printed == area.name or any(_proper(name) == _proper(printed) for name in (area.name, *area.short_names))


def _proper(name: str) -> frozenset[str]:
    """The words of a name that no other council shares: `Eskvale Moor District Council` is not `Eskvale`."""
    return frozenset(word.lower() for word in _words(name)) - _COMMON


def _full_name_printed(texts: Sequence[str], area: Area) -> bool:
    return any(area.name in text for text in texts[:25] if not _COMPARED.search(text))


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
