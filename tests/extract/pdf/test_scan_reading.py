"""A scan becomes a page: what two readings agree on stands, what they do not is doubted. One test reads for real.

A stand-in recognises the pages here: each cell shows a number of strokes, and the stand-in says of each number of
strokes what it is told to say, first on the page, then in the lists of cells cut out.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from extract.doubts import DOUBTED
from extract.pdf import scan
from extract.pdf.objects import PageObjects, Pixels, Word
from extract.pdf.scan import AGREED, COARSE, MAJORITY, read_scan
from extract.pdf.scan_image import SCALE, Grey
from extract.pdf.tesseract import ReadWord, version
from pipeline import BuildOptions, gather
from tests.extract.pdf.scans_for_tests import BLACK, Sheet
from tests.shared_papers import ROOT, TRUTH, samples_workspace
from tests.truth_of_samples import compare, load_truth

Said = str | tuple[str, float]
NAME, OTHER = 3, 7
"""Strokes of the names in the first column, of which all readings are alike."""


def strokes(sheet: Sheet, x: float, y: float, count: int, point: bool = False) -> None:
    """So many upright strokes; with a point on the line between the last two of them."""
    for i in range(count):
        gap = 3.0 if point and i == count - 1 else 0.0
        sheet.box((x + i * 3 + gap, y, x + i * 3 + gap + 1.25, y + 7), BLACK)
    if point:
        left = x + (count - 1) * 3 + 0.5
        sheet.box((left, y + 5.5, left + 1.5, y + 7), BLACK)


class Page:
    """A ruled table: a name and figures of 4, 5 and 6 strokes, below it another name, and what is read at each spot."""

    def __init__(self, *, point: bool = False) -> None:
        self.sheet = Sheet(300, 140)
        self.spots: dict[int, tuple[float, float]] = {}
        for count in range(NAME, OTHER + 1):
            self.spots[count] = (30 + (count - NAME) % 4 * 60, 28.0 if count < OTHER else 53.0)
            strokes(self.sheet, *self.spots[count], count, point and count == 4)
        for y in (20, 45, 70):
            self.sheet.box((20, y, 260.75, y + 0.75), BLACK)
        for x in (20, 80, 140, 200, 260):
            self.sheet.box((x, 20, x + 0.75, 70.75), BLACK)

    def word(self, count: int, said: Said) -> ReadWord:
        """What the first reading says at the spot with so many strokes."""
        text, sure = (said, 0.9) if isinstance(said, str) else said
        x, y = self.spots[count]
        box = (x * SCALE, y * SCALE, (x + count * 3) * SCALE, (y + 7) * SCALE)
        left, top, right, bottom = (round(edge) for edge in box)
        return ReadWord(text, left, top, right, bottom, sure, (count, 1, 1))


def stretches(flags: NDArray[np.bool_], apart: int) -> list[tuple[int, int]]:
    """First and last of stretches of true flags, those not `apart` or further taken together."""
    found: list[tuple[int, int]] = []
    for i, flag in enumerate(flags.tolist()):
        if flag and found and i - found[-1][1] < apart:
            found[-1] = (found[-1][0], i)
        elif flag:
            found.append((i, i))
    return found


class Reader:
    """The stand-in: `told` has for each number of strokes what the first, second, third reading say."""

    def __init__(self, page: Page, told: dict[int, tuple[Said, ...]], loose: Sequence[ReadWord] = ()) -> None:
        self.page, self.told, self.loose = page, told, loose
        self.asked: dict[int, int] = {}

    def __call__(self, ink: Grey, *, block: bool = False) -> tuple[ReadWord, ...]:
        if not block:
            return (*(self.page.word(count, said[0]) for count, said in self.told.items() if said[0]), *self.loose)
        found = []
        dark = ink < 140
        for top, bottom in stretches(np.asarray(dark.any(axis=1), dtype=np.bool_), 12):
            row = dark[top : bottom + 1]
            tall = np.asarray(row.mean(axis=0) > 0.5, dtype=np.bool_)
            count = len(stretches(tall, 2))
            text, sure = self._answer(count)
            left, right = (int(edge) for edge in np.nonzero(row.any(axis=0))[0][[0, -1]])
            if text:
                found.append(ReadWord(text, left, top, right, bottom, sure, (1, 1, top)))
        return tuple(found)

    def _answer(self, count: int) -> tuple[str, float]:
        self.asked[count] = self.asked.get(count, 0) + 1
        said = self.told.get(count, ("",))
        answer = said[min(self.asked[count], len(said) - 1)]
        return (answer, 0.9) if isinstance(answer, str) else answer


Read = Callable[..., dict[str, Word]]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """Reads a page: told what is said of the figure with four strokes, it gives the words by their text."""

    def run(
        *said: Said, page: Page | None = None, dots: float = 300.0, **others: Sequence[ReadWord]
    ) -> dict[str, Word]:
        page = page or Page()
        told: dict[int, tuple[Said, ...]] = {NAME: ("Calls",), 4: said, 5: ("94%",), 6: ("n/a",), OTHER: ("Homes",)}
        monkeypatch.setattr(scan, "read_words", Reader(page, told, others.get("loose", ())))
        return {word.text: word for word in read_scan(page.sheet.pixels(), 1, dots).words}

    return run


# ---------------------------------------------------------------------------------------- two and three readings
def test_what_two_readings_agree_on_is_sure(read: Read) -> None:
    """However unsure the first was of it: blanks, quotes and a last stop make no difference."""
    for first, second in (("92%", "92%"), (("92%", 0.3), ("92%", 0.4)), ("92%", "92%."), ("92%", "9 2%")):
        assert read(first, second)["92%"].sure == AGREED


def test_two_of_three_readings_win(read: Read) -> None:
    """The third reading decides, whichever of the first two it confirms."""
    for said in (("92%", "97%", "92%"), ("97%", "92%", "92%")):
        words = read(*said)
        assert words["92%"].sure == MAJORITY
        assert "97%" not in words


def test_two_of_three_that_were_guessed_are_doubted(read: Read) -> None:
    """A majority none of which was well recognised is no proof."""
    assert read(("92%", 0.7), "97%", ("92%", 0.8))["92%"].sure < DOUBTED


def test_three_different_readings_are_doubted(read: Read) -> None:
    """The surest is shown, with a doubt: never silently."""
    words = read(("92%", 0.8), ("97%", 0.9), ("32%", 0.85))
    assert words["97%"].sure < DOUBTED
    assert not {"92%", "32%"} & set(words)


def test_a_sure_reading_beside_two_at_a_loss_stands(read: Read) -> None:
    """Where the others hardly recognised anything, the one good reading is no matter of doubt."""
    assert read(("92%", 0.95), ("9z", 0.3), ("g2/", 0.4))["92%"].sure == MAJORITY


def test_a_figure_that_the_first_reading_missed_is_found(read: Read) -> None:
    """A cell with ink but no word is read from its cut-out: twice, as all others."""
    assert read("", "92%", "92%")["92%"].sure == MAJORITY
    assert read("", "92%", "97%")["92%"].sure < DOUBTED


def test_other_words_keep_their_place_and_sureness(read: Read) -> None:
    """What is read again in one cell changes nothing in the others."""
    words = read(("92%", 0.8), ("97%", 0.9), ("32%", 0.85))
    assert {words[text].sure for text in ("Calls", "94%", "n/a")} == {AGREED}
    assert words["97%"].box[0] == pytest.approx(90, abs=1.5) and words["97%"].box[1] == pytest.approx(28, abs=1.5)


# ---------------------------------------------------------------------------------------- points
def test_a_point_that_the_ink_shows_is_read_again(read: Read) -> None:
    """Two readings lost it, another size of the picture has it: taken over, as sure as a majority."""
    assert read("924", "924", "92.4", page=Page(point=True))["92.4"].sure == MAJORITY


def test_a_point_that_is_never_read_is_a_doubt(read: Read) -> None:
    """The ink shows a point, no reading has it: the figure is not trusted, though all agree."""
    assert read("924", page=Page(point=True))["924"].sure < DOUBTED
    assert read("924")["924"].sure == AGREED


def test_other_digits_do_not_pass_for_a_found_point(read: Read) -> None:
    """A reading at another size that changes the digits is no help."""
    words = read("924", "924", "97.4", page=Page(point=True))
    assert words["924"].sure < DOUBTED and "97.4" not in words


def test_thousands_parted_by_a_point_are_doubted(read: Read) -> None:
    """`5.100` is nearly always a comma misread: thousand times too small."""
    assert read("5.100")["5.100"].sure < DOUBTED
    assert read("5,100")["5,100"].sure == AGREED


def test_a_share_of_hundreds_of_percent_is_doubted(read: Read) -> None:
    """A sign read as a digit, by all readings alike."""
    words = read("259%")
    assert words["259%"].sure < DOUBTED and words["94%"].sure == AGREED


# ---------------------------------------------------------------------------------------- words
def test_all_figures_of_a_coarse_scan_are_doubted(read: Read) -> None:
    """Below so many dots an inch readings agree on what is wrong; words without figures are not doubted."""
    coarse, fine = read("92%", dots=COARSE - 1), read("92%", dots=COARSE)
    assert all(coarse[text].sure < DOUBTED for text in ("92%", "94%"))
    assert coarse["Calls"].sure == coarse["n/a"].sure == AGREED
    assert {word.sure for word in fine.values()} == {AGREED}


def loose(*texts: Said) -> list[ReadWord]:
    """Words of a line below the table."""
    found = []
    for i, said in enumerate(texts):
        text, sure = (said, 0.9) if isinstance(said, str) else said
        found.append(ReadWord(text, 120 + i * 160, 420, 120 + i * 160 + 100, 450, sure, (50, 1, 1)))
    return found


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("Qi", "Q1"),
        ("Ql", "Q1"),
        ("Q|", "Q1"),
        ("QI/Q2", "Q1/Q2"),
        ("Qizil", "Qizil"),
        ("7¢", "7c"),
        ("2009—10", "2009–10"),
    ],
)
def test_misread_signs_are_put_right(read: Read, printed: str, shown: str) -> None:
    """What can be but one thing: the first quarter, a dash."""
    words = read("92%", loose=loose(printed, "2009/10"))
    assert shown in words and "2009/10" in words


@pytest.mark.parametrize(
    ("printed", "shown"),
    [("“91.2%", "91.2%"), ("'£450|", "£450"), ("[12.4]", "12.4"), ("~88", "88"), ("“Calls", "“Calls")],
)
def test_quotes_and_bars_around_figures_are_dirt(read: Read, printed: str, shown: str) -> None:
    """They are taken off figures, which are then no more than fairly sure; words keep theirs."""
    words = read("92%", loose=loose((printed, 0.95)))
    assert words[shown].sure == (0.95 if shown == printed else 0.8)


def test_specks_are_no_words(read: Read) -> None:
    """Signs without a letter or figure are left out; those that mean something stay."""
    words = read("92%", loose=loose("~", "¦", "|", "-", "•", "%"))
    assert {"-", "•", "%"} <= set(words) and not {"~", "¦", "|"} & set(words)


def test_a_flat_word_stands_on_its_line(read: Read) -> None:
    """The box of a dash is made as high as its line, or no row would hold it."""
    dash = ReadWord("–", 300, 434, 330, 438, 0.9, (50, 1, 1))
    words = read("92%", loose=[*loose("Calls"), dash])
    assert words["–"].box[3] - words["–"].box[1] == pytest.approx(7.5, abs=0.1)


# ---------------------------------------------------------------------------------------- the page
def of_page(
    monkeypatch: pytest.MonkeyPatch, *readings: Sequence[ReadWord], pixels: Pixels | None = None
) -> PageObjects:
    """A page without tables, of which these readings are given one after the other."""
    waiting = list(readings)
    monkeypatch.setattr(scan, "read_words", lambda ink, block=False: tuple(waiting.pop(0)))
    return read_scan(Sheet(300, 140).pixels() if pixels is None else pixels, 7)


def line(sure: float, *texts: str) -> list[ReadWord]:
    """Words of a line, all as sure."""
    return loose(*((text, sure) for text in texts))


def test_a_page_that_makes_no_sense_is_tried_upside_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the two readings the one that is surer of its words stands, and the page says how it was turned."""
    garbled, clear = line(0.3, "slleD", "ni", "emit", "%29", "%09"), line(0.9, "Calls", "in", "time", "92%", "90%")
    over = of_page(monkeypatch, garbled, clear)
    assert over.turn == 2 and "Calls" in {word.text for word in over.words}
    kept = of_page(monkeypatch, garbled, line(0.2, "x", "y", "z", "u", "v"))
    assert kept.turn == 0 and "slleD" in {word.text for word in kept.words}


