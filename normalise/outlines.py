"""What the threads of some councils have to tell those of the others, and what all of them agree on.

Names are followed within a council. Beyond it, a thread without an entry may have the one that the same wording has
elsewhere, and threads that no entry fits share a proposal. Both need wordings only: no figure, no row.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from normalise.proposals import Nameless, propose
from records import Indicator

Wording = tuple[str, str]
"""What a name says (`Printing.key`) and its unit without scale."""


@dataclass(frozen=True, slots=True)
class OpenThread:
    """A thread without an entry: its number, its wordings that tell something (none where one of its names has no
    unit), the entries that it is nearest to, those that it is not, and all that a proposal is made of."""

    number: int
    wordings: tuple[Wording, ...]
    near: tuple[str, ...]
    rejected: frozenset[str]
    nameless: Nameless


@dataclass(frozen=True, slots=True)
class Outline:
    """The wordings that have entries, and the threads that have none."""

    known: tuple[tuple[Wording, str], ...]
    open: tuple[OpenThread, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """What threads without an entry are called, by their numbers: the entry of another council's thread, or the id and
    name of a proposal."""

    borrowed: dict[int, str] = field(default_factory=dict)
    proposed: dict[int, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Agreement:
    """The naming for each outline, in their order, and the proposals as entries."""

    namings: tuple[Naming, ...]
    proposed: tuple[Indicator, ...]


def agree_on_names(outlines: Sequence[Outline], taken: Collection[str]) -> Agreement:
    """Name all open threads; proposals never get an id of `taken`. The order of outlines does not matter."""
    known: dict[Wording, set[str]] = defaultdict(set)
    for outline in outlines:
        for wording, entry in outline.known:
            known[wording].add(entry)
    namings = tuple(Naming() for _ in outlines)
    places: list[tuple[int, int]] = []
    unnamed: list[Nameless] = []
    for place, outline in enumerate(outlines):
        for thread in outline.open:
            entry = _borrowed(thread, known)
            if entry:
                namings[place].borrowed[thread.number] = entry
            else:
                places.append((place, thread.number))
                unnamed.append(thread.nameless)
    proposals = propose(unnamed, taken)
    for proposal in proposals:
        for member in proposal.members:
            place, number = places[member]
            namings[place].proposed[number] = (proposal.indicator_id, proposal.name)
    return Agreement(namings, tuple(proposal.as_indicator() for proposal in proposals))


def _borrowed(thread: OpenThread, known: dict[Wording, set[str]]) -> str:
    """The one entry that the wordings of a thread have elsewhere, if the catalogue finds it near."""
    entries: set[str] = set()
    for wording in thread.wordings:
        entries |= known.get(wording, set())
    is_sure = len(entries) == 1 and entries <= set(thread.near) and not entries & thread.rejected
    return next(iter(entries)) if is_sure else ""
