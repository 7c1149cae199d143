"""How long a person waits for `--help`.

    python bench/start_up.py [RUNS]

Wall time of the whole process, interpreter included: the median of RUNS (default 7).
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = (
    (),
    ("init",),
    ("build",),
    ("extract",),
    ("match",),
    ("validate",),
    ("explain",),
    ("catalogue",),
    ("catalogue", "check"),
)


def seconds(words: tuple[str, ...]) -> float:
    """Seconds that `--help` of one command takes."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "cli", *words, "--help"], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    for words in COMMANDS:
        middle = statistics.median(seconds(words) for _ in range(runs))
        print(f"{' '.join(('kpi-backfill', *words, '--help')):36} {middle * 1000:6.0f} ms")


if __name__ == "__main__":
    main()
