"""Figures of two papers side by side: whether they agree as far as they are printed, and how much that tells."""

import math
from dataclasses import dataclass
from decimal import Decimal

_REVISION_SIZE = Decimal("0.1")
_BITS = {0: 0.0, 1: 0.8, 2: 2.0, 3: 3.2}
_MOST_BITS = 4.0
_COMMON = (Decimal(0), Decimal(1), Decimal(100))


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in its unit without scale, the step in which it is printed, and whether the paper calls it unsettled."""

    value: Decimal
    step: Decimal
    unsettled: bool = False


def agree(a: Figure, b: Figure) -> bool:
    """Whether both can be printings of one number: they differ by no more than the rounding of each."""
    return abs(a.value - b.value) <= (a.step + b.step) / 2


def distance(a: Figure, b: Figure) -> Decimal:
    """How far apart two figures are, as a part of the larger: 0 to 2."""
    largest = max(abs(a.value), abs(b.value))
    return abs(a.value - b.value) / largest if largest else Decimal(0)


def near(a: Figure, b: Figure) -> bool:
    """Whether one may be the other after a revision."""
    return distance(a, b) <= _REVISION_SIZE


def slip_factor(a: Figure, b: Figure) -> int:
    """100 or 1000 where one figure is that many times the other as far as they are printed, else 0."""
    if min(abs(a.value), abs(b.value)) == 0:
        return 0
    small, large = sorted((a, b), key=lambda figure: abs(figure.value))
    for factor in (100, 1000):
        if agree(Figure(small.value * factor, small.step * factor), large) and significant_digits(small) > 1:
            return factor
    return 0


def significant_digits(figure: Figure) -> int:
    """How many digits of a figure say something: zeros at the end of whole numbers do not."""
    if not figure.value:
        return 0
    digits = math.floor(math.log10(float(abs(figure.value / figure.step)) + 1e-9)) + 1
    whole = int(abs(figure.value / figure.step)) if figure.step >= 1 else 0
    while whole and whole % 10 == 0 and digits > 1:
        whole, digits = whole // 10, digits - 1
    return max(digits, 0)


def telling(a: Figure, b: Figure) -> float:
    """How much it tells that these two agree (logits): many digits tell much, 0 and 100 next to nothing."""
    if a.value in _COMMON or b.value in _COMMON:
        return 0.4
    return _BITS.get(min(significant_digits(a), significant_digits(b)), _MOST_BITS)


def bucket(figure: Figure) -> int:
    """Figures that agree stand in one bucket or in neighbouring ones, unless they are printed very coarsely."""
    if not figure.value:
        return -10000
    return round(math.log(float(abs(figure.value))) * 20)
