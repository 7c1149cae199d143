"""PDFs that are made to do harm, written byte by byte: no library writes what these say."""

import random
import zlib
from collections.abc import Iterable, Sequence

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TABLE = (
    ("Wexmoor Council", "", ""),
    ("Performance report Q2 2020/21", "", ""),
    ("Indicator", "Target", "Q2 2020/21"),
    ("Calls answered (%)", "90%", "81%"),
    ("Household waste recycled (%)", "45%", "44.1%"),
    ("Invoices paid within 30 days (%)", "97%", "96.2%"),
)
"""A page that is worth reading: otherwise triage would pass over what stands beside it."""


def file_of(objects: Sequence[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1."""
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(data + b"trailer\n<</Size %d%b>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream as it is."""
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), entries, data)


def table(rows: Iterable[Sequence[str]] = TABLE) -> bytes:
    """The operators that print rows of a table."""
    shown = []
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            safe = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("latin-1", "replace")
            place = b"%d %d" % ((60, 300, 400)[column], 760 - 20 * number)
            shown.append(b"BT /F1 11 Tf 1 0 0 1 %b Tm (%b) Tj ET" % (place, safe))
    return b"\n".join(shown)


def paper(
    content: bytes | None = None,
    *,
    more: Sequence[bytes] = (),
    catalogue: bytes = b"",
    page: bytes = b"",
    resources: bytes = b"",
    size: tuple[int, int] = (595, 842),
    pages: int = 1,
) -> bytes:
    """A PDF whose pages all show one content; `more` objects are numbered from 6, the rest are entries of others."""
    shown = (
        stream(table() if content is None else content) if not (content or b"").startswith(b"<<") else content or b""
    )
    kids = b"3 0 R " * pages
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 5 0 R" % size
    return file_of(
        [
            b"<</Type/Catalog/Pages 2 0 R%b>>" % catalogue,
            b"<</Type/Pages/Count %d/Kids[%b]>>" % (pages, kids),
            leaf + b"/Resources<</Font<</F1 4 0 R>>%b>>%b>>" % (resources, page),
            FONT,
            shown,
            *more,
        ]
    )


# ------------------------------------------------------------------------------------------------ what does not end
def page_tree_loop() -> bytes:
    """Pages whose children are themselves, and that count a million."""
    return file_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1000000/Kids[3 0 R 2 0 R 4 0 R]>>",
            b"<</Type/Pages/Parent 2 0 R/Count 1000000/Kids[2 0 R 3 0 R]>>",
            b"<</Type/Page/Parent 3 0 R/MediaBox[0 0 595 842]>>",
        ]
    )


def deep_objects(depth: int) -> bytes:
    """Arrays within arrays where the size of the page should be, and in its operators."""
    nest = b"[" * depth + b"]" * depth
    return paper(table() + b"\n" + nest + b" TJ", page=b"/MediaBox %b" % nest)


def form_in_itself() -> bytes:
    """A drawing that draws itself."""
    form = stream(
        b"/X Do " + table(), b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>"
    )
    return paper(table() + b"\n/X Do", more=[form], resources=b"/XObject<</X 6 0 R>>")


def forms_in_forms(depth: int, times: int) -> bytes:
    """A drawing that draws another one several times, which draws another one: a billion laughs."""
    forms = [
        stream(
            b"/X Do " * times,
            b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>" % (number + 7),
        )
        for number in range(depth)
    ]
    last = stream(b"0 0 10 10 re f " + table(), b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]")
    return paper(table() + b"\n/X Do", more=[*forms, last], resources=b"/XObject<</X 6 0 R>>")


# ------------------------------------------------------------------------------------------------ what is too large
def bomb(size: int, what: bytes = b"\0") -> bytes:
    """A megabyte that unpacks to `size` bytes of `what`, behind a table."""
    packer = zlib.compressobj(1)
    piece = what * (2**20 // len(what))
    parts = [packer.compress(table() + b"\n")]
    parts += [packer.compress(piece) for _ in range(size // len(piece))]
    return paper(stream(b"".join((*parts, packer.flush())), b"/Filter/FlateDecode"))


def bomb_in_bomb(size: int) -> bytes:
    """The same packed twice: a few kilobytes."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(b"\0" * 2**20) for _ in range(size // 2**20)]
    twice = zlib.compress(b"".join((*parts, packer.flush())), 9)
    return paper(stream(twice, b"/Filter[/FlateDecode/FlateDecode]"))


def glyphs(count: int) -> bytes:
    """A page of that many letters below a table, one on the other and beside each other."""
    line = b"(1234567890 abcdefghijklmnopqrstuvwxyz 12.5% 90.1%) Tj T*\n"
    return paper(table() + b"\nBT /F1 2 Tf 0.08 TL 10 600 Td\n" + line * (count // 50) + b"ET")


def slow_pattern() -> bytes:
    """A page painted with tiles of a hundredth of a point, each of them a drawing."""
    tile = stream(
        b"0 0 1 1 re f " * 1_000,
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.01/YStep 0.01/Resources<<>>",
    )
    patterns = b"/Pattern<</P 6 0 R>>"
    return paper(table() + b"\n/Pattern cs /P scn 0 0 595 842 re f", more=[tile], resources=patterns)


def picture_of(width: int, height: int) -> bytes:
    """A page with a picture of so many pixels, nothing but zeros, packed."""
    packer = zlib.compressobj(9)
    row = b"\0" * width
    data = b"".join([*(packer.compress(row) for _ in range(height)), packer.flush()])
    entries = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    )
    image = stream(data, entries % (width, height))
    return paper(b"q 595 0 0 842 0 0 cm /X Do Q", more=[image], resources=b"/XObject<</X 6 0 R>>")


# ------------------------------------------------------------------------------------------------ what wants to be run
def with_script() -> bytes:
    """A script that runs when the file is opened, one for each page, and a program to be started."""
    script = b"<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1:9/x'\\); while(1){})>>"
    launch = b"<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)/P(/c calc)>>>>"
    return paper(more=[script, launch], catalogue=b"/OpenAction 6 0 R/AA<</WC 7 0 R>>", page=b"/AA<</O 6 0 R>>")


def with_attachment() -> bytes:
    """A file in the file, with a name that leads elsewhere."""
    attached = stream(b"#!/bin/sh\necho harm\n", b"/Type/EmbeddedFile")
    spec = b"<</Type/Filespec/F(../../etc/passwd)/UF(../../etc/passwd)/EF<</F 6 0 R>>>>"
    return paper(more=[attached, spec], catalogue=b"/Names<</EmbeddedFiles<</Names[(a) 7 0 R]>>>>")


# ------------------------------------------------------------------------------------------------ what is damaged
def damaged_table(seed: int) -> bytes:
    """A good paper with one byte in fifty changed, but for its first line."""
    chance = random.Random(seed)  # noqa: S311 - the same damage each time
    data = bytearray(paper())
    for place in range(20, len(data)):
        if chance.random() < 0.02:
            data[place] = chance.randrange(256)
    return bytes(data)
