"""Each source has one reading, in its place; only what is new is read."""

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from archive import readings as module
from archive.cache import Cache
from archive.limits import Limits
from archive.papers import Paper
from archive.readings import Means, keep_readings
from extract.settings import ReadSettings
from records import PaperReading
from sources import find_sources

GOOD = (
    "Wexmoor Council\n\nPerformance report Q2 2020/21\n\nIndicator\tTarget\tQ2 2020/21\nCalls answered (%)\t90%\t81%\n"
)


def pdf(pages: int = 1, encryption: StandardEncryption | None = None) -> bytes:
    """A PDF with a table on each page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=encryption)
    for number in range(pages):
        for line, text in enumerate(("Wexmoor Council", "Performance report Q2 2020/21")):
            canvas.drawString(60, 780 - 20 * line, text)
        for line, row in enumerate((("Indicator", "Target", "Q2 2020/21"), (f"Calls {number}", "90%", "81%"))):
            for place, text in enumerate(row):
                canvas.drawString(60 + 150 * place, 700 - 20 * line, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder of five papers, one of them a copy."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in "abcd":
        (folder / f"{name}.txt").write_text(f"{GOOD}\n{name}\n")
    (folder / "e.txt").write_text(f"{GOOD}\na\n")
    return folder


def read(folder: Path, means: Means, settings: ReadSettings = ReadSettings()) -> tuple[PaperReading, ...]:  # noqa: B008
    """The readings of a folder."""
    with TemporaryDirectory() as passing:
        found = keep_readings(find_sources([folder]), settings, means, Cache(Path(passing), "x"), lambda *_: None)
        return tuple(kept.reading() for kept in found)


def asked_for(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of all papers that are read from here on, none from the cache."""
    names: list[str] = []
    real = module._read

    def noted(papers: Sequence[Paper], *given: object) -> object:
        names.extend(paper.source.name for paper in papers)
        return real(papers, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_read", noted)
    return names


def test_however_many_workers_the_readings_are_the_same(papers: Path) -> None:
    """In the order of the sources; a copy names the paper that it copies."""
    found = [read(papers, Means(workers=workers)) for workers in (0, 1, 3)]
    assert found[0] == found[1] == found[2]
    assert [reading.source for reading in found[0]] == ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]
    assert [len(reading.statements) for reading in found[0]] == [1, 1, 1, 1, 0]
    assert "a.txt" in found[0][4].reason


def test_only_what_is_new_is_read(papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper that came, one that was changed, and a file whose name is another."""
    means = Means(cache=Cache(tmp_path / "cache", "x"), workers=0)
    first = read(papers, means)
    asked = asked_for(monkeypatch)
    assert read(papers, means) == first
    assert asked == []
    (papers / "new.txt").write_text(f"{GOOD}\nnew\n")
    (papers / "b.txt").write_text(f"{GOOD}\nchanged\n")
    (papers / "c.txt").rename(papers / "wexmoor-q2.txt")
    assert len(read(papers, means)) == 6
    assert asked == ["b.txt", "new.txt", "wexmoor-q2.txt"]


def test_a_setting_that_may_change_a_reading_asks_for_all(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readings of other settings stay, for the next build with these."""
    means = Means(cache=Cache(tmp_path / "cache", "x"), workers=0)
    read(papers, means)
    asked = asked_for(monkeypatch)
    read(papers, means, ReadSettings(all_pages=True))
    assert len(asked) == 4
    read(papers, means)
    assert len(asked) == 4


def test_a_paper_of_too_many_pages_is_rejected_and_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the option that allows it; a reading from before does not slip past a lower limit."""
    (tmp_path / "long.pdf").write_bytes(pdf(3))
    means = Means(cache=Cache(tmp_path / "cache", "x"), workers=0, limits=Limits(pages=2))
    (found,) = read(tmp_path / "long.pdf", means)
    assert found.state == "rejected"
    assert "3 pages" in found.reason
    assert "--max-pages" in found.reason
    allowed = replace(means, limits=Limits(pages=3))
    (whole,) = read(tmp_path / "long.pdf", allowed)
    assert whole.pages == 3
    assert read(tmp_path / "long.pdf", means) == (found,)
    asked = asked_for(monkeypatch)
    assert read(tmp_path / "long.pdf", allowed) == (whole,)
    assert asked == []


def test_a_password_opens_what_asks_for_one(tmp_path: Path) -> None:
    """Without it the paper is rejected with what to do; one that only its owner may change is read as it is."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "owner.pdf").write_bytes(pdf(1, StandardEncryption("", ownerPassword="boss", canPrint=0)))
    (folder / "user.pdf").write_bytes(pdf(2, StandardEncryption("sesame", ownerPassword="boss")))
    means = Means(cache=Cache(tmp_path / "cache", "x"), workers=0)
    owner, user = read(folder, means)
    assert owner.state != "rejected"
    assert "--password-file" in user.reason
    owner, user = read(folder, means, ReadSettings(passwords=("wrong", "sesame")))
    assert user.pages == 2


def test_a_paper_that_cannot_be_opened_is_rejected(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run goes on without it."""

    real = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.suffix != ".txt":
            return real(path)
        raise PermissionError(13, "Permission denied") if path.name == "b.txt" else FileNotFoundError(2, "gone")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    found = read(papers, Means(workers=0))
    assert {reading.state for reading in found} == {"rejected"}
    assert "Permission denied" in found[1].reason
