"""Other ways to match names, on the same lists: at the recall that ours reaches, how many of their accepts are right.

    python -m bench.matching_peers

For each list: RapidFuzz WRatio and token_set_ratio, a logistic regression on likenesses of strings (as dedupe does it;
scikit-learn), Splink (version 5; Jaro-Winkler levels, trained without answers). Each gives a best entry and a score;
names are accepted from the best score down until as many are right as with ours, or none is left. The logistic
regression is trained on the answers of the other lists. Who is not installed is left out and named.
"""

import importlib.util
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from bench.matching_lists import LISTS, NEW, Name, answers, catalogue, names

_BOILERPLATE = re.compile(r"(?i)\b(?:percentage|proportion|number|rate) of\b|%")


@dataclass(frozen=True, slots=True)
class Guess:
    """The best entry for a name, and how sure the peer is."""

    score: float
    is_right: bool


Peer = Callable[[str], list[Guess]]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", _BOILERPLATE.sub(" ", text).lower()))


def _fuzzy(scorer: Callable[..., float]) -> Peer:
    def guess(of: str) -> list[Guess]:
        found = []
        for name in names(of):
            score, entry = max((scorer(_plain(name.raw), _plain(e.name)), e.indicator_id) for e in catalogue(of))
            found.append(Guess(score, entry == name.right))
        return found

    return guess


def _likenesses(raw: str, listed: str) -> list[float]:
    left, right = _plain(raw), _plain(listed)
    a, b = set(left.split()), set(right.split())
    return [
        fuzz.ratio(left, right) / 100,
        fuzz.token_sort_ratio(left, right) / 100,
        fuzz.token_set_ratio(left, right) / 100,
        fuzz.partial_ratio(left, right) / 100,
        JaroWinkler.similarity(left, right),
        len(a & b) / (len(a | b) or 1),
        float({w for w in a if w.isdigit()} == {w for w in b if w.isdigit()}),
    ]


def _logistic(of: str) -> list[Guess]:
    from sklearn.linear_model import LogisticRegression

    said: list[list[float]] = []
    right: list[bool] = []
    for other in LISTS:
        if other != of:
            for name in names(other):
                said += [_likenesses(name.raw, e.name) for e in catalogue(other)]
                right += [e.indicator_id == name.right for e in catalogue(other)]
    model = LogisticRegression(max_iter=1000).fit(said, right)
    return [_best(name, of, model.predict_proba) for name in names(of)]


def _best(name: Name, of: str, predict: Callable[[list[list[float]]], Sequence[Sequence[float]]]) -> Guess:
    probable = predict([_likenesses(name.raw, e.name) for e in catalogue(of)])
    score, entry = max((float(p[1]), e.indicator_id) for p, e in zip(probable, catalogue(of), strict=True))
    return Guess(score, entry == name.right)


def _splink(of: str) -> list[Guess]:
    import pandas as pd
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    def frame(rows: Sequence[tuple[str, str]]) -> pd.DataFrame:
        plain = [(key, _plain(text)) for key, text in rows]
        words = [(key, text, text.split(), max(text.split() or [""], key=len)) for key, text in plain]
        return pd.DataFrame(words, columns=["unique_id", "text", "words", "longest"])

    printed = frame([(str(number), name.raw) for number, name in enumerate(names(of))])
    listed = frame([(e.indicator_id, e.name) for e in catalogue(of)])
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            compare.JaroWinklerAtThresholds("text", [0.95, 0.88, 0.8, 0.7]),
            compare.ArrayIntersectAtSizes("words", [6, 5, 4, 3, 2, 1]),
            compare.ExactMatch("longest"),
        ],
        blocking_rules_to_generate_predictions=["1=1"],
    )
    database = DuckDBAPI()
    linker = Linker(
        [
            database.register(printed, dataset_display_name="a_printed"),
            database.register(listed, dataset_display_name="b_listed"),
        ],
        settings,
    )
    linker.training.estimate_probability_two_random_records_match(block_on("text"), recall=0.2)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e5, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("longest"))
    best: dict[str, tuple[float, str]] = {}
    for row in linker.inference.predict().as_pandas_dataframe().itertuples():
        score = (float(row.match_weight), str(row.unique_id_r))
        best[row.unique_id_l] = max(best.get(row.unique_id_l, score), score)
    return [
        Guess(best.get(str(number), (-99.0, ""))[0], best.get(str(number), (0.0, ""))[1] == name.right)
        for number, name in enumerate(names(of))
    ]


PEERS: dict[str, tuple[str, Peer]] = {
    "RapidFuzz WRatio": ("rapidfuzz", _fuzzy(fuzz.WRatio)),
    "RapidFuzz token_set_ratio": ("rapidfuzz", _fuzzy(fuzz.token_set_ratio)),
    "logistic regression on likenesses": ("sklearn", _logistic),
    "Splink": ("splink", _splink),
}


def at_recall(guesses: Sequence[Guess], right: int) -> tuple[int, int]:
    """Accepting from the best score down until `right` are right: how many are right and how many were accepted."""
    hits = taken = 0
    for guess in sorted(guesses, key=lambda g: -g.score):
        if hits == right:
            break
        taken += 1
        hits += guess.is_right
    return hits, taken


def at_precision(guesses: Sequence[Guess], least: float) -> int:
    """The most that can be right while at least this share of the accepts is."""
    hits = most = 0
    for taken, guess in enumerate(sorted(guesses, key=lambda g: -g.score), start=1):
        hits += guess.is_right
        if hits / taken >= least:
            most = hits
    return most


def main() -> None:
    """Prints a table in Markdown."""
    print("| list | who | recall | precision | recall at a precision of 0.995 |\n|---|---|---|---|---|")
    for of in LISTS:
        ours = [answer for answer in answers(of) if answer.is_accepted]
        known, right = sum(name.right != NEW for name in names(of)), sum(answer.is_right for answer in ours)
        share = right / known
        print(f"| {of} | ours | {share:.3f} | {right / len(ours):.3f} | {share:.3f} |")
        for who, (module, peer) in PEERS.items():
            if importlib.util.find_spec(module) is None:
                print(f"| {of} | {who} | not installed | | |")
                continue
            try:
                guesses = peer(of)
            except ValueError as error:  # Splink cannot be trained on every list
                print(f"| {of} | {who} | failed: {error} | | |")
                continue
            hits, taken = at_recall(guesses, right)
            sure = at_precision(guesses, 0.995)
            print(f"| {of} | {who} | {hits / known:.3f} | {hits / (taken or 1):.3f} | {sure / known:.3f} |")


if __name__ == "__main__":
    main()
