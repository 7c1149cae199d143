"""Words of a picture, read by Tesseract: the only module that starts another program.

Tesseract is no part of the installation: where it is missing, scans are rejected with what to install. Which version
of it is there is asked where no page is read, so nothing heavy is loaded before a picture is at hand.
"""

import io
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from errors import DocumentError

if TYPE_CHECKING:
    from extract.pdf.scan_image import Grey

INSTALL = (
    "install Tesseract (`apt-get install tesseract-ocr`, `brew install tesseract`, on Windows the installer of "
    "UB Mannheim) and build again"
)
_SECONDS = 180
_WORD = 5
_FOLDER = re.compile(r"in \"([^\"\n]+)\"")
"""How `tesseract --list-langs` names the folder of its language data."""


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word with its box in pixels, how sure the recogniser is (0 to 1), and the line it stands on."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    sure: float
    line: tuple[int, int, int]


@cache
def version() -> str:
    """The version of Tesseract on this machine, "" where there is none."""
    program = shutil.which("tesseract")
    if program is None:
        return ""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, timeout=20, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    first = (done.stdout or done.stderr).decode("utf-8", "replace").split("\n", 1)[0]
    return first.removeprefix("tesseract ").strip() if done.returncode == 0 else ""


@cache
def language_data() -> Path | None:
    """The file of what Tesseract has learnt of English, None where there is none: with another it reads otherwise."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        done = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    named = _FOLDER.search((done.stdout or done.stderr).decode("utf-8", "replace"))
    data = Path(named[1]) / "eng.traineddata" if named else None
    return data if data and data.is_file() else None


def read_words(ink: "Grey", *, block: bool = False) -> tuple[ReadWord, ...]:
    """The words of a picture of `SCALE` pixels per point, in reading order; `block` for one column of lines.

    Raises DocumentError where Tesseract is missing, fails, or takes too long.
    """
    from PIL import Image

    from extract.pdf.scan_image import SCALE

    program = shutil.which("tesseract")
    if program is None:
        raise DocumentError(f"the page is a picture: {INSTALL}")
    buffer = io.BytesIO()
    Image.fromarray(ink).save(buffer, "PNG", compress_level=1)
    words = [program, "stdin", "stdout", "-l", "eng", "--oem", "1", "--psm", "6" if block else "3"]
    words += ["--dpi", str(round(SCALE * 72)), "tsv"]
    # one thread a page: on pages of this size several are slower
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, no word of a paper among its arguments
            words, input=buffer.getvalue(), capture_output=True, timeout=_SECONDS, check=False, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentError(f"Tesseract took more than {_SECONDS} s for one page") from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().replace("\n", " ")[:200]
        raise DocumentError(f"Tesseract failed ({said}): check `tesseract --list-langs`, it needs `eng`")
    return tuple(_words(done.stdout.decode("utf-8", "replace")))


def _words(table: str) -> list[ReadWord]:
    found = []
    for row in table.splitlines()[1:]:
        parts = row.split("\t")
        if len(parts) < 12 or int(parts[0]) != _WORD or not parts[11].strip():
            continue
        block, paragraph, line, _, left, top, width, height = map(int, parts[2:10])
        found.append(
            ReadWord(
                text=parts[11].strip(),
                left=left,
                top=top,
                right=left + width,
                bottom=top + height,
                sure=max(0.0, min(1.0, float(parts[10]) / 100)),
                line=(block, paragraph, line),
            )
        )
    return found
