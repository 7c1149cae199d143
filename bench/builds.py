"""One build as a process of its own, with what it took."""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_LOOK = 0.1
_PEAK = re.compile(r"VmHWM:\s*(\d+) kB")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a build took: seconds on the clock, seconds of processor of all its processes, and the peak memory of the
    first of them in megabytes."""

    wall: float
    processor: float
    memory: float


def take(papers: Path, place: Path, *more: str) -> Taken:
    """Build the dataset of a folder of papers; dataset and cache are in `place`, and may be there already."""
    words = [sys.executable, "-m", "cli", "build", str(papers), "--out", str(place / "dataset")]
    words += ["--cache", str(place / "cache"), "--fail-on", "none", *more]
    start = time.perf_counter()
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0.0
    while True:
        peak = max(peak, _peak(process.pid))
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(_LOOK)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the build ended with {process.returncode}: {' '.join(words)}")
    return Taken(wall, usage.ru_utime + usage.ru_stime, peak)


def _peak(pid: int) -> float:
    try:
        found = _PEAK.search(Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0
