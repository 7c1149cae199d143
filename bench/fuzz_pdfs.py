"""PDFs with faults: objects and operators of a good one changed, and the file put together again, more or less well."""

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

_OBJECT = re.compile(rb"(?<!\d)(\d+) (\d+) obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"(.*?)stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_NAME = re.compile(rb"/[A-Za-z][A-Za-z0-9]*")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_ODD_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"65536",
    b"2147483648",
    b"-99999999999999999999",
    b"1e9",
    b".",
    b"0.0000001",
    b"--3",
)
_ODD_VALUES = (b"null", b"[]", b"<<>>", b"true", b"(x)", b"/X", b"<FEFF>", b"[[[[]]]]", b"(")
_OPERATORS = (
    b"q",
    b"Q",
    b"BT",
    b"ET",
    b"n",
    b"f",
    b"S",
    b"W n",
    b"T*",
    b"h",
    b"BI ID EI",
    b"3 Tr",
    b"0 0 0 0 0 0 cm",
    b"/X Do",
)


@dataclass(frozen=True, slots=True)
class _Thing:
    """An object: what stands before its stream, and the stream unpacked, None where it has none."""

    number: int
    head: bytes
    stream: bytes | None = None


def mutated(data: bytes, chance: Random) -> bytes:
    """The same PDF with one to five faults."""
    things = _things(data)
    faults = chance.randint(1, 5)
    if not things or chance.random() < 0.15:
        return _damaged(data, chance, faults)
    for _ in range(faults):
        place = chance.randrange(len(things))
        things[place] = chance.choice(_THING_FAULTS)(things[place], chance)
        if chance.random() < 0.1:
            chance.choice((_drop, _double, _swap))(things, chance)
    whole = _file_of(things, chance)
    return _damaged(whole, chance, 1) if chance.random() < 0.2 else whole


def _things(data: bytes) -> list[_Thing]:
    found = []
    for match in _OBJECT.finditer(data):
        body = match[3]
        parts = _STREAM.match(body)
        if parts is None:
            found.append(_Thing(int(match[1]), body))
            continue
        plain = _unpacked(parts[1], parts[2])
        if plain is None:
            found.append(_Thing(int(match[1]), body))
        else:
            head = re.sub(rb"/(Filter|DecodeParms)\s*(\[[^\]]*\]|/\w+|<<.*?>>)|/Length \d+( 0 R)?", b"", parts[1])
            found.append(_Thing(int(match[1]), head, plain))
    return found


def _unpacked(head: bytes, stream: bytes) -> bytes | None:
    """The contents of a stream of plain or packed bytes; None for pictures and the like, which stay as they are."""
    try:
        if b"ASCII85Decode" in head:
            import base64

            stream = base64.a85decode(stream.strip().removesuffix(b"~>"), adobe=False)
        if b"FlateDecode" in head and b"DecodeParms" not in head:
            return zlib.decompress(stream)
    except (ValueError, zlib.error):
        return None
    return stream if b"/Filter" not in head else None


# ------------------------------------------------------------------------------------------------ faults of objects
def _lines(thing: _Thing, chance: Random) -> _Thing:
    """Operators dropped, doubled, moved or put in."""
    if thing.stream is None:
        return thing
    lines = thing.stream.split(b"\n")
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(lines))
        kind = chance.randrange(5)
        if kind == 0 and len(lines) > 1:
            del lines[place]
        elif kind == 1:
            lines.insert(place, lines[chance.randrange(len(lines))])
        elif kind == 2:
            lines.insert(place, chance.choice(_OPERATORS))
        elif kind == 3:
            other = chance.randrange(len(lines))
            lines[place], lines[other] = lines[other], lines[place]
        else:
            lines[place : place + 1] = [lines[place]] * chance.choice((2, 50))
    return replace(thing, stream=b"\n".join(lines))


def _numbers(thing: _Thing, chance: Random) -> _Thing:
    """Numbers changed: to odd ones, or by a little."""

    def other(match: re.Match[bytes]) -> bytes:
        if chance.random() > 0.05:
            return match[0]
        return (
            chance.choice(_ODD_NUMBERS)
            if chance.random() < 0.5
            else b"%d" % (int(float(match[0])) + chance.randint(-9, 9))
        )

    if thing.stream is not None and chance.random() < 0.7:
        return replace(thing, stream=_NUMBER.sub(other, thing.stream))
    return replace(thing, head=_NUMBER.sub(other, thing.head))


