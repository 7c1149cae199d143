"""The one module that starts another program: what it asks, what it understands, and what it says where it cannot."""

import subprocess
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from errors import DocumentError
from extract.pdf.scan_image import Grey
from extract.pdf.tesseract import ReadWord, read_words, version

WHITE: Grey = np.full((40, 60), 255, dtype=np.uint8)
HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
TABLE = "\n".join(
    [
        HEAD,
        "1\t1\t0\t0\t0\t0\t0\t0\t60\t40\t-1\t",
        "4\t1\t1\t1\t1\t0\t4\t5\t50\t9\t-1\t",
        "5\t1\t1\t1\t1\t1\t4\t5\t20\t9\t96.5\tCalls",
        "5\t1\t1\t1\t1\t2\t28\t6\t22\t8\t41.25\t91.2%",
        "5\t1\t1\t1\t1\t3\t52\t6\t2\t8\t95.0\t ",
        '5\t1\t2\t1\t3\t1\t4\t25\t9\t9\t101\t"quoted"',
        "5\t1\t2\t1",
    ]
)


class Program:
    """Stands in for the program: keeps what it was asked, answers what it is told to."""

    def __init__(self, out: str = TABLE, code: int = 0, said: str = "") -> None:
        self.out, self.code, self.said = out, code, said
        self.asked: list[tuple[Any, dict[str, Any]]] = []

    def __call__(self, words: Any, **options: Any) -> subprocess.CompletedProcess[bytes]:
        self.asked.append((words, options))
        return subprocess.CompletedProcess(words, self.code, self.out.encode(), self.said.encode())


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """The version is looked up once: here anew for each test."""
    version.cache_clear()
    yield
    version.cache_clear()


def stand_in(monkeypatch: pytest.MonkeyPatch, program: Program) -> Program:
    """Put a program in the place of Tesseract."""
    monkeypatch.setattr("shutil.which", lambda _: "/opt/o c r/tesseract")
    monkeypatch.setattr("subprocess.run", program)
    return program


def test_the_table_of_words_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    """Boxes in pixels, sureness from 0 to 1, lines told apart; blank words, other levels and torn rows are left out."""
    stand_in(monkeypatch, Program())
    assert read_words(WHITE) == (
        ReadWord("Calls", 4, 5, 24, 14, 0.965, (1, 1, 1)),
        ReadWord("91.2%", 28, 6, 50, 14, 0.4125, (1, 1, 1)),
        ReadWord('"quoted"', 4, 25, 13, 34, 1.0, (2, 1, 3)),
    )


def test_an_empty_page_has_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A head without rows, or nothing at all."""
    for out in (HEAD + "\n", ""):
        stand_in(monkeypatch, Program(out))
        assert read_words(WHITE) == ()


def test_no_shell_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """One program by its full path, its words as a list, the picture through a pipe, with a limit of time."""
    program = stand_in(monkeypatch, Program())
    read_words(WHITE)
    read_words(WHITE, block=True)
    version()
    assert len(program.asked) == 3
    for words, options in program.asked:
        assert isinstance(words, list) and words[0] == "/opt/o c r/tesseract"
        assert not options.get("shell") and options["timeout"] > 0
    assert all(options["input"].startswith(b"\x89PNG") for _, options in program.asked[:2])


def test_pages_and_columns_of_cells_are_read_differently(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is laid out by the program, a list of cells is one column; both are read in English at 288 dpi."""
    program = stand_in(monkeypatch, Program())
    read_words(WHITE)
    read_words(WHITE, block=True)
    page, block = (words for words, _ in program.asked)
    assert page[page.index("--psm") + 1] == "3" and block[block.index("--psm") + 1] == "6"
    assert page[page.index("-l") + 1] == "eng" and page[page.index("--dpi") + 1] == "288"


def test_a_missing_program_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scans cannot be read without it: the error says how to get it, and there is no version."""
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(DocumentError, match=r"install Tesseract \(`apt-get install tesseract-ocr`"):
        read_words(WHITE)
    assert version() == ""


def test_a_program_that_fails_is_an_error_with_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it said is passed on, with what to check; words that it wrote all the same are not used."""
    stand_in(monkeypatch, Program(code=1, said="Error opening\neng.traineddata"))
    with pytest.raises(DocumentError, match=r"Error opening eng.traineddata.*--list-langs"):
        read_words(WHITE)


def test_a_program_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that takes minutes is an error, no standstill."""

    def hang(words: Any, **options: Any) -> None:
        raise subprocess.TimeoutExpired(words, options["timeout"])

    stand_in(monkeypatch, Program())
    monkeypatch.setattr("subprocess.run", hang)
    with pytest.raises(DocumentError, match="more than 180 s for one page"):
        read_words(WHITE)
    assert version() == ""


@pytest.mark.parametrize(
    ("said", "code", "found"),
    [("tesseract 5.3.0\n leptonica-1.82.0\n", 0, "5.3.0"), ("tesseract v5.0.1\n", 0, "v5.0.1"), ("broken", 127, "")],
)
def test_the_version_is_that_of_its_first_line(
    monkeypatch: pytest.MonkeyPatch, said: str, code: int, found: str
) -> None:
    """It belongs to what the dataset was made with; a program that cannot say it counts as missing."""
    stand_in(monkeypatch, Program(said, code))
    assert version() == found
