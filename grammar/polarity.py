"""Which way is better, as papers print it: in a column of its own or beside the indicator."""

import re

from records import Polarity

_WORDS: dict[Polarity, tuple[str, ...]] = {
    "higher": (
        "higher is better", "higher better", "higher the better", "high is better", "high is good", "high good",
        "higher is good",
        "higher", "high", "bigger is better", "bigger better", "big is better", "big is good", "bigger",
        "aim to maximise", "maximise",
        "aim to increase", "increase is better", "increase is good", "up is good", "up is better", "more is better",
        "max", "plus",
    ),
    "lower": (
        "lower is better", "lower better", "lower the better", "low is better", "low is good", "low good",
        "lower is good",
        "lower", "low", "smaller is better", "smaller better", "small is better", "small is good", "smaller",
        "aim to minimise",
        "minimise", "aim to decrease", "aim to reduce", "decrease is better", "decrease is good", "reduction is better",
        "down is good", "down is better", "less is better", "fewer is better", "min", "minus",
    ),
    "target": (
        "goldilocks", "optimum", "on target", "at target", "target",
        "within range", "on target is better", "target is better",
        "closer to target is better",
        "close to target is better", "plan is best", "in range", "range", "maintain", "neither too high nor too low",
    ),
}  # fmt: skip
_POLARITY = {word: polarity for polarity, words in _WORDS.items() for word in words}
_LABEL = re.compile(r"^(?:polarity|good (?:performance|direction|is)|desired direction|format|what is good)\s*[:=-]\s*")


def parse_polarity(text: str) -> Polarity | None:
    """The polarity that the WHOLE text prints (`Lower is better`, `Aim to Maximise`, `Goldilocks`), None otherwise.

    Both spellings of maximise count, and a leading label (`Polarity: `). Arrows are not read: in many papers they show
    the direction of travel instead.
    """
    plain = " ".join(text.lower().replace("-", " ").split()).strip(" .*[]()")
    plain = _LABEL.sub("", plain).replace("imize", "imise").replace("the better", "better")
    return _POLARITY.get(plain) or _POLARITY.get(plain.replace(" is ", " "))
