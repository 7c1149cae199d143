"""Whether the scores of matches are what they claim to be: of names with a score of 0.9, nine in ten should be right.

    python -m bench.matching_calibration [--fit]

Prints a table for names that nobody who worked on the matcher has seen: scores in bands, how many, the mean score
claimed, how many were right, and the interval (Wilson, 95 %) that the true share lies in; then the expected
calibration error, and what it would be of scores that are exactly right, as that many names fall by chance. These
names are in two halves: what was not accepted of one is scored with the weights that the other one gives. `--fit`
counts what `normalise/certainty.py` holds: on the other lists, how often each way to accept was right (one half of an
error added, as nothing is ever sure); on both halves, the weights of what was not accepted.
"""

import argparse
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bench.matching_lists import LISTS, NEW, UNSEEN, Answer, answers, matcher
from normalise.candidates import Candidate
from normalise.certainty import evidence, share

_BANDS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.99, 1.01)
_Z = 1.959964
_STEPS = 4000
_HALVES = ("calibration", "held out")
_DRAWS = 500


def wilson(right: int, number: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not number:
        return 0.0, 1.0
    share, z2 = right / number, _Z * _Z
    centre = (share + z2 / (2 * number)) / (1 + z2 / number)
    half = _Z * math.sqrt(share * (1 - share) / number + z2 / (4 * number * number)) / (1 + z2 / number)
    return max(0.0, centre - half), min(1.0, centre + half)


def bands(found: Iterable[Answer]) -> list[tuple[str, list[Answer]]]:
    """Answers by the band of their score."""
    grouped: defaultdict[int, list[Answer]] = defaultdict(list)
    for answer in found:
        grouped[max(n for n, low in enumerate(_BANDS) if answer.result.score >= low)].append(answer)
    return [(f"{_BANDS[n]:.2f}-{min(1.0, _BANDS[n + 1]):.2f}", grouped[n]) for n in sorted(grouped)]


def calibration_error(found: Sequence[Answer]) -> float:
    """The expected calibration error: how far the claimed share is from the true one, weighted by numbers."""
    off = 0.0
    for _, inside in bands(found):
        claimed = math.fsum(answer.result.score for answer in inside)
        off += abs(claimed - sum(answer.is_right for answer in inside))
    return off / len(found)


def table(title: str, found: Sequence[Answer]) -> list[str]:
    """A reliability table in Markdown."""
    lines = [
        f"{title}: {len(found)} names",
        "",
        "| score | names | claimed | right | interval |",
        "|---|---|---|---|---|",
    ]
    for band, inside in bands(found):
        right = sum(answer.is_right for answer in inside)
        low, high = wilson(right, len(inside))
        claimed = math.fsum(answer.result.score for answer in inside) / len(inside)
        lines.append(f"| {band} | {len(inside)} | {claimed:.3f} | {right / len(inside):.3f} | {low:.3f}-{high:.3f} |")
    error = f"expected calibration error {calibration_error(found):.3f}; of exact scores {chance_error(found):.3f}"
    return [*lines, "", error, ""]


def chance_error(found: Sequence[Answer]) -> float:
    """The calibration error of scores that are exactly right: what so few names give by chance, in the mean."""
    draw = random.Random(1)
    inside = [[answer.result.score for answer in group] for _, group in bands(found)]
    off = 0.0
    for _ in range(_DRAWS):
        off += math.fsum(abs(math.fsum(scores) - sum(draw.random() < s for s in scores)) for scores in inside)
    return off / _DRAWS / len(found)


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer to a name that nobody has seen, and the candidates there were where none was accepted."""

    answer: Answer
    candidates: tuple[Candidate, ...]

    @property
    def row(self) -> list[float]:
        """What there is to weigh."""
        return [1.0, *evidence(self.candidates).values()]


def half(part: str) -> list[Asked]:
    """One half of the names that nobody has seen."""
    found = []
    for of in UNSEEN:
        for answer in answers(of):
            if answer.name.part == part:
                form = matcher(of).form(answer.name.raw)
                found.append(Asked(answer, () if answer.is_accepted else tuple(matcher(of).candidates(form))))
    return found


def weights_of(asked: Iterable[Asked]) -> list[float]:
    """The weights that tell best how often the first candidate is right; that of 1 comes first."""
    rows = [(one.row, one.candidates[0].indicator_id == one.answer.name.right) for one in asked if one.candidates]
    return _logistic([(said, float(right)) for said, right in rows])


def scored(asked: Sequence[Asked], weights: Sequence[float]) -> list[Answer]:
    """The answers with the scores that these weights give."""
    found = []
    for one in asked:
        result = one.answer.result
        if one.candidates:
            said = math.fsum(w * x for w, x in zip(weights, one.row, strict=True))
            result = replace(result, score=share(said))
        found.append(replace(one.answer, result=result))
    return found


def fit() -> None:
    """Prints what `normalise/certainty.py` should hold."""
    seen = [answer for of in LISTS if of not in UNSEEN for answer in answers(of)]
    ways = Counter((_way(answer), answer.is_right) for answer in seen if answer.is_accepted)
    for (way, right), number in sorted(ways.items()):
        print(f"accepted, {way!r}: {number} {'right' if right else 'WRONG'}")
    first, *rest = weights_of([one for part in _HALVES for one in half(part)])
    print("intercept", round(first, 2), dict(zip(evidence(()), (round(w, 2) for w in rest), strict=True)))


def _way(answer: Answer) -> str:
    reason = answer.result.reasons[0]
    return "code" if reason.startswith("code ") else reason.replace('"', "'").split("'")[-1].strip(", ") or "same"


def _logistic(rows: Sequence[tuple[list[float], float]]) -> list[float]:
    """Weights of a logistic regression by gradient descent, a little drawn to nought."""
    weights = [0.0] * len(rows[0][0])
    for _ in range(_STEPS):
        slope = [0.002 * weight for weight in weights]
        for said, right in rows:
            off = 1 / (1 + math.exp(-math.fsum(w * x for w, x in zip(weights, said, strict=True)))) - right
            for n, x in enumerate(said):
                slope[n] += off * x / len(rows)
        weights = [weight - 1.0 * change for weight, change in zip(weights, slope, strict=True)]
    return weights


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true")
    if parser.parse_args().fit:
        fit()
        return
    one, other = map(half, _HALVES)
    found = scored(one, weights_of(other)) + scored(other, weights_of(one))
    known = [answer for answer in found if answer.name.right != NEW]
    accepts = [answer for answer in found if answer.is_accepted]
    recall = sum(answer.is_right for answer in accepts) / len(known)
    print(f"never seen: {len(found)} names, {len(accepts)} accepted, recall {recall:.3f}\n")
    print("\n".join(table("Accepted", accepts)))
    print("\n".join(table("All", found)))


if __name__ == "__main__":
    main()
