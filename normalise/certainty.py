"""How sure a match is, as a share of right answers: of names with a score of 0.9, nine in ten are right.

The figures are measured, not felt: `python -m bench.matching_calibration --fit` counts on names with known answers how
often each way to accept was right, and how often the best candidate was right where none was accepted.
"""

import math
from collections.abc import Sequence
from typing import Literal

from normalise.candidates import Candidate

Way = Literal["wording", "code", "same words", "explained", "described", "short"]
"""Why a name was accepted: the entry's own wording; its code; the same words; nearly all of it explained; all of the
entry said and described further; a short name of which only one entry knows."""

_ACCEPTED: dict[Way, float] = {
    "wording": 0.999,
    "code": 0.995,
    "same words": 0.995,
    "explained": 0.993,
    "described": 0.99,
    "short": 0.985,
}
_INTERCEPT = -1.44
_WEIGHTS: dict[str, float] = {"score": 2.01, "lead": 2.25, "differs": -1.48, "extra": 0.04, "missing": -0.32}
UNDECIDED = 0.97
"""The most that can be claimed for what was not accepted."""


def accepted(way: Way) -> float:
    """The share of right answers among names accepted in this way."""
    return _ACCEPTED[way]


def evidence(candidates: Sequence[Candidate]) -> dict[str, float]:
    """What tells how often the best of some candidates is right: its score, its lead over the next, its conflicts."""
    if not candidates:
        return dict.fromkeys(_WEIGHTS, 0.0)
    best = candidates[0]
    second = candidates[1].score if len(candidates) > 1 else 0.0
    kinds = [conflict.kind for conflict in best.conflicts]
    counts = {kind: float(min(2, kinds.count(kind))) for kind in ("differs", "extra", "missing")}
    return {"score": best.score, "lead": max(0.0, best.score - second), **counts}


def undecided(candidates: Sequence[Candidate]) -> float:
    """The probability that the best of some candidates is right although it was not accepted."""
    if not candidates:
        return 0.0
    said = evidence(candidates)
    return share(_INTERCEPT + math.fsum(_WEIGHTS[name] * value for name, value in said.items()))


def share(logit: float) -> float:
    """The probability that a sum of weighed evidence stands for."""
    return min(UNDECIDED, 1 / (1 + math.exp(-logit)))
