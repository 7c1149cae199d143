"""What speaks for and against two printings of one council being one indicator, added up to a probability.

Each piece of evidence is a weight in logits: figures of the same past period weigh most, then wording, code, place in
the table, unit and targets. What a guard keeps apart has no probability at all, whatever the figures say.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from grammar.units import base_unit
from normalise.figures import Figure, agree, distance, near, slip_factor, telling
from normalise.guards import Feature, Guarded, compare_features
from normalise.labels import LabelForm
from normalise.printings import FactKey, Printing
from normalise.words import folded, stem

PRIOR = -3.0
ACCEPT = 2.2
"""Logits from which two printings are taken for one indicator: nine in ten. What is less sure is left apart."""
MARGIN = 1.5
"""By how much a printing must fit better than any other that is still free."""
_SAME_WORDING = 7.5
_SAME_TEXT = 2.0
_WORDING_FLOOR, _WORDING_SLOPE = -1.5, 6.0
_MOST_OF_FIGURES = 8.0
_REVISED, _FAR, _FURTHER, _SLIP = -0.8, -3.0, -4.5, -1.0
_ABSENT = -2.0
_TARGET, _OTHER_TARGET = 1.5, -0.2
_UNIT, _OTHER_MEASURE = 0.5, -4.0
_CODE, _OTHER_CODE = 3.0, -1.5
_SECTION = 0.5
_POLARITY = -3.0
_ONE_SIDED = -1.0
_CATALOGUE = 3.0
_ENOUGH = ((0.7, 1), (0.55, 2))
"""Shares of common words from which wording will do without a telling figure, with so many other supports."""
_NARROWER = -1.5
_LEAST_WORDING = 0.15
# fmt: off
_MEASURE_WORDS = frozenset((
    "day", "working", "work", "week", "hour", "fte", "population", "resident", "household", "offence", "case",
    "people", "person", "head", "time",
))
# fmt: on
"""Words that say how a thing is counted: where the unit changes, they change with it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sum of the evidence in logits, each piece in words, and what decides whether the sum may be believed.

    `wording` is the share of common words; `agreed` counts telling figures that agree; `supports` counts other things
    that speak for it; `is_new` where the paper itself says that it has no earlier figure.
    """

    logit: float
    reasons: tuple[str, ...]
    wording: float = 0.0
    agreed: int = 0
    supports: int = 0
    is_new: bool = False
    needs_figure: bool = False

    @property
    def enough(self) -> bool:
        """Whether there is evidence of the kinds that can decide: like wording alone never does."""
        if self.needs_figure:
            return self.agreed > 0
        if self.wording >= 1 or self.agreed:
            return True
        return not self.is_new and any(
            self.wording >= least and self.supports >= supports for least, supports in _ENOUGH
        )

    @property
    def probability(self) -> float:
        """Of the sum, held below certainty: nobody has looked."""
        return round(min(0.99, 1 / (1 + math.exp(-max(-30.0, min(30.0, self.logit))))), 4)

    def plus(self, weight: float, reason: str, supports: int = 0) -> "Evidence":
        """With one more piece."""
        return replace(
            self, logit=self.logit + weight, reasons=(*self.reasons, reason), supports=self.supports + supports
        )


class Worded(Guarded, Protocol):
    """What carries features and framework codes: a name, or all names of a thread."""

    @property
    def codes(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a thread when a further paper is compared with it."""

    printings: Sequence[Printing]
    figures: Mapping[FactKey, Figure]
    targets: Mapping[FactKey, Figure]
    features: frozenset[Feature]
    """What all its names together say of the classes that guards watch."""
    codes: tuple[str, ...]

    @property
    def last(self) -> Printing:
        """Its printing in the latest paper."""
        return self.printings[-1]


Weigh = Callable[[str], float]
Shared = Callable[[FactKey, Figure], int]
"""How many threads print a figure that agrees with this one for that period."""


def kept_apart(a: Worded, b: Worded) -> str:
    """Why two names can never be one indicator, "" where nothing says so. How it is measured may change (`threads`)."""
    found = [c for c in (*compare_features(a, b), *compare_features(b, a)) if c.kind == "differs"]
    differing = [c.text for c in found if c.guard != "measure" and not is_narrower(c.guard, a, b)]
    if differing:
        return differing[0]
    for code in a.codes:
        framework = code.split(" ")[0]
        others = [other for other in b.codes if other.split(" ")[0] == framework]
        if others and not any(_part_of(code, other) for other in others):
            return f"code: {code} against {' + '.join(others)}"
    return ""


