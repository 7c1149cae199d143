"""Bytes to lines: encodings of archives, damage that is said, and files that are no text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import DocumentError
from extract.decoding import Decoded, decode, media_of


def texts(decoded: Decoded) -> list[str]:
    """The lines without their numbers."""
    return [line.text for line in decoded.lines]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Días ↑ £3".encode(), "utf-8"),
        (codecs.BOM_UTF8 + "Días ↑ £3".encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + "Días ↑ £3".encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + "Días ↑ £3".encode("utf-16-be"), "utf-16-be"),
        ("Days to answer £3 or more".encode("utf-16-le"), "utf-16-le"),
        ("Days to answer £3 or more".encode("utf-16-be"), "utf-16-be"),
        ("Café £3, 90% \x96 95%".encode("latin-1"), "windows-1252"),
    ],
)
def test_the_encodings_of_archives_are_told_apart(data: bytes, encoding: str) -> None:
    """UTF-8, UTF-16 with and without a mark, and Windows-1252 come out as the text that was written."""
    decoded = decode(data)
    assert decoded.encoding == encoding and decoded.damage == ()
    assert "£3" in texts(decoded)[0]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_lines_are_counted_as_an_editor_counts_them(newline: str) -> None:
    """Any line ending makes one line, empty lines count."""
    assert [(line.number, line.text) for line in decode(newline.join(["ab", "c", "", "d"]).encode()).lines] == [
        (1, "ab"),
        (2, "c"),
        (3, ""),
        (4, "d"),
    ]


def test_form_feeds_make_pages() -> None:
    """A form feed starts a page; a text without one has no page numbers."""
    assert [(line.page, line.text) for line in decode(b"a\n\x0cb\nc").lines] == [(1, "a"), (2, "b"), (2, "c")]
    assert [line.page for line in decode(b"a\nb").lines] == [None, None]


@pytest.mark.parametrize("data", [b"", b"   \n\r\n\t", b"\x00\x00", b"\x0c\n"])
def test_a_file_without_text_is_empty(data: bytes) -> None:
    """Blanks, form feeds and NULs are nothing to read."""
    with pytest.raises(DocumentError, match="empty"):
        decode(data)


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"%PDF-1.4", "PDF"), (b"PK\x03\x04word", "zip"), (b"\x89PNG\r\n", "PNG"), (b"{\\rtf1", "RTF")],
)
def test_known_formats_are_named(data: bytes, name: str) -> None:
    """The data team is told what the file is, so that they can convert it."""
    with pytest.raises(DocumentError, match=name):
        decode(data)


def test_noise_is_no_text() -> None:
    """Bytes of any value are refused, not shown as strange figures."""
    with pytest.raises(DocumentError, match="binary"):
        decode(bytes(range(256)) * 10)


def test_stray_controls_are_dropped_and_said() -> None:
    """NULs inside a good table cost nothing but a warning."""
    decoded = decode(b"Calls answered\t\x0081%\n" * 5)
    assert texts(decoded)[0] == "Calls answered\t81%"
    assert "5 control characters" in decoded.damage[0]


def test_a_last_character_that_is_cut_off_is_said() -> None:
    """A download that broke off inside a character is text up to there."""
    decoded = decode("Calls answered 81% ↑".encode()[:-1])
    assert texts(decoded) == ["Calls answered 81% "] and "cut off" in decoded.damage[0]


def test_single_bad_bytes_in_utf8_stay_visible() -> None:
    """A bad byte in a UTF-8 file neither turns the file into Windows-1252 nor vanishes."""
    decoded = decode("↑ £ é ↓ – ’ ↔".encode() * 5 + b" 8\xff1%\n")
    assert decoded.encoding == "utf-8" and "\ufffd" in texts(decoded)[0] and decoded.damage


def test_a_huge_line_is_left_out_and_said() -> None:
    """One line of a million characters is no table row; the lines around it keep their numbers."""
    decoded = decode(b"a\n" + b"x" * 1_000_000 + b"\nb")
    assert texts(decoded) == ["a", "", "b"] and "line 2" in decoded.damage[0]


@pytest.mark.parametrize(
    ("data", "media"), [(b"\n %PDF-1.7", "pdf"), (b"\xd0\xcf\x11\xe0", "other"), (b"Report", "text"), (b"", "text")]
)
def test_media_is_told_by_the_first_bytes(data: bytes, media: str) -> None:
    """File names lie; first bytes do not."""
    assert media_of(data) == media


@given(st.binary(max_size=300))
def test_no_bytes_do_anything_but_decode_or_be_refused(data: bytes) -> None:
    """Whatever the bytes are, there is text with lines in order, or a sentence for the data team."""
    try:
        decoded = decode(data)
    except DocumentError as error:
        assert len(str(error)) > 5
    else:
        assert [line.number for line in decoded.lines] == list(range(1, len(decoded.lines) + 1))


PRINTABLE = st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_characters="\x7f\x85\u2028\u2029")


@given(st.lists(st.text(PRINTABLE, max_size=30), min_size=1))
def test_clean_utf8_comes_back_unchanged(lines: list[str]) -> None:
    """Reading changes no character of a clean file."""
    text = "Calls answered\n" + "\n".join(lines)
    assert [line.text for line in decode(codecs.BOM_UTF8 + text.encode()).lines] == text.split("\n")
