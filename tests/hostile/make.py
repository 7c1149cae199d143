"""Papers that are broken or made to do harm: `python -m tests.hostile.make FOLDER` writes all of them.

Each has the states that it may end in. `good.txt` stands beside them, and must be read whatever they do.
"""

import io
import random
import sys
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.hostile import pdfs

GB = 2**30
GOOD = (
    "Wexmoor Council\n\nPerformance report Q2 2020/21\n\n"
    "Indicator\tTarget\tQ2 2020/21\nCalls answered (%)\t90%\t81%\nHousehold waste recycled (%)\t45%\t44.1%\n"
)
GOOD_FIGURES = ("81", "44.1")

Make = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Trap:
    """One file: how it is made, the states that it may end in, and words that its reason must hold."""

    make: Make
    states: tuple[str, ...]
    reason: str = ""


READ = ("read", "read_with_warnings")
ENDED = ("rejected",)
ANY = (*READ, "nothing_found", "rejected")


def _bytes(seed: int, count: int) -> bytes:
    return random.Random(seed).randbytes(count)  # noqa: S311 - the same bytes each time


def _text(*rows: str) -> bytes:
    """A paper with a table of these names."""
    lines = "".join(f"{name}\t90%\t{60 + number}%\n" for number, name in enumerate(rows))
    return f"Wexmoor Council\n\nPerformance report Q2 2020/21\n\nIndicator\tTarget\tQ2 2020/21\n{lines}".encode()


def _locked(user: str) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption(user, ownerPassword="boss", canPrint=0), invariant=True)
    for number, row in enumerate(pdfs.TABLE):
        for column, text in enumerate(row):
            canvas.drawString((60, 300, 400)[column], 760 - 20 * number, text)
    canvas.save()
    return buffer.getvalue()


FORMULAS = (
    "=cmd|'/C calc'!A0",
    '@SUM(1+1)*cmd|"/C calc"!A0',
    '+HYPERLINK("http://127.0.0.1:9/","x")',
    "-2+3+cmd|' /C calc'!A0",
    "<script>alert(1)</script> calls",
    '"><img src=x onerror=alert(1)> calls',
    "'; DROP TABLE observations; -- calls",
    "{{7*7}} ${jndi:ldap://127.0.0.1/x} calls",
    "\u202ederiap seciovnI \u2066calls\u2069",
)

