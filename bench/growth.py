"""Whether time for a paper and memory stay the same as an archive grows.

    python -m bench.growth [--councils 20 40 80 160] [--papers 25]

Archives of `bench.archives`, text dumps alone, built from nothing: what may grow with an archive is the work after
reading. Memory is the peak of the process that the command starts, not of those that read papers, put papers of a
council together or check expectations.
"""

import argparse
import tempfile
from pathlib import Path

from bench.archives import make_papers
from bench.builds import take


def main() -> None:
    """Print a row for each archive."""
    parser = argparse.ArgumentParser(description="Time and memory of builds of growing archives.")
    parser.add_argument("--councils", type=int, nargs="*", default=[20, 40, 80, 160])
    parser.add_argument("--papers", type=int, default=25, help="of each council")
    options = parser.parse_args()
    for councils in options.councils:
        with tempfile.TemporaryDirectory() as name:
            count = len(make_papers(Path(name) / "papers", councils, options.papers))
            taken = take(Path(name) / "papers", Path(name))
            each = f"{taken.wall / count * 1000:6.0f} ms {taken.processor / count * 1000:6.0f} ms processor a paper"
            print(f"{count:5} papers {taken.wall:8.1f} s {each} {taken.memory:6.0f} MB", flush=True)


if __name__ == "__main__":
    main()
