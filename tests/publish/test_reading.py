"""Reading a dataset back from its folder."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from errors import DatasetError
from publish.columns import ISSUES, OBSERVATIONS
from publish.reading import changed_files, read_dataset, read_table
from publish.release import write_release
from records import Dataset


@pytest.fixture
def folder(dataset: Dataset, tmp_path: Path) -> Path:
    """The small dataset, published."""
    return write_release(dataset, tmp_path / "out", {})


def test_observations_come_back_as_printed(folder: Path, nasty: tuple[str, ...]) -> None:
    """Texts are those of the paper, without the marks that CSV needs; other cells as CSV writes them."""
    published = read_dataset(folder)
    assert [row["value_raw"] for row in published.observations] == list(nasty)
    assert published.observations[0]["value"] == "82.4"
    assert published.observations[0]["section"] == ""


def test_lineage_is_found_by_observation(folder: Path) -> None:
    """The steps of an observation stand in their order."""
    steps = read_dataset(folder).lineage["o007"]
    assert [step["rule"] for step in steps] == ["plain_number", "exact"]
    assert steps[0]["text"] == "=1+1"


def test_other_tables_can_be_read(folder: Path) -> None:
    """Any table comes back row by row."""
    assert [row["message"] for row in read_table(folder, ISSUES)] == ["=a row that is odd"] * 2


def test_a_long_text_can_be_read(tmp_path: Path, dataset: Dataset) -> None:
    """A text beyond the csv module's usual limit is no error."""
    long = "x" * 200_000
    target = write_release(
        replace(dataset, observations=(replace(dataset.observations[0], indicator_raw=long),)), tmp_path / "out", {}
    )
    assert read_dataset(target).observations[0]["indicator_raw"] == long


def test_a_folder_that_is_no_dataset_is_named(tmp_path: Path) -> None:
    """The message names the folder and says what to do."""
    with pytest.raises(DatasetError, match=r"nowhere is no dataset .* build one first"):
        read_dataset(tmp_path / "nowhere")
    with pytest.raises(DatasetError, match="has no descriptor of ours"):
        read_dataset(tmp_path)


def test_a_build_killed_in_its_swap_is_told(folder: Path) -> None:
    """Whoever looks at the dataset in that state learns where it is."""
    folder.rename(folder.with_name(".out.old"))
    with pytest.raises(DatasetError, match=r"was being replaced .* \S*\.out\.old"):
        read_dataset(folder)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda text: "id" + text, "does not have the columns"),
        (lambda text: text + "lone cell\n", f"1 cells in place of {len(OBSERVATIONS.columns)}"),
        (lambda text: text + '"open', "cannot be read"),
        (lambda text: "", "does not have the columns"),
    ],
    ids=["another header", "a short row", "an open quote", "empty"],
)
def test_a_damaged_file_is_named(folder: Path, damage: Callable[[str], str], said: str) -> None:
    """A file that was edited or cut off is an error that names it."""
    path = folder / "observations.csv"
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    with pytest.raises(DatasetError, match=rf"observations\.csv.*{said}.*build the dataset again"):
        read_dataset(folder)


def test_changed_files_are_told(folder: Path) -> None:
    """A file that was edited, cut off between two rows or taken away no longer is what the build wrote."""
    assert changed_files(folder) == ()
    lines = (folder / "observations.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "observations.csv").write_text("".join(lines[:-1]), encoding="utf-8", newline="")
    (folder / "areas.csv").unlink()
    assert changed_files(folder) == ("observations.csv", "areas.csv")
