"""How fast names are matched: distinct names against 5,000 indicators, on one core.

    python -m bench.matching_speed [--names 100000] [--indicators 5000] [--loop 1000]

Makes indicators and names from the words of the catalogue that ships (no two names equal, each with its own mixture of
wording, damage and noise), matches a tenth and all of them, each in a process of its own, and prints seconds, peak
memory and how the time grows. The other side is the plain loop, `rapidfuzz.process.extractOne` with WRatio, timed on
`--loop` of the names and multiplied, as all of them would take most of an hour.
"""

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from records import Indicator

ROOT = Path(__file__).resolve().parent.parent
_GROUPS = ("", "aged 18-64", "aged 65 and over", "boys", "girls", "disadvantaged pupils", "care leavers", "carers")
_FORMS = ("{}", "% {}", "Number of {}", "{} (cumulative)", "Percentage: {}", "{} [Monthly Snapshot]", "Improve {}")
_PLACES = ("Northam", "Westbury", "Eastleigh Road", "Castle ward", "Harbour", "the north of the area", "all schools")


def make_indicators(number: int) -> tuple[Indicator, ...]:
    """That many different indicators: the names that ship, then mixtures of two of them."""
    with (ROOT / "starters" / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    chosen = random.Random(1)
    made: dict[str, Indicator] = {}
    while len(made) < number:
        row, other = (rows[len(made)], rows[len(made)]) if len(made) < len(rows) else chosen.sample(rows, 2)
        name = row["name"] if row is other else _mixture(chosen, row["name"], other["name"])
        made.setdefault(name, Indicator(indicator_id=f"i{len(made)}", name=name, unit=row["unit"]))
    return tuple(made.values())


def _mixture(chosen: random.Random, one: str, other: str) -> str:
    left, right = one.split(), other.split()
    return " ".join([*left[: max(3, len(left) // 2)], *right[len(right) // 2 :], chosen.choice(_GROUPS)]).strip()


def make_names(indicators: tuple[Indicator, ...], number: int) -> list[str]:
    """That many distinct printed names: four in five of an indicator, in some form, some damaged; the rest of none."""
    chosen = random.Random(2)
    names: dict[str, None] = {}
    for name in _printed(chosen, indicators):
        names[name] = None
        if len(names) == number:
            break
    return list(names)


def _printed(chosen: random.Random, indicators: tuple[Indicator, ...]) -> Iterator[str]:
    while True:
        words = chosen.choice(indicators).name.split()
        if chosen.random() < 0.2:
            words = [*words[: len(words) // 2], *chosen.choice(indicators).name.split()[-3:]]
        if chosen.random() < 0.5 and len(words) > 4:
            del words[chosen.randrange(len(words))]
        if chosen.random() < 0.3:
            at = chosen.randrange(len(words))
            letters = list(words[at])
            letters[chosen.randrange(len(letters))] = chosen.choice("aeilmnort")
            words[at] = "".join(letters)
        if chosen.random() < 0.3:
            words.append(f"- {chosen.choice(_PLACES)}")
        yield chosen.choice(_FORMS).format(" ".join(words))


def _run(way: str, indicators: int, names: int) -> dict[str, float]:
    """Seconds and peak memory (MB) of one way in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.matching_speed", "--child", way, str(indicators), str(names)],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _child(way: str, indicators: int, names: int) -> None:
    catalogue = make_indicators(indicators)
    printed = make_names(catalogue, names)
    started = time.process_time()
    if way == "ours":
        from normalise.catalogue import load_guards
        from normalise.matching import Matcher
        from workspace import load_abbreviations

        starters = ROOT / "starters"
        vocabulary = load_abbreviations(starters / "abbreviations.csv"), load_guards(starters / "guards.csv")
        matcher = Matcher(catalogue, *vocabulary)
        for name in printed:
            matcher.match(name)
    else:
        from rapidfuzz import fuzz, process

        choices = [entry.name for entry in catalogue]
        for name in printed:
            process.extractOne(name, choices, scorer=fuzz.WRatio)
    seconds = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": round(seconds, 2), "megabytes": round(memory)}))


def main() -> None:
    """Measures and prints."""
    if sys.argv[1:2] == ["--child"]:
        _child(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--indicators", type=int, default=5_000)
    parser.add_argument("--loop", type=int, default=1_000, help="names that the plain loop is timed on")
    arguments = parser.parse_args()
    few, many = arguments.names // 10, arguments.names
    tenth, whole = (_run("ours", arguments.indicators, number) for number in (few, many))
    loop = _run("loop", arguments.indicators, arguments.loop)
    of_all = loop["seconds"] * many / arguments.loop
    print(f"{few:>7} names: {tenth['seconds']:8.1f} s  {tenth['megabytes']:6.0f} MB")
    print(f"{many:>7} names: {whole['seconds']:8.1f} s  {whole['megabytes']:6.0f} MB")
    print(f"growth: {whole['seconds'] / tenth['seconds']:.1f} times for 10 times the names")
    print(f"process.extractOne (WRatio), from {arguments.loop} names: {of_all:8.1f} s")
    print(f"faster by {of_all / whole['seconds']:.1f} times")


if __name__ == "__main__":
    main()
