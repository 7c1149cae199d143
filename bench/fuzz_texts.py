"""Text dumps with faults: lines, columns, symbols and encodings of a good one changed."""

from collections.abc import Callable
from random import Random

_SYMBOLS = "↑↓→↔▲▼●■✓✗ÇÈéè£€%‰½–—…“”•\u200b\u00a0\u202e\ufffd\ue000"
_WORDS = (
    "N/A", "n/a", "-", "--", "*", "R", "A", "G", "Amber", "100%", "1,2,3", "13,.8", "£1.2m", "(5)", "<5", "1e9",
    "12:30", "Q1 2019/20", "31 February 2020", "2019/18", "April", "00/00", "9999", "-0", "1/0", "∞", "٣", "１２", "²",
    "Target", "Actual", "England", "Baseline (2012/13): 31%", "Polarity: higher", "|", "\t", "<td>", "</table>",
    "<table><tr><td>", "\f", "\0", "=1+1",
)  # fmt: skip
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1", "utf-32", "utf-7")


def mutated(data: bytes, others: list[bytes], chance: Random) -> bytes:
    """The same dump with one to six faults; one of them may be a piece of another dump."""
    lines = data.decode("utf-8", "replace").split("\n")
    for _ in range(chance.randint(1, 6)):
        if chance.random() < 0.1:
            other = chance.choice(others).decode("utf-8", "replace").split("\n")
            start = chance.randrange(len(other))
            place = chance.randrange(len(lines) + 1)
            lines[place:place] = other[start : start + chance.randint(1, 30)]
        elif lines:
            chance.choice(_FAULTS)(lines, chance)
    return _encoded("\n".join(lines), chance)


def _encoded(text: str, chance: Random) -> bytes:
    data = text.encode() if chance.random() < 0.8 else text.encode(chance.choice(_ENCODINGS), "replace")
    if chance.random() < 0.1:
        data = data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b"\x0b")))
    for _ in range(chance.choice((0, 0, 0, 1, 20))):
        place = chance.randrange(len(data) + 1)
        data = data[:place] + chance.randbytes(1) + data[place + chance.randint(0, 2) :]
    return data


def _drop(lines: list[str], chance: Random) -> None:
    del lines[chance.randrange(len(lines))]


def _double(lines: list[str], chance: Random) -> None:
    place = chance.randrange(len(lines))
    lines[place:place] = [lines[place]] * chance.choice((1, 2, 40))


def _move(lines: list[str], chance: Random) -> None:
    lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))


def _join(lines: list[str], chance: Random) -> None:
    place = chance.randrange(len(lines))
    lines[place : place + 2] = [chance.choice(("", " ", "\t", "   ")).join(lines[place : place + 2])]


def _shift(lines: list[str], chance: Random) -> None:
    """Columns of some lines moved."""
    start = chance.randrange(len(lines))
    column = chance.randrange(1, 80)
    by = chance.choice((" ", "    ", "\t", "|", " | "))
    for number in range(start, min(len(lines), start + chance.randint(1, 12))):
        line = lines[number]
        lines[number] = (
            line[:column] + by + line[column:] if chance.random() < 0.7 else line[:column] + line[column + 3 :]
        )


def _parts(lines: list[str], chance: Random) -> None:
    """Cells of a line dropped, doubled or put in another order."""
    place = chance.randrange(len(lines))
    sign = next((s for s in ("\t", "|", "  ") if s in lines[place]), " ")
    cells = lines[place].split(sign)
    kind = chance.randrange(3)
    if kind == 0:
        del cells[chance.randrange(len(cells))]
    elif kind == 1:
        cells.insert(chance.randrange(len(cells)), chance.choice(cells))
    else:
        chance.shuffle(cells)
    lines[place] = sign.join(cells)


def _word(lines: list[str], chance: Random) -> None:
    """A word put for another."""
    place = chance.randrange(len(lines))
    words = lines[place].split(" ")
    words[chance.randrange(len(words))] = chance.choice(_WORDS)
    lines[place] = " ".join(words)


def _symbols(lines: list[str], chance: Random) -> None:
    place = chance.randrange(len(lines))
    lines[place] = "".join(chance.choice(_SYMBOLS) if chance.random() < 0.1 else sign for sign in lines[place])


def _figures(lines: list[str], chance: Random) -> None:
    for place in range(len(lines)):
        if chance.random() < 0.1:
            lines[place] = "".join(
                chance.choice("0123456789.,%/-") if sign.isdigit() and chance.random() < 0.3 else sign
                for sign in lines[place]
            )


def _long(lines: list[str], chance: Random) -> None:
    """A sign said very often: dots of a table of contents, blanks, brackets, digits."""
    place = chance.randrange(len(lines))
    column = chance.randrange(len(lines[place]) + 1)
    many = chance.choice((" ", ".", "(", "1", "-", "|", "\t", "%", "/", ", ", "A ", "1 ", "<b>")) * chance.choice(
        (50, 5_000)
    )
    lines[place] = lines[place][:column] + many + lines[place][column:]


_FAULTS: tuple[Callable[[list[str], Random], None], ...] = (
    _drop, _double, _move, _join, _shift, _shift, _parts, _parts, _word, _word, _word, _symbols, _figures, _long,
)  # fmt: skip