def is_narrower(guard: str, a: Guarded, b: Guarded) -> bool:
    """Whether one says of a class no more than a part of what the other says ("recycled", "recycled composted").

    Figures must be the same: "20 days" is a part of "20 working days", "2 days" is not.
    """
    one, two = _words_of(guard, a), _words_of(guard, b)
    figures = [{word for word in words if any(letter.isdigit() for letter in word)} for words in (one, two)]
    return bool(one) and bool(two) and (one <= two or two <= one) and figures[0] == figures[1]


def _words_of(guard: str, name: Guarded) -> set[str]:
    return {word for feature in name.features if feature.guard == guard for word in feature.value.split()}


def _part_of(a: str, b: str) -> bool:
    return (
        a == b
        or (a.startswith(b) and not a[len(b) :][:1].isdigit())
        or (b.startswith(a) and not b[len(a) :][:1].isdigit())
    )


def same_measure(a: str, b: str) -> bool:
    """Whether figures in two units can be compared; a unit that is not printed is no other unit."""
    return not a or not b or base_unit(a)[0] == base_unit(b)[0] or {a, b} == {"percent", "percentage points"}


def stems_of(form: LabelForm) -> frozenset[str]:
    """The words of a name as stems; what a guard made one token ("recycled_composted") as its words again."""
    return _stems(form.tokens)


@lru_cache(maxsize=1 << 16)  # a name is compared with all that came before it, paper after paper
def _stems(tokens: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem(word) for token in tokens for word in token.split("_") if word)


def wording_share(a: LabelForm, b: LabelForm, weigh: Weigh) -> float:
    """0 to 1: the weight of the words that both have, as a part of all their words."""
    left, right = stems_of(a), stems_of(b)
    whole = math.fsum(weigh(t) for t in left) + math.fsum(weigh(t) for t in right)
    return 2 * math.fsum(weigh(t) for t in left & right) / whole if whole else 0.0


class Wordings:
    """`wording_share` for names that are compared again and again, with the weights of one council's names."""

    def __init__(self, weigh: Weigh) -> None:
        self._weigh, self._unmeasured = weigh, without_measure(weigh)
        self._known: dict[tuple[tuple[str, ...], tuple[str, ...], bool], float] = {}

    def share(self, a: LabelForm, b: LabelForm, measure: bool) -> float:
        """The share of common words; where the measure changes (`measure` is false), but for words of measure."""
        key = (a.tokens, b.tokens, measure)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = wording_share(a, b, self._weigh if measure else self._unmeasured)
        return found


def weigh_evidence(
    printing: Printing, known: Known, wordings: Wordings, shared: Shared, codes_kept: float
) -> Evidence | None:
    """All evidence but the place in the table; None where something keeps the two apart for good."""
    if kept_apart(printing.form, known):
        return None
    measure = same_measure(printing.unit, known.last.unit)
    wording = _wording(printing, known, wordings, measure)
    figures, agreed, against = _figures(printing, known, shared) if measure else ([], 0, 0)
    if wording[0] >= 1:
        figures = _bounded(figures)
    parts = [*figures]
    supports = sum(weight > 0.3 for weight, _ in figures) if not against else 0
    if printing.polarity and known.last.polarity and printing.polarity != known.last.polarity:
        parts.append((_POLARITY, f"polarity: {printing.polarity} against {known.last.polarity}"))
    if not measure:
        parts.append((_OTHER_MEASURE, f"unit: {printing.unit} against {known.last.unit}"))
    elif printing.unit and known.last.unit:
        parts.append((_UNIT, f"both in {base_unit(printing.unit)[0]}"))
    code = _code(printing, known, codes_kept)
    if code is not None and (code[0] < 0 or wording[0] >= _LEAST_WORDING or agreed):
        parts.append(code)
        supports += code[0] > 1
    if printing.section and printing.section == known.last.section:
        parts.append((_SECTION, "same section"))
    one_sided = _one_sided(printing, known) if wording[0] < 1 else ""
    apart = [c for c in compare_features(printing.form, known) if c.kind == "differs" and c.guard != "measure"]
    narrower = bool(apart)
    if one_sided or narrower:
        parts.append((_NARROWER, "one of them says less") if narrower else (_ONE_SIDED, one_sided))
    reasons = tuple(f"{reason} ({weight:+.1f})" for weight, reason in (wording[1:], *parts) if abs(weight) >= 0.05)
    logit = PRIOR + wording[1] + math.fsum(weight for weight, _ in parts)
    is_new = bool(printing.absent & known.figures.keys())
    return Evidence(logit, reasons, wording[0], agreed, supports, is_new, narrower)


