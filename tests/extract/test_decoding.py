"""Bytes to text: encodings that archives hold, damage that is said, files that are no text, and lines of any kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import DocumentError
from extract.decoding import decode, media_of

TEXT = "Résumé – £5\tup ↑\n"


def lines(data: bytes) -> list[str]:
    """The lines of a file that print something."""
    return [line.text for line in decode(data).lines if line.text]


@pytest.mark.parametrize(
    ("codec", "mark", "said"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
    ],
)
def test_unicode_with_and_without_a_mark(codec: str, mark: bytes, said: str) -> None:
    """The byte order mark tells the encoding and is no part of the text."""
    decoded = decode(mark + TEXT.encode(codec))
    assert decoded.lines[0].text == TEXT.rstrip("\n")
    assert (decoded.encoding, decoded.damage) == (said, ())


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_known_by_its_zeros(codec: str) -> None:
    """Latin text in UTF-16 has a zero in every other byte."""
    decoded = decode(("Performance report of the year\n" * 5).encode(codec))
    assert decoded.encoding == codec
    assert decoded.lines[0].text == "Performance report of the year"


def test_windows_1252_keeps_pounds_dashes_and_quotes() -> None:
    """Old exports have £, – and ’ as single bytes that are no UTF-8."""
    decoded = decode("Residents’ satisfaction – £5".encode("cp1252"))
    assert (decoded.encoding, decoded.lines[0].text) == ("windows-1252", "Residents’ satisfaction – £5")


def test_utf8_with_a_damaged_byte_stays_utf8() -> None:
    """One broken byte among many arrows does not turn the paper into Windows-1252; the damage is said."""
    decoded = decode("↑ → ↓ ↔ £ – ’ ↑".encode() + b"\xff ok\n" + b"more text")
    assert decoded.encoding == "utf-8"
    assert decoded.lines[0].text.startswith("↑ → ↓ ↔ £")
    assert "1 bytes are no UTF-8" in decoded.damage[0]


def test_a_file_cut_off_inside_a_character_loses_only_that() -> None:
    """A truncated download ends inside an arrow: all before it is read, and the cut is said."""
    decoded = decode("Calls answered 93% ↑".encode()[:-1])
    assert decoded.lines[0].text == "Calls answered 93% "
    assert decoded.damage == ("the last character is cut off",)


def test_stray_nul_bytes_are_dropped_and_counted() -> None:
    """NUL bytes between letters are taken out, so that `9\\x003%` is 93%, and their number is said."""
    decoded = decode(b"Calls\t9\x003%\x00\nInvoices\t88%\n" * 3)
    assert decoded.lines[0].text == "Calls\t93%"
    assert decoded.damage == ("6 control characters (NUL and the like) were dropped",)


@pytest.mark.parametrize("data", [b"", b" \r\n\t\x0c\n", b"\x00" * 50], ids=["no bytes", "blanks", "zeros"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    """No bytes, or none that print anything."""
    with pytest.raises(DocumentError, match="empty"):
        decode(data)


def test_noise_is_no_text() -> None:
    """Bytes of all values are a binary file, not a damaged paper."""
    with pytest.raises(DocumentError, match="binary"):
        decode(bytes(range(256)) * 8)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (b"\xd0\xcf\x11\xe0....", "old Office"),
        (b"\x89PNG....", "PNG"),
        (b"{\\rtf1 ...", "RTF"),
        (b"\n\n%PDF-1.4", "PDF"),
    ],
)
def test_known_formats_are_named(data: bytes, name: str) -> None:
    """The data team is told what the file is, not just that it is no text."""
    with pytest.raises(DocumentError, match=name):
        decode(data)
    assert media_of(data) != "text"


def test_one_absurdly_long_line_does_not_hide_the_others() -> None:
    """A line of five megabytes is said not to be read; the lines around it keep their numbers."""
    decoded = decode(b"first\n" + b"x" * 5_000_000 + b"\nthird\n")
    assert [(line.number, line.text) for line in decoded.lines[:3]] == [(1, "first"), (2, ""), (3, "third")]
    assert decoded.damage == ("line 2 has 5000000 characters and was not read",)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_any_newline_ends_a_line(newline: str) -> None:
    """Line numbers are the same whatever system wrote the file."""
    decoded = decode(f"one{newline}{newline}three".encode())
    assert [(line.number, line.text) for line in decoded.lines] == [(1, "one"), (2, ""), (3, "three")]


def test_form_feeds_part_pages() -> None:
    """A text with form feeds has pages from 1; one without has none."""
    decoded = decode(b"one\n\x0ctwo\nstill two\n\x0cthree\n")
    assert [(line.page, line.text) for line in decoded.lines if line.text] == [
        (1, "one"),
        (2, "two"),
        (2, "still two"),
        (3, "three"),
    ]
    assert {line.page for line in decode(b"one\ntwo").lines} == {None}


@given(st.binary(max_size=400))
def test_no_bytes_bring_decoding_down(data: bytes) -> None:
    """Whatever the bytes are: numbered lines without control characters, or a sentence saying why not."""
    try:
        decoded = decode(data)
    except DocumentError:
        return
    assert [line.number for line in decoded.lines] == list(range(1, len(decoded.lines) + 1))
    assert not any("\x00" in line.text or "\n" in line.text for line in decoded.lines)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=80))
def test_clean_utf8_comes_out_as_it_went_in(text: str) -> None:
    """Text in UTF-8 is never taken for another encoding."""
    data = ("A paper: " + text).encode()
    assert lines(data) == ["A paper: " + text]
