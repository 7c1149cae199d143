"""Names for colours as people see them: any shade of green is green."""

import colorsys
from functools import lru_cache

NEUTRAL = frozenset({"white", "grey", "black", "other", ""})
"""Names of colours that rate nothing."""


@lru_cache(maxsize=4096)
def colour_name(rgb: int) -> str:
    """ "green", "amber", "red", "blue", "grey", "black", "white" or "other" (purple, pink) for 0xRRGGBB.

    Hue decides where there is enough of it; yellow and orange are amber, as ratings have no other use for them.
    """
    red, green, blue = (rgb >> 16 & 255) / 255, (rgb >> 8 & 255) / 255, (rgb & 255) / 255
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    chroma = max(red, green, blue) - min(red, green, blue)
    if value < 0.22:
        return "black"
    if chroma < 0.07 or saturation < 0.09:
        return "white" if value > 0.94 else "grey" if value > 0.22 else "black"
    degrees = hue * 360
    if degrees < 17 or degrees >= 338:
        return "red"
    if degrees < 68:
        return "amber" if saturation >= 0.18 else "grey"
    if degrees < 172:
        return "green"
    if degrees < 262:
        return "blue"
    return "other"


def rgb_of(red: int, green: int, blue: int) -> int:
    """0xRRGGBB."""
    return int(red) << 16 | int(green) << 8 | int(blue)
