"""Which files a build reads, in which order, and what it passes over."""

from pathlib import Path

import pytest

from errors import InputError
from sources import find_sources


def put(folder: Path, *names: str) -> None:
    """Files with these names below a folder."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text\n", encoding="utf-8")


def names(*paths: Path, keep_out: tuple[Path, ...] = ()) -> list[str]:
    """The names of what is found."""
    return [source.name for source in find_sources(paths, keep_out)]


def test_a_folder_is_searched_to_its_bottom_in_the_order_of_names(tmp_path: Path) -> None:
    """All papers of a folder and its subfolders, sorted by their path below the folder."""
    put(tmp_path, "b.txt", "a/z.txt", "c.TXT", "a/b/c.txt")
    assert names(tmp_path) == ["a/b/c.txt", "a/z.txt", "b.txt", "c.TXT"]


def test_what_is_no_paper_is_passed_over(tmp_path: Path) -> None:
    """Tables, pictures, databases and hidden files and folders of an archive are no papers."""
    put(tmp_path, "a.txt", "b.csv", "c.png", "d.parquet", "e.JSON", ".hidden.txt", ".git/f.txt")
    assert names(tmp_path) == ["a.txt"]


def test_a_file_named_alone_is_tried_whatever_its_ending(tmp_path: Path) -> None:
    """What the data team names by hand is not passed over."""
    put(tmp_path, "b.csv")
    assert names(tmp_path / "b.csv") == ["b.csv"]


@pytest.mark.parametrize("marker", ["kpi-backfill.yaml", "datapackage.json"])
def test_workspaces_and_datasets_inside_an_archive_are_passed_over(tmp_path: Path, marker: str) -> None:
    """The notes of a workspace and the pages of a dataset are no papers, even inside the folder of papers."""
    put(tmp_path, "a.txt", "inner/readme.txt", f"inner/{marker}")
    assert names(tmp_path) == ["a.txt"]


def test_the_folder_that_is_written_is_not_read(tmp_path: Path) -> None:
    """A dataset that is built inside the archive is no input, even before it has its descriptor."""
    put(tmp_path, "a.txt", "out/b.txt")
    assert names(tmp_path, keep_out=(tmp_path / "out",)) == ["a.txt"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    """A folder and one of its files together give that file once."""
    put(tmp_path, "a.txt", "b.txt")
    assert [source.path for source in find_sources([tmp_path, tmp_path / "b.txt"])] == [
        tmp_path / "a.txt",
        tmp_path / "b.txt",
    ]


def test_the_order_of_the_arguments_does_not_matter(tmp_path: Path) -> None:
    """The same inputs in another order are the same sources."""
    put(tmp_path, "one/a.txt", "two/a.txt", "two/b.txt")
    one, two = tmp_path / "one", tmp_path / "two"
    assert find_sources([one, two]) == find_sources([two, one])


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A link to another place could bring in what nobody meant to publish; one within the folder is followed."""
    put(tmp_path, "papers/a.txt", "elsewhere.txt")
    (tmp_path / "papers" / "out.txt").symlink_to(tmp_path / "elsewhere.txt")
    (tmp_path / "papers" / "within.txt").symlink_to(tmp_path / "papers" / "a.txt")
    found = {source.name: source.refused for source in find_sources([tmp_path / "papers"])}
    assert found["a.txt"] == found["within.txt"] == ""
    assert "leads out of the folder" in found["out.txt"]


def test_a_link_to_nothing_is_refused_not_lost(tmp_path: Path) -> None:
    """A dead link is an input that cannot be opened: it must show in the list of documents."""
    put(tmp_path, "a.txt")
    (tmp_path / "dead.txt").symlink_to(tmp_path / "gone.txt")
    found = {source.name: source.refused for source in find_sources([tmp_path])}
    assert found["dead.txt"]


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    """A misspelt folder stops the build before anything is written."""
    with pytest.raises(InputError, match="nowhere"):
        find_sources([tmp_path / "nowhere"])


def test_a_folder_without_papers_is_an_error(tmp_path: Path) -> None:
    """An empty dataset over a full one is not what anybody wants."""
    put(tmp_path, "a.csv")
    with pytest.raises(InputError, match="no papers found; PDFs and text"):
        find_sources([tmp_path])
