"""The swap: whole or not at all, whatever happens in between."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from errors import DatasetError
from publish import release
from publish.columns import TABLES
from publish.duckdbfile import quoted
from publish.exchange import exchange
from publish.lock import hold
from publish.release import check_target, is_dataset, write_release
from records import Dataset

ROOT = Path(__file__).resolve().parents[2]
KILLED = """
import os, sys
from pathlib import Path
from publish.release import write_release
from records import Dataset
write_release(Dataset(), Path(sys.argv[1]), {}, extra=lambda folder: os._exit(9))
"""
KILLED_IN_SWAP = """
import os, sys
from pathlib import Path
from publish import release
from records import Dataset
rename = Path.rename
def die_second(self, target):
    if ".building-" in self.name:
        os._exit(9)
    return rename(self, target)
Path.rename = die_second
release.exchange = lambda one, other: False
release.write_release(Dataset(), Path(sys.argv[1]), {})
"""
KILLED_AFTER_EXCHANGE = """
import os, sys
from pathlib import Path
from publish import release
from records import Dataset
release.shutil.rmtree = lambda *args, **more: os._exit(9)
release.write_release(Dataset(), Path(sys.argv[1]), {})
"""


def _run(program: str, target: Path) -> int:
    return subprocess.run([sys.executable, "-c", program, str(target)], cwd=ROOT, check=False).returncode


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_release_has_every_file(dataset: Dataset, tmp_path: Path) -> None:
    """All tables in all formats, the descriptor, the run and what the caller adds."""

    def add(folder: Path) -> None:
        (folder / "checks").mkdir()
        (folder / "checks" / "validation.json").write_text("{}", encoding="utf-8")

    target = write_release(dataset, tmp_path / "a" / "out", {"seconds": 1.5}, extra=add)
    names = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    expected = {f"{table.name}.csv" for table in TABLES} | {
        f"{table.name}.parquet" for table in TABLES if table.parquet
    }
    assert names == expected | {"kpi.duckdb", "kpi.xlsx", "datapackage.json", "run.json", "checks/validation.json"}
    run = json.loads((target / "run.json").read_text(encoding="utf-8"))
    assert run["seconds"] == 1.5
    assert set(run["written_files"]) == names
    assert is_dataset(target)
    assert [path.name for path in target.parent.iterdir()] == ["out"]


def test_the_same_dataset_gives_the_same_bytes(dataset: Dataset, tmp_path: Path) -> None:
    """CSV, Parquet, the workbook and the descriptor agree byte by byte, the database table by table."""
    turned = replace(dataset, observations=dataset.observations[::-1])
    one, two = (write_release(d, tmp_path / n, {"time": n}) for d, n in ((dataset, "one"), (turned, "two")))
    first, second = _bytes(one), _bytes(two)
    assert {name for name in first if first[name] != second[name]} <= {"run.json", "kpi.duckdb"}
    with (
        duckdb.connect(str(one / "kpi.duckdb"), read_only=True) as left,
        duckdb.connect(str(two / "kpi.duckdb"), read_only=True) as right,
    ):
        for table in (table for table in TABLES if table.database):
            query = f"FROM {quoted(table.name)}"
            assert left.execute(query).fetchall() == right.execute(query).fetchall()


def test_a_broken_promise_is_published_as_an_issue(dataset: Dataset, tmp_path: Path) -> None:
    """A reference that leads nowhere costs nobody the dataset, and is there to be seen."""
    target = write_release(replace(dataset, indicators=()), tmp_path / "out", {})
    assert "broken_reference" in (target / "issues.csv").read_text(encoding="utf-8")


def test_a_failure_leaves_the_old_dataset(dataset: Dataset, tmp_path: Path) -> None:
    """An error while the new one is written changes nothing and leaves nothing behind."""
    target = write_release(dataset, tmp_path / "out", {})
    before = _bytes(target)

    def fail(folder: Path) -> None:
        raise RuntimeError(folder.name)

    with pytest.raises(RuntimeError):
        write_release(Dataset(), target, {}, extra=fail)
    assert _bytes(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("program", [KILLED, KILLED_IN_SWAP], ids=["while writing", "between the renames"])
def test_a_killed_build_loses_nothing(dataset: Dataset, tmp_path: Path, program: str) -> None:
    """After a kill the old dataset is there or is fetched back, and the next build works and cleans up."""
    target = write_release(dataset, tmp_path / "out", {})
    before = _bytes(target)
    assert _run(program, target) == 9
    kept = target if target.exists() else tmp_path / ".out.old"
    assert _bytes(kept) == before
    assert any(".building-" in path.name for path in tmp_path.iterdir())

    def fail(folder: Path) -> None:
        raise RuntimeError(folder.name)

    with pytest.raises(RuntimeError):
        write_release(Dataset(), target, {}, extra=fail)
    assert _bytes(target) == before
    write_release(Dataset(), target, {})
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (target / "observations.csv").read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets two folders change places at once")
def test_the_dataset_is_never_gone(dataset: Dataset, tmp_path: Path) -> None:
    """Old and new change places at once: killed right after it, the new one is there, and the old one is cleaned up."""
    target = write_release(dataset, tmp_path / "out", {})
    assert _run(KILLED_AFTER_EXCHANGE, target) == 9
    assert (target / "observations.csv").read_text(encoding="utf-8").count("\n") == 1
    assert not (tmp_path / ".out.old").exists()
    write_release(dataset, target, {})
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_two_folders_change_places(tmp_path: Path) -> None:
    """Or nothing happens: where one is not there."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "name").write_text(name)
    if exchange(tmp_path / "one", tmp_path / "two"):
        assert (tmp_path / "one" / "name").read_text() == "two"
        assert (tmp_path / "two" / "name").read_text() == "one"
    assert not exchange(tmp_path / "one", tmp_path / "none")
    assert (tmp_path / "one").is_dir()


