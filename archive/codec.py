"""Readings as bytes and back: what is kept in the cache and what workers send.

The form is MessagePack, and it is decoded against the types of `records`: bytes that do not fit them are an error,
and nothing in them can name code to run.
"""

from functools import cache
from typing import TYPE_CHECKING

from records import PaperReading

if TYPE_CHECKING:
    import msgspec


class CodecError(Exception):
    """The bytes are no reading of this version of the program."""


def encoded(reading: PaperReading) -> bytes:
    """A reading as bytes; the same reading gives the same bytes."""
    return _encoder().encode(reading)


def decoded(data: bytes) -> PaperReading:
    """The reading that the bytes hold. Raises CodecError."""
    import msgspec

    try:
        return _decoder().decode(data)
    except msgspec.DecodeError as error:  # ValidationError is one
        raise CodecError(str(error)) from error


@cache
def _encoder() -> "msgspec.msgpack.Encoder":
    import msgspec

    return msgspec.msgpack.Encoder(decimal_format="string")


@cache
def _decoder() -> "msgspec.msgpack.Decoder[PaperReading]":
    import msgspec

    return msgspec.msgpack.Decoder(PaperReading)
