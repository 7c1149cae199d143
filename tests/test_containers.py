"""Zip and tar files: their papers are sources under the name of the file; what would do harm is left, with a reason."""

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from errors import InputError
from sources import Source, find_sources, read_source


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    """A zip of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return path


def tarred(path: Path, files: dict[str, bytes], links: dict[str, str]) -> Path:
    """A tar of these files and links, packed as its name says."""
    mode = "w:gz" if path.name.endswith("gz") else "w"
    with tarfile.open(path, mode) as packed:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
        for name, target in links.items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            packed.addfile(info)
    return path


def found_in(path: Path, unpacked: Path) -> dict[str, Source]:
    """All sources below a path, by name."""
    return {source.name: source for source in find_sources([path], unpacked=unpacked)}


def test_papers_of_a_zip_are_sources(tmp_path: Path) -> None:
    """Each under the name of the zip and its own; hidden files and what is no paper are passed over."""
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "loose.txt").write_bytes(b"loose")
    files = {
        "2019/q1.txt": b"one",
        "2019/q2.txt": b"two",
        ".hidden.txt": b"x",
        "__MACOSX/._q1.txt": b"x",
        "a.csv": b"x",
    }
    zipped(papers / "old.zip", files)
    found = found_in(papers, tmp_path / "unpacked")
    assert sorted(found) == ["loose.txt", "old.zip/2019/q1.txt", "old.zip/2019/q2.txt"]
    assert read_source(found["old.zip/2019/q2.txt"]) == b"two"


@pytest.mark.parametrize("name", ["old.tar", "old.tar.gz", "old.tgz"])
def test_papers_of_a_tar_are_sources(tmp_path: Path, name: str) -> None:
    """Links and devices are left, with the reason."""
    path = tarred(tmp_path / name, {"q1.txt": b"one"}, {"passwd.txt": "/etc/passwd"})
    found = found_in(path, tmp_path / "unpacked")
    assert read_source(found[f"{name}/q1.txt"]) == b"one"
    assert "link" in found[f"{name}/passwd.txt"].refused


def test_a_name_never_becomes_a_path(tmp_path: Path) -> None:
    """`../` and a leading slash lead nowhere; the papers are read all the same."""
    names = {"../../evil.txt": b"a", "/tmp/evil.txt": b"b", "..\\evil.txt": b"c", "con.txt": b"d"}  # noqa: S108
    path = zipped(tmp_path / "evil.zip", names)
    unpacked = tmp_path / "deep" / "unpacked"
    found = found_in(path, unpacked)
    assert {read_source(source) for source in found.values()} == {b"a", b"b", b"c", b"d"}
    assert all(source.path.resolve().is_relative_to(unpacked) for source in found.values())
    assert sorted(p.name for p in tmp_path.iterdir()) == ["deep", "evil.zip"]


def test_a_bomb_is_left(tmp_path: Path) -> None:
    """What says that it is a thousand times its size is not unpacked; the paper beside it is."""
    path = zipped(tmp_path / "bomb.zip", {"bomb.txt": b"\0" * 2**25, "good.txt": b"good"})
    found = found_in(path, tmp_path / "unpacked")
    assert "which no paper does" in found["bomb.zip/bomb.txt"].refused
    assert not found["bomb.zip/bomb.txt"].path.exists()
    assert read_source(found["bomb.zip/good.txt"]) == b"good"


def test_a_bomb_that_lies_about_its_size_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit holds for what comes out, whatever was announced; a tar announces nothing."""
    monkeypatch.setattr("containers._MEMBER_BYTES", 2**20)
    path = tarred(tmp_path / "bomb.tar.gz", {"bomb.txt": b"\0" * 2**22, "good.txt": b"good"}, {})
    found = found_in(path, tmp_path / "unpacked")
    assert "more than 1 MB" in found["bomb.tar.gz/bomb.txt"].refused
    assert read_source(found["bomb.tar.gz/good.txt"]) == b"good"


def test_all_files_of_a_container_share_one_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many files of a harmless size are a bomb as well."""
    monkeypatch.setattr("containers._TOTAL_BYTES", 2500)
    path = zipped(tmp_path / "many.zip", {f"{n}.txt": bytes(1000) for n in range(5)})
    refused = [source.refused for source in find_sources([path], unpacked=tmp_path / "u") if source.refused]
    assert len(refused) == 3


def test_a_packed_file_in_a_packed_file_is_left(tmp_path: Path) -> None:
    """With what to do."""
    inner = zipped(tmp_path / "inner.zip", {"a.txt": b"a"}).read_bytes()
    path = zipped(tmp_path / "outer.zip", {"inner.zip": inner, "b.txt": b"b"})
    found = found_in(path, tmp_path / "unpacked")
    assert "unpack it" in found["outer.zip/inner.zip"].refused


@pytest.mark.parametrize("name", ["broken.zip", "broken.tar.gz", "broken.tar"])
def test_a_container_that_cannot_be_opened_is_refused(tmp_path: Path, name: str) -> None:
    """It has a state of its own, and the other papers are read."""
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / name).write_bytes(b"PK\x03\x04 and no more")
    (papers / "good.txt").write_bytes(b"good")
    found = found_in(papers, tmp_path / "unpacked")
    assert "cannot be unpacked" in found[name].refused
    assert not found["good.txt"].refused


def test_a_damaged_member_is_left(tmp_path: Path) -> None:
    """A wrong checksum ends the one file."""
    path = zipped(tmp_path / "old.zip", {"a.txt": b"aaaaaaaaaaaaaaaaaaaaaaa", "b.txt": b"b" * 50})
    data = bytearray(path.read_bytes())
    start = data.index(b"a.txt") + len(b"a.txt")
    data[start] ^= 0x55
    path.write_bytes(bytes(data))
    found = found_in(path, tmp_path / "unpacked")
    assert found["old.zip/a.txt"].refused
    assert read_source(found["old.zip/b.txt"]) == b"b" * 50


def test_a_pattern_names_files(tmp_path: Path) -> None:
    """For shells that do not expand `**`."""
    for name in ("a.txt", "x/b.txt", "x/y/c.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = find_sources([tmp_path / "**" / "*.txt"])
    assert [source.name for source in found] == ["a.txt", "b.txt"]
    with pytest.raises(InputError, match="no papers"):
        find_sources([tmp_path / "*.docx"])