TRAPS: Mapping[str, Trap] = {
    # broken
    "truncated.pdf": Trap(lambda: pdfs.paper()[: len(pdfs.paper()) // 2], ANY),
    "late.pdf": Trap(lambda: b"\x1b%-12345X@PJL JOB\r\n" + pdfs.paper(), READ),
    "headless.pdf": Trap(lambda: pdfs.paper()[300:], ANY),
    "garbage.pdf": Trap(lambda: b"%PDF-1.7\n" + _bytes(1, 200_000), ENDED, "cannot be opened"),
    "garbage.txt": Trap(lambda: _bytes(2, 200_000), ("rejected", "nothing_found")),
    "empty.pdf": Trap(lambda: b"", ENDED, "empty"),
    "empty.txt": Trap(lambda: b"", ENDED, "empty"),
    "zeros.pdf": Trap(lambda: b"\0" * 1_000_000, ("rejected", "nothing_found")),
    "damaged_1.pdf": Trap(lambda: pdfs.damaged_table(1), ANY),
    "damaged_2.pdf": Trap(lambda: pdfs.damaged_table(2), ANY),
    "no_pages.pdf": Trap(lambda: pdfs.paper(pages=0), ENDED, "cannot be opened"),
    "endless_line.txt": Trap(lambda: b"x" * 30_000_000, ANY),
    "many_tabs.txt": Trap(lambda: GOOD.encode() + (b"\t" * 5_000 + b"\n") * 200, ANY),
    "deep_html.txt": Trap(lambda: b"<table><tr><td>" * 20_000 + b"1%" + b"</td></tr></table>" * 20_000, ANY),
    "invalid_utf8.txt": Trap(lambda: GOOD.encode().replace(b"Calls", b"C\xc3\x28lls \xf0\x28\x8c\xbc"), READ),
    "one_nul.txt": Trap(lambda: GOOD.encode().replace(b"Calls", b"Ca\0lls"), READ),
    "nuls.txt": Trap(lambda: GOOD.encode().replace(b"Calls", b"Ca\0lls") + b"\0" * 5_000, ANY),
    # locked
    "owner.pdf": Trap(lambda: _locked(""), READ),
    "user.pdf": Trap(lambda: _locked("sesame"), ENDED, "--password-file"),
    # without end
    "page_loop.pdf": Trap(pdfs.page_tree_loop, ANY),
    "deep_objects.pdf": Trap(lambda: pdfs.deep_objects(200_000), ANY),
    "form_in_itself.pdf": Trap(pdfs.form_in_itself, READ),
    "deep_forms.pdf": Trap(lambda: pdfs.forms_in_forms(5_000, 1), ANY),
    "laughs.pdf": Trap(lambda: pdfs.forms_in_forms(30, 10), ANY),
    # too large
    "bomb.pdf": Trap(lambda: pdfs.bomb(GB), ANY),
    "bomb_of_lines.pdf": Trap(lambda: pdfs.bomb(GB // 4, b"0 0 m 9 9 l S "), ANY),
    "bomb_of_states.pdf": Trap(lambda: pdfs.bomb(GB // 4, b"q "), ANY),
    "bomb_in_bomb.pdf": Trap(lambda: pdfs.bomb_in_bomb(GB), ANY),
    "glyphs.pdf": Trap(lambda: pdfs.glyphs(300_000), ANY),
    "pattern.pdf": Trap(pdfs.slow_pattern, ANY),
    "large_page.pdf": Trap(lambda: pdfs.paper(size=(14_400, 14_400)), READ),
    "huge_page.pdf": Trap(lambda: pdfs.paper(size=(2_000_000_000, 2_000_000_000)), ANY),
    "large_picture.pdf": Trap(lambda: pdfs.picture_of(40_000, 40_000), ANY),
    "pages.pdf": Trap(lambda: pdfs.paper(pages=5_000), ENDED, "--max-pages"),
    # wants to be run
    "script.pdf": Trap(pdfs.with_script, READ),
    "attachment.pdf": Trap(pdfs.with_attachment, READ),
    "formulas.txt": Trap(lambda: _text(*FORMULAS), READ),
    "formulas.pdf": Trap(
        lambda: pdfs.paper(pdfs.table([*pdfs.TABLE, *((name, "90%", "77%") for name in FORMULAS)])), READ
    ),
}
"""By the name of the file."""

NAMES: Mapping[str, str] = {
    "newline": "one\nline.txt",
    "formula": "=cmd|'C calc'!A0.txt",
    "minus": "-rf.txt",
    "long": "n" * 240 + ".txt",
    "reversed": "paper\u202ftxt.\u202efdp.txt",
    "device": "con",
    "device_with_ending": "con.txt",
    "escape": "a\x1b[31mred\x07.txt",
    "quotes": "a\"b'c`d$(touch x).txt",
    "script": "<script>alert(1)<&>.txt",
    "percent": "%s%n{0}.txt",
    "spaces": "  .txt",
    "not_utf8": b"caf\xe9.txt".decode("utf-8", "surrogateescape"),
}
"""Names of good papers."""

LEFT = ("../out.txt", "/var/out.txt", "a/../../../out.txt", "C:\\Windows\\out.txt", "..\\..\\out.txt")
"""Names within packed files that lead elsewhere."""


def papers(folder: Path) -> None:
    """All traps, each under its name, and the good paper beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, trap in TRAPS.items():
        (folder / name).write_bytes(trap.make())
    (folder / "good.txt").write_text(GOOD)


def named(folder: Path) -> None:
    """Good papers with names that mean something to a shell, a spreadsheet, a terminal or a browser."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(NAMES.values()):
        (folder / name).write_text(f"{GOOD}\n{number}\n")


def packed(folder: Path) -> None:
    """Packed files with names that lead elsewhere, links, devices, and bombs."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "good.txt").write_text(GOOD)
    _zip(folder / "names.zip", {name: f"{GOOD}\n{name}\n".encode() for name in LEFT})
    _tar(folder / "names.tar", {name: f"{GOOD}\ntar {name}\n".encode() for name in LEFT})
    bomb = _zip(folder / "bomb.zip", {"bomb.txt": b"0" * (GB // 4), "good.txt": f"{GOOD}\nin a bomb\n".encode()})
    _zip(folder / "nested.zip", {f"{n}.zip": bomb for n in range(10)} | {"good.txt": f"{GOOD}\nnested\n".encode()})
    _tar(folder / "bomb.tar.gz", {"bomb.txt": b"0" * (GB // 4)}, "w:gz")
    whole = _zip(folder / "cut.zip", {"a.txt": GOOD.encode()})
    (folder / "cut.zip").write_bytes(whole[:-30])
    (folder / "garbage.tar").write_bytes(_bytes(3, 10_000))


def _zip(path: Path, files: Mapping[str, bytes]) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as into:
        for name, data in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            into.writestr(info, data)
    return path.read_bytes()


def _tar(path: Path, files: Mapping[str, bytes], mode: str = "w") -> None:
    with tarfile.open(path, mode) as into:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            into.addfile(info, io.BytesIO(data))
        if mode == "w":
            for kind, target in ((tarfile.SYMTYPE, "/etc/passwd"), (tarfile.LNKTYPE, "../../etc/passwd")):
                info = tarfile.TarInfo(f"link{kind.decode()}.txt")
                info.type, info.linkname = kind, target
                into.addfile(info)
            device = tarfile.TarInfo("device.txt")
            device.type = tarfile.CHRTYPE
            into.addfile(device)


if __name__ == "__main__":
    root = Path(sys.argv[1])
    papers(root / "papers")
    named(root / "names")
    packed(root / "packed")