def test_a_page_whose_words_stand_upright_is_turned(monkeypatch: pytest.MonkeyPatch) -> None:
    """A recogniser reads sideways print by itself: the words are sure, but their boxes make rows of the columns."""
    tall = [ReadWord(f"Calls{i}", 100, 40 + 60 * i, 120, 90 + 60 * i, 0.95, (i, 1, 1)) for i in range(8)]
    flat = line(0.95, "Calls", "in", "time", "92%", "90%")
    page = of_page(monkeypatch, tall, flat, flat, flat)
    assert page.turn in (1, 3) and "Calls" in {word.text for word in page.words}


def test_a_page_that_makes_sense_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look costs seconds: none where the words are sure, or too few to judge by."""
    assert of_page(monkeypatch, line(0.7, "Calls", "in", "time", "92%", "90%")).turn == 0
    assert of_page(monkeypatch, line(0.1, "Calls", "in", "time")).turn == 0


def test_the_page_is_that_of_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its number and size, in points, and that all of it was told from a picture."""
    page = of_page(monkeypatch, [])
    assert (page.number, page.width, page.height, page.scanned, page.words) == (7, 300, 140, True, ())


# ---------------------------------------------------------------------------------------- for real
@pytest.mark.skipif(not version(), reason="Tesseract is not installed")
def test_a_scanned_paper_is_read_as_it_is_printed(tmp_path: Path) -> None:
    """The sample scan through a build: nothing wrong without a flag, and nearly all that it prints is found."""
    options = BuildOptions(
        sources=(ROOT / "samples" / "papers" / "pdf" / "scan.pdf",),
        out=tmp_path / "dataset",
        workspace=samples_workspace(),
        expectations=False,
    )
    rows = gather(options).observations
    found = compare(load_truth(TRUTH / "pdf" / "scan.csv"), rows)
    assert found.silent == ()
    assert found.right >= 0.95 * found.items, "\n".join(found.missing)
    assert {row.value_basis for row in rows} == {"ocr"}
    assert sum(1 for row in rows if row.flags) <= 0.1 * len(rows)