def _names(thing: _Thing, chance: Random) -> _Thing:
    """A key or a name dropped, or put for another; a value of another kind; a reference to another object."""
    found = list(_NAME.finditer(thing.head)) + list(_REFERENCE.finditer(thing.head))
    if not found:
        return thing
    match, other = chance.choice(found), chance.choice(found)
    new = chance.choice((b"", other[0], chance.choice(_ODD_VALUES), b"%d 0 R" % chance.randint(0, 40)))
    return replace(thing, head=thing.head[: match.start()] + new + thing.head[match.end() :])


def _bytes(thing: _Thing, chance: Random) -> _Thing:
    """Bytes changed, a part cut out or doubled."""
    if thing.stream:
        return replace(thing, stream=_damaged(thing.stream, chance, 2))
    return replace(thing, head=_damaged(thing.head, chance, 1))


def _letters(thing: _Thing, chance: Random) -> _Thing:
    """Letters of texts changed: other figures, signs, brackets that are not closed."""
    if thing.stream is None:
        return thing

    def other(match: re.Match[bytes]) -> bytes:
        return (
            bytes(chance.choice(b"0123456789%.,-()GARB\\ \x80\xff") for _ in match[0])
            if chance.random() < 0.1
            else match[0]
        )

    return replace(thing, stream=re.sub(rb"(?<=\()[^()\\]+(?=\))", other, thing.stream))


_THING_FAULTS: tuple[Callable[[_Thing, Random], _Thing], ...] = (
    _lines,
    _lines,
    _numbers,
    _numbers,
    _names,
    _bytes,
    _letters,
)


def _drop(things: list[_Thing], chance: Random) -> None:
    if len(things) > 1:
        del things[chance.randrange(len(things))]


def _double(things: list[_Thing], chance: Random) -> None:
    things.append(replace(chance.choice(things), number=chance.randint(1, len(things) + 1)))


def _swap(things: list[_Thing], chance: Random) -> None:
    one, two = chance.randrange(len(things)), chance.randrange(len(things))
    things[one], things[two] = (
        replace(things[one], number=things[two].number),
        replace(things[two], number=things[one].number),
    )


# ------------------------------------------------------------------------------------------------ faults of the file
def _file_of(things: list[_Thing], chance: Random) -> bytes:
    """The file of these objects; now and then with a wrong length, a wrong place or another way of packing."""
    data = bytearray(b"%PDF-1.4\n")
    places: dict[int, int] = {}
    root = next((t.number for t in things if b"/Catalog" in t.head), 1)
    for thing in things:
        places[thing.number] = len(data)
        data += b"%d 0 obj\n%b\nendobj\n" % (thing.number, _body(thing, chance))
    start, count = len(data), max(places) + 1
    data += b"xref\n0 %d\n" % count
    for number in range(count):
        place = places.get(number, 0) + (chance.randint(-40, 40) if chance.random() < 0.01 else 0)
        data += b"%010d %05d %b \n" % (max(place, 0), 0 if number else 65535, b"n" if number in places else b"f")
    return bytes(data) + b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, root, start)


def _body(thing: _Thing, chance: Random) -> bytes:
    if thing.stream is None:
        return thing.head
    packed = chance.random() < 0.7
    stream = zlib.compress(thing.stream, chance.randint(0, 9)) if packed else thing.stream
    length = len(stream) + (chance.randint(-50, 50) if chance.random() < 0.02 else 0)
    entries = b"/Length %d%b" % (length, b"/Filter/FlateDecode" if packed else b"")
    head = thing.head.rstrip()
    head = head[:-2] + entries + b">>" if head.endswith(b">>") else head + entries
    return head + b"stream\n" + stream + b"\nendstream"


def _damaged(data: bytes, chance: Random, faults: int) -> bytes:
    """Bytes changed, a part cut out, doubled or put elsewhere, the end cut off."""
    for _ in range(faults):
        if len(data) < 4:
            return data
        start = chance.randrange(len(data))
        end = min(len(data), start + chance.choice((1, 4, 60, 2_000)))
        piece = data[start:end]
        elsewhere = chance.randrange(len(data))
        data = chance.choice(
            (
                data[:start] + chance.randbytes(len(piece)) + data[end:],
                data[:start] + data[end:],
                data[:end] + piece + data[end:],
                data[:elsewhere] + piece + data[elsewhere:],
                data[: max(start, 4)],
            )
        )
    return data