def _wordings(known: Known) -> Iterable[Printing]:
    """The wordings of a thread, each once; of a long one the first and the latest."""
    return {p.form.raw: p for p in (*known.printings[:4], *known.printings[-8:])}.values()


def _wording(printing: Printing, known: Known, wordings: Wordings, measure: bool) -> tuple[float, float, str]:
    best, nearest = 0.0, known.last.form
    key = printing.key
    for other in _wordings(known):
        same = other.key == key
        share = 1.0 if same else min(0.97, wordings.share(printing.form, other.form, measure))
        if share > best:
            best, nearest = share, other.form
    if best >= 1:
        exact = folded(nearest.raw) == folded(printing.form.raw)
        return 1.0, _SAME_WORDING + (_SAME_TEXT if exact else 0), f"says the same as “{nearest.raw}”"
    return best, _WORDING_FLOOR + _WORDING_SLOPE * best, f"{best:.0%} of the wording is that of “{nearest.raw}”"


def without_measure(weigh: Weigh) -> Weigh:
    """Weights that leave out the words which say how a thing is counted."""
    return lambda token: 0.0 if token in _MEASURE_WORDS or token.split(":")[0] == "number" else weigh(token)


def _figures(printing: Printing, known: Known, shared: Shared) -> tuple[list[tuple[float, str]], int, int]:
    """Figures and targets of the same periods: pieces of evidence, how many telling figures agree, how many do not."""
    parts: list[tuple[float, str]] = []
    agreed, against, total = 0, 0, 0.0
    for key in sorted(printing.figures.keys() & known.figures.keys()):
        new, old = printing.figures[key], known.figures[key]
        told = f"{old.value.normalize():f} and {new.value.normalize():f} to {key[3]}"
        if agree(new, old):
            weight = telling(new, old) / max(1, shared(key, new))
            weight = min(weight, _MOST_OF_FIGURES - total)
            total += weight
            agreed += weight >= 1
            parts.append((weight, f"same figure: {told}"))
        elif near(new, old):
            against += 1
            parts.append((_REVISED / (2 if new.unsettled or old.unsettled else 1), f"figure revised: {told}"))
        elif slip_factor(new, old):
            against += 1
            parts.append((_SLIP, f"another scale: {told}"))
        else:
            against += 1
            parts.append((_FAR if distance(new, old) < 0.3 else _FURTHER, f"other figure: {told}"))
    parts += [(_ABSENT, f"no figure printed to {key[3]}") for key in sorted(printing.absent & known.figures.keys())][:1]
    return [*parts, *_targets(printing, known)], agreed, against


def _bounded(figures: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Under one wording, many figures that do not agree are one change of definition, not so many contradictions."""
    left = _FURTHER
    found = []
    for weight, reason in figures:
        weight = max(weight, left) if weight < 0 else weight
        left -= min(weight, 0.0)
        found.append((weight, reason))
    return found


def _targets(printing: Printing, known: Known) -> list[tuple[float, str]]:
    for key in sorted(printing.targets.keys() & known.targets.keys()):
        new, old = printing.targets[key], known.targets[key]
        if agree(new, old):
            return [(_TARGET * min(1.0, telling(new, old) / 3), f"same target to {key[3]}")]
        return [(_OTHER_TARGET, f"other target to {key[3]}")]
    return []


def _code(printing: Printing, known: Known, codes_kept: float) -> tuple[float, str] | None:
    """A code that stays tells as much as codes stay in these two papers; one that changes where they all stay, too."""
    codes = {p.code for p in known.printings[-3:] if p.code}
    if not printing.code or not codes:
        return None
    if printing.code in codes:
        return _CODE * codes_kept, f"same code {printing.code}"
    return _OTHER_CODE * codes_kept, f"code {printing.code} against {known.last.code}"


def _one_sided(printing: Printing, known: Known) -> str:
    found = [c.text for c in compare_features(printing.form, known.last.form) if c.kind != "differs"]
    return found[0] if found else ""


def slips(printing: Printing, known: Known) -> tuple[int, FactKey | None]:
    """100 or 1000 where the figures of both are that far apart throughout, with the period that shows it."""
    keys = sorted(printing.figures.keys() & known.figures.keys())
    factors = {slip_factor(printing.figures[key], known.figures[key]) for key in keys}
    return (factors.pop(), keys[0]) if len(factors) == 1 and 0 not in factors else (0, None)
