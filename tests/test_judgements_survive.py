"""What people have said of names holds through whole builds: papers come and go, files are renamed, the catalogue
changes. Each judgement is applied, or the build names it."""

import csv
import random
from pathlib import Path

import pytest

import cli
from workspace import init_workspace

NAMES = ("Beach hut take-up", "Pier visits by night", "Deck chairs mended in time", "Tide tables sent out")
JUDGED = {NAMES[0]: "local-a", NAMES[1]: "local-b", NAMES[2]: "local-a2"}
CATALOGUE = [
    ("local-a", "Occupancy of seaside cabins", "percent"),
    ("local-b", "Evening footfall of the promenade", "percent"),
    ("local-a2", "Repairs to seating finished on schedule", "percent"),
]
HEAD = "indicator_id,name,unit,polarity,frameworks,aliases\n"


def paper(year: int, names: tuple[str, ...] = NAMES) -> str:
    """A table of one year with figures of its own for each name."""
    rows = [f"{name}\t{year - 1950 + 7 * at}.{at}%\t80%\tG" for at, name in enumerate(names)]
    title = f"Wexmoor Borough Council\nPerformance report Q2 {year}/{(year + 1) % 100:02d}\n\n"
    return title + "\n".join([f"Indicator\tQ2 {year}/{(year + 1) % 100:02d}\tTarget\tRAG", *rows]) + "\n"


class Archive:
    """A folder of papers with its workspace, and what a build of it says of each judgement."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.papers, self.workspace, self.out = folder / "papers", folder / "workspace", folder / "out"
        self.capsys = capsys
        init_workspace(self.workspace)
        self.papers.mkdir()
        self.catalogue = list(CATALOGUE)
        self.more: list[str] = []
        for year in (2018, 2019):
            (self.papers / f"{year}.txt").write_text(paper(year), encoding="utf-8")
        rows = [f"2024-01-0{at},an editor,{name},,{i},same,asked" for at, (name, i) in enumerate(JUDGED.items(), 1)]
        head = "when,who,raw_name,organisation,indicator_id,judgement,why\n"
        (self.workspace / "judgements.csv").write_text(head + "\n".join(rows) + "\n", encoding="utf-8")

    def build(self) -> tuple[int, str, dict[str, set[str]]]:
        """The exit code, all that was said, and the ids of each name in the dataset."""
        lines = [f"{key},{name},{unit},higher,," for key, name, unit in self.catalogue] + self.more
        (self.workspace / "catalogue.csv").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
        arguments = ["build", self.papers, "--workspace", self.workspace, "--out", self.out, "--no-expectations"]
        code = cli.run([str(argument) for argument in arguments])
        said = "".join(self.capsys.readouterr())
        ids: dict[str, set[str]] = {}
        with (self.out / "observations.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                ids.setdefault(row["indicator_raw"], set()).add(row["indicator_id"])
        said += (self.out / "issues.csv").read_text(encoding="utf-8")
        return code, said, ids


def add_paper(archive: Archive, chosen: random.Random) -> None:
    """One more year, of some of the names."""
    year = chosen.randrange(2005, 2017)
    (archive.papers / f"{year}.txt").write_text(paper(year, NAMES[: chosen.randrange(1, 5)]), encoding="utf-8")


def rename(archive: Archive, chosen: random.Random) -> None:
    """A file gets another name, in another folder."""
    old = chosen.choice(sorted(archive.papers.rglob("*.txt")))
    new = archive.papers / f"moved {chosen.randrange(99)}" / f"renamed {old.name}"
    new.parent.mkdir(exist_ok=True)
    old.rename(new)


def withdraw(archive: Archive, chosen: random.Random) -> None:
    """A paper goes, if others are left."""
    found = sorted(archive.papers.rglob("*.txt"))
    if len(found) > 1:
        chosen.choice(found).unlink()


def own_entry(archive: Archive, chosen: random.Random) -> None:
    """The catalogue gets an entry that is worded as a judged name."""
    archive.more.append(f"own-{len(archive.more)},{chosen.choice(NAMES[:3])} {len(archive.more)},percent,higher,,")


def new_words(archive: Archive, chosen: random.Random) -> None:
    """An entry is worded anew."""
    at = chosen.randrange(len(archive.catalogue))
    key, _, unit = archive.catalogue[at]
    archive.catalogue[at] = (key, f"Something else about {chosen.choice(('boats', 'kites', 'sand'))} {at}", unit)


@pytest.mark.parametrize("seed", range(3))
def test_each_judgement_is_applied_or_named_after_any_change(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever changes around it."""
    archive, chosen = Archive(tmp_path, capsys), random.Random(seed)  # noqa: S311 - repeatable, not secret
    _, _, ids = archive.build()
    assert {name: ids[name] for name in JUDGED} == {name: {entry} for name, entry in JUDGED.items()}
    for _ in range(3):
        for change in chosen.sample([add_paper, rename, withdraw, own_entry, new_words], 2):
            change(archive, chosen)
        _, said, ids = archive.build()
        for name, entry in JUDGED.items():
            assert ids.get(name, set()) == {entry} or name in said, (name, ids.get(name))


def test_an_entry_that_goes_is_named_with_its_judgement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The dataset stays as it was."""
    archive = Archive(tmp_path, capsys)
    _, _, before = archive.build()
    archive.catalogue.pop(1)
    code, said, after = archive.build()
    assert code != 0 and "local-b" in said and "judgements.csv, line 3" in said
    assert after == before