def test_the_old_dataset_comes_back_where_the_swap_fails(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second rename that fails is made good at once."""
    target = write_release(dataset, tmp_path / "out", {})
    before = _bytes(target)
    rename = Path.rename

    def refuse(self: Path, other: Path) -> Path:
        if ".building-" in self.name:
            raise OSError(28, "No space left on device")
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.setattr(release, "exchange", lambda one, other: False)
    with pytest.raises(DatasetError, match="No space left"):
        write_release(Dataset(), target, {})
    assert _bytes(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["what?", "caf\udce9"], ids=["question mark", "no UTF-8"])
def test_a_path_that_the_database_cannot_take_is_refused_at_once(tmp_path: Path, name: str) -> None:
    """Not after hours of reading."""
    with pytest.raises(DatasetError, match="cannot hold a dataset"):
        check_target(tmp_path / name)


def test_a_place_where_a_disk_is_mounted_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot be replaced as a whole."""
    monkeypatch.setattr(Path, "is_mount", lambda _: True)
    with pytest.raises(DatasetError, match="name a folder inside it"):
        check_target(tmp_path / "volume")


def test_a_foreign_folder_is_not_replaced(tmp_path: Path) -> None:
    """A folder of something else stays as it is; the message says what to do."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(DatasetError, match="name a new or an empty folder"):
        write_release(Dataset(), tmp_path / "out", {})
    assert (tmp_path / "out" / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_a_foreign_data_package_is_not_replaced(tmp_path: Path) -> None:
    """A descriptor alone does not make a folder ours."""
    (tmp_path / "datapackage.json").write_text('{"name": "rainfall"}', encoding="utf-8")
    with pytest.raises(DatasetError, match="something other"):
        write_release(Dataset(), tmp_path, {})


def test_files_that_people_added_are_not_lost(dataset: Dataset, tmp_path: Path) -> None:
    """Notes that somebody keeps in the dataset's folder stop the build; a desktop's litter does not."""
    target = write_release(dataset, tmp_path / "out", {})
    (target / ".DS_Store").touch()
    (target / "~$kpi.xlsx").touch()
    write_release(dataset, target, {})
    (target / "notes.txt").touch()
    with pytest.raises(DatasetError, match=r"notes\.txt"):
        write_release(dataset, target, {})
    assert (target / "notes.txt").exists()


def test_an_empty_folder_and_a_link_are_used(dataset: Dataset, tmp_path: Path) -> None:
    """An empty folder is filled, also where a link leads to it, and the link stays a link."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert write_release(dataset, tmp_path / "link", {}) == (tmp_path / "real").resolve()
    assert (tmp_path / "link").is_symlink()
    assert is_dataset(tmp_path / "link")


def test_a_file_is_not_replaced(tmp_path: Path) -> None:
    """The name of a file is no place for a dataset."""
    (tmp_path / "out").write_text("text", encoding="utf-8")
    with pytest.raises(DatasetError, match="is a file"):
        write_release(Dataset(), tmp_path / "out", {})


def test_the_lock_of_the_caller_is_used(dataset: Dataset, tmp_path: Path) -> None:
    """Who holds the dataset for a whole build writes under that lock; anybody else is turned away."""
    with hold(tmp_path / "out") as lock:
        write_release(dataset, tmp_path / "out", {}, lock=lock)
        with pytest.raises(DatasetError, match="is being built by process"):
            write_release(dataset, tmp_path / "out", {})
    assert is_dataset(tmp_path / "out")


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    """Importing the package costs nothing that `--help` would feel, and writing needs no pandas or pyarrow."""
    program = """
import sys, tempfile
from pathlib import Path
from publish import reading, release
from records import Dataset
heavy = {"duckdb", "xlsxwriter", "pyarrow", "pandas", "numpy"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
with tempfile.TemporaryDirectory() as folder:
    release.write_release(Dataset(), Path(folder) / "out", {})
assert not {"pyarrow", "pandas"} & set(sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
