"""How much faster a build is with two workers than with one.

    python -m bench.workers [--councils 20] [--papers 25]

The archive is that of `bench.archives`, built from nothing each time, without Great Expectations, which loads for the
same seconds in both. Needs two cores that nobody else uses: the clock is what counts.
"""

import argparse
import tempfile
from pathlib import Path

from bench.archives import make_archive
from bench.builds import take


def main() -> None:
    """Print a row for each number of workers."""
    parser = argparse.ArgumentParser(description="Builds with one worker and with two.")
    parser.add_argument("--councils", type=int, default=20)
    parser.add_argument("--papers", type=int, default=25, help="of each council")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        papers = Path(name) / "papers"
        print(f"{len(make_archive(papers, options.councils, options.papers))} papers", flush=True)
        alone = None
        for workers in (1, 2):
            place = Path(name) / str(workers)
            taken = take(papers, place, "--workers", str(workers), "--no-expectations")
            alone = alone or taken
            times = f"{alone.wall / taken.wall:5.2f} times as fast as one"
            print(f"{workers} workers {taken.wall:7.1f} s {taken.processor:7.1f} s processor {times}", flush=True)


if __name__ == "__main__":
    main()
