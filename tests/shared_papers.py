"""Where the papers of the tests are: the samples of the repository, and the reference papers beside it, if any."""

from functools import cache
from pathlib import Path

import pytest

from workspace import Workspace, load_workspace

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples" / "papers"
TRUTH = ROOT / "samples" / "truth"
LABELS = ROOT / "tests" / "labels"
SHARED = ROOT.parent / "shared"
REPORTS = SHARED / "reports"
SCORER = SHARED / "scoring" / "score_observations.py"

needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="the reference papers are not beside the repository")
"""For tests over the real reports, which do not belong to the repository."""


@cache
def samples_workspace() -> Workspace:
    """The workspace that knows the invented councils of the samples."""
    return load_workspace(ROOT / "samples" / "workspace")


@cache
def starter_workspace() -> Workspace:
    """What ships with the program, and nothing else."""
    return load_workspace(None)


def sample_papers() -> tuple[Path, ...]:
    """All sample papers, broken ones too."""
    return tuple(sorted(SAMPLES.rglob("*.txt")))


def report_papers() -> tuple[Path, ...]:
    """The reference papers, none where they are not beside the repository."""
    return tuple(sorted(REPORTS.glob("*.txt")))


def truth_of(paper: Path) -> Path:
    """Where the truth of a sample paper is written down."""
    return TRUTH / paper.relative_to(SAMPLES).with_suffix(".csv")
