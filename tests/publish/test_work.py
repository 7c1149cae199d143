"""The folder for what a build needs meanwhile."""

from pathlib import Path

import pytest

from errors import DatasetError
from publish.lock import hold
from publish.release import check_target
from publish.work import work_folder


def test_what_a_killed_build_left_is_taken_away(tmp_path: Path) -> None:
    """Of this dataset, and of no other; and the folder itself goes with the build."""
    for name in (".out.work-dead1234", ".other.work-alive123", ".out[1].work-alive123"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "reading").write_text("x")
    with hold(tmp_path / "out") as lock, work_folder(lock) as folder:
        (folder / "new").write_text("y")
        assert not (tmp_path / ".out.work-dead1234").exists()
    assert {path.name for path in tmp_path.iterdir()} == {".other.work-alive123", ".out[1].work-alive123"}


def test_what_belongs_to_a_dataset_of_a_longer_name_stays(tmp_path: Path) -> None:
    """`.out.work-12345678.old` is the only copy of a dataset called `out.work-12345678` while that is replaced."""
    names = {".out.work-12345678.old", ".out.work-12345678.building-77", ".out.building-x"}
    for name in names:
        (tmp_path / name).mkdir()
    with hold(tmp_path / "out") as lock, work_folder(lock):
        check_target(lock.target)
    assert {path.name for path in tmp_path.iterdir()} == names


def test_brackets_in_a_name_are_no_pattern(tmp_path: Path) -> None:
    """`out[1]` is not `out1`."""
    (tmp_path / ".out1.work-alive123").mkdir()
    with hold(tmp_path / "out[1]") as lock, work_folder(lock):
        assert (tmp_path / ".out1.work-alive123").exists()


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It names the place and what to do."""

    def full(*args: object, **more: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("publish.work.TemporaryDirectory", full)
    with (
        hold(tmp_path / "out") as lock,
        pytest.raises(DatasetError, match=r"No space left.*another folder"),
        work_folder(lock),
    ):
        pass
