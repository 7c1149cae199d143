"""How far two independent labellings of the same papers agree.

    python bench/label_agreement.py

Rows are the same where line, name, area, period and value are; fields are compared on rows that both have. Rows that
either labeller marks optional are counted apart: they cost no score either way.
"""

import csv
from collections import Counter
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "labels"
FIELDS = ("unit", "target", "rag", "arrow", "polarity", "kind")


def number(text: str) -> str:
    """A number without trailing zeros, other text as it is."""
    try:
        return f"{float(text):g}"
    except ValueError:
        return text


def rows(path: Path) -> list[dict[str, str]]:
    """All rows of one label file."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def key(row: dict[str, str]) -> tuple[str, ...]:
    """What makes two labels the same row."""
    return row["line"], row["indicator"], row["area"], row["period_start"], row["period_end"], number(row["value"])


def compare(name: str) -> str:
    """One line of the table."""
    first, second = rows(FOLDER / "first" / name), rows(FOLDER / "second" / name)
    required = [
        [row for row in found if not any(w in row["note"] for w in ("optional", "no symbol"))]
        for found in (first, second)
    ]
    counts = [Counter(map(key, found)) for found in required]
    both = sum((counts[0] & counts[1]).values())
    every = sum((counts[0] | counts[1]).values())
    paired = {key(row): row for row in required[1]}
    same = total = 0
    for row in required[0]:
        other = paired.get(key(row))
        for field in FIELDS if other else ():
            total += 1
            same += number(row[field]) == number(other[field])  # type: ignore[index]
    return f"{name:32} {len(required[0]):5} {len(required[1]):6} {both / every:12.3f} {same / total:14.4f}"


def main() -> None:
    """Print the table."""
    print(f"{'paper':32} {'first':>5} {'second':>6} {'rows agreed':>12} {'fields agreed':>14}")
    for path in sorted((FOLDER / "first").glob("*.csv")):
        print(compare(path.name))


if __name__ == "__main__":
    main()
