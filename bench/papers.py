"""Which papers the measurements are made on: the reference papers beside the repository, else the samples."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples" / "papers"
SAMPLES_WORKSPACE = ROOT / "samples" / "workspace"
SHARED = ROOT.parent / "shared"
REPORTS = SHARED / "reports"


def reference_papers() -> tuple[Path, ...]:
    """The five real papers where they are beside the repository, else all samples that are not broken."""
    return tuple(sorted(REPORTS.glob("[0-9]*.txt"))) or tuple(sorted(SAMPLES.glob("*.txt")))
