"""How exactly a figure is printed."""

import re
from decimal import Decimal

_NUMBER = re.compile(r"\d[\d,]*(?:\.(\d+))?|\.(\d+)")
_SCALES = (Decimal(1), Decimal(1_000), Decimal(1_000_000), Decimal(1_000_000_000))


def printed_step(raw: str, value: Decimal) -> Decimal:
    """The smallest step that the printed figure can show, in the scale of `value`.

    `81.41%` -> 0.01, `£10.054M` (10054000) -> 1000, `4 out of 553 (0.7%)` (0.7) -> 0.1.
    Printed zeros count: `97.0%` -> 0.1.
    """
    for scale in _SCALES:
        for found in _NUMBER.finditer(raw):
            if Decimal(found.group().replace(",", "")) * scale == abs(value):
                return scale * Decimal(1).scaleb(-len(found.group(1) or found.group(2) or ""))
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)
