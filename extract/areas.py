"""Area names inside cells and sentences: which stretch of text names an area, and whether it is the paper's own.

The names come from the list of areas (data); only the words that turn a nation or a neighbour into a comparator
("national average") are vocabulary of this module.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from records import Area, Span

_COMPARATOR_KINDS = frozenset({"region", "country", "group"})
_NATIONAL = r"national(?:ly)?(?: (?:average|comparator|mean|figure|rate|position|outturn|benchmark))*(?: figure)?"
_GROUPS = (
    r"statistical neighbou?rs?(?:'|’)?(?: group)?(?: average| median)?",
    r"(?:cipfa )?nearest neighbou?rs?(?: average| median)?",
    r"(?:comparator|peer|family|benchmark) (?:group|authorities|councils)(?: average| median)?",
    r"yot family",
    r"cipfa family(?: group)?(?: average| median)?",
    r"family (?:group|average|median)(?: average| median)?",
    r"(?:the )?region(?:al)?(?: average| figure)?",
    r"(?:all )?(?:unitary|county|shire|district|metropolitan|unitaries|counties|"
    r"english) (?:authorities )?(?:average|median|mean)",
    r"(?:top|upper|lower|bottom|best) quartile",
    r"other parts of england",
)


_SET_AGAINST = re.compile(
    r"\b(?:gap|difference|compar\w+|against|versus|vs|than|rank\w*|position|place|above|below|relative|variance|quartile|"
    r"top|best|worst|closer?|moving|moved|visit\w*)\b",
    re.IGNORECASE,
)
"""Words of names that set the council's own figure against another's, or speak of people on the way."""
_NO_END_OF_NAME = frozenset(
    re.findall(
        r"\w+",
        "a an and as at between by from in into its near of off on or outside per that the their this to towards under"
        " with within across for is are was where which who",
    )
)
"""A name that an area closes after one of these speaks about the area, it does not give its figure."""


_OPENED = re.compile(r"\s+(?!and\b|or\b|of\b|for\b|in\b|to\b|is\b)[a-z]")
"""A word of the indicator's own right behind the area."""


@dataclass(frozen=True, slots=True)
class FoundArea:
    """An area named in a text: as printed, where, and whether it is not the paper's own."""

    text: str
    span: Span
    comparator: bool


@dataclass(frozen=True)
class AreaFinder:
    """Finds names of comparators and of the paper's own organisation."""

    comparators: tuple[str, ...]
    own: tuple[str, ...] = ()
    councils: frozenset[str] = frozenset()

    @classmethod
    def of(cls, areas: Sequence[Area], own: Iterable[str] = ()) -> "AreaFinder":
        """Comparators from a list of areas; `own` are the printed names of the paper's organisation."""
        names = {
            name
            for area in areas
            if area.kind in _COMPARATOR_KINDS
            for name in (area.name, *area.short_names)
            if len(name) > 2
        }
        councils = {
            n.lower() for area in areas if area.kind not in _COMPARATOR_KINDS for n in (area.name, *area.short_names)
        }
        return cls(tuple(sorted(names)), tuple(sorted({name for name in own if name})), frozenset(councils))

    def with_own(self, own: Iterable[str]) -> "AreaFinder":
        """The same finder for a paper of another organisation."""
        return AreaFinder(self.comparators, tuple(sorted({name for name in own if name})), self.councils)

    def is_other_council(self, text: str) -> bool:
        """The whole text is the name of a council that is not the paper's own."""
        name = " ".join(text.split()).lower()
        return name in self.councils and name not in {own.lower() for own in self.own}

    @cached_property
    def _comparator_pattern(self) -> re.Pattern[str]:
        names = sorted(self.comparators, key=len, reverse=True)
        words = [re.escape(name) for name in names]
        tail = r"(?: region)?(?: average| median| mean)?"
        return re.compile(
            rf"\b(?:{'|'.join([*_GROUPS, _NATIONAL])}|(?:{'|'.join(words) or 'england'}){tail})\b", re.IGNORECASE
        )

    @cached_property
    def _own_pattern(self) -> re.Pattern[str] | None:
        if not self.own:
            return None
        words = [re.escape(name) for name in sorted(self.own, key=len, reverse=True)]
        return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])")

    def find(self, text: str) -> tuple[FoundArea, ...]:
        """All areas named, left to right. An own name that contains a comparator's ("North East …") is own."""
        return self._remembered(text)

    @cached_property
    def _remembered(self) -> Callable[[str], tuple[FoundArea, ...]]:
        """The last answers: the name of a row is asked for several times."""
        return lru_cache(maxsize=64)(self._find)

    def _find(self, text: str) -> tuple[FoundArea, ...]:
        found: list[FoundArea] = []
        if self._own_pattern is not None:
            found = [FoundArea(m.group(), Span(m.start(), m.end()), False) for m in self._own_pattern.finditer(text)]
        taken = [area.span for area in found]
        for match in self._comparator_pattern.finditer(text):
            if not any(span.start < match.end() and match.start() < span.end for span in taken):
                found.append(FoundArea(match.group(), Span(match.start(), match.end()), True))
        return tuple(sorted(found, key=lambda area: area.span.start))

    def area_of_name(self, name: str) -> str:
        """The comparator whose figures an indicator's own name says it gives ("Recycling rate England"), else "".

        It opens the name before a colon or dash, or closes it: apart from the rest, or after a word that is neither a
        preposition nor part of a body's name ("paid to England", "Sport England").
        """
        areas = [area for area in self.find(name) if area.comparator]
        if not areas or _SET_AGAINST.search(name):
            return ""
        first, last = areas[0], areas[-1]
        if first.span.start == 0 and re.match(r"\s*[:–—]|\s+-\s", name[first.span.end :]):
            return first.text
        average = re.search(r"\b(?:average|mean|median)$", first.text, re.IGNORECASE)
        if first.span.start == 0 and average and name[first.span.end :].strip():
            return first.text
        before, behind = name[: last.span.start], name[last.span.end :]
        if not before.strip() or behind.strip(" )].*"):
            return ""
        if re.search(r"(?:[(\[:–—,]|\s-)\s*$", before):
            return last.text
        word = before.split()[-1]
        closed = word[-1] in "%)" or (word.islower() and word not in _NO_END_OF_NAME)
        return last.text if closed else ""

    def may_be_of_other(self, name: str) -> bool:
        """A name that a country or region opens ("South West recycling rate"): whose figures they are is not sure."""
        first = next(iter(self.find(name)), None)
        if first is None or not first.comparator or first.span.start or _SET_AGAINST.search(name):
            return False
        return first.text in self.comparators and bool(_OPENED.match(name[first.span.end :]))

    def comparator_in(self, text: str) -> str:
        """The first comparator that a header names, "" if none."""
        return next((area.text for area in self.find(text) if area.comparator), "")
