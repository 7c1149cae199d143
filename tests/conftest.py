"""What several test files need: the workspace of the samples, and the samples read once."""

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, settings

from extract.reading import read_paper
from extract.settings import ReadSettings
from records import PaperReading
from tests.shared_papers import SAMPLES, sample_papers, samples_workspace
from workspace import Workspace

# The same examples on each run, and no test of how fast a machine is; `--hypothesis-profile=default` looks for others.
settings.register_profile("same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")


@pytest.fixture(scope="session")
def workspace() -> Workspace:
    """The workspace that knows the invented councils of the samples."""
    return samples_workspace()


@pytest.fixture(scope="session")
def sample_readings(workspace: Workspace) -> Mapping[str, PaperReading]:
    """The reading of each sample paper, by its name below the folder of the samples."""
    settings = ReadSettings(workspace.areas, workspace.profiles)
    names = {path.relative_to(SAMPLES).as_posix(): path for path in sample_papers()}
    return {name: read_paper(path.read_bytes(), name, settings) for name, path in names.items()}
