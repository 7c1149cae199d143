"""Cells of two figures, whose header says which is which: `84.1% / 85%` under `Actual / Target`."""

import re

from grammar.numbers import parse_quantity

_BETWEEN = re.compile(r"\s*[/|\n]\s*|\s+")
_LONGEST = 100
"""Letters of the longest cell of two figures."""


def split_pair(text: str) -> tuple[str, str] | None:
    """The two figures of a cell in their order; None where they can be parted in no way, or in several.

    Each may be a sign that there is none (`n/a / n/a`). White space parts them only where nothing else does.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    bracket = re.fullmatch(r"(?P<a>[^()]+?)\s*\((?P<b>[^()]+)\)", text)
    if bracket is not None:
        return (bracket["a"], bracket["b"]) if _is_one(bracket["a"]) and _is_one(bracket["b"]) else None
    ways = [(text[: m.start()], text[m.end() :], m.group().strip()) for m in _BETWEEN.finditer(text)]
    sound = [(a, b, sign) for a, b, sign in ways if _is_one(a) and _is_one(b)]
    strong = [(a, b) for a, b, sign in sound if sign] or [(a, b) for a, b, _ in sound]
    return strong[0] if len(strong) == 1 else None


def _is_one(text: str) -> bool:
    quantity = parse_quantity(text)
    if quantity is None or quantity.missing == "unreadable" or quantity.denominator is not None:
        return False
    return quantity.number is not None or bool(quantity.missing or quantity.bound)
