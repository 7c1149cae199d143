"""What was read once is kept, under all that it depends on; what is damaged is read again."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from archive.cache import Cache
from archive.codec import CodecError, decoded, encoded
from archive.fingerprint import code_version, key_of, settings_digest
from errors import InputError
from extract.reading import read_paper
from extract.settings import ReadSettings
from profiles import Profile
from records import Area, PaperReading
from tests.shared_papers import SAMPLES

KEY = "ab" * 32


@pytest.fixture(scope="module")
def reading() -> PaperReading:
    """All that a sample paper says."""
    path = SAMPLES / "aligned.txt"
    return read_paper(path.read_bytes(), path.name, ReadSettings())


def test_a_reading_comes_back_as_it_was(reading: PaperReading, tmp_path: Path) -> None:
    """Every field of it, dates and decimal numbers included."""
    assert reading.statements
    assert decoded(encoded(reading)) == reading
    kept = Cache(tmp_path / "cache", "one")
    kept.put(KEY, reading, encoded(reading))
    assert kept.get(KEY) == reading


def test_bytes_that_are_no_reading_are_an_error(reading: PaperReading) -> None:
    """Neither another type nor a word that no record knows gets through."""
    for data in (b"", b"\x80", b"\x93\x01\x02\x03", encoded(reading)[:-1], encoded(reading).replace(b"read", b"rode")):
        with pytest.raises(CodecError):
            decoded(data)


def test_a_damaged_entry_is_none(reading: PaperReading, tmp_path: Path) -> None:
    """Cut short, or with one bit turned: the paper is read again."""
    Cache(tmp_path, "one").put(KEY, reading, encoded(reading))
    kept = Cache(tmp_path, "one")  # another build: the one that reads a paper need not fetch it
    (path,) = tmp_path.glob(f"*/ab/{KEY}")
    whole = path.read_bytes()
    for damaged in (b"", whole[:-1], whole[:60] + bytes((whole[60] ^ 1,)) + whole[61:]):
        path.write_bytes(damaged)
        assert kept.get(KEY) is None
    path.write_bytes(whole)
    assert kept.get(KEY) == reading


def test_an_entry_of_other_code_is_not_used_and_is_pruned(reading: PaperReading, tmp_path: Path) -> None:
    """A new version of the program reads anew; `prune` drops what the old one kept."""
    Cache(tmp_path, "1" * 16).put(KEY, reading, encoded(reading))
    new = Cache(tmp_path, "2" * 16)
    assert new.get(KEY) is None
    new.put(KEY, reading, encoded(reading))
    assert (new.info().entries, new.info().usable) == (2, 1)
    assert new.prune() == 1
    assert new.get(KEY) == reading


def test_what_was_not_used_for_long_can_be_pruned(reading: PaperReading, tmp_path: Path) -> None:
    """Use counts, not age."""
    kept = Cache(tmp_path, "one")
    for key in (KEY, "cd" * 32):
        kept.put(key, reading, encoded(reading))
        (path,) = tmp_path.glob(f"*/??/{key}")
        os.utime(path, (time.time() - 100 * 86400,) * 2)
    kept.get(KEY)
    assert kept.prune(days=30) == 1
    assert kept.get(KEY) is not None


def test_a_folder_that_is_no_cache_is_not_pruned(tmp_path: Path) -> None:
    """A slip in `--cache` deletes nothing."""
    (tmp_path / "one" / "ab").mkdir(parents=True)
    (tmp_path / "one" / "ab" / "thesis").write_text("x")
    with pytest.raises(InputError, match="nothing was deleted"):
        Cache(tmp_path, "two").prune()
    assert (tmp_path / "one" / "ab" / "thesis").exists()


@pytest.mark.parametrize(
    "tag", ["Signature: 8a477f597d28d172789f06886806bc55\n# cargo\n", None], ids=["cargo", "papers"]
)
def test_a_folder_of_somebody_else_is_no_cache(reading: PaperReading, tmp_path: Path, tag: str | None) -> None:
    """One that another program has marked, one that holds papers: nothing is written there, nothing deleted."""
    if tag:
        (tmp_path / "CACHEDIR.TAG").write_text(tag)
    (tmp_path / "target").mkdir()
    (tmp_path / "target" / "paper.txt").write_text("x")
    kept = Cache(tmp_path, "1" * 16)
    with pytest.raises(InputError, match="name a new or an empty folder"):
        kept.put(KEY, reading, encoded(reading))
    with pytest.raises(InputError, match="nothing was deleted"):
        kept.prune()
    assert (tmp_path / "target" / "paper.txt").exists()


@pytest.mark.parametrize(
    "left",
    [
        {".CACHEDIR.TAG.123.456": "Signa"},
        {"CACHEDIR.TAG": ""},
        {"CACHEDIR.TAG": "", ".gitignore": "", f"{'1' * 16}/ab/{KEY}": "x", f"made-{'2' * 16}/ab/{KEY}": "x"},
    ],
    ids=["half a marker beside its place", "a marker that a loss of power emptied", "the same, with entries"],
)
def test_a_build_that_died_while_it_made_the_cache_is_in_nobodys_way(
    reading: PaperReading, tmp_path: Path, left: dict[str, str]
) -> None:
    """The next build marks the folder and goes on; what is kept there is looked at as ever."""
    for name, text in left.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    kept = Cache(tmp_path, "1" * 16)
    assert kept.get(KEY) is None
    kept.put(KEY, reading, encoded(reading))
    assert kept.get(KEY) == reading
    assert kept.prune(days=1) in (0, 1)


@pytest.mark.parametrize("name", ["thesis.txt", ".gitignore", ".CACHEDIR.TAG.123.txt", "3" * 15])
@pytest.mark.parametrize("emptied", [True, False], ids=["empty marker", "no marker"])
def test_a_file_that_no_build_leaves_is_not_built_around(
    reading: PaperReading, tmp_path: Path, name: str, emptied: bool
) -> None:
    """An empty marker makes nobody's folder ours, and a repository's list of ignored files is not written over."""
    if emptied:
        name = f"x{name}"
        (tmp_path / "CACHEDIR.TAG").touch()
    (tmp_path / name).write_text("*.log")
    with pytest.raises(InputError, match="name a new or an empty folder"):
        Cache(tmp_path, "1" * 16).put(KEY, reading, encoded(reading))
    assert (tmp_path / name).read_text() == "*.log"


def test_builds_may_begin_a_cache_at_the_same_moment(tmp_path: Path) -> None:
    """Threads of one build, two builds: whoever marks the folder, it takes what all of them keep."""
    for turn in range(100):
        kept = Cache(tmp_path / str(turn), "1" * 16)
        with ThreadPoolExecutor(4) as pool:
            stores = list(pool.map(lambda _, kept=kept: kept.made, range(4)))
        assert len(stores) == 4
        assert {path.name for path in (tmp_path / str(turn)).iterdir()} == {"CACHEDIR.TAG", ".gitignore"}


def test_prune_deletes_folders_of_versions_and_nothing_else(reading: PaperReading, tmp_path: Path) -> None:
    """Whatever people have put into a cache."""
    kept = Cache(tmp_path, "1" * 16)
    kept.put(KEY, reading, encoded(reading))
    for name in ("notes", "made-x", "made-" + "3" * 16):
        (tmp_path / name).mkdir()
    kept.prune()
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"1" * 16, "notes", "made-x"}


def test_a_cache_that_cannot_be_written_says_what_to_do(reading: PaperReading, tmp_path: Path) -> None:
    """A file in its place, a full disk: an error with the ways out, not a dataset that is never resumed."""
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(InputError, match="--no-cache"):
        Cache(tmp_path / "cache", "one").put(KEY, reading, encoded(reading))


def test_the_key_holds_all_that_a_reading_depends_on() -> None:
    """Bytes, name, areas, profiles, pages: another one gives another key; a password gives the same."""
    plain = ReadSettings()
    digests = [
        settings_digest(settings)
        for settings in (
            plain,
            replace(plain, areas=(Area(area_id="x", name="X"),)),
            replace(plain, profiles=(Profile(name="p", match=("x",), ratings={"l": "G"}),)),
            replace(plain, profiles=(Profile(name="p", match=("x",), ratings={"l": "R"}),)),
            replace(plain, all_pages=True),
        )
    ]
    assert len(set(digests)) == len(digests)
    assert settings_digest(replace(plain, passwords=("secret",), max_pages=3)) == digests[0]
    keys = {key_of(*said) for said in (("a", "b", "text", "c"), ("b", "b", "text", "c"), ("a", "c", "text", "c"))}
    assert len({*keys, key_of("a", "b", "pdf", "c")}) == 4
    assert len(code_version()) == 16


def test_what_a_killed_build_left_half_written_is_pruned(reading: PaperReading, tmp_path: Path) -> None:
    """A day later; what is being written now stays."""
    kept = Cache(tmp_path, "one")
    kept.put(KEY, reading, encoded(reading))
    (entry,) = tmp_path.glob(f"*/ab/{KEY}")
    old, new = entry.with_name(f".{KEY}.1"), entry.with_name(f".{KEY}.2")
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 2 * 86400,) * 2)
    assert kept.prune() == 0
    assert (old.exists(), new.exists(), kept.get(KEY)) == (False, True, reading)
